"""A GeoPackage as a search leaves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.gpkg_files import make_package
from tests.support.merged_files import STATIONS, merge, result


@pytest.fixture
def package(tmp_path) -> Path:
    path = tmp_path / "it's 100% ü.gpkg"
    make_package(path, {STATIONS: 'my "note"'})
    merge(path, result("q1", {1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}}))
    return path
