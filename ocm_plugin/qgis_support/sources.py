"""The source that a search in QGIS runs against: the server of the settings, the demo data, or a file."""

from __future__ import annotations

from datetime import datetime, timezone

from qgis.core import QgsApplication, QgsFeedback
from qgis.PyQt.QtCore import QThread

from ..ocm.http.client import Client
from ..ocm.records.reference_store import ReferenceStore
from ..ocm.sources.paging import ApiSource
from ..ocm.sources.source import FileSource, Source, demo_source
from .paths import profile_folder
from .settings import API, DEMO, Settings
from .transport import qgis_session


def make_client(settings: Settings, key: str, feedback: QgsFeedback | None) -> Client:
    """A client of the server of the settings over QGIS' network; cancelling the feedback ends its running request.

    `key`: from KEY_STORE, read in the main thread beforehand. Raises SettingsError, KeyRejected.
    """
    return Client(qgis_session(feedback), settings.server, key, settings.timeout_s)


def make_source(settings: Settings, kind: str, key: str, feedback: QgsFeedback | None) -> Source:
    """The source of a kind: API, DEMO, or else the path of a file of stations. May be made in any thread.

    `key` and errors: see `make_client`; the demo data and files need no key.
    """
    if kind == DEMO:
        return demo_source()
    if kind != API:
        reference = reference_store(settings.server).get(None, datetime.now(timezone.utc))
        return FileSource(kind, reference=reference)
    client = make_client(settings, key, feedback)
    # While the main thread waits for a thread of ours, QGIS cannot answer a proxy's or a certificate's question there.
    overlap = QThread.currentThread() != QgsApplication.instance().thread()
    return ApiSource(client, reference_store(client.server), settings.page_size, overlap)


def reference_store(server: str) -> ReferenceStore:
    """The stored look-up lists of a server, by its normal base URL."""
    return ReferenceStore(profile_folder(), server)
