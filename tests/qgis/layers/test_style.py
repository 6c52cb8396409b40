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
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsSymbolLayer,
    QgsSymbolLayerUtils,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage, qGray
from qgis.PyQt.QtXml import QDomDocument

from ocm_plugin.layers.labels import label_expression
from ocm_plugin.layers.markers import BOX, OVERLAYS, SHAPES, marker, overlaid, resolved
from ocm_plugin.layers.overview import COUNT, NEUTRAL
from ocm_plugin.layers.power_classes import AFIR, AFIR_IN_GREY, AFIR_ON_DARK, EVMAP, PLAIN, UK, US, contrast
from ocm_plugin.layers.style import STYLES, apply_style
from tests.support.legends import all_rules, one_line, rule_of, rules_of
from tests.support.made_stations import NOW, ac, connection, dc, station
from tests.support.places import ROOT
from tests.support.result_layers import demo_layers, layers_of

pytestmark = pytest.mark.usefixtures("qgis_new_project")


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
        (None, "Power unknown"),
    ],
)
def test_power_decides_the_class(kw, label):
    assert drawn_as(station(dc(kw), status_id=50)) == [label]


@pytest.mark.parametrize(
    ("kw", "label"),
    [(7.9, "< 8, slow"), (8.0, "8–50, fast"), (50.0, "50–150, rapid"), (None, "Power unknown")],
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
        (station(connection()), "Power unknown"),
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
        ({"status_id": 100}, "Not operational"),
        ({"status_id": 200}, "Not operational"),
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
        (None, "Power unknown"),
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
    labels = [one_line(rule.label()) for rule in all_rules(layer)]
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


@pytest.mark.parametrize(("points", "size"), [(1, 7.8), (3, 7.8), (4, 9.36), (10, 10.92), (40, 10.92)])
def test_a_station_with_many_points_is_larger(points, size):
    layer = layers_of([station(dc(150.0)._replace(quantity=points), status_id=50)]).stations
    apply_style(layer, "afir")
    feature = next(layer.getFeatures())
    [rule] = rules_of(layer, feature)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    properties = rule.symbol().symbolLayer(0).dataDefinedProperties()
    width = properties.property(QgsSymbolLayer.Property.PropertyWidth).valueAsDouble(context)[0]
    path, _ = properties.property(QgsSymbolLayer.Property.PropertyName).valueAsString(context)
    drawing = base64.b64decode(path.removeprefix("base64:")).decode("ascii")
    side = float(re.search(r'viewBox="\S+ \S+ \S+ (\S+)"', drawing)[1])
    assert width * BOX / side == pytest.approx(size, rel=1e-3)


def expressions_of(part: QgsSymbolLayer) -> list[str]:
    """What yields the properties of a part of a symbol."""
    defined = part.dataDefinedProperties()
    return [defined.property(key).expressionString() for key in defined.propertyKeys()]


def functions_in_one_another(expression: str) -> int:
    """How deep functions stand in functions."""
    depth = deepest = 0
    opened = []
    for sign in re.findall(r"\w+\(|\(|\)", re.sub(r"'[^']*'", "", expression)):
        if sign == ")":
            depth -= opened.pop()
        else:
            opened.append(len(sign) > 1 and sign not in ("IN(", "AND(", "OR("))
            depth += opened[-1]
        deepest = max(deepest, depth)
    return deepest


@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_signs_that_are_only_explained_cost_no_redraw(style):
    """Each was prepared at each redraw, its drawing read, and its condition tried for each station."""
    layer = demo_layers().stations
    apply_style(layer, style)
    explained = [rule for rule in all_rules(layer) if rule.filterExpression() == "false" and rule.symbol()]
    assert explained
    for rule in explained:
        assert not rule.isScaleOK(500) and not rule.isScaleOK(1e8)
        parts = [rule.symbol().symbolLayer(place) for place in range(rule.symbol().symbolLayerCount())]
        assert not any(part.path() for part in parts if part.layerType() == "RasterMarker")


@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_the_layer_panel_shows_every_symbol(style):
    """It lets the first properties go that expressions define: of three, the picture."""
    layer = demo_layers().stations
    apply_style(layer, style)
    for rule in all_rules(layer):
        if rule.symbol():
            preview = QgsSymbolLayerUtils.symbolPreviewPixmap(rule.symbol(), QSize(40, 40), 4).toImage()
            places = [(x, y) for x in range(preview.width()) for y in range(preview.height())]
            assert sum(preview.pixelColor(x, y).alpha() > 0 for x, y in places) > 30, rule.label()


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
    pictures = [part for part in parts if part.layerType() == "RasterMarker"]
    assert all(part.path() == "" for part in pictures), "it would be read at each copy"
    assert all(part.fixedAspectRatio() > 0 for part in pictures), "it would be read at each marker"
    texts = [text for part in parts for text in expressions_of(part)]
    assert max(map(functions_in_one_another, texts)) <= 3, "what stands in n of them is copied 2^n times"
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


@pytest.mark.parametrize(
    ("width", "is_shown", "is_prepared"),
    [(0.01, True, True), (0.0225, True, True), (0.024, False, True), (0.2, False, False), (10, False, False)],
)
def test_labels_are_not_prepared_from_afar(width, is_shown, is_prepared):
    """QGIS prepares a symbol at each redraw for its class, and for each station that stands alone: labels took half of
    that, also where none is shown."""
    layer = layers_of([station(dc(150.0), status_id=50)]).stations
    apply_style(layer, "afir")
    [rule] = rules_of(layer, next(layer.getFeatures()))
    settings = QgsMapSettings()
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    settings.setOutputSize(QSize(1000, 1000))
    settings.setExtent(QgsRectangle(0, 0, width, width))
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    context.setFeature(next(layer.getFeatures()))
    label = QgsExpression(expressions_of(rule.symbol().symbolLayer(1))[0])
    assert label.prepare(context)
    assert (settings.scale() <= 10_000) == is_shown
    assert bool(label.referencedColumns()) == is_prepared
    assert label.evaluate(context) == ("150 kW ×1" if is_shown else "")


def test_what_never_changes_is_no_expression():
    """Each expression is copied and prepared at each redraw."""
    layer = demo_layers().stations
    apply_style(layer, "afir")
    for rule in all_rules(layer):
        if rule.symbol():
            for text in expressions_of(rule.symbol().symbolLayer(0)):
                assert not text or QgsExpression(text).referencedColumns(), text


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
    for svg in (marker(shape, 3, dashed=True), marker(shape, is_question=True), overlaid(marker(shape), *OVERLAYS)):
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
