"""The user's settings: one typed value over the group "OpenChargeMap" of QgsSettings.

    settings = Settings.load()
    replace(settings, page_size=500).save()

Being a plain value it may be read in any thread; `load` and `save` belong to the main thread.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from qgis.core import QgsNetworkAccessManager, QgsSettings

from ..ocm.http.base_url import DEFAULT_BASE_URL, base_url
from ..ocm.http.limits import PAGE_SIZE, TIMEOUT_S
from ..ocm.translation import marked

GROUP = "OpenChargeMap"
URL_VARIABLE = "OCM_API_URL"
"""Environment variable that overrides the base URL, for servers and scripts."""

TEMPORARY = "temporary"
GEOPACKAGE = "geopackage"
API = "api"
DEMO = "demo"
FILE, MIRROR = "file", "mirror"
"""A file of stations, and a mirror: users are asked which. Requests and runs name both by their paths instead."""
SOURCES: Mapping[str, str] = {
    API: marked("Open Charge Map"),
    DEMO: marked("Demo data (invented)"),
    FILE: marked("POI file"),
    MIRROR: marked("Mirror"),
}
"""What users choose from, with the words. Models and scripts store the values: they are for life."""

PAGE_SIZES = (10, 20_000)
"""Least and most stations per request."""
TIMEOUTS_S = (5, 600)
"""Shortest and longest time limit of a request, in seconds."""
HELD_HOURS = (0, 720)
"""Shortest and longest time for which results answer later searches."""
MIRROR_DAYS = (1, 3_650)
"""Least and greatest age at which a mirror is asked by itself."""

_CHOICES: Mapping[str, tuple[str, ...]] = {"output": (TEMPORARY, GEOPACKAGE), "source": (API, DEMO)}
_RANGES: Mapping[str, tuple[int, int]] = {
    "page_size": PAGE_SIZES,
    "timeout_s": TIMEOUTS_S,
    "mirror_days": MIRROR_DAYS,
    "held_hours": HELD_HOURS,
}
_LONGEST_TEXT = 20_000
"""Characters; QGIS keeps all its settings in one file, which is no place for more."""


@dataclass(frozen=True)
class Settings:
    """All settings. A stored value that is missing or invalid counts as the default."""

    base_url: str = DEFAULT_BASE_URL
    """As the user typed it."""
    page_size: int = PAGE_SIZE
    """Stations per request."""
    timeout_s: int = round(TIMEOUT_S)
    """Seconds without a byte from the server; QGIS' own limit (`qgis_timeout_s`) applies as well."""
    output: str = TEMPORARY
    """Where the dialog puts results: TEMPORARY or GEOPACKAGE."""
    geopackage_folder: str = ""
    """Where the last GeoPackage was made."""
    style: str = "afir"
    """What new layers look like: the name of a style, "none", or the path of a QML file of the user's own."""
    source: str = API
    """What the dialog searched last: API or DEMO."""
    mirror: str = ""
    """The address of the mirror that answers searches of the areas it covers; none by default."""
    mirror_days: int = 30
    """A mirror whose stations are older than so many days is asked only when it is chosen as source."""
    held_hours: int = 24
    """What a search has brought answers others of the same places for so many hours; 0: never."""
    geocoder: str = ""
    """The address of the Nominatim service that finds places; none for the one that QGIS itself asks."""
    places: str = ""
    """The places that were used before (`geocoder.remembered`)."""
    last_search: str = ""
    """The dialog's last search as JSON (`ocm.search.to_json`); none when it was too long to be kept."""

    @property
    def server(self) -> str:
        """The normal base URL in force, the environment's if that names one. Raises SettingsError."""
        given = base_url_from_environment()
        return base_url(given, URL_VARIABLE) if given else base_url(self.base_url)

    @classmethod
    def load(cls) -> Settings:
        """The stored settings."""
        stored = QgsSettings()
        return cls(**{f.name: _meant(f.name, stored.value(f"{GROUP}/{f.name}"), f.default) for f in fields(cls)})

    def save(self) -> None:
        """Store all of them. Defaults are not written, so that a later default reaches everybody."""
        stored = QgsSettings()
        for field in fields(self):
            value = _meant(field.name, getattr(self, field.name), field.default)
            if value == field.default:
                stored.remove(f"{GROUP}/{field.name}")
            else:
                stored.setValue(f"{GROUP}/{field.name}", value)


def base_url_from_environment() -> str:
    """The base URL that the environment sets in place of the user's, or nothing."""
    return os.environ.get(URL_VARIABLE, "").strip()


def qgis_timeout_s() -> int:
    """Seconds after which QGIS itself gives up on a request (Options, Network)."""
    return QgsNetworkAccessManager.timeout() // 1000


def _meant(name: str, value: Any, default: Any) -> Any:
    """The value in the type of its default, or the default when it is no such value. INI files know only texts."""
    if isinstance(default, int):
        try:
            number = int(value)
        except (TypeError, ValueError):
            return default
        least, most = _RANGES[name]
        return number if least <= number <= most else default
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT or not value.strip():
        return default
    return value if value in _CHOICES.get(name, (value,)) else default
