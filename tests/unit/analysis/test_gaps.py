"""Gaps along lines in three values, against all subsets of the uncertain stops tried one by one."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.gaps import Gaps, Stop, gaps_of
from ocm_plugin.ocm.match.filters import Verdict
from tests.support.effort import tries
from tests.support.route_oracle import brute, stretch_at


def longest(stops: list[float], length: float, is_closed: bool) -> float:
    if is_closed and stops:
        ordered = sorted(stops)
        return max(b - a for a, b in zip(ordered, [*ordered[1:], ordered[0] + length]))
    ordered = [0.0, *sorted(stops), length]
    return max(b - a for a, b in zip(ordered, ordered[1:]))


def places_of(from_m: float, to_m: float, length: float) -> list[float]:
    """Some places of a stretch, none at its ends."""
    extent = to_m - from_m if to_m > from_m else to_m - from_m + length
    return [(from_m + extent * part) % length for part in (0.1, 0.5, 0.9)]


@given(st.integers(0, 2**32))
@settings(max_examples=tries(1000, at_least=150))
def test_every_place_against_all_subsets(seed):
    random = Random(seed)
    length = float(random.choice([50, 100, 137]))
    is_closed = random.random() < 0.4
    stops = [
        # Whole metres, so that several stops lie in one place and stretches are exactly as long as the limit.
        Stop(float(random.randrange(int(length) + (not is_closed))), random.random() < 0.4, number)
        for number in range(random.randrange(9))
    ]
    limit = float(random.choice([10, 25, 40, 60, 137]))
    found = gaps_of(0.0, length, is_closed, stops, limit)
    assert sum(stretch.length_m for stretch in found.stretches) == length
    at = {stop.number: stop for stop in stops}
    for stretch in found.stretches:
        for place in places_of(stretch.from_m, stretch.to_m, length):
            verdict, deciding = brute(place, stops, length, is_closed, limit)
            assert stretch.gap is verdict
            if verdict is Verdict.CANNOT_TELL:
                assert {stop.number for stop in stretch.hangs_on} == deciding
                assert all(at[stop.number] is stop and not stop.is_sure for stop in stretch.hangs_on)
            else:
                assert stretch.hangs_on == () and not deciding
        for end, measure in ((stretch.start, stretch.from_m), (stretch.end, stretch.to_m)):
            assert end is None or end.measure_m == measure
        sure = [stop.measure_m for stop in stops if stop.is_sure]
        assert stretch.most_m == stretch_at(places_of(stretch.from_m, stretch.to_m, length)[1], sure, length, is_closed)
    assert found.longest_lo_m == longest([stop.measure_m for stop in stops], length, is_closed)
    assert found.longest_hi_m == longest(sure_of(stops), length, is_closed)


def sure_of(stops: list[Stop]) -> list[float]:
    return [stop.measure_m for stop in stops if stop.is_sure]


def said(found: Gaps) -> list[tuple[float, float, str]]:
    return [(stretch.from_m, stretch.to_m, stretch.gap.name) for stretch in found.stretches]


def test_one_uncertain_stop_in_a_stretch_that_is_too_long():
    found = gaps_of(0.0, 100.0, False, [Stop(20.0, True, 1), Stop(70.0, False, 2)], 60.0)
    assert said(found) == [(0.0, 20.0, "NO"), (20.0, 70.0, "CANNOT_TELL"), (70.0, 100.0, "CANNOT_TELL")]
    assert [stop.number for stop in found.stretches[1].hangs_on] == [2]
    assert (found.longest_lo_m, found.longest_hi_m) == (50.0, 80.0)
    assert found.metres(Verdict.CANNOT_TELL) == 80.0


def test_what_no_uncertain_stop_can_mend_is_a_gap():
    found = gaps_of(0.0, 100.0, False, [Stop(10.0, False, 1)], 60.0)
    assert said(found) == [(0.0, 10.0, "CANNOT_TELL"), (10.0, 100.0, "YES")]
    assert found.stretches[1].most_m == 100.0


def test_on_a_closed_line_a_gap_goes_over_the_start():
    found = gaps_of(1000.0, 1100.0, True, [Stop(1030.0, True, 1), Stop(1050.0, True, 2)], 60.0)
    assert said(found) == [(1030.0, 1050.0, "NO"), (1050.0, 1030.0, "YES")]
    assert found.stretches[1].length_m == 80.0
    alone = gaps_of(0.0, 100.0, True, [Stop(30.0, True, 1)], 100.0)
    assert said(alone) == [(30.0, 30.0, "NO")]
    assert said(gaps_of(0.0, 100.0, True, [], 60.0)) == [(0.0, 100.0, "YES")]
    assert said(gaps_of(0.0, 100.0, True, [Stop(30.0, False, 1)], 100.0)) == [(0.0, 100.0, "NO")]


def test_many_uncertain_stops_of_one_line_are_quick():
    stops = [Stop(float(number), False, number) for number in range(20_000)]
    found = gaps_of(0.0, 60_000.0, False, stops, 100.0)
    assert len(found.stretches) == 20_000
    assert max(len(stretch.hangs_on) for stretch in found.stretches) <= 202
