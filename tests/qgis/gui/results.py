"""Searches run to their end, and what stands in the project then."""

from __future__ import annotations

from qgis.core import (
    QgsAttributeEditorElement,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProject,
    QgsVectorLayer,
)

from ocm_plugin.gui.messages import Messages
from ocm_plugin.gui.search_controller import SearchController
from ocm_plugin.gui.search_request import SearchRequest
from ocm_plugin.gui.tasks import Tasks
from ocm_plugin.layers.build import StationLayers
from ocm_plugin.layers.keywords import is_station_layer
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from tests.support.legends import one_line

from .conftest import Window, no_task_runs, settle


def request(search: Search | None = None, **changes) -> SearchRequest:
    return SearchRequest(search or Search(area=World()), "api", "", "afir")._replace(**changes)


def run(searching: SearchController, window: Window, wanted: SearchRequest) -> str:
    """Run a search to its end: the message."""
    searching.search(wanted)
    settle(lambda: bool(window.message()))
    settle(no_task_runs)
    return window.message()


def stations() -> QgsVectorLayer:
    """The one layer of stations in the project, whatever it is called."""
    layers = QgsProject.instance().mapLayers().values()
    (layer,) = (layer for layer in layers if is_station_layer(layer) and layer.isSpatial())
    return layer


def legend(layer: QgsVectorLayer) -> list[str]:
    return [one_line(item.label()) for item in layer.renderer().legendSymbolItems()]


def demo_stations(window: Window, tasks: Tasks, wanted: SearchRequest) -> QgsVectorLayer:
    """The invented stations that a search loads, when they are drawn."""
    searching = SearchController(window, tasks, Messages(window), window.panel())
    run(searching, window, wanted._replace(source="demo"))
    searching.stop()
    window.wait_for_drawing()
    return stations()


def spatial_layers() -> list[QgsVectorLayer]:
    return [layer for layer in QgsProject.instance().mapLayers().values() if layer.isSpatial()]


def shown_in_form(stations: QgsVectorLayer) -> list[str]:
    """The relations whose rows the form shows."""
    root = stations.editFormConfig().invisibleRootContainer()
    elements = root.findElements(QgsAttributeEditorElement.AttributeEditorType.AeTypeRelation)
    return sorted(element.relation().id() for element in elements)


def tip(stations: QgsVectorLayer) -> str:
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(stations))
    context.setFeature(next(stations.getFeatures()))
    return QgsExpression.replaceExpressionText(stations.mapTipTemplate(), context)


def values(layers: StationLayers) -> dict[str, list[list]]:
    """All that layers hold, but for what differs from run to run."""
    return {
        table: [
            [feature.geometry().asWkt(), *(feature[name] for name in names)]
            for names in [[name for name in layer.fields().names() if name not in ("fid", "fetched_at", "query_id")]]
            for feature in layer.getFeatures()
        ]
        for table, layer in layers.tables().items()
    }
