"""A schema in a database, named by the connection of the user's that leads there.

schema_place("postgis:Town/openchargemap")      # SchemaPlace("Town", "openchargemap")
"""

from __future__ import annotations

from typing import NamedTuple

_PREFIX = "postgis:"


class SchemaPlace(NamedTuple):
    """A schema in the database of one of the user's connections."""

    connection: str
    schema: str

    def __str__(self) -> str:
        """As users read it."""
        from ..ocm.store.postgis import schema_text

        return schema_text(self.connection, self.schema)

    @property
    def address(self) -> str:
        """As one text, which settings store."""
        return f"{_PREFIX}{_escaped(self.connection)}/{_escaped(self.schema)}"


def _escaped(name: str) -> str:
    return name.replace("%", "%25").replace("/", "%2F")


def _plain(name: str) -> str:
    return name.replace("%2F", "/").replace("%25", "%")


def schema_place(address: str) -> SchemaPlace | None:
    """What an address names in a database; None for the path of a file."""
    connection, stroke, schema = address.removeprefix(_PREFIX).partition("/")
    if not (address.startswith(_PREFIX) and connection and stroke and schema):
        return None
    return SchemaPlace(_plain(connection), _plain(schema))
