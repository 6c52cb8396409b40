"""No English is left in shares, in the windows that make them, and in what is said when a result is saved."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.share import FOLDERS_BY
from ocm_plugin.share.kml import KmlOptions, export_kml
from ocm_plugin.share.web_page import WebPageOptions, export_web_page
from tests.support.browser import Visit, browser, needs_chromium
from tests.support.kml_files import KML, document
from tests.support.pseudo import Shown
from tests.support.shared_layers import point_layer, source_of
from tests.support.shown_texts import html_texts, texts_of

from ..conftest import settle
from ..results import request, run
from .conftest import message, none_left, of


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
