"""The forms and tables of a result: every field in its place, codes in words, related rows, no foreign links."""

from __future__ import annotations

from datetime import timedelta

import pytest
from qgis.core import (
    NULL,
    Qgis,
    QgsApplication,
    QgsAttributeEditorElement,
    QgsField,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.gui import QgsAttributeDialog, QgsGui
from qgis.PyQt.QtGui import QTextDocumentFragment
from qgis.PyQt.QtWidgets import QLabel, QTabWidget

from ocm_plugin.layers.form import set_up_form
from ocm_plugin.layers.form_topics import child_groups, station_tabs
from ocm_plugin.layers.project import DISPLAY_EXPRESSION
from ocm_plugin.ocm.tables.schema import CHILDREN, COMMENTS, CONNECTIONS, MEDIA, STATIONS, TABLES
from ocm_plugin.qgis_support.compat import FIELD_TYPES
from tests.qgis.gui.conftest import settle
from tests.support.made_stations import NOW, comment, connection, media_item, station
from tests.support.result_layers import demo_layers, layers_of

KINDS = QgsAttributeEditorElement.AttributeEditorType
CCS2 = 33


pytestmark = pytest.mark.usefixtures("qgis_new_project")


@pytest.fixture(scope="module", autouse=True)
def _editors(qgis_app):
    QgsGui.editorWidgetRegistry().initEditors()


@pytest.fixture
def layers():
    return layers_of(
        [
            station(
                connection(id=1, type_id=CCS2, power_kw=50.0, quantity=2),
                connection(id=2),
                comments=(comment(id=1, text="Fine", user="Ann", created=NOW - timedelta(days=1)),),
                media=(media_item(id=1, url="https://example.org/1.jpg", comment="From the street"),),
                status_id=30,
            )
        ]
    )


def shown(layer: QgsVectorLayer, name: str, value: object) -> str:
    """How tables and filters show a value."""
    index = layer.fields().indexOf(name)
    setup = layer.editorWidgetSetup(index)
    formatter = QgsApplication.fieldFormatterRegistry().fieldFormatter(setup.type())
    return formatter.representValue(layer, index, setup.config(), None, value)


def test_no_list_of_a_form_offers_a_word_twice(layers):
    """What was not stated and what was stated as unknown stood side by side as the same word."""
    lists = 0
    for layer in layers.all():
        for index, field in enumerate(layer.fields()):
            entries = layer.editorWidgetSetup(index).config().get("map", [])
            offered = [label.casefold() for entry in entries for label in entry]
            assert len(offered) == len(set(offered)), field.name()
            lists += bool(offered)
    assert lists > 20


def test_every_field_of_the_schema_has_one_place():
    groups = {STATIONS: [group for tab in station_tabs() for group in tab.groups]}
    groups.update({table: child_groups(table) for table in CHILDREN})
    for table, its_groups in groups.items():
        placed = [name for group in its_groups for name in group.fields]
        assert sorted(placed) == sorted(field.name for field in TABLES[table])


@pytest.mark.parametrize(("table", "before"), [(STATIONS, "operator_ref"), (CONNECTIONS, "reference")])
def test_a_new_field_stands_behind_the_one_before_it_in_the_schema(monkeypatch, table, before):
    """So that it needs no other entry; who wants it elsewhere in the form names it there."""
    fields = list(TABLES[table])
    place = next(index for index, field in enumerate(fields) if field.name == before)
    fields.insert(place + 1, fields[place]._replace(name="x_test"))
    monkeypatch.setitem(TABLES, table, tuple(fields))
    tabs = [child_groups(table)] if table != STATIONS else [tab.groups for tab in station_tabs()]
    placed = [name for groups in tabs for group in groups for name in group.fields]
    assert placed[placed.index(before) + 1] == "x_test" and len(placed) == len(fields)


def test_the_tabs_of_a_station_are_its_topics(layers):
    tabs = [tab.name() for tab in layers.stations.editFormConfig().tabs()]
    assert tabs == [
        "Overview",
        "Power",
        "Connections",
        "Access and Status",
        "Address",
        "Comments",
        "Photos",
        "Source",
    ]
    set_up_form(layers.stations, (CONNECTIONS,))
    tabs = [tab.name() for tab in layers.stations.editFormConfig().tabs()]
    assert "Connections" in tabs
    assert "Comments" not in tabs
    assert "Photos" not in tabs


def test_codes_are_shown_in_words_and_null_is_unknown_like_what_the_record_calls_so(layers):
    stations = layers.stations
    assert shown(stations, "status_class", "temp_unavailable") == "Temporarily unavailable"
    assert shown(stations, "status_class", "unknown") == "Unknown"
    assert shown(stations, "submission_status", 200) == "Submission published"
    assert shown(stations, "is_free", True) == "Yes"
    assert shown(stations, "is_free", False) == "No"
    assert shown(stations, "is_free", NULL) == "Unknown"
    assert shown(layers.connections, "kw_basis", "import_estimate") == "Estimated by the importer"
    assert shown(layers.connections, "level_id", NULL) == "Unknown"


def test_derived_values_cannot_be_edited_and_nothing_is_demanded(layers):
    for table, layer in {STATIONS: layers.stations, **layers.children()}.items():
        config = layer.editFormConfig()
        for index, field in enumerate(TABLES[table]):
            assert int(layer.fieldConstraints(index)) == 0
            if field.codes or field.type == "bool" or field.name == "ocm_id":
                assert config.readOnly(index), field.name
    stations = layers.stations
    config = stations.editFormConfig()
    assert not config.readOnly(stations.fields().indexOf("name"))
    assert config.readOnly(stations.fields().indexOf("max_kw"))
    comments = layers.comments
    assert comments.editFormConfig().readOnly(comments.fields().indexOf("comment_text"))


def test_the_field_says_meaning_unit_and_trap(layers):
    field = layers.stations.fields().field("max_kw")
    assert field.alias() == "Power (kW)"
    assert "Unit: kW." in field.comment()


def related_rows(layer: QgsVectorLayer) -> dict[str, bool]:
    """By the id of the relation: whether the form's tab has found it."""
    elements = layer.editFormConfig().invisibleRootContainer().findElements(KINDS.AeTypeRelation)
    return {element.relation().id(): element.relation().isValid() for element in elements}


def test_the_tabs_of_related_rows_find_their_relations(layers):
    assert sorted(related_rows(layers.stations).values()) == [True, True, True]
    assert {table: len(list(relation_rows(layers.stations, table))) for table in CHILDREN} == {
        CONNECTIONS: 2,
        COMMENTS: 1,
        MEDIA: 1,
    }


def relation_rows(stations: QgsVectorLayer, table: str):
    relation = QgsProject.instance().relationManager().relation(f"openchargemap_{table}_{stations.id()}")
    return relation.getRelatedFeatures(next(stations.getFeatures()))


def test_the_form_survives_its_project(layers, tmp_path):
    project = QgsProject.instance()
    layer_id = layers.stations.id()
    project.write(str(tmp_path / "project.qgs"))
    project.clear()
    project.read(str(tmp_path / "project.qgs"))
    again = project.mapLayer(layer_id)
    assert len(again.editFormConfig().tabs()) == 8
    assert sorted(related_rows(again).values()) == [True, True, True]
    assert shown(again, "counts_now", NULL) == "Unknown"
    assert shown(again, "counts_now", True) == "Yes"


def opened(layer: QgsVectorLayer) -> QgsAttributeDialog:
    return QgsAttributeDialog(layer, next(layer.getFeatures()), False)


def test_the_form_opens_with_its_tabs():
    layers = demo_layers()
    dialog = opened(layers.stations)
    tabs = next(tabs for tabs in dialog.findChildren(QTabWidget) if tabs.count() == 8)
    assert tabs.tabText(2) == "Connections"
    for child in layers.children().values():
        opened(child).deleteLater()
    dialog.deleteLater()


@pytest.mark.parametrize("reopened", [False, True])
def test_the_form_begins_with_name_power_points_and_connectors(tmp_path, reopened):
    hostile = "<b>Bold</b> \\ </script> [% 1+1 %] \"quoted\" 'too'"
    layers = layers_of([station(connection(id=1, type_id=CCS2, power_kw=50.0, quantity=2), title=hostile)])
    stations = layers.stations
    if reopened:
        project = QgsProject.instance()
        project.write(str(tmp_path / "project.qgs"))
        kept = next(stations.getFeatures())
        layer_id = stations.id()
        project.read(str(tmp_path / "project.qgs"))
        stations = project.mapLayer(layer_id)
        stations.dataProvider().addFeatures([kept])
    dialog = opened(stations)
    dialog.show()
    settle(lambda: "50 kW" in head_of(dialog))
    text = head_of(dialog)
    assert text.startswith(hostile)
    assert "2 points" in text
    if not reopened:  # a temporary layer comes back without its rows
        assert "CCS (Type 2)" in text
    dialog.deleteLater()


def head_of(dialog: QgsAttributeDialog) -> str:
    """The text of what the form begins with: in a web view, or, in newer QGIS, in a label."""
    texts = [
        QTextDocumentFragment.fromHtml(label.text()).toPlainText()
        for label in dialog.findChildren(QLabel)
        if "<table" in label.text()
    ]
    if Qgis.QGIS_VERSION_INT < 33000:
        from qgis.PyQt.QtWebKitWidgets import QWebView

        texts = [view.page().mainFrame().toPlainText() for view in dialog.findChildren(QWebView)]
    return "\n".join(texts).strip()


def test_only_addresses_made_here_are_links():
    hostile = 'https://example.org/"><a href="file:///etc/passwd">'
    layers = layers_of([station(related_url=hostile, media=(media_item(url=hostile, is_video=False),))])
    links = {
        (table, field.name)
        for table, layer in {STATIONS: layers.stations, **layers.children()}.items()
        for index, field in enumerate(TABLES[table])
        if layer.editorWidgetSetup(index).type() == "ExternalResource"
    }
    assert links == {(STATIONS, "view_url"), (STATIONS, "add_comment_url"), (STATIONS, "add_photo_url")}
    dialog = opened(layers.stations)
    texts = [label.text() for label in dialog.findChildren(QLabel) if "<a " in label.text()]
    assert len(texts) == 3
    assert all(text.startswith('<a href="https://openchargemap.org/') for text in texts)
    dialog.deleteLater()


def test_tables_begin_with_what_people_ask_and_hide_what_few_ask(layers):
    """The table of stations showed 106 columns."""
    columns = layers.stations.attributeTableConfig().columns()
    visible = [column.name for column in columns if not column.hidden]
    assert visible[:6] == ["name", "status", "power_class", "max_kw", "kw_basis", "n_points"]
    assert visible[-2:] == ["ocm_id", "view_url"]
    assert len(visible) == 25
    assert {column.name for column in columns if column.name} == {field.name for field in TABLES[STATIONS]}


def test_rows_are_named_for_people(layers):
    def names(layer: QgsVectorLayer) -> list[str]:
        return [QgsVectorLayerUtils.getFeatureDisplayString(layer, feature) for feature in layer.getFeatures()]

    assert names(layers.connections) == ["CCS (Type 2) · 50 kW × 2", "Unknown connector × 1"]
    assert names(layers.comments) == ["2026-02-28 Ann"]
    assert names(layers.media) == ["From the street"]


def test_stations_of_one_name_can_be_told_apart():
    """Two stations of a chain in one town had the same name in the identify window and in every list."""
    stations = layers_of([station(title="Rapid Park"), station(id=2, title="Rapid Park"), station(id=3, title=None)])
    layer = stations.stations
    layer.setDisplayExpression(DISPLAY_EXPRESSION)
    named = [QgsVectorLayerUtils.getFeatureDisplayString(layer, feature) for feature in layer.getFeatures()]
    assert len(set(named)) == 3
    assert named[0].startswith("Rapid Park · ") and named[2].endswith("OCM-3")


def test_a_column_of_the_users_own_is_shown(layers):
    layers.stations.dataProvider().addAttributes([QgsField("mine", FIELD_TYPES["text"])])
    layers.stations.updateFields()
    set_up_form(layers.stations, ())
    shown_columns = {column.name for column in layers.stations.attributeTableConfig().columns() if not column.hidden}
    assert "mine" in shown_columns
