"""The HTTP server: sockets, chunks, compression, the request log and the faults of the wire."""

from __future__ import annotations

import json
import select
import socket
import struct
import sys
import threading
import time
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.support.places import ROOT

from .faults import Answer, FaultPlan, Sending
from .gate import DEFAULT_KEY
from .parameters import joined_parameters
from .service import Service, route
from .stations import Json

DEMO_FOLDER = ROOT / "ocm_plugin" / "demo"
_CHUNK = 16384
_POLL_SECONDS = 0.02


@dataclass
class LoggedRequest:
    """One request as the server saw it. Names of headers and parameters are in lower case.

    `status` is None when nothing was sent; `bytes_sent` counts the body as it went over the wire; `seconds` is the time
    until the last of it was handed to the network.
    """

    method: str
    path: str
    raw_query: str
    headers: dict[str, str]
    started: float
    action: str = ""
    query: dict[str, str] = field(default_factory=dict)
    status: int | None = None
    bytes_sent: int = 0
    seconds: float = 0.0
    fault: str | None = None
    poi_count: int | None = None

    @property
    def target(self) -> str:
        """The path and query as they stood in the request line."""
        return f"{self.path}?{self.raw_query}" if self.raw_query else self.path


class OcmServer:
    """A local Open Charge Map over HTTP on the loopback interface.

    Example:
        with OcmServer(pois, reference) as server:
            server.faults.add(faults.status(429, retry_after=1))
            requests.get(server.url + "poi", headers={"X-API-Key": server.key})

    `pois` and `reference` are values or paths of JSON files, in any shape the API gives; without them the invented demo
    data is served. `keys=None` lets everybody in.
    """

    def __init__(
        self,
        pois: str | Path | Iterable[Mapping[str, Any]] | None = None,
        reference: str | Path | Json | None = None,
        keys: Collection[str] | None = (DEFAULT_KEY,),
        port: int = 0,
        host: str = "127.0.0.1",
        banned: Collection[str] = (),
        now: datetime | None = None,
    ) -> None:
        self._service = Service(
            _loaded(pois, DEMO_FOLDER / "stations.json"),
            _loaded(reference, DEMO_FOLDER / "reference.json"),
            keys,
            banned,
            now,
        )
        self.faults = FaultPlan()
        self.requests: list[LoggedRequest] = []
        self._host = host
        self._http = _HttpServer((host, port), self)
        self._thread: threading.Thread | None = None

    def __enter__(self) -> OcmServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._http.serve_forever, args=(_POLL_SECONDS,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening and close every connection."""
        self._http.stopping.set()
        if self._thread:
            self._http.shutdown()
            self._thread.join()
        self._http.close_connections()
        self._http.server_close()

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def root(self) -> str:
        return f"http://{self._host}:{self.port}/"

    @property
    def url(self) -> str:
        """The base URL of version 3."""
        return self.root + "v3/"

    @property
    def key(self) -> str:
        """An accepted key."""
        return next(iter(self._service.keys or (DEFAULT_KEY,)))

    @property
    def poi_requests(self) -> list[LoggedRequest]:
        return [r for r in self.requests if r.action == "poi"]

    @property
    def reference_requests(self) -> list[LoggedRequest]:
        return [r for r in self.requests if r.action == "referencedata"]

    def clear_requests(self) -> None:
        self.requests.clear()

    def served_pois(self) -> list[Json]:
        """The POIs as the server holds them: compact, without nulls, missing power computed. Do not change them."""
        return [record.station for record in self._service.store.records]

    def replace_pois(self, pois: Iterable[Mapping[str, Any]]) -> None:
        """The data changes between two requests."""
        self._service.replace_pois(pois)

    def respond(self, request: LoggedRequest) -> tuple[Answer, Sending]:
        """The answer to a logged request and how to send it."""
        fault = self.faults.next_for(request)
        request.fault = fault.name if fault else None
        if fault and fault.delay:
            end = time.monotonic() + fault.delay
            while time.monotonic() < end and not (fault.until and fault.until.is_set()):
                if self._http.stopping.wait(0.01):
                    break
        if fault and fault.answer:
            return fault.answer, fault.sending
        answer, request.poi_count = self._service.answer(
            request.method, request.path, request.raw_query, request.headers, fault
        )
        if fault and fault.change_body and isinstance(answer.body, bytes):
            answer = Answer(answer.status, fault.change_body(answer.body), answer.content_type, answer.headers)
        return answer, fault.sending if fault else Sending()


def _loaded(source: Any, default: Path) -> Any:
    source = default if source is None else source
    return json.loads(Path(source).read_text(encoding="utf-8-sig")) if isinstance(source, (str, Path)) else source


class _HttpServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], ocm: OcmServer) -> None:
        self.ocm = ocm
        self.stopping = threading.Event()
        self.connections: set[socket.socket] = set()
        super().__init__(address, _Handler)

    def close_connections(self) -> None:
        for connection in list(self.connections):
            _quietly(connection.shutdown, socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves is no error of the server; anything else is shown."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "LocalOpenChargeMap"
    sys_version = ""
    disable_nagle_algorithm = True
    server: _HttpServer

    def setup(self) -> None:
        super().setup()
        self.server.connections.add(self.connection)

    def finish(self) -> None:
        self.server.connections.discard(self.connection)
        super().finish()

    def log_message(self, format: str, *args: Any) -> None:
        """The request log of the OcmServer is the log."""

    def do_GET(self) -> None:
        target = urlsplit(self.path)
        request = LoggedRequest(
            method=self.command,
            path=target.path,
            raw_query=target.query,
            headers={name.lower(): value for name, value in self.headers.items()},
            started=time.monotonic(),
            action=route(target.path).action,
            query=joined_parameters(target.query),
        )
        length = int(request.headers.get("content-length") or 0)
        if length:
            self.rfile.read(length)
        self.server.ocm.requests.append(request)
        answer, sending = self.server.ocm.respond(request)
        request.seconds = time.monotonic() - request.started
        self._send(request, answer, sending)

    do_POST = do_PUT = do_DELETE = do_GET

    def _send(self, request: LoggedRequest, answer: Answer, sending: Sending) -> None:
        if sending.keep <= 0 and sending.ending != "complete":
            self._end(sending.ending)
            return
        request.status = answer.status
        body = [answer.body] if isinstance(answer.body, bytes) else answer.body()
        accepts = "gzip" in request.headers.get("accept-encoding", "")
        compressed = accepts and sending.compresses and answer.body != b""
        pieces: Iterable[bytes] = _gzipped(body) if compressed else body
        if sending.keep < 1 or sending.declares_length:
            whole = b"".join(pieces)
            pieces = [whole[: int(len(whole) * sending.keep)]]
        else:
            whole = b""
        self.send_response(answer.status)
        if answer.content_type is not None:
            self.send_header("Content-Type", answer.content_type)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if sending.ending == "headers":
            self._send_headers_for_ever()
            return
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        chunked = answer.body != b"" and not sending.declares_length
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(whole)))
        self.end_headers()
        for chunk in _chunks(pieces):
            if sending.bytes_per_second and not self._pause(chunk, request, sending.bytes_per_second, chunked):
                return
            if not sending.bytes_per_second:
                self._write(chunk, request, chunked)
        if sending.ending != "complete":
            self._end(sending.ending)
        elif chunked:
            request.seconds = time.monotonic() - request.started
            self.wfile.write(b"0\r\n\r\n")

    def _send_headers_for_ever(self) -> None:
        self.close_connection = True
        while not self.server.stopping.wait(0.01):
            self.send_header("X-More", "to come")
            self.flush_headers()

    def _write(self, chunk: bytes, request: LoggedRequest, chunked: bool) -> None:
        request.bytes_sent += len(chunk)
        request.seconds = time.monotonic() - request.started
        self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk) if chunked else chunk)

    def _pause(self, chunk: bytes, request: LoggedRequest, bytes_per_second: float, chunked: bool) -> bool:
        """Send a chunk in drops, ten a second; False when the server stops meanwhile."""
        drop = max(1, int(bytes_per_second / 10))
        for start in range(0, len(chunk), drop):
            piece = chunk[start : start + drop]
            self._write(piece, request, chunked)
            if self.server.stopping.wait(len(piece) / bytes_per_second):
                self.close_connection = True
                return False
        return True

    def _end(self, ending: str) -> None:
        self.close_connection = True
        self.wfile.flush()
        if ending == "stall":
            while not self.server.stopping.wait(_POLL_SECONDS):
                readable, _, _ = select.select([self.connection], [], [], 0)
                if readable and not self.connection.recv(1, socket.MSG_PEEK):
                    break
        elif ending == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        for start in range(0, len(piece), _CHUNK):
            yield piece[start : start + _CHUNK]


def _gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj(1, zlib.DEFLATED, 31)
    for piece in pieces:
        compressed = compressor.compress(piece)
        if compressed:
            yield compressed
    yield compressor.flush()


def _quietly(call: Any, *arguments: Any) -> None:
    try:
        call(*arguments)
    except OSError:
        return
