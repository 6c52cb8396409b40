"""A layer of stations as one self-contained web page: map, filters, table, cards, downloads, about these data.

Everything is inside the file (the mapping library Leaflet too), so it opens from a disk, offline, without a server. Its
own security policy lets no script run but the page's, and forbids it to load anything, but for the tiles of a base map
when the user asked for one.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from qgis.core import QgsRectangle

from ..layers.base_map import TILES, TILES_CREDIT, TILES_URL
from ..ocm.errors import ShareError
from ..ocm.feedback import Feedback, Progress
from ..ocm.files import written_whole
from ..ocm.translation import language, tr
from . import outlines
from .about import about_html, banners, search_sentence
from .content import Content
from .markup import clean, escaped
from .page_data import PageData
from .page_texts import html_texts, script_texts
from .source import ShareReport, ShareSource

_WEB = Path(__file__).parent / "web"
_STYLES = ("vendor/leaflet/leaflet.css", "page.css")
_SCRIPTS = ("vendor/leaflet/leaflet.js", "stations.js", "map.js", "address.js", "page.js")
_BASE_MAP = {
    "url": TILES_URL,
    "credit": TILES_CREDIT,
    "creditUrl": "https://www.openstreetmap.org/copyright",
}


class WebPageOptions(NamedTuple):
    """How to share as web page."""

    title: str | None = None
    """Heading of the page; None: the layer's name."""
    base_map: bool = False
    """Show OpenStreetMap below the stations; the page then loads its tiles from the internet."""
    keep_not_open: bool = False
    """Keep stations whose licence is not open."""
    sure_only: bool = False
    """Leave out stations that only may match the search."""


def export_web_page(source: ShareSource, path: str, options: WebPageOptions, feedback: Feedback) -> ShareReport:
    """Write the page. May run in a worker.

    Raises ShareError for a layer that holds no charging stations or none that may be shared, FileWriteError, Cancelled.
    """
    if not source.is_from_registry:
        raise ShareError(tr("Only layers of charging stations of Open Charge Map can be shared as web page."))
    content = Content(source, options.keep_not_open, options.sure_only)
    data = PageData(content)
    data.fill(feedback)
    feedback.report(Progress(tr("Writing the file."), content.features_n, fraction=1.0))
    title = clean(options.title or source.title)
    page = _page(data, title, Path(path).name, options.base_map)
    feedback.check()
    with written_whole(path) as file, open(file, "w", encoding="utf-8", newline="\n") as written:
        written.write(page)
    return content.report([path])


def _page(data: PageData, title: str, file_name: str, base_map: bool) -> str:
    content = data.content
    attribution = content.credits.attribution()
    styles, scripts = [_read(name) for name in _STYLES], [_read(name) for name in _SCRIPTS]
    stations = {
        **data.as_json(attribution),
        "title": title,
        "language": language().code,
        "says": script_texts(len(data.places)),
        "legendHeading": tr("Charging power"),
        "baseMap": {**_BASE_MAP, "credit": tr(_BASE_MAP["credit"])} if base_map else None,
        "land": [] if base_map else outlines.outlines(_place(data.places)),
        "landCredit": tr(outlines.CREDIT),
    }
    frame = f'<iframe src="{escaped(file_name)}" title="{escaped(title)}" width="100%" height="760"></iframe>'
    parts = {
        **{name: escaped(text) for name, text in html_texts().items()},
        "LANGUAGE": escaped(language().code),
        "TITLE": escaped(title),
        "SUMMARY": escaped(clean(search_sentence(content.source))),
        "BANNERS": "".join(f'<p class="banner">{escaped(banner)}</p>' for banner in banners(content)),
        "ABOUT": about_html(content),
        "EMBED": escaped(frame),
        "POLICY": _policy(styles, scripts, base_map),
        # Tile servers want to know the page that asks; without a base map nothing is sent to anybody.
        "REFERRER": "strict-origin-when-cross-origin" if base_map else "no-referrer",
        "STYLES": "".join(f"<style>{style}</style>\n" for style in styles),
        "DATA": _json_in_html(stations),
        "SCRIPTS": "".join(f"<script>{script}</script>\n" for script in scripts),
    }
    return re.sub("%([A-Za-z]+)%", lambda match: parts[match.group(1)], _read("page.html"))


def _read(name: str) -> str:
    return (_WEB / name).read_text(encoding="utf-8")


def _place(places: list[tuple[float, float]]) -> QgsRectangle:
    """The rectangle around all stations."""
    longitudes, latitudes = zip(*places)
    return QgsRectangle(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _json_in_html(value: Any) -> str:
    """JSON that cannot end the script element it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _policy(styles: list[str], scripts: list[str], base_map: bool) -> str:
    """The page's Content-Security-Policy: its own styles and scripts by their checksums, pictures from itself."""
    pictures = f"data: {TILES}" if base_map else "data:"
    return (
        f"default-src 'none'; script-src {_checksums(scripts)}; style-src {_checksums(styles)}; img-src {pictures}; "
        "base-uri 'none'; form-action 'none'"
    )


def _checksums(texts: list[str]) -> str:
    digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)
