"""Asks for a schema in one of the user's PostgreSQL databases: to save a layer there, or to search a mirror."""

from __future__ import annotations

from qgis.gui import QgsFileWidget, QgsProviderConnectionComboBox
from qgis.PyQt.QtWidgets import QCheckBox, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from ..ocm.translation import tr
from ..qgis_support.postgres import PROVIDER
from ..qgis_support.schema_place import SchemaPlace, schema_place
from .roomy_dialog import RoomyDialog

USUAL, USUAL_MIRROR = "openchargemap", "openchargemap_mirror"
"""The schemas that are proposed."""


class SchemaDialog(RoomyDialog):
    """A connection, and a schema of its database."""

    def __init__(
        self, parent: QWidget | None, title: str, note: str, button: QDialogButtonBox.StandardButton, schema: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.connections = QgsProviderConnectionComboBox(PROVIDER, self)
        self.schema_name = QLineEdit(schema, self)
        self._note = note
        self.said = QLabel(note, self)
        self.said.setWordWrap(True)
        self.buttons = QDialogButtonBox(button | QDialogButtonBox.StandardButton.Cancel, self)
        self._accepting = self.buttons.button(button)
        self._layout = QFormLayout(self)
        self._layout.addRow(tr("&Database connection"), self.connections)
        self._layout.addRow(tr("&Schema"), self.schema_name)
        self._layout.addRow(self.said)
        self._layout.addRow(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.connections.connectionChanged.connect(self._check)
        self.schema_name.textChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        missing = self._missing()
        self.said.setText(missing or self._note)
        self._accepting.setEnabled(not missing)

    def _missing(self) -> str:
        """Why it cannot be accepted yet; "" when it can."""
        if not self.connections.currentConnection():
            return tr("QGIS has no connection to a PostgreSQL database yet: add one in its browser, then come back.")
        return "" if self.schema_name.text().strip() else tr("Please name the schema.")

    def place(self) -> SchemaPlace:
        """What was chosen."""
        return SchemaPlace(self.connections.currentConnection(), self.schema_name.text().strip())


class PostgisDialog(SchemaDialog):
    """Where a layer is to be saved, and whether tables that are there may be replaced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        note = tr("A schema that is not there is made. Connections are those of QGIS' browser.")
        super().__init__(parent, tr("Save to PostGIS"), note, QDialogButtonBox.StandardButton.Save, USUAL)
        self.replace = QCheckBox(tr("&Replace tables that are there"), self)
        self._layout.insertRow(2, self.replace)


class MirrorDatabaseDialog(SchemaDialog):
    """The schema of a mirror."""

    def __init__(self, parent: QWidget | None, place: SchemaPlace | None) -> None:
        """`place`: which one is chosen already."""
        note = tr(
            "The Processing algorithm “Update a mirror” makes a mirror and keeps it up to date. Connections are those "
            "of QGIS' browser."
        )
        schema = USUAL_MIRROR if place is None else place.schema
        super().__init__(parent, tr("Mirror in PostGIS"), note, QDialogButtonBox.StandardButton.Ok, schema)
        if place is not None:
            self.connections.setConnection(place.connection)


def choose_mirror_database(widget: QgsFileWidget) -> None:
    """Let the user choose a mirror in a database, for a widget that names mirrors."""
    dialog = MirrorDatabaseDialog(widget.window(), schema_place(widget.filePath()))
    if dialog.exec():
        widget.setFilePath(dialog.place().address)
