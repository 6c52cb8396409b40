"""The report on checked corridors: with the clause, the verdicts, and the stations on which they hang."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from ..ocm.analysis.columns import VERDICT_CODES
from ..ocm.analysis.corridor_check import CorridorResult, Demand, RouteResult, UndecidedStation
from ..ocm.analysis.pool_test import AGAINST_LINE, WITH_LINE, Requirement
from ..ocm.analysis.rule_packs import RulePack
from ..ocm.match.filters import Verdict
from ..ocm.phrases import number_text
from ..ocm.tables.schema.analyses.corridors import DIRECTIONS, UNKNOWNS, VERDICTS
from ..ocm.tables.schema.analyses.routes import SIDES
from ..ocm.tables.schema.codes import STANDARDS
from ..ocm.tables.schema.field import Code
from ..ocm.translation import language, tr
from .markup import escaped, link
from .report import Column, heading, paragraph, text_table


def verdict_text(verdict: Verdict) -> str:
    """A verdict in words."""
    return _said(VERDICTS, VERDICT_CODES[verdict])


def summary_sentences(result: CorridorResult, demand: Demand) -> Iterator[str]:
    """What came out, for the log and the report: the verdict on all routes together, and the lengths."""
    shares, served = result.shares, result.shares.served()
    verdict, by_data = shares.verdict(demand.share), shares.verdict_by_data(demand.share)
    yield tr("Verdict on all routes together: {verdict}.", verdict=verdict_text(verdict))
    yield tr(
        "Of {length} km, {sure} km are surely served and {no} km surely not; {open} km are uncertain.",
        length=language().number(served.length_km, 1),
        sure=language().number(served.sure_km, 1),
        no=language().number(served.length_km - served.possible_km, 1),
        open=language().number(served.possible_km - served.sure_km, 1),
    )
    if by_data is not verdict or served.sure_by_data_km > served.sure_km:
        yield tr(
            "By the data alone, with directions of travel, trucks, hours and ways from the road taken as met wherever "
            "nothing else is stated: {verdict}, {sure} km are served.",
            verdict=verdict_text(by_data),
            sure=language().number(served.sure_by_data_km, 1),
        )
    stations = {each.site for each in result.undecided}
    if stations:
        yield tr(
            "{n} station decides stretches that are uncertain.",
            "{n} stations decide stretches that are uncertain.",
            n=len(stations),
        )


def demands(pack: RulePack, demand: Demand) -> Iterator[str]:
    """What the pack asks for, in sentences."""
    rule, unit = pack.pool, {"km": tr("km"), "mi": tr("miles")}[pack.unit]
    spacing = pack.max_spacing
    if spacing is None or not math.isclose(pack.max_spacing_km or 0, demand.spacing_km):
        spacing, unit = demand.spacing_km, tr("km")
    yield tr("At most {number} {unit} between pools along the road.", number=number_text(spacing), unit=unit)
    yield tr("At most {number} m from the road.", number=language().number(demand.reach_m))
    if pack.each_direction:
        yield tr("In each direction of travel.")
    if demand.share < 1:
        yield tr("On at least {number} % of the length.", number=number_text(round(100 * demand.share, 3)))
    if rule.min_total_kw is not None:
        yield tr("Each pool of at least {number} kW.", number=number_text(rule.min_total_kw))
    for each in rule.points:
        plugs = ", ".join(_said(STANDARDS, name) for name in each.connectors)
        kw = None if each.min_kw is None else number_text(each.min_kw)
        if kw and plugs:
            yield tr("Points of at least {kw} kW with {plugs}: {number}.", kw=kw, plugs=plugs, number=each.number)
        elif kw:
            yield tr("Points of at least {kw} kW: {number}.", kw=kw, number=each.number)
        elif plugs:
            yield tr("Points with {plugs}: {number}.", plugs=plugs, number=each.number)
        else:
            yield tr("Points: {number}.", number=each.number)
    if rule.public:
        yield tr("Open to the public.")
    if rule.open_24_hours:
        yield tr("Open at all hours.")
    if rule.for_trucks:
        yield tr("For trucks.")


def report_parts(result: CorridorResult, pack: RulePack, demand: Demand) -> Iterator[str]:
    """The parts of the report, as markup."""
    first, *more = summary_sentences(result, demand)
    yield f"<p><b>{escaped(first)}</b></p>"
    yield from map(paragraph, more)
    yield heading(tr("The rule"))
    yield f"<p>{_cited(pack)}</p>"
    yield f"<blockquote>{paragraph(tr(pack.summary))}</blockquote>"
    about = " ".join([tr("This is a summary, not the text of the clause."), *_dates(pack)])
    yield f"<p><small>{escaped(about)}</small></p>"
    yield paragraph(tr("Checked:")) + _list(demands(pack, demand))
    if pack.not_checked:
        yield paragraph(tr("Not checked, as Open Charge Map does not know it:")) + _list(map(tr, pack.not_checked))
    if pack.notes:
        yield paragraph(tr("Notes:")) + _list(map(tr, pack.notes))
    yield heading(tr("Routes"))
    yield text_table(_route_columns(), [_route_row(each, demand) for each in result.routes])
    yield from _failing(result)
    yield heading(tr("Stations that decide uncertain stretches"))
    yield _undecided(result)
    yield f"<p><small>{escaped(tr('Rule pack: {pack}.', pack=pack.pack_id))}</small></p>"


def _cited(pack: RulePack) -> str:
    return link(pack.source or None, pack.citation)


def _dates(pack: RulePack) -> Iterator[str]:
    if pack.in_force_from is not None:
        yield tr("In force since {day}.", day=language().date(pack.in_force_from))
    if pack.in_force_to is not None:
        yield tr("In force until {day}.", day=language().date(pack.in_force_to))
    if pack.due is not None:
        yield tr("To be fulfilled by {day}.", day=language().date(pack.due))


def _list(sentences: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escaped(each)}</li>" for each in sentences) + "</ul>"


def _route_columns() -> list[Column]:
    return [
        Column(tr("Route")),
        Column(tr("Verdict")),
        Column(tr("By the data")),
        Column(tr("Length (km)"), True),
        Column(tr("Served (km)"), True),
        Column(tr("By the data (km)"), True),
        Column(tr("Longest gap (km)"), True),
    ]


def _route_row(result: RouteResult, demand: Demand) -> list[str]:
    shares, served = result.shares, result.shares.served()
    return [
        result.route.name,
        verdict_text(shares.verdict(demand.share)),
        verdict_text(shares.verdict_by_data(demand.share)),
        _km(served.length_km),
        _range(served.sure_km, served.possible_km),
        _km(served.sure_by_data_km),
        _range(
            max((each.finding.shortest_km for each in result.stretches), default=math.inf),
            max((each.finding.longest_km for each in result.stretches), default=math.inf),
        ),
    ]


def _km(value: float) -> str:
    return tr("unbounded") if value == math.inf else language().number(value, 1)


def _range(low: float, high: float) -> str:
    return _km(low) if low == high else tr("{low} to {high}", low=_km(low), high=_km(high))


def _in_direction(route: str, direction: str | None) -> str:
    """A route, and the direction of travel where each is judged by itself."""
    if direction not in (WITH_LINE, AGAINST_LINE):
        return route
    return tr("{route}, {direction}", route=route, direction=_said(DIRECTIONS, direction))


def _failing(result: CorridorResult) -> Iterator[str]:
    rows = [
        [
            _in_direction(route.route.name, each.direction),
            _km(each.from_m / 1000),
            _km(each.to_m / 1000),
            _km(each.finding.shortest_km),
        ]
        for route in result.routes
        for each in route.stretches
        if each.finding.verdict is Verdict.NO
    ]
    if rows:
        yield heading(tr("Stretches that are not served"))
        numbers = (tr("From (km)"), tr("To (km)"), tr("Gap, at least (km)"))
        yield text_table([Column(tr("Route")), *(Column(each, True) for each in numbers)], rows)


def _undecided(result: CorridorResult) -> str:
    if not result.undecided:
        return paragraph(tr("None."))
    columns = [
        Column(tr("Route")),
        Column(tr("Kilometre"), True),
        Column(tr("Distance (m)"), True),
        Column(tr("Station")),
        Column(tr("What would decide it")),
        Column(tr("Points of its pool"), True),
        Column(tr("Its power (kW)"), True),
    ]
    return text_table(columns, [_undecided_row(result, each) for each in result.undecided])


def _undecided_row(result: CorridorResult, each: UndecidedStation) -> list[str]:
    site = each.site
    points = min(each.finding.points, key=lambda found: found.verdict, default=None)
    return [
        _in_direction(result.routes[each.where.route].route.name, each.direction),
        _km(each.where.measure_m / 1000),
        tr("{metres}, {side}", metres=language().number(each.where.offset_m), side=_said(SIDES, each.where.side)),
        f"OCM-{site.ocm_id} {site.name or ''}".strip(),
        ", ".join(tr(UNKNOWNS[code]) for code in each.unknown),
        "" if points is None else _amount(points),
        "" if each.finding.total_kw is None else _amount(each.finding.total_kw),
    ]


def _amount(found: Requirement) -> str:
    """What there is by the data, and how much is needed."""
    low, needed = number_text(round(found.sure_by_data, 1)), number_text(found.needed)
    if found.possible == math.inf:
        return tr("{low} or more, of {needed}", low=low, needed=needed)
    if found.sure_by_data == found.possible:
        return tr("{low}, of {needed}", low=low, needed=needed)
    return tr("{low} to {high}, of {needed}", low=low, high=number_text(round(found.possible, 1)), needed=needed)


def _said(words: Iterable[Code], value: str | None) -> str:
    """The words of a code."""
    return next((tr(each.label) for each in words if each.value == value), value or "")
