"""Power and connectors of a whole site, summed over its equipment with quantities.

Never a sum of rows: a row may stand for twenty connectors. Unknown power is left out of every sum and counted beside
it, and a sum of which nothing is known is None.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .current import is_ac
from .equipment import Equipment, Facts, finite, largest_of_one_type
from .standards import CCS, CHADEMO

FAST_DC_KW = 50.0
MAYBE_KW = 150.0
THRESHOLDS_KW = (22, 43, 50, 150, 350)


class SitePower(NamedTuple):
    """Powers of a site, kW; see the fields of the same names in `schema`."""

    max_kw: float | None
    max_kw_dc: float | None
    max_kw_ac: float | None
    max_kw_lo: float | None
    max_kw_hi: float | None
    kw_basis: str
    n_kw_unknown: int | None
    n_kw_estimated: int | None
    total_kw_lo: float | None
    total_kw_est: float | None
    total_kw_hi: float | None
    total_kw_dc: float | None
    total_kw_ac: float | None


class SiteCounts(NamedTuple):
    """Connectors of a site; see the fields of the same names in `schema`."""

    n_ac: int | None
    n_dc: int | None
    n_current_unknown: int | None
    n_ge22: int | None
    n_ge43: int | None
    n_ge50: int | None
    n_ge150: int | None
    n_ge350: int | None
    n_ge150_maybe: int | None
    by_standard: dict[str, int] | None
    """Connectors by standard, those of unknown type under "unknown"; None when no equipment is listed."""
    current_mix: str
    is_dcfc: bool | None
    ocm_level_max: int | None


_NO_POWER = SitePower(None, None, None, None, None, "none", None, None, None, None, None, None, None)
_NO_COUNTS = SiteCounts(None, None, None, None, None, None, None, None, None, None, "unknown", None, None)

_BASES_OF_UNKNOWN = ("level_only", "type_only", "none")
"""Best first."""


def site_power(equipment: Sequence[Equipment]) -> SitePower:
    """The powers of a site."""
    if not equipment:
        return _NO_POWER
    known = [each for each in equipment if each.facts.kw_used is not None]
    unknown_n = sum([each.quantity for each in equipment if each.facts.kw_used is None])
    lo = max([each.facts.kw_lo for each in equipment])
    hi = finite(max([each.facts.kw_hi for each in equipment]))
    if not known:
        bases = [each.facts.kw_basis for each in equipment]
        basis = next(basis for basis in _BASES_OF_UNKNOWN if basis in bases)
        return SitePower(None, None, None, lo, hi, basis, unknown_n, 0, None, None, None, None, None)
    # Of equally strong connectors, the one whose power is surest says where it comes from.
    strongest = max(known, key=lambda each: (_kw(each), each.facts.kw_lo))
    dc = [each for each in known if each.facts.current == "dc"]
    ac = [each for each in known if is_ac(each.facts.current)]
    total_lo, total_est, total_hi = total_kw(known)
    return SitePower(
        strongest.facts.kw_used,
        max(map(_kw, dc)) if dc else None,
        max(map(_kw, ac)) if ac else None,
        lo,
        hi,
        strongest.facts.kw_basis,
        unknown_n,
        sum([each.quantity for each in known if is_estimated(each.facts)]),
        total_lo,
        total_est,
        total_hi,
        _likeliest(dc, known, total_est),
        _likeliest(ac, known, total_est),
    )


def _likeliest(part: Sequence[Equipment], known: Sequence[Equipment], total: float) -> float | None:
    """The likeliest total of a part, which for most sites is all that is known."""
    if not part:
        return None
    return total if len(part) == len(known) else total_kw(part)[1]


def total_kw(known: Sequence[Equipment]) -> tuple[float, float, float]:
    """Lowest, likeliest and highest total of equipment of known power, kW.

    Lowest: only one connector type in use. Highest: all connectors. Likeliest: as many CHAdeMO connectors as possible
    share a post with CCS, the strongest with the strongest, and each shared post gives the stronger of the two.
    """
    hi = sum(map(_kw_of_all, known))
    lo = largest_of_one_type(known, _kw_of_all)
    chademo = [each for each in known if each.facts.standard == CHADEMO]
    if not chademo:
        return lo, hi, hi
    ccs = [each for each in known if each.facts.standard in CCS]
    shared = sum(map(min, _strongest_first(ccs), _strongest_first(chademo)))
    # Adding in another order may leave a rounding error in the last digit.
    return lo, max(lo, hi - shared), hi


def site_counts(equipment: Sequence[Equipment]) -> SiteCounts:
    """The connectors of a site by current, threshold and standard."""
    if not equipment:
        return _NO_COUNTS
    n_ac = n_dc = n_unknown = n_maybe = 0
    by_standard: dict[str, int] = {}
    powers = []
    for each in equipment:
        facts, quantity = each.facts, each.quantity
        if facts.current == "dc":
            n_dc += quantity
        elif is_ac(facts.current):
            n_ac += quantity
        else:
            n_unknown += quantity
        by_standard[facts.standard] = by_standard.get(facts.standard, 0) + quantity
        if facts.kw_used is not None:
            powers.append((facts.kw_used, quantity))
        if facts.kw_lo < MAYBE_KW <= facts.kw_hi:
            n_maybe += quantity
    n_ge22, n_ge43, n_ge50, n_ge150, n_ge350 = _at_least(powers)
    is_current_known = n_ac or n_dc
    return SiteCounts(
        n_ac if is_current_known else None,
        n_dc if is_current_known else None,
        n_unknown,
        n_ge22,
        n_ge43,
        n_ge50,
        n_ge150,
        n_ge350,
        n_maybe,
        by_standard,
        "both" if n_ac and n_dc else "ac" if n_ac else "dc" if n_dc else "unknown",
        _any(map(_is_fast_dc, equipment)),
        max([each.level_id for each in equipment if each.level_id is not None], default=None),
    )


def is_estimated(facts: Facts) -> bool:
    """Whether the power is a guess within bounds."""
    return facts.kw_used is not None and facts.kw_lo < facts.kw_hi


def _strongest_first(equipment: Iterable[Equipment]) -> list[float]:
    """The power of every single connector, kW."""
    return sorted((_kw(each) for each in equipment for _ in range(each.quantity)), reverse=True)


def _kw(each: Equipment) -> float:
    return each.facts.kw_used or 0.0


def _kw_of_all(each: Equipment) -> float:
    return _kw(each) * each.quantity


def _at_least(powers: Sequence[tuple[float, int]]) -> Sequence[int | None]:
    """How many connectors have each of THRESHOLDS_KW at least."""
    if not powers:
        return [None] * len(THRESHOLDS_KW)
    numbers = [0] * len(THRESHOLDS_KW)
    for power, quantity in powers:
        for reached in range(bisect_right(THRESHOLDS_KW, power)):
            numbers[reached] += quantity
    return numbers


def _is_fast_dc(each: Equipment) -> bool | None:
    facts = each.facts
    if is_ac(facts.current) or facts.kw_hi < FAST_DC_KW:
        return False
    return True if facts.current == "dc" and facts.kw_lo >= FAST_DC_KW else None


def _any(answers: Iterable[bool | None]) -> bool | None:
    """True when one is True, False when all are, else None."""
    seen = set(answers)
    if True in seen:
        return True
    return None if None in seen else False
