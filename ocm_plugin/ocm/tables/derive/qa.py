"""Codes of what looks wrong in a record. Values are flagged, never repaired."""

from __future__ import annotations

from ...translation import marked

NO_NAME = "no_name"
NO_COUNTRY = "no_country"
ZERO_COORDINATES = "zero_coordinates"
NO_CONNECTIONS = "no_connections"
CONNECTIONS_REMOVED = "connections_removed"
ALL_CONNECTIONS_OUT = "all_connections_out"
SOME_CONNECTIONS_OUT = "some_connections_out"
SOME_CONNECTIONS_PLANNED = "some_connections_planned"
POINTS_OUT_OF_BOUNDS = "points_out_of_bounds"
PLANNED_IN_OPERATION = "planned_in_operation"
NEW_STATUS = "new_status"
NEW_USAGE = "new_usage"
QUANTITY_MISSING = "quantity_missing"
QUANTITY_IMPLAUSIBLE = "quantity_implausible"
NEW_CONNECTOR_TYPE = "new_connector_type"
NEW_CURRENT_TYPE = "new_current_type"
DC_TYPE_WITH_AC = "dc_type_with_ac"
AC_TYPE_WITH_DC = "ac_type_with_dc"
AC_ABOVE_60_KW = "ac_above_60_kw"
DC_ABOVE_1000_KW = "dc_above_1000_kw"
KW_IMPLAUSIBLE = "kw_implausible"
KW_DIFFERS_FROM_AV = "kw_differs_from_av"
KW_PHASE_VOLTAGE = "kw_phase_voltage"

STATION_FLAGS = {
    NO_NAME: marked("The site has no name."),
    NO_COUNTRY: marked("The country is missing or not in the reference data."),
    ZERO_COORDINATES: marked("Latitude and longitude are both 0, off the coast of Africa."),
    NO_CONNECTIONS: marked("No equipment is listed."),
    CONNECTIONS_REMOVED: marked("All the equipment that is listed was removed."),
    ALL_CONNECTIONS_OUT: marked(
        "Said to be in service, but every connection is out or planned; the connections count."
    ),
    SOME_CONNECTIONS_OUT: marked("Some connections are not operational; the figures of the site are of the others."),
    SOME_CONNECTIONS_PLANNED: marked("Some connections are planned; the figures of the site are of the others."),
    POINTS_OUT_OF_BOUNDS: marked(
        "The number of points as received contradicts the connectors or is absurd, and was not used."
    ),
    PLANNED_IN_OPERATION: marked("Planned for a later day, yet marked as operating."),
    NEW_STATUS: marked("The operational status is newer than this plugin."),
    NEW_USAGE: marked("The usage type is newer than this plugin."),
}
"""What concerns the site; the flags of its connections stand beside them."""

CONNECTION_FLAGS = {
    QUANTITY_MISSING: marked("The quantity is missing or 0; 1 is used."),
    QUANTITY_IMPLAUSIBLE: marked("The quantity is negative or above 1,000; 1 is used."),
    NEW_CONNECTOR_TYPE: marked("The connector type is newer than this plugin and counted under “other”."),
    NEW_CURRENT_TYPE: marked("The current type is newer than this plugin."),
    DC_TYPE_WITH_AC: marked("A DC connector with an AC current type."),
    AC_TYPE_WITH_DC: marked("An AC connector with the DC current type."),
    AC_ABOVE_60_KW: marked("More than 60 kW of AC."),
    DC_ABOVE_1000_KW: marked("More than 1,000 kW, of DC or unknown current: perhaps watts, perhaps a megawatt system."),
    KW_IMPLAUSIBLE: marked("The power is negative or beyond any machine; it was not used."),
    KW_DIFFERS_FROM_AV: marked("The power differs from amps × volts by more than a tenth."),
    KW_PHASE_VOLTAGE: marked(
        "The power was computed for one phase, or as if 230 V were the voltage between phases; it may be "
        "√3 to 3 times as much."
    ),
}
