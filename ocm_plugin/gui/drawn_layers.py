"""Layers of ours that leave the project while the map is being drawn."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject

from ..layers.drawn import keep_drawn
from ..layers.keywords import is_station_layer


class DrawnLayers(QObject):
    """Keeps for a while what such layers are drawn with: without it, QGIS may end."""

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
