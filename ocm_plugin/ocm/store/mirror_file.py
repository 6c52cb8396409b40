"""A mirror: a GeoPackage that keeps stations as they came, finds them by place and record, and says what it covers.

The tables of the stations are no layers: their names begin as those of the format's own do, so that QGIS and GDAL leave
them out. What is visible is `ocm_coverage`, the ledger: an area, its server, and from when its stations are. Each row
of it holds completely what it says, at every moment: what arrives waits in a table of its own until it is whole.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import FileWriteError, SearchError, SourceFileError
from ..files import written_whole
from ..json_values import time
from ..match.point_in_area import Check
from ..records.raw import Poi, pack, plain_poi
from ..records.reference import FILE, ReferenceData
from ..records.station import Station
from ..search.areas import Area, Countries, StationIds, World, area_from_json, area_to_json
from ..tables.derive.equipment import facts_of
from ..tables.derive.status import status_class
from ..translation import tr
from .baselines import has_table
from .coverage import Box, Entry, around_boxes
from .database import AT_ONCE_S, BUSY_S, reading
from .geopackage_tables import create_file

VERSION = 1
"""Of the form of the file; one of another version is refused."""
INDEX_VERSION = 1
"""Of what is derived for finding stations by their equipment: raise it when that is derived otherwise."""

_MAGIC = b"SQLite format 3\x00"
POIS, COVERAGE = "gpkg_ocm_pois", "ocm_coverage"
REFERENCE = "reference"

_SCHEMA = (
    "CREATE TABLE ocm_coverage (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, area TEXT, server TEXT, "
    "as_of DATETIME, swept DATETIME, with_comments BOOLEAN, query_id TEXT)",
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES "
    "('ocm_coverage', 'attributes', 'Coverage', 'Which areas this mirror holds completely, and from when.', 0)",
    "CREATE TABLE gpkg_ocm_facts (name TEXT PRIMARY KEY NOT NULL, value BLOB)",
    "CREATE TABLE gpkg_ocm_pois (ocm_id INTEGER PRIMARY KEY, poi BLOB NOT NULL)",
    "CREATE VIRTUAL TABLE gpkg_ocm_places USING rtree(ocm_id, west, east, south, north)",
    "CREATE TABLE gpkg_ocm_index (ocm_id INTEGER PRIMARY KEY, country_id INTEGER, operator_id INTEGER, "
    "provider_id INTEGER, usage_id INTEGER, created INTEGER, modified INTEGER, types TEXT, kw_hi REAL, "
    "connectors REAL, has_media INTEGER, has_comments INTEGER, has_checkins INTEGER)",
    "CREATE TABLE gpkg_ocm_arrived (ocm_id INTEGER PRIMARY KEY, lon REAL, lat REAL, country_id INTEGER, "
    "operator_id INTEGER, provider_id INTEGER, usage_id INTEGER, created INTEGER, modified INTEGER, types TEXT, "
    "kw_hi REAL, connectors REAL, has_media INTEGER, has_comments INTEGER, has_checkins INTEGER, poi BLOB NOT NULL)",
)

_WRITE_FACT = "INSERT OR REPLACE INTO gpkg_ocm_facts (name, value) VALUES (?, ?)"
_READ_FACT = "SELECT value FROM gpkg_ocm_facts WHERE name = ?"
_READ_COVERAGE = "SELECT area, server, as_of, swept, with_comments, query_id FROM ocm_coverage ORDER BY fid"
_FORGET_COVERAGE = "DELETE FROM ocm_coverage WHERE area = ? AND server = ?"
_WRITE_COVERAGE = (
    "INSERT INTO ocm_coverage (area, server, as_of, swept, with_comments, query_id) VALUES (?, ?, ?, ?, ?, ?)"
)
_IN_BOX = "SELECT ocm_id FROM gpkg_ocm_places WHERE east >= ? AND west <= ? AND north >= ? AND south <= ?"
WRITE_ARRIVED = "INSERT OR REPLACE INTO gpkg_ocm_arrived VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Held(NamedTuple):
    """A row of the ledger."""

    entry: Entry
    swept: datetime
    """When all stations of the area were last listed, so that those removed were noticed (UTC)."""


class MirrorFacts(NamedTuple):
    """What a mirror says of itself."""

    held: tuple[Held, ...]
    reference: ReferenceData
    """The look-up lists of the last update."""
    has_index: bool
    """Whether what is derived of equipment was derived as this version does."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The areas that it covers."""
        return tuple(held.entry for held in self.held)


def create_mirror(path: str | Path) -> None:
    """Make an empty mirror, in the place of whatever is there. Raises FileWriteError."""
    with written_whole(path) as part:
        try:
            with closing(sqlite3.connect(part, isolation_level=None)) as database:
                database.execute("BEGIN")
                create_file(database)
                for statement in _SCHEMA:
                    database.execute(statement)
                write_fact(database, "version", str(VERSION))
                write_fact(database, "index_version", str(INDEX_VERSION))
                database.execute("COMMIT")
        except sqlite3.Error as error:
            raise FileWriteError(tr("{path} could not be written.", path=path), str(error)) from error


@contextmanager
def mirror_read(path: str, patience_s: float = BUSY_S) -> Iterator[sqlite3.Connection]:
    """A mirror to be read. `patience_s`: how long another program may hold it. Raises SourceFileError."""
    try:
        with reading(path, patience_s) as database:
            check_mirror(database, path)
            yield database
    except FileWriteError as error:
        raise SourceFileError(tr("The mirror {path} cannot be read.", path=path), error.details) from error


def check_mirror(database: sqlite3.Connection, path: str) -> None:
    """Raise SourceFileError unless a file is a mirror of this version."""
    if not (has_table(database, POIS) and has_table(database, COVERAGE)):
        raise SourceFileError(tr("{path} is no mirror. Please choose the file of a mirror.", path=path))
    version = read_fact(database, "version")
    if version != str(VERSION):
        sentence = tr("The mirror {path} was made by another version of this plugin. Please make it again.", path=path)
        raise SourceFileError(sentence, f"version {version}")


def damaged_mirror(path: str, why: str) -> SourceFileError:
    """The refusal of a mirror whose stations cannot be unpacked. `why`: for experts."""
    return SourceFileError(tr("The mirror {path} is damaged. Please make it again.", path=path), why)


def read_fact(database: sqlite3.Connection, name: str) -> str | None:
    """One of the things that a mirror keeps by name; None for none."""
    row = database.execute(_READ_FACT, (name,)).fetchone()
    if row is None or row[0] is None:
        return None
    try:
        return zlib.decompress(row[0]).decode("utf-8", "surrogatepass")
    except (zlib.error, TypeError, ValueError):
        return None


def write_fact(database: sqlite3.Connection, name: str, value: str | None) -> None:
    """Keep something by name."""
    packed = None if value is None else zlib.compress(value.encode("utf-8", "surrogatepass"))
    database.execute(_WRITE_FACT, (name, packed))


def read_facts(path: str) -> MirrorFacts:
    """What a mirror says of itself. Raises SourceFileError."""
    with mirror_read(path) as database:
        return facts_of_mirror(database)


def read_entries(path: str) -> list[Entry]:
    """The areas that a mirror covers; its look-up lists are not read. Raises SourceFileError.

    Also at once when an update is writing: a window asks this at each change of a search.
    """
    with mirror_read(path, AT_ONCE_S) as database:
        return entries_of(database)


def entries_of(database: sqlite3.Connection) -> list[Entry]:
    """The areas that an open mirror covers."""
    return [held.entry for held in _read_ledger(database)]


def facts_of_mirror(database: sqlite3.Connection) -> MirrorFacts:
    """What an open mirror says of itself."""
    has_index = read_fact(database, "index_version") == str(INDEX_VERSION)
    return MirrorFacts(tuple(_read_ledger(database)), _read_reference(database), has_index)


def is_mirror(path: str | Path) -> bool:
    """Whether a file is a mirror, of this version or another one."""
    # To open a pipe waits for a writer, for ever.
    if not Path(path).is_file():
        return False
    try:
        with open(path, "rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                return False
        with reading(str(path)) as database:
            return has_table(database, POIS) and has_table(database, COVERAGE)
    except (OSError, FileWriteError):
        return False


def count_mirrored(path: str) -> int:
    """How many stations a mirror holds. Raises SourceFileError."""
    with mirror_read(path) as database:
        return int(database.execute("SELECT count(*) FROM gpkg_ocm_index").fetchone()[0])


def _read_ledger(database: sqlite3.Connection) -> Iterator[Held]:
    for row in database.execute(_READ_COVERAGE):
        held = _held_of(*row)
        if held is not None:
            yield held


def _held_of(area: Any, server: Any, as_of: Any, swept: Any, with_comments: Any, query_id: Any) -> Held | None:
    """A row of the ledger; None for one that is damaged or of a newer version: what it covers is asked for."""
    moment, sweep = time(as_of), time(swept)
    try:
        place = area_from_json(json.loads(area))
    except (ValueError, KeyError, TypeError, AttributeError, SearchError):
        return None
    if moment is None:
        return None
    return Held(Entry(place, str(server), moment, bool(with_comments), str(query_id)), sweep or moment)


def _read_reference(database: sqlite3.Connection) -> ReferenceData:
    stored = read_fact(database, REFERENCE)
    try:
        members = json.loads(stored or "{}")
        return ReferenceData.from_json(members["lists"], time(members["fetched"]), FILE)
    except (ValueError, KeyError, TypeError):
        return ReferenceData()


def write_reference(database: sqlite3.Connection, reference: ReferenceData) -> None:
    """Keep look-up lists."""
    fetched = reference.fetched.isoformat() if reference.fetched else None
    write_fact(database, REFERENCE, json.dumps({"lists": reference.to_json(), "fetched": fetched}))


def write_entry(database: sqlite3.Connection, held: Held) -> None:
    """Enter an area into the ledger, in the place of what it said of the very same area."""
    entry = held.entry
    area = json.dumps(area_to_json(entry.area))
    database.execute(_FORGET_COVERAGE, (area, entry.server))
    values = (
        area,
        entry.server,
        stored_time(entry.as_of),
        stored_time(held.swept),
        int(entry.with_comments),
        entry.query_id,
    )
    database.execute(_WRITE_COVERAGE, values)


def stored_time(moment: datetime) -> str:
    """A moment as the ledger has it."""
    return f"{moment.astimezone(timezone.utc):%Y-%m-%dT%H:%M:%S}.000Z"


# Stations


def arrived_row(station: Station, poi: Poi) -> tuple[Any, ...]:
    """What is kept of a station: where it is, what it is found by, and its POI as it came."""
    return (
        station.id,
        station.longitude,
        station.latitude,
        station.country_id,
        station.operator_id,
        station.provider_id,
        station.usage_id,
        _seconds(station.date_created),
        _seconds(station.date_status_update),
        *_found_by(station),
        _flag(station.media),
        _flag(station.comments),
        _checked_in(station),
        pack(plain_poi(poi)),
    )


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp() // 1)


def _flag(items: Sequence[Any] | None) -> int | None:
    return None if items is None else int(bool(items))


def _checked_in(station: Station) -> int | None:
    if station.comments is None:
        return None
    return int(any(comment.checkin_id is not None for comment in station.comments))


_OUT = ("removed", "not_operational", "planned")
_ANYWHERE = (None, "US", "DE")
"""A country that is not known, one where Tesla's plugs are those of North America, and one where they are not."""


def _found_by(station: Station) -> tuple[str | None, float | None, float | None]:
    """The types of a station's connections (",1,33,"), the power that none of them is above, and the most connectors.

    None: it may be any. Of a station whose connections are all out nothing is known for sure.
    """
    lines = station.connections
    if not lines or all(status_class(line.status_id) in _OUT for line in lines):
        return None, None, None
    types = sorted({line.type_id or 0 for line in lines})
    power = max(facts_of(line, iso, station.provider_id).kw_hi for line in lines for iso in _ANYWHERE)
    # A line without quantity may have any number.
    known = all(line.quantity is not None and line.quantity > 0 for line in lines)
    connectors = float(sum(line.quantity or 0 for line in lines)) if known else None
    return f",{','.join(map(str, types))},", power, connectors


def pois_of(database: sqlite3.Connection, ids: Iterable[int]) -> list[tuple[int, bytes]]:
    """The packed POIs of some stations, as many as are there, in the order of their ids."""
    wanted = json.dumps(list(ids))
    statement = "SELECT ocm_id, poi FROM gpkg_ocm_pois WHERE ocm_id IN (SELECT value FROM json_each(?)) ORDER BY ocm_id"
    return database.execute(statement, (wanted,)).fetchall()


_PUT_ASIDE = (
    "CREATE TEMP TABLE found AS SELECT ocm_id, poi FROM gpkg_ocm_pois "
    "WHERE ocm_id IN (SELECT value FROM json_each(?)) ORDER BY ocm_id"
)
_ASIDE = "SELECT ocm_id, poi FROM temp.found ORDER BY rowid"


def put_aside(database: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Copy the packed POIs of some stations to where an update of the mirror does not change them."""
    database.execute(_PUT_ASIDE, (json.dumps(list(ids)),))


def pois_aside(database: sqlite3.Connection, size: int) -> Iterator[list[tuple[int, bytes]]]:
    """The POIs put aside, so many at once."""
    cursor = database.execute(_ASIDE)
    while some := cursor.fetchmany(size):
        yield some


def ids_around(database: sqlite3.Connection, area: Area, check: Check) -> set[int] | None:
    """The numbers of at least all stations held in an area of places or numbers; None for all that there are."""
    if isinstance(area, StationIds):
        return set(area.ids)
    if isinstance(area, (World, Countries)):
        return None
    found: set[int] = set()
    for box in around_boxes(area):
        check()
        for west, south, east, north in _with_other_side(box):
            found.update(number for (number,) in database.execute(_IN_BOX, (west, east, south, north)))
    return found


def _with_other_side(box: Box) -> Iterator[Box]:
    """A box, and the meridian 180 by its other name where the box reaches it."""
    west, south, east, north = box
    yield box
    if east == 180:
        yield (-180.0, south, -180.0, north)
    if west == -180:
        yield (180.0, south, 180.0, north)
