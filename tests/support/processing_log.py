"""What an algorithm of Processing says."""

from __future__ import annotations

from qgis.core import QgsProcessingFeedback


class Log(QgsProcessingFeedback):
    """Keeps what an algorithm says, but not the details for experts."""

    def __init__(self) -> None:
        super().__init__(False)
        self.said: list[str] = []

    def pushInfo(self, text: str) -> None:
        self.said.append(text)

    def pushWarning(self, text: str) -> None:
        self.said.append(f"Warning: {text}")

    def reportError(self, text: str, fatal: bool = False) -> None:
        self.said.append(text)
