"""The tables of a result in a new or an old schema of PostGIS: whole or not at all, and only where one may."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection

import pytest

from ocm_plugin.ocm.errors import DatabaseWriteError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.store.geopackage_tables import Column, Table, table_of_schema
from ocm_plugin.ocm.store.merge_values import Change
from ocm_plugin.ocm.store.postgis import POIS, PostgisServer, check_may_make_tables, check_may_write, transaction
from ocm_plugin.ocm.store.postgis_history import add_entries_in_schema
from ocm_plugin.ocm.store.postgis_looks import Look, read_metadata
from ocm_plugin.ocm.store.postgis_tables import SchemaTables, written_schema
from ocm_plugin.ocm.tables.schema import CONNECTIONS, PROVIDERS, QUERIES, STATIONS
from tests.support.postgis_mirrors import mirror_of
from tests.support.postgres import OWNER, READER, SUPERUSER, PostgresServer

psycopg2 = pytest.importorskip("psycopg2")

_NUMBERS = itertools.count(1)
TABLES = [table_of_schema(name) for name in (STATIONS, CONNECTIONS, QUERIES, PROVIDERS)]


@pytest.fixture
def schema() -> str:
    return f'Orte "ü" 100% {next(_NUMBERS)}'


def as_role(server: PostgresServer, role: str = OWNER) -> PostgisServer:
    return PostgisServer("Stadt", lambda: psycopg2.connect(server.info(role)), psycopg2.Error)


def write(
    server: PostgresServer,
    schema: str,
    tables: Collection[Table] = TABLES,
    over: bool = False,
    role: str = OWNER,
    fill: Callable[[SchemaTables], object] = lambda tables: None,
) -> None:
    comments = {STATIONS: {"": "Our stations", "ocm_id": "The number"}}
    with written_schema(as_role(server, role), schema, tables, comments, over, Feedback()) as written:
        fill(written)


def refused(server: PostgresServer, schema: str, *args: object, **kwargs: object) -> str:
    with pytest.raises(DatabaseWriteError) as refusal:
        write(server, schema, *args, **kwargs)
    return refusal.value.sentence


def place(schema: str, table: str) -> str:
    return '"{}"."{}"'.format(schema.replace('"', '""'), table).replace("%", "%%")


def asked(server: PostgresServer, question: str, *values: object) -> list[tuple]:
    return server.run(question, *(values or ((),)))


def test_tables_are_made_filled_and_described(postgres, schema) -> None:
    def fill(tables: SchemaTables) -> None:
        tables.add(QUERIES, [[None] * len(TABLES[2].columns)], with_keys=False)
        tables.add(PROVIDERS, [[7, *[None] * len(TABLES[3].columns)]], with_keys=True)

    write(postgres, schema, fill=fill)
    assert asked(postgres, f"SELECT fid FROM {place(schema, PROVIDERS)}") == [(7,)]
    # The numbers of rows go on from the last one.
    assert asked(postgres, f"INSERT INTO {place(schema, PROVIDERS)} DEFAULT VALUES RETURNING fid") == [(8,)]
    said = asked(postgres, "SELECT obj_description(%s::regclass)", place(schema, STATIONS).replace("%%", "%"))
    assert said == [("Our stations",)]


def test_tables_that_are_there_are_replaced_only_on_wish(postgres, schema) -> None:
    write(postgres, schema)
    assert refused(postgres, schema).startswith(f"The schema “{schema}” of “Stadt” already has a table “stations”.")
    write(postgres, schema, over=True)


def test_a_table_that_is_not_ours_is_never_replaced(postgres, schema) -> None:
    write(postgres, schema, TABLES[1:])
    asked(postgres, f"CREATE TABLE {place(schema, STATIONS)} (bus_line text)")
    sentence = refused(postgres, schema, over=True)
    assert sentence.startswith(f"The table “stations” in the schema “{schema}” is none of this plugin")


@pytest.mark.parametrize("over", [False, True])
def test_a_mirror_is_never_replaced(postgres, schema, over) -> None:
    """Its list of changes has the name of a result's own, and was dropped with all that its updates had listed."""
    mirror = mirror_of(postgres, schema)
    mirror.create()
    with transaction(mirror.server, Feedback()) as cursor:
        add_entries_in_schema(cursor, schema, POIS, [Change(7, "added")], "q1", None)
    sentence = refused(postgres, schema, over=over)
    assert sentence.startswith(f"The schema “{schema}” of “Stadt” holds a mirror, which is not replaced.")
    assert asked(postgres, f"SELECT ocm_id, kind FROM {place(schema, 'ocm_changes')}") == [(7, "added")]
    assert mirror.exists()


def test_a_table_of_somebody_else_cannot_be_replaced(postgres, schema) -> None:
    write(postgres, schema)
    asked(postgres, f"ALTER TABLE {place(schema, STATIONS)} OWNER TO {SUPERUSER}")
    sentence = refused(postgres, schema, over=True)
    assert sentence.startswith(f"The table “stations” in “Stadt” belongs to “{SUPERUSER}”, who alone can replace it.")


def test_who_may_not_make_schemas_or_tables_hears_which_right_is_missing(postgres, schema) -> None:
    assert "ask the owner of the database for the right CREATE" in refused(postgres, schema, role=READER)
    write(postgres, schema, TABLES[1:])
    assert "ask its owner for the rights USAGE and CREATE" in refused(postgres, schema, role=READER)
    with transaction(as_role(postgres), Feedback()) as cursor, pytest.raises(DatabaseWriteError):
        check_may_make_tables(cursor, "Stadt", "no such schema")


def test_who_may_not_write_hears_which_rights_are_missing(postgres, schema) -> None:
    write(postgres, schema)

    def sentence() -> str:
        reader = as_role(postgres, READER)
        with pytest.raises(DatabaseWriteError) as refusal, transaction(reader, Feedback()) as cursor:
            check_may_write(cursor, "Stadt", schema, STATIONS)
        return refusal.value.sentence

    read_only = sentence()
    asked(postgres, f"GRANT INSERT, UPDATE ON {place(schema, STATIONS)} TO {READER}")
    assert "you lack rights on the table “stations”: DELETE" in sentence() != read_only


def test_a_column_whose_name_would_be_cut_is_refused(postgres, schema) -> None:
    long = TABLES[0]._replace(columns=(*TABLES[0].columns, Column("ü" * 40, "TEXT")))
    assert "is too long for PostgreSQL" in refused(postgres, schema, [long])
    assert asked(postgres, "SELECT count(*) FROM pg_namespace WHERE nspname = %s", schema) == [(0,)]


def test_a_database_without_postgis_says_how_to_add_it(postgres, schema) -> None:
    info = postgres.info(SUPERUSER, database="postgres")
    server = PostgisServer("Stadt", lambda: psycopg2.connect(info), psycopg2.Error)
    written = written_schema(server, schema, TABLES, {}, False, Feedback())
    with pytest.raises(DatabaseWriteError, match="has no PostGIS"), written:
        raise AssertionError("nothing can be written")


def test_looks_and_what_layers_say_are_kept_for_all(postgres, schema) -> None:
    why: list[str] = []

    def fill(tables: SchemaTables, looks: dict[str, Look], metadata: dict[str, str]) -> None:
        why.append(tables.describe(looks, metadata, psycopg2.Error))

    looks = {STATIONS: Look("By power", "geom", "<qgis/>")}
    metadata = {STATIONS: "<a/>", CONNECTIONS: "<b/>"}
    for _ in range(2):
        write(
            postgres,
            schema,
            over=True,
            fill=lambda tables: fill(tables, looks, metadata),
        )
        kept = "SELECT f_table_name, stylename, useasdefault FROM layer_styles WHERE f_table_schema = %s"
        assert asked(postgres, kept, schema) == [(STATIONS, "By power", True)]
        assert read_metadata(as_role(postgres), schema) == metadata
    # What QGIS could not read is not kept, and the tables are there all the same.
    write(postgres, schema, over=True, fill=lambda tables: fill(tables, {STATIONS: Look("x", None, "no XML <")}, {}))
    assert why[:2] == ["", ""] and "XML" in why[2].upper()
    assert asked(postgres, f"SELECT count(*) FROM {place(schema, STATIONS)}") == [(0,)]
