"""Filters, order, cut and paging over HTTP."""

from __future__ import annotations

import pytest

from tests.ocm_server.synthetic import make_pois


def plug(kind: int, power: float | None = None, **others):
    return {"ID": 1, "ConnectionTypeID": kind, "PowerKW": power, **others}


def test_defaults(serve, ask, poi):
    server = serve([poi(n) for n in range(1, 151)])
    assert ask(server).ids == list(range(150, 50, -1))
    assert ask(server, maxresults=3, sortby="ID_ASC").ids == [1, 2, 3]
    assert ask(server, maxresults=0).body == b"[]"
    assert ask(server, maxresults=0, latitude=50, longitude=8).body == b""


def test_never_shown(serve, ask, poi):
    server = serve(
        [
            poi(1),
            poi(2, StatusTypeID=200),
            poi(3, StatusTypeID=210),
            poi(4, SubmissionStatusTypeID=1010),
            poi(5, SubmissionStatusTypeID=1000),
            poi(6, AddressInfo=None),
            poi(7, SubmissionStatusTypeID=100),
        ]
    )
    assert ask(server).ids == [7, 1]
    assert ask(server, statustypeid="200,210").ids == []
    assert ask(server, submissionstatustypeid="1000,1010").ids == [5]
    assert ask(server, submissionstatustypeid=0).ids == [7, 1]


def test_each_condition_may_be_met_by_another_connection(serve, ask, poi):
    server = serve(
        [
            poi(1, Connections=[plug(33, 150), plug(25, 22)]),
            poi(2, Connections=[plug(25, 22)]),
            poi(3, Connections=[plug(33)]),
            poi(4),
        ]
    )
    assert ask(server, connectiontypeid="25", minpowerkw=50).ids == [1]
    assert ask(server, minpowerkw=100, maxpowerkw=30).ids == [1]
    assert ask(server, minpowerkw=0.5).ids == [4, 3, 2, 1]
    assert ask(server, connectiontypeid="33,2").ids == [3, 1]
    assert ask(server, levelid=3).ids == [1]


def test_power_is_filled_from_amps_and_volts_before_it_is_looked_at(serve, ask, poi):
    """230 V x 32 A in three phases: 12.7 kW, as the real server has it, not 22."""
    row = plug(25, None, Amps=32, Voltage=230, CurrentTypeID=20)
    server = serve([poi(1, Connections=[row]), poi(2, Connections=[{**row, "PowerKW": 0, "CurrentTypeID": 10}])])
    shown = {p["ID"]: p["Connections"][0] for p in ask(server, compact="true", verbose="false").json}
    assert (shown[1]["PowerKW"], shown[1]["LevelID"]) == (12.7, 2)
    assert shown[2]["PowerKW"] == 7.4
    assert ask(server, minpowerkw=20).ids == []
    assert server.served_pois()[0]["Connections"][0]["PowerKW"] == 12.7


def test_ids_and_nulls(serve, ask, poi):
    server = serve([poi(1, OperatorID=9001, UsageTypeID=1), poi(2, OperatorID=9002), poi(3, StatusTypeID=None)])
    assert ask(server, operatorid="9001,9002").ids == [2, 1]
    assert ask(server, usagetypeid="1,0").ids == [1]
    assert ask(server, statustypeid="50,0").ids == [2, 1]
    assert ask(server, chargepointid="3,1").ids == [3, 1]
    assert ask(server, id="2", chargepointid="3").ids == [3]
    assert ask(server, operatorid="x").ids == [3, 2, 1]
    assert ask(server, dataproviderid="9001", operatorname="Lorelei Power (invented)").ids == [1]


def test_countries(serve, ask, poi):
    def in_country(number: int, country: int):
        station = poi(number)
        station["AddressInfo"]["CountryID"] = country
        return station

    server = serve([in_country(1, 87), in_country(2, 80), in_country(3, 217)])
    assert ask(server, countrycode="de").ids == [1]
    assert ask(server, countryid="87,80").ids == [2, 1]
    assert ask(server, countrycode="DE", countryid="80").ids == [1]
    assert ask(server, countrycode="DE,FR").ids == [3, 2, 1]
    assert ask(server, countrycode="XX", countryid="80").ids == [3, 2, 1]


def test_open_data_false_is_false_or_unknown(serve, ask, poi):
    server = serve([poi(n, DataProviderID=9000 + n) for n in range(1, 9)])
    assert ask(server, opendata="true").ids == [7, 5, 3, 2, 1]
    assert ask(server, opendata="false").ids == [8, 6, 4]
    assert len(ask(server, opendata="1").ids) == 8


def test_dates_media_and_comments(serve, ask, poi):
    server = serve(
        [
            poi(1, DateLastStatusUpdate="2025-01-01T00:00:00Z"),
            poi(2, DateLastStatusUpdate=None, DateCreated=None),
            poi(3, UserComments=[{"ID": 1, "Comment": "x"}], MediaItems=[{"ID": 1, "IsEnabled": False}]),
            poi(4, UserComments=[{"ID": 1, "CheckinStatusTypeID": 0}], MediaItems=[{"ID": 1, "IsEnabled": True}]),
        ]
    )
    assert ask(server, modifiedsince="2025-01-01").ids == [4, 3, 1]
    assert ask(server, modifiedsince="2025-01-01T00:01:00Z").ids == [4, 3]
    assert ask(server, createdsince="2020-01-01T00:00:00Z").ids == [4, 3, 1]
    assert ask(server, hasmedia="true").ids == [4]
    assert ask(server, hascomment="true").ids == [4, 3]
    assert ask(server, hascheckins="true").ids == [4]
    assert ask(server, hasmedia="false").ids == [3, 2, 1]


def test_distance_mode_sorts_by_distance_whatever_sortby_says(serve, ask, poi):
    server = serve([poi(1, 50.0, 8.3), poi(2, 50.0, 8.1), poi(3, 50.0, 8.2), poi(4, 52.0, 8.0)])
    reply = ask(server, latitude=50, longitude=8, distance=100, distanceunit="km", sortby="id_asc", maxresults=2)
    assert reply.ids == [2, 3]
    address = reply.json[0]["AddressInfo"]
    assert (address["Distance"], address["DistanceUnit"]) == (pytest.approx(7.1474, abs=1e-3), 1)
    in_miles = ask(server, latitude=50, longitude=8, distance=100, greaterthanid=2).json
    assert [p["ID"] for p in in_miles] == [3]
    assert in_miles[0]["AddressInfo"]["DistanceUnit"] == 2
    assert in_miles[0]["AddressInfo"]["Distance"] == pytest.approx(8.883, abs=1e-3)


def test_other_areas_report_no_distance(serve, ask, poi):
    server = serve([poi(1)])
    address = ask(server, boundingbox="(49,7),(51,9)", latitude=50, longitude=8).json[0]["AddressInfo"]
    assert (address["Distance"], address["DistanceUnit"]) == (None, 0)


def test_a_cut_box_keeps_one_corner(serve, ask):
    server = serve(make_pois(2000, bounds=(48, 6, 52, 10)))
    area = {"boundingbox": "(48,6),(52,10)", "compact": "true", "verbose": "false"}
    everything = [p["AddressInfo"] for p in ask(server, maxresults=5000, **area).json]
    cut = [p["AddressInfo"] for p in ask(server, maxresults=len(everything) // 10, **area).json]
    assert everything[: len(cut)] == cut

    def spread(places):
        latitudes = [p["Latitude"] for p in places]
        longitudes = [p["Longitude"] for p in places]
        return (max(latitudes) - min(latitudes)) * (max(longitudes) - min(longitudes))

    assert spread(cut) < 0.3 * spread(everything)


@pytest.mark.parametrize(
    "area",
    [
        {},
        {"boundingbox": "(40,-5),(58,20)"},
        {"polygon": "(40,-5),(58,-5),(58,20),(40,20)"},
        {"polyline": "(40,-5),(58,20)", "distance": 1000, "distanceunit": "km"},
    ],
)
def test_paging_by_id_finds_everything_once(serve, ask, area):
    server = serve(make_pois(1500))
    everything = ask(server, maxresults=5000, compact="true", **area).ids
    paged: list[int] = []
    while True:
        page = ask(
            server, maxresults=400, sortby="id_asc", greaterthanid=max(paged, default=0), compact="true", **area
        ).ids
        if not page:
            break
        paged += page
    assert paged == sorted(everything)
    assert len(set(paged)) == len(paged) > 401


def test_sorting_by_date(serve, ask, poi):
    server = serve(
        [
            poi(1, DateLastStatusUpdate="2025-02-01T00:00:00Z", DateCreated="2019-01-01T00:00:00Z"),
            poi(2, DateLastStatusUpdate="2025-01-01T00:00:00Z", DateCreated="2018-01-01T00:00:00Z"),
        ]
    )
    assert ask(server, sortby="modified_asc").ids == [2, 1]
    assert ask(server, sortby="created_asc").ids == [2, 1]
    assert ask(server, sortby="id_desc").ids == [2, 1]
    # A box without width falls back to a database that forgets the area and takes ids for creation dates.
    assert ask(server, boundingbox="(0,0),(0,0)", sortby="id_asc").ids == [2, 1]


def test_bad_geometry_is_an_empty_body(serve, ask, poi):
    server = serve([poi(1)])
    for parameters in ({"polygon": "(50,8),(51,9)"}, {"polyline": "(50,8)"}, {"latitude": "NaN", "longitude": 8}):
        reply = ask(server, **parameters)
        assert (reply.status, reply.body) == (200, b"")
