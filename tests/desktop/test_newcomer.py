"""The first minute with the plugin, in the real application and a fresh profile."""

from __future__ import annotations

import pytest

from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois
from tests.support.geocoder import Geocoder

IN_AUSTIN = (30.12, -97.9, 30.5, -97.58)  # south, west, north, east


def tell(result) -> None:
    print(f"\n{len(result['actions'])} actions, {result['seconds']:.1f} s: {', '.join(result['actions'])}")


def test_two_clicks_lead_a_newcomer_without_key_and_internet_to_stations_on_a_map(desktop) -> None:
    """The demo was a dead end: it left an empty map, and a grey button that said the map shows nothing."""
    run = desktop.run("newcomer")
    run.check()
    tell(run.result)
    assert run.result["actions"] == ["click the icon", "click Try the Demo"]
    assert run.result["stations"] > 300
    assert run.result["in view"] and run.result["map tips"]
    assert run.result["layers"][-1] == "World outlines (offline base map)"
    assert "invented stations loaded" in run.result["message"]


@pytest.mark.parametrize(("place", "keys"), [("Austin Texas", ["press Return"]), ("Austin", ["press Return"] * 2)])
def test_icon_place_and_enter_lead_a_newcomer_with_a_key_to_the_stations_of_a_place(desktop, place, keys) -> None:
    """Promised in four actions and thirty seconds. The second Enter takes the first of several places of a name."""
    here, elsewhere = make_pois(700, bounds=IN_AUSTIN), make_pois(900, bounds=(50.0, 6.0, 52.0, 8.0))[700:]
    with OcmServer([*here, *elsewhere]) as server, Geocoder() as geocoder:
        run = desktop.run(
            "newcomer_with_key",
            arguments={"place": place},
            settings={"OpenChargeMap": {"geocoder": geocoder.url}},
            environment={"OCM_API_URL": server.url, "OCM_API_KEY": server.key},
        )
        questions = [question for _, question in geocoder.questions]
    run.check()
    result = run.result
    tell(result)
    assert result["actions"] == ["click the icon", f"type {place}", *keys]
    assert len(result["actions"]) <= 4 and result["seconds"] < 30
    assert questions == [place]
    assert result["stations"] == result["in view"] == len(here)
    assert result["name"] == "Austin · charging stations"
    assert f"{len(here)} stations loaded" in result["message"] and result["map tips"]
    assert result["base map offered"] and result["layers without one"] == 1
    assert result["layers"][1:] == ["World outlines (offline base map)"]
