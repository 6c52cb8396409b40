"""What goes into a share: features with a place and an open licence, counted while they go by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..ocm.errors import ShareError
from ..ocm.feedback import Feedback, Progress
from ..ocm.translation import tr
from .credits import Credits
from .source import SharedFeature, ShareReport, ShareSource, may_be_published

CHECKED_EVERY = 200
"""Features between two looks at the feedback: a cancel is heard within a tenth of a second."""


class Content:
    """The features of one share, and after they have been read their numbers and providers."""

    def __init__(self, source: ShareSource, keep_not_open: bool, sure_only: bool = False) -> None:
        self.source = source
        self.credits = Credits(source.attribution)
        self.left_out_credits = Credits(source.attribution)
        self.features_n = 0
        self.uncertain_n = 0
        """Stations that may match the search (data incomplete)."""
        self.left_out_n = 0
        """Stations whose licence is not open."""
        self.left_out_uncertain_n = 0
        """Stations left out because they only may match the search."""
        self.without_place_n = 0
        self.points_n = 0
        """Charging points of the stations for which it is known."""
        self.points_unknown_n = 0
        """Stations whose number of charging points is not known."""
        self.oldest_loaded = ""
        """When the first of the stations was got from Open Charge Map, as their rows say; ISO 8601."""
        self._keep_not_open = keep_not_open
        self._sure_only = sure_only

    def features(self, feedback: Feedback) -> Iterator[SharedFeature]:
        """The features that are shared, one by one. Raises ShareError at the end when there was none, and Cancelled."""
        source = self.source
        for number, feature in enumerate(source.features()):
            if number % CHECKED_EVERY == 0:
                feedback.check()
                fraction = min(1.0, number / source.count) if source.count > 0 else None
                feedback.report(Progress(tr("Describing the stations."), number, fraction=fraction))
            if not feature.points:
                self.without_place_n += 1
            elif source.tells_licence and not self._keep_not_open and not may_be_published(feature.values):
                self.left_out_n += 1
                self.left_out_credits.add(feature.values)
            elif self._sure_only and source.is_stations and is_uncertain(feature.values):
                self.left_out_uncertain_n += 1
            else:
                self._count(feature)
                yield feature
        if self.features_n == 0:
            raise ShareError(self._why_nothing())

    def report(self, paths: list[str]) -> ShareReport:
        """What was shared, after the features have been read."""
        lacks_connections = self.source.lacks_connections
        return ShareReport(self.features_n, self.left_out_n, paths, self.without_place_n, lacks_connections)

    def _count(self, feature: SharedFeature) -> None:
        self.features_n += 1
        if self.source.is_from_registry:
            self.credits.add(feature.values)
        if self.source.is_stations:
            loaded = feature.values.get("fetched_at")
            if loaded:
                self.oldest_loaded = min(self.oldest_loaded or loaded, loaded)
            self.uncertain_n += is_uncertain(feature.values)
            points = feature.values.get("n_points")
            if points:
                self.points_n += points
            else:
                self.points_unknown_n += 1

    def _why_nothing(self) -> str:
        if self.left_out_uncertain_n:
            return tr("No station that surely matches the search may be shared. You can share the uncertain ones too.")
        if self.left_out_n:
            return tr("No station may be shared: the licence of none of them is open. You can keep them all the same.")
        if self.without_place_n:
            return tr("No feature of “{layer}” has coordinates: there is nothing to share.", layer=self.source.title)
        return tr("“{layer}” is empty: there is nothing to share.", layer=self.source.title)


def is_uncertain(values: Mapping[str, Any]) -> bool:
    """Whether a station only may match its search: its record does not say."""
    return values.get("match") == "cannot_tell"
