"""Invented POIs look like real ones."""

from __future__ import annotations

from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import ESTIMATE, make_pois, make_reference


def test_the_same_seed_gives_the_same_stations():
    assert make_pois(50) == make_pois(50)
    assert make_pois(50) != make_pois(50, seed=2)


def test_ids_rise_and_stations_stay_in_bounds():
    pois = make_pois(500, bounds=(-10, 170, 10, 180))
    numbers = [p["ID"] for p in pois]
    assert numbers == sorted(set(numbers))
    assert all(-10 <= p["AddressInfo"]["Latitude"] <= 10 for p in pois)
    assert all(170 <= p["AddressInfo"]["Longitude"] <= 180 for p in pois)


def test_as_much_is_missing_as_in_real_data():
    pois = make_pois(3000)
    connections = [c for p in pois for c in p["Connections"]]

    def missing(name, items):
        return sum(name not in item for item in items) / len(items)

    assert 0.10 < missing("StatusTypeID", pois) < 0.20
    assert 0.02 < missing("OperatorID", pois) < 0.06
    assert missing("DateLastConfirmed", pois) > 0.90
    assert 0.05 < missing("PowerKW", connections) < 0.12
    assert 0.15 < missing("Quantity", connections) < 0.25
    assert missing("StatusTypeID", connections) > 0.85
    assert any(not p["Connections"] for p in pois)
    assert any(c.get("Comments") == ESTIMATE for c in connections)
    places = [(p["AddressInfo"]["Latitude"], p["AddressInfo"]["Longitude"]) for p in pois]
    assert 0.02 < 1 - len(set(places)) / len(places) < 0.06


def test_the_server_has_nothing_to_add():
    """What a test makes is what the server serves, so that an oracle may look at either."""
    pois = make_pois(500)
    server = OcmServer(pois, make_reference())
    server.stop()
    volatile = {"IsRecentlyVerified": None}
    assert [{**p, **volatile} for p in server.served_pois()] == [{**p, **volatile} for p in pois]
