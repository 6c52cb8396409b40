"""Real answers, where they are at hand: served and asked for again, nothing has changed."""

from __future__ import annotations

import copy
import json
from datetime import datetime, timezone

import pytest

from tests.support.places import SHARED

DATA = SHARED / "data"
SAMPLE, REFERENCE = DATA / "ocm_austin_sample.json", DATA / "reference.json"
pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason=f"the real sample is not at {SAMPLE}")
RECORDED = datetime(2026, 2, 1, tzinfo=timezone.utc)


def test_recorded_stations_come_back_as_they_were(serve, ask):
    recorded = json.loads(SAMPLE.read_text(encoding="utf-8"))
    server = serve(SAMPLE, REFERENCE, now=RECORDED)
    answered = {p["ID"]: p for p in ask(server, maxresults=1000, verbose="false").json}
    assert len(answered) == len(recorded) == 342
    for station in copy.deepcopy(recorded):
        station["AddressInfo"].pop("Distance")
        station["AddressInfo"]["DistanceUnit"] = 0
        assert answered[station["ID"]] == station


@pytest.mark.parametrize(
    ("parameters", "bytes_per_station"),
    [
        ({"compact": "true", "verbose": "false"}, 906),
        ({"compact": "true"}, 1480),
        ({"verbose": "false"}, 3176),
        ({}, 4057),
        ({"output": "geojson"}, 4270),
        ({"output": "csv"}, 313),
    ],
)
def test_answers_are_as_large_as_real_ones(serve, ask, parameters, bytes_per_station):
    server = serve(SAMPLE, REFERENCE, now=RECORDED)
    size = len(ask(server, maxresults=1000, **parameters).body) / 342
    assert size == pytest.approx(bytes_per_station, rel=0.02)


def test_reference_data_comes_back_as_it_was(serve, ask):
    server = serve(SAMPLE, REFERENCE)
    assert ask(server, "referencedata").json == json.loads(REFERENCE.read_text(encoding="utf-8"))
