"""The client against the local server: every way to fail has its own error and sentence, and the key stays secret."""

from __future__ import annotations

import gc
import gzip
import io
import json
import logging
import socket
import threading
import traceback
from datetime import datetime, timedelta, timezone

import pytest
import requests

from ocm_plugin.ocm import errors
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http import retrying
from ocm_plugin.ocm.http.client import CLIENT_NAME, Client, has_usual_form
from ocm_plugin.ocm.records.decoding import decode_json, poi_list
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois
from tests.support.cancelling import cancel_in_request
from tests.support.client_faults import CANARY, FAILURES, MAX_BYTES, PARAMS, Failure, name_of

PAGE = {"content_type": "text/html"}


class Patient(Feedback):
    """Does not really wait between tries."""

    def __init__(self):
        self.waited = 0.0
        self.said = []

    def wait(self, seconds):
        self.check()
        self.waited += seconds

    def report(self, progress):
        self.said.append(progress)


@pytest.fixture(scope="module")
def shared_server():
    with OcmServer(make_pois(120), keys=(CANARY,)) as server:
        yield server


@pytest.fixture
def server(shared_server):
    shared_server.faults.clear()
    shared_server.clear_requests()
    return shared_server


@pytest.fixture
def client_of():
    sessions = []

    def make(server, key=CANARY, **arguments):
        session = requests.Session()
        sessions.append(session)
        return Client(session, getattr(server, "url", server), key, **arguments)

    yield make
    for session in sessions:
        session.close()


def test_a_good_answer(server, client_of):
    client = client_of(server)
    feedback = Patient()
    body = client.poi(PARAMS, feedback)
    assert len(json.loads(body)) == 50
    assert (client.requests, client.bytes) == (1, len(body))
    (request,) = server.requests
    assert request.headers["x-api-key"] == CANARY
    assert request.headers["accept-encoding"] == "gzip"
    assert request.query["client"] == CLIENT_NAME
    assert CANARY not in request.raw_query
    assert request.bytes_sent < len(body) / 2
    assert feedback.said[0].phase == "Waiting for stations."


def test_reference_data(server, client_of):
    client = client_of(server)
    assert "ConnectionTypes" in json.loads(client.reference_data(Patient()))
    assert server.requests[-1].action == "referencedata"


def test_version_2_and_addresses_without_version(server, client_of):
    for address in (server.root + "v2/", server.root):
        assert json.loads(client_of(address).poi(PARAMS, Patient()))


# What is so without QGIS only, or needs no second look
OWN_FAILURES = [
    Failure(faults.missing_key(), errors.KeyRejected, 1, "rejected the API key (“You must specify"),
    Failure(faults.status(403, "<html><title>Attention</title>…", **PAGE), errors.KeyRejected, 1, "(“Attention”)"),
    Failure(faults.status(403, "<html>", **PAGE), errors.KeyRejected, 1, "(“a web page”)"),
    Failure(faults.status(400, '{"status"'), errors.RequestRefused, 1, "did not accept the request (status 400: “{"),
    Failure(faults.status(407), errors.ProxyFailure, 1, "proxy"),
    Failure(faults.status(429), errors.RateLimited, 3, "Try again in a few minutes"),
    Failure(faults.status(429, retry_after=61), errors.RateLimited, 1, "Try again after "),
    Failure(faults.robot(), errors.ServerFailed, 3, "status 503"),
    Failure(faults.status(504), errors.ServerFailed, 3, "status 504"),
    Failure(faults.not_json(), errors.NotUnderstood, 1, "did not answer with Open Charge Map data"),
    Failure(faults.reset(), errors.NoConnection, 3, "No connection to 127.0.0.1"),
    Failure(faults.reset(keep=0.5), errors.TruncatedAnswer, 3, "was cut off"),
    Failure(faults.endless_headers(), errors.NoConnection, 3, "No connection to 127.0.0.1"),  # Python counts headers
    Failure(faults.redirect("file:///etc/hostname"), errors.RedirectRefused, 1, "not safe to follow"),
    Failure(faults.redirect("http://[::1"), errors.RequestRefused, 1, "could not be sent"),
]


@pytest.mark.parametrize("failure", [*FAILURES, *OWN_FAILURES], ids=name_of)
def test_every_fault_has_its_error_and_sentence(server, client_of, caplog, failure, monkeypatch):
    failure.set_clock(monkeypatch)
    caplog.set_level(logging.DEBUG)
    server.faults.add(failure.fault, times=None)
    client = client_of(server, timeout_s=failure.timeout_s, max_bytes=MAX_BYTES)
    with pytest.raises(errors.OcmError) as raised:
        poi_list(decode_json(client.poi(PARAMS, Patient())))
    assert type(raised.value) is failure.error
    assert failure.words in raised.value.sentence
    assert raised.value.sentence.endswith(".")
    failure.check_sent(server)
    told = "".join(traceback.format_exception(raised.type, raised.value, raised.tb)) + caplog.text
    assert CANARY not in told + repr(raised.value) + raised.value.details
    assert_not_attached(raised.value)


def assert_not_attached(error):
    """No exception of `requests`, which holds the request and its headers, hangs on the error."""
    while error is not None:
        assert not isinstance(error, requests.RequestException)
        assert CANARY not in repr(vars(error))
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize(
    "fault",
    [faults.status(429, retry_after=1), faults.status(500), faults.empty_body(), faults.reset(), faults.truncated()],
    ids=lambda fault: fault.name,
)
def test_two_failures_are_forgiven(server, client_of, fault):
    server.faults.add(fault, times=2)
    client = client_of(server)
    feedback = Patient()
    assert len(json.loads(client.poi(PARAMS, feedback))) == 50
    assert client.requests == len(server.requests) == 3
    assert feedback.waited >= 2


def test_retry_after_as_date(server, client_of):
    server.faults.add(faults.status(503, retry_after=datetime.now(timezone.utc) + timedelta(seconds=31)))
    feedback = Patient()
    client_of(server).poi(PARAMS, feedback)
    assert 29 <= feedback.waited <= 31


def test_without_a_key(server, client_of):
    for fault in (None, faults.banned(), faults.status(401, "who?")):
        if fault:
            server.faults.add(fault)
        client = client_of(server, key="")
        with pytest.raises(errors.KeyMissing, match=r"openchargemap\.org") as raised:
            client.poi(PARAMS, Patient())
        assert client.requests == 1
        assert "status 40" in raised.value.details
        assert "x-api-key" not in server.requests[-1].headers


def test_a_wrong_key(server, client_of):
    with pytest.raises(errors.KeyRejected, match="Invalid API key"):
        client_of(server, key="00000000-0000-0000-0000-000000000000").poi(PARAMS, Patient())


@pytest.mark.parametrize("fault", [None, faults.status(403), faults.invalid_key()])
@pytest.mark.parametrize("key", ["", "wrong", "two words"])
def test_sentences_name_the_place_where_the_key_is_set(server, client_of, key, fault):
    """Servers and scripts were sent to QGIS' Options, though their key comes from the environment."""
    if fault:
        server.faults.add(fault)
    sentences = []
    for variable in ("", "OCM_API_KEY"):
        with pytest.raises((errors.KeyMissing, errors.KeyRejected)) as raised:
            client_of(server, key=key, key_variable=variable).poi(PARAMS, Patient())
        sentences.append(raised.value.sentence)
    in_options, in_environment = sentences
    assert in_options.endswith("in QGIS’ Options under “Open Charge Map”.") and "OCM_API_KEY" not in in_options
    assert "the environment variable OCM_API_KEY" in in_environment
    assert ("Options" in in_environment) == (not key), "who has none yet may use either"


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel", "tab\tbed", "‑"])
def test_a_key_that_cannot_be_a_header_is_refused_before_it_is_sent(server, client_of, key):
    with pytest.raises(errors.KeyRejected) as raised:
        client_of(server, key=key)
    assert key not in str(raised.value) + raised.value.details
    assert not server.requests


def test_keys_of_unusual_form_are_for_the_server_to_judge(client_of):
    with OcmServer(make_pois(3), keys=None) as mirror:
        assert json.loads(client_of(mirror, key=" my-own ").poi(PARAMS, Patient()))
        assert mirror.requests[-1].headers["x-api-key"] == "my-own"
    assert has_usual_form(f" {CANARY.upper()}\n")
    assert not has_usual_form("my-own")
    assert not has_usual_form(CANARY + "0")


def test_the_key_is_taken_out_of_what_a_server_echoes(server, client_of):
    server.faults.add(faults.status(400, f"bad headers: X-API-Key: {CANARY}"))
    with pytest.raises(errors.RequestRefused) as raised:
        client_of(server).poi(PARAMS, Patient())
    assert "bad headers: X-API-Key: …" in raised.value.sentence
    assert CANARY not in str(raised.value) + repr(raised.value) + raised.value.details


def test_the_key_is_not_in_the_client_s_looks(server, client_of):
    client = client_of(server)
    assert CANARY not in repr(client) + str(client)


# Redirects


def test_redirects_within_the_server_are_followed_with_the_key(server, client_of):
    server.faults.add(faults.redirect(server.root + "v2/poi/?maxresults=3"))
    assert len(json.loads(client_of(server).poi(PARAMS, Patient()))) == 3
    assert server.requests[-1].headers["x-api-key"] == CANARY


def test_the_key_does_not_go_to_another_server(server, client_of):
    with OcmServer(make_pois(3), keys=(CANARY,)) as other:
        server.faults.add(faults.redirect(other.url + "poi/"))
        with pytest.raises(errors.RedirectRefused, match="not sent to another server"):
            client_of(server).poi(PARAMS, Patient())
        assert "x-api-key" not in other.requests[-1].headers
        assert len(other.requests) == 1


def test_another_server_may_answer_without_a_key(server, client_of):
    with OcmServer(make_pois(3), keys=None) as other:
        server.faults.add(faults.redirect(other.url + "poi/"))
        assert len(json.loads(client_of(server).poi(PARAMS, Patient()))) == 3


def test_a_redirect_that_carries_the_key_loses_it(server, client_of):
    server.faults.add(faults.redirect(f"{server.url}poi/?key={CANARY}"))
    with pytest.raises(errors.OcmError):
        client_of(server).poi(PARAMS, Patient())
    assert all(CANARY not in request.raw_query for request in server.requests)


class Wire(requests.adapters.BaseAdapter):
    """Answers by a table of URLs and remembers what it was sent: what no server on one machine can show."""

    def __init__(self, answers):
        super().__init__()
        self.answers = answers
        self.sent = []

    def send(self, request, **options):
        self.sent.append((request.url.split("?")[0], request.headers.get("X-API-Key")))
        answer = self.answers[request.url.split("?")[0]]
        if isinstance(answer, Exception):
            raise answer
        response = requests.Response()
        response.url = request.url
        response.status_code = 302 if isinstance(answer, str) else 200
        response.headers.update({"Location": answer} if isinstance(answer, str) else {})
        response._content = b"" if isinstance(answer, str) else answer
        response._content_consumed = True
        return response

    def close(self):
        pass


def wired(answers, server="http://mirror.example/v3/"):
    session = requests.Session()
    wire = Wire(answers)
    session.mount("http://", wire)
    session.mount("https://", wire)
    return Client(session, server, CANARY), wire


def test_from_http_to_https_the_key_goes_along():
    client, wire = wired(
        {"http://mirror.example/v3/poi/": "https://mirror.example/v3/poi/", "https://mirror.example/v3/poi/": b"[1]"}
    )
    assert client.poi({}, Patient()) == b"[1]"
    assert [key for _, key in wire.sent] == [CANARY, CANARY]


def test_from_https_to_http_nothing_goes():
    client, wire = wired(
        {"https://api.openchargemap.io/v3/poi/": "http://api.openchargemap.io/v3/poi/"},
        "https://api.openchargemap.io/v3/",
    )
    with pytest.raises(errors.RedirectRefused):
        client.poi({}, Patient())
    assert len(wire.sent) == 1


@pytest.mark.parametrize(
    ("raised", "error"),
    [
        (requests.exceptions.SSLError("certificate verify failed"), errors.TlsFailure),
        (requests.exceptions.ProxyError("407"), errors.ProxyFailure),
        (requests.TooManyRedirects("loop"), errors.RedirectRefused),
        (requests.exceptions.RetryError("tried already"), errors.NoConnection),
        (requests.exceptions.InvalidSchema("gopher"), errors.RequestRefused),
        (requests.exceptions.ContentDecodingError("gzip"), errors.TruncatedAnswer),
        (UnicodeError("label too long"), errors.RequestRefused),
    ],
)
def test_what_only_an_adapter_can_tell(raised, error):
    client, wire = wired({"http://mirror.example/v3/poi/": raised})
    with pytest.raises(errors.RequestError) as told:
        client.poi({}, Patient())
    assert type(told.value) is error
    assert len(wire.sent) == (3 if error is errors.TruncatedAnswer else 1)
    assert_not_attached(told.value)


def answer_of(body, status=200, **headers):
    response = requests.Response()
    response.status_code = status
    response.url = "http://mirror.example/v3/poi/"
    response.raw = body
    response.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return response


class Answering(Wire):
    """Gives the answer that a function makes, again for each request."""

    def send(self, request, **options):
        self.sent.append(request.url)
        return self.answers()


def answered(make_response, **arguments):
    session = requests.Session()
    session.mount("http://", Answering(make_response))
    return Client(session, "http://mirror.example/v3/", CANARY, **arguments)


def test_fewer_bytes_than_announced():
    client = answered(lambda: answer_of(io.BytesIO(b"[1, 2]"), Content_Length="7"))
    with pytest.raises(errors.TruncatedAnswer) as raised:
        client.poi({}, Patient())
    assert "6 of 7 bytes arrived" in raised.value.details


def test_too_large_by_announcement_is_not_read():
    class Unread(io.BytesIO):
        def read(self, *size):
            raise AssertionError("read")

    with pytest.raises(errors.AnswerTooLarge):
        answered(lambda: answer_of(Unread(), Content_Length="2000"), max_bytes=1000).poi({}, Patient())


def test_an_error_whose_text_cannot_be_read_is_told_by_its_status():
    class Broken(io.BytesIO):
        def read(self, *size):
            raise requests.ConnectionError("reset")

    with pytest.raises(errors.RequestRefused, match="status 418"):
        answered(lambda: answer_of(Broken(), status=418)).poi({}, Patient())


# No server at all


def test_nobody_listens(client_of):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(errors.NoConnection, match="No connection to 127"):
            client_of(f"http://127.0.0.1:{taken.getsockname()[1]}/v3/").poi(PARAMS, Patient())


def test_no_such_host(client_of):
    client = client_of("https://nowhere.invalid/v3/")
    with pytest.raises(errors.HostNotFound, match=r"no server called nowhere\.invalid"):
        client.poi(PARAMS, Patient())
    assert client.requests == 1


def test_no_tls_where_it_is_expected(server, client_of):
    with pytest.raises(errors.TlsFailure, match="certificate"):
        client_of(server.url.replace("http:", "https:")).poi(PARAMS, Patient())


# Cancelling and size


class Hasty(Feedback):
    """Cancels in the middle of the first request."""

    def __init__(self, server: OcmServer) -> None:
        self._cancelled = threading.Event()
        cancel_in_request(server, 1, self._cancelled.set)

    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()


def test_cancelled_between_chunks(client_of):
    with OcmServer(make_pois(2000), keys=None) as server:
        server.faults.add(faults.slow(bytes_per_second=400))  # the whole answer takes longer than a test may
        with pytest.raises(errors.Cancelled):
            client_of(server, timeout_s=600).poi({"maxresults": "2000"}, Hasty(server))
        assert len(server.requests) == 1


def test_cancelled_while_waiting_for_the_next_try(server, client_of, monkeypatch):
    monkeypatch.setattr(retrying, "LONGEST_WAIT_S", 3_600)
    server.faults.add(faults.status(429, retry_after=3_000), times=None)  # longer than a test may take
    with pytest.raises(errors.Cancelled):
        client_of(server).poi(PARAMS, Hasty(server))
    assert len(server.requests) == 1


def test_a_bomb_is_not_unpacked(server, client_of):
    packed = gzip.compress(b" " * 50_000_000)
    assert len(packed) < 1_000_000
    server.faults.add(faults.oversized(50_000_000))
    with pytest.raises(errors.AnswerTooLarge):
        client_of(server, max_bytes=1_000_000).poi(PARAMS, Patient())
    gc.collect()
