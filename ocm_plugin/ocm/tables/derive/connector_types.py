"""What the connector types of Open Charge Map are: standard, cable, current, and the powers they can have.

An editable table, keyed by id: titles change ("Tesla Supercharger" became "NACS / Tesla Supercharger"). Ranges say what
such a connector can deliver at a charging station; they are used only where a station states neither power nor amps and
volts nor level.
"""

from __future__ import annotations

import math
from typing import NamedTuple

UNLIMITED = math.inf

TESLA_SX_ID = 30
"""Tesla's plug for Model S and X: of Type 2's shape in Europe, Tesla's own in North America."""

TESLA_PLUG_COUNTRIES = frozenset(("US", "CA", "MX", "PR", "JP", "KR", "TW"))
"""Where Tesla sold cars and posts with its own plug, since standardised as NACS (SAE J3400)."""


class ConnectorType(NamedTuple):
    """One kind of plug or socket."""

    standard: str
    """A value of `schema.codes.STANDARDS`."""
    kw_lo: float
    """Least power it is built for, kW."""
    kw_hi: float
    """Most power it can deliver, kW; infinite when nothing bounds it."""
    current: str = "unknown"
    """The current it carries, as in `schema.codes.CURRENTS`; "unknown" when it can carry either."""
    is_tethered: bool | None = None
    """Whether a cable hangs at the post; None when the type leaves it open."""


NOT_STATED = ConnectorType("unknown", 0.0, UNLIMITED)
NEWER_THAN_TABLE = ConnectorType("other", 0.0, UNLIMITED)

# Upper bounds are volts × amps of the standard: 240 V × 80 A for J1772, 400 V × 63 A × √3 for Type 2, and so on. DC
# needs a cable by IEC 61851-1, mode 4.
CONNECTOR_TYPES = {
    0: NOT_STATED,
    1: ConnectorType("type1", 0.0, 19.2, "ac1", True),
    2: ConnectorType("chademo", 20.0, 400.0, "dc", True),
    3: ConnectorType("domestic", 0.0, 3.2, "ac1", False),
    4: ConnectorType("industrial", 0.0, 14.5, "ac1", False),
    5: ConnectorType("wireless", 0.0, 50.0),
    6: ConnectorType("wireless", 0.0, 50.0),
    7: ConnectorType("other", 0.0, 7.7, "ac1", True),
    8: ConnectorType("tesla_roadster", 0.0, 16.8, "ac1", True),
    9: ConnectorType("domestic", 0.0, 2.4, "ac1", False),
    10: ConnectorType("industrial", 0.0, 7.2, "ac1", False),
    11: ConnectorType("industrial", 0.0, 12.0, "ac1", False),
    13: ConnectorType("domestic", 0.0, 3.7, "ac1", False),
    14: ConnectorType("domestic", 0.0, 4.8, "ac1", False),
    15: ConnectorType("domestic", 0.0, 3.6, "ac1", False),
    16: ConnectorType("industrial", 0.0, 14.5, "ac1", False),
    17: ConnectorType("industrial", 0.0, 86.6, "ac3", False),
    18: ConnectorType("industrial", 0.0, 43.7, "ac3", False),
    21: ConnectorType("other", 0.0, 3.7),
    22: ConnectorType("domestic", 0.0, 1.8, "ac1", False),
    23: ConnectorType("domestic", 0.0, 3.7, "ac1", False),
    24: ConnectorType("wireless", 0.0, UNLIMITED),
    25: ConnectorType("type2", 0.0, 43.7, "ac", False),
    26: ConnectorType("type3", 0.0, 43.7, "ac", False),
    27: ConnectorType("nacs", 0.0, 1000.0, "unknown", True),
    28: ConnectorType("domestic", 0.0, 3.7, "ac1", False),
    29: ConnectorType("domestic", 0.0, 4.8, "ac1", False),
    31: ConnectorType("battery_swap", 0.0, UNLIMITED),
    32: ConnectorType("ccs1", 10.0, 600.0, "dc", True),
    33: ConnectorType("ccs2", 10.0, 600.0, "dc", True),
    34: ConnectorType("industrial", 0.0, 14.5, "ac1", False),
    35: ConnectorType("industrial", 0.0, 86.6, "ac3", False),
    36: ConnectorType("type3", 0.0, 7.4, "ac1", False),
    1036: ConnectorType("type2", 0.0, 43.7, "ac", True),
    1037: ConnectorType("domestic", 0.0, 3.7, "ac1", False),
    1038: ConnectorType("gbt_ac", 0.0, 48.0, "ac", False),
    1039: ConnectorType("gbt_ac", 0.0, 48.0, "ac", True),
    1040: ConnectorType("gbt_dc", 10.0, 1200.0, "dc", True),
    1041: ConnectorType("industrial", 0.0, 34.7, "ac3", False),
    1042: ConnectorType("industrial", 0.0, 3.6, "ac1", False),
    1043: ConnectorType("domestic", 0.0, 3.7, "ac1", False),
    1044: ConnectorType("chaoji", 20.0, 900.0, "dc", True),
}

TESLA_PLUG = ConnectorType("nacs", 0.0, 250.0, "unknown", True)
TESLA_TYPE2 = ConnectorType("type2", 0.0, 250.0, "unknown", True)
TESLA_SOMEWHERE = ConnectorType("tesla_sx", 0.0, 250.0, "unknown", True)
