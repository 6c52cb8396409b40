"""How stations are drawn: power by fill, size and bolts; how sure it is by the outline; status and access by signs.

Never colour alone, and never red against green. Everything lies in the layer's own style, markers included, keyed on
codes that no translation changes; the user may change or save it like any other.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from qgis.core import (
    QgsFeatureRenderer,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsObjectCustomProperties,
    QgsProperty,
    QgsRuleBasedRenderer,
    QgsSimpleMarkerSymbolLayer,
    QgsSvgMarkerSymbolLayer,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from ..ocm.records.provenance import Provenance
from ..ocm.translation import Language, language, marked, tr
from ..ocm.wording import match_text, shortfall
from ..qgis_support import compat
from ..qgis_support.outside_text import unevaluated
from .drawn import draw_with, keep_drawn
from .labels import power_labels
from .markers import FADED_INK, INK, PAPER, SHAPES, embedded, marker, overlay
from .metadata import metadata_problem, read_provenance, read_words
from .overview import bubble_symbol, bubbles_over, stacked
from .power_classes import (
    AFIR,
    AFIR_IN_GREY,
    AFIR_ON_DARK,
    EVMAP,
    GONE,
    PLAIN,
    UK,
    UNKNOWN_SIZE,
    US,
    PowerClass,
    Scheme,
)


class Style(NamedTuple):
    """A way to draw stations."""

    name: str
    """For settings and scripts; for life."""
    title: str
    """For people, in English: `tr` says it."""
    scheme: Scheme


STYLES = (
    Style("afir", marked("Power classes of the EU (AFIR)"), AFIR),
    Style("afir_on_dark", marked("Power classes of the EU, for dark maps"), AFIR_ON_DARK),
    Style("afir_in_grey", marked("Power classes of the EU, for prints in grey"), AFIR_IN_GREY),
    Style("uk", marked("Speed bands of the UK"), UK),
    Style("us", marked("Charging levels of the US"), US),
    Style("evmap", marked("Power classes of the app EVMap"), EVMAP),
    Style("plain", marked("Plain markers"), PLAIN),
)

NO_STYLE = "none"
"""In place of a style's name: layers keep the plain look that QGIS gives to new ones."""

KEY_SIZE = 6.2
BLANK = embedded(overlay())

_IS_PLANNED = "\"map_state\" = 'planned'"
_IS_OUT = "\"map_state\" = 'not_operational'"
_IS_IN_SERVICE = "coalesce(\"map_state\", 'unknown') NOT IN ('planned', 'not_operational')"


def apply_style(layer: QgsVectorLayer, name: str) -> None:
    """Draw the layer in one of STYLES, by name, or by a QML file of the user's own, by path, or leave it (NO_STYLE).

    An unknown name, or a file that cannot be read, counts as the first of STYLES. Of a file, the layer's custom
    properties are left aside, but for the end of its legend's heading: they would be those of another layer.
    """
    if name == NO_STYLE:
        return
    if not (is_own_style(name) and _apply_file(layer, name)):
        scheme = next((style.scheme for style in STYLES if style.name == name), AFIR)
        draw_with(layer, bubbles_over(_rules(scheme, layer)))
        layer.setLabeling(power_labels())
        layer.setLabelsEnabled(scheme is not PLAIN)
    layer.triggerRepaint()
    layer.emitStyleChanged()


def is_own_style(name: str) -> bool:
    """Whether a style is not a name, but the path of a QML file of the user's own."""
    return name.lower().endswith(".qml")


def style_problem(name: str) -> str:
    """Why `apply_style` takes the first of STYLES in place of the user's own: a sentence; "" when it does not."""
    if not is_own_style(name) or _read_file(name) is not None:
        return ""
    return tr("Your own style {path} cannot be read, so the usual style is used.", path=name)


def legend_groups(layer: QgsVectorLayer) -> list[str]:
    """The keys of the headings in the legend of one of STYLES; none for a style of the user's own."""
    return [group.ruleKey() for group in _top_rules(layer.renderer()) if group.children()]


def renew_legend(layer: QgsVectorLayer) -> None:
    """Let the legend say from when the stations are and what is missing, after they have been reloaded.

    What else the user has changed in the style stays; a style of the user's own stays whole.
    """
    renderer = layer.renderer().clone()
    for group in _top_rules(renderer):
        if group.ruleKey() == POWER_KEY:
            rows = [rule for rule in group.children() if rule.symbol() is None]
            heading = _heading_without_date(group.label(), layer)
            if [group.label(), *(row.label() for row in rows)] == _result_words(heading, layer):
                continue
            for row in rows:
                group.removeChild(row)
            _tell_result(group, heading, layer)
            layer.setRenderer(renderer)  # it shares the expressions of the one before
            layer.emitStyleChanged()


def _heading_without_date(heading: str, layer: QgsVectorLayer) -> str:
    """A heading as it is without the date that stands at its end, in the language in which it was written.

    A layer of an older version does not say what was put there, nor does one with the symbols of another layer: there,
    it is a date as English or the present language writes it.
    """
    end = layer.customProperty(HEADING_END, "")
    bare = heading[: -len(end)] if end and heading.endswith(end) else heading
    forms = {_form_of_dates(pattern) for pattern in (Language().date_pattern(), language().date_pattern())}
    return re.sub(f"(?:{re.escape(BEFORE_DATE)}(?:{'|'.join(sorted(forms))}))+$", "", bare)


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


def _top_rules(renderer: QgsFeatureRenderer) -> list[QgsRuleBasedRenderer.Rule]:
    rules = renderer.embeddedRenderer() or renderer
    return rules.rootRule().children() if isinstance(rules, QgsRuleBasedRenderer) else []


def _read_file(path: str) -> QDomDocument | None:
    """A QML file that says how to draw vectors; None when there is no such file."""
    document = QDomDocument()
    try:
        document.setContent(Path(path).read_bytes())
    except OSError:
        return None
    return None if document.documentElement().firstChildElement("renderer-v2").isNull() else document


def _apply_file(layer: QgsVectorLayer, path: str) -> bool:
    document = _read_file(path)
    if document is None:
        return False
    root = document.documentElement()
    written = QgsObjectCustomProperties()
    written.readXml(root)
    layer.setCustomProperty(HEADING_END, written.value(HEADING_END, ""))
    # Asked for labels, QGIS reads the custom properties too.
    root.removeChild(root.firstChildElement("customproperties"))
    wanted = QgsMapLayer.StyleCategory
    keep_drawn(layer)
    applied, _ = layer.importNamedStyle(document, wanted.Symbology | wanted.Labeling)
    return bool(applied)


def _rules(scheme: Scheme, layer: QgsVectorLayer) -> QgsRuleBasedRenderer:
    root = _rule()
    group = _group(root, POWER_KEY)
    _tell_result(group, unevaluated(tr(scheme.heading)), layer)
    for power_class in scheme.classes:
        _add(group, _class_symbol(power_class), f"({power_class.filter}) AND {_IS_IN_SERVICE}", tr(power_class.label))
    if scheme.unknown_filter:
        _add(group, _unknown_symbol(), f"({scheme.unknown_filter}) AND {_IS_IN_SERVICE}", tr("Power unknown"))
    _add(group, _out_symbol(), _IS_OUT, tr("Not operational"))
    _add(group, _planned_symbol(), _IS_PLANNED, tr("Planned"))
    _add(group, bubble_symbol(), _NEVER, tr("Several stations, with their number"))
    if scheme is not PLAIN:
        _add_key(root)
    return QgsRuleBasedRenderer(root)


POWER_KEY, SIGNS_KEY = "openchargemap-power", "openchargemap-signs"
"""Keys of the headings: the layer panel remembers by them which are open, whichever style is chosen next."""
HEADING_END = "openchargemap-heading-end"
"""Property of a layer: what was put behind the words of its legend's first heading, a date in the user's language."""
BEFORE_DATE = " · "


def _tell_result(group: QgsRuleBasedRenderer.Rule, heading: str, layer: QgsVectorLayer) -> None:
    """Let the legend's first heading say the date of the stations, and rows below it what is missing.

    In rows, as the layer panel wraps no text, and what is cut off there is not said.
    """
    label, *limits = _result_words(heading, layer)
    group.setLabel(label)
    layer.setCustomProperty(HEADING_END, _heading_end(layer))
    for place, text in enumerate(limits):
        group.insertChild(place, _rule(where=_NEVER, label=text))


def _result_words(heading: str, layer: QgsVectorLayer) -> list[str]:
    """The first heading, and the rows below it."""
    # Legends of layouts evaluate expressions, and filters name operators by the titles that a server gave.
    limits = map(unevaluated, _limits(layer, read_provenance(layer)))
    return [f"{heading}{_heading_end(layer)}", *limits]


def _heading_end(layer: QgsVectorLayer) -> str:
    """What stands behind the words of the first heading: from when the stations are."""
    provenance = read_provenance(layer)
    return "" if provenance is None else f"{BEFORE_DATE}{language().date(provenance.data_date)}"


def _limits(layer: QgsVectorLayer, provenance: Provenance | None) -> list[str]:
    """What the stations are not: all of them, or of every kind."""
    limits = read_words(layer).limits
    missing = shortfall(provenance) if provenance is not None else metadata_problem(layer)
    uncertain = provenance is not None and provenance.kept_cannot_tell and provenance.cannot_tell
    apart = match_text(provenance.matched, provenance.cannot_tell) if provenance and uncertain else ""
    return [words[0].upper() + words[1:] for words in (missing, *limits, apart) if words]


_NEVER = '"ocm_id" IS NULL'
"""Of rules that only explain a sign in the legend."""


def _add_key(root: QgsRuleBasedRenderer.Rule) -> None:
    """Explain shapes and signs in the legend."""
    key = _group(root, SIGNS_KEY, tr("Shapes and signs"))
    for shape, label in (
        ("ac", tr("AC")),
        ("dc", tr("DC")),
        ("both", tr("AC and DC")),
        ("unknown", tr("AC or DC not known")),
    ):
        _add(key, stacked([_picture(embedded(marker(shape)), KEY_SIZE)]), _NEVER, label)
    _add(key, stacked([_picture(embedded(marker("ac", dashed=True)), KEY_SIZE)]), _NEVER, tr("Power estimated"))
    for sign, label in (
        ("partly", tr("Partly operational")),
        ("temp_unavailable", tr("Temporarily unavailable")),
        ("restricted", tr("Access restricted")),
    ):
        layers = [_picture(embedded(svg), KEY_SIZE) for svg in (marker("ac"), overlay(sign))]
        _add(key, stacked(layers), _NEVER, label)


def _rule(symbol: QgsMarkerSymbol | None = None, where: str = "", label: str = "") -> QgsRuleBasedRenderer.Rule:
    """A rule without a Python part, as copies are.

    QGIS deletes rules without telling Python, which then writes into the freed memory when it lets go of such a part.
    """
    return QgsRuleBasedRenderer.Rule(symbol, 0, 0, where, label).clone()


def _group(root: QgsRuleBasedRenderer.Rule, key: str, label: str = "") -> QgsRuleBasedRenderer.Rule:
    group = _rule(label=unevaluated(label))
    group.setRuleKey(key)
    root.appendChild(group)
    return group


def _add(parent: QgsRuleBasedRenderer.Rule, symbol: QgsMarkerSymbol, where: str, label: str) -> None:
    symbol.appendSymbolLayer(_redrawn_in_panel())
    parent.appendChild(_rule(symbol, where, unevaluated(label)))


def _redrawn_in_panel() -> QgsSimpleMarkerSymbolLayer:
    """A part of a symbol that is switched off and draws nothing, but has a unit of the map.

    QGIS draws such symbols in the layer panel again once it knows their size. Others stay cut to 16 pixels there when
    their heading is open from the start.
    """
    part = QgsSimpleMarkerSymbolLayer()
    part.setSize(0)
    part.setOffsetUnit(compat.MAP_UNITS)
    part.setEnabled(False)
    return part


def _class_symbol(power_class: PowerClass) -> QgsMarkerSymbol:
    body = _picture(BLANK, power_class.size, power_class.fill)
    _draw(
        body,
        {
            f"\"current_mix\" = '{shape}' AND {sure}": marker(
                shape, power_class.bolts, dashed, bolt_colour=power_class.ink
            )
            for shape in SHAPES
            for dashed, sure in ((True, '"power_is_estimate"'), (False, "true"))
        },
        marker("ac", power_class.bolts, bolt_colour=power_class.ink),
    )
    # A station without a stated status has a paler outline.
    faded = f"if(\"map_state\" = 'unknown', '{FADED_INK}', '{INK}')"
    _define(body, QgsSymbolLayer.Property.PropertyStrokeColor, faded)
    return stacked([body, _sign(power_class.size)])


def _unknown_symbol() -> QgsMarkerSymbol:
    body = _picture(BLANK, UNKNOWN_SIZE, PAPER, FADED_INK)
    _draw_by_shape(body, is_question=True)
    return stacked([body, _sign(UNKNOWN_SIZE)])


def _out_symbol() -> QgsMarkerSymbol:
    body = _picture(BLANK, UNKNOWN_SIZE, GONE)
    _draw_by_shape(body)
    return stacked([body, _picture(embedded(overlay("not_operational")), UNKNOWN_SIZE)])


def _planned_symbol() -> QgsMarkerSymbol:
    body = _picture(BLANK, UNKNOWN_SIZE, PAPER)
    _draw_by_shape(body, dashed=True, hollow=True)
    return stacked([body])


def _sign(size: float) -> QgsSvgMarkerSymbolLayer:
    """What is laid over a marker: status and restricted access, nothing for most stations."""
    sign = _picture(BLANK, size)
    _draw(
        sign,
        {
            **{f'"map_state" = \'{name}\' AND "access_is_restricted"': overlay(name, "restricted") for name in _STATES},
            **{f"\"map_state\" = '{name}'": overlay(name) for name in _STATES},
            '"access_is_restricted"': overlay("restricted"),
        },
        overlay(),
    )
    return sign


_STATES = ("partly", "temp_unavailable")


def _draw_by_shape(body: QgsSvgMarkerSymbolLayer, **kind: Any) -> None:
    _draw(body, {f"\"current_mix\" = '{shape}'": marker(shape, **kind) for shape in SHAPES}, marker("ac", **kind))


def _draw(layer: QgsSvgMarkerSymbolLayer, cases: dict[str, str], otherwise: str) -> None:
    """Let an expression choose the drawing; `otherwise` is also that of legends, where no station has fields.

    The drawing is not the layer's fixed one: QGIS would read that again for every station, five times slower.
    """
    conditions = "".join(f"WHEN {condition} THEN '{embedded(svg)}' " for condition, svg in cases.items())
    choice = f"CASE {conditions}ELSE '{embedded(otherwise)}' END"
    _define(layer, QgsSymbolLayer.Property.PropertyName, f"try({choice}, '{embedded(otherwise)}')")


def _picture(path: str, size: float, fill: str = PAPER, outline: str = INK) -> QgsSvgMarkerSymbolLayer:
    picture = QgsSvgMarkerSymbolLayer(path, size)
    picture.setFillColor(QColor(fill))
    picture.setStrokeColor(QColor(outline))
    return picture


def _define(layer: QgsSymbolLayer, key: QgsSymbolLayer.Property, expression: str) -> None:
    layer.setDataDefinedProperty(key, QgsProperty.fromExpression(expression))
