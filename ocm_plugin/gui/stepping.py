"""Work that only the main thread may do, one step at a time, so that the window answers in between."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from ..ocm.errors import OcmError


class Stepping(QObject):
    """Goes through steps, one each time QGIS has nothing else to do."""

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
        """End early; `ended` is not heard."""
        self._timer.stop()

    def _step(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self._end(None)
        except OcmError as error:
            self._end(error)
        except RuntimeError as error:  # PyQt's word for a layer that was removed meanwhile
            text = QCoreApplication.translate("Stepping", "The layer was removed before all was done.")
            self._end(OcmError(text, str(error)))

    def _end(self, error: OcmError | None) -> None:
        self._timer.stop()
        self.ended.emit(error)
