"""Allowed values of the coded fields, with the words that users read for them.

The values are for life like field names: styles and expressions are keyed on them.
"""

from __future__ import annotations

from .field import Code

MATCH = (
    Code("yes", "Yes"),
    Code("cannot_tell", "Uncertain"),
)

OPERATOR_KINDS = (
    Code("network", "Charging network"),
    Code("host", "Business at the location"),
    Code("private", "Private person"),
    Code("unknown", "Unknown"),
)

ACCESS_CLASSES = (
    Code("public", "Public"),
    Code("restricted", "Restricted"),
    Code("on_notice", "On notice"),
    Code("private_or_customers", "Staff, visitors or customers"),
    Code("unknown", "Unknown"),
)

STATUS_CLASSES = (
    Code("operational", "Operational"),
    Code("partly", "Partly operational"),
    Code("temp_unavailable", "Temporarily unavailable"),
    Code("not_operational", "Not operational"),
    Code("planned", "Planned"),
    Code("removed", "Removed"),
    Code("unknown", "Unknown"),
)

STATUS_BASES = (
    Code("stated", "Stated"),
    Code("connections", "From the connections"),
    Code("none", "Not stated"),
)

MAP_STATES = (
    Code("operational", "Operational"),
    Code("partly", "Partly operational"),
    Code("temp_unavailable", "Temporarily unavailable"),
    Code("not_operational", "Not operational"),
    Code("planned", "Planned"),
    Code("unknown", "Unknown"),
)

POINTS_BASES = (
    Code("stated", "Stated"),
    Code("dual_dc_rule", "CCS and CHAdeMO counted once"),
    Code("sum_quantity", "Sum of the connectors"),
)

KW_BASES = (
    Code("stated", "Stated"),
    Code("stated_eq_av", "Stated or computed (amps × volts)"),
    Code("import_estimate", "Estimated by the importer"),
    Code("computed_dc_upper", "At most, from amps × volts"),
    Code("computed_ac1", "From amps × volts, one phase"),
    Code("computed_ac3", "From amps × volts, three phases"),
    Code("computed_ac", "From amps × volts, phases not known"),
    Code("level_only", "Unknown, range of the level"),
    Code("type_only", "Unknown, range of the connector"),
    Code("none", "Unknown"),
)

CURRENTS = (
    Code("ac1", "AC, single phase"),
    Code("ac3", "AC, three phases"),
    Code("ac", "AC, phases not known"),
    Code("dc", "DC"),
    Code("unknown", "Unknown"),
)

CURRENT_BASES = (
    Code("stated", "Stated"),
    Code("inferred", "Inferred from the connector"),
)

CURRENT_MIXES = (
    Code("ac", "AC"),
    Code("dc", "DC"),
    Code("both", "AC and DC"),
    Code("unknown", "Unknown"),
)

POWER_CLASSES = (
    Code(0, "unknown"),
    Code(1, "under 7.4 kW"),
    Code(2, "7.4-22 kW"),
    Code(3, "22-50 kW"),
    Code(4, "50-150 kW"),
    Code(5, "150-350 kW"),
    Code(6, "350 kW and more"),
)

POWER_CLASS_NAMES = tuple(Code(code.label, code.label) for code in POWER_CLASSES)

STANDARDS = (
    Code("type1", "Type 1"),
    Code("type2", "Type 2"),
    Code("type3", "Type 3"),
    Code("ccs1", "CCS 1"),
    Code("ccs2", "CCS 2"),
    Code("chademo", "CHAdeMO"),
    Code("nacs", "NACS"),
    Code("gbt_ac", "GB/T AC"),
    Code("gbt_dc", "GB/T DC"),
    Code("chaoji", "ChaoJi"),
    Code("tesla_sx", "Tesla S/X"),
    Code("tesla_roadster", "Tesla Roadster"),
    Code("domestic", "Domestic socket"),
    Code("industrial", "Industrial socket"),
    Code("wireless", "Wireless"),
    Code("battery_swap", "Battery swap"),
    Code("other", "Other"),
    Code("unknown", "Unknown"),
)

LICENSE_CLASSES = (
    Code("open", "Open"),
    Code("open_sharealike", "Open, share alike"),
    Code("noncommercial", "Not for commercial use"),
    Code("by_agreement", "By agreement"),
    Code("unknown", "Unknown"),
)

SUBMISSION_STATUSES = (
    Code(1, "Submission under review"),
    Code(50, "Imported and under review"),
    Code(100, "Imported and published"),
    Code(200, "Submission published"),
    Code(250, "Submission rejected"),
    Code(1000, "Delisted"),
    Code(1001, "Delisted, duplicate"),
    Code(1002, "Delisted, no longer active"),
    Code(1005, "Delisted, superseded"),
    Code(1010, "Delisted, private"),
    Code(1020, "Delisted, removed by the data provider"),
)

LEVELS = (
    Code(1, "Level 1: low (under 2 kW)"),
    Code(2, "Level 2: medium (over 2 kW)"),
    Code(3, "Level 3: high (over 40 kW)"),
)

OUTCOMES = (
    Code("complete", "Complete"),
    Code("capped", "Capped at the number asked for"),
    Code("stopped", "Stopped before the end"),
)

CHANGE_KINDS = (
    Code("added", "Added"),
    Code("gone", "Gone"),
    Code("appeared", "Added, or matches the filters now"),
    Code("disappeared", "Gone, or matches the filters no longer"),
    Code("status", "Status changed"),
    Code("power_up", "More power"),
    Code("power_down", "Less power"),
    Code("moved", "Moved"),
    Code("other", "Other change"),
    Code("not_asked_before", "Not asked for before"),
    Code("not_asked_now", "Not asked for now"),
)
