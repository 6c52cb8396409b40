"""Fixtures of the desktop tests: one virtual screen for all, a fresh QGIS profile for each test."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.harness import ROOT, Desktop, VirtualScreen


@pytest.fixture(scope="session")
def screen() -> Iterator[VirtualScreen]:
    """A virtual screen with a window manager."""
    screen = VirtualScreen()
    yield screen
    screen.close()


@pytest.fixture
def desktop(screen: VirtualScreen, tmp_path: Path, request: pytest.FixtureRequest) -> Desktop:
    """QGIS in a fresh profile; pictures and results of a test stay in build/desktop/TEST."""
    pictures = ROOT / "build" / "desktop" / re.sub(r"\W+", "-", request.node.name).strip("-")
    shutil.rmtree(pictures, ignore_errors=True)
    return Desktop(tmp_path, pictures, screen)


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plugin's zip, built from what is committed."""
    folder = tmp_path_factory.mktemp("package")
    subprocess.run([sys.executable, ROOT / "tools" / "package", "--folder", folder], check=True)
    return next(folder.glob("*.zip"))
