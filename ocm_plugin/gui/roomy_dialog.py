"""A dialog that is as large as its texts: Qt gives one that is open no more height when a text takes more lines."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QDialog


class RoomyDialog(QDialog):
    """Grows when what stands in it grows; what the user made larger stays so."""

    def event(self, event: QEvent) -> bool:
        """When the layout, or the size, has changed: look whether all parts still fit."""
        is_done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Resize):
            self._make_room()
        return is_done

    def _make_room(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        least = layout.totalMinimumSize()
        width = max(self.width(), least.width())
        height = max(self.height(), least.height(), layout.totalHeightForWidth(width))
        if (width, height) != (self.width(), self.height()):
            self.resize(width, height)
