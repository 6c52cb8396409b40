"""Text from a server never runs: an operator's title evaluated in a legend or a layout printed the key of the user."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayerTreeModel,
    QgsPrintLayout,
    QgsProject,
)
from qgis.PyQt.QtCore import QThread
from qgis.PyQt.QtGui import QTextDocument

from ocm_plugin.layers.build import MemoryDestination, StationLayers
from ocm_plugin.layers.form import page_text
from ocm_plugin.layers.form_topics import station_tabs
from ocm_plugin.layers.geopackage import at_once
from ocm_plugin.layers.project import put_into_project
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.licences import Licences
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.run import run_search
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.source import FileSource
from ocm_plugin.ocm.tables.derive.rows import Context
from ocm_plugin.qgis_support.outside_text import as_markup, as_tool_tip, unevaluated
from ocm_plugin.share.print_layout import add_attribution
from tests.ocm_server.synthetic import make_reference
from tests.support.shared_layers import NOW, poi

CANARY = "a-key-that-nobody-may-see"
HOSTILE = "[% env('OCM_CANARY') %]"
NAMED_BY_FILTERS = {
    "operator_ids": "Operators",
    "usage_type_ids": "UsageTypes",
    "status_type_ids": "StatusTypes",
    "data_provider_ids": "DataProviders",
    "connection_type_ids": "ConnectionTypes",
    "country_ids": "Countries",
}


@pytest.fixture(autouse=True)
def _canary(monkeypatch: pytest.MonkeyPatch, empty_project: QgsProject) -> None:
    monkeypatch.setenv("OCM_CANARY", CANARY)


def evaluated(text: str) -> str:
    """What QGIS shows in a layout where this text is."""
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.globalScope())
    return QgsExpression.replaceExpressionText(text, context)


def hostile(value: object) -> object:
    """The same with every text replaced, but those that are no words: codes, dates, addresses."""
    if isinstance(value, dict):
        return {name: member if name in ("ISOCode", "UUID") else hostile(member) for name, member in value.items()}
    if isinstance(value, list):
        return [hostile(member) for member in value]
    return HOSTILE if isinstance(value, str) and not value.startswith(("http", "20")) else value


@pytest.fixture
def layers(tmp_path: Path) -> StationLayers:
    """A result by filters, of stations and lists whose every text is hostile."""
    lists = hostile(make_reference())
    reference = ReferenceData.from_json(lists)
    chosen = {member: (lists[name][1]["ID"],) for member, name in NAMED_BY_FILTERS.items()}
    made = poi(
        1,
        OperatorID=chosen["operator_ids"][0],
        UsageTypeID=chosen["usage_type_ids"][0],
        StatusTypeID=50,
        Town="Town",
        AccessComments="Words",
        GeneralComments="Words",
        MetadataValues=[{"ID": 1, "MetadataFieldID": 4, "ItemValue": "Words"}],
    )
    path = tmp_path / "pois.json"
    path.write_text(json.dumps([hostile(made)]), encoding="utf-8")
    source = FileSource(path, HOSTILE, False, reference)
    context = Context(reference, Licences(reference), NOW, "query-1")
    destination = MemoryDestination(context)
    result = run_search(Search(), source, context, destination, Feedback())
    result = replace(result, search=Search(**chosen), provenance=replace(result.provenance, finished=NOW))
    layers = destination.take_layers(QThread.currentThread(), result)
    at_once(put_into_project(layers, result, "afir", QgsProject.instance()))
    return layers


def shown_in_legends() -> Iterator[str]:
    """Every text of the layer tree: groups, layers, and the rows of their legends."""
    root = QgsProject.instance().layerTreeRoot()
    model = QgsLayerTreeModel(root)
    yield from (group.name() for group in root.findGroups())
    for node in root.findLayers():
        yield node.name()
        for row in model.layerLegendNodes(node):
            yield str(row.data(0))


def test_the_text_would_tell_the_key():
    assert evaluated(HOSTILE) == CANARY
    assert evaluated(unevaluated(HOSTILE)) == "[ % env('OCM_CANARY') %]"


def test_no_legend_evaluates_text_of_a_server(layers):
    texts = list(shown_in_legends())
    assert any("OCM_CANARY" in text for text in texts), "the filters name no operator any more: test something else"
    assert CANARY not in "\n".join(map(evaluated, texts))


def test_no_layout_evaluates_the_names_of_providers(layers):
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    label = add_attribution(layout, [layers.stations])
    assert "OCM_CANARY" in label.currentText()
    assert CANARY not in label.currentText()


def test_no_form_and_no_map_tip_evaluates_it(layers):
    for layer in layers.all():
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        for feature in layer.getFeatures():
            context.setFeature(feature)
            for template in (
                layer.mapTipTemplate(),
                *(map(page_text, station_tabs()) if layer is layers.stations else ()),
            ):
                shown = QgsExpression.replaceExpressionText(template, context)
                assert CANARY not in evaluated(shown)


@pytest.mark.parametrize("text", ("<b>bold</b>", "<img src='https://example.org/spy'>", "a & b", '"quoted"'))
def test_text_reads_as_it_is_written_where_html_is_shown(qgis_app, text):
    for markup in (f"<b>Title</b> {as_markup(text)}", f"<b>Title</b> {as_tool_tip(text)}"):
        document = QTextDocument()
        document.setHtml(markup)
        assert document.toPlainText() == f"Title {text}"
