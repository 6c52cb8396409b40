"""Fields of routes checked against a rule pack, of their stretches, and of the stations that leave a verdict open."""

from __future__ import annotations

from ....translation import marked
from ..codes import codes
from ..field import Field
from .routes import BESIDE_FIELDS

VERDICTS = codes(yes="Fulfilled", cannot_tell="Cannot tell", no="Not fulfilled")
DIRECTIONS = codes(both="Both directions", against="Against the line", **{"with": "With the line"})
UNKNOWNS = {
    "status": marked("operation"),
    "access": marked("public access"),
    "hours": marked("hours"),
    "direction": marked("direction of travel"),
    "trucks": marked("place for trucks"),
    "road_distance": marked("way from the road"),
    "equipment": marked("equipment"),
    "connector": marked("plugs"),
    "power": marked("power"),
    "quantity": marked("number of connectors"),
    "posts": marked("plugs of one post"),
}
"""What may not be known of a station. Columns hold the codes, separated by commas."""

_BY_DATA = (
    "The same with directions of travel, trucks, hours and ways from the road taken as met wherever nothing else is "
    "stated: Open Charge Map hardly knows them."
)
_PACK = "The rule pack"
_STRETCHES = "The stretches of the route"
_NO_PACK_ASKS = "NULL where the pack does not ask for each direction, or the stations do not state theirs."

_ROUTE = BESIDE_FIELDS[0]

# A table: a few lines for each field.
# fmt: off
_VERDICT = Field("verdict", "text", "Verdict", codes=VERDICTS,
                 meaning="Whether the rule is fulfilled: surely, surely not, or uncertain.",
                 source=_STRETCHES)
_VERDICT_BY_DATA = Field("verdict_by_data", "text", "Verdict by the data", codes=VERDICTS,
                         meaning=_BY_DATA, source=_STRETCHES, trap="The best case where the stations state little.")
_DIRECTION = Field("direction", "text", "Direction of travel", codes=DIRECTIONS,
                   meaning="For which the row holds, seen along the line.", source=_PACK, trap=_NO_PACK_ASKS)

CORRIDOR_FIELDS = (
    _ROUTE,
    Field("pack", "text", "Rule pack",
          meaning="Id of the rule pack: the name of its file.", source=_PACK),
    _VERDICT,
    _VERDICT_BY_DATA,
    Field("verdict_with", "text", "Verdict with the line", codes=VERDICTS,
          meaning="The verdict for travel with the line.", source=_STRETCHES, trap=_NO_PACK_ASKS),
    Field("verdict_against", "text", "Verdict against the line", codes=VERDICTS,
          meaning="The verdict for travel against the line.", source=_STRETCHES, trap=_NO_PACK_ASKS),
    Field("length_km", "real", "Length", unit="km",
          meaning="Of the route, on the ellipsoid.", source="The lines"),
    Field("served_lo_km", "real", "Served, at least", unit="km",
          meaning="Length of the stretches that are surely served; the lesser one of both directions.",
          source=_STRETCHES),
    Field("served_hi_km", "real", "Served, at most", unit="km",
          meaning="Length of the stretches that may be served; the lesser one of both directions.",
          source=_STRETCHES),
    Field("served_by_data_km", "real", "Served by the data", unit="km",
          meaning=_BY_DATA, source=_STRETCHES),
    Field("share_lo", "real", "Share served, at least", unit="%",
          meaning="Share of the length that is surely served.", source=_STRETCHES),
    Field("share_hi", "real", "Share served, at most", unit="%",
          meaning="Share of the length that may be served.", source=_STRETCHES),
    Field("share_needed", "real", "Share needed", unit="%",
          meaning="Share of the length that the rule asks for.", source=_PACK,
          trap="The rule means all roads together: the log and the report have the verdict on them."),
    Field("longest_gap_lo_km", "real", "Longest gap, at least", unit="km",
          meaning="The longest way between neighbouring pools if all that are possible qualify.", source=_STRETCHES,
          trap="NULL when no stop is reached."),
    Field("longest_gap_hi_km", "real", "Longest gap, at most", unit="km",
          meaning="The longest way between neighbouring pools that surely qualify.", source=_STRETCHES,
          trap="NULL when no stop is reached."),
    Field("n_pools_lo", "int", "Pools, at least", unit="pools",
          meaning="Pools along the route that surely qualify, in one direction at least.", source="Pools of stations"),
    Field("n_pools_hi", "int", "Pools, at most", unit="pools",
          meaning="Pools along the route that may qualify, in one direction at least.", source="Pools of stations"),
    Field("n_failing", "int", "Stretches not served", unit="stretches",
          meaning="Stretches that are surely not served.", source=_STRETCHES),
    Field("n_open", "int", "Uncertain stretches", unit="stretches",
          meaning="Stretches that are served or not, as uncertain stations turn out.", source=_STRETCHES),
)

STRETCH_FIELDS = (
    _ROUTE,
    _DIRECTION,
    _VERDICT,
    _VERDICT_BY_DATA,
    Field("from_km", "real", "From", unit="km",
          meaning="Where the stretch begins: distance from the start of the route.", source="The lines"),
    Field("to_km", "real", "To", unit="km",
          meaning="Where it ends.", source="The lines"),
    Field("length_km", "real", "Length", unit="km",
          meaning="Length of the stretch, on the ellipsoid.", source="The lines"),
    Field("gap_lo_km", "real", "Gap, at least", unit="km",
          meaning="The shortest way from stop to stop over the stretch if all pools that are possible qualify. Stops "
                  "are pools, and ends where no road goes on.", source="Pools of stations",
          trap="NULL when no stop is reached."),
    Field("gap_hi_km", "real", "Gap, at most", unit="km",
          meaning="The same with the pools only that surely qualify.", source="Pools of stations",
          trap="NULL when no stop is reached."),
    Field("max_spacing_km", "real", "Longest allowed", unit="km",
          meaning="The largest spacing of the rule.", source=_PACK),
    Field("from_pools", "text", "Pools at its start",
          meaning="Numbers of the pools there that may qualify, separated by commas.", source="Pools of stations"),
    Field("to_pools", "text", "Pools at its end",
          meaning="Numbers of the pools there that may qualify, separated by commas.", source="Pools of stations"),
    Field("hangs_on", "text", "Hangs on",
          meaning="Numbers of the pools that decide the verdict where it is uncertain, separated by commas.",
          source="Pools of stations", trap="The undecided stations say what is not known of them."),
)

UNDECIDED_FIELDS = (
    *BESIDE_FIELDS[:4],
    _DIRECTION,
    Field("pool_id", "int64", "Pool number",
          meaning="The lowest number of the pool's stations.", source="ocm_id"),
    Field("ocm_id", "int64", "OCM number",
          meaning="Number of the station in Open Charge Map.", source="ID"),
    Field("station", "text", "Station",
          meaning="Name of the station.", source="name"),
    Field("operator", "text", "Operator",
          meaning="Operator of the station.", source="operator"),
    Field("unknown", "text", "What would decide it",
          meaning="What is not known of the station, separated by commas: status, access, hours, direction, trucks, "
                  "road_distance, equipment, connector, power, quantity, posts.", source="The station",
          trap="See docs/analysis.md for what each of them means."),
    Field("points_needed", "int", "Points needed", unit="points",
          meaning="Points that the pool needs, of the power and plug of the rule.", source=_PACK),
    Field("points_lo", "int", "Points, at least", unit="points",
          meaning="Such points that the pool has at least, by the data.", source="Stations of the pool"),
    Field("points_hi", "int", "Points, at most", unit="points",
          meaning="Such points that it may have.", source="Stations of the pool", trap="NULL when nothing bounds it."),
    Field("kw_needed", "real", "Power needed", unit="kW",
          meaning="Power that the pool needs.", source=_PACK),
    Field("kw_lo", "real", "Power, at least", unit="kW",
          meaning="Power that the pool has at least, by the data.", source="Stations of the pool"),
    Field("kw_hi", "real", "Power, at most", unit="kW",
          meaning="Power that it may have.", source="Stations of the pool", trap="NULL when nothing bounds it."),
    Field("n_stretches", "int", "Stretches that hang on it", unit="stretches",
          meaning="Stretches whose verdict hangs on the pool.", source=_STRETCHES),
)
# fmt: on
