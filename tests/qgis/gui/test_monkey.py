"""Random use of the plugin in a window of canvas, message bar and layer tree: see tests/support/monkey.py."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import pytest
from qgis.core import QgsApplication

from ocm_plugin.gui.messages import Messages
from ocm_plugin.gui.sharing import Sharing
from ocm_plugin.gui.tasks import Tasks
from ocm_plugin.qgis_support.settings import Settings
from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois
from tests.support.monkey import PAGE_SIZE, STATIONS_N, Monkey

from .conftest import settle

ACTIONS = int(os.environ.get("OCM_MONKEY_ACTIONS", "0"))
pytestmark = pytest.mark.skipif(not ACTIONS, reason="random use: OCM_MONKEY_ACTIONS says for how many actions")


class Plugin:
    """Searches and shares that know each other, as in the plugin."""

    def __init__(self, searching, window) -> None:
        self.searching = searching
        self.sharing = Sharing(window, Tasks(), Messages(window))


@pytest.fixture
def server(monkeypatch, tmp_path):
    with OcmServer(make_pois(STATIONS_N)) as server:
        monkeypatch.setenv("OCM_API_URL", server.url)
        monkeypatch.setenv("OCM_API_KEY", server.key)
        monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(tmp_path)))
        replace(Settings(), page_size=PAGE_SIZE).save()
        yield server
        Settings().save()


@pytest.mark.parametrize("seed", (1, 2, 3))
@pytest.mark.timeout(180 + ACTIONS)
def test_random_use(seed, searching, window, server, tmp_path, monkeypatch):
    escaped: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: escaped.append(error))
    folder = tmp_path / "files"
    folder.mkdir()
    plugin = Plugin(searching, window)
    monkey = Monkey(seed, "ocm_plugin", window, plugin, server, folder)
    try:
        for until, _what in monkey.live(ACTIONS):
            settle(until, 60)
            assert not escaped, (escaped, monkey.done[-12:])
    finally:
        plugin.sharing.stop()
        monkey.close_dialogs()
