"""The search panel stands beside the map: at 1280×720, with large letters, and as the last session left it."""

from __future__ import annotations

import configparser

import pytest

from tests.ocm_server import OcmServer

SHOWN, HIDDEN = [True, True, True], [False, False, True]


def of_ui(profile) -> dict[str, str]:
    """How QGIS has stored the places of its windows and panels."""
    ini = configparser.RawConfigParser(strict=False)
    ini.optionxform = str
    ini.read(profile / "QGIS" / "QGIS3.ini", encoding="utf-8")
    return {name: value for name, value in ini["UI"].items() if name in ("geometry", "state")}


@pytest.mark.parametrize("percent", [100, 150])
def test_map_message_and_panel_are_visible_together(desktop, percent: int) -> None:
    """The search was a window over the map, which hid what it searched in and what QGIS said of it."""
    with OcmServer() as server:
        environment = {"OCM_API_URL": server.url, "OCM_API_KEY": server.key, "QT_FONT_DPI": str(96 * percent // 100)}
        run = desktop.run("panel", environment=environment)
        run.check()
        kept = of_ui(desktop.profile)
        later = desktop.run("panel", environment=environment, settings={"UI": kept})
    result, places = run.result, run.result["places"]
    assert result["at the start"] == [False, False, False]
    assert result["opened"] == result["opened by QGIS"] == result["at the end"] == SHOWN
    assert result["closed"] == result["floating and closed"] == HIDDEN
    assert result["is the same form"]
    for name in ("panel", "map", "message", "search"):
        left, top, right, bottom = places[name]
        assert 0 <= left < right <= places["window"][2] and 0 <= top < bottom <= places["window"][3], name
    assert places["map"][2] < places["panel"][0] and places["message"][2] < places["panel"][0]
    assert places["map"][2] - places["map"][0] > 300
    assert places["panel"][2] - places["panel"][0] < 420 * percent / 100
    assert result["search when all is shown"][3] <= places["window"][3]
    later.check()
    assert later.result["at the start"] == SHOWN
