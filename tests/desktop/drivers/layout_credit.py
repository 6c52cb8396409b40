"""Opens a print layout in the real application and has its map credited by the action in the layout's window."""

from __future__ import annotations

from qgis.core import QgsLayoutItemMap, QgsPrintLayout, QgsProject
from qgis.PyQt.QtCore import QRectF


def drive(session):
    """The window of a layout of a layer of stations, whose credit is read back."""
    project = QgsProject.instance()
    import processing

    everywhere = {"EXTENT": "-180,180,-90,90 [EPSG:4326]", "SOURCE": "demo", "OUTPUT": "TEMPORARY_OUTPUT"}
    layer = processing.runAndLoadResults("openchargemap:stationsinextent", everywhere)["OUTPUT"]
    layer = project.mapLayer(layer) if isinstance(layer, str) else layer
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName("Credited")
    item = QgsLayoutItemMap(layout)
    item.attemptSetSceneRect(QRectF(10, 10, 277, 170))
    item.zoomToExtent(layer.extent())
    layout.addLayoutItem(item)
    project.layoutManager().addLayout(layout)
    designer = session.iface.openLayoutDesigner(layout)
    yield session.until(lambda: designer.window().isVisible(), "the layout's window is open")
    action = next(one for one in designer.itemsMenu().actions() if "Open Charge Map" in one.text())
    action.trigger()
    label = layout.itemById("ocm_attribution")
    yield session.until(lambda: label.isSelected(), "the credit is selected")
    session.shot("layout")
    session.result["credit"] = label.text()
    designer.close()
    project.layoutManager().removeLayout(layout)
    yield session.until(lambda: not session.iface.openLayoutDesigners(), "the layout's window is closed")
