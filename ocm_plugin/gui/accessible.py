"""What screen readers say of widgets that QGIS puts together of others."""

from __future__ import annotations

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QLineEdit, QWidget


def name_fields(form: QWidget) -> None:
    """Give the fields in which paths are typed the names of their file widgets: QGIS gives them none."""
    for widget in form.findChildren(QgsFileWidget):
        widget.findChild(QLineEdit).setAccessibleName(widget.accessibleName())
