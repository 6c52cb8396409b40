"""First part of the station's fields: what it is, where, whose, who may use it, whether it works."""

from __future__ import annotations

from . import codes
from .field import Field

_NOT_STATED = "NULL for plain “Public”: not stated."

# A table: a few lines for each field.
# fmt: off
_IDENTITY = (
    Field("ocm_id", "int64", "OCM id", path="station.id",
          meaning="Number of the site at Open Charge Map; the key.", source="ID"),
    Field("ocm_uuid", "text", "OCM UUID", path="station.uuid",
          meaning="Globally unique id of the site.", source="UUID"),
    Field("name", "text", "Name", path="station.title",
          meaning="Title of the site.", source="AddressInfo.Title", trap="Several sites share a name."),
    Field("match", "text", "Meets the search", codes=codes.MATCH,
          meaning="Whether the site surely meets the filters of the search.",
          source="Filters judged here with three values, on one and the same connection",
          trap="cannot_tell is not no: the data lack what the filter asks."),
)

_ADDRESS = (
    Field("address", "text", "Address",
          meaning="Street address, both lines.", source="AddressInfo.AddressLine1, AddressLine2"),
    Field("town", "text", "Town", path="station.town",
          meaning="Town.", source="AddressInfo.Town"),
    Field("state", "text", "State or province", path="station.state",
          meaning="State or province as received.", source="AddressInfo.StateOrProvince",
          trap="Free text: VIC, Vic and Victoria all occur."),
    Field("postcode", "text", "Postcode", path="station.postcode",
          meaning="Postcode.", source="AddressInfo.Postcode"),
    Field("country_iso2", "text", "Country code", is_shared=True, path="country.iso",
          meaning="ISO 3166 code of the country, two letters.",
          source="AddressInfo.CountryID through the reference data",
          trap="A few sites lie in another country than they say."),
    Field("country", "text", "Country", is_shared=True, path="country.title",
          meaning="Name of the country.", source="AddressInfo.CountryID through the reference data",
          trap="A few sites lie in another country than they say."),
    Field("lat", "real", "Latitude", unit="degrees", path="station.latitude",
          meaning="Latitude, WGS 84, as received.", source="AddressInfo.Latitude",
          trap="About 4 % of all sites share their coordinates with another."),
    Field("lon", "real", "Longitude", unit="degrees", path="station.longitude",
          meaning="Longitude, WGS 84, as received.", source="AddressInfo.Longitude"),
)

_OPERATOR = (
    Field("operator_id", "int", "Operator id", path="station.operator_id",
          meaning="Number of the operator.", source="OperatorID"),
    Field("operator", "text", "Operator", is_shared=True, path="operator.title",
          meaning="Name of the operator.", source="OperatorID through the reference data",
          trap="Networks are renamed: compare operator_id."),
    Field("operator_known", "bool", "Operator known", path="operator.is_known",
          meaning="Whether Open Charge Map names an operator.", source="OperatorID neither missing nor 1 (unknown)",
          trap="An unknown operator is not an independent one."),
    Field("operator_kind", "text", "Kind of operator", codes=codes.OPERATOR_KINDS, path="operator.kind",
          meaning="Charging network, business at the location, private person or unknown.",
          source="OperatorID: 44 private, 45 host, missing or 1 unknown; IsPrivateIndividual of the reference data"),
    Field("operator_url", "text", "Operator's web site", is_shared=True, path="operator.url",
          meaning="Web address of the operator.", source="Operator's WebsiteURL in the reference data"),
    Field("operator_ref", "text", "Operator's reference", path="station.operator_reference",
          meaning="The operator's own number of the site.", source="OperatorsReference"),
)

_USAGE = (
    Field("usage_id", "int", "Usage type id", path="station.usage_id",
          meaning="Number of the usage type.", source="UsageTypeID"),
    Field("usage", "text", "Usage type", is_shared=True, path="usage.title",
          meaning="Who may use it, in the words of Open Charge Map.", source="UsageTypeID"),
    Field("access_class", "text", "Access", codes=codes.ACCESS_CLASSES, path="usage.access_class",
          meaning="Who may charge here.",
          source="UsageTypeID: 1, 4, 5, 7 public; 2 restricted; 3 on notice; 6 staff, visitors or customers; else "
                 "unknown",
          trap="Says nothing of the price."),
    Field("needs_membership", "bool", "Needs membership", path="usage.needs_membership",
          meaning="Whether a membership is needed.", source="IsMembershipRequired of the usage type", trap=_NOT_STATED),
    Field("pay_at_site", "bool", "Pay at the site", path="usage.pay_at_site",
          meaning="Whether one pays at the site.", source="IsPayAtLocation of the usage type", trap=_NOT_STATED),
    Field("needs_key", "bool", "Needs a key", path="usage.needs_key",
          meaning="Whether a key or card is needed.", source="IsAccessKeyRequired of the usage type", trap=_NOT_STATED),
    Field("cost_text", "text", "Cost", path="station.usage_cost",
          meaning="Price as contributors wrote it, at most 200 characters.", source="UsageCost",
          trap="Free text in any language, missing at most sites."),
    Field("is_free", "bool", "Free of charge",
          meaning="Whether charging costs nothing: yes only if the text says so and names no price.",
          source="UsageCost read for words and prices in several languages",
          trap="Free parking is not free charging. NULL when the text does not say."),
)

_STATUS = (
    Field("status_id", "int", "Status id", path="station.status_id",
          meaning="Number of the operational status.", source="StatusTypeID"),
    Field("status", "text", "Status", is_shared=True,
          meaning="Operational status in the words of Open Charge Map.", source="StatusTypeID",
          trap="“Not Operational” contains “Operational”: compare status_class."),
    Field("status_class", "text", "Status class", codes=codes.STATUS_CLASSES,
          meaning="Operational status, by number.",
          source="StatusTypeID: 10, 20, 50 operational; 75 partly; 30 temporarily unavailable; 100 not operational; "
                 "150 planned; 200, 210 removed; else unknown. Of the connections where the site states none: see "
                 "status_basis",
          trap="Coarse and often old: see days_since_verified."),
    Field("status_basis", "text", "Status from", codes=codes.STATUS_BASES,
          meaning="Whether the site states its status, or its connections do.",
          source="StatusTypeID unless it is missing, 0, or contradicted by every connection; else "
                 "Connections[].StatusTypeID",
          trap="Out of service if all its connections are, in spite of its status; “partly” without one if some of "
               "them work."),
    Field("counts_now", "bool", "Counts now",
          meaning="Whether the site counts as usable today: yes for operational and partly, no for planned, removed "
                  "and not operational.",
          source="status_class and is_planned",
          trap="NULL for unknown and temporarily unavailable, though Open Charge Map marks the latter operational."),
    Field("is_planned", "bool", "Planned",
          meaning="Whether the site is planned, not built.",
          source="StatusTypeID 150, or DatePlanned after the day of the search",
          trap="The API returns planned sites with all others. NULL when the status is unknown and no day is planned."),
)

SITE_FIELDS = (
    *_IDENTITY,
    *_ADDRESS,
    *_OPERATOR,
    *_USAGE,
    *_STATUS,
)
