"""Runs inside QGIS (--code): steps through a driver while QGIS' own event loop stays in charge.

No nested event loop and no processEvents: a driver yields what it waits for, and a timer looks whether it has come.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.PyQt.QtCore import QProcess, QTimer
from qgis.PyQt.QtWidgets import QApplication, QMessageBox
from qgis.utils import iface

POLL_MS = 20


@dataclass
class Wait:
    """What a driver waits for, and for how long at most (seconds)."""

    predicate: Callable[[], bool]
    what: str
    seconds: float


class Session:
    """What a driver works with: the running application, its arguments, and the result that goes back to the test."""

    def __init__(self, setup: dict[str, Any]) -> None:
        self.iface = iface
        self.arguments: dict[str, Any] = setup["arguments"]
        self.folder = Path(setup["folder"])
        self.plugin_folder = Path(setup["plugin"])
        self.result: dict[str, Any] = {}

    @property
    def plugin(self) -> Any:
        """The running instance of our plugin, as QGIS holds it."""
        from qgis.utils import plugins

        return plugins[self.plugin_folder.name]

    def until(self, predicate: Callable[[], bool], what: str, seconds: float = 90.0) -> Wait:
        """To be yielded: go on when the predicate is true; fail after some seconds, saying what did not come."""
        return Wait(predicate, what, seconds)

    def pause(self, seconds: float) -> Wait:
        """To be yielded: go on after some seconds."""
        end = time.monotonic() + seconds
        return Wait(lambda: time.monotonic() >= end, "a pause", seconds + 60)

    def outside(self, *command: str, seconds: float = 60.0) -> Generator[Wait, None, str]:
        """Run a program, which may ask this QGIS things meanwhile; returns what it printed."""
        process = QProcess()
        process.start(command[0], list(command[1:]))
        yield self.until(lambda: process.state() == QProcess.ProcessState.NotRunning, f"{command} ended", seconds)
        said = bytes(process.readAllStandardOutput()).decode()
        complaint = bytes(process.readAllStandardError()).decode()
        assert process.exitCode() == 0, f"{command}: {complaint}"
        return said

    def later(self, seconds: float, function: Callable[[], None]) -> None:
        """Call a function later, even while a modal dialog runs its own loop."""
        QTimer.singleShot(int(seconds * 1000), function)

    def shot(self, name: str) -> Path:
        """Save a picture of the whole screen as NAME.png in the run's folder."""
        path = self.folder / f"{name}.png"
        QApplication.primaryScreen().grabWindow(0).save(str(path))
        return path


class Stepper:
    """Steps through a driver's generator; at its end writes the result and closes QGIS."""

    def __init__(self, session: Session, driver: Callable[[Session], Generator[Wait, None, None]]) -> None:
        self._session = session
        self._steps = driver(session)
        self._wait: Wait | None = None
        self._waited_since = 0.0
        self._busy = False
        self._timer = QTimer()
        self._timer.timeout.connect(self._step)
        self._timer.start(POLL_MS)

    def _step(self) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            if self._wait and not self._wait.predicate():
                if time.monotonic() - self._waited_since > self._wait.seconds:
                    self._steps.throw(TimeoutError(f"waited {self._wait.seconds} s in vain until {self._wait.what}"))
                return
            self._wait = next(self._steps)
            self._waited_since = time.monotonic()
        except StopIteration:
            self._end("")
        except BaseException:
            self._session.shot("error")
            self._end(traceback.format_exc())
        finally:
            self._busy = False

    def _end(self, error: str) -> None:
        self._timer.stop()
        document = {"result": self._session.result, "error": error}
        (self._session.folder / "result.json").write_text(json.dumps(document, indent=1, default=str), encoding="utf-8")
        QgsProject.instance().setDirty(False)
        # Again and again, as a user would: with tasks running QGIS asks whether to cancel them, and stays open.
        self._timer = QTimer()
        self._timer.timeout.connect(leave)
        self._timer.start(300)


def leave() -> None:
    """Close QGIS; if it asks something, say yes."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        print("QGIS asked:", box.text())
        button = box.button(QMessageBox.StandardButton.Yes) or box.defaultButton() or box.buttons()[0]
        button.click()
    elif box is None:
        # By a timer of its own: this one does not fire again before this function has returned.
        QTimer.singleShot(0, iface.actionExit().trigger)


def record_exceptions(folder: Path) -> None:
    """Append every uncaught exception to a file at once, so that even those of the last moment are seen."""
    shown = sys.excepthook

    def record(kind, value, trace) -> None:
        with (folder / "exceptions.txt").open("a", encoding="utf-8") as file:
            traceback.print_exception(kind, value, trace, file=file)
        shown(kind, value, trace)

    sys.excepthook = record


def record_messages(folder: Path) -> None:
    """Append every warning and error in QGIS' message log to a file."""

    def record(text: str, tag: str, level: int) -> None:
        if level in (Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical):
            with (folder / "messages.txt").open("a", encoding="utf-8") as file:
                file.write(f"{tag}: {text}\n")

    QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel].connect(record)


def start() -> None:
    """Load the driver that the test named and let it begin when QGIS is ready."""
    setup = json.loads(os.environ["OCM_DESKTOP"])
    record_exceptions(Path(setup["folder"]))
    record_messages(Path(setup["folder"]))
    spec = importlib.util.spec_from_file_location("driver", setup["driver"])
    driver = importlib.util.module_from_spec(spec)
    sys.path.append(setup["root"])
    spec.loader.exec_module(driver)
    # Kept in a module that Python keeps, as nothing else refers to the stepper.
    sys.modules["driver"] = driver
    driver.stepper = Stepper(Session(setup), driver.drive)


start()
