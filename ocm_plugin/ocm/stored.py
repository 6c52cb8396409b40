"""What layers, projects and settings carry as JSON: one way to write it, and to read what may have been changed since.

A `Form` says how the members of a type are stored, each by its name; a `Codec` makes one text with a version of them.
A type may grow members with a default, which texts stored before do not have; any other change raises the version and
adds a step from the old one. What is unknown, newer or damaged is refused with a sentence, at once and whole: what is
drawn at each move of the map must find numbers where it formats numbers, and no title of a million letters.

The readers of single values raise ValueError, with what is wrong for experts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, fields
from datetime import datetime, timezone
from typing import Any, Generic, NamedTuple, TypeVar

from .checks import MAX_WHOLE, is_whole
from .errors import StoredValueError
from .json_values import text as cleaned
from .translation import tr

DAMAGES = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)
"""What reading damaged JSON may raise; anything else is a defect of this plugin."""

LONGEST_TEXT = 2_000
"""Characters of one text."""

_HIGHEST_COUNT = 2**53
"""JSON of other programs is not exact above."""


def stored_object(text: str, longest: int) -> dict[str, Any]:
    """The object of a text of at most so many characters: a longer one is not ours, and would block windows."""
    if len(text) > longest:
        raise ValueError(f"{len(text)} characters, more than {longest}")
    return _object(json.loads(text))


def _object(value: Any) -> dict[str, Any]:
    if type(value) is not dict:
        raise ValueError(f"not an object, but {type(value).__name__}")
    return value


def stored_list(value: Any, longest: int) -> list[Any]:
    """A list of at most so many items."""
    if type(value) is not list or len(value) > longest:
        raise ValueError("not a list, or a longer one than was ever stored")
    return value


def stored_text(value: Any, longest: int = LONGEST_TEXT) -> str:
    """A text of at most so many characters, without those that no file can hold."""
    if type(value) is not str or len(value) > longest:
        raise ValueError("not a text, or a longer one than was ever stored")
    return cleaned(value) or ""


def stored_flag(value: Any) -> bool:
    """True or False."""
    if type(value) is not bool:
        raise ValueError(f"neither true nor false, but {type(value).__name__}")
    return value


def stored_count(value: Any) -> int:
    """How many of something there are."""
    return _whole(value, _HIGHEST_COUNT)


def stored_id(value: Any) -> int:
    """A number by which Open Charge Map knows something."""
    return _whole(value, MAX_WHOLE)


def _whole(value: Any, highest: int) -> int:
    if not is_whole(value) or not 0 <= value <= highest:
        raise ValueError("not a whole number, or an impossible one")
    return int(value)


def stored_time(value: Any) -> datetime:
    """A moment in UTC."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a time without time zone")
    return moment.astimezone(timezone.utc)


def shortened(text: str, longest: int = LONGEST_TEXT) -> str:
    """A text that `stored_text` reads back: what is too long ends in "…"."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


class Member(NamedTuple):
    """How a member is stored: what reads it, with checks of type and size, and what makes JSON of it."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


def _itself(value: Any) -> Any:
    return value


CHECKED = Member(_itself, _itself)
"""Of a type that checks the values of its members itself."""
COUNT = Member(stored_count, _itself)
ID = Member(stored_id, _itself)
FLAG = Member(stored_flag, _itself)
TIME = Member(stored_time, datetime.isoformat)


def text_member(longest: int = LONGEST_TEXT) -> Member:
    """A text, stored shorter when it is too long to be read back."""
    return Member(lambda value: stored_text(value, longest), lambda text: shortened(text, longest))


def or_none(member: Member) -> Member:
    """The same, or None."""
    return Member(
        lambda value: None if value is None else member.read(value),
        lambda value: None if value is None else member.write(value),
    )


def one_of(choices: Collection[str]) -> Member:
    """One of a few texts."""

    def read(value: Any) -> str:
        if type(value) is not str or value not in choices:
            raise ValueError("not one of the values known")
        return value

    return Member(read, _itself)


def several(member: Member, longest: int) -> Member:
    """A tuple of at most so many; what is more is not stored."""
    return Member(
        lambda value: tuple(map(member.read, stored_list(value, longest))),
        lambda values: list(map(member.write, values[:longest])),
    )


Value = TypeVar("Value")


class Form(Generic[Value]):
    """How the members of a dataclass or NamedTuple are stored by name. Those at their default are left out."""

    def __init__(self, make: Callable[..., Value], members: Mapping[str, Member], always: Collection[str] = ()) -> None:
        """`always`: members that are stored, and wanted, although they have a default."""
        self.make = make
        self.members = members
        self.always = always

    @property
    def as_member(self) -> Member:
        """For values inside of others."""
        return Member(self.read, self.write)

    def write(self, value: Value) -> dict[str, Any]:
        """The value as an object of JSON."""
        defaults = _defaults(self.make)
        return {
            name: member.write(getattr(value, name))
            for name, member in self.members.items()
            if name in self.always or name not in defaults or getattr(value, name) != defaults[name]
        }

    def read(self, stored: Any) -> Value:
        """The value of an object made by `write`, or by one when the type had fewer members. Raises DAMAGES."""
        members = _object(stored)
        missing = set(self.always) - members.keys()
        if missing:
            raise ValueError(f"lacks {sorted(missing)}")
        return self.make(**{name: self.members[name].read(value) for name, value in members.items()})


def _defaults(made: Any) -> Mapping[str, Any]:
    """The members of a NamedTuple or dataclass that have a default, and that."""
    if hasattr(made, "_field_defaults"):
        return dict(made._field_defaults)
    found = {field.name: field.default for field in fields(made) if field.default is not MISSING}
    factories = {field.name: field.default_factory for field in fields(made)}
    return {**found, **{name: factory() for name, factory in factories.items() if factory is not MISSING}}


Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
"""From the stored members of one version to those of the next."""


class Codec(Generic[Value]):
    """Values of one type as texts of JSON with a version, and back."""

    def __init__(
        self,
        form: Form[Value],
        version: int,
        longest: int,
        damaged: str,
        newer: str,
        upgrades: Mapping[int, Upgrade] | None = None,
    ) -> None:
        """`longest`: characters of a text. `damaged`, `newer`: with which sentences texts are refused, said by `tr`.

        `upgrades`: one for each version before this one; 0 stands for texts without version.
        """
        self.form = form
        self.version = version
        self._longest = longest
        self.damaged, self._newer = damaged, newer
        self.upgrades = upgrades or {}

    def to_json(self, value: Value) -> str:
        """The value as one line of JSON."""
        members = {"version": self.version, **self.form.write(value)}
        return json.dumps(members, ensure_ascii=False, separators=(",", ":"))

    def from_json(self, text: str) -> Value:
        """The value of a text made by `to_json`, of this version or an older one. Raises StoredValueError."""
        try:
            members = stored_object(text, self._longest)
            version = members.pop("version", 0)
            if not is_whole(version):
                raise ValueError(f"version {version!r}")
            if version <= self.version:
                for older in range(version, self.version):
                    members = self.upgrades[older](members)
                return self.form.read(members)
        except DAMAGES as error:
            raise StoredValueError(tr(self.damaged), repr(error)[:LONGEST_TEXT]) from error
        raise StoredValueError(tr(self._newer), f"version {version!r}, known up to {self.version}"[:LONGEST_TEXT])
