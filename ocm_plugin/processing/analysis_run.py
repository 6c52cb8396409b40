"""What the runs of all analyses are given, and how they read the stations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, TypeVar

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..ocm.analysis.usable import Site
from ..qgis_support.feedback import QgisFeedback
from .analysis_algorithm import StationsAlgorithm

Kind = TypeVar("Kind", bound=StationsAlgorithm)


class AnalysisRun(Generic[Kind]):
    """One run of one kind of analysis."""

    def __init__(
        self,
        algorithm: Kind,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        self._algorithm = algorithm
        self._parameters = parameters
        self._context = context
        self._feedback = feedback
        self._check = QgisFeedback(feedback).check

    def _sites(self) -> Iterator[Site]:
        """All stations that are given; afterwards the log says what is not known for want of their connections."""
        yield from self._algorithm.stations.sites(self._check)
        for loss in self._algorithm.stations.losses():
            self._feedback.pushWarning(loss)
