"""The attribute forms of a result: tabs by topic, words for coded values, "Unknown" where nothing is known.

What users wrote can be corrected; what the plugin derived is read-only. Only addresses that the plugin itself makes
are links: QGIS' link widget opens any address, one of a file too, and takes markup in a text for its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorElement,
    QgsAttributeEditorField,
    QgsAttributeEditorRelation,
    QgsAttributeTableConfig,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsProject,
    QgsVectorLayer,
)

from ..ocm.tables.schema import CHILDREN, COMMENTS, CONNECTIONS, MEDIA, STATIONS, TABLES, Field
from ..ocm.translation import language, tr
from ..qgis_support import compat
from .expressions import case, either, joined, kilowatts, plain_titled, quoted, shown_date, shown_number
from .form_topics import COLUMNS, FILE_KEY, HIDDEN, Group, Tab, child_groups, names, station_tabs
from .map_tip import form_head_template
from .relations import relation_id

NULL_CHOICE = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"
"""The value by which QGIS' value map knows its entry for NULL (QgsValueMapFieldFormatter::NULL_VALUE)."""

_LINKS = frozenset(("view_url", "add_comment_url", "add_photo_url"))
_LONG_TEXTS = frozenset(
    ("cost_text", "access_comments", "general_comments", "attribution", "comments", "comment_text", "caption")
)
_CORRECTABLE = {
    STATIONS: frozenset(
        names(
            "name address town state postcode operator_ref cost_text n_points_raw date_planned provider_ref "
            "related_url phone access_comments general_comments"
        )
    ),
    CONNECTIONS: frozenset(("amps", "volts", "kw_stated", "quantity_raw", "reference", "comments")),
    COMMENTS: frozenset(),
    MEDIA: frozenset(),
}
"""Fields that hold what contributors wrote about a place, shown as they wrote it."""

_WIDE_COLUMNS = {
    "name": 220,
    "address": 200,
    "operator": 160,
    "status": 140,
    "n_points": 115,
    "points_basis": 170,
    "standards": 170,
    "kw_basis": 170,
    "type": 180,
    "formal_name": 170,
    "comment_text": 300,
    "created": 130,
    "media_url": 220,
    "attribution": 240,
}
"""Widths in pixels of columns whose texts are longer than their headings."""


def set_up_form(stations: QgsVectorLayer, children: Collection[str]) -> None:
    """Give a layer of stations its form and its table, with a tab for each child table named (see `build.CHILDREN`).

    Where the project does not have their relations yet, `show_related` fills these tabs once it has.
    """
    config = _new_config(stations)
    groups: list[Group] = []
    for tab in station_tabs():
        if tab.child is None or tab.child in children:
            config.addTab(_page(config, stations, tab))
            groups.extend(tab.groups)
    _finish(stations, STATIONS, config, groups)


def set_up_child_form(layer: QgsVectorLayer, table: str) -> None:
    """Give a layer of connections, comments or photos (one of `build.CHILDREN`) its form and its table."""
    config = _new_config(layer)
    groups = child_groups(table)
    for group in groups:
        config.addTab(_group_box(config.invisibleRootContainer(), layer, group))
    _finish(layer, table, config, groups)
    layer.setDisplayExpression(row_name(table))


def show_related(stations: QgsVectorLayer, children: Collection[str], project: QgsProject) -> None:
    """Fill the places of related rows in the form, now that the project has the relations of the child tables named.

    The form may come from a file, and name the relations of the layer that wrote it, or none.
    """
    config = stations.editFormConfig()
    config.setLayout(config.layout())  # a copy of its own: only then its elements are not the layer's
    _adopt_related_rows(config.invisibleRootContainer(), stations, children)
    shown = {element.name() for element in _places_of_related_rows(config)}
    for tab in station_tabs():
        if tab.child is not None and tab.child in children and relation_id(tab.child, stations.id()) not in shown:
            config.addTab(_page(config, stations, tab))
    for element in _places_of_related_rows(config):
        element.init(project.relationManager())
    stations.setEditFormConfig(config)


def _places_of_related_rows(config: QgsEditFormConfig) -> list[QgsAttributeEditorElement]:
    root = config.invisibleRootContainer()
    return root.findElements(QgsAttributeEditorElement.AttributeEditorType.AeTypeRelation)


def _adopt_related_rows(
    parent: QgsAttributeEditorContainer, stations: QgsVectorLayer, children: Collection[str]
) -> None:
    """Where the form has places for the rows of another layer's relations, put such for those of this layer.

    Files do not keep which relation a place was for when the project did not have it; the place itself says the table.
    """
    elements = [element.clone(parent) for element in parent.children()]
    parent.clear()
    for element in elements:
        if isinstance(element, QgsAttributeEditorContainer):
            _adopt_related_rows(element, stations, children)
        table = _table_of(element, parent) if isinstance(element, QgsAttributeEditorRelation) else None
        if table is not None and table in children:
            element = _related_rows(parent, stations, table)
        parent.addChildElement(element)


def _table_of(place: QgsAttributeEditorRelation, parent: QgsAttributeEditorContainer) -> str | None:
    """The child table whose rows a place of a form is for; None when it is for something else."""
    if place.name():
        return next((table for table in CHILDREN if place.name().startswith(relation_id(table, ""))), None)
    stated = place.relationEditorConfiguration().get(_TABLE)
    # Forms of the first versions say it by the title of the tab only.
    return stated or _TABLES_OF_FIRST_TITLES.get(parent.name())


_TABLE = "openchargemap_table"
"""Member of a place's configuration: the child table whose rows it is for."""
_TABLES_OF_FIRST_TITLES = {"Connections": CONNECTIONS, "Comments": COMMENTS, "Photos": MEDIA}


def row_name(table: str) -> str:
    """Expression that names a row in lists: "CCS (Type 2) · 50 kW × 2", "2026-03-01 Ann", a caption."""
    if table == CONNECTIONS:
        connector = either(plain_titled("connection_types", '"type"', '"type_id"'), quoted(tr("Unknown connector")))
        power = case(('"kw_used" IS NOT NULL', joined("' · '", kilowatts(shown_number('"kw_used"')))))
        return joined(connector, power, "' × ' || \"quantity_used\"")
    if table == COMMENTS:
        return joined(shown_date('"created"'), "' ' || \"user_name\"")
    return either('"caption"', '"media_url"')


def _new_config(layer: QgsVectorLayer) -> QgsEditFormConfig:
    config = layer.editFormConfig()
    config.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
    config.clearTabs()
    return config


def _container(parent: QgsAttributeEditorElement, title: str) -> QgsAttributeEditorContainer:
    container = QgsAttributeEditorContainer(title, parent)
    compat.set_group_box(container, False)
    return container


def _page(config: QgsEditFormConfig, stations: QgsVectorLayer, tab: Tab) -> QgsAttributeEditorContainer:
    page = _container(config.invisibleRootContainer(), tab.title)
    if tab.opens_form:
        page.addChildElement(compat.markup_element(form_head_template(), page))
    for group in tab.groups:
        page.addChildElement(_group_box(page, stations, group))
    if tab.child is not None:
        page.addChildElement(_related_rows(page, stations, tab.child))
    return page


def _group_box(parent: QgsAttributeEditorElement, layer: QgsVectorLayer, group: Group) -> QgsAttributeEditorContainer:
    box = _container(parent, group.title)
    compat.set_group_box(box, True)
    box.setColumnCount(group.columns)
    for name in group.fields:
        index = layer.fields().indexOf(name)
        if index >= 0:
            box.addChildElement(QgsAttributeEditorField(name, index, box))
    return box


def _related_rows(
    parent: QgsAttributeEditorElement, stations: QgsVectorLayer, table: str
) -> QgsAttributeEditorRelation:
    rows = QgsAttributeEditorRelation(relation_id(table, stations.id()), parent)
    rows.setShowLabel(False)
    rows.setRelationWidgetTypeId("relation_editor")
    rows.setRelationEditorConfiguration({"buttons": "NoButton", "show_first_feature": True, _TABLE: table})
    project = stations.project()
    if project is not None:
        rows.init(project.relationManager())
    return rows


def _finish(layer: QgsVectorLayer, table: str, config: QgsEditFormConfig, groups: Iterable[Group]) -> None:
    for field in TABLES[table]:
        index = layer.fields().indexOf(field.name)
        if index >= 0:
            layer.setEditorWidgetSetup(index, widget_of(field))
            config.setReadOnly(index, field.name not in _CORRECTABLE[table])
    layer.setEditFormConfig(config)
    order = [name for group in groups for name in group.fields]
    layer.setAttributeTableConfig(_table(layer, table, order))


def widget_of(field: Field) -> QgsEditorWidgetSetup:
    """How a field's values are shown and edited: codes in words, days as the language writes them."""
    labels = [(tr(code.label), code.value) for code in field.codes]
    if any(label != value for label, value in labels):
        return _choices(labels)
    if field.type == "bool":
        return _choices([(tr("Yes"), True), (tr("No"), False)])
    if field.type in ("date", "datetime"):
        day = language().date_pattern()
        shown = day if field.type == "date" else f"{day} HH:mm"
        return QgsEditorWidgetSetup("DateTime", {"display_format": shown, "allow_null": True, "calendar_popup": True})
    if field.name in _LINKS:
        return QgsEditorWidgetSetup(
            "ExternalResource",
            {"FileWidget": True, "FileWidgetButton": False, "UseLink": True, "FullUrl": False, "DocumentViewer": 0},
        )
    return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": field.name in _LONG_TEXTS, "UseHtml": False})


def _choices(values: Iterable[tuple[str, Any]]) -> QgsEditorWidgetSetup:
    """A value that is missing is unknown; where unknown is a value of its own, which none lacks, it is offered once."""
    choices = [{label: value} for label, value in values]
    unknown = tr("Unknown")
    if not any(label.casefold() == unknown.casefold() for choice in choices for label in choice):
        choices.append({unknown: NULL_CHOICE})
    return QgsEditorWidgetSetup("ValueMap", {"map": choices})


def _table(layer: QgsVectorLayer, table: str, order: list[str]) -> QgsAttributeTableConfig:
    """Columns in the order of the form, so that ids and raw values come last, and after them our links.

    Of the many columns of stations those are hidden that few ask for; columns of the user's own are shown.
    """
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    unasked = {field.name for field in TABLES[STATIONS]} - COLUMNS if table == STATIONS else HIDDEN
    place = {name: number for number, name in enumerate(name for name in order if name not in _LINKS)}
    columns = sorted(config.columns(), key=lambda column: place.get(column.name, len(place)))
    for column in columns:
        column.hidden = column.hidden or column.name in unasked or column.name == FILE_KEY
        column.width = _WIDE_COLUMNS.get(column.name, column.width)
    config.setColumns(columns)
    return config
