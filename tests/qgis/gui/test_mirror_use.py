"""A mirror answers in the place of the server where it covers the area, which is said before and after."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from threading import current_thread, main_thread

import pytest
import requests

from ocm_plugin.gui.options_page import OptionsPage
from ocm_plugin.gui.postgis_dialog import MirrorDatabaseDialog
from ocm_plugin.layers.metadata import read_provenance
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.http.client import Client
from ocm_plugin.ocm.mirroring import update_mirror
from ocm_plugin.ocm.records.provenance import FROM_API, FROM_MIRROR, FROM_PARTS
from ocm_plugin.ocm.records.reference_store import ReferenceStore
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.paging import ApiSource
from ocm_plugin.ocm.store import mirror_tables
from ocm_plugin.ocm.store.mirror_file import FileMirror
from ocm_plugin.qgis_support import mirrors
from ocm_plugin.qgis_support.mirrors import LEDGERS, mirror_of
from ocm_plugin.qgis_support.schema_place import SchemaPlace, schema_place
from ocm_plugin.qgis_support.settings import API, MIRROR, Settings
from tests.support.postgis import connection_of, new_schema

from .conftest import settle
from .results import request, run, stations

HELD = Extent(0, 45, 12, 54)
WITHIN = Search(area=Extent(3, 47, 10, 53), min_power_kw=50, keep_cannot_tell=False)


@pytest.fixture
def mirror(server, tmp_path):
    client = Client(requests.Session(), server.url, server.key)
    path = tmp_path / "mirror.gpkg"
    update_mirror(FileMirror(path), ApiSource(client, ReferenceStore(tmp_path, server.url)), [HELD], Feedback())
    replace(Settings.load(), mirror=str(path)).save()
    server.clear_requests()
    yield path
    replace(Settings.load(), mirror="", mirror_days=30).save()


def age(path, days):
    """Let a mirror be so many days old."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE ocm_coverage SET as_of = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?)", (f"-{days} days",))


def test_a_covered_search_asks_the_server_nothing(server, searching, window, mirror):
    age(mirror, 9)
    message = run(searching, window, request(WITHIN))
    provenance = read_provenance(stations())
    assert server.poi_requests == [] and provenance.requests == 0
    assert provenance.origin.kind == FROM_MIRROR and provenance.is_complete
    assert "loaded" in message and "From the mirror of " in message and "9 days old." in message
    assert "(9 days old)" in provenance.source
    assert window.buttons()[0] == "Ask Again"


def test_ask_again_asks_the_server_into_the_same_layer(server, searching, window, mirror):
    run(searching, window, request(WITHIN))
    layer_id, count = stations().id(), stations().featureCount()
    window.press("Ask Again")
    settle(lambda: read_provenance(stations()).origin.kind == FROM_API)
    assert stations().id() == layer_id and stations().featureCount() == count
    assert read_provenance(stations()).origin.kind == FROM_API


@pytest.mark.parametrize(
    "search", [Search(area=Extent(3, 47, 13, 53)), Search(area=Extent(-30, 47, 10, 53), min_power_kw=50)]
)
def test_what_the_mirror_does_not_cover_is_asked_for(server, searching, window, mirror, search):
    age(mirror, 9)
    message = run(searching, window, request(search))
    provenance = read_provenance(stations())
    assert server.poi_requests and provenance.origin.kind == FROM_PARTS and provenance.is_complete
    assert f"{provenance.kept[0].n_stations} of them are from the mirror of " in message
    assert provenance.data_date == provenance.kept[0].as_of < provenance.started - timedelta(days=8)


def test_a_mirror_that_is_damaged_where_it_is_read_leaves_the_server(server, searching, window, mirror):
    """Half of the stations had come when the damage showed: the search begins again, and asks the server."""
    with closing(sqlite3.connect(mirror)) as database, database:
        database.execute("UPDATE gpkg_ocm_pois SET poi = x'00' WHERE ocm_id = (SELECT max(ocm_id) FROM gpkg_ocm_pois)")
    message = run(searching, window, request(Search(area=Extent(0, 45, 13, 54))))
    assert "loaded" in message and read_provenance(stations()).origin.kind == FROM_API


def test_a_mirror_that_is_too_old_is_not_used_by_itself(server, searching, window, mirror):
    age(mirror, 31)
    run(searching, window, request(WITHIN))
    assert server.poi_requests
    window.clear_project()
    server.clear_requests()
    replace(Settings.load(), mirror_days=60).save()
    run(searching, window, request(WITHIN))
    assert not server.poi_requests


def test_a_mirror_that_is_gone_or_damaged_leaves_the_server(server, searching, window, mirror):
    mirror.write_bytes(b"SQLite format 3\x00 and nothing else")
    run(searching, window, request(WITHIN))
    assert server.poi_requests


def test_the_panel_says_that_the_mirror_of_the_options_cannot_answer_and_why(server, searching, window, mirror):
    """The server was asked without a word, for weeks where the mirror was on a drive that had another name."""
    form = searching.open_panel()
    form.show_search(WITHIN)
    settle(lambda: "From the mirror of" in form.summary.text())
    mirror.rename(mirror.with_name("elsewhere.gpkg"))
    settle(lambda: looked(form) and form.summary.text().endswith("The mirror cannot be read; the options say why."))
    settle(lambda: form.url.text() != "")  # the server is asked
    options = OptionsPage()
    assert options.mirror_note.text().startswith(f"There is no mirror at {mirror}: it was moved or removed, or its ")
    options.mirror_edit.setFilePath("")
    settle(lambda: options.mirror_note.text() == "")
    options.deleteLater()
    mirror.with_name("elsewhere.gpkg").rename(mirror)
    settle(lambda: looked(form) and "From the mirror of" in form.summary.text())


def test_a_mirror_that_could_not_be_read_is_read_again_though_nobody_wrote_to_it(qgis_app, tmp_path, monkeypatch):
    """One that another program had held for a moment answered no more until QGIS was started again."""
    path, said = tmp_path / "mirror.gpkg", ["Another program holds it."]
    path.touch()
    monkeypatch.setattr(mirrors, "FILE_KNOWN_FOR_S", 0)
    monkeypatch.setattr(mirrors, "read_or_problem", lambda _mirror: ([], said[0]))
    ledgers = mirrors._Ledgers()
    settle(lambda: ledgers.problem(str(path)) != "")
    said[0] = ""
    settle(lambda: ledgers.problem(str(path)) == "")


def looked(form) -> bool:
    """Look at the search again, as the panel does when anything in it changes."""
    if not form._settle.isActive():
        form._settle.start()
    return True


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), "is damaged. Please remove it"),
        (lambda path: path.write_bytes(b"another file"), "is no mirror. Please choose the file of a mirror."),
        (lambda path: path.unlink(), "There is no mirror at "),
    ],
    ids=["damaged", "another file", "gone"],
)
def test_panel_and_search_say_what_is_wrong_with_the_mirror_that_is_chosen(
    server, searching, window, mirror, damage, said
):
    """A damaged mirror was called a file that is not JSON."""
    damage(mirror)
    form = searching.open_panel()
    form.source.setCurrentIndex(form.source.findData(MIRROR))
    form.mirror_file.setFilePath(str(mirror))
    form.show_search(WITHIN)
    settle(lambda: looked(form) and said in form.summary.text())
    assert said in run(searching, window, request(WITHIN, source=str(mirror)))
    assert server.poi_requests == []


def test_a_layer_from_the_mirror_is_reloaded_from_the_server(server, searching, window, mirror):
    run(searching, window, request(WITHIN))
    searching.reloads.reload(stations())
    settle(lambda: read_provenance(stations()).origin.kind == FROM_API)
    assert read_provenance(stations()).origin.kind == FROM_API


def test_the_dialog_says_before_the_search_where_it_will_look(server, searching, window, mirror):
    age(mirror, 9)
    form = searching.open_panel()
    form.show_search(WITHIN)
    settle(lambda: "From the mirror of " in form.summary.text())
    assert form.summary.text().endswith("9 days old.") and form.url.text() == ""
    form.show_search(Search(area=Extent(0, 45, 13, 54)))
    settle(lambda: form.url.text() != "")
    assert "Partly from the mirror of " in form.summary.text()
    assert form.summary.text().endswith("9 days old. Only the rest is asked for.")
    form.show_search(Search(area=Extent(20, 30, 30, 60)))
    settle(lambda: "mirror" not in form.summary.text())


def test_a_mirror_can_be_chosen_as_source(server, searching, window, mirror):
    """Its result came without a word of its age, and the whole world was said to take hundreds of requests."""
    age(mirror, 400)
    form = searching.open_panel()
    assert form.mirror_file.isVisible() is False
    form.source.setCurrentIndex(form.source.findData(MIRROR))
    assert form.mirror_file.isVisible() and form.mirror_file.filePath() == str(mirror)
    form.show_search(WITHIN)
    settle(form.search_button.isEnabled)
    form.search_button.click()
    settle(lambda: "loaded" in window.message())
    assert server.poi_requests == [] and read_provenance(stations()).origin.kind == FROM_MIRROR
    assert window.message().endswith("400 days old.") and "Ask Again" not in window.buttons()
    assert form.world_text.isHidden()
    form.source.setCurrentIndex(form.source.findData(API))
    assert not form.world_text.isHidden()


def test_without_a_file_the_mirror_cannot_be_searched(searching):
    form = searching.open_panel()
    form.mirror_file.setFilePath("")
    form.source.setCurrentIndex(form.source.findData(MIRROR))
    settle(lambda: form.summary.text() == "No mirror is chosen.")
    assert not form.search_button.isEnabled()


@pytest.fixture
def in_database(server, mirror, postgres):
    """The address of a mirror in a database, which the options name."""
    with connection_of(postgres, "Team") as name:
        address = SchemaPlace(name, new_schema()).address
        client = Client(requests.Session(), server.url, server.key)
        update_mirror(
            mirror_of(address), ApiSource(client, ReferenceStore(mirror.parent, server.url)), [HELD], Feedback()
        )
        replace(Settings.load(), mirror=address).save()
        server.clear_requests()
        yield address


def test_a_mirror_in_a_database_is_said_before_the_search_and_answers_it(server, searching, window, in_database):
    """The window does not wait for the database: what it holds is read in the background."""
    form = searching.open_panel()
    form.show_search(WITHIN)
    settle(lambda: "From the mirror of " in form.summary.text())
    run(searching, window, request(WITHIN))
    assert server.poi_requests == [] and read_provenance(stations()).origin.kind == FROM_MIRROR


def test_no_window_waits_for_the_file_of_a_mirror(server, searching, window, mirror, monkeypatch):
    """Its ledger was read at each change of the search: in a shared folder, that may take seconds."""
    read, threads = mirror_tables.read_entries, []

    def watched(held):
        threads.append(current_thread())
        return read(held)

    monkeypatch.setattr(mirror_tables, "read_entries", watched)
    form = searching.open_panel()
    form.show_search(WITHIN)
    settle(lambda: "From the mirror of " in form.summary.text())
    run(searching, window, request(WITHIN))
    assert server.poi_requests == [] and threads and main_thread() not in threads


def test_a_database_that_is_far_away_keeps_no_window_waiting(server, searching, window, in_database, postgres):
    postgres.stop()
    try:
        form = searching.open_panel()
        form.show_search(WITHIN)
        settle(lambda: form.url.text() != "" and LEDGERS.of_database(in_database) == [])
        run(searching, window, request(WITHIN))
    finally:
        postgres.start()
    assert server.poi_requests and read_provenance(stations()).origin.kind == FROM_API


def test_a_mirror_in_a_database_can_be_chosen_as_source(server, searching, window, in_database, monkeypatch):
    form = searching.open_panel()
    form.mirror_file.setFilePath("")
    form.source.setCurrentIndex(form.source.findData(MIRROR))
    place = schema_place(in_database)

    def choose(asking):
        asking.connections.setConnection(place.connection)
        asking.schema_name.setText(place.schema)
        return True

    monkeypatch.setattr(MirrorDatabaseDialog, "exec", choose)
    form.mirror_database_button.click()
    assert form.mirror_file.filePath() == in_database
    form.show_search(WITHIN)
    settle(form.search_button.isEnabled)
    form.search_button.click()
    settle(lambda: "loaded" in window.message())
    assert server.poi_requests == [] and read_provenance(stations()).origin.kind == FROM_MIRROR


def test_names_of_connections_and_schemas_may_be_anything():
    for place in (SchemaPlace("a/b%2Fc", 'x/"y" 100%'), SchemaPlace("ü", "%25")):
        assert schema_place(place.address) == place
    assert schema_place("/data/postgis:a/b") is None and schema_place("postgis:") is None


def test_only_what_needs_a_file_has_a_place_for_one(searching, mirror):
    """The group was closed at first; opened, it showed the places of POI files, GeoPackages and styles as well."""
    dialog = searching.open_panel()
    dialog.source.setCurrentIndex(dialog.source.findData(MIRROR))
    settle(lambda: not dialog.result_group.isCollapsed())
    files = (dialog.mirror_box, dialog.poi_box, dialog.output_file, dialog.style_file)
    assert [each.isHidden() for each in files] == [False, True, True, True]
    dialog.source.setCurrentIndex(dialog.source.findData(API))
    dialog.result_group.setCollapsed(True)
    dialog.result_group.setCollapsed(False)
    assert all(each.isHidden() for each in files)
