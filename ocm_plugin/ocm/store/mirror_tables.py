"""The tables of a mirror, which keeps stations as they came, finds them by place and record, and says what it covers.

What is visible is `ocm_coverage`, the ledger: an area, its server, and from when its stations are. Each row of it holds
completely what it says, at every moment: what arrives waits in a table of its own until it is whole.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple

from ..errors import SearchError, SourceFileError
from ..json_values import time
from ..match.point_in_area import Check, place_test
from ..records.decoding import decode_pois
from ..records.raw import Poi, pack, plain_poi, unpack
from ..records.reference import FILE, ReferenceData
from ..records.station import SetAside, Station
from ..search.areas import Area, Countries, StationIds, World, area_from_json, area_to_json
from ..slices import slices
from ..translation import marked, tr
from .coverage import Box, Entry, around_boxes
from .mirror_index import OF_RECORD, index_values
from .mirrors import Mirror, MirrorDatabase
from .times import time_for_store

VERSION = 1
"""Of the form of the tables; those of another version are refused."""
INDEX_VERSION = 2
"""Of what is noted to find stations by: raise it when that is noted otherwise. The next update then notes all again."""

REFERENCE, SET_ASIDE = "reference", "set_aside"

_FORGET_FACT = "DELETE FROM gpkg_ocm_facts WHERE name = ?"
_WRITE_FACT = "INSERT INTO gpkg_ocm_facts (name, value) VALUES (?, ?)"
_READ_FACT = "SELECT value FROM gpkg_ocm_facts WHERE name = ?"
_READ_COVERAGE = "SELECT area, server, as_of, swept, with_comments, query_id FROM ocm_coverage ORDER BY fid"
_FORGET_COVERAGE = "DELETE FROM ocm_coverage WHERE area = ? AND server = ?"
_WRITE_COVERAGE = (
    "INSERT INTO ocm_coverage (area, server, as_of, swept, with_comments, query_id) VALUES (?, ?, ?, ?, ?, ?)"
)
_ALL_POIS = "SELECT ocm_id, poi FROM gpkg_ocm_pois"
_POIS_OF = "SELECT ocm_id, poi FROM gpkg_ocm_pois WHERE ocm_id IN (SELECT value FROM json_each(?)) ORDER BY ocm_id"


class LedgerRow(NamedTuple):
    """A row of the ledger."""

    entry: Entry
    swept: datetime
    """When all stations of the area were last listed, so that those removed were noticed (UTC)."""


class MirrorFacts(NamedTuple):
    """What a mirror says of itself."""

    held: tuple[LedgerRow, ...]
    reference: ReferenceData
    """The look-up lists of the last update."""
    has_index: bool
    """Whether what it finds stations by was noted as this version does."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The areas that it covers."""
        return tuple(held.entry for held in self.held)


def check_version(database: MirrorDatabase) -> None:
    """Raise SourceFileError unless a mirror is of this version."""
    version = read_fact(database, "version")
    if version == str(VERSION):
        return
    sentence = marked(
        "The mirror {path} was made by another version of this plugin. Please remove it and make it again."
    )
    if version is not None and version.isdecimal() and int(version) > VERSION:
        sentence = marked("The mirror {path} was made by a newer version of this plugin. Please update the plugin.")
    raise SourceFileError(tr(sentence, path=database.place), f"version {version}")


def write_first_facts(database: MirrorDatabase) -> None:
    """Let a new mirror say what it is."""
    write_fact(database, "version", str(VERSION))
    write_fact(database, "index_version", str(INDEX_VERSION))


def trusted_columns(database: MirrorDatabase, has_index: bool) -> list[str]:
    """By what a mirror finds stations: the columns of its index, as far as they hold what this version expects."""
    return [name for name in database.index_columns() if has_index or name in OF_RECORD]


def renew_index(database: MirrorDatabase, check: Check) -> None:
    """Note again what an older version has noted otherwise, if that is allowed: such a mirror works, only slower."""
    if not database.renew_index():
        return
    for some in slices(database.many(_ALL_POIS)):
        check()
        database.write_index([row for number, poi in some for row in _index_row(number, poi)])
    write_fact(database, "index_version", str(INDEX_VERSION))


def _index_row(number: int, poi: bytes) -> Iterator[tuple[Any, ...]]:
    """Nothing of a station that is damaged, until it comes again."""
    with suppress(ValueError):
        for station in decode_pois([unpack(poi)], with_comments=True).stations:
            yield number, *index_values(station)


def damaged_mirror(path: str, why: str) -> SourceFileError:
    """The refusal of a mirror whose stations cannot be unpacked. `why`: for experts."""
    return SourceFileError(tr("The mirror {path} is damaged. Please remove it and make it again.", path=path), why)


def read_fact(database: MirrorDatabase, name: str) -> str | None:
    """One of the things that a mirror keeps by name; None for none."""
    row = next(iter(database.rows(_READ_FACT, (name,))), None)
    if row is None or row[0] is None:
        return None
    try:
        return zlib.decompress(row[0]).decode("utf-8", "surrogatepass")
    except (zlib.error, TypeError, ValueError):
        return None


def write_fact(database: MirrorDatabase, name: str, value: str | None) -> None:
    """Keep something by name."""
    packed = None if value is None else zlib.compress(value.encode("utf-8", "surrogatepass"))
    database.run(_FORGET_FACT, (name,))
    database.run(_WRITE_FACT, (name, packed))


def read_facts(mirror: Mirror) -> MirrorFacts:
    """What a mirror says of itself. Raises SourceFileError."""
    with mirror.reading() as database:
        return facts_of_mirror(database)


def read_entries(mirror: Mirror) -> list[Entry]:
    """The areas that a mirror covers; its look-up lists are not read. Raises SourceFileError.

    Also at once when an update is writing: a window asks this at each change of a search.
    """
    with mirror.reading(at_once=True) as database:
        return entries_of(database)


def entries_of(database: MirrorDatabase) -> list[Entry]:
    """The areas that an open mirror covers."""
    return [held.entry for held in _read_ledger(database)]


def facts_of_mirror(database: MirrorDatabase) -> MirrorFacts:
    """What an open mirror says of itself."""
    has_index = read_fact(database, "index_version") == str(INDEX_VERSION)
    return MirrorFacts(tuple(_read_ledger(database)), _read_reference(database), has_index)


def count_mirrored(mirror: Mirror) -> int:
    """How many stations a mirror holds. Raises SourceFileError."""
    with mirror.reading() as database:
        ((count,),) = database.rows("SELECT count(*) FROM gpkg_ocm_index")
        return int(count)


def _read_ledger(database: MirrorDatabase) -> Iterator[LedgerRow]:
    for row in database.rows(_READ_COVERAGE):
        held = _held_of(*row)
        if held is not None:
            yield held


def _held_of(area: Any, server: Any, as_of: Any, swept: Any, with_comments: Any, query_id: Any) -> LedgerRow | None:
    """A row of the ledger; None for one that is damaged or of a newer version: what it covers is asked for."""
    moment, sweep = (each if isinstance(each, datetime) else time(each) for each in (as_of, swept))
    try:
        place = area_from_json(json.loads(area))
    except (ValueError, KeyError, TypeError, AttributeError, SearchError):
        return None
    if moment is None:
        return None
    return LedgerRow(Entry(place, str(server), moment, bool(with_comments), str(query_id)), sweep or moment)


def _read_reference(database: MirrorDatabase) -> ReferenceData:
    stored = read_fact(database, REFERENCE)
    try:
        members = json.loads(stored or "{}")
        return ReferenceData.from_json(members["lists"], time(members["fetched"]), FILE)
    except (ValueError, KeyError, TypeError):
        return ReferenceData()


def write_reference(database: MirrorDatabase, reference: ReferenceData) -> None:
    """Keep look-up lists."""
    fetched = reference.fetched.isoformat() if reference.fetched else None
    write_fact(database, REFERENCE, json.dumps({"lists": reference.to_json(), "fetched": fetched}))


def read_set_aside(database: MirrorDatabase, areas: Iterable[Area]) -> list[SetAside]:
    """The records of areas of the ledger that could not be read when they came, each once."""
    known = _all_set_aside(database)
    found = [SetAside(*record) for area in areas for record in known.get(_area_text(area), ())]
    return list(dict.fromkeys(found))


def write_set_aside(database: MirrorDatabase, area: Area, records: Iterable[SetAside]) -> None:
    """Keep the records of an area that could not be read, in the place of those known before."""
    known = _all_set_aside(database)
    known[_area_text(area)] = sorted(map(list, records), key=str)
    held = {area for area, *_ in database.rows(_READ_COVERAGE)}
    write_fact(database, SET_ASIDE, json.dumps({area: each for area, each in known.items() if each and area in held}))


def _all_set_aside(database: MirrorDatabase) -> dict[str, Any]:
    return dict(json.loads(read_fact(database, SET_ASIDE) or "{}"))


def _area_text(area: Area) -> str:
    """An area as the ledger has it."""
    return json.dumps(area_to_json(area))


def write_entry(database: MirrorDatabase, held: LedgerRow) -> None:
    """Enter an area into the ledger, in the place of what it said of the very same area."""
    entry = held.entry
    area = _area_text(entry.area)
    database.run(_FORGET_COVERAGE, (area, entry.server))
    values = (
        area,
        entry.server,
        time_for_store(entry.as_of),
        time_for_store(held.swept),
        entry.with_comments,
        entry.query_id,
    )
    database.run(_WRITE_COVERAGE, values)


# Stations


def arrived_row(station: Station, poi: Poi) -> tuple[Any, ...]:
    """What is kept of a station: what it is found by, and its POI as it came."""
    return (
        station.id,
        *index_values(station),
        pack(plain_poi(poi)),
    )


def pois_of(database: MirrorDatabase, ids: Iterable[int]) -> list[tuple[int, bytes]]:
    """The packed POIs of some stations, as many as are there, in the order of their ids."""
    return [(number, poi) for number, poi in database.rows(_POIS_OF, (json.dumps(list(ids)),))]


def ids_around(database: MirrorDatabase, area: Area, check: Check) -> set[int] | None:
    """The numbers of at least all stations held in an area of places or numbers; None for all that there are."""
    if isinstance(area, StationIds):
        return set(area.ids)
    if isinstance(area, (World, Countries)):
        return None
    found: set[int] = set()
    for box in around_boxes(area):
        check()
        for each in _with_other_side(box):
            found.update(number for (number,) in database.in_box(each))
    return found


def has_places(columns: Collection[str]) -> bool:
    """Whether an index with these columns says where stations are."""
    return {"lon", "lat"} <= set(columns)


def inside_by_index(
    area: Area, columns: Collection[str], check: Check
) -> Callable[[int | None, float | None, float | None], bool | None]:
    """Whether a station is in an area, by its country and place; None when it has to be looked at.

    Of stations whose numbers and countries may be in the area. `columns`: by which the mirror finds stations.
    """
    if isinstance(area, Countries):
        return lambda country, lon, lat: None if country is None else True
    if isinstance(area, (World, StationIds)):
        return lambda country, lon, lat: True
    if not has_places(columns):
        return lambda country, lon, lat: None
    holds = place_test(area, check)
    return lambda country, lon, lat: None if lon is None or lat is None else holds(lon, lat)


def _with_other_side(box: Box) -> Iterator[Box]:
    """A box, and the meridian 180 by its other name where the box reaches it."""
    west, south, east, north = box
    yield box
    if east == 180:
        yield (-180.0, south, -180.0, north)
    if west == -180:
        yield (180.0, south, 180.0, north)
