"""The demo data: made by the script, plainly invented, with one of everything."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.places import ROOT

DEMO = ROOT / "ocm_plugin" / "demo"
ESTIMATE = "kW power is an estimate based on the connection type"

Station = dict[str, Any]


@pytest.fixture(scope="module")
def script() -> Iterator[Any]:
    before = list(sys.path)
    spec = importlib.util.spec_from_file_location("make_demo_data", ROOT / "tools" / "make_demo_data.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = before


@pytest.fixture(scope="module")
def stations() -> list[Station]:
    return json.loads((DEMO / "stations.json").read_text(encoding="ascii"))


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return json.loads((DEMO / "reference.json").read_text(encoding="ascii"))


def test_the_files_are_what_the_script_makes(script):
    for name, text in script.demo_files().items():
        assert (DEMO / name).read_text(encoding="ascii") == text, f"run tools/make_demo_data.py: {name} differs"


def test_small_enough_to_ship():
    assert sum(path.stat().st_size for path in DEMO.iterdir()) < 1_000_000


def test_plainly_invented(stations, reference):
    operators = [o for o in reference["Operators"] if o["ID"] not in (1, 44, 45)]
    for item in operators + reference["DataProviders"]:
        assert item["ID"] >= 9001
        assert item["Title"].endswith("(invented)")
    assert all(p["License"] is None or "Invented data" in p["License"] for p in reference["DataProviders"])
    assert all(s["DataProviderID"] >= 9001 for s in stations)
    titles = [s["AddressInfo"]["Title"] for s in stations]
    assert [title for title in titles if not title.endswith("(invented)")] == ["N" * 100]
    assert "invented" in (DEMO / "README.md").read_text(encoding="utf-8")


def test_a_few_hundred_along_the_rhine(stations):
    assert 380 <= len(stations) <= 460
    numbers = [s["ID"] for s in stations]
    assert numbers == sorted(set(numbers))
    assert len({s["UUID"] for s in stations}) == len(stations)
    towns = {s["AddressInfo"].get("Town") for s in stations}
    assert {"Rotterdam", "Köln", "Strasbourg", "Basel"} <= towns
    for station in stations:
        assert 47.4 < station["AddressInfo"]["Latitude"] < 52.2
        assert 4.3 < station["AddressInfo"]["Longitude"] < 8.7


def rows(stations: list[Station]) -> list[Station]:
    return [row for station in stations for row in station["Connections"]]


def test_every_way_to_a_power(stations):
    found = rows(stations)

    def count(holds: Callable[[Station], Any]) -> int:
        return sum(bool(holds(row)) for row in found)

    def by_amps(row: Station, current: int | None, volts: int) -> bool:
        unstated = "PowerKW" not in row and row.get("Amps")
        return bool(unstated and row.get("CurrentTypeID") == current and row["Voltage"] == volts)

    assert count(lambda r: r.get("PowerKW") == 3.7 and r.get("Amps") == 16 and r.get("Voltage") == 230)
    assert {r["PowerKW"] for r in found if ESTIMATE in r.get("Comments", "")} == {1.9, 3.7, 50}
    assert count(lambda r: by_amps(r, 30, 500))
    assert count(lambda r: by_amps(r, 10, 230))
    assert count(lambda r: by_amps(r, None, 230))
    assert count(lambda r: by_amps(r, 20, 230) and r["Amps"] == 32)
    assert count(lambda r: by_amps(r, 20, 400))
    assert count(lambda r: set(r) == {"ID", "Quantity", "LevelID"})
    assert count(lambda r: set(r) == {"ID", "Quantity", "ConnectionTypeID"})
    assert count(lambda r: set(r) == {"ID"})
    powers = {r.get("PowerKW") for r in found}
    assert {None, 0, 11, 22, 22.08, 50, 120, 150, 350, 1200, 50000} <= powers
    assert count(lambda r: r.get("CurrentTypeID") == 20 and r.get("PowerKW", 0) > 60)
    assert count(lambda r: r.get("ConnectionTypeID") == 33 and r.get("CurrentTypeID") == 20)
    assert count(lambda r: r.get("PowerKW") == 22 and r.get("Amps") == 16)


def test_every_way_to_count_points(stations):
    def quantities(station: Station) -> dict[Any, int]:
        return {row.get("ConnectionTypeID"): row.get("Quantity", 0) for row in station["Connections"]}

    dual = [s for s in stations if quantities(s).get(33) == quantities(s).get(2) == 6]
    assert {s.get("NumberOfPoints") for s in dual} == {None, 1}
    assert any(s.get("NumberOfPoints", 0) > sum(quantities(s).values()) for s in stations)
    assert any(quantities(s) == {25: 3, 28: 2} and s["NumberOfPoints"] == 3 for s in stations)
    assert any("Quantity" not in row and row.get("PowerKW") for row in rows(stations))
    assert {0, 23} <= {row.get("Quantity") for row in rows(stations)}
    assert any(s["Connections"] == [] for s in stations)


def test_every_id(stations, reference):
    kinds = {row.get("ConnectionTypeID") for row in rows(stations)}
    known_kinds = {item["ID"] for item in reference["ConnectionTypes"]}
    assert {1234} == kinds - known_kinds - {None}
    assert {0, 1, 2, 8, 24, 25, 26, 27, 28, 30, 31, 32, 33, 35, 1036, 1038, 1040, 1041, 1042, 1044, None} <= kinds
    assert {s.get("StatusTypeID") for s in stations} == {None, 0, 10, 20, 30, 50, 75, 100, 150, 200, 210}
    assert {s.get("UsageTypeID") for s in stations} == {None, *range(8)}
    assert {None, 1, 44, 45, 9999} <= {s.get("OperatorID") for s in stations}
    assert {9999, *range(9001, 9009)} == {s["DataProviderID"] for s in stations}
    assert {s["SubmissionStatusTypeID"] for s in stations} == {100, 200}
    assert {9999, 87, 159, 80, 217} == {s["AddressInfo"]["CountryID"] for s in stations}
    assert {row.get("StatusTypeID") for row in rows(stations)} == {None, 50, 100}
    assert {p["IsOpenDataLicensed"] for p in reference["DataProviders"]} == {True, False, None}


def test_every_cost_and_date(stations):
    costs = {s.get("UsageCost") for s in stations}
    assert {None, "", "Free", "free parking", "kostenlos", "€0,45/kWh"} <= costs
    assert {"2099-06-01T00:00:00Z", "2019-06-01T00:00:00Z"} <= {s.get("DatePlanned") for s in stations}
    assert any(s["StatusTypeID"] == 50 for s in stations if "DatePlanned" in s)
    assert any(not s.get("DateCreated", "Z").endswith("Z") for s in stations)
    assert any("DateCreated" not in s and "DateLastVerified" not in s for s in stations)
    assert any("DateLastConfirmed" in s for s in stations)
    assert {s["IsRecentlyVerified"] for s in stations} == {True, False}


@pytest.mark.parametrize(
    "part",
    [
        "<script>",
        "]]>",
        "&amp;",
        "\r\n",
        "محطة",
        "תחנת",
        "👩🏽‍🔧",
        "\u0007",
        "\u0000",
        "\u200e",
        "\u2028",
        "=1+1",
        "  Blanks   ",
    ],
)
def test_every_odd_text(stations, part):
    texts = [text for s in stations for text in (*s.values(), *s["AddressInfo"].values()) if isinstance(text, str)]
    assert any(part in text for text in texts)


def test_every_odd_member(stations):
    assert any(len(s.get("GeneralComments", "")) == 4000 for s in stations)
    addresses = [s["AddressInfo"] for s in stations]
    assert any(a.get("ContactTelephone1", "").startswith("+") for a in addresses)
    assert any(a.get("ContactTelephone1") == a.get("RelatedURL") == "" for a in addresses)
    assert any("javascript:" in a.get("RelatedURL", "") for a in addresses)
    assert any("Town" not in a and "Postcode" not in a for a in addresses)
    french = {"Strasbourg", "Colmar", "Mulhouse", "Saint-Louis"}
    assert {a.get("Town") for a in addresses if a["CountryID"] == 80} > french


def test_comments_photos_and_attribution(stations):
    comments = [c for s in stations for c in s.get("UserComments", [])]
    assert {10, 15, 20, 110, None} == {c.get("CheckinStatusTypeID") for c in comments}
    assert {1, 5, None} == {c.get("Rating") for c in comments}
    media = [m for s in stations for m in s.get("MediaItems", [])]
    assert {m["IsEnabled"] for m in media} == {True, False}
    assert {m["IsVideo"] for m in media} == {True, False}
    assert all(i["ChargePointID"] == s["ID"] for s in stations for i in s.get("UserComments", []))
    own = [v for s in stations for v in s.get("MetadataValues", []) if v["MetadataFieldID"] == 4]
    assert "Open Government Licence" in own[0]["ItemValue"]


def test_several_entries_for_one_place(stations):
    places = Counter((s["AddressInfo"]["Latitude"], s["AddressInfo"]["Longitude"]) for s in stations)
    assert max(places.values()) == 3
    same_text = Counter((s["AddressInfo"]["Title"], s["AddressInfo"].get("AddressLine1")) for s in stations)
    assert max(same_text.values()) == 2
