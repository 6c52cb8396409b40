"""The files of a zip one after the other, in the order of its directory.

`zipfile` unpacks them, but it holds the directory of the whole zip at once: for an export of all stations, one file
each, some hundred megabytes.
"""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from .file_text import DAMAGE, damaged

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 65_535
_FULL = 0xFFFF_FFFF
"""In the place of a number that needs 64 bits, which stands elsewhere."""
_IN_UTF_8, _ENCRYPTED = 0x800, 0x1
_LONGEST_ENTRY = _ENTRY.size + 3 * 65_535
"""In the directory: its name, extra field and comment."""
_PIECE = 1_048_576


class ZipEntries:
    """The files of a zip.

    Example:
        for entry in (entries := ZipEntries(file, path)):
            entries.opened(entry).read()
    """

    def __init__(self, file: IO[bytes], path: Path) -> None:
        """Raises SourceFileError for what is no zip, or not all of it, and OSError."""
        self._file = file
        self._path = path
        try:
            self._start, self._size, self._shift, self._n = self._directory()
        except (struct.error, ValueError) as error:
            raise damaged(str(path), repr(error)) from error

    def __iter__(self) -> Iterator[zipfile.ZipInfo]:
        """The entries. Raises SourceFileError where the directory is damaged."""
        place, end = self._start, self._start + self._size
        held, at, held_to, n = b"", 0, place, 0
        while place < end:
            if len(held) - at < _LONGEST_ENTRY and held_to < end:
                self._file.seek(place)
                held, at = self._file.read(min(_PIECE, end - place)), 0
                held_to = place + len(held)
            try:
                entry, size = self._entry(held, at)
            except (struct.error, ValueError) as error:
                raise damaged(str(self._path), repr(error)) from error
            yield entry
            at += size
            place += size
            n += 1
        # One wrong bit can let the directory end early: files would be missing in silence. Old ones count in 16 bits.
        if place != end or (n - self._n) % 65_536:
            raise damaged(str(self._path), f"{n:,} of {self._n:,} files in its directory")

    def opened(self, entry: zipfile.ZipInfo) -> IO[bytes]:
        """A file, to be read before the next is opened. Raises SourceFileError and OSError."""
        name = entry.filename
        self._file.seek(entry.header_offset + self._shift)
        head = self._file.read(_LOCAL.size)
        if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
            raise damaged(name, "no header")
        if entry.flag_bits & _ENCRYPTED:
            raise damaged(name, "encrypted")
        length, extra = _LOCAL.unpack(head)[-2:]
        self._file.seek(length + extra, os.SEEK_CUR)
        try:
            unpacked: Any = zipfile.ZipExtFile(self._file, "r", entry)
        except DAMAGE as error:
            raise damaged(name, repr(error)) from error
        opened: IO[bytes] = unpacked
        return opened

    def _directory(self) -> tuple[int, int, int, int]:
        """Where the directory begins, its size, by how much what stands before the zip shifts all places, and how many
        files it lists."""
        whole = self._file.seek(0, os.SEEK_END)
        begin = self._file.seek(max(0, whole - _END.size - _LONGEST_COMMENT))
        tail = self._file.read()
        found = tail.rfind(b"PK\x05\x06")
        if found < 0:
            raise ValueError("no end of its directory")
        n, size, offset = _END.unpack_from(tail, found)[4:7]
        end = begin + found
        self._file.seek(max(0, end - _LOCATOR_64.size))
        locator = self._file.read(_LOCATOR_64.size)
        if locator.startswith(b"PK\x06\x07"):
            _, _, end, _ = _LOCATOR_64.unpack(locator)
            self._file.seek(min(end, whole))
            mark, *_, n, size, offset = _END_64.unpack(self._file.read(_END_64.size))
            if mark != b"PK\x06\x06":
                raise ValueError("no end of its directory of 64 bits")
        if not 0 <= size <= end:
            raise ValueError("its directory is larger than the file")
        return end - size, size, end - size - offset, n

    def _entry(self, held: bytes, at: int) -> tuple[zipfile.ZipInfo, int]:
        """The entry of the directory at a place, and its size there."""
        (mark, _, _, flags, method, time, date, crc, packed, size, n, extra, comment, _, _, _, offset) = (
            _ENTRY.unpack_from(held, at)
        )
        if mark != b"PK\x01\x02":
            raise ValueError("no entry of its directory")
        start = at + _ENTRY.size
        behind = start + n
        last = behind + extra
        name = held[start:behind].decode("utf-8" if flags & _IN_UTF_8 else "cp437", "replace")
        entry = zipfile.ZipInfo(name)
        # ZipInfo cuts names at zeros, and the name is what must be judged.
        entry.filename = name.replace("\\", "/")
        entry.date_time = (date >> 9) + 1980, date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, (time & 31) * 2
        entry.flag_bits, entry.compress_type, entry.CRC = flags, method, crc
        entry.file_size, entry.compress_size, entry.header_offset = _in_64_bits(held[behind:last], size, packed, offset)
        return entry, _ENTRY.size + n + extra + comment


def _in_64_bits(extra: bytes, *numbers: int) -> list[int]:
    """The numbers of an entry, those which stand in the extra field taken from there."""
    found = list(numbers)
    if _FULL not in found:
        return found
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            at += 4
            for place, number in enumerate(found):
                if number == _FULL:
                    (found[place],) = struct.unpack_from("<Q", extra, at)
                    at += 8
            return found
        at += 4 + size
    raise ValueError("a size of 64 bits that is nowhere")
