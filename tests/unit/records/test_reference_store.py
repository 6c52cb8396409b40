"""Reference data in the profile: fresh for a week, stale when the network fails, damaged files set aside."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from ocm_plugin.ocm.errors import Cancelled, NoConnection
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.reference_store import ReferenceStore

NOW = datetime(2026, 11, 23, 8, tzinfo=timezone.utc)
URL = "https://api.example.org/v3/"


class Server:
    """Answers with a list whose only operator bears the number of the request."""

    def __init__(self) -> None:
        self.asked = 0
        self.failure: Exception | None = None
        self.answer: Any = None

    def __call__(self) -> Any:
        self.asked += 1
        if self.failure:
            raise self.failure
        return self.answer or {"Operators": [{"ID": 7, "Title": f"Answer {self.asked}"}]}


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def store(tmp_path: Path) -> ReferenceStore:
    return ReferenceStore(tmp_path / "openchargemap", URL)


def test_it_is_fetched_once_a_week(store: ReferenceStore, server: Server) -> None:
    first = store.get(server, NOW)
    again = store.get(server, NOW + timedelta(days=6, hours=23))
    assert (first.origin, again.origin) == ("server", "cache")
    assert (first.operator(7), again.operator(7)) == ("Answer 1", "Answer 1")
    assert first.fetched == again.fetched == NOW
    later = store.get(server, NOW + timedelta(days=7))
    assert (later.operator(7), later.origin, server.asked) == ("Answer 2", "server", 2)
    assert store.problem is None


def test_a_date_in_the_future_is_not_fresh(store: ReferenceStore, server: Server) -> None:
    store.get(server, NOW)
    assert store.get(server, NOW - timedelta(days=1)).operator(7) == "Answer 2"


def test_it_is_used_when_stale_if_the_network_fails(store: ReferenceStore, server: Server) -> None:
    store.get(server, NOW)
    server.failure = NoConnection("The server cannot be reached.")
    stale = store.get(server, NOW + timedelta(days=30))
    assert (stale.origin, stale.operator(7), stale.fetched) == ("stale", "Answer 1", NOW)
    assert store.problem == "The server cannot be reached."


def test_an_unusable_answer_does_not_replace_what_is_stored(store: ReferenceStore, server: Server) -> None:
    store.get(server, NOW)
    server.answer = {"Status": "Error", "Message": "Cache not ready"}
    assert store.get(server, NOW + timedelta(days=8)).operator(7) == "Answer 1"
    assert "still preparing" in (store.problem or "")


def test_the_built_in_table_serves_before_the_first_contact(store: ReferenceStore, server: Server) -> None:
    assert store.get(None, NOW) is BUILT_IN
    assert store.problem is None
    server.failure = NoConnection("The server cannot be reached.")
    assert store.get(server, NOW) is BUILT_IN
    assert store.problem == "The server cannot be reached."


def test_without_the_network_what_is_stored_serves(store: ReferenceStore, server: Server) -> None:
    store.get(server, NOW)
    assert store.get(None, NOW).origin == "cache"
    assert store.get(None, NOW + timedelta(days=30)).origin == "stale"
    assert server.asked == 1


def test_a_cancellation_passes_through(store: ReferenceStore, server: Server) -> None:
    store.get(server, NOW)
    server.failure = Cancelled()
    with pytest.raises(Cancelled):
        store.get(server, NOW + timedelta(days=30))


def test_each_server_has_its_own(tmp_path: Path, server: Server) -> None:
    urls = [URL, "http://127.0.0.1:8123/v3/", "http://127.0.0.1:8124/v3/"]
    for url in urls:
        ReferenceStore(tmp_path, url).get(server, NOW)
    assert server.asked == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "reference-127.0.0.1-8123-v3.json",
        "reference-127.0.0.1-8124-v3.json",
        "reference-api.example.org-v3.json",
    ]


def test_servers_whose_names_look_alike_are_told_apart(tmp_path: Path, server: Server) -> None:
    ReferenceStore(tmp_path, "https://a.example/b-c/").get(server, NOW)
    other = ReferenceStore(tmp_path, "https://a.example/b/c/")
    assert other.load() is None
    assert other.get(server, NOW).operator(7) == "Answer 2"


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b'{"version": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_is_set_aside(store: ReferenceStore, server: Server, damage: bytes) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(damage)
    assert store.get(None, NOW) is BUILT_IN
    assert (store.problem or "").endswith("the file is now reference-api.example.org-v3.damaged.")
    assert store.path.with_suffix(".damaged").read_bytes() == damage
    assert not store.path.exists()
    assert store.get(server, NOW).operator(7) == "Answer 1"


@pytest.mark.parametrize(
    ("member", "value"), [("fetched", None), ("fetched", "never"), ("reference", {"Operators": 1})]
)
def test_so_is_one_with_damaged_members(store: ReferenceStore, server: Server, member: str, value: Any) -> None:
    store.get(server, NOW)
    stored = json.loads(store.path.read_text())
    store.path.write_text(json.dumps({**stored, member: value}))
    assert store.load() is None
    assert store.path.with_suffix(".damaged").exists()


def test_another_version_is_left_alone_and_fetched_anew(store: ReferenceStore, server: Server) -> None:
    store.get(server, NOW)
    stored = json.loads(store.path.read_text())
    store.path.write_text(json.dumps({**stored, "version": 99}))
    assert store.load() is None
    assert store.problem is None
    assert store.get(server, NOW).operator(7) == "Answer 2"


def test_a_profile_that_cannot_be_written_is_no_failure(tmp_path: Path, server: Server) -> None:
    (tmp_path / "openchargemap").write_text("a file where the folder should be")
    store = ReferenceStore(tmp_path / "openchargemap", URL)
    assert store.get(server, NOW).operator(7) == "Answer 1"
    assert "cannot be kept for next time" in (store.problem or "")


def test_a_file_that_cannot_be_read_is_told(store: ReferenceStore) -> None:
    store.path.mkdir(parents=True)
    assert store.load() is None
    assert "cannot be read" in (store.problem or "")


def test_a_damaged_file_that_cannot_be_moved_is_told(store: ReferenceStore) -> None:
    store.path.parent.mkdir()
    store.path.write_text("{")
    (store.path.with_suffix(".damaged") / "full").mkdir(parents=True)
    assert store.load() is None
    assert (store.problem or "").startswith("The stored lists of operators and connection types are damaged:")
