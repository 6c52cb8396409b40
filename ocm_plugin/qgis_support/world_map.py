"""Outlines of countries, from the small map of the world that comes with QGIS (Natural Earth, public domain)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsApplication, QgsGeometry, QgsVectorLayer

from ..ocm.store.database import looking_at
from ..ocm.store.points import wkb_of


def world_map_path() -> str:
    """The file; a QGIS without it has none at this path."""
    return str(Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg")


def open_countries(name: str) -> QgsVectorLayer:
    """Its countries as a layer with this name; not valid where QGIS came without them. Main thread."""
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    return QgsVectorLayer(f"{world_map_path()}|layername=countries", name, "ogr", options)


def country_shapes() -> Iterator[tuple[str, QgsGeometry]]:
    """The code (ISO 3166-1 alpha-2) and shape (degrees) of each country; none where QGIS lacks them. Any thread.

    Read without QGIS' provider: two threads that open and close the same file through it wait for each other for ever.
    """
    path = world_map_path()
    if not Path(path).exists():
        return
    with looking_at(path) as database:
        for code, blob in database.execute("SELECT iso_a2, geom FROM countries"):
            shape = QgsGeometry()
            shape.fromWkb(wkb_of(blob))
            yield code, shape
