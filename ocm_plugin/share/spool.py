"""Placemarks parked on disk by folder, since a KML names the size of a folder before its content.

However many stations are shared, memory holds no more than where each placemark lies: 16 bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import IO

from .folders import Folder

_HELD = 1 << 20
"""Bytes held back, to be written at once."""


class Spool:
    """One temporary file in which the placemarks of all folders lie in the order in which they came."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._held: list[bytes] = []
        self._held_bytes = 0
        self._end = 0
        self._places: dict[Folder, array[int]] = {}

    def add(self, folder: Folder, placemark: bytes) -> None:
        """Park one placemark for its folder. Raises OSError."""
        size = len(placemark)
        places = self._places.get(folder)
        if places is None:
            places = self._places[folder] = array("Q")
        places.extend((self._end, size))
        self._end += size
        self._held.append(placemark)
        self._held_bytes += size
        if self._held_bytes > _HELD:
            self._flush()

    def folders(self) -> list[Folder]:
        """The folders in the order in which they are shown."""
        return sorted(self._places)

    def sizes(self, folder: Folder) -> array[int]:
        """The size of each placemark of a folder, in bytes."""
        return self._places[folder][1::2]

    def placemarks(self, folder: Folder, start: int, stop: int) -> Iterator[bytes]:
        """The placemarks of a folder from number `start` to before `stop`, as they came. Raises OSError."""
        self._flush()
        places = self._places[folder]
        for number in range(2 * start, 2 * stop, 2):
            place, size = places[number], places[number + 1]
            self._file.seek(place)
            yield self._file.read(size)

    def _flush(self) -> None:
        if self._held:
            self._file.write(b"".join(self._held))
            self._file.flush()
            self._held.clear()
            self._held_bytes = 0
