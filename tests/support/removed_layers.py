"""Run by itself: analyses and others in the background, whose layers are removed from the project meanwhile.

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.support.removed_layers memory|file begun|reading

Prints a line for each algorithm, and "whole" when QGIS has outlived all.
"""

from __future__ import annotations

import faulthandler
import functools
import gc
import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Callable

from qgis.core import (
    QgsApplication,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QEvent

from ocm_plugin.layers.demo_places import demo_places
from ocm_plugin.processing.provider import OpenChargeMapProvider
from ocm_plugin.qgis_support.feedback import QgisFeedback
from tests.support.processing_log import Log

EVERYWHERE = "-180,180,-90,90 [EPSG:4326]"
BESIDE = {
    "stationsperzone": {"ZONES": "zones"},
    "neareststations": {"POINTS": "stations"},
    "stationpools": {},
    "corridorgaps": {"LINES": "lines"},
    "coverage": {"PLACES": "stations", "ZONES": "zones"},
    "corridorcheck": {"LINES": "lines"},
    "auditstations": {"REVIEW": "pairs"},
    "comparesnapshots": {"OLD": "others", "NEW": "stations"},
    "exportwebpage": {"INPUT": "stations"},
    "stationsinpolygons": {"INPUT": "zones"},
    "stationsalonglines": {"INPUT": "lines"},
    "downloadanswer": {"INPUT": "lines"},
    "updatelayer": {"INPUT": "stations"},
}
MORE = {"corridorcheck": {"PACK": "afir-cars-core-2025"}}


class Gate:
    """Holds a worker until the layers are gone."""

    def __init__(self) -> None:
        self.reached, self.open = threading.Event(), threading.Event()

    def hold(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            self.reached.set()
            self.open.wait(120)


class Layers:
    """The layers that are given, in the project."""

    def __init__(self, kind: str, folder: Path) -> None:
        self._is_file, self._folder, self._count = kind == "file", folder, 0
        import processing

        found = processing.run(
            "openchargemap:stationsinextent",
            {
                "EXTENT": EVERYWHERE,
                "SOURCE": "demo",
                "CONNECTIONS": "TEMPORARY_OUTPUT",
                "OUTPUT": "TEMPORARY_OUTPUT",
            },
            feedback=Log(),
        )
        audited = processing.run(
            "openchargemap:auditstations",
            {"STATIONS": found["OUTPUT"], "OUTPUT": "TEMPORARY_OUTPUT", "DUPLICATES": "TEMPORARY_OUTPUT"},
            feedback=Log(),
        )
        zones, lines = demo_places()
        named = {"stations": found["OUTPUT"], "connections": found["CONNECTIONS"], "zones": zones, "lines": lines}
        self._made = {**named, "others": found["OUTPUT"], "pairs": audited["DUPLICATES"]}

    def in_project(self) -> dict[str, QgsVectorLayer]:
        """New ones: filtered, and in the middle of an edit."""
        self._count += 1
        layers = {name: self._copy(name, layer) for name, layer in self._made.items()}
        QgsProject.instance().addMapLayers(list(layers.values()))
        assert layers["stations"].setSubsetString('"ocm_id" % 5 > 0')
        assert layers["zones"].startEditing()
        assert layers["zones"].deleteFeature(next(layers["zones"].getFeatures()).id())
        others = layers["others"]
        assert others.startEditing()
        for feature in list(others.getFeatures('"ocm_id" % 2 = 1')):
            assert others.changeAttributeValue(feature.id(), others.fields().indexOf("name"), "Old")
        return layers

    def _copy(self, name: str, layer: QgsVectorLayer) -> QgsVectorLayer:
        if not self._is_file:
            copy = layer.clone()
            copy.setReadOnly(False)
            return copy
        options = QgsVectorFileWriter.SaveVectorOptions()
        path = str(self._folder / f"{name}{self._count}.gpkg")
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsCoordinateTransformContext(), options)
        copy = QgsVectorLayer(path, name, "ogr")
        assert copy.isValid()
        return copy


def given(name: str, layers: dict[str, QgsVectorLayer], folder: Path) -> dict[str, Any]:
    """The parameters, with layers by their ids, as windows give them."""
    beside = {parameter: layers[layer].id() for parameter, layer in BESIDE[name].items()}
    if name == "neareststations":
        layers["stations"].selectByExpression('"ocm_id" % 2 = 0')
        beside["POINTS"] = QgsProcessingFeatureSourceDefinition(beside["POINTS"], True)
    if "REVIEW" in beside or not {"INPUT", "OLD"} & set(beside):
        beside.update(STATIONS=layers["stations"].id(), CONNECTION_TABLE=layers["connections"].id())
    output = {"exportwebpage": "page.html", "downloadanswer": "answer.json"}.get(name)
    where = str(folder / output) if output else "TEMPORARY_OUTPUT"
    return {**beside, **MORE.get(name, {}), "OUTPUT": where, "SOURCE": "demo"}


def ended(name: str, values: dict[str, Any], meanwhile: Callable[[], None]) -> list[str]:
    """What has come of an algorithm in the background, as lines; `meanwhile` is done as soon as its worker waits."""
    log, context, results = Log(), QgsProcessingContext(), []
    context.setProject(QgsProject.instance())
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"openchargemap:{name}")
    GATE.reached.clear()
    GATE.open.clear()
    task = QgsProcessingAlgRunnerTask(algorithm, values, context, log)
    task.executed.connect(lambda *ended: results.append(ended))
    QgsApplication.taskManager().addTask(task)
    while not (GATE.reached.is_set() or results):
        events()
    meanwhile()
    GATE.open.set()
    while not results:
        events()
    succeeded, outputs = results[0]
    if not succeeded:
        return [f"Failed: {log.said[-1]}"]
    output = QgsProcessingUtils.mapLayerFromString(outputs["OUTPUT"], context)
    if not isinstance(output, QgsVectorLayer):
        return [str({key: value for key, value in outputs.items() if key != "OUTPUT"})]
    return [f"{values_of(feature)} {feature.geometry().asWkt(6)}" for feature in output.getFeatures()]


def events() -> None:
    QCoreApplication.processEvents()
    time.sleep(0.002)


def values_of(feature: QgsFeature) -> dict[str, Any]:
    """What does not depend on the time of the run."""
    values = feature.attributeMap()
    return {name: value for name, value in values.items() if name not in ("fetched_at", "query_id")}


def remove(layers: dict[str, QgsVectorLayer]) -> None:
    """As the layer panel does; nobody holds them any longer."""
    layers.clear()
    QgsProject.instance().removeAllMapLayers()
    gc.collect()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def main(kind: str, where: str) -> None:
    if where == "reading":
        check = QgisFeedback.check
        QgisFeedback.check = lambda feedback: (GATE.hold(), check(feedback))[1]
    else:
        provider = QgsApplication.processingRegistry().providerById("openchargemap")
        for algorithm in map(type, provider.algorithms()):
            hold_first(algorithm)
    with tempfile.TemporaryDirectory() as folder:
        made = Layers(kind, Path(folder))
        for name in BESIDE:
            layers = made.in_project()
            expected = ended(name, given(name, layers, Path(folder)), lambda: None)
            remove(layers)
            layers = made.in_project()
            values = given(name, layers, Path(folder))
            found = ended(name, values, functools.partial(remove, layers))
            print(name, len(expected) if found == expected else found[:2], flush=True)
    print("whole", flush=True)
    # QGIS' own end is not looked at here.
    os._exit(0)


def hold_first(algorithm: type) -> None:
    """Let an algorithm wait before it begins its work."""
    work = algorithm.processAlgorithm

    def held(self: Any, *given: Any) -> Any:
        GATE.hold()
        return work(self, *given)

    algorithm.processAlgorithm = held


GATE = Gate()

if __name__ == "__main__":
    faulthandler.enable()
    faulthandler.dump_traceback_later(200, exit=True)
    application = QgsApplication([], True)
    application.initQgis()
    sys.path.append("/usr/share/qgis/python/plugins")
    from processing.core.Processing import Processing

    Processing.initialize()
    provider = OpenChargeMapProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    main(sys.argv[1], sys.argv[2])
