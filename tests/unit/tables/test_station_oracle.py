"""The numbers of a station once more, from the raw JSON, by brute force: every connector stands alone in a list.

Taken from the shipped code are only the decoding and the table of connector types (standard, usual current, range of
power). A change of one of the two has to say why the other is wrong.
"""

from __future__ import annotations

import itertools
import json
import math
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.tables.derive.connector_types import CONNECTOR_TYPES
from ocm_plugin.ocm.tables.derive.rows import connection_rows, station_row
from ocm_plugin.ocm.tables.derive.standards import connector_type
from tests.support.effort import tries
from tests.support.made_stations import GERMANY, NORWAY, USA, context
from tests.support.places import SHARED

ESTIMATE = "kW power is an estimate based on the connection type"
INFINITE = math.inf
COUNTED = ("type1", "type2", "type3", "ccs1", "ccs2", "chademo", "nacs", "gbt_ac", "gbt_dc", "domestic", "industrial")
"""Standards with a count of their own."""
DATA = SHARED / "data"


class Connector(NamedTuple):
    """One plug or socket; a row of equipment with quantity 3 is three of them."""

    kind: Any
    """Equal for connectors of one type; a row of unknown type is a kind of its own."""
    standard: str
    current: str
    """ac, dc or unknown."""
    used: float | None
    lo: float
    hi: float
    basis: str


# One connector


def likely(value: float | None) -> float | None:
    return value if value is not None and 0 < value < 1e9 else None


def current(line: dict[str, Any], country: str | None) -> str:
    stated = {10: "ac1", 20: "ac3", 30: "dc"}.get(line.get("CurrentTypeID"))
    if stated:
        return stated
    kind = connector_type(line.get("ConnectionTypeID"), country)
    kw, amps, volts = (likely(line.get(name)) for name in ("PowerKW", "Amps", "Voltage"))
    if kw is None and amps and volts:
        kw = amps * volts / 1000
    if kind.standard == "type2" and kw and kw > 44 and kind.current == "ac":
        return "unknown"
    if line.get("ConnectionTypeID") in (27, 30) and kw:
        return "dc" if kw >= 50 else "ac" if kw <= 22.2 else "unknown"
    return kind.current


GUESSES = {
    (120, 16): (1, 1.9, 1.92),
    (230, 16): (3, 3.7, 3.68),
    (400, 100): (40, 50),
}
"""Volts and amps that afdc.energy.gov's importer fills in for a level, and the powers that came with them."""


def is_guess(line: dict[str, Any], provider: int | None) -> bool:
    """Whether an importer made up the power: it says so, or it is provider 2 with exactly its standard values."""
    kw, amps, volts = (likely(line.get(name)) for name in ("PowerKW", "Amps", "Voltage"))
    if kw and ESTIMATE.lower() in (line.get("Comments") or "").lower():
        return True
    if provider != 2:
        return False
    if amps is None and volts is None:
        return kw in (1, 1.9, 3, 3.7, 40, 50)
    if (volts, amps) not in GUESSES:
        return False
    product = volts * amps / 1000
    return kw is None or kw in GUESSES[volts, amps] or 0.98 * product <= kw <= 1.02 * product


def power(line: dict[str, Any], country: str | None, provider: int | None) -> tuple[float | None, float, float, str]:
    """The guess, its bounds and where they come from: the steps in their order."""
    kw, amps, volts = (likely(line.get(name)) for name in ("PowerKW", "Amps", "Voltage"))
    level, flow = line.get("LevelID"), current(line, country)
    current_id = line.get("CurrentTypeID")
    av = amps * volts / 1000 if amps and volts else None
    phases_lo = phases_hi = 1.0
    if volts:
        phases_lo = 3 if 220 <= volts <= 245 else math.sqrt(3)
        phases_hi = math.sqrt(3) if volts >= 360 or 200 <= volts <= 215 else 3

    if is_guess(line, provider):
        kw = kw or av
        lo, hi = 3.3, 19.2
        if flow == "dc" or level == 3 or (level is None and flow == "unknown" and kw >= 40):
            lo, hi = 24, INFINITE
        elif level == 1 or (level is None and kw < 2):
            lo, hi = 1, 1.9
        return kw, min(lo, kw), max(hi, kw), "import_estimate"
    filled_in = av * (1.732 if current_id == 20 else 1) if av else None  # what the server makes of a missing power
    phases_open = flow in ("ac", "unknown")
    least = av * (0.5 if flow == "unknown" else 1) if av else 0.0  # unknown may be DC, rated but not reached
    if kw and filled_in and abs(kw - filled_in) <= 0.02 * filled_in:
        if phases_open and av * phases_hi <= 87:  # no AC socket has more
            return kw, min(kw, least), max(kw, av * phases_hi), "computed_ac"
        server_is_wrong = flow == "ac3" and (current_id != 20 or phases_lo == 3)
        return kw, kw, max(kw, av * phases_hi) if server_is_wrong else kw, "stated_eq_av"
    if kw:
        return kw, kw, kw, "stated"
    if av and flow == "dc":
        return av, av / 2, av, "computed_dc_upper"
    if av and flow == "ac3":
        return av * phases_lo, av * phases_lo, av * phases_hi, "computed_ac3"
    if av and flow == "ac1":
        return av, av, av, "computed_ac1"
    if av:
        return av, least, av * phases_hi, "computed_ac"
    if level in (1, 2, 3):
        return (None, *{1: (0, 2), 2: (2, 40), 3: (40, INFINITE)}[level], "level_only")
    kind = connector_type(line.get("ConnectionTypeID"), country)
    return None, kind.kw_lo, kind.kw_hi, "none" if kind.kw_hi == INFINITE else "type_only"


def iso_of(poi: dict[str, Any]) -> str | None:
    country = BUILT_IN.countries.get(poi["AddressInfo"].get("CountryID"))
    return country.iso if country else None


# Status of site and lines

KINDS = {10: "operational", 20: "operational", 50: "operational", 75: "partly", 30: "temp_unavailable"}
KINDS.update({100: "not_operational", 150: "planned", 200: "removed", 210: "removed"})
WORKING, OUT = {"operational", "partly"}, {"not_operational", "planned"}


class Status(NamedTuple):
    """What site and lines say together."""

    kind: str
    basis: str
    lines: list[str]
    flags: set[str]
    counted: list[bool]


def status(poi: dict[str, Any]) -> Status:
    """From the text of the station model, section 3a."""
    own = [KINDS.get(line.get("StatusTypeID") or 0, "unknown") for line in poi["Connections"]]
    silent = [not line.get("StatusTypeID") for line in poi["Connections"]]
    there = [kind for kind in own if kind != "removed"]
    site_id = poi.get("StatusTypeID") or 0
    kind, basis, flags = KINDS.get(site_id, "unknown"), "stated" if site_id else "none", set()
    working, told = [each for each in there if each in WORKING], [each for each in there if each != "unknown"]
    if not site_id and working:
        kind, basis = (working[0] if len(set(told)) == 1 else "partly"), "connections"
    elif not site_id and there and len(told) == len(there):
        kind, basis = min(told, key=["temp_unavailable", "not_operational", "planned"].index), "connections"
    elif site_id and there and kind not in (*OUT, "removed") and set(there) <= OUT:
        kind, basis = ("not_operational" if "not_operational" in there else "planned"), "connections"
        flags.add("all_connections_out")
    lines = [kind if quiet else each for each, quiet in zip(own, silent)]
    is_out = kind in OUT or kind == "removed" or (poi.get("DatePlanned") or "") > "2026-03-01T23"
    removed = [each == "removed" and not quiet for each, quiet in zip(own, silent)]
    counted = [not gone and (is_out or each not in OUT) for each, gone in zip(lines, removed)]
    if not is_out:
        flags |= {"some_connections_out"} if "not_operational" in lines else set()
        flags |= {"some_connections_planned"} if "planned" in lines else set()
    return Status(kind, basis, lines, flags, counted)


def number_of(line: dict[str, Any]) -> int:
    quantity = line.get("Quantity") or 1
    return quantity if 1 <= quantity <= 1000 else 1


def check_status(poi: dict[str, Any], found: dict[str, Any]) -> None:
    """Compare what the shipped row says of the status with what is made here."""
    expected = status(poi)
    assert (found["status_class"], found["status_basis"]) == (expected.kind, expected.basis)
    told = {flag for flag in (found["qa_flags"] or "").split(";") if flag.endswith(("connections_out", "s_planned"))}
    assert told == expected.flags
    is_listed = any(kind != "removed" for kind in expected.lines)
    for name, kind in (("n_connectors_out", "not_operational"), ("n_connectors_planned", "planned")):
        number = sum(number_of(line) for line, each in zip(poi["Connections"], expected.lines) if each == kind)
        assert found[name] == (number if is_listed else None), name
    (station,) = decode_pois([poi], with_comments=False).stations
    assert [row.status_class for row in connection_rows(station, context())] == expected.lines


def in_figures(poi: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines that the figures of the site are of."""
    return list(itertools.compress(poi["Connections"], status(poi).counted))


def connectors(poi: dict[str, Any]) -> list[Connector]:
    iso = iso_of(poi)
    found = []
    for number, line in enumerate(in_figures(poi)):
        type_id, quantity = line.get("ConnectionTypeID"), line.get("Quantity") or 1
        one = Connector(
            type_id or ("unknown", number),
            connector_type(type_id, iso).standard,
            current(line, iso).rstrip("13"),
            *power(line, iso, poi.get("DataProviderID")),
        )
        found += [one] * (quantity if 1 <= quantity <= 1000 else 1)
    return found


# The site


def shared(plugs: list[Connector]) -> tuple[list[float], list[float]]:
    """Power of all CCS and of all CHAdeMO plugs, strongest first; 0 where it is unknown."""
    ccs = sorted((each.used or 0 for each in plugs if each.standard in ("ccs1", "ccs2")), reverse=True)
    chademo = sorted((each.used or 0 for each in plugs if each.standard == "chademo"), reverse=True)
    return ccs, chademo


def total_of_posts(plugs: list[Connector]) -> float | None:
    """Power of all posts: a CCS and a CHAdeMO plug share one, which gives the stronger of the two."""
    known = [each for each in plugs if each.used is not None]
    weaker = sum(min(pair) for pair in zip(*shared(known)))
    return sum(each.used for each in known) - weaker if known else None


def power_class(kw: float | None) -> int:
    if kw is None:
        return 0
    return 1 + sum(kw >= bound for bound in (7.4 * 0.98, 22 * 1.02, 50, 150, 350))


def site(poi: dict[str, Any]) -> dict[str, Any]:
    """What the row of this site must say, for a site with equipment."""
    plugs = connectors(poi)
    known = [each for each in plugs if each.used is not None]
    kinds = {each.kind for each in plugs}
    dc, ac = ([each for each in plugs if each.current == current] for current in ("dc", "ac"))
    fewest = max(sum(each.kind == kind for each in plugs) for kind in kinds)
    posts_shared = min(map(len, shared(plugs)))
    stated = poi.get("NumberOfPoints") or 0
    is_stated = fewest <= stated <= len(plugs)
    strongest = max((each.used for each in known), default=None)
    hi = max(each.hi for each in plugs)
    maybe_fast = any(each.current != "ac" and each.hi >= 50 for each in plugs)

    def most(some: list[Connector]) -> float | None:
        return max((each.used for each in some if each.used is not None), default=None)

    def from_kw(kw: float) -> int | None:
        return sum(each.used >= kw for each in known) if known else None

    def of(*standards: str) -> int | None:
        nothing_known = all(each.standard == "unknown" for each in plugs)
        return None if nothing_known else sum(each.standard in standards for each in plugs)

    return {
        "n_conn_rows": len(poi["Connections"]),
        "n_connectors": len(plugs),
        "n_points": stated if is_stated else len(plugs) - posts_shared,
        "n_points_lo": fewest,
        "n_points_hi": len(plugs),
        "points_basis": "stated" if is_stated else "dual_dc_rule" if posts_shared else "sum_quantity",
        "max_kw": strongest,
        "max_kw_dc": most(dc),
        "max_kw_ac": most(ac),
        "max_kw_lo": max(each.lo for each in plugs),
        "max_kw_hi": None if hi == INFINITE else hi,
        "n_kw_unknown": len(plugs) - len(known),
        "n_kw_estimated": sum(each.lo < each.hi for each in known),
        "total_kw_lo": max(sum(each.used for each in known if each.kind == kind) for kind in kinds) if known else None,
        "total_kw_est": total_of_posts(plugs),
        "total_kw_hi": sum(each.used for each in known) if known else None,
        "total_kw_dc": total_of_posts(dc),
        "total_kw_ac": total_of_posts(ac),
        "n_ac": len(ac) if ac or dc else None,
        "n_dc": len(dc) if ac or dc else None,
        "n_current_unknown": len(plugs) - len(ac) - len(dc),
        "current_mix": {(True, True): "both", (True, False): "ac", (False, True): "dc"}.get(
            (bool(ac), bool(dc)), "unknown"
        ),
        **{f"n_ge{kw}": from_kw(kw) for kw in (22, 43, 50, 150, 350)},
        "n_ge150_maybe": sum(each.lo < 150 <= each.hi for each in plugs),
        **{f"n_{name}": of(name) for name in COUNTED},
        "n_other": of("other", "chaoji", "tesla_sx", "tesla_roadster", "wireless", "battery_swap"),
        "n_type_unknown": sum(each.standard == "unknown" for each in plugs),
        "power_class_code": power_class(strongest),
        "is_dcfc": True if any(each.lo >= 50 for each in dc) else None if maybe_fast else False,
    }


def check_connectors(poi: dict[str, Any]) -> None:
    """Compare the shipped rows of equipment of a POI with what is made here."""
    (station,) = decode_pois([poi], with_comments=False).stations
    iso = iso_of(poi)
    for line, row in zip(poi["Connections"], connection_rows(station, context())):
        used, lo, hi, basis = power(line, iso, poi.get("DataProviderID"))
        found = (row.kw_used or 0, row.kw_lo, INFINITE if row.kw_hi is None else row.kw_hi)
        assert found == pytest.approx((used or 0, lo, hi), rel=1e-9), line
        assert (row.kw_basis, row.current) == (basis, current(line, iso)), line
        assert (row.kw_used is None) == (used is None), line


def check(poi: dict[str, Any]) -> None:
    """Compare the shipped row of a POI with the one made here."""
    (station,) = decode_pois([poi], with_comments=False).stations
    found = station_row(station, context(), "yes")._asdict()
    check_status(poi, found)
    check_connectors(poi)
    if not in_figures(poi):
        rows = len(poi["Connections"])
        assert (found["n_conn_rows"], found["n_connectors"], found["total_kw_hi"]) == (rows, None, None)
        return
    for name, value in site(poi).items():
        expected = pytest.approx(value, rel=1e-9) if isinstance(value, float) else value
        assert found[name] == expected, name
    bases = {
        plug.basis for plug in connectors(poi) if (plug.used or 0) == pytest.approx(found["max_kw"] or 0, rel=1e-9)
    }
    assert found["kw_basis"] in bases


# Any site there could be, and the real ones


def sometimes(*values: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.sampled_from(values))


STATUSES = st.sampled_from((None, None, None, None, 0, 10, 30, 50, 75, 100, 100, 150, 200, 999))

CROWD = st.fixed_dictionaries(
    {
        "ConnectionTypeID": sometimes(0, 999, -5, *CONNECTOR_TYPES, 30),
        "CurrentTypeID": sometimes(10, 20, 30, 0, 40),
        "LevelID": sometimes(0, 1, 2, 3, 4),
        "Amps": sometimes(0, 16, 63, 500),
        "Voltage": sometimes(0, 230, 400),
        "PowerKW": sometimes(0, -3, 7.2, 7.3, 22, 22.4, 22.5, 43, 49.9, 50, 149.9, 150, 349.9, 350, 1e12),
        "Quantity": sometimes(0, -1, 1, 2, 3, 999, 1000, 1001),
        "Comments": sometimes("Something else.", ESTIMATE),
        "StatusTypeID": STATUSES,
    }
)
"""Lines of equipment of any kind."""
GUESSED = st.fixed_dictionaries(
    {
        "ConnectionTypeID": sometimes(1, 2, 32, 9, 25),
        "CurrentTypeID": sometimes(10, 30),
        "LevelID": sometimes(1, 2, 3),
        "Amps": sometimes(16, 100, 32),
        "Voltage": sometimes(120, 230, 400),
        "PowerKW": sometimes(1, 1.9, 3, 3.7, 3.68, 7.4, 12.8, 40, 50, 62.5),
        "StatusTypeID": STATUSES,
    }
)
"""Lines as importers fill them in, or nearly."""
POSTS = st.fixed_dictionaries(
    {
        "ConnectionTypeID": st.sampled_from([2, 32, 33, 25]),
        "CurrentTypeID": st.sampled_from([None, 30, 10]),
        "PowerKW": sometimes(22, 24, 50, 62.5, 150, 350),
        "Quantity": st.integers(1, 4),
    }
)
"""Lines as they stand side by side at fast chargers."""
BOUNDS_OF_VOLTS = (120, 199, 200, 215, 216, 219, 220, 230, 245, 246, 359, 360, 400)


def poi_of(
    lines: list[dict[str, Any]],
    country_id: int | None = GERMANY,
    points: int | None = None,
    status_id: int | None = None,
    planned: str | None = None,
    provider_id: int | None = None,
) -> dict[str, Any]:
    return {
        "ID": 4711,
        "AddressInfo": {"Latitude": 50.5, "Longitude": 8.25, "CountryID": country_id},
        "Connections": lines,
        "NumberOfPoints": points,
        "StatusTypeID": status_id,
        "DatePlanned": planned,
        "DataProviderID": provider_id,
    }


POIS = st.builds(
    poi_of,
    st.one_of(st.lists(CROWD, max_size=4), st.lists(POSTS, max_size=5), st.lists(GUESSED, max_size=3)),
    sometimes(GERMANY, USA, NORWAY, 99999),
    sometimes(0, -1, 1, 2, 4, 6, 15, 1000),
    STATUSES,
    sometimes("2020-01-01T00:00:00Z", "2026-03-01T09:00:00Z", "2031-01-01T00:00:00Z"),
    sometimes(1, 2),
)


def test_every_connector_has_the_power_of_brute_force() -> None:
    lines = []
    for amps, volts in itertools.product((None, 0, 16, 500), (None, 0, -230, *BOUNDS_OF_VOLTS)):
        av = (amps or 0) * (volts or 0) / 1000
        powers = (
            None,
            0,
            -3,
            1.9,
            2,
            44,
            44.1,
            50,
            1e12,
            *(av * factor for factor in (0.979, 1.019, 1.021, 1.70, 1.765, 3)),
        )
        for kw, type_id, current_id in itertools.product(powers, (None, 1, 17, 25, 27, 33), (None, 10, 20, 30)):
            line = {"Amps": amps, "Voltage": volts, "PowerKW": kw}
            lines.append({**line, "ConnectionTypeID": type_id, "CurrentTypeID": current_id})
    for kw, type_id, level in itertools.product(
        (None, 0, 0.5, 1.9, 2, 3, 22.2, 22.3, 49.9, 50), (None, *CONNECTOR_TYPES, 30, 999), (None, 0, 1, 2, 3, 4)
    ):
        line = {"PowerKW": kw, "ConnectionTypeID": type_id, "LevelID": level}
        lines += [line, {**line, "Comments": f"Note: {ESTIMATE.upper()}."}]
    check_connectors(poi_of(lines))


@settings(deadline=None, max_examples=tries(400))
@given(POIS)
def test_any_site_has_the_numbers_of_brute_force(poi: dict[str, Any]) -> None:
    check(poi)


def test_every_real_site_has_the_numbers_of_brute_force() -> None:
    path = DATA / "ocm_austin_sample.json"
    if not path.is_file():
        pytest.skip(f"the real sample is not beside the repository: {path}")
    pois = json.loads(path.read_bytes())
    assert len(pois) == 342
    for poi in pois:
        check({**poi, "DataProviderID": poi.get("DataProviderID") or poi["DataProvider"]["ID"]})
