"""The frame of a KML around its placemarks: what it is, from when, whose data, which symbols."""

from __future__ import annotations

from ..layers.attribution import HOME_PAGE, Attribution
from ..ocm.version import PLUGIN_VERSION
from ..ocm.wording import completeness_sentence, count_text, time_text
from .folders import Folder
from .kml_placemark import schema, shared_fields
from .kml_styles import LEGEND_IMAGE, styles
from .markup import cdata, escaped, link
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
            + f"<description>{cdata(self.about())}</description>\n"
            + styles(self.is_kmz)
            + schema(shared_fields(source.fields, source.is_stations))
            + (self._legend() if self.is_kmz and source.is_stations else "")
        )

    def folder_head(self, folder: Folder, count: int) -> str:
        """The beginning of one folder, named with its count."""
        hidden = "" if folder.shown else "<visibility>0</visibility>"
        return f"<Folder><name>{escaped(folder.name)} ({count:,})</name>{hidden}\n"

    def about(self) -> str:
        """What this share is, in HTML: the search in words, the date, the counts, what is missing, whose data."""
        source, statement = self._source, self._source.statement
        parts = [f"<p>{escaped(source.sentence)}</p>"] if source.sentence else []
        if statement is not None:
            if statement.is_invented:
                parts.append("<p><b>Invented demo data: none of these stations exists.</b></p>")
            if not statement.is_complete:
                parts.append(f"<p><b>Incomplete: {escaped(completeness_sentence(statement))}</b></p>")
            parts.append(f"<p>Data as of {escaped(time_text(statement.finished))}.</p>")
        if self._left_out:
            left_out = count_text(self._left_out, "station").capitalize()
            parts.append(f"<p>{left_out} left out because their licence is not open.</p>")
        if source.is_stations:
            parts.append(self._credit())
        elif source.rights:
            parts.append(f"<p>{escaped(source.rights)}</p>")
        parts.append(f"<p><small>Made with Open Charge Map for QGIS {escaped(PLUGIN_VERSION)}.</small></p>")
        return "".join(parts)

    def _credit(self) -> str:
        rows = "".join(
            f"<li>{link(entry.provider_url, entry.title)} ({count_text(entry.stations_n, 'station')}): "
            f"{link(entry.license_url, entry.terms or 'licence not stated')}"
            + (f" – {escaped(entry.provider_license)}" if entry.provider_license else "")
            + "</li>"
            for entry in self._attribution.providers
        )
        home = link(HOME_PAGE, "Open Charge Map")
        return f"<p>Data from {home} and these data providers, without warranty:</p><ul>{rows}</ul>"

    def _legend(self) -> str:
        return (
            f"<ScreenOverlay><name>Legend</name><Icon><href>{LEGEND_IMAGE}</href></Icon>"
            '<overlayXY x="0" y="0" xunits="fraction" yunits="fraction"/>'
            '<screenXY x="12" y="40" xunits="pixels" yunits="pixels"/>'
            '<size x="0" y="0" xunits="fraction" yunits="fraction"/></ScreenOverlay>\n'
        )
