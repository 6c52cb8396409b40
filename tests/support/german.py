"""QGIS in German, with the plugin's own texts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.PyQt.QtCore import QLocale

from ocm_plugin.qgis_support.translation import Translation


@contextmanager
def german() -> Iterator[Translation]:
    """German for the time of a block."""
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    translation = Translation()
    translation.start()
    try:
        yield translation
    finally:
        translation.stop()
        QLocale.setDefault(before)
