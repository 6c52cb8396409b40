"""Placemarks parked on disk by folder, since a KML names the size of a folder before its content.

However many stations are shared, memory holds no more than where each placemark lies: 16 bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import IO

from .folders import Folder


class Spool:
    """One temporary file in which the placemarks of all folders lie in the order in which they came."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._end = 0
        self._places: dict[Folder, array[int]] = {}

    def add(self, folder: Folder, placemark: bytes) -> None:
        """Park one placemark for its folder. Raises OSError."""
        places = self._places.get(folder)
        if places is None:
            places = self._places[folder] = array("Q")
        places.append(self._end)
        places.append(len(placemark))
        self._file.write(placemark)
        self._end += len(placemark)

    def folders(self) -> list[Folder]:
        """The folders in the order in which they are shown."""
        return sorted(self._places)

    def sizes(self, folder: Folder) -> array[int]:
        """The size of each placemark of a folder, in bytes."""
        return self._places[folder][1::2]

    def placemarks(self, folder: Folder, start: int, stop: int) -> Iterator[bytes]:
        """The placemarks of a folder from number `start` to before `stop`, as they came."""
        places = self._places[folder][2 * start : 2 * stop]
        for place, size in zip(places[::2], places[1::2]):
            self._file.seek(place)
            yield self._file.read(size)
