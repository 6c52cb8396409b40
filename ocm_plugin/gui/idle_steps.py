"""Work that only the main thread may do, one step at a time, so that the window answers in between.

A step may yield a BackgroundTask: the next one comes when the task has ended. It may yield a layer: the next one writes
to that, and comes when no map is being drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..ocm.errors import OcmError
from ..ocm.translation import tr
from .drawn_maps import LOOKED_AGAIN_AFTER_MS, DrawnMaps
from .messages import unexpected_error
from .tasks import BackgroundTask, Tasks

# As text: typing keeps the classes of unions it has made, for ever.
Steps = Iterator["BackgroundTask | QgsVectorLayer | None"]


class Stepping(QObject):
    """Goes through steps, one each time QGIS has nothing else to do."""

    ended = pyqtSignal(object)
    """None, or the OcmError that ended it: any exception in a step ends all of them, and never counts as success."""

    def __init__(self, steps: Steps, tasks: Tasks | None = None, maps: DrawnMaps | None = None) -> None:
        """`tasks`: what starts the tasks among the steps. `maps`: what steps that write wait for."""
        super().__init__()
        self._steps = steps
        self._tasks = tasks or Tasks()
        self._maps = maps
        self._task: BackgroundTask | None = None
        """What the steps wait for."""
        self._written: QgsVectorLayer | None = None
        """What the next step writes to."""
        self._is_in_step = False
        self._is_stopped = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def cancel(self) -> None:
        """Cancel the task that the steps wait for; without one, they go on to their end."""
        if self._task is not None:
            self._task.cancel()

    def stop(self) -> None:
        """End early; `ended` is not emitted. Steps that can take back what they have done do so."""
        self._timer.stop()
        self._is_stopped = True
        task, self._task = self._task, None
        if task is not None:
            task.ended.disconnect(self._go_on)
            task.cancel()
        if not self._is_in_step:
            self._close()

    def _close(self) -> None:
        close = getattr(self._steps, "close", None)
        if close is not None:
            close()

    def _step(self) -> None:
        if self._maps is not None and self._written is not None and self._maps.hold_up(self._written):
            self._timer.setInterval(LOOKED_AGAIN_AFTER_MS)
            return
        self._timer.setInterval(0)
        self._written = None
        self._is_in_step = True
        try:
            wanted = next(self._steps)
            if self._is_stopped:
                self._close()
            elif isinstance(wanted, QgsVectorLayer):
                self._written = wanted
            elif wanted is not None:
                self._wait_for(wanted)
        except StopIteration:
            self._end(None)
        except OcmError as error:
            self._end(error)
        except Exception as error:
            self._end(_told(error))
        finally:
            self._is_in_step = False

    def _wait_for(self, task: BackgroundTask) -> None:
        self._timer.stop()
        self._task = task
        task.ended.connect(self._go_on)
        self._tasks.start(task)

    def _go_on(self, _task: BackgroundTask) -> None:
        self._task = None
        self._timer.start()

    def _end(self, error: OcmError | None) -> None:
        self._timer.stop()
        if not self._is_stopped:
            self.ended.emit(error)


def _told(error: Exception) -> OcmError:
    """The error to show for an exception that no step raises on purpose."""
    from ..qgis_support.held_features import is_of_removed_layer

    if is_of_removed_layer(error):
        text = tr("The layer was removed before all was done.")
        return OcmError(text, str(error))
    return unexpected_error()
