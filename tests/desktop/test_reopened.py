"""A project with our layers is saved and opened again, however the map is busy at that moment.

QGIS draws in threads of its own. A style that reads its layer while it is drawn, or a layer dressed in a worker, ended
QGIS in most of such runs.
"""

from __future__ import annotations

from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois

EXTENT = (6.0, 50.0, 8.0, 52.0)
TIMES = 6


def test_a_project_is_saved_and_opened_again(desktop) -> None:
    west, south, east, north = EXTENT
    pois = make_pois(800, bounds=(south + 0.2, west + 0.2, north - 0.2, east - 0.2))
    with OcmServer(pois, None) as server:
        run = desktop.run(
            "reopened",
            arguments={"extent": EXTENT, "times": TIMES},
            environment={"OCM_API_URL": server.url, "OCM_API_KEY": server.key},
        )
    run.check()
    assert "came back empty" in run.result["message"]
    credits = run.result["credits"]
    assert len(credits) == TIMES
    assert all(rights == credits[0] and rights[0][0] == "Open Charge Map" for rights in credits)
