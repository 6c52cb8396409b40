"""Placemarks parked on disk by folder, since a KML names the size of a folder before its content.

However many stations are shared, memory holds no more than where each placemark lies in the file and on the Earth, and
the number of its symbol: 34 bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
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
        self._points: dict[Folder, array[float]] = {}
        self._symbols: dict[Folder, array[int]] = {}

    def add(self, folder: Folder, placemark: bytes, point: tuple[float, float], symbol: int) -> None:
        """Park one placemark, its place (longitude, latitude) and the number of its symbol. Raises OSError."""
        size = len(placemark)
        places = self._places.get(folder)
        if places is None:
            places = self._places[folder] = array("Q")
            self._points[folder] = array("d")
            self._symbols[folder] = array("H")
        places.extend((self._end, size))
        self._points[folder].extend(point)
        self._symbols[folder].append(symbol)
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

    def chosen(self, folder: Folder, numbers: Iterable[int]) -> Iterator[bytes]:
        """The placemarks of a folder with these numbers. Raises OSError."""
        for number in numbers:
            yield from self.placemarks(folder, number, number + 1)

    def points(self, folder: Folder) -> list[tuple[float, float]]:
        """Longitude and latitude of the placemarks of a folder."""
        points = self._points[folder]
        return list(zip(points[::2], points[1::2]))

    def symbols(self, folder: Folder, numbers: Iterable[int]) -> set[int]:
        """The numbers of the symbols of some placemarks of a folder."""
        symbols = self._symbols[folder]
        return {symbols[number] for number in numbers}

    def __len__(self) -> int:
        return sum(map(len, self._symbols.values()))

    def _flush(self) -> None:
        if self._held:
            self._file.write(b"".join(self._held))
            self._file.flush()
            self._held.clear()
            self._held_bytes = 0
