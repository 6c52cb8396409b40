"""Unexpected errors: written to QGIS' log and shown like any other error."""

from __future__ import annotations

import traceback

from qgis.core import Qgis, QgsMessageLog

from ..ocm.errors import OcmError
from .undo import LOG_TAG


def unexpected_error() -> OcmError:
    """An error to show, made of the exception that is being handled; its traceback goes to the log as well."""
    details = traceback.format_exc()
    QgsMessageLog.logMessage(details, LOG_TAG, Qgis.MessageLevel.Critical)
    return OcmError(
        "Unexpected error. Please report it, with the details.", details
    )
