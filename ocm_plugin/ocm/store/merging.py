"""A fresh result merged into the rows held: what is added, changed, gone and the same, and what of the user's stays.

    merging = Merging(fresh, baseline, Terms(is_complete=True))
    for write in merging.stations(held): …      # then the same for each table beside the stations
    merging.removals("stations")                # the rows that are to go, known when all tables are through

Pure: where the rows lie is the caller's business. A column of a row that differs from what the service said
when it was loaded is an edit of the user and stays. Columns that are not of the schema are never written.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Callable, NamedTuple

from ..match.point_in_area import is_antimeridian, place_test
from ..search.areas import Area, Countries, StationIds, World
from ..translation import tr
from .baselines import usual_result
from .large import Large
from .merge_values import (
    ADDED,
    APPEARED,
    CHANGED,
    CONFLICT,
    DISAPPEARED,
    GONE,
    KEPT,
    NOT_ASKED_BEFORE,
    RESTORED,
    Change,
    Held,
    Insert,
    Outcome,
    Place,
    Terms,
    Update,
)
from .packed import (
    MISSING,
    POSITION,
    STATIONS,
    Line,
    PackedRows,
    PackedTable,
    is_position,
    numbered,
    packed_text,
    shape_of,
    unpacked_values,
    values_or_missing,
)


def no_table(place: str, table: str) -> str:
    """What is said of a table that has another name since, or is gone. `place`: of the tables."""
    return tr(
        "“{place}” has no table “{table}” any more. Nothing was changed. If it was renamed, let its layer read it by "
        "“Change Data Source…”; if it is gone, remove its layer.",
        place=place,
        table=table,
    )


class RowMerge(NamedTuple):
    """What becomes of one row, by the places of its values."""

    write: dict[int, Any]
    conflicts: list[int]
    """Places that the user has edited and the service has changed too; they stay as they are."""


def merge_row(held: Sequence[Any], said: Sequence[Any] | None, fresh: Sequence[Any]) -> RowMerge:
    """What becomes of a row held, of which the service said one thing before (None: not known) and another now."""
    write, conflicts = {}, []
    for place, (mine, theirs) in enumerate(zip(held, fresh)):
        if mine is MISSING or mine == theirs:
            continue
        before = mine if said is None or said[place] is MISSING else said[place]
        if mine == before:
            write[place] = theirs
        elif theirs != before:
            conflicts.append(place)
    return RowMerge(write, conflicts)


def is_edited(held: Sequence[Any], said: Sequence[Any]) -> bool:
    """Whether the user has changed a row since the service said it."""
    return any(mine is not MISSING and before is not MISSING and mine != before for mine, before in zip(held, said))


class Baseline:
    """What the service said of the rows held, by the result they came with."""

    def __init__(self, results: Mapping[str, PackedRows], says_result: bool = True) -> None:
        """`says_result`: whether the rows held say with which result they came.

        If not, the last result that has a row is taken.
        """
        self._results = [(query_id if says_result else None, rows) for query_id, rows in results.items()]
        self._known = {query_id for query_id, _ in self._results}

    def knows(self, query_id: str | None) -> bool:
        """Whether anything is known of a result. A row that names none, where others do, is the user's own."""
        return query_id in self._known or (query_id is None and bool(self._known))

    def table(self, name: str, fresh: Large[str, Line]) -> Large[tuple[str | None, str], str]:
        """The rows of a table by result and key, as `shape_of` orders them. Texts equal to fresh ones are shared."""
        found: Large[tuple[str | None, str], str] = Large()
        for query_id, rows in self._results:
            packed = rows.tables.get(name)
            for line in packed.lines() if packed is not None else ():
                text = line.compared if packed is None else _as_now(line.compared, packed)
                now = fresh.get(line.key)
                found[query_id, line.key] = now.compared if now is not None and now.compared == text else text
        return found


_NEVER = "\u0000never"
"""Equals no value: what the service said of the values of a row that the user made; empty ones may be filled."""


def _as_now(text: str, packed: PackedTable) -> str:
    """A packed row in the order of today's fields."""
    fields = shape_of(packed.table).compared
    if packed.fields == fields:
        return text
    values = dict(zip(packed.fields, unpacked_values(text)))
    return packed_text([values.get(name, MISSING) for name in fields])


class Merging:
    """Decides row by row. The stations come first, then each table beside them, then the removals."""

    def __init__(
        self,
        fresh: PackedRows,
        baseline: Baseline,
        terms: Terms,
        taken_away: Collection[int] = (),
        of_others: Collection[str] = (),
    ) -> None:
        """`taken_away`: stations that are not held, but were not deleted by the user: earlier merges have removed them.

        `of_others`: the results, by their ids, that were asked for with other filters; of their stations one with
        filters says nothing.
        """
        search = terms.search
        self._area = search.area
        self._of_others = frozenset(of_others) if search.has_filters else frozenset()
        self._absent = DISAPPEARED if search.has_filters else GONE
        self._new = APPEARED if search.has_filters else ADDED
        self._was_asked = terms.was_asked
        self._with_deleted = terms.with_deleted
        self._taken_away = frozenset(taken_away)
        self._deleted: set[Any] = set()
        """The stations that the user has deleted, and that the result has."""
        self._absent_deleted: dict[str, str] = {}
        """Those that it does not have, by their keys, with what the service said of them."""
        self._theirs = frozenset(terms.theirs)
        self._mine = frozenset(terms.mine)
        self.outcome = Outcome()
        self._fresh = fresh
        self._baseline = baseline
        self._is_complete = terms.is_complete
        self._asked: set[Any] = set()
        """The stations of the result."""
        self._query_ids: dict[Any, str | None] = {}
        """The result that each station held came with."""
        self._came_with: str | None = None
        """The result that most of them came with."""
        self._gone: dict[Any, int] = {}
        """The stations that are gone, with their rows."""
        self._last_known: dict[Any, str] = {}
        """The values of the stations that go."""
        self._changed: set[Any] = set()
        self._added: dict[Any, str] = {}
        """The stations that are new, and what that is called."""
        self._conflicts: set[Any] = set()
        self._leaving: dict[str, list[tuple[Any, int, str]]] = {}
        """Rows beside stations that go, with the stations that they belong to before, and their keys behind them."""
        self._arriving: list[tuple[Any, str, str]] = []
        """Rows beside stations that are new: the station, the table, and the key."""
        self._kept: set[Any] = set()
        self._disputed: dict[str, dict[str, list[Any]]] = {}
        """By table and key, what the service had said of rows whose edits it contradicts now."""

    def tables(self) -> list[str]:
        """The tables of the result."""
        return list(self._fresh.tables)

    def stations(self, held: Iterable[Held]) -> Iterator[Update | Insert]:
        """What is to be written to the stations."""
        lines = Large((line.key, line) for line in self._fresh_lines(STATIONS))
        said = self._baseline.table(STATIONS, lines)
        self._asked = {int(line.key) for line in self._fresh_lines(STATIONS)}
        ocm_id = shape_of(STATIONS).key_places[0]
        met: set[Any] = set()
        was_asked: Callable[[Sequence[Any]], bool] | None = None
        for row in held:
            number = row.compared[ocm_id]
            if number is None or number in met:
                continue  # a row of the user's own, or a copy of a row
            met.add(number)
            self._query_ids[number] = row.query_id
            before = said.get((row.query_id, str(number)))
            line = lines.pop(str(number))
            if line is not None:
                yield from self._update(STATIONS, number, row, before, line, row.query_id)
            elif self._is_complete:
                was_asked = was_asked or asked_in(self._area)
                is_of_another = row.query_id in self._of_others or not was_asked(row.compared)
                if is_of_another or (before is None and row.query_id is None):
                    continue  # of another search, or made by the user
                if self._is_touched(row, before, row.query_id):
                    self._kept.add(number)
                else:
                    self._gone[number] = row.row_id
                    self._last_known[number] = last_known(row.compared)
        came_with = self._came_with = self._usual_result()
        absent = {
            key: text
            for (query_id, key), text in said.items()
            if query_id == came_with is not None and key not in lines and self._is_deleted(int(key), met)
        }
        self._absent_deleted = dict(sorted(absent.items(), key=lambda item: int(item[0])))
        for line in self._left(STATIONS, lines):
            number = int(line.key)
            was_deleted = came_with is not None and (came_with, line.key) in said and self._is_deleted(number, met)
            if was_deleted and not self._with_deleted:
                self._deleted.add(number)
                continue
            self._added[number] = RESTORED if was_deleted else self._kind_of_new(line)
            yield _insert(STATIONS, line)

    def _is_deleted(self, number: int, met: Collection[Any]) -> bool:
        """Whether a station that is known of is missing because the user has deleted it."""
        return number not in met and number not in self._taken_away

    def taken_away(self) -> frozenset[int]:
        """The stations that this merge, or one before it, has taken away, and that are not back."""
        return (self._taken_away | self._gone.keys()) - self._asked

    def _usual_result(self) -> str | None:
        """The result that most of the stations held came with. What it had and is not held, the user has deleted.

        Not the others: the layer may have a few of their rows only, as users paste stations of other searches.
        """
        return usual_result(self._query_ids.values())

    def _kind_of_new(self, line: Line) -> str:
        return self._new if self._was_asked(unpacked_values(line.compared)) else NOT_ASKED_BEFORE

    def children(self, table: str, held: Iterable[Held]) -> Iterator[Update | Insert]:
        """What is to be written to a table beside the stations.

        Of a table that the result does not have, only the rows of stations that are gone go.
        """
        asked = self._asked if table in self._fresh.tables else set()
        lines = Large((line.key, line) for line in (self._fresh_lines(table) if asked else ()))
        said = self._baseline.table(table, lines)
        shape = shape_of(table)
        ocm_id = shape.key_places[0]
        leaving = self._leaving.setdefault(table, [])
        seen: dict[str, int] = {}
        for row in held:
            number = row.compared[ocm_id]
            key = numbered(shape.key(row.compared), seen)
            query_id = self._query_ids.get(number)
            if number not in self._query_ids and (number in self._deleted or str(number) in self._absent_deleted):
                query_id = self._came_with  # the user has deleted the station, and left this row
            before, line = said.get((query_id, key)), lines.pop(key)
            if line is not None:
                yield from self._update(table, number, row, before, line, query_id)
            elif number in asked or number in self._gone:
                if self._is_touched(row, before, query_id):
                    self._keep(number)
                else:
                    leaving.append((number, row.row_id, key))
        for line in self._left(table, lines):
            number = int(line.key.split("/")[0])
            if number in self._deleted:
                continue
            came_with = self._query_ids.get(number)
            if came_with is not None and (came_with, line.key) in said and not self._with_deleted:
                self.outcome.deleted_rows += 1
                continue
            self._changed.add(number)
            self._arriving.append((number, table, line.key))
            yield _insert(table, line)

    def _fresh_lines(self, table: str) -> Iterator[Line]:
        return self._fresh.tables[table].lines()

    def _left(self, table: str, lines: Large[str, Line]) -> Iterator[Line]:
        """The rows of the result that are left when those held have taken theirs, in the order in which they came.

        Of a row that came twice the last is `lines`', for rows held as for new ones.
        """
        for each in self._fresh_lines(table) if lines else ():
            line = lines.pop(each.key)
            if line is not None:
                yield line

    def _keep(self, number: Any) -> None:
        if self._gone.pop(number, None) is not None:
            self._kept.add(number)

    def removals(self, table: str) -> list[int]:
        """The rows that go."""
        if table == STATIONS:
            return list(self._gone.values())
        return [row_id for number, row_id, _ in self._leaving.get(table, ()) if number not in self._kept]

    def finish(self) -> Outcome:
        """What was done."""
        for table, rows in self._leaving.items():
            for number, _, key in rows:
                if number in self._asked:
                    self._changed.add(number)
                    self.outcome.changes.append(Change(number, CHANGED, table, old=key))
        for number, table, key in self._arriving:
            if number not in self._added:
                self.outcome.changes.append(Change(number, CHANGED, table, new=key))
        changed = self._changed - self._added.keys()
        done = self.outcome
        done.added, done.kept = len(self._added), len(self._kept)
        if self._absent == GONE:
            done.gone = len(self._gone)
        else:
            done.disappeared = len(self._gone)
        done.changed, done.conflicts = len(changed), len(self._conflicts)
        done.deleted = len(self._deleted)
        done.staying = len(self._query_ids.keys() - self._asked) - len(self._gone)
        done.same = len(self._asked) - done.added - done.changed - done.deleted
        done.changes.extend(Change(number, kind) for number, kind in sorted(self._added.items()))
        done.changes.extend(Change(number, self._absent, old=self._last_known[number]) for number in sorted(self._gone))
        done.changes.extend(Change(number, KEPT) for number in sorted(self._kept))
        return done

    def deleted(self) -> list[tuple[str | None, int]]:
        """The stations that the user has deleted, with the result that they had come with: to be known further on."""
        return [(self._came_with, int(key)) for key in self._absent_deleted]

    def next_baseline(self) -> PackedRows:
        """What the next reload is to take for said by the service: the result, but before it where it contradicts.

        So a conflict is reported again until the user has decided. What the user has deleted is among it, whether the
        result has it or not: it stays deleted when a later one has it.
        """
        tables = {}
        for name, packed in self._fresh.tables.items():
            disputed = self._disputed.get(name, {})
            texts = {key: packed_text(values) for key, values in disputed.items()}
            tables[name] = packed.with_compared(texts) if texts else packed
        tables[STATIONS] = tables[STATIONS].and_compared(self._absent_deleted)
        return PackedRows(tables)

    def _is_touched(self, row: Held, before: str | None, query_id: str | None) -> bool:
        """Whether a row holds anything of the user's: a value of its own, an edit, or all of it."""
        if row.has_own:
            return True
        if before is None:
            return self._baseline.knows(query_id)
        return before != _text_of(row.compared) and is_edited(row.compared, values_or_missing(before))

    def _update(
        self, table: str, number: Any, row: Held, before: str | None, line: Line, query_id: str | None
    ) -> Iterator[Update]:
        shape = shape_of(table)
        values: dict[str, Any] = dict(zip(shape.always, json.loads(line.always))) if shape.always else {}
        if _text_of(row.compared) != line.compared:
            fresh = unpacked_values(line.compared)
            if before is not None:
                said: Sequence[Any] | None = fresh if before is line.compared else values_or_missing(before)
            elif self._baseline.knows(query_id):
                said = [None if mine is None else _NEVER for mine in row.compared]
            else:
                said = None
            merged = merge_row(row.compared, said, fresh)
            self._give_way(table, row, merged, line, fresh)
            self._settle(table, merged, line)
            if said is not None and merged.conflicts:
                kept = {place: said[place] for place in merged.conflicts}
                self._disputed.setdefault(table, {})[line.key] = [kept.get(n, now) for n, now in enumerate(fresh)]
            values.update((shape.compared[place], value) for place, value in merged.write.items())
            self._note(table, number, row, merged, line, fresh)
        if values:
            yield Update(row.row_id, values)

    def _give_way(self, table: str, row: Held, merged: RowMerge, line: Line, fresh: Sequence[Any]) -> None:
        for place, name in enumerate(shape_of(table).compared) if self._theirs else ():
            is_held = row.compared[place] is not MISSING
            if is_held and Place(table, line.key, name) in self._theirs and row.compared[place] != fresh[place]:
                merged.write[place] = fresh[place]
                if place in merged.conflicts:
                    merged.conflicts.remove(place)

    def _settle(self, table: str, merged: RowMerge, line: Line) -> None:
        """Leave edits that the user has decided to keep: they are in conflict no more."""
        compared = shape_of(table).compared
        merged.conflicts[:] = [
            place for place in merged.conflicts if Place(table, line.key, compared[place]) not in self._mine
        ]

    def _note(self, table: str, number: Any, row: Held, merged: RowMerge, line: Line, fresh: Sequence[Any]) -> None:
        if merged.write:
            self._changed.add(number)
        if merged.conflicts:
            self._conflicts.add(number)
        beginning = "" if table == STATIONS else f"{table}."
        compared = shape_of(table).compared
        self.outcome.contradicted.update(Place(table, line.key, compared[place]) for place in merged.conflicts)
        for kind, places in ((CHANGED, merged.write), (CONFLICT, merged.conflicts)):
            for place in places:
                name = f"{beginning}{compared[place]}"
                self.outcome.changes.append(Change(number, kind, name, row.compared[place], fresh[place]))


def last_known(compared: Sequence[Any]) -> str:
    """The values of a station that goes, as the list of changes keeps them: where it was, and whose data it is."""
    values = zip(shape_of(STATIONS).compared, compared)
    return _AS_JSON({name: value for name, value in values if value is not None and value is not MISSING})


_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def asked_in(area: Area) -> Callable[[Sequence[Any]], bool]:
    """The test whether a station held, given by its compared values, is one that a search of an area asks for."""
    compared = shape_of(STATIONS).compared
    if isinstance(area, World):
        return lambda values: True
    if isinstance(area, (Countries, StationIds)):
        asked = frozenset(area.codes if isinstance(area, Countries) else area.ids)
        column = compared.index("country_iso2" if isinstance(area, Countries) else "ocm_id")
        return lambda values: values[column] in asked
    holds, point = place_test(area), compared.index(POSITION)

    def was_asked(values: Sequence[Any]) -> bool:
        if not is_position(values[point]):
            return False
        longitude, latitude = map(float, values[point].split())
        return not is_antimeridian(longitude) and holds(longitude, latitude)

    return was_asked


def _text_of(compared: Sequence[Any]) -> str:
    """A row held, as it would be packed; "" when columns are missing."""
    return "" if MISSING in compared else packed_text(compared)


def _insert(table: str, line: Line) -> Insert:
    shape = shape_of(table)
    values = dict(zip(shape.compared, unpacked_values(line.compared)))
    values.update(zip(shape.always, json.loads(line.always)))
    return Insert(values)


def is_suspicious(held: int, arrived: int) -> bool:
    """Whether a result is too small to take the place of the stations held: none, or fewer than half of them.

    A server in trouble answers "no stations" rather than an error.
    """
    return held > 0 and 2 * arrived < held
