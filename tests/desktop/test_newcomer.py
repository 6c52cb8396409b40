"""The first minute with the plugin, in the real application and a fresh profile."""

from __future__ import annotations


def test_two_clicks_lead_a_newcomer_without_key_and_internet_to_stations_on_a_map(desktop) -> None:
    """The demo was a dead end: it left an empty map, and a grey button that said the map shows nothing."""
    run = desktop.run("newcomer", measured=False)
    run.check()
    assert run.result["stations"] > 300
    assert run.result["in view"] and run.result["map tips"]
    assert run.result["layers"][-1] == "World outlines (offline base map)"
    assert "invented stations loaded" in run.result["message"]
