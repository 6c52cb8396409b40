"""Follows the map: pans, zooms out too far, freezes; the pictures show what a user sees."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRectangle

HOME = QgsRectangle(9.4, 50.5, 10.8, 51.3)


def drive(session):
    result, iface, plugin = session.result, session.iface, session.plugin
    canvas = iface.mapCanvas()
    iface.mainWindow().showMaximized()
    yield session.pause(0.5)
    iface.newProject()
    canvas.setExtent(HOME)
    canvas.refresh()
    yield session.pause(0.3)
    assert plugin.following is None
    plugin.follow_action.trigger()
    yield session.until(lambda: layer() is not None and is_at_rest(plugin), "the first stations")
    result["first"] = layer().featureCount()
    yield session.until(lambda: message(iface) is not None, "a base map is offered")
    result["begun"] = message(iface).text()
    yield session.pause(1)
    session.shot("following")
    for step in range(1, 13):  # as a hand drags
        canvas.setExtent(QgsRectangle(9.4 + step / 20, 50.5, 10.8 + step / 20, 51.3))
        canvas.refresh()
        yield session.pause(0.1)
    yield session.until(lambda: is_at_rest(plugin), "the rest after the pan")
    result["panned"] = layer().featureCount()
    yield session.pause(1)
    session.shot("panned")

    canvas.setExtent(QgsRectangle(-20, 30, 40, 60))
    canvas.refresh()
    yield session.until(lambda: message(iface).text() != result["begun"], "the limit")
    result["limit"] = message(iface).text()
    yield session.pause(1)
    session.shot("too_far")
    canvas.setExtent(HOME)
    canvas.refresh()
    yield session.until(lambda: message(iface) is None, "the message goes")

    plugin.follow_action.trigger()
    yield session.until(lambda: message(iface) is not None, "frozen")
    result["frozen"] = message(iface).text()
    result["is_checked"] = plugin.follow_action.isChecked()
    yield session.pause(1)
    session.shot("frozen")
    # Once more, ended by closing the project.
    plugin.follow_action.trigger()
    yield session.pause(0.2)
    iface.newProject()
    yield session.until(lambda: not plugin.follow_action.isChecked(), "the project is closed")
    result["layers"] = len(QgsProject.instance().mapLayers())


def message(iface):
    """Our message; QGIS has some of its own, such as that a font cannot be had without the internet."""
    return next((item for item in iface.messageBar().items() if item.title() == "Open Charge Map"), None)


def layer():
    return next((each for each in QgsProject.instance().mapLayers().values() if each.isSpatial()), None)


def is_at_rest(plugin):
    following = plugin.following
    return following is not None and not following._rest.isActive() and following._stepping is None
