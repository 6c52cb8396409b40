"""Python's cycle collector, which would let the window wait while it goes through what a search has made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest

from ocm_plugin.layers import layer_table
from ocm_plugin.layers.layer_table import LayerTable

from .conftest import settle
from .reloads import loaded, reloaded, renamed, served


@pytest.fixture
def only_counted() -> Iterator[None]:
    """The collector collects nothing by itself."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def tracked(value: Any) -> set[int]:
    """The objects that the collector goes through for a value of lists, tuples and dicts, by their ids."""
    inside = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return set().union({id(value)} if gc.is_tracked(value) else (), *map(tracked, inside))


def tables() -> list[LayerTable]:
    """All that Python knows; other tests may have left some."""
    return [each for each in gc.get_objects() if isinstance(each, LayerTable)]


def test_a_reload_leaves_nothing_to_the_collector(server, searching, window, tmp_path, only_counted, monkeypatch):
    """Some time after a reload of 100,000 stations the window stood still for 2.6 s.

    The reload held itself, with some objects for each row; and what undoes it had others for each row.
    """
    monkeypatch.setattr(layer_table, "SLICE", 70)
    before = tables()
    layer = loaded(searching, window, tmp_path, geopackage=False)
    served(server, p3=renamed(3))
    assert "1 changed" in reloaded(searching, window, layer)
    settle(lambda: not [each for each in tables() if each not in before])
    ((undoable,),) = searching.undo._backs.values()
    (back,) = undoable.backs
    changed = [table.changed for table in back.tables.values()]
    written = sum(len(each.row_ids) for tables in changed for each in tables.values())
    assert written >= 1200 and len(tracked(changed)) < 100
