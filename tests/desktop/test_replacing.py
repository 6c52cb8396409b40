"""A search in the place of the last result, in the real application, where tables of the layers may be open."""

from __future__ import annotations

from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois


def test_the_last_result_goes_with_its_table_and_comes_back(desktop) -> None:
    """Its table stayed open, for a layer that was nowhere: what was written there would have been lost."""
    with OcmServer(make_pois(700, bounds=(30.12, -97.9, 30.5, -97.58))) as server:
        run = desktop.run(
            "replacing",
            arguments={"extent": [-97.9, 30.1, -97.5, 30.5], "undo": "Undo"},
            settings={"OpenChargeMap": {"held_hours": "0"}},
            environment={"OCM_API_URL": server.url, "OCM_API_KEY": server.key},
        )
    run.check()
    assert "They replace “Around 30.3° N, 97.7° W · charging stations”." in run.result["message"]
    assert run.result["gone"] and run.result["tables"] == []
    assert run.result["back"]
    assert run.result["tables at the end"] == [] and run.result["layers"] == 1
