"""What a screen reader finds: each control has a name, and the main job can be done by what it says."""

from __future__ import annotations

import shutil

import pytest

CONTROLS = {"push button", "check box", "combo box", "text", "spin button", "radio button", "list", "table", "tree"}


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="no message bus for AT-SPI")
def test_all_controls_have_names_and_a_search_runs_by_them(desktop) -> None:
    run = desktop.run("accessible", accessible=True, timeout=240)
    run.check()
    for window in ("panel", "share"):
        controls = [node for node in run.result[window] if node["role"] in CONTROLS and node["focusable"]]
        assert controls, f"nothing can be used in {window}"
        # The field of a spin button is read by the name of the button.
        nameless = [node for node in controls if not node["name"].strip() and node["of"] != "spin button"]
        assert nameless == [], window
    texts = [f"{node['name']} {node['text']}" for node in run.result["window"]]
    assert any("stations loaded" in text for text in texts), "the message cannot be read"
