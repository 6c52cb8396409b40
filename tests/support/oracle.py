"""What a search must give, by brute force: every POI, every condition, plain loops, no shortcuts.

Nothing here pages, indexes or prepares anything. Three-valued answers come from asking the same yes-or-no question
twice: once in the best of all worlds that the data allow, once in the worst. Only what other tests pin down is taken
from the shipped code: decoding, distances between two places, the power interval of a connection, classes of licences.
"""

from __future__ import annotations

import datetime as clock
import math
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.records.licences import Licences
from ocm_plugin.ocm.records.list_search import bare
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.records.station import Connection, Station
from ocm_plugin.ocm.search.areas import Area, Circle, Corridor, Countries, Extent, Polygons, Position, StationIds, World
from ocm_plugin.ocm.search.geodesy import metres_between
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.tables.derive.cost import is_free
from ocm_plugin.ocm.tables.derive.equipment import Facts, facts_of
from ocm_plugin.ocm.tables.derive.opening import is_open_24_hours

REMOVED = (200, 210)
STATUSES = {10, 20, 50, 75, 30, 100, 150}
OUT = {100, 150}
PUBLISHED = (100, 200)
LONGEST_DEGREE_M, SHORTEST_DEGREE_OF_LATITUDE_M = 112_000, 110_500
CURRENTS = {"ac1": {10}, "ac3": {20}, "ac": {10, 20}, "dc": {30}}


def stations_of(pois: Iterable[Mapping[str, Any]]) -> list[Station]:
    """All that there is to be searched."""
    return decode_pois(list(pois), with_comments=True).stations


def expected(stations: Iterable[Station], search: Search, reference: ReferenceData) -> dict[int, bool]:
    """The ids of all stations of the result, and whether each is certain."""
    found: dict[int, bool] = {}
    licences = Licences(reference)
    for station in stations:
        if station.status_id in REMOVED or station.submission_status_id not in PUBLISHED:
            continue
        is_certain = matches(station, search, reference, licences, hopeful=False)
        if not is_certain and not (
            search.keep_cannot_tell and matches(station, search, reference, licences, hopeful=True)
        ):
            continue
        # At last, since it takes the most time.
        if inside(search.area, station, reference):
            found[station.id] = is_certain
    ids = sorted(found)[: search.max_results]
    return {number: found[number] for number in ids}


# Areas


def inside(area: Area, station: Station, reference: ReferenceData) -> bool:
    if isinstance(area, World):
        return True
    if isinstance(area, Countries):
        return reference.country_iso(station.country_id) in area.codes
    if isinstance(area, StationIds):
        return station.id in area.ids
    place = (station.longitude, station.latitude)
    if isinstance(area, Circle):
        return metres_between((area.longitude, area.latitude), place) <= area.radius_m
    if isinstance(area, Corridor):
        return any(near(place, a, b, area.distance_m) for line in area.lines for a, b in zip(line, line[1:]))
    if isinstance(area, Extent):
        return in_extent(area, place)
    return in_polygons(area, place)


def in_extent(area: Extent, place: Position) -> bool:
    between = (
        area.west <= place[0] <= area.east if area.west <= area.east else place[0] >= area.west or place[0] <= area.east
    )
    return between and area.south <= place[1] <= area.north


def in_polygons(area: Polygons, place: Position) -> bool:
    for outer, *holes in area.polygons:
        if in_ring(outer, place) != "outside" and all(in_ring(hole, place) != "inside" for hole in holes):
            return True
    return False


def in_ring(ring: tuple[Position, ...], place: Position) -> str:
    """By the sum of the angles under which a place sees the edges; exact on edges with short coordinates."""
    x, y = place
    turning = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        cross = (x1 - x) * (y2 - y) - (x2 - x) * (y1 - y)
        dot = (x1 - x) * (x2 - x) + (y1 - y) * (y2 - y)
        if cross == 0 and dot <= 0:
            return "edge"
        turning += math.atan2(cross, dot)
    return "inside" if abs(turning) > math.pi else "outside"


def near(place: Position, a: Position, b: Position, reach_m: float) -> bool:
    """By closer and closer looks at the line where it seems nearest."""
    beyond = max(min(a[1], b[1]) - place[1], place[1] - max(a[1], b[1]))
    if beyond * SHORTEST_DEGREE_OF_LATITUDE_M > reach_m:
        return False
    low, high = 0.0, 1.0
    steps = 48
    for _ in range(4):
        looks = [low + (high - low) * n / steps for n in range(steps + 1)]
        metres = [metres_between(place, (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))) for t in looks]
        nearest = min(metres)
        if nearest <= reach_m:
            return True
        # Between two looks lies no more than this.
        if nearest > reach_m + LONGEST_DEGREE_M * math.hypot(b[0] - a[0], b[1] - a[1]) * (high - low) / steps:
            return False
        best = metres.index(nearest)
        low, high = looks[max(0, best - 2)], looks[min(steps, best + 2)]
    return False


# Filters


def matches(station: Station, search: Search, reference: ReferenceData, licences: Licences, hopeful: bool) -> bool:
    """Whether the station matches in the best (`hopeful`) or the worst world that its data allow."""
    for ids, stated, unknown in (
        (search.operator_ids, station.operator_id, 1),
        (search.usage_type_ids, station.usage_id, 0),
        (search.status_type_ids, status_id(station), 0),
        (search.data_provider_ids, station.provider_id, None),
        (search.country_ids, station.country_id, None),
    ):
        if not ids or stated in ids or (stated is None and unknown in ids):
            continue
        if stated not in (None, unknown) or not (search.include_unstated and hopeful):
            return False
    for since, date in (
        (search.modified_since, station.date_status_update),
        (search.created_since, station.date_created),
    ):
        if since is not None and (date is None or date < since):
            return False
    if search.open_data is not None:
        is_open = licences.is_open(station.provider_id)
        provider = reference.providers.get(station.provider_id)
        if is_open and provider is not None and provider.is_open_data is False:
            is_open = None
        if (hopeful if is_open is None else is_open == search.open_data) is False:
            return False
    unknown = station.operator_id in (None, 1)
    if search.not_operator_ids and (
        station.operator_id in search.not_operator_ids or (unknown and 1 in search.not_operator_ids)
    ):
        return False
    if search.not_operator_ids and unknown and not hopeful:
        return False
    for wish, told in (
        (
            search.is_public,
            {1: True, 4: True, 5: True, 7: True, 2: False, 3: False, 6: False}.get(station.usage_id or 0),
        ),
        (search.in_operation, works(station)),
        (search.free_of_charge, is_free(station.usage_cost)),
        (search.open_24_hours, is_open_24_hours(station.access_comments)),
    ):
        if wish is not None and (hopeful if told is None else told == wish) is False:
            return False
    if search.text is not None and not mentions(station, search.text):
        return False
    if search.verified_since is not None:
        day = verified(station)
        if (hopeful if day is None else day >= search.verified_since.date()) is False:
            return False
    comments = station.comments or ()
    for wish, fact in (
        (search.has_media, bool(station.media)),
        (search.has_comments, bool(comments)),
        (search.has_checkins, any(comment.checkin_id is not None for comment in comments)),
    ):
        if wish is not None and wish != fact:
            return False
    return equipment_matches(station, search, reference.country_iso(station.country_id), hopeful)


def works(station: Station) -> bool | None:
    """Whether the station is in operation; planned for later says no where the status says nothing."""
    number = status_id(station)
    if number in (10, 20, 50, 75):
        return True
    if number in OUT or number in REMOVED or is_later(station.date_planned):
        return False
    return None


def is_later(moment: datetime | None) -> bool:
    return moment is not None and moment.date() > datetime.now(timezone.utc).date()


def mentions(station: Station, text: str) -> bool:
    """Whether all words stand in name or address; invented and real stations all have a name."""
    place = [station.title, station.address_line1, station.address_line2, station.town, station.state, station.postcode]
    there = " ".join(map(bare, filter(None, place)))
    return all(word in there for word in bare(text).split())


def verified(station: Station) -> clock.date | None:
    if station.date_last_verified:
        return station.date_last_verified.date()
    dates = [station.date_status_update, station.date_last_confirmed]
    if station.date_created and datetime.now(timezone.utc).date() - station.date_created.date() < timedelta(days=182):
        dates.append(station.date_created)
    return max((moment.date() for moment in dates if moment), default=None)


def equipment_matches(station: Station, search: Search, iso: str | None, hopeful: bool) -> bool:
    if not search.filters_connections:
        return True
    lines = in_service(station)
    if not lines:
        return hopeful
    provider = station.provider_id
    rows = [conditions(line, facts_of(line, iso, provider), search, hopeful) for line in lines]
    if search.any_connection and search.min_connectors is None:
        return all(any(row[number] for row in rows) for number in range(5))
    counted = [connection for connection, row in zip(lines, rows) if all(row)]
    connectors = 0.0
    for connection in counted:
        if connection.quantity is None or connection.quantity <= 0:
            connectors += math.inf if hopeful else 1
        else:
            connectors += connection.quantity
    return connectors >= (search.min_connectors or 1)


def status_id(station: Station) -> int | None:
    """The status of the site; of its lines, where it states none or all of them are planned or out."""
    there = [line.status_id or 0 for line in station.connections if line.status_id not in REMOVED]
    told = {number for number in there if number in STATUSES}
    if not told:
        return station.status_id
    if station.status_id:
        is_wrong = station.status_id not in OUT and set(there) <= OUT
        return (100 if 100 in told else 150) if is_wrong else station.status_id
    works = told - OUT - {30}
    if works:
        return next(iter(told)) if len(told) == 1 else 50 if told <= {10, 20, 50} else 75
    if not set(there) <= STATUSES:
        return station.status_id
    return next(number for number in (30, 100, 150) if number in told)


def in_service(station: Station) -> list[Connection]:
    """The lines that may meet a condition."""
    there = [line for line in station.connections if line.status_id not in REMOVED]
    if status_id(station) in OUT or is_later(station.date_planned):
        return there
    return [line for line in there if line.status_id not in OUT]


def conditions(connection: Connection, facts: Facts, search: Search, hopeful: bool) -> list[bool]:
    """Type, current, level, minimum and maximum power of one connection; True where nothing is asked."""
    kind, level = connection.type_id, connection.level_id
    low, high = search.min_power_kw, search.max_power_kw
    return [
        not search.connection_type_ids or is_of_type(kind, facts, set(search.connection_type_ids), hopeful),
        not search.current_type_ids or current_matches(connection, facts, search, hopeful),
        not search.level_ids or (hopeful if level is None else level in search.level_ids),
        low is None or (facts.kw_hi if hopeful else facts.kw_lo) >= low,
        high is None or (facts.kw_lo if hopeful else facts.kw_hi) <= high,
    ]


def is_of_type(kind: int | None, facts: Facts, wanted: set[int], hopeful: bool) -> bool:
    if kind == 30 and {27, 30} <= wanted and not {25, 1036} <= wanted:
        return facts.standard in (("nacs", "tesla_sx") if hopeful else ("nacs",))
    return kind in wanted or (kind in (None, 0) and hopeful)


def current_matches(connection: Connection, facts: Facts, search: Search, hopeful: bool) -> bool:
    wanted = set(search.current_type_ids)
    if connection.current_id in wanted:
        return True
    possible = CURRENTS.get(facts.current, {10, 20, 30})
    return bool(possible & wanted) if hopeful else possible <= wanted
