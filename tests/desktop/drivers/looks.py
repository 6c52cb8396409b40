"""Goes through all that the plugin shows with the demo data, and keeps each as a picture for the docs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProject, QgsRectangle
from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QAction, QApplication, QDialog, QDockWidget, QScrollArea, QWidget

from tests.desktop.drivers.steps import station_layers

AFAR = QgsRectangle(3.6, 47.3, 9.4, 52.4)
NEAR = QgsRectangle(4.4798, 51.9136, 4.4918, 51.9343)
LEGEND = 300
"""Pixels."""
BROWSERS = ("Browser", "Browser2")


def drive(session):
    window = session.iface.mainWindow()
    for name in BROWSERS:
        browser = window.findChild(QDockWidget, name)
        if browser is not None:
            browser.hide()
    window.showMaximized()
    yield session.pause(1)
    form = session.plugin.open_search()
    yield session.until(form.key_demo_button.isVisible, "the demo is offered")
    yield session.pause(1)
    session.shot("first-look")
    form.key_demo_button.click()
    yield session.until(lambda: bool(station_layers()), "the demo stations are there")
    yield from drawn(session)
    session.shot("result")
    yield from more_filters(session, form)
    (stations,) = station_layers()
    session.iface.setActiveLayer(stations)
    session.plugin.panel.close()
    session.iface.messageBar().clearWidgets()
    yield from maps(session, stations)
    yield from layer_windows(session, stations)
    yield from share_windows(session)
    yield from processing_window(session)
    yield from analysis_on_the_map(session)


def drawn(session):
    """Until the map has been still for a while: a result asks for several drawings."""
    canvas = session.iface.mapCanvas()
    for _ in range(3):
        yield session.pause(0.7)
        yield session.until(lambda: not canvas.isDrawing(), "the map is drawn")


def more_filters(session, form):
    form.findChild(QWidget, "more_button").setChecked(True)
    parts = form.what_group.findChildren(QgsCollapsibleGroupBoxBasic)
    parts[0].setCollapsed(False)
    scroll = next(area for area in form.findChildren(QScrollArea) if area.isAncestorOf(parts[0]))
    yield session.pause(0.7)
    scroll.verticalScrollBar().setValue(parts[0].mapTo(scroll.widget(), QPoint(0, 0)).y())
    yield session.pause(0.7)
    session.shot("filters")


def maps(session, stations):
    canvas = session.iface.mapCanvas()
    legend = session.iface.layerTreeView()
    dock = legend.window().findChild(QDockWidget, "Layers")
    session.iface.mainWindow().resizeDocks([dock], [LEGEND], Qt.Orientation.Horizontal)
    for name, extent in (("afar", AFAR), ("near", NEAR)):
        canvas.setExtent(extent)
        canvas.refresh()
        yield from drawn(session)
        canvas.grab().save(str(session.folder / f"{name}.png"))
    dock.grab().save(str(session.folder / "legend.png"))
    yield from map_tip(session, stations)


def map_tip(session, stations):
    """The mouse itself is moved over a station in the middle: QGIS shows the tip as it does to a user."""
    canvas = session.iface.mapCanvas()
    centre = canvas.extent().center()
    seen = [feature.geometry().asPoint() for feature in stations.getFeatures(canvas.extent())]
    place = min(seen, key=lambda point: point.sqrDist(centre))
    target = canvas.getCoordinateTransform().transform(place)
    on_screen = canvas.mapToGlobal(QPoint(round(target.x()), round(target.y())))
    for aside in (60, 0):
        yield from session.outside("xdotool", "mousemove", str(on_screen.x() + aside), str(on_screen.y()))
        yield session.pause(0.3)
    yield session.pause(3)
    session.shot("map-tip")
    yield from session.outside("xdotool", "mousemove", "5", "715")


def layer_windows(session, stations):
    table = session.iface.showAttributeTable(stations)
    yield session.pause(2)
    session.shot("table")
    table.close()
    session.iface.openFeatureForm(stations, next(stations.getFeatures()), False, False)
    yield session.pause(2)
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and type(window).__name__ in ("QgsAttributeDialog", "QDialog"):
            keep(session, window, "form")
            window.close()


def share_windows(session):
    for name, action in zip(("share-kml", "share-web"), session.plugin.layer_actions.actions):
        action.trigger()
        yield session.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog), "the window is open")
        yield session.pause(1)
        dialog = QApplication.activeModalWidget()
        keep(session, dialog, name)
        dialog.reject()
        yield session.pause(0.3)


def processing_window(session):
    import processing

    dialog = processing.createAlgorithmDialog("openchargemap:stationsinextent", {})
    dialog.show()
    yield session.pause(2)
    keep(session, dialog, "processing")
    dialog.close()
    session.result["font"] = QApplication.font().pointSizeF()
    layer = station_layers()[0]
    page = Path(session.folder) / "page.html"
    processing.run("openchargemap:exportwebpage", {"INPUT": layer, "KEEP_NOT_OPEN": True, "OUTPUT": str(page)})
    QgsProject.instance().setDirty(False)


def analysis_on_the_map(session):
    """The gaps along the invented motorways."""
    import processing

    stations = station_layers()[0]
    session.iface.mainWindow().findChild(QAction, "mActionMapTips").trigger()  # the last one would stay
    session.plugin.browser.places_wanted.emit()
    yield session.pause(0.3)
    session.iface.setActiveLayer(stations)
    yield session.pause(0.3)
    (roads,) = [
        each for each in QgsProject.instance().mapLayers().values() if each.source().endswith("motorways.geojson")
    ]
    given = {"LINES": roads.id(), "STATIONS": stations.id(), "ROUTE_FIELD": "road", "MIN_POWER_KW": 150}
    processing.runAndLoadResults("openchargemap:corridorgaps", {**given, "OUTPUT": "TEMPORARY_OUTPUT"})
    session.iface.messageBar().clearWidgets()
    session.iface.mapCanvas().setExtent(AFAR)
    session.iface.mapCanvas().refresh()
    yield from drawn(session)
    session.shot("analysis")
    QgsProject.instance().setDirty(False)


def keep(session: Any, window: QWidget, name: str) -> None:
    """A picture of one window, and how large it wants to be: more than the screen cannot be reached."""
    window.grab().save(str(session.folder / f"{name}.png"))
    session.result.setdefault("windows", {})[name] = [window.width(), window.height()]
