"""Work that only the main thread may do, one step at a time, so that the window answers in between."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from ..ocm.errors import OcmError
from .failures import unexpected_error


class Stepping(QObject):
    """Goes through steps, one each time QGIS has nothing else to do."""

    ended = pyqtSignal(object)
    """None, or the OcmError that ended it: whatever is raised in a step ends them all, and is never success."""

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
        except Exception as error:
            self._end(_told(error))

    def _end(self, error: OcmError | None) -> None:
        self._timer.stop()
        self.ended.emit(error)


def _told(error: Exception) -> OcmError:
    """What to tell of an exception that no step raises on purpose."""
    if isinstance(error, RuntimeError) and "has been deleted" in str(error):  # PyQt's words for a removed layer
        text = QCoreApplication.translate("Stepping", "The layer was removed before all was done.")
        return OcmError(text, str(error))
    return unexpected_error()
