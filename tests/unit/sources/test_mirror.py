"""A mirror answers as its server does: the same stations, as certain as there, and the same names for their ids."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.errors import Cancelled
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.mirroring import fill_from_file, update_mirror
from ocm_plugin.ocm.records.provenance import COMPLETE, FROM_MIRROR, STOPPED, Provenance, ResumePoint
from ocm_plugin.ocm.run import run_search
from ocm_plugin.ocm.search.areas import Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from ocm_plugin.ocm.search.filters import On, Sent
from ocm_plugin.ocm.search.search import FILTERS, Search
from ocm_plugin.ocm.sources.mirror import MirrorSource
from ocm_plugin.ocm.sources.source import FileSource
from ocm_plugin.ocm.store.mirror_file import FileMirror
from ocm_plugin.ocm.store.mirror_index import INDEX, OF_RECORD
from ocm_plugin.ocm.store.mirror_judge import _COLUMNS
from ocm_plugin.ocm.store.postgis_mirror import PostgisMirror
from ocm_plugin.ocm.tables.derive.context import Context
from tests.ocm_server import OcmServer
from tests.support.effort import tries
from tests.support.invented_pois import invented_pois
from tests.support.mirrored import Mirrored, Rows
from tests.support.oracle import expected
from tests.support.postgis_mirrors import mirror_of, new_mirror
from tests.support.postgres import READER, PostgresServer
from tests.support.results import ran
from tests.support.search_strategies import areas, searches


def counts_of(provenance: Provenance) -> tuple[object, ...]:
    return provenance.matched, provenance.cannot_tell, provenance.unstated


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mirrored]:
    with OcmServer(invented_pois(), None) as server:
        yield Mirrored(server, tmp_path_factory.mktemp("mirrored"))


@pytest.fixture(scope="module", params=["GeoPackage", "PostGIS"])
def held_there(
    mirrored: Mirrored, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Mirrored:
    """The same in a file and in a database."""
    if request.param == "GeoPackage":
        return mirrored
    return Mirrored(mirrored.server, tmp_path_factory.mktemp("held"), new_mirror(request.getfixturevalue("postgres")))


quickly = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example),
)


@settings(quickly, max_examples=tries(300))
@given(data=st.data(), looks_at_each=st.booleans())
def test_every_search_finds_in_the_mirror_what_brute_force_finds(held_there, data, looks_at_each):
    """By the index and without: it may only leave out what the judge leaves out as well, and counts as that does."""
    search = data.draw(searches(areas(held_there.places, held_there.ids, ("DE", "NL", "FR", "US", "AT"))))
    found = Rows()
    with pytest.MonkeyPatch.context() as patch:
        if not looks_at_each:
            patch.setattr("ocm_plugin.ocm.sources.mirror._SIMPLE", 3)
        provenance = ran(search, held_there.mirror(), found, Feedback())
    certain = {number: is_certain for number, (_, is_certain) in found.stations.items()}
    assert certain == expected(held_there.stations, search, held_there.reference)
    assert list(certain) == sorted(certain)
    assert certain.keys() <= held_there.mirror().numbers(search, Feedback())
    assert provenance.outcome == COMPLETE or len(certain) == search.max_results
    assert provenance.requests == 0
    if search.max_results is None:
        all_looked_at = ran(search, held_there.each(), Rows(), Feedback())
        assert counts_of(provenance) == counts_of(all_looked_at)


@settings(quickly, max_examples=tries(60))
@given(data=st.data())
@example(data=None)
def test_the_same_search_gives_the_same_rows_from_mirror_and_server(held_there, data):
    strategy = searches(areas(held_there.places, held_there.ids, ("DE", "NL", "FR", "US", "AT")))
    search = Search(include_comments=True) if data is None else data.draw(strategy)
    from_server, from_mirror = Rows(), Rows()
    said = ran(search, held_there.api(), from_server, Feedback())
    also_said = ran(search, held_there.mirror(), from_mirror, Feedback())
    assert from_mirror.stations == from_server.stations
    assert also_said.matched == said.matched
    # By types and levels the server leaves out stations that state none: nobody counts them.
    if not any(search.asks_for(each) for each in FILTERS if each.sent is Sent.IF_SURE):
        assert also_said.cannot_tell == said.cannot_tell


def test_ids_have_the_same_names(mirrored):
    here = mirrored.reference.to_json()
    for name, items in mirrored.api().reference(Feedback()).to_json().items():
        assert set(map(json.dumps, items)) <= set(map(json.dumps, here[name]))


def test_a_result_says_that_it_came_from_a_mirror_and_how_old_that_is(mirrored):
    now = datetime.now(timezone.utc) + timedelta(days=9, minutes=5)
    source = MirrorSource(FileMirror(mirrored.path), mirrored.server.url, now=now)
    provenance = ran(Search(Extent(5, 45, 15, 55)), source, Rows(), Feedback())
    today = datetime.now(timezone.utc).date().isoformat()
    assert provenance.source == f"Mirror it's a 100% mirror ü.gpkg of {today} (9 days old)"
    assert provenance.origin.kind == FROM_MIRROR and provenance.origin.server == mirrored.server.url
    assert provenance.data_date == provenance.origin.file_date


def test_a_search_goes_on_after_the_last_station(mirrored):
    whole = Rows()
    ran(Search(), mirrored.mirror(), whole, Feedback())
    middle = sorted(whole.stations)[200]
    batches = mirrored.mirror().batches(Search(), Feedback(), ResumePoint(middle))
    half_ids = [station.id for batch in batches for station in batch.stations]
    assert half_ids[0] > middle and set(half_ids) >= {number for number in whole.stations if number > middle}


def test_what_a_mirror_does_not_cover_is_said(tmp_path, mirrored):
    """A result of a mirror of one country is not complete for a place near its border."""
    path = str(tmp_path / "germany.gpkg")
    update_mirror(FileMirror(path), mirrored.api(), [Countries(("DE",))], Feedback())
    source = MirrorSource(FileMirror(path), mirrored.server.url)
    assert ran(Search(Countries(("DE",))), source, Rows(), Feedback()).outcome == COMPLETE
    provenance = ran(Search(Circle(50.5, 8.25, 300_000)), source, Rows(), Feedback())
    assert provenance.outcome == STOPPED and "germany.gpkg does not hold all" in provenance.reason
    assert ran(Search(Extent(8, 50, 9, 51)), source, Rows(), Feedback()).outcome == STOPPED


def test_what_is_new_since_a_mirror_was_updated_is_said_to_be_missing(mirrored):
    """“Added since yesterday” found nothing in a mirror of last week, and the result was complete."""
    now = datetime.now(timezone.utc)
    for name in ("created_since", "modified_since"):
        late, early = (Search(**{name: moment}) for moment in (now + timedelta(days=1), now - timedelta(days=90)))
        assert ran(early, mirrored.mirror(), Rows(), Feedback()).outcome == COMPLETE
        provenance = ran(late, mirrored.mirror(), Rows(), Feedback())
        assert provenance.outcome == STOPPED and f"is of {now.date().isoformat()}: what has come" in provenance.reason


def test_a_mirror_of_another_server_covers_nothing(mirrored):
    source = MirrorSource(FileMirror(mirrored.path), "https://other.example.org/v3/")
    assert ran(Search(StationIds((mirrored.ids[0],))), source, Rows(), Feedback()).outcome == STOPPED


def test_a_mirror_whose_index_is_of_another_version_is_searched_without_it(tmp_path, mirrored):
    path = tmp_path / "other.gpkg"
    path.write_bytes(Path(mirrored.path).read_bytes())
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE gpkg_ocm_facts SET value = NULL WHERE name = 'index_version'")
        database.execute("UPDATE gpkg_ocm_index SET equipment = '//999,,,,,1,1,'")
    search = Search(connection_type_ids=(33,), min_power_kw=50)
    found = Rows()
    ran(search, MirrorSource(FileMirror(path), mirrored.server.url), found, Feedback())
    assert set(found.stations) == set(expected(mirrored.stations, search, mirrored.reference))


OLDER = ("types TEXT", "kw_hi REAL", "connectors REAL")
"""Some of what older versions noted, and this one does not."""


def make_older(mirror: FileMirror | PostgisMirror, postgres: PostgresServer | None) -> None:
    """Make an empty mirror as an older version did."""
    mirror.create()
    statements = ["index DROP COLUMN lon", "index DROP COLUMN lat"]
    for table in ("index", "arrived"):
        statements += [f"{table} DROP COLUMN {name}" for name in INDEX if name not in OF_RECORD]
        statements += [f"{table} ADD COLUMN {each.replace('REAL', 'double precision')}" for each in OLDER]
    if postgres is not None and isinstance(mirror, PostgisMirror):
        schema = mirror.schema.replace('"', '""')
        for each in statements:
            postgres.run(f'ALTER TABLE "{schema}".ocm_{each}')
        postgres.run(f"UPDATE \"{schema}\".ocm_facts SET value = NULL WHERE name = 'index_version'")
        return
    with closing(sqlite3.connect(mirror.place)) as database, database:
        for each in statements:
            database.execute(f"ALTER TABLE gpkg_ocm_{each}")
        database.execute("UPDATE gpkg_ocm_facts SET value = NULL WHERE name = 'index_version'")


def looked_at_and_found(held: Mirrored, search: Search) -> tuple[int, int]:
    found = Rows()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ocm_plugin.ocm.sources.mirror._SIMPLE", 3)
        ran(search, held.mirror(), found, Feedback())
    assert set(found.stations) == set(expected(held.stations, search, held.reference)) != set()
    return looked_at(held.mirror(), search), len(found.stations)


def looked_at(source: MirrorSource, search: Search) -> int:
    """How many stations a search reads and judges."""
    with source.mirror.reading() as database:
        return len(source._candidates(database, search, 0, Feedback()).wanted)


@pytest.mark.parametrize("where", ("GeoPackage", "PostGIS", "PostGIS of another role"))
def test_a_mirror_of_an_older_version_works_and_gets_the_index_with_its_next_update(tmp_path, mirrored, request, where):
    """It lacked the columns of later filters until it was made again, and each station was looked at.

    A role that does not own the tables cannot give them other columns, and updates the mirror as it is.
    """
    postgres = None if where == "GeoPackage" else request.getfixturevalue("postgres")
    made = FileMirror(tmp_path / "older.gpkg") if postgres is None else new_mirror(postgres)
    make_older(made, postgres)
    is_owner = "role" not in where
    if not is_owner:
        schema = made.schema.replace('"', '""')
        postgres.run(f'GRANT USAGE ON SCHEMA "{schema}" TO {READER}')
        postgres.run(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "{schema}" TO {READER}')
        postgres.run(f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA "{schema}" TO {READER}')
        made = mirror_of(postgres, made.schema, READER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ocm_plugin.ocm.store.mirror_update.renew_index", lambda *_: None)
        held = Mirrored(mirrored.server, tmp_path, made)
    free = Search(free_of_charge=True, keep_cannot_tell=False)
    of_types = Search(connection_type_ids=(33,), level_ids=(3,), text="a")
    by_record = Search(operator_ids=(1, 5), keep_cannot_tell=False)
    for search in (free, of_types):
        assert looked_at_and_found(held, search)[0] == len(mirrored.pois)
    n_looked_at, found = looked_at_and_found(held, by_record)
    assert n_looked_at == found
    update_mirror(held.held, held.api(), [], Feedback())
    for search in (free, of_types):
        n_looked_at, found = looked_at_and_found(held, search)
        assert n_looked_at == (found if is_owner else len(mirrored.pois))


EXACT = (
    Search(status_type_ids=(100,)),
    Search(operator_ids=(1, 5)),
    Search(usage_type_ids=(1,)),
    Search(data_provider_ids=(1,)),
    Search(country_ids=(87,)),
    Search(level_ids=(1,)),
    Search(current_type_ids=(30,)),
    Search(connection_type_ids=(33,)),
    Search(connection_type_ids=(33,), min_power_kw=50, min_connectors=2),
    Search(max_power_kw=3),
    Search(in_operation=False),
    Search(in_operation=True),
    Search(is_public=False),
    Search(free_of_charge=True),
    Search(free_of_charge=False),
    Search(open_24_hours=True),
    Search(open_24_hours=False),
    Search(open_data=True),
    Search(open_data=False),
    Search(has_media=True),
    Search(has_comments=False),
    Search(has_checkins=True),
    Search(not_operator_ids=(1, 5)),
    Search(verified_since=datetime(2024, 1, 1, tzinfo=timezone.utc)),
    Search(created_since=datetime(2024, 1, 1, tzinfo=timezone.utc)),
    Search(modified_since=datetime(2024, 1, 1, tzinfo=timezone.utc)),
    Search(text="a"),
    Search(operator_ids=(1, 5), free_of_charge=True, current_type_ids=(30,)),
)


@pytest.mark.parametrize("include_unstated", (False, True))
@pytest.mark.parametrize(
    "search", EXACT, ids=lambda search: " ".join(each.name for each in FILTERS if search.asks_for(each))
)
def test_only_stations_of_the_result_are_looked_at(held_there, search, include_unstated):
    """Those that do not say were looked at one by one to be counted: a search of the world took twelve seconds."""
    for keeps in (False, True):
        search = replace(search, keep_cannot_tell=keeps, include_unstated=include_unstated)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("ocm_plugin.ocm.sources.mirror._SIMPLE", 3)
            found = ran(search, held_there.mirror(), Rows(), Feedback())
        assert counts_of(found) == counts_of(ran(search, held_there.each(), Rows(), Feedback()))
        n_looked_at = looked_at(held_there.mirror(), search)
        n_doubtful = sum(bool(poi.get("DatePlanned")) for poi in held_there.pois)
        assert n_looked_at - found.loaded <= n_doubtful, (n_looked_at, found.loaded)


@pytest.mark.parametrize(
    "area",
    (
        Extent(-20, 30, 40, 70),
        Extent(170, -80, 20, 80),
        Circle(50, 8, 900_000),
        Polygons(((((-10.0, 30.0), (30.0, 40.0), (10.0, 70.0), (-10.0, 30.0)),),)),
        Corridor((((-5.0, 40.0), (12.0, 55.0)),), 90_000),
        Countries(("DE", "NL")),
    ),
    ids=lambda area: type(area).__name__,
)
@pytest.mark.parametrize("include_unstated", (False, True))
def test_in_any_area_only_stations_of_the_result_are_looked_at(held_there, area, include_unstated):
    """In places, all that do not say were looked at."""
    search = Search(area, free_of_charge=False, status_type_ids=(50,), include_unstated=include_unstated)
    search = replace(search, keep_cannot_tell=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ocm_plugin.ocm.sources.mirror._SIMPLE", 3)
        found = ran(search, held_there.mirror(), Rows(), Feedback())
        n_looked_at = looked_at(held_there.mirror(), search)
    assert counts_of(found) == counts_of(ran(search, held_there.each(), Rows(), Feedback()))
    # What the box around an area holds besides is looked at, and what states no country.
    assert n_looked_at <= len(held_there.pois) / 4, n_looked_at


def test_a_search_that_was_stopped_and_goes_on_counts_each_station_once(mirrored):
    search = Search(free_of_charge=True, keep_cannot_tell=False)
    seen: dict[int, str | None] = {}
    wanted: list[int] = []
    resume = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ocm_plugin.ocm.sources.mirror.SLICE", 7)
        while True:
            batch = next(mirrored.mirror().batches(search, Feedback(), resume))
            assert not seen.keys() & dict(batch.only_counted)
            seen.update(batch.only_counted)
            wanted += [station.id for station in batch.stations]
            if batch.resume is None:
                break
            resume = batch.resume
    assert wanted == sorted(expected(mirrored.stations, search, mirrored.reference))
    assert len(seen) == ran(search, mirrored.each(), Rows(), Feedback()).cannot_tell > 100


def test_the_users_own_table_of_licences_decides_what_is_counted(tmp_path, mirrored):
    numbers = {poi["DataProviderID"] for poi in mirrored.pois if poi.get("DataProviderID")}
    own = {"providers": {str(number): {"class": "unknown"} for number in numbers}}
    (tmp_path / "licences.json").write_text(json.dumps(own))
    search = Search(open_data=True, keep_cannot_tell=False)
    counts = []
    for source in (MirrorSource(mirrored.held, "", licence_folder=tmp_path), mirrored.each()):
        context = Context.of_new_result(source.reference(Feedback()), tmp_path)
        counts.append(counts_of(run_search(search, source, context, Rows(), Feedback()).provenance))
    assert counts[0] == counts[1] != counts_of(ran(search, mirrored.each(), Rows(), Feedback()))


def test_the_index_tells_of_every_filter():
    for each in FILTERS:
        assert (each.name in _COLUMNS) == (each.on in (On.RECORD, On.COMMENTS)), each.name


def test_a_cancelled_search_ends(mirrored):
    class Impatient(Feedback):
        def is_cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        list(mirrored.mirror().batches(Search(), Impatient()))


def test_a_mirror_filled_from_a_dump_holds_the_same(tmp_path, mirrored):
    dump = tmp_path / "dump.json"
    dump.write_text(json.dumps(mirrored.pois))
    path = str(tmp_path / "from dump.gpkg")
    (updated,) = fill_from_file(FileMirror(path), FileSource(dump), [World()], mirrored.server.url, Feedback())
    assert updated.added == len(mirrored.pois)
    found, other = Rows(), Rows()
    ran(Search(include_comments=True), MirrorSource(FileMirror(path), mirrored.server.url), found, Feedback())
    ran(Search(include_comments=True), mirrored.mirror(), other, Feedback())
    assert found.stations == other.stations
