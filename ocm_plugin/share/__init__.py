"""Sharing layers with people who do not use QGIS: KML and web pages."""

from __future__ import annotations

from collections.abc import Mapping

from ..ocm.translation import marked

FOLDERS_BY: Mapping[str, str] = {
    "power_class": marked("Power"),
    "operator": marked("Operator"),
    "status": marked("Status"),
    "town": marked("Town"),
    "none": marked("No folders"),
}
"""Ways to divide a share, with their words. Here, since QGIS' start needs them, and not what writes shares."""
