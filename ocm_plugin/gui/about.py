"""What the plugin is, and whose data the project's layers hold."""

from __future__ import annotations

from html import escape

from qgis.core import QgsProject
from qgis.gui import QgisInterface, QgsMessageViewer
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QTextBrowser

from ..layers.attribution import attribution_at_hand, is_credited
from ..layers.metadata import TERMS_PAGE, is_web
from ..ocm.records.credits import HOME_PAGE, Credit, merged
from ..ocm.translation import tr
from ..ocm.version import PLUGIN_VERSION
from .links import readable_links


def show_about(iface: QgisInterface) -> QgsMessageViewer:
    """Show it in a window of its own."""
    viewer = QgsMessageViewer(iface.mainWindow())
    viewer.setTitle(tr("About Open Charge Map"))
    viewer.setCheckBoxVisible(False)
    browser = viewer.findChild(QTextBrowser)
    viewer.setMessageAsHtml(readable_links(about_html(QgsProject.instance()), browser, QPalette.ColorRole.Text))
    viewer.resize(560, 480)
    viewer.setModal(False)
    viewer.show()
    return viewer


def about_html(project: QgsProject) -> str:
    """The text: the plugin, the terms, and every data provider of the project's layers with its licence."""
    # Tables of connections and comments would only count the same stations again.
    layers = [layer for layer in project.mapLayers().values() if is_credited(layer) and layer.isSpatial()]
    attribution = merged(attribution_at_hand(layer) for layer in layers)
    parts = [
        f"<h3>{escape(tr('Open Charge Map for QGIS {version}', version=PLUGIN_VERSION))}</h3>",
        "<p>"
        + tr(
            'Finds charging stations in <a href="{home}">Open Charge Map</a>, the open registry of charging '
            "locations, and loads them as layers. Open Charge Map's own data is licensed CC BY 4.0; imported data "
            'keeps the licence of its data provider. See the <a href="{terms}">terms of Open Charge Map</a>.',
            home=HOME_PAGE,
            terms=TERMS_PAGE,
        )
        + "</p>",
    ]
    if attribution.is_invented:
        parts.append(f"<p><b>{tr('This project shows invented demo data: none of these stations exists.')}</b></p>")
    if attribution.providers:
        parts.append(f"<p>{tr('Data providers in this project:')}</p>")
        parts.append(f"<ul>{''.join(map(_item, attribution.providers))}</ul>")
    if not layers:
        parts.append(f"<p>{tr('This project has no layer of charging stations.')}</p>")
    parts.append(
        "<p>"
        + tr(
            "On the map a label names the data providers of the visible layers; it is part of saved map images and of "
            "print layouts. In a layout, the expression <code>{expression}</code>, with the id of the map, gives the "
            "credit as text.",
            expression="map_credits('Map 1')",
        )
        + "</p>"
    )
    return "".join(parts)


def _item(credit: Credit) -> str:
    terms = credit.terms_text or tr("licence not stated")
    licence = _linked(terms, credit.license_url)
    words = f" – {escape(credit.license)}" if credit.license and credit.license != terms else ""
    stations = tr("{n} station", "{n} stations", n=credit.n_stations)
    return f"<li>{_linked(credit.name, credit.url)} ({escape(stations)}): {licence}{words}</li>"


def _linked(text: str, url: str | None) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>' if url is not None and is_web(url) else escape(text)
