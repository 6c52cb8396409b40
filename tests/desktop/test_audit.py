"""An audit in the real application: what is decided stays in the file, and layers may go while an analysis runs."""

from __future__ import annotations

from ocm_plugin.ocm.store.decisions import decisions_in_file


def test_a_decision_is_kept_and_a_layer_removed_meanwhile(desktop, tmp_path) -> None:
    """Decisions were lost with the layer of pairs; and QGIS ended when the layer that an analysis read was removed."""
    path = tmp_path / "stations.gpkg"
    run = desktop.run("audit", arguments={"path": str(path)})
    run.check()
    pair = tuple(run.result["pair"])
    assert decisions_in_file(str(path)) == {pair: ("different", None)}
    assert "1 decision kept in" in run.result["message"]
    assert run.result["zones"] == ["Municipalities (invented)", "Charging stations"]
    assert run.result["results"] == {"Zones with stations": 32}
