"""How members of a record are read from Open Charge Map's JSON: written once, beside the name and type of each.

    @decoded
    class Connection(NamedTuple):
        type_id: int | None = reference_id("ConnectionTypeID", "ConnectionType", "ConnectionTypes")
        amps: float | None = member("Amps", number)

    record_of(Connection, {RECORD: line}, embedded)

The type checker compares the type of a member with what its reader returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any, NamedTuple, TypeVar, cast

from ..json_values import know_spelling, whole

Embedded = dict[str, dict[int, dict[str, Any]]]
"""Reference objects met inside of POIs, by the name of their list in the reference data, then by id."""

RECORD = ""
"""The part that is the object of the record itself."""

Value = TypeVar("Value")
Record = TypeVar("Record")


class _Member(NamedTuple):
    """One value of an object."""

    name: str
    read: Callable[[Any], Any]
    part: str


class _ReferenceId(NamedTuple):
    """The id of a reference object."""

    id_name: str
    object_name: str
    list_name: str
    part: str


class _Reading(NamedTuple):
    """How a type of record is read and made."""

    make: Callable[[list[Any]], Any]
    given: list[str]
    """The members whose reading is not described; they come first in the record."""
    runs: list[tuple[str, list[tuple[str, Callable[[Any], Any]]]]]
    """The others, in the order of the record: those together that are read from the same part, which comes first; of
    each the name in the JSON and the reader."""
    objects: list[tuple[int, str, str, str]]
    """Reference objects: the place of the id in the record, the part, the name of the object, of its list."""

    def members(self) -> Iterator[tuple[str, str, Callable[[Any], Any]]]:
        """The members that are described, in the order of the record: part, name in the JSON, reader."""
        return ((part, name, read) for part, members in self.runs for name, read in members)

    def id_name(self, place: int) -> str:
        """The name in the JSON of the member at a place of the record."""
        return [name for _, name, _ in self.members()][place - len(self.given)]


_READINGS: dict[Any, _Reading] = {}
"""By type of record."""


def member(name: str, read: Callable[[Any], Value], part: str = RECORD) -> Value:
    """A member read from the JSON member of that name. `part`: the object inside of the record's that holds it."""
    know_spelling(name)
    return cast("Value", _Member(name, read, part))


def reference_id(id_name: str, object_name: str, list_name: str, part: str = RECORD) -> int | None:
    """The id of a reference object, stated beside the object or only in it; the object is kept for its title."""
    know_spelling(id_name)
    know_spelling(object_name)
    return cast("int | None", _ReferenceId(id_name, object_name, list_name, part))


def decoded(record: type[Record]) -> type[Record]:
    """Note how the members of a type of record are read. Where they are not given they are None: unknown."""
    kind = cast("Any", record)
    described = kind._field_defaults
    given = [name for name in kind._fields if name not in described]
    reading = _Reading(partial(tuple.__new__, kind), given, [], [])
    for place, how in enumerate(described.values(), len(given)):
        if not reading.runs or reading.runs[-1][0] != how.part:
            reading.runs.append((how.part, []))
        if isinstance(how, _ReferenceId):
            reading.objects.append((place, how.part, how.object_name, how.list_name))
        member = (how.id_name, whole) if isinstance(how, _ReferenceId) else (how.name, how.read)
        reading.runs[-1][1].append(member)
    _READINGS[record] = reading
    kind.__new__.__defaults__ = (None,) * len(described)
    kind._field_defaults = dict.fromkeys(described)
    return record


def record_of(record: type[Record], parts: Mapping[str, dict[str, Any]], embedded: Embedded, **given: Any) -> Record:
    """A record from the objects of the JSON that hold its members. Reference objects are added to `embedded`.

    `given`: the members whose reading is not described.
    """
    reading = _READINGS[record]
    values = [given[name] for name in reading.given]
    # Most members are missing, and no reader makes anything of None: half of all calls are saved.
    for part, members in reading.runs:
        stated = parts[part].get
        values += [None if (value := stated(name)) is None else read(value) for name, read in members]
    for place, part, object_name, list_name in reading.objects:
        found = parts[part].get(object_name)
        if found is not None:
            values[place] = _id(values[place], found, list_name, embedded)
    made: Record = reading.make(values)
    return made


def members_read_by(record: type[Any], read: Callable[[Any], Any]) -> list[tuple[str, str]]:
    """Members that a reader reads from the record's own object: their names here and in the JSON."""
    reading = _READINGS[record]
    own_names = islice(record._fields, len(reading.given), None)
    return [
        (own_name, name)
        for own_name, (part, name, reader) in zip(own_names, reading.members())
        if reader is read and part == RECORD
    ]


def reference_objects(record: type[Any], part: str = RECORD) -> list[tuple[str, str]]:
    """The reference objects of a record in one object of the JSON: the names of the id beside each, and of itself."""
    reading = _READINGS[record]
    return [
        (reading.id_name(place), object_name)
        for place, of_object, object_name, _ in reading.objects
        if of_object == part
    ]


def _id(stated: int | None, found: Any, list_name: str, embedded: Embedded) -> int | None:
    inner = whole(found.get("ID")) if isinstance(found, dict) else None
    if inner is not None:
        embedded.setdefault(list_name, {}).setdefault(inner, found)
    return inner if stated is None else stated
