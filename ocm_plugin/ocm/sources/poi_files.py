"""Files of stations, in the forms in which people have them: what is read, from when it is, and which names lie beside.

One answer of the API in any of its forms, an array, one object a line, one object a file in a folder or zip
(ocm-export), each also compressed with gzip, in UTF-8 or, as PowerShell writes it, UTF-16. What a file holds is
recognised by its content.

Files are read piece by piece, so that the size of a file does not matter, and twice: first to learn what names its ids,
from when it is, in which order it writes dates and what of it cannot be read, then for the stations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from ..errors import Cancelled, OcmError, SourceFileError
from ..feedback import Feedback
from ..records.built_in_reference import BUILT_IN, PROVIDERS
from ..records.decoding import decode_json
from ..records.reference import FILE, ReferenceData
from ..slices import SLICE
from ..translation import language, tr
from .file_parts import (
    LOOK_UP_NAMES,
    OTHER_ENDINGS,
    Part,
    begins,
    names_in_folder,
    names_look_ups,
    part_of_folder,
    parts_of_zip,
    refusals,
    shown_name,
    stamp,
)
from .file_text import ZIP_MAGICS, BrokenOff, FileText, Room, TooLarge, damaged, whole_content
from .json_elements import NoJson, Other, is_foreign, is_poi
from .other_forms import JSON, Ids, Reading, form_of, read_pois

LOOKED_ABOVE = 2
"""Folders above a file in which its look-up lists may lie: `ocm-export` has one folder a country."""
LARGEST_LOOK_UP = 50_000_000
"""Bytes of look-up lists; those of the service are a third of a megabyte."""

HELD = 4_000_000
"""Files up to so many bytes are held once they are read, and not read a second time."""
NAMED_AT_MOST = 5
_NAME_OF_STATION = re.compile(r"(^|/)OCM-\d+\.json")
"""Of a file in an export: whatever is in it, it should have been a station."""


@dataclass
class _Unread:
    """What holds stations and could not be read: files, or lines of one. Counted; the first ones by name."""

    names: list[str] = field(default_factory=list)
    n: int = 0

    def add(self, name: str) -> None:
        """Note one more."""
        self.n += 1
        if len(self.names) < NAMED_AT_MOST:
            self.names.append(shown_name(name))


class _Foreign(SourceFileError):
    """A file that is JSON, and plainly of something else."""


class PoiFiles:
    """The stations of a file, folder or zip.

    Example:
        files = PoiFiles(path, feedback)
        for pois in files.survey(feedback): …  # once
        for pois in files.slices(feedback): …  # as often as they are wanted
    """

    def __init__(self, path: Path, feedback: Feedback, reference: ReferenceData = BUILT_IN) -> None:
        """`reference`: has the ids of titles that stand without. Raises SourceFileError, and Cancelled."""
        self.path = path
        self.bytes = 0
        """After decompression."""
        self.date: datetime | None = None
        """When the newest of the files was written."""
        self.newest: datetime | None = None
        """The newest date that records state in a form of which only the whole file tells how it is meant."""
        self.files = 0
        self._lacks: dict[str, None] = {}
        """What the forms of the files never state, a sentence for users each."""
        self._unread = _Unread()
        self._foreign = _Unread()
        """Files in a folder or zip that are plainly of something else."""
        self._refused: set[str] = set()
        """Files of a folder or zip of which nothing can be read."""
        self._readings: dict[str, Reading] = {}
        """Of the files whose dates are read as their own file says."""
        self._n = 0
        """Entries of all files that can be read, stations or not."""
        self._held: list[list[Any]] | None = []
        """All slices of small files."""
        with refusals(path):
            if path.exists() and not path.is_dir() and not path.is_file():
                raise SourceFileError(
                    tr("{path} is neither a file nor a folder. Please choose another one.", path=path), ""
                )
            self._is_folder = path.is_dir()
            self._is_zip = not self._is_folder and begins(path, ZIP_MAGICS)
            self._stamp = stamp(path)
        self.look_up = self._look_up_inside(feedback) or _look_up_beside(path, feedback)
        """The look-up lists in a folder or zip, or beside the file."""
        beside = self.look_up or ReferenceData()
        self._ids = Ids(beside.completed_by(reference).completed_by(BUILT_IN).completed_by(PROVIDERS))

    @property
    def unknown_titles(self) -> Counter[str]:
        """Titles in place of ids, which no look-up list has."""
        return self._ids.unknown

    @property
    def missing(self) -> str:
        """What could not be read, in one sentence; "" when everything was."""
        if not self._unread.n:
            return ""
        named = ", ".join(self._unread.names)
        more = self._unread.n - len(self._unread.names)
        if more > 0:
            return tr(
                "These could not be read: {names} and {n} more.",
                "These could not be read: {names} and {n} more.",
                n=more,
                names=named,
            )
        return tr("These could not be read: {names}.", names=named)

    @property
    def skipped(self) -> str:
        """What was passed over as it holds no stations, in one sentence; "" for nothing."""
        if not self._foreign.n:
            return ""
        named = ", ".join(self._foreign.names)
        more = self._foreign.n - len(self._foreign.names)
        if more > 0:
            return tr(
                "These hold no stations and were passed over: {names} and {n} more.",
                "These hold no stations and were passed over: {names} and {n} more.",
                n=more,
                names=named,
            )
        return tr("These hold no stations and were passed over: {names}.", names=named)

    @property
    def problem(self) -> str | None:
        """What stations of these files do not state though others do, in one or two sentences; None for nothing."""
        sentences = list(self._lacks)
        if self.unknown_titles:
            common = self.unknown_titles.most_common(NAMED_AT_MOST)
            titles = [f"{title} ({language().number(count)})" for title, count in common]
            sentences.append(
                tr(
                    "No look-up list has these titles, so what they name is unknown: {titles}.",
                    titles=", ".join(titles),
                )
            )
        return " ".join(sentences) or None

    def survey(self, feedback: Feedback) -> Iterator[list[Any]]:
        """Read everything once, and learn what the members say. Yields the stations, with dates as they are written.

        Raises SourceFileError when there is nothing to read, and Cancelled.
        """
        return _full(self._survey(feedback))

    def _survey(self, feedback: Feedback) -> Iterator[list[Any]]:
        room = Room(str(self.path))
        with refusals(self.path):
            for part in self._parts(feedback, unread=lambda error: self._unread.add(f"{error.filename}")):
                try:
                    yield from self._surveyed(part, room, feedback)
                except TooLarge:
                    raise
                except SourceFileError as error:
                    if self._is_one_file:
                        raise
                    self._refused.add(part.name)
                    is_passed_over = isinstance(error, _Foreign) and not _NAME_OF_STATION.search(part.name)
                    (self._foreign if is_passed_over else self._unread).add(part.name)
        self.bytes = room.taken
        if not self.files and self._unread.n:
            sentence = tr("{path} cannot be read: all its files of stations are damaged.", path=self.path)
            raise SourceFileError(" ".join([sentence, self.missing]), "")
        if not self.files:
            raise SourceFileError(
                tr("{path} cannot be read: it holds no file of stations. Please choose another one.", path=self.path),
                "",
            )

    def slices(self, feedback: Feedback) -> Iterator[list[Any]]:
        """The stations, after the survey. Raises SourceFileError when the file is another by now, and Cancelled."""
        return _full(self._slices(feedback))

    def _slices(self, feedback: Feedback) -> Iterator[list[Any]]:
        if self._held is not None:
            yield from self._held
            return
        with refusals(self.path):
            self._check_unchanged()
            room, ids, n = Room(str(self.path)), Ids(self._ids.reference), 0
            for part in self._parts(feedback):
                if part.name not in self._refused:
                    for pois in self._again(part, room, ids, feedback):
                        n += len(pois)
                        yield pois
            self._check_unchanged(n)

    # One file

    @property
    def _is_one_file(self) -> bool:
        return not self._is_folder and not self._is_zip

    def _surveyed(self, part: Part, room: Room, feedback: Feedback) -> Iterator[list[Any]]:
        """The stations of one file, and what it says of them all. Raises SourceFileError when it holds none."""
        reading = Reading(self._ids)
        held: list[list[Any]] = []
        n = stations = 0
        broken, names = "", set[str]()
        with part.opened() as file:
            text = FileText(file, part.path, room, feedback.check, part.size)
            form = self._form(text, part)
            if form is None:
                return
            try:
                for pois in _sliced(read_pois(form, text.pieces(), reading), feedback):
                    n += len(pois)
                    stations += sum(map(is_poi, pois))
                    names.update(name for poi in pois[:NAMED_AT_MOST] if isinstance(poi, dict) for name in poi)
                    self._hold(held, pois, room)
                    yield pois
            except BrokenOff as error:
                broken = str(error)
            except NoJson as error:
                raise _no_json(part.path, str(error)) from error
            except Other as error:
                raise _no_list(part.path, str(error), is_foreign(error.names)) from error
            broken = broken or ("it is cut off" if text.is_cut else "")
            if broken and not stations and text.is_packed:
                raise damaged(part.path, broken)
        self._judge(part, form, n, stations, broken, names)
        self._note(part, reading, broken)
        self._n += n
        if self._held is not None:
            self._held += [[reading.dates.read(poi) for poi in pois] for pois in held]

    def _form(self, text: FileText, part: Part) -> str | None:
        """The form of a file; None for one of something else, which is passed over in a folder."""
        head = text.head()
        if not head.strip():
            raise SourceFileError(
                tr("The file {name} is empty. Please get it again.", name=part.path), "nothing but blanks"
            )
        form = form_of(head)
        if form:
            return form
        ending = PurePosixPath(part.name.lower().removesuffix(".gz")).suffix
        if ending not in OTHER_ENDINGS:
            raise _no_json(part.path, f"begins {head[:200]!r}")
        if not self._is_one_file:
            return None
        raise SourceFileError(
            tr(
                "The file {name} is in no form that Open Charge Map writes. Please choose its JSON, GeoJSON, CSV, "
                "XML or KML, or a folder or zip of its export.",
                name=part.path,
            ),
            "",
        )

    def _judge(self, part: Part, form: str, n: int, stations: int, broken: str, names: Collection[str]) -> None:
        """Refuse what holds no station although it holds something, or did until it broke off."""
        if stations or (not n and not broken):
            return
        if not broken:
            raise _no_list(part.path, "no AddressInfo anywhere", is_foreign(names))
        if form == JSON:
            raise _no_json(part.path, broken)
        raise SourceFileError(tr("The file {name} is damaged. Please get it again.", name=part.path), broken)

    def _note(self, part: Part, reading: Reading, broken: str) -> None:
        """Keep what a file that can be read says of its stations."""
        self.files += 1
        self.date = part.date if self.date is None else max(self.date, part.date)
        file = PurePosixPath(part.name).name
        for line in reading.unread_lines:
            self._unread.add(tr("line {number} of {name}", number=line, name=file))
        if broken:
            self._unread.add(tr("the end of {name} ({problem})", name=file, problem=broken))
        self._lacks.update(dict.fromkeys(map(tr, reading.lacks)))
        newest = reading.dates.newest
        if newest is not None:
            self.newest = newest if self.newest is None else max(self.newest, newest)
        if reading.dates.is_month_first is not None:
            self._readings[part.name] = reading

    def _hold(self, held: list[list[Any]], pois: list[Any], room: Room) -> None:
        if self._held is not None:
            held.append(pois)
            if room.taken > HELD:
                self._held = None
                held.clear()

    def _again(self, part: Part, room: Room, ids: Ids, feedback: Feedback) -> Iterator[list[Any]]:
        """The stations of a file that has been surveyed."""
        reading, surveyed = Reading(ids), self._readings.get(part.name)
        with part.opened() as file:
            text = FileText(file, part.path, room, feedback.check, part.size)
            form = form_of(text.head())
            if not form:
                return
            try:
                for pois in _sliced(read_pois(form, text.pieces(), reading), feedback):
                    yield pois if surveyed is None else [surveyed.dates.read(poi) for poi in pois]
            except (BrokenOff, NoJson, Other):
                return  # as the survey has said

    # Its parts

    def _parts(
        self, feedback: Feedback, of_look_ups: bool = False, unread: Callable[[OSError], None] | None = None
    ) -> Iterator[Part]:
        """The files of stations, or those of look-up lists. `unread` is called for folders that cannot be read.

        Raises OSError, and SourceFileError for a hostile zip.
        """
        if self._is_folder:
            for name in names_in_folder(self.path, feedback, unread):
                if names_look_ups(name) == of_look_ups:
                    yield part_of_folder(self.path, name)
        elif self._is_zip:
            for part in parts_of_zip(self.path, feedback):
                if names_look_ups(part.name) == of_look_ups:
                    yield part
        elif not of_look_ups:
            yield part_of_folder(self.path.parent, self.path.name)

    def _look_up_inside(self, feedback: Feedback) -> ReferenceData | None:
        """The look-up lists in a folder or zip; damaged ones are named."""
        found = None
        with refusals(self.path):
            for part in self._parts(feedback, of_look_ups=True):
                try:
                    found = _look_up(part, feedback)
                except Cancelled:
                    raise
                except OcmError:
                    self._unread.add(part.name)
        return found

    def _check_unchanged(self, n: int | None = None) -> None:
        """Raise SourceFileError when a file is another by now, or a folder holds more or less than `n` entries."""
        if self._stamp == stamp(self.path) and n in (None, self._n):
            return
        sentence = tr("The file {path} was changed while it was read. Please try again.", path=self.path)
        if self._is_folder:
            sentence = tr("The folder {path} was changed while it was read. Please try again.", path=self.path)
        raise SourceFileError(sentence, f"{self._stamp}, {n} entries, {self._n} before")


def _sliced(pois: Iterator[Any], feedback: Feedback) -> Iterator[list[Any]]:
    """Stations by slices; also those before the place where a file breaks off."""
    some: list[Any] = []
    broken: BrokenOff | None = None
    try:
        for poi in pois:
            feedback.check()
            some.append(poi)
            if len(some) == SLICE:
                yield some
                some = []
    except BrokenOff as error:
        broken = error
    if some:
        yield some
    if broken is not None:
        raise broken


def _full(slices: Iterator[list[Any]]) -> Iterator[list[Any]]:
    """The same stations in slices that are full: folders have files of one station."""
    some: list[Any] = []
    for pois in slices:
        some += pois
        while len(some) >= SLICE:
            yield some[:SLICE]
            del some[:SLICE]
    if some:
        yield some


def _no_json(name: str, why: str) -> SourceFileError:
    return SourceFileError(
        tr("The file {name} is not JSON, or not all of it. Please get it again, or choose another file.", name=name),
        why,
    )


def _no_list(name: str, why: str, is_foreign: bool) -> SourceFileError:
    kind = _Foreign if is_foreign else SourceFileError
    return kind(
        tr("The file {name} is JSON, but holds no list of stations. Please choose another file.", name=name), why
    )


def _look_up(part: Part, feedback: Feedback) -> ReferenceData:
    """The look-up lists of a file. Raises OcmError for those that cannot be read."""
    with part.opened() as file:
        content = whole_content(file, part.path, LARGEST_LOOK_UP, feedback.check)
    return ReferenceData.from_json(decode_json(content), part.date, FILE)


def _look_up_beside(path: Path, feedback: Feedback) -> ReferenceData | None:
    """The look-up lists that lie beside a file, or above it as exports have them; None without any that can be read."""
    folders = [path.parent, *list(path.parent.parents)[:LOOKED_ABOVE]]
    for folder in folders:
        for name in LOOK_UP_NAMES if folder == path.parent else LOOK_UP_NAMES[:1]:
            file = folder / name
            if file == path or not file.is_file():
                continue
            try:
                return _look_up(part_of_folder(folder, name), feedback)
            except Cancelled:
                raise
            except OcmError:
                return None
    return None
