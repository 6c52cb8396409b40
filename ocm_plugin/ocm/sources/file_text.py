"""The text of a file of stations, piece by piece: unpacked, in whatever encoding, and never more than is allowed.

However large a file is, a piece of it is all that is held.
"""

from __future__ import annotations

import codecs
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from ..errors import SourceFileError
from ..translation import language, tr

PIECE = 262_144
"""Bytes that are read at once. The first piece tells which form a file has."""
LARGEST = 3_000_000_000
"""Bytes after decompression, of one file or of all in a folder or zip. The whole registry is smaller."""
LARGEST_RECORD = 4_000_000
"""Characters of one station or line; real ones have some thousand."""

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
"""Of a zip, and of one that is empty."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The longer ones first: that of UTF-32 begins with that of UTF-16."""
_MARK = "\ufeff"
_UNMARKED: dict[tuple[bool, ...], str] = {
    (True, False, False, False): "utf-32-le",
    (False, False, False, True): "utf-32-be",
    (True, False, True, False): "utf-16-le",
    (False, True, False, True): "utf-16-be",
}
"""Without a mark: which of the first four bytes are not zero. Every form begins with two characters of ASCII."""
_CUT_CHARACTER = ("unexpected end of data", "truncated data")

DAMAGE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, lzma.LZMAError)
"""What `zipfile` raises for content that is damaged, encrypted, or packed in a way that it does not know."""


class BrokenOff(Exception):
    """A file cannot be read from here on, and what came before is right; the text says where and why, for experts."""


class TooLarge(SourceFileError):
    """More than LARGEST: all that belongs to it is refused."""


class Room:
    """How many bytes may still be read."""

    def __init__(self, name: str, largest: int | None = None) -> None:
        """`name`: of the file, folder or zip, for the sentence. `largest`: LARGEST, unless given."""
        self._name = name
        self._largest = LARGEST if largest is None else largest
        self.taken = 0

    def take(self, size: int) -> None:
        """Count bytes that have been read. Raises TooLarge."""
        self.taken += size
        if self.taken > self._largest:
            raise too_large(self._name, self._largest)


def too_large(name: str, largest: int) -> TooLarge:
    """The refusal of what would be larger than allowed."""
    return TooLarge(
        tr(
            "{path} is not read: unpacked it is larger than {megabytes} MB, more than all stations of the world take.",
            path=name,
            megabytes=language().number(largest // 1_000_000),
        ),
        f"more than {largest:,} bytes",
    )


def damaged(name: str, why: str) -> SourceFileError:
    """The refusal of compressed content that does not unpack. `why`: for experts."""
    return SourceFileError(tr("The compressed file {name} is damaged. Please get it again.", name=name), why)


def unreadable(path: str, error: OSError) -> SourceFileError:
    """The refusal of the system to read a file, as a sentence."""
    if isinstance(error, FileNotFoundError):
        return SourceFileError(tr("The file {path} does not exist. Please choose another one.", path=path), repr(error))
    why = error.strerror or str(error)
    return SourceFileError(
        tr(
            "The file {path} cannot be read: {why}. Please check its drive, and your right to read it.",
            path=path,
            why=why,
        ),
        repr(error),
    )


def _encoding_of(head: bytes) -> str:
    """The encoding of a text, by its first bytes."""
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    return marked or _UNMARKED.get(tuple(byte != 0 for byte in head[:4]), "utf-8")


class FileText:
    """The text of one file.

    Example:
        text = FileText(file, "a.json", Room("a.json"), feedback.check)
        for piece in text.pieces(): …
        text.is_cut  # only then: whether it ends before its end
    """

    def __init__(
        self, file: IO[bytes], name: str, room: Room, check: Callable[[], None], size: int | None = None
    ) -> None:
        """`size`: in bytes as it is stored, where it is known: small files need no large buffer.

        `check` raises when the text is no longer wanted. Raises SourceFileError for what cannot be unpacked.
        """
        self._name = name
        self.is_cut = False
        buffer = PIECE if size is None else max(16, min(size + 1, PIECE))
        packed: Any = io.BufferedReader(_Stored(file, name, check), buffer)
        self.is_packed = packed.peek(2).startswith(GZIP_MAGIC)
        plain = _Unpacked(packed, self, name, room) if self.is_packed else _Counted(packed, room)
        self._bytes = io.BufferedReader(plain, PIECE if self.is_packed else buffer)
        head = self._bytes.peek(4)
        if self.is_packed and head.startswith((GZIP_MAGIC, *ZIP_MAGICS)):
            raise SourceFileError(
                tr("The file {name} is compressed twice. Please unpack it first.", name=name), f"begins {head[:4]!r}"
            )
        self._encoding = _encoding_of(head)

    def head(self) -> str:
        """The beginning of the text, to know its form by; it is read again with the rest. Never raises UnicodeError."""
        return self._bytes.peek(PIECE).decode(self._encoding, "replace").lstrip(_MARK)

    def pieces(self) -> Iterator[str]:
        """All of the text. Raises SourceFileError for damage and for another encoding than that of the file's mark."""
        decoder = codecs.getincrementaldecoder(self._encoding)()
        read = 0
        while piece := self._bytes.read(PIECE):
            try:
                text = decoder.decode(piece)
            except UnicodeDecodeError as error:
                raise self._other_encoding(error, read) from error
            # What was converted with its mark has that of the new encoding before it.
            yield text if read else text.lstrip(_MARK)
            read += len(piece)
        try:
            decoder.decode(b"", True)
        except UnicodeDecodeError as error:
            if error.reason not in _CUT_CHARACTER:
                raise self._other_encoding(error, read) from error
            self.is_cut = True

    def _other_encoding(self, error: UnicodeDecodeError, read: int) -> SourceFileError:
        at = f"about byte {read + error.start:,} is no {self._encoding.upper()}"
        return SourceFileError(
            tr(
                "The file {name} is in another encoding, perhaps Windows-1252: please save it as UTF-8.",
                name=self._name,
            ),
            at,
        )


def whole_content(file: IO[bytes], name: str, largest: int, check: Callable[[], None]) -> bytes:
    """All of a small file in UTF-8. Raises SourceFileError."""
    text = FileText(file, name, Room(name, largest), check)
    content = "".join(text.pieces()).encode("utf-8", "replace")
    if text.is_cut:
        raise damaged(name, "it ends early")
    return content


def lines(pieces: Iterator[str]) -> Iterator[str]:
    """The lines of a text, each with its end, which only the last may lack. Raises BrokenOff for one without end."""
    rest = ""
    for piece in pieces:
        held = ""
        for line in io.StringIO(rest + piece, newline=""):
            if held:
                yield held
            held = line
        if held.endswith("\n"):
            yield held
            held = ""
        rest = held  # also after "\r", which "\n" may follow
        if len(rest) > LARGEST_RECORD:
            raise BrokenOff(f"a line of more than {LARGEST_RECORD:,} characters")
    if rest:
        yield rest


class _Stored(io.RawIOBase):
    """A file as it is stored: what the system or the zip refuses becomes a sentence."""

    def __init__(self, file: IO[bytes], name: str, check: Callable[[], None]) -> None:
        self._file = file
        self._name = name
        self._check = check

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._check()
        try:
            piece = self._file.read(len(buffer))
        except DAMAGE as error:
            raise damaged(self._name, repr(error)) from error
        except OSError as error:
            raise unreadable(self._name, error) from error
        buffer[: len(piece)] = piece
        return len(piece)


class _Counted(io.RawIOBase):
    """What is not compressed."""

    def __init__(self, file: io.BufferedReader, room: Room) -> None:
        self._file = file
        self._room = room

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = self._file.readinto1(buffer)
        self._room.take(size)
        return size


class _Unpacked(io.RawIOBase):
    """What gzip has compressed. What ends early is right as far as it goes; anything else that is wrong is damage."""

    def __init__(self, file: io.BufferedReader, text: FileText, name: str, room: Room) -> None:
        self._file = gzip.GzipFile(fileobj=file)
        self._text = text
        self._name = name
        self._room = room

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = 0
        while size < len(buffer) and not self._text.is_cut:
            try:
                piece = self._file.read1(len(buffer) - size)
            except EOFError:
                self._text.is_cut = True
                break
            except (zlib.error, OSError) as error:
                raise damaged(self._name, repr(error)) from error
            if not piece:
                break
            end = size + len(piece)
            buffer[size:end] = piece
            size = end
        self._room.take(size)
        return size
