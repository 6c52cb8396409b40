"""Allowed values of the coded fields, with the words that users read for them.

The values are for life like field names: styles and expressions are keyed on them.
"""

from __future__ import annotations

from .field import Code


def codes(**words: str) -> tuple[Code, ...]:
    """Values that are texts, each with its words."""
    return tuple(Code(value, label) for value, label in words.items())


MATCH = codes(yes="Yes", cannot_tell="Uncertain")

OPERATOR_KINDS = codes(
    network="Charging network", host="Business at the location", private="Private person", unknown="Unknown"
)

ACCESS_CLASSES = codes(
    public="Public",
    restricted="Restricted",
    on_notice="On notice",
    private_or_customers="Staff, visitors or customers",
    unknown="Unknown",
)

STATUS_CLASSES = codes(
    operational="Operational",
    partly="Partly operational",
    temp_unavailable="Temporarily unavailable",
    not_operational="Not operational",
    planned="Planned",
    removed="Removed",
    unknown="Unknown",
)

STATUS_BASES = codes(stated="Stated", connections="From the connections", none="Not stated")

MAP_STATES = tuple(code for code in STATUS_CLASSES if code.value != "removed")

POINTS_BASES = codes(stated="Stated", dual_dc_rule="CCS and CHAdeMO counted once", sum_quantity="Sum of the connectors")

KW_BASES = (
    *codes(stated="Stated", stated_eq_av="Stated or computed (amps × volts)"),
    *codes(import_estimate="Estimated by the importer", computed_dc_upper="At most, from amps × volts"),
    *codes(computed_ac1="From amps × volts, one phase", computed_ac3="From amps × volts, three phases"),
    *codes(computed_ac="From amps × volts, phases not known"),
    *codes(level_only="Unknown, range of the level", type_only="Unknown, range of the connector"),
    *codes(none="Unknown"),
)

CURRENTS = codes(ac1="AC, single phase", ac3="AC, three phases", ac="AC, phases not known", dc="DC", unknown="Unknown")

CURRENT_BASES = codes(stated="Stated", inferred="Inferred from the connector")

CURRENT_MIXES = codes(ac="AC", dc="DC", both="AC and DC", unknown="Unknown")

_POWERS = ("unknown", "under 7.4 kW", "7.4-22 kW", "22-50 kW", "50-150 kW", "150-350 kW", "350 kW and more")
POWER_CLASSES = tuple(Code(value, label) for value, label in enumerate(_POWERS))
MAP_CLASSES = (Code(-2, "Not operational"), Code(-1, "Planned"), *POWER_CLASSES)
POWER_CLASS_NAMES = tuple(Code(code.label, f"{code.label[:1].upper()}{code.label[1:]}") for code in POWER_CLASSES)

STANDARDS = (
    *codes(type1="Type 1", type2="Type 2", type3="Type 3"),
    *codes(ccs1="CCS 1", ccs2="CCS 2", chademo="CHAdeMO", nacs="NACS"),
    *codes(gbt_ac="GB/T AC", gbt_dc="GB/T DC", chaoji="ChaoJi"),
    *codes(tesla_sx="Tesla S/X", tesla_roadster="Tesla Roadster"),
    *codes(domestic="Domestic socket", industrial="Industrial socket"),
    *codes(wireless="Wireless", battery_swap="Battery swap"),
    *codes(other="Other", unknown="Unknown"),
)

LICENSE_CLASSES = codes(
    open="Open",
    open_sharealike="Open, share alike",
    noncommercial="Not for commercial use",
    by_agreement="By agreement",
    unknown="Unknown",
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

OUTCOMES = codes(complete="Complete", capped="Capped at the number asked for", stopped="Stopped before the end")

CHANGE_KINDS = (
    *codes(added="Added", gone="Gone"),
    *codes(appeared="Added, or matches the filters now", disappeared="Gone, or matches the filters no longer"),
    *codes(status="Status changed", power_up="More power", power_down="Less power"),
    *codes(moved="Moved", other="Other change"),
    *codes(not_asked_before="Not asked for before", not_asked_now="Not asked for now"),
)
