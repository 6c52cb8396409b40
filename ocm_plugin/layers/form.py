"""The attribute forms of a result: facts as text by topic, and a page on which what users wrote can be corrected.

What the plugin derived is read-only, in tables too. Only addresses of the web are links (`form_facts`); QGIS' link
widget, which opens any address, one of a file too, is for those alone that the plugin itself makes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
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
from ..qgis_support.type_size import USUAL_WIDTH, column_width
from .form_facts import facts_template, row_name, rows_template
from .form_topics import COLUMNS, CORRECTABLE, FILE_KEY, HIDDEN, LINKS, Group, Tab, child_groups, station_tabs
from .keywords import relation_id
from .map_tip import form_head_template

NULL_CHOICE = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"
"""The value by which QGIS' value map knows its entry for NULL (QgsValueMapFieldFormatter::NULL_VALUE)."""

_LONG_TEXTS = frozenset(
    ("cost_text", "access_comments", "general_comments", "attribution", "comments", "comment_text", "caption")
)

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
"""Widths in pixels, in the usual size of type, of columns whose texts are longer than their headings."""


_FIELDS_AT_ONCE = 40


def set_up_form(stations: QgsVectorLayer, children: Collection[str]) -> Iterator[None]:
    """Give a layer of stations its form and its table, with a tab for each child table named (see `build.CHILDREN`).

    A step at a time. Where the project does not have their relations yet, `show_related` fills these tabs once it has.
    """
    config = _new_config(stations)
    tabs = [tab for tab in station_tabs() if tab.needs is None or tab.needs in children]
    groups = [group for tab in tabs for group in tab.groups]
    for tab in tabs:
        config.addTab(_page(config, stations, tab))
    yield
    yield from _finish(stations, STATIONS, config, groups)
    yield
    show_own_columns(stations)


def set_up_child_form(layer: QgsVectorLayer, table: str) -> Iterator[None]:
    """The same for a layer of connections, comments or photos (one of `build.CHILDREN`)."""
    config = _new_config(layer)
    groups = child_groups(table)
    root = config.invisibleRootContainer()
    facts = facts_template(table, groups)
    if CORRECTABLE[table]:
        # A page is as narrow as its place: beside QGIS' list of connections, a form without pages was too wide.
        for title, text, names in zip(child_page_titles(), (facts, ""), ((), CORRECTABLE[table])):
            page = _container(root, title)
            if text:
                page.addChildElement(compat.markup_element(text, page))
            _add_fields(page, layer, names)
            config.addTab(page)
    else:
        config.addTab(compat.markup_element(facts, root))
    yield from _finish(layer, table, config, groups)
    layer.setDisplayExpression(row_name(table))


def child_page_titles() -> tuple[str, str]:
    """The pages of a connection: its facts, and what users can correct of it."""
    return tr("Facts"), tr("Correct")


def show_own_columns(stations: QgsVectorLayer) -> None:
    """Give columns that users have added a place in the plugin's form, on the page for corrections.

    A form of the user's own is left as it is.
    """
    ours = {field.name for field in TABLES[STATIONS]}
    fields = QgsAttributeEditorElement.AttributeEditorType.AeTypeField
    config = own_form(stations)
    placed = {element.name() for element in config.invisibleRootContainer().findElements(fields)}
    columns = stations.fields().names()
    own = [name for name in columns if name not in ours | placed | {FILE_KEY}]
    expected = {name for name in CORRECTABLE[STATIONS] if name in columns}
    pages = [tab for tab in config.tabs() if isinstance(tab, QgsAttributeEditorContainer)]
    page = next((tab for tab in pages if expected <= {each.name() for each in tab.findElements(fields)}), None)
    if own and expected and page is not None:
        _add_fields(page, stations, own)
        for name in own:
            config.setLabelOnTop(stations.fields().indexOf(name), True)
        stations.setEditFormConfig(config)


def own_form(layer: QgsVectorLayer) -> QgsEditFormConfig:
    """A copy of a layer's form to be changed: without this, its elements would be those of the layer."""
    config = layer.editFormConfig()
    config.setLayout(config.layout())
    _hide_labels(config.invisibleRootContainer())
    return config


def _hide_labels(parent: QgsAttributeEditorContainer) -> None:
    """Say again that places for markup have no heading: QGIS forgets it in each copy."""
    for element in parent.children():
        if isinstance(element, QgsAttributeEditorContainer):
            _hide_labels(element)
        elif compat.markup_of(element):
            element.setShowLabel(False)


def show_related(stations: QgsVectorLayer, children: Collection[str], project: QgsProject) -> None:
    """Fill the places of related rows in the form, now that the project has the relations of the child tables named.

    The form may come from a file, and name the relations of the layer that wrote it, or none. It may be of the first
    versions, which had such places for all tables. Pages that it lacks are added.
    """
    config = own_form(stations)
    _adopt_related_rows(config.invisibleRootContainer(), stations, children)
    shown = _shown_tables(config, stations)
    for tab in station_tabs():
        if tab.needs in children and tab.needs not in shown:
            config.addTab(_page(config, stations, tab))
    for element in _places_of_related_rows(config):
        element.init(project.relationManager())
    _hide_labels(config.invisibleRootContainer())
    stations.setEditFormConfig(config)


def _shown_tables(config: QgsEditFormConfig, stations: QgsVectorLayer) -> set[str]:
    """The child tables whose rows a form shows: in places of their own, or as text."""
    places = {element.name() for element in _places_of_related_rows(config)}
    texts = " ".join(_texts(config.invisibleRootContainer()))
    # What a form begins with names connections, also where it has no page of theirs.
    as_text = {table for table in (COMMENTS, MEDIA) if relation_id(table, "") in texts}
    return as_text | {table for table in CHILDREN if relation_id(table, stations.id()) in places}


def _texts(parent: QgsAttributeEditorContainer) -> Iterator[str]:
    for element in parent.children():
        if isinstance(element, QgsAttributeEditorContainer):
            yield from _texts(element)
        else:
            yield compat.markup_of(element)


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
    text = page_text(tab)
    if text:
        page.addChildElement(compat.markup_element(text, page))
    _add_fields(page, stations, tab.widgets)
    if tab.corrects is not None:
        page.addChildElement(_related_rows(page, stations, tab.corrects))
    return page


def page_text(tab: Tab) -> str:
    """The markup of a page; "" for one without facts."""
    head = form_head_template() if tab.opens_form else ""
    facts = facts_template(STATIONS, tab.groups) if tab.groups else ""
    return f"{head}{facts}{rows_template(tab.child) if tab.child is not None else ''}"


def _add_fields(page: QgsAttributeEditorContainer, layer: QgsVectorLayer, names: Iterable[str]) -> None:
    """Put widgets for fields on a page."""
    for name in names:
        index = layer.fields().indexOf(name)
        if index >= 0:
            page.addChildElement(QgsAttributeEditorField(name, index, page))


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


def _finish(layer: QgsVectorLayer, table: str, config: QgsEditFormConfig, groups: Iterable[Group]) -> Iterator[None]:
    for count, field in enumerate(TABLES[table], 1):
        index = layer.fields().indexOf(field.name)
        if index >= 0:
            # QGIS looks at all fields again, each time.
            layer.setEditorWidgetSetup(index, widget_of(field))
            config.setReadOnly(index, field.name not in CORRECTABLE[table])
            # Beside them, long headings would leave no room in a narrow form.
            config.setLabelOnTop(index, True)
        if count % _FIELDS_AT_ONCE == 0:
            yield
    layer.setEditFormConfig(config)
    yield
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
    if field.name in LINKS:
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


def hide_in_table(layer: QgsVectorLayer, name: str) -> None:
    """Leave a column out of the attribute table."""
    columns = layer.attributeTableConfig()
    columns.update(layer.fields())
    for place, column in enumerate(columns.columns()):
        if column.name == name:
            columns.setColumnHidden(place, True)
    layer.setAttributeTableConfig(columns)


def _table(layer: QgsVectorLayer, table: str, order: list[str]) -> QgsAttributeTableConfig:
    """Columns in the order of the form, so that ids and raw values come last, and after them our links.

    Of the many columns of stations those are hidden that few ask for; columns of the user's own are shown.
    """
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    unasked = {field.name for field in TABLES[STATIONS]} - COLUMNS if table == STATIONS else HIDDEN
    place = {name: number for number, name in enumerate(name for name in order if name not in LINKS)}
    headings = {field.name: field.alias for field in TABLES[table]}
    columns = sorted(config.columns(), key=lambda column: place.get(column.name, len(place)))
    for column in columns:
        column.hidden = column.hidden or column.name in unasked or column.name == FILE_KEY
        if column.name in headings:
            usual = _WIDE_COLUMNS.get(column.name, USUAL_WIDTH)
            column.width = column_width(tr(headings[column.name]), usual)
    config.setColumns(columns)
    return config
