"""Power classes in use, as styles draw them: breaks, words, colours and sizes.

Colours are the viridis scale from light (slow) to dark (fast): readable with any colour blindness and in grey. On dark
maps the scale is turned round, so that what is fast stands out there too. Cividis has even steps of grey, for prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..ocm.translation import marked
from .markers import INK, PAPER


def contrast(one: str, other: str) -> float:
    """Contrast of two colours ("#rrggbb"): 1 to 21, as WCAG 2.1 defines "contrast ratio"."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.1 defines it for sRGB."""
    channels = (channel / 255 for channel in bytes.fromhex(colour[1:]))
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class PowerClass(NamedTuple):
    """One class of a scheme."""

    label: str
    """For people, in English: `tr` says it. Short, for the layer panel; the heading says the unit."""
    filter: str
    """Expression on the station's fields."""
    fill: str
    bolts: int
    size: float
    """Side of the marker's box in mm; the body takes three fifths of it."""

    @property
    def ink(self) -> str:
        """Colour of bolts and text on the fill: the one of INK and PAPER that contrasts more with it."""
        return max((PAPER, INK), key=lambda colour: contrast(colour, self.fill))


class Scheme(NamedTuple):
    """A way to class stations by power."""

    heading: str
    """For people, in English: `tr` says it."""
    classes: tuple[PowerClass, ...]
    """Fastest first, as legends list them."""
    unknown_filter: str
    """Expression of the stations whose class is not known."""


_VIRIDIS = ("#fde725", "#7ad151", "#22a884", "#2a788e", "#414487", "#440154")
_CIVIDIS = ("#ffea46", "#cbba69", "#958f78", "#666970", "#31446b", "#00204d")
UNKNOWN_SIZE = 5.6
GONE = "#d5d9de"
"""Fill of stations out of operation."""

_KW = '"max_kw"'


def _recoloured(scheme: Scheme, slow_to_fast: Sequence[str]) -> Scheme:
    coloured = (one._replace(fill=fill) for one, fill in zip(scheme.classes, reversed(slow_to_fast)))
    return scheme._replace(classes=tuple(coloured))


AFIR = Scheme(
    marked("Power (kW)"),
    (
        PowerClass(marked("≥ 350"), '"map_class" IS 6', _VIRIDIS[5], 3, 8.6),
        PowerClass(marked("150–350"), '"map_class" IS 5', _VIRIDIS[4], 2, 7.8),
        PowerClass(marked("50–150"), '"map_class" IS 4', _VIRIDIS[3], 1, 7.0),
        PowerClass(marked("22–50"), '"map_class" IS 3', _VIRIDIS[2], 0, 6.2),
        PowerClass(marked("7.4–22"), '"map_class" IS 2', _VIRIDIS[1], 0, 5.6),
        PowerClass(marked("< 7.4"), '"map_class" IS 1', _VIRIDIS[0], 0, 5.0),
    ),
    'CASE WHEN "map_class" THEN false ELSE true END',  # 0 or NULL: two comparisons take thrice as long
)
"""Breaks of Regulation (EU) 2023/1804 (AFIR), Annex III. The default: the only set of breaks that a law defines."""

AFIR_ON_DARK = _recoloured(AFIR, _VIRIDIS[::-1])
AFIR_IN_GREY = _recoloured(AFIR, _CIVIDIS)

UK = Scheme(
    marked("UK speed (kW)"),
    (
        PowerClass(marked("≥ 150, ultra-rapid"), f"{_KW} >= 150", _VIRIDIS[5], 3, 8.4),
        PowerClass(marked("50–150, rapid"), f"{_KW} >= 50 AND {_KW} < 150", _VIRIDIS[4], 2, 7.4),
        PowerClass(marked("8–50, fast"), f"{_KW} >= 8 AND {_KW} < 50", _VIRIDIS[2], 0, 6.2),
        PowerClass(marked("< 8, slow"), f"{_KW} < 8", _VIRIDIS[0], 0, 5.2),
    ),
    f"{_KW} IS NULL",
)
"""Bands of the UK Department for Transport's charging device statistics."""

_HAS_DC = 'coalesce("n_dc", 0) > 0'
_IS_LEVEL_1 = 'coalesce("max_kw" <= 2, "ocm_level_max" = 1, false)'
_IS_UNKNOWN_LEVEL = '"max_kw" IS NULL AND coalesce("ocm_level_max", 0) NOT IN (1, 2)'

US = Scheme(
    marked("US level"),
    (
        PowerClass(marked("DC fast"), _HAS_DC, _VIRIDIS[5], 2, 7.8),
        PowerClass(
            marked("Level 2"), f"NOT {_HAS_DC} AND NOT {_IS_LEVEL_1} AND NOT ({_IS_UNKNOWN_LEVEL})", _VIRIDIS[2], 0, 6.2
        ),
        PowerClass(marked("Level 1"), f"NOT {_HAS_DC} AND {_IS_LEVEL_1}", _VIRIDIS[0], 0, 5.2),
    ),
    f"NOT {_HAS_DC} AND {_IS_UNKNOWN_LEVEL}",
)
"""Levels of the Alternative Fuels Data Center: level 1 up to 2 kW, level 2 other AC, DC fast."""

EVMAP = Scheme(
    marked("EVMap (kW)"),
    (
        PowerClass(marked("≥ 100"), f"{_KW} >= 100", _VIRIDIS[5], 2, 8.4),
        PowerClass(marked("43–100"), f"{_KW} >= 43 AND {_KW} < 100", _VIRIDIS[4], 1, 7.4),
        PowerClass(marked("20–43"), f"{_KW} >= 20 AND {_KW} < 43", _VIRIDIS[3], 0, 6.6),
        PowerClass(marked("11–20"), f"{_KW} >= 11 AND {_KW} < 20", _VIRIDIS[1], 0, 5.8),
        PowerClass(marked("< 11"), f"{_KW} < 11", _VIRIDIS[0], 0, 5.2),
    ),
    f"{_KW} IS NULL",
)
"""Breaks of the app EVMap, in colours that stay apart in grey, which the app's do not."""

PLAIN = Scheme(marked("Charging stations"), (PowerClass(marked("Charging station"), "true", _VIRIDIS[3], 0, 5.6),), "")
"""All alike, for maps that are about something else."""
