"""What the server sends is held for a while, to answer later searches of the same places.

    source = Keeping(api)
    result = run_search(search, source, …)
    keep(source, result, path, age, feedback)

Stations of searches without filters answer all others; those of a search with filters, in a file of their own
(`name_of`), the same question, also of a part of its area.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from .errors import SourceFileError
from .feedback import Feedback
from .parts import PartsSource
from .records.provenance import ResumePoint
from .records.reference_store import slug
from .search.areas import corner_count
from .search.search import Search, to_json
from .sources.source import Batch, Relay, Source
from .store.mirror_file import FileMirror
from .store.mirror_tables import arrived_row, read_facts
from .store.mirror_update import Part, Staging
from .tables.result import Result

HELD_AT_MOST = 20_000
"""Stations of one search that are held for later ones: larger areas are a mirror's business."""
HELD_CORNERS = 1_000
"""Corners of an area that is held: its ledger is read before each search."""
HELD_BYTES = 100_000_000
"""A file of held stations that has become larger is begun again."""


def name_of(server: str, search: Search) -> str:
    """The name of the file that holds what a search has brought."""
    if not search.has_filters:
        return f"held-{slug(server)}.gpkg"
    return f"held-{slug(server)}-{hashlib.sha256(to_json(search.filters).encode()).hexdigest()[:16]}.gpkg"


class Keeping(Relay):
    """A server whose stations are kept as they come."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.search: Search | None = None
        """What was asked for, from the beginning."""
        self.started = datetime.now(timezone.utc)
        self.rows: list[tuple[Any, ...]] | None = []
        """None: they are too many."""

    def batches(self, search: Search, feedback: Feedback, resume: ResumePoint | None = None) -> Iterator[Batch]:
        is_wanted = resume is None and corner_count(search.area) <= HELD_CORNERS
        self.search = search if is_wanted else None
        self.started = datetime.now(timezone.utc)
        self.rows = [] if is_wanted else None
        for batch in self._source.batches(search, feedback, resume):
            if self.rows is not None:
                self.rows += [arrived_row(station, poi) for station, poi in zip(batch.stations, batch.raw)]
                if len(self.rows) > HELD_AT_MOST:
                    self.rows = None
            yield batch


def keep(source: Source, result: Result, folder: Path, age: timedelta, feedback: Feedback) -> Path | None:
    """Hold what a server was asked for, if the result is complete. What has become older than an age is forgotten.

    Returns the file that has more now, if one has. Raises OcmError; what was held is then as it was.
    """
    asked = source.api if isinstance(source, PartsSource) else source
    # That there is none is what servers in trouble say, too.
    if not isinstance(asked, Keeping) or not asked.rows or not result.provenance.is_complete:
        return None
    return _keep(asked, result, folder, age, feedback)


def _keep(source: Keeping, result: Result, folder: Path, age: timedelta, feedback: Feedback) -> Path | None:
    search = source.search
    if search is None or source.rows is None:
        return None
    server = source.origin.server or ""
    path = folder / name_of(server, search)
    if not _may_hold(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        FileMirror(path).create()
    part = Part(search.area, server, None, source.started)
    with closing(Staging(FileMirror(path).session())) as staging:
        staging.begin(None)
        staging.add(None, source.rows, 0)
        staging.apply(
            part, result.reference, search.include_comments, result.context.query_id, feedback, is_listed=False
        )
        staging.forget(source.started - age)
    if search.has_filters:
        _remove_old(folder, server, source.started - age)
    return path


def _may_hold(path: Path) -> bool:
    """Whether a file can take more stations: it is there, not damaged, of this version, and not too large."""
    try:
        read_facts(FileMirror(path))
    except SourceFileError:
        return False
    return path.stat().st_size <= HELD_BYTES


def _remove_old(folder: Path, server: str, before: datetime) -> None:
    """Remove the files of searches with filters that were written too long ago to answer anything."""
    for path in folder.glob(f"held-{slug(server)}-{'[0-9a-f]' * 16}.gpkg"):
        # Another QGIS may be using it, or has removed it.
        with suppress(OSError):
            if path.stat().st_mtime < before.timestamp():
                path.unlink()
