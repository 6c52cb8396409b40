"""A list with check marks and a filter."""

from __future__ import annotations

import pytest
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from ocm_plugin.gui.check_list import CheckList
from ocm_plugin.ocm.records.list_search import Entry

ENTRIES = [Entry(number, f"Operator {number}") for number in range(300)]


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
    others = [25, *range(251, 260)]
    assert shown(view) == ["Operator 7", "Operator 250", *[f"Operator {number}" for number in others]]
    assert check_list.checked() == (7, 250)


def test_typing_finds_an_entry_by_its_other_title_too(made):
    """In another language, the titles of Open Charge Map stand in models, forums and at the plug itself."""
    check_list, view, edit = made
    check_list.set_entries([Entry(33, "CCS (Typ 2)", "CCS (Type 2)"), Entry(2, "CHAdeMO")], str)
    edit.setText("type 2")
    assert shown(view) == ["CCS (Typ 2)"]
    edit.setText("typ 2")
    assert shown(view) == ["CCS (Typ 2)"]


@pytest.mark.parametrize("typed", ["öst", "Öst", "ost", "Oest", "O\u0308st", "öster"])
def test_typing_finds_an_entry_without_its_accents_or_with_letters_written_out(made, typed: str):
    """A keyboard may lack the letter: "Oster" and "Oester" found nothing."""
    check_list, view, edit = made
    check_list.set_entries([Entry("AT", "Österreich"), Entry("OM", "Oman"), Entry("RE", "Réunion")], str)
    edit.setText(typed)
    assert shown(view) == ["Österreich"]


def test_an_accent_that_is_typed_needs_none_in_the_entry(made):
    check_list, view, edit = made
    titles = ("Malmo Energi", "Ørsted", "Strasse", "Łódź")
    check_list.set_entries([Entry(number, title) for number, title in enumerate(titles)], str)
    for typed, found in (("malmö", ["Malmo Energi"]), ("orsted", ["Ørsted"]), ("straße", ["Strasse"]),
                         ("lodz", ["Łódź"])):  # fmt: skip
        edit.setText(typed)
        assert shown(view) == found


def test_an_unknown_id_gets_an_entry(made):
    check_list, view, _ = made
    check_list.set_checked([4711])
    assert check_list.checked() == (4711,)
    assert shown(view)[0] == "Operator number 4711"


def test_a_list_with_chosen_entries_only_does_not_say_that_it_is_empty(made):
    check_list, view, _edit = made
    check_list.set_entries([], lambda number: f"Operator number {number}")
    check_list.set_checked([7])
    (nothing,) = view.viewport().findChildren(QLabel)
    assert not nothing.isVisible()


def test_new_entries_keep_the_choice(made):
    check_list, _, _ = made
    check_list.set_checked([7, 250])
    check_list.set_entries([Entry(7, "Seven")], lambda number: f"Operator number {number}")
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
    edit.setText("steam engine")
    assert notice.isVisible() and notice.text() == "No entry matches."
    edit.clear()
    assert not notice.isVisible()


def test_all_shown_can_be_chosen_at_once_and_cleared(made):
    check_list, view, edit = made
    edit.setText("operator 29")
    check_list.check_shown()
    assert check_list.checked() == (29, *range(290, 300))
    edit.clear()
    assert shown(view)[:11] == [f"Operator {number}" for number in (29, *range(290, 300))]
    check_list.set_checked(())
    assert check_list.checked() == ()


def centre(view, row: int):
    """Far right in a row, away from its check box."""
    place = view.visualRect(view.model().index(row, 0))
    return QPoint(place.right() - 4, place.center().y())


def test_a_click_anywhere_on_a_row_ticks_it_and_a_second_one_unticks_it(made):
    """Only the check box itself took clicks; one on the title chose nothing, and looked as if it had."""
    check_list, view, _ = made
    told = []
    check_list.changed.connect(lambda: told.append(check_list.checked()))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(view.viewport(), left, pos=centre(view, 2))
    check_box = view.visualRect(view.model().index(3, 0)).topLeft() + QPoint(8, 8)
    QTest.mouseClick(view.viewport(), left, pos=check_box)
    assert check_list.checked() == (2, 3)
    QTest.mouseClick(view.viewport(), left, pos=centre(view, 2))
    assert told == [(2,), (2, 3), (3,)]
    # Rows stay where they are while the mouse is there.
    assert shown(view)[:4] == [f"Operator {number}" for number in range(4)]


def test_a_press_that_ends_on_another_row_ticks_nothing(made):
    check_list, view, _ = made
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, 1))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, 4))
    assert check_list.checked() == ()


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_ticks_the_best_match_and_the_next_word_follows_at_once(made, enter):
    check_list, _, edit = made
    for word in ("42", "operator 25"):
        QTest.keyClicks(edit, word)
        QTest.keyClick(edit, enter)
    assert check_list.checked() == (25, 42)
    assert edit.selectedText() == "operator 25"
    QTest.keyClick(edit, enter)
    assert check_list.checked() == (25, 42), "Enter never takes a tick away"
    edit.clear()
    QTest.keyClick(edit, enter)
    assert check_list.checked() == (25, 42), "nothing typed, nothing meant"


def test_enter_in_field_and_list_does_not_press_the_button_of_the_window(made):
    _, view, edit = made
    dialog = QDialog()
    button = QPushButton(dialog)
    button.setDefault(True)
    pressed = []
    button.clicked.connect(lambda: pressed.append(True))
    layout = QVBoxLayout(dialog)
    for widget in (edit, view, button):
        layout.addWidget(widget)
    dialog.show()
    for widget in (edit, view):
        widget.setFocus()
        QTest.keyClicks(edit, "7")
        QTest.keyClick(widget, Qt.Key.Key_Return)
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert pressed == []
    dialog.close()
    edit.setParent(None)
    view.setParent(None)


def test_keys_go_between_field_and_list(made):
    check_list, view, edit = made
    QTest.keyClicks(edit, "operator 4")
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert view.currentIndex().data() == "Operator 4"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert check_list.checked() == (4,)
    QTest.keyClick(view, "9")
    assert edit.text() == "9" and shown(view)[:2] == ["Operator 4", "Operator 9"]
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == ""


def test_what_looks_like_the_word_is_offered_when_nothing_is_called_so(made):
    check_list, view, edit = made
    check_list.set_entries([Entry(1, "CHAdeMO"), Entry(2, "CCS (Type 2)")], str)
    edit.setText("chadmeo")
    assert shown(view) == ["CHAdeMO"]


def test_a_list_without_field_keeps_its_order(qgis_app):
    view = QListView()
    check_list = CheckList(view)
    check_list.set_entries([Entry(10, "One"), Entry(20, "Two")], str)
    check_list.set_checked([20])
    assert shown(view) == ["One", "Two"]
    view.deleteLater()


def test_outdated_entries_are_last(made):
    check_list, view, _ = made
    check_list.set_entries([Entry(7, "Avcon", is_outdated=True), Entry(33, "CCS")], str)
    assert shown(view) == ["CCS", "Avcon"]
