"""Asking the local Open Charge Map server without the plugin's client."""

from __future__ import annotations

import gzip
import http.client
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest

from tests.ocm_server import OcmServer


class Reply(NamedTuple):
    """What came back over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def ids(self) -> list[int]:
        return [poi["ID"] for poi in self.json]


def ask(server: OcmServer, path: str = "poi", raw: str | None = None, headers: Any = None, **parameters: Any) -> Reply:
    """GET below /v3/ (a path with a leading slash stands as it is). Without `headers` the right key is sent."""
    query = urlencode(parameters) if raw is None else raw
    target = (path if path.startswith("/") else f"/v3/{path}") + (f"?{query}" if query else "")
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request("GET", target, headers={"X-API-Key": server.key} if headers is None else headers)
        response = connection.getresponse()
        shown = {name.lower(): value for name, value in response.getheaders()}
        body = response.read()
    finally:
        connection.close()
    return Reply(response.status, shown, gzip.decompress(body) if shown.get("content-encoding") == "gzip" else body)


@pytest.fixture(name="ask")
def ask_fixture() -> Callable[..., Reply]:
    return ask


@pytest.fixture
def serve() -> Iterator[Callable[..., OcmServer]]:
    """Start servers that stop with the test."""
    servers: list[OcmServer] = []

    def start(*arguments: Any, **options: Any) -> OcmServer:
        server = OcmServer(*arguments, **options)
        server.start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.stop()


def poi(number: int, latitude: float = 50.0, longitude: float = 8.0, **members: Any) -> dict[str, Any]:
    """A small published POI."""
    station: dict[str, Any] = {
        "ID": number,
        "UUID": f"U{number}",
        "DataProviderID": 9001,
        "AddressInfo": {
            "ID": number,
            "Title": f"Station {number}",
            "CountryID": 87,
            "Latitude": latitude,
            "Longitude": longitude,
        },
        "Connections": [],
        "StatusTypeID": 50,
        "SubmissionStatusTypeID": 200,
        "DateLastStatusUpdate": "2025-11-11T12:38:00Z",
        "DateCreated": "2020-01-01T00:00:00Z",
    }
    station.update(members)
    return station


@pytest.fixture(name="poi")
def poi_fixture() -> Callable[..., dict[str, Any]]:
    return poi
