"""A server that accepts and never answers does not freeze QGIS."""

from __future__ import annotations

from tests.ocm_server import OcmServer, faults


def test_new_project_does_not_wait_for_a_silent_server(desktop) -> None:
    """Two waiting tasks held both threads of QGIS' pool, and New Project froze QGIS for 53 to 159 s."""
    patience_s = 60
    with OcmServer() as server:
        server.faults.add(faults.stall(), times=None)
        run = desktop.run(
            "new_project",
            arguments={"extent": (6.0, 50.0, 8.0, 52.0)},
            environment={"OCM_API_URL": server.url, "OCM_API_KEY": server.key},
            settings={"OpenChargeMap": {"timeout_s": str(patience_s)}},
        )
        run.check()
        assert len(server.requests) >= 2
    assert run.result["waiting"] == 2
    assert run.result["seconds"] < patience_s / 4
    assert run.result["layers"] == 0
    assert run.result["seconds until all had ended"] < patience_s / 4
