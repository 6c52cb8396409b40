"""Links that can be read in QGIS' themes."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QLabel, QWidget


def readable_links(markup: str, widget: QWidget, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> str:
    """Markup whose links have the colour of the widget's text, underlined, where a theme of QGIS may leave them dark on
    dark: themes are style sheets, which say nothing of links. Without one, links have the system's colour.

    `role`: of the widget's text.
    """
    if QgsApplication.themeName() in ("", "default"):
        return markup
    widget.ensurePolished()
    return markup.replace("<a href", f'<a style="color:{widget.palette().color(role).name()}" href')


def make_links_readable(*labels: QLabel) -> None:
    """The same for labels that have their texts."""
    for label in labels:
        label.setText(readable_links(label.text(), label))
