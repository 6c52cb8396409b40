"""A reload is merged row by row: the user's own stays, and every station is counted once."""

from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.search.areas import Circle, Countries, Extent, StationIds
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.store.merge_values import CHANGED, Change, Insert, Place, Terms
from ocm_plugin.ocm.store.merging import Baseline, Merging, is_suspicious, merge_row
from ocm_plugin.ocm.store.packed import POSITION, STATIONS, PackedRows, PackedTable, packed_text, shape_of
from ocm_plugin.ocm.tables.schema import TABLES
from ocm_plugin.ocm.wording import merge_sentence
from tests.support.effort import tries
from tests.support.gpkg_files import schema_row
from tests.support.merged_rows import COMMENTS, CONNECTIONS, Store, loaded, said


def test_each_station_is_added_changed_gone_or_the_same():
    store, baseline = loaded({1: {"name": "a"}, 2: {"name": "b"}, 3: {"name": "c"}})
    outcome = store.merge(said("q2", {2: {"name": "B"}, 3: {"name": "c"}, 4: {"name": "d"}}), baseline)
    assert (outcome.added, outcome.changed, outcome.gone, outcome.same) == (1, 1, 1, 1)
    assert {row["ocm_id"]: row["name"] for row in store.rows[STATIONS].values()} == {2: "B", 3: "c", 4: "d"}
    assert {row["query_id"] for row in store.rows[STATIONS].values()} == {"q2"}
    assert Change(2, "changed", "name", "b", "B") in outcome.changes
    assert Change(4, "added") in outcome.changes
    (gone,) = [change for change in outcome.changes if change.kind == "gone"]
    # Where it was, and whose data it is, can be shown later.
    known = json.loads(gone.old)
    assert gone.ocm_id == 1 and known["name"] == "a" and known[POSITION] == "8.0 50.0"


def test_a_correction_of_the_user_stays_while_the_rest_of_the_station_is_brought_up_to_date():
    store, baseline = loaded({1: {"name": "Wrong", "status": "Operational"}})
    store.station(1)["name"] = "Right"
    outcome = store.merge(said("q2", {1: {"name": "Wrong", "status": "Planned"}}), baseline)
    assert store.station(1)["name"] == "Right" and store.station(1)["status"] == "Planned"
    assert (outcome.changed, outcome.conflicts) == (1, 0)


def test_a_correction_that_the_service_contradicts_is_kept_and_told():
    store, baseline = loaded({1: {"name": "Wrong"}})
    store.station(1)["name"] = "Right"
    outcome = store.merge(said("q2", {1: {"name": "Other"}}), baseline)
    assert store.station(1)["name"] == "Right"
    assert (outcome.changed, outcome.conflicts, outcome.same) == (0, 1, 1)
    assert Change(1, "conflict", "name", "Right", "Other") in outcome.changes


def test_the_user_may_let_the_service_have_its_way_where_it_contradicts():
    store, baseline = loaded({1: {"name": "Wrong", "town": "a"}}, {(1, 10): {"amps": 16}, (1, 11): {"amps": 16}})
    store.station(1).update(name="Right", town="mine")
    for row in store.rows[CONNECTIONS].values():
        row["amps"] = 99.0
    fresh = said("q2", {1: {"name": "Other", "town": "a"}}, {(1, 10): {"amps": 32}, (1, 11): {"amps": 16}})
    outcome = store.merge(fresh, baseline)
    assert outcome.contradicted == {Place(STATIONS, "1", "name"), Place(CONNECTIONS, "1/10", "amps")}
    again = store.merge(fresh, {"q2": fresh}, theirs=outcome.contradicted)
    assert (store.station(1)["name"], store.station(1)["town"]) == ("Other", "mine")
    assert {row["conn_id"]: row["amps"] for row in store.rows[CONNECTIONS].values()} == {10: 32.0, 11: 99.0}
    assert (again.changed, again.conflicts, again.contradicted) == (1, 0, set())


def test_a_correction_is_known_after_the_next_reload_too():
    store, baseline = loaded({1: {"name": "Wrong"}})
    store.station(1)["name"] = "Right"
    for query_id in ("q2", "q3", "q4"):
        fresh = said(query_id, {1: {"name": "Wrong"}})
        store.merge(fresh, baseline)
        baseline = {query_id: fresh}
    assert store.station(1)["name"] == "Right"


@pytest.mark.parametrize("is_row_known", [True, False])
def test_a_conflict_is_told_again_until_the_user_decides(is_row_known):
    """It was reported once; the next reload took what the service says for known, and said nothing."""
    store, baseline = loaded({1: {"name": "Wrong", "town": "a"}}, {(1, 10): {"amps": 16}})
    if not is_row_known:
        baseline = {"q1": said("q1", {2: {}})}
    store.station(1)["name"] = "Right"
    next(iter(store.rows[CONNECTIONS].values()))["amps"] = 99.0
    for query_id in ("q2", "q3", "q4"):
        fresh = said(query_id, {1: {"name": "Other", "town": "a"}}, {(1, 10): {"amps": 32}})
        outcome = store.merge(fresh, baseline)
        assert outcome.contradicted == {Place(STATIONS, "1", "name"), Place(CONNECTIONS, "1/10", "amps")}
        baseline = {query_id: store.baseline}
    theirs = store.merge(fresh, baseline, theirs=outcome.contradicted)
    assert (theirs.conflicts, store.station(1)["name"]) == (0, "Other")
    assert store.merge(fresh, {"q4": store.baseline}).same == 1
    store.merge(said("q5", {1: {"name": "New"}}), {"q4": store.baseline})
    assert store.station(1)["name"] == "New"


def test_an_edit_that_the_user_decides_to_keep_is_told_no_more_until_the_service_changes_again():
    """It was told for ever."""
    store, baseline = loaded({1: {"name": "Wrong"}, 2: {"name": "Wrong"}}, {(1, 10): {"amps": 16}})
    for ocm_id in (1, 2):
        store.station(ocm_id)["name"] = "Right"
    next(iter(store.rows[CONNECTIONS].values()))["amps"] = 99.0
    fresh = said("q2", {1: {"name": "Other"}, 2: {"name": "Other"}}, {(1, 10): {"amps": 32}})
    told = store.merge(fresh, baseline).contradicted
    mine = told - {Place(STATIONS, "2", "name")}
    outcome = store.merge(fresh, {"q2": store.baseline}, mine=mine)
    assert outcome.contradicted == {Place(STATIONS, "2", "name")} and outcome.changed == 0
    again = said("q3", {1: {"name": "Other"}, 2: {"name": "Other"}}, {(1, 10): {"amps": 32}})
    assert store.merge(again, {"q2": store.baseline}).contradicted == {Place(STATIONS, "2", "name")}
    assert store.station(1)["name"] == "Right" and next(iter(store.rows[CONNECTIONS].values()))["amps"] == 99
    newer = said("q4", {1: {"name": "Newest"}, 2: {"name": "Other"}}, {(1, 10): {"amps": 32}})
    assert Place(STATIONS, "1", "name") in store.merge(newer, {"q3": store.baseline}).contradicted


def test_a_conflict_ends_when_the_service_gives_in_or_the_user_does():
    store, baseline = loaded({1: {"name": "Wrong"}, 2: {"name": "Wrong"}})
    for ocm_id in (1, 2):
        store.station(ocm_id)["name"] = "Right"
    fresh = said("q2", {1: {"name": "Other"}, 2: {"name": "Other"}})
    assert store.merge(fresh, baseline).conflicts == 2
    store.station(2)["name"] = "Other"
    assert store.merge(said("q3", {1: {"name": "Right"}, 2: {"name": "Other"}}), {"q2": store.baseline}).conflicts == 0
    outcome = store.merge(said("q4", {1: {"name": "Right"}, 2: {"name": "Newest"}}), {"q3": store.baseline})
    assert outcome.conflicts == 0
    assert [row["name"] for row in store.rows[STATIONS].values()] == ["Right", "Newest"]


def test_a_value_that_the_user_emptied_stays_empty():
    store, baseline = loaded({1: {"phone": "123"}})
    store.station(1)["phone"] = None
    store.merge(said("q2", {1: {"phone": "123"}}), baseline)
    assert store.station(1)["phone"] is None


def test_a_station_that_the_user_moved_stays_there():
    store, baseline = loaded({1: {"lat": 50.0, "lon": 8.0}, 2: {"lat": 50.0, "lon": 8.0}})
    store.station(1)["geometry"] = "8.5 50.5"
    outcome = store.merge(said("q2", {1: {"name": "x"}, 2: {"lat": 51.0, "lon": 8.0}}), baseline)
    assert store.station(1)["geometry"] == "8.5 50.5" and store.station(2)["geometry"] == "8.0 51.0"
    assert outcome.changed == 2


@pytest.mark.parametrize("touch", ["own column", "edit", "edit of a connection", "own row of a connection"])
def test_a_station_that_is_gone_stays_with_all_its_rows_when_it_holds_something_of_the_user(touch):
    store, baseline = loaded({1: {}, 2: {}}, {(1, 10): {}, (1, 11): {}, (2, 20): {}})
    if touch == "own column":
        store.own[STATIONS].add(store.number(1))
    elif touch == "edit":
        store.station(1)["name"] = "mine"
    elif touch == "edit of a connection":
        next(row for row in store.rows[CONNECTIONS].values() if row["conn_id"] == 11)["amps"] = 16.0
    else:
        row = next(row for row in store.rows[CONNECTIONS].values() if row["conn_id"] == 11)
        store.rows[CONNECTIONS][99] = {**row, "conn_id": None}
    outcome = store.merge(said("q2", {}), baseline)
    assert [row["ocm_id"] for row in store.rows[STATIONS].values()] == [1]
    assert {row["conn_id"] for row in store.rows[CONNECTIONS].values()} >= {10, 11}
    assert 20 not in {row["conn_id"] for row in store.rows[CONNECTIONS].values()}
    assert (outcome.gone, outcome.kept) == (1, 1) and Change(1, "kept") in outcome.changes


def test_nothing_is_gone_from_a_result_that_is_not_complete():
    """What was not asked for is not gone: capped results, and records that could not be read."""
    store, baseline = loaded({1: {}, 2: {}}, {(1, 10): {}})
    outcome = store.merge(said("q2", {2: {}}), baseline, is_complete=False)
    assert {row["ocm_id"] for row in store.rows[STATIONS].values()} == {1, 2}
    assert len(store.rows[CONNECTIONS]) == 1 and (outcome.gone, outcome.same) == (0, 1)


PARIS = {"name": "Paris", "lat": 48.9, "lon": 2.3, "country_iso2": "FR"}
MAINZ = {"name": "Mainz", "lat": 50.0, "lon": 8.2, "country_iso2": "DE"}


@pytest.mark.parametrize(
    "area",
    [Extent(7, 49, 9, 51), Circle(50.0, 8.0, 60_000), Countries(("DE",)), StationIds((1, 2))],
    ids=lambda area: type(area).__name__,
)
@pytest.mark.parametrize("is_known", [True, False])
def test_a_row_pasted_from_a_search_elsewhere_is_not_gone(area, is_known):
    """Stations of a search of Paris, pasted among those of Mainz, were deleted: Mainz does not know them."""
    store, baseline = loaded({1: MAINZ, 2: MAINZ})
    paris = said("paris", {9: PARIS}, {(9, 90): {}})
    store.merge(paris, {}, is_complete=False)
    if is_known:
        baseline["paris"] = paris
    outcome = store.merge(said("q2", {1: MAINZ}), baseline, search=Search(area))
    assert {row["ocm_id"] for row in store.rows[STATIONS].values()} == {1, 9}
    assert [row["conn_id"] for row in store.rows[CONNECTIONS].values()] == [90]
    assert (outcome.gone, outcome.kept) == (1, 0)


def test_a_station_on_the_antimeridian_is_not_gone_when_a_box_that_ends_there_lacks_it():
    """Servers leave out the edges of boxes, and no box can go on beyond that meridian."""
    store, baseline = loaded(
        {number: {"lat": -17.0, "lon": lon} for number, lon in ((1, 179.0), (2, 180.0), (3, -180.0))}
    )
    outcome = store.merge(
        said("q2", {1: {"lat": -17.0, "lon": 179.0}}), baseline, search=Search(Extent(170, -20, 180, 0))
    )
    assert {row["ocm_id"] for row in store.rows[STATIONS].values()} == {1, 2, 3}
    assert outcome.gone == 0


def test_with_filters_a_missing_station_is_no_longer_found_rather_than_gone():
    """It lost its fast charger, say, and was reported as taken from the registry."""
    store, baseline = loaded({1: MAINZ, 2: MAINZ})
    outcome = store.merge(said("q2", {1: MAINZ}), baseline, search=Search(min_power_kw=50))
    assert (outcome.gone, outcome.disappeared, outcome.same) == (0, 1, 1)
    assert (2, "disappeared") in {(change.ocm_id, change.kind) for change in outcome.changes} and outcome.has_changes
    assert merge_sentence(outcome) == "1 station: 1 no longer found, 1 unchanged."


def test_a_station_with_a_number_that_the_user_made_up_is_not_gone():
    store, baseline = loaded({1: {"name": "a"}})
    store.rows[STATIONS][99] = {**store.station(1), "ocm_id": 900001, "name": "mine", "query_id": None}
    outcome = store.merge(said("q2", {1: {"name": "a"}}), baseline)
    assert store.station(900001)["name"] == "mine" and outcome.gone == 0


def test_a_row_that_the_user_added_or_doubled_is_not_touched():
    store, baseline = loaded({1: {"name": "a"}})
    store.rows[STATIONS][50] = {**store.station(1), "name": "a second one"}
    store.rows[STATIONS][51] = {**store.rows[STATIONS][50], "ocm_id": None}
    store.rows[STATIONS][52] = {**store.rows[STATIONS][50], "ocm_id": -5}
    store.merge(said("q2", {1: {"name": "b"}}), baseline)
    assert [row["name"] for row in store.rows[STATIONS].values()] == ["b", *["a second one"] * 3]


def test_without_knowing_what_the_service_said_its_values_count():
    store, _ = loaded({1: {"name": "a"}})
    store.station(1)["name"] = "mine"
    assert store.merge(said("q2", {1: {"name": "a"}}), {}).changed == 1
    assert store.station(1)["name"] == "a"


def test_connections_make_a_station_changed():
    store, baseline = loaded({1: {}, 2: {}, 3: {}, 4: {}}, {(1, 10): {}, (2, 20): {}, (3, 30): {}})
    fresh = said("q2", {1: {}, 2: {}, 3: {}, 4: {}}, {(1, 10): {"amps": 16}, (3, 30): {}, (4, 40): {}})
    outcome = store.merge(fresh, baseline)
    assert (outcome.changed, outcome.same) == (3, 1)
    assert {row["conn_id"]: row["amps"] for row in store.rows[CONNECTIONS].values()} == {10: 16.0, 30: None, 40: None}


def test_connections_without_number_are_told_apart_by_their_order():
    store, rows = Store(), PackedRows([STATIONS, CONNECTIONS])
    rows.add(STATIONS, [schema_row(STATIONS, ocm_id=1, query_id="q1")])
    rows.add(CONNECTIONS, [schema_row(CONNECTIONS, ocm_id=1, amps=amps) for amps in (16, 32)])
    store.merge(rows, {})
    assert store.merge(rows, {"q1": rows}).same == 1
    assert [row["amps"] for row in store.rows[CONNECTIONS].values()] == [16.0, 32.0]


def test_comments_that_were_not_asked_for_stay_but_for_those_of_gone_stations():
    store, baseline = loaded({1: {}, 2: {}})
    for number in (1, 2):
        store.rows[COMMENTS][number] = dict(zip(shape_of(COMMENTS).compared, [number, number]))
    baseline["q1"].tables[COMMENTS] = PackedTable(COMMENTS)
    baseline["q1"].add(COMMENTS, [schema_row(COMMENTS, comment_id=n, ocm_id=n) for n in (1, 2)])
    store.merge(said("q2", {2: {}}), baseline)
    assert list(store.rows[COMMENTS]) == [2]


def test_a_field_that_an_older_version_did_not_have_is_no_edit():
    store, baseline = loaded({1: {"name": "a", "town": "x"}})
    known = baseline["q1"].tables[STATIONS]
    shape = shape_of(STATIONS)
    old = [name for name in reversed(shape.compared) if name != "town"]
    values = dict(zip(shape.compared, next(iter(store.held(STATIONS))).compared))
    line = next(iter(known.lines()))
    text = f"{line.key}\t{packed_text([values[name] for name in old])}\t[]"
    baseline["q1"].tables[STATIONS] = PackedTable(STATIONS, old, [zlib.compress(text.encode())])
    store.station(1)["name"] = "mine"
    store.merge(said("q2", {1: {"name": "a", "town": "y"}}), baseline)
    assert (store.station(1)["name"], store.station(1)["town"]) == ("mine", "y")


def test_a_column_that_the_user_removed_is_no_matter():
    store, baseline = loaded({1: {"name": "a", "town": "x"}, 2: {"name": "b"}})
    for row in store.rows[STATIONS].values():
        del row["phone"]
    store.station(2)["name"] = "mine"
    outcome = store.merge(said("q2", {1: {"name": "a", "town": "y"}, 2: {"name": "b", "phone": "1"}}), baseline)
    assert (store.station(1)["town"], store.station(2)["name"]) == ("y", "mine")
    assert "phone" not in store.station(2) and (outcome.changed, outcome.same) == (1, 1)


@pytest.mark.parametrize("convert", [float, str], ids=["as a Shapefile has it", "as a text file has it"])
def test_numbers_of_another_type_are_the_same_stations(convert):
    """All stations of a Shapefile were deleted, and those of a text file were there twice."""
    store, baseline = loaded({1: {"name": "a"}, 2: {"name": "b"}, 3: {}}, {(1, 10): {"amps": 16}})
    for row in [*store.rows[STATIONS].values(), *store.rows[CONNECTIONS].values()]:
        for name in row.keys() & {"ocm_id", "conn_id"}:
            row[name] = convert(row[name])
    store.station(convert(2))["name"] = "mine"
    fresh = said("q2", {1: {"name": "A"}, 2: {"name": "b"}}, {(1, 10): {"amps": 16}})
    outcome = store.merge(fresh, baseline)
    names = {row["ocm_id"]: row["name"] for row in store.rows[STATIONS].values()}
    assert names == {convert(1): "A", convert(2): "mine"}
    assert (outcome.added, outcome.changed, outcome.gone, outcome.same) == (0, 1, 1, 1)
    assert len(store.rows[CONNECTIONS]) == 1


def test_a_number_that_is_none_makes_a_row_the_users_own():
    store, baseline = loaded({1: {"name": "a"}})
    store.rows[STATIONS][9] = {**store.station(1), "ocm_id": "A-17"}
    store.merge(said("q2", {1: {"name": "b"}}), baseline)
    assert [row["name"] for row in store.rows[STATIONS].values()] == ["b", "a"]


@pytest.mark.parametrize("value", ["", "fast", b"\x00\xff", 7, [1]])
@pytest.mark.parametrize("name", ["max_kw", "name", "date_created", "provider_id"])
def test_an_odd_value_in_a_column_is_an_edit_like_others(name, value):
    """Files take any value in any column; one such value let every reload fail."""
    assert name in shape_of(STATIONS).compared
    store, baseline = loaded({1: {}, 2: {"name": "b"}})
    store.station(1)[name] = value
    outcome = store.merge(said("q2", {1: {"status": "Planned"}, 2: {"name": "B"}}), baseline)
    assert store.station(1)[name] == value and store.station(1)["status"] == "Planned"
    assert outcome.changed == 2


VALUES = st.sampled_from([None, "a", "b"])
RESULT = st.dictionaries(st.integers(1, 4), st.fixed_dictionaries({"name": VALUES, "town": VALUES}))
EDITS = st.dictionaries(st.tuples(st.integers(1, 4), st.sampled_from(["name", "town"])), VALUES)
OWN = st.sets(st.integers(1, 4))


@settings(max_examples=tries(300), deadline=None)
@given(first=RESULT, second=RESULT, edits=EDITS, own=OWN, is_complete=st.booleans())
def test_a_merge_is_what_its_rules_say(first, second, edits, own, is_complete):
    """Against the rules written down once more, station by station and field by field."""
    store, baseline = loaded(first)
    edits = {(ocm_id, name): value for (ocm_id, name), value in edits.items() if ocm_id in first}
    for (ocm_id, name), value in edits.items():
        store.station(ocm_id)[name] = value
    store.own[STATIONS] = {store.number(ocm_id) for ocm_id in own if ocm_id in first}
    outcome = store.merge(said("q2", second), baseline, is_complete)

    expected: dict[int, dict] = {}
    counts = dict.fromkeys(("added", "changed", "gone", "same", "kept", "conflicts"), 0)
    for ocm_id in first.keys() | second.keys():
        before, now = first.get(ocm_id), second.get(ocm_id)
        mine = None if before is None else {name: edits.get((ocm_id, name), before[name]) for name in before}
        if before is None:
            expected[ocm_id] = now
            counts["added"] += 1
        elif now is None:
            if not is_complete:
                expected[ocm_id] = mine
            elif mine != before or ocm_id in own:
                expected[ocm_id] = mine
                counts["kept"] += 1
            else:
                counts["gone"] += 1
        else:
            edited = {name for name in before if mine[name] != before[name]}
            expected[ocm_id] = {name: mine[name] if name in edited else now[name] for name in before}
            counts["changed" if expected[ocm_id] != mine else "same"] += 1
            counts["conflicts"] += any(now[name] not in (before[name], mine[name]) for name in edited)
    found = {row["ocm_id"]: {name: row[name] for name in ("name", "town")} for row in store.rows[STATIONS].values()}
    assert found == expected
    assert {name: getattr(outcome, name) for name in counts} == counts


SIMPLE = st.lists(st.sampled_from([None, 1, 2, 3]), min_size=3, max_size=3)


@given(held=SIMPLE, before=SIMPLE, fresh=SIMPLE)
def test_a_row_keeps_what_the_user_wrote_and_takes_the_rest(held, before, fresh):
    merged = merge_row(held, before, fresh)
    result = [merged.write.get(place, value) for place, value in enumerate(held)]
    assert result == [now if mine == was else mine for mine, was, now in zip(held, before, fresh)]
    assert all(held[place] != before[place] != fresh[place] != held[place] for place in merged.conflicts)


@pytest.mark.parametrize(
    ("held", "arrived", "expected"),
    [(0, 0, False), (1, 0, True), (400, 0, True), (400, 199, True), (400, 200, False), (1, 1, False), (0, 5, False)],
)
def test_no_station_or_fewer_than_half_is_suspicious(held, arrived, expected):
    """An answer that is much smaller than what is held is no reason to delete."""
    assert is_suspicious(held, arrived) is expected


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-10:00"])
def test_a_time_that_utc_has_not_is_left_as_it_is(time):
    """Programs write the first and the last of all times for "not known": no layer that had one could be reloaded."""
    name = next(field.name for field in TABLES["ocm_media"] if field.type == "datetime")
    shape = shape_of("ocm_media")
    values = [time if column == name else None for column in shape.columns]
    assert shape.plain(values)[shape.columns.index(name)] == time


def test_rows_beside_stations_that_come_and_go_are_in_the_list_of_changes():
    """A station with one connection more was counted as changed, and the list did not say why."""
    store, baseline = loaded({1: {}, 2: {}}, {(1, 10): {"amps": 16}, (2, 20): {"amps": 16}})
    outcome = store.merge(
        said("q2", {1: {}, 2: {}, 3: {}}, {(1, 10): {"amps": 16}, (1, 11): {}, (3, 30): {}}), baseline
    )
    assert (outcome.added, outcome.changed) == (1, 2)
    assert [each for each in outcome.changes if each.kind == CHANGED] == [
        Change(2, CHANGED, CONNECTIONS, old="2/20"),
        Change(1, CHANGED, CONNECTIONS, new="1/11"),
    ]


def test_a_station_that_the_user_had_added_by_number_keeps_what_they_wrote():
    """All of its values were taken for the service's, and written over when the service had the station."""
    store, baseline = loaded({1: {"name": "a"}})
    made = {"ocm_id": 2, "name": "Mine", "query_id": None}
    store.rows[STATIONS][99] = {**dict.fromkeys(shape_of(STATIONS).compared), **made}
    outcome = store.merge(said("q2", {1: {"name": "a"}, 2: {"name": "Theirs", "town": "t"}}), baseline)
    assert (store.station(2)["name"], store.station(2)["town"]) == ("Mine", "t")
    assert outcome.conflicts == 1
    assert Change(2, "conflict", "name", "Mine", "Theirs") in outcome.changes
    outcome = store.merge(said("q3", {1: {"name": "a"}, 2: {"name": "Theirs", "town": "u"}}), {"q2": store.baseline})
    assert (store.station(2)["name"], store.station(2)["town"], outcome.conflicts) == ("Mine", "u", 1)


@pytest.mark.parametrize("connections", [{(1, 10): {"amps": 32}}, {}])
def test_an_edit_of_a_connection_stays_although_its_station_was_deleted(connections):
    """It was removed, or written over, as nobody looked for what had been said of it."""
    store, baseline = loaded({1: {"name": "a"}, 2: {}, 3: {}}, {(1, 10): {"amps": 16}})
    store.delete(1)
    (row,) = store.rows[CONNECTIONS].values()
    row["amps"] = 99.0
    store.merge(said("q2", {1: {"name": "b"}, 2: {}, 3: {}}, connections), baseline)
    assert [row["amps"] for row in store.rows[CONNECTIONS].values()] == [99.0]


def test_new_rows_come_in_the_order_of_the_result():
    """Also where there are many: tables are the same whoever makes them."""
    store, baseline = loaded({1: {}})
    numbers = [1, *range(2_000, 1_000, -1)]
    store.merge(said("q2", {number: {} for number in numbers}), baseline)
    assert [row["ocm_id"] for row in store.rows[STATIONS].values()] == numbers


@pytest.mark.parametrize("is_held", [True, False])
def test_of_a_row_that_came_twice_the_last_is_taken(is_held):
    """A new station was written as it had come first, and one that was held already as it had come last."""
    store, baseline = loaded({1: {"name": "a"}} if is_held else {}, {(1, 10): {"amps": 8}} if is_held else {})
    fresh = said("q2", {1: {"name": "first"}, 2: {}}, {(1, 10): {"amps": 16}})
    fresh.add(STATIONS, [schema_row(STATIONS, ocm_id=1, query_id="q2", name="last")])
    fresh.add(CONNECTIONS, [schema_row(CONNECTIONS, ocm_id=1, conn_id=10, amps=32)])
    store.merge(fresh, baseline)
    assert [row["ocm_id"] for row in store.rows[STATIONS].values()] == [1, 2] and store.station(1)["name"] == "last"
    assert [row["amps"] for row in store.rows[CONNECTIONS].values()] == [32.0]


def test_what_the_user_has_deleted_is_known_further_on_once_and_by_number():
    """So that it stays deleted; the same merge leaves the same file, whatever order tables of many rows have."""
    deleted = [30, 4, 29, 5, 28, 6, 200, 27, 7]
    store, baseline = loaded({number: {} for number in (1, *deleted)})
    for number in deleted:
        store.delete(number)
    baseline["other"] = said("other", {50: {}, 51: {}})
    store.merge(said("q2", {1: {}, 7: {}, 6: {}}), baseline)
    known = [line.key for line in store.baseline.tables[STATIONS].lines()]
    assert known == ["1", "7", "6", "4", "5", "27", "28", "29", "30", "200"]


def test_a_station_that_an_earlier_reload_took_away_comes_back_as_a_new_one():
    """The user has not deleted it, although it is known and not held."""
    store, baseline = loaded({1: {}, 2: {}})
    store.delete(2)
    merging = Merging(said("q2", {1: {}, 2: {}}), Baseline(baseline), Terms(is_complete=True), taken_away=[2])
    writes = list(merging.stations(store.held(STATIONS)))
    assert [write.values["ocm_id"] for write in writes if isinstance(write, Insert)] == [2]
    assert merging.taken_away() == frozenset() and merging.deleted() == []
    outcome = merging.finish()
    assert (outcome.added, outcome.deleted) == (1, 0) and Change(2, "added") in outcome.changes
