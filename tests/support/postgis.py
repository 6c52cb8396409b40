"""Connections of QGIS to the tests' PostgreSQL server, and what its schemas hold."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from qgis.core import QgsDataSourceUri, QgsProviderRegistry, QgsVectorLayer

from tests.support.postgres import OWNER, PostgresServer

_NUMBERS = itertools.count(1)


def new_schema() -> str:
    """The name of a schema that is not there yet, and that statements have to quote."""
    return f'Ort "ü" 100% {next(_NUMBERS)}'


@contextmanager
def connection_of(
    server: PostgresServer, name: str, role: str = OWNER, host: str = "", **changed: Any
) -> Iterator[str]:
    """A connection in QGIS' list, as a user saves it with user and password. `changed`: of how it is saved."""
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    uri = QgsDataSourceUri()
    uri.setConnection(host or server.host, str(server.port), server.database, role, server.passwords[role])
    options = {"saveUsername": True, "savePassword": True, **changed}
    metadata.saveConnection(metadata.createConnection(uri.uri(False), options), name)
    try:
        yield name
    finally:
        metadata.deleteConnection(name)


def stored_stations(connection: str, schema: str) -> QgsVectorLayer:
    """The stations of a schema, as somebody adds them to a project."""
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    uri = QgsDataSourceUri(metadata.findConnection(connection, False).uri())
    uri.setDataSource(schema, "stations", "geom", "", "fid")
    layer = QgsVectorLayer(uri.uri(False), "stations", "postgres")
    assert layer.isValid()
    return layer


def rows(server: PostgresServer, schema: str, table: str, columns: str = "*") -> list[tuple[Any, ...]]:
    """What a table holds, by its key."""
    return server.run(f"SELECT {columns} FROM {named(schema, table)} ORDER BY fid".replace("%", "%%"), ())


def named(schema: str, table: str) -> str:
    """A table as statements name it."""
    return f"{quoted(schema)}.{quoted(table)}"


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def tables_of(server: PostgresServer, schema: str) -> set[str]:
    """The names of the tables of a schema."""
    found = server.run("SELECT tablename FROM pg_tables WHERE schemaname = %s", schema)
    return {name for (name,) in found}
