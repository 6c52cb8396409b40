"""The PostgreSQL server of the tests is what they take it for: on loopback, behind passwords, and gone afterwards."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.support.postgres import OWNER, READER, CannotServe, PostgresServer, postgres_server

psycopg2 = pytest.importorskip("psycopg2")


def test_the_owner_makes_what_the_reader_may_only_read(postgres: PostgresServer) -> None:
    postgres.run("CREATE SCHEMA who", role=OWNER)
    postgres.run("CREATE TABLE who.place (at geometry(Point, 4326))", role=OWNER)
    postgres.run("INSERT INTO who.place VALUES ('SRID=4326;POINT(8.25 50.5)')", role=OWNER)
    assert postgres.run("SELECT ST_X(at) FROM who.place", role=READER) == [(8.25,)]
    for statement in ("DELETE FROM who.place", "CREATE TABLE who.b ()", "CREATE SCHEMA b", "DROP TABLE who.place"):
        with pytest.raises(psycopg2.Error) as refused:
            postgres.run(statement, role=READER)
        assert refused.value.pgcode == "42501"


def test_nobody_gets_in_without_the_password(postgres: PostgresServer) -> None:
    wrong = postgres.info().replace(postgres.passwords[OWNER], "guess")
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(wrong)


def test_it_listens_on_loopback_only(postgres: PostgresServer) -> None:
    assert postgres.run("SHOW listen_addresses") == [("127.0.0.1",)]
    assert postgres.run("SHOW unix_socket_directories") == [("",)]


def test_it_is_gone_afterwards_and_keeps_what_was_committed_when_it_breaks_down() -> None:
    """Also when a test fails in the middle. A server that was killed has kept what was committed before."""
    try:
        with postgres_server() as server:
            (folder,) = server.run("SHOW data_directory")[0]
            server.run("CREATE SCHEMA kept", role=OWNER)
            server.restart(signal.SIGKILL)
            assert server.run("SELECT count(*) FROM pg_namespace WHERE nspname = 'kept'") == [(1,)]
            pid = server.pid
            raise ZeroDivisionError
    except CannotServe as error:
        pytest.skip(str(error))
    except ZeroDivisionError:
        assert not Path(folder).parent.exists()
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
