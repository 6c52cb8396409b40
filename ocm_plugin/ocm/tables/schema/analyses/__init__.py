"""Fields of what the analyses give, by the name of the output. No store keeps them.

Modules by analysis; an output's fields follow those of the user's own layer, if it has one.
"""

from __future__ import annotations

from ..field import Field
from .audit import COMPLETENESS_FIELDS, DUPLICATE_FIELDS, PROBLEM_FIELDS
from .corridors import CORRIDOR_FIELDS, STRETCH_FIELDS, UNDECIDED_FIELDS
from .coverage import COVERAGE_FIELDS, DESERT_FIELDS, DISTANCE_COVERAGE_FIELDS, ZONE_COVERAGE_FIELDS
from .nearest import NEAREST_FIELDS
from .pools import POOL_FIELDS
from .routes import BESIDE_FIELDS, GAP_FIELDS, ROUTE_FIELDS, STOP_FIELDS
from .zones import ZONE_FIELDS

ANALYSES: dict[str, tuple[Field, ...]] = {
    "zones": ZONE_FIELDS,
    "pools": POOL_FIELDS,
    "nearest": NEAREST_FIELDS,
    "along": BESIDE_FIELDS,
    "gaps": GAP_FIELDS,
    "stops": STOP_FIELDS,
    "routes": ROUTE_FIELDS,
    "coverage": COVERAGE_FIELDS,
    "covered_zones": ZONE_COVERAGE_FIELDS,
    "covered_by_distance": DISTANCE_COVERAGE_FIELDS,
    "deserts": DESERT_FIELDS,
    "completeness": COMPLETENESS_FIELDS,
    "problems": PROBLEM_FIELDS,
    "duplicates": DUPLICATE_FIELDS,
    "corridors": CORRIDOR_FIELDS,
    "corridor_stretches": STRETCH_FIELDS,
    "undecided_stations": UNDECIDED_FIELDS,
}
ANALYSIS_TITLES = {
    "zones": "Zones: what is usable in each, behind the fields of the zones",
    "pools": "Pools: stations at one location taken together",
    "nearest": "Nearest stations: behind the fields of the points",
    "along": "Stations along lines: behind the fields of the stations",
    "gaps": "Gaps along routes: the stretches between stations",
    "stops": "Gaps along routes: the stations beside them",
    "routes": "Gaps along routes: the routes",
    "coverage": "Coverage: behind the fields of the places",
    "covered_zones": "Zones with coverage: behind the fields of the zones",
    "covered_by_distance": "Coverage by distance: a row for each distance",
    "deserts": "Deserts: behind the fields of the places",
    "completeness": "Completeness: a row for each fact, of all stations and of each provider and operator",
    "problems": "Problems: a point for each problem of a record",
    "duplicates": "Possible duplicates: a point between the two stations of each pair",
    "corridors": "Checked corridors: behind the fields of the lines",
    "corridor_stretches": "Stretches of checked corridors",
    "undecided_stations": "Stations that decide uncertain stretches of checked corridors",
}
"""Headings of the document of fields."""
