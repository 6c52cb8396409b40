"""Where the tests find the repository, and real data beside it, which is never part of it: such tests skip without."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The repository, which is the plugin folder."""
SHARED = ROOT.parent / "shared"
