"""Rows that the user has deleted stay deleted: that is an edit as any other. They can be had back."""

from __future__ import annotations

from ocm_plugin.ocm.store.packed import STATIONS
from ocm_plugin.ocm.wording import deleted_text, merge_sentence
from tests.support.merged_files import asked, edit, merge, result
from tests.support.merged_rows import CONNECTIONS, loaded, said


def names(store) -> dict[int, str]:
    return {row["ocm_id"]: row["name"] for row in store.rows[STATIONS].values()}


def test_a_deleted_station_stays_deleted_and_that_is_said():
    """It came back with each reload, and was called added although the registry had it all the time."""
    store, baseline = loaded({1: {"name": "a"}, 2: {"name": "b"}}, {(1, 10): {"amps": 16}, (2, 20): {"amps": 16}})
    store.delete(2)
    store.rows[CONNECTIONS] = {n: row for n, row in store.rows[CONNECTIONS].items() if row["ocm_id"] != 2}
    fresh = {1: {"name": "A"}, 2: {"name": "b"}, 3: {"name": "c"}}
    outcome = store.merge(said("q2", fresh, {(2, 20): {"amps": 16}}), baseline)
    assert names(store) == {1: "A", 3: "c"}
    assert all(row["ocm_id"] != 2 for row in store.rows[CONNECTIONS].values())
    assert (outcome.added, outcome.changed, outcome.same, outcome.deleted) == (1, 1, 0, 1)
    assert merge_sentence(outcome) == "2 stations: 1 added, 1 changed, 1 left out as you deleted it."


def test_it_stays_so_however_often_the_layer_is_reloaded():
    store, known = loaded({1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}})
    store.delete(2)
    for name in ("q2", "q3", "q4"):
        outcome = store.merge(said(name, {1: {"name": name}, 2: {"name": name}, 3: {}}), known)
        known = {**known, name: store.baseline}
        assert outcome.deleted == 1 and sorted(names(store)) == [1, 3]


def test_what_had_gone_by_itself_is_added_when_it_comes_again():
    store, known = loaded({1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}})
    store.merge(said("q2", {1: {"name": "a"}, 3: {"name": "c"}}), known)
    known = {**known, "q2": store.baseline}
    outcome = store.merge(said("q3", {1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}}), known)
    assert (outcome.added, outcome.deleted) == (1, 0) and sorted(names(store)) == [1, 2, 3]


def test_deleted_rows_can_be_had_back_and_are_nothing_new_in_the_registry():
    store, baseline = loaded({1: {"name": "a"}, 2: {"name": "b"}}, {(1, 10): {"amps": 16}, (2, 20): {"amps": 16}})
    store.delete(2)
    store.rows[CONNECTIONS] = {}
    fresh = said("q2", {1: {"name": "a"}, 2: {"name": "b"}}, {(1, 10): {"amps": 16}, (2, 20): {"amps": 16}})
    store.merge(fresh, baseline)
    outcome = store.merge(fresh, {**baseline, "q2": store.baseline}, with_deleted=True)
    assert sorted(names(store)) == [1, 2] and len(store.rows[CONNECTIONS]) == 2
    assert outcome.deleted == outcome.deleted_rows == 0 and outcome.added == 1
    assert [change.kind for change in outcome.changes if change.ocm_id == 2 and change.field is None] == ["restored"]


def test_a_deleted_connection_stays_deleted_too():
    """The station was "changed" by each reload, which added the connection again."""
    store, baseline = loaded({1: {"name": "a"}}, {(1, 10): {"amps": 16}, (1, 11): {"amps": 32}})
    store.rows[CONNECTIONS] = {n: row for n, row in store.rows[CONNECTIONS].items() if row["conn_id"] == 10}
    fresh = {(1, 10): {"amps": 16}, (1, 11): {"amps": 32}, (1, 12): {"amps": 63}}
    outcome = store.merge(said("q2", {1: {"name": "a"}}, fresh), baseline)
    assert sorted(row["conn_id"] for row in store.rows[CONNECTIONS].values()) == [10, 12]
    assert (outcome.deleted, outcome.deleted_rows) == (0, 1)
    assert deleted_text(outcome) == "1 row of connections, comments or photos is left out, as you deleted it."


def test_rows_of_another_search_that_were_pasted_say_nothing_of_what_was_deleted():
    """Station 3 was in the other search all the time, and matches this one only now."""
    store, known = loaded({1: {"name": "a"}, 2: {"name": "b"}})
    known["other"] = said("other", {3: {"name": "c"}, 4: {"name": "d"}})
    store.rows[STATIONS][99] = {**store.station(1), "ocm_id": 4, "name": "d", "query_id": "other"}
    outcome = store.merge(said("q2", {1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}}), known)
    assert (outcome.added, outcome.deleted) == (1, 0)


def test_a_capped_reload_in_between_does_not_bring_it_back(package):
    """The file forgot what had been said of a row that it did not hold."""
    everything = {number: {"name": "a"} for number in range(1, 7)}
    merge(package, result("q2", everything))
    edit(package, "DELETE FROM stations WHERE ocm_id = 2")
    merge(package, result("q3", {1: {"name": "A"}}, is_complete=False))
    assert merge(package, result("q4", everything)).deleted == 1
    assert asked(package, "SELECT ocm_id FROM stations ORDER BY 1") == [(1,), (3,), (4,), (5,), (6,)]


def test_it_stays_deleted_when_the_service_lacks_it_for_a_while(package):
    """What had been said of it was kept for one reload only: it was "added" by the third."""
    everything = {number: {"name": "a"} for number in range(1, 7)}
    without = {number: {"name": "a"} for number in range(1, 7) if number != 2}
    merge(package, result("q2", everything))
    edit(package, "DELETE FROM stations WHERE ocm_id = 2")
    for name, stations in (("q3", without), ("q4", without), ("q5", everything)):
        outcome = merge(package, result(name, stations))
        assert (outcome.added, outcome.deleted) == (0, int(2 in stations)), name


def test_a_capped_reload_of_most_stations_does_not_bring_it_back(package):
    """Most stations had come with the capped result then, which knew nothing of the row."""
    everything = {number: {"name": "a"} for number in range(1, 7)}
    merge(package, result("q2", everything))
    edit(package, "DELETE FROM stations WHERE ocm_id = 6")
    merge(package, result("q3", {number: {} for number in range(1, 6)}, is_complete=False))
    outcome = merge(package, result("q4", everything))
    assert (outcome.added, outcome.deleted) == (0, 1)
