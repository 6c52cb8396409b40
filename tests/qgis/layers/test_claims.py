"""What is said of stations and results only when it is so: never verified, whole world, complete, as of today."""

from __future__ import annotations

import json
import os
import re
from datetime import datetime, timezone
from pathlib import Path

import pytest
from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils, QgsProject

from ocm_plugin.layers.legend import rule_based
from ocm_plugin.layers.map_tip import map_tip_template
from ocm_plugin.layers.style import apply_style
from ocm_plugin.ocm.sources.source import FileSource, demo_source
from ocm_plugin.share.kml import KmlOptions, export_kml
from ocm_plugin.share.source import ShareSource
from ocm_plugin.share.web_page import WebPageOptions, export_web_page
from tests.support.feedbacks import Recorder
from tests.support.legends import one_line
from tests.support.places import ROOT
from tests.support.shared_layers import demo_layers, poi, station_layers

IN_2021 = datetime(2021, 3, 2, tzinfo=timezone.utc)


def shares(source: ShareSource, folder: Path) -> list[str]:
    export_kml(source, str(folder / "share.kml"), KmlOptions(keep_not_open=True), Recorder())
    export_web_page(source, str(folder / "share.html"), WebPageOptions(keep_not_open=True), Recorder())
    return [(folder / name).read_text(encoding="utf-8") for name in ("share.kml", "share.html")]


@pytest.fixture
def of_2021(qgis_new_project, tmp_path: Path):
    """Layers of a file that was saved in 2021 and is read today."""
    path = tmp_path / "poi.json"
    dates = {"DateCreated": "2020-01-01T00:00:00Z", "DateLastStatusUpdate": "2021-02-20T00:00:00Z"}
    path.write_text(json.dumps([poi(1, **dates), poi(2, **dates), poi(3)]))
    os.utime(path, (IN_2021.timestamp(), IN_2021.timestamp()))
    source = FileSource(path, reference=demo_source().reference(Recorder()))
    return station_layers(source)


def test_stations_of_a_file_are_as_old_as_the_file_everywhere(of_2021, tmp_path):
    """Legend, KML and web page said that data of 2021 were of today, complete, of the whole world."""
    stations = of_2021.stations
    apply_style(stations, "afir")
    heading = rule_based(stations.renderer()).rootRule().children()[0]
    assert one_line(heading.children()[0].label()) == "As of 2021-02-20"
    abstract = stations.metadata().abstract()
    for text in (abstract, *shares(ShareSource.of_layer(stations), tmp_path)):
        assert "in the file" in text
        assert "whole world" not in text
        assert "The result is complete" not in text
        assert "newest record 2021-02-20" in text
        assert f"{datetime.now(timezone.utc):%Y-%m-%d}" not in text
    for share in shares(ShareSource.of_layer(stations), tmp_path):
        assert "Data as of 2021-02-20 00:00 UTC" in share


def test_nowhere_is_a_station_called_never_verified(of_2021, tmp_path):
    """A record without dates may well have been verified: files and mirrors often leave them out."""
    share, page = shares(ShareSource.of_layer(of_2021.stations), tmp_path)
    third = re.search(r"<Placemark><name>Station 3</name>.*?</Placemark>", share, re.DOTALL)[0]
    assert "verification not stated" in third
    assert "not stated" in page
    said = [
        str(path)
        for folder in ("ocm_plugin", "ui", "docs")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".js", ".html", ".ui", ".md")
        if re.search("never (been )?verified", path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]
    assert said == []
    stations = of_2021.stations
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(stations))
    for feature in stations.getFeatures():
        context.setFeature(feature)
        tip = QgsExpression.replaceExpressionText(map_tip_template(), context)
        assert "never" not in tip.lower()
        assert ("Not stated" in tip) == (feature["ocm_id"] == 3)


def test_a_share_says_when_stations_were_removed_from_the_layer(qgis_new_project, tmp_path):
    """ "The search: 60 stations. The result is complete." stood on a share of the ten that somebody had kept."""
    stations = demo_layers().stations
    found = stations.featureCount()
    for share in shares(ShareSource.of_layer(stations), tmp_path):
        assert "were removed from it" not in share
    ids = [feature.id() for feature in stations.getFeatures()]
    stations.dataProvider().deleteFeatures(ids[10:])
    for share in shares(ShareSource.of_layer(stations), tmp_path):
        assert f"The layer holds 10 of these {found} stations: the others were removed from it." in share
    stations.selectByIds(ids[:3])
    selected = ShareSource.of_layer(stations, selected_only=True, project=QgsProject.instance())
    assert "were removed" not in shares(selected, tmp_path)[0]
