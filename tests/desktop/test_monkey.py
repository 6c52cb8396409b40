"""Random use of the real application: see tests/support/monkey.py."""

from __future__ import annotations

import os

import pytest

ACTIONS = int(os.environ.get("OCM_MONKEY_ACTIONS", "0"))


@pytest.mark.skipif(not ACTIONS, reason="random use: OCM_MONKEY_ACTIONS says for how many actions")
def test_random_use_of_the_application(desktop) -> None:
    run = desktop.run("monkey", arguments={"seed": 4, "actions": ACTIONS}, timeout=180 + ACTIONS)
    run.check()
    assert run.result["done"] == ACTIONS
