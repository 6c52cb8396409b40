"""Open Charge Map among QGIS' data sources, in the real application."""

from __future__ import annotations

from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois
from tests.support.geocoder import Geocoder


def test_the_data_source_manager_has_a_page_that_searches_and_goes_with_the_plugin(desktop) -> None:
    with OcmServer(make_pois(300, bounds=(30.12, -97.9, 30.5, -97.58))) as server, Geocoder() as geocoder:
        run = desktop.run(
            "source_manager",
            arguments={"panel": "Open the Search Panel"},
            settings={"OpenChargeMap": {"geocoder": geocoder.url}},
            environment={"OCM_API_URL": server.url, "OCM_API_KEY": server.key},
        )
    run.check()
    assert run.result["name"] == "Austin · CCS ≥ 50 kW"
    assert run.result["panel"] and run.result["panel opened"]
    assert run.result["pages without the plugin"] == 0 and run.result["pages with it again"] == 1
