"""Lets coverage see what runs in QGIS' own threads.

Coverage follows threads that Python's threading module starts. QGIS starts its workers itself, so the methods that it
calls in them switch the measurement on for their thread.
"""

from __future__ import annotations

import builtins
import functools
import sys
import threading
from collections.abc import Callable
from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsTask

CALLED_IN_WORKERS = {QgsTask: "run", QgsProcessingAlgorithm: "processAlgorithm"}


def follow_workers() -> None:
    """From now on, measure every class derived from QGIS' tasks and algorithms in whatever thread it runs.

    Looks at each class as it is made: SIP's own classes take no __init_subclass__.
    """
    build_class = builtins.__build_class__

    def build(*arguments: Any, **keywords: Any) -> type:
        made = build_class(*arguments, **keywords)
        for base, method in CALLED_IN_WORKERS.items():
            if isinstance(made, type) and issubclass(made, base) and method in vars(made):
                setattr(made, method, _measured(vars(made)[method]))
        return made

    builtins.__build_class__ = build


def _measured(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def measured(*arguments: Any) -> Any:
        if sys.gettrace() is None:
            sys.settrace(threading.gettrace())
        return function(*arguments)

    return measured
