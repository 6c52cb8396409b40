"""The source that a search in QGIS runs against: the server of the settings, the demo data, a mirror, or a file."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qgis.core import QgsApplication, QgsFeedback
from qgis.PyQt.QtCore import QThread

from ..ocm.errors import OcmError, SettingsError
from ..ocm.feedback import Feedback
from ..ocm.http.client import Client
from ..ocm.records.provenance import FROM_HELD
from ..ocm.records.reference_store import ReferenceStore, slug
from ..ocm.search.areas import Area
from ..ocm.search.search import Search
from ..ocm.sources.paging import ApiSource
from ..ocm.sources.source import FileSource, Source, demo_source
from ..ocm.store.saved_searches import SavedSearches
from ..ocm.tables.derive.context import Context
from ..ocm.wording import from_mirror_sentence, held_sentence
from .key_store import KEY_STORE
from .mirrors import LEDGERS, mirror_of, schema_place
from .paths import profile_folder
from .settings import API, DEMO, Settings
from .transport import qgis_session

if TYPE_CHECKING:
    from ..ocm.store.mirrors import Mirror


def make_client(settings: Settings, key: str, feedback: QgsFeedback | None) -> Client:
    """A client of the server of the settings over QGIS' network; cancelling the feedback ends its running request.

    `key`: from KEY_STORE, read in the main thread beforehand. Raises SettingsError, KeyRejected.
    """
    return Client(qgis_session(feedback), settings.server, key, settings.timeout_s)


class SourceChoice(NamedTuple):
    """Where a run reads from: chosen in the main thread, opened in the one that runs the search."""

    settings: Settings
    kind: str
    """API, DEMO, the address of a mirror, or the path of a file of stations."""
    key: str = ""
    """Of the API: the demo data and files need none."""
    area: Area | None = None
    """Where will be searched: a mirror has an age for each area."""
    in_database: Mirror | None = None
    """The mirror, where it lies in a database."""

    def open(self, feedback: QgsFeedback | None) -> Source:
        """The source. `feedback` and errors: see `make_client`."""
        if self.kind == DEMO:
            return demo_source()
        settings = self.settings
        if self.in_database is not None:
            from ..ocm.sources.mirror import MirrorSource

            return MirrorSource(self.in_database, settings.server, self.area)
        if self.kind != API:
            return _source_of_file(self.kind, settings, self.area)
        client = make_client(settings, self.key, feedback)
        return ApiSource(client, reference_store(client.server), settings.page_size, may_overlap())


def may_overlap() -> bool:
    """Whether requests may be sent from a thread of our own while this one works on the answers.

    The main thread must answer what such a thread asks, a proxy's password or a certificate: `QgisFeedback.idle`. It is
    not tried where a window would be shown for that in the middle of a run.
    """
    return QThread.currentThread() != QgsApplication.instance().thread() or QgsApplication.platform() != "desktop"


def _source_of_file(path: str, settings: Settings, area: Area | None) -> Source:
    """A mirror or a file of stations, as its content says."""
    # Not with the plugin itself: QGIS' start need not wait for SQLite.
    from ..ocm.sources.mirror import MirrorSource
    from ..ocm.store.mirror_file import FileMirror, is_mirror

    if Path(path) == held_file(settings.server):
        return MirrorSource(FileMirror(path), settings.server, area, kind=FROM_HELD)
    if is_mirror(path):
        return MirrorSource(FileMirror(path), settings.server, area)
    return FileSource(path, reference=reference_store(settings.server).get(None, datetime.now(timezone.utc)))


class CoveringMirror(NamedTuple):
    """A mirror, or what earlier searches have brought, that holds all that a search asks for."""

    path: str
    """Its address."""
    as_of: datetime
    """From when its stations are (UTC)."""
    is_held: bool
    """Whether earlier searches have brought it."""

    @property
    def sentence(self) -> str:
        """Where the stations will come from."""
        if self.is_held:
            return held_sentence(self.as_of)
        return from_mirror_sentence(self.as_of, datetime.now(timezone.utc))


def covering_mirror(settings: Settings, search: Search) -> CoveringMirror | None:
    """What can answer a search in the place of the server: of what covers its area and is young enough, the newest."""
    try:
        held = held_file(settings.server)
    except SettingsError:
        return None  # which the search itself will say
    candidates = (
        _covering(str(held), True, timedelta(hours=settings.held_hours), settings, search) if held.exists() else None,
        _covering(settings.mirror, False, timedelta(days=settings.mirror_days), settings, search)
        if settings.mirror
        else None,
    )
    return max(filter(None, candidates), key=lambda each: each.as_of, default=None)


def _covering(path: str, is_held: bool, age: timedelta, settings: Settings, search: Search) -> CoveringMirror | None:
    from ..ocm.sources.mirror import cover_of, mirror_cover
    from ..ocm.store.mirror_file import FileMirror

    since = datetime.now(timezone.utc) - age
    try:
        if schema_place(path) is None:
            cover = mirror_cover(FileMirror(path), settings.server, search, since)
        else:
            cover = cover_of(LEDGERS.entries(path), settings.server, search, since)
    except OcmError:
        return None  # the server is asked; a search of the mirror itself says what is wrong with it
    if not cover.is_whole or cover.since is None:
        return None
    # What is asked for since a later moment can only be known by the server.
    later = [moment for moment in (search.created_since, search.modified_since) if moment and moment >= cover.since]
    return None if later else CoveringMirror(path, cover.since, is_held)


def held_file(server: str) -> Path:
    """Where stations are held that searches of a server have brought."""
    return profile_folder() / f"held-{slug(server)}.gpkg"


def choose_source(settings: Settings, kind: str, area: Area | None = None) -> SourceChoice:
    """The choice of a kind of source. Main thread: QGIS' key store belongs to it. Raises OcmError.

    `area`: where will be searched, if that is known.
    """
    in_database = mirror_of(kind) if schema_place(kind) is not None else None
    return SourceChoice(settings, kind, KEY_STORE.key() if kind == API else "", area, in_database)


def context_of(source: Source, feedback: Feedback) -> Context:
    """What a new result of a source is made with: its look-up lists, and the licences with the user's own table."""
    return Context.of_new_result(source.reference(feedback), profile_folder(), source.origin)


def saved_searches() -> SavedSearches:
    """The searches that the user keeps in the profile."""
    return SavedSearches(profile_folder() / "searches.sqlite")


def reference_store(server: str) -> ReferenceStore:
    """The stored look-up lists of a server, by its normal base URL."""
    return ReferenceStore(profile_folder(), server)
