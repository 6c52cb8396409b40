"""Settings of their own for each run: pytest-qgis keeps them in the repository, where runs would see each other's."""

from __future__ import annotations

import tempfile

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QSettings


@pytest.fixture(scope="session", autouse=True)
def _settings_of_this_run():
    with tempfile.TemporaryDirectory(prefix="ocm-settings-") as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        assert QgsSettings().fileName().startswith(folder)
        yield
