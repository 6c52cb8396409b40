"""Stations written into files in each form in which they can be opened."""

from __future__ import annotations

import gzip
import json
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.ocm_server import exports
from tests.ocm_server.server import DEMO_FOLDER
from tests.ocm_server.shapes import Shape
from tests.ocm_server.stations import ReferenceTables

TABLES = ReferenceTables(json.loads((DEMO_FOLDER / "reference.json").read_bytes()))
FORMS = ("json", "json.gz", "utf-16", "jsonl", "geojson", "csv", "xml", "kml", "folder", "zip")


def write(path: Path, form: str, pois: Sequence[dict[str, Any]]) -> None:
    """Write stations at a path, in the place of what is there."""
    if form == "folder":
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        for poi in pois:
            (path / f"OCM-{poi['ID']}.json").write_text(json.dumps(poi))
    elif form == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for poi in pois:
                archive.writestr(f"OCM-{poi['ID']}.json", json.dumps(poi))
    elif form == "json.gz":
        path.write_bytes(gzip.compress(json.dumps(pois).encode()))
    else:
        path.write_text(_text(form, pois), encoding="utf-16" if form == "utf-16" else "utf-8")


def _text(form: str, pois: Sequence[dict[str, Any]]) -> str:
    if form in ("json", "utf-16"):
        return json.dumps(pois)
    if form == "jsonl":
        return "".join(f"{json.dumps(poi)}\n" for poi in pois)
    if form == "geojson":
        return exports.geojson(pois, TABLES, Shape(), None)
    text: str = getattr(exports, form)(pois, TABLES, Shape())
    return text
