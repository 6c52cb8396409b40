"""A layer as KML 2.2 or KMZ for people without a GIS: folders, symbols, balloons, typed data, attribution.

The writer streams: placemarks are parked on disk by folder and put together at the end, so memory stays flat. The file
takes its place only when it is whole.
"""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from ..ocm.errors import FileWriteError
from ..ocm.feedback import Feedback, Progress
from ..ocm.files import written_whole
from ..ocm.translation import tr
from . import FOLDERS_BY
from .balloon import plain_balloon, station_balloon
from .content import CHECKED_EVERY, Content
from .folders import Folder, folder_of, folder_of_features
from .kml_document import KmlDocument
from .kml_placemark import PlacemarkWriter
from .regions import tiles
from .source import ShareReport, ShareSource
from .spool import Spool
from .symbols import Symbol, symbol_of
from .words import station_words

MY_MAPS_FEATURES = 2000
MY_MAPS_BYTES = 5_000_000
"""What Google My Maps takes in one file."""
MY_MAPS_FOLDER_BYTES = 200
"""Room kept for the head of a folder."""


REGIONS_FROM = 5_000
"""A KMZ of more placemarks is divided into regions, which viewers load as they come near: one file of 100,000 has 400
MB, and they would wait for minutes."""
KML_BYTES = 4_100
"""What a station takes in a plain KML, about."""
WRITE_BUFFER = 1 << 20
LARGE_FILE = 2_000_000_000


class KmlOptions(NamedTuple):
    """How to share as KML."""

    folders_by: str = next(iter(FOLDERS_BY))
    time_stamps: bool = False
    """Date stations by when they were listed, for the time slider of Google Earth."""
    split: bool = False
    """Several files, each small enough for My Maps."""
    keep_not_open: bool = False
    """Keep stations whose licence is not open."""
    sure_only: bool = False
    """Leave out stations that only may match the search."""


class Part(NamedTuple):
    """What one file holds of one folder: its placemarks from number `start` to before `stop`."""

    folder: Folder
    start: int
    stop: int


def export_kml(source: ShareSource, path: str, options: KmlOptions, feedback: Feedback) -> ShareReport:
    """Write a share; KMZ when the path ends so, else KML. May run in a worker.

    Raises ShareError when there is nothing to share, FileWriteError when a file cannot be written, Cancelled. After any
    of them no file is left, and one that was there before is untouched.
    """
    content = Content(source, options.keep_not_open, options.sure_only)
    with _parking() as spool:
        symbols = _park(content, options, spool, feedback)
        feedback.report(Progress(tr("Writing the file."), content.features_n, fraction=1.0))
        document = KmlDocument(content, set(symbols), Path(path).suffix.lower() == ".kmz")
        if document.is_kmz and not options.split and len(spool) > REGIONS_FROM:
            with written_whole(path) as file:
                _write_regions(file, document, spool, symbols, feedback)
            return content.report([path])
        files = _split(spool, MY_MAPS_BYTES - len(document.head().encode())) if options.split else [_whole(spool)]
        paths = [path] if len(files) == 1 else [_numbered(path, number) for number in range(1, len(files) + 1)]
        with contextlib.ExitStack() as all_or_none:
            for file_path, parts in zip(paths, files):
                _write(all_or_none.enter_context(written_whole(file_path)), document, spool, parts, feedback)
    return content.report(paths)


@contextlib.contextmanager
def _parking() -> Iterator[Spool]:
    """A spool in the system's folder for temporary files, whose lack of room is said as such."""
    try:
        with tempfile.TemporaryFile() as file:
            yield Spool(file)
    except (OSError, sqlite3.OperationalError) as error:
        raise FileWriteError(
            tr(
                "Temporary files could not be written to {folder}. Please make room on that disk.",
                folder=tempfile.gettempdir(),
            ),
            repr(error),
        ) from error


def _park(content: Content, options: KmlOptions, spool: Spool, feedback: Feedback) -> list[Symbol]:
    """Make the placemarks of all features that are shared. Returns the symbols that they use, by their numbers."""
    source = content.source
    symbols: dict[Symbol, str] = {}
    numbers: dict[str, int] = {}
    writer = PlacemarkWriter(source.fields, source.is_stations, source.name_field, options.time_stamps)
    with contextlib.closing(source.connections()) as connections:
        for feature in content.features(feedback):
            values = feature.values
            symbol = symbol_of(values)
            style_id = symbols.get(symbol) or symbols.setdefault(symbol, symbol.id)
            if source.is_stations:
                folder = folder_of(values, options.folders_by)
                said = station_words(values)
                description = station_balloon(feature, said, connections.of_station(values.get("ocm_id")))
                placemark = writer.station(feature, said, description, style_id, folder.shown)
            else:
                folder = folder_of_features()
                balloon = plain_balloon(feature, source.fields, source.is_from_registry)
                placemark = writer.point(feature, balloon, style_id)
            symbol_number = numbers.setdefault(style_id, len(numbers))
            spool.add(folder, placemark.encode(), feature.points[0], symbol_number)
    return list(symbols)


def _whole(spool: Spool) -> list[Part]:
    """One file that holds everything."""
    return [Part(folder, 0, len(spool.sizes(folder))) for folder in spool.folders()]


def _split(spool: Spool, room: int) -> list[list[Part]]:
    """Files small enough for My Maps; folders stay together where they fit. `room`: bytes for placemarks."""
    files: list[list[Part]] = [[]]
    features = filled = 0
    for folder in spool.folders():
        start = number = 0
        filled += MY_MAPS_FOLDER_BYTES
        for number, size in enumerate(spool.sizes(folder)):
            if features == MY_MAPS_FEATURES or (features and filled + size > room):
                if number > start:
                    files[-1].append(Part(folder, start, number))
                files.append([])
                start, features, filled = number, 0, MY_MAPS_FOLDER_BYTES
            features += 1
            filled += size
        files[-1].append(Part(folder, start, number + 1))
    return files


def _numbered(path: str, number: int) -> str:
    whole = Path(path)
    return str(whole.with_name(f"{whole.stem}-{number}{whole.suffix}"))


def _write(file: Path, document: KmlDocument, spool: Spool, parts: list[Part], feedback: Feedback) -> None:
    if not document.is_kmz:
        with open(file, "wb", buffering=WRITE_BUFFER) as doc:
            _write_doc(doc, document, spool, parts, feedback)
        return
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        # Viewers know old zip files only, which hold up to 2 GB: the other form is taken just for what is larger.
        is_large = sum(sum(spool.sizes(folder)[start:stop]) for folder, start, stop in parts) > LARGE_FILE
        with archive.open("doc.kml", "w", force_zip64=is_large) as doc:
            _write_doc(doc, document, spool, parts, feedback)
        for name, picture in document.pictures():
            archive.writestr(name, picture)


_PART_END = b"</Folder>\n</Document></kml>\n"


def _write_regions(file: Path, document: KmlDocument, spool: Spool, symbols: list[Symbol], feedback: Feedback) -> None:
    """A KMZ whose first file only links its parts.

    All parts are linked from there, side by side: GDAL, and so QGIS, follows the links of the first file and no others.
    """
    parts = [
        (folder, tile, f"parts/{place}-{number}.kml")
        for place, folder in enumerate(spool.folders())
        for number, tile in enumerate(tiles(spool.points(folder)), 1)
    ]
    number_of = Counter(folder for folder, _, _ in parts)
    seen: Counter[Folder] = Counter()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        # Viewers open the first file that ends in .kml.
        with archive.open("doc.kml", "w") as doc:
            doc.write(document.head().encode())
            for folder, tile, part in parts:
                seen[folder] += 1
                title = tr(
                    "{folder}, part {number} of {parts} ({count})",
                    folder=folder.name,
                    number=seen[folder],
                    parts=number_of[folder],
                    count=len(tile.numbers),
                )
                doc.write(document.link(folder, title, part, tile).encode())
            doc.write(b"</Document></kml>\n")
        for folder, tile, part in parts:
            feedback.check()
            used = [symbols[symbol] for symbol in spool.symbols(folder, tile.numbers)]
            placemarks = b"".join(spool.chosen(folder, tile.numbers))
            archive.writestr(part, document.part_head(folder, used).encode() + placemarks + _PART_END)
        for name, picture in document.pictures():
            archive.writestr(name, picture)


def _write_doc(doc: IO[bytes], document: KmlDocument, spool: Spool, parts: list[Part], feedback: Feedback) -> None:
    doc.write(document.head().encode())
    for folder, start, stop in parts:
        doc.write(document.folder_head(folder, stop - start).encode())
        for number, placemark in enumerate(spool.placemarks(folder, start, stop)):
            if number % CHECKED_EVERY == 0:
                feedback.check()
            doc.write(placemark)
        doc.write(b"</Folder>\n")
    doc.write(b"</Document></kml>\n")
