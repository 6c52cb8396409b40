"""Fields of zones with what is usable in each. They follow the zones' own."""

from __future__ import annotations

from ..codes import POWER_CLASSES, codes
from ..field import Field
from .amounts import NO_BOUND, POINT_COUNTS, STATION_COUNTS, TOTAL_KW, UNKNOWNS, USABLE

FLEET_VERDICTS = codes(met="Met", not_met="Not met", cannot_tell="Cannot tell")
"""Of the power that a fleet needs."""

_GUESS = "Likely connectors: with CCS and CHAdeMO of one post both."
_INHABITANTS = "The field with the inhabitants of each zone."
_AREA = "The zone's area on the ellipsoid."

# A table: a few lines for each field.
# fmt: off
_BY_CURRENT = (
    Field("n_points_ac_lo", "int", "AC points, at least", unit="points",
          meaning="Usable points of alternating current.", source=USABLE),
    Field("n_points_ac", "int", "AC points, likely", unit="points",
          meaning="Usable points of alternating current.", source=USABLE),
    Field("n_points_ac_hi", "int", "AC points, at most", unit="points",
          meaning="Usable points of alternating current, and those of unknown current.", source=USABLE, trap=NO_BOUND),
    Field("n_points_dc_lo", "int", "DC points, at least", unit="points",
          meaning="Usable points of direct current.", source=USABLE),
    Field("n_points_dc", "int", "DC points, likely", unit="points",
          meaning="Usable points of direct current.", source=USABLE),
    Field("n_points_dc_hi", "int", "DC points, at most", unit="points",
          meaning="Usable points of direct current, and those of unknown current.", source=USABLE, trap=NO_BOUND),
    Field("total_kw_ac_lo", "real", "AC power, at least", unit="kW",
          meaning="Power of usable AC connectors.", source=USABLE),
    Field("total_kw_ac", "real", "AC power, likely", unit="kW",
          meaning="Power of usable AC connectors.", source=USABLE),
    Field("total_kw_ac_hi", "real", "AC power, at most", unit="kW",
          meaning="Power of usable AC connectors.", source=USABLE, trap=NO_BOUND),
    Field("total_kw_dc_lo", "real", "DC power, at least", unit="kW",
          meaning="Power of usable DC connectors.", source=USABLE),
    Field("total_kw_dc", "real", "DC power, likely", unit="kW",
          meaning="Power of usable DC connectors, CCS and CHAdeMO of one post once.", source=USABLE),
    Field("total_kw_dc_hi", "real", "DC power, at most", unit="kW",
          meaning="Power of usable DC connectors.", source=USABLE, trap=NO_BOUND),
)
_METHODS = (
    Field("kw_by_quantity", "real", "Power by quantities", unit="kW",
          meaning="Likely power of all connectors, also where CCS and CHAdeMO share a post.", source=USABLE,
          trap="For comparison: vehicles cannot draw it all at once."),
    Field("kw_by_rows", "real", "Power by rows only", unit="kW",
          meaning="Likely power with one connector for each row of equipment, as many scripts add it up.",
          source=USABLE, trap="For comparison: too little wherever a row stands for several connectors."),
)
_BY_CLASS = tuple(
    Field(f"n_class_{code.value}", "int", str(code.label), unit="connectors",
          meaning=_GUESS, source="power_class_code")
    for code in POWER_CLASSES
)
STANDARD_COLUMNS = {
    "n_type1": "Type 1", "n_type2": "Type 2", "n_ccs1": "CCS 1", "n_ccs2": "CCS 2", "n_chademo": "CHAdeMO",
    "n_nacs": "NACS", "n_gbt_ac": "GB/T AC", "n_gbt_dc": "GB/T DC", "n_type3": "Type 3",
    "n_domestic": "Domestic socket", "n_industrial": "Industrial socket", "n_other": "Other standards",
    "n_type_unknown": "Unknown standard",
}
"""As the stations have them."""
_BY_STANDARD = tuple(
    Field(name, "int", alias, unit="connectors", meaning=_GUESS, source="standard")
    for name, alias in STANDARD_COLUMNS.items()
)
_DENSITIES = (
    Field("points_per_1000_lo", "real", "Points per 1,000 inhabitants, at least",
          meaning="Usable points for each 1,000 inhabitants.", source=_INHABITANTS),
    Field("points_per_1000", "real", "Points per 1,000 inhabitants, likely",
          meaning="Usable points for each 1,000 inhabitants.", source=_INHABITANTS),
    Field("points_per_1000_hi", "real", "Points per 1,000 inhabitants, at most",
          meaning="Usable points for each 1,000 inhabitants.", source=_INHABITANTS, trap=NO_BOUND),
    Field("kw_per_1000_lo", "real", "Power per 1,000 inhabitants, at least", unit="kW",
          meaning="Usable power for each 1,000 inhabitants.", source=_INHABITANTS),
    Field("kw_per_1000", "real", "Power per 1,000 inhabitants, likely", unit="kW",
          meaning="Usable power for each 1,000 inhabitants.", source=_INHABITANTS),
    Field("kw_per_1000_hi", "real", "Power per 1,000 inhabitants, at most", unit="kW",
          meaning="Usable power for each 1,000 inhabitants.", source=_INHABITANTS, trap=NO_BOUND),
    Field("area_km2", "real", "Area", unit="km²",
          meaning="Area of the zone, measured on the ellipsoid.", source="Geometry of the zone"),
    Field("points_per_100km2_lo", "real", "Points per 100 km², at least",
          meaning="Usable points for each 100 km².", source=_AREA),
    Field("points_per_100km2", "real", "Points per 100 km², likely",
          meaning="Usable points for each 100 km².", source=_AREA),
    Field("points_per_100km2_hi", "real", "Points per 100 km², at most",
          meaning="Usable points for each 100 km².", source=_AREA, trap=NO_BOUND),
)
_FLEET = (
    Field("fleet_target_kw", "real", "Power that the fleet needs", unit="kW",
          meaning="Kilowatts for each battery electric and each plug-in hybrid vehicle of the zone.",
          source="The fields with the vehicles of each zone; Regulation (EU) 2023/1804, Article 3(1)",
          trap="NULL when no vehicles are given; at least so much where one of both numbers is not known."),
    Field("fleet_verdict", "text", "Fleet target", codes=FLEET_VERDICTS,
          meaning="Whether the power of the zone reaches the target: met surely, or missed by all that is possible.",
          source="total_kw_lo and total_kw_hi against fleet_target_kw"),
)
ZONE_FIELDS = (
    *STATION_COUNTS, *POINT_COUNTS, *TOTAL_KW, *_METHODS, *_BY_CURRENT, *_BY_CLASS, *_BY_STANDARD, *UNKNOWNS,
    *_DENSITIES, *_FLEET,
)
# fmt: on
