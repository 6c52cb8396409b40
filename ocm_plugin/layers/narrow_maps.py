"""What lets the card of a map tip fit narrow maps: QGIS gives a tip half of the map, and cuts off what does not fit."""

from __future__ import annotations

from .expressions import case, quoted

_PIXELS_PER_METRE = 96 / 0.0254
# In degrees as QGIS works out its scale, which is too small by up to a third.
_METRES_PER_UNIT = (
    "CASE WHEN @map_crs_proj4 LIKE '%longlat%' THEN 111320 * (1 - abs(y(@map_extent_center)) / 90) "
    "WHEN @map_crs_proj4 LIKE '%+units=m %' THEN 1 END"
)
_MAP_WIDTH = f"@map_extent_width * {_METRES_PER_UNIT} / @map_scale * {_PIXELS_PER_METRE:.0f}"
"""In pixels; NULL where that is not known."""
_BESIDE = 50
"""Pixels of half a map that are not the card's: beside the mouse, and around it."""
_VERY_NARROW = 740
_SMALLER, _SMALLEST = 0.82, 0.75


def style_of_card(selector: str, width: int) -> str:
    """An expression that gives the style of a card which is so many pixels wide: smaller on narrow maps.

    Before QGIS 3.34 a tip is measured in a view of no width, in which it would be as narrow as its longest word. Then
    the view is of that size, or half of a narrow map. Later views have other sizes, but expressions know the map's.
    """
    of_views = (
        f"<style>@media (max-width:200px){{{selector}{{width:{width}px}}}}"
        f"@media (min-width:201px) and (max-width:400px){{{selector}{{zoom:{_SMALLER}}}}}</style>"
    )
    smaller, smallest = (quoted(f"<style>{selector}{{zoom:{zoom}}}</style>") for zoom in (_SMALLER, _SMALLEST))
    return case(
        ("@qgis_version_no < 33400", quoted(of_views)),
        (f"{_MAP_WIDTH} < {_VERY_NARROW}", smallest),
        (f"{_MAP_WIDTH} < {2 * (width + _BESIDE)}", smaller),
    )
