"""The symbol of a station in a share: the markers of the layer, as drawings without QGIS.

Fill, size and bolts tell the power class, the shape AC or DC, dashes that the power is estimated, a sign the status.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..layers import markers
from ..layers.power_classes import AFIR, UNKNOWN_SIZE
from . import words

_CLASSES = {6 - place: kind for place, kind in enumerate(AFIR.classes)}
_UNKNOWN_FILL = "#c3c8ce"
_PLAIN_CLASS = 2
"""A class without bolts, to explain the rest with."""
_REFERENCE_SIZE = 6.2
"""Size in mm of the marker that is drawn at scale 1."""
_SIGNS = {
    "partly": "partly",
    "temp_unavailable": "temp_unavailable",
    "not_operational": "not_operational",
    "removed": "not_operational",
}
"""Overlay by `status_class`. The other statuses have none."""


class Symbol(NamedTuple):
    """What a station looks like. Symbols sort strongest first."""

    power_class: int
    """1 to 6, 0 for unknown."""
    current: str
    """A value of `current_mix`."""
    is_estimated: bool = False
    sign: str = ""
    """"planned", a key of the status overlays, or "" for none."""
    is_restricted: bool = False

    @property
    def id(self) -> str:
        """Name of the symbol, fit for XML and files: "power-5-dc", "power-0-ac-planned"."""
        parts = [f"power-{self.power_class}", self.current]
        if self.is_estimated:
            parts.append("estimated")
        if self.sign:
            parts.append(self.sign.replace("_", "-"))
        if self.is_restricted:
            parts.append("restricted")
        return "-".join(parts)

    @property
    def fill(self) -> str:
        """Colour of the power class, "#rrggbb"."""
        return _CLASSES[self.power_class].fill if self.power_class else _UNKNOWN_FILL

    @property
    def scale(self) -> float:
        """Size relative to the marker of the middle class."""
        return round((_CLASSES[self.power_class].size if self.power_class else UNKNOWN_SIZE) / _REFERENCE_SIZE, 2)

    @property
    def is_out_of_service(self) -> bool:
        """Whether nobody can charge there."""
        return self.sign in ("planned", "not_operational")

    @property
    def bolts(self) -> int:
        """Bolts on the marker: the faster, the more."""
        return _CLASSES[self.power_class].bolts if self.power_class else 0

    def svg(self, fill: str | None = None) -> str:
        """The drawing as an SVG document, in the colour of the power class or in `fill`."""
        is_planned = self.sign == "planned"
        body = markers.marker(
            self.current,
            bolts=0 if is_planned else self.bolts,
            dashed=self.is_estimated or is_planned,
            hollow=is_planned,
            is_question=not self.power_class,
        )
        signs = markers.OVERLAYS.get(self.sign, "") + (markers.OVERLAYS["restricted"] if self.is_restricted else "")
        return markers.resolved(body.replace("</svg>", f"{signs}</svg>"), fill or self.fill)


def symbol_of(values: dict[str, Any]) -> Symbol:
    """The symbol of a station, or of any other point: what is not known is drawn as not known."""
    code = values.get("power_class_code")
    current = values.get("current_mix")
    status = values.get("status_class")
    return Symbol(
        code if code in _CLASSES else 0,
        current if current in markers.SHAPES else "unknown",
        words.is_estimated(values),
        "planned" if status == "planned" else _SIGNS.get(status, ""),
        values.get("access_class") in ("restricted", "private_or_customers"),
    )


class LegendLine(NamedTuple):
    """One thing that symbols tell."""

    svg: str
    scale: float
    text: str
    opens_group: bool
    """Whether some room belongs above it."""


def legend(symbols: set[Symbol]) -> list[LegendLine]:
    """What the symbols of a share tell: first the power classes, then shapes and signs, in neutral grey."""
    lines = [
        LegendLine(symbol.svg(), symbol.scale, label, False)
        for code, label in words.POWER_LABELS.items()
        for symbol in [Symbol(code, "ac" if code in (1, 2) else "dc" if code else "unknown")]
        if any(symbol.power_class == code for symbol in symbols)
    ]
    plain = Symbol(_PLAIN_CLASS, "ac")
    groups = (
        (
            (plain, "AC", any(symbol.current == "ac" for symbol in symbols)),
            (plain._replace(current="dc"), "DC", any(symbol.current == "dc" for symbol in symbols)),
            (plain._replace(current="both"), "AC and DC", any(symbol.current == "both" for symbol in symbols)),
            (
                plain._replace(current="unknown"),
                "AC or DC unknown",
                any(symbol.current == "unknown" for symbol in symbols),
            ),
        ),
        (
            (plain._replace(is_estimated=True), "Power estimated", any(symbol.is_estimated for symbol in symbols)),
            *(
                (plain._replace(sign=sign), words.STATUS_LABELS[sign], any(symbol.sign == sign for symbol in symbols))
                for sign in ("partly", "temp_unavailable", "not_operational", "planned")
            ),
            (plain._replace(is_restricted=True), "Access restricted", any(symbol.is_restricted for symbol in symbols)),
        ),
    )
    for group in groups:
        shown = [(symbol, text) for symbol, text, occurs in group if occurs]
        lines.extend(
            LegendLine(symbol.svg(_UNKNOWN_FILL), 1, text, place == 0) for place, (symbol, text) in enumerate(shown)
        )
    return lines
