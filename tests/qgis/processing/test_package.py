"""One GeoPackage of all tables: the same through the panel, Processing and a model, whole or not there at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProject,
)

from ocm_plugin.gui.search_request import SearchRequest
from ocm_plugin.gui.search_task import SearchTask
from ocm_plugin.layers.geopackage import at_once, open_table
from ocm_plugin.layers.metadata import read_search
from ocm_plugin.layers.project import put_into_project
from ocm_plugin.layers.saving import STYLE_NAME
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.tables.schema import CHILDREN, STATIONS, TABLES
from ocm_plugin.qgis_support.settings import API, Settings
from ocm_plugin.qgis_support.sources import choose_source
from tests.ocm_server import faults
from tests.support.algorithm_runs import run
from tests.support.package_content import content_of

WHERE = "3,10,47,53 [EPSG:4326]"
SEARCH = Search(area=Extent(3, 47, 10, 53), min_power_kw=50, include_comments=True)
PARAMETERS = {"EXTENT": WHERE, "MIN_POWER_KW": 50, "INCLUDE_COMMENTS": True}


def by_the_panel(path: Path) -> None:
    """What the panel does for a search into a GeoPackage."""
    request = SearchRequest(SEARCH, API, str(path), "afir")
    task = SearchTask(request, choose_source(Settings.load(), API))
    assert task.run(), task.error
    arrival = task.result
    at_once(put_into_project(arrival.open_layers(), arrival.result, "afir", QgsProject.instance()))
    QgsProject.instance().clear()


def by_a_model(path: Path) -> None:
    child = QgsProcessingModelChildAlgorithm("openchargemap:stationsinextent")
    for name, value in {**PARAMETERS, "PACKAGE": str(path)}.items():
        child.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
    output = QgsProcessingModelOutput("stations")
    output.setChildOutputName("OUTPUT")
    child.setChildId("search")
    output.setChildId("search")
    child.setModelOutputs({"stations": output})
    model = QgsProcessingModelAlgorithm("packed", "tests")
    model.addChildAlgorithm(child)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    _, ok = model.run({"search:stations": "memory:"}, context, QgsProcessingFeedback())
    assert ok


def test_the_same_search_gives_the_same_tables_everywhere(server, tmp_path):
    """Results of scripts had half of what the panel made: no providers, no searches, no styles."""
    panel, script, alone, model = (tmp_path / f"{name} ü'.gpkg" for name in ("panel", "script", "alone", "model"))
    by_the_panel(panel)
    results, _ = run("stationsinextent", **PARAMETERS, PACKAGE=str(script))
    run("stationsinextent", **PARAMETERS, OUTPUT=None, PACKAGE=str(alone))
    by_a_model(model)
    expected = content_of(panel)
    assert set(expected) == set(TABLES)
    assert content_of(script) == content_of(alone) == content_of(model) == expected
    assert results["OUTPUT"].featureCount() == results["COUNT"] > 0
    assert results["PACKAGE"] == str(script)


def styles_and_metadata(path: Path) -> tuple[list[str], list[str]]:
    with closing(sqlite3.connect(path)) as file:
        styles = file.execute("SELECT f_table_name FROM layer_styles WHERE styleName = ? ORDER BY 1", (STYLE_NAME,))
        told = file.execute("SELECT DISTINCT table_name FROM gpkg_metadata_reference ORDER BY 1")
        return [name for (name,) in styles], [name for (name,) in told]


def test_a_package_has_looks_and_metadata_and_no_log_beside_it(server, tmp_path):
    path = tmp_path / "all.gpkg"
    run("stationsinextent", **PARAMETERS, PACKAGE=str(path))
    assert [file.name for file in tmp_path.glob("all*")] == [path.name]
    ours = sorted((STATIONS, *CHILDREN))
    assert styles_and_metadata(path) == (ours, ours)
    layer = open_table(str(path), STATIONS)
    layer.loadDefaultMetadata()
    assert read_search(layer) == SEARCH
    assert layer.metadata().rights()


def test_without_any_output_it_says_what_is_missing(server):
    with pytest.raises(QgsProcessingException, match="choose where the stations go"):
        run("stationsinextent", EXTENT=WHERE, OUTPUT=None)
    assert [request for request in server.requests if "poi" in request.target] == []


@pytest.mark.parametrize("name", ["all.zip", "all"])
def test_a_package_is_a_geopackage(server, tmp_path, name):
    with pytest.raises(QgsProcessingException, match=r"must end in \.gpkg"):
        run("stationsinextent", EXTENT=WHERE, PACKAGE=str(tmp_path / name))


def test_a_package_is_no_other_output(server, tmp_path):
    path = str(tmp_path / "all.gpkg")
    with pytest.raises(QgsProcessingException, match="named for two outputs"):
        run("stationsinextent", EXTENT=WHERE, OUTPUT=path, PACKAGE=path)
    assert list(tmp_path.glob("*.gpkg")) == []


def test_a_package_that_the_project_has_open_is_left_alone(server, empty_project, tmp_path):
    path = tmp_path / "all.gpkg"
    run("stationsinextent", EXTENT=WHERE, PACKAGE=str(path))
    empty_project.addMapLayer(open_table(str(path), STATIONS))
    before = content_of(path)
    with pytest.raises(QgsProcessingException, match="belongs to the layer"):
        run("stationsinextent", EXTENT=WHERE, MIN_POWER_KW=150, PACKAGE=str(path))
    assert content_of(path) == before


def test_a_run_that_stops_leaves_the_package_that_was_there(server, tmp_path):
    path = tmp_path / "all.gpkg"
    run("stationsinextent", EXTENT=WHERE, PACKAGE=str(path))
    before = path.read_bytes()
    Settings(page_size=100).save()
    server.faults.add(faults.status(403), after=2, times=None, action="poi")
    with pytest.raises(QgsProcessingException, match="was left as it was"):
        run("stationsinextent", EXTENT=WHERE, PACKAGE=str(path))
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.glob("*all*")] == [path.name]
