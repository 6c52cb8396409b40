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
from operator import itemgetter
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


class _Part(NamedTuple):
    """What is read from one object of the JSON, with the members' own names first."""

    values: list[tuple[str, str, Callable[[Any], Any]]]
    objects: list[tuple[str, str, str]]
    """Reference objects: the member that holds their id, the object's name, that of its list."""


class _Reading(NamedTuple):
    """How a type of record is read and made."""

    parts: dict[str, _Part]
    make: Callable[[dict[str, Any]], Any]


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
    parts: dict[str, _Part] = {}
    for own_name, how in kind._field_defaults.items():
        part = parts.setdefault(how.part, _Part([], []))
        if isinstance(how, _ReferenceId):
            part.values.append((own_name, how.id_name, whole))
            part.objects.append((own_name, how.object_name, how.list_name))
        else:
            part.values.append((own_name, how.name, how.read))
    _READINGS[record] = _Reading(parts, _maker(kind))
    kind.__new__.__defaults__ = (None,) * len(kind._field_defaults)
    kind._field_defaults = dict.fromkeys(kind._field_defaults)
    return record


def _maker(kind: Any) -> Callable[[dict[str, Any]], Any]:
    """Makes a record of its values by name, faster than a call with dozens of keywords does."""
    in_order = itemgetter(*kind._fields)
    return lambda values: kind._make(in_order(values))


def record_of(record: type[Record], parts: Mapping[str, dict[str, Any]], embedded: Embedded, **others: Any) -> Record:
    """A record from the objects of the JSON that hold its members. Reference objects are added to `embedded`.

    `others`: the members whose reading is not described.
    """
    reading = _READINGS[record]
    values = others
    for part, owner in parts.items():
        get = owner.get
        described = reading.parts[part]
        for own_name, name, read in described.values:
            values[own_name] = read(get(name))
        for own_name, object_name, list_name in described.objects:
            found = get(object_name)
            if found is not None:
                values[own_name] = _id(values[own_name], found, list_name, embedded)
    made: Record = reading.make(values)
    return made


def members_read_by(record: type[Any], read: Callable[[Any], Any]) -> list[tuple[str, str]]:
    """Members that a reader reads from the record's own object: their names here and in the JSON."""
    return [(own_name, name) for own_name, name, reader in _READINGS[record].parts[RECORD].values if reader is read]


def reference_objects(record: type[Any], part: str = RECORD) -> list[tuple[str, str]]:
    """The reference objects of a record in one object of the JSON: the names of the id beside each, and of itself."""
    described = _READINGS[record].parts[part]
    id_names = {own_name: name for own_name, name, _ in described.values}
    return [(id_names[own_name], object_name) for own_name, object_name, _ in described.objects]


def _id(stated: int | None, found: Any, list_name: str, embedded: Embedded) -> int | None:
    inner = whole(found.get("ID")) if isinstance(found, dict) else None
    if inner is not None:
        embedded.setdefault(list_name, {}).setdefault(inner, found)
    return inner if stated is None else stated
