"""A mirror in PostGIS: others read what there was while one updates it, and what is lost in between changes nothing."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ocm_plugin.ocm.errors import DatabaseWriteError, FileWriteError, OcmError, SourceFileError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.mirroring import fill_from_file
from ocm_plugin.ocm.search.areas import Extent, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.slices import SLICE
from ocm_plugin.ocm.sources.mirror import MirrorSource
from ocm_plugin.ocm.sources.source import FileSource
from ocm_plugin.ocm.store import mirror_update
from ocm_plugin.ocm.store.mirror_tables import count_mirrored, read_facts
from tests.ocm_server import faults
from tests.support.postgis_mirrors import mirror_of, new_mirror
from tests.support.postgres import OWNER, READER, PostgresServer
from tests.support.registries import DAY, NOW, Registry


@pytest.fixture
def registry(file_registry: Registry, postgres: PostgresServer) -> Iterator[Registry]:
    file_registry.mirror = new_mirror(postgres)
    yield file_registry


def changed(registry: Registry, cost: str = "new") -> None:
    registry.modify(registry.pois, NOW + DAY, UsageCost=cost)


def at_apply(monkeypatch: pytest.MonkeyPatch, do: Callable[[], Any]) -> None:
    """Do something once the stations of an update have been compared, before they are written."""
    compare = mirror_update._note_taken

    def then(*arguments: Any) -> tuple[int, int]:
        counts = compare(*arguments)
        do()
        return counts

    monkeypatch.setattr(mirror_update, "_note_taken", then)


def test_a_role_that_may_only_read_searches_it_and_cannot_update_it(registry, postgres):
    registry.update(World())
    mirror = registry.mirror = mirror_of(postgres, registry.mirror.schema, READER)
    assert set(registry.held()) == set(registry.pois) and count_mirrored(mirror) == 300
    changed(registry)
    with pytest.raises(FileWriteError, match=r"“Stadt”.*Nothing was changed"):
        registry.update(now=NOW + DAY)
    assert "new" not in registry.held().values()


def test_a_role_that_may_not_even_read_is_told_who_can_allow_it(registry, postgres):
    registry.update(World())
    postgres.run(
        f"REVOKE SELECT ON ALL TABLES IN SCHEMA {quoted(registry.mirror.schema)} FROM {READER}".replace("%", "%%"), ()
    )
    with pytest.raises(SourceFileError, match=r"you may not read these tables. Their owner can allow it"):
        read_facts(mirror_of(postgres, registry.mirror.schema, READER))


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def test_readers_see_the_old_stations_until_an_update_is_committed(registry, postgres, monkeypatch):
    """Two QGIS at once: one in the middle of writing, the other one neither waits nor sees half of it."""
    registry.update(World())
    before = registry.held()
    changed(registry)
    seen = []
    at_apply(monkeypatch, lambda: seen.append(registry.held()))
    registry.update(now=NOW + 8 * DAY)
    assert seen == [before] and set(registry.held().values()) == {"new"}


@pytest.mark.parametrize("with_signal", (signal.SIGINT, signal.SIGKILL))
def test_a_server_that_goes_down_while_stations_are_written_leaves_the_old_ones(
    registry, postgres, monkeypatch, with_signal
):
    registry.update(World())
    before = registry.held()
    changed(registry)
    with monkeypatch.context() as patch:
        at_apply(patch, lambda: postgres.restart(with_signal))
        with pytest.raises(DatabaseWriteError, match=r"was lost. Nothing was changed"):
            registry.update(now=NOW + 8 * DAY)
    assert registry.held() == before
    (update,) = registry.update(now=NOW + 8 * DAY)
    assert update.changed == 300 and set(registry.held().values()) == {"new"}
    # What had arrived was not asked for again.
    assert min(int(request.query.get("greaterthanid", 0)) for request in registry.server.poi_requests[:1]) > 0


def test_a_connection_lost_while_pages_arrive_leaves_the_old_stations_and_it_goes_on(registry, postgres, monkeypatch):
    registry.update(World())
    before = registry.held()
    changed(registry)
    registry.fault_at(4, faults.status(500))
    with pytest.raises(OcmError):
        registry.update(now=NOW + 8 * DAY)
    registry.server.faults.clear()
    assert registry.held() == before
    postgres.restart()
    registry.update(now=NOW + 8 * DAY)
    assert int(registry.server.poi_requests[0].query["greaterthanid"]) > 0
    assert set(registry.held().values()) == {"new"}


def test_a_search_whose_connection_is_lost_says_so(registry, postgres, monkeypatch):
    monkeypatch.setattr("ocm_plugin.ocm.store.postgis_mirror.READ_AT_ONCE", 50)
    monkeypatch.setattr("ocm_plugin.ocm.sources.mirror.SLICE", 50)
    registry.update(World())
    batches = MirrorSource(registry.mirror, registry.server.url).batches(Search(), Feedback())
    assert 0 < len(next(batches).stations) <= SLICE
    postgres.cut_connections(OWNER)
    with pytest.raises(SourceFileError, match="The connection to the database “Stadt” was lost"):
        list(batches)
    assert set(registry.held()) == set(registry.pois)


def test_killed_in_the_middle_of_writing_it_holds_the_old_stations_and_no_lock_stays(registry, monkeypatch):
    registry.update(World())
    before = registry.held()
    changed(registry)
    child = os.fork()
    if child == 0:
        try:
            at_apply(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGKILL))
            registry.update(now=NOW + 8 * DAY)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert registry.held() == before
    registry.update(now=NOW + 8 * DAY)
    assert set(registry.held().values()) == {"new"}


def test_a_dump_that_ends_early_leaves_no_schema(registry, postgres, tmp_path):
    dump = tmp_path / "dump.jsonl"
    dump.write_text("\n".join(json.dumps(poi) for poi in list(registry.pois.values())[:200]) + '\n{"ID": ')
    with pytest.raises(OcmError, match="not up to date"):
        fill_from_file(registry.mirror, FileSource(dump), [World()], registry.server.url, Feedback())
    assert not postgres.run("SELECT 1 FROM pg_namespace WHERE nspname = %s", registry.mirror.schema)


def test_what_is_no_mirror_is_refused_and_left_alone(registry, postgres):
    schema = quoted(registry.mirror.schema).replace("%", "%%")
    postgres.run(f"CREATE SCHEMA {schema} AUTHORIZATION {OWNER}", ())
    postgres.run(f"CREATE TABLE {schema}.ocm_index (mine text)", ())
    with pytest.raises(SourceFileError, match=r"is no mirror. Please choose the schema of a mirror"):
        registry.update(World())
    assert postgres.run(f"SELECT count(*) FROM {schema}.ocm_index", ()) == [(0,)]


def test_a_database_that_is_not_there_is_said(registry, postgres):
    registry.mirror = mirror_of(postgres, "none")
    postgres.stop()
    try:
        with pytest.raises(SourceFileError, match="The database “Stadt” cannot be reached"):
            read_facts(registry.mirror)
    finally:
        postgres.start()


def test_functions_of_the_schema_are_not_called(registry, postgres):
    """Who may write to a mirror could have let its readers run anything."""
    registry.update(World())
    schema = quoted(registry.mirror.schema).replace("%", "%%")
    postgres.run(
        f"CREATE FUNCTION {schema}.st_makeenvelope(float8, float8, float8, float8, integer) RETURNS geometry "
        "LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'called'; END $$",
        (),
    )
    assert registry.held(Extent(-180, -90, 180, 90)).keys() == registry.pois.keys()


def test_two_sessions_do_not_mix(registry, postgres):
    registry.update(World())
    other = registry.mirror.session()
    with registry.mirror.session().writing() as database:
        database.run("SELECT 1")
        with pytest.raises(DatabaseWriteError, match="is being changed by another program"), other.writing():
            pass
