"""The source that a search in QGIS runs against: the server of the settings, the demo data, a mirror, or a file."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qgis.core import QgsApplication, QgsFeedback
from qgis.PyQt.QtCore import QThread

from ..ocm.errors import OcmError, SettingsError
from ..ocm.feedback import Feedback
from ..ocm.http.client import Client
from ..ocm.http.diary import Diary
from ..ocm.records.built_in_reference import BUILT_IN
from ..ocm.records.reference import ReferenceData
from ..ocm.records.reference_store import ReferenceStore
from ..ocm.search.areas import Area
from ..ocm.search.search import Search
from ..ocm.sources.paging import ApiSource
from ..ocm.sources.source import FileSource, Source, demo_source
from ..ocm.store.saved_searches import SavedSearches
from ..ocm.tables.derive.context import Context
from .key_store import KEY_STORE, variable_of
from .mirrors import LEDGERS, mirror_of, read_ledger, read_or_problem
from .paths import profile_folder
from .schema_place import schema_place
from .settings import API, DEMO, Settings
from .transport import qgis_session

if TYPE_CHECKING:
    from ..ocm.parts import Plan
    from ..ocm.store.coverage import Entry
    from ..ocm.store.mirrors import Mirror
    from ..ocm.tables.result import Result


def make_client(settings: Settings, key: str, feedback: QgsFeedback | None) -> Client:
    """A client of the server of the settings over QGIS' network; cancelling the feedback ends its running request.

    `key`: from KEY_STORE, read in the main thread beforehand. Raises SettingsError, KeyRejected.
    """
    session, variable = qgis_session(feedback), variable_of(key)
    return Client(session, settings.server, key, settings.timeout_s, diary=diary(), key_variable=variable)


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
    unopened: str = ""
    """Why the mirror of the options, which lies in a database, cannot be opened: its connection may be gone."""
    plan: Plan | None = None
    """How what is held or mirrored answers in the place of the server."""
    holds: bool = False
    """Whether what the server sends is to be held for later searches."""

    def open(self, feedback: QgsFeedback | None) -> Source:
        """The source. `feedback` and errors: see `make_client`."""
        if self.kind == DEMO:
            return demo_source()
        settings = self.settings
        if self.plan is not None:
            from ..ocm.parts import source_of

            api = functools.partial(self._api, feedback)
            return source_of(self.plan, settings.server, api, self._mirror, profile_folder())
        if self.kind == API:
            return self._api(feedback)
        if self.in_database is not None:
            from ..ocm.sources.mirror import MirrorSource

            return MirrorSource(self.in_database, settings.server, self.area, licence_folder=profile_folder())
        return _source_of_file(self.kind, settings, self.area)

    def _mirror(self, address: str) -> Mirror:
        from ..ocm.store.mirror_file import FileMirror

        return self.in_database if self.in_database and schema_place(address) else FileMirror(address)

    def _api(self, feedback: QgsFeedback | None) -> Source:
        client = make_client(self.settings, self.key, feedback)
        api = ApiSource(client, reference_store(client.server), self.settings.page_size, may_overlap())
        if not self.holds or not self.settings.held_hours:
            return api
        from ..ocm.holding import Keeping

        return Keeping(api)

    def planned(self, search: Search, newer_than: datetime | None = None) -> SourceChoice:
        """With what is held or mirrored in the place of the server, as far as it answers a search. Raises OcmError.

        `newer_than`: only if it answers all of it, with stations that are newer, and no older than what is held. Reads
        the ledgers: in the worker, after `with_mirror`.
        """
        plan = held_plan(self.settings, search, self._entries)
        if plan is None:
            return self
        if newer_than is not None:
            since = max(newer_than, datetime.now(timezone.utc) - timedelta(hours=self.settings.held_hours))
            if not plan.is_whole or any(piece.as_of <= since for piece in plan.pieces):
                return self
        return self._replace(plan=plan)

    def _entries(self, address: str) -> list[Entry]:
        if schema_place(address) is None:
            return read_ledger(self._mirror(address))
        if self.in_database is None:
            return []
        # A database that does not answer is waited for once.
        known = LEDGERS.of_database(address)
        return read_ledger(self.in_database) if known is None else known

    def mirror_problem(self) -> str:
        """Why the mirror of the options cannot answer in the place of the server; "" where it can, or there is none.

        In the worker, after `with_mirror`.
        """
        address = self.settings.mirror if self.kind == API else ""
        if not address or self.unopened:
            return self.unopened
        is_open = self.in_database is not None or not schema_place(address)
        return read_or_problem(self._mirror(address))[1] if is_open else ""

    def with_mirror(self) -> SourceChoice:
        """With the mirror of the options, if it lies in a database. Main thread."""
        if not schema_place(self.settings.mirror):
            return self
        try:
            return self._replace(in_database=mirror_of(self.settings.mirror))
        except OcmError as error:
            return self._replace(unopened=error.sentence)  # the server is asked

    def let_go_of_held(self) -> bool:
        """Remove the files of held stations that are read, since they are damaged: the server is asked the next time.

        Returns whether there were any.
        """
        pieces = () if self.plan is None else self.plan.pieces
        held = [Path(piece.store.address) for piece in pieces if piece.store.is_held]
        for path in held:
            with suppress(OSError):
                path.unlink()
        return bool(held)


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

    # A GeoPackage that is none, or is damaged, says so; it is no file of stations either.
    if is_mirror(path) or Path(path).suffix.lower() == ".gpkg":
        return MirrorSource(FileMirror(path), settings.server, area, licence_folder=profile_folder())
    return FileSource(path, reference=reference_store(settings.server).get(None, datetime.now(timezone.utc)))


def held_plan(
    settings: Settings, search: Search, entries: Callable[[str], list[Entry]] = LEDGERS.entries
) -> Plan | None:
    """How what is held or mirrored answers a search of the server; None when the server is asked for all of it.

    `entries`: the areas that a mirror covers, by its address. By default, what is known of them: main thread.
    """
    from ..ocm.parts import Store, plan_of

    try:
        server = settings.server
    except SettingsError:
        return None  # which the search itself will say
    now, stores = datetime.now(timezone.utc), []
    since = now - timedelta(hours=settings.held_hours)
    for path in dict.fromkeys((held_file(server), held_file(server, search))):
        if settings.held_hours and path.exists():
            stores.append(Store(str(path), entries(str(path)), True, since, path != held_file(server)))
    if settings.mirror:
        since = now - timedelta(days=settings.mirror_days)
        stores.append(Store(settings.mirror, entries(settings.mirror), False, since))
    return plan_of(search, server, stores)


def held_file(server: str, search: Search | None = None) -> Path:
    """Where stations are held that searches of a server have brought; of all, or of those with the same filters."""
    from ..ocm.holding import name_of

    return profile_folder() / name_of(server, search or Search())


def hold(source: Source, result: Result, settings: Settings, feedback: Feedback) -> None:
    """Hold what a server has sent for a result, to answer later searches."""
    from ..ocm.holding import keep

    # That the next search asks the server again is no failure of this one.
    with suppress(OcmError):
        held = keep(source, result, profile_folder(), timedelta(hours=settings.held_hours), feedback)
        if held is not None:
            LEDGERS.renew(str(held))


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


def known_lists() -> ReferenceData:
    """The look-up lists that are at hand without asking a server: those it gave last, or the built-in ones."""
    try:
        store = reference_store(Settings.load().server)
    except SettingsError:
        return BUILT_IN
    changed = store.path.stat().st_mtime_ns if store.path.exists() else 0
    return _read_lists(store.base_url, str(store.path), changed)


@functools.lru_cache(maxsize=1)
def _read_lists(server: str, path: str, changed: int) -> ReferenceData:
    """The lists that a server gave, completed; read again when the file has changed."""
    return (ReferenceStore(Path(path).parent, server).load() or BUILT_IN).completed_by(BUILT_IN)


def diary() -> Diary:
    """The diary of the requests that were sent from this profile."""
    return Diary(profile_folder() / "diary.sqlite")


def reference_store(server: str) -> ReferenceStore:
    """The stored look-up lists of a server, by its normal base URL."""
    return ReferenceStore(profile_folder(), server)
