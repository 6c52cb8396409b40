"""Random lives of temporary layers, beside an oracle: see `tests.support.lives`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis.stateful import run_state_machine_as_test
from qgis.core import QgsFeature, QgsField, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QThread, QVariant

from ocm_plugin.layers.build import SESSION_BASELINE, MemoryDestination
from ocm_plugin.layers.layer_rows import plain_value, point_at, position_in
from ocm_plugin.layers.reloading import Fresh, LayerBack, Reload, reload_of
from ocm_plugin.layers.undoing import Undo, undo_of
from ocm_plugin.ocm.errors import Cancelled, FileWriteError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.provenance import COMPLETE, STOPPED, Provenance
from ocm_plugin.ocm.store.merge_values import Change, ResultToMerge
from tests.support.cut_off import EndsAt
from tests.support.lives import LIVES, Shown, fresh_result, machine_of
from tests.support.results import context_now, result_of

NOW = datetime(2026, 11, 29, 10, tzinfo=timezone.utc)


class Layers:
    """Temporary layers, edited as users do."""

    def __init__(self) -> None:
        self._feedback: Feedback = Feedback()
        self._at_step: Callable[[int], object] = lambda step: None
        self._back: LayerBack | None = None

    def make(self) -> None:
        SESSION_BASELINE.clear()
        self._layers = MemoryDestination(context_now()).take_layers(QThread.currentThread(), None)
        self._tables = self._layers.tables()

    def shown(self, own: list[str]) -> Shown:
        names = ("ocm_id", "name", "phone", "max_kw", "lon")
        stations = [
            (*self._values(row, names), position_in(row), *self._values(row, ("query_id", *own)))
            for row in self._tables["stations"].getFeatures()
        ]
        rows = self._tables["ocm_connections"].getFeatures()
        connections = [self._values(row, ("ocm_id", "conn_id", "amps", *own)) for row in rows]
        return {"stations": sorted(stations, key=repr), "connections": sorted(connections, key=repr)}

    @staticmethod
    def _values(row: QgsFeature, names: tuple[str, ...]) -> tuple[Any, ...]:
        return tuple(plain_value(row[name]) for name in names)

    def everything(self) -> Any:
        rows = {
            table: sorted(
                (repr([*map(plain_value, row.attributes()), position_in(row)]) for row in layer.getFeatures()),
            )
            for table, layer in self._tables.items()
        }
        said = {
            query_id: [(table, list(packed.lines())) for table, packed in known.tables.items()]
            for query_id, known in SESSION_BASELINE.items()
        }
        return rows, said, [layer.metadata().abstract() for layer in self._layers.all()]

    @contextmanager
    def _editing(self, table: str) -> Iterator[QgsVectorLayer]:
        layer = self._tables[table]
        assert layer.startEditing()
        yield layer
        assert layer.commitChanges(), layer.commitErrors()

    def _rows(self, table: str, key: Mapping[str, Any]) -> list[int]:
        ((name, wanted),) = key.items()
        return [row.id() for row in self._tables[table].getFeatures() if plain_value(row[name]) == wanted]

    def edit(self, table: str, key: Mapping[str, Any], field: str, value: Any) -> None:
        with self._editing(table) as layer:
            for row_id in self._rows(table, key):
                if field == "geometry":
                    assert layer.changeGeometry(row_id, point_at(value))
                else:
                    assert layer.changeAttributeValue(row_id, layer.fields().indexOf(field), value)

    def delete(self, table: str, key: Mapping[str, Any]) -> None:
        with self._editing(table) as layer:
            layer.deleteFeatures(self._rows(table, key))

    def add_row(self, table: str, values: Mapping[str, Any]) -> None:
        with self._editing(table) as layer:
            row = QgsFeature(layer.fields())
            for name, value in values.items():
                row[name] = value
            assert layer.addFeature(row)

    def add_column(self, table: str, name: str) -> None:
        with self._editing(table) as layer:
            assert layer.addAttribute(QgsField(name, QVariant.String))

    def reload(self, fresh: ResultToMerge) -> list[Change]:
        outcome = COMPLETE if fresh.terms.is_complete else STOPPED
        provenance = Provenance(outcome, "test", False, NOW, NOW, 1, 1, 0, 0, True, 1, 1)
        result = result_of(fresh.terms.search, provenance)
        result.context.query_id = fresh.query.query_id
        reload = reload_of(self._layers, Fresh(fresh.rows, result), QgsProject.instance())
        self._go_through(reload)
        self._back = reload.back()
        return reload.outcome.changes

    def undo(self) -> None:
        assert self._back is not None
        self._go_through(undo_of(self._layers, self._back, QgsProject.instance()))

    def _go_through(self, work: Reload | Undo) -> None:
        """As the window does, a step at a time."""
        steps = iter(())
        try:
            work.work(self._feedback)
            steps = work.finish()
            for number, _ in enumerate(steps):
                self._at_step(number)
        finally:
            with suppress(AttributeError):
                steps.close()
            work.let_go()

    def cut_off(self, way: str, place: int, do: Callable[[], object]) -> bool | None:
        if way == "cancelled":
            self._feedback = EndsAt(place)
        else:
            self._at_step = lambda step: self._happens(way) if step == place // 2 else None
        before = self._back
        try:
            do()
        except (Cancelled, FileWriteError):
            self._back = before
            return None  # in its last steps, all is written already
        finally:
            self._feedback, self._at_step = Feedback(), lambda step: None
        return True

    def _happens(self, way: str) -> None:
        if way == "left":
            raise Cancelled
        with self._editing("stations"):
            pass  # the layer is not as it was: nothing more may be written


def test_temporary_layers_lose_nothing_whatever_happens() -> None:
    @contextmanager
    def layers() -> Iterator[Layers]:
        yield Layers()
        SESSION_BASELINE.clear()

    run_state_machine_as_test(machine_of(layers, ("cancelled", "left", "edited"), forgets=False), settings=LIVES)


def station(name: str, **values: Any) -> dict[str, Any]:
    return {
        "name": name,
        "phone": None,
        "max_kw": None,
        "lon": 8.0,
        "geometry": "8.0 50.0",
        "connections": {},
        **values,
    }


def names(layers: Layers) -> dict[int, str | None]:
    return {row[0]: row[1] for row in layers.shown([])["stations"]}


def test_a_station_that_a_reload_took_away_is_no_station_that_the_user_has_deleted() -> None:
    """It was in the result with which most rows had come, and so was left out when the service had it again."""
    layers = Layers()
    layers.make()
    layers.reload(fresh_result("q1", {number: station("a") for number in (1, 2, 3, 4)}, True, 1))
    for number in (1, 2):
        layers.edit("stations", {"ocm_id": number}, "name", "mine")
    layers.reload(fresh_result("q2", {3: station("a")}, True, 2))
    assert names(layers) == {1: "mine", 2: "mine", 3: "a"}
    changes = layers.reload(fresh_result("q3", {number: station("a") for number in (3, 4)}, True, 3))
    assert [(each.ocm_id, each.kind) for each in changes if each.kind == "added"] == [(4, "added")]
    layers.delete("stations", {"ocm_id": 4})
    layers.reload(fresh_result("q4", {number: station("a") for number in (3, 4)}, True, 4))
    assert names(layers) == {1: "mine", 2: "mine", 3: "a"}


def test_a_station_that_an_undo_took_away_is_none_either() -> None:
    layers = Layers()
    layers.make()
    layers.reload(fresh_result("q1", {1: station("a")}, True, 1))
    layers.reload(fresh_result("q2", {number: station("a") for number in (1, 2, 3, 4)}, True, 2))
    for number in (2, 3):
        layers.edit("stations", {"ocm_id": number}, "name", "mine")
    layers.undo()
    assert names(layers) == {1: "a", 2: "mine", 3: "mine"}
    layers.reload(fresh_result("q3", {number: station("a") for number in (1, 2, 3, 4)}, True, 3))
    assert names(layers) == {1: "a", 2: "mine", 3: "mine", 4: "a"}


def test_a_reload_can_be_undone_after_another_one_has_failed() -> None:
    """Rows that the failed one had removed have other numbers since: they were taken for rows of the user's."""
    layers = Layers()
    layers.make()
    layers.reload(fresh_result("q1", {number: station("a") for number in (1, 2)}, True, 1))
    before = layers.shown([])
    layers.reload(fresh_result("q2", {1: station("a"), 2: station("b"), 3: station("c")}, True, 2))
    fails = fresh_result("q3", {1: station("a", connections={10: 16})}, True, 3)
    steps: list[int] = []

    def leave_when_rows_have_gone(step: int) -> None:
        steps.append(step)
        if len(names(layers)) == 1:
            raise Cancelled

    layers._at_step = leave_when_rows_have_gone
    with pytest.raises(Cancelled):
        layers.reload(fails)
    layers._at_step = lambda step: None
    assert steps and names(layers) == {1: "a", 2: "b", 3: "c"}
    layers.undo()
    assert layers.shown([]) == before
