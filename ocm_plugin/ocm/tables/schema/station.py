"""Fields of the station layer: one row per Open Charge Map site, a point in EPSG:4326."""

from __future__ import annotations

from .station_looks import LOOK_FIELDS
from .station_power import POWER_FIELDS
from .station_record import RECORD_FIELDS
from .station_site import SITE_FIELDS

STATION_FIELDS = (*SITE_FIELDS, *POWER_FIELDS, *LOOK_FIELDS, *RECORD_FIELDS)
