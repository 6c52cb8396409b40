"""Windows that a click opens and nobody keeps live as long as they are shown, and go when they are closed."""

from __future__ import annotations

from tests.support.effort import tries

TIMES = tries(200)


def test_every_window_lives_without_being_kept_and_leaves_nothing(desktop) -> None:
    """Share dialogs lost their Python part: they counted for ever, and the first key typed ended QGIS."""
    run = desktop.run("windows", arguments={"times": TIMES}, timeout=300)
    run.check()
    for name in ("kml", "page"):
        assert "licence of" in run.result[name], run.result[name]
    assert run.result["options"], "the options page did not answer"
    assert run.result["search"]
    assert 0 < run.result["pools"] <= run.result["stations"]
    for name in ("kml", "page", "analysis", "about", "search"):
        early, late = run.result[f"{name} widgets"]
        assert late <= early, (name, early, late)
