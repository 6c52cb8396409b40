"""Rows of a result as packed text: what Open Charge Map said, kept beside what a user has made of it since.

A reload compares three rows of a station: the one held, the one that the service said when it was loaded, and the one
that it says now. Only so can an edit be distinguished from a change of the service. Rows are kept as lines of JSON,
many of them compressed together, which takes about a tenth of the room of the rows themselves; those of a new result
come as columns (`packed_columns`).
"""

from __future__ import annotations

import functools
import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, islice, repeat, starmap
from math import isfinite
from operator import itemgetter
from typing import Any, Callable, NamedTuple

from ..checks import MAX_WHOLE
from ..remembering import remembered
from ..slices import slices
from ..tables.schema import TABLES
from .packed_columns import LEVEL, MARK, Columns, columns_of, pack_columns
from .times import time_for_store

STATIONS = "stations"

ALWAYS = ("fetched_at", "query_id", "days_since_verified")
"""Fields that differ after every reload: they are written, and are no change."""

POSITION = "geometry"
"""Stands for the point of a station among its fields: "8.25 50.5", longitude and latitude."""

KEYS = {
    STATIONS: ("ocm_id",),
    "ocm_connections": ("ocm_id", "conn_id"),
    "ocm_comments": ("ocm_id", "comment_id"),
    "ocm_media": ("ocm_id", "media_id"),
}
"""What distinguishes the rows of a table."""

BLOCK = 1_000
"""So many rows are compressed together."""

_as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=str).encode
"""Also of what is no JSON, such as bytes: a row held may have anything in its columns."""


def position_text(longitude: float, latitude: float) -> str:
    """A point as text; equal texts are equal points."""
    return f"{float(longitude) + 0.0!r} {float(latitude) + 0.0!r}"


def is_position(value: Any) -> bool:
    """Whether a value is a point as text; not MISSING, and not what a damaged file has in its place."""
    try:
        return len([part for part in value.split() if isfinite(float(part))]) == 2
    except (AttributeError, ValueError):
        return False


NOT_A_NUMBER = (ValueError, TypeError, OverflowError)


def _real(value: Any) -> Any:
    try:
        return float(value) + 0.0  # files keep no negative zero
    except NOT_A_NUMBER:
        return value  # of a row held: files take any value in any column


def _whole(value: Any) -> Any:
    """A whole number, which Shapefiles keep as real and text files as text; other values as they are."""
    if isinstance(value, int):
        return value
    try:
        number = float(value)
    except NOT_A_NUMBER:
        return value
    return int(number) if number.is_integer() else value


def _day(value: Any) -> str:
    """A day, which FlatGeobuf files keep as midnight, and text files with strokes."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    if text[4:5] == "/" and text[7:8] == "/":
        text = text.replace("/", "-")
    day, _, hour = text.partition("T")
    return day if hour.startswith("00:00:00") else text


def _time(value: Any) -> Any:
    """A time as stores keep it, whichever way it came."""
    if isinstance(value, str):
        if len(value) == len("2026-01-01T00:00:00.000Z") and value.endswith("Z"):
            return f"{value[:19]}.000Z"
        try:
            return _time(datetime.fromisoformat(value.replace("Z", "+00:00")))
        except (ValueError, OverflowError):  # in UTC, it may be in the year 0
            return value
    if not isinstance(value, datetime):
        return value
    return time_for_store(value)


def _truth(value: Any) -> bool:
    """Yes or no, which text files and the list of changes keep as text."""
    return (
        value.strip().lower() not in ("", "0", "0.0", "f", "false", "n", "no")
        if isinstance(value, str)
        else bool(value)
    )


PLAIN: dict[str, Callable[[Any], Any]] = {
    "int": _whole,
    "int64": _whole,
    "real": _real,
    "bool": _truth,
    "date": _day,
    "datetime": _time,
}
"""How values of these types are made comparable, from any store; others are as they are."""

FRESH: dict[str, Callable[[Any], Any]] = {"date": remembered(8192)(date.isoformat), "datetime": _time}
"""The same for rows just made, whose values have the types of their fields already, without negative zeros."""


class Shape:
    """The fields of one table: those that are compared, in order, and those that always differ."""

    def __init__(self, table: str) -> None:
        self.table = table
        fields = TABLES[table]
        self.compared = [field.name for field in fields if field.name not in ALWAYS]
        self.always = [field.name for field in fields if field.name in ALWAYS]
        places = [index for index, field in enumerate(fields) if field.name not in ALWAYS]
        self._compared_of = itemgetter(*places)
        places += [index for index, field in enumerate(fields) if field.name in ALWAYS]
        self._packed = [(place, FRESH.get(fields[place].type)) for place in places]
        types = {field.name: field.type for field in fields}
        self._plain = [(place, PLAIN[types[name]]) for place, name in enumerate(self.compared) if types[name] in PLAIN]
        self._fresh = [(place, FRESH[types[name]]) for place, name in enumerate(self.compared) if types[name] in FRESH]
        self.key_places = [self.compared.index(name) for name in KEYS[table]]
        self.columns = list(self.compared)
        """The compared fields, without the point."""
        if table == STATIONS:
            self._point = (self.compared.index("lon"), self.compared.index("lat"))
            self.compared.append(POSITION)

    def fresh(self, row: Sequence[Any]) -> list[Any]:
        """The compared values of a row just made, in the order of the schema."""
        compared = list(self._compared_of(row))
        for place, plain in self._fresh:
            value = compared[place]
            if value is not None:
                compared[place] = plain(value)
        if self.table == STATIONS:
            longitude, latitude = self._point
            compared.append(position_text(compared[longitude], compared[latitude]))
        return compared

    def packed(self, rows: Sequence[Sequence[Any]], counts: Sequence[int]) -> bytes:
        """Rows just made, as columns: those compared but for the point, then the others. `counts`: see `Columns`."""
        columns = list(zip(*rows))
        return pack_columns([(columns[place], plain) for place, plain in self._packed], counts)

    def plain(self, values: list[Any]) -> list[Any]:
        """Make values, given in the order of `columns`, comparable, in place.

        A key that is no number is none, and so is one that Open Charge Map cannot have given: it is the user's own.
        """
        for place, plain in self._plain:
            value = values[place]
            if value is not None and value is not MISSING:
                values[place] = plain(value)
        for place in self.key_places:
            if not isinstance(values[place], int) or abs(values[place]) > MAX_WHOLE:
                values[place] = None
        return values

    def key(self, compared: Sequence[Any]) -> str:
        """What distinguishes a row from others of the table: "4711", or "4711/17" for a connection."""
        return "/".join(["" if compared[place] is None else str(compared[place]) for place in self.key_places])


UNKNOWN = "\u0000"
"""MISSING in a packed row, also of a field that an older version of the plugin did not have. No service can send it."""


class _Missing:
    """A value of a column that is not there."""

    def __repr__(self) -> str:
        return "MISSING"

    def __str__(self) -> str:
        return UNKNOWN  # so that it is packed as this


MISSING = _Missing()


class Line(NamedTuple):
    """One row, packed but for its key."""

    key: str
    compared: str
    """The compared values, as JSON."""
    always: str


class PackedTable:
    """The rows of one table of a result, in the order in which they came."""

    def __init__(self, table: str, fields: Sequence[str] | None = None, blocks: Iterable[bytes] = ()) -> None:
        """`fields` and `blocks`: of what was packed before, maybe by another version of this plugin."""
        self.table = table
        self.fields = list(fields) if fields is not None else shape_of(table).compared
        self._blocks = list(blocks)
        self._rows: list[Sequence[Any]] = []
        self._counts: list[int] = []

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Take rows as the schema has them; all rows of a station at once."""
        before = len(self._rows)
        self._rows.extend(rows)
        self._counts.append(len(self._rows) - before)
        if len(self._rows) >= BLOCK:
            self._pack()

    def _pack(self) -> None:
        self._blocks.append(shape_of(self.table).packed(self._rows, self._counts))
        self._rows, self._counts = [], []

    def blocks(self) -> list[bytes]:
        """All rows, packed."""
        if self._rows:
            self._pack()
        return list(self._blocks)

    def lines(self) -> Iterator[Line]:
        """All rows in order."""
        for block in self.blocks():
            yield from _lines_of(zlib.decompress(block), self.table, self.fields)

    def only(self, stations: Collection[str]) -> PackedTable:
        """The rows of some stations, given by their numbers."""
        return self._with(line for line in self.lines() if line.key.split("/")[0] in stations)

    def with_compared(self, texts: Mapping[str, str]) -> PackedTable:
        """The same rows, some of them with other compared values, given by their keys as today's fields have them."""
        return self._with(line._replace(compared=texts.get(line.key, line.compared)) for line in self.lines())

    def and_compared(self, texts: Mapping[str, str]) -> PackedTable:
        """The same rows, and behind them others, of which only the compared values are known, by their keys."""
        if not texts:
            return self
        unknown = _as_json([None] * len(shape_of(self.table).always))
        return self._with(chain(self.lines(), (Line(key, text, unknown) for key, text in texts.items())))

    def _with(self, lines: Iterator[Line]) -> PackedTable:
        """A table that holds these lines in the place of its own."""
        return PackedTable(self.table, self.fields, map(_packed, slices(lines, BLOCK)))


def _numbered(keys: Sequence[str]) -> Sequence[str]:
    """Keys of rows that came at once, with a number where others had the same key before."""
    if len(set(keys)) == len(keys):
        return keys
    seen: dict[str, int] = {}
    return [numbered(key, seen) for key in keys]


def numbered(key: str, seen: dict[str, int]) -> str:
    """The key of a row, with a number when others had the same key before."""
    count = seen[key] = seen.get(key, -1) + 1
    return f"{key}/{count}" if count else key


def _packed(lines: Iterable[Line]) -> bytes:
    return zlib.compress(b"\n".join(["\t".join(line).encode("utf-8", "surrogatepass") for line in lines]), LEVEL)


def _lines_of(unpacked: bytes, table: str, fields: Sequence[str]) -> Iterator[Line]:
    """The rows of a block that is no longer compressed. Raises ValueError when it is damaged."""
    if not unpacked.startswith(MARK):
        lines = [line.split("\t") for line in unpacked.decode("utf-8", "surrogatepass").split("\n")]
        if any(len(line) != len(Line._fields) for line in lines):
            raise ValueError("a packed row is not whole")
        return starmap(Line, lines)
    found = columns_of(unpacked)
    names = [name for name in fields if name != POSITION]
    if len(found.columns) != len(names) + len(shape_of(table).always) or not {*KEYS[table]} <= {*names}:
        raise ValueError("packed columns are missing")
    return _lines_of_columns(found, table, names)


def _lines_of_columns(found: Columns, table: str, names: Sequence[str]) -> Iterator[Line]:
    texts, n_compared = found.texts(), len(names)
    compared, always = texts[:n_compared], texts[n_compared:]
    named = dict(zip(names, compared))
    if table == STATIONS:
        compared.append([f'"{longitude} {latitude}"' for longitude, latitude in zip(named["lon"], named["lat"])])
    parts = [["" if text == "null" else text for text in named[name]] for name in KEYS[table]]
    keys = map("/".join, zip(*parts))
    numbers = chain.from_iterable(map(_numbered, (list(islice(keys, count)) for count in found.counts)))
    lines = zip(numbers, _as_lists(compared), _as_lists(always) if always else repeat("[]"))
    return map(functools.partial(tuple.__new__, Line), lines)


def _as_lists(columns: list[list[str]]) -> Iterator[str]:
    """The values of each row as a list of JSON."""
    columns[0] = ["[" + text for text in columns[0]]
    columns[-1] = [text + "]" for text in columns[-1]]
    return map(",".join, zip(*columns))


def is_whole(block: Any, table: str, fields: Sequence[str]) -> bool:
    """Whether packed rows can be read: what is compressed carries its own checksum."""
    try:
        _lines_of(zlib.decompress(block), table, fields)
    except (zlib.error, TypeError, ValueError):
        return False
    return True


def unpacked_values(text: str) -> list[Any]:
    """The values of a packed row."""
    return list(json.loads(text))


def values_or_missing(text: str) -> list[Any]:
    """The values of a packed row that may lack some."""
    return [MISSING if value == UNKNOWN else value for value in unpacked_values(text)]


def packed_text(compared: Sequence[Any]) -> str:
    """Values as a packed row has them."""
    return _as_json(compared)


class PackedRows:
    """The rows of a result, table by table."""

    def __init__(self, tables: Iterable[str] | Mapping[str, PackedTable]) -> None:
        self.tables: dict[str, PackedTable] = (
            dict(tables) if isinstance(tables, Mapping) else {name: PackedTable(name) for name in tables}
        )

    def add(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Take rows of a table."""
        self.tables[table].add(rows)


_shapes: dict[str, Shape] = {}


def shape_of(table: str) -> Shape:
    """The shape of one of the tables."""
    if table not in _shapes:
        _shapes[table] = Shape(table)
    return _shapes[table]
