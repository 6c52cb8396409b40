"""Layers in other languages than English: words in expressions, numbers, dates, legends and forms."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils, QgsVectorLayer
from qgis.PyQt.QtGui import QTextDocument

from ocm_plugin.layers.expressions import counted, plain_sentence, plain_titled, said, sentence, titled
from ocm_plugin.layers.fields import field_comment
from ocm_plugin.layers.form import page_text, set_up_form
from ocm_plugin.layers.form_topics import station_tabs
from ocm_plugin.layers.geopackage import at_once
from ocm_plugin.layers.labels import label_expression
from ocm_plugin.layers.legend import HEADING_END, renew_legend, rule_based
from ocm_plugin.layers.map_tip import form_head_template
from ocm_plugin.layers.metadata import write_metadata
from ocm_plugin.layers.style import STYLES, apply_style
from ocm_plugin.ocm.records.provenance import COMPLETE, Provenance
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.tables.schema import CHILDREN, STATIONS, TABLES
from ocm_plugin.ocm.translation import tr
from tests.support.cards import filled
from tests.support.languages import TRAP, Shouted, ThreeForms, Trapped, spoken
from tests.support.legends import one_line
from tests.support.made_stations import NOW, REFERENCE, connection, station
from tests.support.result_layers import demo_layers, layers_of
from tests.support.results import result_of

pytestmark = pytest.mark.usefixtures("qgis_new_project")


def value_of(expression: str, **variables: object) -> object:
    context = QgsExpressionContext()
    scope = QgsExpressionContextUtils.globalScope()
    for name, value in variables.items():
        scope.setVariable(name, value)
    context.appendScope(scope)
    made = QgsExpression(expression)
    value = made.evaluate(context)
    assert not made.hasParserError() and not made.hasEvalError(), (expression, made.evalErrorString())
    return value


def cards(layer: QgsVectorLayer, template: str) -> list[str]:
    """What users read of each station."""
    found = []
    for _, text in filled(layer, template):
        document = QTextDocument()
        document.setHtml(text)
        found.append(" ".join(document.toPlainText().split()))
    return found


def test_words_of_any_language_stand_in_expressions_as_they_are():
    """An apostrophe of a translation ended the expression, or what followed it was evaluated."""
    assert value_of(plain_sentence(f"{{power}} kW{TRAP}", power="'50'")) == f"50 kW{TRAP}"
    document = QTextDocument()
    document.setHtml(QgsExpression.replaceExpressionText(f"[% {sentence(TRAP + '{x}', x=said('!'))} %]", None))
    assert document.toPlainText() == f"{TRAP}!"


def test_a_card_shows_the_words_of_any_language():
    with spoken(Trapped()):
        layers = demo_layers()
        texts = [*cards(layers.stations, layers.stations.mapTipTemplate())]
        texts.extend(cards(layers.stations, form_head_template()))
    assert texts
    trap = " ".join(TRAP.split())
    for text in texts:
        rest = text.replace(trap, "")
        assert trap in text
        assert "[%" not in rest and "%]" not in rest and "42" not in rest.split(), rest


def test_a_form_shows_the_words_of_any_language():
    trap = " ".join(TRAP.split())
    with spoken(Trapped()):
        layers = demo_layers()
        stations = list(layers.stations.getFeatures())[:20]
        layers.stations.setSubsetString(f'"ocm_id" <= {max(feature["ocm_id"] for feature in stations)}')
        pages = [page_text(tab) for tab in station_tabs()]
        texts = [text for page in filter(None, pages) for text in cards(layers.stations, page)]
    assert texts
    for text in texts:
        assert trap in text
        rest = text.replace(trap, "")
        assert "[%" not in rest and "%]" not in rest, rest


def test_a_card_names_connectors_usage_and_country_in_the_users_language_although_columns_hold_english():
    with spoken(Shouted()):
        layers = demo_layers()
        countries = {feature["country"] for feature in layers.stations.getFeatures()}
        text = " ".join(cards(layers.stations, layers.stations.mapTipTemplate()))
    assert "Germany" in countries
    assert "GERMANY" in text and "Germany" not in text
    assert "Membership Required" not in text and "MEMBERSHIP REQUIRED" in text


def test_titles_of_lists_stand_in_expressions_as_the_columns_have_them_unless_a_language_has_others():
    assert plain_titled("connection_types", '"type"') == '"type"'
    with spoken(Trapped()):
        assert value_of(plain_titled("connection_types", "'CCS (Type 2)'")) == f"CCS (Type 2){TRAP}"
        assert value_of(titled("connection_types", "'Plug & Play'")) == "Plug &amp; Play"


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "many"), (1, "one"), (2, "few"), (5, "many"), (12, "many"), (22, "few"), (101, "many"), (112, "many"),
     (1002, "few"), (1013, "many")],
)  # fmt: skip
def test_a_number_of_a_station_decides_about_the_plural_as_the_language_has_it(number: int, form: str):
    """Expressions knew only "1" and the rest, as English does."""
    with spoken(ThreeForms()):
        expression = counted(
            lambda n: tr("{number} day", "{number} days", n=n, number="{number}"),
            "@number",
            number="to_string(@number)",
        )
    assert value_of(expression, number=number) == f"{number} {'day' if number == 1 else 'days'} ({form})"


def test_cards_and_labels_write_numbers_and_days_as_the_language_does():
    strong = station(connection(id=1, power_kw=7.4), date_last_verified=NOW)
    with spoken(Shouted()):
        layers = layers_of([strong])
        (card,) = cards(layers.stations, layers.stations.mapTipTemplate())
        label = QgsExpression(label_expression())
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layers.stations))
        context.setFeature(next(layers.stations.getFeatures()))
        assert str(label.evaluate(context)).lstrip("~").startswith("7,4 KW")
    assert f"({NOW:%d.%m.%Y})" in card


def describe(layer: QgsVectorLayer, time: datetime = NOW) -> None:
    provenance = Provenance(COMPLETE, "here", False, time, time, 83, 83, 0, 0, True, 1, 1)
    write_metadata(layer, result_of(Search(), provenance, REFERENCE))


def top_rules(layer: QgsVectorLayer) -> list:
    return rule_based(layer.renderer()).rootRule().children()


def rename(layer: QgsVectorLayer, heading: str) -> None:
    renderer = layer.renderer().clone()
    rule_based(renderer).rootRule().children()[0].setLabel(heading)
    layer.setRenderer(renderer)


def words_and_date(layer: QgsVectorLayer) -> tuple[str, str]:
    heading = top_rules(layer)[0]
    return heading.label(), one_line(heading.children()[0].label())


def test_a_legend_s_date_is_renewed_in_any_language():
    """It was known by its English form only; dates of other languages were said twice."""
    layer = demo_layers().stations
    describe(layer)
    with spoken(Shouted()):
        apply_style(layer, "afir")
        assert words_and_date(layer) == ("POWER (KW)", "AS OF 01.03.2026")
        rename(layer, "Fast · my own")
    renew_legend(layer)
    assert words_and_date(layer) == ("Fast · my own", "As of 2026-03-01")
    with spoken(Shouted()):
        renew_legend(layer)
    assert words_and_date(layer) == ("Fast · my own", "AS OF 01.03.2026")


@pytest.mark.parametrize("is_noted", [True, False])
@pytest.mark.parametrize("end", [" · 2026-02-20", " · 20.02.2026", " · 2026-02-20 · 20.02.2026"])
def test_a_date_that_an_older_version_has_put_behind_the_heading_goes_below_it(end: str, is_noted: bool):
    """It was cut off in a narrow panel. The first versions did not note what they put there."""
    layer = demo_layers().stations
    describe(layer)
    with spoken(Shouted()):
        apply_style(layer, "afir")
        rename(layer, f"Fast · 2026 · my own{end}")
        if is_noted:
            layer.setCustomProperty(HEADING_END, end)
        for _ in range(2):
            renew_legend(layer)
    assert words_and_date(layer) == ("Fast · 2026 · my own", "AS OF 01.03.2026")
    assert layer.customProperty(HEADING_END) is None


def test_the_date_that_came_with_the_symbols_of_another_layer_is_renewed_too():
    layer, older = demo_layers().stations, demo_layers().stations
    describe(layer)
    describe(older, NOW - timedelta(days=9))
    with spoken(Shouted()):
        apply_style(layer, "afir")
        apply_style(older, "afir")
        layer.setRenderer(older.renderer().clone())
        renew_legend(layer)
    assert words_and_date(layer) == ("POWER (KW)", "AS OF 01.03.2026")


def test_the_date_of_a_style_of_ones_own_is_renewed_too(tmp_path):
    """It may have been saved from a layer of ours, its legend included."""
    layer, other = demo_layers().stations, demo_layers().stations
    describe(layer)
    with spoken(Shouted()):
        apply_style(layer, "afir")
    layer.saveNamedStyle(str(tmp_path / "mine.qml"))
    describe(other)
    apply_style(other, str(tmp_path / "mine.qml"))
    assert words_and_date(other) == ("POWER (KW)", "AS OF 01.03.2026")
    renew_legend(other)
    assert words_and_date(other) == ("POWER (KW)", "As of 2026-03-01")


@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_legends_speak_the_language_and_evaluate_none_of_it(style: str):
    layer = demo_layers().stations
    with spoken(Trapped()):
        apply_style(layer, style)
    labels = [rule.label() for top in top_rules(layer) for rule in (top, *top.children())]
    assert all("%]" in label and "[%" not in label for label in labels)


def test_forms_speak_the_language_and_keep_the_codes():
    with spoken(Shouted()):
        layers = demo_layers()
        tabs = [tab.name() for tab in layers.stations.editFormConfig().tabs()]
        assert tabs[:3] == ["OVERVIEW", "POWER", "CONNECTIONS"]
        setup = layers.stations.editorWidgetSetup(layers.stations.fields().indexOf("status_class"))
        assert {"TEMPORARILY UNAVAILABLE": "temp_unavailable"} in setup.config()["map"]
        day = layers.stations.editorWidgetSetup(layers.stations.fields().indexOf("date_planned"))
        assert day.config()["display_format"] == "dd.MM.yyyy"
        assert layers.stations.attributeDisplayName(layers.stations.fields().indexOf("max_kw")).isupper()
        max_kw = next(field for field in TABLES[STATIONS] if field.name == "max_kw")
        assert field_comment(max_kw).endswith(field_comment(max_kw).upper())
    # The next session may speak another language: tabs and rows are found by their keys.
    places = layers.stations.editFormConfig().tabs()
    assert [tab.name() for tab in places][:1] == ["OVERVIEW"]


def test_labels_that_two_codes_share_in_a_language_do_not_lose_one():
    class Mumbled(Shouted):
        def text(self, text: str, plural: str, n: int | None) -> str:
            return "mm"

    with spoken(Mumbled()):
        stations = demo_layers().stations
        at_once(set_up_form(stations, CHILDREN))
    field = next(field for field in TABLES[STATIONS] if field.name == "status_class")
    setup = stations.editorWidgetSetup(stations.fields().indexOf("status_class"))
    values = [value for choice in setup.config()["map"] for value in choice.values()]
    assert values == [code.value for code in field.codes]  # one of them is "unknown" already


def test_metadata_say_their_language():
    layer = demo_layers().stations
    with spoken(Shouted()):
        describe(layer)
        assert layer.metadata().language() == "xx"
        assert "EMPTY VALUES ARE UNKNOWN" in layer.metadata().abstract()
