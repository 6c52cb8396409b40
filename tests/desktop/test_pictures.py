"""What a user sees, in QGIS' light and dark themes: readable, and kept as pictures in build/desktop."""

from __future__ import annotations

import pytest

from tests.ocm_server import OcmServer, faults


@pytest.mark.parametrize("theme", ["default", "Night Mapping"])
def test_the_dialog_is_readable(desktop, theme: str) -> None:
    with OcmServer() as server:
        server.faults.add(faults.delay(0.7), times=None, action="poi")
        run = desktop.run(
            "pictures",
            settings={"UI": {"UITheme": theme}, "OpenChargeMap": {"page_size": "100"}},
            environment={"OCM_API_URL": server.url, "OCM_API_KEY": server.key},
        )
    run.check()
    assert (run.result["window"] < 128) == (theme != "default")
    pale = {name: ratio for name, ratio in run.result["contrasts"].items() if ratio < 4.5}
    assert len(run.result["contrasts"]) >= 8
    assert pale == {}
