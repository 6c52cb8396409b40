"""The real application: the first stations of a search stand on the map while a slow server still sends the others."""

from __future__ import annotations

import pytest

from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois

STATIONS = 3_500


GERMAN_AND_DARK = {
    "locale": {"overrideFlag": "true", "userLocale": "de", "globalLocale": "de_DE"},
    "UI": {"UITheme": "Night Mapping"},
}


@pytest.mark.parametrize(
    ("settings", "incomplete"),
    [({}, "Incomplete: only"), (GERMAN_AND_DARK, "Unvollständig: Nur")],
    ids=["english", "german, dark"],
)
def test_stations_are_shown_while_others_come(desktop, settings, incomplete) -> None:
    # Their numbers lie apart, as those of a country do: of the first ones nobody concludes that very many come.
    spread = [{**poi, "ID": 30 * poi["ID"]} for poi in make_pois(STATIONS)]
    with OcmServer(spread) as server:
        server.faults.add(faults.delay(3.0), times=None, action="poi")
        environment = {"OCM_API_URL": server.url, "OCM_API_KEY": server.key}
        run = desktop.run("early", environment=environment, settings=settings)
    run.check()
    result = run.result
    assert 0 < result["loading"]["count"] < STATIONS
    assert result["cancelled"] == 0
    assert result["arrived"]["count"] >= result["loading"]["count"]
    assert result["whole"]["count"] > result["arrived"]["count"]
    assert result["whole"]["layers"] == 2 and len(result["whole"]["abstract"]) > 20
    for moment in ("loading", "arrived", "whole"):
        assert any(incomplete in text for text in result[moment]["legend"]) is (moment != "whole"), result[moment]
