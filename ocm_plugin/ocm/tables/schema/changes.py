"""Fields of what a comparison of two results gives: one row a station, and one a value that has changed."""

from __future__ import annotations

from .codes import CHANGE_KINDS, LICENSE_CLASSES, STATUS_CLASSES
from .field import Field

COMPARED = "Comparison of two results."

ARROW = " → "
"""Between a value before and the value now."""
ARROWS_IN_VALUES = {" →": "\N{NO-BREAK SPACE}→", "→ ": "→\N{NO-BREAK SPACE}"}
"""What stands for it within values, such as names of motorway stations: looks the same, and is no boundary."""

# A table: a few lines for each field.
# fmt: off
CREDIT_FIELDS = (
    Field("provider_id", "int", "Data provider number",
          meaning="Number of the data provider.", source="provider_id"),
    Field("provider", "text", "Data provider",
          meaning="Whose data the station is.", source="provider"),
    Field("provider_license", "text", "Licence",
          meaning="Licence of the data provider.", source="provider_license"),
    Field("provider_url", "text", "Provider's web page",
          meaning="Web page of the data provider.", source="provider_url"),
    Field("license_class", "text", "Licence class", codes=LICENSE_CLASSES,
          meaning="What the licence allows.", source="license_class"),
    Field("attribution", "text", "Attribution",
          meaning="What is to be shown with the station.", source="attribution"),
)
"""As stations have them: who is to be named, and whether the data may be passed on."""

CHANGE_FIELDS = (
    Field("ocm_id", "int", "OCM number",
          meaning="Number of the station in Open Charge Map.", source="ID"),
    Field("name", "text", "Name",
          meaning="Name of the station, in the newer result if it is there.", source="name"),
    Field("change", "text", "Change", codes=CHANGE_KINDS,
          meaning="What has happened to the station; of several changes, the first in the order of the legend.",
          source=COMPARED,
          trap="Gone is said only where the newer result is complete, unfiltered and asks for the place."),
    Field("changed_fields", "text", "Changed fields",
          meaning="The fields that differ, separated by commas.", source=COMPARED),
    Field("changed_values", "text", "Changed values",
          meaning="Each value that differs, a line each: field, value before, arrow, value now.", source=COMPARED,
          trap="Long values are cut; the table of changed values has them in full."),
    Field("moved_m", "real", "Moved", unit="m",
          meaning="How far the station has moved, on the ellipsoid.", source=COMPARED),
    Field("max_kw_old", "real", "Maximum power before", unit="kW",
          meaning="Field max_kw of the older result.", source="max_kw"),
    Field("max_kw_new", "real", "Maximum power now", unit="kW",
          meaning="Field max_kw of the newer result.", source="max_kw"),
    Field("status_old", "text", "Status before", codes=STATUS_CLASSES,
          meaning="Field status_class of the older result.", source="status_class"),
    Field("status_new", "text", "Status now", codes=STATUS_CLASSES,
          meaning="Field status_class of the newer result.", source="status_class"),
    Field("operator", "text", "Operator",
          meaning="Operator, in the newer result if the station is there.", source="operator"),
    *CREDIT_FIELDS,
    Field("view_url", "text", "Web page",
          meaning="The station's page at Open Charge Map.", source="view_url"),
)

VALUE_CHANGE_FIELDS = (
    Field("ocm_id", "int", "OCM number",
          meaning="Number of the station in Open Charge Map.", source="ID"),
    Field("field", "text", "Field",
          meaning="Name of the field that differs; geometry for the position.", source=COMPARED),
    Field("old", "text", "Before",
          meaning="Its value in the older result, as text.", source=COMPARED),
    Field("new", "text", "Now",
          meaning="Its value in the newer result, as text.", source=COMPARED),
    *CREDIT_FIELDS,
)

COMPARISONS: dict[str, tuple[Field, ...]] = {"changes": CHANGE_FIELDS, "changed_values": VALUE_CHANGE_FIELDS}
"""The outputs of a comparison by name. No store keeps them, so that they are none of its tables."""
