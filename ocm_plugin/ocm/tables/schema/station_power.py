"""Second part of the station's fields: points, power, connectors by threshold and by standard; looks."""

from __future__ import annotations

from . import codes
from .field import Field

# A table: a few lines for each field.
# fmt: off
_POINTS = (
    Field("n_conn_rows", "int", "Rows of equipment",
          meaning="Rows in the table of connections.", source="Connections",
          trap="A row may stand for many connectors. Removed lines and those out of service are rows, but in no "
               "figure."),
    Field("n_connectors", "int", "Connectors", unit="connectors", path="points.n_connectors",
          meaning="Plugs and sockets together.",
          source="Sum of Connections[].Quantity of the lines in service, a missing or zero quantity taken as 1",
          trap="More than the vehicles that can charge at once. NULL when no equipment is listed."),
    *(
        Field(f"n_connectors_{name}", "int", f"Connectors {alias}", unit="connectors",
              meaning=f"Plugs and sockets that are {state}, of their own or with the whole site.",
              source=f"Sum of Connections[].Quantity of lines whose status is {status}, or of the site where they have "
                     "none",
              trap="Not in n_connectors, unless the whole site is out or planned.")
        for name, alias, state, status in (
            ("out", "out of operation", "not operational", 100),
            ("planned", "planned", "planned", 150),
        )
    ),
    Field("n_points", "int", "Charging points", unit="vehicles", path="points.n_points",
          meaning="Vehicles that can charge at once, best guess.",
          source="NumberOfPoints if between n_points_lo and n_points_hi; else DC: the larger of CCS and CHAdeMO plus "
                 "other DC, AC: sum",
          trap="See points_basis."),
    Field("n_points_lo", "int", "Charging points, at least", unit="vehicles", path="points.n_points_lo",
          meaning="Fewest vehicles that can charge at once.",
          source="Largest sum of quantities of one connector type: a post rarely has two of the same plug"),
    Field("n_points_hi", "int", "Charging points, at most", unit="vehicles", path="points.n_points_hi",
          meaning="Most vehicles that can charge at once.", source="n_connectors",
          trap="Too low where quantities are missing."),
    Field("points_basis", "text", "Points from", codes=codes.POINTS_BASES, path="points.points_basis",
          meaning="Where n_points comes from.", source="The rule that gave n_points"),
    Field("n_points_raw", "int", "Number of points, as received", path="station.number_of_points",
          meaning="Number of stations or bays as entered.", source="NumberOfPoints",
          trap="Often bays or posts; may contradict the connectors."),
)

_POWER = (
    Field("max_kw", "real", "Power (kW)", unit="kW", path="power.max_kw",
          meaning="Power of the strongest connector, best guess.", source="Largest kw_used of the connections",
          trap="NULL when no power is known. See kw_basis: it may be an estimate."),
    Field("max_kw_dc", "real", "Power, DC (kW)", unit="kW", path="power.max_kw_dc",
          meaning="Power of the strongest DC connector.", source="Largest kw_used, DC"),
    Field("max_kw_ac", "real", "Power, AC (kW)", unit="kW", path="power.max_kw_ac",
          meaning="Power of the strongest AC connector.", source="Largest kw_used, AC"),
    Field("max_kw_lo", "real", "Power, at least (kW)", unit="kW", path="power.max_kw_lo",
          meaning="The strongest connector has at least this power.", source="Largest kw_lo of the connections"),
    Field("max_kw_hi", "real", "Power, at most (kW)", unit="kW", path="power.max_kw_hi",
          meaning="The strongest connector has at most this power.", source="Largest kw_hi of the connections",
          trap="NULL when there is no upper bound."),
    Field("kw_basis", "text", "Power from", codes=codes.KW_BASES, path="power.kw_basis",
          meaning="Where max_kw comes from.", source="kw_basis of the connection that gives max_kw",
          trap="Server and importers fill in power that is not stated."),
    Field("n_kw_unknown", "int", "Connectors without power", unit="connectors", path="power.n_kw_unknown",
          meaning="Connectors of which no power is known.", source="Sum of quantities with kw_used NULL",
          trap="Above 0, every total in kW is a lower bound."),
    Field("n_kw_estimated", "int", "Connectors with estimated power", unit="connectors",
          path="power.n_kw_estimated", meaning="Connectors whose power is a guess within bounds.",
          source="Sum of quantities with kw_used known and kw_lo below kw_hi"),
    Field("total_kw_lo", "real", "Total power, one connector type (kW)", unit="kW", path="power.total_kw_lo",
          meaning="Power if only the connectors of the strongest type are used at once.",
          source="Largest sum of kw_used × quantity of one connector type",
          trap="Connectors without power are left out."),
    Field("total_kw_est", "real", "Total power (kW)", unit="kW", path="power.total_kw_est",
          meaning="Power of the site, best guess.",
          source="total_kw_hi with CHAdeMO sharing the posts of CCS, each post at the stronger of the two",
          trap="Connectors without power are left out. Cabinets that share power among posts are unknown to Open "
               "Charge Map."),
    Field("total_kw_hi", "real", "Total power, all connectors (kW)", unit="kW", path="power.total_kw_hi",
          meaning="Power of all connectors together.", source="Sum of kw_used × quantity",
          trap="Counts a post with CCS and CHAdeMO twice. Connectors without power are left out."),
    Field("total_kw_dc", "real", "Total power, DC (kW)", unit="kW", path="power.total_kw_dc",
          meaning="DC part of total_kw_est.", source="As total_kw_est, DC connectors"),
    Field("total_kw_ac", "real", "Total power, AC (kW)", unit="kW", path="power.total_kw_ac",
          meaning="AC part of total_kw_est.", source="As total_kw_est, AC connectors"),
)

_COUNTS_NULL = "NULL when it is known of no connector."

_COUNTS = (
    Field("n_ac", "int", "AC connectors", unit="connectors", path="counts.n_ac",
          meaning="AC connectors.",
          source="Sum of quantities; CurrentTypeID 10, 20, or inferred from the connector type when missing",
          trap=_COUNTS_NULL),
    Field("n_dc", "int", "DC connectors", unit="connectors", path="counts.n_dc",
          meaning="DC connectors.",
          source="Sum of quantities; CurrentTypeID 30, or inferred from the connector type when missing",
          trap=_COUNTS_NULL),
    Field("n_current_unknown", "int", "Connectors of unknown current", unit="connectors",
          path="counts.n_current_unknown",
          meaning="Connectors whose current neither data nor type say.", source="Sum of quantities"),
    *(
        Field(f"n_ge{kw}", "int", f"Connectors from {kw} kW", unit="connectors", path=f"counts.n_ge{kw}",
              meaning=f"Connectors with a power of {kw} kW or more, estimates included.",
              source=f"Sum of quantities with kw_used ≥ {kw}",
              trap="Connectors without power are not counted: see n_kw_unknown. " + _COUNTS_NULL)
        for kw in (22, 43, 50, 150, 350)
    ),
    Field("n_ge150_maybe", "int", "Connectors perhaps from 150 kW", unit="connectors",
          path="counts.n_ge150_maybe",
          meaning="Connectors that may or may not reach 150 kW.", source="Sum of quantities with kw_lo < 150 ≤ kw_hi",
          trap="Overlaps n_ge150, which goes by the best guess: do not add the two."),
)


def _standard(name: str, label: str, source: str, trap: str = _COUNTS_NULL) -> Field:
    meaning = f"Connectors of the standard {label}."
    return Field(name, "int", label, unit="connectors", path=f"by_standard.{name}",
                 meaning=meaning, source=source, trap=trap)


_STANDARDS = (
    _standard("n_type1", "Type 1 (J1772)", "Sum of quantities, connection type 1"),
    _standard(
        "n_type2",
        "Type 2",
        "Sum of quantities, connection types 25, 1036; 30 (Tesla S/X) where it has the shape of Type 2",
    ),
    _standard("n_ccs1", "CCS 1", "Sum of quantities, connection type 32"),
    _standard("n_ccs2", "CCS 2", "Sum of quantities, connection type 33"),
    _standard("n_chademo", "CHAdeMO", "Sum of quantities, connection type 2"),
    _standard(
        "n_nacs",
        "NACS",
        "Sum of quantities, connection type 27; 30 (Tesla S/X) where Tesla uses its North American plug",
        "Carries AC and DC. In Europe, entries of type 27 are Tesla sites with other plugs. " + _COUNTS_NULL,
    ),
    _standard("n_gbt_ac", "GB/T AC", "Sum of quantities, connection types 1038, 1039"),
    _standard("n_gbt_dc", "GB/T DC", "Sum of quantities, connection type 1040"),
    _standard("n_type3", "Type 3", "Sum of quantities, connection types 26, 36"),
    Field("n_domestic", "int", "Domestic sockets", unit="connectors", path="by_standard.n_domestic",
          meaning="Household sockets.",
          source="Sum of quantities, connection types 3, 9, 13, 14, 15, 22, 23, 28, 29, 1037, 1043", trap=_COUNTS_NULL),
    Field("n_industrial", "int", "Industrial sockets", unit="connectors", path="by_standard.n_industrial",
          meaning="CEE and other sockets for high current.",
          source="Sum of quantities, connection types 4, 10, 11, 16, 17, 18, 34, 35, 1041, 1042", trap=_COUNTS_NULL),
    Field("n_other", "int", "Other connectors", unit="connectors", path="by_standard.n_other",
          meaning="Another standard: wireless, battery swap, ChaoJi, obsolete ones, and types newer than this plugin.",
          source="Sum of quantities, any other connection type", trap=_COUNTS_NULL),
    Field("n_type_unknown", "int", "Connectors of unknown type", unit="connectors",
          path="by_standard.n_type_unknown",
          meaning="Connectors whose type is not known.", source="Sum of quantities, connection type missing or 0"),
    Field("standards", "text", "Standards", is_shared=True, path="equipment.standards",
          meaning="The standards present, in alphabetical order: CCS2;CHAdeMO;Type2.",
          source="ConnectionTypeID by group", trap="NULL when no type is known."),
    Field("current_mix", "text", "AC or DC", codes=codes.CURRENT_MIXES, path="counts.current_mix",
          meaning="Whether the site offers AC, DC or both, as far as known.", source="n_ac and n_dc",
          trap="See n_current_unknown."),
    Field("power_class", "text", "Power class", codes=codes.POWER_CLASS_NAMES, path="equipment.power_class",
          meaning="Class of max_kw by the bounds of Regulation (EU) 2023/1804 (AFIR), Annex III: 7.4, 22, 50, 150, "
                  "350 kW.",
          source="max_kw; 2 % tolerance at 7.4 and 22 kW",
          trap="22 kW and its spellings 22.08 and 22.2 belong to 7.4-22 kW."),
    Field("power_class_code", "int", "Power class, number", codes=codes.POWER_CLASSES,
          path="equipment.power_class_code",
          meaning="0 unknown, 1 slowest to 6 fastest.", source="power_class", trap="0 is unknown, not slow."),
    Field("is_dcfc", "bool", "DC fast charging", path="counts.is_dcfc",
          meaning="Whether a DC connector of at least 50 kW is surely there.",
          source="A DC connection with kw_lo ≥ 50: yes; no connection that could be one: no",
          trap="NULL when the data are incomplete, as with powers estimated by an importer."),
    Field("ocm_level_max", "int", "OCM level", codes=codes.LEVELS, path="counts.ocm_level_max",
          meaning="Highest level of the connections.", source="Connections[].LevelID",
          trap="Level 3 means 40 kW and more."),
)

POWER_FIELDS = (
    *_POINTS,
    *_POWER,
    *_COUNTS,
    *_STANDARDS,
)

LOOK_FIELDS = (
    Field("map_state", "text", "State on the map", codes=codes.MAP_STATES,
          meaning="As what the site is drawn, on the map and in every share.",
          source="planned if is_planned, not operational if so or removed, else status_class",
          trap="A site planned for a later day counts as planned, in spite of its status."),
    Field("map_class", "int", "Class on the map", codes=codes.MAP_CLASSES,
          meaning="In one number whether the site is drawn as planned, as not operational, or by its power.",
          source="map_state and power_class_code",
          trap="A site without power class is 0, which is unknown, not slow."),
    Field("power_is_estimate", "bool", "Power estimated", path="equipment.power_is_estimate",
          meaning="Whether max_kw is a guess of an importer or of a formula.",
          source="kw_basis: an importer's estimate, an upper bound, or amps × volts without known phases",
          trap="No also where no power is known: see power_class_code."),
    Field("access_is_restricted", "bool", "Access restricted", path="usage.access_is_restricted",
          meaning="Whether not everybody may charge here, or not without asking first.",
          source="access_class: restricted, on notice, or staff, visitors and customers",
          trap="NULL when it is not stated who may charge."),
)
"""How a station looks on the map and in every share."""
