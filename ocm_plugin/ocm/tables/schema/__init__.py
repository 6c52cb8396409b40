"""The tables this plugin makes, field by field: the one place where names, types, units and meanings are written.

Aliases and tool tips of the forms, `docs/fields.md`, the KML schema and the rows of `derive.rows` all follow these
tuples, in this order. Field names are for life: people's models, styles and expressions hang on them.
"""

from __future__ import annotations

from ...translation import marked
from .children import COMMENT_FIELDS, MEDIA_FIELDS
from .connection import CONNECTION_FIELDS
from .field import FIELD_TYPES, Code, Field
from .provenance import PROVIDER_FIELDS, QUERY_FIELDS
from .station_power import LOOK_FIELDS, POWER_FIELDS
from .station_record import RECORD_FIELDS
from .station_site import SITE_FIELDS

STATION_FIELDS = (*SITE_FIELDS, *POWER_FIELDS, *LOOK_FIELDS, *RECORD_FIELDS)
"""One row per Open Charge Map site, a point in EPSG:4326."""

STATIONS = "stations"
CONNECTIONS = "ocm_connections"
COMMENTS = "ocm_comments"
MEDIA = "ocm_media"
CHILDREN = (CONNECTIONS, COMMENTS, MEDIA)
"""Tables with many rows to one station, by `ocm_id`."""

QUERIES = "ocm_queries"
PROVIDERS = "ocm_providers"
"""Where the stations come from, and the ledger of licences: tables that only files have."""

TABLES = {
    STATIONS: STATION_FIELDS,
    CONNECTIONS: CONNECTION_FIELDS,
    COMMENTS: COMMENT_FIELDS,
    MEDIA: MEDIA_FIELDS,
    QUERIES: QUERY_FIELDS,
    PROVIDERS: PROVIDER_FIELDS,
}
"""Fields by the name of their table in a GeoPackage."""

TITLES = {
    STATIONS: marked("Charging stations"),
    CONNECTIONS: marked("Connections"),
    COMMENTS: marked("Comments"),
    MEDIA: marked("Photos"),
    QUERIES: marked("Searches"),
    PROVIDERS: marked("Data providers"),
}
"""What the tables are called for people; `tr` says it."""

__all__ = [
    "CHILDREN",
    "COMMENTS",
    "COMMENT_FIELDS",
    "CONNECTIONS",
    "CONNECTION_FIELDS",
    "FIELD_TYPES",
    "MEDIA",
    "MEDIA_FIELDS",
    "PROVIDERS",
    "PROVIDER_FIELDS",
    "QUERIES",
    "QUERY_FIELDS",
    "STATIONS",
    "STATION_FIELDS",
    "TABLES",
    "TITLES",
    "Code",
    "Field",
]
