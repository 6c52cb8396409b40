"""One run of the algorithm that finds the nearest stations."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingFeatureSource,
    QgsProcessingUtils,
    QgsVectorLayer,
)

from ..analysis.looks import by_verdict, dress_output
from ..analysis.station_source import DEGREES, positions_of
from ..layers.fields import fields_of_output
from ..ocm.analysis.columns import VERDICT_CODES
from ..ocm.analysis.nearest import Found, NearestStations
from ..ocm.search.areas import Position
from ..ocm.tables.schema.analyses.nearest import NEAREST_FIELDS
from ..ocm.translation import tr
from ..qgis_support.compat import WKB_LINE, WKB_NONE
from ..qgis_support.threads import taking_turns
from .analysis_algorithm import StationsNearest
from .analysis_run import AnalysisRun
from .outputs import is_temporary
from .values import Values
from .written import Output, write_outputs

_Row = tuple[list[Any], Position, Found]
"""The values of a place, where it is, and a station near it."""


class NearestRun(AnalysisRun[StationsNearest]):
    """Finds the stations nearest to each place, and writes them."""

    def run(self, places: QgsProcessingFeatureSource) -> dict[str, Any]:
        """Read, search, write. Raises OcmError."""
        algorithm, feedback = self._algorithm, self._feedback
        stations = NearestStations(list(self._sites()), algorithm.usable)
        given = Values(algorithm, self._parameters, self._context)
        number = given.count(algorithm.NUMBER) or 1
        within = given.number(algorithm.MAX_DISTANCE) or math.inf
        rows, alone = self._rows(places, stations, number, within)
        outputs = {
            algorithm.OUTPUT: self._output(algorithm.OUTPUT, places, WKB_LINE, rows),
            algorithm.TABLE: self._output(algorithm.TABLE, places, WKB_NONE, rows),
        }
        written = write_outputs(algorithm, self._parameters, self._context, outputs)
        feedback.pushInfo(tr("{n} station found near places.", "{n} stations found near places.", n=len(rows)))
        if alone:
            feedback.pushInfo(
                tr("{n} place has no usable station near it.", "{n} places have no usable station near them.", n=alone)
            )
        return {**written, algorithm.COUNT: len(rows), algorithm.ALONE: alone}

    def _rows(
        self, places: QgsProcessingFeatureSource, stations: NearestStations, number: int, within: float
    ) -> tuple[list[_Row], int]:
        """All rows, and how many places have none. Each point of a feature of several is a place."""
        request = QgsFeatureRequest()
        request.setDestinationCrs(QgsCoordinateReferenceSystem(DEGREES), self._context.transformContext())
        rows: list[_Row] = []
        alone = 0
        count = max(1, places.featureCount())
        for place, feature in enumerate(taking_turns(places.getFeatures(request))):
            if place % 256 == 0:
                self._check()
                self._feedback.setProgress(90 * place / count)
            attributes, positions = feature.attributes(), list(positions_of(feature))
            alone += not positions
            for position in positions:
                found = stations.nearest(position, number, within)
                alone += not found
                rows += [(attributes, position, each) for each in found]
        return rows, alone

    def _output(self, name: str, places: QgsProcessingFeatureSource, kind: Any, rows: list[_Row]) -> Output:
        own = fields_of_output(NEAREST_FIELDS, is_temporary(self._parameters.get(name)))
        fields = QgsProcessingUtils.combineFields(places.fields(), own)
        theirs = len(places.fields())
        names = fields.names()[theirs:]
        attribution = self._algorithm.attribution
        has_lines = kind == WKB_LINE

        def dress(layer: QgsVectorLayer) -> None:
            look = by_verdict(layer, names[1]) if has_lines else None
            dress_output(layer, NEAREST_FIELDS, attribution, look, names)

        crs = QgsCoordinateReferenceSystem(DEGREES) if has_lines else QgsCoordinateReferenceSystem()
        return Output(fields, kind, crs, self._features(rows, has_lines), dress)

    def _features(self, rows: list[_Row], has_lines: bool) -> Iterator[QgsFeature]:
        usable = self._algorithm.usable
        for attributes, place, found in rows:
            feature = QgsFeature()
            site, equipment = found.site, usable.equipment(found.site)
            feature.setAttributes(
                [
                    *attributes,
                    found.rank,
                    VERDICT_CODES[found.verdict],
                    round(found.metres, 2),
                    site.ocm_id,
                    site.name,
                    site.operator,
                    round(equipment.points.best),
                    round(equipment.kw.best, 3),
                ]
            )
            if has_lines:
                feature.setGeometry(QgsGeometry.fromPolylineXY(_line(place, site.position)))
            yield feature


def _line(start: Position, end: Position) -> list[QgsPointXY]:
    """The shorter way round the globe, beyond the 180th meridian if need be."""
    longitude = start[0] + (end[0] - start[0] + 180) % 360 - 180
    return [QgsPointXY(*start), QgsPointXY(longitude, end[1])]
