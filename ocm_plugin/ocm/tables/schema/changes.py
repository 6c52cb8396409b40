"""Fields of what a comparison of two results gives: one row a station, and one a value that has changed."""

from __future__ import annotations

from .codes import CHANGE_KINDS, LICENSE_CLASSES, STATUS_CLASSES
from .field import Field

COMPARED = "Comparison of two results."

ARROW = " → "
"""Between a value before and the value now."""

CREDIT_FIELDS = (
    Field("provider_id", "int", "", "Data provider number", "Number of the data provider.", "provider_id", ""),
    Field("provider", "text", "", "Data provider", "Whose data the station is.", "provider", ""),
    Field("provider_license", "text", "", "Licence", "Licence of the data provider.", "provider_license", ""),
    Field("provider_url", "text", "", "Provider's web page", "Web page of the data provider.", "provider_url", ""),
    Field(
        "license_class",
        "text",
        "",
        "Licence class",
        "What the licence allows.",
        "license_class",
        "",
        codes=LICENSE_CLASSES,
    ),
    Field("attribution", "text", "", "Attribution", "What is to be shown with the station.", "attribution", ""),
)
"""As stations have them: who is to be named, and whether the data may be passed on."""

CHANGE_FIELDS = (
    Field("ocm_id", "int", "", "OCM number", "Number of the station in Open Charge Map.", "ID", ""),
    Field("name", "text", "", "Name", "Name of the station, in the newer result if it is there.", "name", ""),
    Field(
        "change",
        "text",
        "",
        "Change",
        "What has happened to the station; of several changes, the first in the order of the legend.",
        COMPARED,
        "Gone is said only where the newer result is complete, unfiltered and asks for the place.",
        codes=CHANGE_KINDS,
    ),
    Field("changed_fields", "text", "", "Changed fields", "The fields that differ, separated by commas.", COMPARED, ""),
    Field(
        "changed_values",
        "text",
        "",
        "Changed values",
        "Each value that differs, a line each: field, value before, arrow, value now.",
        COMPARED,
        "Long values are cut; the table of changed values has them in full.",
    ),
    Field("moved_m", "real", "m", "Moved", "How far the station has moved, on the ellipsoid.", COMPARED, ""),
    Field("max_kw_old", "real", "kW", "Maximum power before", "Field max_kw of the older result.", "max_kw", ""),
    Field("max_kw_new", "real", "kW", "Maximum power now", "Field max_kw of the newer result.", "max_kw", ""),
    Field(
        "status_old",
        "text",
        "",
        "Status before",
        "Field status_class of the older result.",
        "status_class",
        "",
        STATUS_CLASSES,
    ),
    Field(
        "status_new",
        "text",
        "",
        "Status now",
        "Field status_class of the newer result.",
        "status_class",
        "",
        STATUS_CLASSES,
    ),
    Field("operator", "text", "", "Operator", "Operator, in the newer result if the station is there.", "operator", ""),
    *CREDIT_FIELDS,
    Field("view_url", "text", "", "Web page", "The station's page at Open Charge Map.", "view_url", ""),
)

VALUE_CHANGE_FIELDS = (
    Field("ocm_id", "int", "", "OCM number", "Number of the station in Open Charge Map.", "ID", ""),
    Field("field", "text", "", "Field", "Name of the field that differs; geometry for the position.", COMPARED, ""),
    Field("old", "text", "", "Before", "Its value in the older result, as text.", COMPARED, ""),
    Field("new", "text", "", "Now", "Its value in the newer result, as text.", COMPARED, ""),
    *CREDIT_FIELDS,
)
