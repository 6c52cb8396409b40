"""A layer as KML 2.2 or KMZ for people without a GIS: folders, symbols, balloons, typed data, attribution.

The writer streams: placemarks are parked on disk by folder and put together at the end, so memory stays flat. The file
takes its place only when it is whole.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

from ..ocm.feedback import Feedback, Progress
from ..ocm.files import written_whole
from .balloon import plain_balloon, station_balloon
from .credits import Credits
from .errors import ShareError
from .folders import FOLDERS_BY, Folder, folder_of
from .kml_document import KmlDocument
from .kml_placemark import PlacemarkWriter, shared_fields
from .kml_styles import images
from .licence_guard import may_be_published
from .source import ShareReport, ShareSource
from .spool import Spool, Spools

CHECKED_EVERY = 200
"""Features between two looks at the feedback: a cancel is heard within a few milliseconds."""

MY_MAPS_STATIONS = 2000
MY_MAPS_BYTES = 5_000_000
"""What Google My Maps takes in one file."""
MY_MAPS_PLACEMARK_BYTES = MY_MAPS_BYTES - 100_000
"""The rest is for the head of the document, its credits and styles."""


class KmlOptions(NamedTuple):
    """How to share as KML."""

    folders_by: str = FOLDERS_BY[0]
    time_stamps: bool = False
    """Date stations by when they were listed, for the time slider of Google Earth."""
    split: bool = False
    """Several files, each small enough for My Maps."""
    keep_not_open: bool = False
    """Keep stations whose licence is not open."""


Part = list[tuple[Folder, int, Iterable[str]]]
"""What one file holds: folders, each with its number of placemarks and the placemarks themselves."""


def export_kml(source: ShareSource, path: str, options: KmlOptions, feedback: Feedback) -> ShareReport:
    """Write a share; KMZ when the path ends so, else KML. May run in a worker.

    Raises ShareError when nothing may be shared, FileWriteError when a file cannot be written, Cancelled. After any of
    them no file is left, and one that was there before is untouched.
    """
    with tempfile.TemporaryDirectory() as workplace:
        spools = Spools(Path(workplace))
        credits = Credits(source.attribution)
        left_out = _park(source, options, spools, credits, feedback)
        folders = spools.in_order()
        shared = sum(spool.count for _, spool in folders)
        if shared == 0:
            raise ShareError(
                "No station may be shared: the licence of none of them is open. You can keep them all the same."
            )
        feedback.report(Progress("Writing the file", shared))
        document = KmlDocument(source, credits.attribution(), left_out, Path(path).suffix.lower() == ".kmz")
        if options.split:
            parts = list(enumerate(_split(folders, feedback), 1))
            paths = [_numbered(path, number) for number, _ in parts] if len(parts) > 1 else [path]
            for part_path, (_, part) in zip(paths, parts):
                _write(part_path, document, part, feedback)
        else:
            paths = [path]
            _write(path, document, [(folder, spool.count, spool) for folder, spool in folders], feedback)
    return ShareReport(shared, left_out, paths)


def _park(source: ShareSource, options: KmlOptions, spools: Spools, credits: Credits, feedback: Feedback) -> int:
    """Make the placemarks of all features that may be shared. Returns how many may not."""
    left_out = 0
    aliases = {field.name: field.alias for field in source.fields}
    writer = PlacemarkWriter(shared_fields(source.fields, source.is_stations), source.is_stations, options.time_stamps)
    connections = source.connections()
    try:
        for number, feature in enumerate(source.features()):
            if number % CHECKED_EVERY == 0:
                feedback.check()
                feedback.report(Progress("Describing the stations", number, fraction=number / source.count))
            if not (options.keep_not_open or may_be_published(feature.values)):
                left_out += 1
                continue
            folder = folder_of(feature.values, options.folders_by)
            if source.is_stations:
                credits.add(feature.values)
                description = station_balloon(feature, connections.of_station(feature.values["ocm_id"]))
            else:
                description = plain_balloon(feature, aliases)
            spools.add(folder, writer.placemark(feature, description, folder.shown))
    finally:
        connections.close()
    return left_out


def _split(folders: list[tuple[Folder, Spool]], feedback: Feedback) -> Iterator[Part]:
    """Parts small enough for My Maps, one after the other, folders kept together where they fit."""
    part: Part = []
    stations = size = 0
    for folder, spool in folders:
        placemarks: list[str] = []
        part.append((folder, 0, placemarks))
        for placemark in spool:
            feedback.check()
            length = len(placemark.encode())
            if stations == MY_MAPS_STATIONS or (stations and size + length > MY_MAPS_PLACEMARK_BYTES):
                yield _counted(part)
                placemarks = []
                part = [(folder, 0, placemarks)]
                stations = size = 0
            placemarks.append(placemark)
            stations += 1
            size += length
    yield _counted(part)


def _counted(part: Part) -> Part:
    return [(folder, len(list(placemarks)), placemarks) for folder, _, placemarks in part if placemarks]


def _numbered(path: str, number: int) -> str:
    whole = Path(path)
    return str(whole.with_name(f"{whole.stem}-{number}{whole.suffix}"))


def _write(path: str, document: KmlDocument, part: Part, feedback: Feedback) -> None:
    with written_whole(path) as file:
        if document.is_kmz:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                with archive.open("doc.kml", "w", force_zip64=True) as doc:
                    _write_text(doc, document, part, feedback)
                for name, image in images().items():
                    archive.writestr(name, image)
        else:
            with open(file, "wb") as doc:
                _write_text(doc, document, part, feedback)


def _write_text(doc: IO[bytes], document: KmlDocument, part: Part, feedback: Feedback) -> None:
    text = io.TextIOWrapper(doc, "utf-8", newline="\n")
    text.write(document.head())
    for folder, count, placemarks in part:
        text.write(document.folder_head(folder, count))
        for number, placemark in enumerate(placemarks):
            if number % CHECKED_EVERY == 0:
                feedback.check()
            text.write(placemark)
        text.write("</Folder>\n")
    text.write("</Document></kml>\n")
    text.flush()
    text.detach()
