"""Stations on the map while a slow server still sends the others: cancelled, loaded, removed, and then all of them."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRectangle
from qgis.PyQt.QtWidgets import QPushButton

EUROPE = QgsRectangle(-12, 35, 30, 60)


def drive(session):
    iface, canvas = session.iface, session.iface.mapCanvas()
    iface.mainWindow().showMaximized()
    canvas.setExtent(EUROPE)
    canvas.refresh()
    yield session.pause(0.5)
    form = session.plugin.open_search()
    yield session.until(form.search_button.isEnabled, "the form")

    yield from search(session, form)
    session.shot("loading")
    session.result["loading"] = said(stations())
    form.cancel_button.click()
    yield session.until(lambda: iface.messageBar().currentItem() is not None, "the search has stopped")
    yield session.pause(0.5)
    session.shot("cancelled")
    session.result["cancelled"] = len(QgsProject.instance().mapLayers())
    press(session, 1)
    yield session.until(lambda: stations() is not None and not session.plugin.searching.work.goes_on, "what arrived")
    yield session.pause(1)
    session.shot("arrived")
    session.result["arrived"] = said(stations())
    QgsProject.instance().clear()
    yield session.pause(0.5)

    yield from search(session, form)
    QgsProject.instance().removeMapLayer(stations().id())
    yield session.until(lambda: iface.messageBar().currentItem() is not None, "the search has ended")
    yield session.pause(0.5)
    session.shot("removed")
    session.result["removed"] = iface.messageBar().currentItem().text()
    QgsProject.instance().clear()
    yield session.pause(0.5)

    yield from search(session, form)
    while session.plugin.searching._task is not None:
        # The user looks around meanwhile: the map is drawn while stations are put into its layer.
        canvas.zoomByFactor(0.9)
        yield session.pause(0.4)
    yield session.until(lambda: not session.plugin.searching.work.goes_on, "all are there")
    canvas.setExtent(EUROPE)
    canvas.refresh()
    yield session.pause(1)
    yield session.until(lambda: not canvas.isDrawing(), "the map is drawn")
    session.shot("whole")
    session.result["whole"] = said(stations())


def search(session, form):
    session.iface.messageBar().clearWidgets()
    form.search_button.click()
    yield session.until(lambda: stations() is not None and stations().featureCount() > 0, "the first stations")
    yield session.pause(1.5)
    yield session.until(lambda: not session.iface.mapCanvas().isDrawing(), "the map is drawn")


def press(session, number):
    session.iface.messageBar().currentItem().findChildren(QPushButton)[number].click()


def stations():
    layers = (layer for layer in QgsProject.instance().mapLayers().values() if layer.isSpatial())
    return next(layers, None)


def said(layer):
    return {
        "count": layer.featureCount(),
        "legend": [item.label() for item in layer.renderer().legendSymbolItems()][:3],
        "abstract": layer.metadata().abstract(),
        "layers": len(QgsProject.instance().mapLayers()),
    }
