"""One request and its one answer over a `requests` session: redirects, bounds, and a name for each way to fail.

What goes wrong is raised outside of `except` blocks throughout: the errors of `requests` hold the request with its
headers, hence the API key, and would otherwise be attached to ours as their context.
"""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import NamedTuple
from urllib.parse import urljoin

import requests

from ..errors import (
    AnswerTooLarge,
    EmptyAnswer,
    HostNotFound,
    KeyMissing,
    KeyRejected,
    NoConnection,
    ProxyFailure,
    RateLimited,
    RedirectRefused,
    RequestError,
    RequestRefused,
    ServerFailed,
    TimedOut,
    TlsFailure,
    TruncatedAnswer,
)
from ..feedback import Feedback
from ..translation import language, tr
from .base_url import split_url
from .limits import Limits
from .retrying import LONGEST_WAIT_S, retry_after_seconds, when_to_try_again

KEY_HEADER = "X-API-Key"
CHUNK_BYTES = 64 * 1024
MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_USUAL_PORTS = {"http": 80, "https": 443}
_ERROR_TEXT_BYTES = 16 * 1024
"""So much of an error's body is read for the details."""


@dataclass(frozen=True)
class ApiKey:
    """The key that goes with requests, and where its user sets it: sentences name that place, and never the key."""

    text: str = field(default="", repr=False)
    """"" for none."""
    variable: str = ""
    """The environment variable that sets it, or can; "" where it is set in QGIS' Options."""

    def how_to_get_one(self) -> str:
        """A sentence for who has none."""
        if self.variable:
            return tr(
                "A key is free: sign in at openchargemap.org, choose “my profile”, “my apps”, “Register an "
                "Application”, and set the environment variable {variable} to the key, or enter it in QGIS’ Options "
                "under “Open Charge Map”.",
                variable=self.variable,
            )
        return tr(
            "A key is free: sign in at openchargemap.org, choose “my profile”, “my apps”, “Register an Application”, "
            "and enter the key in QGIS’ Options under “Open Charge Map”."
        )

    def how_to_check_it(self) -> str:
        """A sentence for who has one that does not work."""
        if self.variable:
            return tr("Check it in the environment variable {variable}.", variable=self.variable)
        return tr("Check it in QGIS’ Options under “Open Charge Map”.")


NO_KEY = ApiKey()


def exchange(session: requests.Session, url: str, key: ApiKey, limits: Limits, feedback: Feedback) -> bytes:
    """The body of the answer to one GET, following redirects that stay safe.

    The key goes in a header, and only to the host of `url`. Raises a RequestError for all that is no whole, non-empty
    answer with status 200, and Cancelled.
    """
    start = url
    deadline = time.monotonic() + limits.whole_answer_s
    for _ in range(MAX_REDIRECTS + 1):
        sent_key = key if _same_host(start, url) else replace(key, text="")
        outcome = _send(session, url, sent_key, limits, _Watch(url, limits, deadline, feedback))
        if isinstance(outcome, bytes):
            return outcome
        if isinstance(outcome, RequestError):
            raise _without_key(outcome, key.text) if sent_key == key else _key_withheld(outcome, start, url)
        if time.monotonic() > deadline:
            raise too_slow(url, limits)
        url = _redirected(url, outcome.location)
    raise _redirected_too_often(start, f"more than {MAX_REDIRECTS} redirects, the last to {url}")


class _Redirect(NamedTuple):
    location: str


class _Watch(NamedTuple):
    """What may end an answer before it is whole."""

    url: str
    limits: Limits
    deadline: float
    feedback: Feedback

    def chunks(self, response: requests.Response) -> Iterator[bytes]:
        """The body piece by piece. Raises TimedOut when it takes too long, and Cancelled."""
        for chunk in response.iter_content(CHUNK_BYTES):
            self.feedback.check()
            if time.monotonic() > self.deadline:
                raise too_slow(self.url, self.limits)
            yield chunk


def _send(
    session: requests.Session, url: str, key: ApiKey, limits: Limits, watch: _Watch
) -> bytes | _Redirect | RequestError:
    headers = {"Accept-Encoding": "gzip", **({KEY_HEADER: key.text} if key.text else {})}
    try:
        with session.get(
            url, headers=headers, timeout=limits.timeout_s, stream=True, allow_redirects=False
        ) as response:
            if response.status_code in _REDIRECTS and response.headers.get("Location"):
                location = response.headers["Location"]
                return _Redirect(location.replace(key.text, "…") if key.text else location)
            if response.status_code != 200:
                return _status_failure(response, key, _beginning(response, watch))
            return _whole_body(response, limits, watch)
    except (
        requests.RequestException,
        ValueError,
    ) as error:  # ValueError: a senseless host or Location
        return _transport_failure(error, url, limits.timeout_s)


def _whole_body(response: requests.Response, limits: Limits, watch: _Watch) -> bytes | RequestError:
    announced = response.headers.get("Content-Length", "")
    length = int(announced) if announced.isascii() and announced.isdigit() else None
    body = bytearray()
    if length is None or length <= limits.max_bytes:
        for chunk in watch.chunks(response):
            body += chunk
            if len(body) > limits.max_bytes:
                break
    if max(len(body), length or 0) > limits.max_bytes:
        return too_large(response.url, limits)
    if length is not None and response.raw.tell() < length:
        return _truncated(response.url, f"{response.raw.tell()} of {length} bytes arrived")
    content = bytes(body)
    if not content.strip():
        return EmptyAnswer(
            tr(
                "{server} sent an empty answer, which means that it failed, not that there are no stations. "
                "Try again in a few minutes.",
                server=_host(response.url),
            ),
            f"{response.url}: status 200 with an empty body",
        )
    if _looks_cut(content):
        return _truncated(response.url, f"the JSON ends with {content[-20:]!r}")
    return content


def too_large(url: str, limits: Limits) -> AnswerTooLarge:
    """The failure of an answer that is too large; for adapters that look at that themselves."""
    return AnswerTooLarge(
        tr(
            "{server} sent more than {megabytes} MB at once, which is refused. "
            "Choose a smaller page size in the options.",
            server=_host(url),
            megabytes=round(limits.max_bytes / 1e6),
        ),
        f"{url}: more than {limits.max_bytes} bytes",
    )


def too_slow(url: str, limits: Limits) -> TimedOut:
    """The failure of an answer that goes on arriving, and does not end; for adapters that look at that themselves."""
    return TimedOut(
        tr(
            "The answer of {server} was not complete after {seconds} seconds. "
            "Try again later, or choose a smaller page size or allow more time in the options.",
            server=_host(url),
            seconds=language().significant(limits.whole_answer_s),
        ),
        f"{url}: not whole after {limits.whole_answer_s:g} s",
    )


def _looks_cut(body: bytes) -> bool:
    """Whether JSON begins and does not end: the server stops in the middle when it fails while answering."""
    text = body.strip()
    return text[:1] in (b"[", b"{") and text[-1:] not in (b"]", b"}", b")", b";")


def _truncated(url: str, details: str) -> TruncatedAnswer:
    return TruncatedAnswer(
        tr(
            "The answer of {server} was cut off. "
            "Try again; if it happens again, choose a smaller page size in the options.",
            server=_host(url),
        ),
        f"{url}: {details}",
    )


def _beginning(response: requests.Response, watch: _Watch) -> bytes:
    """The first bytes of an error's body; an unreadable one counts as none, the status says enough."""
    text = bytearray()
    try:
        for chunk in watch.chunks(response):
            text += chunk
            if len(text) >= _ERROR_TEXT_BYTES:
                break
    except requests.RequestException:
        text.clear()
    return bytes(text[:_ERROR_TEXT_BYTES])


def _status_failure(response: requests.Response, key: ApiKey, body: bytes) -> RequestError:
    """The failure that an answer with another status than 200 stands for."""
    status = response.status_code
    host = _host(response.url)
    text = _shown_text(body)
    details = f"{response.url}: status {status} {response.reason or ''}\n{text}".strip()
    if status in (401, 403):
        return _key_failure(host, key, text, details)
    if status == 407:
        return _proxy_failure(details)
    now = datetime.now(timezone.utc)
    pause = retry_after_seconds(response.headers.get("Retry-After"), now) if status in (429, 502, 503, 504) else None
    if status == 429 or pause is not None:
        return RateLimited(_busy_sentence(host, pause, now), details, pause)
    if status >= 500:
        return ServerFailed(_failed_sentence(host, status, text), details)
    if status == 404:
        return RequestRefused(
            tr(
                "{server} does not know this address (status 404). Check the address of the server in the options.",
                server=host,
            ),
            details,
        )
    return RequestRefused(_refused_sentence(host, status, text), details)


def _key_failure(host: str, key: ApiKey, said: str, details: str) -> RequestError:
    """The failure of a request whose key the server wants, or does not accept. `said`: by the server, or ""."""
    if not key.text:
        return KeyMissing(
            tr("{server} requires an API key, and none is set. {how}", server=host, how=key.how_to_get_one()), details
        )
    if "blocked" in said.lower():
        return KeyRejected(
            tr(
                "{server} has blocked this key or computer (“{said}”). "
                "Wait, and ask Open Charge Map if that does not help.",
                server=host,
                said=said,
            ),
            details,
        )
    if not said:
        return KeyRejected(
            tr("{server} rejected the API key. {check}", server=host, check=key.how_to_check_it()), details
        )
    return KeyRejected(
        tr("{server} rejected the API key (“{said}”). {check}", server=host, said=said, check=key.how_to_check_it()),
        details,
    )


def _busy_sentence(host: str, pause: float | None, now: datetime) -> str:
    """That a server asks for a pause of so many seconds."""
    if pause is None or pause <= LONGEST_WAIT_S:
        return tr("{server} is busy and asks for a pause. Try again in a few minutes.", server=host)
    return tr("{server} is busy and asks for a pause. {again}", server=host, again=when_to_try_again(pause, now))


def _failed_sentence(host: str, status: int, said: str) -> str:
    if not said:
        return tr("{server} failed (status {status}). Try again in a few minutes.", server=host, status=str(status))
    return tr(
        "{server} failed (status {status}: “{said}”). Try again in a few minutes.",
        server=host,
        status=str(status),
        said=said,
    )


def _refused_sentence(host: str, status: int, said: str) -> str:
    if not said:
        return tr(
            "{server} did not accept the request (status {status}). "
            "Check the address of the server in the options; if it is right, please report this.",
            server=host,
            status=str(status),
        )
    return tr(
        "{server} did not accept the request (status {status}: “{said}”). "
        "Check the address of the server in the options; if it is right, please report this.",
        server=host,
        status=str(status),
        said=said,
    )


def _transport_failure(error: Exception, url: str, timeout_s: float) -> RequestError:
    """The failure that an exception of `requests`, or of an adapter in its terms, stands for."""
    host = _host(url)
    causes = list(_causes(error))
    details = f"{url}: " + " < ".join(f"{type(cause).__name__}({_one_line(str(cause))})" for cause in causes)
    if isinstance(error, requests.exceptions.ProxyError):
        return _proxy_failure(details)
    if isinstance(error, requests.exceptions.SSLError):
        return TlsFailure(
            tr(
                "No safe connection to {server}: its certificate, or that of a proxy, was not accepted. "
                "Check the date of this computer, and the certificates in QGIS’ Options under “Authentication”.",
                server=host,
            ),
            details,
        )
    if isinstance(error, requests.Timeout) or any(isinstance(cause, socket.timeout) for cause in causes):
        return TimedOut(
            tr(
                "{server} did not answer within {seconds} seconds. Try again later, or allow more time in the options.",
                server=host,
                seconds=language().significant(timeout_s),
            ),
            details,
        )
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return HostNotFound(
            tr(
                "There is no server called {server}, or this computer is offline. "
                "Check the network, and the address of the server in the options.",
                server=host,
            ),
            details,
        )
    if isinstance(error, requests.TooManyRedirects):
        return _redirected_too_often(url, details)
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return _truncated(url, details)
    if isinstance(error, requests.exceptions.ContentDecodingError):
        return _truncated(url, f"damaged compression, {details}")
    if isinstance(error, (requests.ConnectionError, requests.exceptions.RetryError)):
        failure = NoConnection(
            tr(
                "No connection to {server}: it is down, or a proxy or firewall refuses. "
                "Check the network, the proxy in QGIS’ Options, and the address of the server.",
                server=host,
            ),
            details,
        )
        # An adapter that has repeated the request by itself says so by RetryError: more would be impolite.
        failure.repeatable = not isinstance(error, requests.exceptions.RetryError)
        return failure
    return RequestRefused(
        tr("The request to {server} could not be sent. Check the address of the server in the options.", server=host),
        details,
    )


def _proxy_failure(details: str) -> ProxyFailure:
    return ProxyFailure(
        tr("The proxy refused the request, or requires a sign-in. Check the proxy in QGIS’ Options under “Network”."),
        details,
    )


def _redirected(url: str, location: str) -> str:
    """Where a redirect leads, when it is one to follow: the same scheme, or from http to https."""
    try:
        target = urljoin(url, location)
    except ValueError:
        target = location
    parts = split_url(target)
    before = split_url(url)
    if parts is None or before is None or parts.scheme not in (before.scheme, "https"):
        raise RedirectRefused(
            tr(
                "{server} redirects to an address that is not safe to follow ({address}). "
                "Check the address of the server in the options.",
                server=_host(url),
                address=_one_line(target),
            ),
            f"{url} redirects to {location}",
        )
    return target


def _redirected_too_often(url: str, details: str) -> RedirectRefused:
    return RedirectRefused(
        tr("{server} redirects again and again. Check the address of the server in the options.", server=_host(url)),
        details,
    )


def _same_host(start: str, url: str) -> bool:
    """Whether both lead to the same server: host and port, or the usual ports of http and then https."""
    first, second = split_url(start), split_url(url)
    if first is None or second is None or first.hostname != second.hostname:
        return False
    ports = [parts.port or _USUAL_PORTS[parts.scheme] for parts in (first, second)]
    return ports[0] == ports[1] or ports == list(_USUAL_PORTS.values())


def _key_withheld(failure: RequestError, start: str, url: str) -> RequestError:
    """A refusal for want of the key becomes one of the redirect that took the request to another host."""
    if not isinstance(failure, KeyMissing):
        return failure
    return RedirectRefused(
        tr(
            "{server} redirects to {other}, which requires an API key; the key is not sent to another server. "
            "If that server is right, enter its address in the options.",
            server=_host(start),
            other=_host(url),
        ),
        failure.details,
    )


def _without_key(failure: RequestError, key: str) -> RequestError:
    """The failure, with the key taken out of what a server may have echoed."""
    if key and key in failure.sentence + failure.details:
        failure.sentence = failure.sentence.replace(key, "…")
        failure.details = failure.details.replace(key, "…")
        failure.args = (failure.sentence,)
    return failure


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and what led to it, innermost last."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _host(url: str) -> str:
    parts = split_url(url)
    return parts.hostname or url if parts else url


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 300 else line[:299] + "…"


def _shown_text(body: bytes) -> str:
    """What an error's body says, on one line: the description of a JSON error, the title of a page, or the text."""
    text = body.decode("utf-8", "replace").strip()
    if text.startswith("{"):
        return _one_line(_description(text))
    if text.startswith("<"):
        title = re.search(r"<title[^>]*>(.*?)</title>", text, re.IGNORECASE | re.DOTALL)
        return _one_line(title.group(1)) if title else tr("a web page")
    return _one_line(text)


def _description(text: str) -> str:
    try:
        members: dict[str, object] = json.loads(text)
    except (ValueError, RecursionError):
        return text
    lower = {name.lower(): value for name, value in members.items()}
    return str(lower.get("description") or lower.get("message") or text)
