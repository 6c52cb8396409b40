"""Lets coverage see what runs in QGIS' own threads.

Coverage follows threads that Python's threading module starts. QGIS starts its workers itself, so the methods that it
calls in them switch the measurement on for their thread.
"""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Callable
from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsTask

CALLED_IN_WORKERS = {QgsTask: "run", QgsProcessingAlgorithm: "processAlgorithm"}


def follow_workers() -> None:
    """From now on, measure every class derived from QGIS' tasks and algorithms in whatever thread it runs."""
    for base, method in CALLED_IN_WORKERS.items():
        base.__init_subclass__ = classmethod(functools.partial(_wrap, method))


def _wrap(method: str, derived: type, **_: Any) -> None:
    if method in vars(derived):
        setattr(derived, method, _measured(vars(derived)[method]))


def _measured(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def measured(*arguments: Any) -> Any:
        if sys.gettrace() is None:
            sys.settrace(threading.gettrace())
        return function(*arguments)

    return measured
