"""The forms and tables of a result: every field in its place, codes in words, related rows, no foreign links."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from qgis.core import (
    NULL,
    Qgis,
    QgsApplication,
    QgsAttributeEditorElement,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsField,
    QgsProject,
    QgsSettings,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.gui import QgsAttributeDialog, QgsGui
from qgis.PyQt.QtGui import QFont, QFontMetrics, QTextDocumentFragment
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QScrollArea, QTabWidget

from ocm_plugin.layers.form import page_text, set_up_form, show_own_columns
from ocm_plugin.layers.form_topics import CORRECTABLE, LINKS, Tab, child_groups, station_tabs
from ocm_plugin.layers.geopackage import at_once
from ocm_plugin.layers.keywords import relation_id
from ocm_plugin.layers.project import DISPLAY_EXPRESSION
from ocm_plugin.ocm.tables.schema import CHILDREN, COMMENTS, CONNECTIONS, MEDIA, STATIONS, TABLES
from ocm_plugin.qgis_support.compat import FIELD_TYPES
from tests.qgis.gui.conftest import settle
from tests.support.made_stations import NOW, comment, connection, media_item, station
from tests.support.result_layers import demo_layers, layers_of

IS_OLD = Qgis.QGIS_VERSION_INT < 33000
"""Whether texts in forms open no links."""
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
        "Comments",
        "Photos",
        "Source",
        *(["Links"] if IS_OLD else []),
        "Correct",
        "Correct Connections",
    ]
    at_once(set_up_form(layers.stations, (CONNECTIONS,)))
    tabs = [tab.name() for tab in layers.stations.editFormConfig().tabs()]
    assert "Connections" in tabs
    assert "Comments" not in tabs
    assert "Photos" not in tabs


def test_codes_are_shown_in_words_and_null_is_unknown_like_what_the_record_calls_so(layers):
    stations = layers.stations
    assert shown(stations, "status_class", "temp_unavailable") == "Temporarily unavailable"
    assert shown(stations, "status_class", "unknown") == shown(stations, "power_class", "unknown") == "Unknown"
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


def test_connections_are_corrected_through_their_relation(layers):
    assert related_rows(layers.stations) == {relation_id(CONNECTIONS, layers.stations.id()): True}
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
    assert len(again.editFormConfig().tabs()) == len(station_tabs())
    assert list(related_rows(again).values()) == [True]
    assert shown(again, "counts_now", NULL) == "Unknown"
    assert shown(again, "counts_now", True) == "Yes"


def opened(layer: QgsVectorLayer) -> QgsAttributeDialog:
    return QgsAttributeDialog(layer, next(layer.getFeatures()), False)


def test_the_form_opens_with_its_tabs():
    layers = demo_layers()
    dialog = opened(layers.stations)
    tabs = next(tabs for tabs in dialog.findChildren(QTabWidget) if tabs.count() == len(station_tabs()))
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
    settle(lambda: any("2 points" in text for text in texts_of(dialog)))
    text = next(text for text in texts_of(dialog) if text.startswith(hostile))
    assert "50 kW" in text
    assert "2 points" in text
    if not reopened:  # a temporary layer comes back without its rows
        assert "CCS (Type 2)" in text
    dialog.deleteLater()


def texts_of(dialog: QgsAttributeDialog) -> list[str]:
    """The text of each page of the form: in a web view, or, in newer QGIS, in a label."""
    if IS_OLD:
        from qgis.PyQt.QtWebKitWidgets import QWebView

        return [view.page().mainFrame().toPlainText().strip() for view in dialog.findChildren(QWebView)]
    labels = [label.text() for label in dialog.findChildren(QLabel) if "<table" in label.text()]
    return [QTextDocumentFragment.fromHtml(text).toPlainText().strip() for text in labels]


def markup(layer: QgsVectorLayer, tab: Tab) -> str:
    """What QGIS makes of a page's text for the first station."""
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(next(layer.getFeatures()))
    return QgsExpression.replaceExpressionText(page_text(tab), context)


def page(layer: QgsVectorLayer, title: str) -> str:
    """What users read there."""
    tab = next(tab for tab in station_tabs() if tab.title == title)
    return " ".join(QTextDocumentFragment.fromHtml(markup(layer, tab)).toPlainText().split())


def test_facts_are_text_with_one_word_for_what_is_unknown(layers):
    """Each was a widget that looked disabled and could not be read in dark themes; numbers said NULL."""
    overview, power = page(layers.stations, "Overview"), page(layers.stations, "Power")
    assert "Status Temporarily Unavailable" in overview
    assert "Power (kW) 50 Power from Stated" in overview
    assert "Operator Unknown" in overview and "Charging points 3" in overview
    assert "CCS 2 2" in power and "Power, AC (kW) Unknown" in power
    access = page(layers.stations, "Access and Status")
    assert "Free of charge Unknown" in access and "Planned No" in access and "Planned for Unknown" in access
    source = page(layers.stations, "Source")
    assert "Data provider Unknown" in source
    assert "Quality flags Nothing looks wrong" in page(
        layers_of([station(connection(id=9, quantity=1))]).stations, "Source"
    )
    for text in (overview, power, access, source):
        assert "NULL" not in text and "nan" not in text


def test_related_rows_are_text_too(layers):
    connections = page(layers.stations, "Connections")
    assert "CCS (Type 2) · 50 kW × 2" in connections and "Unknown connector × 1" in connections
    assert "Power from Stated" in connections and "Amps Unknown" in connections
    assert "2026-02-28 Ann Comment Fine" in page(layers.stations, "Comments")
    assert "From the street" in page(layers.stations, "Photos")
    bare = layers_of([station(id=7)])
    assert page(bare.stations, "Connections") == "No connectors are known."
    assert page(bare.stations, "Comments") == "No comments are known."
    QgsProject.instance().removeMapLayer(bare.comments.id())
    assert page(bare.stations, "Comments") == "No comments are known."


def test_nothing_on_a_form_is_a_box_but_what_can_be_corrected(layers):
    """There were 73 combo boxes."""
    dialog = opened(layers.stations)
    names = {box.objectName() for box in dialog.findChildren(QComboBox)}
    assert names <= {"mFieldCombo", ""}  # of the search and of the table's look, which are not in sight
    fields = layers.stations.editFormConfig().invisibleRootContainer().findElements(KINDS.AeTypeField)
    config = layers.stations.editFormConfig()
    shown = {element.name() for element in fields}
    assert shown - set(LINKS) == set(CORRECTABLE[STATIONS])
    places = layers.stations.fields()
    assert not any(config.readOnly(places.indexOf(name)) for name in CORRECTABLE[STATIONS])
    dialog.deleteLater()


def test_no_page_of_facts_is_wider_than_400_pixels():
    """A bar for sideways scrolling stood below all of them. Long addresses have no blanks at which to break."""
    long = "https://example.org/" + "a-very-long-address-of-a-web-page/" * 8
    layers = layers_of(
        [station(connection(id=1), related_url=long, general_comments="x" * 300, media=(media_item(url=long),))]
    )
    dialog = opened(layers.stations)
    dialog.resize(400, 600)
    dialog.show()
    tabs = next(tabs for tabs in dialog.findChildren(QTabWidget) if tabs.count() == len(station_tabs()))
    for place, tab in enumerate(station_tabs()):
        tabs.setCurrentIndex(place)
        if tab.groups or tab.child:
            settle(lambda: bool(texts_of(dialog)))
            bars = [area.horizontalScrollBar() for area in dialog.findChildren(QScrollArea) if area.isVisible()]
            assert [bar.maximum() for bar in bars] == [0] * len(bars), tab.title
    dialog.deleteLater()


def test_connections_are_corrected_without_scrolling_sideways():
    """The form beside QGIS' list of connections was wider than its place: the buttons above were cut off."""
    layers = layers_of([station(connection(id=1), connection(id=2))])
    dialog = opened(layers.stations)
    dialog.resize(652, 480)  # as QGIS opens it
    dialog.show()
    tabs = next(tabs for tabs in dialog.findChildren(QTabWidget) if tabs.count() == len(station_tabs()))
    tabs.setCurrentIndex(tabs.count() - 1)
    pages = tabs.currentWidget()
    settle(lambda: any(inner.isVisible() for inner in pages.findChildren(QTabWidget)))
    (inner,) = (each for each in pages.findChildren(QTabWidget) if each.isVisible())
    assert [inner.tabText(place) for place in range(inner.count())] == ["Facts", "Correct"]
    around = [area for area in pages.findChildren(QScrollArea) if area.isVisible() and area.isAncestorOf(inner)]
    assert around and [area.horizontalScrollBar().maximum() for area in around] == [0] * len(around)
    dialog.deleteLater()


def test_texts_of_the_form_take_colours_and_sizes_of_qgis():
    """So that they can be read in dark themes and in large type; only the stripe of the class of power has a colour."""
    for tab in station_tabs():
        styles = re.findall(r'style="([^"]*)"', page_text(tab))
        of_their_own = [style for style in styles if re.search("color|(font|height)[^;]*px", style)]
        assert of_their_own == []
        assert len(re.findall("bgcolor", page_text(tab))) == tab.opens_form


def test_only_addresses_made_here_are_links():
    hostile = 'https://example.org/"><a href="file:///etc/passwd">'
    layers = layers_of([station(related_url=hostile, media=(media_item(url=hostile, is_video=False),))])
    links = {
        (table, field.name)
        for table, layer in {STATIONS: layers.stations, **layers.children()}.items()
        for index, field in enumerate(TABLES[table])
        if layer.editorWidgetSetup(index).type() == "ExternalResource"
    }
    assert links == {(STATIONS, name) for name in LINKS}
    dialog = opened(layers.stations)
    texts = [label.text() for label in dialog.findChildren(QLabel) if label.text().startswith("<a ")]
    assert len(texts) == (3 if IS_OLD else 0)
    assert all(text.startswith('<a href="https://openchargemap.org/') for text in texts)
    dialog.deleteLater()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", '"><a href="file:///etc/passwd">'])
def test_texts_of_the_form_link_to_the_web_only(address):
    layers = layers_of([station(related_url=address, media=(media_item(url=address, is_video=False),))])
    for tab in station_tabs():
        opened_by_links = re.findall('<a href="([^"]*)"', markup(layers.stations, tab))
        assert all(link.startswith("https://openchargemap.org/") for link in opened_by_links)


def test_tables_begin_with_what_people_ask_and_hide_what_few_ask(layers):
    """The table of stations showed 106 columns."""
    columns = layers.stations.attributeTableConfig().columns()
    visible = [column.name for column in columns if not column.hidden]
    assert visible[:6] == ["name", "status", "power_class", "max_kw", "kw_basis", "n_points"]
    assert visible[-2:] == ["ocm_id", "view_url"]
    assert len(visible) == 25
    assert {column.name for column in columns if column.name} == {field.name for field in TABLES[STATIONS]}


@pytest.mark.parametrize("points", [9, 13.5, 18])
def test_no_heading_of_a_table_is_cut_in_any_size_of_type(points):
    """Of "Charging points" stood there "harging poin", with type of 150 %."""
    font = QFont(QgsApplication.font())
    font.setPointSizeF(points)
    QgsSettings().setValue("qgis/stylesheet/fontPointSize", points)
    try:
        layers = demo_layers().all()
    finally:
        QgsSettings().remove("qgis/stylesheet/fontPointSize")
    metrics = QFontMetrics(font)
    seen = 0
    for layer in layers:
        for column in layer.attributeTableConfig().columns():
            heading = layer.attributeDisplayName(layer.fields().indexOf(column.name)) if column.name else ""
            width = column.width if column.width > 0 else 100
            assert metrics.horizontalAdvance(heading) + 10 <= width, heading
            seen += bool(heading)
    assert seen > 140


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
    at_once(set_up_form(layers.stations, ()))
    assert "mine" in widgets(layers.stations)
    shown_columns = {column.name for column in layers.stations.attributeTableConfig().columns() if not column.hidden}
    assert "mine" in shown_columns


def widgets(layer: QgsVectorLayer) -> list[str]:
    """The fields with widgets of their own in the form."""
    elements = layer.editFormConfig().invisibleRootContainer().findElements(KINDS.AeTypeField)
    return [element.name() for element in elements]


def test_a_column_added_later_is_shown_once_and_a_form_of_the_users_own_stays(layers):
    stations = layers.stations
    stations.dataProvider().addAttributes([QgsField("mine", FIELD_TYPES["text"])])
    stations.updateFields()
    for _ in range(2):
        show_own_columns(stations)
        assert widgets(stations).count("mine") == 1
    config = stations.editFormConfig()
    config.clearTabs()
    stations.setEditFormConfig(config)
    show_own_columns(stations)
    assert widgets(stations) == []
