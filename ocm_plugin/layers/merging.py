"""A fresh result merged into layers through QGIS: decided in a worker, written in the main thread in slices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qgis.core import QgsVectorLayer

from ..ocm.feedback import Feedback
from ..ocm.store.merge_values import RESTORED, Outcome, Terms
from ..ocm.store.merging import Baseline, Merging
from ..ocm.store.packed import STATIONS, PackedRows
from ..ocm.store.undoing import TakenBack, rows_to_remove
from .layer_table import LayerTable, TableBack, Undo

IN_WRITING: set[str] = set()
"""The ids of layers that hold a part of a search or merge, and not yet all of it."""

TAKEN_AWAY: dict[str, frozenset[int]] = {}
"""By layer: the stations that reloads have removed from it in this session. The user has not deleted these."""


class _Writing:
    """Writes what has been planned for layers, given by their tables."""

    _tables: dict[str, LayerTable]

    def write(self) -> Iterator[QgsVectorLayer]:
        """Write it, a slice at each step: gives the layer that is written to on and on. Raises FileWriteError.

        When a step fails, or the steps are left before their end, what has been written is taken back.
        """
        done: list[Undo] = []
        layer_ids = {each.layer_id for each in self._tables.values()}
        IN_WRITING.update(layer_ids)
        try:
            for do in (LayerTable.update, LayerTable.insert, LayerTable.remove):
                for each in self._tables.values():
                    self._check_all()
                    for undo in do(each):
                        done.append(undo)
                        yield each.layer
                        self._check_all()
        except BaseException:
            for undo in reversed(done):
                undo()
            raise
        finally:
            IN_WRITING.difference_update(layer_ids)
            for each in self._tables.values():
                each.show()

    def _check_all(self) -> None:
        for each in self._tables.values():
            each.check_untouched()

    def let_go(self) -> None:
        """Stop listening to the layers."""
        for each in self._tables.values():
            each.let_go()


class LayerMerge(_Writing):
    """One merge into layers, given by their tables. Made in the main thread, which takes a snapshot of the rows."""

    def __init__(
        self,
        layers: Mapping[str, QgsVectorLayer],
        rows: PackedRows,
        baseline: Mapping[str, PackedRows],
        terms: Terms,
    ) -> None:
        opened = {table: LayerTable(layer, table) for table, layer in layers.items()}
        self._tables = {table: each for table, each in opened.items() if each.can_be_merged()}
        stations = layers.get(STATIONS)
        self._layer_id = stations.id() if stations is not None else ""
        taken_away = self._taken_away = self._taken_away_before = TAKEN_AWAY.get(self._layer_id, frozenset())
        says_result = STATIONS not in self._tables or self._tables[STATIONS].says_result()
        # Not of `self`: the merge would hold itself, and all its rows until Python's cycle collector looks at them.
        self._make = lambda known: Merging(rows, Baseline(known, says_result), terms, taken_away)
        self._baseline = baseline

    def decide(self, feedback: Feedback, known: Mapping[str, PackedRows] | None = None) -> Outcome:
        """Find out what is to be written; nothing is. In a worker. Raises Cancelled.

        `known`: what is known besides of what the service said, by the id of the result.
        """
        merging = self._make({**self._baseline, **(known or {})})
        for table, each in self._tables.items():
            held = each.held(feedback)
            each.plan(merging.stations(held) if table == STATIONS else merging.children(table, held))
        for table, each in self._tables.items():
            each.plan_removals(merging.removals(table))
        self._next_baseline = merging.next_baseline()
        outcome = merging.finish()
        self._taken_away = merging.taken_away()
        self._restored = frozenset(each.ocm_id for each in outcome.changes if each.kind == RESTORED)
        return outcome

    def write(self) -> Iterator[QgsVectorLayer]:
        """Write it, a slice at each step. Raises FileWriteError."""
        yield from super().write()
        TAKEN_AWAY[self._layer_id] = self._taken_away

    def next_baseline(self) -> PackedRows:
        """What the next reload is to take for said by Open Charge Map, once it is decided what becomes of the rows."""
        return self._next_baseline

    def back(self) -> dict[str, TableBack]:
        """How to take back what has been written."""
        return {
            table: each.back()._replace(taken_away=self._taken_away_before, restored=self._restored)
            for table, each in self._tables.items()
        }


class LayerTakingBack(_Writing):
    """A merge taken back, but for what was edited since. Made in the main thread, as a merge is."""

    def __init__(self, layers: Mapping[str, QgsVectorLayer], back: Mapping[str, TableBack]) -> None:
        self._tables = {table: LayerTable(layers[table], table) for table in back}
        self._back = back
        self._going: set[int] = set()
        """The stations that go with it."""

    def decide(self, feedback: Feedback) -> TakenBack:
        """Find out what is to be written; nothing is. In a worker. Raises Cancelled."""
        added = {table: each.plan_back(self._back[table], feedback) for table, each in self._tables.items()}
        going = rows_to_remove(added, {ocm_id for each in self._tables.values() for ocm_id in each.users})
        for table, each in self._tables.items():
            each.plan_removals(going[table])
        self._going = {row.ocm_id for row in added[STATIONS] if row.row_id in set(going[STATIONS])}
        edited = sum(each.n_edited for each in self._tables.values())
        return TakenBack(edited, len(going[STATIONS]) < len(added[STATIONS]))

    def write(self) -> Iterator[QgsVectorLayer]:
        """Write it, a slice at each step. Raises FileWriteError."""
        yield from super().write()
        back = self._back[STATIONS]
        TAKEN_AWAY[self._tables[STATIONS].layer_id] = back.taken_away | (self._going - back.restored)
