"""The shapes of an answer."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime, timezone

import pytest

from tests.ocm_server import OcmServer, members
from tests.ocm_server.jsontext import dumps
from tests.ocm_server.reference import make_reference


@pytest.fixture
def odd(serve, poi) -> OcmServer:
    station = poi(
        1,
        OperatorID=9001,
        UsageTypeID=1,
        GeneralComments='Zoë\'s <b>"+1"</b> & `x`\r\n',
        Connections=[{"ID": 5, "ConnectionTypeID": 33, "CurrentTypeID": 30, "PowerKW": 50.0, "Quantity": 2}],
        UserComments=[{"ID": 7, "ChargePointID": 1, "CommentTypeID": 10, "Comment": "hm", "CheckinStatusTypeID": 10}],
        MediaItems=[{"ID": 8, "ChargePointID": 1, "ItemURL": "https://media.example/1.jpg", "IsEnabled": True}],
    )
    station["AddressInfo"]["RelatedURL"] = "www.stations.example"
    return serve([station])


def test_default_is_everything(odd, ask):
    reply = ask(odd)
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["transfer-encoding"] == "chunked"
    assert not {"etag", "last-modified", "cache-control", "content-length"} & set(reply.headers)
    station = reply.json[0]
    assert list(station) == list(members.STATION)
    assert list(station["AddressInfo"]) == list(members.ADDRESS)
    assert list(station["Connections"][0]) == list(members.CONNECTION)
    assert station["OperatorInfo"]["Title"] == "Lorelei Power (invented)"
    assert station["Connections"][0]["ConnectionType"]["FormalName"] == "IEC 62196-3 Configuration FF"
    assert station["UserComments"][0]["CheckinStatusType"]["IsPositive"] is True
    assert station["AddressInfo"]["Country"]["ISOCode"] == "DE"
    assert station["AddressInfo"]["RelatedURL"] == "http://www.stations.example"
    assert station["PercentageSimilarity"] is None
    assert reply.body.startswith(b'[\n  {\n    "DataProvider": {\n      "WebsiteURL"')


def test_not_verbose_leaves_nulls_out(odd, ask):
    text = ask(odd, verbose="false").body
    assert b"null" not in text
    assert json.loads(text)[0]["StatusType"] == {
        "IsOperational": True,
        "IsUserSelectable": True,
        "ID": 50,
        "Title": "Operational",
    }


def test_compact_has_ids_only(odd, ask):
    reply = ask(odd, compact="true")
    station = reply.json[0]
    assert b"\n" not in reply.body
    assert (station["OperatorInfo"], station["OperatorID"]) == (None, 9001)
    assert (station["UserComments"], station["MediaItems"]) == (None, None)
    assert list(station) == list(members.STATION)
    smallest = ask(odd, compact="true", verbose="false")
    assert "OperatorInfo" not in smallest.json[0]
    assert "UserComments" not in smallest.json[0]
    with_comments = ask(odd, compact="true", verbose="false", includecomments="true").json[0]
    assert with_comments["UserComments"][0]["Comment"] == "hm"
    assert with_comments["MediaItems"][0]["ID"] == 8


def test_camel_case(odd, ask):
    station = ask(odd, camelcase="true", compact="true").json[0]
    assert {"id", "uuid", "addressInfo", "dataProviderID", "isRecentlyVerified"} <= set(station)
    assert station["connections"][0]["powerKW"] == 50
    assert ask(odd, camelcase="true").json[0]["addressInfo"]["country"]["isoCode"] == "DE"


def test_text_is_escaped_as_dotnet_does(odd, ask):
    body = ask(odd, compact="true").body
    assert rb'"Zo\u00EB\u0027s \u003Cb\u003E\u0022\u002B1\u0022\u003C/b\u003E \u0026 \u0060x\u0060\r\n"' in body
    assert b'"PowerKW":50,' in body
    assert dumps('a\\"\\u0041\x7f⚡') == r'"a\\\u0022\\u0041\u007F\u26A1"'


def test_callback_as_the_server_really_writes_it(odd, ask):
    assert re.fullmatch(rb"\[\{.*\}\]show\(\)", ask(odd, compact="true", callback="show").body)


def test_gzip_when_asked(odd, ask):
    reply = ask(odd, headers={"X-API-Key": odd.key, "Accept-Encoding": "gzip, deflate"})
    assert reply.headers["content-encoding"] == "gzip"
    assert reply.body == ask(odd).body


def test_every_shape_can_be_served_again(odd, ask):
    """Any of the JSON shapes is a POI file: the server holds the same stations from each."""
    held = odd.served_pois()
    for verbose in ("true", "false"):
        for camelcase in ("true", "false"):
            pois = ask(odd, verbose=verbose, camelcase=camelcase).json
            again = OcmServer(pois, make_reference())
            assert again.served_pois() == held
            again.stop()


def test_embedded_objects_outlive_old_reference_data(serve, ask, poi):
    station = poi(1, OperatorInfo={"ID": 77, "Title": "New (invented)"})
    server = serve([station])
    shown = ask(server).json[0]
    assert (shown["OperatorID"], shown["OperatorInfo"]["Title"]) == (77, "New (invented)")
    assert ask(server, operatorid=77).ids == [1]
    assert 77 not in [o["ID"] for o in ask(server, "referencedata").json["Operators"]]


def test_unknown_ids_have_no_object(serve, ask, poi):
    server = serve([poi(1, OperatorID=4711, Connections=[{"ID": 1, "ConnectionTypeID": 1234}])])
    shown = ask(server).json[0]
    assert (shown["OperatorID"], shown["OperatorInfo"]) == (4711, None)
    assert shown["Connections"][0]["ConnectionType"] is None


def test_verification_is_computed(serve, ask, poi):
    now = datetime(2026, 1, 1, tzinfo=timezone.utc)
    server = serve([poi(1), poi(2, DateLastStatusUpdate="2025-01-01T00:00:00Z")], now=now)
    shown = {p["ID"]: (p["IsRecentlyVerified"], p["DateLastVerified"]) for p in ask(server).json}
    assert shown == {1: (True, "2025-11-11T12:38:00Z"), 2: (False, "2025-01-01T00:00:00Z")}


def test_geojson(odd, ask):
    reply = ask(odd, output="geojson")
    assert reply.headers["content-type"] == "application/geo+json"
    feature = reply.json["features"][0]
    assert feature["id"] == "1"
    assert feature["geometry"]["coordinates"] == [8.0, 50.0]
    assert feature["properties"]["level"] == "3"
    assert feature["properties"]["poi"]["connections"][0]["powerKW"] == 50
    assert '"powerKW": 50.0' in reply.body.decode()
    assert "Zoë" in reply.body.decode()
    small = ask(odd, output="geojson", verbose="false").json["features"][0]["properties"]
    assert set(small) == {"name", "description", "url", "level", "connectionType"}
    compact = ask(odd, output="geojson", verbose="false", compact="true").json["features"][0]["properties"]
    assert "connectionType" not in compact
    assert ask(odd, output="geojson", callback="show").body.startswith(b"show({")


def test_csv(odd, ask):
    reply = ask(odd, output="csv")
    assert reply.headers["content-type"] == "text/csv; header=present; charset=UTF-8;"
    assert reply.headers["content-disposition"] == "attachment; filename=ocm.csv"
    assert reply.body.startswith(b"\xef\xbb\xbfID,UUID, LocationTitle,")
    rows = list(csv.DictReader(io.StringIO(reply.body.decode("utf-8-sig"))))
    assert len(rows[0]) == 28
    assert rows[0]["GeneralComments"] == "Zoë's <b>+1</b> & `x`"
    assert rows[0]["ConnectionType"] == "CCS (Type 2);"
    assert rows[0]["DateCreated"] == "1/1/2020 00:00:00"


def test_xml_and_unknown_outputs(odd, ask):
    reply = ask(odd, output="yaml")
    assert reply.headers["content-type"] == "text/xml"
    assert reply.body.startswith(b"\xef\xbb\xbf<?xml")
    assert b'TypeName="CCS (Type 2)"' in reply.body
    assert b"PowerKW" not in reply.body


def test_kml(odd, ask):
    reply = ask(odd, output="kml")
    assert reply.headers["content-type"] == "application/vnd.google-earth.kml+xml"
    assert b"<coordinates>8,50</coordinates>" in reply.body


def test_refused_outputs(odd, ask):
    for output in ("rss", "carwings"):
        reply = ask(odd, output=output)
        assert (reply.status, reply.json["status"]) == (400, "error")


def test_reference_data(odd, ask):
    reply = ask(odd, "referencedata")
    assert reply.json == make_reference()
    assert "null" not in ask(odd, "referencedata", verbose="false").body.decode()
    assert "connectionTypes" in ask(odd, "referencedata", camelcase="true").json
    assert b"\n" not in ask(odd, "referencedata", compact="true").body
    reduced = ask(odd, "referencedata", countryid=87).json
    assert [t["ID"] for t in reduced["ConnectionTypes"]] == [33]
    assert len(reduced["Operators"]) == len(make_reference()["Operators"])
    assert len(ask(odd, "referencedata", countrycode="FR").json["ConnectionTypes"]) > 40
    other = ask(odd, "referencedata", output="csv")
    assert (other.status, other.body) == (200, b"")
