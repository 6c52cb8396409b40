"""The frame of a KML around its placemarks: what it is, from when, whose data, which symbols."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..ocm.records.credits import HOME_PAGE
from ..ocm.translation import tr
from .about import about_html, banners, counts_sentence
from .content import Content
from .fields import data_fields
from .folders import Folder
from .kml_placemark import schema
from .kml_styles import icon_path, styles
from .markup import cdata, escaped
from .pictures import icon, legend_picture
from .regions import Tile
from .symbols import Symbol, legend

LEGEND_PATH = "files/legend.png"
_OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:atom="http://www.w3.org/2005/Atom">\n'
)
_NEAR = 256
"""Pixels that a region takes on the screen when its part is loaded."""
_MARGIN = 0.0001
"""Degrees around a region: those of a single station would have no width."""


class KmlDocument:
    """Head, folders and pictures of a share; the same for each of its files. Made when all placemarks are known."""

    def __init__(self, content: Content, symbols: set[Symbol], is_kmz: bool) -> None:
        self.is_kmz = is_kmz
        self._symbols = sorted(symbols, reverse=True)
        self._legend = None
        if is_kmz and content.source.is_stations:
            self._legend = legend_picture(tr("Charging power"), legend(symbols))
        name = escaped(tr("Open Charge Map and its data providers"))
        is_theirs = content.source.is_from_registry
        self._author = f"<atom:author><atom:name>{name}</atom:name></atom:author>\n" if is_theirs else ""
        self._credit = content.credits.attribution().text() if is_theirs else ""
        self._schema = schema(data_fields(content.source.fields, content.source.is_stations))
        self._head = self._make_head(content)

    def head(self) -> str:
        """The file up to its first folder, in the order of the OGC schema."""
        return self._head

    def folder_head(self, folder: Folder, count: int) -> str:
        """The beginning of one folder, named with its count."""
        hidden = "" if folder.shown else "<visibility>0</visibility>"
        name = tr("{folder} ({count})", folder=folder.name, count=count)
        return f"<Folder><name>{escaped(name)}</name>{hidden}\n"

    def part_head(self, folder: Folder, symbols: Iterable[Symbol]) -> str:
        """A part up to its placemarks. It names whose data it is by itself, and has the styles that it uses."""
        return (
            f"{_OPENING}<Document><name>{escaped(folder.name)}</name>\n{self._author}"
            f"<description>{cdata(escaped(self._credit))}</description>\n"
            f"{styles(sorted(symbols, reverse=True), self.is_kmz, '../')}{self._schema}"
            f"<Folder><name>{escaped(folder.name)}</name>\n"
        )

    def link(self, folder: Folder, title: str, path: str, tile: Tile) -> str:
        """What lets a viewer load a part when its region is large enough on the screen."""
        west, south, east, north = tile.region
        hidden = "" if folder.shown else "<visibility>0</visibility>"
        return (
            f"<NetworkLink><name>{escaped(title)}</name>{hidden}<Region><LatLonAltBox>"
            f"<north>{north + _MARGIN:.6f}</north><south>{south - _MARGIN:.6f}</south>"
            f"<east>{east + _MARGIN:.6f}</east><west>{west - _MARGIN:.6f}</west></LatLonAltBox>"
            f"<Lod><minLodPixels>{_NEAR if tile.depth else 0}</minLodPixels></Lod></Region>"
            f"<Link><href>{path}</href><viewRefreshMode>onRegion</viewRefreshMode></Link></NetworkLink>\n"
        )

    def pictures(self) -> Iterator[tuple[str, bytes]]:
        """Paths inside the KMZ, and the PNG for each."""
        for symbol in self._symbols:
            yield icon_path(symbol), icon(symbol.svg())
        if self._legend:
            yield LEGEND_PATH, self._legend.png

    def _make_head(self, content: Content) -> str:
        source = content.source
        snippet = " ".join((counts_sentence(content), *banners(content)))
        return (
            f"{_OPENING}<Document><name>{escaped(source.title)}</name><open>1</open>\n{self._author}"
            + (f'<atom:link href="{HOME_PAGE}"/>\n' if source.is_from_registry else "")
            + f'<Snippet maxLines="2">{escaped(snippet)}</Snippet>\n'
            + f"<description>{cdata(about_html(content))}</description>\n"
            + styles(self._symbols, self.is_kmz)
            + self._schema
            + self._overlay()
        )

    def _overlay(self) -> str:
        if not self._legend:
            return ""
        return (
            f"<ScreenOverlay><name>{escaped(tr('Legend'))}</name><Icon><href>{LEGEND_PATH}</href></Icon>"
            '<overlayXY x="0" y="0" xunits="fraction" yunits="fraction"/>'
            '<screenXY x="12" y="40" xunits="pixels" yunits="pixels"/>'
            f'<size x="{self._legend.width}" y="{self._legend.height}" xunits="pixels" yunits="pixels"/>'
            "</ScreenOverlay>\n"
        )
