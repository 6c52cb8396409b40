"""GeoPackages of ours that the project lets go of need no log beside them: read-only shares could not open them."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject

from ..layers.keywords import is_station_layer


class FileLogs(QObject):
    """Ends the logs (journal mode WAL) in which QGIS leaves files after it has stored looks or edits of several layers.

    Not before: of a file in journal mode DELETE with several layers, QGIS 3.22 cannot count the rows of a filter.
    """

    def __init__(self) -> None:
        super().__init__()
        self._going: set[str] = set()
        """The files whose layers are being removed."""

    def start(self) -> None:
        """Look at every layer that leaves the project."""
        QgsProject.instance().layersWillBeRemoved.connect(self._remember)
        QgsProject.instance().layersRemoved.connect(self._end_logs)

    def stop(self) -> None:
        """Stop watching."""
        QgsProject.instance().layersWillBeRemoved.disconnect(self._remember)
        QgsProject.instance().layersRemoved.disconnect(self._end_logs)

    def _remember(self, layer_ids: Iterable[str]) -> None:
        project = QgsProject.instance()
        layers = [project.mapLayer(layer_id) for layer_id in layer_ids]
        ours = [layer for layer in layers if is_station_layer(layer) and layer.storageType() == "GPKG"]
        if ours:
            # Only now: what writes GeoPackages takes a while to load.
            from ..layers.geopackage import package_of

            self._going.update(map(package_of, ours))

    def _end_logs(self, *_: object) -> None:
        if self._going:
            from ..layers.geopackage import end_logs, files_in_use

            end_logs(self._going - files_in_use(QgsProject.instance()))
            self._going.clear()
