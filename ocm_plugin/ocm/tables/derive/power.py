"""Power of one connector in kW: an interval that holds the truth, a best guess, and where both come from.

The first step that applies counts: stated power, an importer's estimate, amps × volts, level, connector type, nothing.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from .connector_types import UNLIMITED, ConnectorType

ESTIMATE_MARK = "kw power is an estimate based on the connection type"
"""What the import from afdc.energy.gov writes into the comments of a connection when it fills in a power itself
(ocm-system, Import/OCM.Import.Common/Providers/ImportProvider_AFDC.cs)."""

AFDC_PROVIDER_ID = 2
"""The data provider afdc.energy.gov, which knows how many posts of which level a site has, and not their power."""
_STANDARD_VALUES: dict[tuple[float | None, float | None], tuple[float, ...]] = {
    (16.0, 120.0): (1.0, 1.9),
    (16.0, 230.0): (3.0, 3.7),
    (100.0, 400.0): (40.0, 50.0),
    (None, None): (1.0, 1.9, 3.0, 3.7, 40.0, 50.0),
}
"""What its importers, the older ones without any remark, fill in for the levels 1, 2 and DC: amps and volts, and the
powers that stand beside them (those of today and older ones)."""

LEVEL_RANGES = {1: (0.0, 2.0), 2: (2.0, 40.0), 3: (40.0, UNLIMITED)}
"""kW by level, as the reference data of Open Charge Map describe the levels."""

# Real equipment behind the estimates: level 1 is a household socket, level 2 anything J1772 allows, DC from 24 kW on.
_ESTIMATE_LEVEL_1 = (1.0, 1.9)
_ESTIMATE_LEVEL_2 = (3.3, 19.2)
_ESTIMATE_DC = (24.0, UNLIMITED)
_LEVEL_1_KW = 2.0
_DC_GUESS_KW = 40.0
"""The importer fills in this much and more only for DC."""
MOST_AC_KW = 87.0
"""The strongest AC sockets of any kind deliver 400 V × 125 A × √3 = 86.6 kW."""

_SQRT3 = math.sqrt(3)
_SERVER_SQRT3 = 1.732
"""The factor with which the server itself computes three-phase power, for any volts."""
_EQUAL = 0.02
_DIFFERENT = 0.10
_LEAST, _MOST = 1e-6, 1e9
"""Only typing errors are smaller or larger; their products and sums would leave the range of numbers."""


class Power(NamedTuple):
    """Power of one connector, kW. `kw_lo` ≤ the truth ≤ `kw_hi`, and the guess lies between, if there is one."""

    kw_used: float | None
    kw_lo: float
    kw_hi: float
    """Infinite when nothing bounds it."""
    kw_basis: str
    """A value of `schema.codes.KW_BASES`."""


def positive(value: float | None) -> float | None:
    """The number if it can be a power, a current or a voltage, else None: 0 stands for "not stated"."""
    return value if value is not None and _LEAST < value < _MOST else None


def is_estimate(comments: str | None) -> bool:
    """Whether the comments of a connection say that an importer guessed its power."""
    return comments is not None and ESTIMATE_MARK in comments.lower()


def is_standard_value(provider_id: int | None, amps: float | None, volts: float | None, power_kw: float | None) -> bool:
    """Whether a connection has exactly what the importer from afdc.energy.gov fills in when it knows the level only.

    Numbers as `positive` lets them through. A missing power counts as amps × volts, as the server fills it in.
    """
    powers = _STANDARD_VALUES.get((amps, volts)) if provider_id == AFDC_PROVIDER_ID else None
    if powers is None:
        return False
    if amps is None or volts is None:
        return power_kw in powers
    return power_kw is None or power_kw in powers or _is_about(power_kw, amps * volts / 1000)


def power(
    connector: ConnectorType,
    current: str,
    is_current_stated: bool,
    level_id: int | None,
    amps: float | None,
    volts: float | None,
    power_kw: float | None,
    estimated: bool,
) -> Power:
    """The power of a connector. Numbers as `positive` lets them through.

    `current` is a value of `schema.codes.CURRENTS`; `estimated` whether its power is known to be an importer's guess.
    """
    if power_kw is not None:
        if estimated:
            return _estimated(power_kw, current, level_id)
        return _stated(power_kw, current, is_current_stated, amps, volts)
    if amps is not None and volts is not None:
        return _computed(connector, current, is_current_stated, amps, volts)
    if level_id in LEVEL_RANGES:
        lo, hi = LEVEL_RANGES[level_id]
        return Power(None, lo, hi, "level_only")
    if connector.kw_hi != UNLIMITED:
        return Power(None, connector.kw_lo, connector.kw_hi, "type_only")
    return Power(None, 0.0, UNLIMITED, "none")


def _estimated(power_kw: float, current: str, level_id: int | None) -> Power:
    if current == "dc" or level_id == 3 or (level_id is None and current == "unknown" and power_kw >= _DC_GUESS_KW):
        lo, hi = _ESTIMATE_DC
    elif level_id == 1 or (level_id is None and power_kw < _LEVEL_1_KW):
        lo, hi = _ESTIMATE_LEVEL_1
    else:
        lo, hi = _ESTIMATE_LEVEL_2
    return Power(power_kw, min(lo, power_kw), max(hi, power_kw), "import_estimate")


def _stated(power_kw: float, current: str, is_current_stated: bool, amps: float | None, volts: float | None) -> Power:
    if amps is None or volts is None:
        return Power(power_kw, power_kw, power_kw, "stated")
    # The server fills in missing power itself (ocm-system, API/OCM.Net, ConnectionInfo), so a power equal to
    # amps × volts may be computed by the server. It multiplies by its √3 only where three phases are stated.
    kw = amps * volts / 1000
    from_av = kw * _SERVER_SQRT3 if current == "ac3" and is_current_stated else kw
    if not _is_about(power_kw, from_av):
        return Power(power_kw, power_kw, power_kw, "stated")
    if current in ("ac", "unknown") and kw * _three_phase_factors(volts)[1] <= MOST_AC_KW:
        # As if no power were stated: without phases, the server multiplies as for one.
        lo, hi = _one_to_three_phases(current, kw, volts)
        return Power(power_kw, min(lo, power_kw), max(hi, power_kw), "computed_ac")
    hi = power_kw
    if current == "ac3" and (_is_phase_to_neutral(volts) or not is_current_stated):
        hi = max(hi, kw * _three_phase_factors(volts)[1])
    return Power(power_kw, power_kw, hi, "stated_eq_av")


def _computed(connector: ConnectorType, current: str, is_current_stated: bool, amps: float, volts: float) -> Power:
    kw = amps * volts / 1000
    if current == "dc":
        # Rated amps and rated volts are rarely reached together.
        return Power(kw, kw / 2, kw, "computed_dc_upper")
    if current == "ac3":
        lo, hi = _three_phase_factors(volts)
        return Power(kw * lo, kw * lo, kw * hi, "computed_ac3")
    if is_current_stated or connector.current == "ac1":
        return Power(kw, kw, kw, "computed_ac1")
    return Power(kw, *_one_to_three_phases(current, kw, volts), "computed_ac")


def _one_to_three_phases(current: str, kw: float, volts: float) -> tuple[float, float]:
    """Bounds of a power of which amps × volts are known, but not the phases nor, perhaps, whether it is AC."""
    # Where not even AC is known, DC may stand behind it, whose rated amps and volts are rarely reached together.
    return kw / 2 if current == "unknown" else kw, kw * _three_phase_factors(volts)[1]


def _three_phase_factors(volts: float) -> tuple[float, float]:
    """Least and most by which A × V is multiplied for three phases.

    √3 when the volts are those between phases (400 V; 208 V in North America), 3 when they are those between a phase
    and neutral (230 V); other volts leave it open.
    """
    if volts >= 360 or 200 <= volts <= 215:
        return _SQRT3, _SQRT3
    return (3.0, 3.0) if _is_phase_to_neutral(volts) else (_SQRT3, 3.0)


def _is_about(power_kw: float, kw: float) -> bool:
    """Whether a power is another one but for rounding."""
    return abs(power_kw - kw) <= _EQUAL * kw


def _is_phase_to_neutral(volts: float) -> bool:
    return 220 <= volts <= 245


def differs_from_av(power_kw: float | None, current: str, amps: float | None, volts: float | None) -> bool:
    """Whether a stated power is more than a tenth away from both ways of computing it from amps and volts."""
    if power_kw is None or amps is None or volts is None:
        return False
    kw = amps * volts / 1000
    possible = (_SERVER_SQRT3 * kw, 3 * kw) if current == "ac3" else (kw,)
    return all(abs(power_kw - av) > _DIFFERENT * av for av in possible)
