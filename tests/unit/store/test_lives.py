"""Random lives of GeoPackages, beside an oracle: see `tests.support.lives`."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis.stateful import run_state_machine_as_test

from ocm_plugin.ocm.errors import Cancelled, FileWriteError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.store import database
from ocm_plugin.ocm.store.file_merge import merge_into_file
from ocm_plugin.ocm.store.file_undo import take_back
from ocm_plugin.ocm.store.merge_values import Change, ResultToMerge
from ocm_plugin.ocm.store.points import blob_of, position_of, register_functions
from ocm_plugin.ocm.store.undoing import ReloadRecord
from tests.support.cut_off import EndsAt, kill_this_process, killed
from tests.support.gpkg_files import make_package
from tests.support.lives import LIVES, Shown, machine_of
from tests.support.merged_files import NAMES, asked, held


class Package:
    """A GeoPackage, edited as other programs do."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._feedback: Feedback = Feedback()
        self._record: ReloadRecord | None = None

    def make(self) -> None:
        make_package(self.path)

    def shown(self, own: list[str]) -> Shown:
        names = "".join(f', "{name}"' for name in own)
        columns = f"ocm_id, name, phone, max_kw, lon, geom, query_id{names}"
        stations = [
            (*row[:5], position_of(row[5]), *row[6:]) for row in asked(self.path, f"SELECT {columns} FROM stations")
        ]
        connections = asked(self.path, f"SELECT ocm_id, conn_id, amps{names} FROM ocm_connections")
        assert asked(self.path, "PRAGMA quick_check") == [("ok",)]
        return {"stations": sorted(stations, key=repr), "connections": sorted(connections, key=repr)}

    def everything(self) -> Any:
        return held(self.path)

    def _run(self, statement: str, values: list[Any]) -> None:
        with closing(sqlite3.connect(self.path)) as file:
            register_functions(file)
            file.execute(statement, values)
            file.commit()

    def edit(self, table: str, key: Mapping[str, Any], field: str, value: Any) -> None:
        ((name, wanted),) = key.items()
        if field == "geometry":
            field, value = "geom", blob_of(value, 4326)
        self._run(f'UPDATE {table} SET "{field}" = ? WHERE {name} = ?', [value, wanted])

    def delete(self, table: str, key: Mapping[str, Any]) -> None:
        ((name, wanted),) = key.items()
        self._run(f"DELETE FROM {table} WHERE {name} = ?", [wanted])

    def add_row(self, table: str, values: Mapping[str, Any]) -> None:
        places = ", ".join("?" * len(values))
        self._run(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", list(values.values()))

    def add_column(self, table: str, name: str) -> None:
        self._run(f'ALTER TABLE {table} ADD "{name}" TEXT', [])

    def reload(self, fresh: ResultToMerge) -> list[Change]:
        outcome, self._record = merge_into_file(str(self.path), NAMES, fresh, self._feedback)
        return outcome.changes

    def undo(self) -> None:
        assert self._record is not None
        take_back(str(self.path), self._record, self._feedback)

    def cut_off(self, way: str, place: int, do: Callable[[], object]) -> bool | None:
        if way == "killed at any moment":
            return killed(do, place * 0.003)
        if way == "full disk":
            return self._on_full_disk(place, do)
        self._feedback = EndsAt(place, None if way == "cancelled" else kill_this_process)
        try:
            if way == "killed":
                return killed(do)
            do()
        except Cancelled:
            return False
        finally:
            self._feedback = Feedback()
        return True

    def _on_full_disk(self, place: int, do: Callable[[], object]) -> bool:
        ((pages,),) = asked(self.path, "PRAGMA page_count")

        def and_fill(file: sqlite3.Connection) -> None:
            register_functions(file)
            file.execute(f"PRAGMA max_page_count = {pages + place // 4}")

        with mock.patch.object(database, "register_functions", and_fill), suppress(FileWriteError):
            do()
            return True
        return False


@contextmanager
def package() -> Iterator[Package]:
    folder = Path(tempfile.mkdtemp(prefix="ocm-lives-"))
    try:
        yield Package(folder / "stations.gpkg")
    finally:
        shutil.rmtree(folder)


def test_a_geopackage_loses_nothing_whatever_happens() -> None:
    ways = ("cancelled", "full disk", "killed", "killed at any moment")
    run_state_machine_as_test(machine_of(package, ways), settings=LIVES)
