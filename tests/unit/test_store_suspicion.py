"""An answer that is much smaller than what is held is no reason to delete."""

from __future__ import annotations

import pytest

from ocm_plugin.ocm.store.suspicion import is_suspicious


@pytest.mark.parametrize(
    ("held", "arrived", "expected"),
    [(0, 0, False), (1, 0, True), (400, 0, True), (400, 199, True), (400, 200, False), (1, 1, False), (0, 5, False)],
)
def test_no_station_or_fewer_than_half_is_suspicious(held, arrived, expected):
    assert is_suspicious(held, arrived) is expected
