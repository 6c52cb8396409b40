"""Layers may be removed from the project while algorithms read them in the background: see removed_layers.py.

QGIS lends an algorithm the layer itself. Removing one while an analysis ran ended QGIS.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.support.removed_layers import BESIDE


@pytest.mark.parametrize("where", ("begun", "reading"))
@pytest.mark.parametrize("kind", ("memory", "file"))
def test_what_is_removed_meanwhile_is_read_as_it_was(kind, where, root, tmp_path):
    """The same comes as without the removal, of filtered layers too, of selected features and of unsaved edits."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.removed_layers", kind, where],
        cwd=root,
        env={**os.environ, "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path), "OCM_API_URL": "http://127.0.0.1:9/"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and done.stdout.endswith("whole\n"), (done.stdout, done.stderr[-3000:])
    said = dict(line.split(" ", 1) for line in done.stdout.splitlines()[:-1])
    assert list(said) == list(BESIDE)
    # What it would update is gone.
    updated = said.pop("updatelayer")
    assert "The layer was removed before all was done." in updated or kind == "file"
    assert all(int(rows) > 0 for rows in said.values()), said
