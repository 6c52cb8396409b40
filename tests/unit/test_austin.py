"""Two searches of the real sample, counted once more from the raw JSON with nothing of the shipped code."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ocm_plugin.ocm.match.filters import Judge, Verdict
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.search.search import Search
from tests.support.places import SHARED
from tests.support.results import context_now

SAMPLE = SHARED / "data" / "ocm_austin_sample.json"
INFINITE = float("inf")
CCS = (32, 33)
PLUG_KW = {1: 19.2, 2: 400.0, 27: 1000.0, 30: 250.0, 32: 600.0, 33: 600.0}


def interval(line: dict[str, Any], provider: int) -> tuple[float, float]:
    """What a connector of the sample has at least and at most, kW. By hand, for the kinds that occur there."""
    kw, amps, volts, level = (line.get(name) or None for name in ("PowerKW", "Amps", "Voltage", "LevelID"))
    remark = "kw power is an estimate" in (line.get("Comments") or "").lower()
    standard = provider == 2 and (
        ((amps, volts) in ((16, 120), (16, 230)) and kw in (None, 1, 1.9, 3, 3.7))
        or ((amps, volts) == (100, 400) and kw in (None, 40, 50))
        or (amps is None and volts is None and kw in (1, 1.9, 3, 3.7, 40, 50))
    )
    if remark or standard:
        return {1: (1.0, 1.9), 2: (min(3.3, kw), 19.2), 3: (24.0, INFINITE)}[level]
    if kw is not None:
        return kw, kw
    assert amps is None or volts is None, line
    if level:
        return {1: (0.0, 2.0), 2: (2.0, 40.0), 3: (40.0, INFINITE)}[level]
    return 0.0, PLUG_KW.get(line.get("ConnectionTypeID") or 0, INFINITE)


def counts(pois: list[dict[str, Any]], kw: float, types: tuple[int, ...], needed: int) -> tuple[int, int]:
    """Stations that surely have so many such connectors, and those that may."""
    sure = unsure = 0
    for poi in pois:
        provider = poi.get("DataProviderID") or poi["DataProvider"]["ID"]
        site = poi.get("StatusTypeID") or (poi.get("StatusType") or {}).get("ID") or 0
        least = most = 0.0
        lines = [line for line in poi.get("Connections") or [] if line.get("StatusTypeID") not in (200, 210)]
        if site in (200, 210):
            continue
        if site not in (100, 150):
            assert not lines or not all(line.get("StatusTypeID") in (100, 150) for line in lines)
            lines = [line for line in lines if line.get("StatusTypeID") not in (100, 150)]
        for line in lines:
            low, high = interval(line, provider)
            kind = line.get("ConnectionTypeID") or 0
            quantity = line.get("Quantity") or 0
            if high < kw or (types and kind and kind not in types):
                continue
            most += quantity or INFINITE
            if low >= kw and (not types or kind in types):
                least += quantity or 1
        if not lines or least < needed <= most:
            unsure += 0 if lines and least >= needed else 1
        elif least >= needed:
            sure += 1
    return sure, unsure


@pytest.mark.parametrize(
    ("search", "asked", "numbers"),
    [
        pytest.param(Search(min_power_kw=100), (100, (), 1), (9, 21), id="at least 100 kW"),
        pytest.param(
            Search(min_power_kw=150, connection_type_ids=CCS, min_connectors=4),
            (150, CCS, 4),
            (0, 3),
            id="CCS, at least 150 kW, at least 4",
        ),
    ],
)
def test_sure_and_uncertain_stations_of_austin(
    search: Search, asked: tuple[float, tuple[int, ...], int], numbers: tuple[int, int]
) -> None:
    if not SAMPLE.is_file():
        pytest.skip(f"the real sample is not beside the repository: {SAMPLE}")
    raw = json.loads(SAMPLE.read_bytes())
    reference = BUILT_IN.including(decode_pois(raw, with_comments=True).embedded)
    judge = Judge(search, context_now(reference))
    verdicts = [judge(station) for station in decode_pois(raw, False).stations]
    assert (verdicts.count(Verdict.YES), verdicts.count(Verdict.CANNOT_TELL)) == counts(raw, *asked) == numbers
