"""Random use of the running application (tests/support/monkey.py), with the server in here, so that it can fail."""

from __future__ import annotations

import os
from dataclasses import replace

from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois
from tests.support.monkey import PAGE_SIZE, STATIONS_N, Monkey


def drive(session):
    package = type(session.plugin).__module__.rsplit(".", 1)[0]
    folder = session.folder / "files"
    folder.mkdir(exist_ok=True)
    with OcmServer(make_pois(STATIONS_N)) as server:
        os.environ["OCM_API_URL"], os.environ["OCM_API_KEY"] = server.url, server.key
        monkey = Monkey(session.arguments["seed"], package, session.iface, session.plugin, server, folder)
        settings = monkey.module("qgis_support.settings").Settings
        replace(settings(), page_size=PAGE_SIZE).save()
        monkey.module("ocm.http.retrying").FIRST_WAIT_S = 0.001
        for until, what in monkey.live(session.arguments["actions"]):
            yield session.until(until, what, 60)
            session.result["done"] = len(monkey.done)
