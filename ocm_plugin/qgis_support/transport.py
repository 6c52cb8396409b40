"""`requests` over QGIS' network stack: its proxy, certificates, time limits, offline mode and request log apply.

    session = qgis_session(feedback)
    Client(session, server, key).poi({...}, QgisFeedback(feedback))

Works in the main thread, in the threads of QgsTask and in plain Python threads.
"""

from __future__ import annotations

import socket
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import Any

import requests
from qgis.core import (
    QgsApplication,
    QgsBlockingNetworkRequest,
    QgsFeedback,
    QgsNetworkAccessManager,
    QgsNetworkReplyContent,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEventLoop, QObject, Qt, QThread, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from ..ocm.errors import Cancelled
from ..ocm.http.limits import MAX_BYTES, TIMEOUT_S, Limits
from ..ocm.http.request import too_large, too_slow
from .compat import enum_number

_Error = QNetworkReply.NetworkError
_Attribute = QNetworkRequest.Attribute

_LEFT_TO_QT = {"accept-encoding", "connection", "content-length", "transfer-encoding", "user-agent"}
"""Request headers not passed on: with an `Accept-Encoding` of ours Qt would no longer decompress the answer."""
_UNDONE_BY_QT = {"content-encoding", "content-length", "transfer-encoding"}
"""Response headers that describe the body as it was sent, not as it is handed over."""

_PROXY_ERRORS = (
    _Error.ProxyConnectionRefusedError,
    _Error.ProxyConnectionClosedError,
    _Error.ProxyNotFoundError,
    _Error.ProxyTimeoutError,
    _Error.ProxyAuthenticationRequiredError,
    _Error.UnknownProxyError,
)
_TIMEOUT_ERRORS = (_Error.OperationCanceledError, _Error.TimeoutError)
"""Qt cancels what takes longer than the transfer timeout."""
_LARGE, _SLOW = "large", "slow"
"""Why an answer is ended before it is whole."""
_REFUSED_REDIRECTS = (_Error.TooManyRedirectsError, _Error.InsecureRedirectError)


def qgis_session(feedback: QgsFeedback | None = None, max_bytes: int = MAX_BYTES) -> requests.Session:
    """A session that sends through QGIS. Cancelling the feedback, which must outlive it, ends a running request."""
    session = requests.Session()
    session.trust_env = False
    adapter = QgisAdapter(feedback, max_bytes)
    for scheme in ("https://", "http://"):
        session.mount(scheme, adapter)
    return session


class QgisAdapter(BaseAdapter):
    """Sends GET requests by QgsBlockingNetworkRequest, never from QGIS' cache, and follows no redirect.

    Failures are raised as exceptions of `requests`, and as those of ours for which it has none: Cancelled,
    AnswerTooLarge, and TimedOut for an answer that goes on and on.
    """

    def __init__(self, feedback: QgsFeedback | None = None, max_bytes: int = MAX_BYTES) -> None:
        super().__init__()
        self._feedback = feedback or QgsFeedback()
        self._max_bytes = max_bytes

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """The answer, whole: `stream`, `verify`, `cert` and `proxies` are QGIS' business. `timeout`: seconds."""
        if request.method != "GET":
            raise requests.exceptions.InvalidSchema(f"QGIS is asked for GET requests only, not {request.method}")
        seconds = timeout[1] if isinstance(timeout, tuple) else timeout
        limits = Limits(seconds or TIMEOUT_S, self._max_bytes)
        qt_request = _qt_request(request, limits)
        reply, excess = self._get(qt_request, limits)
        if self._feedback.isCanceled():
            raise Cancelled()
        if excess == _SLOW:
            raise too_slow(request.url or "", limits)
        if excess == _LARGE or len(reply.content()) > self._max_bytes:
            raise too_large(request.url or "", limits)
        followed_to = reply.request().url()
        if not followed_to.isEmpty() and followed_to != qt_request.url():
            return _response(request, 302, "", {"Location": bytes(followed_to.toEncoded()).decode("ascii")})
        failure = _failure(reply)
        if failure is not None:
            raise failure
        return _answer(reply, request)

    def close(self) -> None:
        """Nothing to close: the connections are QGIS' own."""

    def _get(self, request: QNetworkRequest, limits: Limits) -> tuple[QgsNetworkReplyContent, str]:
        """The reply, and why it was ended before it was whole: _LARGE, _SLOW, or "" when it was not.

        The request gets a feedback of its own, since abort() alone would leave it waiting for ever. It is cancelled in
        the thread that made it: cancelled from another one, QGIS may delete the reply before it has signalled its end,
        and never return. The main thread cannot be reached while it waits (nor can the user press Cancel), so
        there a cancellation is seen when the request has ended, at the latest by its time limit.
        """
        own = QgsFeedback()
        deadline = time.monotonic() + limits.whole_answer_s
        excess = ""

        def watch(received: int, total: int) -> None:
            # Called when something arrives; where nothing does, Qt's transfer timeout ends the request.
            nonlocal excess
            if max(received, total) > limits.max_bytes:
                excess = _LARGE
            elif time.monotonic() > deadline:
                excess = _SLOW
            if excess:
                own.cancel()

        QEventLoop()  # from now on a plain Python thread has timers: QGIS and Qt limit requests by them
        blocking = QgsBlockingNetworkRequest()
        for signal in (own.canceled, blocking.finished, QgsApplication.instance().aboutToQuit):
            _let_receivers_go(signal)
        blocking.downloadProgress.connect(watch, Qt.ConnectionType.DirectConnection)
        in_worker = QThread.currentThread() != QgsApplication.instance().thread()
        if in_worker:
            self._feedback.canceled.connect(own.cancel, Qt.ConnectionType.QueuedConnection)
        try:
            with _not_kept(request.url()):
                if not self._feedback.isCanceled():
                    blocking.get(request, True, own)
        finally:
            if in_worker:
                self._feedback.canceled.disconnect(own.cancel)
        return blocking.reply(), excess


def _let_receivers_go(signal: Any) -> None:
    """Connect a signal of an object made in Python to a receiver, and delete that receiver.

    When a receiver is deleted, Qt calls disconnectNotify() of the sender while it holds one of the few locks that all
    signals share, and PyQt looks, the first time, whether Python has a method of that name. Had it to be done in a
    request, which runs without Python's lock, that would have to wait for the main thread, which may have Python's lock
    and wait for the lock of the signals to make a widget: QGIS would stand still for ever. Here we have Python's lock.
    """
    receiver = QObject()
    signal.connect(receiver.deleteLater)
    sip.delete(receiver)


_under_way: Counter[str] = Counter()
"""How many requests run for each address."""
_under_way_lock = Lock()


@contextmanager
def _not_kept(url: QUrl) -> Iterator[None]:
    """Take the answer out of QGIS' cache, which keeps all: since 3.44 with the request's headers, and so the key.

    While another thread still loads the same address it stays there, until that one is done: QGIS would crash, since
    its cache lets go of the file into which the other answer is being written.
    """
    address = url.toString()
    with _under_way_lock:
        _under_way[address] += 1
    try:
        yield
    finally:
        with _under_way_lock:
            _under_way[address] -= 1
            if not _under_way[address]:
                del _under_way[address]
                _take_out(url)


def _take_out(url: QUrl) -> None:
    """Take an answer out of QGIS' cache.

    Each thread has a manager of its network, which goes with it. Where Python has seen a manager, PyQt hears late that
    it is gone, by its address; that of another thread may have been made there meanwhile. What Python calls that one is
    void then, and another name for the same manager has to be asked for.
    """
    while True:
        try:
            cache = QgsNetworkAccessManager.instance().cache()
            if cache is not None:
                cache.remove(url)
            return
        except RuntimeError as error:
            if "has been deleted" not in str(error):
                raise


def _qt_request(request: requests.PreparedRequest, limits: Limits) -> QNetworkRequest:
    qt_request = QNetworkRequest(QUrl.fromEncoded((request.url or "").encode("ascii")))
    for name, value in request.headers.items():
        if name.lower() not in _LEFT_TO_QT:
            qt_request.setRawHeader(_header_bytes(name), _header_bytes(value))
    # QGIS follows any redirect that Qt hands over as a success, even to http, without our headers. Forbidding all of
    # them makes redirects failures, which are handed back to the client with their location. Newer versions of QGIS
    # overrule that; there the answer that they got is thrown away, and the client gets the new address.
    policy = QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy
    qt_request.setAttribute(_Attribute.RedirectPolicyAttribute, enum_number(policy))
    qt_request.setMaximumRedirectsAllowed(0)
    qt_request.setTransferTimeout(round(1000 * limits.timeout_s))
    return qt_request


def _header_bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("latin-1")


def _failure(reply: QgsNetworkReplyContent) -> requests.RequestException | None:
    """The exception for a reply that is no answer of the server, or None when it is one, of any status."""
    error = reply.error()
    text = reply.errorString()
    status = reply.attribute(_Attribute.HttpStatusCodeAttribute)
    if error == _Error.NoError:
        # Neither an answer nor an error: QGIS has met a redirect to itself.
        return None if status else requests.TooManyRedirects("Redirect loop")
    if error in _PROXY_ERRORS:
        return requests.exceptions.ProxyError(text)
    if error in _TIMEOUT_ERRORS:
        return requests.exceptions.ReadTimeout(text)
    if error == _Error.RemoteHostClosedError:
        if status:
            return requests.exceptions.ChunkedEncodingError(text)
        # Qt itself has repeated the request three times, at once: the server closes without an answer.
        return requests.exceptions.RetryError(f"{text} (after 4 attempts)")
    if status and (error in _REFUSED_REDIRECTS or int(status) >= 400):
        return None
    if error == _Error.HostNotFoundError:
        unknown_host = requests.ConnectionError(text)
        unknown_host.__cause__ = socket.gaierror(text)
        return unknown_host
    if error == _Error.SslHandshakeFailedError:
        return requests.exceptions.SSLError(text)
    if error == _Error.ProtocolUnknownError:
        return requests.exceptions.InvalidSchema(text)
    return requests.ConnectionError(text)


def _answer(reply: QgsNetworkReplyContent, request: requests.PreparedRequest) -> requests.Response:
    """What the server answered."""
    headers = {bytes(name).decode("latin-1"): bytes(reply.rawHeader(name)) for name in reply.rawHeaderList()}
    return _response(
        request,
        int(reply.attribute(_Attribute.HttpStatusCodeAttribute)),
        reply.attribute(_Attribute.HttpReasonPhraseAttribute) or "",
        {name: value.decode("latin-1") for name, value in headers.items() if name.lower() not in _UNDONE_BY_QT},
        bytes(reply.content()),
    )


def _response(
    request: requests.PreparedRequest, status: int, reason: str, headers: Mapping[str, str], body: bytes = b""
) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response.reason = reason
    response.headers = CaseInsensitiveDict(headers)
    response.encoding = requests.utils.get_encoding_from_headers(response.headers)
    response.raw = BytesIO(body)
    response.url = request.url or ""
    response.request = request
    return response
