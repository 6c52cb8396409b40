"""The plugin in a German QGIS: it speaks German, and every text fits into its window at 1280×720."""

from __future__ import annotations

GERMAN = {"locale": {"overrideFlag": "true", "userLocale": "de", "globalLocale": "de_DE"}}


def test_everything_fits_in_german(desktop) -> None:
    run = desktop.run("german", settings=GERMAN, timeout=240)
    run.check()
    assert run.result["title"] == "Ladestationen suchen"
    assert run.result.get("cut", {}) == {}
