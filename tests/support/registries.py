"""A server whose stations change, and a mirror of it."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import requests

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.mirroring import update_mirror
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.search.areas import Area, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.mirror import MirrorSource
from ocm_plugin.ocm.sources.paging import ApiSource
from ocm_plugin.ocm.store.mirror_file import FileMirror
from ocm_plugin.ocm.store.mirrors import Mirror
from tests.ocm_server import OcmServer

NOW = datetime(2026, 11, 29, 12, tzinfo=timezone.utc)
DAY = timedelta(days=1)


class Registry:
    """A server whose stations change, and a mirror of it."""

    def __init__(self, server: OcmServer, folder: Path) -> None:
        self.server = server
        self.store = ReferenceStore(folder, server.url)
        self.path = str(folder / "mirror.gpkg")
        self.mirror: Mirror = FileMirror(self.path)
        self.pois = {poi["ID"]: poi for poi in copy.deepcopy(server.served_pois())}

    def update(self, *areas: Area, now: datetime = NOW, page_size: int = 50, **options: Any) -> list[Any]:
        client = Client(requests.Session(), self.server.url, self.server.key)
        source = ApiSource(client, self.store, page_size)
        self.server.clear_requests()
        return update_mirror(self.mirror, source, areas, Feedback(), now, **options)

    def serve(self) -> None:
        self.server.replace_pois(list(self.pois.values()))

    def modify(self, numbers: Iterable[int], when: datetime, **members: Any) -> None:
        for number in numbers:
            self.pois[number].update(members, DateLastStatusUpdate=f"{when:%Y-%m-%dT%H:%M:00Z}")
        self.serve()

    def held(self, area: Area | None = None) -> dict[int, str | None]:
        """What a search of the mirror finds: the usage cost of each station, by number."""
        source = MirrorSource(self.mirror, self.server.url)
        batches = source.batches(Search(area or World()), Feedback())
        return {station.id: station.usage_cost for batch in batches for station in batch.stations}

    def fault_at(self, page: int, fault: Any) -> None:
        self.server.faults.clear()
        self.server.faults.add(fault, times=None, after=page, action="poi")
