"""The database of the server: POIs with what the filters look at, selection, order and cut."""

from __future__ import annotations

import bisect
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Callable

from .areas import Area, BadGeometry, Circle
from .parameters import Query
from .shapes import Shape
from .sphere import REPORT_RADIUS, central_angle, spatial_key
from .stations import Json, ReferenceTables, normalised

REMOVED_STATUSES = frozenset((200, 210))
PUBLISHED = frozenset((100, 200))
NEVER_PUBLISHED = 1010
_REMEMBERED_SELECTIONS = 8


class Record:
    """One POI: its JSON, what filters ask about, and its texts in the shapes asked for so far."""

    __slots__ = (
        "_spatial_key", "connections", "country", "created", "has_address", "has_checkin", "has_comment", "has_media",
        "latitude", "longitude", "modified", "number", "operator", "postcode", "provider", "station", "status",
        "submission", "texts", "usage",
    )  # fmt: skip

    def __init__(self, station: Json) -> None:
        get = station.get
        address = get("AddressInfo")
        self.station = station
        self.texts: dict[Shape, str] = {}
        self.number: int = station["ID"]
        self.has_address = isinstance(address, dict)
        if not isinstance(address, dict):
            address = {}
        self.latitude, self.longitude = _coordinates(address)
        self.country, self.postcode = address.get("CountryID"), address.get("Postcode")
        self.operator, self.usage = get("OperatorID"), get("UsageTypeID")
        self.status, self.provider = get("StatusTypeID"), get("DataProviderID")
        self.submission = get("SubmissionStatusTypeID")
        self.modified, self.created = _moment(get("DateLastStatusUpdate")), _moment(get("DateCreated"))
        self.connections = [
            (c.get("ConnectionTypeID"), c.get("LevelID"), c.get("PowerKW")) for c in station["Connections"]
        ]
        comments = get("UserComments") or []
        self.has_comment = bool(comments)
        self.has_checkin = any(c.get("CheckinStatusTypeID") is not None for c in comments)
        self.has_media = any(m.get("IsEnabled") for m in get("MediaItems") or [])
        self._spatial_key: int | None = None

    @property
    def spatial_key(self) -> int:
        if self._spatial_key is None:
            self._spatial_key = spatial_key(self.latitude or 0.0, self.longitude or 0.0)
        return self._spatial_key


def _coordinates(address: Mapping[str, Any]) -> tuple[float | None, float | None]:
    pair = address.get("Latitude"), address.get("Longitude")
    if not all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in pair):
        return None, None
    return pair


def _moment(date: str | None) -> str | None:
    """A date comparable as text: without its Z."""
    return date.rstrip("Z") if date else None


class Store:
    """All POIs, in order of their ids."""

    def __init__(self, pois: Iterable[Mapping[str, Any]], reference: Mapping[str, Any], now: datetime) -> None:
        self.tables = ReferenceTables(reference)
        stations = [normalised(poi, self.tables, now) for poi in pois]
        self.records = sorted(map(Record, stations), key=lambda r: r.number)
        self._by_longitude = sorted(
            ((r.longitude, n) for n, r in enumerate(self.records) if r.longitude is not None and r.has_address)
        )
        self._open_providers = self.tables.open_providers()
        self._selections: OrderedDict[str, list[Record]] = OrderedDict()

    def find(self, query: Query, selection_key: str) -> list[Record]:
        """The POIs of the query, filtered, ordered and cut.

        `selection_key` names the query without its paging, so that pages of one crawl share one selection.
        """
        if query.max_results <= 0:
            if query.area:
                raise BadGeometry
            return []
        selected = self._selection(query, selection_key)
        if isinstance(query.area, Circle):
            centre = query.area.centre
            if query.greater_than_id is not None:
                selected = [r for r in selected if r.number > query.greater_than_id]
            return sorted(selected, key=lambda r: _angle(centre, r))[: query.max_results]
        if query.greater_than_id is not None:
            start = bisect.bisect_right([r.number for r in selected], query.greater_than_id)
            selected = selected[start:]
        return _ordered(selected, query)[: query.max_results]

    def before(self, query: Query, selection_key: str, count: int) -> list[Record]:
        """The last `count` POIs of the selection up to the id the query starts after."""
        last = query.greater_than_id or 0
        return [r for r in self._selection(query, selection_key) if r.number <= last][-count:]

    def text(self, record: Record, shape: Shape) -> str:
        """The POI in a shape, kept for the next time."""
        text = record.texts.get(shape)
        if text is None:
            text = record.texts[shape] = shape.station_text(record.station, self.tables)
        return text

    def _selection(self, query: Query, key: str) -> list[Record]:
        """The POIs that match area and filters, in order of their ids."""
        if key in self._selections:
            self._selections.move_to_end(key)
            return self._selections[key]
        tests = list(self._tests(query))
        records = self._in_area(query.area) if query.area else self.records
        selected = [r for r in records if all(test(r) for test in tests)]
        self._selections[key] = selected
        if len(self._selections) > _REMEMBERED_SELECTIONS:
            self._selections.popitem(last=False)
        return selected

    def _in_area(self, area: Area) -> list[Record]:
        contains, records = area.contains, self.records
        positions: list[int] = []
        for west, east in area.longitude_ranges():
            first = bisect.bisect_left(self._by_longitude, (west, -1))
            last = bisect.bisect_right(self._by_longitude, (east, len(records)))
            positions += [
                n for lon, n in self._by_longitude[first:last] if contains(records[n].latitude or 0.0, lon or 0.0)
            ]
        return [records[n] for n in sorted(set(positions))]

    def _tests(self, query: Query) -> Iterable[Callable[[Record], bool]]:
        submissions = query.submission_status_ids or PUBLISHED
        yield (
            lambda r: (
                r.has_address
                and r.status not in REMOVED_STATUSES
                and r.submission in submissions
                and r.submission != NEVER_PUBLISHED
            )
        )
        countries = query.country_ids
        if query.country_code is not None:
            country = self.tables.country_id(query.country_code)
            countries = None if country is None else frozenset((country,))
        operators = query.operator_ids
        if query.operator_name is not None:
            operators = (operators or frozenset()) | self.tables.titled("Operators", query.operator_name)
        providers = query.data_provider_ids
        if query.data_provider_name is not None:
            providers = (providers or frozenset()) | self.tables.titled("DataProviders", query.data_provider_name)
        connection_types = query.connection_type_ids
        if query.connection_type_name is not None:
            named = self.tables.titled("ConnectionTypes", query.connection_type_name)
            connection_types = (connection_types or frozenset()) | named
        yield from _one_of("country", countries)
        yield from _one_of("operator", operators)
        yield from _one_of("provider", providers)
        yield from _one_of("usage", query.usage_type_ids)
        yield from _one_of("status", query.status_type_ids)
        yield from _one_of("number", query.station_ids)
        yield from _one_of("postcode", query.postcodes)
        yield from _connection_tests(query, connection_types)
        if query.open_data is not None:
            yield lambda r: (r.provider in self._open_providers) == query.open_data
        yield from _equals("has_media", query.has_media)
        yield from _equals("has_comment", query.has_comment)
        yield from _equals("has_checkin", query.has_checkin)
        yield from _since("modified", query.modified_since)
        yield from _since("created", query.created_since)
        if query.level_of_detail > 1:
            step = 4 if query.level_of_detail <= 3 else 16
            yield lambda r: r.number % step == 0


def _one_of(name: str, values: Iterable[Any] | None) -> Iterable[Callable[[Record], bool]]:
    if values is not None:
        yield lambda r: getattr(r, name) in values


def _equals(name: str, value: bool | None) -> Iterable[Callable[[Record], bool]]:
    if value is not None:
        yield lambda r: getattr(r, name) == value


def _since(name: str, date: str | None) -> Iterable[Callable[[Record], bool]]:
    if date is not None:
        yield lambda r: (getattr(r, name) or "") >= date


def _connection_tests(query: Query, types: frozenset[int] | None) -> Iterable[Callable[[Record], bool]]:
    """Each condition is met by any connection, not by one and the same."""
    if types is not None:
        yield lambda r: any(c[0] in types for c in r.connections)
    levels, low, high = query.level_ids, query.min_power_kw, query.max_power_kw
    if levels is not None:
        yield lambda r: any(c[1] in levels for c in r.connections)
    if low is not None:
        yield lambda r: any(c[2] is not None and c[2] >= low for c in r.connections)
    if high is not None:
        yield lambda r: any(c[2] is not None and c[2] <= high for c in r.connections)


def _ordered(selected: list[Record], query: Query) -> list[Record]:
    """By the order asked for; else newest first, or in a box by the order of the spatial index."""
    if query.sort_by == "id_asc" and not query.sql_fallback:
        return selected
    if query.sort_by == "modified_asc":
        return sorted(selected, key=lambda r: r.modified or "")
    if query.sort_by in ("created_asc", "id_asc"):
        return sorted(selected, key=lambda r: r.created or "")
    if query.area is not None and query.area.in_index_order:
        return sorted(selected, key=lambda r: r.spatial_key, reverse=True)
    return selected[::-1]


def _angle(centre: tuple[float, float], record: Record) -> float:
    return central_angle(centre, (record.latitude or 0.0, record.longitude or 0.0))


def reported_distance(query: Query, record: Record) -> float | None:
    """The distance the answer tells, in the query's unit; None outside a distance search."""
    if not isinstance(query.area, Circle):
        return None
    return _angle(query.area.centre, record) * REPORT_RADIUS[query.unit]
