"""Starts the real QGIS application under a virtual screen of its own, in a fresh profile, and lets a driver use it.

A driver is a Python file in ``tests/desktop/drivers`` with one generator function, run inside QGIS::

    def drive(session):                      # see inside.Session
        session.iface.mainWindow().menuBar()
        yield session.until(lambda: ready(), "the panel is ready")   # QGIS' own event loop runs meanwhile
        session.shot("panel")                # a picture of the whole screen
        session.result["stations"] = 342     # comes back to the test as run.result["stations"]

A test gets the fixture ``desktop``::

    def test_search(desktop):
        run = desktop.run("search", arguments={"url": server.url})
        run.check()                          # driver went through, no exception anywhere, QGIS ended with 0
        assert run.result["stations"] == 342

This file needs no QGIS: it runs in pytest's process.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PLUGIN_FOLDER = "openchargemap"

# No tip of the day, no news, no fonts from the internet, no questions about projects or temporary layers; English.
SETTINGS = {
    "qgis": {
        **{f"showTips{version}": "false" for version in (322, 328, 334, 336, 338, 340, 342, 344)},
        "checkVersion": "false",
        "askToSaveProjectChanges": "false",
    },
    "app": {"askToSaveProjectChanges": "false", "askToSaveMemoryLayers": "false"},
    "locale": {"overrideFlag": "true", "userLocale": "en_US", "globalLocale": "en_US"},
    "fonts": {"downloadMissingFonts": "false"},
    "core": {"NewsFeed/httpsfeedqgisorg/disabled": "true"},
}

ACCESSIBLE_BUS = [
    *("dbus-run-session", "--", "sh", "-c"),
    '/usr/libexec/at-spi-bus-launcher --launch-immediately >/dev/null 2>&1 & bus=$!; "$@"; '
    "code=$?; kill $bus; exit $code",
    "sh",
]
"""Before a command: with a message bus for AT-SPI, which ends with the command."""
ACCESSIBLE_VARIABLES = {"QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}


def tail(text: str, lines: int = 30) -> str:
    """The last lines of a text: when QGIS crashes it prints all that its debugger knows."""
    return "\n".join(text.splitlines()[-lines:])


class VirtualScreen:
    """An X server of our own with a window manager, on whatever display number is free."""

    def __init__(self, size: str = "1280x720") -> None:
        read_end, write_end = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[write_end],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write_end)
        with os.fdopen(read_end) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.display = f":{number}"
        self._windows = subprocess.Popen(
            ["openbox"],
            env={**os.environ, "DISPLAY": self.display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def shot(self, path: Path) -> None:
        """Save a picture of the screen from outside, for when QGIS itself no longer answers."""
        program = (
            "import sys; from qgis.PyQt.QtWidgets import QApplication; app = QApplication([]); "
            "app.primaryScreen().grabWindow(0).save(sys.argv[1])"
        )
        environment = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        subprocess.run([sys.executable, "-c", program, path], env=environment, timeout=30, check=False)

    def close(self) -> None:
        """End the window manager and the X server."""
        for process in (self._windows, self._server):
            process.terminate()
            process.wait(timeout=10)


@dataclass
class Run:
    """What one start of QGIS left: result, exceptions, messages in its log, exit code, output, pictures."""

    folder: Path
    exit_code: int | None
    output: str
    result: dict[str, Any] = field(default_factory=dict)
    error: str = ""
    exceptions: str = ""
    messages: str = ""

    def check(self) -> None:
        """Assert that the driver went through, that nothing raised anywhere and that QGIS ended well by itself."""
        explained = f"{self.error}\n{tail(self.messages)}"
        assert not self.error, f"the driver failed (pictures in {self.folder}):\n{explained}"
        assert not self.exceptions, f"exceptions inside QGIS:\n{self.exceptions}"
        ending = f"QGIS ended with {self.exit_code} (None: killed after its time)"
        assert self.exit_code == 0, f"{ending}:\n{tail(self.output)}"
        assert "Traceback (most recent call last)" not in self.output, tail(self.output)


class Desktop:
    """Starts QGIS in one profile, as often as a test wants; the profile lasts as long as this object."""

    def __init__(self, folder: Path, pictures: Path, screen: VirtualScreen) -> None:
        self._folder = folder
        self.pictures = pictures
        self._screen = screen
        self.profile = folder / "profiles" / "profiles" / "default"

    def install(self, package: Path | None = None) -> Path:
        """Put the plugin into the profile: the repository itself (a link), or a zip package unpacked."""
        plugins = self.profile / "python" / "plugins"
        shutil.rmtree(plugins, ignore_errors=True)
        plugins.mkdir(parents=True)
        if package is None:
            (plugins / PLUGIN_FOLDER).symlink_to(ROOT, target_is_directory=True)
        else:
            with zipfile.ZipFile(package) as archive:
                archive.extractall(plugins)
        return plugins / PLUGIN_FOLDER

    def write_settings(self, enabled: bool, settings: Mapping[str, Mapping[str, str]]) -> None:
        """Write the profile's QGIS3.ini again."""
        groups: dict[str, dict[str, str]] = {group: dict(values) for group, values in SETTINGS.items()}
        groups["PythonPlugins"] = {PLUGIN_FOLDER: str(enabled).lower()}
        for group, values in settings.items():
            groups.setdefault(group, {}).update(values)
        ini = self.profile / "QGIS" / "QGIS3.ini"
        ini.parent.mkdir(parents=True, exist_ok=True)
        sections = [
            "\n".join([f"[{group}]", *(f"{key.replace('/', chr(92))}={value}" for key, value in values.items())])
            for group, values in groups.items()
        ]
        ini.write_text("\n\n".join(sections) + "\n", encoding="utf-8")

    def run(
        self,
        driver: str,
        *,
        package: Path | None = None,
        enabled: bool = True,
        arguments: Mapping[str, Any] | None = None,
        settings: Mapping[str, Mapping[str, str]] | None = None,
        environment: Mapping[str, str] | None = None,
        accessible: bool = False,
        timeout: float = 280.0,
    ) -> Run:
        """Start QGIS, let ``drivers/DRIVER.py`` use it, and wait until QGIS has ended (killed after timeout seconds).

        The plugin is the repository, or a zip package; not enabled, QGIS knows it but does not load it. Accessible, it
        has a message bus of its own on which it says what a screen reader would read.
        """
        installed = self.install(package)
        self.write_settings(enabled, settings or {})
        for old in ("result.json", "exceptions.txt", "messages.txt"):
            (self.pictures / old).unlink(missing_ok=True)
        self.pictures.mkdir(parents=True, exist_ok=True)
        command = ["qgis", "--nologo", "--noversioncheck", "--profiles-path", str(self._folder / "profiles")]
        command += ["--code", str(HERE / "inside.py")]
        variables = self._environment(driver, installed, arguments or {})
        if accessible:
            command = [*ACCESSIBLE_BUS, *command]
            variables.update(ACCESSIBLE_VARIABLES)
        variables.update(environment or {})
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        ) as process:
            try:
                output, _ = process.communicate(timeout=timeout)
                exit_code = process.returncode
            except subprocess.TimeoutExpired:
                self._screen.shot(self.pictures / "timeout.png")
                os.killpg(process.pid, signal.SIGKILL)
                output, _ = process.communicate()
                exit_code = None
        return self._collect(output, exit_code)

    def _environment(self, driver: str, installed: Path, arguments: Mapping[str, Any]) -> dict[str, str]:
        left_out = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "QT_QPA_PLATFORM", "QGIS_AUTH_DB_DIR_PATH", "VIRTUAL_ENV"}
        base = {name: value for name, value in os.environ.items() if name not in left_out}
        home = self._folder / "home"
        runtime = self._folder / "runtime"
        home.mkdir(exist_ok=True)
        runtime.mkdir(mode=0o700, exist_ok=True)
        base.update(
            HOME=str(home),
            XDG_CONFIG_HOME=str(home / ".config"),
            XDG_DATA_HOME=str(home / ".local"),
            XDG_CACHE_HOME=str(home / ".cache"),
            XDG_RUNTIME_DIR=str(runtime),
            DISPLAY=self._screen.display,
            LANG="C.UTF-8",
            LIBGL_ALWAYS_SOFTWARE="1",
            PYTHONFAULTHANDLER="1",
            PYTHONPYCACHEPREFIX=str(self._folder / "pycache"),
            OCM_DESKTOP=json.dumps(
                {
                    "root": str(ROOT),
                    "driver": str(HERE / "drivers" / f"{driver}.py"),
                    "folder": str(self.pictures),
                    "plugin": str(installed),
                    "arguments": dict(arguments),
                }
            ),
        )
        return base

    def _collect(self, output: str, exit_code: int | None) -> Run:
        run = Run(self.pictures, exit_code, output)
        (self.pictures / "output.txt").write_text(output, encoding="utf-8")
        written = self.pictures / "result.json"
        if written.is_file():
            document = json.loads(written.read_text(encoding="utf-8"))
            run.result, run.error = document["result"], document["error"]
        else:
            run.error = f"QGIS left no result (exit code {exit_code}):\n{tail(output)}"
        for name in ("exceptions", "messages"):
            recorded = self.pictures / f"{name}.txt"
            if recorded.is_file():
                setattr(run, name, recorded.read_text(encoding="utf-8"))
        return run
