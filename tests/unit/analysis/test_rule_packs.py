"""Rule packs: those shipped say what the sources say, and a bad one is answered with a sentence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import ocm_plugin.ocm.analysis.rule_packs as rule_packs
from ocm_plugin.ocm.analysis.rule_packs import PointRule, read_fleet_target, read_pack
from ocm_plugin.ocm.errors import AnalysisError

SHIPPED = Path(rule_packs.__file__).with_name("packs")
PACKS = {path.stem: read_pack(path) for path in sorted(SHIPPED.glob("*.json"))}
GOOD = {
    "title": "Ours",
    "citation": "Plan of 2026",
    "summary": "Every 40 km a pool of two points.",
    "max_spacing": 40,
    "max_distance": 2,
    "pool": {"points": [{"number": 2, "min_kw": 50}]},
}


@pytest.mark.parametrize(
    ("name", "spacing_km", "kw", "points", "point_kw", "share", "due"),
    [
        ("afir-cars-core-2025", 60, 400, 1, 150, 1, "2025-12-31"),
        ("afir-cars-core-2027", 60, 600, 2, 150, 1, "2027-12-31"),
        ("afir-cars-comprehensive-2027", 60, 300, 1, 150, 0.5, "2027-12-31"),
        ("afir-cars-comprehensive-2030", 60, 300, 1, 150, 1, "2030-12-31"),
        ("afir-cars-comprehensive-2035", 60, 600, 2, 150, 1, "2035-12-31"),
        ("afir-trucks-2025", 120, 1400, 1, 350, 0.15, "2025-12-31"),
        ("afir-trucks-core-2027", 120, 2800, 2, 350, 0.5, "2027-12-31"),
        ("afir-trucks-comprehensive-2027", 120, 1400, 1, 350, 0.5, "2027-12-31"),
        ("afir-trucks-core-2030", 60, 3600, 2, 350, 1, "2030-12-31"),
        ("afir-trucks-comprehensive-2030", 100, 1500, 1, 350, 1, "2030-12-31"),
    ],
)
def test_afir(name, spacing_km, kw, points, point_kw, share, due):
    """Regulation (EU) 2023/1804, Articles 3 and 4: the figures, and what all targets have in common."""
    pack = PACKS[name]
    assert (pack.max_spacing_km, pack.pool.min_total_kw, pack.share_of_length) == (spacing_km, kw, share)
    assert pack.pool.points == (PointRule(points, point_kw, ()),)
    assert pack.due == date.fromisoformat(due) and pack.in_force_from == date(2024, 4, 13)
    assert pack.max_distance_m == 3000 and pack.distance_by_road and pack.each_direction and pack.pool.public
    assert pack.pool.for_trucks == ("trucks" in name)
    for number in (f"{spacing_km} km", f"{kw:,} kW", f"{point_kw} kW"):
        assert number in pack.summary.replace("400 kW", "400 kW"), number


def test_nevi():
    """23 CFR 680.106, with 50 miles and 1 mile of the rescinded guidance, or with what the State says."""
    old, new = PACKS["nevi-2022"], PACKS["nevi-2025"]
    for pack in (old, new):
        assert pack.pool.points == (PointRule(4, 150, ("ccs1",)),) and pack.pool.points[0].type_ids == (32,)
        assert pack.pool.min_total_kw == 600 and pack.pool.public and not pack.each_direction
    assert (old.max_spacing_km, old.max_distance_m) == pytest.approx((80.4672, 1609.344))
    assert old.in_force_to == date(2025, 2, 6)
    assert (new.max_spacing_km, new.max_distance_m) == (None, None)


def test_the_fleet_target():
    """Article 3(1), and a file of a user that lacks a number."""
    target = read_fleet_target(SHIPPED.with_name("fleet_target.json"))
    assert (target.kw_per_bev, target.kw_per_phev, target.in_force_from) == (1.3, 0.8, date(2024, 4, 13))
    assert "1.3 kW" in target.summary and "0.80 kW" in target.summary and "Article 3(1)" in target.citation


def test_a_fleet_target_without_a_number(tmp_path):
    path = written(tmp_path, {"title": "Ours", "citation": "Plan", "summary": "1 kW", "kw_per_bev": 1})
    with pytest.raises(AnalysisError, match="“kw_per_phev” must be a number above 0"):
        read_fleet_target(path)


def test_no_other_packs_are_shipped_and_each_cites_its_source():
    assert len(PACKS) == 12
    for pack in PACKS.values():
        assert pack.citation and pack.source.startswith("https://") and pack.not_checked


def written(folder: Path, content: object) -> Path:
    path = folder / "ours.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_pack_of_a_user_needs_little(tmp_path):
    pack = read_pack(written(tmp_path, GOOD))
    assert (pack.pack_id, pack.max_spacing_km, pack.share_of_length, pack.pool.public) == ("ours", 40, 1, True)


@pytest.mark.parametrize(
    ("changes", "entry", "expected"),
    [
        ({"title": None}, "title", "a text"),
        ({"max_spacing": "60"}, "max_spacing", "a number above 0"),
        ({"max_spacing": True}, "max_spacing", "a number above 0"),
        ({"max_distance": float("inf")}, "max_distance", "a number above 0"),
        ({"unit": "feet"}, "unit", "one of km, mi"),
        ({"due": "soon"}, "due", "a day such as “2027-12-31”, or null"),
        ({"source": "javascript:alert(1)"}, "source", "a web address"),
        ({"share_of_length": 101}, "share_of_length", "100 at most"),
        ({"each_direction": 1}, "each_direction", "true or false"),
        ({"notes": "one"}, "notes", "a list"),
        ({"notes": ["one", 2]}, "notes[1]", "a text"),
        ({"max_spaceing": 60}, "max_spaceing", "left out, or one of title"),
        ({"pool": []}, "pool", "an object"),
        ({"pool": {}}, "pool", "“min_total_kw” or “points”"),
        ({"pool": {"points": [{"min_kw": 50}]}}, "pool.points[0].number", "a whole number above 0"),
        ({"pool": {"points": [{"number": 1, "connectors": ["steam"]}]}}, "pool.points[0].connectors[0]", "ccs1"),
    ],
)
def test_a_bad_pack_names_file_entry_and_what_is_expected(tmp_path, changes, entry, expected):
    path = written(tmp_path, {**GOOD, **changes})
    with pytest.raises(AnalysisError) as error:
        read_pack(path)
    assert str(path) in error.value.sentence
    assert f"“{entry}” must be" in error.value.sentence and expected in error.value.sentence


@pytest.mark.parametrize("content", ["{", "[1]", "7", '{"title": "x"}', "[" * 100_000])
def test_what_is_no_pack_at_all(tmp_path, content):
    with pytest.raises(AnalysisError, match=r"ours\.json"):
        read_pack(written(tmp_path, content))


def test_no_such_file(tmp_path):
    with pytest.raises(AnalysisError, match="cannot be read"):
        read_pack(tmp_path / "gone.json")
