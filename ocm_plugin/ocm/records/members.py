"""How members of a record are read from Open Charge Map's JSON: written once, beside the name and type of each.

    @decoded
    class Connection(NamedTuple):
        type_id: int | None = reference_id("ConnectionTypeID", "ConnectionType", "ConnectionTypes")
        amps: float | None = member("Amps", number)

    record_of(Connection, {RECORD: line}, embedded)

The type checker compares the type of a member with what its reader returns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    parts: list[str]
    """The objects that the others are read from."""
    members: list[tuple[int, str, Callable[[Any], Any]]]
    """These, in the order of the record: the number of the part, the name in the JSON, the reader."""
    objects: list[tuple[int, int, str, str]]
    """Reference objects: the place of the id in the record, the number of the part, the name of the object, of its
    list."""

    def id_name(self, place: int) -> str:
        """The name in the JSON of the member at a place of the record."""
        return self.members[place - len(self.given)][1]


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
    reading = _Reading(kind._make, [name for name in kind._fields if name not in described], [], [], [])
    for how in described.values():
        if how.part not in reading.parts:
            reading.parts.append(how.part)
        part = reading.parts.index(how.part)
        if isinstance(how, _ReferenceId):
            place = len(reading.given) + len(reading.members)
            reading.objects.append((place, part, how.object_name, how.list_name))
            reading.members.append((part, how.id_name, whole))
        else:
            reading.members.append((part, how.name, how.read))
    _READINGS[record] = reading
    kind.__new__.__defaults__ = (None,) * len(described)
    kind._field_defaults = dict.fromkeys(described)
    return record


def record_of(record: type[Record], parts: Mapping[str, dict[str, Any]], embedded: Embedded, **given: Any) -> Record:
    """A record from the objects of the JSON that hold its members. Reference objects are added to `embedded`.

    `given`: the members whose reading is not described.
    """
    reading = _READINGS[record]
    read_from = [parts[part].get for part in reading.parts]
    values = [given[name] for name in reading.given]
    # Most members are missing, and no reader makes anything of None: half of all calls are saved.
    values += [
        None if (value := read_from[part](name)) is None else read(value) for part, name, read in reading.members
    ]
    for place, part, object_name, list_name in reading.objects:
        found = read_from[part](object_name)
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
        for own_name, (part, name, reader) in zip(own_names, reading.members)
        if reader is read and reading.parts[part] == RECORD
    ]


def reference_objects(record: type[Any], part: str = RECORD) -> list[tuple[str, str]]:
    """The reference objects of a record in one object of the JSON: the names of the id beside each, and of itself."""
    reading = _READINGS[record]
    return [
        (reading.id_name(place), object_name)
        for place, number, object_name, _ in reading.objects
        if reading.parts[number] == part
    ]


def _id(stated: int | None, found: Any, list_name: str, embedded: Embedded) -> int | None:
    inner = whole(found.get("ID")) if isinstance(found, dict) else None
    if inner is not None:
        embedded.setdefault(list_name, {}).setdefault(inner, found)
    return inner if stated is None else stated
