"""Runs inside QGIS before the plugin is loaded (PYQGIS_STARTUP) when coverage is measured."""

from __future__ import annotations

import os
import sys
import types

sys.path.append(os.environ["OCM_SITE_PACKAGES"])

# Found only after the line above.
import coverage

measurement = coverage.process_startup()


def save() -> None:
    """Write what was measured; QGIS ends without running exit handlers."""
    measurement.stop()
    measurement.save()


module = types.ModuleType("measure_coverage")
module.save = save
sys.modules["measure_coverage"] = module
