"""Moments as stores keep them."""

from __future__ import annotations

from datetime import datetime, timezone


def time_for_store(moment: datetime) -> str:
    """A moment in UTC as GeoPackages have it, zone included, to the second: QGIS 3.22 drops what is finer.

    One that does not say its zone is in UTC.
    """
    if moment.tzinfo is not None:
        moment = moment.astimezone(timezone.utc)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"
