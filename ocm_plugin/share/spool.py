"""Placemarks parked on disk by folder, since a KML names the size of a folder before its content.

Memory stays flat however many stations are shared: only a buffer for each folder is held.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .folders import Folder

BUFFERED_CHARACTERS = 200_000
"""Text held for one folder before it goes to disk."""


class Spool:
    """The placemarks of one folder, in the order in which they came."""

    def __init__(self, path: Path) -> None:
        self.count = 0
        self._path = path
        self._pending: list[str] = []
        self._pending_characters = 0

    def add(self, placemark: str) -> None:
        """Park one placemark."""
        self.count += 1
        self._pending.append(placemark)
        self._pending_characters += len(placemark)
        if self._pending_characters > BUFFERED_CHARACTERS:
            self._flush()

    def __iter__(self) -> Iterator[str]:
        """The placemarks, as they came."""
        self._flush()
        with open(self._path, encoding="utf-8", newline="") as parked:
            while length := parked.readline():
                yield parked.read(int(length))

    def _flush(self) -> None:
        with open(self._path, "a", encoding="utf-8", newline="") as parked:
            parked.writelines(f"{len(placemark)}\n{placemark}" for placemark in self._pending)
        self._pending.clear()
        self._pending_characters = 0


class Spools:
    """One spool a folder, below a temporary folder of the disk."""

    def __init__(self, workplace: Path) -> None:
        self._workplace = workplace
        self._by_folder: dict[Folder, Spool] = {}

    def add(self, folder: Folder, placemark: str) -> None:
        """Park one placemark in its folder."""
        spool = self._by_folder.get(folder)
        if spool is None:
            spool = self._by_folder[folder] = Spool(self._workplace / f"{len(self._by_folder)}.txt")
        spool.add(placemark)

    def in_order(self) -> list[tuple[Folder, Spool]]:
        """Folders as they are shown."""
        return sorted(self._by_folder.items())
