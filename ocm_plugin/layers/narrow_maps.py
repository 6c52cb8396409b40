"""Smaller type for map tips on narrow maps: QGIS gives a tip half of the map, and cuts off what does not fit.

From 3.34 on, the views of QGIS know no zoom by their width, as older ones do; there, expressions know the map's width.
"""

from __future__ import annotations

import re

from .expressions import case, quoted

_PIXELS_PER_METRE = 96 / 0.0254
# In degrees as QGIS works out its scale, which is too small by up to a third.
_METRES_PER_UNIT = (
    "CASE WHEN @map_crs_proj4 LIKE '%longlat%' THEN 111320 * (1 - abs(y(@map_extent_center)) / 90) "
    "WHEN @map_crs_proj4 LIKE '%+units=m %' THEN 1 END"
)
_WIDTH = (
    f"if(@qgis_version_no < 33400, NULL, @map_extent_width * {_METRES_PER_UNIT} / @map_scale * {_PIXELS_PER_METRE:.0f})"
)
"""Of the map, in pixels; NULL where that is not known, and where it is of no use."""
_VERY_NARROW = 740
_SMALLER, _SMALLEST = 0.82, 0.75


def in_smaller_type(template: str, width: int) -> str:
    """What a template with expressions in "[% %]" shows, as one expression.

    On a map of less than `width` pixels, sizes of type (`font-size:12px`) are smaller.
    """
    parts = re.split(r"\[%(.*?)%\]", template, flags=re.DOTALL)
    parts[::2] = map(quoted, parts[::2])
    sizes = sorted(set(re.findall(r"font-size:(\d+)px", template)), key=int)
    in_smaller = []
    for least, factor in ((_VERY_NARROW, _SMALLEST), (width, _SMALLER)):
        smaller = ", ".join(f"'font-size:{size}px', 'font-size:{round(int(size) * factor)}px'" for size in sizes)
        in_smaller.append((f"@width < {least}", f"replace(@card, map({smaller}))"))
    card = case(*in_smaller, otherwise="@card")
    return f"with_variable('width', {_WIDTH}, with_variable('card', concat({', '.join(parts)}), {card}))"
