"""How the outputs of the analyses look when QGIS loads them: words of columns, symbols, and whose data they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qgis.core import (
    QgsAction,
    QgsCategorizedSymbolRenderer,
    QgsEditorWidgetSetup,
    QgsFeatureRenderer,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
)

from ..layers.drawn import draw_with
from ..layers.expressions import case, escaped, quoted, said
from ..layers.metadata import credited
from ..ocm.records.credits import Attribution
from ..ocm.tables.schema import Field
from ..ocm.tables.schema.analyses.corridors import UNKNOWNS
from ..ocm.tables.schema.analyses.coverage import COVERAGES
from ..ocm.tables.schema.analyses.routes import GAP_VERDICTS
from ..ocm.tables.schema.codes import MATCH
from ..ocm.translation import language, tr
from ..qgis_support.compat import LINE_GEOMETRY, POINT_GEOMETRY
from ..qgis_support.type_size import column_width

SURE, UNSURE, NOT = "#2a788e", "#e08e0b", "#9aa5b1"
"""Blue, orange and grey: distinguished by all eyes, and dashed or of another shape where they are not sure."""
GAP = "#7a1f3d"
"""Wine, the darkest of them: where something is missing."""
INK, PAPER = "#1f2933", "#ffffff"


def dress_output(
    layer: QgsVectorLayer,
    fields: Sequence[Field],
    attribution: Attribution | None,
    renderer: QgsFeatureRenderer | None = None,
    names: Sequence[str] = (),
) -> None:
    """Give an output the words of its columns, its credit and its symbols. Main thread.

    `names`: what the columns are called where some had another name already.
    """
    for field, name in zip(fields, names or [field.name for field in fields]):
        place = layer.fields().indexOf(name)
        if place < 0:  # Shapefiles shorten the names
            continue
        layer.setFieldAlias(place, tr(field.alias))
        if field.codes:
            choices = [{tr(code.label): code.value} for code in field.codes]
            layer.setEditorWidgetSetup(place, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
    _fit_headings(layer)
    if attribution is not None:
        layer.setMetadata(credited(layer.metadata(), attribution))
    if renderer is not None and layer.isSpatial():
        draw_with(layer, renderer)
        layer.triggerRepaint()


def _fit_headings(layer: QgsVectorLayer) -> None:
    """Columns of the attribute table as wide as their headings: longer ones than usual were cut on both sides."""
    columns = layer.attributeTableConfig()
    columns.update(layer.fields())
    for place, column in enumerate(columns.columns()):
        heading = layer.attributeDisplayName(layer.fields().indexOf(column.name)) if column.name else ""
        if column.width < 0:
            columns.setColumnWidth(place, column_width(heading))
    layer.setAttributeTableConfig(columns)


def show_behind(layer: QgsVectorLayer, names: Sequence[str], column: str) -> None:
    """Let columns of the attribute table follow another one. Main thread."""
    config = layer.attributeTableConfig()
    moved = [each for each in config.columns() if each.name in names]
    others = [each for each in config.columns() if each.name not in names]
    place = next((number for number, each in enumerate(others, 1) if each.name == column), 0)
    config.setColumns([*others[:place], *moved, *others[place:]])
    layer.setAttributeTableConfig(config)


def by_verdict(layer: QgsVectorLayer, field: str) -> QgsFeatureRenderer:
    """Symbols by what is sure and what cannot be decided, in a column with the values of MATCH."""
    words = {str(code.value): tr(code.label) for code in MATCH}
    return QgsCategorizedSymbolRenderer(
        field,
        [
            QgsRendererCategory(value, verdict_symbol(layer.geometryType(), value), words[value])
            for value in ("yes", "cannot_tell")
        ],
    )


def by_gap(field: str) -> QgsFeatureRenderer:
    """Lines by whether they lie in a gap, in a column with the values of GAP_VERDICTS: gaps above all others."""
    looks = {"yes": (GAP, "1.2", "solid"), "cannot_tell": (UNSURE, "1", "dash"), "no": (SURE, "0.6", "solid")}
    categories = []
    for level, code in enumerate(reversed(GAP_VERDICTS)):
        colour, width, style = looks[str(code.value)]
        symbol = QgsLineSymbol.createSimple({"line_color": colour, "line_width": width, "line_style": style})
        symbol.symbolLayer(0).setRenderingPass(level)
        categories.append(QgsRendererCategory(code.value, symbol, tr(code.label)))
    renderer = QgsCategorizedSymbolRenderer(field, categories[::-1])
    renderer.setUsingSymbolLevels(True)
    return renderer


def by_coverage(layer: QgsVectorLayer, field: str = "") -> QgsFeatureRenderer:
    """Symbols by how places are covered, in a column with the values of COVERAGES; without one, all are not."""
    if not field:
        return QgsSingleSymbolRenderer(_desert_symbol(layer.geometryType()))
    words = {str(code.value): tr(code.label) for code in COVERAGES}
    categories = [
        QgsRendererCategory(value, verdict_symbol(layer.geometryType(), value), text) for value, text in words.items()
    ]
    return QgsCategorizedSymbolRenderer(field, categories)


def _desert_symbol(geometry: object) -> QgsSymbol:
    if geometry == POINT_GEOMETRY:
        return verdict_symbol(geometry, "no")
    hatched = {"style": "b_diagonal", "color": GAP, "outline_color": GAP, "outline_width": "0.2"}
    return QgsFillSymbol.createSimple(hatched)


def by_verdicts() -> QgsFeatureRenderer:
    """Checked roads by both verdicts, that on all and that by the data, in the columns of both: failures above all."""
    looks = (
        ("no/no", tr("Not fulfilled"), GAP, "1.4", "solid"),
        ("cannot_tell/cannot_tell", tr("Cannot tell"), UNSURE, "1.1", "dash"),
        ("cannot_tell/yes", tr("Fulfilled by the data"), RAMP[2], "1", "solid"),
        ("yes/yes", tr("Fulfilled"), SURE, "1", "solid"),
    )
    categories = []
    for level, (value, words, colour, width, style) in enumerate(reversed(looks)):
        symbol = QgsLineSymbol.createSimple({"line_color": colour, "line_width": width, "line_style": style})
        symbol.symbolLayer(0).setRenderingPass(level)
        categories.append(QgsRendererCategory(value, symbol, words))
    renderer = QgsCategorizedSymbolRenderer('"verdict" || \'/\' || "verdict_by_data"', categories[::-1])
    renderer.setUsingSymbolLevels(True)
    return renderer


def dress_undecided(layer: QgsVectorLayer) -> None:
    """Stations that decide uncertain stretches: their symbol, and what is not known of them in table and map tip."""
    draw_with(layer, QgsSingleSymbolRenderer(verdict_symbol(POINT_GEOMETRY, "cannot_tell")))
    widen(layer, {"station": 220, "unknown": 280})
    words = ",".join(f"{quoted(code)},{said(tr(text))}" for code, text in UNKNOWNS.items())
    unknown = f'array_foreach(string_to_array("unknown"),map_get(map({words}),@element))'
    add_tip(layer, escaped('"station"'), [escaped('"operator"'), f"array_to_string({unknown},', ')"])


def verdict_symbol(geometry: object, verdict: str) -> QgsSymbol:
    """The symbol of a verdict (yes, partly, cannot_tell, no) for points, lines or polygons."""
    colour = {"yes": SURE, "partly": SURE, "cannot_tell": UNSURE}.get(verdict, NOT)
    style = "solid" if verdict == "yes" else "dash"
    if geometry == POINT_GEOMETRY:
        shape = {"yes": "circle", "partly": "square", "cannot_tell": "diamond"}.get(verdict, "cross2")
        return QgsMarkerSymbol.createSimple(
            {"name": shape, "color": colour, "size": "4", "outline_color": PAPER, "outline_width": "0.3"}
        )
    if geometry == LINE_GEOMETRY:
        return QgsLineSymbol.createSimple({"line_color": colour, "line_width": "0.6", "line_style": style})
    alpha = {"yes": "110", "partly": "50", "cannot_tell": "60"}.get(verdict, "40")
    red, green, blue = (int(part, 16) for part in (colour[1:3], colour[3:5], colour[5:7]))
    return QgsFillSymbol.createSimple(
        {
            "color": f"{red},{green},{blue},{alpha}",
            "outline_color": colour,
            "outline_width": "0.4",
            "outline_style": style,
        }
    )


def by_code(field: Field, looks: Mapping[str, tuple[str, str]]) -> QgsFeatureRenderer:
    """Points by a coded column, each value with a colour and a shape of its own: the first ones above the others."""
    words = {str(code.value): tr(code.label) for code in field.codes}
    outline = {"size": "3.6", "outline_color": PAPER, "outline_width": "0.3"}
    renderer = QgsCategorizedSymbolRenderer(
        field.name,
        [
            QgsRendererCategory(
                value, QgsMarkerSymbol.createSimple({"name": shape, "color": colour, **outline}), words[value]
            )
            for value, (colour, shape) in looks.items()
        ],
    )
    places = case(*((f'"{field.name}" = {quoted(value)}', str(-place)) for place, value in enumerate(looks)))
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([QgsFeatureRequest.OrderByClause(places)]))
    renderer.setOrderByEnabled(True)
    return renderer


def widen(layer: QgsVectorLayer, widths: Mapping[str, int]) -> None:
    """Give columns of the attribute table a width in pixels: sentences are cut in the usual one. Main thread."""
    columns = layer.attributeTableConfig()
    columns.update(layer.fields())
    for place, column in enumerate(columns.columns()):
        if column.name in widths:
            columns.setColumnWidth(place, widths[column.name])
    layer.setAttributeTableConfig(columns)


def add_tip(layer: QgsVectorLayer, title: str, lines: Sequence[str]) -> None:
    """Let the map say what a feature is about: expressions that yield markup, such as `escaped` makes. Main thread."""
    shown = "".join(f"<div>[% {line} %]</div>" for line in lines)
    layer.setMapTipTemplate(
        f'<div style="width:360px;padding:4px 8px;background-color:{PAPER};color:{INK};font-family:sans-serif">'
        f"<b>[% {title} %]</b>{shown}</div>"
    )


def add_links(layer: QgsVectorLayer, columns: Mapping[str, str]) -> None:
    """Let the addresses in columns be opened from the map and the table, each by its words. Main thread."""
    for column, words in columns.items():
        if layer.fields().indexOf(column) >= 0:
            layer.actions().addAction(QgsAction(QgsAction.ActionType.OpenUrl, words, f'[% "{column}" %]'))


RAMP = ("#f1f5f9", "#b7d3dc", "#7ab1bf", "#3d8fa2", "#1d5f73")
"""Light to dark, so that the order is seen in grey too."""


def graduated(field: str, values: Iterable[float | None]) -> QgsFeatureRenderer:
    """Colours by a number, in classes of about as many features each; what is not known has none."""
    numbers = sorted(value for value in values if value is not None)
    bounds = sorted({numbers[len(numbers) * part // len(RAMP)] for part in range(1, len(RAMP))}) if numbers else []
    edges = [*([numbers[0]] if numbers else []), *bounds, *([numbers[-1]] if numbers else [])]
    ranges = []
    for colour, low, high in zip(RAMP, edges, edges[1:]):
        symbol = QgsFillSymbol.createSimple({"color": colour, "outline_color": INK, "outline_width": "0.2"})
        text = tr("{low} to {high}", low=language().number(low, 1), high=language().number(high, 1))
        ranges.append(QgsRendererRange(low, high, symbol, text))
    return QgsGraduatedSymbolRenderer(field, ranges)
