"""What a map is being drawn with may be replaced or removed at any moment: see tests/support/drawn.py."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from qgis.core import QgsVectorLayer

from ocm_plugin.layers import drawn

ROUNDS = os.environ.get("OCM_DRAWN", "3")


@pytest.mark.parametrize("way", ("style", "file", "removed", "cleared"))
def test_a_drawing_survives_what_is_done_to_its_layer(way, root, tmp_path):
    """QGIS ended, at once or later: its drawing thread copied expressions of a renderer that was deleted meanwhile."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.drawn", way, ROUNDS],
        cwd=root,
        # Freed memory is written over, so that nobody can read it unnoticed.
        env={**os.environ, "MALLOC_PERTURB_": "165", "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.stdout, done.stderr[-2000:])
    assert done.stdout.endswith("whole\n")


def test_what_is_kept_goes_after_some_minutes(qgis_app, monkeypatch):
    """A style takes about 0.3 MB, and layers may be reloaded all day long."""
    monkeypatch.setattr(drawn, "_kept", type(drawn._kept)())
    layers = QgsVectorLayer("Point", "stations", "memory"), QgsVectorLayer("NoGeometry", "connections", "memory")
    for now, kept in ((0.0, 1), (drawn.KEPT_S - 1, 2), (drawn.KEPT_S + 1, 2), (3 * drawn.KEPT_S, 1)):
        monkeypatch.setattr(drawn, "monotonic", lambda now=now: now)
        for layer in layers:
            drawn.keep_drawn(layer)
        assert len(drawn._kept) == kept
