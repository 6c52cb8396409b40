"""Fields of amounts in three values, alike in all analyses: at least, likely, at most."""

from __future__ import annotations

from ..field import Field

USABLE = "The usable stations."
NO_BOUND = "NULL when nothing bounds it: an unknown power or number, or a station that lists no equipment."

# A table: a few lines for each field.
# fmt: off
STATION_COUNTS = (
    Field("n_stations_lo", "int", "Stations, at least", unit="stations",
          meaning="Stations that are surely usable.", source=USABLE),
    Field("n_stations", "int", "Stations, likely", unit="stations",
          meaning="The same with every power at its best guess, and unknown status and access taken as usable.",
          source=USABLE),
    Field("n_stations_hi", "int", "Stations, at most", unit="stations",
          meaning="The same with all that may be usable.", source=USABLE),
)
POINT_COUNTS = (
    Field("n_points_lo", "int", "Points, at least", unit="points",
          meaning="Usable points: the connectors of the commonest type of each station.", source=USABLE),
    Field("n_points", "int", "Points, likely", unit="points",
          meaning="Usable points: as stated, else CCS and CHAdeMO of one post once.", source=USABLE),
    Field("n_points_hi", "int", "Points, at most", unit="points",
          meaning="Usable points: all connectors that may be usable.", source=USABLE, trap=NO_BOUND),
)
TOTAL_KW = (
    Field("total_kw_lo", "real", "Power, at least", unit="kW",
          meaning="Power of one connector type of each station, at its lower bound.", source=USABLE),
    Field("total_kw", "real", "Power, likely", unit="kW",
          meaning="Power with quantities, CCS and CHAdeMO of one post once.", source=USABLE,
          trap="Posts that share one cabinet may give less together; Open Charge Map does not know."),
    Field("total_kw_hi", "real", "Power, at most", unit="kW",
          meaning="Power of all connectors at their upper bounds.", source=USABLE, trap=NO_BOUND),
)
UNKNOWNS = (
    Field("n_kw_unknown", "int", "Connectors of unknown power", unit="connectors",
          meaning="Connectors that may be usable whose power is not known.", source=USABLE),
    Field("n_kw_estimated", "int", "Connectors of estimated power", unit="connectors",
          meaning="Connectors that may be usable whose power is a guess of an importer or a formula.", source=USABLE),
    Field("n_quantity_unknown", "int", "Lines without quantity", unit="lines",
          meaning="Lines of equipment that may be usable and do not state how many connectors there are.",
          source=USABLE),
    Field("n_without_equipment", "int", "Stations without equipment", unit="stations",
          meaning="Stations that may be usable and list no equipment.", source=USABLE),
)
# fmt: on
