"""Runs inside QGIS before the plugin is loaded (PYQGIS_STARTUP) when coverage is measured."""

from __future__ import annotations

import os
import sys
import types

sys.path += [os.environ["OCM_SITE_PACKAGES"], os.environ["OCM_ROOT"]]

# Found only after the line above.
import coverage

from tests.worker_coverage import follow_workers

measurement = coverage.Coverage(config_file=os.environ["OCM_COVERAGE_CONFIG"])
measurement.start()
follow_workers()


def save() -> None:
    """Write what was measured; QGIS ends without running exit handlers."""
    measurement.stop()
    measurement.save()


module = types.ModuleType("measure_coverage")
module.save = save
sys.modules["measure_coverage"] = module
