"""Stations and connections added from a GeoPackage of ours are related, as they are after a search.

So are those from a schema of PostGIS, which say again what they said of themselves: QGIS reads it from files only. So
are the copy of a layer of stations and the connections of its original.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer

from ..layers.keywords import is_silent, is_station_layer
from ..ocm.translation import tr
from .tasks import BackgroundTask, Tasks


class FileRelations(QObject):
    """Relates layers of ours that come into the project by hand; projects bring relations of their own."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._came: list[str] = []
        # Layers may come one by one, and QGIS is still busy with each.
        self._all_came = QTimer(self)
        self._all_came.setSingleShot(True)
        self._all_came.timeout.connect(self._relate)
        self._watched: set[str] = set()
        """Layers whose columns are watched."""
        self._columns_changed = QTimer(self)
        self._columns_changed.setSingleShot(True)
        self._columns_changed.timeout.connect(self._show_columns)

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
        for layer in map(project.mapLayer, self._watched):
            if layer is not None:
                layer.updatedFields.disconnect(self._wait_for_columns)
        self._watched.clear()
        self._columns_changed.stop()

    def _remember(self, layers: Iterable[QgsMapLayer]) -> None:
        ours = [layer.id() for layer in layers if is_station_layer(layer)]
        if ours:
            self._came += ours
            self._all_came.start(0)
        self._watch(layer for layer in layers if layer.id() in ours and layer.isSpatial())
        silent = [layer for layer in layers if is_silent(layer)]
        if silent:
            self._ask_database(silent)

    def _watch(self, stations: Iterable[QgsVectorLayer]) -> None:
        """Show columns that users add to stations in the form as well."""
        self._watched = {layer_id for layer_id in self._watched if QgsProject.instance().mapLayer(layer_id) is not None}
        for layer in stations:
            if layer.id() not in self._watched:
                self._watched.add(layer.id())
                layer.updatedFields.connect(self._wait_for_columns)

    def _wait_for_columns(self) -> None:
        self._columns_changed.start(0)  # QGIS is still busy with them

    def _show_columns(self) -> None:
        from ..layers.form import show_own_columns

        for layer in map(QgsProject.instance().mapLayer, self._watched):
            if layer is not None:
                show_own_columns(layer)

    def _ask_database(self, layers: Sequence[QgsVectorLayer]) -> None:
        """Let layers of a database say again what they said of themselves, as it keeps it. It may be far away."""
        from ..layers.postgis import MetadataOf

        asked = [MetadataOf(layer) for layer in layers]
        task = BackgroundTask(
            tr("Reading what the layers say of themselves"), lambda _: [each.read() for each in asked]
        )
        task.ended.connect(lambda task: self._take(task.result or ()))
        self._tasks.start(task)

    def _take(self, found: Sequence[tuple[str, str]]) -> None:
        from ..layers.postgis import say_again

        for layer_id, text in found:
            layer = QgsProject.instance().mapLayer(layer_id)
            if is_silent(layer) and say_again(layer, text):
                self._came.append(layer_id)
        if self._came:
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
