"""Replacing the rows of layers in use, step by step, so that the window answers in between."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..ocm.errors import OcmError


class Refilling(QObject):
    """Goes through the steps of `reloading.refill`, one each time QGIS has nothing else to do."""

    ended = pyqtSignal(object)
    """None, or the OcmError that ended it."""

    def __init__(self, steps: Iterator[None]) -> None:
        super().__init__()
        self._steps = steps
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def stop(self) -> None:
        """End early: the plugin is being unloaded."""
        self._timer.stop()

    def _step(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self._end(None)
        except OcmError as error:
            self._end(error)
        except RuntimeError as error:  # PyQt's word for a layer that was removed meanwhile
            self._end(OcmError("The layer was removed while it was being reloaded.", str(error)))

    def _end(self, error: OcmError | None) -> None:
        self._timer.stop()
        self.ended.emit(error)
