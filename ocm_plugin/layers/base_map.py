"""A map below the stations that needs no internet: the countries of the world map that comes with QGIS."""

from __future__ import annotations

from qgis.core import QgsFillSymbol, QgsLayerMetadata, QgsProject, QgsSingleSymbolRenderer, QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from ..ocm.translation import tr
from ..qgis_support.world_map import open_countries
from .build import StationLayers

LAND = {"color": "#f4f1ea", "outline_color": "#b9b2a5", "outline_width": "0.2"}
WATER = "#d5e4ee"


def add_offline_base_map(project: QgsProject, result: StationLayers) -> QgsVectorLayer | None:
    """Put the outlines of the countries below a result that is alone in its project. Main thread.

    None where there is anything else, or QGIS came without its world map.
    """
    if project.mapLayers().keys() - {layer.id() for layer in result.all()}:
        return None
    layer = open_countries(tr("World outlines (offline base map)"))
    if not layer.isValid():
        return None
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(LAND)))
    layer.setFlags(layer.flags() & ~QgsVectorLayer.LayerFlag.Identifiable & ~QgsVectorLayer.LayerFlag.Searchable)
    metadata = QgsLayerMetadata()
    metadata.setTitle(layer.name())
    metadata.setRights(["Natural Earth, public domain"])
    layer.setMetadata(metadata)
    project.setBackgroundColor(QColor(WATER))
    project.addMapLayer(layer, False)
    project.layerTreeRoot().addLayer(layer)
    return layer
