"""One run of the algorithm that says what usable stations reach."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRenderer,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingFeatureSource,
    QgsProcessingUtils,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..analysis.looks import by_coverage, dress_output, graduated
from ..analysis.reach import Areas, DistanceReach, Reach, ServiceReach
from ..analysis.station_source import DEGREES
from ..analysis.zone_layer import ZoneLayer
from ..layers.fields import feature_of, fields_of_output
from ..layers.layer_rows import plain_value
from ..ocm.analysis.covering import Cover, CoverSums, cover_values, distances_in, joined_cover, sums_of, sums_values
from ..ocm.analysis.nearest import NearestStations
from ..ocm.analysis.usable import Site
from ..ocm.errors import AnalysisError
from ..ocm.search.areas import Position
from ..ocm.tables.schema import Field
from ..ocm.tables.schema.analyses.coverage import (
    COVERAGE_FIELDS,
    DESERT_FIELDS,
    DISTANCE_COVERAGE_FIELDS,
    ZONE_COVERAGE_FIELDS,
)
from ..ocm.translation import language, tr
from ..qgis_support.compat import POLYGON_GEOMETRY, WKB_NONE
from ..qgis_support.threads import taking_turns
from .analysis_algorithm import Coverage
from .analysis_run import AnalysisRun
from .outputs import is_temporary
from .written import Output, write_outputs

NOWHERE = 1.0
"""What is perhaps covered of a place whose position is not known: all."""


SHOWN, SHOWN_OF_PLACES = "percent_people_lo", "n_places_lo"
"""What the colours of zones show: of people where they are known."""


class _Found(NamedTuple):
    """What was found of a place."""

    feature: QgsFeature
    position: Position | None
    """Where it lies, of an area a point on it; None for nowhere."""
    cover: Cover
    desert: QgsGeometry | None = None
    """What of it is not covered; None where all is, perhaps."""
    desert_km2: float | None = None


class CoverRun(AnalysisRun[Coverage]):
    """Measures each place, and writes the places, the deserts, the zones and the sums by distance."""

    def run(self, given: Mapping[str, QgsProcessingFeatureSource]) -> dict[str, Any]:
        """Read, measure, write. Raises OcmError."""
        algorithm, parameters, context = self._algorithm, self._parameters, self._context
        places, zones = given[algorithm.PLACES], given.get(algorithm.ZONES)
        services = given.get(algorithm.SERVICE_AREAS)
        within = algorithm.parameterAsDouble(parameters, algorithm.DISTANCE, context)
        further = self._further_distances(services is not None) - {within}
        sites = list(self._sites())
        by_distance: dict[float, CoverSums] = {}
        if services is not None:
            found = self._measured(places, self._service_reach(services, sites), 1)
        else:
            stations = NearestStations(sites, algorithm.usable)
            found = self._measured(places, DistanceReach(stations, within), 1 + len(further))
            by_distance[within] = sums_of(each.cover for each in found)
            for distance in further:
                others = self._measured(places, DistanceReach(stations, distance), 1 + len(further))
                by_distance[distance] = sums_of(each.cover for each in others)
        outputs = {
            algorithm.OUTPUT: self._places_output(places, found),
            algorithm.DESERTS: self._deserts_output(places, found),
            algorithm.BY_DISTANCE: self._distances_output(by_distance),
        }
        if zones is not None:
            outputs[algorithm.ZONES_OUTPUT] = self._zones_output(zones, found)
        written = write_outputs(algorithm, parameters, context, outputs)
        sums = sums_of(each.cover for each in found)
        self._say(sums)
        return {
            **written,
            algorithm.COUNT: sums.n_places,
            algorithm.PLACES_LO: sums.n_lo,
            algorithm.PLACES_HI: sums.n_hi,
        }

    def _further_distances(self, has_services: bool) -> set[float]:
        """Those of the table that are asked for beside the distance. Raises AnalysisError."""
        algorithm = self._algorithm
        found = distances_in(algorithm.parameterAsString(self._parameters, algorithm.FURTHER_DISTANCES, self._context))
        if has_services and found:
            raise AnalysisError(tr("Service areas have no distances: please leave out the further distances."))
        return set(found)

    def _service_reach(self, services: QgsProcessingFeatureSource, sites: Sequence[Site]) -> ServiceReach:
        algorithm = self._algorithm
        key = algorithm.parameterAsString(self._parameters, algorithm.SERVICE_STATION, self._context)
        verdicts = {site.ocm_id: algorithm.usable.verdict(site) for site in sites}
        reach = ServiceReach(services, key, verdicts, self._context.transformContext(), self._check)
        if reach.n_unknown:
            self._feedback.pushWarning(
                tr(
                    "{n} service area left out because its station is not among the stations.",
                    "{n} service areas left out because their stations are not among the stations.",
                    n=reach.n_unknown,
                )
            )
        return reach

    def _measured(self, places: QgsProcessingFeatureSource, reach: Reach, parts: int) -> list[_Found]:
        """Each place with how it is covered. `parts`: of how many such the work consists."""
        transform_context, crs = self._context.transformContext(), places.sourceCrs()
        degrees = QgsCoordinateReferenceSystem(DEGREES)
        to_degrees = QgsCoordinateTransform(crs if crs.isValid() else degrees, degrees, transform_context)
        areas = Areas(crs, transform_context, reach, self._check)
        is_area = QgsWkbTypes.geometryType(places.wkbType()) == POLYGON_GEOMETRY
        people_field = places.fields().indexOf(
            self._algorithm.parameterAsString(self._parameters, self._algorithm.POPULATION, self._context)
        )
        count, start = max(1, places.featureCount()), self._feedback.progress()
        found = []
        for number, feature in enumerate(taking_turns(places.getFeatures())):
            if number % 64 == 0:
                self._check()
                self._feedback.setProgress(start + 90 * number / count / parts)
            geometry, people = feature.geometry(), _people(feature, people_field)
            points = [_inside(geometry)] if is_area else [QgsPointXY(each) for each in geometry.vertices()]
            placed = [(point, place) for point in points if (place := _position(point, to_degrees)) is not None]
            position = placed[0][1] if placed else None
            measured = areas.cover(geometry, people) if is_area and position is not None else None
            if measured is not None:
                desert = None if measured.desert.isEmpty() else measured.desert
                found.append(_Found(feature, position, measured.cover, desert, measured.desert_km2))
            elif is_area or position is None:
                found.append(_Found(feature, position, Cover(0.0, NOWHERE, people)))
            else:
                covers = [(point, reach.of_point(place, people)) for point, place in placed]
                bare = [point for point, cover in covers if cover.hi == 0]
                cover = joined_cover([cover for _, cover in covers], people)
                desert = geometry if cover.hi == 0 else QgsGeometry.fromMultiPointXY(bare)
                found.append(_Found(feature, position, cover, desert if bare else None))
        return found

    def _places_output(self, places: QgsProcessingFeatureSource, found: Sequence[_Found]) -> Output:
        rows = ([*each.feature.attributes(), *cover_values(each.cover)] for each in found)
        features = (feature_of(each.feature.geometry(), row) for each, row in zip(found, rows))
        return self._behind(
            self._algorithm.OUTPUT,
            places,
            COVERAGE_FIELDS,
            places.wkbType(),
            features,
            lambda layer, names: by_coverage(layer, names[0]),
        )

    def _deserts_output(self, places: QgsProcessingFeatureSource, found: Sequence[_Found]) -> Output:
        kind = places.wkbType()
        if QgsWkbTypes.geometryType(kind) == POLYGON_GEOMETRY:
            kind = QgsWkbTypes.multiType(QgsWkbTypes.flatType(kind))
        return self._behind(
            self._algorithm.DESERTS,
            places,
            DESERT_FIELDS,
            kind,
            (
                feature_of(each.desert, [*each.feature.attributes(), *_desert_values(each)])
                for each in found
                if each.desert is not None
            ),
            lambda layer, names: by_coverage(layer),
        )

    def _distances_output(self, by_distance: Mapping[float, CoverSums]) -> Output:
        is_kept = is_temporary(self._parameters.get(self._algorithm.BY_DISTANCE))
        has_people = bool(self._parameters.get(self._algorithm.POPULATION))
        rows = (
            feature_of(None, [distance, *sums_values(sums, has_people)])
            for distance, sums in sorted(by_distance.items())
        )

        def dress(layer: QgsVectorLayer) -> None:
            dress_output(layer, DISTANCE_COVERAGE_FIELDS, self._algorithm.attribution)

        fields = fields_of_output(DISTANCE_COVERAGE_FIELDS, is_kept)
        return Output(fields, WKB_NONE, QgsCoordinateReferenceSystem(), rows, dress)

    def _zones_output(self, zones: QgsProcessingFeatureSource, found: Sequence[_Found]) -> Output:
        layer = ZoneLayer(zones, self._context.transformContext(), self._check)
        by_zone: dict[int, list[Cover]] = {}
        for each in found:
            for zone in [] if each.position is None else layer.holding(each.position):
                by_zone.setdefault(zone, []).append(each.cover)
        has_people = bool(self._parameters.get(self._algorithm.POPULATION))
        values = [sums_values(sums_of(by_zone.get(number, ())), has_people) for number in range(len(layer))]
        shown = [field.name for field in ZONE_COVERAGE_FIELDS].index(
            "percent_people_lo" if has_people else "n_places_lo"
        )
        features = (
            feature_of(layer.feature(number).geometry(), [*layer.feature(number).attributes(), *row])
            for number, row in enumerate(values)
        )
        return self._behind(
            self._algorithm.ZONES_OUTPUT,
            zones,
            ZONE_COVERAGE_FIELDS,
            zones.wkbType(),
            features,
            lambda layer, names: graduated(names[shown], [row[shown] for row in values]),
        )

    def _behind(
        self,
        name: str,
        source: QgsProcessingFeatureSource,
        own: Sequence[Field],
        kind: Any,
        features: Iterable[QgsFeature],
        look: Callable[[QgsVectorLayer, Sequence[str]], QgsFeatureRenderer],
    ) -> Output:
        """An output with the fields of a source, and ours behind them."""
        made = fields_of_output(own, is_temporary(self._parameters.get(name)))
        fields: QgsFields = QgsProcessingUtils.combineFields(source.fields(), made)
        theirs = len(source.fields())
        names = fields.names()[theirs:]
        attribution = self._algorithm.attribution

        def dress(layer: QgsVectorLayer) -> None:
            dress_output(layer, own, attribution, look(layer, names), names)

        return Output(fields, kind, source.sourceCrs(), features, dress)

    def _say(self, sums: CoverSums) -> None:
        """A summary in the log."""
        say, number = self._feedback.pushInfo, language().number
        say(tr("{n} place.", "{n} places.", n=sums.n_places))
        say(
            tr(
                "Wholly covered: {lo} for sure, {hi} at most.",
                lo=number(sums.n_lo),
                hi=number(sums.n_hi),
            )
        )
        if sums.people is not None:
            say(
                tr(
                    "Of {all} people {lo} are covered at least, {hi} at most.",
                    all=number(sums.people),
                    lo=number(sums.people_lo),
                    hi=number(sums.people_hi),
                )
            )
            if sums.n_people_unknown:
                say(
                    tr(
                        "{n} place does not say how many people it has.",
                        "{n} places do not say how many people they have.",
                        n=sums.n_people_unknown,
                    )
                )
        if sums.area_km2 is not None:
            say(
                tr(
                    "Of {all} km² {lo} are covered at least, {hi} at most.",
                    all=number(sums.area_km2, 2),
                    lo=number(sums.area_lo_km2, 2),
                    hi=number(sums.area_hi_km2, 2),
                )
            )


def _desert_values(each: _Found) -> list[float | None]:
    people = each.cover.people
    return [
        None if each.desert_km2 is None else round(each.desert_km2, 6),
        None if people is None else round(people * (1 - each.cover.hi), 3),
    ]


def _people(feature: QgsFeature, place: int) -> float | None:
    """The people of a place; None where no field is given, or it has no number that is possible."""
    value = plain_value(feature[place]) if place >= 0 else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) and value >= 0 else None


def _inside(area: QgsGeometry) -> QgsPointXY | None:
    """A point on an area."""
    inside = area.pointOnSurface() if not area.isNull() and not area.isEmpty() else QgsGeometry()
    return None if inside.isNull() else inside.asPoint()


def _position(point: QgsPointXY | None, to_degrees: QgsCoordinateTransform) -> Position | None:
    """Where a point lies; None for nowhere on Earth."""
    if point is None:
        return None
    try:
        found = to_degrees.transform(point)
    except QgsCsException:
        return None
    if not (math.isfinite(found.x()) and -90 <= found.y() <= 90):
        return None
    return (found.x() + 180) % 360 - 180 if abs(found.x()) > 180 else found.x(), found.y()
