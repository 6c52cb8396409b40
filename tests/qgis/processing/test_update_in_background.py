"""A layer brought up to date in a worker, as Processing runs it from its windows: the main thread only does its part.

The algorithm ran in the main thread: the window stood still until the server had answered, and nobody could cancel.
"""

from __future__ import annotations

from threading import Event, current_thread, main_thread

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProject,
)

from ocm_plugin.layers import layer_table
from ocm_plugin.layers.merging import IN_WRITING, LayerMerge
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois
from tests.qgis.gui.conftest import settle
from tests.support.processing_log import Log

from .conftest import EVERYWHERE

N = 40


@pytest.fixture
def server(provider, monkeypatch, tmp_path):
    with OcmServer(make_pois(N)) as server:
        monkeypatch.setenv("OCM_API_URL", server.url)
        monkeypatch.setenv("OCM_API_KEY", server.key)
        monkeypatch.setattr("ocm_plugin.qgis_support.sources.profile_folder", lambda: tmp_path / "profile")
        yield server


@pytest.fixture
def layer(layer, server):
    """All stations; the service says otherwise of each of them by now."""
    server.replace_pois([{**poi, "AddressInfo": {**poi["AddressInfo"], "Title": "New"}} for poi in make_pois(N)])
    return layer


class Run:
    """The algorithm in a worker."""

    def __init__(self, layer, algorithm=None, parameters=None) -> None:
        self.log, self.context, self.ended = Log(), QgsProcessingContext(), []
        self.context.setProject(QgsProject.instance())
        registry = QgsApplication.processingRegistry()
        self._algorithm = algorithm or registry.algorithmById("openchargemap:updatelayer").create()
        values = parameters or {"INPUT": layer, "OUTPUT": "memory:"}
        self.task = QgsProcessingAlgRunnerTask(self._algorithm, values, self.context, self.log)
        self.task.executed.connect(lambda *ended: self.ended.append(ended))
        QgsApplication.taskManager().addTask(self.task)

    def end(self) -> tuple[bool, dict]:
        settle(lambda: bool(self.ended))
        return self.ended[0]


def names(layer) -> set[str]:
    return {feature["name"] for feature in layer.getFeatures()}


def test_a_worker_searches_and_the_main_thread_answers_meanwhile(server, layer, monkeypatch):
    """What is done to temporary layers, which are on the map, the main thread does."""
    opened, threads = Event(), set()
    held_up = faults.Fault("held up", change_body=lambda body: body if opened.wait(120) else b"")
    server.faults.add(held_up, times=1, action="poi")
    write = LayerMerge.write

    def seen(merge):
        for step in write(merge):
            threads.add(current_thread() is main_thread())
            yield step

    monkeypatch.setattr(LayerMerge, "write", seen)
    asked = len(server.poi_requests)
    run = Run(layer)
    settle(lambda: len(server.poi_requests) > asked)  # this is the main thread, and it is free
    assert not run.ended and "New" not in names(layer)
    opened.set()
    succeeded, results = run.end()
    assert succeeded and results["N_CHANGED"] == N and names(layer) == {"New"}
    assert run.context.getMapLayer(results["OUTPUT"]).featureCount() == N
    assert threads == ({True} if layer.providerType() == "memory" else set()) and not IN_WRITING


def test_a_cancel_while_the_server_thinks_changes_nothing(server, layer):
    opened, before = Event(), names(layer)
    held_up = faults.Fault("held up", change_body=lambda body: body if opened.wait(120) else b"")
    server.faults.add(held_up, times=1, action="poi")
    asked = len(server.poi_requests)
    run = Run(layer)
    settle(lambda: len(server.poi_requests) > asked)
    run.log.cancel()
    succeeded, _ = run.end()
    opened.set()
    assert not succeeded and names(layer) == before and not layer.isEditable()


@pytest.mark.parametrize("layer", ["memory"], indirect=True)
def test_a_cancel_in_the_middle_of_the_writing_takes_it_back(server, layer, monkeypatch):
    """A few rows at a time, so that the window shows itself in between, and a click on Cancel is heard."""
    monkeypatch.setattr(layer_table, "SLICE", 1)
    before = [feature.attributes() for feature in layer.getFeatures()]
    write, written = LayerMerge.write, []

    def cancelled(merge):
        for step in write(merge):
            written.append(len(names(layer) & {"New"}))
            if len(written) == 3:
                run.log.cancel()
            yield step

    monkeypatch.setattr(LayerMerge, "write", cancelled)
    run = Run(layer)
    succeeded, _ = run.end()
    assert written == [1, 1, 1]
    assert not succeeded and any("Nothing was changed." in line for line in run.log.said)
    assert [feature.attributes() for feature in layer.getFeatures()] == before and not IN_WRITING


def test_a_model_updates_what_its_step_before_has_made(server):
    """Such a layer belongs to the worker of the model."""
    search = QgsProcessingModelChildAlgorithm("openchargemap:stationsinextent")
    search.setChildId("search")
    search.addParameterSources("EXTENT", [QgsProcessingModelChildParameterSource.fromStaticValue(EVERYWHERE)])
    update = QgsProcessingModelChildAlgorithm("openchargemap:updatelayer")
    update.setChildId("update")
    source = QgsProcessingModelChildParameterSource.fromChildOutput("search", "OUTPUT")
    update.addParameterSources("INPUT", [source])
    model = QgsProcessingModelAlgorithm("update", "tests")
    model.addChildAlgorithm(search)
    model.addChildAlgorithm(update)
    run = Run(None, model, {"VERBOSE_LOG": True})
    succeeded, results = run.end()
    assert succeeded, run.log.said
    children = results["CHILD_RESULTS"]
    assert children["update"]["N_SAME"] == N and children["update"]["COMPLETE"]
