"""Fields of an audit: how complete records are, what is wrong with them, and which may be the same station."""

from __future__ import annotations

from ..codes import codes
from ..field import Field

GROUPINGS = codes(all="All stations", provider="Data provider", operator="Operator")
RECORD_TABLES = codes(stations="Stations", ocm_connections="Connections")

PROBLEM_KINDS = codes(wrong="Wrong or contradictory", missing="Missing", old="Old")

PROBLEMS = (
    *codes(no_position="No position", zero_coordinates="Position 0, 0", coarse_position="Coarse position"),
    *codes(no_name="No name", no_address="No address", no_country="No country", bad_web_address="No web address"),
    *codes(no_operator="Operator unknown", no_access="Access unknown", no_status="Status unknown"),
    *codes(planned_in_operation="Planned and in operation", planned_past="Planned for a day that is over"),
    *codes(unavailable_long="“Temporarily unavailable” for long", out_for_long="Out of operation for long"),
    *codes(unverified="Not verified for long"),
    *codes(no_connections="No equipment", connections_removed="All equipment removed"),
    *codes(all_connections_out="In service, all equipment out", points_out_of_bounds="Number of points implausible"),
    *codes(quantity_missing="Quantity missing", quantity_implausible="Quantity implausible"),
    *codes(dc_type_with_ac="DC connector with AC", ac_type_with_dc="AC connector with DC"),
    *codes(no_power="Power unknown", estimated_power="Power estimated", kw_implausible="Power implausible"),
    *codes(ac_above_60_kw="AC above 60 kW", dc_above_1000_kw="Above 1,000 kW"),
    *codes(kw_differs_from_av="Power differs from amps × volts", kw_phase_voltage="Power of one phase"),
)

DECISIONS = codes(open="Not decided", same="The same station", different="Different stations")

_RECORD = "The record."
_PAIR = "Pairs of stations within the distance."

# A table: a few lines for each field.
# fmt: off
COMPLETENESS_FIELDS = (
    Field("grouped_by", "text", "Grouped by", codes=GROUPINGS,
          meaning="Whose records are counted: all, those of one data provider, or those of one operator.",
          source="provider_id and operator_id"),
    Field("group_id", "int", "Number of the group",
          meaning="Number of the data provider or the operator.", source="provider_id or operator_id",
          trap="NULL for all stations, and for those whose provider or operator is unknown."),
    Field("group_name", "text", "Group",
          meaning="Name of the data provider or the operator.", source="provider or operator"),
    Field("n_stations", "int", "Stations", unit="stations",
          meaning="Stations of the group.", source="The stations."),
    Field("record_table", "text", "Table", codes=RECORD_TABLES,
          meaning="Whether the fact is one of stations or of connections.", source="The fact"),
    Field("fact", "text", "Fact",
          meaning="Short name of what a record may state; for life.", source="The facts, listed below"),
    Field("fact_title", "text", "Fact, in words",
          meaning="The fact in the user's language.", source="The facts, listed below"),
    Field("n_records", "int", "Records", unit="records",
          meaning="Stations or connections of the group that were asked for it.", source="The records",
          trap="Photos and comments come only when they are asked for."),
    Field("n_stated", "int", "Stated", unit="records",
          meaning="Records that state it.", source="The rule of the fact"),
    Field("n_derived", "int", "Derived", unit="records",
          meaning="Records of which it is known only because the server, an importer or this plugin worked it out.",
          source="The rule of the fact"),
    Field("n_missing", "int", "Missing", unit="records",
          meaning="Records of which it is not known.", source="The rule of the fact"),
    Field("percent_stated", "real", "Stated (%)", unit="%",
          meaning="Records that state it, of all.", source="n_stated and n_records"),
    Field("percent_known", "real", "Known (%)", unit="%",
          meaning="Records that state it or of which it is derived, of all.",
          source="n_stated, n_derived and n_records"),
)

PROBLEM_FIELDS = (
    Field("ocm_id", "int64", "OCM number",
          meaning="Number of the station in Open Charge Map.", source="ID"),
    Field("station", "text", "Station",
          meaning="Name of the station.", source="name"),
    Field("kind", "text", "Kind", codes=PROBLEM_KINDS,
          meaning="Whether something is wrong or contradictory, missing, or old.", source="The rule of the problem"),
    Field("problem", "text", "Problem", codes=PROBLEMS,
          meaning="What was found. A station has a feature for each of its problems.",
          source="The rules, listed below"),
    Field("why", "text", "Why",
          meaning="The rule by which it is a problem, in the user's language.", source="The rule of the problem"),
    Field("found", "text", "What the record says",
          meaning="The values on which the rule was judged.", source=_RECORD),
    Field("town", "text", "Town", meaning="Town.", source="town"),
    Field("country_iso2", "text", "Country code", meaning="ISO 3166 code of the country.", source="country_iso2"),
    Field("operator", "text", "Operator", meaning="Operator of the station.", source="operator"),
    Field("provider", "text", "Data provider",
          meaning="Whose record it is.", source="provider",
          trap="Records of importers are mended at the source: the next import may undo an edit."),
    Field("date_last_verified", "date", "Verified on",
          meaning="Latest day on which a user or an import confirmed the site.", source="date_last_verified"),
    Field("view_url", "text", "View at Open Charge Map", meaning="Web page of the site.", source="ocm_id"),
    Field("edit_url", "text", "Edit at Open Charge Map",
          meaning="Web page on which signed-in users mend the record.", source="ocm_id"),
)


def _of_one(letter: str, which: str) -> tuple[Field, ...]:
    return (
        Field(f"ocm_id_{letter}", "int64", f"OCM number, {which}",
              meaning=f"Number of the {which} station.", source="ocm_id"),
        Field(f"name_{letter}", "text", f"Name, {which}", meaning=f"Name of the {which} station.", source="name"),
        Field(f"operator_{letter}", "text", f"Operator, {which}",
              meaning=f"Operator of the {which} station.", source="operator"),
        Field(f"provider_{letter}", "text", f"Data provider, {which}",
              meaning=f"Whose record the {which} one is.", source="provider"),
        Field(f"n_points_{letter}", "int", f"Charging points, {which}", unit="vehicles",
              meaning=f"Charging points of the {which} station, best guess.", source="n_points"),
        Field(f"max_kw_{letter}", "real", f"Power, {which} (kW)", unit="kW",
              meaning=f"Power of the strongest connector of the {which} station.", source="max_kw"),
        Field(f"edit_url_{letter}", "text", f"Edit, {which}",
              meaning=f"Web page on which signed-in users mend the {which} record.", source="ocm_id"),
    )


DUPLICATE_FIELDS = (
    Field("score", "real", "Score (%)", unit="%",
          meaning="How much speaks for the two being the same station: 100 is all.",
          source="Weighted sum of the five parts, one that is not known counting half: docs/analysis.md",
          trap="A reason to look, no proof: stations of different operators often share a car park."),
    Field("why", "text", "Why",
          meaning="What speaks for it and what against, in the user's language.", source="The parts of the score"),
    Field("decision", "text", "Decision", codes=DECISIONS,
          meaning="What the user has decided. A GeoPackage or schema of PostGIS keeps it when edits are saved; give "
          "the edited table of other stations to the next audit.",
          source="ocm_decisions, and over that the earlier review"),
    Field("remark", "text", "Remark", meaning="What the user notes.", source="The same"),
    *_of_one("a", "first"),
    *_of_one("b", "second"),
    Field("distance_m", "real", "Distance", unit="m",
          meaning="How far the two are from one another, on the ellipsoid.", source=_PAIR),
    Field("name_percent", "real", "Names alike (%)", unit="%",
          meaning="Pairs of letters that the names share, of all.", source="name",
          trap="NULL when one has no name."),
    Field("same_operator", "bool", "Same operator",
          meaning="Whether both have the same operator.", source="operator_id",
          trap="NULL when one is unknown, a private person or a business at the location."),
    Field("equipment_percent", "real", "Equipment alike (%)", unit="%",
          meaning="Connectors by standard that both have, of all that one of them has.",
          source="n_type2 and the other columns of standards", trap="NULL when one lists no equipment."),
    Field("same_reference", "bool", "Same reference",
          meaning="Whether the same data provider gives both the same number of its own.",
          source="provider_id and provider_ref",
          trap="NULL when they are of different providers, or one has no such number."),
)

DECISION_FIELDS = (
    Field("ocm_id_a", "int64", "OCM number, first", meaning="The lower number of the two stations.", source="ocm_id"),
    Field("ocm_id_b", "int64", "OCM number, second", meaning="The higher number.", source="ocm_id"),
    Field("decision", "text", "Decision", codes=DECISIONS, meaning="What the user has decided.",
          source="The layer of possible duplicates, when its edits are saved or it is given to an audit"),
    Field("remark", "text", "Remark", meaning="What the user notes.", source="The same layer"),
    Field("decided_at", "datetime", "Decided", meaning="When it was kept here.", source="The clock of the computer",
          trap="UTC"),
)
"""What the GeoPackage or schema of the stations keeps of a review, in the table `ocm_decisions`."""
# fmt: on
