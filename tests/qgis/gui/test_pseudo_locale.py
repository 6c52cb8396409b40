"""With a language whose every letter carries an accent, no English is left on any surface.

Each test walks one surface, as users reach it, and lists the texts in which plain letters are left. See
`tests.support.pseudo`, also for what may stay plain.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timezone

import pytest
from qgis.core import (
    QgsApplication,
    QgsLayoutItemLabel,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QLocale, QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication, QMenu, QTextBrowser, QWidget

from ocm_plugin.gui.about import about_html
from ocm_plugin.gui.search_dialog import FILE
from ocm_plugin.layers.map_tip import form_head_template
from ocm_plugin.layers.style import STYLES, apply_style
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.search.areas import Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from ocm_plugin.ocm.search.filters import Kind
from ocm_plugin.ocm.search.search import FILTERS, Search
from ocm_plugin.ocm.search_wording import search_sentence
from ocm_plugin.plugin import OpenChargeMapPlugin
from ocm_plugin.qgis_support.key_store import KEY_STORE, KeyState
from ocm_plugin.qgis_support.settings import API, DEMO, Settings
from ocm_plugin.share import FOLDERS_BY
from ocm_plugin.share.kml import KmlOptions, export_kml
from ocm_plugin.share.web_page import WebPageOptions, export_web_page
from tests.ocm_server import OcmServer, faults
from tests.support import pseudo
from tests.support.browser import Visit, browser, needs_chromium
from tests.support.kml_files import KML, document
from tests.support.layout_designer import Designer
from tests.support.pseudo import Shown, accented, english_in, left_overs
from tests.support.shared_layers import point_layer, source_of
from tests.support.shown_texts import (
    evaluated,
    field_texts,
    form_texts,
    html_texts,
    legend_texts,
    metadata_texts,
    plain,
    texts_of,
)

from .conftest import Window, no_task_runs, settle
from .results import request, run

SQUARE = ((6.0, 50.0), (7.0, 50.0), (7.0, 51.0), (6.0, 50.0))
AREAS = (
    World(),
    Extent(6, 48, 9, 52),
    Circle(50.9, 6.9, 12_500),
    Polygons(((SQUARE,),)),
    Corridor((SQUARE,), 1500),
    Countries(("DE", "NL")),
    StationIds((1000001, 1000002)),
)
SINCE = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
NO_VALUE: dict = {"keep_cannot_tell": False, "include_unstated": True, "include_comments": False, "max_results": 1250}


class MainWindow(Window):
    """A window that holds a whole plugin."""

    layoutDesignerOpened = pyqtSignal(QObject)

    def __init__(self) -> None:
        super().__init__()
        self.menus = QMenu(self.window)
        self.plugin_menu = QMenu(self.menus)
        self.menus.addMenu(self.plugin_menu)
        self.tool_bar: list = []
        self.designers: list = []

    def activeLayer(self):
        return None if self.active is None or sip.isdeleted(self.active) else self.active

    def webMenu(self) -> QMenu:
        return self.menus

    def addPluginToWebMenu(self, name: str, action) -> None:
        self.plugin_menu.setTitle(name)
        self.plugin_menu.addAction(action)

    def removePluginWebMenu(self, name: str, action) -> None:
        self.plugin_menu.removeAction(action)

    def addWebToolBarIcon(self, action) -> None:
        self.tool_bar.append(action)

    def removeWebToolBarIcon(self, action) -> None:
        self.tool_bar.remove(action)

    def registerOptionsWidgetFactory(self, factory) -> None:
        self.options = factory

    def unregisterOptionsWidgetFactory(self, factory) -> None:
        del self.options

    def openLayoutDesigners(self) -> list:
        return self.designers


@pytest.fixture(scope="module")
def language_files(tmp_path_factory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        yield str(pseudo.write_language(tmp_path_factory.mktemp("i18n"), patch))


@pytest.fixture
def pseudo_locale(qgis_app, language_files, monkeypatch):
    """QGIS in a language of which the plugin has the pseudo-language as its file."""
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    monkeypatch.setattr("ocm_plugin.qgis_support.translation.translations_path", lambda: language_files)
    yield
    QLocale.setDefault(before)


@pytest.fixture
def server(monkeypatch, tmp_path):
    with OcmServer(pseudo.pois(), pseudo.reference()) as server:
        monkeypatch.setenv("OCM_API_URL", server.url)
        monkeypatch.setenv("OCM_API_KEY", server.key)
        monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(tmp_path)))
        Settings().save()
        yield server
        Settings().save()


@pytest.fixture
def window(qgis_app, qgis_processing) -> Iterator[MainWindow]:
    QgsProject.instance().clear()
    window = MainWindow()
    yield window
    window.close()


@pytest.fixture
def plugin(pseudo_locale, server, window) -> Iterator[OpenChargeMapPlugin]:
    """The plugin as QGIS starts it."""
    plugin = OpenChargeMapPlugin(window)
    plugin.initGui()
    yield plugin
    plugin.unload()
    settle(no_task_runs)


@pytest.fixture
def stations(plugin, window) -> QgsVectorLayer:
    """A result with comments and photos, as it stands in the project."""
    run(plugin.searching, window, request(Search(include_comments=True, min_power_kw=20)))
    settle(lambda: not plugin.searching._steppings)
    (layer,) = [layer for layer in QgsProject.instance().mapLayers().values() if layer.isSpatial()]
    window.setActiveLayer(layer)
    return layer


def none_left(shown: Iterable[Shown]) -> None:
    """Fail with the texts in which English is left."""
    found = list(shown)
    assert found, "nothing was shown"
    rest = left_overs(found)
    assert not rest, f"{len(rest)} texts with English:\n" + "\n".join(rest)


def of(place: str, texts: Iterable[str]) -> Iterator[Shown]:
    return (Shown(place, text) for text in texts)


def test_what_counts_as_english():
    assert english_in("Šéàŕčĥ Open Charge Map at https://example.org/search") == []
    assert english_in("Šéàŕčĥ for 1,250 since 2026-03-01") == ["for", "since", "1,250", "2026-03-01"]
    assert accented("&Search {n} <b>stations</b>…") == "&Šéàŕčĥ {n} <b>šťàťíóńš</b>…"


# The search


def test_search_window(plugin, server):
    dialog = plugin.open_search()
    settle(no_task_runs)
    shown = []
    for source in (API, DEMO, FILE):
        dialog.source.setCurrentIndex(dialog.source.findData(source))
        settle()
        dialog._describe()
        shown += texts_of(dialog)
    for choice in (dialog.area_kind, dialog.output, dialog.style_name):
        for index in range(choice.count()):
            choice.setCurrentIndex(index)
            dialog._describe()
            shown += of("sentence", [dialog.summary.text(), dialog.url.placeholderText()])
    dialog.set_server(server.url, has_key=False)
    dialog.show_running(True, "")
    none_left([*shown, *texts_of(dialog)])


def a_value(kind: Kind, name: str, reference: ReferenceData):
    """A value of a filter that is not its default."""
    if name in NO_VALUE:
        return NO_VALUE[name]
    if kind is Kind.CHOICE:
        lists = {
            "connection_type_ids": reference.connection_types,
            "current_type_ids": reference.current_types,
            "level_ids": reference.levels,
            "operator_ids": reference.operators,
            "usage_type_ids": reference.usage_types,
            "status_type_ids": reference.status_types,
            "data_provider_ids": reference.providers,
            "country_ids": reference.countries,
        }
        return tuple(lists[name])[1:3]
    return {Kind.POWER: 7.4, Kind.COUNT: 2, Kind.SINCE: SINCE, Kind.YES_NO: True, Kind.SWITCH: True}[kind]


def test_sentences_of_searches(plugin):
    reference = ReferenceData.from_json(pseudo.reference())
    values = {entry.name: a_value(entry.kind, entry.name, reference) for entry in FILTERS}
    searches = [Search(area=area) for area in AREAS]
    searches += [Search(**{name: value}) for name, value in values.items()]
    searches += [Search(**{each.name: False}) for each in FILTERS if each.kind is Kind.YES_NO]
    searches.append(Search(area=AREAS[1], **{**values, "max_power_kw": 350.0}))
    kinds = (API, DEMO, "file")
    none_left(of("search sentence", (search_sentence(each, reference, kind) for each in searches for kind in kinds)))


def test_progress_and_end_of_a_search(plugin, window, server, monkeypatch):
    dialog = plugin.open_search()
    texts = []
    show = dialog.show_progress

    def shown(progress) -> None:
        show(progress)
        texts.extend((dialog.progress_text.text(), progress.phase))

    monkeypatch.setattr(dialog, "show_progress", shown)
    replace(Settings(), page_size=100).save()
    server.faults.add(faults.status(429, retry_after=0), times=1, action="poi")
    run(plugin.searching, window, request(Search(min_power_kw=50)))
    settle(lambda: not plugin.searching._steppings)
    none_left([*of("progress", texts), *message(window), *texts_of(dialog)])


def message(window: Window) -> Iterator[Shown]:
    """The message that is shown, its buttons and its details."""
    item = window.item()
    yield from texts_of(item)
    yield from of("message", [plain(item.text()), item.title()])
    if any(text == accented("Details") for text in window.buttons()):
        before = set(QApplication.topLevelWidgets())
        window.press(accented("Details"))
        settle()
        for viewer in set(QApplication.topLevelWidgets()) - before:
            yield from texts_of_viewer(viewer)


def texts_of_viewer(viewer: QWidget) -> list[Shown]:
    """What QGIS' window for a long message shows of ours; it is closed."""
    shown = [*of("window", [viewer.windowTitle(), viewer.findChild(QTextBrowser).toPlainText()])]
    viewer.close()
    return shown


SEARCHES = {
    "all": Search(),
    "filtered": Search(min_power_kw=50, connection_type_ids=(33,)),
    "capped": Search(max_results=30),
    "none": Search(area=Extent(100, 10, 101, 11), min_power_kw=50),
    "uncertain left out": Search(min_power_kw=349, max_power_kw=350, keep_cannot_tell=False),
    "operator": Search(operator_ids=(9001,), include_unstated=True),
    "operator, stated": Search(operator_ids=(9001,), usage_type_ids=(4,)),
    "unknown operator": Search(operator_ids=(123456,)),
}


def searched(plugin, window, **wanted) -> list[Shown]:
    """Run a search to its end: what its message says. The layers go again."""
    plugin.searching._messages.clear()
    run(plugin.searching, window, request(**wanted))
    settle(lambda: not plugin.searching._steppings)
    shown = [*message(window)]
    window.clear_project()
    return shown


def test_messages_of_results(plugin, window):
    none_left(text for each in SEARCHES.values() for text in searched(plugin, window, search=each))


def test_messages_of_other_sources(plugin, window, tmp_path):
    path = tmp_path / "stations.json"
    shown = searched(plugin, window, source="demo") + searched(plugin, window, source=str(path))
    pois = pseudo.pois()
    path.write_text(json.dumps(pois), encoding="utf-8")
    shown += searched(plugin, window, source=str(path))
    pois[3] = {"ID": 3}
    pois[4]["AddressInfo"]["Latitude"] = 200
    pois[5] = "ΑΒΓ"
    path.write_text(json.dumps(pois), encoding="utf-8")
    shown += searched(plugin, window, source=str(path))
    none_left(shown)


FAULTS = {
    "no key": faults.missing_key(),
    "wrong key": faults.invalid_key(),
    "banned": faults.banned(),
    "robot": faults.robot(),
    "upstream": faults.upstream_unavailable(),
    "empty body": faults.empty_body(),
    "empty list": faults.empty_list(),
    "html": faults.html(),
    "not json": faults.not_json(),
    "wrong shape": faults.wrong_shape(),
    "redirect": faults.redirect("http://elsewhere.example/"),
    "not found": faults.status(404),
    "failed": faults.status(500),
    "too many": faults.status(429, retry_after=900),
    "truncated": faults.truncated(),
    "reset": faults.reset(),
    "bytes": faults.invalid_utf8(),
    "deep": faults.nested(2000),
    "cache": faults.cache_not_ready(),
    "without address": faults.without_address(),
    "without coordinates": faults.without_coordinates(),
    "broken": faults.broken_pois(),
    "ever same": faults.ever_same(),
}


def test_messages_of_failures(plugin, window, server, monkeypatch):
    shown = []
    for fault in FAULTS.values():
        server.faults.clear()
        server.faults.add(fault, times=None, action="poi")
        shown += searched(plugin, window)
    monkeypatch.setenv("OCM_API_URL", "http://127.0.0.1:9/v3/")
    none_left([*shown, *searched(plugin, window)])


def test_message_of_half_a_result(plugin, window, server):
    replace(Settings(), page_size=100).save()
    server.faults.add(faults.status(403, "no"), times=None, action="poi", after=2)
    run(plugin.searching, window, request())
    none_left(message(window))


def test_message_while_the_window_is_closed(plugin, window, server):
    server.faults.add(faults.delay(1), times=1, action="poi")
    dialog = plugin.open_search()
    settle(no_task_runs)
    plugin.searching.search(request())
    settle()
    dialog.close()
    settle(lambda: bool(window.message()))
    shown = [*message(window)]
    plugin.searching.cancel()
    settle(no_task_runs)
    settle(lambda: window.message() not in ("", shown[0].text))
    none_left([*shown, *message(window)])


# Reload and undo


def changed(pois: list[dict]) -> list[dict]:
    """The service's stations of tomorrow: some gone, added, moved, renamed and broken."""
    pois = [dict(poi) for poi in pois[3:]]
    pois[0] = {**pois[0], "AddressInfo": {**pois[0]["AddressInfo"], "Title": "ΝΕΟ"}}
    pois[1] = {**pois[1], "AddressInfo": {**pois[1]["AddressInfo"], "Title": "ΑΛΛΟ", "Latitude": 50.5}}
    pois.append({**pois[2], "ID": 99, "UUID": "00000000-0000-0000-0000-000000000099"})
    return pois


def edited(layer: QgsVectorLayer, ids: Iterable[int]) -> None:
    assert layer.startEditing()
    for feature in layer.getFeatures():
        if feature["ocm_id"] in ids:
            layer.changeAttributeValue(feature.id(), layer.fields().indexOf("name"), "ΔΙΚΟ ΜΟΥ")
    assert layer.commitChanges()


def reload(plugin, window, layer: QgsVectorLayer) -> list[Shown]:
    plugin.searching._messages.clear()
    plugin.searching.reload(layer)
    settle(lambda: bool(window.message()) and not plugin.searching._steppings)
    return [*message(window)]


def press(plugin, window, text: str) -> list[Shown]:
    window.press(accented(text))
    settle(lambda: bool(window.message()) and not plugin.searching._steppings)
    return [*message(window)]


def test_reload_and_undo(plugin, window, server, stations):
    shown = reload(plugin, window, stations)
    pois = pseudo.pois()
    ids = [poi["ID"] for poi in pois[3:12]]
    edited(stations, ids)
    server.replace_pois(changed(pois))
    shown += reload(plugin, window, stations)
    if accented("Take Theirs") in window.buttons():
        shown += press(plugin, window, "Take Theirs")
        shown += press(plugin, window, "Undo")
    if accented("Undo") in window.buttons():
        shown += press(plugin, window, "Undo")
    server.faults.add(faults.empty_list(), times=1, action="poi")
    shown += reload(plugin, window, stations)
    if accented("Keep What Is There") in window.buttons():
        window.press(accented("Keep What Is There"))
        settle()
    assert stations.startEditing()
    shown += reload(plugin, window, stations)
    assert stations.rollBack()
    none_left(shown)


def test_projects_that_come_back_without_stations(plugin, window, stations, tmp_path):
    path = str(tmp_path / "project.qgz")
    window.wait_for_drawing()
    assert QgsProject.instance().write(path)
    QgsProject.instance().clear()
    assert QgsProject.instance().read(path)
    window.projectRead.emit()
    settle(lambda: bool(window.message()))
    none_left(message(window))


# The result in the project


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
    none_left([*shown, *of("head of the form", evaluated(stations, form_head_template()))])


def test_metadata_of_layers(stations):
    none_left(text for layer in all_layers() for text in metadata_texts(layer))


def test_credit_on_the_map(plugin, stations, window):
    settle()
    plugin.label.update()
    annotation = plugin.label._annotation
    none_left(of("label of the map", [annotation.document().toPlainText(), window.canvas.toolTip()]))


# Menus, options, about, layouts


def test_menus(plugin, window, stations):
    plugin.layer_actions._style_menu.aboutToShow.emit()
    actions = [*window.plugin_menu.actions(), *window.layer_actions, *window.tool_bar]
    texts = [window.plugin_menu.title(), *(text for each in actions for text in (each.text(), each.toolTip()))]
    texts += [action.text() for action in plugin.layer_actions._style_menu.actions()]
    none_left(of("menu", texts))


def test_options(plugin, window, monkeypatch):
    monkeypatch.setattr(KEY_STORE, "key", lambda ask_again=False: "")
    page = window.options.createWidget(None)
    shown = [*texts_of(page), *of("title", [window.options.title()])]
    page.timeout_spin.setValue(600)
    page.base_url_edit.setText("ftp://")
    for state in KeyState:
        monkeypatch.setattr(type(KEY_STORE), "state", lambda self, state=state: state)
        page.key_edit.setText("")
        page._show_key_state()
        shown += texts_of(page)
    page.key_edit.setText("αβγ")
    shown += texts_of(page)
    page.key_edit.setText("00000000-0000-0000-0000-000000000000")
    page.base_url_edit.setText("")
    shown += texts_of(page)
    page.check_button.click()
    shown += texts_of(page)
    settle(lambda: page.check_button.isEnabled())
    shown += texts_of(page)
    page.deleteLater()
    none_left(shown)


def test_about(plugin, stations, window):
    shown = [*of("about", html_texts(about_html(QgsProject.instance())))]
    before = set(QApplication.topLevelWidgets())
    plugin.show_about()
    for viewer in set(QApplication.topLevelWidgets()) - before:
        shown += texts_of_viewer(viewer)
    QgsProject.instance().clear()
    none_left([*shown, *of("about", html_texts(about_html(QgsProject.instance())))])


def test_layouts(plugin, window, stations):
    designer = Designer()
    window.layoutDesignerOpened.emit(designer)
    (action,) = designer.itemsMenu().actions()
    action.trigger()
    bar = designer.messageBar().currentItem()
    shown = [*of("layout", [action.text(), bar.text(), bar.title()])]
    for item in designer.layout().items():
        if isinstance(item, QgsLayoutItemLabel):
            shown += of("layout item", [item.currentText(), item.displayName().replace(item.id(), "")])
    QgsProject.instance().clear()
    empty = Designer()
    window.layoutDesignerOpened.emit(empty)
    empty.itemsMenu().actions()[0].trigger()
    none_left([*shown, *of("layout", [empty.messageBar().currentItem().text()])])


# Shares


@pytest.mark.parametrize("kind", ["kml", "web"])
def test_share_window(plugin, stations, window, kind, tmp_path):
    stations.selectByIds([feature.id() for feature in stations.getFeatures()][:40])
    dialog = plugin.sharing.share_kml(stations) if kind == "kml" else plugin.sharing.share_web_page(stations)
    shown = [*texts_of(dialog)]
    settle(lambda: dialog._licences.is_complete)
    settle()
    shown += texts_of(dialog)
    dialog.keep_not_open.setChecked(True)
    dialog.selected_only.setChecked(False)
    shown += texts_of(dialog)
    dialog.keep_not_open.setChecked(False)
    plugin.searching._messages.clear()
    dialog.file.setFilePath(str(tmp_path / "share"))
    dialog.accept()
    settle(lambda: bool(window.message()))
    none_left([*shown, *message(window)])


def test_share_of_points_without_connections(plugin, window, tmp_path):
    layer = point_layer("Point?crs=EPSG:4326&field=ocm_id:integer", [("Point(6 50)", [1])], "ΣΗΜΕΙΑ")
    report = export_kml(source_of(layer), str(tmp_path / "x.kml"), KmlOptions(keep_not_open=True), Feedback())
    plugin.sharing._tell_shared(report)
    shown = [*message(window), *kml_texts(str(tmp_path / "x.kml"))]
    none_left(shown)


KML_TEXTS = ("name", "description", "Snippet", "displayName", "text", "attribution")


def test_kml(plugin, stations, tmp_path):
    path = str(tmp_path / "share.kml")
    shown = []
    for folders_by in FOLDERS_BY:
        options = KmlOptions(folders_by=folders_by, time_stamps=True, keep_not_open=True)
        export_kml(source_of(stations), path, options, Feedback())
        shown += kml_texts(path)
    none_left(shown)


def kml_texts(path: str) -> Iterator[Shown]:
    """What Google Earth shows: names, balloons, names of data."""
    for element in document(path).iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in KML_TEXTS and element.text:
            texts = html_texts(element.text) if "<" in element.text else [element.text]
            yield from of(element.tag.replace(KML, ""), texts)


@needs_chromium
def test_web_page(plugin, stations, tmp_path):
    path = str(tmp_path / "stations.html")
    export_web_page(source_of(stations), path, WebPageOptions(keep_not_open=True), Feedback())
    with browser() as chromium:
        page = Visit(chromium, path, locale="de-DE")
        shown = [*of("web page", shown_by(page))]
        for button in page.page.locator("button:visible").all():
            shown += of("web page", [button.inner_text()])
        for station in page.page.locator("#list li, #table tbody tr").all()[:3]:
            station.click()
            shown += of("card", shown_by(page))
        page.page.set_viewport_size({"width": 400, "height": 800})
        shown += of("phone", shown_by(page))
        page.context.close()
    none_left(shown)


def shown_by(page: Visit) -> list[str]:
    """All texts of the page, hidden ones too."""
    return [*html_texts(page.page.content())]


# Saving


def test_saving(plugin, window, stations, tmp_path, monkeypatch):
    path = str(tmp_path / "saved.gpkg")
    asked = []

    def name_a_file(parent, title, folder, filters, *rest):
        asked.extend((title, filters))
        return path, filters

    monkeypatch.setattr("ocm_plugin.gui.sharing.QFileDialog.getSaveFileName", name_a_file)
    stations.setSubsetString("ocm_id > 0")
    window.message()
    plugin.searching._messages.clear()
    plugin.sharing.save(stations)
    settle(lambda: bool(window.message()))
    none_left([*of("file window", asked), *message(window)])


def test_result_in_a_file(plugin, window, tmp_path):
    run(plugin.searching, window, request(geopackage=str(tmp_path / "stations.gpkg")))
    shown = [*message(window)]
    plugin.searching.search(request(geopackage=str(tmp_path / "stations.gpkg")))
    settle(lambda: bool(window.message()))
    none_left([*shown, *message(window)])


# Processing


def algorithms() -> list:
    return list(QgsApplication.processingRegistry().providerById("openchargemap").algorithms())


def test_algorithms(plugin):
    shown = []
    for each in algorithms():
        each = each.create()
        place = f"algorithm {each.name()}"
        shown += of(place, [each.displayName(), each.group(), each.shortDescription()])
        shown += of(f"{place}, help", html_texts(f"<p>{each.shortHelpString()}</p>"))
        for output in each.outputDefinitions():
            shown += of(f"{place}, output {output.name()}", [output.description()])
        for parameter in each.parameterDefinitions():
            texts = [parameter.description(), plain(parameter.help())]
            # Static strings are the values themselves, as models and scripts store them.
            if isinstance(parameter, QgsProcessingParameterEnum) and not parameter.usesStaticStrings():
                texts += parameter.options()
            if isinstance(parameter, QgsProcessingParameterFileDestination):
                texts.append(parameter.fileFilter())
            shown += of(f"{place}, parameter {parameter.name()}", texts)
    none_left(shown)


OF_PROCESSING = re.compile(
    r"^(?:Results: \{.*|Unable to execute algorithm|Incorrect parameter value for \w+)$", re.MULTILINE
)


class Log(QgsProcessingFeedback):
    """Keeps what an algorithm says."""

    def __init__(self) -> None:
        super().__init__(False)
        self.said: list[str] = []

    def pushInfo(self, text: str) -> None:
        self.said.append(text)

    def pushWarning(self, text: str) -> None:
        self.said.append(text)

    def reportError(self, text: str, fatalError: bool = False) -> None:
        self.said.append(text)

    def setProgressText(self, text: str) -> None:
        self.said.append(text)


RUNS = {
    "stationsinextent": {"EXTENT": "-180,180,-90,90 [EPSG:4326]", "MIN_POWER": 50},
    "stationsaroundpoint": {"POINT": "6.9,50.9 [EPSG:4326]", "DISTANCE": 20_000, "OPERATORS": "9001"},
    "stationsincountries": {"CODES": "DE"},
    "stationsbynumber": {"NUMBERS": "1000001, 77", "IDS": "1000001, 77"},
}


def test_logs_of_algorithms(plugin):
    import processing

    log = Log()
    known = {each.name(): {one.name() for one in each.parameterDefinitions()} for each in algorithms()}
    for name, parameters in RUNS.items():
        wanted = {key: value for key, value in parameters.items() if key in known[name]}
        processing.run(f"openchargemap:{name}", {**wanted, "OUTPUT": "TEMPORARY_OUTPUT"}, feedback=log)
    none_left(of("log", (OF_PROCESSING.sub("", text) for text in log.said)))


BAD = ("CONNECTION_TYPES", "OPERATORS", "COUNTRY_IDS", "MODIFIED_SINCE", "MIN_POWER", "EXTENT")


def test_refusals_of_an_algorithm(plugin):
    import processing

    said = []
    names = {each.name() for each in algorithms()[0].parameterDefinitions()}
    for bad in BAD:
        parameters = {"EXTENT": RUNS["stationsinextent"]["EXTENT"], "OUTPUT": "TEMPORARY_OUTPUT", bad: "ωωω"}
        try:
            processing.run("openchargemap:stationsinextent", parameters, feedback=Log())
        except QgsProcessingException as error:
            said.append(str(error))
    assert said and names
    none_left(of("refusal", (OF_PROCESSING.sub("", text) for text in said)))


def test_log_of_a_share(plugin, stations, tmp_path):
    import processing

    log = Log()
    for name, path in (("exportkml", "a.kml"), ("exportwebpage", "a.html")):
        processing.run(f"openchargemap:{name}", {"INPUT": stations, "OUTPUT": str(tmp_path / path)}, feedback=log)
    none_left(of("log", (OF_PROCESSING.sub("", text) for text in log.said)))
