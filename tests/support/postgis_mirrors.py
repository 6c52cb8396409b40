"""Mirrors in schemas of the tests' PostgreSQL server."""

from __future__ import annotations

import itertools

import psycopg2

from ocm_plugin.ocm.store.postgis import PostgisServer
from ocm_plugin.ocm.store.postgis_mirror import PostgisMirror
from tests.support.postgres import OWNER, PostgresServer

_NUMBERS = itertools.count(1)


def new_mirror(server: PostgresServer) -> PostgisMirror:
    """A mirror that is not there yet, in a schema whose name statements have to quote."""
    return mirror_of(server, f'Spiegel "ü" 100% {next(_NUMBERS)}')


def mirror_of(server: PostgresServer, schema: str, role: str = OWNER) -> PostgisMirror:
    """A mirror as a role sees it."""
    return PostgisMirror(PostgisServer("Stadt", lambda: psycopg2.connect(server.info(role)), psycopg2.Error), schema)
