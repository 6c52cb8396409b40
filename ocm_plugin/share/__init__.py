"""Sharing layers with people who do not use QGIS: KML and web pages."""

from __future__ import annotations

FOLDERS_BY = ("power_class", "operator", "status", "town", "none")
"""Ways to divide a share. Here, since QGIS' start needs them, and not what writes shares."""
