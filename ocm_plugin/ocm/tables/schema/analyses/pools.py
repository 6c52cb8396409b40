"""Fields of pools: stations at one location taken together."""

from __future__ import annotations

from ..codes import MATCH
from ..field import Field
from .amounts import POINT_COUNTS, STATION_COUNTS, TOTAL_KW, UNKNOWNS

# A table: a few lines for each field.
# fmt: off
POOL_FIELDS = (
    Field("pool_id", "int64", "Pool number",
          meaning="The lowest number of the pool's stations: it stays the same while that station is there.",
          source="ocm_id"),
    Field("name", "text", "Name",
          meaning="Name of the station with that number.", source="name"),
    Field("operators", "text", "Operators",
          meaning="The operators of the pool's stations, separated by semicolons.", source="operator"),
    Field("station_ids", "text", "Stations",
          meaning="Numbers of the pool's stations, separated by commas.", source="ocm_id"),
    Field("usable", "text", "Usable", codes=MATCH,
          meaning="Whether the pool surely has what is asked for.", source="The usable stations.",
          trap="Pools that surely have not are left out."),
    Field("spread_m", "real", "Spread", unit="m",
          meaning="The largest distance of a station of the pool from its middle, on the ellipsoid.",
          source="Positions of the stations"),
    *STATION_COUNTS,
    *POINT_COUNTS,
    *TOTAL_KW,
    *UNKNOWNS,
)
# fmt: on
