"""The windows and the result in German: kept as pictures, and looked at for texts that do not fit."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.desktop.drivers.steps import station_layers, through_the_panel

RHINE = QgsRectangle(3.6, 47.3, 9.4, 52.4)
PAGE_NAME = "openChargeMapOptions"


def drive(session):
    iface, canvas = session.iface, session.iface.mapCanvas()
    iface.mainWindow().showMaximized()
    world = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    QgsProject.instance().addMapLayer(QgsVectorLayer(f"{world}|layername=countries", "Länder", "ogr"))
    yield session.pause(1)
    canvas.setExtent(RHINE)
    yield from windows_of_the_search(session)
    yield from options(session)
    stations = yield from result(session)
    yield from shares(session)
    yield from table_and_form(session, stations)
    yield from processing_window(session)


def windows_of_the_search(session):
    form = session.plugin.open_search()
    yield session.pause(0.6)
    yield from through_the_panel(session, form, look)
    session.shot("search")
    session.result["title"] = session.plugin.panel.windowTitle()


def options(session):
    """The options form is modal: what happens in it is called by a timer."""

    def picture_and_close():
        page = next(page for page in QApplication.allWidgets() if page.objectName() == PAGE_NAME and page.isVisible())
        look(session, page, "options")
        page.window().reject()

    session.later(2, picture_and_close)
    session.plugin.open_options()
    yield session.pause(0.5)


def result(session):
    form = session.plugin.open_search()
    form.source.setCurrentIndex(1)
    yield session.until(form.search_button.isEnabled, "the search is valid")
    form.search_button.click()
    yield session.until(lambda: bool(station_layers()), "the demo stations are there")
    yield session.pause(1)
    look(session, form, "ended")
    session.plugin.panel.close()
    canvas = session.iface.mapCanvas()
    canvas.setExtent(RHINE)
    canvas.refresh()
    for _ in range(3):
        yield session.pause(1)
        yield session.until(lambda: not canvas.isDrawing(), "the map is drawn")
    session.shot("result")
    (stations,) = station_layers()
    session.iface.setActiveLayer(stations)
    return stations


def shares(session):
    kml, page = session.plugin.layer_actions.actions[:2]
    for name, action in (("share-kml", kml), ("share-web", page)):
        action.trigger()
        yield session.pause(1)
        dialog = QApplication.activeModalWidget()
        look(session, dialog, name)
        dialog.reject()
        yield session.pause(0.2)
    viewer = session.plugin.show_about()
    yield session.pause(0.3)
    session.shot("about")
    for window in QApplication.topLevelWidgets():
        if type(window).__name__ == "QgsMessageViewer":
            window.close()
    del viewer


def table_and_form(session, stations):
    table = session.iface.showAttributeTable(stations)
    yield session.pause(2)
    session.shot("table")
    table.close()
    yield session.pause(0.3)
    session.iface.openFeatureForm(stations, next(stations.getFeatures()), False, False)
    yield session.pause(2)
    session.shot("form")
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and type(window).__name__ in ("QgsAttributeDialog", "QDialog"):
            window.close()


def processing_window(session):
    import processing

    dialog = processing.createAlgorithmDialog("openchargemap:stationsinextent", {})
    dialog.show()
    yield session.pause(2)
    session.shot("processing")
    dialog.close()


def look(session, window: QWidget, name: str) -> None:
    """Keep a picture of a window, and remember which of its texts do not fit."""
    window.grab().save(str(session.folder / f"{name}.png"))
    shown = [each for each in window.findChildren(QWidget) if each.isVisible()]
    texts = [each for each in shown if isinstance(each, (QLabel, QAbstractButton)) and each.text()]
    cut = [each.text() for each in texts if not wraps(each) and each.sizeHint().width() > each.width() + 1]
    session.result.setdefault("cut", {}).update({name: cut} if cut else {})


def wraps(widget: QWidget) -> bool:
    return isinstance(widget, QLabel) and widget.wordWrap()
