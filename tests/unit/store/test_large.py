"""Tables of many rows."""

from __future__ import annotations

from ocm_plugin.ocm.store.large import Large


def test_large_tables_are_let_go_row_by_row():
    """Freed at once, 750,000 rows let QGIS' window wait for 0.15 s: no other thread of Python runs meanwhile."""
    left = []

    class Row:
        """Says how many rows are still there when it goes."""

        def __del__(self):
            left.append(sum(map(len, parts)))

    table = Large((number, Row()) for number in range(40))
    parts = table._parts
    del table
    assert left == list(reversed(range(40)))


def test_large_tables_grow_in_parts():
    """Python copies a dict when it grows: 700,000 rows let the window wait for 60 ms."""
    table = Large((f"{number}/{number + 1}", number) for number in range(10_000))
    assert len(table) == 10_000 and max(map(len, table._parts)) < 1_000
    assert sorted(table.items()) == sorted((f"{number}/{number + 1}", number) for number in range(10_000))
    assert table.pop("7/8") == 7 and table.pop("7/8") is None and "7/8" not in table and table.get("8/9") == 8
