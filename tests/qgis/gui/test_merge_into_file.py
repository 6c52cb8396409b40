"""A search into a GeoPackage that is there already: the user is asked whether it is merged or replaced."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QMessageBox

from ocm_plugin.ocm.search.areas import Extent, World
from ocm_plugin.ocm.search.search import Search
from tests.ocm_server import faults

from .conftest import settle
from .results import request, run, stations

EVERYWHERE = Search(area=World())
WEST, EAST = Search(area=Extent(3, 47, 6.5, 53)), Search(area=Extent(6.5, 47, 10, 53))


@pytest.fixture
def package(server, searching, window, tmp_path) -> Path:
    path = tmp_path / "stations.gpkg"
    run(searching, window, request(WEST, geopackage=str(path)))
    layer = stations()
    assert layer.startEditing()
    row = next(layer.getFeatures())
    assert layer.changeAttributeValue(row.id(), layer.fields().indexOf("name"), "Mine")
    assert layer.commitChanges()
    window.clear_project()
    return path


def names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return [name for (name,) in file.execute("SELECT name FROM stations ORDER BY fid")]


def test_a_merged_search_comes_beside_what_is_there(package, searching, window):
    before = names(package)
    told = run(searching, window, request(EAST, geopackage=str(package), merges=True))
    after = names(package)
    assert after[: len(before)] == before and "Mine" in after and len(after) > len(before)
    assert "added" in told or "not asked" in told, told
    layer = stations()
    assert layer.featureCount() == len(after)
    settle(lambda: not searching.work.goes_on)
    searching._messages.clear()
    searching.reloads.reload(layer)
    settle(lambda: bool(window.message()) and not searching.work.goes_on)
    assert len(names(package)) == len(after)


def test_an_answer_without_stations_is_refused(package, searching, window, server):
    before = names(package)
    server.replace_pois([])
    assert "Nothing was changed" in run(searching, window, request(WEST, geopackage=str(package), merges=True))
    assert names(package) == before


@pytest.mark.parametrize("press", ["Load What Arrived", "Continue"])
def test_a_stopped_search_is_merged_when_the_user_takes_it(package, searching, window, server, press):
    """What had arrived takes no station away that is there; what goes on is merged as a whole."""
    before = names(package)
    server.faults.add(faults.status(500), after=2, times=None, action="poi")
    assert "had arrived" in run(searching, window, request(EVERYWHERE, geopackage=str(package), merges=True))
    assert names(package) == before
    server.faults.clear()
    window.press(press)
    settle(lambda: bool(stations_if_there()) and not searching.work.goes_on)
    after = names(package)
    assert after[: len(before)] == before and len(after) > len(before)
    assert (len(after) == 1200) is (press == "Continue")


@pytest.mark.parametrize(("press", "merges"), [("&Merge", True), ("&Replace", False), ("Cancel", None)])
def test_the_user_is_asked(package, form, press, merges):
    assert asked_by(form, package, press) == ([] if merges is None else [merges])


def test_into_a_file_of_something_else_nothing_is_merged(form, tmp_path):
    path = tmp_path / "other.gpkg"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE mine (fid INTEGER PRIMARY KEY)")
    with pytest.raises(StopIteration):
        asked_by(form, path, "&Merge")
    assert asked_by(form, path, "&Replace") == [False]


def stations_if_there() -> list:
    return QgsProject.instance().mapLayersByName("Charging stations")


def asked_by(form, path: Path, press: str) -> list[bool]:
    """Search into a file, and answer the question: whether the searches merge that are wanted then."""
    wanted: list[bool] = []
    failures: list[BaseException] = []
    form.search_wanted.connect(lambda request: wanted.append(request.merges))
    form.show_search(WEST)
    form.output.setCurrentIndex(form.output.findData("geopackage"))
    form.output_file.setFilePath(str(path))

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        try:
            next(each for each in box.buttons() if each.text().replace("&", "") == press.replace("&", "")).click()
        except StopIteration as error:
            failures.append(error)
            box.reject()

    form._second_click.stop()
    QTimer.singleShot(200, answer)
    form.ask_for_search()
    if failures:
        raise failures[0]
    return wanted
