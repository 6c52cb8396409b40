"""Polygons as zones: in which of them a point lies, each on a shared border in one only; and their areas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDistanceArea,
    QgsFeature,
    QgsFeatureSource,
    QgsGeometry,
    QgsPoint,
    QgsPointXY,
    QgsRectangle,
    QgsSpatialIndex,
)

from ..ocm.search.areas import Position
from ..qgis_support.threads import taking_turns
from .station_source import DEGREES

ELLIPSOID = "EPSG:7030"
"""Of WGS 84."""


class _Zone(NamedTuple):
    feature: QgsFeature
    geometry: QgsGeometry
    """Kept, as the engine works on its parts."""
    engine: Any


class ZoneLayer:
    """All polygons of a source, ready to be asked. For one thread."""

    def __init__(
        self, source: QgsFeatureSource, transform_context: QgsCoordinateTransformContext, check: Callable[[], None]
    ) -> None:
        self._zones: list[_Zone] = []
        self._index = QgsSpatialIndex()
        crs = source.sourceCrs()
        degrees = QgsCoordinateReferenceSystem(DEGREES)
        self._to_zones = None
        if crs.isValid() and crs != degrees:
            self._to_zones = QgsCoordinateTransform(degrees, crs, transform_context)
        self._measure = QgsDistanceArea()
        self._measure.setSourceCrs(crs if crs.isValid() else degrees, transform_context)
        self._measure.setEllipsoid(ELLIPSOID)
        for count, feature in enumerate(taking_turns(source.getFeatures())):
            if count % 256 == 0:
                check()
            geometry = feature.geometry()
            engine = None
            if not geometry.isNull() and not geometry.isEmpty():
                engine = QgsGeometry.createGeometryEngine(geometry.constGet())
                engine.prepareGeometry()
                self._index.addFeature(len(self._zones), geometry.boundingBox())
            self._zones.append(_Zone(feature, geometry, engine))

    def __len__(self) -> int:
        return len(self._zones)

    def feature(self, number: int) -> QgsFeature:
        """A zone as it was given."""
        return self._zones[number].feature

    def area_km2(self, number: int) -> float | None:
        """The area of a zone on the ellipsoid; None for one without a geometry."""
        zone = self._zones[number]
        if zone.engine is None:
            return None
        return float(self._measure.measureArea(zone.geometry)) / 1e6

    def holding(self, place: Position) -> list[int]:
        """The zones within which a place lies: several where zones overlap.

        A place on borders only lies in the first zone whose border it is, so that it is never counted twice.
        """
        x, y = place
        if self._to_zones is not None:
            try:
                moved = self._to_zones.transform(QgsPointXY(x, y))
            except QgsCsException:  # outside of what the system can show, and so of all zones
                return []
            x, y = moved.x(), moved.y()
        near = self._index.intersects(QgsRectangle(x, y, x, y))
        if not near:
            return []
        point = QgsPoint(x, y)
        within = [number for number in near if self._zones[number].engine.contains(point)]
        if within:
            return within
        return next(([number] for number in sorted(near) if self._zones[number].engine.intersects(point)), [])
