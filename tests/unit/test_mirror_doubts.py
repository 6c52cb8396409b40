"""A mirror believes neither servers that have no stations all of a sudden, nor clocks ahead, nor damaged records."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from ocm_plugin.ocm.errors import OcmError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.mirroring import fill_from_file
from ocm_plugin.ocm.records.provenance import Provenance
from ocm_plugin.ocm.search.areas import Area, Extent, StationIds, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.mirror import MirrorSource
from ocm_plugin.ocm.sources.source import FileSource
from ocm_plugin.ocm.store.mirror_file import FileMirror
from ocm_plugin.ocm.store.mirror_tables import read_facts
from tests.ocm_server import faults
from tests.support.registries import DAY, NOW
from tests.support.results import ran


@pytest.mark.parametrize("page", (0, 1, 3))
def test_a_server_that_answers_with_no_stations_makes_no_mirror(registry, page):
    """As servers do whose database is down: the mirror would have said for a month that there are no more stations."""
    registry.fault_at(page, faults.empty_list())
    with pytest.raises(OcmError, match=r"No station at all|seems to be in trouble"):
        registry.update(World())
    assert not read_facts(registry.mirror).held
    registry.server.faults.clear()
    registry.update(World(), now=NOW + DAY / 24)
    assert set(registry.held()) == set(registry.pois)


def test_a_list_that_ends_early_removes_nothing(registry):
    """Four of six pages came, then "no stations", then the server was well again: two pages of stations seemed gone."""
    registry.update(World())
    registry.server.faults.add(faults.empty_list(), times=2, after=4, action="poi")
    (update,) = registry.update(now=NOW + 8 * DAY)
    assert (update.gone, update.same) == (0, 300) and set(registry.held()) == set(registry.pois)


def test_a_station_that_a_list_leaves_out_is_asked_for_by_its_number(registry):
    registry.update(World())
    left_out = sorted(registry.pois)[20]

    def without(pois: list[Any]) -> list[Any]:
        return [poi for poi in pois if poi["ID"] != left_out] if len(pois) > 1 else pois

    fault = faults.Fault("one left out", change_stations=without)
    registry.server.faults.add(fault, times=None, action="poi")
    with pytest.raises(OcmError, match=f"left out station OCM-{left_out}, which it still has"):
        registry.update(now=NOW + 8 * DAY)
    registry.server.faults.clear()
    (update,) = registry.update(now=NOW + 8 * DAY + DAY / 24)
    assert (update.gone, update.same) == (0, 300)


def test_a_server_without_news_must_still_have_what_it_had(registry):
    """Else the mirror would be said to be of today, and what has changed meanwhile would be asked for much later."""
    registry.update(World())
    registry.fault_at(0, faults.empty_list())
    with pytest.raises(OcmError, match="seems to be in trouble"):
        registry.update(now=NOW + DAY)
    assert read_facts(registry.mirror).held[0].entry.as_of == NOW
    registry.server.faults.clear()
    registry.update(now=NOW + DAY)
    asked = [request.query for request in registry.server.poi_requests]
    assert len(asked) == 3 and "chargepointid" in asked[-1]


def test_an_area_that_has_no_stations_is_mirrored_on_wish(registry):
    sea = Extent(-150, -60, -149, -59)
    with pytest.raises(OcmError, match="No station at all has arrived for “Charging stations between"):
        registry.update(sea)
    registry.update(sea, replace_all=True)
    assert [held.entry.area for held in read_facts(registry.mirror).held] == [sea]


def test_a_dump_without_stations_makes_no_mirror(registry, tmp_path):
    dump, path = tmp_path / "dump.json", tmp_path / "new.gpkg"
    dump.write_text("[]")
    with pytest.raises(OcmError, match="No station at all"):
        fill_from_file(FileMirror(path), FileSource(dump), [World()], registry.server.url, Feedback())
    assert not path.exists()


@pytest.mark.parametrize("is_begun", (False, True))
def test_what_was_loaded_by_a_clock_ahead_is_loaded_again(registry, is_begun):
    """A clock stood in 2030 once: asked for what is new since then, the server has nothing, and was believed."""
    ahead = NOW + 1_500 * DAY
    if is_begun:
        registry.fault_at(4, faults.status(500))
        with pytest.raises(OcmError):
            registry.update(World(), now=ahead)
        registry.server.faults.clear()
    else:
        registry.update(World(), now=ahead)
    registry.modify([min(registry.pois)], NOW, UsageCost="new")
    registry.update(World(), now=NOW + DAY)
    (held,) = read_facts(registry.mirror).held
    assert held.entry.as_of == held.swept == NOW + DAY
    assert registry.held()[min(registry.pois)] == "new"


def test_a_station_whose_record_is_damaged_is_not_gone(registry):
    registry.update(World())
    number = sorted(registry.pois)[10]
    registry.pois[number]["AddressInfo"]["Latitude"] = None
    registry.serve()
    (update,) = registry.update(now=NOW + 8 * DAY)
    assert (update.gone, update.same) == (0, 299) and number in registry.held()


def test_searches_name_the_records_that_the_mirror_could_not_read(registry):
    """They were missing from its results, which called themselves complete."""
    number, other, sound = sorted(registry.pois)[10:13]
    latitude = registry.pois[number]["AddressInfo"]["Latitude"]
    registry.pois[number]["AddressInfo"]["Latitude"] = None
    registry.pois[other]["AddressInfo"]["Longitude"] = 999
    registry.serve()
    registry.update(World())

    def named(area: Area) -> dict[int | None, str]:
        source = MirrorSource(registry.mirror, registry.server.url)
        return {record.id: record.reason for record in found(Search(area), source).set_aside}

    assert named(StationIds((number, sound))) == {number: "Its latitude is missing."}
    assert set(named(World())) == {number, other}
    # A server asked for a place does not have them either.
    assert named(Extent(-180, -90, 180, 90)) == {}
    registry.modify([sound], NOW + DAY)
    registry.update(now=NOW + DAY)
    assert set(named(World())) == {number, other}
    registry.pois[number]["AddressInfo"]["Latitude"] = latitude
    registry.modify([number], NOW + 2 * DAY)
    registry.update(now=NOW + 2 * DAY)
    assert set(named(World())) == {other}
    del registry.pois[other]
    registry.serve()
    registry.update(now=NOW + 10 * DAY)
    assert named(World()) == {}


def found(search: Search, source: MirrorSource) -> Provenance:
    class Anywhere:
        def add(self, stations: object) -> None:
            """Nothing is kept."""

    return ran(search, source, Anywhere(), Feedback())


def test_a_damaged_record_is_not_gone_either_when_a_sweep_goes_on(registry):
    """The record came before the sweep was interrupted."""
    registry.update(World())
    number = min(registry.pois)
    registry.pois[number]["AddressInfo"]["Latitude"] = None
    registry.serve()
    registry.fault_at(3, faults.status(500))
    with pytest.raises(OcmError):
        registry.update(now=NOW + 8 * DAY)
    registry.server.faults.clear()
    (update,) = registry.update(now=NOW + 8 * DAY + DAY / 24)
    assert update.gone == 0 and number in registry.held()


def test_a_damaged_station_of_a_mirror_is_mended_by_its_update(registry):
    """The update ended in an error, as did each search that would have been held in such a file."""
    registry.update(World())
    spoil(registry, sorted(registry.pois)[3])
    (update,) = registry.update(now=NOW + 8 * DAY)
    assert (update.changed, update.gone) == (1, 0) and set(registry.held()) == set(registry.pois)


def test_where_it_cannot_be_known_what_is_gone_that_is_said(registry):
    area = Extent(-180, -90, 180, 90)
    registry.update(area)
    spoil(registry, sorted(registry.pois)[3])
    with pytest.raises(OcmError, match=r"is damaged\. Please remove it"):
        registry.update(now=NOW + 8 * DAY)


def spoil(registry, number):
    with closing(registry.mirror.session()) as session, session.writing() as database:
        database.run("UPDATE gpkg_ocm_pois SET poi = ? WHERE ocm_id = ?", (b"\0", number))


def test_a_part_that_is_refused_does_not_keep_others_from_their_update(registry):
    """One area in which the last stations had closed ended each night's update before those behind it."""
    empty, other = Extent(5, 47, 8, 55), Extent(8.5, 47, 14, 55)
    registry.update(empty, other)
    inside = [n for n, poi in registry.pois.items() if 5 <= poi["AddressInfo"]["Longitude"] <= 8]
    kept = registry.held(empty)
    changed = next(iter(registry.held(other)))
    for number in inside:
        del registry.pois[number]
    registry.modify([changed], NOW + DAY, UsageCost="new")
    with pytest.raises(OcmError) as refused:
        registry.update(now=NOW + 8 * DAY)
    assert "Its other areas are up to date." in refused.value.sentence and "No station at all" in refused.value.sentence
    assert registry.held(other)[changed] == "new" and registry.held(empty) == kept
