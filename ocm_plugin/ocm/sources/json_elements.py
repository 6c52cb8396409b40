"""Stations from JSON of any size, one after the other: a list, GeoJSON, or one object a line.

`json` reads each of them, and never more is held than the piece of text in which it lies.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..records.decoding import CALL_AROUND, CALL_BEHIND, LONGEST_CALL
from .file_text import LARGEST_RECORD, BrokenOff

_BLANKS = re.compile(r"[ \t\r\n]*")
_decoded = json.JSONDecoder().raw_decode


class NoJson(Exception):
    """Not the beginning of JSON."""


class Other(Exception):
    """JSON, but nothing that holds stations."""

    def __init__(self, why: str, names: Iterable[str] = ()) -> None:
        """`names`: of its members."""
        super().__init__(why)
        self.names = tuple(names)


_NAMES = frozenset(
    (
        *("addressinfo", "uuid", "connections", "operatorid", "operatorinfo", "dataprovider", "dataproviderid"),
        *("usagetype", "usagetypeid", "usagecost", "statustype", "statustypeid", "submissionstatus", "mediaitems"),
        *("submissionstatustypeid", "numberofpoints", "datelaststatusupdate", "usercomments", "isrecentlyverified"),
    )
)
"""Of members of stations, in lower case, that few other things have."""


def is_foreign(names: Iterable[str]) -> bool:
    """Whether what has members of these names is plainly no station, not even a damaged one."""
    return _NAMES.isdisjoint(name.lower() for name in names)


def is_poi(value: Any) -> bool:
    """Whether a value may be a station, in any spelling."""
    return isinstance(value, dict) and ("AddressInfo" in value or "addressInfo" in value)


def elements(pieces: Iterator[str], unread: Callable[[int], None], of_feature: Callable[[Any], Any]) -> Iterator[Any]:
    """What a text of JSON holds as stations, not looked at further.

    `unread` is called with the number of each line that cannot be read where there is one object a line. `of_feature`
    makes a station of a feature of GeoJSON. Raises BrokenOff after the last element that is whole, NoJson, Other.
    """
    text = _Text(pieces)
    text.mark()  # what comes first may be many blanks
    text.hold(LONGEST_CALL)
    call = CALL_AROUND.match(text.held, text.at)
    if call:
        text.at = call.end()
    mark = text.mark()
    if mark == "[":
        text.at += 1
        yield from _of_list(text)
    elif mark == "{":
        yield from _of_object(text, unread, of_feature)
    else:
        raise NoJson(f"begins {text.held[:200]!r}")
    text.end(is_in_call=call is not None)


def _of_list(text: _Text) -> Iterator[Any]:
    """The elements of a list whose bracket has been read."""
    if text.mark() == "]":
        text.at += 1
        return
    while True:
        yield text.value()
        mark = text.mark()
        text.at += 1
        if mark == "]":
            return
        if mark != ",":
            raise BrokenOff(text.place("no comma between the elements") if mark else text.place("the end is missing"))


def _of_object(text: _Text, unread: Callable[[int], None], of_feature: Callable[[Any], Any]) -> Iterator[Any]:
    """One station, GeoJSON, or the first of many objects one behind the other."""
    whole = text.value_if_held()
    if isinstance(whole, dict) and not isinstance(whole.get("features"), list):
        yield from _of_station(whole, text, unread)
    elif isinstance(whole, dict):
        yield from map(of_feature, whole["features"])
    else:
        line = text.line()
        try:
            yield from _of_members(text, unread, of_feature)
        except BrokenOff as error:
            if text.line() != line:
                raise
            yield from _behind_damaged_line(text, unread, error)


def _behind_damaged_line(text: _Text, unread: Callable[[int], None], error: BrokenOff) -> Iterator[Any]:
    """The objects behind a first line that is damaged, if there is one object a line. Raises the error otherwise."""
    line = text.line()
    text.skip_line()
    if text.mark() != "{":
        raise error
    try:
        value = text.value()
    except BrokenOff:
        raise error from None
    if not is_poi(value):
        raise error
    unread(line)
    yield value
    yield from _of_lines(text, unread)


def _of_members(text: _Text, unread: Callable[[int], None], of_feature: Callable[[Any], Any]) -> Iterator[Any]:
    """The same of an object that is not all held: its features are not kept."""
    members: dict[str, Any] = {}
    is_geojson = False
    text.at += 1
    start, in_features = text.read, 0
    while text.mark() != "}":
        if members or is_geojson:
            text.expect(",")
        name = text.value()
        text.expect(":")
        if name == "features" and text.mark() == "[":
            is_geojson = True
            text.at += 1
            before = text.read
            for feature in _of_list(text):
                yield of_feature(feature)
            in_features += text.read - before
        elif isinstance(name, str):
            members[name] = text.value()
        else:
            raise BrokenOff(text.place("a member without name"))
        if text.read - start - in_features > LARGEST_RECORD:
            raise BrokenOff(text.place("an object that is too large"))
    text.at += 1
    if not is_geojson:
        yield from _of_station(members, text, unread)


def _of_station(members: dict[str, Any], text: _Text, unread: Callable[[int], None]) -> Iterator[Any]:
    """The object of a station, and those behind it."""
    if not is_poi(members):
        raise Other(f"an object with {', '.join(list(members)[:20])}"[:500], members)
    yield members
    yield from _of_lines(text, unread)


def _of_lines(text: _Text, unread: Callable[[int], None]) -> Iterator[Any]:
    """The objects that follow the first, as mongoexport writes them. One that is damaged takes its line along."""
    while mark := text.mark():
        if mark == ")" or text.is_call_behind():
            return
        if mark == ",":
            text.at += 1
            continue
        try:
            value = text.value()
        except BrokenOff:
            value = None
        if is_poi(value):
            yield value
        else:
            unread(text.line())
            text.skip_line()


class _Text:
    """The part of a text that is held, and where it is read on."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self.held = ""
        self.at = 0
        self._before = 0
        """Characters before those held."""
        self._lines = 1
        self._is_last = False

    @property
    def read(self) -> int:
        """So many characters are read."""
        return self._before + self.at

    def line(self) -> int:
        """The number of the line."""
        return self._lines + self.held.count("\n", 0, self.at)

    def place(self, why: str) -> str:
        """Where something is wrong."""
        return f"{why} at character {self.read:,}"

    def mark(self) -> str:
        """The next character that is no blank, which is read on from; "" at the end."""
        while True:
            self.at = _BLANKS.match(self.held, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.held):
                return self.held[self.at]
            if not self._more():
                return ""

    def expect(self, mark: str) -> None:
        """Read one character. Raises BrokenOff when it is another."""
        if self.mark() != mark:
            raise BrokenOff(self.place(f"no {mark!r}"))
        self.at += 1

    def value(self) -> Any:
        """Read the next value. Raises BrokenOff when it is damaged, not whole, or too large."""
        self.mark()
        while True:
            try:
                value, end = _decoded(self.held, self.at)
            except ValueError as error:
                why = str(error.msg if isinstance(error, json.JSONDecodeError) else error)
            except RecursionError:
                raise BrokenOff(self.place("nested too deeply")) from None
            else:
                # A number at the end of what is held may go on behind it.
                if end < len(self.held) or self.held[end - 1] in '}]"' or not self._more():
                    self.at = end
                    return value
                continue
            if len(self.held) - self.at > LARGEST_RECORD or not self._grow():
                raise BrokenOff(self.place(why))

    def value_if_held(self) -> Any:
        """Read the next value if all of it is held and in order; else None."""
        try:
            value, end = _decoded(self.held, self.at)
        except (ValueError, RecursionError):
            return None
        self.at = end
        return value

    def skip_line(self) -> None:
        """Read on behind the end of the line."""
        while (end := self.held.find("\n", self.at)) < 0:
            self.at = len(self.held)
            if not self._more():
                return
        self.at = end + 1

    def end(self, is_in_call: bool) -> None:
        """Raise BrokenOff when anything but the end of a call follows."""
        mark = self.mark()
        if is_in_call:
            if mark != ")":
                raise BrokenOff(self.place("the call around the JSON has no end"))
            self.at += 1
            if self.mark() == ";":
                self.at += 1
        elif mark and self.is_call_behind():
            return
        if self.mark():
            raise BrokenOff(self.place("something else follows the JSON"))

    def is_call_behind(self) -> bool:
        """Whether nothing but an empty call follows, as the service writes it behind JSON."""
        if self.held[self.at] in "[{":
            return False
        self.hold(LONGEST_CALL)
        return CALL_BEHIND.match(self.held, self.at) is not None

    def hold(self, size: int) -> None:
        """Hold at least so many characters of what is not read, where there are so many."""
        while len(self.held) - self.at < size and self._more():
            continue

    def _more(self) -> bool:
        """Hold another piece in the place of what is read; False at the end."""
        piece = next(self._pieces, None)
        if piece is None:
            return False
        self._lines += self.held.count("\n", 0, self.at)
        self._before += self.at
        at, self.at = self.at, 0
        self.held = self.held[at:] + piece
        return True

    def _grow(self) -> bool:
        """Hold twice as much of what is not read yet: a large value is not tried again for each piece."""
        wanted = 2 * (len(self.held) - self.at)
        is_more = False
        while self._more():
            is_more = True
            if len(self.held) >= wanted:
                break
        return is_more
