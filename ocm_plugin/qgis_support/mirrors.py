"""The mirrors that users name: by the path of a file, or by a connection of theirs and a schema of its database.

mirror_of("/data/ocm.gpkg"), mirror_of("postgis:Town/openchargemap")
"""

from __future__ import annotations

import time
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakSet

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..ocm.errors import OcmError
from .schema_place import schema_place

if TYPE_CHECKING:
    from ..ocm.store.coverage import Entry
    from ..ocm.store.mirrors import Mirror

KNOWN_FOR_S = 60.0
"""What a mirror in a database covers is read again after so long."""
FILE_KNOWN_FOR_S = 0.5
"""Whether a file was written is looked at again after so long."""


def mirror_of(address: str) -> Mirror:
    """The mirror of an address. Main thread: QGIS may ask for its master password. Raises OcmError."""
    place = schema_place(address)
    if place is None:
        from ..ocm.store.mirror_file import FileMirror

        return FileMirror(address)
    from ..ocm.store.postgis_mirror import PostgisMirror
    from .postgres import connection_uri, server_of

    return PostgisMirror(server_of(connection_uri(place.connection), place.connection), place.schema)


class _Known(NamedTuple):
    """What was read of a mirror."""

    read_at: float
    """When the reading began."""
    state: tuple[int, int] | None
    """What tells whether a file was written since; None for a database, and for a file that is not there."""
    entries: list[Entry]
    problem: str
    """Why it cannot be read, as a sentence; "" where it can."""


class LedgerNews(QObject):
    """Tells a window what is new of the mirrors, as long as the window lives."""

    changed = pyqtSignal()
    """More is known of what mirrors cover, or something else. Emitted in any thread."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        LEDGERS.readers.add(self)


class _Ledgers:
    """What mirrors cover, read in the background: a database or a shared folder may be far away, or gone.

    No object of Qt: it stays when the plugin goes, as modules do.
    """

    def __init__(self) -> None:
        self.readers: WeakSet[LedgerNews] = WeakSet()
        self._lock = Lock()
        self._known: dict[str, _Known] = {}
        self._reading: set[str] = set()

    def entries(self, address: str) -> list[Entry]:
        """The areas that a mirror covers, as far as that is known: see `LedgerNews`. Main thread."""
        known_for = KNOWN_FOR_S if schema_place(address) is not None else FILE_KNOWN_FOR_S
        with self._lock:
            known = self._known.get(address)
            is_due = address not in self._reading and (known is None or _age(known) > known_for)
            if is_due:
                self._reading.add(address)
        if is_due:
            try:
                mirror = mirror_of(address)
            except OcmError as error:
                self._keep(address, time.monotonic(), None, [], error.sentence)
            else:
                Thread(target=self._read, args=(address, mirror), daemon=True).start()
        return known.entries if known is not None else []

    def problem(self, address: str) -> str:
        """Why a mirror cannot be read, as far as that is known: see `entries`. Main thread."""
        self.entries(address)
        with self._lock:
            known = self._known.get(address)
        return known.problem if known is not None else ""

    def of_database(self, address: str) -> list[Entry] | None:
        """The areas that a mirror in a database covers, if that was read lately, or tried to be. Any thread."""
        with self._lock:
            known = self._known.get(address)
        return None if known is None or _age(known) > KNOWN_FOR_S else known.entries

    def renew(self, path: str) -> None:
        """Know what has just been written to a file: it may have been looked at a moment before. Any thread."""
        self._read(path, mirror_of(path))

    def _read(self, address: str, mirror: Mirror) -> None:
        begun = time.monotonic()
        state = None if schema_place(address) is not None else _state_of(address)
        with self._lock:
            known = self._known.get(address)
        # A file that could not be read may be readable now, though nobody has written to it: another program held it.
        is_same = known is not None and not known.problem and state is not None and known.state == state
        found = known[2:] if known is not None and is_same else read_or_problem(mirror)
        self._keep(address, begun, state, *found)

    def _keep(
        self, address: str, begun: float, state: tuple[int, int] | None, entries: list[Entry], problem: str
    ) -> None:
        with self._lock:
            before = self._known.get(address)
            self._reading.discard(address)
            if before is not None and before.read_at > begun:
                return  # another reading began later, and ended sooner
            self._known[address] = _Known(begun, state, entries, problem)
        if (before[2:] if before is not None else ([], "")) != (entries, problem):
            for news in list(self.readers):
                if not sip.isdeleted(news):
                    news.changed.emit()


def _age(known: _Known) -> float:
    return time.monotonic() - known.read_at


def _state_of(path: str) -> tuple[int, int] | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def read_ledger(mirror: Mirror) -> list[Entry]:
    """The areas that a mirror covers; none where it cannot be read: a search of the mirror itself says why."""
    return read_or_problem(mirror)[0]


def read_or_problem(mirror: Mirror) -> tuple[list[Entry], str]:
    """The same, and why it cannot be read: a sentence, or ""."""
    from ..ocm.store.mirror_tables import read_entries

    try:
        return read_entries(mirror), ""
    except OcmError as error:
        return [], error.sentence


LEDGERS = _Ledgers()
