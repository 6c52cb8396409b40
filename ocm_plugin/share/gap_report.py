"""The report on gaps along routes: how long they are, between which stations, and what decides the uncertain ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..ocm.analysis.corridors import Corridor
from ..ocm.analysis.gaps import Stretch
from ..ocm.analysis.routes import Route
from ..ocm.match.filters import Verdict
from ..ocm.phrases import number_text, together
from ..ocm.translation import language, tr
from .markup import escaped
from .report import Column, bar, heading, paragraph, table, text_table


class FoundGaps(NamedTuple):
    """What was found along routes."""

    routes: Sequence[Route]
    corridors: Sequence[Sequence[Corridor]]
    """The sections of each route."""
    names: Sequence[str]
    """Of all stations or pools that may be usable, by the number of their stops."""
    are_sure: Sequence[bool]
    """Whether each surely is usable."""
    limit_m: float
    reach_m: float

    def sections(self) -> Iterator[Corridor]:
        """Those of all routes."""
        return (section for sections in self.corridors for section in sections)

    def stretches(self, verdict: Verdict) -> list[tuple[Route, Stretch]]:
        """All stretches with a verdict, each with its route."""
        return [
            (route, stretch)
            for route, sections in zip(self.routes, self.corridors)
            for section in sections
            for stretch in section.gaps.stretches
            if stretch.gap is verdict
        ]


def summary_sentences(found: FoundGaps) -> Iterator[str]:
    """What was found, for the log and the report."""
    yield tr("{n} route.", "{n} routes.", n=len(found.routes))
    gaps, unsure = (len(found.stretches(verdict)) for verdict in (Verdict.YES, Verdict.CANNOT_TELL))
    yield tr("{n} stretch is surely in a gap.", "{n} stretches are surely in gaps.", n=gaps)
    if unsure:
        yield tr(
            "{n} stretch may be in a gap: that depends on uncertain stations.",
            "{n} stretches may be in gaps: that depends on uncertain stations.",
            n=unsure,
        )
    surely, possibly = (
        _km(sum(section.gaps.metres(verdict) for section in found.sections()))
        for verdict in (Verdict.YES, Verdict.CANNOT_TELL)
    )
    yield tr(
        "Of {whole} km, {surely} km surely lie in gaps, and {possibly} km may.",
        whole=_km(sum(route.length_m for route in found.routes)),
        surely=surely,
        possibly=possibly,
    )
    lo = _km(max(section.gaps.longest_lo_m for section in found.sections()))
    hi = _km(max(section.gaps.longest_hi_m for section in found.sections()))
    if lo == hi:
        yield tr("The longest stretch without a station: {length} km.", length=lo)
    else:
        yield tr("The longest stretch without a station: at least {lo} km, at most {hi} km.", lo=lo, hi=hi)


def remarks(found: FoundGaps) -> Iterator[str]:
    """What a reader of the summary could get wrong."""
    empty = sum(
        not any(section.beside or section.gaps.longest_hi_m > found.limit_m for section in sections)
        for sections in found.corridors
    )
    if empty:
        yield tr(
            "{n} route has no station at all, but is within the limit, as it is so short: what lies beyond its ends is "
            "not known.",
            "{n} routes have no station at all, but are within the limit, as they are so short: what lies beyond their "
            "ends is not known.",
            n=empty,
        )


def report_parts(found: FoundGaps) -> Iterator[str]:
    """The parts of the report, as markup."""
    yield paragraph(
        tr(
            "Looked for: stretches of more than {limit} km between usable stations that are no farther than {reach} m "
            "from the line, and between them and its ends.",
            limit=number_text(found.limit_m / 1000),
            reach=language().number(found.reach_m),
        )
    )
    yield from map(paragraph, (*summary_sentences(found), *remarks(found)))
    yield heading(tr("Routes"))
    yield table(_route_columns(), [_route_row(found, *each) for each in zip(found.routes, found.corridors)])
    for title, verdict in ((tr("Gaps"), Verdict.YES), (tr("Uncertain stretches"), Verdict.CANNOT_TELL)):
        stretches = found.stretches(verdict)
        if stretches:
            yield heading(title)
            columns = _stretch_columns(verdict)
            yield text_table(columns, [_stretch_row(found, *each)[: len(columns)] for each in stretches])


def _route_columns() -> list[Column]:
    return [
        Column(tr("Route")),
        Column(tr("Length (km)"), True),
        Column(tr("Stops"), True),
        Column(tr("Longest stretch (km)"), True),
        Column(tr("Within the limit (km)"), True),
        Column(tr("Uncertain (km)"), True),
        Column(tr("In gaps (km)"), True),
        Column(tr("Within the limit, uncertain")),
    ]


def _route_row(found: FoundGaps, route: Route, sections: Sequence[Corridor]) -> list[str]:
    stops = {number for section in sections for _, number in section.beside}
    metres = [sum(section.gaps.metres(verdict) for section in sections) for verdict in Verdict]
    within, unsure, gaps = metres
    longest = (max(section.gaps.longest_lo_m for section in sections), max(each.gaps.longest_hi_m for each in sections))
    shares = (100 * each / route.length_m for each in (within, unsure))
    return [
        escaped(route.name),
        _km(route.length_m),
        _from_to(language().number(sum(found.are_sure[number] for number in stops)), language().number(len(stops))),
        _from_to(*map(_km, longest)),
        *map(_km, (within, unsure, gaps)),
        bar(*shares),
    ]


def _stretch_columns(verdict: Verdict) -> list[Column]:
    columns = [
        Column(tr("Route")),
        Column(tr("From (km)"), True),
        Column(tr("To (km)"), True),
        Column(tr("Length (km)"), True),
        Column(tr("At most (km)"), True),
        Column(tr("Between")),
    ]
    return columns if verdict is Verdict.YES else [*columns, Column(tr("Decided by"))]


def _stretch_row(found: FoundGaps, route: Route, stretch: Stretch) -> list[str]:
    measures = map(_km, (stretch.from_m, stretch.to_m, stretch.length_m, stretch.most_m))
    start = tr("the start of the line") if stretch.start is None else found.names[stretch.start.number]
    end = tr("the end of the line") if stretch.end is None else found.names[stretch.end.number]
    ends = tr("{start} and {end}", start=start, end=end)
    deciding = [found.names[stop.number] for stop in stretch.hangs_on]
    return [route.name, *measures, ends, together(deciding) if deciding else ""]


def _from_to(low: str, high: str) -> str:
    return low if low == high else tr("{low} to {high}", low=low, high=high)


def _km(metres: float) -> str:
    return language().number(metres / 1000, 1)
