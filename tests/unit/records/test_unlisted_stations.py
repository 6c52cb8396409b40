"""Files hold removed and unpublished stations too; a search over a file must give what the API would give.

The demo data had 436 stations when read as a file, but 434 through the server: two are marked as removed.
"""

from __future__ import annotations

import pytest
import requests

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.match.filters import Judge, Verdict
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.source import demo_source
from tests.ocm_server import OcmServer
from tests.support.made_stations import station
from tests.support.results import context_now, ran


class Kept:
    def __init__(self):
        self.ids = []

    def add(self, matches):
        self.ids += [match.station.id for match in matches]


def test_the_demo_file_gives_what_the_server_gives():
    kept = Kept()
    ran(Search(), demo_source(), kept, Feedback())
    with OcmServer() as server:
        answer = requests.get(f"{server.url}poi", {"maxresults": 1000}, headers={"X-API-Key": server.key}, timeout=60)
    assert len(kept.ids) == 434
    assert sorted(kept.ids) == sorted(poi["ID"] for poi in answer.json())


@pytest.mark.parametrize(
    ("record", "verdict"),
    [
        ({"status_id": 200}, Verdict.NO),
        ({"status_id": 210}, Verdict.NO),
        ({"status_id": 100}, Verdict.YES),
        ({"status_id": None}, Verdict.YES),
        ({"submission_status_id": 1000}, Verdict.NO),
        ({"submission_status_id": None}, Verdict.YES),
        ({"submission_status_id": 200}, Verdict.YES),
    ],
)
def test_removed_and_unpublished_are_no_stations(record, verdict):
    judge = Judge(Search(), context_now(BUILT_IN))
    assert judge(station(**record)) is verdict
