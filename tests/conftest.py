"""What all tests share: each test is marked with the kind of its folder (unit, qgis, desktop).

And how much random tests try, by the profile of hypothesis: "quick" in `tools/check`, "desk" in `tools/test` and
hypothesis' own "ci" in `tools/test --full`; the last two draw the same examples each time, lest a change be refused for
what the dice found elsewhere. Examples have no time limit: on a busy machine, it fails for no fault of the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.postgres import CannotServe, PostgresServer, postgres_server

TESTS = Path(__file__).resolve().parent
KINDS = {"unit", "qgis", "desktop"}

settings.register_profile("default", deadline=None)
settings.load_profile("default")
settings.register_profile("desk", max_examples=15, deadline=None, derandomize=True)
settings.register_profile("quick", max_examples=5, deadline=None)


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


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server with PostGIS, which all tests of a process share: each in a schema of its own."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(postgres_server())
        except CannotServe as error:
            pytest.skip(str(error))
        yield server
