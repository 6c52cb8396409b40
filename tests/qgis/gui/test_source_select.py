"""The page of QGIS' Data Source Manager, used as that window does: it asks for one once, and Python keeps no other."""

from __future__ import annotations

import gc

import pytest
from qgis.core import QgsProviderRegistry
from qgis.gui import QgsGui
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QSignalSpy, QTest
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
)

from ocm_plugin.gui.browser import Browser
from ocm_plugin.gui.source_select import SourceSelect
from ocm_plugin.ocm.search.areas import Countries
from ocm_plugin.ocm.search.saved import SavedSearch, shipped
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support.sources import saved_searches

from .conftest import settle

GERMANY = SavedSearch("Fast & <b>cheap</b>", Search(Countries(("DE",)), min_power_kw=50))


@pytest.fixture
def browser(qgis_app, monkeypatch, tmp_path):
    monkeypatch.setattr("ocm_plugin.qgis_support.sources.profile_folder", lambda: tmp_path / "profile")
    return Browser()


@pytest.fixture
def select(browser):
    select = SourceSelect(browser)
    select.start()
    yield select
    select.stop()


@pytest.fixture
def window(select):
    """A window with pages, as the Data Source Manager is one; ours is the only page."""
    window = QDialog()
    pages = QStackedWidget(window)
    QVBoxLayout(window).addWidget(pages)
    registry = QgsGui.sourceSelectProviderRegistry()
    mode = QgsProviderRegistry.WidgetMode.Embedded
    pages.addWidget(registry.createSelectionWidget("openchargemap", window, Qt.WindowType.Widget, mode))
    pages.currentWidget().accepted.connect(window.accept)
    window.show()
    gc.collect()
    settle()
    gc.collect()
    yield window
    window.deleteLater()
    settle()


def names(window) -> list[str]:
    entries = window.findChild(QListWidget)
    return [entries.item(row).text() for row in range(entries.count())]


def add_button(window) -> QPushButton:
    box = window.findChild(QDialogButtonBox)
    return next(button for button in box.buttons() if button.text().replace("&", "") == "Add")


def test_it_offers_what_the_browser_does_as_it_is_now(browser, window):
    before = names(window)
    assert "Demo data (invented)" in before and before == [each.name for each in browser.entries()]
    saved_searches().save(GERMANY)
    window.hide()
    window.show()
    assert set(names(window)) - set(before) == {GERMANY.name}


def test_a_double_click_or_add_does_what_it_is_on_and_closes_the_window(browser, window):
    demo, edited = QSignalSpy(browser.demo_wanted), QSignalSpy(browser.edit_wanted)
    closed = QSignalSpy(window.accepted)
    entries = window.findChild(QListWidget)
    assert not add_button(window).isEnabled()
    entries.setCurrentRow(names(window).index(shipped()[0].name))
    assert add_button(window).isEnabled()
    add_button(window).click()
    assert [each.name for (each,) in edited] == [shipped()[0].name] and len(closed) == 1
    entries.itemActivated.emit(entries.item(0))
    assert len(demo) == 0, "Enter is for the row that is chosen"
    entries.setCurrentRow(0)
    entries.itemActivated.emit(entries.item(0))
    assert len(demo) == 1 and len(closed) == 3


def test_what_is_typed_is_searched_with_one_enter(select, window):
    typed, closed = QSignalSpy(select.typed_wanted), QSignalSpy(window.accepted)
    line = window.findChild(QLineEdit)
    assert window.focusWidget() is line
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert len(typed) == 0, "there is nothing to be searched"
    QTest.keyClicks(line, "austin ccs 150")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert list(typed) == [["austin ccs 150"]] and len(closed) == 1


def test_the_panel_is_one_click_away(select, window):
    wanted = QSignalSpy(select.panel_wanted)
    next(each for each in window.findChildren(QPushButton) if each.text() == "Open the Search Panel").click()
    assert len(wanted) == 1


def test_it_goes_with_the_plugin(browser):
    registry = QgsGui.sourceSelectProviderRegistry()
    for _ in range(3):
        select = SourceSelect(browser)
        select.start()
        gc.collect()
        assert registry.providerByName("openchargemap").text() == "Open Charge Map"
        provider = select._provider
        select.stop()
        assert registry.providerByName("openchargemap") is None and sip.isdeleted(provider)
