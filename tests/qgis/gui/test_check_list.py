"""A list with check marks and a filter."""

from __future__ import annotations

import pytest
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from ocm_plugin.gui.check_list import CheckList

ENTRIES = [(number, f"Operator {number}") for number in range(300)]


@pytest.fixture
def made(qgis_app):
    window = QWidget()
    layout = QVBoxLayout(window)
    edit, view = QgsFilterLineEdit(window), QListView(window)
    layout.addWidget(edit)
    layout.addWidget(view)
    check_list = CheckList(view, edit)
    check_list.set_entries(ENTRIES, lambda number: f"Operator number {number}")
    window.show()
    yield check_list, view, edit
    window.close()


def shown(view) -> list[str]:
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def test_chosen_entries_stay_chosen_while_they_are_filtered_away(made):
    check_list, view, edit = made
    check_list.set_checked([7, 250])
    edit.setText("25")
    assert shown(view) == ["Operator 25", "Operator 125", "Operator 225", *[f"Operator {n}" for n in range(250, 260)]]
    assert check_list.checked() == (7, 250)


def test_typing_finds_an_entry_by_its_other_title_too(made):
    """In another language, the titles of Open Charge Map stand in models, forums and at the plug itself."""
    check_list, view, edit = made
    check_list.set_entries([(33, "CCS (Typ 2)"), (2, "CHAdeMO")], str, {33: "CCS (Type 2)"})
    edit.setText("type 2")
    assert shown(view) == ["CCS (Typ 2)"]
    edit.setText("typ 2")
    assert shown(view) == ["CCS (Typ 2)"]


@pytest.mark.parametrize("typed", ["öst", "Öst", "ost", "Oest", "O\u0308st", "öster"])
def test_typing_finds_an_entry_without_its_accents_or_with_letters_written_out(made, typed: str):
    """A keyboard may lack the letter: "Oster" and "Oester" found nothing."""
    check_list, view, edit = made
    check_list.set_entries([("AT", "Österreich"), ("OM", "Oman"), ("RE", "Réunion")], str)
    edit.setText(typed)
    assert shown(view) == ["Österreich"]


def test_an_accent_that_is_typed_needs_none_in_the_entry(made):
    check_list, view, edit = made
    check_list.set_entries([(1, "Malmo Energi"), (2, "Ørsted"), (3, "Strasse"), (4, "Łódź")], str)
    for typed, found in (("malmö", ["Malmo Energi"]), ("orsted", ["Ørsted"]), ("straße", ["Strasse"]),
                         ("lodz", ["Łódź"])):  # fmt: skip
        edit.setText(typed)
        assert shown(view) == found


def test_an_unknown_id_gets_an_entry(made):
    check_list, view, _ = made
    check_list.set_checked([4711])
    assert check_list.checked() == (4711,)
    assert shown(view)[-1] == "Operator number 4711"


def test_a_list_with_chosen_entries_only_does_not_say_that_it_is_empty(made):
    check_list, view, _edit = made
    check_list.set_entries([], lambda number: f"Operator number {number}")
    check_list.set_checked([7])
    (nothing,) = view.viewport().findChildren(QLabel)
    assert not nothing.isVisible()


def test_new_entries_keep_the_choice(made):
    check_list, _, _ = made
    check_list.set_checked([7, 250])
    check_list.set_entries([(7, "Seven")], lambda number: f"Operator number {number}")
    assert check_list.checked() == (7, 250)


def test_a_choice_is_told_once(made):
    check_list, _, _ = made
    told = []
    check_list.changed.connect(lambda: told.append(check_list.checked()))
    check_list.set_checked([1, 2, 3])
    check_list.set_checked([3, 2, 1])
    check_list.set_entries(ENTRIES, str)
    assert told == [(1, 2, 3)]


def test_by_keyboard_alone(made):
    check_list, view, edit = made
    QTest.keyClicks(edit, "operator 42")
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert check_list.checked() == (42,)


def test_a_filter_without_match_says_so(made):
    _, view, edit = made
    notice = view.viewport().findChild(QLabel)
    assert not notice.isVisible()
    edit.setText("no such operator")
    assert notice.isVisible() and notice.text() == "No entry matches."
    edit.clear()
    assert not notice.isVisible()


def test_all_shown_can_be_chosen_at_once_and_cleared(made):
    check_list, _, edit = made
    edit.setText("operator 29")
    check_list.check_shown()
    assert check_list.checked() == (29, *range(290, 300))
    check_list.set_checked(())
    assert check_list.checked() == ()
