"""QGIS' request for the master password, answered by tests instead of a dialog."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsCredentials

MASTER = "open sesame"
"""The master password of the tests' database; the first one given becomes it."""


class Person(QgsCredentials):
    """Answers with `says`, None meaning a refusal; counts how often QGIS asked."""

    def __init__(self):
        super().__init__()
        self.says = None
        self.asked = 0
        self.setInstance(self)

    def request(self, _realm, username, word, _message=None):
        return False, username, word

    def requestMasterPassword(self, _word, _stored=False):
        self.asked += 1
        return (self.says is not None, self.says or "")


_PERSON = []
"""QGIS keeps a pointer to the one it was given, so it lives until the end."""


def person_without_keys() -> Person:
    """The user, not asked for anything yet, in a private authentication database whose password is not given."""
    database = Path(QgsApplication.qgisAuthDatabaseFilePath()).resolve()
    if Path(tempfile.gettempdir()).resolve() not in database.parents:
        pytest.skip(f"needs QGIS_AUTH_DB_DIR_PATH in a temporary folder, as tools/suite sets it; not {database}")
    if not _PERSON:
        _PERSON.append(Person())
    person = _PERSON[0]
    person.says = None
    person.asked = 0
    QgsApplication.authManager().clearMasterPassword()
    return person
