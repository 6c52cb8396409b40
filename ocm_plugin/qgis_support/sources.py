"""The source that a search in QGIS runs against: the server of the settings, the demo data, or a file."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import NamedTuple

from qgis.core import QgsApplication, QgsFeedback
from qgis.PyQt.QtCore import QThread

from ..ocm.feedback import Feedback
from ..ocm.http.client import Client
from ..ocm.records.reference_store import ReferenceStore
from ..ocm.sources.paging import ApiSource
from ..ocm.sources.source import FileSource, Source, demo_source
from ..ocm.tables.derive.context import Context
from .key_store import KEY_STORE
from .paths import profile_folder
from .settings import API, DEMO, Settings
from .transport import qgis_session


def make_client(settings: Settings, key: str, feedback: QgsFeedback | None) -> Client:
    """A client of the server of the settings over QGIS' network; cancelling the feedback ends its running request.

    `key`: from KEY_STORE, read in the main thread beforehand. Raises SettingsError, KeyRejected.
    """
    return Client(qgis_session(feedback), settings.server, key, settings.timeout_s)


class SourceChoice(NamedTuple):
    """Where a run reads from: chosen in the main thread, opened in the one that runs the search."""

    settings: Settings
    kind: str
    """API, DEMO, or the path of a file of stations."""
    key: str = ""
    """Of the API: the demo data and files need none."""

    def open(self, feedback: QgsFeedback | None) -> Source:
        """The source. `feedback` and errors: see `make_client`."""
        if self.kind == DEMO:
            return demo_source()
        settings = self.settings
        if self.kind != API:
            reference = reference_store(settings.server).get(None, datetime.now(timezone.utc))
            return FileSource(self.kind, reference=reference)
        client = make_client(settings, self.key, feedback)
        # While the main thread waits for a thread of ours, QGIS cannot answer a proxy's or a certificate's question.
        overlap = QThread.currentThread() != QgsApplication.instance().thread()
        return ApiSource(client, reference_store(client.server), settings.page_size, overlap)


def choose_source(settings: Settings, kind: str) -> SourceChoice:
    """The choice of a kind of source. Main thread: QGIS' key store belongs to it. Raises SettingsError."""
    return SourceChoice(settings, kind, KEY_STORE.key() if kind == API else "")


def context_of(source: Source, feedback: Feedback) -> Context:
    """What a new result of a source is made with: its look-up lists, and the licences with the user's own table."""
    return Context.of_new_result(source.reference(feedback), profile_folder(), source.origin)


def reference_store(server: str) -> ReferenceStore:
    """The stored look-up lists of a server, by its normal base URL."""
    return ReferenceStore(profile_folder(), server)
