"""What a result is worth: complete, capped or stopped, out of how many, when and from where.

Every result carries one Provenance: in the message, the layer's metadata and history, the Processing log, every share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from ..stored import (
    COUNT,
    FLAG,
    ID,
    TIME,
    Codec,
    Form,
    Member,
    one_of,
    or_none,
    several,
    stored_count,
    stored_list,
    stored_text,
    text_member,
)
from ..translation import marked
from .station import SetAside

SET_ASIDE_STORED = 100
"""A stored provenance names at most so many records that could not be read: layers carry it, and must stay light."""

COMPLETE = "complete"
CAPPED = "capped"
STOPPED = "stopped"
OUTCOMES = (COMPLETE, CAPPED, STOPPED)


@dataclass(frozen=True)
class ResumePoint:
    """Where a stopped search goes on: stations come in the order of their ids, and all up to this one are there."""

    after_id: int


FROM_API, FROM_DEMO, FROM_FILE, FROM_MIRROR, NOT_TOLD = "api", "demo", "file", "mirror", ""
FROM_HELD = "held"
"""What an earlier search has brought from the server."""
FROM_PARTS = "parts"
"""Partly from the server, partly from what is held or mirrored."""
SOURCE_KINDS = (FROM_API, FROM_DEMO, FROM_FILE, FROM_MIRROR, FROM_HELD, FROM_PARTS, NOT_TOLD)
OLDER_KINDS = (FROM_FILE, FROM_MIRROR, FROM_HELD, FROM_PARTS)
"""Sources whose stations are older than the search."""


class Origin(NamedTuple):
    """Where stations come from, for programs; `Provenance.source` says it for people."""

    kind: str = NOT_TOLD
    """One of SOURCE_KINDS."""
    server: str | None = None
    """The normal base URL of the server, if one was asked, now or when a mirror was updated."""
    file_date: datetime | None = None
    """When the file was last written, if the stations come from one; of what is kept, from when its stations are."""
    newest_record: datetime | None = None
    """The latest date that a record of the file states of itself; None when none states any."""
    path: str | None = None
    """Of the file, as `stored_path` writes it, if the stations come from one."""

    @property
    def data_date(self) -> datetime | None:
        """The age of the data of a file or mirror: as old as it, or older. None when they are as new as the search."""
        dates = [date for date in (self.file_date, self.newest_record) if date is not None]
        return min(dates) if self.kind in OLDER_KINDS and dates else None


_NO_ORIGIN = Origin()


class Kept(NamedTuple):
    """The stations of a result that came from what is held or mirrored, while the server was asked for the rest."""

    kind: str
    """FROM_HELD or FROM_MIRROR."""
    as_of: datetime
    """From when they are."""
    n_stations: int
    """0 where a store answered for a part of the area that has none that match."""


@dataclass(frozen=True)
class Provenance:
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
    """Filters, by the names of Search's members, and how many stations were left out only because they do not state
    what the filter asks for."""
    withheld: tuple[str, ...] = ()
    """Filters, by name, because of which the source sent no station that does not state what they ask for."""

    notes: tuple[str, ...] = ()
    """What else the user should know of the run: look-up lists that are out of date, a damaged table. Sentences."""

    origin: Origin = _NO_ORIGIN

    kept: tuple[Kept, ...] = ()
    """Of a result FROM_PARTS, what the server was not asked for."""

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


_LONGEST_STORED = 500_000
"""Characters of a stored provenance."""
_NOTES_STORED = 50
_FILTERS_STORED = 5
"""There are no more filters on the record itself."""


def _read_unstated(stored: Any) -> tuple[tuple[str, int], ...]:
    if type(stored) is not dict or len(stored) > _FILTERS_STORED:
        raise ValueError("not an object, or a larger one than was ever stored")
    return tuple((stored_text(name), stored_count(number)) for name, number in stored.items())


_TEXT = text_member()

ORIGIN_FORM = Form(
    Origin,
    {
        "kind": one_of(SOURCE_KINDS),
        "server": or_none(_TEXT),
        "file_date": or_none(TIME),
        "newest_record": or_none(TIME),
        "path": or_none(_TEXT),
    },
)
_KEPT_STORED = 20
KEPT_FORM = Form(Kept, {"kind": one_of((FROM_HELD, FROM_MIRROR)), "as_of": TIME, "n_stations": COUNT})
SET_ASIDE_FORM = Form(SetAside, {"id": or_none(ID), "reason": _TEXT})
RESUME_FORM = Form(ResumePoint, {"after_id": ID})
PROVENANCE_FORM = Form(
    Provenance,
    {
        "outcome": one_of(OUTCOMES),
        "source": _TEXT,
        "is_invented": FLAG,
        "started": TIME,
        "finished": TIME,
        "received": COUNT,
        "matched": COUNT,
        "cannot_tell": COUNT,
        "dropped": COUNT,
        "kept_cannot_tell": FLAG,
        "requests": COUNT,
        "bytes": COUNT,
        "set_aside": several(SET_ASIDE_FORM.as_member, SET_ASIDE_STORED),
        "cap": or_none(COUNT),
        "reason": _TEXT,
        "resume": or_none(RESUME_FORM.as_member),
        "reference_date": or_none(TIME),
        "unstated": Member(_read_unstated, dict),
        "withheld": several(_TEXT, _FILTERS_STORED),
        "notes": several(_TEXT, _NOTES_STORED),
        "origin": ORIGIN_FORM.as_member,
        "kept": several(KEPT_FORM.as_member, _KEPT_STORED),
    },
)


_API_OF_VERSION_1 = re.compile(r"Open Charge Map \((https?://[^\s()]+)\)")


def _from_version_1(members: dict[str, Any]) -> dict[str, Any]:
    """Provenances of version 1 gave their source in words only."""
    server = _API_OF_VERSION_1.fullmatch(members["source"])
    kind = FROM_DEMO if members["is_invented"] else FROM_API if server else NOT_TOLD
    address = server.group(1) if server and kind == FROM_API else None
    return {**members, "origin": [kind, address, None, None]}


def _from_version_2(members: dict[str, Any]) -> dict[str, Any]:
    """Provenances of version 2 kept the members of what is inside by their position."""
    renewed = dict(members)
    if "origin" in members:
        kind, server, file_date, newest_record = members["origin"]
        renewed["origin"] = Origin(kind, server, file_date, newest_record)._asdict()
    renewed["set_aside"] = [SetAside(number, reason)._asdict() for number, reason in members.get("set_aside", ())]
    renewed["unstated"] = dict(stored_list(members.get("unstated", []), _FILTERS_STORED))
    if members.get("resume") is not None:
        renewed["resume"] = {"after_id": members["resume"]}
    return renewed


_FILTERS_OF_VERSION_3 = {
    "operator": "operator_ids",
    "usage": "usage_type_ids",
    "status": "status_type_ids",
    "provider": "data_provider_ids",
    "country": "country_ids",
}
"""By the words for users that stood in the place of a filter's name."""


def _from_version_3(members: dict[str, Any]) -> dict[str, Any]:
    """Provenances of version 3 named filters by words for users."""
    renewed = dict(members)
    unstated = _read_unstated(members.get("unstated", {}))
    withheld = stored_list(members.get("withheld", []), _FILTERS_STORED)
    renewed["unstated"] = {_FILTERS_OF_VERSION_3[noun]: number for noun, number in unstated}
    renewed["withheld"] = [_FILTERS_OF_VERSION_3[noun] for noun in withheld]
    return renewed


CODEC = Codec(
    PROVENANCE_FORM,
    version=4,
    longest=_LONGEST_STORED,
    damaged=marked("The layer's stored provenance is damaged and cannot be read."),
    newer=marked("The layer's provenance was stored by a newer version of this plugin: please update the plugin."),
    upgrades={1: _from_version_1, 2: _from_version_2, 3: _from_version_3},
)
to_json, from_json = CODEC.to_json, CODEC.from_json
"""A provenance as one line of versioned JSON, and back."""
