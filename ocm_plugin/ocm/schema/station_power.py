"""Second part of the station's fields: points, power, connectors by threshold and by standard."""

from __future__ import annotations

from . import codes
from .field import Field

_POINTS = (
    Field(
        "n_conn_rows",
        "int",
        "",
        "Rows of equipment",
        "Rows in the table of connections.",
        "Connections",
        "A row may stand for many connectors.",
    ),
    Field(
        "n_connectors",
        "int",
        "connectors",
        "Connectors",
        "Plugs and sockets together.",
        "Sum of Connections[].Quantity, a missing or zero quantity taken as 1",
        "More than the vehicles that can charge at once. NULL when no equipment is listed.",
    ),
    Field(
        "n_points",
        "int",
        "vehicles",
        "Charging points",
        "Vehicles that can charge at once, best guess.",
        "NumberOfPoints if between n_points_lo and n_points_hi; else DC: the larger of CCS and CHAdeMO plus other DC, "
        "AC: sum",
        "See points_basis.",
    ),
    Field(
        "n_points_lo",
        "int",
        "vehicles",
        "Charging points, at least",
        "Fewest vehicles that can charge at once.",
        "Largest sum of quantities of one connector type: a post rarely has two of the same plug",
        "",
    ),
    Field(
        "n_points_hi",
        "int",
        "vehicles",
        "Charging points, at most",
        "Most vehicles that can charge at once.",
        "n_connectors",
        "Too low where quantities are missing.",
    ),
    Field(
        "points_basis",
        "text",
        "",
        "Points from",
        "Where n_points comes from.",
        "The rule that gave n_points",
        "",
        codes.POINTS_BASES,
    ),
    Field(
        "n_points_raw",
        "int",
        "",
        "Number of points, as received",
        "Number Of Stations/Bays as somebody entered it.",
        "NumberOfPoints",
        "Often bays or posts; may contradict the connectors.",
    ),
)

_POWER = (
    Field(
        "max_kw",
        "real",
        "kW",
        "Power",
        "Power of the strongest connector, best guess.",
        "Largest kw_used of the connections",
        "NULL when no power is known. See kw_basis: it may be an estimate.",
    ),
    Field("max_kw_dc", "real", "kW", "Power, DC", "Power of the strongest DC connector.", "Largest kw_used, DC", ""),
    Field("max_kw_ac", "real", "kW", "Power, AC", "Power of the strongest AC connector.", "Largest kw_used, AC", ""),
    Field(
        "max_kw_lo",
        "real",
        "kW",
        "Power, at least",
        "The strongest connector has at least this power.",
        "Largest kw_lo of the connections",
        "",
    ),
    Field(
        "max_kw_hi",
        "real",
        "kW",
        "Power, at most",
        "The strongest connector has at most this power.",
        "Largest kw_hi of the connections",
        "NULL when there is no upper bound.",
    ),
    Field(
        "kw_basis",
        "text",
        "",
        "Power from",
        "Where max_kw comes from.",
        "kw_basis of the connection that gives max_kw",
        "Server and importers fill in power that nobody stated.",
        codes.KW_BASES,
    ),
    Field(
        "kw_unknown_n",
        "int",
        "connectors",
        "Connectors without power",
        "Connectors of which no power is known.",
        "Sum of quantities with kw_used NULL",
        "Above 0, every total in kW is a lower bound.",
    ),
    Field(
        "kw_estimated_n",
        "int",
        "connectors",
        "Connectors with estimated power",
        "Connectors whose power is a guess within bounds.",
        "Sum of quantities with kw_used known and kw_lo below kw_hi",
        "",
    ),
    Field(
        "total_kw_lo",
        "real",
        "kW",
        "Total power, low",
        "Power if only the connectors of the strongest type are used at once.",
        "Largest sum of kw_used × quantity of one connector type",
        "Connectors without power are left out.",
    ),
    Field(
        "total_kw_est",
        "real",
        "kW",
        "Total power",
        "Power of the site, best guess.",
        "total_kw_hi with CHAdeMO sharing the posts of CCS, each post at the stronger of the two",
        "Connectors without power are left out. Cabinets that share power among posts are unknown to Open Charge Map.",
    ),
    Field(
        "total_kw_hi",
        "real",
        "kW",
        "Total power, high",
        "Power of all connectors together.",
        "Sum of kw_used × quantity",
        "Counts a post with CCS and CHAdeMO twice. Connectors without power are left out.",
    ),
    Field(
        "total_kw_dc", "real", "kW", "Total power, DC", "DC part of total_kw_est.", "As total_kw_est, DC connectors", ""
    ),
    Field(
        "total_kw_ac", "real", "kW", "Total power, AC", "AC part of total_kw_est.", "As total_kw_est, AC connectors", ""
    ),
)

_COUNTS_NULL = "NULL when it is known of no connector."

_COUNTS = (
    Field(
        "n_ac",
        "int",
        "connectors",
        "AC connectors",
        "AC connectors.",
        "Sum of quantities; CurrentTypeID 10, 20, or inferred from the connector type when missing",
        _COUNTS_NULL,
    ),
    Field(
        "n_dc",
        "int",
        "connectors",
        "DC connectors",
        "DC connectors.",
        "Sum of quantities; CurrentTypeID 30, or inferred from the connector type when missing",
        _COUNTS_NULL,
    ),
    Field(
        "n_current_unknown",
        "int",
        "connectors",
        "Connectors of unknown current",
        "Connectors of which neither data nor type tell whether they are AC or DC.",
        "Sum of quantities",
        "",
    ),
    *(
        Field(
            f"n_ge{kw}",
            "int",
            "connectors",
            f"Connectors from {kw} kW",
            f"Connectors with a power of {kw} kW or more, estimates included.",
            f"Sum of quantities with kw_used ≥ {kw}",
            "Connectors without power are not counted: see kw_unknown_n. " + _COUNTS_NULL,
        )
        for kw in (22, 43, 50, 150, 350)
    ),
    Field(
        "n_ge150_maybe",
        "int",
        "connectors",
        "Connectors perhaps from 150 kW",
        "Connectors that may or may not reach 150 kW.",
        "Sum of quantities with kw_lo < 150 ≤ kw_hi",
        "Overlaps n_ge150, which goes by the best guess: do not add the two.",
    ),
)


def _standard(name: str, label: str, source: str, trap: str = _COUNTS_NULL) -> Field:
    return Field(name, "int", "connectors", label, f"Connectors of the standard {label}.", source, trap)


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
    Field(
        "n_domestic",
        "int",
        "connectors",
        "Domestic sockets",
        "Household sockets.",
        "Sum of quantities, connection types 3, 9, 13, 14, 15, 22, 23, 28, 29, 1037, 1043",
        _COUNTS_NULL,
    ),
    Field(
        "n_industrial",
        "int",
        "connectors",
        "Industrial sockets",
        "CEE and other sockets for high current.",
        "Sum of quantities, connection types 4, 10, 11, 16, 17, 18, 34, 35, 1041, 1042",
        _COUNTS_NULL,
    ),
    Field(
        "n_other",
        "int",
        "connectors",
        "Other connectors",
        "Another standard: wireless, battery swap, ChaoJi, obsolete ones, and types newer than this plugin.",
        "Sum of quantities, any other connection type",
        _COUNTS_NULL,
    ),
    Field(
        "n_type_unknown",
        "int",
        "connectors",
        "Connectors of unknown type",
        "Connectors whose type is not known.",
        "Sum of quantities, connection type missing or 0",
        "",
    ),
    Field(
        "standards",
        "text",
        "",
        "Standards",
        "The standards present, in alphabetical order: CCS2;CHAdeMO;Type2.",
        "ConnectionTypeID by group",
        "NULL when no type is known.",
        is_shared=True,
    ),
    Field(
        "current_mix",
        "text",
        "",
        "AC or DC",
        "Whether the site offers AC, DC or both, as far as known.",
        "n_ac and n_dc",
        "See n_current_unknown.",
        codes.CURRENT_MIXES,
    ),
    Field(
        "power_class",
        "text",
        "",
        "Power class",
        "Class of max_kw by the bounds of Regulation (EU) 2023/1804 (AFIR), Annex III: 7.4, 22, 50, 150, 350 kW.",
        "max_kw; 2 % tolerance at 7.4 and 22 kW",
        "22 kW and its spellings 22.08 and 22.2 belong to 7.4-22 kW.",
        codes.POWER_CLASS_NAMES,
    ),
    Field(
        "power_class_code",
        "int",
        "",
        "Power class, number",
        "0 unknown, 1 slowest to 6 fastest.",
        "power_class",
        "0 is unknown, not slow.",
        codes.POWER_CLASSES,
    ),
    Field(
        "is_dcfc",
        "bool",
        "",
        "DC fast charging",
        "Whether a DC connector of at least 50 kW is surely there.",
        "A DC connection with kw_lo ≥ 50: yes; no connection that could be one: no",
        "NULL when the data do not tell, as with powers estimated by an importer.",
    ),
    Field(
        "ocm_level_max",
        "int",
        "",
        "OCM level",
        "Highest level of the connections.",
        "Connections[].LevelID",
        "Level 3 means 40 kW and more.",
        codes.LEVELS,
    ),
)

POWER_FIELDS = (
    *_POINTS,
    *_POWER,
    *_COUNTS,
    *_STANDARDS,
)
