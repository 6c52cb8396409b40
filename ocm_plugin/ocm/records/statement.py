"""What a result is worth: complete, capped or stopped, out of how many, when and from where.

Every result carries one Statement: in the message, the layer's metadata and history, the Processing log, every share.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, NamedTuple

from ..checks import is_whole
from ..errors import StoredStatementError
from ..stored import (
    DAMAGES,
    LONGEST_TEXT,
    shortened,
    stored_count,
    stored_flag,
    stored_id,
    stored_list,
    stored_object,
    stored_text,
    stored_time,
)
from .station import SetAside

VERSION = 2
"""Version of the JSON form. It rises when a reader of the old form would misunderstand the new one."""

SET_ASIDE_STORED = 100
"""A stored statement names at most so many records that could not be read: layers carry it, and must stay light."""

COMPLETE = "complete"
CAPPED = "capped"
STOPPED = "stopped"
OUTCOMES = (COMPLETE, CAPPED, STOPPED)


@dataclass(frozen=True)
class ResumePoint:
    """Where a stopped search goes on: stations come in the order of their ids, and all up to this one are there."""

    after_id: int


FROM_API, FROM_DEMO, FROM_FILE, NOT_TOLD = "api", "demo", "file", ""
SOURCE_KINDS = (FROM_API, FROM_DEMO, FROM_FILE, NOT_TOLD)


class Origin(NamedTuple):
    """Where stations come from, for programs; `Statement.source` says it for people."""

    kind: str = NOT_TOLD
    """One of SOURCE_KINDS."""
    server: str | None = None
    """The normal base URL of the server, if one was asked."""
    file_date: datetime | None = None
    """When the file was last written, if the stations come from one."""
    newest_record: datetime | None = None
    """The latest date that a record of the file states of itself; None when none states any."""

    @property
    def data_date(self) -> datetime | None:
        """The age of a file's data: as old as the file, or older. None when the data are as new as the search."""
        dates = [date for date in (self.file_date, self.newest_record) if date is not None]
        return min(dates) if self.kind == FROM_FILE and dates else None


_NO_ORIGIN = Origin()


@dataclass(frozen=True)
class Statement:
    """The provenance of one result. Counts are of stations; `bytes` as decoded from the wire."""

    outcome: str
    source: str
    """Where from, in words: "Open Charge Map (https://api.openchargemap.io/v3/)", "Demo data (invented)"."""
    is_invented: bool
    started: datetime
    finished: datetime
    received: int
    """Different stations that arrived, before area and filters were judged here."""
    matched: int
    """Stations that surely match."""
    cannot_tell: int
    """Stations that may match (data incomplete)."""
    dropped: int
    """Stations that arrived, but surely do not match."""
    kept_cannot_tell: bool
    """Whether the uncertain ones are in the result."""
    requests: int
    bytes: int
    set_aside: tuple[SetAside, ...] = ()
    cap: int | None = None
    """The user's own maximum, when `outcome` is capped."""
    reason: str = ""
    """Why it stopped, or what is missing: one sentence for the user."""
    resume: ResumePoint | None = None
    """Set when a stopped search can be continued."""
    reference_date: datetime | None = None
    """Date of the reference data used for titles; None for the built-in table."""

    unstated: tuple[tuple[str, int], ...] = ()
    """What was asked for ("status") and how many stations were left out only because they do not state it."""
    withheld: tuple[str, ...] = ()
    """What was asked for ("operator") in such a way that the source sent no station which does not state it."""

    notes: tuple[str, ...] = ()
    """What else the user should know of the run: look-up lists that are out of date, a damaged table. Sentences."""

    origin: Origin = _NO_ORIGIN

    @property
    def data_date(self) -> datetime:
        """The moment from which the stations are: that of the search, of files their own."""
        return self.origin.data_date or self.finished

    @property
    def loaded(self) -> int:
        """Stations in the result."""
        return self.matched + (self.cannot_tell if self.kept_cannot_tell else 0)

    @property
    def is_complete(self) -> bool:
        """Whether the result holds every station that the source holds for the search: none was set aside either."""
        return self.outcome == COMPLETE and not self.set_aside


LONGEST_STORED = 500_000
"""Characters of a stored statement."""
_NOTES_STORED = 50
_NOUNS_STORED = 5
"""There are no more filters on the record itself."""

_MEMBERS = tuple(f.name for f in fields(Statement))
_COUNTS = ("received", "matched", "cannot_tell", "dropped", "requests", "bytes")
_READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_COUNTS, stored_count),
    **dict.fromkeys(("source", "reason", "outcome"), stored_text),
    **dict.fromkeys(("is_invented", "kept_cannot_tell"), stored_flag),
    **dict.fromkeys(("started", "finished"), stored_time),
    "cap": lambda value: _or_none(stored_count, value),
    "reference_date": lambda value: _or_none(stored_time, value),
    "resume": lambda value: _or_none(lambda number: ResumePoint(stored_id(number)), value),
    "set_aside": lambda value: tuple(map(_set_aside, stored_list(value, SET_ASIDE_STORED))),
    "origin": lambda value: _origin(value),
    "unstated": lambda value: tuple(map(_unstated, stored_list(value, _NOUNS_STORED))),
    "withheld": lambda value: tuple(map(stored_text, stored_list(value, _NOUNS_STORED))),
    "notes": lambda value: tuple(map(stored_text, stored_list(value, _NOTES_STORED))),
}
"""How each member is read; one that is not listed here is none of a statement."""


def to_json(statement: Statement) -> str:
    """The statement as one line of versioned JSON."""
    members: dict[str, Any] = {"version": VERSION}
    for name in _MEMBERS:
        value = getattr(statement, name)
        members[name] = value.isoformat() if isinstance(value, datetime) else value
    for name in ("source", "reason"):
        members[name] = shortened(members[name])
    aside = statement.set_aside[:SET_ASIDE_STORED]
    members["set_aside"] = [[record.id, shortened(record.reason)] for record in aside]
    members["notes"] = [shortened(note) for note in statement.notes[:_NOTES_STORED]]
    members["origin"] = [part.isoformat() if isinstance(part, datetime) else part for part in statement.origin]
    members["resume"] = statement.resume.after_id if statement.resume else None
    return json.dumps(members, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Statement:
    """The statement of a text made by `to_json`.

    Raises StoredStatementError, with a sentence for the user, when the text is anything else.
    """
    try:
        members = stored_object(text, LONGEST_STORED)
        version = members.pop("version")
        if not is_whole(version) or version < 1:
            raise ValueError(f"version {version!r}")
        if version > VERSION:
            raise StoredStatementError(
                "The layer's provenance was stored by a newer version of this plugin: please update the plugin.",
                f"version {version!r}, known up to {VERSION}",
            )
        statement = Statement(**{name: _READERS[name](value) for name, value in members.items()})
        if version == 1:
            statement = replace(statement, origin=_origin_of_version_1(statement))
        if statement.outcome not in OUTCOMES:
            raise ValueError(f"outcome {statement.outcome}")
        return statement
    except DAMAGES as error:
        raise StoredStatementError(
            "The layer's stored provenance is damaged and cannot be read.", repr(error)[:LONGEST_TEXT]
        ) from error


def _or_none(read: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else read(value)


def _set_aside(value: Any) -> SetAside:
    number, reason = stored_list(value, 2)
    return SetAside(_or_none(stored_id, number), stored_text(reason))


def _unstated(value: Any) -> tuple[str, int]:
    noun, number = stored_list(value, 2)
    return stored_text(noun), stored_count(number)


def _origin(value: Any) -> Origin:
    kind, server, file_date, newest_record = stored_list(value, 4)
    if kind not in SOURCE_KINDS:
        raise ValueError("not a kind of source")
    dates = (_or_none(stored_time, date) for date in (file_date, newest_record))
    return Origin(kind, _or_none(stored_text, server), *dates)


_API_OF_VERSION_1 = re.compile(r"Open Charge Map \((https?://[^\s()]+)\)")


def _origin_of_version_1(statement: Statement) -> Origin:
    """Statements of version 1 name their source in words only."""
    if statement.is_invented:
        return Origin(FROM_DEMO)
    server = _API_OF_VERSION_1.fullmatch(statement.source)
    return Origin(FROM_API, server.group(1)) if server else Origin()
