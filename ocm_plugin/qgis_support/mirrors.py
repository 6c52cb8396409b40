"""The mirrors that users name: by the path of a file, or by a connection of theirs and a schema of its database.

mirror_of("/data/ocm.gpkg"), mirror_of("postgis:Town/openchargemap")
"""

from __future__ import annotations

import time
from threading import Lock, Thread
from typing import TYPE_CHECKING, NamedTuple

from ..ocm.errors import OcmError

if TYPE_CHECKING:
    from ..ocm.store.coverage import Entry
    from ..ocm.store.mirrors import Mirror

_PREFIX = "postgis:"
KNOWN_FOR_S = 60.0
"""What a mirror in a database covers is read again after so long."""


class SchemaPlace(NamedTuple):
    """A schema in the database of one of the user's connections."""

    connection: str
    schema: str

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


def mirror_of(address: str) -> Mirror:
    """The mirror of an address. Main thread: QGIS may ask for its master password. Raises OcmError."""
    place = schema_place(address)
    if place is None:
        from ..ocm.store.mirror_file import FileMirror

        return FileMirror(address)
    from ..ocm.store.postgis_mirror import PostgisMirror
    from .postgres import connection_uri, server_of

    return PostgisMirror(server_of(connection_uri(place.connection), place.connection), place.schema)


class _Ledgers:
    """What mirrors in databases cover, read in the background: a database may be far away, or gone."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, tuple[float, list[Entry]]] = {}
        self._reading: set[str] = set()

    def entries(self, address: str) -> list[Entry]:
        """The areas that a mirror covers, as far as that is known: asked again soon, more may be. Main thread."""
        with self._lock:
            read_at, entries = self._known.get(address, (0.0, []))
            is_due = address not in self._reading and (not read_at or time.monotonic() - read_at > KNOWN_FOR_S)
            if is_due:
                self._reading.add(address)
        if is_due:
            try:
                mirror = mirror_of(address)
            except OcmError:
                self._keep(address, [])
            else:
                Thread(target=self._read, args=(address, mirror), daemon=True).start()
        return entries

    def is_reading(self, address: str) -> bool:
        """Whether more will be known soon."""
        with self._lock:
            return address in self._reading

    def _read(self, address: str, mirror: Mirror) -> None:
        from ..ocm.store.mirror_tables import read_entries

        try:
            entries = read_entries(mirror)
        except OcmError:
            entries = []  # the server is asked; a search of the mirror itself says what is wrong with it
        self._keep(address, entries)

    def _keep(self, address: str, entries: list[Entry]) -> None:
        with self._lock:
            self._known[address] = time.monotonic(), entries
            self._reading.discard(address)


LEDGERS = _Ledgers()
