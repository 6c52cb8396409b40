"""Make the example models that the plugin adds to Processing: ocm_plugin/processing/models/*.model3.

    .venv/bin/python tools/make_models.py [FOLDER]

Run it on QGIS 3.22: newer versions read its models, but not the other way round.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_HASH_SEED"] = "0"  # attributes of XML are written in the same order each time

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)
from qgis.PyQt.QtCore import QPointF

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ocm_plugin.processing.parameters import metres_parameter  # noqa: E402
from ocm_plugin.processing.provider import MODELS, OpenChargeMapProvider  # noqa: E402

COLUMN, ROW = 300.0, 90.0
"""Between the boxes of the model designer."""


class Step(NamedTuple):
    """An algorithm of the plugin in a model."""

    name: str
    algorithm: str
    inputs: dict[str, str | tuple[str, str] | list[object]]
    """What each parameter gets: an input of the model, a step with its output, or a fixed value in a list."""
    results: dict[str, str]
    """Outputs of the step that are results of the model, with their names."""


class Example(NamedTuple):
    """A model to be written."""

    name: str
    help: str
    inputs: list[QgsProcessingParameterDefinition]
    steps: list[Step]


def optional(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.FlagOptional)
    return parameter


def rule_packs() -> QgsProcessingParameterDefinition:
    """The shipped rule packs, to choose one."""
    names = sorted(path.stem for path in (ROOT / "ocm_plugin" / "ocm" / "analysis" / "packs").glob("*.json"))
    default = "afir-cars-comprehensive-2027"
    return QgsProcessingParameterEnum("pack", "Rule pack", names, False, default, usesStaticStrings=True)


def examples() -> Iterator[Example]:
    """The models, by the names of their files."""
    yield Example(
        "Stations per municipality",
        "Loads the stations in municipalities, or any other polygons, from Open Charge Map, and adds up for each of "
        "them how many are usable, with how many points and how much power: at least, likely and at most.",
        [
            QgsProcessingParameterFeatureSource("municipalities", "Municipalities", [QgsProcessing.TypeVectorPolygon]),
            QgsProcessingParameterField(
                "inhabitants",
                "Field with inhabitants",
                None,
                "municipalities",
                QgsProcessingParameterField.Numeric,
                optional=True,
            ),
            optional(QgsProcessingParameterNumber("min_power_kw", "Minimum power of a connection (kW)", minValue=0)),
        ],
        [
            Step("search", "stationsinpolygons", {"INPUT": "municipalities"}, {"OUTPUT": "Stations"}),
            Step(
                "count",
                "stationsperzone",
                {
                    "ZONES": "municipalities",
                    "STATIONS": ("search", "OUTPUT"),
                    "CONNECTION_TABLE": ("search", "CONNECTIONS"),
                    "POPULATION": "inhabitants",
                    "MIN_POWER_KW": "min_power_kw",
                },
                {"OUTPUT": "Municipalities with stations"},
            ),
        ],
    )
    yield Example(
        "Corridor check of a search",
        "Loads the stations along roads from Open Charge Map and checks the roads against a rule: fulfilled, not "
        "fulfilled or cannot tell, with the stations on which that hangs and a report.",
        [
            QgsProcessingParameterFeatureSource("roads", "Roads", [QgsProcessing.TypeVectorLine]),
            metres_parameter("distance", "Search stations so far from the roads (metres)", 5000),
            rule_packs(),
        ],
        [
            Step("search", "stationsalonglines", {"INPUT": "roads", "DISTANCE": "distance"}, {}),
            Step(
                "check",
                "corridorcheck",
                {
                    "LINES": "roads",
                    "STATIONS": ("search", "OUTPUT"),
                    "CONNECTION_TABLE": ("search", "CONNECTIONS"),
                    "PACK": "pack",
                },
                {
                    "OUTPUT": "Checked roads",
                    "STRETCHES": "Stretches",
                    "UNDECIDED": "Stations on which the verdict hangs",
                    "REPORT": "Report",
                },
            ),
        ],
    )
    yield Example(
        "What changed since",
        "Searches again, by a saved search, and compares what is found with an older result: which stations came, "
        "went, moved, or changed their power or status.",
        [
            QgsProcessingParameterString("search", "Saved search: its name, JSON or the path of a .json file"),
            QgsProcessingParameterVectorLayer("older", "Older result of this search", [QgsProcessing.TypeVectorPoint]),
        ],
        [
            Step("search", "stationsofsearch", {"SEARCH": "search"}, {}),
            Step(
                "compare",
                "comparesnapshots",
                {"OLD": "older", "NEW": ("search", "OUTPUT")},
                {"OUTPUT": "Changes", "VALUES": "Changed values"},
            ),
        ],
    )


def model_of(example: Example) -> QgsProcessingModelAlgorithm:
    """A model as QGIS' designer would make it."""
    model = QgsProcessingModelAlgorithm(example.name, "Examples")
    model.setHelpContent({"ALG_DESC": example.help})
    for place, parameter in enumerate(example.inputs):
        box = QgsProcessingModelParameter(parameter.name())
        box.setPosition(QPointF(COLUMN / 2, ROW * (place + 1)))
        model.addModelParameter(parameter, box)
    model.setParameterOrder([parameter.name() for parameter in example.inputs])
    for place, step in enumerate(example.steps):
        child = QgsProcessingModelChildAlgorithm(f"openchargemap:{step.algorithm}")
        child.setChildId(step.name)
        child.setDescription(child.algorithm().displayName())
        child.setPosition(QPointF(COLUMN * (place + 1.5), ROW * (place + 1)))
        for parameter in child.algorithm().parameterDefinitions():
            if parameter.name() in step.inputs:
                child.addParameterSources(parameter.name(), [source_of(step.inputs[parameter.name()])])
            elif parameter.defaultValue() is not None:  # the designer fills it in too
                child.addParameterSources(parameter.name(), [source_of([parameter.defaultValue()])])
        results = {}
        for output, name in step.results.items():
            result = QgsProcessingModelOutput(name, name)
            result.setChildId(step.name)
            result.setChildOutputName(output)
            result.setMandatory(output == "OUTPUT")  # later steps may need it
            result.setPosition(QPointF(COLUMN * (place + 2.5), ROW * (place + 1.5 + len(results))))
            results[name] = result
        child.setModelOutputs(results)
        model.addChildAlgorithm(child)
    return model


def source_of(given: str | tuple[str, str] | list[object]) -> QgsProcessingModelChildParameterSource:
    if isinstance(given, tuple):
        return QgsProcessingModelChildParameterSource.fromChildOutput(*given)
    if isinstance(given, list):
        return QgsProcessingModelChildParameterSource.fromStaticValue(given[0])
    return QgsProcessingModelChildParameterSource.fromModelParameter(given)


def main(folder: Path) -> None:
    """Write every model."""
    application = QgsApplication([], False)
    application.initQgis()
    provider = OpenChargeMapProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    folder.mkdir(parents=True, exist_ok=True)
    for example in examples():
        model = model_of(example)
        problems = model.validate()
        if not problems[0] or not model.toFile(str(folder / f"{example.name.lower().replace(' ', '-')}.model3")):
            sys.exit(f"{example.name}: {problems}")
    application.exitQgis()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else MODELS)
