"""What a store of stations must hold, written a second time as plainly as possible: the oracle of random lives.

Nothing of the plugin is used here. Rows are dictionaries; what the service said is kept by result and number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any

STATION_FIELDS = ("name", "phone", "max_kw", "lon", "geometry")
CONNECTION_FIELDS = ("amps",)
NEVER = object()
"""What the service said of a value that the user made."""

Answer = Mapping[int, Mapping[str, Any]]
"""Stations by number: their fields, and under "connections" the amps of each connection by its number."""


class Row(dict):
    """One row, which is the same row as long as it is there."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Row:
        return Row({name: dict(value) if isinstance(value, dict) else value for name, value in self.items()})


class PlainStore:
    """Stations and their connections, with columns of the user's own."""

    def __init__(self, forgets: bool = True) -> None:
        """`forgets`: of older results it knows no more than its rows need, as files do."""
        self._forgets = forgets
        self.stations: list[Row] = []
        self.connections: list[Row] = []
        self.own: list[str] = []
        """The columns that the user has added, to the stations and to the connections."""
        self.told: dict[str, dict[str, dict[Any, dict[str, Any]]]] = {}
        """What the service said: by result, table, and number."""
        self.conflicts: set[tuple[int, str]] = set()
        """Of the last reload."""
        self.kept: set[int] = set()
        self._made = 0
        self._before: PlainStore | None = None
        self._after: PlainStore | None = None
        self._query = ""

    def row(self, **values: Any) -> Row:
        """A new row, with a number of its own."""
        self._made += 1
        return Row(values, row=self._made)

    def find(self, ocm_id: int) -> list[Row]:
        """The rows of a station."""
        return [row for row in self.stations if row["ocm_id"] == ocm_id]

    def add_made(self, name: str, ocm_id: int | None) -> None:
        """A station that the user adds."""
        empty = dict.fromkeys(STATION_FIELDS)
        self.stations.append(self.row(ocm_id=ocm_id, query=None, own={}, **{**empty, "name": name}))

    def add_made_connection(self, ocm_id: int, conn_id: int | None, amps: int) -> None:
        """A connection that the user adds."""
        self.connections.append(self.row(ocm_id=ocm_id, conn_id=conn_id, amps=amps, own={}))

    def shown(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that it holds, in an order that does not depend on it."""
        stations = [
            (row["ocm_id"], *(row[field] for field in STATION_FIELDS), row["query"], *map(row["own"].get, self.own))
            for row in self.stations
        ]
        connections = [
            (row["ocm_id"], row["conn_id"], row["amps"], *map(row["own"].get, self.own)) for row in self.connections
        ]
        return {"stations": sorted(stations, key=repr), "connections": sorted(connections, key=repr)}

    # What a reload does.

    def reload(
        self,
        query: str,
        answer: Answer,
        is_complete: bool,
        was_asked: Callable[[str | None], bool] = lambda geometry: True,
    ) -> None:
        """Take an answer of the service. `was_asked`: whether it would have a station that stands at a place."""
        self._before, self._query = self._copy(), query
        self.conflicts, self.kept = set(), set()
        usual = self._usual()
        came_with: dict[Any, str | None] = {}
        leaving: dict[Any, Row] = {}
        told: dict[str, dict[Any, dict[str, Any]]] = {"stations": {}, "connections": {}}
        for row in self.stations:
            number = row["ocm_id"]
            if number is None or number in came_with:
                continue
            came_with[number] = row["query"]
            said = self._said(row["query"], "stations", number)
            if number in answer:
                fresh = {field: answer[number][field] for field in STATION_FIELDS}
                told["stations"][number] = self._take(row, said, fresh, number, "", row["query"])
                row["query"] = query
            elif is_complete and was_asked(row["geometry"]) and not (said is None and row["query"] is None):
                if self._is_touched(row, said, row["query"]):
                    self.kept.add(number)
                else:
                    leaving[number] = row
        known = self.told.get(usual or "", {}).get("stations", {})
        deleted = {number for number in known if number not in came_with}
        for number in answer:
            told["stations"].setdefault(number, {field: answer[number][field] for field in STATION_FIELDS})
            if number not in came_with and number not in deleted:
                fields = {field: answer[number][field] for field in STATION_FIELDS}
                self.stations.append(self.row(ocm_id=number, query=query, own={}, **fields))
        told["stations"].update({number: known[number] for number in deleted if number not in answer})
        # Of stations that the user has deleted, rows beside them may be there.
        of_rows = {**dict.fromkeys(deleted, usual), **came_with}
        self._reload_connections(answer, of_rows, leaving, deleted, told)
        self.stations = [row for row in self.stations if row not in leaving.values()]
        if self._forgets:
            self._forget(usual, {number for number in deleted if number not in answer})
        else:
            self.told = {each: _without(said, leaving) for each, said in self.told.items()}
        self.told[query] = told
        self._after = self._copy()

    def _reload_connections(
        self,
        answer: Answer,
        came_with: Mapping[Any, str | None],
        leaving: dict[Any, Row],
        deleted: Iterable[Any],
        told: dict[str, dict[Any, dict[str, Any]]],
    ) -> None:
        fresh = {
            (number, conn_id): amps for number in answer for conn_id, amps in answer[number]["connections"].items()
        }
        told["connections"] = {key: {"amps": amps} for key, amps in fresh.items()}
        met, going = set(), []
        for row in self.connections:
            number, key = row["ocm_id"], (row["ocm_id"], row["conn_id"])
            met.add(key)
            said = self._said(came_with.get(number), "connections", key)
            if key in fresh:
                told["connections"][key] = self._take(
                    row, said, {"amps": fresh[key]}, number, "ocm_connections.", came_with.get(number)
                )
            elif number in answer or number in leaving:
                if self._is_touched(row, said, came_with.get(number)):
                    if leaving.pop(number, None) is not None:
                        self.kept.add(number)
                else:
                    going.append(row)
        for key, amps in fresh.items():
            before = self._said(came_with.get(key[0]), "connections", key)
            if key not in met and key[0] not in deleted and before is None:
                self.connections.append(self.row(ocm_id=key[0], conn_id=key[1], amps=amps, own={}))
        gone = [row for row in going if row["ocm_id"] not in self.kept]
        self.connections = [row for row in self.connections if row not in gone]

    def _usual(self) -> str | None:
        """The result that most stations came with."""
        first: dict[Any, str | None] = {}
        for row in self.stations:
            if row["ocm_id"] is not None:
                first.setdefault(row["ocm_id"], row["query"])
        counts = Counter(query for query in first.values() if query is not None)
        return counts.most_common(1)[0][0] if counts else None

    def _said(self, query: str | None, table: str, key: Any) -> dict[str, Any] | None:
        return self.told.get(query or "", {}).get(table, {}).get(key)

    def _take(
        self, row: Row, said: dict[str, Any] | None, fresh: dict[str, Any], number: int, begin: str, query: str | None
    ) -> dict[str, Any]:
        """Let one row meet what the service says of it now; what the service is known to have said afterwards."""
        told = dict(fresh)
        for field, now in fresh.items():
            mine = row[field]
            # A row that nothing is known of is the user's; what is empty in it may be filled.
            before = (None if mine is None else NEVER) if said is None else said[field]
            if mine == now:
                continue
            if mine == before:
                row[field] = now
            elif now != before:
                self.conflicts.add((number, f"{begin}{field}"))
                told[field] = before
        return told

    @staticmethod
    def _is_touched(row: Row, said: dict[str, Any] | None, query: str | None) -> bool:
        has_own = any(value is not None for value in row.get("own", {}).values())
        return has_own or said is None or any(row[field] != value for field, value in said.items())

    def _forget(self, usual: str | None, deleted: Iterable[Any]) -> None:
        """Of older results, keep what is said of the rows that still come from them, and of those that were deleted."""
        needed: dict[str, set[Any]] = {}
        for row in self.stations:
            if row["query"] is not None and row["ocm_id"] is not None:
                needed.setdefault(row["query"], set()).add(row["ocm_id"])
        for number in deleted:
            needed.setdefault(str(usual), set()).add(number)
        self.told = {each: _of(self.told[each], numbers) for each, numbers in needed.items() if each in self.told}

    # What an undo does.

    def can_be_undone(self) -> bool:
        """Whether the last thing that came was a reload."""
        return self._before is not None

    def undo(self) -> None:
        """Let all be as it was before the last reload, but for what the user has done since."""
        before, after = self._before, self._after
        assert before is not None and after is not None
        became_new = self._added("stations")
        edited = {
            row["ocm_id"]
            for table in ("stations", "connections")
            for row in self._added(table)
            if _values(row) != _values(_same(row, getattr(after, table)))
        }
        made_since = {row["ocm_id"] for row in self.connections if _same(row, after.connections) is None}
        edited = (edited | made_since) & {row["ocm_id"] for row in became_new}
        for table in ("stations", "connections"):
            was, became = getattr(before, table), getattr(after, table)
            rows = []
            for row in getattr(self, table):
                old, new = _same(row, was), _same(row, became)
                if old is not None and new is not None:
                    row.update({name: old[name] for name in old if name != "own" and row[name] == new[name]})
                    rows.append(row)
                elif new is None or row["ocm_id"] in edited or _values(row) != _values(new):
                    rows.append(row)
            # Unless the user has added the same station since.
            newer = {_name(row) for row in getattr(self, table) if _same(row, became) is None}
            removed = [row for row in was if _same(row, became) is None and _name(row) not in newer]
            setattr(self, table, rows + deepcopy(removed))
        if self._forgets:
            self.told = {**before.told, **self._said_of_what_stays()}
        else:
            going = {row["ocm_id"] for row in became_new if row not in self.stations}
            self.told = {self._query: _without(self.told[self._query], going), **before.told}
        self._before = self._after = None

    def _added(self, table: str) -> list[Row]:
        """The rows that the reload has added and that are still there."""
        before, after = self._before, self._after
        assert before is not None and after is not None
        return [
            row
            for row in getattr(self, table)
            if _same(row, getattr(after, table)) is not None and _same(row, getattr(before, table)) is None
        ]

    def _said_of_what_stays(self) -> dict[str, dict[str, dict[Any, dict[str, Any]]]]:
        numbers = {row["ocm_id"] for row in self.stations if row["query"] == self._query}
        return {self._query: _of(self.told[self._query], numbers)} if numbers else {}

    def forget_undo(self) -> None:
        """Nothing can be undone any more."""
        self._before = self._after = None

    def _copy(self) -> PlainStore:
        copy = PlainStore()
        copy.stations, copy.connections = deepcopy(self.stations), deepcopy(self.connections)
        copy.told = dict(self.told)
        return copy


def _same(row: Row, rows: list[Row]) -> Row | None:
    return next((each for each in rows if each["row"] == row["row"]), None)


def _name(row: Row) -> tuple[Any, ...]:
    """What a row is called; one without number is like no other."""
    return (row["ocm_id"], row.get("conn_id")) if row["ocm_id"] is not None else (row["row"],)


def _values(row: Row | None) -> dict[str, Any]:
    """All that a row holds; an empty cell of an own column is none."""
    assert row is not None
    own = {name: value for name, value in row.get("own", {}).items() if value is not None}
    return {**row, "own": own}


def _without(
    told: dict[str, dict[Any, dict[str, Any]]], numbers: Iterable[Any]
) -> dict[str, dict[Any, dict[str, Any]]]:
    return _of(told, set(told["stations"]) - set(numbers))


def _of(told: dict[str, dict[Any, dict[str, Any]]], numbers: set[Any]) -> dict[str, dict[Any, dict[str, Any]]]:
    return {
        "stations": {number: said for number, said in told["stations"].items() if number in numbers},
        "connections": {key: said for key, said in told["connections"].items() if key[0] in numbers},
    }
