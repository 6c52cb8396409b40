"""The diary of requests counts every request once, whoever sends it, and stands in nobody's way."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timezone
from threading import Thread

import pytest
import requests

from ocm_plugin.ocm.errors import OcmError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.http.diary import Diary, Month
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois

NOVEMBER, DECEMBER = datetime(2026, 11, 30, 23, 59, tzinfo=timezone.utc), datetime(2026, 12, 1, tzinfo=timezone.utc)
SERVER = "https://ocm.example.org/v3/"


@pytest.fixture
def diary(tmp_path):
    return Diary(tmp_path / "profile" / "diary.sqlite")


def test_months_and_servers_are_counted_apart(diary):
    assert diary.months() == []
    for server, size, now in ((SERVER, 10, NOVEMBER), (SERVER, 5, NOVEMBER), ("x", 1, NOVEMBER), (SERVER, 0, DECEMBER)):
        diary.note(server, size, now)
    assert Diary(diary.path).months() == [
        Month("2026-12", SERVER, 1, 0),
        Month("2026-11", SERVER, 2, 15),
        Month("2026-11", "x", 1, 1),
    ]
    assert diary.problem == ""


def test_the_client_counts_what_the_server_has_seen(diary):
    """Tries that failed as well: they burden the server as others do."""
    with OcmServer(make_pois(30)) as server:
        client = Client(requests.Session(), server.url, server.key, diary=diary)
        server.faults.add(faults.status(503), times=1)
        body = client.poi({"maxresults": "5"}, Feedback())
        server.faults.add(faults.status(404), times=1)
        with pytest.raises(OcmError):
            client.poi({"maxresults": "6"}, Feedback())
        (month,) = diary.months()
        assert month.requests == len(server.requests) == client.requests == 3
        assert month.bytes == len(body) == client.bytes and month.server == server.url


def test_two_programs_and_many_threads_lose_no_count(diary):
    code = (
        "import sys; from datetime import datetime, timezone; from pathlib import Path\n"
        "from ocm_plugin.ocm.http.diary import Diary\n"
        f"for _ in range(50): Diary(Path(sys.argv[1])).note({SERVER!r}, 2, datetime(2026, 11, 5, tzinfo=timezone.utc))"
    )
    programs = [subprocess.Popen([sys.executable, "-c", code, str(diary.path)]) for _ in range(2)]
    threads = [Thread(target=lambda: [diary.note(SERVER, 2, NOVEMBER) for _ in range(25)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [program.wait(60) for program in programs] == [0, 0]
    assert diary.months() == [Month("2026-11", SERVER, 200, 400)] and diary.problem == ""


@pytest.mark.parametrize(
    "damage", [b"no database at all, but long enough to be one" * 40, b"SQLite format 3\0" + b"x" * 4096]
)
def test_a_damaged_diary_is_set_aside(diary, damage):
    diary.note(SERVER, 1, NOVEMBER)
    diary.path.write_bytes(damage)
    diary.note(SERVER, 7, NOVEMBER)
    assert diary.problem == "The diary of requests was damaged; the file is now diary.damaged."
    assert diary.path.with_suffix(".damaged").read_bytes() == damage
    assert Diary(diary.path).months() == [Month("2026-11", SERVER, 1, 7)]


def test_a_diary_of_something_else_is_set_aside_when_it_is_read(diary):
    diary.path.parent.mkdir()
    diary.path.write_bytes(b"no database at all, but long enough to be one" * 40)
    assert diary.months() == [] and "was damaged" in diary.problem


def test_no_failure_of_the_diary_is_one_of_a_request(tmp_path):
    """Its folder may be read-only, or no folder at all."""
    (tmp_path / "profile").write_text("a file")
    diary = Diary(tmp_path / "profile" / "diary.sqlite")
    with OcmServer(make_pois(30)) as server:
        assert Client(requests.Session(), server.url, server.key, diary=diary).poi({"maxresults": "5"}, Feedback())
    assert "cannot be read or written" in diary.problem
