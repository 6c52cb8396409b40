"""What all tests share: each test is marked with the kind of its folder (unit, qgis, desktop)."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
KINDS = {"unit", "qgis", "desktop"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test with the folder it lies in."""
    for item in items:
        kind = item.path.relative_to(TESTS).parts[0]
        if kind in KINDS:
            item.add_marker(kind)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository, which is the plugin folder."""
    return TESTS.parent
