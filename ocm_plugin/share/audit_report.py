"""What an audit has found, as a report: how complete the records are, what is wrong, and what may be listed twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..ocm.analysis.completeness import Count, Group
from ..ocm.analysis.duplicates import Decision, Pair, Record
from ..ocm.analysis.problems import FoundProblem, Rule
from ..ocm.phrases import stations_text
from ..ocm.records.credits import Attribution
from ..ocm.records.station import edit_url
from ..ocm.tables.schema.analyses.audit import PROBLEM_KINDS, PROBLEMS
from ..ocm.translation import language, marked, tr
from .markup import escaped, link
from .report import Column, bar, folded, heading, paragraph, percent_text, table, write_report

GROUPS_SHOWN, STATIONS_SHOWN, PAIRS_SHOWN = 15, 20, 50
"""The tables of the audit have all."""
COMPARED = ("operator", "access", "status", "confirmed", "points", "cost", "power", "quantity")
"""Facts by which providers and operators are compared: what differs most and matters most."""
_UNKNOWN_GROUPS = {"provider": marked("Provider unknown"), "operator": marked("Operator unknown")}
_GROUPED = {"provider": marked("By data provider"), "operator": marked("By operator")}
_WORDS = {str(code.value): code.label for code in (*PROBLEMS, *PROBLEM_KINDS)}


class Audit(NamedTuple):
    """All that an audit has found."""

    layer: str
    """What the layer of stations is called."""
    groups: Sequence[Group]
    """All stations first."""
    problems: Sequence[FoundProblem]
    pairs: Sequence[tuple[Pair, Decision]]
    not_judged: Sequence[Rule]
    """For want of their columns."""
    dates: tuple[str, str] | None
    """Days of the oldest and the newest search that the records come from; None where they do not say."""
    attribution: Attribution | None


def write_audit_report(path: str, audit: Audit) -> None:
    """Write the report. Raises FileWriteError."""
    parts = [paragraph(_summary(audit)), *_completeness(audit.groups), *_problems(audit), *_pairs(audit)]
    write_report(path, tr("Audit of “{layer}”", layer=audit.layer), parts, audit.attribution)


def _summary(audit: Audit) -> str:
    stations = audit.groups[0].stations if audit.groups else 0
    sentences = [tr("{stations} read.", stations=stations_text(stations))]
    if audit.dates is not None:
        first, last = audit.dates
        if first == last:
            sentences.append(tr("Data as of {day}.", day=last))
        else:
            sentences.append(tr("Data as of {first} to {last}.", first=first, last=last))
    sentences.append(tr("Stated is what the record says itself; derived is what was worked out of other values."))
    return " ".join(sentences)


def _completeness(groups: Sequence[Group]) -> list[str]:
    if not groups:
        return []
    columns = [
        Column(tr("Fact")),
        Column(tr("Stated (%)"), True),
        Column(tr("Derived (%)"), True),
        Column(tr("Missing"), True),
        Column(tr("Records"), True),
        Column(""),
        Column(tr("Rule")),
    ]
    parts = [heading(tr("Completeness")), table(columns, [_fact_row(count) for count in groups[0].counts])]
    for by, title in _GROUPED.items():
        mine = [group for group in groups if group.by == by]
        shown = mine[:GROUPS_SHOWN]
        parts += [heading(tr(title)), paragraph(tr("Percent of the records that state it.")), _compared(by, shown)]
        if len(mine) > len(shown):
            rest = len(mine) - len(shown)
            parts.append(paragraph(tr("{n} more stands in the table.", "{n} more stand in the table.", n=rest)))
    return parts


def _fact_row(count: Count) -> list[str]:
    derived = count.percent_known - count.percent_stated
    return [
        escaped(tr(count.fact.title)),
        percent_text(count.percent_stated),
        percent_text(derived) if count.derived else "",
        language().number(count.missing),
        language().number(count.records),
        bar(count.percent_stated, derived),
        f"<small>{escaped(tr(count.fact.rule))}</small>",
    ]


def _compared(by: str, groups: Sequence[Group]) -> str:
    titles = {count.fact.name: count.fact.title for group in groups for count in group.counts}
    names = [name for name in COMPARED if name in titles and name != by]
    columns = [Column(""), Column(tr("Stations"), True), *(Column(tr(titles[name]), True) for name in names)]
    rows = []
    for group in groups:
        stated = {count.fact.name: percent_text(count.percent_stated) for count in group.counts}
        name = group.name or (tr(_UNKNOWN_GROUPS[by]) if group.number is None else str(group.number))
        rows.append([escaped(name), language().number(group.stations), *(stated.get(each, "") for each in names)])
    return table(columns, rows)


def _problems(audit: Audit) -> list[str]:
    by_rule: dict[str, list[FoundProblem]] = {}
    for each in audit.problems:
        by_rule.setdefault(each.problem.rule.problem, []).append(each)
    parts = [heading(tr("Problems"))]
    if not by_rule:
        parts.append(paragraph(tr("None was found.")))
    for found in sorted(by_rule.values(), key=len, reverse=True):
        rule = found[0].problem.rule
        count = tr(
            "{problem} ({kind}): {stations}",
            problem=tr(_WORDS[rule.problem]),
            kind=tr(_WORDS[rule.kind]),
            stations=stations_text(len(found)),
        )
        columns = [Column(tr("Station")), Column(tr("What the record says")), Column(tr("Data provider"))]
        rows = [_problem_row(each) for each in found[:STATIONS_SHOWN]]
        more = len(found) - len(rows)
        rest = paragraph(tr("{n} more stands in the layer.", "{n} more stand in the layer.", n=more)) if more else ""
        parts.append(folded(count, paragraph(tr(rule.why)) + table(columns, rows) + rest))
    if audit.not_judged:
        names = ", ".join(tr(_WORDS[rule.problem]) for rule in audit.not_judged)
        parts.append(paragraph(tr("Not judged, because the layer lacks their columns: {names}.", names=names)))
    return parts


def _problem_row(each: FoundProblem) -> list[str]:
    values = each.record
    station = _station(values.get("ocm_id"), values.get("name"))
    return [station, escaped(each.problem.found), escaped(str(values.get("provider") or ""))]


def _station(ocm_id: int | None, name: str | None) -> str:
    """A station with the link to where its record is mended."""
    text = name or (f"OCM-{ocm_id}" if ocm_id is not None else "")
    return link(None if ocm_id is None else edit_url(ocm_id), text)


def _pairs(audit: Audit) -> list[str]:
    parts = [heading(tr("Possible duplicates"))]
    numbers = Counter(decision.decision for _, decision in audit.pairs)
    waiting = [pair for pair, decision in audit.pairs if decision.decision == "open"]
    decided = len(audit.pairs) - numbers["open"]
    sentence = tr("{n} pair waits for a decision.", "{n} pairs wait for a decision.", n=len(waiting))
    if decided:
        sentence = f"{sentence} {tr('{n} pair is decided.', '{n} pairs are decided.', n=decided)}"
    parts.append(paragraph(sentence))
    if waiting:
        columns = [Column(tr("Score (%)"), True), Column(tr("First")), Column(tr("Second")), Column(tr("Why"))]
        rows = [
            [percent_text(pair.parts.score), _of_pair(pair.first), _of_pair(pair.second), escaped(pair.why)]
            for pair in waiting[:PAIRS_SHOWN]
        ]
        parts.append(table(columns, rows))
        more = len(waiting) - len(rows)
        if more:
            parts.append(paragraph(tr("{n} more stands in the layer.", "{n} more stand in the layer.", n=more)))
    return parts


def _of_pair(record: Record) -> str:
    said = " · ".join(filter(None, (record.operator, record.provider)))
    return f"{_station(record.ocm_id, record.name)}<br><small>{escaped(said)}</small>"
