"""`python -m tests.ocm_server` says where it is and stops on a signal."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request

from tests.support.places import ROOT

KEY = "11111111-2222-3333-4444-555555555555"


def test_running_the_server(tmp_path, poi):
    pois = tmp_path / "pois.json"
    pois.write_text(json.dumps([poi(7)]), encoding="utf-8")
    command = [sys.executable, "-m", "tests.ocm_server", "--poi", str(pois), "--key", KEY]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        url = process.stdout.readline().strip()
        request = urllib.request.Request(f"{url}poi", headers={"X-API-Key": KEY})
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert json.load(answer)[0]["ID"] == 7
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert url.startswith("http://127.0.0.1:")
