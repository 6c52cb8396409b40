"""Measures the computing time of loading and starting the plugin, in a QGIS that has not seen it yet."""

from __future__ import annotations

import sys
from time import thread_time

from qgis.utils import loadPlugin, startPlugin, unloadPlugin


def drive(session):
    yield session.pause(1)
    known = set(sys.modules)
    start = thread_time()
    assert loadPlugin("openchargemap")
    assert startPlugin("openchargemap")
    session.result["milliseconds"] = 1000 * (thread_time() - start)
    session.result["modules"] = sorted(set(sys.modules) - known)
    yield session.pause(0.2)
    assert unloadPlugin("openchargemap")
