"""A server with a mirror of it, and what searches of both find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import requests

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.mirroring import update_mirror
from ocm_plugin.ocm.records.provenance import ResumePoint
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.records.station import Station
from ocm_plugin.ocm.run import Match
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.slices import SLICE
from ocm_plugin.ocm.sources.mirror import MirrorSource
from ocm_plugin.ocm.sources.paging import ApiSource
from ocm_plugin.ocm.sources.parameters import wants_comments
from ocm_plugin.ocm.sources.source import Batch, Relay, Source, batch_of, decoded_slices
from ocm_plugin.ocm.store.mirror_file import FileMirror
from ocm_plugin.ocm.store.mirrors import Mirror
from tests.ocm_server import OcmServer
from tests.support.oracle import stations_of


class Rows:
    """A destination that keeps what rows are made of."""

    def __init__(self) -> None:
        self.stations: dict[int, tuple[Station, bool]] = {}

    def add(self, stations: Sequence[Match]) -> None:
        assert 0 < len(stations) <= SLICE
        self.stations.update((match.station.id, (match.station, match.certain)) for match in stations)


class Mirrored:
    """A server, and a mirror of it."""

    def __init__(self, server: OcmServer, folder: Path, mirror: Mirror | None = None) -> None:
        """`mirror`: where; else in a file."""
        self.server = server
        self.store = ReferenceStore(folder, server.url)
        self.path = str(folder / "it's a 100% mirror ü.gpkg")
        self.held = mirror or FileMirror(self.path)
        self.pois = server.served_pois()
        self.stations = stations_of(self.pois)
        self.places = [(poi["AddressInfo"]["Longitude"], poi["AddressInfo"]["Latitude"]) for poi in self.pois]
        self.ids = [poi["ID"] for poi in self.pois]
        update_mirror(self.held, self.api(), [World()], Feedback())
        self.reference = self.mirror().reference(Feedback())

    def api(self, page_size: int = 2_000) -> ApiSource:
        client = Client(requests.Session(), self.server.url, self.server.key)
        return ApiSource(client, self.store, page_size)

    def mirror(self) -> MirrorSource:
        return MirrorSource(self.held, self.api().origin.server or "")

    def each(self) -> Source:
        """All stations, each of which has to be looked at, with the same names."""
        return Each(self.mirror(), self.pois)


class Each(Relay):
    """A source that hands over all stations."""

    def __init__(self, source: Source, pois: list[dict[str, Any]]) -> None:
        super().__init__(source)
        self._pois = pois

    def batches(self, search: Search, feedback: Feedback, resume: ResumePoint | None = None) -> Iterator[Batch]:
        for decoded in decoded_slices(self._pois, wants_comments(search), feedback):
            yield batch_of(decoded)
