"""How filters are chosen: from long lists, by kinds of plugs, in steps of power, with ticks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QComboBox, QWidget

from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.reference import Operator
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.translation import Language
from tests.support.languages import spoken


def test_hundreds_of_operators_are_found_by_typing(form):
    operators = {number: Operator(number, f"Network {number}") for number in range(1, 700)}
    form.set_reference(replace(BUILT_IN, operators=operators))
    search_field, entries = (form.findChild(QWidget, name) for name in ("operator_ids_search", "operator_ids"))
    QTest.keyClicks(search_field, "network 42")
    assert entries.model().rowCount() == 11
    QTest.keyClick(search_field, Qt.Key.Key_Down)
    QTest.keyClick(entries, Qt.Key.Key_Space)
    assert form.request().search.operator_ids == (42,)


class Renaming(Language):
    """English, in which connectors of one kind have another name."""

    def text(self, text: str, plural: str, n: int | None) -> str:
        return "Kombistecker" if text == "CCS (Type 2)" else super().text(text, plural, n)


@pytest.mark.parametrize("typed", ["kombi", "ccs (type 2"])
def test_a_list_shows_titles_in_the_users_language_and_is_narrowed_by_those_of_the_service_too(form, typed):
    with spoken(Renaming()):
        form.set_reference(BUILT_IN)
        search_field, entries = (
            form.findChild(QWidget, name) for name in ("connection_type_ids_search", "connection_type_ids")
        )
        QTest.keyClicks(search_field, typed)
        assert [entries.model().index(row, 0).data() for row in range(entries.model().rowCount())] == ["Kombistecker"]


def test_parts_say_how_many_filters_they_hold(form):
    """And the button above them the number of all, as they are closed until somebody asks for more."""
    more = form.findChild(QWidget, "more_button")
    form.show_search(Search(area=World(), connection_type_ids=(33,), min_power_kw=50, is_public=True))
    assert more.text() == "More filters" and not form.findChild(QWidget, "open_data").isVisible()
    form.show_search(Search(area=World(), max_power_kw=50, min_connectors=2, open_data=True))
    titles = [box.title() for box in form.what_group.findChildren(QgsCollapsibleGroupBoxBasic)]
    assert titles == ["Connectors (2)", "Operators", "Usage and Status", "Data (1)"]
    assert more.text() == "More filters (3)" and more.isChecked(), "what is set is shown"


def chip(form, name: str) -> QAbstractButton:
    return form.findChild(QAbstractButton, f"plug_{name}")


def test_a_kind_of_plug_means_all_its_connection_types(form):
    form.show_search(Search(area=World()))
    chip(form, "ccs").click()
    chip(form, "type2").click()
    assert form.request().search.connection_type_ids == (25, 32, 33, 1036)
    chip(form, "ccs").click()
    assert form.request().search.connection_type_ids == (25, 1036)
    form.show_search(Search(area=World(), connection_type_ids=(2, 33)))
    down = {name: chip(form, name).isChecked() for name in ("ccs", "chademo", "type2")}
    assert down == {"ccs": False, "chademo": True, "type2": False}
    assert chip(form, "ccs").font().italic(), "some of its types are chosen"
    assert "CCS (Type 1)" in chip(form, "ccs").toolTip()


def test_the_power_is_chosen_in_steps_or_as_any_number(form):
    steps, own = form.findChild(QComboBox, "min_power_kw_steps"), form.findChild(QWidget, "min_power_kw")
    form.show_search(Search(area=World()))
    texts = [steps.itemText(index) for index in range(steps.count())]
    assert texts == ["Any", "≥ 7.4 kW", "≥ 22 kW", "≥ 50 kW", "≥ 150 kW", "≥ 350 kW", "Own value…"]
    assert steps.currentText() == "Any" and not own.isVisible()
    for index, kw in enumerate((None, 7.4, 22.0, 50.0, 150.0, 350.0)):
        steps.setCurrentIndex(index)
        steps.activated.emit(index)
        assert form.request().search.min_power_kw == kw and not own.isVisible()
    steps.setCurrentIndex(6)
    steps.activated.emit(6)
    assert own.isVisible() and form.request().search.min_power_kw == 350
    own.setValue(50)
    assert own.isVisible(), "the field does not go while a number is typed"
    form.show_search(Search(area=World(), min_power_kw=43.0))
    assert steps.currentText() == "Own value…" and own.isVisible() and own.value() == 43
    form.show_search(Search(area=World(), min_power_kw=50.0))
    assert steps.currentText() == "≥ 50 kW" and not own.isVisible()


def test_a_tick_asks_for_what_is_so_and_shows_a_search_for_the_contrary(form):
    for name, label, contrary in (
        ("is_public", "Public", "Not open to the public"),
        ("in_operation", "In operation", "Not in operation"),
    ):
        box = form.findChild(QAbstractButton, name)
        form.show_search(Search(area=World()))
        assert box.text() == label and not box.isChecked()
        box.click()
        assert getattr(form.request().search, name) is True
        form.show_search(Search(area=World(), **{name: False}))
        assert box.text() == contrary and box.isChecked()
        assert getattr(form.request().search, name) is False
        box.click()
        assert getattr(form.request().search, name) is None and box.text() == label
