"""A map below the stations: OpenStreetMap, or the countries of the world map that comes with QGIS, without internet."""

from __future__ import annotations

from qgis.core import (
    QgsFillSymbol,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ..ocm.translation import marked, tr
from ..qgis_support.compat import POLYGON_GEOMETRY
from ..qgis_support.world_map import open_countries
from .build import StationLayers
from .keywords import CREDITED_ON_MAPS, is_station_layer

TILES = "https://tile.openstreetmap.org"
"""The server of OpenStreetMap's own tiles: QGIS' requests say what they come from, as its rules for their use want."""
TILES_URL = f"{TILES}/{{z}}/{{x}}/{{y}}.png"
TILES_CREDIT = marked("© OpenStreetMap contributors")
MOST_ZOOM = 19

LAND = {"color": "#f4f1ea", "outline_color": "#b9b2a5", "outline_width": "0.2"}
WATER = QColor("#d5e4ee")


def has_base_map(project: QgsProject) -> bool:
    """Whether a project shows where its stations are: by tiles, pictures, or the polygons of anybody but us."""
    return any(_shows_places(layer) for layer in project.mapLayers().values())


def _shows_places(layer: QgsMapLayer) -> bool:
    if not isinstance(layer, QgsVectorLayer):
        return True
    return layer.geometryType() == POLYGON_GEOMETRY and not is_station_layer(layer)


def is_alone(result: StationLayers, project: QgsProject) -> bool:
    """Whether a project holds nothing but a result."""
    return not project.mapLayers().keys() - {layer.id() for layer in result.all()}


def add_open_street_map(project: QgsProject) -> QgsRasterLayer:
    """Put OpenStreetMap's tiles below all layers of a project; maps with them name it. Main thread."""
    source = f"type=xyz&url={TILES_URL}&zmin=0&zmax={MOST_ZOOM}"
    layer = QgsRasterLayer(source, "OpenStreetMap", "wms")
    layer.setCustomProperty(CREDITED_ON_MAPS, True)
    _put_below(project, layer, tr(TILES_CREDIT))
    return layer


def add_outlines(project: QgsProject) -> QgsVectorLayer | None:
    """Put the outlines of the countries below all layers of a project; None where QGIS came without them. Main thread.

    A background that is white, as it is by itself, becomes water.
    """
    layer = open_countries(tr("World outlines (offline base map)"))
    if not layer.isValid():
        return None
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(LAND)))
    layer.setFlags(layer.flags() & ~QgsVectorLayer.LayerFlag.Identifiable & ~QgsVectorLayer.LayerFlag.Searchable)
    if project.backgroundColor() == QColor("white"):
        project.setBackgroundColor(WATER)
    _put_below(project, layer, "Natural Earth, public domain")
    return layer


def _put_below(project: QgsProject, layer: QgsMapLayer, rights: str) -> None:
    metadata = QgsLayerMetadata()
    metadata.setTitle(layer.name())
    metadata.setRights([rights])
    layer.setMetadata(metadata)
    project.addMapLayer(layer, False)
    project.layerTreeRoot().addLayer(layer)
