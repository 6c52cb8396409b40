"""Random lives of a store of stations, step by step beside an oracle: edits, reloads, faults, cancels, kills and undos.

A `Held` is the store that is tested: a GeoPackage, a schema of PostGIS, or temporary layers. `machine_of` makes the
machine of `hypothesis` that uses it; it looks after each step

* whether it holds exactly what the oracle (`plain_store`) says: no value of the user is lost, none of the service's;
* after a step that was cut off, whether all is as it was before (or, after a kill, as it is afterwards);
* whether each reload lists exactly what differs between copies of all rows from before and after it.

How to try a thousand of each stands in CONTRIBUTING.md.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any, Protocol

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.store.merge_values import EVERYTHING, Change, ResultToMerge, Terms
from ocm_plugin.ocm.store.packed import PackedRows
from ocm_plugin.ocm.tables.derive.rows import QueryRow
from tests.support.effort import tries
from tests.support.gpkg_files import schema_row
from tests.support.merged_files import NOW
from tests.support.plain_store import CONNECTION_FIELDS, STATION_FIELDS, Answer, PlainStore

STEPS = 12
LIVES = settings(
    max_examples=int(os.environ.get("OCM_LIVES", tries(40))),
    stateful_step_count=STEPS,
    deadline=None,
    phases=(Phase.generate,),
    report_multiple_bugs=False,
)
"""How many lives there are; OCM_LIVES gives another number."""

NUMBERS = st.integers(1, 6)
NAMES = st.sampled_from(("a", "b", "c"))
TYPED = st.sampled_from(("x", "a", None))
"""What a user types; also what the service may say."""
NOTES = st.sampled_from(("seen", "", None))

COMPARED = (*STATION_FIELDS, "ocm_connections", *(f"ocm_connections.{name}" for name in CONNECTION_FIELDS))
"""What changes may name that is compared by brute force."""

WEST = Search(Extent(7, 49, 8.25, 52))


def is_west(geometry: str | None) -> bool:
    """Whether that is a place in the west: of three at which stations stand it is one."""
    return geometry == "8.0 50.0"


Shown = dict[str, list[tuple[Any, ...]]]


class Held(Protocol):
    """A store to be tested."""

    def make(self) -> None:
        """Begin with empty tables."""

    def shown(self, own: list[str]) -> Shown:
        """What it holds, as `PlainStore.shown` has it."""

    def everything(self) -> Any:
        """All of it, in all its parts."""

    def edit(self, table: str, key: Mapping[str, Any], field: str, value: Any) -> None:
        """A value of a row, given by the values of some of its columns; "geometry" is the point, as text."""

    def delete(self, table: str, key: Mapping[str, Any]) -> None: ...

    def add_row(self, table: str, values: Mapping[str, Any]) -> None: ...

    def add_column(self, table: str, name: str) -> None: ...

    def reload(self, fresh: ResultToMerge) -> list[Change]:
        """Merge a result; what it has changed. What the reload before was undone by, is forgotten."""

    def undo(self) -> None: ...

    def cut_off(self, way: str, place: int, do: Callable[[], object]) -> bool | None:
        """Let something that writes end before its end, in a way and at a place; whether it was done before.

        None where that is not known.
        """


def fresh_result(
    query_id: str, answer: Answer, is_complete: bool, minutes: int, search: Search = EVERYTHING
) -> ResultToMerge:
    """An answer as the plugin hands it on."""
    rows = PackedRows(["stations", "ocm_connections"])
    moment = NOW + timedelta(minutes=minutes)
    for number, station in answer.items():
        values = {name: station[name] for name in ("name", "phone", "max_kw", "lon")}
        fetched = {"query_id": query_id, "fetched_at": moment}
        rows.add("stations", [schema_row("stations", ocm_id=number, provider_id=1, provider="P", **fetched, **values)])
        for conn_id, amps in station["connections"].items():
            rows.add("ocm_connections", [schema_row("ocm_connections", ocm_id=number, conn_id=conn_id, amps=amps)])
    query = QueryRow(**{**dict.fromkeys(QueryRow._fields), "query_id": query_id, "finished": moment})
    return ResultToMerge(rows, query, Terms(is_complete, search), {1: "https://example.org"})


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """What a service may say of the stations."""
    found = {}
    for number in sorted(draw(st.sets(NUMBERS, min_size=2))):
        lon = draw(st.sampled_from((8.0, 8.5)))
        found[number] = {
            "name": draw(NAMES),
            "phone": draw(st.sampled_from(("1", "2", None))),
            "max_kw": draw(st.sampled_from((22.0, 150.5, None))),
            "lon": lon,
            "geometry": f"{lon} 50.0",
            "connections": {
                10 * number + place: draw(st.sampled_from((16, 32)))
                for place in sorted(draw(st.sets(st.integers(0, 1))))
            },
        }
    return found


def machine_of(
    opened: Callable[[], AbstractContextManager[Held]],
    ways: tuple[str, ...],
    forgets: bool = True,
) -> type[RuleBasedStateMachine]:
    """The machine that lives with a store; `opened` makes a new one, `ways` are those in which it can be cut off."""
    cut = st.sampled_from(ways)
    places = st.integers(0, 8)

    class Life(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self._opened = opened()
            self.held = self._opened.__enter__()
            self.plain = PlainStore(forgets)
            self.n_reloads = 0

        def teardown(self) -> None:
            self._opened.__exit__(None, None, None)

        @initialize(answer=answers())
        def load(self, answer: Answer) -> None:
            self.held.make()
            self.merge(answer, True)
            self.plain.forget_undo()

        # What the user does.

        @rule(number=NUMBERS, field=st.sampled_from(("name", "phone")), value=TYPED)
        def edit(self, number: int, field: str, value: str | None) -> None:
            for row in self.plain.find(number):
                row[field] = value
            self.held.edit("stations", {"ocm_id": number}, field, value)

        @rule(number=NUMBERS, place=st.sampled_from(("9.0 51.0", "8.5 50.0")))
        def move(self, number: int, place: str) -> None:
            for row in self.plain.find(number):
                row["geometry"] = place
            self.held.edit("stations", {"ocm_id": number}, "geometry", place)

        @rule(number=NUMBERS, amps=st.sampled_from((8, 16)))
        def edit_connection(self, number: int, amps: int) -> None:
            for row in self.plain.connections:
                if row["conn_id"] == 10 * number:
                    row["amps"] = amps
            self.held.edit("ocm_connections", {"conn_id": 10 * number}, "amps", amps)

        @precondition(lambda self: len(self.plain.own) < 2)
        @rule()
        def add_column(self) -> None:
            self.plain.own.append(f"note {len(self.plain.own)}")
            for table in ("stations", "ocm_connections"):
                self.held.add_column(table, self.plain.own[-1])

        @precondition(lambda self: self.plain.own)
        @rule(number=NUMBERS, column=st.integers(0, 1), value=NOTES)
        def note(self, number: int, column: int, value: str | None) -> None:
            name = self.plain.own[column % len(self.plain.own)]
            for row in self.plain.find(number):
                row["own"][name] = value
            self.held.edit("stations", {"ocm_id": number}, name, value)

        @precondition(lambda self: self.plain.own)
        @rule(number=NUMBERS, value=NOTES)
        def note_at_connection(self, number: int, value: str | None) -> None:
            for row in self.plain.connections:
                if row["conn_id"] == 10 * number:
                    row["own"][self.plain.own[0]] = value
            self.held.edit("ocm_connections", {"conn_id": 10 * number}, self.plain.own[0], value)

        @rule(number=NUMBERS)
        def delete(self, number: int) -> None:
            self.plain.stations = [row for row in self.plain.stations if row["ocm_id"] != number]
            self.held.delete("stations", {"ocm_id": number})

        @rule(number=NUMBERS)
        def delete_connection(self, number: int) -> None:
            self.plain.connections = [row for row in self.plain.connections if row["conn_id"] != 10 * number]
            self.held.delete("ocm_connections", {"conn_id": 10 * number})

        @rule(name=NAMES, number=st.one_of(st.none(), NUMBERS))
        def add_row(self, name: str, number: int | None) -> None:
            if number is not None and self.plain.find(number):
                number = None  # nobody adds a station that is there
            self.plain.add_made(name, number)
            self.held.add_row("stations", {"name": name, "ocm_id": number})

        @rule(number=NUMBERS, place=st.sampled_from((None, 0, 5)), amps=st.sampled_from((8, 16)))
        def add_connection(self, number: int, place: int | None, amps: int) -> None:
            conn_id = None if place is None else 10 * number + place
            if conn_id is not None and any(row["conn_id"] == conn_id for row in self.plain.connections):
                conn_id = None  # nobody adds a connection that is there
            self.plain.add_made_connection(number, conn_id, amps)
            self.held.add_row("ocm_connections", {"ocm_id": number, "conn_id": conn_id, "amps": amps})

        # What the plugin does.

        @rule(answer=answers(), is_complete=st.sampled_from((True, True, True, False)))
        def reload(self, answer: Answer, is_complete: bool) -> None:
            self.merge(answer, is_complete)

        @rule(answer=answers())
        def reload_the_west(self, answer: Answer) -> None:
            """Of stations elsewhere the answer says nothing."""
            self.merge({number: each for number, each in answer.items() if is_west(each["geometry"])}, True, WEST)

        @rule(answer=answers(), is_complete=st.booleans(), way=cut, place=places)
        def reload_cut_off(self, answer: Answer, is_complete: bool, way: str, place: int) -> None:
            fresh = self.fresh(answer, is_complete)
            before = self.held.everything()
            if self.was_done(way, place, lambda: self.held.reload(fresh), before):
                self.plain.reload(fresh.query.query_id, answer, is_complete)
                self.plain.forget_undo()  # what could undo it has ended with it
            else:
                assert self.held.everything() == before

        # Whether a reload can be undone may hang on the moment of a kill. As a precondition it would decide what is
        # drawn, and hypothesis refuses to go on when the same numbers lead to something else.

        @rule()
        def undo(self) -> None:
            if not self.plain.can_be_undone():
                return
            self.plain.undo()
            self.held.undo()

        @rule(way=cut, place=places)
        def undo_cut_off(self, way: str, place: int) -> None:
            if not self.plain.can_be_undone():
                return
            before = self.held.everything()
            if self.was_done(way, place, self.held.undo, before):
                self.plain.undo()
            else:
                assert self.held.everything() == before

        @invariant()
        def holds_what_it_must(self) -> None:
            if self.n_reloads:
                assert self.held.shown(self.plain.own) == self.plain.shown()

        def was_done(self, way: str, place: int, do: Callable[[], object], before: Any) -> bool:
            done = self.held.cut_off(way, place, do)
            return self.held.everything() != before if done is None else done

        def fresh(self, answer: Answer, is_complete: bool, search: Search = EVERYTHING) -> ResultToMerge:
            self.n_reloads += 1
            return fresh_result(f"q{self.n_reloads}", answer, is_complete, self.n_reloads, search)

        def merge(self, answer: Answer, is_complete: bool, search: Search = EVERYTHING) -> None:
            fresh = self.fresh(answer, is_complete, search)
            before = self.held.shown([])
            changes = self.held.reload(fresh)
            was_asked = is_west if search is WEST else lambda place: True
            self.plain.reload(fresh.query.query_id, answer, is_complete, was_asked)
            kinds = {"added": "added", "not_asked_before": "added", "gone": "gone"}
            listed_rows = {(each.ocm_id, kinds[each.kind]) for each in changes if each.kind in kinds}
            after = self.held.shown([])
            assert listed_rows == set(come_and_gone(before, after))
            listed = [each[:5] for each in changes if each.kind == "changed" and each.field in COMPARED]
            brute = [*differing(before, after), *differing_connections(before, after)]
            assert sorted(listed, key=repr) == sorted(brute, key=repr)
            conflicts = {(each.ocm_id, each.field) for each in changes if each.kind == "conflict"}
            assert conflicts == self.plain.conflicts
            assert {each.ocm_id for each in changes if each.kind == "kept"} == self.plain.kept

    return Life


def _by_number(shown: Shown) -> dict[int, tuple[Any, ...]]:
    found: dict[int, tuple[Any, ...]] = {}
    for row in shown["stations"]:
        if row[0] is not None:
            found.setdefault(row[0], row)
    return found


def come_and_gone(before: Shown, after: Shown) -> Iterator[tuple[int, str]]:
    """By brute force: the stations that are only in one of two copies of all rows."""
    old, new = _by_number(before), _by_number(after)
    yield from ((number, "added") for number in new.keys() - old.keys())
    yield from ((number, "gone") for number in old.keys() - new.keys())


def differing(before: Shown, after: Shown) -> Iterator[tuple[int, str, str, Any, Any]]:
    """By brute force: each value of a station that differs between two copies of all rows."""
    old, new = _by_number(before), _by_number(after)
    for number in old.keys() & new.keys():
        for place, field in enumerate(STATION_FIELDS, 1):
            if old[number][place] != new[number][place]:
                yield number, "changed", field, old[number][place], new[number][place]


def differing_connections(before: Shown, after: Shown) -> Iterator[tuple[int, str, str, Any, Any]]:
    """By brute force: the same of connections, and each that came or went beside a station that did not."""
    moved = dict(come_and_gone(before, after))
    old, new = ({row[:2]: row[2] for row in shown["connections"]} for shown in (before, after))
    for number, conn_id in old.keys() | new.keys():
        row, key = (number, conn_id), f"{number}/{conn_id}"
        if row not in old and moved.get(number) != "added":
            yield number, "changed", "ocm_connections", None, key
        elif row not in new and moved.get(number) != "gone":
            yield number, "changed", "ocm_connections", key, None
        elif row in old and row in new and old[row] != new[row]:
            yield number, "changed", "ocm_connections.amps", old[row], new[row]
