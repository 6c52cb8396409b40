"""The area that the shapes of a layer make: read once, in the background, and kept until the layer changes.

Following the edges of a map of the world takes seconds. The window must not wait for that, least of all at every change
of a control that has nothing to do with the area.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox

from ..ocm.errors import OcmError, SearchError
from ..ocm.feedback import Feedback
from ..ocm.search.areas import Area
from ..ocm.translation import tr
from .tasks import BackgroundTask, NewestTask, Tasks

MakeArea = Callable[[Iterable[QgsGeometry], QgsCoordinateReferenceSystem, Any, Callable[[], None]], "Area"]
"""Of geometries, their CRS, the context of transformations, and what raises when the area is no longer wanted."""

_CHANGES = (
    "layerModified",
    "geometryChanged",
    "featureAdded",
    "featureDeleted",
    "editingStopped",
    "dataChanged",
    "dataSourceChanged",
    "subsetStringChanged",
    "crsChanged",
)
"""The signals of a layer whose shapes may be others now."""


class _NotRead(SearchError):
    """The reading was cancelled, in QGIS' list of tasks."""


class LayerArea(QObject):
    """The area of the layer that a combo box names: of all its features, or of the selected ones."""

    changed = pyqtSignal()
    """There is another area now, or another reason why there is none."""

    def __init__(
        self, combo: QgsMapLayerComboBox, selected_only: QCheckBox, make: MakeArea, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._combo = combo
        self._selected_only = selected_only
        self._make = make
        self._layer: QgsVectorLayer | None = None
        """Whose changes are heard."""
        self._reading = NewestTask(tasks)
        self._read: Area | OcmError | None = None
        """What the last reading gave; None when that is not what would be read now."""
        self._count = 0
        """Features of the layer when it was read: scripts add some without a signal."""
        combo.layerChanged.connect(self._choose)
        selected_only.toggled.connect(self._choose)
        QgsProject.instance().transformContextChanged.connect(self.forget)
        self._hear(combo.currentLayer())

    def stop(self) -> None:
        """End the reading; no signal follows."""
        QgsProject.instance().transformContextChanged.disconnect(self.forget)
        self._reading.drop()
        self._hear(None)

    def area(self) -> Area:
        """The area, once it is read. Raises SearchError when there is none, and while it is being read."""
        layer = self._combo.currentLayer()
        if layer is None:
            raise SearchError(
                "layer", tr("No layer is chosen. Add a layer with the area to the project, and choose it.")
            )
        if self._selected_only.isChecked() and not layer.selectedFeatureCount():
            raise SearchError("layer", tr("No feature of the layer “{layer}” is selected.", layer=layer.name()))
        if self._read is None or _count(layer) != self._count:
            self._start(layer)
            raise SearchError("layer", tr("The shapes of the layer “{layer}” are being read…", layer=layer.name()))
        read = self._read
        if isinstance(read, _NotRead):
            self._read = None  # asked for again: it is wanted after all
        if isinstance(read, OcmError):
            raise read
        return read

    def forget(self, *_details: object) -> None:
        """Read the layer again when its area is next asked for."""
        if not self._reading.runs and self._read is None:
            return
        self._reading.drop()
        self._read = None
        self.changed.emit()

    def _select(self) -> None:
        if self._selected_only.isChecked():
            self.forget()
        # Whether there is any selected one is no matter of reading.
        self.changed.emit()

    def _choose(self) -> None:
        """Another layer, or others of its features."""
        self._hear(self._combo.currentLayer())
        self.forget()
        self.changed.emit()

    def _hear(self, layer: QgsVectorLayer | None) -> None:
        """Listen to the changes of this layer instead of the last one's."""
        if self._layer is not None and not sip.isdeleted(self._layer):
            for name in _CHANGES:
                getattr(self._layer, name).disconnect(self.forget)
            self._layer.selectionChanged.disconnect(self._select)
        self._layer = layer
        if layer is not None:
            for name in _CHANGES:
                getattr(layer, name).connect(self.forget)
            layer.selectionChanged.connect(self._select)

    def _start(self, layer: QgsVectorLayer) -> None:
        if self._reading.runs:
            return
        self._count = _count(layer)
        request = QgsFeatureRequest().setSubsetOfAttributes([])
        if self._selected_only.isChecked():
            request.setFilterFids(layer.selectedFeatureIds())
        # The layer as it is now, edits included, for another thread.
        features = QgsVectorLayerFeatureSource(layer)
        name, crs, context = layer.name(), layer.crs(), QgsProject.instance().transformContext()

        def read(feedback: Feedback) -> Area:
            geometries = _geometries(features, request, name, feedback)
            return self._make(geometries, crs, context, feedback.check)

        self._reading.start(tr("Reading the shapes of the layer {name}", name=name), read, self._end)

    def _end(self, task: BackgroundTask) -> None:
        if task.was_cancelled:
            self._read = _NotRead("layer", tr("Reading the shapes of the layer was cancelled."))
        else:
            self._read = task.result if task.error is None else task.error
        self.changed.emit()


def _count(layer: QgsVectorLayer) -> int:
    """The number of features, -1 for a layer of which a server would have to be asked."""
    return layer.featureCount() if layer.providerType() in ("memory", "ogr") else -1


def _geometries(
    features: QgsVectorLayerFeatureSource, request: QgsFeatureRequest, name: str, feedback: Feedback
) -> Iterator[QgsGeometry]:
    """The geometries of a layer's features. Raises SearchError when it has none."""
    is_empty = True
    for feature in features.getFeatures(request):
        feedback.check()
        is_empty = False
        yield feature.geometry()
    if is_empty:
        raise SearchError("layer", tr("The layer “{layer}” has no features.", layer=name))
