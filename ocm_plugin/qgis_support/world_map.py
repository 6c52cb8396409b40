"""Outlines of countries, from the small map of the world that comes with QGIS (Natural Earth, public domain)."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from qgis.core import QgsApplication, QgsGeometry, QgsVectorLayer

_ONE_WORKER = Lock()
"""Two threads that open and close the same file in QGIS 3.22 can wait for each other for ever."""


def world_map_path() -> str:
    """The file; a QGIS without it has none at this path."""
    return str(Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg")


def open_countries(name: str) -> QgsVectorLayer:
    """Its countries as a layer with this name; not valid where QGIS came without them. Main thread."""
    return _open(world_map_path(), name)


def country_shapes() -> list[tuple[str, QgsGeometry]]:
    """The code (ISO 3166-1 alpha-2) and shape (degrees) of each country; none where QGIS lacks them. Any thread."""
    path = Path(world_map_path())
    with _ONE_WORKER:
        # QGIS takes it for another file than the one that the main thread may open meanwhile: it goes by the name.
        layer = _open(f"{path.parent}/./{path.name}", "countries")
        features = layer.getFeatures() if layer.isValid() else ()
        return [(feature["iso_a2"], feature.geometry()) for feature in features]


def _open(path: str, name: str) -> QgsVectorLayer:
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    return QgsVectorLayer(f"{path}|layername=countries", name, "ogr", options)
