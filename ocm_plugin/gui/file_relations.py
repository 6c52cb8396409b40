"""Stations and connections added from a GeoPackage of ours are related, as they are after a search.

So do the copy of a layer of stations and the connections of its original.
"""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsMapLayer, QgsProject
from qgis.PyQt.QtCore import QObject, QTimer

from ..layers.keywords import is_station_layer


class FileRelations(QObject):
    """Relates layers of ours that come into the project by hand; projects bring relations of their own."""

    def __init__(self) -> None:
        super().__init__()
        self._came: list[str] = []
        # Layers may come one by one, and QGIS is still busy with each.
        self._all_came = QTimer(self)
        self._all_came.setSingleShot(True)
        self._all_came.timeout.connect(self._relate)

    def start(self) -> None:
        """Look at every layer that comes into the project."""
        project = QgsProject.instance()
        project.layersAdded.connect(self._remember)
        project.readProject.connect(self._forget)
        project.cleared.connect(self._forget)

    def stop(self) -> None:
        """Stop watching."""
        project = QgsProject.instance()
        project.layersAdded.disconnect(self._remember)
        project.readProject.disconnect(self._forget)
        project.cleared.disconnect(self._forget)
        self._forget()

    def _remember(self, layers: Iterable[QgsMapLayer]) -> None:
        ours = [layer.id() for layer in layers if is_station_layer(layer)]
        if ours:
            self._came += ours
            self._all_came.start(0)

    def _forget(self, *_: object) -> None:
        self._all_came.stop()
        self._came.clear()

    def _relate(self) -> None:
        # Only now: what makes relations and forms takes a while to load.
        from ..layers.project import relate_results

        project = QgsProject.instance()
        layers = [project.mapLayer(layer_id) for layer_id in self._came]
        self._came.clear()
        relate_results([layer for layer in layers if layer is not None], project)
