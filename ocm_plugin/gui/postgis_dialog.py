"""Asks for a schema in one of the user's PostgreSQL databases, to save a layer there."""

from __future__ import annotations

from qgis.gui import QgsProviderConnectionComboBox
from qgis.PyQt.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from ..layers.postgis import Schema
from ..ocm.translation import tr
from ..qgis_support.postgres import PROVIDER

USUAL = "openchargemap"
"""The schema that is proposed."""


class PostgisDialog(QDialog):
    """A connection, a schema, and whether tables that are there may be replaced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save to PostGIS"))
        self.connections = QgsProviderConnectionComboBox(PROVIDER, self)
        self.schema_name = QLineEdit(USUAL, self)
        self.replace = QCheckBox(tr("&Replace tables that are there"), self)
        note = QLabel(tr("A schema that is not there is made. Connections are those of QGIS' browser."), self)
        note.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        layout = QFormLayout(self)
        layout.addRow(tr("&Database connection"), self.connections)
        layout.addRow(tr("&Schema"), self.schema_name)
        layout.addRow(self.replace)
        layout.addRow(note)
        layout.addRow(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.connections.connectionChanged.connect(self._check)
        self.schema_name.textChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        is_whole = bool(self.connections.currentConnection() and self.schema_name.text().strip())
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(is_whole)

    def schema(self) -> Schema:
        """What was chosen."""
        return Schema(self.connections.currentConnection(), self.schema_name.text().strip())
