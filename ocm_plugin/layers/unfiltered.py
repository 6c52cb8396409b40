"""A layer's data without the layer's filter for a moment: rows that it hides are held all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import QgsVectorDataProvider, QgsVectorLayer


@contextmanager
def unfiltered(layer: QgsVectorLayer) -> Iterator[QgsVectorDataProvider]:
    """What provides all rows of a layer; the filter returns afterwards, and what was selected stays so."""
    provider, selected = layer.dataProvider(), layer.selectedFeatureIds()
    subset = provider.subsetString()
    if not subset:
        yield provider
        return
    provider.setSubsetString("", False)
    try:
        yield provider
    finally:
        provider.setSubsetString(subset, False)
        if layer.selectedFeatureIds() != selected:
            layer.selectByIds(selected)
