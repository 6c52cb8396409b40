"""What the local server really writes, quirks included, decodes to the same stations."""

from __future__ import annotations

import http.client
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest

from ocm_plugin.ocm.errors import EmptyAnswer, NotUnderstood, OcmError, TruncatedAnswer, UnexpectedAnswer
from ocm_plugin.ocm.records.decoding import decode_json, decode_pois, poi_list
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.records.station import Station
from tests.ocm_server import OcmServer, faults


@pytest.fixture(scope="module")
def server() -> Iterator[OcmServer]:
    with OcmServer() as running:
        yield running


def body(server: OcmServer, action: str = "poi", **parameters: str) -> bytes:
    request = urllib.request.Request(f"{server.url}{action}?{urllib.parse.urlencode(parameters)}")
    request.add_header("X-API-Key", server.key)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            read: bytes = answer.read()
    except http.client.IncompleteRead as error:
        return error.partial
    return read


def stations(server: OcmServer, **parameters: str) -> list[Station]:
    answer = decode_json(body(server, sortby="id_asc", maxresults="2000", **parameters))
    page = decode_pois(poi_list(answer), with_comments=False)
    assert page.set_aside == []
    return page.stations


@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"verbose": "false"},
        {"compact": "true"},
        {"camelcase": "true"},
        {"compact": "true", "camelcase": "true", "verbose": "false", "includecomments": "true"},
        {"callback": "cb"},
        {"compact": "true", "callback": "my.cb"},
        {"output": "geojson"},
        {"output": "geojson", "callback": "cb"},
    ],
    ids=str,
)
def test_every_shape_of_the_server(server: OcmServer, shape: dict[str, str]) -> None:
    expected = stations(server, compact="true", verbose="false")
    assert len(expected) > 300
    assert stations(server, **shape) == expected


@pytest.mark.parametrize("shape", [{"verbose": "false"}, {"camelcase": "true"}, {"compact": "true"}], ids=str)
def test_every_shape_of_the_reference_data(server: OcmServer, shape: dict[str, str]) -> None:
    expected = ReferenceData.from_json(decode_json(body(server, "referencedata")))
    assert expected.operators
    assert ReferenceData.from_json(decode_json(body(server, "referencedata", **shape))) == expected


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.empty_body(), EmptyAnswer),
        (faults.html(), NotUnderstood),
        (faults.not_json(), NotUnderstood),
        (faults.invalid_utf8(), NotUnderstood),
        (faults.truncated(), TruncatedAnswer),
        (faults.wrong_shape(), UnexpectedAnswer),
        (faults.cache_not_ready(), UnexpectedAnswer),
    ],
    ids=lambda value: getattr(value, "name", None) or getattr(value, "__name__", None),
)
def test_each_misbehaviour_has_its_own_error(server: OcmServer, fault: object, error: type[OcmError]) -> None:
    server.faults.add(fault)
    with pytest.raises(OcmError) as caught:
        poi_list(decode_json(body(server)))
    assert type(caught.value) is error


def test_broken_pois_cost_only_themselves(server: OcmServer) -> None:
    server.faults.add(faults.broken_pois(every=10))
    page = decode_pois(poi_list(decode_json(body(server, maxresults="100", compact="true"))), False)
    assert (len(page.stations), len(page.set_aside)) == (90, 10)
    assert all(set_aside.reason.endswith(".") for set_aside in page.set_aside)
