"""Pairs of records that may be the same station, scored by what speaks for it; they are listed, never removed.

Five parts are judged, each from 0 (surely different) to 1 (alike), and None where one of both records does not say. The
score is their weighted sum in percent, a part that is not known counting half. Weights are a matter of judgement:

* a data provider knows its own numbers: giving both the same, it has one station in mind, and two with different ones;
* positions are set by hand: 1 at the same spot, 0 at the farthest distance that is asked for;
* names are typed by people and importers, and so are compared by the pairs of letters that they share;
* equipment is often incomplete, and operators are renamed; several stations of one operator stand side by side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..remembering import remembered
from ..search.areas import Position
from ..search.geodesy import metres_between
from ..tables.schema.analyses.zones import STANDARD_COLUMNS
from ..translation import language, tr
from .completeness import Values
from .near import NearPlaces
from .pools import NO_OPERATOR

WEIGHTS = {"reference": 40, "distance": 20, "name": 15, "equipment": 15, "operator": 10}
"""In percent."""

DUPLICATE_COLUMNS = (
    "ocm_id", "name", "operator_id", "operator", "provider_id", "provider", "provider_ref", "n_points", "max_kw",
    *STANDARD_COLUMNS,
)  # fmt: skip
"""Columns of stations that are read where they are there."""


class Record(NamedTuple):
    """A station as it is compared with others."""

    ocm_id: int | None
    position: Position
    name: str | None
    operator_id: int | None
    operator: str | None
    provider_id: int | None
    provider: str | None
    provider_reference: str | None
    n_points: int | None
    max_kw: float | None
    connectors: tuple[int, ...]
    """By standard; empty where no equipment is listed."""


def record_of(values: Values, position: Position) -> Record:
    """A station given by its columns, of which some may be missing."""
    connectors = tuple(values.get(name) or 0 for name in STANDARD_COLUMNS)
    return Record(
        values.get("ocm_id"),
        position,
        values.get("name"),
        values.get("operator_id"),
        values.get("operator"),
        values.get("provider_id"),
        values.get("provider"),
        values.get("provider_ref") or None,
        values.get("n_points"),
        values.get("max_kw"),
        connectors if any(connectors) else (),
    )


@remembered(65536)
def pairs_of_letters(name: str) -> frozenset[str]:
    """The pairs of neighbouring letters and digits of each word, without case, accents and punctuation."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    words = [f" {word} " for word in re.findall(r"\w+", plain)]
    return frozenset("".join(pair) for word in words for pair in zip(word, word[1:]))


class Parts(NamedTuple):
    """What speaks for two records being one station: each from 0 to 1, None where it is not known."""

    distance: float | None
    name: float | None
    reference: float | None
    equipment: float | None
    operator: float | None

    @property
    def score(self) -> float:
        """In percent."""
        found = zip(self, (WEIGHTS[name] for name in self._fields))
        return sum(weight * (0.5 if part is None else part) for part, weight in found)


class Pair(NamedTuple):
    """Two records that may be one station: that of the lower number first."""

    first: Record
    second: Record
    metres: float
    parts: Parts

    @property
    def numbers(self) -> tuple[int | None, int | None]:
        """By which a decision on the pair is found again."""
        return self.first.ocm_id, self.second.ocm_id

    @property
    def why(self) -> str:
        """What speaks for it and what against, in words."""
        parts = self.parts
        metres = language().number(self.metres, 0 if self.metres >= 10 else 1)
        said = [tr("{metres} m apart", metres=metres) if self.metres else tr("at the same position")]
        said.append(_alike(parts.name, tr("a name is missing"), tr("the same name"), _names_alike))
        said.append(_alike(parts.operator, tr("operator not known"), tr("the same operator"), _other_operators))
        said.append(_alike(parts.equipment, tr("equipment not listed"), tr("the same connectors"), _connectors_alike))
        if parts.reference is not None:
            same = tr("the provider gives both the same number")
            said.append(same if parts.reference else tr("the provider gives them different numbers"))
        return "; ".join(said)


def _alike(part: float | None, unknown: str, same: str, partly: Callable[[float], str]) -> str:
    if part is None:
        return unknown
    return same if part == 1 else partly(part)


def _names_alike(part: float) -> str:
    return tr("names alike by {percent} %", percent=round(100 * part))


def _connectors_alike(part: float) -> str:
    return tr("connectors alike by {percent} %", percent=round(100 * part))


def _other_operators(part: float) -> str:
    return tr("different operators")


def parts_of(first: Record, second: Record, metres: float, within_m: float) -> Parts:
    """What speaks for two records being one station."""
    return Parts(
        max(0.0, 1 - metres / within_m),
        _shared(pairs_of_letters(first.name or ""), pairs_of_letters(second.name or "")),
        _same_reference(first, second),
        _shared_connectors(first.connectors, second.connectors),
        _same_operator(first, second),
    )


def _shared(one: frozenset[str], other: frozenset[str]) -> float | None:
    """Dice's coefficient."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else None


def _same_reference(one: Record, other: Record) -> float | None:
    if one.provider_id is None or one.provider_id != other.provider_id:
        return None
    if one.provider_reference is None or other.provider_reference is None:
        return None
    return float(one.provider_reference == other.provider_reference)


def _shared_connectors(one: Sequence[int], other: Sequence[int]) -> float | None:
    if not one or not other:
        return None
    return sum(map(min, one, other)) / sum(map(max, one, other))


def _same_operator(one: Record, other: Record) -> float | None:
    if one.operator_id in NO_OPERATOR or other.operator_id in NO_OPERATOR:
        return None
    return float(one.operator_id == other.operator_id)


def pairs_of(records: Sequence[Record], within_m: float, least_score: float, check: Callable[[], None]) -> list[Pair]:
    """All pairs within a distance that reach a score, the likeliest first.

    Records at 0, 0 are left out: they have no position, and all of them lie there.
    """
    placed = sorted((each for each in records if each.position != (0.0, 0.0)), key=_order)
    near = NearPlaces([each.position for each in placed], within_m)
    found = []
    for number, second in enumerate(placed):
        if number % 64 == 0:
            check()
        for other in near.candidates(second.position):
            if other >= number:
                continue
            first = placed[other]
            # Measuring takes longest: not where even the same spot would not do.
            if parts_of(first, second, 0.0, within_m).score < least_score:
                continue
            metres = metres_between(first.position, second.position)
            if metres > within_m:
                continue
            parts = parts_of(first, second, metres, within_m)
            if parts.score >= least_score:
                found.append(Pair(first, second, metres, parts))
    return sorted(found, key=lambda pair: (-pair.parts.score, _order(pair.first), _order(pair.second)))


def _order(record: Record) -> tuple[bool, int]:
    return record.ocm_id is None, record.ocm_id or 0


class Decision(NamedTuple):
    """What a user has said of a pair."""

    decision: str
    """A value of DECISIONS."""
    remark: str | None


UNDECIDED = Decision("open", None)


def decisions_of(rows: Iterator[Values]) -> Mapping[tuple[int, int], Decision]:
    """The decisions of an earlier review, by the numbers of both stations, the lower first."""
    found = {}
    for row in rows:
        numbers = row.get("ocm_id_a"), row.get("ocm_id_b")
        decision, remark = row.get("decision") or UNDECIDED.decision, row.get("remark")
        if None not in numbers and (decision != UNDECIDED.decision or remark):
            low, high = sorted(int(each) for each in numbers if each is not None)
            found[low, high] = Decision(decision, remark)
    return found
