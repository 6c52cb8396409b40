"""What the ids in stations stand for: connection types, operators, providers and the other look-up lists.

    reference = ReferenceData.from_json(decode_json(body), fetched=now)
    reference.connection_type(33)      # "CCS (Type 2)"
    reference.connection_type(98765)   # "Connection type 98765": lists age, and an unknown id is no error

Flags are True, False or None for "not stated". The built-in table for the time before the first contact is
`built_in_reference.BUILT_IN`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partialmethod
from typing import Any, Callable, NamedTuple

from ..errors import UnexpectedAnswer
from ..json_values import flag, in_pascal_case, text, whole
from ..translation import marked, tr
from .members import Embedded


class ConnectionType(NamedTuple):
    """A kind of plug or socket."""

    id: int
    title: str
    formal_name: str | None = None
    is_discontinued: bool | None = None
    is_obsolete: bool | None = None


class Titled(NamedTuple):
    """A level, current type, status, submission status or comment type: go by the id, and show the title.

    Levels are coarse classes of power: 1 below 2 kW, 2 up to 40 kW, 3 above. The server's flag of a status calls
    "temporarily unavailable" operational.
    """

    id: int
    title: str


class UsageType(NamedTuple):
    """Who may use a station, on which conditions."""

    id: int
    title: str
    is_pay_at_location: bool | None = None
    is_membership_required: bool | None = None
    is_access_key_required: bool | None = None


class Provider(NamedTuple):
    """Where records come from, and on which terms. `is_open_data` is the API's own flag; `licences` knows better."""

    id: int
    title: str
    website: str | None = None
    license: str | None = None
    is_open_data: bool | None = None


class Operator(NamedTuple):
    """A network, or the kind of owner when there is none."""

    id: int
    title: str
    website: str | None = None
    is_private_individual: bool | None = None


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
    numbered: str
    """What an entry without known title is called; `tr` says it where users read it."""
    not_found: str
    """That a list has no entry of a name, for users."""
    value: Callable[..., Any]
    members: tuple[tuple[str, Callable[[Any], Any]], ...] = ()


_KINDS = {
    "connection_types": _Kind(
        "ConnectionTypes",
        marked("Connection type {number}"),
        marked("There is no connection type called “{name}”. Give its name or its number."),
        ConnectionType,
        (("FormalName", text), ("IsDiscontinued", flag), ("IsObsolete", flag)),
    ),
    "levels": _Kind(
        "ChargerTypes",
        marked("Level {number}"),
        marked("There is no level called “{name}”. Give its name or its number."),
        Titled,
    ),
    "current_types": _Kind(
        "CurrentTypes",
        marked("Current type {number}"),
        marked("There is no current type called “{name}”. Give its name or its number."),
        Titled,
    ),
    "usage_types": _Kind(
        "UsageTypes",
        marked("Usage type {number}"),
        marked("There is no usage type called “{name}”. Give its name or its number."),
        UsageType,
        (("IsPayAtLocation", flag), ("IsMembershipRequired", flag), ("IsAccessKeyRequired", flag)),
    ),
    "status_types": _Kind(
        "StatusTypes",
        marked("Status type {number}"),
        marked("There is no status type called “{name}”. Give its name or its number."),
        Titled,
    ),
    "submission_statuses": _Kind(
        "SubmissionStatusTypes",
        marked("Submission status {number}"),
        marked("There is no submission status called “{name}”. Give its name or its number."),
        Titled,
    ),
    "operators": _Kind(
        "Operators",
        marked("Operator {number}"),
        marked("There is no operator called “{name}”. Give its name or its number."),
        Operator,
        (("WebsiteURL", text), ("IsPrivateIndividual", flag)),
    ),
    "providers": _Kind(
        "DataProviders",
        marked("Data provider {number}"),
        marked("There is no data provider called “{name}”. Give its name or its number."),
        Provider,
        (("WebsiteURL", text), ("License", text), ("IsOpenDataLicensed", flag)),
    ),
    "countries": _Kind(
        "Countries",
        marked("Country {number}"),
        marked("There is no country called “{name}”. Give its name or its number."),
        Country,
        (("ISOCode", text),),
    ),
    "comment_types": _Kind(
        "UserCommentTypes",
        marked("Comment type {number}"),
        marked("There is no comment type called “{name}”. Give its name or its number."),
        Titled,
    ),
    "checkin_types": _Kind(
        "CheckinStatusTypes",
        marked("Check-in type {number}"),
        marked("There is no check-in type called “{name}”. Give its name or its number."),
        CheckinType,
        (("IsPositive", flag),),
    ),
}


LISTS = tuple(_KINDS)
"""The names of the look-up lists, which are members of ReferenceData."""


def entry_fields(list_name: str) -> tuple[str, ...]:
    """The members of the entries of a list."""
    fields: tuple[str, ...] = _KINDS[list_name].value._fields  # type: ignore[attr-defined]
    return fields


def numbered(list_name: str) -> str:
    """What an entry of a list without title is called, with a place for its number; `tr` says it."""
    return _KINDS[list_name].numbered


def not_found(list_name: str, name: str) -> str:
    """The sentence that a list has no entry of a name."""
    return tr(_KINDS[list_name].not_found, name=name)


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
    status_types: dict[int, Titled] = field(default_factory=dict)
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

    def _stored_title(self, list_name: str, number: int | None) -> str | None:
        """Title, or "Connection type 1234"; None for None: what columns of tables have."""
        if number is None:
            return None
        value = getattr(self, list_name).get(number)
        return _KINDS[list_name].numbered.format(number=number) if value is None else str(value.title)

    connection_type = partialmethod(_stored_title, "connection_types")
    level = partialmethod(_stored_title, "levels")
    usage_type = partialmethod(_stored_title, "usage_types")
    status_type = partialmethod(_stored_title, "status_types")
    submission_status = partialmethod(_stored_title, "submission_statuses")
    operator = partialmethod(_stored_title, "operators")
    provider = partialmethod(_stored_title, "providers")
    country = partialmethod(_stored_title, "countries")
    comment_type = partialmethod(_stored_title, "comment_types")
    checkin_type = partialmethod(_stored_title, "checkin_types")

    def title(self, list_name: str, number: int) -> str:
        """What users read for an entry of any list of these ("operators"), in their language; or "Operator 1234".

        Columns of tables have the titles that the methods above give, which are the service's own.
        """
        value = getattr(self, list_name).get(number)
        if value is None:
            return tr(_KINDS[list_name].numbered, number=str(number))
        return _said(list_name, value)

    def said(self, list_name: str, number: int | None, title: str | None) -> str | None:
        """A title that stands in a column, as users read it: in their language if these lists have it for the number.

        They have one for each number: "Operator 1234" is said in their language too.
        """
        if number is None or title is None or title != self._stored_title(list_name, number):
            return title
        return self.title(list_name, number)

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
            raise UnexpectedAnswer(tr(_NOT_REFERENCE_DATA), f"not an object, but {type(raw).__name__}")
        try:
            answer = in_pascal_case(raw)
        except RecursionError as error:
            raise UnexpectedAnswer(tr(_NOT_REFERENCE_DATA), "nested too deeply") from error
        lists: dict[str, Any] = {}
        for name, kind in _KINDS.items():
            items = answer.get(kind.list_name)
            if items is not None and not isinstance(items, list):
                raise UnexpectedAnswer(tr(_NOT_REFERENCE_DATA), f"{kind.list_name} is not a list")
            lists[name] = _read(kind, items or [])
        if not any(lists.values()):
            message = text(answer.get("Message")) or ""
            sentence = _NOT_READY if "not ready" in message.lower() else _NOT_REFERENCE_DATA
            raise UnexpectedAnswer(tr(sentence), message or f"members: {', '.join(list(answer)[:20])}")
        return cls(**lists, fetched=fetched, origin=origin)

    def to_json(self) -> dict[str, Any]:
        """The lists as the API would write them with verbose=false; `fetched` and `origin` are not among them."""
        return {
            kind.list_name: [_written(kind, value) for value in getattr(self, name).values()]
            for name, kind in _KINDS.items()
        }


_NOT_READY = marked(
    "The server is still preparing its lists of operators and connection types. Please try again in a few minutes."
)
_NOT_REFERENCE_DATA = marked(
    "The server did not answer with its lists of operators and connection types. Check the address of the server in "
    "the options, or try again later."
)


def _said(list_name: str, value: Any) -> str:
    """The title of an entry in the user's language, if its id is one that this plugin knows in that language."""
    from .built_in_reference import TITLED  # made of what stands here

    known = getattr(TITLED, list_name).get(value.id)
    if known is not None:
        said = tr(known.title)
        if said != known.title:
            return said
    return str(value.title)


def _read(kind: _Kind, items: list[Any]) -> dict[int, Any]:
    values: dict[int, Any] = {}
    for item in items:
        number = whole(item.get("ID")) if isinstance(item, dict) else None
        if number is not None:
            title = text(item.get("Title")) or kind.numbered.format(number=number)
            values[number] = kind.value(number, title, *[read(item.get(name)) for name, read in kind.members])
    return values


def _written(kind: _Kind, value: Any) -> dict[str, Any]:
    members = zip(["ID", "Title", *[name for name, _ in kind.members]], value)
    return {name: member for name, member in members if member is not None}
