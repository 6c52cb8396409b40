"""The symbols of a KML: one StyleMap for each symbol that occurs, with icons inside the KMZ.

A plain KML has nowhere to keep pictures, and linking to some server's would break offline and show that server who
looks: there the viewer's own pin takes the colour of the power class.
"""

from __future__ import annotations

from collections.abc import Iterable

from .balloon import TEMPLATE
from .markup import escaped
from .symbols import Symbol

_HIGHLIGHTED = 1.35
_BALLOON = f"<BalloonStyle><text>{escaped(TEMPLATE)}</text></BalloonStyle>"


def icon_path(symbol: Symbol) -> str:
    """Where the picture of a symbol lies inside the KMZ."""
    return f"files/{symbol.id}.png"


def styles(symbols: Iterable[Symbol], is_kmz: bool, root: str = "") -> str:
    """The styles of all symbols: small and without label, larger and with label below the pointer.

    `root`: how the root of the KMZ is reached from the file.
    """
    return "".join(
        f"{_style(symbol, 'normal', is_kmz, root)}{_style(symbol, 'highlight', is_kmz, root)}"
        f'<StyleMap id="{symbol.id}">'
        f"<Pair><key>normal</key><styleUrl>#{symbol.id}-normal</styleUrl></Pair>"
        f"<Pair><key>highlight</key><styleUrl>#{symbol.id}-highlight</styleUrl></Pair></StyleMap>\n"
        for symbol in symbols
    )


def _style(symbol: Symbol, state: str, is_kmz: bool, root: str) -> str:
    scale = symbol.scale * (_HIGHLIGHTED if state == "highlight" else 1)
    look = f"<scale>{scale:.2f}</scale>"
    if is_kmz:
        look += (
            f"<Icon><href>{root}{icon_path(symbol)}</href></Icon>"
            '<hotSpot x="0.5" y="0.5" xunits="fraction" yunits="fraction"/>'
        )
    else:
        look = f"<color>{_kml_colour(symbol.fill)}</color>{look}"
    label = 1 if state == "highlight" else 0
    return (
        f'<Style id="{symbol.id}-{state}"><IconStyle>{look}</IconStyle>'
        f"<LabelStyle><scale>{label}</scale></LabelStyle>{_BALLOON}</Style>"
    )


def _kml_colour(colour: str) -> str:
    """ "#rrggbb" the way KML writes it: opacity, blue, green, red."""
    return f"ff{colour[5:7]}{colour[3:5]}{colour[1:3]}"
