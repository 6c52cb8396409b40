"""Work that ends before its end: cancelled, killed at a step or at any moment."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from ocm_plugin.ocm.errors import Cancelled
from ocm_plugin.ocm.feedback import Feedback, Progress


class EndsAt(Feedback):
    """Does something when work has asked so many times whether it shall go on; None cancels it."""

    def __init__(self, place: int, do: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._left = place
        self._do = do

    def check(self) -> None:
        self._left -= 1
        if self._left == -1 and self._do is not None:
            self._do()
        elif self._left < 0 and self._do is None:
            raise Cancelled

    def report(self, progress: Progress) -> None:
        self.check()


def kill_this_process() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(do: Callable[[], object], after_s: float | None = None) -> bool | None:
    """Do something in a process of its own, which kills itself, or is killed after a time. Whether it was done.

    None where nobody knows: it was killed at any moment.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            do()
            code = 0
        finally:
            os._exit(code)
    if after_s is not None:
        time.sleep(after_s)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False if after_s is None else None
    assert os.WEXITSTATUS(status) == 0, "it failed, which nobody had it do"
    return True
