"""Saved searches in the window: the menu that offers them, the name for a new one, and the list of all."""

from __future__ import annotations

import gc
import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox, QInputDialog

from ocm_plugin.gui.saved_dialogs import SavedSearchesDialog, SaveSearchDialog
from ocm_plugin.gui.saved_menu import SavedMenu
from ocm_plugin.layers.keywords import is_station_layer
from ocm_plugin.ocm.errors import OcmError
from ocm_plugin.ocm.search.areas import Countries, World
from ocm_plugin.ocm.search.saved import SavedSearch, from_file, shipped
from ocm_plugin.ocm.search.search import Search, to_json
from ocm_plugin.ocm.store.saved_searches import SavedSearches
from ocm_plugin.qgis_support.settings import API, DEMO, Settings
from ocm_plugin.qgis_support.sources import saved_searches
from tests.support.invented_pois import invented_pois

from .conftest import settle
from .results import request, run, spatial_layers, stations

GERMANY = Search(Countries(("DE",)), min_power_kw=50)


@pytest.fixture
def kept(qgis_app, monkeypatch, tmp_path) -> SavedSearches:
    monkeypatch.setattr("ocm_plugin.qgis_support.sources.profile_folder", lambda: tmp_path / "profile")
    return saved_searches()


def damage(kept: SavedSearches, name: str) -> None:
    with closing(sqlite3.connect(kept.path)) as database, database:
        database.execute("UPDATE searches SET search = '{}' WHERE name = ?", (name,))


def texts(menu: SavedMenu) -> list[str]:
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_the_menu_offers_named_last_and_shipped_ones(kept, qtbot):
    menu = SavedMenu()
    qtbot.addWidget(menu)
    own = [each.name for each in shipped()]
    assert texts(menu) == ["&Save This Search…", "&Manage Saved Searches…", "Come with the plugin", *own]
    kept.save(SavedSearch("Fast & cheap", GERMANY))
    kept.save(SavedSearch("Broken", GERMANY))
    damage(kept, "Broken")
    kept.remember(GERMANY, "Charging stations in Germany. " + "x" * 100)
    shown = texts(menu)
    assert shown[2:4] == ["Saved searches", "Fast && cheap"]
    assert shown[4].startswith("Broken: The stored search is damaged")
    assert shown[5] == "Last searches"
    assert len(shown[6]) == 80 and shown[6].endswith("…")
    chosen = []
    menu.chosen.connect(chosen.append)
    next(action for action in menu.actions() if action.text() == "Fast && cheap").trigger()
    next(action for action in menu.actions() if action.text() == own[0]).trigger()
    assert chosen == [SavedSearch("Fast & cheap", GERMANY), shipped()[0]]


def test_a_list_that_cannot_be_read_is_said_in_the_menu(kept, qtbot):
    kept.path.parent.write_text("no folder")
    menu = SavedMenu()
    qtbot.addWidget(menu)
    kept.path.parent.unlink()
    kept.path.mkdir(parents=True)
    assert any(text.startswith("Saved searches: ") for text in texts(menu))


def test_a_name_in_use_is_said_before_it_is_replaced(kept, qtbot):
    dialog = SaveSearchDialog("Germany", ["fast"])
    qtbot.addWidget(dialog)
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    assert save.isEnabled() and not dialog.note.text()
    dialog.name_edit.setText(" FAST ")
    assert "will be replaced" in dialog.note.text() and save.isEnabled()
    dialog.name_edit.setText("  ")
    assert "Please give" in dialog.note.text() and not save.isEnabled()


@pytest.fixture
def dialog(kept, qtbot):
    for name in ("One", "Two", "Three"):
        kept.save(SavedSearch(name, GERMANY))
    kept.save(SavedSearch("Broken", GERMANY))
    damage(kept, "Broken")
    dialog = SavedSearchesDialog()
    qtbot.addWidget(dialog)
    return dialog


def listed(dialog: SavedSearchesDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_searches_are_ordered_renamed_and_deleted_at_once(kept, dialog, monkeypatch):
    assert listed(dialog) == ["One", "Two", "Three", "Broken"]
    assert not dialog.rename_button.isEnabled() and dialog.rename_button.toolTip()
    dialog.list.setCurrentRow(2)
    dialog.up_button.click()
    dialog.up_button.click()
    assert not dialog.up_button.isEnabled()
    assert [each.name for each in kept.named().searches] == ["Three", "One", "Two"]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("  Third  one ", True))
    dialog.rename_button.click()
    assert listed(dialog)[0] == "Third one" and dialog.list.currentRow() == 0
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("two", True))
    dialog.rename_button.click()
    assert "saved as “two” already" in dialog.note.text()
    dialog.list.setCurrentRow(3)
    assert not dialog.rename_button.isEnabled() and dialog.delete_button.isEnabled()
    dialog.delete_button.click()
    assert listed(dialog) == ["Third one", "One", "Two"]
    assert kept.named().set_aside == ()


def test_what_is_exported_is_imported_beside_what_is_there(kept, dialog, tmp_path):
    path = tmp_path / "searches.json"
    dialog.export_file(str(path))
    assert "3 searches were written" in dialog.note.text()
    assert [each.name for each in from_file(path.read_text(encoding="utf-8")).searches] == ["One", "Two", "Three"]
    members = json.loads(path.read_text(encoding="utf-8"))
    members["searches"][1] = {"name": "From tomorrow", "search": {"version": 99}}
    path.write_text(json.dumps(members), encoding="utf-8")
    dialog.import_file(str(path))
    assert listed(dialog) == ["One", "Two", "Three", "One (2)", "Three (2)", "Broken"]
    assert dialog.note.text().startswith("2 searches were added.\n“From tomorrow” was left out: ")


def test_another_file_is_refused(dialog, tmp_path):
    path = tmp_path / "other.json"
    path.write_text("{}")
    with pytest.raises(OcmError, match="no file of saved searches"):
        dialog.import_file(str(path))
    assert len(listed(dialog)) == 4


def test_an_empty_list_says_how_it_is_filled(kept, qtbot):
    dialog = SavedSearchesDialog()
    qtbot.addWidget(dialog)
    assert "No search is saved yet" in dialog.note.text()
    assert not dialog.export_button.isEnabled() and dialog.export_button.toolTip()


@pytest.fixture
def form(searching, monkeypatch, tmp_path):
    monkeypatch.setattr("ocm_plugin.qgis_support.sources.profile_folder", lambda: tmp_path / "profile")
    form = searching.open_panel()
    form.show_search(Search(World()))
    settle(form.search_button.isEnabled)
    return form


def choose(searching, name: str) -> None:
    """Open the menu beside the Search button as a click does, and choose an entry."""
    menu = searching.kept.button.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == name).trigger()


def test_a_search_that_ran_is_remembered_and_comes_back_whole(server, searching, form):
    search = Search(Countries(("DE",)), min_power_kw=150)
    form.show_search(search)
    settle(form.search_button.isEnabled)
    form.search_button.click()
    settle(lambda: not form.cancel_button.isVisible())
    (remembered,) = saved_searches().recent().searches
    assert remembered.search == search
    form.show_search(Search(World()))
    choose(searching, remembered.name)
    assert form.request().search == search


def test_filters_without_a_place_leave_the_place(server, searching, form):
    form.show_search(Search(Countries(("NL",)), include_comments=True))
    choose(searching, shipped()[0].name)
    assert form.request().search == shipped()[0].search.with_area(Countries(("NL",)))


def test_what_stands_in_the_panel_is_saved_under_a_name(server, searching, form):
    form.show_search(GERMANY)
    changes = []
    searching.saved_changed.connect(lambda: changes.append(True))
    for name, with_place in (("Here", True), ("Anywhere", False)):
        choose(searching, "&Save This Search…")
        dialog = form.window().findChildren(SaveSearchDialog)[-1]
        gc.collect()
        assert dialog.isVisible() and dialog.name_edit.text().startswith("Germany · ")
        dialog.name_edit.setText(name)
        dialog.with_place.setChecked(with_place)
        dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert saved_searches().named().searches == (
        SavedSearch("Here", GERMANY),
        SavedSearch("Anywhere", GERMANY.with_area(World()), has_place=False),
    )
    assert len(changes) == 2
    choose(searching, "&Manage Saved Searches…")
    gc.collect()
    (window,) = form.window().findChildren(SavedSearchesDialog)
    assert listed(window) == ["Here", "Anywhere"]
    window.reject()


def test_the_search_of_a_layer_is_edited_in_the_panel(server, searching, window, form):
    search = Search(Countries(("DE",)), min_power_kw=150)
    run(searching, window, request(search))
    form.show_search(Search(World()))
    layer = stations()
    searching.edit_search(layer)
    assert form.request().search == search
    layer.setMetadata(type(layer.metadata())())
    searching.edit_search(layer)
    assert "does not" in window.message()


@pytest.mark.parametrize("way", ["a layer's search", "saved", "menu"])
def test_a_search_shown_as_the_panel_first_opens_stays(server, searching, window, kept, way):
    """That of the last session, which the panel shows as it opens, must not take its place a moment later."""
    run(searching, window, request(GERMANY))
    replace(Settings.load(), last_search=to_json(Search(World()))).save()
    if way == "a layer's search":
        searching.edit_search(stations())
    elif way == "saved":
        searching.show_saved(SavedSearch("Germany", GERMANY, True))
    else:
        kept.save(SavedSearch("Germany", GERMANY, True))
        searching.open_panel()
        choose(searching, "Germany")
    form = searching.open_panel()
    assert form.request().search == GERMANY
    settle(lambda: "Germany" in form.summary.text() and form.search_button.isEnabled())
    assert form.request().search == GERMANY and form.countries_page.isVisible()


def test_a_place_typed_before_is_not_searched_in_the_place_of_a_layers_search(server, searching, window, form):
    """The panel said that “Springfield” is found first, and Search would have looked there."""
    search = Search(Countries(("DE",)), min_power_kw=150)
    run(searching, window, request(search))
    QTest.keyClicks(form.place, "Springfield")
    searching.edit_search(stations())
    settle(lambda: "Germany" in form.summary.text())
    assert form.place.text() == "" and form.request().search == search


def test_a_search_is_edited_with_the_source_of_its_layer(searching, window, form, tmp_path):
    """The search of the demo stations came back as one of all 300,000 stations at Open Charge Map."""
    searching.run_demo()
    settle(lambda: "stations loaded" in window.message())
    layer = stations()
    searching.edit_search(layer)
    assert form.source_kind() == DEMO and not form.result_group.isCollapsed()
    settle(lambda: not form._estimate.is_open)
    form.show_choices(API, "", False, "")
    asked = tmp_path / "stations.json"
    asked.write_text(json.dumps(invented_pois()[:3]))
    searching._messages.clear()
    run(searching, window, request(Search(), source=str(asked)))
    of_file = next(each for each in spatial_layers() if is_station_layer(each) and each is not layer)
    searching.edit_search(of_file)
    assert form.request().source == str(asked)


def test_one_click_loads_the_demo_on_a_map_of_its_own(searching, window):
    """The button chose the demo as source, and left a newcomer before a grey Search button on an empty map."""
    form = searching.open_panel()
    form.key_demo_button.click()
    settle(lambda: "stations loaded" in window.message())
    assert stations().featureCount() > 300
    (land,) = QgsProject.instance().mapLayersByName("World outlines (offline base map)")
    assert QgsProject.instance().layerTreeRoot().layerOrder()[-1] == land
    assert window.canvas.extent().width() < 30, "the map shows the whole world, not the stations"
    searching.run_demo()
    settle(lambda: not form.cancel_button.isVisible())
    assert len(QgsProject.instance().mapLayersByName(land.name())) == 1
