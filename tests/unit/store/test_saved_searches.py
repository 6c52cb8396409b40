"""The user's list of searches in the profile: nothing is lost by two QGIS at once, by damage, or by a newer plugin."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from ocm_plugin.ocm.errors import FileWriteError, SearchError
from ocm_plugin.ocm.search.areas import Circle, Polygons, World
from ocm_plugin.ocm.search.saved import SavedSearch
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.store.saved_searches import RECENT, SavedSearches


@pytest.fixture
def kept(tmp_path: Path) -> SavedSearches:
    return SavedSearches(tmp_path / "profile" / "searches.sqlite")


def names(kept: SavedSearches) -> list[str]:
    return [each.name for each in kept.named().searches]


def search(number: int) -> Search:
    return Search(Circle(30, -97, 1000 + number), min_power_kw=50)


def test_reading_makes_no_file(kept: SavedSearches) -> None:
    assert kept.recent().searches == kept.named().searches == ()
    assert not kept.path.parent.exists()


def test_the_last_twenty_stand_latest_first_each_once(kept: SavedSearches) -> None:
    for number in range(RECENT + 5):
        kept.remember(search(number), f"Search {number}.")
    kept.remember(search(10), "Search 10 again.")
    recent = kept.recent().searches
    assert [each.name for each in recent[:3]] == ["Search 10 again.", "Search 24.", "Search 23."]
    assert len(recent) == RECENT
    assert recent[0].search == search(10)


def test_polygons_of_half_a_million_corners_are_not_remembered_by_themselves(kept: SavedSearches) -> None:
    ring = tuple((x / 1000, 50.0 if x % 2 else 50.1) for x in range(90_000))
    kept.remember(Search(Polygons((((*ring, ring[0]),),))), "inside 1 polygon")
    assert kept.recent().searches == ()


def test_named_ones_are_saved_replaced_renamed_ordered_and_deleted(kept: SavedSearches) -> None:
    for number, name in enumerate(("One", "Two", "Three")):
        kept.save(SavedSearch(name, search(number)))
    kept.save(SavedSearch(" two ", search(7), has_place=False))
    assert names(kept) == ["One", "two", "Three"]
    assert kept.named().searches[1] == SavedSearch("two", search(7), has_place=False)
    kept.order(["Three", "One"])
    assert names(kept) == ["Three", "One", "two"]
    kept.rename("One", "Four")
    assert names(kept) == ["Three", "Four", "two"]
    with pytest.raises(SearchError, match="saved as “two” already"):
        kept.rename("Four", "two")
    kept.rename("two", "TWO")
    kept.delete("Three")
    assert names(kept) == ["Four", "TWO"]
    assert kept.recent().searches == ()


def test_searches_of_a_file_overwrite_none(kept: SavedSearches) -> None:
    kept.save(SavedSearch("Fast", search(1)))
    added = kept.add([SavedSearch("fast", search(2)), SavedSearch("Fast", search(3)), SavedSearch("New", search(4))])
    assert [each.name for each in added] == ["fast (2)", "Fast (3)", "New"]
    assert names(kept) == ["Fast", "fast (2)", "Fast (3)", "New"]
    assert kept.named().searches[0].search == search(1)


def test_two_programs_at_once_lose_nothing(kept: SavedSearches) -> None:
    def save(number: int) -> None:
        SavedSearches(kept.path).save(SavedSearch(f"Search {number}", search(number)))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(save, range(40)))
    assert sorted(names(kept)) == sorted(f"Search {number}" for number in range(40))


def test_an_entry_of_a_newer_version_stays_and_is_named(kept: SavedSearches) -> None:
    kept.save(SavedSearch("Mine", search(1)))
    kept.save(SavedSearch("Future", Search(World())))
    with closing(sqlite3.connect(kept.path)) as database, database:
        database.execute("UPDATE searches SET search = '{\"version\": 99}' WHERE name = 'Future'")
    kept.save(SavedSearch("Another", search(2)))
    found = kept.named()
    assert [each.name for each in found.searches] == ["Mine", "Another"]
    assert [(each.name, "newer version" in each.why) for each in found.set_aside] == [("Future", True)]
    kept.delete("Future")
    assert kept.named().set_aside == ()


def test_a_damaged_file_is_kept_beside_and_said(kept: SavedSearches) -> None:
    kept.path.parent.mkdir()
    kept.path.write_bytes(b"no database at all, but long enough to be taken for one by its size" * 20)
    assert kept.named().searches == ()
    assert "damaged" in kept.problem
    assert "searches.damaged" in kept.problem
    assert kept.path.with_suffix(".damaged").exists()
    kept.save(SavedSearch("Fast", search(1)))
    assert names(kept) == ["Fast"]


def test_a_file_of_a_newer_version_is_left_alone(kept: SavedSearches) -> None:
    kept.save(SavedSearch("Fast", search(1)))
    with closing(sqlite3.connect(kept.path)) as database:
        database.execute("PRAGMA user_version = 2")
    for do in (kept.named, lambda: kept.save(SavedSearch("x", search(2)))):
        with pytest.raises(FileWriteError, match="update the plugin"):
            do()
    with closing(sqlite3.connect(kept.path)) as database:
        database.execute("PRAGMA user_version = 1")
    assert names(kept) == ["Fast"]


def test_a_profile_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("a file where a folder should be")
    kept = SavedSearches(tmp_path / "profile" / "searches.sqlite")
    with pytest.raises(FileWriteError):
        kept.save(SavedSearch("Fast", search(1)))
