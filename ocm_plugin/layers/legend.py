"""The rows of a station layer's legend: which classes there are, with numbers, what is missing, what signs mean.

The rows are rules of the layer's style, so that they can be ticked, and that drawings and prints know them. Rows for
classes that do not occur wait in a closed node, since a station that is added must be drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qgis.core import QgsFeatureRenderer, QgsMarkerSymbol, QgsRuleBasedRenderer, QgsVectorLayer
from qgis.PyQt import sip

from ..ocm.records.provenance import Provenance
from ..ocm.translation import Language, language, tr
from ..ocm.wording import shortfall
from ..qgis_support.outside_text import unevaluated
from ..qgis_support.type_size import wrapped
from .markers import marker, overlaid
from .metadata import metadata_problem, read_provenance, read_words
from .overview import bubble_symbol, stacked
from .power_classes import PLAIN, Scheme
from .station_symbols import class_symbol, fixed_picture, out_symbol, planned_symbol, unknown_symbol, whole_in_panel
from .tally import Tally

POWER_KEY, SIGNS_KEY = "openchargemap-power", "openchargemap-signs"
"""Keys of the headings: the layer panel remembers by them which are open, whichever style is chosen next."""
SURE_KEY, UNCERTAIN_KEY = "openchargemap-sure", "openchargemap-uncertain"
"""Keys of the rows for stations that surely match the search, and for those that only may."""
WAITING_KEY = "openchargemap-waiting"
"""Key of the node for classes that do not occur."""
ROW_KEY = "openchargemap-row-"
"""What the keys of rows begin with that have a number."""
HEADING_END = "openchargemap-heading-end"
"""Property of a layer: what an older version put behind the words of its legend's first heading, a date in the user's
language."""
_BEFORE_DATE = " · "
COUNTED_AT_ONCE = 5_000
"""Rows of layers with more stations have no numbers when they cannot be counted step by step."""

_NEVER, _AT_NO_SCALE = "false", 1
"""Of rules that only explain a sign: a condition, and the denominator of the smallest scale. By the condition they draw
nothing, and because of the scale QGIS neither prepares their symbols nor tries the condition for each station."""
_IS_UNCERTAIN, _IS_SURE = "\"match\" = 'cannot_tell'", "\"match\" IS NOT 'cannot_tell'"
_NUMBER = re.compile(r"\s\([\d.,\s’']+\)$")
_ROOM, _ROOM_OF_PARTS = 148, 128
"""Pixels that a layer panel of 300 has for the words of a row: below a heading, and below *Match* and the like."""


class _Row(NamedTuple):
    """A kind of station that has a symbol of its own."""

    key: str
    where: str
    symbol: QgsMarkerSymbol
    label: str


def _rows(scheme: Scheme, has_class: bool, is_uncertain: bool = False) -> list[_Row]:
    made = [
        (_in_service(kind.filter), class_symbol(kind, scheme, is_uncertain), tr(kind.label)) for kind in scheme.classes
    ]
    if scheme.unknown_filter:
        made.append((_in_service(scheme.unknown_filter), unknown_symbol(scheme, is_uncertain), tr("Power unknown")))
    made.append(('"map_class" IS -2', out_symbol(is_uncertain), tr("Not operational")))
    made.append(('"map_class" IS -1', planned_symbol(is_uncertain), tr("Planned")))
    end = "-uncertain" if is_uncertain else ""
    return [
        _Row(
            f"{ROW_KEY}{place}{end}",
            where if has_class else where.replace(_CLASS, _MADE_CLASS),
            symbol,
            unevaluated(label),
        )
        for place, (where, symbol, label) in enumerate(made)
    ]


def _in_service(where: str) -> str:
    """The condition of a class, of stations that are neither planned nor out of operation: as short as can be, since it
    is tried for each station at each redraw."""
    return where if _CLASS in where else f"({where}) AND coalesce({_CLASS}, 0) >= 0"


_CLASS = '"map_class"'
_MADE_CLASS = (
    "(CASE WHEN \"map_state\" = 'planned' THEN -1 WHEN \"map_state\" = 'not_operational' THEN -2 "
    'ELSE "power_class_code" END)'
)
"""The same in layers of older versions, which lack the field."""


def tally_for(layer: QgsVectorLayer, scheme: Scheme) -> Tally:
    """What counts the stations of each row; its steps are still to be gone through."""
    return Tally(
        layer, [*(kind.filter for kind in scheme.classes), scheme.unknown_filter, _CLASS, _MADE_CLASS, '"match"']
    )


def legend_rules(scheme: Scheme, layer: QgsVectorLayer, tally: Tally) -> QgsRuleBasedRenderer:
    """How to draw the stations of a layer, with the legend's rows."""
    root = _rule()
    heading = _group(root, POWER_KEY)
    tell_result(heading, unevaluated(tr(scheme.heading)), layer)
    [uncertain_n] = tally.number_of([_IS_UNCERTAIN])
    parts = [(heading, "", False)]
    if uncertain_n:
        [sure_n] = tally.number_of([_IS_SURE])
        sure = _group(heading, SURE_KEY, _numbered(tr("Match"), sure_n, _ROOM), _IS_SURE)
        may = _numbered(tr("May match"), uncertain_n, _ROOM)
        parts = [
            (sure, _IS_SURE, False),
            (_group(heading, UNCERTAIN_KEY, may, _IS_UNCERTAIN), _IS_UNCERTAIN, True),
        ]
    signs = _explain_signs(root, scheme)
    waiting = _group(signs, WAITING_KEY, _row_text(tr("Classes without stations")))
    for part, of_part, is_uncertain in parts:
        rows = _rows(scheme, layer.fields().indexOf(_CLASS.strip('"')) >= 0, is_uncertain)
        for row, number in zip(rows, tally.number_of([_both(of_part, row.where) for row in rows])):
            if number:
                label = _numbered(row.label, number, _ROOM_OF_PARTS if of_part else _ROOM)
                _add(part, row.symbol, row.where, label, row.key)
            else:
                _add(waiting, row.symbol, _both(of_part, row.where), wrapped(row.label, _ROOM_OF_PARTS), row.key)
    if not waiting.children():
        signs.removeChild(waiting)
    return QgsRuleBasedRenderer(root)


def _both(one: str, other: str) -> str:
    return f"({one}) AND ({other})" if one else other


def _explain_signs(root: QgsRuleBasedRenderer.Rule, scheme: Scheme) -> QgsRuleBasedRenderer.Rule:
    """Explain shapes and signs, in a node that is closed at first."""
    signs = _group(root, SIGNS_KEY, tr("Signs"))
    # Without a condition: as one rule has none, QGIS does not try all of them before it reads a station.
    signs.appendChild(_rule(label=_row_text(tr("Larger: 4 points and more, 10 and more"))))
    _add(signs, bubble_symbol(), _NEVER, _row_text(tr("Several stations, with their number")))
    explained = [
        (marker("ac"), tr("AC")),
        (marker("dc"), tr("DC")),
        (marker("both"), tr("AC and DC")),
        (marker("unknown"), tr("AC or DC not known")),
        (marker("ac", dashed=True), tr("Power estimated")),
        (overlaid(marker("ac"), "partly"), tr("Partly operational")),
        (overlaid(marker("ac"), "temp_unavailable"), tr("Temporarily unavailable")),
        (overlaid(marker("ac"), "restricted"), tr("Access restricted")),
    ]
    for svg, label in explained if scheme is not PLAIN else ():
        _add(signs, stacked([fixed_picture(svg)]), _NEVER, _row_text(label))
    return signs


def _row_text(text: str) -> str:
    """What a row below a heading says: as it is, in lines that the layer panel, which wraps none, does not cut."""
    return wrapped(unevaluated(text), _ROOM)


def _numbered(label: str, number: int, room: int) -> str:
    return wrapped(f"{label} ({language().number(number)})", room)


def _bare(label: str) -> str:
    """The words of a row, without their number, in one line."""
    return _NUMBER.sub("", label).replace("\n", " ")


def legend_groups(layer: QgsVectorLayer) -> list[str]:
    """The keys of the nodes that are open at first in the legend of one of our styles; none for any other."""
    keys = {POWER_KEY, SURE_KEY}
    return [rule.ruleKey() for rule in _descendants(top_rules(layer.renderer())) if rule.ruleKey() in keys]


def is_as_made(layer: QgsVectorLayer, scheme: Scheme) -> bool:
    """Whether the rows of the legend are all there, ticked, and in the words and colours in which they were made."""
    has_class = layer.fields().indexOf(_CLASS.strip('"')) >= 0
    made = {row.key: row for is_uncertain in (False, True) for row in _rows(scheme, has_class, is_uncertain)}
    rules = list(_descendants(top_rules(layer.renderer())))
    rows = {rule.ruleKey(): rule for rule in rules if rule.ruleKey() in made}
    return len({key.removesuffix("-uncertain") for key in rows}) == len(made) // 2 and all(
        rule.active() and (rule.ruleKey() not in made or _looks_like(rule, made[rule.ruleKey()])) for rule in rules
    )


def _looks_like(rule: QgsRuleBasedRenderer.Rule, row: _Row) -> bool:
    symbol = rule.symbol()
    return (
        _bare(rule.label()) == row.label
        and symbol is not None
        and symbol.symbolLayerCount() == whole_in_panel(row.symbol).symbolLayerCount()
        and symbol.symbolLayer(0).properties() == row.symbol.symbolLayer(0).properties()
    )


def tally_again(layer: QgsVectorLayer) -> Tally:
    """What counts the stations of each row again, for `renew_legend`; its steps are still to be gone through."""
    return Tally(layer, dict(_with_conditions(top_rules(layer.renderer()))).values())


def renew_legend(layer: QgsVectorLayer, tally: Tally | None = None) -> None:
    """Let the legend say from when the stations are, how many of each class, and what is missing, after a reload.

    What else the user has changed in the style stays; a style of the user's own stays whole. `tally`: of all rows, when
    they have been counted; without it, that is done at once if there are not too many.
    """
    renderer = layer.renderer().clone()
    if any([_renew_heading(renderer, layer), _renew_numbers(renderer, layer, tally)]):
        layer.setRenderer(renderer)  # it shares the expressions of the one before
        layer.emitStyleChanged()


def renewed_legend(layer: QgsVectorLayer) -> Iterator[None]:
    """The same a step at a time, however many stations there are. The layer may be removed meanwhile."""
    tally = tally_again(layer)
    yield from tally.steps()
    if not sip.isdeleted(layer):
        renew_legend(layer, tally)
    yield


def _renew_heading(renderer: QgsFeatureRenderer, layer: QgsVectorLayer) -> bool:
    """Whether there was something to say again."""
    is_renewed = False
    for group in top_rules(renderer):
        if group.ruleKey() == POWER_KEY:
            rows = [rule for rule in group.children() if rule.symbol() is None and not rule.children()]
            heading = _heading_without_date(group.label(), layer)
            if [group.label(), *(row.label() for row in rows)] == _result_words(heading, layer):
                continue
            for row in rows:
                group.removeChild(row)
            tell_result(group, heading, layer)
            is_renewed = True
    return is_renewed


def renew_heading(layer: QgsVectorLayer) -> None:
    """The same without the numbers of the rows."""
    renderer = layer.renderer().clone()
    if _renew_heading(renderer, layer):
        layer.setRenderer(renderer)
        layer.emitStyleChanged()


def _renew_numbers(renderer: QgsFeatureRenderer, layer: QgsVectorLayer, tally: Tally | None) -> bool:
    """Count the stations of each row again. Whether a row says something else."""
    tops = {rule.ruleKey(): rule for rule in _descendants(top_rules(renderer))}
    conditions = dict(_with_conditions(top_rules(renderer)))
    rows = {rule: where for rule, where in conditions.items() if rule.ruleKey().startswith(ROW_KEY)}
    parts = {rule: where for rule, where in conditions.items() if rule.ruleKey() in (SURE_KEY, UNCERTAIN_KEY)}
    if not rows or POWER_KEY not in tops:
        return False
    numbers: dict[QgsRuleBasedRenderer.Rule, int | None] = dict.fromkeys((*rows, *parts))
    if tally is None and layer.featureCount() <= COUNTED_AT_ONCE:
        tally = Tally(layer, [*rows.values(), *parts.values()])
        for _ in tally.steps():
            pass
    if tally is not None:
        numbers = {
            **dict(zip(rows, tally.number_of(list(rows.values())))),
            **dict(zip(parts, tally.number_of(list(parts.values())))),
        }
    is_renewed = False
    for rule, number in numbers.items():
        is_waiting = rule.parent().ruleKey() == WAITING_KEY
        if not is_waiting and not _NUMBER.search(rule.label()):
            continue  # the user's own words
        bare = _bare(rule.label())
        room = _ROOM_OF_PARTS if UNCERTAIN_KEY in tops and rule in rows else _ROOM
        # Also no station at all is a number: a row without one would be taken for the user's own words the next time.
        if number is None or (is_waiting and not number):
            label = wrapped(bare, _ROOM_OF_PARTS)
        else:
            label = _numbered(bare, number, room)
        if label != rule.label():
            rule.setLabel(label)
            is_renewed = True
        if number and is_waiting:
            part = UNCERTAIN_KEY if rule.ruleKey().endswith("-uncertain") else SURE_KEY
            _move(rule, tops.get(part) or tops[POWER_KEY])
    return is_renewed


def _move(rule: QgsRuleBasedRenderer.Rule, group: QgsRuleBasedRenderer.Rule) -> None:
    """Put a row that was waiting among those that have stations, in its order."""
    moved = rule.clone()
    moved.setRuleKey(rule.ruleKey())
    rule.parent().removeChild(rule)
    before = [place for place, row in enumerate(group.children()) if _order(row) < _order(moved)]
    group.insertChild(before[-1] + 1 if before else 0, moved)


def _order(row: QgsRuleBasedRenderer.Rule) -> tuple[bool, int]:
    """Rows without a number of their own, such as what is missing, stand above all."""
    found = re.match(f"{ROW_KEY}(\\d+)", row.ruleKey())
    return (True, int(found.group(1))) if found else (False, 0)


def _descendants(rules: Iterable[QgsRuleBasedRenderer.Rule]) -> Iterator[QgsRuleBasedRenderer.Rule]:
    for rule in rules:
        yield rule
        yield from _descendants(rule.children())


def _with_conditions(
    rules: Iterable[QgsRuleBasedRenderer.Rule], of_parents: str = ""
) -> Iterator[tuple[QgsRuleBasedRenderer.Rule, str]]:
    """The rules below some rules, each with the condition that a station must meet to be drawn by it."""
    for rule in rules:
        own = " AND ".join(f"({part})" for part in (of_parents, rule.filterExpression()) if part) or "true"
        yield rule, own
        yield from _with_conditions(rule.children(), own)


def _heading_without_date(heading: str, layer: QgsVectorLayer) -> str:
    """A heading as it is without the date that older versions put at its end, in the language in which it was written.

    Some did not note what they put there, nor does a layer with the symbols of another one: there, it is a date as
    English or the present language writes it.
    """
    end = layer.customProperty(HEADING_END, "")
    bare = heading[: -len(end)] if end and heading.endswith(end) else heading
    forms = {_form_of_dates(pattern) for pattern in (Language().date_pattern(), language().date_pattern())}
    return re.sub(f"(?:{re.escape(_BEFORE_DATE)}(?:{'|'.join(sorted(forms))}))+$", "", bare)


def _form_of_dates(pattern: str) -> str:
    """What finds a date that is written by a pattern such as "dd.MM.yyyy", as a regular expression."""
    return re.sub("y+|M+|d+|[^yMd]+", _form_of_part, pattern)


def _form_of_part(part: re.Match[str]) -> str:
    text = str(part.group())
    return _FORMS_OF_DATES.get(text, re.escape(text))


_FORMS_OF_DATES = {
    "d": r"\d{1,2}",
    "dd": r"\d{2}",
    "M": r"\d{1,2}",
    "MM": r"\d{2}",
    "MMM": r"\w+\.?",
    "MMMM": r"\w+",
    "yyyy": r"\d{4}",
}


def top_rules(renderer: QgsFeatureRenderer) -> list[QgsRuleBasedRenderer.Rule]:
    """The uppermost rules of a renderer, or of the one below its bubbles; none when it has no rules."""
    rules = rule_based(renderer)
    return [] if rules is None else rules.rootRule().children()


def rule_based(renderer: QgsFeatureRenderer) -> QgsRuleBasedRenderer | None:
    """A renderer with rules, or the one with rules below its bubbles.

    QGIS is asked for the kind, not Python: PyQt keeps its half of a renderer that was given to a layer as long as the
    layer, also when QGIS has deleted the renderer, and takes a new one at the same address for that one.
    """
    drawn = renderer.embeddedRenderer() or renderer
    if drawn.type() != "RuleRenderer":
        return None
    rules: QgsRuleBasedRenderer = sip.cast(sip.cast(drawn, QgsFeatureRenderer), QgsRuleBasedRenderer)
    return rules


def tell_result(group: QgsRuleBasedRenderer.Rule, heading: str, layer: QgsVectorLayer) -> None:
    """Let rows below the legend's first heading say the date of the stations, and what is missing.

    In rows, as what is cut off is not said.
    """
    label, *rows = _result_words(heading, layer)
    group.setLabel(label)
    layer.removeCustomProperty(HEADING_END)
    for place, text in enumerate(rows):
        group.insertChild(place, _rule(where=_NEVER, label=text))


def _result_words(heading: str, layer: QgsVectorLayer) -> list[str]:
    """The first heading, and the rows below it."""
    provenance = read_provenance(layer)
    day = [] if provenance is None else [tr("As of {date}", date=language().date(provenance.data_date))]
    # Legends of layouts evaluate expressions, and filters name operators by the titles that a server gave.
    return [heading, *map(_row_text, [*day, *_limits(layer, provenance)])]


def _limits(layer: QgsVectorLayer, provenance: Provenance | None) -> Sequence[str]:
    """What the stations are not: all of them, or of every kind."""
    limits = read_words(layer).limits
    missing = shortfall(provenance) if provenance is not None else metadata_problem(layer)
    return [words[0].upper() + words[1:] for words in (missing, *limits) if words]


def _rule(symbol: QgsMarkerSymbol | None = None, where: str = "", label: str = "") -> QgsRuleBasedRenderer.Rule:
    """A rule without a Python part, as copies are.

    QGIS deletes rules without telling Python, which then writes into the freed memory when it lets go of such a part.
    """
    return QgsRuleBasedRenderer.Rule(symbol, 0, _AT_NO_SCALE if where == _NEVER else 0, where, label).clone()


def _group(parent: QgsRuleBasedRenderer.Rule, key: str, label: str = "", where: str = "") -> QgsRuleBasedRenderer.Rule:
    group = _rule(where=where, label=unevaluated(label))
    group.setRuleKey(key)
    parent.appendChild(group)
    return group


def _add(parent: QgsRuleBasedRenderer.Rule, symbol: QgsMarkerSymbol, where: str, label: str, key: str = "") -> None:
    rule = _rule(whole_in_panel(symbol), where, label)
    if key:
        rule.setRuleKey(key)
    parent.appendChild(rule)
