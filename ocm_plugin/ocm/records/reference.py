"""What the ids in stations stand for: connection types, operators, providers and the other look-up lists.

    reference = ReferenceData.from_json(decode_json(body), fetched=now)
    reference.connection_type(33)      # "CCS (Type 2)"
    reference.connection_type(98765)   # "Connection type 98765": lists age, and an unknown id is no error

Flags are True, False or None for "not stated". The built-in table for the time before the first contact is
`built_in_reference.BUILT_IN`.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Callable, NamedTuple

from ..errors import SearchError, UnexpectedAnswer
from ..json_values import flag, in_pascal_case, text, whole
from .members import Embedded


class ConnectionType(NamedTuple):
    """A kind of plug or socket."""

    id: int
    title: str
    formal_name: str | None = None


class Titled(NamedTuple):
    """A level, current type, submission status or comment type: the plugin goes by the id and shows the title.

    Levels are coarse classes of power: 1 below 2 kW, 2 up to 40 kW, 3 above.
    """

    id: int
    title: str


class StatusType(NamedTuple):
    """Whether a station works. The server's flag calls "temporarily unavailable" operational: go by the id."""

    id: int
    title: str


class UsageType(NamedTuple):
    """Who may use a station, on which conditions."""

    id: int
    title: str
    is_pay_at_location: bool | None = None
    is_membership_required: bool | None = None
    is_access_key_required: bool | None = None


class Operator(NamedTuple):
    """A network, or the kind of owner when there is none."""

    id: int
    title: str
    website: str | None = None
    is_private_individual: bool | None = None


class Provider(NamedTuple):
    """Where records come from, and on which terms. `is_open_data` is the API's own flag; `licences` knows better."""

    id: int
    title: str
    website: str | None = None
    license: str | None = None
    is_open_data: bool | None = None


class Country(NamedTuple):
    """A country by Open Charge Map's own number. `iso`: ISO 3166 alpha-2."""

    id: int
    title: str
    iso: str | None = None


class CheckinType(NamedTuple):
    """What a user met at a station."""

    id: int
    title: str
    is_positive: bool | None = None


class _Kind(NamedTuple):
    """How one look-up list is read and written. `members` follow id and title, in the order of the value's fields."""

    list_name: str
    noun: str
    value: Callable[..., Any]
    members: tuple[tuple[str, Callable[[Any], Any]], ...] = ()


_KINDS = {
    "connection_types": _Kind(
        "ConnectionTypes",
        "connection type",
        ConnectionType,
        (("FormalName", text),),
    ),
    "levels": _Kind("ChargerTypes", "level", Titled),
    "current_types": _Kind("CurrentTypes", "current type", Titled),
    "usage_types": _Kind(
        "UsageTypes",
        "usage type",
        UsageType,
        (("IsPayAtLocation", flag), ("IsMembershipRequired", flag), ("IsAccessKeyRequired", flag)),
    ),
    "status_types": _Kind("StatusTypes", "status type", StatusType),
    "submission_statuses": _Kind("SubmissionStatusTypes", "submission status", Titled),
    "operators": _Kind(
        "Operators",
        "operator",
        Operator,
        (("WebsiteURL", text), ("IsPrivateIndividual", flag)),
    ),
    "providers": _Kind(
        "DataProviders",
        "data provider",
        Provider,
        (("WebsiteURL", text), ("License", text), ("IsOpenDataLicensed", flag)),
    ),
    "countries": _Kind("Countries", "country", Country, (("ISOCode", text),)),
    "comment_types": _Kind("UserCommentTypes", "comment type", Titled),
    "checkin_types": _Kind("CheckinStatusTypes", "check-in type", CheckinType, (("IsPositive", flag),)),
}

SERVER = "server"
CACHE = "cache"
STALE = "stale"
BUILT_IN_ORIGIN = "built-in"
FILE = "file"


@dataclass(frozen=True)
class ReferenceData:
    """All look-up lists, each by id. Never changed after it is made; safe to share between threads."""

    connection_types: dict[int, ConnectionType] = field(default_factory=dict)
    levels: dict[int, Titled] = field(default_factory=dict)
    current_types: dict[int, Titled] = field(default_factory=dict)
    usage_types: dict[int, UsageType] = field(default_factory=dict)
    status_types: dict[int, StatusType] = field(default_factory=dict)
    submission_statuses: dict[int, Titled] = field(default_factory=dict)
    operators: dict[int, Operator] = field(default_factory=dict)
    providers: dict[int, Provider] = field(default_factory=dict)
    countries: dict[int, Country] = field(default_factory=dict)
    comment_types: dict[int, Titled] = field(default_factory=dict)
    checkin_types: dict[int, CheckinType] = field(default_factory=dict)
    fetched: datetime | None = None
    """When the server gave it (UTC); None for what no server gave."""
    origin: str = FILE
    """ "server", "cache" (fresh enough), "stale" (the server could not be asked), "built-in" or "file"."""

    def connection_type(self, number: int | None) -> str | None:
        """Title, or "Connection type 1234"; None for None. So do the ten methods below."""
        return _title(self.connection_types, number, "Connection type")

    def level(self, number: int | None) -> str | None:
        return _title(self.levels, number, "Level")

    def current_type(self, number: int | None) -> str | None:
        return _title(self.current_types, number, "Current type")

    def usage_type(self, number: int | None) -> str | None:
        return _title(self.usage_types, number, "Usage type")

    def status_type(self, number: int | None) -> str | None:
        return _title(self.status_types, number, "Status type")

    def submission_status(self, number: int | None) -> str | None:
        return _title(self.submission_statuses, number, "Submission status")

    def operator(self, number: int | None) -> str | None:
        return _title(self.operators, number, "Operator")

    def provider(self, number: int | None) -> str | None:
        return _title(self.providers, number, "Data provider")

    def country(self, number: int | None) -> str | None:
        return _title(self.countries, number, "Country")

    def comment_type(self, number: int | None) -> str | None:
        return _title(self.comment_types, number, "Comment type")

    def checkin_type(self, number: int | None) -> str | None:
        return _title(self.checkin_types, number, "Check-in type")

    def title(self, list_name: str, number: int) -> str:
        """The title of an entry of any list of these ("operators"), or "Operator 1234"."""
        return str(_title(getattr(self, list_name), number, _KINDS[list_name].noun.capitalize()))

    def country_iso(self, number: int | None) -> str | None:
        """ISO 3166 alpha-2 code of a country; None when the number is not in the list."""
        country = None if number is None else self.countries.get(number)
        return country.iso if country else None

    def country_id(self, iso: str) -> int | None:
        """Open Charge Map's number of a country by its ISO code (any case); None when it is not in the list."""
        wanted = iso.upper()
        return next((country.id for country in self.countries.values() if country.iso == wanted), None)

    def including(self, embedded: Embedded) -> ReferenceData:
        """With those reference objects added that came inside of POIs and that the lists do not know yet."""
        grown: dict[str, Any] = {}
        for name, kind in _KINDS.items():
            known = getattr(self, name)
            new = _read(kind, [raw for number, raw in embedded.get(kind.list_name, {}).items() if number not in known])
            if new:
                grown[name] = {**known, **new}
        return replace(self, **grown) if grown else self

    def completed_by(self, other: ReferenceData) -> ReferenceData:
        """With what another one knows and this one does not; date and origin stay those of this one."""
        lists: dict[str, Any] = {name: {**getattr(other, name), **getattr(self, name)} for name in _KINDS}
        return replace(self, **lists)

    @classmethod
    def from_json(cls, raw: Any, fetched: datetime | None = None, origin: str = SERVER) -> ReferenceData:
        """The reference data of an answer of `/referencedata` in any case. Items without id are left out.

        Raises UnexpectedAnswer when it is none, in words of its own while the server says "Cache not ready".
        """
        if not isinstance(raw, dict):
            raise UnexpectedAnswer(_NOT_REFERENCE_DATA, f"not an object, but {type(raw).__name__}")
        try:
            answer = in_pascal_case(raw)
        except RecursionError as error:
            raise UnexpectedAnswer(_NOT_REFERENCE_DATA, "nested too deeply") from error
        lists: dict[str, Any] = {}
        for name, kind in _KINDS.items():
            items = answer.get(kind.list_name)
            if items is not None and not isinstance(items, list):
                raise UnexpectedAnswer(_NOT_REFERENCE_DATA, f"{kind.list_name} is not a list")
            lists[name] = _read(kind, items or [])
        if not any(lists.values()):
            message = text(answer.get("Message")) or ""
            sentence = _NOT_READY if "not ready" in message.lower() else _NOT_REFERENCE_DATA
            raise UnexpectedAnswer(sentence, message or f"members: {', '.join(list(answer)[:20])}")
        return cls(**lists, fetched=fetched, origin=origin)

    def to_json(self) -> dict[str, Any]:
        """The lists as the API would write them with verbose=false; `fetched` and `origin` are not among them."""
        return {
            kind.list_name: [_written(kind, value) for value in getattr(self, name).values()]
            for name, kind in _KINDS.items()
        }


_NOT_READY = (
    "The server is still preparing its lists of operators and connection types. Please try again in a few minutes."
)
_NOT_REFERENCE_DATA = (
    "The server did not answer with its lists of operators and connection types. Check the address of the server in "
    "the options, or try again later."
)


def _title(values: dict[int, Any], number: int | None, noun: str) -> str | None:
    if number is None:
        return None
    value = values.get(number)
    title: str = value.title if value is not None else f"{noun} {number}"
    return title


def _read(kind: _Kind, items: list[Any]) -> dict[int, Any]:
    values: dict[int, Any] = {}
    for item in items:
        number = whole(item.get("ID")) if isinstance(item, dict) else None
        if number is not None:
            title = text(item.get("Title")) or f"{kind.noun.capitalize()} {number}"
            values[number] = kind.value(number, title, *[read(item.get(name)) for name, read in kind.members])
    return values


def _written(kind: _Kind, value: Any) -> dict[str, Any]:
    members = zip(["ID", "Title", *[name for name, _ in kind.members]], value)
    return {name: member for name, member in members if member is not None}


_NUMBER = re.compile("[0-9]{1,10}")


def ids_from_text(typed: str, kind: str, reference: ReferenceData) -> tuple[int, ...]:
    """Ids of what a user or a model typed: ids and exact names, between commas or semicolons; "" means none.

    `kind` is the name of a list of ReferenceData, such as "connection_types". Countries may be ISO codes as well
    ("DE, FR"). A title that several items bear means all of them. What has commas is first looked up as one title.
    Raises SearchError for a name not in the list.
    """
    found: dict[int, None] = {}
    for part in _between(";", typed):
        names = [part] if _ids_called(part, kind, reference) else _between(",", part)
        ids = [_ids_called(name, kind, reference) for name in names]
        if not all(ids):
            unknown = part if not any(ids) else names[ids.index([])]
            raise _unknown_name(unknown, kind, reference)
        found.update(dict.fromkeys(number for numbers in ids for number in numbers))
    return tuple(found)


def _between(separator: str, typed: str) -> list[str]:
    return [part.strip() for part in typed.split(separator) if part.strip()]


def _ids_called(name: str, kind: str, reference: ReferenceData) -> list[int]:
    """The ids that a number, a title or a country's code stands for; [] for none."""
    if _NUMBER.fullmatch(name):
        return [int(name)]
    values: dict[int, Any] = getattr(reference, kind)
    wanted = _folded(name)
    ids = [number for number, value in values.items() if _folded(value.title) == wanted]
    country = reference.country_id(name) if kind == "countries" and not ids else None
    return ids if country is None else [country]


def _unknown_name(name: str, kind: str, reference: ReferenceData) -> SearchError:
    titles = [value.title for value in getattr(reference, kind).values()]
    near = difflib.get_close_matches(name, titles, n=3)
    hint = f" Did you mean {' or '.join(f'“{title}”' for title in near)}?" if near else ""
    return SearchError(
        kind, f"There is no {_KINDS[kind].noun} called “{name}”. Give its exact name or its number.{hint}"
    )


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()
