"""The zip package, unpacked into a clean profile, loads, searches and unloads in the real application."""

from __future__ import annotations

from pathlib import Path

from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois

EXTENT = (6.0, 50.0, 8.0, 52.0)


def test_the_package_loads_searches_and_unloads(desktop, package: Path) -> None:
    west, south, east, north = EXTENT
    pois = make_pois(120, bounds=(south + 0.2, west + 0.2, north - 0.2, east - 0.2))
    with OcmServer(pois, None) as server:
        run = desktop.run(
            "package",
            package=package,
            arguments={"extent": EXTENT},
            environment={"OCM_API_URL": server.url, "OCM_API_KEY": server.key},
        )
        run.check()
        assert run.result["active"]
        assert run.result["code"] == "openchargemap.ocm_plugin.plugin"
        assert run.result["stations"] == 120
        assert run.result["left"] == []
        # The wire was QGIS' own, with the key in its header and nowhere else.
        assert server.poi_requests
        assert all(request.headers["x-api-key"] == server.key for request in server.poi_requests)
        assert not any(server.key in request.raw_query for request in server.requests)
    for path in desktop.profile.rglob("*"):
        if path.is_file():
            assert server.key.encode() not in path.read_bytes(), path
