"""The legend: rows with numbers, what it says above them, and that it is renewed where it says something else."""

from __future__ import annotations

import base64

import pytest
from qgis.core import (
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsLayerTree,
    QgsLayerTreeModel,
    QgsRuleBasedRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication

from ocm_plugin.layers.legend import legend_groups, renew_legend, rule_based
from ocm_plugin.layers.metadata import write_metadata
from ocm_plugin.layers.power_classes import AFIR
from ocm_plugin.layers.style import STYLES, apply_style, restyled
from ocm_plugin.ocm.records.credits import Attribution
from ocm_plugin.ocm.records.provenance import CAPPED, COMPLETE, STOPPED, Provenance
from ocm_plugin.ocm.search.search import Search
from tests.support.legends import all_rules, descendants, one_line, rule_of, rules_of, without_number
from tests.support.made_stations import NOW, REFERENCE, ac, dc, station
from tests.support.result_layers import demo_layers, layers_of
from tests.support.results import result_of

pytestmark = pytest.mark.usefixtures("qgis_new_project")


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
    return [group.label(), *(one_line(rule.label()) for rule in group.children() if rule.symbol() is None)]


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
    assert "Incomplete: only 83 stations had arrived" in [one_line(row.data(0)) for row in model.layerLegendNodes(node)]
    tell(layer, Search(), COMPLETE)
    renew_legend(layer)
    QCoreApplication.processEvents()
    assert "Incomplete: only 83 stations had arrived" not in [
        one_line(row.data(0)) for row in model.layerLegendNodes(node)
    ]
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
    assert rule_of(layer, feature) == ["Power unknown"]


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
