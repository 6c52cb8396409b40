"""Cancellations that come in the middle of a request, however slow the machine is."""

from __future__ import annotations

import threading
import time
from typing import Callable

from tests.ocm_server import OcmServer

MIDDLE_S = 0.3


def cancel_in_request(server: OcmServer, number: int, cancel: Callable[[], object]) -> None:
    """Cancel a moment after the server got so many requests for stations."""

    def wait() -> None:
        while len(server.poi_requests) < number:
            time.sleep(0.01)
        time.sleep(MIDDLE_S)
        cancel()

    threading.Thread(target=wait, daemon=True).start()
