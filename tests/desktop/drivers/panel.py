"""The search panel beside the map: opened, closed and moved by every way there is, and left open at the end."""

from __future__ import annotations

import gc

from qgis.core import QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import QPoint, QRect
from qgis.PyQt.QtWidgets import QWidget


def drive(session):
    window, plugin = session.iface.mainWindow(), session.plugin
    window.showMaximized()
    QgsProject.instance().addMapLayer(QgsVectorLayer("Point?crs=EPSG:4326", "Something", "memory"))
    yield session.pause(1)
    session.iface.mapCanvas().setExtent(QgsRectangle(4, 47.4, 9.2, 52.2))
    panel, action = plugin.panel, plugin.search_action
    session.result["at the start"] = state(plugin)
    if not panel.isVisible():
        action.trigger()
    yield session.until(lambda: panel.form() is not None and panel.form().search_button.isEnabled(), "the form")
    yield session.pause(0.5)
    session.result["opened"] = state(plugin)
    form = panel.form()
    session.iface.messageBar().pushMessage("Something", "is said here.")
    yield session.pause(0.5)
    session.result["places"] = {
        "panel": place(panel, window),
        "map": place(session.iface.mapCanvas(), window),
        "message": place(session.iface.messageBar(), window),
        "search": place(form.search_button, window),
        "window": [0, 0, window.width(), window.height()],
    }
    session.shot("panel")
    session.iface.messageBar().clearWidgets()
    for part in form.findChildren(QgsCollapsibleGroupBoxBasic):
        part.setCollapsed(False)
    form.details_button.setChecked(True)
    form.show_running(True, "Getting stations. 12,500 stations, 13 requests, 4.2 MB")
    yield session.pause(0.5)
    session.shot("everything")
    session.result["search when all is shown"] = place(form.progress, window)
    form.show_running(False)

    panel.close()
    gc.collect()
    yield session.pause(0.2)
    session.result["closed"] = state(plugin)
    panel.toggleViewAction().trigger()  # the entry of View, Panels
    yield session.pause(0.2)
    session.result["opened by QGIS"] = state(plugin)
    session.result["is the same form"] = panel.form() is form
    panel.setFloating(True)
    yield session.pause(0.5)
    session.shot("floating")
    action.trigger()
    yield session.pause(0.2)
    session.result["floating and closed"] = state(plugin)
    action.trigger()
    panel.setFloating(False)
    yield session.pause(0.2)
    session.result["at the end"] = state(plugin)


def state(plugin) -> list:
    """Whether the panel is shown, whether the action says so, and whether it is filled."""
    return [plugin.panel.isVisible(), plugin.search_action.isChecked(), plugin.panel.form() is not None]


def place(widget: QWidget, window: QWidget) -> list[int]:
    """Left, top, right and bottom in the main window."""
    found = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return [found.left(), found.top(), found.right(), found.bottom()]
