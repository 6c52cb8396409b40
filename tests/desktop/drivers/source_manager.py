"""QGIS' Data Source Manager: our page, a search typed there, what it opens, and that it leaves with the plugin."""

from __future__ import annotations

import gc

from qgis.PyQt.QtWidgets import QAction, QApplication, QListWidget, QPushButton
from qgis.utils import loadPlugin, startPlugin, unloadPlugin

from tests.desktop.drivers.hands import Hands
from tests.desktop.drivers.newcomer import message
from tests.desktop.drivers.steps import PACKAGE, station_layers

NAME = "Open Charge Map"


def drive(session):
    result, hands = session.result, Hands(session)
    session.iface.mainWindow().showMaximized()
    yield session.pause(1)

    yield from open_page(session)
    session.shot("page")
    yield from hands.type("austin texas ccs 50")
    yield session.pause(0.3)
    session.shot("typed")
    yield from hands.press("Return")
    yield session.until(lambda: not manager().isVisible(), "the window closes")
    yield session.until(lambda: bool(station_layers()) and bool(message(session)), "the stations are there")
    result["name"] = station_layers()[0].name()
    result["panel"] = session.plugin.panel.isVisible()
    session.shot("found")
    session.plugin.panel.close()

    yield from open_page(session)
    gc.collect()
    button = next(each for each in manager().findChildren(QPushButton) if each.text() == session.arguments["panel"])
    yield from hands.click(button, "the button of the panel")
    yield session.until(lambda: not manager().isVisible(), "the window closes again")
    result["panel opened"] = session.plugin.panel.isVisible()

    assert unloadPlugin(PACKAGE)
    yield session.pause(0.5)
    gc.collect()
    result["pages without the plugin"] = names().count(NAME)
    assert loadPlugin(PACKAGE) and startPlugin(PACKAGE)
    yield session.pause(0.5)
    result["pages with it again"] = names().count(NAME)
    yield from open_page(session)
    session.shot("page-again")
    manager().reject()
    yield session.pause(0.5)


def open_page(session):
    """By the action of QGIS' toolbar, which waits until the window is closed."""
    session.later(0, session.iface.mainWindow().findChild(QAction, "mActionDataSourceManager").trigger)
    yield session.until(lambda: manager() is not None and manager().isVisible(), "the window is open")
    entries().setCurrentRow(names().index(NAME))
    yield session.pause(0.7)


def manager():
    windows = QApplication.topLevelWidgets()
    return next((each for each in windows if each.metaObject().className() == "QgsDataSourceManagerDialog"), None)


def entries() -> QListWidget:
    return manager().findChild(QListWidget, "mOptionsListWidget")


def names() -> list[str]:
    return [entries().item(row).text() for row in range(entries().count())]
