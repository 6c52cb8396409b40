"""The expression function `ocm_connections`: what an expression yields for each connection of a station.

QGIS' own `relation_aggregate` reads all rows of a temporary table for each station, as such tables have no index. Here
the index is kept until something changes. Where the plugin is not there, QGIS' own function answers (`map_tip`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionFunction,
    QgsFeature,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread, QTimer

from ..ocm.translation import tr
from .keywords import KEY_FIELD, relation_id

NAME = "ocm_connections"
"""That of the table as well. QGIS loads this at its start, when the schema is not needed yet."""


class ConnectionsFunction(QgsExpressionFunction):
    """`ocm_connections('"kw_used"')`: an array with the value for each connection of the station, in their order.

    NULL where there is no table of connections, and in other threads than that of the layers.
    """

    def __init__(self) -> None:
        super().__init__(NAME, 1, tr("Open Charge Map"), self._help())
        self._indexes: dict[str, RowIndex] = {}

    @staticmethod
    def _help() -> str:
        words = tr(
            "The value of an expression for each connection of a charging station, as an array. "
            "The expression is given as text."
        )
        return f"<h3>{NAME}</h3><p>{words}</p><p><code>{NAME}('\"kw_used\"')</code></p>"

    def func(self, values: list[Any], context: QgsExpressionContext, parent: QgsExpression, node: Any) -> Any:
        """The array, for the station of the context."""
        if context is None or QThread.currentThread() != QCoreApplication.instance().thread():
            return None
        relation_name = relation_id(NAME, str(context.variable("layer_id")))
        relation = QgsProject.instance().relationManager().relation(relation_name)
        connections = relation.referencingLayer() if relation.isValid() else None
        if connections is None or not context.feature().isValid():
            return None
        expression = QgsExpression(str(values[0]))
        if expression.hasParserError():
            parent.setEvalErrorString(expression.parserErrorString())
            return None
        rows = self._index(connections).rows(context.feature()[KEY_FIELD])
        if rows is None:
            rows = relation.getRelatedFeatures(context.feature())
        of_rows = connections.createExpressionContext()
        expression.prepare(of_rows)
        return [self._value(expression, of_rows, row) for row in rows if row.isValid()]

    @staticmethod
    def _value(expression: QgsExpression, context: QgsExpressionContext, row: QgsFeature) -> Any:
        context.setFeature(row)
        return expression.evaluate(context)

    def _index(self, connections: QgsVectorLayer) -> RowIndex:
        layer_id = connections.id()
        if layer_id not in self._indexes:
            self._indexes[layer_id] = RowIndex(connections)
            connections.willBeDeleted.connect(lambda: self._indexes.pop(layer_id, None))
        return self._indexes[layer_id]


class RowIndex:
    """Which rows of a temporary table belong to which station. Main thread.

    It is made between the events of the window, once it was asked for, and again after a change. A table that is edited
    or filtered has none.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._layer = layer
        self._count = 0
        """How many rows there were when it was begun."""
        self._reading: Iterator[QgsFeature] | None = None
        self._read: list[tuple[int, int]] = []
        self._keys: array[int] | None = None
        self._ids: array[int] = array("q")
        for change in (layer.editingStarted, layer.editingStopped, layer.dataChanged, layer.updatedFields):
            change.connect(self._forget)

    def _forget(self) -> None:
        self._reading, self._read, self._keys, self._ids = None, [], None, array("q")

    def rows(self, key: Any) -> Iterable[QgsFeature] | None:
        """The rows of a station, in their order; None when the table itself has to be searched."""
        layer = self._layer
        if layer.providerType() != "memory" or layer.isEditable() or layer.subsetString():
            return None
        if layer.featureCount() != self._count:  # rows arrive while a search runs
            self._forget()
        if self._keys is None:
            if self._reading is None:
                self._begin()
            return None
        if not isinstance(key, int):
            return ()
        first, end = bisect_left(self._keys, key), bisect_right(self._keys, key)
        ids = self._ids[first:end]
        return (layer.getFeature(row_id) for row_id in ids)

    def _begin(self) -> None:
        self._count = self._layer.featureCount()
        place = self._layer.fields().indexOf(KEY_FIELD)
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes([place])
        reading = self._reading = iter(self._layer.getFeatures(request))
        QTimer.singleShot(0, lambda: self._go_on(reading, place))

    def _go_on(self, reading: Iterator[QgsFeature], place: int) -> None:
        if reading is not self._reading:  # something has changed
            return
        rows = [(row[place], row.id()) for row in islice(reading, _SLICE)]
        self._read.extend(row for row in rows if isinstance(row[0], int))
        if len(rows) == _SLICE:
            QTimer.singleShot(0, lambda: self._go_on(reading, place))
            return
        self._read.sort()
        self._keys = array("q", (key for key, _ in self._read))
        self._ids = array("q", (row_id for _, row_id in self._read))
        self._reading, self._read = None, []


_SLICE = 4000
"""Rows read at once, in some milliseconds."""
