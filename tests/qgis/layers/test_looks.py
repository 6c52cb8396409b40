"""A station looks the same on the map, in a KML and on a web page: one decision, stored with the station."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from qgis.core import (
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsRuleBasedRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
)

from ocm_plugin.layers.style import apply_style
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.wording import match_text
from ocm_plugin.share.about import counts_sentence
from ocm_plugin.share.content import Content
from ocm_plugin.share.folders import folder_of
from ocm_plugin.share.kml import KmlOptions, export_kml
from ocm_plugin.share.page_data import PageData
from ocm_plugin.share.source import ShareSource
from ocm_plugin.share.symbols import symbol_of
from tests.support.kml_files import KML, data_of, document, placemarks
from tests.support.legends import breaks, rules_of, without_number
from tests.support.made_stations import NOW, dc, station
from tests.support.result_layers import demo_layers, layers_of, values_of

ESTIMATE = "kW power is an estimate based on the connection type"
LATER = NOW + timedelta(days=30)


pytestmark = pytest.mark.usefixtures("qgis_new_project")


MADE = {
    "operational": station(dc(150.0), id=1, status_id=50),
    "partly": station(dc(150.0), id=2, status_id=75),
    "temporarily unavailable": station(dc(150.0), id=3, status_id=30),
    "not operational": station(dc(350.0), id=4, status_id=100),
    "not operational, restricted, estimated": station(dc(350.0, comments=ESTIMATE), id=5, status_id=100, usage_id=2),
    "removed": station(dc(150.0), id=6, status_id=200),
    "planned": station(dc(150.0), id=7, status_id=150, usage_id=2),
    "planned by date": station(dc(150.0), id=8, status_id=50, date_planned=LATER),
    "not operational, planned by date": station(dc(150.0), id=9, status_id=100, date_planned=LATER),
    "planned by date, no status": station(dc(None), id=10, date_planned=LATER),
    "status unknown": station(dc(150.0), id=11, status_id=0),
    "on notice": station(dc(150.0), id=12, status_id=50, usage_id=3),
    "restricted and partly": station(dc(150.0), id=13, status_id=75, usage_id=2),
    "staff and customers": station(dc(150.0), id=14, status_id=50, usage_id=6),
    "estimated": station(dc(50.0, comments=ESTIMATE), id=15, status_id=50),
    "at most": station(dc(None, amps=100, volts=400), id=16, status_id=50),
    "power unknown": station(dc(None), id=17, status_id=50, usage_id=3),
    "nothing known": station(id=18),
}
NAMES = {made.id: name for name, made in MADE.items()}


def drawn_on_map(layer: QgsVectorLayer) -> Iterator[tuple[QgsFeature, str, str, float]]:
    """Each station with its entry in the legend, its drawing as one SVG, and its size in mm."""
    for feature in layer.getFeatures():
        [rule] = rules_of(layer, feature)
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        context.setFeature(feature)
        yield feature, without_number(rule.label()), *_drawing(rule, context)


def _drawing(rule: QgsRuleBasedRenderer.Rule, context: QgsExpressionContext) -> tuple[str, float]:
    """The drawing, with blanks as in the other ones, and its size where there are few points."""
    body = rule.symbol().symbolLayer(0)
    path, _ = body.dataDefinedProperties().property(QgsSymbolLayer.Property.PropertyName).valueAsString(context)
    return plain(base64.b64decode(path.removeprefix("base64:")).decode()), body.size()


def plain(svg: str) -> str:
    """A drawing without its size, the room around it and blanks that say nothing."""
    without_size = re.sub(' (width|height|viewBox)="[^"]*"', "", svg.partition(">")[0])
    return re.sub(r" +(?=[<>/]|$)", "", re.sub(" +", " ", f"{without_size}>{svg.partition('>')[2]}"))


def is_told_alike(label: str, values: dict) -> bool:
    """Whether the entry on the map is what the folders of a KML by power or by state say."""
    folder = folder_of(values, "power_class").name
    return breaks(label) == breaks(folder) and (bool(breaks(label)) or label == folder)


@pytest.mark.parametrize("layers", [demo_layers, lambda: layers_of(MADE.values())], ids=["demo", "made"])
def test_a_station_looks_the_same_everywhere(layers, tmp_path: Path):
    """A site planned by date was hollow on the map, and operational in a KML; one out of operation was dark there."""
    layer = layers().stations
    apply_style(layer, "afir")
    source = ShareSource.of_layer(layer)
    page = PageData(Content(source, keep_not_open=True))
    page.fill(Feedback())
    on_page = dict(zip(page._numbers["ocm_id"], (list(page.symbols)[row] for row in page._symbol_rows)))
    path = str(tmp_path / "share.kml")
    export_kml(source, path, KmlOptions(keep_not_open=True), Feedback())
    doc = document(path)
    in_kml = {
        int(data_of(placemark)["ocm_id"]): (folder.findtext(f"{KML}name"), placemark.findtext(f"{KML}styleUrl")[1:])
        for folder in doc.iterfind(f"{KML}Folder")
        for placemark in folder.iterfind(f"{KML}Placemark")
    }
    assert len(in_kml) == len(placemarks(doc)) == layer.featureCount()
    for feature, label, svg, size in drawn_on_map(layer):
        values = values_of(feature)
        number = values["ocm_id"]
        name = NAMES.get(number, number)
        symbol = on_page[number]
        folder, style = in_kml[number]
        assert plain(symbol.svg()) == svg, name
        assert symbol.scale == pytest.approx(size / 6.2, abs=0.01), name
        assert style == symbol.id, name
        assert is_told_alike(label, values), name
        assert folder.startswith(folder_of(values, "power_class").name), name


def test_drawings_differ_where_the_stored_looks_do():
    """One symbol for two different looks would hide a difference; `removed` is drawn as not operational on purpose."""
    layer = layers_of(MADE.values()).stations
    looks = {}
    for feature in layer.getFeatures():
        values = values_of(feature)
        is_out = values["map_state"] in ("planned", "not_operational")
        told = ("map_state", "power_class_code", "power_is_estimate", "access_is_restricted")
        key = (values["map_state"],) if is_out else tuple(values[name] or False for name in told)
        looks.setdefault((key, values["current_mix"]), set()).add(symbol_of(values).svg())
    assert {len(drawings) for drawings in looks.values()} == {1}
    assert len(set.union(*looks.values())) == len(looks)


def test_the_stored_states():
    layer = layers_of(MADE.values()).stations
    stored = {NAMES[values["ocm_id"]]: values for values in map(values_of, layer.getFeatures())}
    assert {name: values["map_state"] for name, values in stored.items() if "planned" in name} == {
        "planned": "planned",
        "planned by date": "planned",
        "not operational, planned by date": "planned",
        "planned by date, no status": "planned",
    }
    assert stored["removed"]["map_state"] == stored["not operational"]["map_state"] == "not_operational"
    assert stored["status unknown"]["map_state"] == stored["nothing known"]["map_state"] == "unknown"
    estimated = {name for name, values in stored.items() if values["power_is_estimate"]}
    assert estimated == {"estimated", "at most", "not operational, restricted, estimated"}
    assert stored["on notice"]["access_is_restricted"] is True
    assert stored["nothing known"]["access_is_restricted"] is None


def test_a_layer_without_the_stored_looks_is_drawn_by_the_same_rules():
    """A copy with fewer columns still has the fields from which the looks follow."""
    looks = ("map_state", "power_is_estimate", "access_is_restricted")
    for values in map(values_of, layers_of(MADE.values()).stations.getFeatures()):
        fewer = {name: value for name, value in values.items() if name not in looks}
        assert symbol_of(fewer) == symbol_of(values)


def test_a_station_planned_by_date_is_not_counted_among_those_in_operation(tmp_path: Path):
    """The page's filter said “Operational” of a site to be built."""
    layer = layers_of([MADE["planned by date"]]).stations
    page = PageData(Content(ShareSource.of_layer(layer), keep_not_open=True))
    page.fill(Feedback())
    assert [option["label"] for option in page._status.as_json()["options"]] == ["Planned"]
    assert page._words["status"].as_json()["values"] == ["Planned (status stated: Operational)"]


def test_sure_and_uncertain_are_counted_apart():
    """“55 stations” with at least 100 kW were 21, and 34 of which the data did not tell."""
    content = Content(ShareSource.of_layer(layers_of(MADE.values(), certain=False).stations), keep_not_open=True)
    number = sum(1 for _ in content.features(Feedback()))
    assert f"none surely matches, {number} may (data incomplete)" in counts_sentence(content)
    assert match_text(21, 34) == "21 match, 34 more may"
