"""The client over QGIS' network: answers, each fault with its sentence, redirects."""

from __future__ import annotations

import json
import socket

import pytest
import requests
from qgis.core import QgsFeedback

from ocm_plugin.ocm import errors
from ocm_plugin.ocm.records.decoding import decode_json, poi_list
from ocm_plugin.qgis_support import transport
from ocm_plugin.qgis_support.feedback import QgisFeedback
from ocm_plugin.qgis_support.transport import QgisAdapter, qgis_session
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois
from tests.support.client_faults import CANARY, FAILURES, MAX_BYTES, PARAMS, Failure, name_of

from .conftest import Unhurried, client_of


def test_a_good_answer(server, anywhere):
    client = client_of(server)
    feedback = QgisFeedback(QgsFeedback())
    body = anywhere(lambda: client.poi(PARAMS, feedback))
    assert len(json.loads(body)) == 50
    assert (client.requests, client.bytes) == (1, len(body))
    (request,) = server.requests
    assert request.headers["x-api-key"] == CANARY
    assert "gzip" in request.headers["accept-encoding"]
    assert "QGIS" in request.headers["user-agent"]
    assert request.bytes_sent < len(body) / 2
    assert CANARY not in request.raw_query


def test_odd_characters_arrive_unharmed(server):
    odd = "a+b?c\\`{|}~[]^@%20&=#ü"
    client_of(server).poi({**PARAMS, "locationtitle": odd}, QgisFeedback(QgsFeedback()))
    assert server.requests[-1].query["locationtitle"] == odd


def test_identical_requests_reach_the_server_each_time(server):
    client = client_of(server)
    for _ in range(2):
        client.poi(PARAMS, QgisFeedback(QgsFeedback()))
    assert len(server.requests) == 2


# What is so with Qt's network only
QT_FAILURES = [
    Failure(faults.status(429, retry_after=99), errors.RateLimited, 1, "Try again after"),
    Failure(faults.drip(compresses=True), errors.TimedOut, 3, "127.0.0.1"),
    Failure(faults.endless_headers(), errors.TimedOut, 3, "did not answer within 0.4 seconds"),
    Failure(
        faults.redirect("http://nowhere.invalid/v3/poi/"), errors.HostNotFound, 1, "no server called nowhere.invalid"
    ),
    # Qt asks again by itself when nothing comes back at all: that is one try, and there is no other.
    Failure(faults.reset(), errors.NoConnection, 4, "No connection to 127.0.0.1"),
]


@pytest.mark.parametrize("failure", [*FAILURES, *QT_FAILURES], ids=name_of)
def test_every_fault_has_its_error_and_sentence(server, anywhere, failure, monkeypatch):
    failure.set_clock(monkeypatch, transport)
    server.faults.add(failure.fault, times=None)
    feedback = QgsFeedback()
    client = client_of(server, feedback, timeout_s=failure.timeout_s, max_bytes=MAX_BYTES)
    with pytest.raises(errors.OcmError) as raised:
        anywhere(lambda: poi_list(decode_json(client.poi(PARAMS, Unhurried(feedback)))))
    assert type(raised.value) is failure.error
    assert failure.words in raised.value.sentence
    failure.check_sent(server)
    assert CANARY not in repr(raised.value) + raised.value.details


def test_no_key_and_an_error_s_headers_are_readable(server, anywhere):
    with pytest.raises(errors.KeyMissing, match=r"openchargemap\.org"):
        anywhere(lambda: client_of(server, key="").poi(PARAMS, QgisFeedback(QgsFeedback())))
    assert "x-api-key" not in server.requests[-1].headers


def test_nobody_listens_no_such_host_no_tls(server, anywhere):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        refused = f"http://127.0.0.1:{taken.getsockname()[1]}/v3/"
        for address, error in (
            (refused, errors.NoConnection),
            ("https://nowhere.invalid/v3/", errors.HostNotFound),
            (server.url.replace("http:", "https:"), errors.TlsFailure),
        ):
            with pytest.raises(error):
                anywhere(lambda address=address: client_of(address).poi(PARAMS, Unhurried(QgsFeedback())))


def test_redirects_are_the_client_s_business(server, anywhere):
    with OcmServer(make_pois(3), keys=(CANARY,)) as other:
        server.faults.add(faults.redirect(server.root + "v2/poi/?maxresults=3"))
        feedback = QgisFeedback(QgsFeedback())
        assert len(json.loads(anywhere(lambda: client_of(server).poi(PARAMS, feedback)))) == 3
        # Newer versions of QGIS follow by themselves first, without the key; what they get is not looked at.
        with_key = [request for request in server.requests if "x-api-key" in request.headers]
        assert [request.path for request in with_key] == ["/v3/poi/", "/v2/poi/"]
        assert len(server.requests) <= 3
        server.faults.add(faults.redirect(other.url + "poi/"))
        with pytest.raises(errors.RedirectRefused, match="not sent to another server"):
            anywhere(lambda: client_of(server).poi(PARAMS, feedback))
        assert {request.headers.get("x-api-key") for request in other.requests} == {None}


def test_a_redirect_to_itself_ends(server, anywhere):
    server.faults.add(faults.redirect(server.url + "poi/"), times=None)
    with pytest.raises(errors.RedirectRefused, match="again and again"):
        anywhere(lambda: client_of(server).poi({}, QgisFeedback(QgsFeedback())))


def test_only_get_is_spoken():
    with pytest.raises(requests.exceptions.InvalidSchema):
        qgis_session().post("http://mirror.example/")


def test_a_timeout_pair_is_taken_for_its_second_part(server):
    server.faults.add(faults.stall())
    session = requests.Session()
    session.mount("http://", QgisAdapter())
    with pytest.raises(requests.Timeout):
        session.get(server.url, timeout=(9, 0.3))
    session.close()
