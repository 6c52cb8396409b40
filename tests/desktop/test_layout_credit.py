"""The real application: the window of a print layout offers the credit of the stations on its map."""

from __future__ import annotations


def test_the_window_of_a_layout_credits_its_map(desktop) -> None:
    run = desktop.run("layout_credit")
    run.check()
    assert "Invented demo data" in run.result["credit"]
    assert "Rhine Valley Registry (invented)" in run.result["credit"]
    assert (run.folder / "layout.png").stat().st_size > 10_000
