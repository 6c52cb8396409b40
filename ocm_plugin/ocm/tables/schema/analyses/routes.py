"""Fields of places beside routes, of the stretches of routes between stations, and of routes."""

from __future__ import annotations

from ..codes import MATCH, codes
from ..field import Field

SIDES = codes(left="Left", right="Right", on="On the line")
GAP_VERDICTS = codes(yes="Gap", cannot_tell="Uncertain", no="Within the limit")

_LINES = "Geometry of the lines"
_PLACES = "Positions of the station and of the lines"
_STOPS = "Usable stations beside the line, and the limit"
_JOINED = "Lines of one route are joined where two of them meet; measures run on from one to the next."

# A table: a few lines for each field.
# fmt: off
_ROUTE = Field("route", "text", "Route",
               meaning="Name of the route. One without is called by its place in the layer, in the user's language: "
               "Route 1.",
               source="The field that was chosen, else the order of the lines")
BESIDE_FIELDS = (
    _ROUTE,
    Field("measure_km", "real", "Along the route", unit="km",
          meaning="Way along the route, from its start to the place on it that is nearest to the station.",
          source=_PLACES, trap=_JOINED),
    Field("offset_m", "real", "Off the route", unit="m",
          meaning="Distance from that place, as the crow flies, on the ellipsoid.", source=_PLACES,
          trap="The way by road is longer."),
    Field("side", "text", "Side", codes=SIDES,
          meaning="Side of the line on which the station lies, seen in the direction of the line.", source=_PLACES,
          trap="Not the carriageway that it serves: Open Charge Map does not know that."),
    Field("near_lon", "real", "Longitude on the route", unit="°",
          meaning="Longitude of that place, WGS 84.", source=_PLACES),
    Field("near_lat", "real", "Latitude on the route", unit="°",
          meaning="Latitude of that place, WGS 84.", source=_PLACES),
)
STOP_FIELDS = (
    *BESIDE_FIELDS,
    Field("stop", "int", "Stop",
          meaning="1 for the first stop along the route, and so on.", source="measure_km"),
    Field("usable", "text", "Usable", codes=MATCH,
          meaning="Whether the station or pool is surely usable.", source="The usable stations."),
    Field("ocm_id", "int64", "OCM number",
          meaning="Number of the station in Open Charge Map, or of a pool: the lowest of its stations.", source="ID"),
    Field("station", "text", "Station",
          meaning="Name of the station.", source="name"),
    Field("operator", "text", "Operator",
          meaning="Operator of the station; those of a pool are separated by semicolons.", source="operator"),
    Field("n_points", "int", "Points, likely", unit="points",
          meaning="Usable points of the station or pool.", source="The usable stations."),
    Field("total_kw", "real", "Power, likely", unit="kW",
          meaning="Usable power of the station or pool.", source="The usable stations."),
)
GAP_FIELDS = (
    _ROUTE,
    Field("gap", "text", "Gap", codes=GAP_VERDICTS,
          meaning="Whether the stretch lies in a gap: between neighbouring usable stations, or ends of the line, that "
                  "are farther apart than the limit.", source=_STOPS,
          trap="Gap only if it is one even when all uncertain stations are usable, and within the limit only if it is "
               "so when none is."),
    Field("from_km", "real", "From", unit="km",
          meaning="Measure of the start of the stretch.", source=_LINES, trap=_JOINED),
    Field("to_km", "real", "To", unit="km",
          meaning="Measure of the end of the stretch.", source=_LINES,
          trap="Not the larger one where a stretch goes over the start of a closed line."),
    Field("length_km", "real", "Length", unit="km",
          meaning="Length of the stretch, measured on the ellipsoid.", source=_LINES),
    Field("length_km_hi", "real", "Length, at most", unit="km",
          meaning="Distance between the surely usable stations around the stretch: the gap in which it lies if no "
                  "uncertain station is usable.", source=_STOPS),
    Field("from_ocm_id", "int64", "Station at the start",
          meaning="Number of the station, or of the pool, at the start of the stretch.", source="ocm_id",
          trap="NULL at the end of a line."),
    Field("from_station", "text", "Name at the start", meaning="Name of the station at the start of the stretch.",
          source="name"),
    Field("to_ocm_id", "int64", "Station at the end",
          meaning="Number of the station, or of the pool, at the end of the stretch.", source="ocm_id",
          trap="NULL at the end of a line."),
    Field("to_station", "text", "Name at the end", meaning="Name of the station at the end of the stretch.",
          source="name"),
    Field("n_hangs_on", "int", "Deciding stations",
          meaning="Number of uncertain stations, or pools, that decide whether the stretch lies in a gap.",
          source=_STOPS),
    Field("hangs_on", "text", "Decided by",
          meaning="The numbers of those stations, separated by commas, in the order of the route.", source="ocm_id",
          trap="Of more than 50, those that are nearest to the stretch."),
)
ROUTE_FIELDS = (
    _ROUTE,
    Field("gap", "text", "Gaps", codes=GAP_VERDICTS,
          meaning="Whether the route surely has a gap, or may have one.", source=_STOPS),
    Field("length_km", "real", "Length", unit="km",
          meaning="Length of all lines of the route, measured on the ellipsoid.", source=_LINES),
    Field("n_lines", "int", "Lines",
          meaning="Number of lines without a break.", source=_LINES,
          trap="Each has ends of its own; a route that should be one line and has several has breaks or junctions."),
    Field("n_stops_lo", "int", "Stops, at least",
          meaning="Surely usable stations, or pools, beside the route.", source="The usable stations."),
    Field("n_stops_hi", "int", "Stops, at most",
          meaning="The same with those that may be usable.", source="The usable stations."),
    Field("longest_km_lo", "real", "Longest stretch, at least", unit="km",
          meaning="The longest stretch between neighbouring stops if all uncertain ones are usable.", source=_STOPS),
    Field("longest_km_hi", "real", "Longest stretch, at most", unit="km",
          meaning="The same if none of them is.", source=_STOPS),
    Field("gap_km", "real", "In gaps", unit="km",
          meaning="Length of all that surely lies in gaps.", source=_STOPS),
    Field("uncertain_km", "real", "Uncertain", unit="km",
          meaning="Length of all that lies in gaps or not, as uncertain stations turn out.", source=_STOPS),
    Field("within_km", "real", "Within the limit", unit="km",
          meaning="Length of all that surely lies in no gap.", source=_STOPS),
)
# fmt: on
