"""How many stations of a share have a licence that is not open, known while the dialog that says so stays usable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qgis.core import QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..ocm.slices import slices
from ..share.content import is_uncertain
from ..share.source import LICENCE_FIELDS, may_be_published, plain_value
from .idle_steps import Stepping

READ_AT_ONCE = 1_000
"""Features: the main thread is free again after a few milliseconds."""


class LicenceCount(QObject):
    """Reads the licences of a layer's stations once; whatever is selected later is then counted at once.

    Stations without a place are in no share, so they are not counted.
    """

    counted = pyqtSignal()
    """All stations have been read: at first, and again after the layer has got new ones."""

    def __init__(self, layer: QgsVectorLayer, parent: QObject) -> None:
        super().__init__(parent)
        self._layer = layer
        self._stepping: Stepping | None = None
        self._stations_n = 0
        self._not_open: set[int] = set()
        self._uncertain: set[int] = set()
        self._without_place: set[int] = set()
        self.is_complete = False
        """Whether all stations have been read."""
        layer.dataChanged.connect(self.start)

    def start(self) -> None:
        """Read the layer, again if it was read before."""
        self.stop()
        self.is_complete = False
        self._stepping = Stepping(self._read())
        self._stepping.start()

    def stop(self) -> None:
        """Stop reading."""
        if self._stepping is not None:
            self._stepping.stop()

    def of_share(self, selected_only: bool) -> tuple[int, int]:
        """The stations whose licence is not open, and all stations, in a share of the layer or of its selection."""
        if not selected_only:
            return len(self._not_open), self._stations_n
        selected = set(self._layer.selectedFeatureIds())
        return len(selected & self._not_open), len(selected - self._without_place)

    def uncertain_of_share(self, selected_only: bool) -> int:
        """The stations of a share that only may match their search."""
        return len(self._uncertain & set(self._layer.selectedFeatureIds()) if selected_only else self._uncertain)

    def _read(self) -> Iterator[None]:
        self._stations_n = 0
        self._not_open.clear()
        self._uncertain.clear()
        self._without_place.clear()
        fields = self._layer.fields()
        names = (*LICENCE_FIELDS, "match")
        places = {name: fields.indexOf(name) for name in names if fields.indexOf(name) >= 0}
        request = QgsFeatureRequest().setSubsetOfAttributes(list(places.values()))
        known: dict[tuple[Any, ...], tuple[bool, bool]] = {}
        for part in slices(self._layer.getFeatures(request), READ_AT_ONCE):
            for feature in part:
                if not feature.hasGeometry():
                    self._without_place.add(feature.id())
                    continue
                self._stations_n += 1
                row = tuple(plain_value(feature.attribute(place)) for place in places.values())
                if row not in known:
                    values = dict(zip(places, row))
                    known[row] = may_be_published(values), is_uncertain(values)
                is_open, is_unsure = known[row]
                if not is_open:
                    self._not_open.add(feature.id())
                if is_unsure:
                    self._uncertain.add(feature.id())
            yield
        self.is_complete = True
        self.counted.emit()
