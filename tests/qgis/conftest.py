"""What the QGIS tests share: settings of their own for each run, and a server that is soon asked again."""

from __future__ import annotations

import faulthandler
import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key
from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtCore import QSettings, QTimer
from qgis.PyQt.QtWidgets import QApplication

from ocm_plugin.ocm.http import retrying
from ocm_plugin.qgis_support.paths import profile_folder

if {"PYTEST_XDIST_WORKER", "QGIS_AUTH_DB_DIR_PATH"} <= os.environ.keys():
    # QGIS makes its key store where this says, when the application starts: one for each worker.
    _folder = Path(os.environ["QGIS_AUTH_DB_DIR_PATH"], os.environ["PYTEST_XDIST_WORKER"])
    _folder.mkdir(exist_ok=True)
    os.environ["QGIS_AUTH_DB_DIR_PATH"] = str(_folder)


@pytest.fixture(scope="session", autouse=True)
def _settings_of_this_run():
    # pytest-qgis keeps settings in the repository, where runs would see each other's.
    with tempfile.TemporaryDirectory(prefix="ocm-settings-") as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        assert QgsSettings().fileName().startswith(folder)
        yield


@pytest.fixture(autouse=True)
def _failed_requests_are_repeated_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    # How long is waited is for the unit tests.
    monkeypatch.setattr(retrying, "FIRST_WAIT_S", 0.001)


@pytest.fixture(autouse=True)
def _nothing_is_held_of_other_tests(qgis_app) -> None:
    """What searches have brought is held for a day by the address of its server, and servers of tests share ports."""
    for path in profile_folder().glob("held-*.gpkg*"):
        path.unlink(missing_ok=True)


@pytest.fixture(scope="session", autouse=True)
def _layers_go_before_qgis(qgis_app):
    """A layer that a traceback still holds would be deleted at the very end, when GDAL is gone: a crash."""
    yield
    gc.collect()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process that hangs at its end, with all tests done, is ended and says where it was."""
    faulthandler.dump_traceback_later(120, exit=True, file=session.config.stash[fault_handler_stderr_fd_key])


@pytest.hookimpl(optionalhook=True, trylast=True)
def pytest_testnodedown(node: Any, error: object | None) -> None:
    """A worker that crashes ends the run, without results: the others would wait for ever. It is run once more."""
    if error:
        print(f"{node.gateway.id} has crashed: the run ends here.", file=sys.stderr, flush=True)
        os._exit(pytest.ExitCode.INTERNAL_ERROR)


@pytest.fixture
def modal_windows(qgis_app) -> Iterator[list[str]]:
    """The titles of the modal windows that opened; each is closed at once, since nobody is there to answer."""
    titles = []

    def close() -> None:
        window = QApplication.activeModalWidget()
        if window is not None:
            titles.append(window.windowTitle())
            window.close()

    timer = QTimer()
    timer.timeout.connect(close)
    timer.start(50)
    yield titles
    timer.stop()


@pytest.fixture
def empty_project(qgis_new_project):
    """A project without layers, before the test and after it."""
    yield QgsProject.instance()
    QgsProject.instance().clear()
