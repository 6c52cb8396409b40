"""The plugin's words in a layer, said again when QGIS speaks another language than it did when they were put there.

Aliases, map tip, form and names of rows stand in the layer as texts. What users have changed of them stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsEditorWidgetSetup,
    QgsVectorLayer,
)

from ..ocm.tables.schema import STATIONS, TABLES
from ..ocm.translation import language, speaking, tr
from ..qgis_support import compat
from ..qgis_support.translation import language_named
from .form import child_page_titles, own_form, page_text, widget_of
from .form_facts import facts_template, row_name
from .form_topics import child_groups, station_tabs
from .map_tip import map_tip_template

LANGUAGE = "openchargemap-language"
"""Property of a layer: the code of the language in which its words are."""


def remember_language(layer: QgsVectorLayer) -> None:
    """Let a layer know in which language its words are: that of now."""
    layer.setCustomProperty(LANGUAGE, language().code)


def renew_words(layer: QgsVectorLayer, table: str) -> None:
    """Say a layer's words in the language of now. Main thread."""
    spoken = language_named(str(layer.customProperty(LANGUAGE, "")))
    if spoken is None or spoken.code == language().code:
        return
    with speaking(spoken):
        before = _Words.of(table)
    now = _Words.of(table)
    places = {name: layer.fields().indexOf(name) for name in before.fields}
    held = [(index, before.fields[name], now.fields[name]) for name, index in places.items() if index >= 0]
    for index, was, is_now in held:
        if layer.attributeAlias(index) == was.alias:
            layer.setFieldAlias(index, is_now.alias)
    layer.updateFields()  # QGIS 3.22 forgets the widget of a field whose alias is set, until it looks again
    for index, was, is_now in held:
        _renew_widget(layer, index, was.widget, is_now.widget)
    if layer.mapTipTemplate() == before.map_tip:
        layer.setMapTipTemplate(now.map_tip)
    if before.row_name and layer.displayExpression() == before.row_name:
        layer.setDisplayExpression(now.row_name)
    _renew_form(layer, before, now)
    remember_language(layer)


class _Field(NamedTuple):
    """The words of one field."""

    alias: str
    widget: QgsEditorWidgetSetup


class _Words(NamedTuple):
    """All words of a table's layer."""

    fields: Mapping[str, _Field]
    titles: tuple[str, ...]
    """Of the form's tabs and groups, in order. Groups have boxes in forms of the first versions only."""
    map_tip: str
    form_texts: tuple[str, ...]
    """Templates of the form's places for markup, in order."""
    row_name: str

    @classmethod
    def of(cls, table: str) -> _Words:
        """The words in the language that is spoken."""
        fields = {field.name: _Field(tr(field.alias), widget_of(field)) for field in TABLES[table]}
        if table != STATIONS:
            groups = child_groups(table)
            titles = (*(group.title for group in groups), *child_page_titles())
            return cls(fields, titles, "", (facts_template(table, groups),), row_name(table))
        tabs = station_tabs()
        titles = tuple(title for tab in tabs for title in (tab.title, *(group.title for group in tab.groups)))
        texts = tuple(filter(None, map(page_text, tabs)))
        return cls(fields, titles, map_tip_template(), texts, "")


def _renew_widget(layer: QgsVectorLayer, index: int, before: QgsEditorWidgetSetup, now: QgsEditorWidgetSetup) -> None:
    setup = layer.editorWidgetSetup(index)
    if (setup.type(), setup.config()) == (before.type(), before.config()):
        layer.setEditorWidgetSetup(index, now)
    elif setup.type() == before.type() == now.type():
        config = dict(setup.config())
        renewed = {key: _renewed(value, before.config(), now.config(), key) for key, value in config.items()}
        if renewed != config:
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup(setup.type(), renewed))


def _renewed(value: Any, before: Mapping[str, Any], now: Mapping[str, Any], key: str) -> Any:
    """One setting of a widget: the words of the entries of a value map, or a pattern of dates."""
    # Users may have a map of another kind: QGIS also takes one dictionary, as its first versions wrote it.
    if key != "map" or key not in before or not isinstance(value, list):
        return now.get(key) if key in before and value == before[key] else value
    labels = {old: new for was, are in zip(before[key], now[key]) for old, new in zip(was, are)}
    return [{labels.get(label, label): stored for label, stored in entry.items()} for entry in value]


def _renew_form(layer: QgsVectorLayer, before: _Words, now: _Words) -> None:
    config = own_form(layer)
    _renew_titles(config.invisibleRootContainer(), dict(zip(before.titles, now.titles)))
    root = config.invisibleRootContainer()
    held = (compat.markup_of(compat.markup_element(text, root)) for text in before.form_texts)
    _renew_texts(root, dict(zip(held, now.form_texts)))
    layer.setEditFormConfig(config)


def _renew_titles(container: QgsAttributeEditorContainer, titles: Mapping[str, str]) -> None:
    for element in container.children():
        if isinstance(element, QgsAttributeEditorContainer):
            element.setName(titles.get(element.name(), element.name()))
            _renew_titles(element, titles)


def _renew_texts(parent: QgsAttributeEditorContainer, texts: Mapping[str, str]) -> None:
    """Put our texts of now in the places of those before: `texts` has them by what such a place held."""
    for element in parent.children():
        if isinstance(element, QgsAttributeEditorContainer):
            _renew_texts(element, texts)
    if not any(compat.markup_of(element) in texts for element in parent.children()):
        return
    renewed = []
    for element in parent.children():
        held = compat.markup_of(element)
        copy = compat.markup_element(texts[held], parent) if held in texts else element.clone(parent)
        if held not in texts:
            copy.setShowLabel(element.showLabel())  # which QGIS forgets
        renewed.append(copy)
    parent.clear()
    for element in renewed:
        parent.addChildElement(element)
