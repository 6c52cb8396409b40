"""Whatever happens in the middle of a run: no exception, no crash, no half layer, no task or object left behind."""

from __future__ import annotations

import pytest

from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois

EXTENT = (6.0, 50.0, 8.0, 52.0)
# Far longer than any of the tests waits: a run that ends in time was given up, not finished.
VERY_SLOW_S = 240.0
# A layer that is removed does not end the run: it ends by itself, and must notice that nobody wants its result.
RATHER_SLOW_S = 3.0
SOON_S = 60.0


WAYS = ["plugin unloaded", "project cleared", "dialog closed, then cancelled", "layer removed", "QGIS closed"]


@pytest.mark.parametrize("how", WAYS)
def test_a_run_is_interrupted(desktop, how: str) -> None:
    west, south, east, north = EXTENT
    pois = make_pois(50, bounds=(south + 0.2, west + 0.2, north - 0.2, east - 0.2))
    with OcmServer(pois, None) as server:
        delay = RATHER_SLOW_S if how == "layer removed" else VERY_SLOW_S
        # The driver says from when on the server is slow.
        is_slow = desktop.pictures / "slow"
        server.faults.add(faults.delay(delay), times=None, action="poi", when=lambda request: is_slow.exists())
        run = desktop.run(
            "interrupted",
            arguments={"how": how, "extent": EXTENT},
            environment={"OCM_API_URL": server.url, "OCM_API_KEY": server.key},
            timeout=200,
        )
        run.check()
        assert server.poi_requests
    if how != "QGIS closed":
        assert run.result["seconds"] < SOON_S
        assert run.result["station layers"] == 0
        assert run.result["left"] == []
