"""No English is left in a result as it stands in the project: layers, legends, labels, map tips, forms, metadata."""

from __future__ import annotations

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProject,
    QgsVectorLayer,
)

from ocm_plugin.layers.form import page_text
from ocm_plugin.layers.form_topics import station_tabs
from ocm_plugin.layers.style import STYLES, apply_style
from tests.support.shown_texts import evaluated, field_texts, form_texts, html_texts, legend_texts, metadata_texts

from ..conftest import settle
from .conftest import none_left, of


def all_layers() -> list[QgsVectorLayer]:
    return list(QgsProject.instance().mapLayers().values())


def test_names_of_layers_and_groups(stations):
    root = QgsProject.instance().layerTreeRoot()
    relations = QgsProject.instance().relationManager().relations().values()
    none_left(
        [
            *of("group", (group.name() for group in root.findGroups())),
            *of("layer", (layer.name() for layer in all_layers())),
            *of("relation", (relation.name() for relation in relations)),
        ]
    )


def test_legends(stations, window):
    shown = []
    for style in STYLES:
        apply_style(stations, style.name)
        settle()
        shown += of(f"legend {style.name}", legend_texts(stations))
    none_left(shown)


def test_labels(stations):
    settings = stations.labeling().settings() if hasattr(stations.labeling(), "settings") else None
    template = f"[% {settings.fieldName} %]" if settings is not None else ""
    none_left(of("label", ["ĺ", *evaluated(stations, template)]))


def test_map_tips(stations):
    none_left(of("map tip", evaluated(stations, stations.mapTipTemplate())))


def test_fields_forms_and_tables(stations):
    shown = []
    for layer in all_layers():
        shown += field_texts(layer)
        shown += of(f"form of {layer.name()}", form_texts(layer))
        shown += of("action", (action.name() for action in layer.actions().actions()))
    # Of a station of which nothing is known: only our words are there.
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(stations))
    unknown = next(stations.getFeatures())
    unknown.setAttributes([None] * stations.fields().count())
    context.setFeature(unknown)
    for tab in station_tabs():
        text = QgsExpression.replaceExpressionText(page_text(tab), context)
        shown += of(f"page {tab.title}", html_texts(f"<div>{text}</div>"))
    none_left(shown)


def test_metadata_of_layers(stations):
    none_left(text for layer in all_layers() for text in metadata_texts(layer))


def test_credit_on_the_map(plugin, stations, window):
    settle()
    plugin.label.update()
    annotation = plugin.label._annotation
    none_left(of("label of the map", [annotation.document().toPlainText(), window.canvas.toolTip()]))
