"""A layer of stations as one self-contained web page: map, filters, table, cards, downloads, about these data.

Everything is inside the file (the mapping library Leaflet too), so it opens from a disk, offline, without a server, and
its own security policy forbids it to load anything, but for map tiles when the person asked for a base map.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from ..layers.attribution import Attribution
from ..ocm.feedback import Feedback, Progress
from ..ocm.files import written_whole
from . import words
from .about import about_html, banners
from .credits import Credits
from .errors import ShareError
from .fields import data_fields
from .licence_guard import may_be_published
from .markup import clean, escaped
from .connections import ConnectionTable, SharedConnection
from .source import SharedFeature, ShareReport, ShareSource

CHECKED_EVERY = 200
_WEB = Path(__file__).parent / "web"
_BASE_MAP = {
    "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "attribution": '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap contributors</a>',
}

_TEXTS = {}
"""What the page shows in words, made by the same rules as the balloons of a KML."""

_LINK_FIELDS = ("operator_url", "provider_url", "url_comment", "url_photo")
"""Shown on cards, but not part of the downloads."""


class WebPageOptions(NamedTuple):
    """How to share as web page."""

    title: str | None = None
    """Heading of the page; None: the layer's name."""
    base_map: bool = False
    """Show OpenStreetMap below the stations; the page then loads its tiles from the internet."""
    keep_not_open: bool = False
    """Keep stations whose licence is not open."""


def export_web_page(source: ShareSource, path: str, options: WebPageOptions, feedback: Feedback) -> ShareReport:
    """Write the page. May run in a worker.

    Raises ShareError for a layer that holds no charging stations or none that may be shared, FileWriteError, Cancelled.
    """
    if not source.is_stations:
        raise ShareError("Only layers of charging stations made by this plugin can be shared as web page.")
    content = _Content(source)
    left_out = content.fill(options, feedback)
    attribution = content.credits.attribution()
    title = options.title or source.title
    parts = {
        "TITLE": escaped(title),
        "SUMMARY": escaped(source.sentence.split("\n")[0]),
        "BANNERS": "".join(f'<p class="banner">{banner}</p>' for banner in banners(source)),
        "ABOUT": about_html(source, attribution, left_out),
        "CREDIT": escaped(attribution.text()),
        "EMBED": escaped(
            f'<iframe src="{Path(path).name}" title="{title}" width="100%" height="700" style="border:0"></iframe>'
        ),
        "POLICY": _policy(options.base_map),
        "LEAFLET_CSS": _read("leaflet/leaflet.css"),
        "PAGE_CSS": _read("page.css"),
        "LEAFLET_JS": _read("leaflet/leaflet.js"),
        "PAGE_JS": _read("page.js"),
        "DATA": _json_in_html(content.as_json(attribution, options.base_map)),
    }
    page = re.sub("%([A-Z_]+)%", lambda match: parts.get(match.group(1), match.group(0)), _read("page.html"))
    with written_whole(path) as file:
        file.write_text(page, encoding="utf-8")
    return ShareReport(content.size, left_out, [path])


def _read(name: str) -> str:
    return (_WEB / name).read_text(encoding="utf-8")


def _json_in_html(value: Any) -> str:
    """JSON that cannot end the script element it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _policy(base_map: bool) -> str:
    images = "data: blob: https://tile.openstreetmap.org" if base_map else "data: blob:"
    return (
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
        f"img-src {images}; base-uri 'none'; form-action 'none'"
    )


class _Texts:
    """A column of texts, each different one once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._rows: list[int | None] = []

    def append(self, text: Any) -> None:
        if text is None or text == "":
            self._rows.append(None)
        else:
            self._rows.append(self._numbers.setdefault(clean(str(text)), len(self._numbers)))

    def as_json(self) -> dict[str, Any]:
        return {"values": list(self._numbers), "rows": self._rows}


class _Content:
    """The stations of the page, column by column."""

    def __init__(self, source: ShareSource) -> None:
        self.size = 0
        self.credits = Credits(source.attribution)
        self._source = source
        fields = data_fields(source.fields, is_stations=True)
        self._exported = [field.name for field in fields]
        self._plain: dict[str, list[Any]] = {f.name: [] for f in fields if f.type in ("int", "int64", "real", "bool")}
        texts = [field.name for field in fields if field.name not in self._plain]
        self._texts = {name: _Texts() for name in (*texts, *_LINK_FIELDS)}
        self._shown = {name: _Texts() for name in _TEXTS}
        self._latitudes: list[float] = []
        self._longitudes: list[float] = []
        self._connectors: list[list[int]] = []
        self._connector_numbers: dict[tuple[str, ...], int] = {}

    def fill(self, options: WebPageOptions, feedback: Feedback) -> int:
        """Take in all stations that may be shared. Returns how many may not; raises ShareError when none may."""
        left_out = 0
        connections = self._source.connections()
        try:
            for number, feature in enumerate(self._source.features()):
                if number % CHECKED_EVERY == 0:
                    feedback.check()
                    feedback.report(Progress("Describing the stations", number, fraction=number / self._source.count))
                if options.keep_not_open or may_be_published(feature.values):
                    self._add(feature, connections)
                else:
                    left_out += 1
        finally:
            connections.close()
        if not self.size:
            raise ShareError(
                "No station may be shared: the licence of none of them is open. You can keep them all the same."
            )
        return left_out

    def _add(self, feature: SharedFeature, connections: ConnectionTable) -> None:
        values = feature.values
        self.size += 1
        self.credits.add(values)
        self._latitudes.append(round(feature.latitude, 6))
        self._longitudes.append(round(feature.longitude, 6))
        for name, column in self._plain.items():
            column.append(values[name])
        for name, texts in self._texts.items():
            texts.append(words.station_name(values) if name == "name" else values.get(name))
        for name, texts in self._shown.items():
            texts.append(_TEXTS[name](values))
        rows = [_connector_texts(connection) for connection in connections.of_station(values["ocm_id"])]
        numbers = self._connector_numbers
        self._connectors.append([numbers.setdefault(row, len(numbers)) for row in rows])

    def as_json(self, attribution: Attribution, base_map: bool) -> dict[str, Any]:
        """What the page's script reads."""
        texts = {name: column.as_json() for name, column in {**self._texts, **self._shown}.items()}
        return {
            "size": self.size,
            "latitudes": self._latitudes,
            "longitudes": self._longitudes,
            "columns": {**self._plain, **texts},
            "exported": self._exported,
            "connectors": self._connectors,
            "connectorTexts": [list(row) for row in self._connector_numbers],
            "facets": self._facets(),
            "colours": COLOURS,
            "credit": escaped(attribution.text(3)),
            "creditText": attribution.text(),
            "baseMap": _BASE_MAP if base_map else None,
        }

    def _facets(self) -> list[dict[str, Any]]:
        """The filters: power, connectors, status; only the choices that occur, unknown last."""
        powers = set(self._plain["power_class_code"])
        power_options = [
            {"key": str(code), "label": words.POWER_LABELS[code], "colour": COLOURS[code], "hollow": code == 0}
            for code in (6, 5, 4, 3, 2, 1, 0)
            if code in powers
        ]
        standards = {one for text in self._texts["standards"].as_json()["values"] for one in text.split(";")}
        return [
            {"title": "Power", "column": "power_class_code", "many": False, "unknown": "0", "options": power_options},
            _facet("Connectors", "standards", words.STANDARD_LABELS, standards, many=True),
            _facet("Status", "status_class", words.STATUS_LABELS, set(self._texts["status_class"].as_json()["values"])),
        ]


def _facet(title: str, column: str, labels: dict[Any, str], present: set[str], many: bool = False) -> dict[str, Any]:
    keys = [key for key in labels if key in present and key != "unknown"]
    keys += [*sorted(present - set(labels)), "unknown"]
    options = [{"key": key, "label": labels.get(key, key)} for key in keys]
    return {"title": title, "column": column, "many": many, "unknown": "unknown", "options": options}


def _connector_texts(connection: SharedConnection) -> tuple[str, ...]:
    return (
        clean(connection.type or "Unknown connector"),
        words.connection_power_text(connection),
        words.connection_basis_text(connection),
        "?" if connection.quantity is None else str(connection.quantity),
    )
