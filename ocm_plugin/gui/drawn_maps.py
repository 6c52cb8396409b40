"""Temporary layers that are on the map: what is written into them waits until the map is drawn.

What is being drawn shares its rows and its index with the layer. QGIS copies both when the layer changes meanwhile:
some 12 ms for 2,000 stations, and two seconds for 300,000.
"""

from __future__ import annotations

from time import monotonic

from qgis.core import QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt import sip

COPIED_AT_ONCE = 2_000
"""Rows; so many are copied while the map is drawn."""
LONGEST_DRAWING_S = 20.0
"""Maps of slow servers are drawn for minutes: the window then rather waits for one copy."""
LOOKED_AGAIN_AFTER_MS = 20
"""Whether the map is drawn."""


class DrawnMaps:
    """Says whether writing into a layer has to wait."""

    def __init__(self, iface: QgisInterface) -> None:
        self._iface = iface
        self._since: float | None = None
        """Since when something waits."""

    def hold_up(self, layer: QgsVectorLayer) -> bool:
        """Whether to write into a layer later: it may be among what is drawn."""
        is_copied = not sip.isdeleted(layer) and layer.providerType() == "memory"
        if not (is_copied and layer.featureCount() > COPIED_AT_ONCE and self._is_drawing()):
            self._since = None
            return False
        if self._since is None:
            self._since = monotonic()
        return monotonic() - self._since < LONGEST_DRAWING_S

    def _is_drawing(self) -> bool:
        return any(canvas.isDrawing() for canvas in self._iface.mapCanvases())
