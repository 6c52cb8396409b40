"""First part of the station's fields: what it is, where, whose, who may use it, whether it works."""

from __future__ import annotations

from . import codes
from .field import Field

_IDENTITY = (
    Field("ocm_id", "int64", "", "OCM id", "Number of the site at Open Charge Map; the key.", "ID", ""),
    Field("ocm_uuid", "text", "", "OCM UUID", "Globally unique id of the site.", "UUID", ""),
    Field("name", "text", "", "Name", "Title of the site.", "AddressInfo.Title", "Several sites share a name."),
    Field(
        "match",
        "text",
        "",
        "Meets the search",
        "Whether the site surely meets the filters of the search.",
        "Filters judged here with three values, on one and the same connection",
        "cannot_tell is not no: the data lack what the filter asks.",
        codes.MATCH,
    ),
)

_ADDRESS = (
    Field(
        "address", "text", "", "Address", "Street address, both lines.", "AddressInfo.AddressLine1, AddressLine2", ""
    ),
    Field("town", "text", "", "Town", "Town.", "AddressInfo.Town", ""),
    Field(
        "state",
        "text",
        "",
        "State or province",
        "State or province as received.",
        "AddressInfo.StateOrProvince",
        "Free text: VIC, Vic and Victoria all occur.",
    ),
    Field("postcode", "text", "", "Postcode", "Postcode.", "AddressInfo.Postcode", ""),
    Field(
        "country_iso2",
        "text",
        "",
        "Country code",
        "ISO 3166 code of the country, two letters.",
        "AddressInfo.CountryID through the reference data",
        "A few sites lie in another country than they say.",
        is_shared=True,
    ),
    Field(
        "country",
        "text",
        "",
        "Country",
        "Name of the country.",
        "AddressInfo.CountryID through the reference data",
        "A few sites lie in another country than they say.",
        is_shared=True,
    ),
    Field(
        "lat",
        "real",
        "degrees",
        "Latitude",
        "Latitude, WGS 84, as received.",
        "AddressInfo.Latitude",
        "About 4 % of all sites share their coordinates with another.",
    ),
    Field("lon", "real", "degrees", "Longitude", "Longitude, WGS 84, as received.", "AddressInfo.Longitude", ""),
)

_OPERATOR = (
    Field("operator_id", "int", "", "Operator id", "Number of the operator.", "OperatorID", ""),
    Field(
        "operator",
        "text",
        "",
        "Operator",
        "Name of the operator.",
        "OperatorID through the reference data",
        "Networks are renamed: compare operator_id.",
        is_shared=True,
    ),
    Field(
        "operator_known",
        "bool",
        "",
        "Operator known",
        "Whether Open Charge Map names an operator.",
        "OperatorID neither missing nor 1 (unknown)",
        "An unknown operator is not an independent one.",
    ),
    Field(
        "operator_kind",
        "text",
        "",
        "Kind of operator",
        "Charging network, business at the location, private person or unknown.",
        "OperatorID: 44 private, 45 host, missing or 1 unknown; IsPrivateIndividual of the reference data",
        "",
        codes.OPERATOR_KINDS,
    ),
    Field(
        "operator_url",
        "text",
        "",
        "Operator's web site",
        "Web address of the operator.",
        "Operator's WebsiteURL in the reference data",
        "",
        is_shared=True,
    ),
    Field(
        "operator_ref",
        "text",
        "",
        "Operator's reference",
        "The operator's own number of the site.",
        "OperatorsReference",
        "",
    ),
)

_USAGE = (
    Field("usage_id", "int", "", "Usage type id", "Number of the usage type.", "UsageTypeID", ""),
    Field(
        "usage",
        "text",
        "",
        "Usage type",
        "Who may use it, in the words of Open Charge Map.",
        "UsageTypeID",
        "",
        is_shared=True,
    ),
    Field(
        "access_class",
        "text",
        "",
        "Access",
        "Who may charge here.",
        "UsageTypeID: 1, 4, 5, 7 public; 2 restricted; 3 on notice; 6 staff, visitors or customers; else unknown",
        "Says nothing of the price.",
        codes.ACCESS_CLASSES,
    ),
    Field(
        "needs_membership",
        "bool",
        "",
        "Needs membership",
        "Whether a membership is needed.",
        "IsMembershipRequired of the usage type",
        "NULL for plain “Public”: not stated.",
    ),
    Field(
        "pay_at_site",
        "bool",
        "",
        "Pay at the site",
        "Whether one pays at the site.",
        "IsPayAtLocation of the usage type",
        "NULL for plain “Public”: not stated.",
    ),
    Field(
        "needs_key",
        "bool",
        "",
        "Needs a key",
        "Whether a key or card is needed.",
        "IsAccessKeyRequired of the usage type",
        "NULL for plain “Public”: not stated.",
    ),
    Field(
        "cost_text",
        "text",
        "",
        "Cost",
        "Price as somebody wrote it, at most 200 characters.",
        "UsageCost",
        "Free text in any language, missing at most sites.",
    ),
    Field(
        "is_free",
        "bool",
        "",
        "Free of charge",
        "Whether charging costs nothing: yes only if the text says so and names no price.",
        "UsageCost read for words and prices in several languages",
        "Free parking is not free charging. NULL when the text does not tell.",
    ),
)

_STATUS = (
    Field("status_id", "int", "", "Status id", "Number of the operational status.", "StatusTypeID", ""),
    Field(
        "status",
        "text",
        "",
        "Status",
        "Operational status in the words of Open Charge Map.",
        "StatusTypeID",
        "“Not Operational” contains “Operational”: compare status_class.",
        is_shared=True,
    ),
    Field(
        "status_class",
        "text",
        "",
        "Status class",
        "Operational status, by number.",
        "StatusTypeID: 10, 20, 50 operational; 75 partly; 30 temporarily unavailable; 100 not operational; "
        "150 planned; 200, 210 removed; else unknown. Of the connections where the site states none: see status_basis",
        "Coarse and often old: see days_since_verified.",
        codes.STATUS_CLASSES,
    ),
    Field(
        "status_basis",
        "text",
        "",
        "Status from",
        "Whether the site states its status, or its connections do.",
        "StatusTypeID unless it is missing, 0, or contradicted by every connection; else Connections[].StatusTypeID",
        "A site whose connections are all out is out, whatever it says. A silent one of which some work is “partly”.",
        codes.STATUS_BASES,
    ),
    Field(
        "counts_now",
        "bool",
        "",
        "Counts now",
        "Whether the site counts as usable today: yes for operational and partly, no for planned, removed and not "
        "operational.",
        "status_class and is_planned",
        "NULL for unknown and temporarily unavailable, though Open Charge Map marks the latter operational.",
    ),
    Field(
        "is_planned",
        "bool",
        "",
        "Planned",
        "Whether the site is planned, not built.",
        "StatusTypeID 150, or DatePlanned after the day of the search",
        "The API returns planned sites with all others. NULL when the status is unknown and no day is planned.",
    ),
)

SITE_FIELDS = (
    *_IDENTITY,
    *_ADDRESS,
    *_OPERATOR,
    *_USAGE,
    *_STATUS,
)
