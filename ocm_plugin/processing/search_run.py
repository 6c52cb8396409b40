"""One run of a search in Processing: from the parameters to the sinks."""

from __future__ import annotations

import os
from collections.abc import Container, Sequence
from contextlib import ExitStack
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsFeatureSink,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProperty,
)

from ..layers.build import CRS, MoreColumns, SinkDestination
from ..layers.fields import fields_of_output
from ..layers.geopackage import GeoPackageDestination, MergedPackage, check_rows
from ..ocm import search_wording, wording
from ..ocm.errors import FileWriteError, SourceFileError
from ..ocm.files import settle, written_whole
from ..ocm.match.filters import Match
from ..ocm.records.provenance import STOPPED, Provenance
from ..ocm.records.reference import ReferenceData
from ..ocm.run import run_search
from ..ocm.search.search import Search
from ..ocm.store.result_file import TableFile
from ..ocm.tables.derive.context import Context
from ..ocm.tables.result import Result
from ..ocm.tables.schema import STATIONS, TABLES
from ..ocm.translation import tr
from ..qgis_support import compat
from ..qgis_support.areas import Check
from ..qgis_support.feedback import QgisFeedback
from ..qgis_support.sources import SourceChoice, context_of, hold
from .given_search import over, search_meant
from .outputs import Made, is_temporary, text_of
from .station_algorithms import SearchAlgorithm
from .values import Values, filter_values

SINGLE_FILES = frozenset((".gpkg", ".geojson", ".json", ".fgb", ".csv"))
"""Endings of formats that are one file."""


def run_algorithm(
    algorithm: SearchAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    choice: SourceChoice,
    in_use: Container[str],
    is_fresh: bool,
) -> tuple[Made, dict[str, Any]]:
    """Run a search in a worker. Returns what it made and the outputs of the algorithm. `in_use`: see `_Outputs`.

    `is_fresh`: the server itself is asked, though what is held or mirrored could answer. Raises OcmError.
    """
    run_feedback = QgisFeedback(feedback)
    try:
        source = choice.open(feedback)
        look_up = context_of(source, run_feedback)
        search = _search(algorithm, parameters, context, look_up.reference, run_feedback.check)
        feedback.pushInfo(search_wording.search_sentence(search, look_up.reference, source.origin.kind))
        if not is_fresh:
            choice = choice.planned(search)
            problem = choice.mirror_problem()
            if problem:
                feedback.pushWarning(problem)
        if choice.plan is not None:
            feedback.pushInfo(wording.plan_sentence(choice.plan, datetime.now(timezone.utc)))
            source = choice.open(feedback)
            look_up = context_of(source, run_feedback)
        with ExitStack() as works:
            more = algorithm.more_columns(parameters, context, run_feedback.check)
            outputs = _Outputs(algorithm, parameters, context, look_up, works, in_use, more)
            outputs.open_package(search.include_comments)
            result = run_search(search, source, look_up, outputs, run_feedback)
            hold(source, result, choice.settings, run_feedback)
            provenance = result.provenance
            log_provenance(provenance, feedback)
            if provenance.outcome == STOPPED and outputs.replaces:
                raise QgsProcessingException(f"{provenance.reason} {_left_sentence(outputs.replaces)}")
            results = outputs.close(result)
    except SourceFileError as error:
        if not choice.let_go_of_held():
            raise
        sentence = tr("What was held from earlier searches is damaged, and was removed. Please run this again.")
        raise SourceFileError(sentence, error.details) from error
    tables = {output: algorithm.TABLES[name] for name, output in results.items()}
    package = outputs.package
    if package is not None:
        results[algorithm.PACKAGE] = package.path
    if isinstance(package, MergedPackage):
        feedback.pushInfo(wording.merge_sentence(package.outcome, provenance.is_invented))
    return Made(result, choice.settings.style, tables, package, () if more is None else more.fields), {
        **results,
        algorithm.COUNT: provenance.loaded,
        algorithm.COMPLETE: provenance.is_complete,
    }


def _left_sentence(files: Sequence[Path]) -> str:
    """That a run which stopped has not touched the files at the places of its outputs."""
    return tr(
        "{files} was left as it was.", "{files} were left as they were.", n=len(files), files=", ".join(map(str, files))
    )


def _search(
    algorithm: SearchAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    reference: ReferenceData,
    check: Check,
) -> Search:
    """What the parameters ask for. Raises SearchError when it is invalid."""
    area = algorithm.area(parameters, context, check)
    given = filter_values(Values(algorithm, parameters, context), reference)
    text = algorithm.search_text(parameters, context)
    search = over(search_meant(text), area, given) if text else Search(**given)
    return search.with_area(area, algorithm.place(parameters, context))


class _Outputs:
    """The sinks of a run, made when the first stations arrive: a search that fails leaves no empty file behind.

    Files are written beside their places and take them when they are whole. Tables in a database, formats that are
    several files and files that the project has open cannot: where there is one already, all sinks are made when all
    stations have arrived.
    """

    def __init__(
        self,
        algorithm: SearchAlgorithm,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        look_up: Context,
        works: ExitStack,
        in_use: Container[str],
        more: MoreColumns | None,
    ) -> None:
        """`works`: when it ends well, the files take their places; else nothing is left of them.

        `in_use`: files that QGIS has open. It would go on to read what is moved away.
        """
        self._algorithm = algorithm
        self._parameters = parameters
        self._context = context
        self._look_up = look_up
        self._more = more
        self._destination: SinkDestination | None = None
        self._ids: dict[str, str] = {}
        self._works = works
        self._work_files: dict[Path, Path] = {}
        """Where files are written, by their places."""
        self._table_files: dict[Path, TableFile] = {}
        """Outputs that are GeoPackages, by their places."""
        files = {name: _file_of(parameters.get(name)) for name in SearchAlgorithm.TABLES}
        self._places = {
            name: file
            for name, file in files.items()
            if file is not None and str(file) not in in_use and _can_be_moved(parameters[name], file)
        }
        """The outputs that are written beside their places."""
        self.package: GeoPackageDestination | None = None
        """The GeoPackage of all tables, if one is wanted."""
        self.replaces: list[Path] = [file for file in files.values() if file is not None and os.path.isfile(file)]
        """The files at the places of the outputs."""
        self._waits = any(file not in self._places.values() for file in self.replaces)
        self._waiting: list[Sequence[Match]] = []

    def add(self, stations: Sequence[Match]) -> None:
        """Take a slice of stations."""
        if self._waits:
            self._waiting.append(stations)
        else:
            self._open().add(stations)

    def open_package(self, with_comments: bool) -> None:
        """Begin with the GeoPackage of all tables, if one is wanted. Raises FileWriteError."""
        path = self._algorithm.package_path(self._parameters, self._context)
        if not path:
            return
        place = Path(path)
        if place in self._places.values() or place in self.replaces:
            raise FileWriteError(tr("{path} is named for two outputs. Please choose another file for one.", path=path))
        merges = os.path.isfile(place) and self._algorithm.parameterAsBool(
            self._parameters, self._algorithm.MERGE, self._context
        )
        kind = MergedPackage if merges else GeoPackageDestination
        self.package = kind(path, self._look_up, with_comments)
        self._works.enter_context(self.package.package)
        if place.exists():
            self.replaces.append(place)

    def close(self, result: Result) -> dict[str, str]:
        """Let go of the sinks, and look whether the files hold everything: they take their places after this.

        The outputs as Processing names them, by parameter. Raises FileWriteError.
        """
        destination = self._open()
        for stations in self._waiting:
            destination.add(stations)
        self._waiting.clear()
        destination.remember()
        counts, baseline = destination.counts, destination.baseline()
        del destination
        self._let_go()
        for name, output in self._ids.items():
            table, place = SearchAlgorithm.TABLES[name], Path(output)
            if place in self._work_files:
                check_rows(self._work_files[place], counts[table])
            elif place in self._table_files:
                package = self._table_files[place].package
                package.remember(baseline if table == STATIONS else {})
                package.complete()
        if self.package is not None:
            self.package.put_aside(result)
        self._name_places()
        return self._ids

    def _let_go(self) -> None:
        """Close the sinks."""
        self._destination = None

    def _name_places(self) -> None:
        """Let QGIS load the files from their places, not from where they were written."""
        places = {str(work): str(place) for place, work in self._work_files.items()}
        to_load = self._context.layersToLoadOnCompletion()
        self._context.setLayersToLoadOnCompletion({places.get(name, name): each for name, each in to_load.items()})

    def _open(self) -> SinkDestination:
        if self._destination is None:
            sinks = {table: self._sink(name, table) for name, table in SearchAlgorithm.TABLES.items()}
            if sinks[STATIONS] is None and self.package is None:
                reason = self._algorithm.invalidSinkError(self._parameters, SearchAlgorithm.OUTPUT)
                raise QgsProcessingException(reason)
            wanted = {table: sink for table, sink in sinks.items() if sink is not None}
            self._destination = SinkDestination(wanted, self._look_up, self.package, self._more)
        return self._destination

    def _sink(self, name: str, table: str) -> QgsFeatureSink | TableFile | None:
        place = self._places.get(name)
        more = self._more.fields if self._more is not None and table == STATIONS else ()
        if place is not None and place.suffix.lower() == ".gpkg" and place not in self._table_files:
            # Named for QGIS to be loaded, as the sink that QGIS would make.
            self._ids[name] = self._algorithm.parameterAsOutputLayer(self._parameters, name, self._context)
            file = self._table_files[place] = TableFile(place, table, more)
            self._works.enter_context(file.package)
            return file
        wkb = compat.WKB_POINT if table == STATIONS else compat.WKB_NONE
        parameters, place = self._with_work_file(name)
        fields = fields_of_output((*TABLES[table], *more), is_temporary(parameters.get(name)))
        sink, output = self._algorithm.parameterAsSink(
            parameters, name, self._context, fields, wkb, QgsCoordinateReferenceSystem(CRS)
        )
        if sink is not None:
            self._ids[name] = output if place is None else str(place)
        return sink

    def _with_work_file(self, name: str) -> tuple[dict[str, Any], Path | None]:
        """The parameters with a file to write to in the place of an output's; None when it is written where it is."""
        output, place = self._parameters.get(name), self._places.get(name)
        if place is None or place in self._work_files:
            return self._parameters, None
        settle(place)
        work = self._work_files[place] = self._works.enter_context(written_whole(place))
        self._works.callback(self._let_go)  # before the file is moved or removed
        written: Any = str(work)
        if isinstance(output, QgsProcessingOutputLayerDefinition):
            written = QgsProcessingOutputLayerDefinition(output)
            written.sink = QgsProperty.fromValue(str(work))
        return {**self._parameters, name: written}, place


def _file_of(output: Any) -> Path | None:
    """The file that an output of Processing names; None when it names something else, such as a temporary layer."""
    text = text_of(output)
    if text.startswith("ogr:"):
        text = QgsDataSourceUri(text.split(":", 1)[1]).database()
    path = Path(text)
    is_file = os.path.isfile(path) or (path.suffix and ":" not in text[2:])
    return path if text and is_file else None


def _can_be_moved(output: Any, place: Path) -> bool:
    """Whether an output is a file that holds nothing else, in a format that is one file."""
    is_remapped = isinstance(output, QgsProcessingOutputLayerDefinition) and output.useRemapping()
    is_whole = not is_remapped and not text_of(output).startswith("ogr:")
    return is_whole and place.suffix.lower() in SINGLE_FILES and place.parent.is_dir()


def log_provenance(provenance: Provenance, feedback: QgsProcessingFeedback) -> None:
    """Put the provenance into the log; what is missing from the result as a warning."""
    sentence = wording.provenance_sentence(provenance)
    if provenance.is_complete:
        feedback.pushInfo(sentence)
    else:
        feedback.pushWarning(sentence)
    for note in provenance.notes:
        feedback.pushWarning(note)
    feedback.pushInfo(wording.traffic_sentence(provenance))
    for record in provenance.set_aside:
        feedback.pushWarning(record.sentence)
