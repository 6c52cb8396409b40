"""What is written down about one member of a Search: its entry in the table of filters.

The entries stand in `search.Search`, each beside its member; `search.FILTERS` holds them all. Search's checks and
JSON, the queries of the API, the verdict on a station, the words, the search panel and the Processing parameters read
them. A new filter is a member with its entry there, and the function that judges it, in `match.filters`.
"""

from __future__ import annotations

import enum
from dataclasses import field
from typing import Any, NamedTuple

from ..translation import tr

UNKNOWN_OPERATOR_ID = 1
"""Open Charge Map's operator "(Unknown Operator)"."""

REMOVED_STATUS_IDS = frozenset((200, 210))
"""Statuses of stations that Open Charge Map lists no more; none of them can be searched for."""


class Kind(enum.Enum):
    """What a member holds."""

    CHOICE = enum.auto()
    """Ids of a reference list, which are alternatives; () for any."""
    POWER = enum.auto()
    """Kilowatts; None for any."""
    COUNT = enum.auto()
    """A whole number from 1; None for any."""
    SINCE = enum.auto()
    """A moment in UTC; None for any."""
    YES_NO = enum.auto()
    """True: only what has it. False: only what has it not. None: both."""
    TEXT = enum.auto()
    """Words; None for any."""
    SWITCH = enum.auto()
    """True or False: how the search is meant, not which stations."""


DEFAULTS: dict[Kind, Any] = {Kind.CHOICE: (), Kind.SWITCH: False}
"""What a member holds when nothing is asked; None for the other kinds."""


class On(enum.Enum):
    """What a filter is judged on."""

    NOTHING = enum.auto()
    """It is no condition on stations."""
    CONNECTION = enum.auto()
    """Each connection of a station."""
    RECORD = enum.auto()
    """The station's own record."""
    COMMENTS = enum.auto()
    """Comments, check-ins and photos, which then have to be sent along."""


class Sent(enum.Enum):
    """When the server may apply a filter: it must send every station that the judging here would keep."""

    NEVER = enum.auto()
    ALWAYS = enum.auto()
    IF_YES = enum.auto()
    """Only True: the API does not define the absence."""
    IF_STATED = enum.auto()
    """Unless stations that state nothing are wanted, too: the server never sends those."""
    IF_SURE = enum.auto()
    """Only when uncertain stations are not wanted: the server never sends what states nothing."""


class Silence(NamedTuple):
    """What is said of stations whose record does not state what a filter asks for. `tr` says it, with their number."""

    one: str
    many: str
    """Of more than one."""
    one_short: str
    many_short: str
    """The same without what is counted, where that was just said."""
    nothing: str
    """What they state: "no status"."""


def silence(what: str) -> Silence:
    """The sentences about stations that do not state something; each is a text of its own for translators."""
    return Silence(
        f"{{n}} station states no {what}",
        f"{{n}} stations state no {what}",
        f"{{n}} states no {what}",
        f"{{n}} state no {what}",
        f"no {what}",
    )


ANY_SILENCE = silence("answer to a filter")
"""Of a filter that is not known here."""


class Choices(NamedTuple):
    """The reference list of a CHOICE."""

    name: str
    """Of ReferenceData; "" for none."""
    is_long: bool = False
    """Searched by typing and sorted by title; else sorted by id, which for short lists is a meaningful order."""
    silence: Silence | None = None
    """What is said of records that state none of the list; None when such are not left out."""
    unknown_id: int | None = None
    """The entry of the list that means "not known"; None when it has none."""
    not_offered: frozenset[int] = frozenset()
    """Entries that no station of a result can have."""


NO_CHOICES = Choices("")


class Place(NamedTuple):
    """Where the search panel shows a filter: below the one before in the same column."""

    page: str
    """One of PAGES, WHAT, LOAD or BELOW."""
    column: int = 0


PAGES = {
    "connectors": "Connectors",
    "operators": "Operators",
    "access": "Usage and Status",
    "data": "Data",
}
"""Titles of the pages of filters in the search panel."""

WHAT = "what"
"""Above the pages: what a first search needs. Processing shows these, and no others, outside of "Advanced"."""
LOAD = "load"
"""The group about what is loaded, into what."""
BELOW = "below"
"""Below the pages."""


class Filter(NamedTuple):
    """The entry of one member of a Search. Texts are for users, and in English: `tr` says them when they are read."""

    kind: Kind
    parameter: str
    """Of the Processing algorithms, for life."""
    label: str
    """In the search panel. Without a shortcut: QGIS' own menus take those, and the panel stands beside them."""
    place: Place
    title: str = ""
    """In Processing; the label when that is clear without its surroundings."""
    tool_tip: str = ""
    on: On = On.NOTHING
    choices: Choices = NO_CHOICES
    """Of a CHOICE."""
    answers: tuple[str, str] = ("", "")
    """Of YES_NO: what the search panel offers for True and for False."""
    any_text: str = "Any"
    """What the search panel shows for no number, no moment and no answer."""
    prefix: str = ""
    suffix: str = ""
    """Around a number in the search panel."""
    step: int = 1
    """By how much an arrow of the search panel changes a COUNT."""
    phrases: tuple[str, ...] = ()
    """As part of a sentence, {value} for the value; of YES_NO, one for True and one for False."""
    api: str = ""
    """The API's parameter; "" when it has none."""
    sent: Sent = Sent.NEVER
    default: Any = None
    """What a SWITCH is when nothing is said; for other kinds, DEFAULTS holds."""
    name: str = ""
    """Of the member of Search, and of the widget; put in when the table is made."""

    @property
    def is_advanced(self) -> bool:
        """Whether Processing shows it among the advanced parameters: a first search does not need it."""
        return self.place.page != WHAT

    @property
    def description(self) -> str:
        """What the filter is called outside of the search panel, in the user's language."""
        return tr(self.title) if self.title else tr(self.label)


def member(entry: Filter) -> Any:
    """The member of Search that an entry describes."""
    default = DEFAULTS.get(entry.kind) if entry.default is None else entry.default
    return field(default=default, metadata={"filter": entry})


def stated(
    parameter: str,
    label: str,
    place: Place,
    answers: tuple[str, str],
    phrases: tuple[str, str],
    title: str = "",
    tool_tip: str = "",
) -> Any:
    """A member that asks whether a record says something of its station, which the server cannot be asked for."""
    entry = Filter(Kind.YES_NO, parameter, label, place, title, tool_tip, on=On.RECORD)
    return member(entry._replace(answers=answers, phrases=phrases))


def choice(
    parameter: str,
    label: str,
    place: Place,
    choices: Choices,
    phrase: str,
    title: str = "",
    on: On = On.RECORD,
    api: str = "",
    sent: Sent = Sent.NEVER,
) -> Any:
    """A member that holds ids of a reference list."""
    entry = Filter(Kind.CHOICE, parameter, label, place, title, on=on, choices=choices, phrases=(phrase,), api=api)
    return member(entry._replace(sent=sent))


def power(parameter: str, label: str, place: Place, title: str, phrase: str, api: str) -> Any:
    """A member that holds kilowatts of a connection."""
    on = On.CONNECTION
    return member(Filter(Kind.POWER, parameter, label, place, title, suffix=" kW", on=on, phrases=(phrase,), api=api))


SINCE_TIP = "In UTC, as Open Charge Map keeps it"


def since(parameter: str, label: str, title: str, phrase: str, api: str) -> Any:
    """A member that holds a moment of the record's life."""
    entry = Filter(Kind.SINCE, parameter, label, Place("data", 1), title, SINCE_TIP, On.RECORD)
    sent = Sent.ALWAYS if api else Sent.NEVER
    return member(entry._replace(any_text="Any time", phrases=(phrase,), api=api, sent=sent))


def comments(
    parameter: str, label: str, title: str, answers: tuple[str, str], phrases: tuple[str, str], api: str
) -> Any:
    """A member that asks whether a station has something which users have left there."""
    entry = Filter(Kind.YES_NO, parameter, label, Place("data", 1), title, on=On.COMMENTS)
    return member(entry._replace(answers=answers, phrases=phrases, api=api, sent=Sent.IF_YES))
