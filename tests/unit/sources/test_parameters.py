"""A query says what the API understands, and nothing it would drop; filters narrow on the server only what they may."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.errors import SearchError
from ocm_plugin.ocm.match.filters import Judge, Verdict
from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import AnswerForm, Search
from ocm_plugin.ocm.sources.parameters import ApiQuery, filter_parameters
from tests.ocm_server.parameters import joined_parameters, read_query
from tests.ocm_server.store import Store
from tests.ocm_server.synthetic import make_pois, make_reference
from tests.support.effort import tries
from tests.support.made_stations import connection, station
from tests.support.results import context_now
from tests.support.search_strategies import searches

NOON = datetime(2026, 3, 1, 12, 30, 15, 999, tzinfo=timezone.utc)
OF_THE_API = {
    "output", "maxresults", "countrycode", "countryid", "latitude", "longitude", "distance", "distanceunit",
    "operatorid", "connectiontypeid", "levelid", "usagetypeid", "statustypeid", "dataproviderid", "opendata",
    "includecomments", "verbose", "compact", "camelcase", "callback", "chargepointid", "boundingbox", "polygon",
    "polyline", "minpowerkw", "maxpowerkw", "modifiedsince", "createdsince", "greaterthanid", "sortby", "hasmedia",
    "hascomment", "hascheckins", "client", "submissionstatustypeid", "postcodes", "levelofdetail",
}  # fmt: skip

A_BOX = Extent(-0.51, 51.28, 0.3, 51.7)
FULL = ApiQuery(
    output="json",
    maxresults=500,
    countrycode="de",
    countryid=(87, 1),
    latitude=51.5,
    longitude=-0.25,
    distance=1e-05,
    distanceunit="km",
    operatorid=(5, 5, 3),
    connectiontypeid=(33,),
    levelid=(3, 1),
    usagetypeid=(0, 1),
    statustypeid=(50,),
    dataproviderid=(2,),
    opendata=False,
    includecomments=True,
    verbose=False,
    compact=True,
    camelcase=False,
    callback="show",
    chargepointid=(1234,),
    boundingbox=A_BOX,
    polygon=((0, 50), (1, 50), (1, 51)),
    polyline=((0.5, 50), (1, 51.25)),
    minpowerkw=7.4,
    maxpowerkw=22,
    modifiedsince=NOON,
    createdsince=datetime(2020, 1, 1, 2, tzinfo=timezone(timedelta(hours=2))),
    greaterthanid=0,
    sortby="id_asc",
    hasmedia=True,
    hascomment=False,
    hascheckins=True,
    client="openchargemap-qgis",
    submissionstatustypeid=(100, 1000),
    postcodes=("28195", "28199"),
    levelofdetail=2,
)


def test_every_parameter_of_the_api_can_be_sent():
    assert {field.name for field in fields(ApiQuery)} == OF_THE_API
    assert set(FULL.to_params()) == OF_THE_API
    assert ApiQuery().to_params() == {}


def test_values_are_written_as_the_api_reads_them():
    params = FULL.to_params()
    assert params["countrycode"] == "DE"
    assert params["countryid"] == "1,87"
    assert params["operatorid"] == "3,5"
    assert params["boundingbox"] == "(51.28,-0.51),(51.7,0.3)"
    assert params["polygon"] == "(50,0),(50,1),(51,1)"
    assert params["polyline"] == "(50,0.5),(51.25,1)"
    assert params["distance"] == "0.00001"
    assert params["minpowerkw"] == "7.4" and params["maxpowerkw"] == "22"
    assert params["modifiedsince"] == "2026-03-01T12:30:15Z"
    assert params["createdsince"] == "2020-01-01T00:00:00Z"
    assert params["opendata"] == "false" and params["verbose"] == "false" and params["compact"] == "true"
    assert params["greaterthanid"] == "0"


def test_the_server_reads_what_was_written():
    query = read_query(joined_parameters(urlencode(replace(FULL, polyline=()).to_params())))
    assert query.area is not None and query.area.contains(51.5, 0.1)
    assert query.operator_ids == {3, 5} and query.station_ids == {1234} and query.max_results == 500
    assert query.min_power_kw == 7.4 and query.max_power_kw == 22
    assert query.modified_since == "2026-03-01T12:30:15" and query.created_since == "2020-01-01T00:00:00"
    assert (query.has_media, query.has_comment, query.has_checkin) == (True, False, True)
    assert query.greater_than_id == 0 and query.sort_by == "id_asc" and query.callback == "show"


@pytest.mark.parametrize(
    "wrong",
    [
        {"output": "pdf"},
        {"maxresults": 0},
        {"maxresults": True},
        {"countrycode": "XX"},
        {"countryid": (-1,)},
        {"latitude": 91, "longitude": 0},
        {"latitude": 1},
        {"longitude": 181, "latitude": 0},
        {"distance": 0},
        {"distance": "5"},
        {"distanceunit": "furlongs"},
        {"operatorid": ("5",)},
        {"levelid": (4,)},
        {"opendata": "yes"},
        {"verbose": 1},
        {"callback": "a b"},
        {"chargepointid": (1.5,)},
        {"boundingbox": Extent(10, 0, -10, 5)},
        {"boundingbox": Extent(0, 5, 10, 5)},
        {"boundingbox": (0, 0, 1, 1)},
        {"polygon": ((0, 0), (1, 1))},
        {"polyline": ((0, 0),)},
        {"minpowerkw": -1},
        {"minpowerkw": 50, "maxpowerkw": 22},
        {"maxpowerkw": float("nan")},
        {"modifiedsince": "yesterday"},
        {"greaterthanid": -1},
        {"greaterthanid": 1.5},
        {"sortby": "distance"},
        {"client": ""},
        {"client": "a\nb"},
    ],
)
def test_what_the_api_would_silently_drop_is_refused(wrong):
    with pytest.raises(SearchError) as refused:
        ApiQuery(**wrong)
    assert refused.value.field.split()[0] in wrong
    assert refused.value.sentence.endswith(".")


# Which filters the server may apply


def test_filters_on_connections_are_not_sent_while_doubtful_stations_are_kept():
    """The server never matches a POI without power, type or level, and such stations are what "cannot tell" keeps."""
    search = Search(connection_type_ids=(33,), level_ids=(3,), min_power_kw=50, max_power_kw=150)
    kept = filter_parameters(search)
    assert (kept.connectiontypeid, kept.levelid, kept.minpowerkw, kept.maxpowerkw) == ((), (), None, None)
    dropped = filter_parameters(replace(search, keep_cannot_tell=False))
    assert (dropped.connectiontypeid, dropped.levelid) == ((33,), (3,))
    assert (dropped.minpowerkw, dropped.maxpowerkw) == (None, None)


def test_a_minimum_power_is_never_sent():
    """The server compares the power that it knows. Of 600 A × 800 V of DC without a power it knows none, and would
    lose a post that surely has 240 kW; of 230 V × 100 A on three phases it takes 39.8 kW, which are 69."""
    for line, kw in (
        (connection(type_id=33, current_id=30, amps=600.0, volts=800.0), 200.0),
        (connection(type_id=25, current_id=20, amps=100.0, volts=230.0), 60.0),
    ):
        search = Search(min_power_kw=kw, keep_cannot_tell=False)
        assert Judge(search, context_now(REFERENCE))(station(line)) is Verdict.YES
        assert filter_parameters(search).minpowerkw is None


def test_the_status_is_never_sent_as_silent_sites_have_that_of_their_connections():
    silent = station(connection(status_id=50), status_id=None)
    for search in (Search(status_type_ids=(50,)), Search(status_type_ids=(50,), keep_cannot_tell=False)):
        assert Judge(search, context_now(REFERENCE))(silent) is Verdict.YES
        assert filter_parameters(search).statustypeid == ()


def test_what_may_be_not_stated_is_not_sent():
    """The server never sends a POI without an operator when it is asked for one, be it the "(Unknown Operator)"."""
    assert filter_parameters(Search(operator_ids=(5,))).operatorid == (5,)
    assert filter_parameters(Search(operator_ids=(1, 5))).operatorid == ()
    wide = Search(operator_ids=(5,), country_ids=(87,), include_unstated=True)
    assert (filter_parameters(wide).operatorid, filter_parameters(wide).countryid) == ((), ())
    assert filter_parameters(replace(wide, keep_cannot_tell=False)).operatorid == (5,)


def test_levels_the_api_does_not_know_are_judged_here():
    assert filter_parameters(Search(level_ids=(3, 9), keep_cannot_tell=False)).levelid == ()


def test_open_data_goes_by_the_licence_so_it_is_not_sent():
    assert filter_parameters(Search(open_data=True)).opendata is None


def test_comments_are_asked_for_when_they_are_judged():
    assert filter_parameters(Search()).includecomments is None
    assert filter_parameters(Search(include_comments=True)).includecomments is True
    wanted = filter_parameters(Search(has_media=True, has_checkins=False))
    assert (wanted.includecomments, wanted.hasmedia, wanted.hascheckins) == (True, True, None)


def test_a_list_too_long_for_an_address_is_judged_here():
    assert filter_parameters(Search(operator_ids=tuple(range(1000, 1150)))).operatorid != ()
    assert filter_parameters(Search(operator_ids=tuple(range(1000, 1500)))).operatorid == ()


def test_the_shape_of_the_answer_is_the_person_s():
    query = filter_parameters(
        Search(answer=AnswerForm(output="kml", verbose=True, compact=False, camelcase=True, callback="show"))
    )
    assert (query.output, query.verbose, query.compact, query.camelcase, query.callback) == (
        "json", True, False, True, "show",
    )  # fmt: skip


REFERENCE = ReferenceData.from_json(make_reference())
STORE = Store(make_pois(400, seed=9), make_reference(), NOON)
STATIONS = {s.id: s for s in decode_pois([r.station for r in STORE.records], True).stations}


@settings(deadline=None, max_examples=tries(400))
@given(searches(st.just(Extent(-180, -90, 180, 90))))
def test_the_server_keeps_every_station_that_the_judging_keeps(search):
    query = replace(filter_parameters(search), maxresults=10_000)
    parameters = joined_parameters(urlencode(query.to_params()))
    sent = {record.number for record in STORE.find(read_query(parameters), str(sorted(parameters.items())))}
    judge = Judge(search, context_now(REFERENCE))
    verdicts = {number: judge(station) for number, station in STATIONS.items()}
    least = Verdict.CANNOT_TELL if search.keep_cannot_tell else Verdict.YES
    assert {number for number, verdict in verdicts.items() if verdict >= least} <= sent


# The one query that describes a search
