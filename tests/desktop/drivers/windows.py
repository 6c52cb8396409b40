"""Opens every window as a click does, keeps nothing, lets Python collect, types into it and closes it."""

from __future__ import annotations

import gc

from qgis import utils
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QLineEdit

from tests.desktop.drivers.steps import PACKAGE, station_layers

PAGE_NAME = "openChargeMapOptions"


def drive(session):
    yield session.pause(1)
    yield from load_demo(session)
    (stations,) = station_layers()
    session.iface.setActiveLayer(stations)
    yield from type_into_the_search(session)
    actions = session.plugin.layer_actions.actions
    kml, page = actions[0], actions[1]
    for name, action in (("kml", kml), ("page", page)):
        action.trigger()
        yield from collect(session)
        session.result[name] = shown("licence_text").text()
        for field in visible_fields():
            QTest.keyClicks(field, "abc")
        yield session.pause(0.1)
        yield from collect(session)
        yield from close_all(session)
    yield from type_into_the_options(session)
    yield from analyse(session)
    yield from many(
        session,
        {
            "kml": kml.trigger,
            "page": page.trigger,
            "analysis": open_pools,
            "about": session.plugin.show_about,
            "search": session.plugin.search_action.trigger,
        },
    )


def load_demo(session):
    """The invented stations, searched for in the panel."""
    form = session.plugin.open_search()
    form.area_widgets.show_kind("world")
    form.source.setCurrentIndex(1)
    yield session.until(form.search_button.isEnabled, "the search is valid")
    form.search_button.click()
    yield session.until(lambda: bool(station_layers()), "the demo stations are there")
    yield session.pause(1)
    session.plugin.panel.close()


def type_into_the_search(session):
    """The panel, closed and opened again, takes what is typed, too."""
    session.plugin.search_action.trigger()
    yield from collect(session)
    form = session.plugin.panel.form()
    for field in form.findChildren(QLineEdit):
        if field.isVisible():
            QTest.keyClicks(field, "a")
    yield session.pause(0.3)
    session.result["search"] = form.summary.text()
    session.plugin.search_action.trigger()
    yield session.until(lambda: not form.isVisible(), "the panel is closed", seconds=5)


def open_pools():
    """*Analyse* ▸ *Pools of stations*, as the menus of layer and plugin offer it."""
    menu = next(a.menu() for a in utils.plugins[PACKAGE].layer_actions.actions if a.text() == "&Analyse")
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Pools of stations…").trigger()


def analyse(session):
    """The window of an analysis has the layer filled in, and runs."""
    open_pools()
    yield from collect(session)
    (window,) = windows()
    session.shot("analysis")
    window.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()

    def pools():
        return [layer for layer in QgsProject.instance().mapLayers().values() if layer.name() == "Pools"]

    yield session.until(pools, "the pools are there")
    session.result["pools"] = sum(len(pool["station_ids"].split(",")) for pool in pools()[0].getFeatures())
    session.result["stations"] = station_layers()[0].featureCount()
    yield from close_all(session)
    QgsProject.instance().removeMapLayer(pools()[0])


def type_into_the_options(session):
    """The options dialog is modal: what happens in it is called by a timer."""

    def type_and_close():
        gc.collect()
        page = next(page for page in QApplication.allWidgets() if page.objectName() == PAGE_NAME and page.isVisible())
        field = page.findChild(QLineEdit, "base_url_edit")
        QTest.keyClicks(field, "no address")
        session.result["options"] = page.findChild(QLabel, "base_url_note").text()
        field.clear()
        page.window().reject()

    session.later(2, type_and_close)
    session.plugin.open_options()
    yield from collect(session)


def many(session, openings):
    """Each window often, and how many widgets there are after a first and after a last round."""
    for name, open_window in openings.items():
        widgets = []
        for number in range(session.arguments["times"]):
            open_window()
            yield session.pause(0.01)
            yield from close_all(session)
            if number in (4, session.arguments["times"] - 1):
                yield from collect(session)
                widgets.append(len(QApplication.allWidgets()))
        session.result[f"{name} widgets"] = widgets


def collect(session):
    gc.collect()
    yield session.pause(0.3)
    gc.collect()


def windows():
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]


def close_all(session):
    for window in windows():
        QTest.keyClick(window, Qt.Key.Key_Escape)
    session.plugin.panel.close()
    yield session.until(lambda: not windows(), "the windows are closed", seconds=5)


def visible_fields():
    return [field for window in windows() for field in window.findChildren(QLineEdit) if field.isVisible()]


def shown(name) -> QLabel:
    return next(label for window in windows() for label in window.findChildren(QLabel, name))
