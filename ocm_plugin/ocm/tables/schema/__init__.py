"""The tables this plugin makes, field by field: the one place where names, types, units and meanings are written.

Aliases and tool tips of the forms, `docs/fields.md`, the KML schema and the rows of `derive.rows` all follow these
tuples, in this order. Field names are for life: people's models, styles and expressions hang on them.
"""

from __future__ import annotations

from .children import COMMENT_FIELDS, MEDIA_FIELDS
from .connection import CONNECTION_FIELDS
from .field import FIELD_TYPES, Code, Field
from .provenance import PROVIDER_FIELDS, QUERY_FIELDS
from .station_looks import LOOK_FIELDS
from .station_power import POWER_FIELDS
from .station_record import RECORD_FIELDS
from .station_site import SITE_FIELDS

STATION_FIELDS = (*SITE_FIELDS, *POWER_FIELDS, *LOOK_FIELDS, *RECORD_FIELDS)
"""One row per Open Charge Map site, a point in EPSG:4326."""

TABLES = {
    "stations": STATION_FIELDS,
    "ocm_connections": CONNECTION_FIELDS,
    "ocm_comments": COMMENT_FIELDS,
    "ocm_media": MEDIA_FIELDS,
    "ocm_queries": QUERY_FIELDS,
    "ocm_providers": PROVIDER_FIELDS,
}
"""Fields by the name of their table in a GeoPackage."""

__all__ = [
    "COMMENT_FIELDS",
    "CONNECTION_FIELDS",
    "FIELD_TYPES",
    "MEDIA_FIELDS",
    "PROVIDER_FIELDS",
    "QUERY_FIELDS",
    "STATION_FIELDS",
    "TABLES",
    "Code",
    "Field",
]
