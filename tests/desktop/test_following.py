"""The real application: a layer follows the map as a hand drags it, and no request is sent twice."""

from __future__ import annotations

from collections import Counter

from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois


def test_a_layer_follows_the_map(desktop) -> None:
    with OcmServer(make_pois(1200)) as server:
        run = desktop.run("following", environment={"OCM_API_URL": server.url, "OCM_API_KEY": server.key})
        sent = Counter(each.raw_query for each in server.poi_requests)
    run.check()
    result = run.result
    assert 0 < result["first"] < result["panned"]
    assert max(sent.values()) == 1 and len(sent) <= 8
    assert "follows the map from now on" in result["begun"]
    assert "too large an area" in result["limit"]
    assert "follows the map no longer" in result["frozen"] and result["is_checked"] is False
    assert result["layers"] == 0
    for picture in ("following", "panned", "too_far", "frozen"):
        assert (run.folder / f"{picture}.png").stat().st_size > 10_000
