"""Symbols and the legend as PNG. Painting on images works in any thread."""

from __future__ import annotations

import math
from typing import NamedTuple

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer

from ..layers.markers import INK, PAPER
from .symbols import LegendLine

ICON_PIXELS = 64
LEGEND_SCALE = 2
"""The legend is painted at twice its size, for screens with small pixels."""

_FONT_PIXELS = 12
_MARGIN = 8.0
_LINE = 20.0
_BASELINE = 14.5
_SYMBOL = 20.0
_GAP = 6.0
_INK, _PAPER = QColor(INK), QColor(PAPER)
_BEST_COMPRESSION = 0
"""With PNG, what Qt calls quality decides the size of the file."""


class Picture(NamedTuple):
    """A PNG and the size in pixels at which it should be shown."""

    png: bytes
    width: int
    height: int


def icon(svg: str) -> bytes:
    """A symbol as PNG on a transparent ground."""
    image = QImage(ICON_PIXELS, ICON_PIXELS, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _draw(painter, svg, QRectF(0, 0, ICON_PIXELS, ICON_PIXELS))
    painter.end()
    return _png(image)


def legend_picture(heading: str, lines: list[LegendLine]) -> Picture:
    """A panel with a heading and the lines of a legend."""
    plain, bold = _font(QFont.Weight.Normal), _font(QFont.Weight.Bold)
    widths = [_SYMBOL + _GAP + QFontMetricsF(plain).horizontalAdvance(line.text) for line in lines]
    width = math.ceil(max(QFontMetricsF(bold).horizontalAdvance(heading), *widths) + 2 * _MARGIN)
    gaps = sum(line.opens_group for line in lines)
    height = math.ceil((len(lines) + 1) * _LINE + gaps * _GAP + 2 * _MARGIN)
    image = QImage(width * LEGEND_SCALE, height * LEGEND_SCALE, QImage.Format.Format_RGB32)
    image.fill(_PAPER)
    painter = QPainter(image)
    painter.scale(LEGEND_SCALE, LEGEND_SCALE)
    painter.setPen(_INK)
    painter.setFont(bold)
    painter.drawText(QPointF(_MARGIN, _MARGIN + _BASELINE), heading)
    painter.setFont(plain)
    top = _MARGIN + _LINE
    for line in lines:
        top += _GAP if line.opens_group else 0
        inset = _SYMBOL * (1 - min(1.0, line.scale)) / 2
        _draw(painter, line.svg, QRectF(_MARGIN, top, _SYMBOL, _SYMBOL).adjusted(inset, inset, -inset, -inset))
        painter.drawText(QPointF(_MARGIN + _SYMBOL + _GAP, top + _BASELINE), line.text)
        top += _LINE
    painter.end()
    return Picture(_png(image), width, height)


def _font(weight: QFont.Weight) -> QFont:
    font = QFont("sans-serif")
    font.setPixelSize(_FONT_PIXELS)
    font.setWeight(weight)
    return font


def _draw(painter: QPainter, svg: str, place: QRectF) -> None:
    QSvgRenderer(QByteArray(svg.encode("utf-8"))).render(painter, place)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", _BEST_COMPRESSION)
    return bytes(buffer.data())
