"""What usable stations reach: surely, and possibly. By a distance on the ellipsoid, or by service areas that are given.

Areas are measured in a projection that keeps them (Lambert's, azimuthal). A circle around a station is a polygon: for
what is sure one within it, for what is possible one around it, so that the truth lies between both.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDistanceArea,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsGeometry,
    QgsPoint,
    QgsPointXY,
    QgsRectangle,
    QgsSpatialIndex,
)

from ..layers.layer_rows import plain_value
from ..ocm.analysis.covering import Cover, point_cover
from ..ocm.analysis.nearest import NearestPlaces, NearestStations
from ..ocm.analysis.typed_values import typed_value
from ..ocm.errors import AnalysisError
from ..ocm.match.filters import Verdict
from ..ocm.search.areas import Position
from ..ocm.search.geodesy import metres_between
from ..ocm.translation import tr
from ..qgis_support.compat import POLYGON_GEOMETRY
from ..qgis_support.threads import taking_turns
from .station_source import DEGREES
from .zone_layer import ELLIPSOID

CORNERS = 64
"""Of a circle: the polygon within has 99.8 % of its area, that around it 100.1 %."""
_AROUND = 1.0001 / math.cos(math.pi / CORNERS)
"""So much larger is the circle whose polygon lies around the true one, with what projections bend."""
_CENTRES_DEGREES = 5
"""Projections have their centres this far from one another, so that there are few of them; each keeps areas."""
_ONE_BY_ONE = 32
"""So few pieces are taken away one by one, until nothing is left; more are joined first."""
_STEP_DEGREES, _STEP_UNITS = 0.02, 2_000.0
"""Edges of areas are straight in their own system: so far apart, corners keep them there in another one."""


class Pieces(NamedTuple):
    """What covers an area or part of it, in degrees."""

    sure: Sequence[QgsGeometry]
    """Within what is surely covered."""
    possible: Sequence[QgsGeometry]
    """Around all that may be covered."""


class Reach(Protocol):
    """What stations reach."""

    def of_point(self, place: Position, people: float | None) -> Cover:
        """How a point is covered."""

    def whole(self, centre: Position, radius_m: float) -> float | None:
        """1 where all is covered for sure so far around a place, 0 where for sure nothing is; None: to be measured."""

    def pieces(self, centre: Position, radius_m: float, box: QgsRectangle) -> Pieces:
        """What covers parts of the surroundings of a place, which lie in a box of degrees."""


class DistanceReach:
    """All within a distance of a usable station."""

    def __init__(self, stations: NearestStations, within_m: float) -> None:
        self._stations = stations
        self._within_m = within_m
        self._sure = [site.position for site in stations.sure]
        self._unsure = [site.position for site in stations.unsure]
        self._sure_places, self._unsure_places = NearestPlaces(self._sure), NearestPlaces(self._unsure)
        self._measure = QgsDistanceArea()
        self._measure.setSourceCrs(QgsCoordinateReferenceSystem(DEGREES), QgsCoordinateTransformContext())
        self._measure.setEllipsoid(ELLIPSOID)
        # No method: one of its own would hold itself, and so all stations, until Python's collector comes.
        self._circle = functools.lru_cache(maxsize=16384)(functools.partial(_new_circle, self._measure))

    def of_point(self, place: Position, people: float | None) -> Cover:
        sure_m, possible_m = self._stations.distances(place)
        return point_cover(sure_m, possible_m, self._within_m, people)

    def whole(self, centre: Position, radius_m: float) -> float | None:
        sure_m, possible_m = self._stations.distances(centre)
        if sure_m + radius_m <= self._within_m:
            return 1.0
        return 0.0 if possible_m - radius_m > self._within_m else None

    def pieces(self, centre: Position, radius_m: float, box: QgsRectangle) -> Pieces:
        reach = radius_m + self._within_m * _AROUND
        sure = [self._sure[each] for _, each in self._sure_places.nearest(centre, len(self._sure), reach)]
        unsure = [self._unsure[each] for _, each in self._unsure_places.nearest(centre, len(self._unsure), reach)]
        return Pieces(
            [self._circle(place, self._within_m) for place in sure],
            [self._circle(place, self._within_m * _AROUND) for place in (*sure, *unsure)],
        )


def _new_circle(measure: QgsDistanceArea, place: Position, radius_m: float) -> QgsGeometry:
    middle = QgsPointXY(*place)
    project, turn = measure.computeSpheroidProject, 2 * math.pi / CORNERS
    corners = [project(middle, radius_m, number * turn) for number in range(CORNERS)]
    return QgsGeometry.fromPolygonXY([[*corners, corners[0]]])


class _ServiceArea(NamedTuple):
    geometry: QgsGeometry
    engine: Any
    is_sure: bool


def _number(value: Any) -> Any:
    """The number of a station, which files without types keep as text."""
    try:
        return typed_value(value, "int64")
    except ValueError:
        return value


class ServiceReach:
    """All within the service areas of usable stations, such as what can be driven in ten minutes."""

    def __init__(
        self,
        source: QgsFeatureSource,
        key_field: str,
        verdicts: dict[Any, Verdict],
        transform_context: QgsCoordinateTransformContext,
        check: Callable[[], None],
    ) -> None:
        """`key_field`: which field of the areas has the number of the station. `verdicts`: by that number."""
        place = source.fields().indexOf(key_field or "ocm_id")
        if place < 0:
            raise AnalysisError(
                tr("The service areas have no field “{name}”: please choose the field with the number of the station.",
                   name=key_field or "ocm_id")
            )  # fmt: skip
        request = QgsFeatureRequest().setSubsetOfAttributes([place])
        request.setDestinationCrs(QgsCoordinateReferenceSystem(DEGREES), transform_context)
        self._areas: list[_ServiceArea] = []
        self._index = QgsSpatialIndex()
        self.n_unknown = 0
        """Areas of stations that are not there."""
        for count, feature in enumerate(taking_turns(source.getFeatures(request))):
            if count % 256 == 0:
                check()
            verdict = verdicts.get(_number(plain_value(feature[place])))
            self.n_unknown += verdict is None
            geometry = _sound(feature.geometry())
            if verdict in (None, Verdict.NO) or geometry.isEmpty():
                continue
            engine = QgsGeometry.createGeometryEngine(geometry.constGet())
            engine.prepareGeometry()
            self._index.addFeature(len(self._areas), geometry.boundingBox())
            self._areas.append(_ServiceArea(geometry, engine, verdict is Verdict.YES))

    def of_point(self, place: Position, people: float | None) -> Cover:
        point = QgsPoint(*place)
        found = [area for area in self._near(QgsRectangle(*place, *place)) if area.engine.intersects(point)]
        return Cover(float(any(area.is_sure for area in found)), float(bool(found)), people)

    def whole(self, centre: Position, radius_m: float) -> float | None:
        return None

    def pieces(self, centre: Position, radius_m: float, box: QgsRectangle) -> Pieces:
        near = self._near(box)
        return Pieces([area.geometry for area in near if area.is_sure], [area.geometry for area in near])

    def _near(self, box: QgsRectangle) -> list[_ServiceArea]:
        return [self._areas[number] for number in self._index.intersects(box)]


class _Plane(NamedTuple):
    """A projection that keeps areas: into it, and back."""

    of_areas: QgsCoordinateTransform
    of_degrees: QgsCoordinateTransform
    back: QgsCoordinateTransform


class AreaCover(NamedTuple):
    """How an area is covered, and what of it is not even possibly."""

    cover: Cover
    desert: QgsGeometry
    """In the system of the areas, of several parts; empty where there is none."""
    desert_km2: float


class Areas:
    """Polygons of one system, to be measured. For one thread."""

    def __init__(
        self,
        crs: QgsCoordinateReferenceSystem,
        transform_context: QgsCoordinateTransformContext,
        reach: Reach,
        check: Callable[[], None],
    ) -> None:
        """`check` raises when the run is cancelled."""
        degrees = QgsCoordinateReferenceSystem(DEGREES)
        self._crs = crs if crs.isValid() else degrees
        self._reach = reach
        self._check = check
        self._to_degrees = QgsCoordinateTransform(self._crs, degrees, transform_context)
        self._step = _STEP_DEGREES if self._crs.isGeographic() else _STEP_UNITS
        self._planes = functools.lru_cache(maxsize=None)(functools.partial(_new_plane, self._crs, transform_context))

    def cover(self, geometry: QgsGeometry, people: float | None) -> AreaCover | None:
        """How an area is covered; None for one that has no area, or lies nowhere on Earth."""
        area = _sound(geometry)
        if area.isEmpty():
            return None
        area = area.densifyByDistance(self._step)
        in_degrees = QgsGeometry(area)
        try:
            in_degrees.transform(self._to_degrees)
            centre = in_degrees.centroid().asPoint()
            place = (centre.x(), centre.y())
            plane = self._planes(*map(_snapped, place))
            area.transform(plane.of_areas)
            return self._measured(area, in_degrees, place, people, plane)
        except QgsCsException:
            return None

    def _measured(
        self,
        area: QgsGeometry,
        in_degrees: QgsGeometry,
        centre: Position,
        people: float | None,
        plane: _Plane,
    ) -> AreaCover | None:
        size = area.area()
        if not size > 0:
            return None
        hull = in_degrees.convexHull()  # kept while its corners are read
        radius = max(metres_between(centre, (each.x(), each.y())) for each in hull.vertices()) * 1.001 + 1.0
        whole = self._reach.whole(centre, radius)
        if whole is None:
            sure, possible = self._reach.pieces(centre, radius, in_degrees.boundingBox())
            uncovered = _without(area, self._moved(sure, plane), len(sure))
            desert = _without(area, self._moved(possible, plane), len(possible))
        else:
            uncovered = desert = QgsGeometry() if whole else area
        hi = _share(1 - desert.area() / size) if not desert.isEmpty() else 1.0
        lo = min(hi, _share(1 - uncovered.area() / size) if not uncovered.isEmpty() else 1.0)
        km2 = size / 1e6
        back = QgsGeometry()
        if hi < 1:
            back = QgsGeometry(desert)
            back.transform(plane.back)
            back.convertToMultiType()
        return AreaCover(Cover(lo, hi, people, km2), back, (1 - hi) * km2)

    def _moved(self, pieces: Iterable[QgsGeometry], plane: _Plane) -> Iterator[QgsGeometry]:
        for piece in pieces:
            self._check()
            made = QgsGeometry(piece)
            made.transform(plane.of_degrees)
            yield made


def _new_plane(
    crs: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext, longitude: int, latitude: int
) -> _Plane:
    text = f"+proj=laea +lat_0={latitude} +lon_0={longitude} +datum=WGS84 +units=m +no_defs"
    plane, degrees = QgsCoordinateReferenceSystem.fromProj(text), QgsCoordinateReferenceSystem(DEGREES)
    return _Plane(
        QgsCoordinateTransform(crs, plane, context),
        QgsCoordinateTransform(degrees, plane, context),
        QgsCoordinateTransform(plane, crs, context),
    )


def _share(found: float) -> float:
    """A share without what cutting leaves: all and nothing are exactly so."""
    return max(0.0, round(found, 9))


def _snapped(degrees: float) -> int:
    return round(degrees / _CENTRES_DEGREES) * _CENTRES_DEGREES


def _sound(geometry: QgsGeometry) -> QgsGeometry:
    """The polygons of a geometry, such that they can be cut."""
    if geometry.isNull() or geometry.isEmpty():
        return QgsGeometry()
    return QgsGeometry(geometry) if geometry.isGeosValid() else _polygons(geometry.makeValid())


def _without(area: QgsGeometry, pieces: Iterable[QgsGeometry], number: int) -> QgsGeometry:
    """What of an area is in none of so many pieces."""
    if number > _ONE_BY_ONE:
        return _polygons(area.difference(QgsGeometry.unaryUnion(list(pieces))))
    rest = area
    for piece in pieces:
        if rest.isEmpty():
            break
        if rest.boundingBoxIntersects(piece):
            rest = _polygons(rest.difference(piece))
    return rest


def _polygons(geometry: QgsGeometry) -> QgsGeometry:
    """A geometry without the lines and points that cutting leaves."""
    made = QgsGeometry(geometry)
    made.convertGeometryCollectionToSubclass(POLYGON_GEOMETRY)
    return made
