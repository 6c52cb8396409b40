"""What has been added to QGIS, and how to take it away again."""

from __future__ import annotations

import traceback
from typing import Callable

from qgis.core import Qgis, QgsMessageLog

LOG_TAG = "Open Charge Map"


class Undo:
    """The removals of everything added so far; each is noted beside what it removes, and the last comes first."""

    def __init__(self) -> None:
        self._removals: list[Callable[[], object]] = []

    def add(self, removal: Callable[[], object]) -> None:
        """Remember a removal."""
        self._removals.append(removal)

    def run(self) -> None:
        """Take everything away. What QGIS has already deleted by itself does not keep the rest from being removed."""
        while self._removals:
            removal = self._removals.pop()
            try:
                removal()
            except Exception:
                QgsMessageLog.logMessage(traceback.format_exc(), LOG_TAG, Qgis.MessageLevel.Warning)
