"""The options of a share. A module of its own, so that QGIS' start need not load what writes shares."""

from __future__ import annotations

FOLDERS_BY = ("power_class", "operator", "status", "town", "none")
"""Ways to divide a share."""
