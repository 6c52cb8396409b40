"""A PostGIS database as store: one transaction at a time, and what its errors mean for users.

The driver (psycopg2, which QGIS ships) is handed in: this room knows only Python's interface for databases. It can do
what the connections of QGIS cannot: several statements in one transaction, and values beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any, Callable

from ..errors import DatabaseWriteError, SourceFileError
from ..feedback import Feedback
from ..translation import marked, tr
from .sql import quoted, sql

BUSY = "5s"
"""How long another program may hold the tables before that is reported."""

_LOST = marked("The connection to the database “{name}” was lost. Nothing was changed. Please try again.")
_READ_ONLY = marked("In the database “{name}” you may read only. Nothing was changed.")
_BUSY = marked(
    "The database “{name}” is being changed by another program. Nothing was changed. Please try again later."
)
_FULL = marked("The disk of the database “{name}” is full. Nothing was changed.")

_FAILURES = {
    "42501": _READ_ONLY,
    "25006": _READ_ONLY,
    "55P03": _BUSY,
    "40P01": _BUSY,
    "53100": _FULL,
    "57P": _LOST,
    "08": _LOST,
    "22P05": marked(
        "The encoding of the database “{name}” lacks characters of these stations. Nothing was changed: "
        "please choose a database in UTF-8."
    ),
    "2BP01": marked(
        "Views or other things in the database “{name}” are made of these tables. Nothing was changed: "
        "please choose another schema."
    ),
}
"""By the beginning of PostgreSQL's code of an error."""
_RULES = ("23", "44", "P0", "22", "09", "27")
"""Codes of what constraints, types and triggers refuse, which users may have added."""


_NO_MORE = marked("The connection to the database “{name}” was lost. Please try again.")
_NOT_READ = {
    "08": _NO_MORE,
    "57P": _NO_MORE,
    "42501": marked(
        "In the database “{name}” you may not read these tables. Their owner can allow it: GRANT USAGE ON SCHEMA, and "
        "GRANT SELECT ON ALL TABLES IN SCHEMA."
    ),
    "55P03": marked("The database “{name}” is being changed by another program. Please try again later."),
}
"""The same where nothing was to be changed."""


@dataclass(frozen=True)
class PostgisServer:
    """A database, as one of the user's connections names it. What opens it holds the password: it is never shown."""

    name: str
    connect: Callable[[], Any] = field(repr=False)
    failure: type[Exception] = field(repr=False)
    """What the driver raises."""


@contextmanager
def transaction(server: PostgisServer, feedback: Feedback) -> Iterator[Any]:
    """A cursor in a database to be changed: all of it, or nothing when an exception leaves this.

    Raises DatabaseWriteError.
    """
    try:
        connection = server.connect()
    except server.failure as error:
        sentence = tr("The database “{name}” cannot be reached. Nothing was changed.", name=server.name)
        raise DatabaseWriteError(sentence, _details(error)) from error
    is_committing = False
    with closing(connection):
        try:
            with connection.cursor() as cursor:
                execute(cursor, "SET LOCAL lock_timeout = %s", values=(BUSY,))
                execute(cursor, "SET LOCAL TIME ZONE 'UTC'")
                yield cursor
            feedback.check()
            is_committing = True
            connection.commit()
        except server.failure as error:
            raise _failure(server, error, bool(connection.closed), is_committing) from error


@contextmanager
def reading(server: PostgisServer) -> Iterator[Any]:
    """A cursor in a database that is read as it is in one moment. Raises SourceFileError."""
    try:
        connection = server.connect()
    except server.failure as error:
        raise SourceFileError(
            tr("The database “{name}” cannot be reached.", name=server.name), _details(error)
        ) from error
    with closing(connection):
        try:
            with connection.cursor() as cursor:
                execute(cursor, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                execute(cursor, "SET LOCAL lock_timeout = %s", values=(BUSY,))
                execute(cursor, "SET LOCAL TIME ZONE 'UTC'")
                yield cursor
        except server.failure as error:
            sentence = next(
                (each for begin, each in _NOT_READ.items() if _code(error, bool(connection.closed)).startswith(begin)),
                marked("The database “{name}” could not be read."),
            )
            raise SourceFileError(tr(sentence, name=server.name), _details(error)) from error


def identity_of(server: PostgisServer, feedback: Feedback) -> tuple[str, ...]:
    """What tells a database from all others, by whichever name it is reached. Raises DatabaseWriteError."""
    with transaction(server, feedback) as cursor:
        execute(cursor, "SELECT pg_postmaster_start_time()::text, current_database()::text")
        return tuple(cursor.fetchone())


def _failure(server: PostgisServer, error: Exception, is_closed: bool, is_committing: bool) -> DatabaseWriteError:
    """What PostgreSQL says, as a sentence for the user."""
    if is_closed and is_committing:
        unsure = marked(
            "The connection to the database “{name}” was lost in the last moment. All was changed, or nothing: "
            "please look before you try again."
        )
        return DatabaseWriteError(tr(unsure, name=server.name), _details(error))
    code = _code(error, is_closed)
    known = next((sentence for begin, sentence in _FAILURES.items() if code.startswith(begin)), None)
    if known is not None:
        return DatabaseWriteError(tr(known, name=server.name), _details(error))
    reason = _reason(error)
    if code.startswith(_RULES):
        sentence = tr(
            "A constraint or trigger of the database “{name}” does not allow the change: {reason}. Nothing was "
            "changed. Please change that rule, or ask the owner of the tables.",
            name=server.name,
            reason=reason,
        )
    else:
        sentence = tr(
            "The database “{name}” could not be changed: {reason}. All in it is as it was.",
            name=server.name,
            reason=reason,
        )
    return DatabaseWriteError(sentence, _details(error))


def _reason(error: Exception) -> str:
    """What PostgreSQL itself says, on one line."""
    said = getattr(getattr(error, "diag", None), "message_primary", None) or str(error) or type(error).__name__
    return " ".join(said.split()).rstrip(".")


def _code(error: Exception, is_closed: bool) -> str:
    """PostgreSQL's code of an error; of a lost connection it has said nothing."""
    return getattr(error, "pgcode", None) or ("08" if is_closed else "")


def _details(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".strip()


def execute(cursor: Any, *words: str, values: Sequence[Any] = ()) -> None:
    """Execute a statement, given by its parts; the names in it are `column`s and `named` tables."""
    cursor.execute(sql(*words), values)


def named(schema: str, name: str) -> str:
    """A table of a schema as it may stand in a statement."""
    return full_name(schema, name).replace("%", "%%")


def full_name(schema: str, name: str) -> str:
    """A table of a schema as it stands among the values of a statement, for PostgreSQL to look it up."""
    return f"{quoted(schema)}.{quoted(name)}"


def column(name: str) -> str:
    """A name as it may stand in a statement, beside values too, for which the driver looks by percent signs."""
    return quoted(name).replace("%", "%%")


def schema_text(database: str, schema: str) -> str:
    """A schema as users read it. `database`: the name of the connection that leads to it."""
    return f"{database} ▸ {schema}"


def held_text(text: str) -> str:
    """A text as PostgreSQL can hold it: without NUL, and without halves of characters, which services cut off."""
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "")


def has_table(cursor: Any, schema: str, name: str) -> bool:
    """Whether a schema has a table, view or the like."""
    execute(
        cursor,
        "SELECT count(*) FROM pg_class WHERE relname = %s "
        "AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = %s)",
        values=(name, schema),
    )
    return bool(cursor.fetchone()[0])


MIRROR = COVERAGE, POIS = "ocm_coverage", "ocm_pois"
"""The tables by which a mirror is known."""


def has_mirror(cursor: Any, schema: str) -> bool:
    """Whether a schema holds a mirror."""
    return all(has_table(cursor, schema, name) for name in MIRROR)


def make_schema(cursor: Any, database: str, schema: str) -> None:
    """Make a schema if it is missing, and see whether tables may be made in it. `database`: its name for sentences.

    Raises DatabaseWriteError.
    """
    execute(cursor, "SELECT oid FROM pg_namespace WHERE nspname = %s", values=(schema,))
    row = cursor.fetchone()
    if row is None:
        execute(cursor, "SELECT has_database_privilege(current_database(), 'CREATE')")
        if not cursor.fetchone()[0]:
            sentence = tr(
                "In the database “{name}” you may not make a schema. Nothing was changed: please choose one that is "
                "there, or ask the owner of the database for the right CREATE.",
                name=database,
            )
            raise DatabaseWriteError(sentence)
        execute(cursor, "CREATE SCHEMA", column(schema))
        return
    check_may_make_tables(cursor, database, schema)


def check_may_make_tables(cursor: Any, database: str, schema: str) -> None:
    """Raise DatabaseWriteError unless tables may be made in a schema that is there."""
    rights = "has_schema_privilege(oid, 'USAGE') AND has_schema_privilege(oid, 'CREATE')"
    execute(cursor, "SELECT", rights, "FROM pg_namespace WHERE nspname = %s", values=(schema,))
    row = cursor.fetchone()
    if row is None or not row[0]:
        sentence = tr(
            "In the schema “{schema}” of “{name}” you may not make tables. Nothing was changed: please choose another "
            "schema, or ask its owner for the rights USAGE and CREATE.",
            schema=schema,
            name=database,
        )
        raise DatabaseWriteError(sentence)


_WRITING = ("INSERT", "UPDATE", "DELETE")


def check_may_write(cursor: Any, database: str, schema: str, table: str) -> None:
    """Raise DatabaseWriteError unless the rows of a table may be read and written."""
    rights = ", ".join(f"has_table_privilege(to_regclass(%s), '{right}')" for right in ("SELECT", *_WRITING))
    execute(cursor, "SELECT", rights, values=(full_name(schema, table),) * (1 + len(_WRITING)))
    lacking = [right for right, is_there in zip(("SELECT", *_WRITING), cursor.fetchone()) if not is_there]
    if lacking == list(_WRITING):
        raise DatabaseWriteError(tr(_READ_ONLY, name=database))
    if lacking:
        sentence = tr(
            "In the database “{name}” you lack rights on the table “{table}”: {rights}. Nothing was changed. Please "
            "ask its owner for them.",
            name=database,
            table=table,
            rights=", ".join(lacking),
        )
        raise DatabaseWriteError(sentence)


def check_may_drop(cursor: Any, database: str, schema: str, table: str) -> None:
    """Raise DatabaseWriteError unless a table is one's own, so that it can be replaced."""
    execute(
        cursor,
        "SELECT pg_get_userbyid(relowner), pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass(%s)",
        values=(full_name(schema, table),),
    )
    row = cursor.fetchone()
    if row is not None and not row[1]:
        sentence = tr(
            "The table “{table}” in “{name}” belongs to “{owner}”, who alone can replace it. Nothing was changed: "
            "please choose another schema.",
            table=table,
            name=database,
            owner=row[0],
        )
        raise DatabaseWriteError(sentence)


def postgis_schema(cursor: Any, database: str) -> str:
    """The schema in which PostGIS lies, which may be any. `database`: for sentences. Raises DatabaseWriteError."""
    execute(
        cursor,
        "SELECT nspname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace "
        "WHERE extname = 'postgis'",
    )
    row = cursor.fetchone()
    if row is None:
        raise DatabaseWriteError(
            tr(
                "The database “{name}” has no PostGIS. Its administrator can add it: CREATE EXTENSION postgis",
                name=database,
            )
        )
    return str(row[0])
