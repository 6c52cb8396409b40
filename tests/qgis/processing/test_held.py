"""What earlier searches have brought, and the mirror of the options, answer algorithms as they answer the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsProcessingException

from ocm_plugin.qgis_support.settings import Settings
from ocm_plugin.qgis_support.sources import held_file
from tests.support.algorithm_runs import ids, run


@pytest.fixture(autouse=True)
def _holding(server):
    replace(Settings.load(), held_hours=24).save()


NEAR, WITHIN, WIDER = "3,10,47,53 [EPSG:4326]", "4,9,48,52 [EPSG:4326]", "3,11,47,53 [EPSG:4326]"


def asked(server, extent, **parameters):
    """An algorithm's result, what its log says, and how many requests it took."""
    server.clear_requests()
    results, said = run("stationsinextent", EXTENT=extent, **parameters)
    return ids(results["OUTPUT"]), "\n".join(said), len(server.requests), results


def test_the_same_question_is_asked_once(server):
    """Each run of a model asked for the same stations again."""
    first, said, requests, _ = asked(server, NEAR)
    assert requests and "eld since" not in said
    again, said, requests, results = asked(server, NEAR)
    assert (again, requests) == (first, 0) and "Held since " in said and results["COMPLETE"] is True


def test_a_question_within_is_answered_as_the_server_would(server):
    asked(server, NEAR)
    held, _, requests, _ = asked(server, WITHIN, MIN_POWER_KW=50)
    assert requests == 0
    fresh, said, requests, _ = asked(server, WITHIN, MIN_POWER_KW=50, FRESH=True)
    assert requests and held == fresh and "eld since" not in said


def test_only_what_is_missing_is_asked_for(server):
    asked(server, NEAR)
    together, said, _, _ = asked(server, WIDER)
    assert {request.query["boundingbox"].split(",")[1] for request in server.poi_requests} == {"9.999)"}
    assert "Partly held since " in said and "Only the rest is asked for." in said
    assert " of them are held since " in said
    alone, _, _, _ = asked(server, WIDER, FRESH=True)
    assert together == alone


def test_a_mirror_of_the_options_that_cannot_answer_is_warned_of(server, tmp_path):
    """A run each night went on asking the server, and its log did not say why."""
    replace(Settings.load(), mirror=str(tmp_path / "gone.gpkg")).save()
    try:
        found, said, requests, _ = asked(server, NEAR)
        assert found and requests and f"There is no mirror at {tmp_path / 'gone.gpkg'}" in said
        assert "There is no mirror" not in asked(server, NEAR, FRESH=True)[1]
        assert "There is no mirror" not in asked(server, NEAR, SOURCE="demo")[1]
    finally:
        replace(Settings.load(), mirror="").save()


def test_a_mirror_whose_connection_is_gone_is_warned_of(server):
    """Of a mirror in a database, the log said nothing once its connection was removed or renamed."""
    replace(Settings.load(), mirror="postgis:Gone/ocm").save()
    try:
        found, said, requests, _ = asked(server, NEAR)
        assert found and requests and "QGIS knows no PostgreSQL connection “Gone”." in said
        assert "“Gone”" not in asked(server, NEAR, FRESH=True)[1]
        assert "“Gone”" not in asked(server, NEAR, SOURCE="demo")[1]
    finally:
        replace(Settings.load(), mirror="").save()


def test_the_mirror_of_the_options_answers_by_itself(server, tmp_path):
    import processing

    path = str(tmp_path / "mirror.gpkg")
    processing.run("openchargemap:updatemirror", {"MIRROR": path, "WORLD": True})
    replace(Settings.load(), mirror=path).save()
    _, said, requests, results = asked(server, NEAR)
    assert requests == 0 and results["COUNT"] and "From the mirror of " in said


def test_nothing_is_held_when_that_is_not_wanted(server):
    replace(Settings.load(), held_hours=0).save()
    asked(server, NEAR)
    assert asked(server, NEAR)[2] and not held_file(server.url).exists()


def test_what_is_held_and_damaged_is_removed_and_said(server):
    import sqlite3
    from contextlib import closing

    asked(server, NEAR)
    with closing(sqlite3.connect(held_file(server.url))) as file, file:
        file.execute("UPDATE gpkg_ocm_pois SET poi = x'00'")
    with pytest.raises(QgsProcessingException, match="was removed"):
        asked(server, NEAR)
    assert asked(server, NEAR)[2]
