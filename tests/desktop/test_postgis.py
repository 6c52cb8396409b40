"""PostGIS in the real application: dialogs and messages can be read, in the dark and in German too."""

from __future__ import annotations

import pytest
import requests

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.mirroring import update_mirror
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.sources.paging import ApiSource
from tests.ocm_server import OcmServer
from tests.support.postgis_mirrors import mirror_of
from tests.support.postgres import OWNER, READER

GERMAN = {"locale": {"overrideFlag": "true", "userLocale": "de", "globalLocale": "de_DE"}}
NIGHT = {"UI": {"UITheme": "Night Mapping"}}
MIRROR = "spiegel"


@pytest.mark.parametrize("settings", [{}, NIGHT, GERMAN], ids=["plain", "night", "german"])
def test_saving_and_searching_in_postgis(desktop, postgres, tmp_path, settings) -> None:
    postgres.run("DROP SCHEMA IF EXISTS ladeorte CASCADE")
    postgres.run(f"DROP SCHEMA IF EXISTS {MIRROR} CASCADE")
    with OcmServer() as server:
        source = ApiSource(Client(requests.Session(), server.url, server.key), ReferenceStore(tmp_path, server.url))
        update_mirror(mirror_of(postgres, MIRROR), source, [World()], Feedback())
        place = {"host": postgres.host, "port": str(postgres.port), "database": postgres.database}
        roles = {"Stadtwerke": OWNER, "Kollegin": READER}
        connections = {
            name: {**place, "user": role, "password": postgres.passwords[role]} for name, role in roles.items()
        }
        run = desktop.run(
            "postgis",
            arguments={"connections": connections, "mirror": MIRROR, "extent": [6, 48, 9, 52]},
            settings=settings,
            environment={"OCM_API_URL": server.url, "OCM_API_KEY": server.key},
        )
    run.check()
    assert run.result["provider"] == "postgres" and run.result["mirror"] == f"postgis:Kollegin/{MIRROR}"
    assert run.result["fits Kollegin"] and run.result["fits Stadtwerke"]
    if settings is GERMAN:
        assert "dürfen Sie kein Schema anlegen" in run.result["said to Kollegin"]
        assert "Vom Spiegel" in run.result["said of the mirror"] or "Spiegel" in run.result["said of the mirror"]
    else:
        assert "you may not make a schema" in run.result["said to Kollegin"]
        assert "Saved as Stadtwerke ▸ ladeorte" in run.result["said to Stadtwerke"]
        assert "From the mirror of" in run.result["said of the mirror"]
