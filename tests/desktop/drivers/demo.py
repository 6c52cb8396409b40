"""The main job as a user does it: open the panel, take the map's extent, filter, search, look, share."""

from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsDoubleSpinBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDockWidget

from tests.desktop.drivers.steps import station_layer

RHINE = QgsRectangle(3.6, 47.3, 9.4, 52.4)
BASEL = QgsRectangle(7.44, 47.5, 7.76, 47.66)
"""Near enough to see single stations, and three countries."""


def drive(session):
    folder = Path(session.arguments["folder"])
    canvas = session.iface.mapCanvas()
    make_room(session.iface.mainWindow())
    add_base_map()
    # QGIS shows the whole of a project's first layer a moment after it has come.
    yield session.pause(0.5)
    canvas.setExtent(RHINE)
    canvas.refresh()
    yield session.until(lambda: not canvas.isDrawing(), "the base map is drawn")

    form = session.plugin.open_search()
    yield session.until(lambda: not form.extent.outputExtent().isEmpty(), "the panel has the map's extent")
    form.findChild(QgsDoubleSpinBox, "min_power_kw").setValue(50)
    form.output.setCurrentIndex(form.output.findData("geopackage"))
    form.output_file.setFilePath(str(folder / "stations.gpkg"))
    yield session.pause(0.5)
    form.search_button.click()
    yield session.until(
        lambda: station_layer() is not None and not session.plugin.searching.is_busy, "the stations are loaded", 60
    )
    layer = station_layer()
    session.plugin.panel.close()
    canvas.setExtent(BASEL)
    canvas.refresh()
    yield session.pause(1)
    yield session.until(lambda: not canvas.isDrawing(), "the stations are drawn")

    import processing

    # Some of the demo's invented providers have licences that are not open; the demo shows their stations all the same.
    shared = {"INPUT": layer, "KEEP_NOT_OPEN": True}
    for algorithm, name in (
        ("exportkml", "stations.kmz"),
        ("exportkml", "stations.kml"),
        ("exportwebpage", "stations.html"),
    ):
        processing.run(f"openchargemap:{algorithm}", {**shared, "OUTPUT": str(folder / name)})
    canvas.saveAsImage(str(folder / "map.png"), None, "PNG")
    session.shot("screen").replace(folder / "screen.png")
    (folder / "map.pgw").unlink(missing_ok=True)
    session.result["message"] = layer.metadata().abstract()


def make_room(window):
    """The whole screen for QGIS, and all of the left side for the legend."""
    window.showMaximized()
    for name in ("Browser", "Browser2"):
        panel = window.findChild(QDockWidget, name)
        if panel is not None:
            panel.hide()


def add_base_map():
    """The map of the world that QGIS itself ships, in quiet colours."""
    path = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    countries = QgsVectorLayer(f"{path}|layername=countries", "Countries", "ogr")
    symbol = countries.renderer().symbol()
    symbol.setColor(Qt.GlobalColor.white)
    symbol.symbolLayer(0).setStrokeColor(Qt.GlobalColor.lightGray)
    QgsProject.instance().addMapLayer(countries)
