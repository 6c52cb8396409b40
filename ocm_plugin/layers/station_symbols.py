"""The symbols of single stations: a drawing that an expression chooses, its signs, and from near its label.

From afar QGIS copies the symbol of each station before it groups them into bubbles, also of those that it then hides.
So a symbol has few layers, and only such as are cheap to copy: pictures, which read nothing until they are drawn. SVG
markers read their drawing again for each copy until QGIS 3.40, and took most of the time of drawing.
"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsMarkerSymbol,
    QgsProperty,
    QgsRasterMarkerSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbolLayer,
)

from ..qgis_support import compat
from .labels import label_below
from .markers import (
    END,
    FADED_INK,
    INK,
    OVERLAYS,
    PAPER,
    SHAPES,
    dash_part,
    encoded,
    marker,
    outline_part,
    overlaid,
    paler,
    picture_head,
    pictured,
    resolved,
    shape_part,
)
from .overview import picture_layer, stacked
from .power_classes import GONE, PLAIN, UNKNOWN_SIZE, PowerClass, Scheme

KEY_SIZE = 6.2
"""Side of the box, in mm, of signs that are only explained."""

MORE_POINTS = ((10, 1.4), (4, 1.2))
"""From how many charging points on a marker is how many times as large, the most first."""

_STATES = ("partly", "temp_unavailable")


def class_symbol(power_class: PowerClass, scheme: Scheme, is_uncertain: bool = False) -> QgsMarkerSymbol:
    """A station of a class of power. `is_uncertain`: whether it only may match; paler, with a dashed outline."""
    fill = paler(power_class.fill) if is_uncertain else power_class.fill
    ink = INK if is_uncertain else power_class.ink
    parts = [
        # A station without a stated status has a paler outline.
        _one_of("\"map_state\" = 'unknown'", outline_part(FADED_INK), outline_part(INK), is_uncertain),
        _one_of('"power_is_estimate"', dash_part(True), dash_part(False), is_uncertain),
        _by_shape({shape: shape_part(shape, power_class.bolts, ink) for shape in SHAPES}, fill),
    ]
    outline = FADED_INK if is_uncertain else INK
    usual = resolved(marker("ac", power_class.bolts, is_uncertain, bolt_colour=ink), fill, outline)
    return _station([*parts, *_signs()], usual, power_class.size, scheme)


def unknown_symbol(scheme: Scheme, is_uncertain: bool = False) -> QgsMarkerSymbol:
    """A station whose power is not known."""
    bodies = _bodies(PAPER, FADED_INK, is_question=True, dashed=is_uncertain)
    usual = resolved(marker("ac", is_question=True, dashed=is_uncertain), PAPER, FADED_INK)
    return _station([bodies, *_signs()], usual, UNKNOWN_SIZE, scheme)


def out_symbol(is_uncertain: bool = False) -> QgsMarkerSymbol:
    """A station out of operation."""
    outline, cross = FADED_INK if is_uncertain else INK, OVERLAYS["not_operational"]
    usual = resolved(overlaid(marker("ac", dashed=is_uncertain), "not_operational"), GONE, outline)
    parts = [_bodies(GONE, outline, dashed=is_uncertain), _always(cross + END)]
    return stacked([_chosen(parts, usual, UNKNOWN_SIZE)])


def planned_symbol(is_uncertain: bool = False) -> QgsMarkerSymbol:
    """A planned station."""
    outline = FADED_INK if is_uncertain else INK
    usual = resolved(marker("ac", dashed=True, hollow=True), PAPER, outline)
    return stacked([_chosen([_bodies(PAPER, outline, dashed=True, hollow=True), _always(END)], usual, UNKNOWN_SIZE)])


def fixed_picture(svg: str) -> QgsRasterMarkerSymbolLayer:
    """The same drawing for all stations."""
    return picture_layer(QgsProperty.fromValue(pictured(resolved(svg, PAPER))), KEY_SIZE)


def whole_in_panel(symbol: QgsMarkerSymbol) -> QgsMarkerSymbol:
    """The symbol with a unit of the map, if need be in a part that is switched off and draws nothing.

    QGIS draws such symbols in the layer panel again once it knows their size. Others stay cut to 16 pixels there when
    their heading is open from the start. Pictures with such a unit are drawn in a wrong place in legends; labels, which
    are not drawn there, have one.
    """
    if symbol.usesMapUnits():
        return symbol
    part = QgsSimpleMarkerSymbolLayer()
    part.setSize(0)
    part.setOffsetUnit(compat.MAP_UNITS)
    part.setEnabled(False)
    symbol.appendSymbolLayer(part)
    return symbol


def _station(parts: list[str], usual: str, size: float, scheme: Scheme) -> QgsMarkerSymbol:
    layers: list[QgsSymbolLayer] = [_chosen(parts, usual, size)]
    if scheme is not PLAIN:
        layers.append(label_below(size))
    return stacked(layers)


def _signs() -> list[str]:
    """What is laid over a marker: status and restricted access, nothing for most stations; and the drawing's end."""
    states = "".join(f"WHEN \"map_state\" = '{name}' THEN '{encoded(OVERLAYS[name])}' " for name in _STATES)
    return [f"CASE {states}ELSE '' END", _one_of('"access_is_restricted"', OVERLAYS["restricted"] + END, END)]


def _always(part: str) -> str:
    return f"'{encoded(part)}'"


def _one_of(condition: str, part: str, otherwise: str, is_always: bool = False) -> str:
    if is_always:
        return _always(part)
    return f"CASE WHEN {condition} THEN '{encoded(part)}' ELSE '{encoded(otherwise)}' END"


def _by_shape(parts: dict[str, str], fill: str) -> str:
    return _case({shape: encoded(resolved(part, fill)) for shape, part in parts.items()})


def _case(written: dict[str, str]) -> str:
    known = {shape: part for shape, part in written.items() if shape != "unknown"}
    cases = "".join(f"WHEN \"current_mix\" = '{shape}' THEN '{part}' " for shape, part in known.items())
    return f"CASE {cases}ELSE '{written['unknown']}' END"


def _bodies(fill: str, outline: str, **kind: Any) -> str:
    """Whole bodies, by shape."""
    return _case({shape: encoded(_content(resolved(marker(shape, **kind), fill, outline))) for shape in SHAPES})


def _content(svg: str) -> str:
    return svg.partition(">")[2].removesuffix(END)


def _chosen(parts: list[str], usual: str, size: float) -> QgsRasterMarkerSymbolLayer:
    """A picture that an expression puts together for the station, larger where it has more points, of all its parts.

    `usual` is the drawing in legends, where no station has fields. It is not the layer's fixed one, which QGIS would
    read for each copy. As few functions as can be, and none in another: see `label_below`.

    All pictures have room for the largest: QGIS would read each to know its height if only the width were defined, and
    lets the expression of the picture go in the layer panel where three properties are.
    """
    room = MORE_POINTS[0][1]
    heads = "".join(f"WHEN \"n_points\" >= {least} THEN '{picture_head(room, times)}' " for least, times in MORE_POINTS)
    path = " || ".join((f"CASE {heads}ELSE '{picture_head(room)}' END", *parts))
    chosen = picture_layer(QgsProperty.fromExpression(f"try({path}, '{pictured(usual, room)}')"), size)
    # The size itself is what legends keep room for.
    width = QgsProperty.fromValue(round(size * room, 3))
    chosen.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyWidth, width)
    chosen.setFixedAspectRatio(room)
    return chosen
