"""What goes into the file of a web page, and when none is left."""

from __future__ import annotations

import json
import re

import pytest
from qgis.core import QgsProject

from ocm_plugin.ocm.errors import Cancelled, ShareError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.provenance import CAPPED
from ocm_plugin.share.web_page import WebPageOptions, export_web_page
from tests.support.feedbacks import Recorder
from tests.support.shared_layers import demo_layers, point_layer, source_of

from .conftest import EVERYTHING


def test_an_incomplete_result_says_so_at_the_top(empty_project, tmp_path):
    path = tmp_path / "page.html"
    export_web_page(source_of(demo_layers(outcome=CAPPED, cap=400).stations), str(path), EVERYTHING, Feedback())
    text = path.read_text(encoding="utf-8")
    assert '<p class="banner">Incomplete. The result is capped at 400 stations: there may be more.</p>' in text


def test_stations_whose_licence_is_not_open_are_not_even_in_the_file(demo, tmp_path):
    path = tmp_path / "page.html"
    report = export_web_page(source_of(demo.stations), str(path), WebPageOptions(), Feedback())
    closed = [s for s in demo.stations.getFeatures() if s["license_class"] not in ("open", "open_sharealike")]
    assert report.left_out == len(closed) > 0
    data = json.loads(re.search(r'id="data">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL).group(1))
    assert data["size"] == report.stations
    assert not {station["ocm_id"] for station in closed} & set(data["columns"]["ocm_id"])


def test_only_stations_can_be_a_web_page(empty_project, tmp_path):
    layer = point_layer("Point?crs=EPSG:4326&field=n:integer", [("POINT(1 1)", [1])])
    with pytest.raises(ShareError, match="Only layers of charging stations"):
        export_web_page(source_of(layer), str(tmp_path / "page.html"), EVERYTHING, Feedback())


def test_a_cancelled_page_leaves_nothing(demo, tmp_path):
    source = source_of(demo.stations)
    whole = Recorder()
    export_web_page(source, str(tmp_path / "page.html"), EVERYTHING, whole)
    (tmp_path / "page.html").unlink()
    for looks in range(whole.looks):
        with pytest.raises(Cancelled):
            export_web_page(source, str(tmp_path / "page.html"), EVERYTHING, Recorder(cancel_after=looks))
        assert list(tmp_path.iterdir()) == []


def test_a_page_needs_no_map_of_the_world(demo, tmp_path, monkeypatch):
    monkeypatch.setattr("ocm_plugin.qgis_support.world_map.world_map_path", lambda: str(tmp_path / "world_map.gpkg"))
    export_web_page(source_of(demo.stations), str(tmp_path / "page.html"), EVERYTHING, Feedback())
    assert '"land":[]' in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert QgsProject.instance().mapLayers()
