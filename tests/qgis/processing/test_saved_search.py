"""A saved search in Processing: by name, as JSON or from a file; the other parameters go over it."""

from __future__ import annotations

import pytest
from qgis.core import QgsProcessingException

from ocm_plugin.ocm.search.areas import Countries
from ocm_plugin.ocm.search.saved import SavedSearch, to_file
from ocm_plugin.ocm.search.search import Search, to_json
from ocm_plugin.qgis_support.sources import saved_searches
from tests.support.algorithm_runs import EVERYWHERE, ids, run

FAST_IN_GERMANY = SavedSearch("Fast in Germany", Search(Countries(("DE",)), connection_type_ids=(33,), min_power_kw=50))


@pytest.fixture
def saved(server):
    saved_searches().save(FAST_IN_GERMANY)
    return FAST_IN_GERMANY


def test_name_json_and_file_mean_the_same(saved, tmp_path):
    path = tmp_path / "fast.json"
    path.write_text(to_file([saved]), encoding="utf-8")
    expected, _ = run("stationsinextent", EXTENT=EVERYWHERE, CONNECTION_TYPES="33", MIN_POWER_KW=50)
    assert expected["COUNT"] > 0
    for text in ("fast in germany", to_json(saved.search), str(path)):
        found, _ = run("stationsinextent", EXTENT=EVERYWHERE, SEARCH=text)
        assert ids(found["OUTPUT"]) == ids(expected["OUTPUT"])


def test_what_is_given_goes_over_the_saved_filters(saved):
    expected, _ = run("stationsinextent", EXTENT=EVERYWHERE, CONNECTION_TYPES="33", MIN_POWER_KW=150)
    found, _ = run("stationsinextent", EXTENT=EVERYWHERE, SEARCH=saved.name, MIN_POWER_KW=150)
    assert ids(found["OUTPUT"]) == ids(expected["OUTPUT"])


def test_a_search_saved_with_its_place_runs_by_itself(saved):
    expected, _ = run("stationsincountries", CODES="DE", CONNECTION_TYPES="33", MIN_POWER_KW=50)
    found, _ = run("stationsofsearch", SEARCH=saved.name)
    assert 0 < found["COUNT"] == expected["COUNT"]
    assert ids(found["OUTPUT"]) == ids(expected["OUTPUT"])


@pytest.mark.parametrize(
    ("algorithm", "text", "sentence"),
    [
        ("stationsinextent", "Fast in Germny", "Did you mean “Fast in Germany”"),
        ("stationsinextent", "{", "damaged"),
        ("stationsinextent", "nowhere/searches.json", "cannot be read"),
        ("stationsofsearch", "Open data only", "says no place"),
    ],
)
def test_what_cannot_be_read_is_refused(saved, algorithm, text, sentence):
    where = {} if algorithm == "stationsofsearch" else {"EXTENT": EVERYWHERE}
    with pytest.raises(QgsProcessingException, match=sentence):
        run(algorithm, SEARCH=text, **where)


def test_a_shipped_one_is_known_by_its_english_name(server):
    found, _ = run("stationsinextent", EXTENT=EVERYWHERE, SEARCH="Ultra-fast, 150 kW and more")
    expected, _ = run("stationsinextent", EXTENT=EVERYWHERE, MIN_POWER_KW=150)
    assert ids(found["OUTPUT"]) == ids(expected["OUTPUT"])
