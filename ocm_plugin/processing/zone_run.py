"""One run of the algorithm that adds up stations by zone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from qgis.core import (
    QgsFeature,
    QgsFields,
    QgsProcessingFeatureSource,
    QgsProcessingUtils,
    QgsVectorLayer,
)

from ..analysis.looks import dress_output, graduated
from ..analysis.zone_layer import ZoneLayer
from ..layers.fields import fields_of_output
from ..layers.layer_rows import plain_value
from ..ocm.analysis.rule_packs import read_fleet_target
from ..ocm.analysis.zones import Fleet, ZoneTotals, zone_values
from ..ocm.tables.schema.analyses.zones import ZONE_FIELDS
from ..ocm.translation import language, tr
from ..qgis_support.paths import fleet_target_file
from .analysis_algorithm import StationsPerZone
from .analysis_run import AnalysisRun
from .outputs import is_temporary
from .written import Output, write_outputs

SHOWN = "points_per_100km2"
"""What the colours of the output show."""


class ZoneRun(AnalysisRun[StationsPerZone]):
    """Adds up the stations of each zone, and writes the zones."""

    def run(self, source: QgsProcessingFeatureSource) -> dict[str, Any]:
        """Read, add up, write. Raises OcmError."""
        algorithm, feedback = self._algorithm, self._feedback
        zones = ZoneLayer(source, self._context.transformContext(), self._check)
        totals, outside, several = ZoneTotals(algorithm.usable), 0, 0
        count = max(1, algorithm.stations.count)
        for number, site in enumerate(self._sites()):
            if number % 1000 == 0:
                feedback.setProgress(90 * number / count)
            held = zones.holding(site.position)
            outside += not held
            several += len(held) > 1
            totals.add(site, held)
        if self._has_fleet():
            target = read_fleet_target(fleet_target_file())
            feedback.pushInfo(f"{tr(target.title)} ({target.citation}): {tr(target.summary)}")
        if algorithm.usable.test.is_public is not True and self._has_fleet():
            feedback.pushWarning(
                tr("The fleet target asks for public power: choose stations that are open to the public.")
            )
        own = fields_of_output(ZONE_FIELDS, is_temporary(self._parameters.get(algorithm.OUTPUT)))
        fields = QgsProcessingUtils.combineFields(source.fields(), own)
        theirs = len(source.fields())
        names = fields.names()[theirs:]
        rows = list(self._values(zones, totals, source.fields()))

        shown = [field.name for field in ZONE_FIELDS].index(SHOWN)

        def dress(layer: QgsVectorLayer) -> None:
            colours = graduated(names[shown], [row[shown] for row in rows])
            dress_output(layer, ZONE_FIELDS, algorithm.attribution, colours, names)

        output = Output(fields, source.wkbType(), source.sourceCrs(), self._features(zones, rows), dress)
        written = write_outputs(algorithm, self._parameters, self._context, {algorithm.OUTPUT: output})
        self._say(rows, outside)
        if several:
            feedback.pushWarning(
                tr(
                    "{n} station lies in several zones that overlap, and counts in each of them.",
                    "{n} stations lie in several zones that overlap, and count in each of them.",
                    n=several,
                )
            )
        return {**written, algorithm.COUNT: len(zones), algorithm.OUTSIDE: outside}

    def _has_fleet(self) -> bool:
        return any(self._field(name) for name in (self._algorithm.BEV, self._algorithm.PHEV))

    def _field(self, name: str) -> str:
        """The field that a parameter names; "" for none."""
        return str(self._algorithm.parameterAsString(self._parameters, name, self._context))

    def _values(self, zones: ZoneLayer, totals: ZoneTotals, fields: QgsFields) -> Iterator[list[Any]]:
        algorithm = self._algorithm
        inhabitants, bev, phev = (
            fields.indexOf(self._field(name)) for name in (algorithm.POPULATION, algorithm.BEV, algorithm.PHEV)
        )
        for_each = [
            algorithm.parameterAsDouble(self._parameters, name, self._context)
            for name in (algorithm.KW_PER_BEV, algorithm.KW_PER_PHEV)
        ]
        for number in range(len(zones)):
            if number % 256 == 0:
                self._check()
            attributes = zones.feature(number).attributes()
            fleet = Fleet(_number(attributes, bev), _number(attributes, phev), *for_each)
            area = zones.area_km2(number)
            yield zone_values(*totals.of(number), _number(attributes, inhabitants), area, fleet)

    def _features(self, zones: ZoneLayer, rows: list[list[Any]]) -> Iterator[QgsFeature]:
        for number, values in enumerate(rows):
            feature = QgsFeature(zones.feature(number))
            feature.setAttributes([*feature.attributes(), *values])
            yield feature

    def _say(self, rows: list[list[Any]], outside: int) -> None:
        """A summary in the log."""
        places = {field.name: place for place, field in enumerate(ZONE_FIELDS)}
        best = sum(row[places["n_stations"]] for row in rows)
        self._feedback.pushInfo(tr("{n} zone.", "{n} zones.", n=len(rows)))
        self._feedback.pushInfo(
            tr("{n} station in them is likely usable.", "{n} stations in them are likely usable.", n=best)
        )
        if outside:
            self._feedback.pushInfo(tr("{n} station lies in no zone.", "{n} stations lie in no zone.", n=outside))
        rows_only, once, all_connectors = (
            language().number(sum(row[places[name]] for row in rows) / 1000, 1)
            for name in ("kw_by_rows", "total_kw", "kw_by_quantity")
        )
        self._feedback.pushInfo(
            tr(
                "Likely power: {once} MW with CCS and CHAdeMO of one post once, {all} MW of all connectors. Rows added "
                "up without quantities would say {rows} MW.",
                once=once,
                all=all_connectors,
                rows=rows_only,
            )
        )


def _number(attributes: list[Any], place: int) -> float | None:
    """A number of a zone; None where there is no such field, or no number in it."""
    value = plain_value(attributes[place]) if place >= 0 else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) and value >= 0 else None
