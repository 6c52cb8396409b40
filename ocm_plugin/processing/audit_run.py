"""One run of the algorithm that audits stations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsFeatureSource, QgsVectorLayer

from ..analysis.audit_features import completeness_rows, pair_points, problem_points
from ..analysis.looks import GAP, NOT, SURE, UNSURE, add_links, add_tip, by_code, dress_output, widen
from ..analysis.station_source import DEGREES
from ..layers.expressions import escaped, joined, label_pairs, labelled, quoted, station_name
from ..layers.fields import fields_of_output
from ..layers.keywords import DECISIONS_KEPT_IN
from ..layers.layer_rows import plain_value
from ..ocm.analysis.completeness import FACTS, GROUP_COLUMNS, POSITION, Completeness, columns_of
from ..ocm.analysis.duplicates import (
    DUPLICATE_COLUMNS,
    UNDECIDED,
    Decision,
    Pair,
    Record,
    decisions_of,
    pairs_of,
    record_of,
)
from ..ocm.analysis.problems import OF_RECORD, PROBLEM_COLUMNS, FoundProblem, Problems
from ..ocm.analysis.typed_values import typed_value
from ..ocm.errors import AnalysisError, OcmError
from ..ocm.phrases import together
from ..ocm.tables.schema import CONNECTIONS, STATIONS, Field
from ..ocm.tables.schema.analyses.audit import (
    COMPLETENESS_FIELDS,
    DUPLICATE_FIELDS,
    PROBLEM_FIELDS,
    PROBLEM_KINDS,
    PROBLEMS,
)
from ..ocm.translation import tr
from ..qgis_support.compat import WKB_NONE, WKB_POINT
from ..qgis_support.feedback import QgisFeedback
from ..qgis_support.threads import taking_turns
from ..share.audit_report import Audit, write_audit_report
from .analysis_algorithm import AuditStations
from .analysis_run import AnalysisRun
from .outputs import is_temporary, text_of
from .written import Output, write_outputs

KIND_LOOKS = {"wrong": (GAP, "triangle"), "missing": (UNSURE, "diamond"), "old": (NOT, "circle")}
DECISION_LOOKS = {"open": (UNSURE, "diamond"), "same": (SURE, "circle"), "different": (NOT, "cross_fill")}


class _Judged(NamedTuple):
    """What was read of the records, and found about them one by one."""

    completeness: Completeness
    rules: Problems
    problems: list[FoundProblem]
    records: list[Record]
    """Those with a place, to be compared with each other."""
    days: set[str]
    """When records were fetched."""


class AuditRun(AnalysisRun[AuditStations]):
    """Reads the records, judges them, and writes what was found."""

    def run(self, review: QgsFeatureSource | None) -> dict[str, Any]:
        """Read, judge, write. Raises OcmError."""
        algorithm = self._algorithm
        reviewed = {} if review is None else decisions_of(self._rows(review))
        kept = self._kept()
        judged = self._judged()
        self._feedback.setProgress(60)
        pairs = self._pairs(judged.records, {**kept, **reviewed})
        self._feedback.setProgress(80)
        audit = Audit(
            algorithm.stations.name,
            list(judged.completeness.groups()),
            judged.problems,
            pairs,
            judged.rules.left_out,
            (min(judged.days), max(judged.days)) if judged.days else None,
            algorithm.attribution,
        )
        written: dict[str, Any] = dict(self._write(audit))
        report = algorithm.parameterAsFileOutput(self._parameters, algorithm.REPORT, self._context)
        if report:
            write_audit_report(report, audit)
            written[algorithm.REPORT] = report
        self._say(audit, judged.completeness, report)
        self._keep({pair: said for pair, said in reviewed.items() if kept.get(pair) != said}, bool(pairs))
        return {**written, algorithm.COUNT: len(judged.problems), algorithm.PAIRS: len(pairs)}

    def _judged(self) -> _Judged:
        """All records, read and judged one by one."""
        algorithm, source = self._algorithm, self._algorithm.stations
        columns = source.column_names()
        too_old = algorithm.parameterAsInt(self._parameters, algorithm.TOO_OLD, self._context)
        judged = _Judged(
            Completeness(columns, source.connection_column_names()), Problems(columns, too_old), [], [], set()
        )
        wanted = list(dict.fromkeys([*GROUP_COLUMNS, *columns_of(STATIONS), *PROBLEM_COLUMNS, *DUPLICATE_COLUMNS]))
        count = max(1, source.count)
        for number, (values, position) in enumerate(source.records(wanted, self._check)):
            if number % 1000 == 0:
                self._feedback.setProgress(50 * number / count)
            values[POSITION] = position
            judged.completeness.add_station(values)
            found = list(judged.rules.of(values))
            if found:
                record = {name: values[name] for name in OF_RECORD if name in values}
                judged.problems.extend(FoundProblem(record, position, problem) for problem in found)
            if position is not None:
                judged.records.append(record_of(values, position))
            if values.get("fetched_at"):
                judged.days.add(str(values["fetched_at"])[:10])
        for values in source.connection_records(["ocm_id", *columns_of(CONNECTIONS)], self._check):
            judged.completeness.add_connection(values)
        return judged

    def _pairs(self, records: Sequence[Record], decisions: Mapping[Any, Decision]) -> list[tuple[Pair, Decision]]:
        """The records that may be the same station, with what was decided of them."""
        within, least = (
            self._algorithm.parameterAsDouble(self._parameters, name, self._context)
            for name in (self._algorithm.DISTANCE, self._algorithm.MIN_SCORE)
        )
        found = pairs_of(records, within, least, self._check)
        return [(pair, decisions.get(pair.numbers, UNDECIDED)) for pair in found]

    def _kept(self) -> dict[tuple[int, int], Decision]:
        """What the store of the stations keeps."""
        store = self._algorithm.store
        try:
            return {} if store is None else {pair: Decision(*said) for pair, said in store.decisions().items()}
        except OcmError as error:
            self._feedback.pushWarning(f"{tr('Earlier decisions are not known.')} {error.sentence}")
            return {}

    def _keep(self, decided: Mapping[tuple[int, int], Decision], has_pairs: bool) -> None:
        """Let the store of the stations keep what a review says that is new to it; say where decisions are."""
        algorithm = self._algorithm
        store = algorithm.store
        if store is None:
            if has_pairs and text_of(self._parameters.get(algorithm.DUPLICATES)):
                hint = tr("Decisions are only in the layer of possible duplicates: give it to the next audit.")
                if not algorithm.is_store_closed:
                    more = tr("A GeoPackage or a schema of PostGIS with the stations would keep them.")
                    hint = f"{hint} {more}"
                self._feedback.pushInfo(hint)
        elif decided:
            try:
                store.keep(decided, QgisFeedback(self._feedback))
            except OcmError as error:
                self._feedback.pushWarning(error.sentence)
            else:
                self._feedback.pushInfo(
                    tr(
                        "{n} decision of the review is now kept in {place}.",
                        "{n} decisions of the review are now kept in {place}.",
                        n=len(decided),
                        place=store.place,
                    )
                )

    def _rows(self, review: QgsFeatureSource) -> Iterator[dict[str, Any]]:
        names = review.fields().names()
        missing = [name for name in ("ocm_id_a", "ocm_id_b", "decision") if name not in names]
        if missing:
            raise AnalysisError(
                tr(
                    "The earlier review lacks the fields {names}: please choose a layer of possible duplicates that an "
                    "audit has made.",
                    names=together(missing),
                )
            )
        for feature in taking_turns(review.getFeatures()):
            row = {name: plain_value(value) for name, value in zip(names, feature.attributes())}
            for name in ("ocm_id_a", "ocm_id_b"):
                try:
                    row[name] = typed_value(row[name], "int64")
                except ValueError as error:
                    raise AnalysisError(
                        tr(
                            "The earlier review has “{value}” as the number of a station: please mend it, so that no "
                            "decision is lost.",
                            value=row[name],
                        )
                    ) from error
            yield row

    def _write(self, audit: Audit) -> dict[str, str]:
        algorithm = self._algorithm
        credit, kept_in = algorithm.attribution, algorithm.kept_in

        def dress_problems(layer: QgsVectorLayer) -> None:
            dress_output(layer, PROBLEM_FIELDS, credit, by_code(_named(PROBLEM_FIELDS, "kind"), KIND_LOOKS))
            add_links(layer, {name: tr(_named(PROBLEM_FIELDS, name).alias) for name in ("edit_url", "view_url")})
            widen(layer, {"station": 200, "problem": 180, "why": 420, "found": 320})
            problem = labelled('"problem"', label_pairs(PROBLEMS, ""), "")
            add_tip(layer, station_name('"station"'), [problem, escaped('"why"'), escaped('"found"')])

        def dress_pairs(layer: QgsVectorLayer) -> None:
            dress_output(layer, DUPLICATE_FIELDS, credit, by_code(_named(DUPLICATE_FIELDS, "decision"), DECISION_LOOKS))
            add_links(layer, {name: tr(_named(DUPLICATE_FIELDS, name).alias) for name in ("edit_url_a", "edit_url_b")})
            widen(layer, {"why": 460, "remark": 160, "name_a": 200, "name_b": 200})
            layer.setCustomProperty(DECISIONS_KEPT_IN, kept_in)
            first, second = (station_name(f'"name_{each}"', f'"ocm_id_{each}"') for each in "ab")
            add_tip(layer, joined(first, quoted(" · "), second), [escaped('"why"'), escaped('"remark"')])

        def dress_completeness(layer: QgsVectorLayer) -> None:
            dress_output(layer, COMPLETENESS_FIELDS, credit)
            widen(layer, {"grouped_by": 150, "group_name": 200, "fact_title": 160})

        outputs = {
            algorithm.OUTPUT: (PROBLEM_FIELDS, problem_points(audit.problems), dress_problems),
            algorithm.COMPLETENESS: (COMPLETENESS_FIELDS, completeness_rows(audit.groups), dress_completeness),
            algorithm.DUPLICATES: (DUPLICATE_FIELDS, pair_points(audit.pairs), dress_pairs),
        }
        made = {name: self._output(name, *each) for name, each in outputs.items()}
        return write_outputs(algorithm, self._parameters, self._context, made)

    def _output(self, name: str, fields: Sequence[Field], features: Iterable[QgsFeature], dress: Any) -> Output:
        columns = fields_of_output(fields, is_temporary(self._parameters.get(name)))
        if fields is COMPLETENESS_FIELDS:
            return Output(columns, WKB_NONE, QgsCoordinateReferenceSystem(), features, dress)
        return Output(columns, WKB_POINT, QgsCoordinateReferenceSystem(DEGREES), features, dress)

    def _say(self, audit: Audit, completeness: Completeness, report: str) -> None:
        """A summary in the log."""
        say, warn = self._feedback.pushInfo, self._feedback.pushWarning
        for remark in self._algorithm.stations.remarks():
            warn(remark)
        if self._algorithm.stations.connection_column_names() is None:
            warn(tr("The table of connections was not found or given: nothing is said of single connections."))
        lost = [tr(fact.title) for fact in FACTS if fact.table == STATIONS and fact not in completeness.facts]
        if lost:
            warn(tr("The layer lacks the columns by which these facts are judged: {names}.", names=together(lost)))
        kinds = Counter(each.problem.rule.kind for each in audit.problems)
        stations = len({id(each.record) for each in audit.problems})
        say(tr("{n} station has problems.", "{n} stations have problems.", n=stations))
        for code in PROBLEM_KINDS:
            say(tr("{kind}: {number}", kind=tr(code.label), number=kinds[str(code.value)]))
        pairs = len(audit.pairs)
        say(tr("{n} pair may be the same station.", "{n} pairs may be the same station.", n=pairs))
        decided = sum(decision is not UNDECIDED for _, decision in audit.pairs)
        if decided:
            say(tr("{n} pair has a decision.", "{n} pairs have a decision.", n=decided))
        if report:
            say(tr("Written: {path}", path=report))


def _named(fields: Sequence[Field], name: str) -> Field:
    return next(field for field in fields if field.name == name)
