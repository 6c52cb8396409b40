"""The station markers: small SVG drawings made here, so that a saved project or style carries them along.

Shape shows the current (circle AC, diamond DC, drop both, square not known), bolts the power class of fast chargers,
the outline how sure the power is (dashed: estimated), an overlay the status, a padlock restricted access. Every marker
has a dark outline in a white casing, so that light and dark fills stand out on light and dark maps alike.

All drawings share a box of 40 × 40 units around the station. `param(…)` is replaced by QGIS with the symbol's colours.
"""

from __future__ import annotations

import base64

BOX = 40
"""Side of a drawing, in its own units."""

SHAPES = {
    "ac": '<circle cx="20" cy="20" r="11.5"',
    "dc": '<path d="M20 5.8 34.2 20 20 34.2 5.8 20z" stroke-linejoin="round"',
    "both": '<path d="M20 7.2a12.8 12.8 0 0 0 0 25.6L32.8 20z" stroke-linejoin="round"',
    "unknown": '<path d="M10 10h20v20H10z" stroke-linejoin="round"',
}
"""Outlines by the field `current_mix`."""

INK = "#1f2933"
FAINT = "#5b6770"
"""Of words that are less important."""
FADED_INK = "#68737f"
PAPER = "#ffffff"


END = "</svg>"
"""What a drawing ends with."""


def marker(
    shape: str,
    bolts: int = 0,
    dashed: bool = False,
    hollow: bool = False,
    is_question: bool = False,
    bolt_colour: str = PAPER,
) -> str:
    """The drawing of a station: its body with outline and bolts.

    `shape`: a key of SHAPES; `hollow`: without fill; `is_question`: with a question mark, hollow and readable.
    """
    return _svg(
        outline_part("param(outline)")
        + dash_part(dashed)
        + shape_part(shape, bolts, bolt_colour, hollow, is_question)
        + (question_part("param(outline)") if is_question else "")
    )


def outline_part(colour: str) -> str:
    """The beginning of a drawing: the colour of the outline."""
    return f'<g stroke="{colour}"'


def dash_part(dashed: bool) -> str:
    """What follows the colour of the outline: whether it is dashed."""
    return ' stroke-dasharray="3.6 2.6">' if dashed else ">"


def shape_part(
    shape: str, bolts: int = 0, bolt_colour: str = PAPER, hollow: bool = False, is_question: bool = False
) -> str:
    """What follows what the outline is like: casing, body and bolts. All that hangs on the shape is one part."""
    outline = SHAPES[shape]
    fill = 'fill="param(fill)" fill-opacity="param(fill-opacity)"'
    if hollow or is_question:
        fill = f'fill="{PAPER}" fill-opacity="{0.92 if is_question else 0.35}"'
    return (
        f'{outline} fill="none" stroke="{PAPER}" stroke-width="4.6" stroke-opacity="0.9" stroke-dasharray="none"/>'
        f'{outline} {fill} stroke-width="2"/></g>'
    ) + "".join(_bolts(bolts, shape, bolt_colour))


def question_part(colour: str) -> str:
    """The question mark on a body."""
    return (
        f'<path d="M16.2 17.2a3.9 3.9 0 1 1 6 3.3c-1.5 1-2.1 1.7-2.1 3.3" fill="none" stroke="{colour}" '
        f'stroke-width="2.4" stroke-linecap="round"/><circle cx="20.1" cy="27.2" r="1.6" fill="{colour}"/>'
    )


def _bolts(count: int, shape: str, colour: str) -> list[str]:
    if not count:
        return []
    width = {1: 6.4, 2: 5.2, 3: 4.4}[count]
    height = {1: 15.0, 2: 13.0, 3: 11.0}[count]
    step = width + 0.6
    centre = 18.6 if shape == "both" else 20.0
    left = centre - step * (count - 1) / 2
    return [f'<path d="{_bolt(left + index * step, 20.0, width, height)}" fill="{colour}"/>' for index in range(count)]


def _bolt(x: float, y: float, width: float, height: float) -> str:
    """A lightning bolt in a box of the given size around (x, y)."""
    points = ((0.62, 0), (0, 0.58), (0.42, 0.58), (0.36, 1), (1, 0.4), (0.56, 0.4))
    corners = " ".join(f"{x + (u - 0.5) * width:.2f} {y + (v - 0.5) * height:.2f}" for u, v in points)
    return f"M{corners}z"


_RING = '<circle cx="20" cy="20" r="17" fill="none" '

OVERLAYS = {
    "partly": (
        f'<path d="M20 3a17 17 0 0 1 0 34" fill="none" stroke="{PAPER}" stroke-width="4.8"/>'
        f'<path d="M20 3a17 17 0 0 1 0 34" fill="none" stroke="{INK}" stroke-width="2.4"/>'
    ),
    "temp_unavailable": (
        f'{_RING}stroke="{PAPER}" stroke-width="4.8"/><path d="M3 20h34" stroke="{PAPER}" stroke-width="4.8"/>'
        f'{_RING}stroke="{INK}" stroke-width="2.2"/><path d="M3 20h34" stroke="{INK}" stroke-width="2.2"/>'
    ),
    "not_operational": (
        f'<path d="M10 10 30 30M30 10 10 30" stroke="{PAPER}" stroke-width="6" stroke-linecap="round"/>'
        f'<path d="M10 10 30 30M30 10 10 30" stroke="{INK}" stroke-width="3" stroke-linecap="round"/>'
    ),
    "restricted": (
        f'<path d="M25.5 28.5v-2.2a3.8 3.8 0 0 1 7.6 0v2.2" fill="none" stroke="{PAPER}" stroke-width="4.6"/>'
        f'<path d="M23 28h12.6v9.6H23z" fill="{PAPER}"/>'
        f'<path d="M26 29v-2.6a3.3 3.3 0 0 1 6.6 0V29" fill="none" stroke="{INK}" stroke-width="2"/>'
        f'<path d="M24.4 29.2h9.8v7h-9.8z" fill="{INK}"/>'
    ),
}
"""Signs laid over a marker."""


def overlaid(svg: str, *names: str) -> str:
    """The drawing with signs laid over it; `names` are keys of OVERLAYS."""
    return svg.removesuffix(END) + "".join(OVERLAYS[name] for name in names) + END


def _svg(content: str) -> str:
    box = f'width="{BOX}" height="{BOX}" viewBox="0 0 {BOX} {BOX}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{content}{END}'


def embedded(svg: str) -> str:
    """The drawing as the path that QGIS takes for an SVG inside the style itself."""
    return "base64:" + base64.b64encode(svg.encode("utf-8")).decode("ascii")


_PICTURE = 160
"""Side, in pixels, at which QGIS makes pictures of a box: a marker of 8 mm in a print of 500 dots per inch."""


def pictured(svg: str, room: float = 1) -> str:
    """The drawing as the path of a picture, its colours written in: QGIS scales what it has made of it once.

    `room`: side of the picture, in boxes of the drawing.
    """
    return picture_path(svg.partition(">")[2].removesuffix(END), room)


def picture_path(content: str, room: float = 1) -> str:
    """The path of a picture with such a content."""
    return picture_head(room) + encoded(content + END)


def picture_head(room: float = 1, times: float = 1) -> str:
    """What the path of a picture begins with, the drawing being so many times as large as its box."""
    side = BOX * room / times
    pixels = f'width="{_PICTURE * room:.0f}" height="{_PICTURE * room:.0f}"'
    corner = f"{(BOX - side) / 2:.3f}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {pixels} viewBox="{corner} {corner} {side:.3f} {side:.3f}">'
    return "base64:" + encoded(head)


def encoded(part: str) -> str:
    """A part of a drawing as a part of a path, which expressions put together: blanks fill it up to whole groups."""
    return base64.b64encode((part + " " * (-len(part) % 3)).encode("ascii")).decode("ascii")


def paler(colour: str) -> str:
    """A colour ("#rrggbb") mixed with white."""
    channels = bytes.fromhex(colour[1:])
    return "#" + bytes(round(255 - (255 - channel) * 0.45) for channel in channels).hex()


def resolved(svg: str, fill: str, outline: str = INK) -> str:
    """The drawing with its colours written in, for readers other than QGIS."""
    for name, value in (("fill-opacity", "1"), ("fill", fill), ("outline", outline)):
        svg = svg.replace(f"param({name})", value)
    return svg
