"""Many things, some at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.slices import SLICE, slices


@given(st.lists(st.integers()), st.integers(1, 10))
def test_all_come_in_their_order_in_full_slices(items: list[int], size: int) -> None:
    parts = list(slices(iter(items), size))
    assert [item for part in parts for item in part] == items
    assert all(len(part) == size for part in parts[:-1])
    assert all(0 < len(part) <= size for part in parts)


def test_no_more_is_read_than_is_wanted() -> None:
    rest = iter(range(3 * SLICE))
    assert len(next(slices(rest))) == SLICE
    assert next(rest) == SLICE
