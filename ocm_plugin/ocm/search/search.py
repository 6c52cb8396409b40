"""What the user asks for: one immutable value; an invalid one raises when it is made.

    Search(area=Extent(4, 47, 9, 52), connection_type_ids=(33,), min_power_kw=50)

A Search turns into JSON and back without loss (`to_json`, `from_json`), so that a layer, a history or a script can
carry it; `wording.search_sentence` says it in words and `parameters` turns it into queries of the API.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from ..checks import (
    check_callback,
    check_count,
    check_flag,
    check_output,
    checked_ids,
    checked_power,
    checked_time,
    is_whole,
)
from ..errors import OcmError, SearchError, StoredSearchError
from ..stored import DAMAGES, LONGEST_TEXT, shortened, stored_object
from .areas import Area, World, area_from_json, area_to_json

VERSION = 1
"""Version of the JSON form. It rises when a reader of the old form would misunderstand the new one."""


@dataclass(frozen=True)
class AnswerForm:
    """The shape of the server's answer. Stations are the same in every JSON shape; the default is the smallest."""

    output: str = "json"
    verbose: bool = False
    compact: bool = True
    camelcase: bool = False
    callback: str | None = None
    """Name of a JSONP function; the server writes it wrongly for JSON, see `decoding`."""

    def __post_init__(self) -> None:
        check_output(self.output)
        check_callback(self.callback)
        for name in ("verbose", "compact", "camelcase"):
            check_flag(name, getattr(self, name))


@dataclass(frozen=True)
class Search:
    """An area and filters. Values within one filter are alternatives; all filters must be met.

    Connection type, current type, level and power are judged on the same connection, unless `any_connection`.
    """

    area: Area = field(default_factory=World)
    connection_type_ids: tuple[int, ...] = ()
    current_type_ids: tuple[int, ...] = ()
    level_ids: tuple[int, ...] = ()
    min_power_kw: float | None = None
    """Kilowatt per connection."""
    max_power_kw: float | None = None
    """Kilowatt per connection."""
    min_connectors: int | None = None
    """At least so many connectors that meet the filters on connections together."""
    any_connection: bool = False
    """True: each filter on connections may be met by a different connection, as the API itself does it, unless
    `min_connectors` asks for a number."""
    operator_ids: tuple[int, ...] = ()
    usage_type_ids: tuple[int, ...] = ()
    status_type_ids: tuple[int, ...] = ()
    data_provider_ids: tuple[int, ...] = ()
    country_ids: tuple[int, ...] = ()
    """Open Charge Map's own country numbers, not ISO's."""
    open_data: bool | None = None
    """True: only stations whose provider's licence is open, by this plugin's table of licences; where Open Charge Map
    flags an open licence as not open, the verdict is "cannot tell"."""
    modified_since: datetime | None = None
    created_since: datetime | None = None
    has_media: bool | None = None
    has_comments: bool | None = None
    has_checkins: bool | None = None
    include_comments: bool = False
    """Load comments and photos (addresses of photos, never the photos) along with the stations."""
    keep_cannot_tell: bool = True
    """Keep stations that may meet the filters (data incomplete)."""
    include_unstated: bool = False
    """Count among them stations that do not state the operator, usage, status, provider or country asked for."""
    max_results: int | None = None
    """The user's own cap; None means all."""
    answer: AnswerForm = field(default_factory=AnswerForm)

    def __post_init__(self) -> None:
        for name in _ID_FILTERS:
            object.__setattr__(self, name, checked_ids(name, getattr(self, name)))
        for name in ("min_power_kw", "max_power_kw"):
            object.__setattr__(self, name, checked_power(name, getattr(self, name)))
        if self.min_power_kw is not None and self.max_power_kw is not None and self.min_power_kw > self.max_power_kw:
            raise SearchError(
                "min_power_kw",
                f"The minimum power ({self.min_power_kw:g} kW) is above the maximum power ({self.max_power_kw:g} kW).",
            )
        for name in ("min_connectors", "max_results"):
            check_count(name, getattr(self, name))
        for name in ("modified_since", "created_since"):
            object.__setattr__(self, name, checked_time(name, getattr(self, name)))
        for name in ("open_data", "has_media", "has_comments", "has_checkins"):
            if getattr(self, name) is not None:
                check_flag(name, getattr(self, name))
        for name in ("any_connection", "include_comments", "keep_cannot_tell", "include_unstated"):
            check_flag(name, getattr(self, name))

    @property
    def filters_connections(self) -> bool:
        """Whether any filter looks at connections."""
        return bool(
            self.connection_type_ids
            or self.current_type_ids
            or self.level_ids
            or self.min_power_kw is not None
            or self.max_power_kw is not None
            or self.min_connectors is not None
        )

    @property
    def has_filters(self) -> bool:
        """Whether anything besides the area decides which stations are wanted."""
        unfiltered = Search(
            self.area, include_comments=self.include_comments, max_results=self.max_results, answer=self.answer
        )
        return self != unfiltered

    def with_area(self, area: Area) -> Search:
        """The same search somewhere else."""
        return replace(self, area=area)


_ID_FILTERS = (
    "connection_type_ids",
    "current_type_ids",
    "level_ids",
    "operator_ids",
    "usage_type_ids",
    "status_type_ids",
    "data_provider_ids",
    "country_ids",
)


def to_json(search: Search) -> str:
    """The search as one line of versioned JSON. Members at their default are left out."""
    members: dict[str, Any] = {"version": VERSION, "area": area_to_json(search.area)}
    default = Search()
    for name in _MEMBERS:
        value = getattr(search, name)
        if value == getattr(default, name):
            continue
        members[name] = value.isoformat() if isinstance(value, datetime) else value
    if search.answer != default.answer:
        members["answer"] = {f.name: getattr(search.answer, f.name) for f in fields(AnswerForm)}
    return json.dumps(members, ensure_ascii=False, separators=(",", ":"))


LONGEST_STORED = 20_000_000
"""Characters of a stored search: half a million corners of polygons."""
_LONGEST_SENTENCE = 300
_DAMAGED = "The stored search is damaged and cannot be read."

_MEMBERS = tuple(f.name for f in fields(Search) if f.name not in ("area", "answer"))


def from_json(text: str) -> Search:
    """The search of a text made by `to_json`.

    Raises StoredSearchError, with a sentence for the user, when the text is anything else: damaged, of a newer
    version, or with impossible values.
    """
    try:
        members = stored_object(text, LONGEST_STORED)
        version = members.pop("version")
        if not is_whole(version) or version < 1:
            raise ValueError(f"version {version!r}")
    except DAMAGES as error:
        raise StoredSearchError(_DAMAGED, repr(error)[:LONGEST_TEXT]) from error
    if version > VERSION:
        raise StoredSearchError(
            "The stored search was made by a newer version of this plugin: please update the plugin.",
            f"version {version!r}, known up to {VERSION}",
        )
    try:
        area = area_from_json(members.pop("area"))
        answer = AnswerForm(**members.pop("answer", {}))
        for name in ("modified_since", "created_since"):
            if name in members:
                members[name] = datetime.fromisoformat(members[name])
        unknown = set(members) - set(_MEMBERS)
        if unknown:
            raise ValueError(f"unknown members {sorted(unknown)}")
        return Search(area=area, answer=answer, **members)
    except OcmError as error:
        # A refusal repeats the value refused, which may be long.
        is_short = len(error.sentence) <= _LONGEST_SENTENCE
        sentence = f"The stored search cannot be run: {error.sentence}" if is_short else _DAMAGED
        raise StoredSearchError(sentence, shortened(error.details)) from error
    except DAMAGES as error:
        raise StoredSearchError(_DAMAGED, repr(error)[:LONGEST_TEXT]) from error
