"""The frame of a KML around its placemarks: what it is, from when, whose data, which symbols."""

from __future__ import annotations

from ..layers.attribution import HOME_PAGE, Attribution
from .about import about_html
from .folders import Folder
from .kml_placemark import schema, shared_fields
from .kml_styles import LEGEND_IMAGE, styles
from .markup import cdata, escaped
from .source import ShareSource


class KmlDocument:
    """Head and folders of a share; the same for each of its files."""

    def __init__(self, source: ShareSource, attribution: Attribution, left_out: int, is_kmz: bool) -> None:
        self.is_kmz = is_kmz
        self._source = source
        self._attribution = attribution
        self._left_out = left_out

    def head(self) -> str:
        """The file up to its first folder, in the order of the OGC schema."""
        source = self._source
        author = "<atom:author><atom:name>Open Charge Map and its data providers</atom:name></atom:author>"
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:atom="http://www.w3.org/2005/Atom">\n'
            f"<Document><name>{escaped(source.title)}</name><open>1</open>\n"
            + (f'{author}<atom:link href="{HOME_PAGE}"/>\n' if source.is_stations else "")
            + f"<description>{cdata(about_html(source, self._attribution, self._left_out))}</description>\n"
            + styles(self.is_kmz)
            + schema(shared_fields(source.fields, source.is_stations))
            + (self._legend() if self.is_kmz and source.is_stations else "")
        )

    def folder_head(self, folder: Folder, count: int) -> str:
        """The beginning of one folder, named with its count."""
        hidden = "" if folder.shown else "<visibility>0</visibility>"
        return f"<Folder><name>{escaped(folder.name)} ({count:,})</name>{hidden}\n"

    def _legend(self) -> str:
        return (
            f"<ScreenOverlay><name>Legend</name><Icon><href>{LEGEND_IMAGE}</href></Icon>"
            '<overlayXY x="0" y="0" xunits="fraction" yunits="fraction"/>'
            '<screenXY x="12" y="40" xunits="pixels" yunits="pixels"/>'
            '<size x="0" y="0" xunits="fraction" yunits="fraction"/></ScreenOverlay>\n'
        )
