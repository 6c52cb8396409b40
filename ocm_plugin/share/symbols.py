"""The symbol of a station in a share: the markers of the layer, as drawings without QGIS.

Fill, size and bolts show the power class, the shape AC or DC, dashes that the power is estimated, a sign the status.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..layers import markers
from ..layers.power_classes import AFIR, GONE, UNKNOWN_SIZE
from ..ocm.tables.derive.looks import NOT_IN_SERVICE
from ..ocm.translation import tr
from . import words

_CLASSES = {6 - place: kind for place, kind in enumerate(AFIR.classes)}
_UNKNOWN_FILL = "#c3c8ce"
_PLAIN_CLASS = 2
"""A class without bolts, to explain the rest with."""
_REFERENCE_SIZE = 6.2
"""Size in mm of the marker that is drawn at scale 1."""


class Symbol(NamedTuple):
    """What a station looks like. Symbols sort strongest first."""

    power_class: int
    """1 to 6, 0 for unknown and for what is not in service, whose power is not drawn."""
    current: str
    """A value of `current_mix`."""
    is_estimated: bool = False
    sign: str = ""
    """A value of `map_state` that is drawn; "" for operational."""
    is_restricted: bool = False

    @property
    def id(self) -> str:
        """Name of the symbol, fit for XML and files: "power-5-dc", "planned-ac"."""
        if self.is_out_of_service:
            return f"{self.sign.replace('_', '-')}-{self.current}"
        parts = [f"power-{self.power_class}", self.current]
        if self.is_estimated:
            parts.append("estimated")
        if self.sign:
            parts.append("status-unknown" if self.sign == "unknown" else self.sign.replace("_", "-"))
        if self.is_restricted:
            parts.append("restricted")
        return "-".join(parts)

    @property
    def fill(self) -> str:
        """Colour of the marker, "#rrggbb"."""
        if self.is_out_of_service:
            return GONE if self.sign == "not_operational" else markers.PAPER
        return _CLASSES[self.power_class].fill if self.power_class else _UNKNOWN_FILL

    @property
    def scale(self) -> float:
        """Size relative to the marker of the middle class."""
        return round((_CLASSES[self.power_class].size if self.power_class else UNKNOWN_SIZE) / _REFERENCE_SIZE, 2)

    @property
    def is_out_of_service(self) -> bool:
        """Whether charging is impossible there."""
        return self.sign in NOT_IN_SERVICE

    @property
    def outline(self) -> str:
        """Colour of the outline: paler where power or status are not known."""
        is_faded = self.sign == "unknown" or not (self.power_class or self.is_out_of_service)
        return markers.FADED_INK if is_faded else markers.INK

    def svg(self, fill: str | None = None) -> str:
        """The drawing as an SVG document, in the colour of the power class or in `fill`."""
        is_planned = self.sign == "planned"
        kind = _CLASSES.get(self.power_class)
        body = markers.marker(
            self.current,
            bolts=kind.bolts if kind else 0,
            dashed=self.is_estimated or is_planned,
            hollow=is_planned,
            is_question=not (kind or self.is_out_of_service),
            bolt_colour=kind.ink if kind else markers.PAPER,
        )
        signs = (self.sign, "restricted" if self.is_restricted else "")
        drawing = markers.overlaid(body, *(sign for sign in signs if sign in markers.OVERLAYS))
        return markers.resolved(drawing, fill or self.fill, self.outline)


def power_class_of(values: dict[str, Any]) -> int:
    """The power class of a station, 1 to 6; 0 when it is not known."""
    code = values.get("power_class_code")
    return code if code in _CLASSES else 0


def symbol_of(values: dict[str, Any]) -> Symbol:
    """The symbol of a station, or of any other point: what is not known is drawn as not known."""
    found, state = values.get("current_mix"), words.map_state(values)
    current = found if found in markers.SHAPES else "unknown"
    if state in NOT_IN_SERVICE:
        return Symbol(0, current, sign=state)
    power_class = power_class_of(values)
    return Symbol(
        power_class,
        current,
        bool(power_class) and words.is_estimated(values),
        # Where the power is not known, the outline is pale anyway.
        "" if state == "operational" or (state == "unknown" and not power_class) else state,
        words.is_restricted(values),
    )


class LegendLine(NamedTuple):
    """One thing that symbols show."""

    svg: str
    scale: float
    text: str
    opens_group: bool
    """Whether some room belongs above it."""


def legend(symbols: set[Symbol]) -> list[LegendLine]:
    """What the symbols of a share show: first the power classes, then shapes and signs, in neutral grey."""
    lines = [
        LegendLine(symbol.svg(), symbol.scale, tr(label), False)
        for code, label in words.POWER_LABELS.items()
        for symbol in [Symbol(code, "ac" if code in (1, 2) else "dc" if code else "unknown")]
        if any(symbol.power_class == code and not symbol.is_out_of_service for symbol in symbols)
    ]
    plain = Symbol(_PLAIN_CLASS, "ac")
    groups = (
        (
            (plain, tr("AC"), any(symbol.current == "ac" for symbol in symbols)),
            (plain._replace(current="dc"), tr("DC"), any(symbol.current == "dc" for symbol in symbols)),
            (plain._replace(current="both"), tr("AC and DC"), any(symbol.current == "both" for symbol in symbols)),
            (
                plain._replace(current="unknown"),
                tr("AC or DC unknown"),
                any(symbol.current == "unknown" for symbol in symbols),
            ),
        ),
        (
            (plain._replace(is_estimated=True), tr("Power estimated"), any(symbol.is_estimated for symbol in symbols)),
            *(
                (sample, tr(words.STATUS_LABELS[sample.sign]), any(symbol.sign == sample.sign for symbol in symbols))
                for sample in (
                    plain._replace(sign="partly"),
                    plain._replace(sign="temp_unavailable"),
                    plain._replace(sign="unknown"),
                    Symbol(0, "ac", sign="not_operational"),
                    Symbol(0, "ac", sign="planned"),
                )
            ),
            (
                plain._replace(is_restricted=True),
                tr("Access restricted"),
                any(symbol.is_restricted for symbol in symbols),
            ),
        ),
    )
    for group in groups:
        shown = [(symbol, text) for symbol, text, occurs in group if occurs]
        lines.extend(
            LegendLine(symbol.svg(None if symbol.is_out_of_service else _UNKNOWN_FILL), 1, text, place == 0)
            for place, (symbol, text) in enumerate(shown)
        )
    return lines
