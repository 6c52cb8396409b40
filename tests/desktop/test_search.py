"""The real application: a search through the panel, the layer, the credit on the map, and a failure in words."""

from __future__ import annotations

import json
import re

from tests.ocm_server import OcmServer


def test_a_first_search(desktop) -> None:
    with OcmServer() as server:
        run = desktop.run("search", environment={"OCM_API_URL": server.url, "OCM_API_KEY": server.key})
        served = {poi["ID"] for poi in server.served_pois()}
        asked = server.poi_requests
    run.check()
    result = run.result
    assert 50 < result["count"] < len(served)
    assert result["powers"] and min(result["powers"]) >= 50
    assert re.fullmatch(r"\d+ stations match, \d+ more may\. Map tips are on: .*", result["message"])
    assert sum(map(int, re.findall(r"\d+", result["message"]))) == result["count"]
    assert result["buttons"] == ["Zoom To", "Open Table"]
    assert result["panel"] <= 400
    assert result["is_closed"]
    assert result["tasks"] == 0

    # The key went in the header, and nowhere else.
    assert all(request.headers["x-api-key"] == server.key for request in asked)
    assert server.key not in result["url"] and "greaterthanid=0" in result["url"]
    assert server.key not in json.dumps(result) + run.output

    (label,) = result["label"]
    assert label.startswith("Open Charge Map · ") and label.endswith("more data providers")
    assert len(result["tool_tips"]) == 1 and result["tool_tips"][0].count("<br>") > 3
    assert "Open Charge Map" in result["attribution"]
    assert result["dirty_by_label"] is False

    assert len(result["group"]) == 2 and "Mine" not in result["group"]
    assert not result["swallowed"], "the user's next layer is in our group"

    assert result["error"].endswith("no such file.json does not exist. Please choose another one.")
    assert result["layers_after_error"] == 0
    for picture in ("panel", "map", "error"):
        assert (run.folder / f"{picture}.png").stat().st_size > 10_000
