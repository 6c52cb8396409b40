"""Measures what loading and starting the plugin costs, in a QGIS that has not seen it yet."""

from __future__ import annotations

import sys
from time import perf_counter

from qgis.utils import loadPlugin, startPlugin, unloadPlugin


def drive(session):
    yield session.pause(1)
    known = set(sys.modules)
    start = perf_counter()
    assert loadPlugin("openchargemap")
    assert startPlugin("openchargemap")
    session.result["milliseconds"] = 1000 * (perf_counter() - start)
    session.result["modules"] = sorted(set(sys.modules) - known)
    yield session.pause(0.2)
    assert unloadPlugin("openchargemap")
