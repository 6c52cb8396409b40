"""Layers of ours that come with a project without their stations, and those that leave it while they are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from qgis.core import Qgis, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QMetaObject, QObject, pyqtSignal

from ..layers.drawn import keep_drawn
from ..layers.keywords import REVIEW_COLUMNS, is_station_layer
from ..ocm.translation import tr
from .messages import Messages


class EmptyLayers(QObject):
    """Offers to reload the layers of ours that a project brings back without their stations. Does nothing unasked.

    QGIS keeps temporary layers in projects, but not what they hold.
    """

    reload_wanted = pyqtSignal(object)
    """Ids of the layers to be reloaded."""

    def __init__(self, iface: QgisInterface, messages: Messages) -> None:
        super().__init__()
        self._iface = iface
        self._messages = messages

    def start(self) -> None:
        """Look into every project that is opened."""
        self._iface.projectRead.connect(self._offer)

    def stop(self) -> None:
        """Stop watching."""
        self._iface.projectRead.disconnect(self._offer)

    def _offer(self) -> None:
        layers = [layer.id() for layer in QgsProject.instance().mapLayers().values() if _came_back_empty(layer)]
        if not layers:
            return
        text = tr(
            "A layer of charging stations came back empty: projects do not keep temporary stations.",
            "{n} layers of charging stations came back empty: projects do not keep temporary stations.",
            n=len(layers),
        )
        self._messages.show(Qgis.MessageLevel.Info, text, [(tr("Reload"), lambda: self.reload_wanted.emit(layers))])


def _came_back_empty(layer: QgsMapLayer) -> bool:
    if not (is_station_layer(layer) and layer.isSpatial() and layer.providerType() == "memory"):
        return False
    if layer.featureCount() != 0:
        return False
    # Only now, as QGIS may start with a project: what reads a provenance takes a while to load.
    from ..layers.metadata import read_provenance

    provenance = read_provenance(layer)
    return provenance is not None and provenance.loaded > 0


class DrawnLayers(QObject):
    """Keeps for a while what layers are drawn with that leave the project: without it, QGIS may end."""

    def start(self) -> None:
        """Look at every layer that leaves the project."""
        QgsProject.instance().layersWillBeRemoved.connect(self._keep)

    def stop(self) -> None:
        """Stop watching."""
        QgsProject.instance().layersWillBeRemoved.disconnect(self._keep)

    def _keep(self, layer_ids: Iterable[str]) -> None:
        project = QgsProject.instance()
        for layer in map(project.mapLayer, layer_ids):
            if is_station_layer(layer):
                keep_drawn(layer)


class ReviewLayers(QObject):
    """Tells when the edits of a layer of possible duplicates have been saved."""

    edited = pyqtSignal(object, object)
    """The layer, and the numbers of its changed rows."""

    def __init__(self) -> None:
        super().__init__()
        self._watched: dict[str, tuple[QMetaObject.Connection, ...]] = {}
        """By the ids of layers."""
        self._changed: dict[str, set[int]] = {}
        """The rows that have been edited and not yet saved, by the ids of their layers."""

    def start(self) -> None:
        """Watch all that are in the project or come into it."""
        QgsProject.instance().layersAdded.connect(self._watch)
        self._watch(QgsProject.instance().mapLayers().values())

    def stop(self) -> None:
        """Stop watching."""
        QgsProject.instance().layersAdded.disconnect(self._watch)
        for layer_id, connections in self._watched.items():
            if QgsProject.instance().mapLayer(layer_id) is not None:
                for connection in connections:
                    QObject.disconnect(connection)
        self._watched.clear()
        self._changed.clear()

    def _watch(self, layers: Iterable[QgsMapLayer]) -> None:
        # By the columns: outputs of Processing get their properties after they have come.
        for layer in layers:
            if isinstance(layer, QgsVectorLayer) and set(REVIEW_COLUMNS) <= set(layer.fields().names()):
                layer_id = layer.id()
                # What QGIS says of saved values it does not say in groups of transactions.
                self._watched[layer_id] = (
                    layer.attributeValueChanged.connect(partial(self._note, layer_id)),
                    layer.afterCommitChanges.connect(partial(self._tell, layer_id)),
                    layer.afterRollBack.connect(partial(self._forget, layer_id)),
                )

    def _note(self, layer_id: str, row: int, *_change: object) -> None:
        self._changed.setdefault(layer_id, set()).add(row)

    def _forget(self, layer_id: str) -> None:
        self._changed.pop(layer_id, None)

    def _tell(self, layer_id: str) -> None:
        changed = self._changed.pop(layer_id, None)
        if changed:
            self.edited.emit(QgsProject.instance().mapLayer(layer_id), changed)
