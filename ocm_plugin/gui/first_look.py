"""What helps to look at a result that has come: the map goes there, and after the first one map tips are on."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsLayerTreeRegistryBridge,
    QgsProject,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface, QgsMapCanvas

from ..layers.keywords import is_station_layer
from ..ocm.translation import tr

_DONE = "openchargemap/map_tips_switched_on"
"""Setting: whether it was done once. A user who switches map tips off wants them off."""


def look_at(iface: QgisInterface, layer_id: str) -> str:
    """Help the user to look at a result. Returns what is to be said of it, or ""."""
    bring_into_view(iface, layer_id)
    return switch_on_map_tips(iface)


def bring_into_view(iface: QgisInterface, layer_id: str) -> None:
    """Let the map show a layer of stations if it shows none of them."""
    layer, canvas = QgsProject.instance().mapLayer(layer_id), iface.mapCanvas()
    if isinstance(layer, QgsVectorLayer) and layer.featureCount() and not _is_in_view(layer, canvas):
        iface.setActiveLayer(layer)
        iface.zoomToActiveLayer()


def keep_group_apart(layer_id: str) -> None:
    """Let the user's next layer come above the group of a layer of stations, which is active, and not into it.

    QGIS puts new layers beside the active one. In a group where the user has put other layers, too, that is wanted.
    """
    project = QgsProject.instance()
    place = project.layerTreeRoot().findLayer(layer_id)
    group = None if place is None else place.parent()
    if group is None or group.parent() is None:
        return
    if not all(is_station_layer(each.layer()) for each in group.findLayers()):
        return
    above = QgsLayerTreeRegistryBridge.InsertionPoint(group.parent(), group.parent().children().index(group))
    project.layerTreeRegistryBridge().setLayerInsertionPoint(above)


def switch_on_map_tips(iface: QgisInterface) -> str:
    """Switch QGIS' own map tips on, once in a profile. Returns the sentence that says so, or ""."""
    settings = QgsSettings()
    action = iface.actionMapTips() if hasattr(iface, "actionMapTips") else None
    if action is None or settings.value(_DONE, False, type=bool):
        return ""
    settings.setValue(_DONE, True)
    if action.isChecked():
        return ""
    action.setChecked(True)
    return tr("Map tips are on: let the mouse rest on a station.")


def _is_in_view(layer: QgsVectorLayer, canvas: QgsMapCanvas) -> bool:
    """Whether a station of the layer lies on the map as it is; an empty map shows nothing."""
    if canvas.extent().isEmpty():
        return False
    to_layer = QgsCoordinateTransform(canvas.mapSettings().destinationCrs(), layer.crs(), QgsProject.instance())
    try:
        shown = to_layer.transformBoundingBox(canvas.extent())
    except QgsCsException:
        return True  # the map shows more than the layer's CRS has
    if shown.contains(layer.extent()):
        return True  # the index would list all stations for an answer: 60 ms for 300,000
    request = QgsFeatureRequest(shown).setLimit(1).setSubsetOfAttributes([])
    return any(True for _ in layer.getFeatures(request))
