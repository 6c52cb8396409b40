"""How many vehicles can charge at once. A connector is not a point: a post with CCS and CHAdeMO serves one vehicle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...remembering import remembered
from .equipment import MAX_QUANTITY, Equipment, largest_of_one_type
from .standards import CCS, CHADEMO


class Points(NamedTuple):
    """Vehicles that can charge at once. All None when nothing is known."""

    n_connectors: int | None
    n_points: int | None
    n_points_lo: int | None
    n_points_hi: int | None
    points_basis: str | None
    """A value of `schema.codes.POINTS_BASES`."""
    is_out_of_bounds: bool
    """Whether the stated number contradicts the connectors and was not used."""


class PointBounds(NamedTuple):
    """What the equipment of a site says of its points, at least one connection of which counts."""

    lo: int
    """Connectors of the commonest type, since a post rarely has two of the same plug."""
    hi: int
    """Connectors."""
    shared: int
    """Posts taken to have a CCS and a CHAdeMO plug, of which one vehicle uses either."""


def point_bounds(equipment: Sequence[Equipment]) -> PointBounds | None:
    """What equipment says of the points; None for none."""
    if not equipment:
        return None
    quantity = sum(each.quantity for each in equipment)
    return PointBounds(largest_of_one_type(equipment, _quantity), quantity, shared_posts(equipment))


@remembered(4096)
def points(bounds: PointBounds | None, number_of_points: int | None) -> Points:
    """The points of a site from its equipment and the number stated.

    A stated number counts only within the bounds: people enter bays, posts or sites there. Where no equipment is
    listed, any number that a site can have counts. 0 states nothing.
    """
    stated = number_of_points or None
    if bounds is None:
        if stated is None or 0 < stated <= MAX_QUANTITY:
            return Points(None, stated, None, None, None if stated is None else "stated", False)
        return Points(None, None, None, None, None, True)
    lo, hi, shared = bounds
    if stated is not None and lo <= stated <= hi:
        return Points(hi, stated, lo, hi, "stated", False)
    basis = "dual_dc_rule" if shared else "sum_quantity"
    return Points(hi, hi - shared, lo, hi, basis, stated is not None)


def shared_posts(equipment: Sequence[Equipment]) -> int:
    """Posts taken to have a CCS and a CHAdeMO plug, of which one vehicle uses either."""
    return min(
        sum(each.quantity for each in equipment if each.facts.standard in CCS),
        sum(each.quantity for each in equipment if each.facts.standard == CHADEMO),
    )


def _quantity(each: Equipment) -> int:
    return each.quantity
