"""A user's first search: open the panel, take the map's extent, filter, search, look, and meet a failure."""

from __future__ import annotations

from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsDoubleSpinBox
from qgis.PyQt.QtWidgets import QPushButton

from tests.desktop.drivers.steps import station_layer

RHINE = QgsRectangle(3.6, 47.3, 9.4, 52.4)


def drive(session):
    result, iface = session.result, session.iface
    canvas = iface.mapCanvas()
    iface.mainWindow().showMaximized()
    canvas.setExtent(RHINE)
    canvas.refresh()
    yield session.pause(0.5)

    session.plugin.search_action.trigger()
    form = session.plugin.panel.form()
    yield session.until(lambda: form.area_widgets.is_following and form.search_button.isEnabled(), "the form")
    form.findChild(QgsDoubleSpinBox, "min_power_kw").setValue(50)
    yield session.until(lambda: "at least 50 kW" in form.summary.text(), "the sentence follows")
    yield session.pause(0.3)
    session.shot("panel")
    result["url"] = form.url.text()
    result["panel"] = session.plugin.panel.width()

    form.search_button.click()
    yield session.until(lambda: station_layer() is not None, "the stations are loaded")
    session.plugin.search_action.trigger()
    result["is_closed"] = not form.isVisible()
    canvas.setExtent(RHINE)
    canvas.refresh()
    yield session.until(lambda: bool(labels()), "the label")
    yield session.pause(1)
    yield session.until(lambda: not canvas.isDrawing(), "the map is drawn")
    session.shot("map")
    layer = station_layer()
    result["powers"] = sorted({feature["max_kw"] for feature in layer.getFeatures() if feature["match"] == "yes"})
    result["count"] = layer.featureCount()
    result["message"] = iface.messageBar().currentItem().text()
    result["buttons"] = [button.text() for button in iface.messageBar().currentItem().findChildren(QPushButton)]
    result["label"] = labels()
    result["tool_tips"] = [item.toolTip() for item in canvas.annotationItems()]
    result["attribution"] = evaluate(f"layer_property('{layer.id()}', 'attribution')", layer)
    result["dirty_by_label"] = dirty_after_label(layer)
    result["tasks"] = QgsApplication.taskManager().countActiveTasks()

    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    node.setItemVisibilityCheckedParentRecursive(False)
    yield session.until(lambda: not labels(), "the label goes with its layer")
    node.setItemVisibilityCheckedParentRecursive(True)
    yield session.until(lambda: bool(labels()), "the label comes with its layer")

    iface.setActiveLayer(layer)
    yield session.pause(0.1)
    iface.addVectorLayer("Point?crs=EPSG:4326", "Mine", "memory")
    root = QgsProject.instance().layerTreeRoot()
    (mine,) = QgsProject.instance().mapLayersByName("Mine")
    result["swallowed"] = root.findLayer(mine.id()).parent() is not root
    result["group"] = [each.name() for each in root.findLayer(layer.id()).parent().findLayers()]

    # A wrong key, in the middle of a session.
    QgsProject.instance().clear()
    session.arguments["spoil"] = True
    form = session.plugin.open_search()
    form.source.setCurrentIndex(form.source.findData("file"))
    form.poi_file.setFilePath(str(session.folder / "no such file.json"))
    yield session.until(form.search_button.isEnabled, "a search in a file")
    form.search_button.click()
    yield session.until(lambda: iface.messageBar().currentItem() is not None, "the message")
    yield session.pause(0.3)
    session.shot("error")
    result["error"] = iface.messageBar().currentItem().text()
    result["layers_after_error"] = len(QgsProject.instance().mapLayers())
    session.plugin.panel.close()


def labels():
    return [item.document().toPlainText() for item in QgsProject.instance().annotationManager().annotations()]


def dirty_after_label(layer):
    """Whether the project wants to be saved only because the label came."""
    from qgis.utils import plugins

    QgsProject.instance().setDirty(False)
    label = plugins["openchargemap"].label
    label.stop()
    label.start()
    label.update()
    return QgsProject.instance().isDirty()


def evaluate(text, layer):
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    return QgsExpression(text).evaluate(context)
