"""“Save Permanently” in the real application: the layer stays, its sign goes, and QGIS leaves a file without log."""

from __future__ import annotations

from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois

EXTENT = (6.0, 50.0, 8.0, 52.0)


def test_a_result_is_saved_and_qgis_closed(desktop, tmp_path) -> None:
    west, south, east, north = EXTENT
    pois = make_pois(300, bounds=(south + 0.2, west + 0.2, north - 0.2, east - 0.2))
    folder = tmp_path / "saved"
    folder.mkdir()
    path = folder / "stations.gpkg"
    with OcmServer(pois, None) as server:
        run = desktop.run(
            "saved",
            arguments={"extent": EXTENT, "path": str(path)},
            environment={"OCM_API_URL": server.url, "OCM_API_KEY": server.key},
        )
    run.check()
    assert any("Temporary" in sign for sign in run.result["signs before"])
    assert not any("scratch" in sign for sign in run.result["signs after"])
    assert run.result["same"]
    assert run.result["related"] == ["Around 51° N, 7° E · charging stations – connections"]
    # As QGIS leaves it: read-only shares can open it.
    assert [file.name for file in folder.iterdir()] == [path.name]
    assert path.read_bytes()[18:20] == b"\x01\x01"
