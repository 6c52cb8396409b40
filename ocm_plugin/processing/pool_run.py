"""One run of the algorithm that takes stations together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsProcessingContext,
    QgsProcessingFeedback,
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
from ..qgis_support.feedback import QgisFeedback
from .analysis_algorithm import StationPools
from .outputs import is_temporary
from .written import Output, write_outputs


def run_pools(
    algorithm: StationPools,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    """Find the pools and write them. Raises OcmError."""
    check = QgisFeedback(feedback).check
    distance = algorithm.parameterAsDouble(parameters, algorithm.DISTANCE, context)
    test = algorithm.usable.test
    # The number of points is asked of a pool, not of each of its stations.
    pools = pools_of(
        list(algorithm.stations.sites(check)),
        Usable(replace(test, min_points=None)),
        distance,
        algorithm.parameterAsBoolean(parameters, algorithm.SAME_OPERATOR, context),
        test.min_points,
        check,
    )
    for loss in algorithm.stations.losses():
        feedback.pushWarning(loss)

    def dress(layer: QgsVectorLayer) -> None:
        dress_output(layer, POOL_FIELDS, algorithm.attribution, by_verdict(layer, "usable"))

    def output(name: str, kind: Any, features: Iterable[QgsFeature]) -> Output:
        fields = fields_of_output(POOL_FIELDS, is_temporary(parameters.get(name)))
        return Output(fields, kind, QgsCoordinateReferenceSystem(DEGREES), features, dress)

    outputs = {
        algorithm.OUTPUT: output(algorithm.OUTPUT, WKB_POINT, pool_points(pools)),
        algorithm.HULLS: output(algorithm.HULLS, WKB_POLYGON, pool_hulls(pools, distance / 2)),
    }
    written = write_outputs(algorithm, parameters, context, outputs)
    feedback.pushInfo(tr("{n} pool of usable stations.", "{n} pools of usable stations.", n=len(pools)))
    return {**written, algorithm.COUNT: len(pools)}
