"""The source that the settings name: the server, the demo data, a file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsFeedback

from ocm_plugin.ocm.errors import SettingsError
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support.feedback import QgisFeedback
from ocm_plugin.qgis_support.paths import profile_folder
from ocm_plugin.qgis_support.settings import API, DEMO, URL_VARIABLE, Settings
from ocm_plugin.qgis_support.sources import SourceChoice, reference_store
from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois


@pytest.fixture
def server(monkeypatch):
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    with OcmServer(make_pois(250)) as server:
        yield server
        reference_store(server.url).path.unlink(missing_ok=True)


def ids_of(source):
    feedback = QgisFeedback(QgsFeedback())
    return [station.id for batch in source.batches(Search(), feedback) for station in batch.stations]


def test_the_server_of_the_settings(server):
    settings = Settings(base_url=server.root, page_size=100)
    source = SourceChoice(settings, API, server.key).open(QgsFeedback())
    assert source.reference(QgisFeedback(QgsFeedback())).fetched is not None
    assert sorted(ids_of(source)) == sorted(poi["ID"] for poi in server.served_pois())
    assert {request.headers["x-api-key"] for request in server.requests} == {server.key}
    assert (source.is_invented, source.requests) == (False, len(server.requests))
    assert server.url in source.name
    assert reference_store(server.url).path.parent == profile_folder()


def test_the_look_up_lists_are_kept_for_the_next_run(server):
    for _ in range(2):
        source = SourceChoice(Settings(base_url=server.url), API, server.key).open(None)
        source.reference(QgisFeedback(QgsFeedback()))
    assert len(server.reference_requests) == 1
    assert server.key not in reference_store(server.url).path.read_text()


def test_the_server_of_the_environment(server, monkeypatch):
    monkeypatch.setenv(URL_VARIABLE, server.url)
    assert ids_of(SourceChoice(Settings(base_url="https://nowhere.invalid/"), API, server.key).open(None))


@pytest.mark.parametrize("address", ["ftp://nowhere", "https://nowhere.invalid/?key=0f0f"])
def test_no_server_at_all(monkeypatch, address):
    """The sentence names the place of the address: scripts were sent to the options, and to their field for the key."""
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    choice = SourceChoice(Settings(base_url=address), API, "")
    with pytest.raises(SettingsError, match=r"Enter one such as .* in the options\.$"):
        choice.open(None)
    monkeypatch.setenv(URL_VARIABLE, address)
    with pytest.raises(SettingsError, match=f"Set the environment variable {URL_VARIABLE} to one such as"):
        choice.open(None)


def test_the_demo_data_needs_neither_server_nor_key():
    source = SourceChoice(Settings(base_url="ftp://nowhere"), DEMO, "").open(None)
    assert source.is_invented
    assert len(ids_of(source)) > 100


def test_a_file_with_the_titles_that_the_server_once_told(server, tmp_path: Path):
    settings = Settings(base_url=server.url)
    feedback = QgisFeedback(QgsFeedback())
    told = SourceChoice(settings, API, server.key).open(None).reference(feedback)
    path = tmp_path / "pois.json"
    path.write_text(json.dumps(make_pois(7)))
    source = SourceChoice(replace(settings, page_size=10), str(path), "").open(None)
    assert len(ids_of(source)) == 7
    assert source.reference(feedback).operators == told.operators
