"""How a layer of changes looks: a symbol for each kind that occurs, and a map tip with each value before and now."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsEditorWidgetSetup,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsVectorLayer,
)

from ..ocm.records.built_in_reference import titles_in_language
from ..ocm.tables.schema import STATION_FIELDS
from ..ocm.tables.schema.changes import ARROW, CHANGE_FIELDS, VALUE_CHANGE_FIELDS
from ..ocm.tables.schema.codes import CHANGE_KINDS
from ..ocm.translation import language, tr
from .expressions import (
    as_words,
    case,
    escaped,
    joined,
    label_pairs,
    labelled,
    quoted,
    said,
    sentence,
    station_name,
)
from .form import hide_in_table
from .markers import FAINT, INK, PAPER

COLOURS = {
    "added": "#1b9e4b",
    "gone": "#c0392b",
    "appeared": "#7cc08f",
    "disappeared": "#d98880",
    "status": "#e08e0b",
    "power_up": "#2874a6",
    "power_down": "#7d3c98",
    "moved": "#16a2b8",
    "other": "#7f8c8d",
    "not_asked_before": "#d5d8dc",
    "not_asked_now": "#aeb6bf",
}
SHAPES = {"added": "cross_fill", "gone": "cross2", "moved": "arrow", "power_up": "triangle", "power_down": "diamond"}
"""So that kinds differ without colours too; the others are circles."""

USUAL, THIN = "4.2", "5.8"
"""Sizes in millimetres; thin shapes are larger, so that all are as easily seen."""

TITLED_FIELDS = {"status": "status_types", "usage": "usage_types", "country": "countries", "operator": "operators"}
"""Fields with titles of Open Charge Map's lists."""

MAX_ROWS = 8
"""Values shown in the map tip; all are in the table."""
MAX_TEXT = 60
"""Characters shown of a value."""


def dress_changes(layer: QgsVectorLayer, kinds: Mapping[str, int]) -> None:
    """Give a layer of changes, or the table of its values, its words; the layer also its symbols and map tip.

    `kinds`: how many stations there are of each kind of change.
    """
    for field in CHANGE_FIELDS if layer.isSpatial() else VALUE_CHANGE_FIELDS:
        place = layer.fields().indexOf(field.name)
        layer.setFieldAlias(place, tr(field.alias))
        if field.codes:
            choices = [{tr(code.label): code.value} for code in field.codes]
            layer.setEditorWidgetSetup(place, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
    if layer.isSpatial():
        layer.setRenderer(_renderer(kinds))
        layer.setDisplayExpression('coalesce("name", \'OCM-\' || "ocm_id")')
        if layer.fields().indexOf("changed_values") >= 0:  # Shapefiles shorten the names
            layer.setMapTipTemplate(map_tip())
            hide_in_table(layer, "changed_values")  # its lines are for the map tip
        layer.triggerRepaint()


def _renderer(counts: Mapping[str, int]) -> QgsCategorizedSymbolRenderer:
    """A symbol for each kind of change that occurs, in the order in which users ask for them."""
    categories = []
    for code in CHANGE_KINDS:
        kind = str(code.value)
        if not counts.get(kind):
            continue
        colour, shape = COLOURS[kind], SHAPES.get(kind, "circle")
        # White around them: they stand on the stations. A cross of strokes has no inside to be coloured.
        outline = {"outline_color": PAPER, "outline_width": "0.3"}
        if shape == "cross2":
            outline = {"outline_color": colour, "outline_width": "1"}
        size = THIN if shape in ("cross_fill", "arrow") else USUAL
        symbol = QgsMarkerSymbol.createSimple({"name": shape, "color": colour, "size": size, **outline})
        text = tr("{kind} ({number})", kind=tr(code.label), number=counts[kind])
        categories.append(QgsRendererCategory(kind, symbol, text))
    return QgsCategorizedSymbolRenderer("change", categories)


def map_tip() -> str:
    """HTML with expressions: what has happened to a station, and each value before and now."""
    kinds = labelled('"change"', label_pairs(CHANGE_KINDS, ""), "")
    moved = sentence(tr("Moved by {metres} m"), metres='format_number("moved_m", 0)')
    facts = (
        f'<div style="font-size:14px;font-weight:bold">[% {station_name()} %]</div>',
        f'<div style="font-weight:bold">[% {kinds} %]</div>',
        f"<div>[% {case((_MOVED, moved))} %]</div>",
        f'<table cellspacing="0" cellpadding="1" style="color:{INK};font-size:12px">[% {_values()} %]</table>',
        f'<div style="color:{FAINT};font-size:10px">[% {_credit()} %]</div>',
    )
    return (
        '<table width="100%" cellspacing="0" cellpadding="0" bgcolor="#ffffff" style="font-family:sans-serif">'
        f'<tr><td width="6" style="min-width:6px" bgcolor="[% {_colour()} %]"></td><td style="padding:4px 8px">'
        f'<div style="width:404px;color:{INK};font-size:12px">{"".join(facts)}</div></td></tr></table>'
    )


_MOVED = '"moved_m" IS NOT NULL'


def _colour() -> str:
    return case(*((f'"change" = {quoted(kind)}', quoted(colour)) for kind, colour in COLOURS.items()))


def _credit() -> str:
    """Who is to be named with the station."""
    named = ", ".join(map(escaped, ('"provider"', '"attribution"')))
    return f"array_to_string(array_remove_all(array({named}), ''), ' · ')"


def _values() -> str:
    """A row for each of the values that differ: a line of the field `changed_values`."""
    line = "@element"
    name = f"regexp_substr({line}, '^(\\\\w+): ')"
    rest = f"substr({line}, length({name}) + 3)"
    before = f"regexp_substr({rest}, '^(.*){ARROW}')"
    now = f"regexp_substr({rest}, '{ARROW}(.*)$')"
    words = ", ".join(f"{quoted(field.name)}, {said(tr(field.alias))}" for field in STATION_FIELDS)
    alias = f"coalesce(map_get(map({words}, 'geometry', {said(tr('Position'))}), {name}), {escaped(name)})"
    row = joined(
        quoted(f'<tr><td nowrap valign="top" style="color:{FAINT};padding-right:10px">'),
        alias,
        "'</td><td>'",
        _shown(name, before),
        quoted(f" {as_words('→')} <b>"),
        _shown(name, now),
        "'</b></td></tr>'",
    )
    # Numbers of list entries say what their titles say, and the position is said in metres.
    is_shown = f"NOT regexp_match({line}, '^(geometry|\\\\w+_(id|code)):')"
    shown = f"array_filter(string_to_array(\"changed_values\", '\\n'), {is_shown})"
    rows = f"array_foreach(array_slice({shown}, 0, {MAX_ROWS - 1}), {row})"
    return case(("\"changed_values\" <> ''", f"array_to_string({rows}, '')"))


def _shown(name: str, value: str) -> str:
    """A value as the form shows it, shortened."""
    coded = [(field, code) for field in STATION_FIELDS for code in field.codes]
    words = {f"{field.name} {code.value}": tr(code.label) for field, code in coded}
    for field_name, list_name in TITLED_FIELDS.items():
        words.update((f"{field_name} {title}", text) for title, text in titles_in_language(list_name).items())
    labels = ", ".join(f"{quoted(key)}, {said(text)}" for key, text in words.items())
    reals = ", ".join(quoted(field.name) for field in STATION_FIELDS if field.type == "real")
    flags = ", ".join(quoted(field.name) for field in STATION_FIELDS if field.type == "bool")
    short = f"if(length({value}) > {MAX_TEXT}, left({value}, {MAX_TEXT}) || '…', {value})"
    mark = quoted(language().decimal_point())
    number = f"replace(regexp_replace({value}, '\\\\.0$', ''), '.', {mark})"
    return case(
        (f"{value} = ''", said("–")),
        (f"{name} IN ({reals})", number),
        (f"{name} IN ({flags})", case((f"{value} = '1'", said(tr("Yes"))), otherwise=said(tr("No")))),
        otherwise=f"coalesce(map_get(map({labels}), concat({name}, ' ', {value})), {escaped(short)})",
    )
