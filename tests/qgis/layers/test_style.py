"""Every style draws every station by what is known of it, never more; all of it lies in the style itself."""

from __future__ import annotations

import base64
import re
from datetime import timedelta

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsLayerTree,
    QgsLayerTreeModel,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsRuleBasedRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QSize
from qgis.PyQt.QtGui import QColor, QImage, qGray
from qgis.PyQt.QtXml import QDomDocument

from ocm_plugin.layers.labels import label_expression
from ocm_plugin.layers.legend import legend_groups, renew_legend, rule_based
from ocm_plugin.layers.markers import OVERLAYS, SHAPES, marker, overlay, resolved
from ocm_plugin.layers.metadata import write_metadata
from ocm_plugin.layers.overview import COUNT, NEUTRAL
from ocm_plugin.layers.power_classes import AFIR, AFIR_IN_GREY, AFIR_ON_DARK, EVMAP, PLAIN, UK, US, contrast
from ocm_plugin.layers.style import STYLES, apply_style, restyled
from ocm_plugin.ocm.records.credits import Attribution
from ocm_plugin.ocm.records.provenance import CAPPED, COMPLETE, STOPPED, Provenance
from ocm_plugin.ocm.search.search import Search
from tests.support.legends import all_rules, descendants, rules_of, without_number
from tests.support.made_stations import NOW, REFERENCE, connection, station
from tests.support.places import ROOT
from tests.support.result_layers import demo_layers, layers_of
from tests.support.results import result_of

TYPE_2, CCS2 = 25, 33
AC3, DC = 20, 30


pytestmark = pytest.mark.usefixtures("qgis_new_project")


def ac(kw: float | None, **known):
    return connection(type_id=TYPE_2, current_id=AC3, power_kw=kw, quantity=1, **known)


def dc(kw: float | None, **known):
    return connection(type_id=CCS2, current_id=DC, power_kw=kw, quantity=1, **known)


def rule_of(layer: QgsVectorLayer, feature: QgsFeature) -> list[str]:
    """The legend entries under which a station is drawn when it stands alone."""
    return [without_number(rule.label()) for rule in rules_of(layer, feature)]


def drawn_as(made, style: str = "afir") -> list[str]:
    layer = layers_of([made]).stations
    apply_style(layer, style)
    return rule_of(layer, next(layer.getFeatures()))


@pytest.mark.parametrize(
    ("kw", "label"),
    [
        (3.7, "< 7.4"),
        (7.4, "7.4–22"),
        (22.08, "7.4–22"),
        (43.0, "22–50"),
        (50.0, "50–150"),
        (150.0, "150–350"),
        (350.0, "≥ 350"),
        (None, "Unclear"),
    ],
)
def test_power_decides_the_class(kw, label):
    assert drawn_as(station(dc(kw), status_id=50)) == [label]


@pytest.mark.parametrize(
    ("kw", "label"),
    [(7.9, "< 8, slow"), (8.0, "8–50, fast"), (50.0, "50–150, rapid"), (None, "Unclear")],
)
def test_the_british_bands(kw, label):
    assert drawn_as(station(ac(kw), status_id=50), "uk") == [label]


@pytest.mark.parametrize(
    ("made", "label"),
    [
        (station(dc(None)), "DC fast"),
        (station(ac(7.2), dc(50.0)), "DC fast"),
        (station(ac(1.9)), "Level 1"),
        (station(ac(7.2)), "Level 2"),
        (station(ac(None, level_id=1)), "Level 1"),
        (station(ac(None, level_id=2)), "Level 2"),
        (station(connection()), "Unclear"),
    ],
)
def test_the_american_levels(made, label):
    assert drawn_as(made, "us") == [label]


@pytest.mark.parametrize("style", [style.name for style in STYLES])
@pytest.mark.parametrize(
    ("known", "label"),
    [
        ({"status_id": 150}, "Planned"),
        ({"date_planned": NOW + timedelta(days=30), "status_id": 50}, "Planned"),
        ({"status_id": 100}, "Inactive"),
        ({"status_id": 200}, "Inactive"),
    ],
)
def test_what_cannot_be_used_is_not_drawn_by_its_power(style, known, label):
    assert drawn_as(station(dc(150.0), **known), style) == [label]


@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_each_demo_station_is_drawn_once(style):
    layer = demo_layers().stations
    apply_style(layer, style)
    assert {len(rule_of(layer, feature)) for feature in layer.getFeatures()} == {1}


@pytest.mark.parametrize(
    ("kw", "label"),
    [
        (10.9, "< 11"),
        (11.0, "11–20"),
        (20.0, "20–43"),
        (43.0, "43–100"),
        (100.0, "≥ 100"),
        (None, "Unclear"),
    ],
)
def test_the_classes_of_evmap(kw, label):
    assert drawn_as(station(dc(kw), status_id=50), "evmap") == [label]


SCHEMES = (AFIR, AFIR_ON_DARK, AFIR_IN_GREY, UK, US, EVMAP)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_powerful_is_large_and_stands_out_from_the_map(scheme):
    map_colour = "#000000" if scheme is AFIR_ON_DARK else "#ffffff"
    outstanding = [contrast(one.fill, map_colour) for one in scheme.classes]
    sizes = [one.size for one in scheme.classes]
    assert sizes == sorted(sizes, reverse=True)
    assert outstanding == sorted(outstanding, reverse=True)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_bolts_and_numbers_are_readable_on_every_fill(scheme):
    assert min(contrast(one.ink, one.fill) for one in scheme.classes) >= 4.5


def test_classes_stay_apart_in_a_print_in_grey():
    greys = [qGray(QColor(one.fill).rgb()) for one in AFIR_IN_GREY.classes]
    assert min(lighter - darker for darker, lighter in zip(greys, greys[1:])) > 25


def picture(layer: QgsVectorLayer, half_width: float = 0.004) -> QImage:
    """The first station, alone in the middle of a small white map."""
    point = next(layer.getFeatures()).geometry().asPoint()
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    settings.setOutputSize(QSize(80, 80))
    settings.setExtent(QgsRectangle.fromCenterAndSize(point, 2 * half_width, 2 * half_width))
    settings.setBackgroundColor(QColor("#ffffff"))
    layer.setLabelsEnabled(False)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage().convertToFormat(QImage.Format.Format_RGB32)


def pixels(made) -> bytes:
    layer = layers_of([made]).stations
    apply_style(layer, "afir")
    image = picture(layer)
    bits = image.constBits()
    bits.setsize(image.sizeInBytes())
    return bytes(bits)


def test_what_differs_looks_different():
    estimate = "kW power is an estimate based on the connection type"
    looks = {
        name: pixels(made)
        for name, made in {
            "ac": station(ac(50.0), status_id=50),
            "dc": station(dc(50.0), status_id=50),
            "both": station(ac(22.0), dc(50.0), status_id=50),
            "estimated": station(dc(50.0, comments=estimate), status_id=50),
            "unknown power": station(dc(None), status_id=50),
            "unknown status": station(dc(50.0)),
            "partly": station(dc(50.0), status_id=75),
            "temporarily unavailable": station(dc(50.0), status_id=30),
            "not operational": station(dc(50.0), status_id=100),
            "planned": station(dc(50.0), status_id=150),
            "restricted": station(dc(50.0), status_id=50, usage_id=2),
            "restricted and partly": station(dc(50.0), status_id=75, usage_id=2),
            "faster": station(dc(150.0), status_id=50),
        }.items()
    }
    assert len(set(looks.values())) == len(looks)


def test_unknown_power_is_hollow():
    layer = layers_of([station(dc(None), status_id=50)]).stations
    apply_style(layer, "afir")
    image = picture(layer)
    corner_of_the_body = image.pixelColor(40 - 3, 40 + 3)
    assert corner_of_the_body.lightness() > 220


def crowd(n_stations: int, **known) -> list:
    """Stations so near to one another that the map has room for one sign only."""
    return [
        station(dc(350.0, id=number), id=number, latitude=50.5 + number / 1e6, **known)
        for number in range(1, n_stations + 1)
    ]


@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_a_bubble_claims_no_power(style):
    """A station of 350 kW that is out of operation gave a bubble the colour of the fastest class."""
    drawn = set()
    for known in ({"status_id": 50}, {"status_id": 100}, {"status_id": 150}, {}):
        layer = layers_of(crowd(5, **known)).stations
        apply_style(layer, style)
        drawn.add(picture(layer).pixelColor(40, 40 - 8).name())
    assert drawn == {NEUTRAL}


def test_no_power_class_has_the_colour_of_bubbles():
    assert NEUTRAL not in {one.fill for scheme in (*SCHEMES, PLAIN) for one in scheme.classes}


@pytest.mark.parametrize("n_stations", [2, 9, 10, 120, 5000])
def test_a_bubble_tells_exactly_how_many_stations_it_stands_for(n_stations):
    layer = layers_of([]).stations
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.lastScope().setVariable("cluster_size", n_stations)
    assert QgsExpression(COUNT).evaluate(context) == str(n_stations)


def test_the_legend_says_what_the_number_in_a_bubble_is():
    layer = layers_of(crowd(2)).stations
    apply_style(layer, "afir")
    labels = [rule.label() for rule in all_rules(layer)]
    assert "Several stations, with their number" in labels


def test_an_empty_layer_takes_every_style():
    layer = layers_of([]).stations
    for style in STYLES:
        apply_style(layer, style.name)
        assert layer.renderer().type() == "pointCluster"


@pytest.mark.parametrize(
    ("made", "label"),
    [
        (station(dc(150.0, reference="a")._replace(quantity=4)), "150 kW ×4"),
        (station(ac(3.7)), "3.7 kW ×1"),
        (station(ac(None)), "×1"),
        (station(ac(22.0)._replace(quantity=None)), "22 kW ×1+"),
        (station(ac(22.0)._replace(quantity=None), number_of_points=1), "22 kW ×1"),
        (station(dc(50.0, comments="kW power is an estimate based on the connection type")), "~50 kW ×1"),
        (station(), ""),
    ],
)
def test_labels_tell_power_and_points(made, label):
    layer = layers_of([made]).stations
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(next(layer.getFeatures()))
    assert QgsExpression(label_expression()).evaluate(context) == label


def row(layer: QgsVectorLayer, label: str) -> QgsRuleBasedRenderer.Rule:
    [found] = [rule for rule in all_rules(layer) if without_number(rule.label()) == label]
    return found


def test_the_legend_lists_the_classes_that_occur_with_their_numbers():
    """All nine stood there for a town with three, and none said how many."""
    layer = layers_of(
        [
            *(station(dc(150.0, id=number), id=number, status_id=50) for number in (1, 2)),
            station(ac(11.0, id=3), id=3, status_id=50),
            station(ac(11.0, id=4), id=4, status_id=150),
        ]
    ).stations
    apply_style(layer, "afir")
    heading, signs = rule_based(layer.renderer()).rootRule().children()
    assert [rule.label() for rule in heading.children()] == ["150–350 (2)", "7.4–22 (1)", "Planned (1)"]
    waiting = [rule.label() for rule in signs.children()[-1].children()]
    assert "50–150" in waiting and not set(waiting) & {"150–350", "7.4–22", "Planned"}


def test_a_class_that_comes_later_is_drawn_and_counted():
    """Were its row only made when it is needed, a station that is added would not be drawn."""
    layer = layers_of([station(ac(11.0), id=1, status_id=50)]).stations
    apply_style(layer, "afir")
    [added] = layer.dataProvider().addFeatures([of_class(layer, 5)])[1]
    assert rule_of(layer, added) == ["150–350"]
    renew_legend(layer)
    heading = rule_based(layer.renderer()).rootRule().children()[0]
    assert [rule.label() for rule in heading.children()] == ["150–350 (1)", "7.4–22 (1)"]
    assert rule_of(layer, added) == ["150–350"]


def of_class(layer: QgsVectorLayer, number: int) -> QgsFeature:
    feature = QgsFeature(next(layer.getFeatures()))
    feature["ocm_id"], feature["map_class"] = 2, number
    return feature


def test_a_station_of_ones_own_without_a_class_is_drawn():
    layer = layers_of([station(ac(11.0), id=1, status_id=50)]).stations
    apply_style(layer, "afir")
    feature = QgsFeature(layer.fields())
    feature.setValid(True)
    assert rule_of(layer, feature) == ["Unclear"]


@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_sure_and_uncertain_are_two_rows_that_can_be_ticked(style):
    layer = layers_of([station(ac(11.0), id=1, status_id=50)]).stations
    uncertain = QgsFeature(next(layer.getFeatures()))
    uncertain["ocm_id"], uncertain["match"] = 2, "cannot_tell"
    layer.dataProvider().addFeatures([uncertain])
    apply_style(layer, style)
    sure, may = (row(layer, label) for label in ("Match", "May match"))
    assert (sure.label(), may.label()) == ("Match (1)", "May match (1)")
    drawn = {feature["match"]: rules_of(layer, feature) for feature in layer.getFeatures()}
    assert [len(rules) for rules in drawn.values()] == [1, 1]
    assert drawn["yes"][0].parent().ruleKey() == sure.ruleKey()
    assert drawn["cannot_tell"][0].parent().ruleKey() == may.ruleKey()
    assert len({picture_of(rules[0], layer, name) for name, rules in drawn.items()}) == 2
    assert "stroke-dasharray" in picture_of(drawn["cannot_tell"][0], layer, "cannot_tell")


def picture_of(rule: QgsRuleBasedRenderer.Rule, layer: QgsVectorLayer, match: str) -> str:
    """The drawing of the station with this value of `match`."""
    [feature] = [feature for feature in layer.getFeatures() if feature["match"] == match]
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    properties = rule.symbol().symbolLayer(0).dataDefinedProperties()
    path, _ = properties.property(QgsSymbolLayer.Property.PropertyName).valueAsString(context)
    return base64.b64decode(path.removeprefix("base64:")).decode()


def grown_by_an_uncertain_one(style: str = "afir") -> QgsVectorLayer:
    """A layer that was styled while it had its first station only, as when a search shows its first stations early."""
    layer = layers_of([station(ac(11.0), id=1, status_id=50)]).stations
    apply_style(layer, style)
    more = [of_class(layer, 5), of_class(layer, 5)]
    more[1]["match"] = "cannot_tell"
    layer.dataProvider().addFeatures(more)
    return layer


@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_a_layer_that_was_shown_early_has_the_legend_of_all_its_stations_in_the_end(style):
    layer = grown_by_an_uncertain_one(style)
    for _ in restyled(layer):
        pass
    assert row(layer, "Match").label() == "Match (2)"
    assert row(layer, "May match").label() == "May match (1)"
    assert {len(rules_of(layer, feature)) for feature in layer.getFeatures()} == {1}


def test_what_the_user_has_changed_meanwhile_stays():
    layer = grown_by_an_uncertain_one()
    renderer = layer.renderer().clone()
    [changed] = [rule for rule in descendants(rule_based(renderer).rootRule()) if "7.4–22" in rule.label()]
    changed.setActive(False)
    layer.setRenderer(renderer)
    for _ in restyled(layer):
        pass
    assert not row(layer, "7.4–22").active()
    assert row(layer, "150–350").label() == "150–350 (2)"


@pytest.mark.parametrize(("points", "size"), [(1, 7.8), (3, 7.8), (4, 9.36), (10, 10.92), (40, 10.92)])
def test_a_station_with_many_points_is_larger(points, size):
    layer = layers_of([station(dc(150.0)._replace(quantity=points), status_id=50)]).stations
    apply_style(layer, "afir")
    feature = next(layer.getFeatures())
    [rule] = rules_of(layer, feature)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    properties = rule.symbol().symbolLayer(0).dataDefinedProperties()
    assert properties.property(QgsSymbolLayer.Property.PropertyWidth).valueAsDouble(context)[0] == pytest.approx(size)


@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_a_symbol_has_only_what_is_cheap_to_copy(style):
    """QGIS copies the symbol of each station before it groups them: three SVG markers, read for each copy, took six
    times as long as all else (benchmarks/redraw.py)."""
    layer = demo_layers().stations
    apply_style(layer, style)
    symbols = [rule.symbol() for rule in all_rules(layer) if rule.symbol() and rule.filterExpression() != "false"]
    layers = [symbol.symbolLayer(place) for symbol in symbols for place in range(symbol.symbolLayerCount())]
    parts = [part for part in layers if part.enabled()]
    assert {part.layerType() for part in parts} <= {"RasterMarker", "FontMarker"}
    assert all(part.path() == "" for part in parts if part.layerType() == "RasterMarker"), "it would be read at once"
    assert max(symbol.symbolLayerCount() for symbol in symbols) <= 3
    assert any(not rule.filterExpression() and not rule.children() for rule in all_rules(layer)), (
        "or all are tried twice"
    )


@pytest.mark.parametrize(("scale", "is_shown"), [(5_000, True), (10_000, True), (10_001, False), (1e8, False)])
def test_labels_are_part_of_the_markers_and_shown_from_near(scale, is_shown):
    """They stood also where a bubble hid their station."""
    layer = layers_of([station(dc(150.0), status_id=50)]).stations
    apply_style(layer, "afir")
    assert not layer.labelsEnabled()
    feature = next(layer.getFeatures())
    [rule] = rules_of(layer, feature)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    context.lastScope().setVariable("map_scale", scale)
    label = rule.symbol().symbolLayer(1).dataDefinedProperties().property(QgsSymbolLayer.Property.PropertyCharacter)
    assert label.valueAsString(context)[0] == ("150 kW ×1" if is_shown else "")


def style_text(layer: QgsVectorLayer) -> str:
    document = QDomDocument()
    layer.exportNamedStyle(document)
    return document.toString()


def test_the_style_needs_no_file_of_this_computer():
    layer = demo_layers().stations
    apply_style(layer, "afir")
    text = style_text(layer)
    assert "base64:" in text
    assert not re.search(r"\.svg|/ocm_plugin|openchargemap/", text)


def legend_of(search: Search, outcome: str = COMPLETE) -> list[str]:
    """What the legend says above the power classes, for a result of 83 stations."""
    layer = demo_layers().stations
    tell(layer, search, outcome)
    apply_style(layer, "afir")
    return legend_head(layer)


def tell(layer: QgsVectorLayer, search: Search, outcome: str) -> None:
    provenance = Provenance(outcome, "here", False, NOW, NOW, 83, 83, 0, 0, True, 1, 1)
    write_metadata(layer, result_of(search, provenance, REFERENCE, Attribution(())))


def legend_head(layer: QgsVectorLayer) -> list[str]:
    group = rule_based(layer.renderer()).rootRule().children()[0]
    return [group.label(), *(rule.label() for rule in group.children() if rule.symbol() is None)]


def test_the_legend_says_when_and_what_was_filtered():
    title = ["Power (kW)", "As of 2026-03-01"]
    assert legend_of(Search(include_comments=True)) == title
    assert legend_of(Search(min_power_kw=50)) == [*title, "With a connector of at least 50 kW"]


def test_the_legend_says_what_is_missing():
    """A print-out of a search that a server had cut off looked complete."""
    assert legend_of(Search(), STOPPED)[2:] == ["Incomplete: only 83 stations had arrived"]
    assert legend_of(Search(max_results=83), CAPPED)[2] == "Capped at 83 stations: there may be more"


def test_a_reloaded_layer_s_legend_is_true_again_and_else_as_the_person_left_it():
    layer = demo_layers().stations
    tell(layer, Search(min_power_kw=50), STOPPED)
    apply_style(layer, "uk")
    all_rules(layer)[4].setLabel("Mine")
    before = [rule.label() for rule in all_rules(layer) if rule.symbol()]
    tell(layer, Search(min_power_kw=50), COMPLETE)
    renew_legend(layer)
    assert legend_head(layer) == ["UK speed (kW)", "As of 2026-03-01", "With a connector of at least 50 kW"]
    after = [rule.label() for rule in all_rules(layer) if rule.symbol()]
    assert "Mine" in after
    assert after == before


def test_the_legend_is_renewed_however_often_the_style_has_changed():
    """Now and then it kept its date: Python took the rules for a renderer that had stood at the same address before."""
    layer = demo_layers().stations
    tell(layer, Search(), COMPLETE)
    apply_style(layer, "afir")
    for day in range(300):
        title = f"Mine {day}"
        rule_based(layer.renderer()).rootRule().children()[0].setLabel(title)
        renew_legend(layer)
        assert legend_head(layer) == [title, "As of 2026-03-01"]


def test_the_legend_is_renewed_in_the_panel_and_only_where_it_says_something_else():
    """Symbols that are replaced while the map is being drawn end QGIS 3.22 now and then."""
    layer = demo_layers().stations
    tell(layer, Search(), STOPPED)
    apply_style(layer, "afir")
    root = QgsLayerTree()
    node = root.addLayer(layer)
    model = QgsLayerTreeModel(root)
    assert "Incomplete: only 83 stations had arrived" in [row.data(0) for row in model.layerLegendNodes(node)]
    tell(layer, Search(), COMPLETE)
    renew_legend(layer)
    QCoreApplication.processEvents()
    assert "Incomplete: only 83 stations had arrived" not in [row.data(0) for row in model.layerLegendNodes(node)]
    renderer = sip.unwrapinstance(layer.renderer())
    renew_legend(layer)
    assert sip.unwrapinstance(layer.renderer()) == renderer


def test_a_style_of_ones_own_has_no_legend_to_renew():
    layer = QgsVectorLayer("Point?field=a:int", "other", "memory")
    renew_legend(layer)
    assert layer.renderer().type() == "singleSymbol"


def test_headings_keep_their_keys_so_that_the_panel_leaves_them_open():
    layer = demo_layers().stations
    keys = set()
    for style in STYLES:
        apply_style(layer, style.name)
        keys.update(legend_groups(layer))
    assert keys == {"openchargemap-power"}


def test_a_style_of_ones_own_wins_and_leaves_the_layers_properties(tmp_path):
    layer = layers_of([station(dc(50.0))]).stations
    apply_style(layer, "plain")
    other = QgsVectorLayer("Point?field=a:int", "other", "memory")
    other.setCustomProperty("mine", "other's")
    path = tmp_path / "Own ü.qml"
    other.saveNamedStyle(str(path))
    apply_style(layer, str(path))
    assert layer.renderer().type() == "singleSymbol"
    assert layer.customProperty("mine") is None


@pytest.mark.parametrize("name", ["no such style", "/no/such/file.qml", "", "damaged.qml", "empty.qml"])
def test_a_style_that_is_not_there_counts_as_the_first(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "damaged.qml").write_text("<qgis><rend")
    (tmp_path / "empty.qml").write_text("")
    layer = layers_of([station(dc(50.0))]).stations
    apply_style(layer, name)
    assert rule_of(layer, next(layer.getFeatures())) == ["50–150"]


def test_a_saved_project_keeps_the_look(tmp_path):
    layer = layers_of([station(dc(50.0), status_id=50)]).stations
    apply_style(layer, "afir")
    path = str(tmp_path / "project.qgz")
    QgsProject.instance().write(path)
    QgsProject.instance().read(path)
    again = QgsProject.instance().mapLayersByName(layer_name := "Charging stations")[0]
    assert again.name() == layer_name
    assert again.renderer().type() == "pointCluster"
    assert "base64:" in style_text(again)


@pytest.mark.parametrize("shape", SHAPES)
def test_markers_are_whole_drawings(shape):
    for svg in (marker(shape, 3, dashed=True), marker(shape, is_question=True), overlay(*OVERLAYS)):
        document = QDomDocument()
        parsed = document.setContent(svg)
        assert parsed[0] if isinstance(parsed, tuple) else parsed
    assert "param(" not in resolved(marker(shape, 2), "#123456")


def test_the_document_shows_every_style():
    """After a change of the styles: tools/make_style_pictures.py"""
    docs = ROOT / "docs"
    document = (docs / "styles.md").read_text("utf-8")
    for style in STYLES:
        assert f"`{style.name}`" in document
        assert f"(images/style-{style.name}.png)" in document
        assert (docs / "images" / f"style-{style.name}.png").is_file()


@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_the_layer_panel_draws_symbols_whole_when_it_knows_their_size(style):
    """After a change of style, headings being open, all were cut to 16 pixels: QGIS had drawn them too soon, and draws
    only those with units of the map again."""
    layer = demo_layers().stations
    apply_style(layer, style)
    symbols = [rule.symbol() for rule in all_rules(layer) if rule.symbol()]
    assert symbols
    assert all(symbol.usesMapUnits() for symbol in symbols)


def test_qgis_gets_no_rule_that_was_made_in_python(monkeypatch):
    """QGIS deletes rules without telling Python, which wrote into the freed memory when it let go of its part of them.

    Rows of the legend that were replaced in their place ended QGIS within seconds.
    """
    made_in_python = []

    def spy_on(name):
        give = getattr(QgsRuleBasedRenderer.Rule, name)

        def spy(parent, *arguments):
            made_in_python.append(sip.ispycreated(arguments[-1]))
            give(parent, *arguments)

        monkeypatch.setattr(QgsRuleBasedRenderer.Rule, name, spy)

    spy_on("appendChild")
    spy_on("insertChild")
    layer = demo_layers().stations
    tell(layer, Search(min_power_kw=50), STOPPED)
    apply_style(layer, "afir")
    tell(layer, Search(min_power_kw=50), COMPLETE)
    renew_legend(layer)
    assert len(made_in_python) > len(AFIR.classes)
    assert not any(made_in_python)
    assert sip.ispycreated(QgsRuleBasedRenderer.Rule(None)), "what is looked for would be seen"
