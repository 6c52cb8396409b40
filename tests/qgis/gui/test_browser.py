"""Open Charge Map in QGIS' browser: what it offers, what a double click does, and that nothing needs to be held."""

from __future__ import annotations

import gc

import pytest
from qgis.core import QgsApplication, QgsBrowserProxyModel, QgsDataItem
from qgis.gui import QgsBrowserDockWidget, QgsBrowserGuiModel, QgsDataItemGuiContext, QgsGui
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QModelIndex
from qgis.PyQt.QtWidgets import QMenu

from ocm_plugin.gui.browser import ROOT, Browser
from ocm_plugin.ocm.search.areas import Countries
from ocm_plugin.ocm.search.saved import SavedSearch, shipped
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support.settings import Settings
from ocm_plugin.qgis_support.sources import saved_searches

GERMANY = SavedSearch("Fast & <b>cheap</b>", Search(Countries(("DE",)), min_power_kw=50))


@pytest.fixture
def model(qgis_app, monkeypatch, tmp_path):
    monkeypatch.setattr("ocm_plugin.qgis_support.sources.profile_folder", lambda: tmp_path / "profile")
    model = QgsBrowserGuiModel()
    model.initialize()
    yield model
    Settings().save()


DEMO = ("Demo data (invented)", "Municipalities and motorways (invented)")


@pytest.fixture
def browser(model):
    browser = Browser()
    browser.start()
    yield browser
    browser.stop()


def names(model: QgsBrowserGuiModel) -> list[str]:
    """The entries in the order of the panel."""
    QgsApplication.processEvents()
    gc.collect()
    shown = QgsBrowserProxyModel()
    shown.setBrowserModel(model)
    shown.sort(0)
    root = shown.mapFromSource(model.findPath(ROOT))
    return [shown.data(shown.index(row, 0, root)) for row in range(shown.rowCount(root))]


def entry(model: QgsBrowserGuiModel, name: str) -> QgsDataItem:
    root = model.findPath(ROOT)
    items = [model.dataItem(model.index(row, 0, root)) for row in range(model.rowCount(root))]
    return next(item for item in items if item.name() == name)


def double_click(model: QgsBrowserGuiModel, name: str) -> bool:
    item = entry(model, name)
    doors = [each for each in QgsGui.dataItemGuiProviderRegistry().providers() if each.name() == "openchargemap"]
    return doors[0].handleDoubleClick(item, QgsDataItemGuiContext())


def test_it_offers_the_demo_the_saved_and_the_shipped_searches(model, browser):
    own = [each.name for each in shipped()]
    assert names(model) == [*DEMO, *own]
    saved_searches().save(GERMANY)
    Settings(mirror="/maps/germany.gpkg").save()
    browser.refresh()
    assert names(model) == [*DEMO, "Mirror: germany.gpkg", GERMANY.name, *own]


def test_entries_stay_whole_until_qgis_has_taken_them_away(model, browser):
    """Each refresh asked the browser's item for its children, which QGIS hands to Python as its own: Python deleted
    them at once, and wrote into memory that was given back. QGIS ended then, or later, in a collection of garbage."""
    names(model)
    demo = entry(model, DEMO[0])
    browser.refresh()
    assert not sip.isdeleted(demo) and demo.name() == DEMO[0]
    assert names(model)[: len(DEMO)] == [*DEMO]


def test_a_double_click_opens_what_it_is_on(model, browser):
    saved_searches().save(GERMANY)
    Settings(mirror="/maps/germany.gpkg").save()
    browser.refresh()
    wanted = []
    browser.demo_wanted.connect(lambda: wanted.append("demo"))
    browser.places_wanted.connect(lambda: wanted.append("places"))
    browser.mirror_wanted.connect(wanted.append)
    browser.search_wanted.connect(lambda saved: wanted.append(("run", saved)))
    browser.edit_wanted.connect(lambda saved: wanted.append(("edit", saved)))
    for name in (*DEMO, "Mirror: germany.gpkg", GERMANY.name, shipped()[3].name):
        assert double_click(model, name)
    assert wanted == ["demo", "places", "/maps/germany.gpkg", ("run", GERMANY), ("edit", shipped()[3])]


def test_the_entries_survive_a_refresh_of_the_browser(model, browser, qtbot):
    """QGIS asks for the children of what it refreshes, and plain items have no code for that: they were gone."""
    before = names(model)
    dock = QgsBrowserDockWidget("Browser", model)
    qtbot.addWidget(dock)
    dock.show()
    for _ in range(3):
        dock.refresh()
        assert names(model) == before


def test_other_items_are_left_to_others(model, browser):
    names(model)
    item = next(
        item
        for row in range(model.rowCount(QModelIndex()))
        if not (item := model.dataItem(model.index(row, 0, QModelIndex()))).path().startswith(ROOT)
    )
    doors = [each for each in QgsGui.dataItemGuiProviderRegistry().providers() if each.name() == "openchargemap"]
    menu = QMenu()
    doors[0].populateContextMenu(item, menu, [item], QgsDataItemGuiContext())
    assert not menu.actions()
    assert not doors[0].handleDoubleClick(item, QgsDataItemGuiContext())


def test_nothing_is_left_when_it_stops(model):
    browser = Browser()
    browser.start()
    assert names(model)
    browser.stop()
    gc.collect()
    QgsApplication.processEvents()
    assert not model.findPath(ROOT).isValid()
    assert all(each.name() != "openchargemap" for each in QgsGui.dataItemGuiProviderRegistry().providers())
