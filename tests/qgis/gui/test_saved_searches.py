"""Saved searches in the window: the menu that offers them, the name for a new one, and the list of all."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from qgis.PyQt.QtWidgets import QDialogButtonBox, QInputDialog

from ocm_plugin.gui.saved_dialogs import SavedSearchesDialog, SaveSearchDialog
from ocm_plugin.gui.saved_menu import SavedMenu
from ocm_plugin.ocm.errors import OcmError
from ocm_plugin.ocm.search.areas import Countries
from ocm_plugin.ocm.search.saved import SavedSearch, from_file, shipped
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.store.saved_searches import SavedSearches
from ocm_plugin.qgis_support.sources import saved_searches

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
