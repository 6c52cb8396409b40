"""Misbehaviour by script."""

from __future__ import annotations

import http.client
import json
import threading
import time
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

import pytest

from tests.ocm_server import faults
from tests.ocm_server.synthetic import make_pois

COMPACT = {"compact": "true", "verbose": "false", "sortby": "id_asc", "maxresults": 50}


@pytest.fixture
def server(serve):
    return serve(make_pois(120))


def test_statuses(server, ask):
    when = datetime(2030, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
    server.faults.add(faults.status(429, retry_after=3))
    server.faults.add(faults.status(503, retry_after=when))
    server.faults.add(faults.upstream_unavailable())
    server.faults.add(faults.invalid_key())
    server.faults.add(faults.html())
    first, second, third, fourth, fifth, sixth = (ask(server, **COMPACT) for _ in range(6))
    assert (first.status, first.headers["retry-after"]) == (429, "3")
    assert (second.status, parsedate_to_datetime(second.headers["retry-after"])) == (503, when)
    assert (third.status, third.body) == (502, b"Upstream API unavailable")
    assert (fourth.status, fourth.body) == (403, b"Invalid API key.")
    assert (fifth.status, fifth.headers["content-type"]) == (200, "text/html; charset=UTF-8")
    assert len(sixth.ids) == 50
    assert [r.fault for r in server.requests] == [
        "status 429",
        "status 503",
        "status 502",
        "status 403",
        "html",
        None,
    ]


def test_rules(server, ask):
    server.faults.add(faults.empty_body(), every=3, times=None, action="poi")
    server.faults.add(faults.empty_list(), after=1, times=2, when=lambda r: "boundingbox" in r.query)
    assert ask(server, "referencedata").status == 200
    names = []
    for n in range(7):
        ask(server, **COMPACT, **({"boundingbox": "(36,-10),(60,25)"} if n % 2 == 0 else {}))
        names.append(server.poi_requests[-1].fault)
    assert names == [None, None, "empty body", None, "empty list", "empty body", "empty list"]
    server.faults.clear()
    assert len(ask(server, **COMPACT).ids) == 50


def test_bodies(server, ask):
    for fault, expected in (
        (faults.empty_body(), b""),
        (faults.empty_list(), b"[]"),
        (faults.not_json(), b"no data today"),
        (faults.cache_not_ready(), b'{"Status":"Error","Message":"Cache not ready. Please try again later."}'),
    ):
        server.faults.add(fault)
        assert (ask(server).status, server.requests[-1].fault) == (200, fault.name)
        server.faults.add(fault)
        assert ask(server).body == expected
    server.faults.add(faults.wrong_shape())
    assert isinstance(ask(server).json, dict)
    server.faults.add(faults.invalid_utf8())
    with pytest.raises(UnicodeDecodeError):
        ask(server).body.decode("utf-8")
    server.faults.add(faults.truncated(closing=False))
    with pytest.raises(json.JSONDecodeError):
        json.loads(ask(server).body)


def test_broken_connections(server, ask):
    for fault in (faults.truncated(), faults.short_length()):
        server.faults.add(fault)
        with pytest.raises(http.client.IncompleteRead):
            ask(server)
    for keep in (0.0, 0.5):
        server.faults.add(faults.reset(keep))
        with pytest.raises((ConnectionResetError, http.client.RemoteDisconnected)):
            ask(server)
    assert server.requests[-2].status is None
    assert server.requests[-1].status == 200
    assert len(ask(server, **COMPACT).ids) == 50


def test_stalls_end_with_the_server(serve, ask):
    server = serve(make_pois(10))
    server.faults.add(faults.stall())
    outcome = []

    def wait_for_it() -> None:
        try:
            ask(server)
        except (ConnectionError, http.client.HTTPException) as error:
            outcome.append(error)

    waiting = threading.Thread(target=wait_for_it)
    waiting.start()
    while not server.requests:
        time.sleep(0.005)
    server.stop()
    waiting.join(5)
    assert len(outcome) == 1


def test_delay_and_slow_bytes(server, ask):
    server.faults.add(faults.delay(0.05, then=faults.status(503)))
    started = time.monotonic()
    assert ask(server).status == 503
    assert time.monotonic() - started >= 0.05
    server.faults.add(faults.slow(200_000))
    reply = ask(server, **COMPACT)
    assert len(reply.ids) == 50
    assert server.requests[-1].seconds >= len(reply.body) / 200_000


def test_redirect_and_oversized(server, ask):
    server.faults.add(faults.redirect("ftp://elsewhere.example/"))
    reply = ask(server)
    assert (reply.status, reply.headers["location"]) == (302, "ftp://elsewhere.example/")
    server.faults.add(faults.oversized(1_000_000))
    assert len(ask(server).body) == 1_000_000
    server.faults.add(faults.oversized(1_000_000))
    packed = ask(server, headers={"X-API-Key": server.key, "Accept-Encoding": "gzip"})
    assert packed.json == []
    assert server.requests[-1].bytes_sent < 10_000


def test_duplicates_across_pages_lose_nothing(server, ask):
    server.faults.add(faults.duplicates(3), times=None)
    seen: list[int] = []
    while True:
        page = ask(server, greaterthanid=max(seen, default=0), **COMPACT).ids
        if not set(page) - set(seen):
            break
        seen += page
        assert len(page) <= 50
    assert len(seen) > len(set(seen)) == 120


def test_keyset_ignored(server, ask):
    server.faults.add(faults.ignore_keyset(), times=None)
    first = ask(server, **COMPACT).ids
    assert ask(server, greaterthanid=first[0], **COMPACT).ids == first == sorted(first, reverse=True)


def test_odd_stations(server, ask):
    server.faults.add(faults.unknown_fields())
    station = ask(server, **COMPACT).json[0]
    assert station["FutureField"] == {"Deep": [1, None, "x"]}
    assert station["AddressInfo"]["FutureField"] == 3.5
    server.faults.add(faults.without_address(every=7))
    assert [n for n, s in enumerate(ask(server, **COMPACT).json) if s["AddressInfo"] is None] == list(range(0, 50, 7))
    server.faults.add(faults.without_coordinates(every=25))
    assert sum("Latitude" not in s["AddressInfo"] for s in ask(server, **COMPACT).json) == 2
    server.faults.add(faults.broken_pois(every=5))
    broken = ask(server, **COMPACT).json
    assert broken[4 * 5]["ID"] is None
    assert broken[5 * 5] is None
    assert isinstance(broken[6 * 5], str)
    assert all(isinstance(s, dict) and s["ID"] for n, s in enumerate(broken) if n % 5)


def test_one_connection_serves_many_requests(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for _ in range(3):
        connection.request("GET", "/v3/poi?compact=true&maxresults=1", headers={"X-API-Key": server.key})
        assert len(json.loads(connection.getresponse().read())) == 1
        assert connection.sock is not None
    connection.close()


def test_data_may_change(server, ask, poi):
    assert len(ask(server, **COMPACT).ids) == 50
    server.replace_pois([poi(3)])
    assert ask(server, **COMPACT).ids == [3]
