"""How many stations of a layer there are of each kind, for legends: one read of a few columns, a slice at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsVectorLayer,
)

IN_ONE_STEP = 500
"""Stations, read in some 2 ms; beside a search, which takes turns with this at each of them, in some 10."""
_PLAIN = frozenset((bool, int, float, str))


class Tally:
    """The stations of a layer by the values of some columns."""

    def __init__(self, layer: QgsVectorLayer, expressions: Iterable[str]) -> None:
        """`expressions`: what is to be counted; the columns are those that they read."""
        self._layer = layer
        read = {name for text in expressions for name in QgsExpression(text).referencedColumns()}
        self._columns = sorted(read.intersection(layer.fields().names()))
        self._counts: Counter[tuple[Any, ...]] = Counter()

    def steps(self) -> Iterator[None]:
        """Count, a slice at a time."""
        fields = self._layer.fields()
        places = [fields.indexOf(name) for name in self._columns]
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes(places)
        found: Counter[tuple[Any, ...]] = Counter()
        for number, feature in enumerate(self._layer.getFeatures(request), 1):
            values = map(feature.attribute, places)
            found[tuple([value if type(value) in _PLAIN else None for value in values])] += 1
            if number % IN_ONE_STEP == 0:
                yield
        self._counts = found

    def number_of(self, expressions: Sequence[str]) -> list[int]:
        """How many stations meet each of the expressions; of several, the first counts."""
        numbers = [0] * len(expressions)
        cases = "".join(f"WHEN {text} THEN {place} " for place, text in enumerate(expressions))
        which = QgsExpression(f"CASE {cases}ELSE -1 END")
        context = QgsExpressionContext()
        context.setFields(self._layer.fields())
        which.prepare(context)
        feature = QgsFeature(self._layer.fields())
        for values, count in self._counts.items():
            for name, value in zip(self._columns, values):
                feature[name] = value
            context.setFeature(feature)
            place = which.evaluate(context)
            if isinstance(place, int) and place >= 0:
                numbers[place] += count
        return numbers
