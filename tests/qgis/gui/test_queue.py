"""While a search runs others are prepared, and wait: shown, removable, one after the other."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from tests.ocm_server import faults

from .conftest import no_task_runs, settle
from .results import spatial_layers


@pytest.fixture
def form(searching, server):
    form = searching.open_panel()
    form._second_click.setInterval(0)
    return form


def ask(form, **filters) -> None:
    form.show_search(Search(area=Extent(-30, 30, 30, 60), **filters))
    settle(lambda: not form._settle.isActive())
    settle(lambda: not form._second_click.isActive())
    form.search_button.click()


def waiting(form) -> list[str]:
    return [form.queue_list.item(row).text() for row in range(form.queue_list.count())]


def test_two_more_searches_are_prepared_while_one_runs_and_come_one_after_the_other(form, server, searching, window):
    """A second one was refused, and the button was gone meanwhile."""
    server.faults.add(faults.delay(0.4), times=None, action="poi")
    ask(form)
    assert form.search_button.text() == "Search Afterwards" and form.search_button.isEnabled()
    ask(form, min_power_kw=50.0)
    ask(form, min_power_kw=150.0)
    assert form.queue.isVisible() and len(waiting(form)) == 2
    assert "at least 50 kW" in waiting(form)[0] and "at least 150 kW" in waiting(form)[1]
    settle(lambda: len(spatial_layers()) == 3)
    settle(lambda: form.search_button.text() == "Search")
    assert not form.queue.isVisible() and no_task_runs()
    assert len({layer.featureCount() for layer in spatial_layers()}) == 3


def test_the_same_search_does_not_wait_twice(form, server, searching):
    server.faults.add(faults.stall(), times=None, action="poi")
    ask(form)
    ask(form)
    assert waiting(form) == []
    for _ in range(3):
        ask(form, min_power_kw=50.0)
    assert len(waiting(form)) == 1
    searching.cancel()


def test_a_waiting_search_can_be_removed_with_the_mouse_and_the_keyboard(form, server, searching):
    server.faults.add(faults.stall(), times=None, action="poi")
    ask(form)
    for power in (50.0, 100.0, 150.0):
        ask(form, min_power_kw=power)
    form.queue_list.setCurrentRow(1)
    form.queue_remove_button.click()
    assert ["at least 50 kW" in waiting(form)[0], "at least 150 kW" in waiting(form)[1]] == [True, True]
    form.queue_list.setCurrentRow(1)
    QTest.keyClick(form.queue_list, Qt.Key.Key_Delete)
    assert len(waiting(form)) == 1
    form.queue_remove_button.click()
    assert not form.queue.isVisible()
    searching.cancel()


def test_cancel_ends_one_search_and_the_next_begins(form, server, searching):
    server.faults.add(faults.stall(), times=1, action="poi")
    ask(form)
    settle(lambda: bool(server.poi_requests))
    ask(form, min_power_kw=50.0)
    form.cancel_button.click()
    settle(lambda: len(spatial_layers()) == 1)
    assert waiting(form) == []


def test_after_a_failure_the_others_wait_until_the_person_goes_on(form, server, searching, window):
    """What the next one said would have taken the place of the error, and of its button."""
    server.faults.add(faults.delay(0.3), times=1, action="poi")
    server.faults.add(faults.html(), times=1, action="poi")
    ask(form)
    ask(form, min_power_kw=50.0)
    settle(lambda: form.notice.isVisible() and no_task_runs())
    assert "web page" in form.notice_text.text() and len(waiting(form)) == 1
    server.faults.clear()
    assert form.queue_next_button.isVisible()
    form.queue_next_button.click()
    settle(lambda: len(spatial_layers()) == 1)


def test_a_project_that_is_closed_takes_the_waiting_searches_with_it(form, server, searching, window):
    server.faults.add(faults.stall(), times=None, action="poi")
    ask(form)
    settle(lambda: bool(server.poi_requests))
    ask(form, min_power_kw=50.0)
    QgsProject.instance().clear()
    settle(no_task_runs)
    assert waiting(form) == [] and QgsProject.instance().mapLayers() == {}


def test_an_error_stands_in_the_panel_until_something_changes(form, server, searching, window):
    server.faults.add(faults.html(), times=1, action="poi")
    ask(form)
    settle(form.notice.isVisible)
    window.canvas.zoomByFactor(2)
    QTest.qWait(400)
    assert form.notice.isVisible() and not form.notice_icon.pixmap().isNull()
    form.show_search(Search(area=Extent(6, 50, 7, 51)))
    settle(lambda: not form.notice.isVisible())
