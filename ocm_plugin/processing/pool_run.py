"""One run of the algorithm that takes stations together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsVectorLayer,
)

from ..analysis.looks import by_verdict, dress_output
from ..analysis.pool_features import pool_hulls, pool_points
from ..analysis.station_source import DEGREES
from ..layers.fields import fields_of_output
from ..ocm.analysis.pools import pools_of
from ..ocm.analysis.usable import Usable
from ..ocm.tables.schema.analyses.pools import POOL_FIELDS
from ..ocm.translation import tr
from ..qgis_support.compat import WKB_POINT, WKB_POLYGON
from .analysis_algorithm import StationPools
from .analysis_run import AnalysisRun
from .outputs import is_temporary
from .written import Output, write_outputs


class PoolRun(AnalysisRun[StationPools]):
    """Finds the pools, and writes them."""

    def run(self) -> dict[str, Any]:
        """Read, find, write. Raises OcmError."""
        algorithm, parameters, context = self._algorithm, self._parameters, self._context
        distance = algorithm.parameterAsDouble(parameters, algorithm.DISTANCE, context)
        test = algorithm.usable.test
        # The number of points is asked of a pool, not of each of its stations.
        pools = pools_of(
            list(self._sites()),
            Usable(replace(test, min_points=None)),
            distance,
            algorithm.parameterAsBoolean(parameters, algorithm.SAME_OPERATOR, context),
            test.min_points,
            self._check,
        )
        outputs = {
            algorithm.OUTPUT: self._output(algorithm.OUTPUT, WKB_POINT, pool_points(pools)),
            algorithm.HULLS: self._output(algorithm.HULLS, WKB_POLYGON, pool_hulls(pools, distance / 2)),
        }
        written = write_outputs(algorithm, parameters, context, outputs)
        text = tr("{n} pool of usable stations.", "{n} pools of usable stations.", n=len(pools))
        self._feedback.pushInfo(text)
        return {**written, algorithm.COUNT: len(pools)}

    def _output(self, name: str, kind: Any, features: Iterable[QgsFeature]) -> Output:
        fields = fields_of_output(POOL_FIELDS, is_temporary(self._parameters.get(name)))
        return Output(fields, kind, QgsCoordinateReferenceSystem(DEGREES), features, self._dress)

    def _dress(self, layer: QgsVectorLayer) -> None:
        dress_output(layer, POOL_FIELDS, self._algorithm.attribution, by_verdict(layer, "usable"))
