"""The key leaves QGIS' encrypted store only as a header: nothing else that a session leaves behind holds it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois

KEY, WRONG_KEY = "5ea51de0-ca4a-4222-8b1d-facade0fcafe", "bad0bad0-ca4a-4222-8b1d-facade0fcafe"
"""Invented."""


def holders(folder: Path) -> list[str]:
    """The files below a folder that hold a key, in any encoding that QGIS writes, zipped ones too."""
    needles = [key.encode(coding) for key in (KEY, WRONG_KEY) for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    found = []
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_file():
            continue
        contents = [path.read_bytes()]
        # Compiled code that looks for the end of zips holds the mark of one.
        if contents[0].startswith(b"PK") and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                contents += [archive.read(name) for name in archive.namelist()]
        if any(needle in content for needle in needles for content in contents):
            found.append(str(path.relative_to(folder)))
    return found


def test_the_key_is_nowhere_but_in_the_header(desktop, tmp_path) -> None:
    extent = (6.0, 50.0, 8.0, 52.0)
    with OcmServer(make_pois(50, bounds=(50.2, 6.2, 51.8, 7.8)), None, keys=(KEY,)) as server:
        run = desktop.run(
            "canary",
            arguments={"extent": extent, "key": KEY, "wrong key": WRONG_KEY},
            environment={"OCM_API_URL": server.url},
        )
        requests = list(server.requests)
    run.check()
    assert run.result["state"] == "stored"
    assert {request.headers["x-api-key"] for request in requests} == {KEY, WRONG_KEY}
    assert not any(key in request.target for request in requests for key in (KEY, WRONG_KEY))

    written = {path.name for path in run.folder.iterdir()}
    assert {"share.kml", "share.kmz", "saved.gpkg", "processing.gpkg", "project.qgs", "all messages.txt"} <= written
    assert "rejected the API key" in run.result["refused"]
    assert not any(key in json.dumps(run.result) + run.output + run.messages for key in (KEY, WRONG_KEY))
    assert holders(run.folder) == []
    # The profile: settings, history of Processing, QGIS' stores.
    assert holders(tmp_path) == []


def test_a_key_in_a_file_is_seen(tmp_path) -> None:
    (tmp_path / "settings.ini").write_text(f"key={KEY}", encoding="utf-16-le")
    with zipfile.ZipFile(tmp_path / "project.qgz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qgs", f"<key>{WRONG_KEY}</key>")
    assert sorted(holders(tmp_path)) == ["project.qgz", "settings.ini"]
