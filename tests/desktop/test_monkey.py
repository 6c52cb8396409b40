"""Random use of the real application: see tests/monkey.py."""

from __future__ import annotations

import os

ACTIONS = int(os.environ.get("OCM_MONKEY_ACTIONS", "100"))


def test_random_use_of_the_application(desktop) -> None:
    run = desktop.run("monkey", arguments={"seed": 4, "actions": ACTIONS}, timeout=180 + ACTIONS)
    run.check()
    assert run.result["done"] == ACTIONS
