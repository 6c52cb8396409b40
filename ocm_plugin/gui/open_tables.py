"""Open attribute tables: QGIS closes those of layers that it deletes, not of layers that are kept for an undo."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from qgis.core import QgsVectorLayer
from qgis.gui import QgsDualView
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QWidget

VIEW, TABLE = "QgsDualView", "QgsAttributeTableDialog"
"""QGIS' classes: the rows in a table or a form, and what holds them, a window of its own or a part of a dock."""


def open_views() -> Iterator[tuple[QWidget, QgsVectorLayer]]:
    """The views of rows that are shown, with their layers. Python sees them as plain widgets."""
    for widget in QApplication.allWidgets():
        if widget.metaObject().className() == VIEW and widget.isVisible():
            yield widget, sip.cast(widget, QgsDualView).masterModel().layer()


def close_tables(layers: Collection[QgsVectorLayer]) -> None:
    """Close the tables of layers: what is written into them would go nowhere."""
    for view, layer in list(open_views()):
        if layer in layers:
            _close(view)


def _close(view: QWidget) -> None:
    table: QWidget | None = view
    while table is not None and table.metaObject().className() != TABLE:
        table = table.parentWidget()
    if table is not None:
        dock = table.parentWidget()
        (dock if isinstance(dock, QDockWidget) else table).close()
