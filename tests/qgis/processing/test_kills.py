"""A run that is killed leaves the file that was there or the new one, never a part, and nothing that harms the next.

40 kills; others with another `OCM_KILLS_SEED`, 200 of them with

    OCM_KILLS=200 .venv/bin/python -m pytest tests/qgis/processing/test_kills.py

`tests/support/kills.py` says what is run and killed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.support.effort import tries
from tests.support.kills import NAMES


@pytest.mark.timeout(3600)
def test_killed_runs_leave_the_old_file_or_the_new_one(root, tmp_path):
    """Of 108 kills, searches, algorithms and reloads left parts; a part was loaded as if it were the result."""
    number, seed = (
        os.environ.get("OCM_KILLS", str(tries(40, at_least=len(NAMES)))),
        os.environ.get("OCM_KILLS_SEED", "0"),
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.kills", number, seed],
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    kills = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"kind"')]
    assert len(kills) == int(number)
    assert {kill["kind"] for kill in kills} == set(NAMES)
    assert [kill for kill in kills if kill["left"] not in ("old", "new")] == []
    assert [kill for kill in kills if kill["again"] not in ("new", None)] == []
