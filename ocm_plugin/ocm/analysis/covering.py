"""Which part of a place usable stations reach, surely and possibly, and sums of that by zone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ..errors import AnalysisError
from ..translation import tr


class Cover(NamedTuple):
    """How much of a place is covered."""

    lo: float
    """The share that surely usable stations reach, from 0 to 1."""
    hi: float
    """The share that stations reach which may be usable."""
    people: float | None = None
    """None: not known, or not asked for."""
    area_km2: float | None = None
    """None for points."""
    sure_m: float = math.inf
    """The way to the nearest surely usable station; infinite where there is none, or it was not measured."""
    possible_m: float = math.inf

    @property
    def code(self) -> str:
        """A value of COVERAGES: what holds for all shares between `lo` and `hi`, else that it is uncertain."""
        if self.lo == 1:
            return "yes"
        if self.hi == 0:
            return "no"
        return "partly" if self.lo > 0 and self.hi < 1 else "cannot_tell"


def point_cover(sure_m: float, possible_m: float, within_m: float, people: float | None) -> Cover:
    """A point, by the ways to the nearest surely usable station and to any that may be."""
    return Cover(float(sure_m <= within_m), float(possible_m <= within_m), people, None, sure_m, possible_m)


def joined_cover(covers: Sequence[Cover], people: float | None) -> Cover:
    """A place of several points, over which its people are spread evenly: covered as far as its points are."""
    return Cover(
        sum(each.lo for each in covers) / len(covers),
        sum(each.hi for each in covers) / len(covers),
        people,
        None,
        min(each.sure_m for each in covers),
        min(each.possible_m for each in covers),
    )


def cover_values(cover: Cover) -> list[Any]:
    """The values of a place, in the order of COVERAGE_FIELDS."""
    return [
        cover.code,
        round(100 * cover.lo, 4),
        round(100 * cover.hi, 4),
        _known(cover.sure_m),
        _known(cover.possible_m),
        *_parts(cover.area_km2, cover, 6),
        *_parts(cover.people, cover, 3),
    ]


def _known(metres: float) -> float | None:
    return None if metres == math.inf else round(metres, 2)


def _parts(amount: float | None, cover: Cover, decimals: int) -> list[float | None]:
    """An amount of a place, and what of it is covered at least and at most."""
    if amount is None:
        return [None, None, None]
    return [round(each, decimals) for each in (amount, amount * cover.lo, amount * cover.hi)]


class CoverSums(NamedTuple):
    """Places together."""

    n_places: int
    n_lo: int
    """Wholly covered for sure."""
    n_hi: int
    """Perhaps wholly covered."""
    people: float | None
    """None where no place says it."""
    people_lo: float
    people_hi: float
    n_people_unknown: int
    area_km2: float | None
    """None where no place has an area."""
    area_lo_km2: float
    area_hi_km2: float


def sums_of(covers: Iterable[Cover]) -> CoverSums:
    """The sums over places."""
    all_of_them = list(covers)
    populated = [each for each in all_of_them if each.people is not None]
    areas = [each for each in all_of_them if each.area_km2 is not None]
    return CoverSums(
        n_places=len(all_of_them),
        n_lo=sum(each.lo == 1 for each in all_of_them),
        n_hi=sum(each.hi == 1 for each in all_of_them),
        people=sum(each.people or 0.0 for each in populated) if populated else None,
        people_lo=sum((each.people or 0.0) * each.lo for each in populated),
        people_hi=sum((each.people or 0.0) * each.hi for each in populated),
        n_people_unknown=len(all_of_them) - len(populated),
        area_km2=sum(each.area_km2 or 0.0 for each in areas) if areas else None,
        area_lo_km2=sum((each.area_km2 or 0.0) * each.lo for each in areas),
        area_hi_km2=sum((each.area_km2 or 0.0) * each.hi for each in areas),
    )


def distances_in(text: str) -> list[float]:
    """Distances in metres out of “500; 2000”. Raises AnalysisError for what is none."""
    found = []
    for part in filter(None, (each.strip() for each in text.split(";"))):
        try:
            metres = float(part)
        except ValueError:
            metres = math.nan
        if not 0 < metres < math.inf:
            raise AnalysisError(
                tr(
                    "“{value}” is not a distance in metres: please separate distances by semicolons, such as “500; "
                    "2000”.",
                    value=part,
                )
            )
        found.append(metres)
    return found


def sums_values(sums: CoverSums, has_people: bool) -> list[Any]:
    """Values of places together, in the order of ZONE_COVERAGE_FIELDS. `has_people`: whether people were asked for."""
    people = sums.people
    return [
        sums.n_places,
        sums.n_lo,
        sums.n_hi,
        *_or_none(people, (people, sums.people_lo, sums.people_hi), 3),
        *_or_none(people or None, [100 * each / people if people else 0 for each in sums[4:6]], 4),
        sums.n_people_unknown if has_people else None,
        *_or_none(sums.area_km2, (sums.area_km2, sums.area_lo_km2, sums.area_hi_km2), 6),
    ]


def _or_none(known: float | None, amounts: Iterable[float | None], decimals: int) -> list[float | None]:
    return [None if known is None or each is None else round(each, decimals) for each in amounts]
