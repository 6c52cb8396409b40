"""Files of stations, in the forms in which people have them: what is read, from when it is, and which names lie beside.

One answer of the API in any of its forms, an array, one object a line, one object a file in a folder or zip
(ocm-export), each also compressed with gzip, in UTF-8 or, as PowerShell writes it, UTF-16. What a file holds is
recognised by its content.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from ..errors import Cancelled, EmptyAnswer, OcmError, RequestError, SourceFileError
from ..feedback import Feedback
from ..records.built_in_reference import BUILT_IN, PROVIDERS
from ..records.decoding import decode_json, poi_list
from ..records.reference import FILE, ReferenceData
from ..translation import language, tr
from .other_forms import is_other_form, read_other_form

OTHER_ENDINGS = (".csv", ".xml", ".kml")
ENDINGS = (".json", ".jsonl", ".ndjson", ".geojson", *OTHER_ENDINGS)
"""Of files of stations in folders and zips, also with .gz behind."""
LOOK_UP_NAMES = ("referencedata.json", "reference.json")
"""Of look-up lists beside stations, in this order."""
LOOKED_ABOVE = 2
"""Folders above a file in which its look-up lists may lie: `ocm-export` has one folder a country."""

LARGEST = 3_000_000_000
"""Bytes after decompression. The whole registry is smaller."""
NAMED_AT_MOST = 5

_GZIP_MAGIC = b"\x1f\x8b"
_ZIP_MAGIC = b"PK\x03\x04"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The longer ones first: that of UTF-32 begins with that of UTF-16."""


@dataclass
class PoiFiles:
    """What was read."""

    pois: list[Any] = field(default_factory=list)
    bytes: int = 0
    date: datetime | None = None
    """When the newest of the files was written."""
    look_up: ReferenceData | None = None
    unread: list[str] = field(default_factory=list)
    """Files, or lines of one, that hold stations which could not be read."""
    files: int = 0
    lacks: dict[str, None] = field(default_factory=dict)
    """What the forms of the files never state, a sentence for users each."""
    unknown_titles: Counter[str] = field(default_factory=Counter)
    """Titles in place of ids, which no look-up list has."""

    @property
    def missing(self) -> str:
        """What could not be read, in one sentence; "" when everything was."""
        if not self.unread:
            return ""
        named = ", ".join(self.unread[:NAMED_AT_MOST])
        more = len(self.unread) - NAMED_AT_MOST
        if more > 0:
            return tr(
                "These could not be read: {names} and {n} more.",
                "These could not be read: {names} and {n} more.",
                n=more,
                names=named,
            )
        return tr("These could not be read: {names}.", names=named)

    @property
    def problem(self) -> str | None:
        """What stations of these files do not state though others do, in one or two sentences; None for nothing."""
        sentences = list(self.lacks)
        if self.unknown_titles:
            common = self.unknown_titles.most_common(NAMED_AT_MOST)
            titles = [f"{title} ({language().number(count)})" for title, count in common]
            sentences.append(
                tr(
                    "No look-up list has these titles, so what they name is unknown: {titles}.",
                    titles=", ".join(titles),
                )
            )
        return " ".join(sentences) or None


class _Part(NamedTuple):
    """One file of a folder or zip."""

    name: str
    body: bytes
    date: datetime


def read_poi_files(path: Path, feedback: Feedback, reference: ReferenceData = BUILT_IN) -> PoiFiles:
    """The stations of a file, folder or zip. `reference`: has the ids of titles that stand without.

    Raises SourceFileError, and Cancelled.
    """
    try:
        if path.is_dir():
            return _read_parts(path, _of_folder(path, feedback), reference, feedback)
        body = path.read_bytes()
        date = datetime.fromtimestamp(path.stat().st_mtime, timezone.utc)
        if body.startswith(_ZIP_MAGIC):
            return _read_parts(path, _of_zip(body, feedback), reference, feedback)
    except FileNotFoundError as error:
        raise SourceFileError(tr("The file {path} does not exist.", path=path), repr(error)) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise SourceFileError(tr("The file {path} cannot be read: {why}.", path=path, why=why), repr(error)) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, lzma.LZMAError) as error:
        raise SourceFileError(_damaged(str(path)), repr(error)) from error
    found = PoiFiles(date=date, files=1)
    plain = _plain(body, str(path))
    found.bytes = len(plain)
    found.look_up = _look_up_beside(path)
    _add_pois(found, plain, str(path), reference, feedback)
    return found


def _damaged(name: str) -> str:
    return tr("The compressed file {name} is damaged. Please get it again.", name=name)


def _no_list(name: str) -> str:
    return tr("The file {name} is JSON, but holds no list of stations.", name=name)


def _other_encoding(name: str, error: UnicodeDecodeError, encoding: str) -> SourceFileError:
    at = f"byte {error.start:,} is no {encoding.upper()}"
    return SourceFileError(
        tr("The file {name} is in another encoding, perhaps Windows-1252: please save it as UTF-8.", name=name), at
    )


def _is_look_up(name: str) -> bool:
    return PurePosixPath(name).name.lower() in LOOK_UP_NAMES


def _holds_stations(name: str) -> bool:
    lowered = name.lower()
    return lowered.removesuffix(".gz").endswith(ENDINGS) and not PurePosixPath(name).name.startswith(".")


def _of_folder(folder: Path, feedback: Feedback) -> Iterator[_Part]:
    for file in sorted(folder.rglob("*")):
        feedback.check()
        if _holds_stations(file.name) and file.is_file():
            date = datetime.fromtimestamp(file.stat().st_mtime, timezone.utc)
            yield _Part(file.relative_to(folder).as_posix(), file.read_bytes(), date)


def _of_zip(body: bytes, feedback: Feedback) -> Iterator[_Part]:
    room = LARGEST
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for entry in sorted(archive.infolist(), key=lambda info: info.filename):
            feedback.check()
            if entry.is_dir() or not _holds_stations(entry.filename):
                continue
            room -= entry.file_size
            if room < 0:
                raise zipfile.BadZipFile("larger than the whole registry")
            with archive.open(entry) as file:
                yield _Part(entry.filename, file.read(entry.file_size + 1), _zip_date(entry.date_time))


def _zip_date(parts: tuple[int, int, int, int, int, int]) -> datetime:
    """Zips know clock times without zone."""
    try:
        return datetime(*parts, tzinfo=timezone.utc)
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=timezone.utc)


def _read_parts(path: Path, parts: Iterator[_Part], reference: ReferenceData, feedback: Feedback) -> PoiFiles:
    """The stations of all files that hold any; what cannot be read is named, and the others load."""
    found = PoiFiles()
    for part in parts:
        try:
            plain = _plain(part.body, part.name)
            if _is_look_up(part.name):
                found.look_up = ReferenceData.from_json(decode_json(plain), part.date, FILE)
                continue
            if _is_foreign(plain, part.name):
                continue
            _add_pois(found, plain, part.name, reference, feedback)
        except Cancelled:
            raise
        except OcmError:
            found.unread.append(part.name)
            continue
        found.bytes += len(plain)
        found.files += 1
        found.date = part.date if found.date is None else max(found.date, part.date)
    if not found.files:
        raise SourceFileError(tr("{path} cannot be read: it holds no file of stations.", path=path), found.missing)
    found.look_up = found.look_up or _look_up_beside(path)
    return found


def _look_up_beside(path: Path) -> ReferenceData | None:
    """The look-up lists that lie beside a file, or above it as exports have them; None without any that can be read."""
    folders = [path.parent, *list(path.parent.parents)[:LOOKED_ABOVE]]
    for folder in folders:
        for name in LOOK_UP_NAMES if folder == path.parent else LOOK_UP_NAMES[:1]:
            file = folder / name
            if file == path or not file.is_file():
                continue
            try:
                date = datetime.fromtimestamp(file.stat().st_mtime, timezone.utc)
                return ReferenceData.from_json(decode_json(_plain(file.read_bytes(), str(file))), date, FILE)
            except (OSError, OcmError):
                return None
    return None


def _plain(body: bytes, name: str) -> bytes:
    """The content decompressed, in UTF-8."""
    try:
        if body.startswith(_GZIP_MAGIC):
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
                body = file.read(LARGEST + 1)
            if len(body) > LARGEST:
                raise EOFError("larger than the whole registry")
    except (EOFError, zlib.error, OSError) as error:
        raise SourceFileError(_damaged(name), repr(error)) from error
    encoding = next((found for mark, found in _MARKS if body.startswith(mark)), None)
    try:
        if encoding is not None:
            return body.decode(encoding).encode("utf-8")
        body.decode("utf-8")
        return body
    except UnicodeDecodeError as error:
        if encoding is None and not body.lstrip().startswith((b"[", b"{")):
            return body  # no text at all, which is said of it later
        raise _other_encoding(name, error, encoding or "utf-8") from error
    except UnicodeEncodeError as error:
        sentence = tr("The file {name} contains characters that are not valid text.", name=name)
        raise SourceFileError(sentence, repr(error)) from error


def _is_foreign(body: bytes, name: str) -> bool:
    """Whether a file is a table or a map of something else: in a folder it is passed over."""
    ending = PurePosixPath(name.lower().removesuffix(".gz")).suffix
    return ending in OTHER_ENDINGS and not is_other_form(body)


def _add_pois(found: PoiFiles, body: bytes, name: str, reference: ReferenceData, feedback: Feedback) -> None:
    """Add the stations of one file in UTF-8, whatever its form. Raises SourceFileError when it holds none."""
    beside = found.look_up or ReferenceData()
    titles = beside.completed_by(reference).completed_by(BUILT_IN).completed_by(PROVIDERS)
    try:
        other = read_other_form(body, titles, feedback.check)
    except UnicodeDecodeError as error:
        raise _other_encoding(name, error, "utf-8") from error
    if other is None:
        found.pois.extend(_pois_of_json(body, name, found.unread))
        return
    if other.broken and not other.pois:
        raise SourceFileError(tr("The file {name} is damaged. Please get it again.", name=name), other.broken)
    if other.broken:
        found.unread.append(tr("the end of {name} ({problem})", name=PurePosixPath(name).name, problem=other.broken))
    file = PurePosixPath(name).name
    found.unread.extend(tr("line {number} of {name}", number=line, name=file) for line in other.unread_lines)
    found.pois.extend(other.pois)
    found.lacks[tr(other.lacks)] = None
    found.unknown_titles += other.unknown_titles


def _pois_of_json(body: bytes, name: str, unread: list[str]) -> list[Any]:
    if _is_foreign(body, name):
        raise SourceFileError(tr("The file {name} is in no form that Open Charge Map writes.", name=name))
    try:
        answer = decode_json(body)
    except EmptyAnswer as error:
        raise SourceFileError(tr("The file {name} is empty.", name=name), error.details) from error
    except RequestError as error:
        pois = _of_lines(body, name, unread)
        if pois is None:
            sentence = tr("The file {name} is not JSON, or not all of it.", name=name)
            raise SourceFileError(sentence, error.details) from error
        return pois
    if _is_poi(answer):
        return [answer]
    try:
        pois = poi_list(answer)
    except RequestError as error:
        raise SourceFileError(_no_list(name), error.details) from error
    if pois and not any(map(_is_poi, pois)):
        raise SourceFileError(_no_list(name), "no AddressInfo anywhere")
    return pois


def _is_poi(value: Any) -> bool:
    return isinstance(value, dict) and ("AddressInfo" in value or "addressInfo" in value)


def _of_lines(body: bytes, name: str, unread: list[str]) -> list[Any] | None:
    """The stations of one object a line, as mongoexport writes them; None when the lines are none.

    The first line decides: the file may be cut, but then it is its last line that cannot be read.
    """
    pois: list[Any] = []
    for number, line in enumerate(body.removeprefix(codecs.BOM_UTF8).splitlines(), 1):
        if not line.strip():
            continue
        try:
            poi = json.loads(line)
        except (ValueError, RecursionError):
            poi = None
        if _is_poi(poi):
            pois.append(poi)
        elif not pois:
            return None
        else:
            unread.append(tr("line {number} of {name}", number=number, name=PurePosixPath(name).name))
    return pois or None
