"""Fields of the stations that are nearest to places. They follow the fields of the places."""

from __future__ import annotations

from ..codes import MATCH
from ..field import Field

# A table: a few lines for each field.
# fmt: off
NEAREST_FIELDS = (
    Field("rank", "int", "Rank",
          meaning="1 for the nearest station that is surely usable, and so on; of an uncertain one, the rank that it "
                  "has if it is usable.", source="Distances to all usable stations"),
    Field("usable", "text", "Usable", codes=MATCH,
          meaning="Whether the station is surely usable.", source="The usable stations.",
          trap="Uncertain stations are there only where they are nearer than the last sure one."),
    Field("distance_m", "real", "Distance", unit="m",
          meaning="As the crow flies, on the ellipsoid.", source="Position of the place and of the station",
          trap="The way by road is longer."),
    Field("ocm_id", "int64", "OCM number",
          meaning="Number of the station in Open Charge Map.", source="ID"),
    Field("station", "text", "Station",
          meaning="Name of the station.", source="name"),
    Field("operator", "text", "Operator",
          meaning="Operator of the station.", source="operator"),
    Field("n_points", "int", "Points, likely", unit="points",
          meaning="Usable points of the station.", source="The usable stations."),
    Field("total_kw", "real", "Power, likely", unit="kW",
          meaning="Usable power of the station.", source="The usable stations."),
)
# fmt: on
