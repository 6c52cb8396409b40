"""No English is left in the algorithms: their help, parameters, logs and refusals."""

from __future__ import annotations

import re

from qgis.core import (
    QgsApplication,
    QgsProcessingException,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
)

from tests.support.processing_log import Log
from tests.support.shown_texts import html_texts, plain

from .conftest import none_left, of


def algorithms() -> list:
    return list(QgsApplication.processingRegistry().providerById("openchargemap").algorithms())


def test_algorithms(plugin):
    shown = []
    for each in algorithms():
        each = each.create()
        place = f"algorithm {each.name()}"
        shown += of(place, [each.displayName(), each.group(), each.shortDescription()])
        shown += of(f"{place}, help", html_texts(f"<p>{each.shortHelpString()}</p>"))
        for output in each.outputDefinitions():
            shown += of(f"{place}, output {output.name()}", [output.description()])
        for parameter in each.parameterDefinitions():
            texts = [parameter.description(), plain(parameter.help())]
            if isinstance(parameter, QgsProcessingParameterEnum):
                texts += parameter.metadata()["widget_wrapper"]["words"]
            if isinstance(parameter, QgsProcessingParameterFileDestination):
                texts.append(parameter.fileFilter())
            shown += of(f"{place}, parameter {parameter.name()}", texts)
    none_left(shown)


OF_PROCESSING = re.compile(
    r"^(?:Results: \{.*|Unable to execute algorithm|Incorrect parameter value for \w+)$", re.MULTILINE
)


class Texts(Log):
    """Keeps the texts alone, also those beside the bar."""

    def pushWarning(self, text: str) -> None:
        self.said.append(text)

    def setProgressText(self, text: str) -> None:
        self.said.append(text)


RUNS = {
    "stationsinextent": {"EXTENT": "-180,180,-90,90 [EPSG:4326]", "MIN_POWER": 50},
    "stationsaroundpoint": {"POINT": "6.9,50.9 [EPSG:4326]", "DISTANCE": 20_000, "OPERATORS": "9001"},
    "stationsincountries": {"CODES": "DE"},
    "stationsbynumber": {"NUMBERS": "1000001, 77", "IDS": "1000001, 77"},
}


def test_logs_of_algorithms(plugin):
    import processing

    log = Texts()
    known = {each.name(): {one.name() for one in each.parameterDefinitions()} for each in algorithms()}
    for name, parameters in RUNS.items():
        wanted = {key: value for key, value in parameters.items() if key in known[name]}
        processing.run(f"openchargemap:{name}", {**wanted, "OUTPUT": "TEMPORARY_OUTPUT"}, feedback=log)
    none_left(of("log", (OF_PROCESSING.sub("", text) for text in log.said)))


BAD = ("CONNECTION_TYPES", "OPERATORS", "COUNTRY_IDS", "MODIFIED_SINCE", "MIN_POWER", "EXTENT")


def test_refusals_of_an_algorithm(plugin):
    import processing

    said = []
    names = {each.name() for each in algorithms()[0].parameterDefinitions()}
    for bad in BAD:
        parameters = {"EXTENT": RUNS["stationsinextent"]["EXTENT"], "OUTPUT": "TEMPORARY_OUTPUT", bad: "ωωω"}
        try:
            processing.run("openchargemap:stationsinextent", parameters, feedback=Texts())
        except QgsProcessingException as error:
            said.append(str(error))
    assert said and names
    none_left(of("refusal", (OF_PROCESSING.sub("", text) for text in said)))


def test_log_of_a_share(plugin, stations, tmp_path):
    import processing

    log = Texts()
    for name, path in (("exportkml", "a.kml"), ("exportwebpage", "a.html")):
        processing.run(f"openchargemap:{name}", {"INPUT": stations, "OUTPUT": str(tmp_path / path)}, feedback=log)
    none_left(of("log", (OF_PROCESSING.sub("", text) for text in log.said)))
