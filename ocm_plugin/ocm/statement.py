"""What a result is worth: complete, capped or stopped, out of how many, when and from where.

Every result carries one Statement: in the message, the layer's metadata and history, the Processing log, every share.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from .checks import is_whole
from .errors import StoredStatementError
from .station import SetAside

VERSION = 1
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
    """Stations of which the data do not tell whether they match."""
    dropped: int
    """Stations that arrived, but surely do not match."""
    kept_cannot_tell: bool
    """Whether those that cannot be told are in the result."""
    requests: int
    bytes: int
    set_aside: tuple[SetAside, ...] = ()
    cap: int | None = None
    """The person's own maximum, when `outcome` is capped."""
    reason: str = ""
    """Why it stopped, or what could not be had: one sentence for the person."""
    resume: ResumePoint | None = None
    """Set when a stopped search can be continued."""
    reference_date: datetime | None = None
    """Date of the reference data used for titles; None for the built-in table."""

    notes: tuple[str, ...] = ()
    """What else a person should know of the run: look-up lists that are out of date, a damaged table. Sentences."""

    @property
    def loaded(self) -> int:
        """Stations in the result."""
        return self.matched + (self.cannot_tell if self.kept_cannot_tell else 0)

    @property
    def is_complete(self) -> bool:
        """Whether the result holds every station that the source holds for the search: none was set aside either."""
        return self.outcome == COMPLETE and not self.set_aside


_TIMES = ("started", "finished", "reference_date")


def to_json(statement: Statement) -> str:
    """The statement as one line of versioned JSON."""
    members: dict[str, Any] = {"version": VERSION}
    for name in (f.name for f in fields(Statement)):
        value = getattr(statement, name)
        members[name] = value.isoformat() if isinstance(value, datetime) else value
    members["set_aside"] = [list(record) for record in statement.set_aside[:SET_ASIDE_STORED]]
    members["resume"] = statement.resume.after_id if statement.resume else None
    return json.dumps(members, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Statement:
    """The statement of a text made by `to_json`.

    Raises StoredStatementError, with a sentence for the person, when the text is anything else.
    """
    try:
        members = json.loads(text)
        version = members.pop("version")
        if not is_whole(version) or version < 1:
            raise ValueError(f"version {version!r}")
        if version > VERSION:
            raise StoredStatementError(
                "The layer's provenance was stored by a newer version of this plugin: please update the plugin.",
                f"version {version!r}, known up to {VERSION}",
            )
        for name in _TIMES:
            if members.get(name) is not None:
                members[name] = datetime.fromisoformat(members[name])
        members["set_aside"] = tuple(SetAside(*record) for record in members["set_aside"])
        members["resume"] = None if members["resume"] is None else ResumePoint(members["resume"])
        members["notes"] = tuple(members.get("notes", ()))
        statement = Statement(**members)
        if statement.outcome not in OUTCOMES or not isinstance(statement.started, datetime):
            raise ValueError(f"not a statement: {text[:200]}")
        return statement
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise StoredStatementError(
            "The layer's stored provenance is damaged and cannot be read.", repr(error)
        ) from error
