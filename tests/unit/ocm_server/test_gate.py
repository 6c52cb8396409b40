"""Who is let in, and what the others are answered."""

from __future__ import annotations

import pytest

from tests.ocm_server import DEFAULT_KEY
from tests.ocm_server.gate import INVALID_KEY, MISSING_KEY, key_refusal, robot_refusal

KEYS = (DEFAULT_KEY,)


def refusal_text(query: str = "", key: str | None = None, **options: object) -> str | None:
    headers = {} if key is None else {"x-api-key": key}
    refusal = key_refusal(query, headers, KEYS, **options)
    return refusal.text if refusal else None


def test_the_right_key_is_let_in_by_header_or_query():
    assert refusal_text(key=DEFAULT_KEY) is None
    assert refusal_text(key=f" {DEFAULT_KEY.upper()} ") is None
    assert refusal_text(f"key={DEFAULT_KEY}") is None
    assert refusal_text(f"key={DEFAULT_KEY}&key=other") is None


@pytest.mark.parametrize("key", [None, "", " ", "test", "null", "TEST"])
def test_no_key_is_told_from_a_bad_one(key):
    assert refusal_text(key=key) == MISSING_KEY


@pytest.mark.parametrize("key", ["nonsense", "0c0ffee0-1234-4abc-8def-000000000000", DEFAULT_KEY + "0"])
def test_a_bad_key_is_refused(key):
    assert refusal_text(key=key) == INVALID_KEY


def test_a_key_in_the_query_hides_the_header():
    assert refusal_text("key=", key=DEFAULT_KEY) == MISSING_KEY
    assert refusal_text("key=nonsense", key=DEFAULT_KEY) == INVALID_KEY
    assert refusal_text("KEY=nonsense&apikey=nonsense", key=DEFAULT_KEY) is None


def test_banned_clients_hear_of_it():
    assert refusal_text(key=DEFAULT_KEY, banned=KEYS).startswith("Blocked for API abuse.")


@pytest.mark.parametrize("agent", ["Mozilla/5.0 Robot", "okhttp/3.9.1", "Apache", "PHP/8", "my Crawler 1.0"])
def test_robots_are_turned_away(agent):
    assert robot_refusal({"user-agent": agent}).status == 503


@pytest.mark.parametrize(
    "agent", ["", "Mozilla/5.0 QGIS/33400/Linux", "Apache-like", "not-php", "python-requests/2.31"]
)
def test_others_are_not(agent):
    assert robot_refusal({"user-agent": agent}) is None


def test_refusals_over_the_wire(serve, ask, poi):
    server = serve([poi(1)])
    missing = ask(server, headers={})
    assert (missing.status, missing.headers["content-type"], missing.body.decode()) == (403, "text/plain", MISSING_KEY)
    robot = ask(server, headers={"X-API-Key": server.key, "User-Agent": "spider"})
    assert (robot.status, robot.json["status"]) == (503, "error")
    assert ask(server, headers={"x-api-key": server.key}).ids == [1]
    assert ask(serve([poi(1)], keys=None), headers={}).ids == [1]


def test_paths(serve, ask, poi):
    server = serve([poi(1), poi(2)])
    for path in ("/v3/poi", "/v3/poi/", "/v2/poi", "/v3/poi/1", "/v1/poi/"):
        assert ask(server, path).ids == [2, 1], path
    for path in ("/poi", "/V3/POI", "/"):
        reply = ask(server, path)
        assert reply.status == 400
        assert "content-type" not in reply.headers
        assert reply.json["description"] == "mandatory API Version not specified in request"
    assert ask(server, "/v3/POI").status == 404
    assert ask(server, "/v3/openapi").status == 302
    assert isinstance(ask(server, "/v4/poi").json, str)


def test_the_log_tells_what_was_asked(serve, ask, poi):
    server = serve([poi(1)])
    ask(server, raw="OperatorID=1&operatorid=2&MaxResults=5&empty=", headers={"X-API-Key": server.key, "A": "b"})
    ask(server, "referencedata")
    request = server.requests[0]
    assert request.query == {"operatorid": "1,2", "maxresults": "5"}
    assert (request.method, request.path, request.status, request.poi_count) == ("GET", "/v3/poi", 200, 0)
    assert request.headers["a"] == "b"
    assert request.bytes_sent == len(b"[]")
    assert [r.action for r in server.requests] == ["poi", "referencedata"]
    assert len(server.poi_requests) == len(server.reference_requests) == 1
    assert server.key not in request.target
