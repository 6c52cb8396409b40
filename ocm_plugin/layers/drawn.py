"""What a map is being drawn with, kept until no drawing needs it.

A drawing in the background works on a copy of the layer's renderer, made when it began, that shares the expressions of
the symbols with the layer. When a symbol's turn comes, the drawing thread first lets go of the shared expression, and
then copies it (QgsExpression::detach, in QGIS 3.22 to 4). If the layer's renderer is deleted between the two, it copies
freed memory: QGIS ends, at once or later. So one more copy is kept of what is replaced or removed, which shares the
expressions too.
"""

from __future__ import annotations

from collections import deque
from time import monotonic

from qgis.core import QgsFeatureRenderer, QgsVectorLayer

KEPT_S = 300.0
"""So many seconds at least. A drawing comes to a layer late when slow ones lie below it."""

_kept: deque[tuple[float, QgsFeatureRenderer]] = deque()


def keep_drawn(layer: QgsVectorLayer) -> None:
    """Keep what a layer is drawn with, before that is replaced or the layer removed. About 0.3 MB. Main thread."""
    now = monotonic()
    while _kept and _kept[0][0] < now - KEPT_S:
        _kept.popleft()
    if layer.renderer() is not None:
        _kept.append((now, layer.renderer().clone()))


def draw_with(layer: QgsVectorLayer, renderer: QgsFeatureRenderer) -> None:
    """Let a layer be drawn with a renderer from now on. Main thread."""
    keep_drawn(layer)
    # A copy has no Python parts. QGIS deletes such parts one by one, and waits each time until no other thread works in
    # Python: symbols would be there in part for all that time.
    layer.setRenderer(renderer.clone())
