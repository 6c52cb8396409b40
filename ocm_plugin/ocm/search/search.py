"""What the user asks for: one immutable value; an invalid one raises when it is made.

    Search(area=Extent(4, 47, 9, 52), connection_type_ids=(33,), min_power_kw=50)

A Search turns into JSON and back without loss (`to_json`, `from_json`), so that a layer, a history or a script can
carry it; `search_wording.search_sentence` says it in words and `parameters` turns it into queries of the API.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from ..checks import (
    check_callback,
    check_count,
    check_flag,
    check_output,
    check_power_order,
    checked_ids,
    checked_power,
    checked_text,
    checked_time,
)
from ..errors import SearchError, StoredValueError
from ..stored import CHECKED, Codec, Form, Member, shortened, text_member
from ..translation import marked, tr
from .areas import Area, World, area_from_json, area_to_json
from .filters import (
    BELOW,
    LOAD,
    REMOVED_STATUS_IDS,
    UNKNOWN_OPERATOR_ID,
    WHAT,
    Choices,
    Filter,
    Kind,
    On,
    Place,
    Sent,
    choice,
    comments,
    member,
    power,
    silence,
    since,
    stated,
)

PLACE_LETTERS = 80
"""Of a place's name; a longer one is cut."""


@dataclass(frozen=True)
class AnswerForm:
    """The shape of the server's answer. Stations are the same in every JSON shape; the default is the smallest."""

    output: str = "json"
    verbose: bool = False
    compact: bool = True
    camelcase: bool = False
    callback: str | None = None
    """Name of a JSONP function; the server writes it wrongly for JSON, see `decoding`."""

    def __post_init__(self) -> None:
        check_output(self.output)
        check_callback(self.callback)
        for name in ("verbose", "compact", "camelcase"):
            check_flag(name, getattr(self, name))


@dataclass(frozen=True)
class Search:
    """An area and filters. Values within one filter are alternatives; all filters must be met.

    Connection type, current type, level and power are judged on the same connection, unless `any_connection`.
    Each member carries its entry of the table of filters, see `filters.Filter`.
    """

    area: Area = field(default_factory=World)

    connection_type_ids: tuple[int, ...] = choice(
        "CONNECTION_TYPES",
        "Connection types",
        Place(WHAT),
        Choices("connection_types", is_long=True),
        "{value}",
        on=On.CONNECTION,
        api="connectiontypeid",
        sent=Sent.IF_SURE,
    )
    min_power_kw: float | None = power(
        "MIN_POWER_KW",
        "Power",
        Place(WHAT),
        "Minimum power of a connection (kW)",
        "at least {value} kW",
        # Never sent: amps × volts may meet it where the server knows no power, or too small a one.
        api="minpowerkw",
    )
    """Kilowatt per connection."""
    max_power_kw: float | None = power(
        "MAX_POWER_KW",
        "Maximum power",
        Place("connectors", 1),
        "Maximum power of a connection (kW)",
        "at most {value} kW",
        # Never sent: a connection may meet it by its level or type although its power is unknown.
        api="maxpowerkw",
    )
    """Kilowatt per connection."""
    min_connectors: int | None = member(
        Filter(
            Kind.COUNT,
            "MIN_CONNECTORS",
            "Number",
            Place("connectors", 1),
            title="Minimum number of matching connectors",
            tool_tip="So many connectors that meet the conditions of this page together",
            any_text="Any number",
            prefix="At least ",
            on=On.CONNECTION,
        )
    )
    """At least so many connectors that meet the filters on connections together."""
    current_type_ids: tuple[int, ...] = choice(
        "CURRENT_TYPES",
        "Current",
        Place("connectors", 1),
        Choices("current_types"),
        "{value}",
        title="Current types",
        on=On.CONNECTION,
    )
    level_ids: tuple[int, ...] = choice(
        "LEVELS",
        "Level",
        Place("connectors", 1),
        Choices("levels"),
        "{value}",
        title="Levels",
        on=On.CONNECTION,
        api="levelid",
        sent=Sent.IF_SURE,
    )
    any_connection: bool = member(
        Filter(
            Kind.SWITCH,
            "ANY_CONNECTION",
            "Met by several connectors",
            Place("connectors", 1),
            title="Each condition may be met by a different connection",
            tool_tip="Off: type, current, level and power are met by one and the same connector.\n"
            "On: each condition may be met by another connector of the station, as Open Charge Map itself judges.",
        )
    )
    """True: each filter on connections may be met by a different connection, as the API itself does it, unless
    `min_connectors` asks for a number."""
    operator_ids: tuple[int, ...] = choice(
        "OPERATORS",
        "Operators",
        Place("operators"),
        Choices("operators", is_long=True, silence=silence("operator"), unknown_id=UNKNOWN_OPERATOR_ID),
        "operated by {value}",
        api="operatorid",
        sent=Sent.IF_STATED,
    )
    not_operator_ids: tuple[int, ...] = choice(
        "NOT_OPERATORS",
        "All but these operators",
        Place("operators"),
        # Silence is uncertain here, and not left out: the operator may be one of these, or another one.
        Choices("operators", is_long=True, unknown_id=UNKNOWN_OPERATOR_ID),
        "not operated by {value}",
        title="All but these operators",
    )
    usage_type_ids: tuple[int, ...] = choice(
        "USAGE_TYPES",
        "Who may use it",
        Place("access"),
        Choices("usage_types", silence=silence("usage"), unknown_id=0),
        "usage {value}",
        title="Usage types",
        # Never sent, so that those which state none can be counted: most stations state the same usage.
        api="usagetypeid",
    )
    status_type_ids: tuple[int, ...] = choice(
        "STATUS_TYPES",
        "Status",
        Place("access", 1),
        Choices("status_types", silence=silence("status"), unknown_id=0, not_offered=REMOVED_STATUS_IDS),
        "status {value}",
        title="Status types",
        # Never sent: stations have it from their connections where they state none, or where all those are out.
        api="statustypeid",
    )
    is_public: bool | None = stated(
        "PUBLIC",
        "Public",
        Place(WHAT),
        ("Open to the public", "Not open to the public"),
        ("open to the public", "not open to the public"),
        title="Open to the public",
        tool_tip="By the usage that a record states; those for staff, visitors, customers or on notice are not",
    )
    in_operation: bool | None = stated(
        "IN_OPERATION",
        "In operation",
        Place(WHAT),
        ("In operation", "Not in operation"),
        ("in operation", "not in operation"),
        tool_tip="Planned stations are not in operation; whether those are that are temporarily unavailable is unknown",
    )
    free_of_charge: bool | None = stated(
        "FREE_OF_CHARGE",
        "Free of charge",
        Place("access", 1),
        ("Free of charge", "Not free of charge"),
        ("free of charge", "not free of charge"),
        tool_tip="As the text about the price says; most stations state none and are uncertain",
    )
    open_24_hours: bool | None = stated(
        "OPEN_24_HOURS",
        "Open 24 hours",
        Place("access", 1),
        ("Open 24 hours", "Not open 24 hours"),
        ("open 24 hours", "not open 24 hours"),
        tool_tip="As the text about the access says; many stations state no hours and are uncertain",
    )
    text: str | None = member(
        Filter(
            Kind.TEXT,
            "TEXT",
            "Name or address",
            Place("data", 1),
            title="Words in the name, address, town or postcode",
            tool_tip="Stations with all of these words in their name, address, town, state or postcode",
            any_text="Any",
            on=On.RECORD,
            phrases=("with “{value}” in the name or address",),
        )
    )
    """Words that must all stand in name, address, town, state or postcode, in any order."""
    data_provider_ids: tuple[int, ...] = choice(
        "DATA_PROVIDERS",
        "Data providers",
        Place("data"),
        Choices("providers", is_long=True, silence=silence("provider")),
        "data from {value}",
        api="dataproviderid",
        sent=Sent.IF_STATED,
    )
    country_ids: tuple[int, ...] = choice(
        "COUNTRIES",
        "Countries",
        Place("data"),
        Choices("countries", is_long=True, silence=silence("country")),
        "in {value}",
        api="countryid",
        sent=Sent.IF_STATED,
    )
    """Open Charge Map's own country numbers, not ISO's."""
    open_data: bool | None = member(
        Filter(
            Kind.YES_NO,
            "OPEN_DATA",
            "Open data",
            Place("data", 1),
            answers=("Open licences only", "Only other licences"),
            on=On.RECORD,
            phrases=("open data only", "only data whose licence is not open"),
            # Never sent: the server goes by a flag and this plugin by the licence.
            api="opendata",
        )
    )
    """True: only stations whose provider's licence is open, by this plugin's table of licences; where Open Charge Map
    flags an open licence as not open, the verdict is "cannot tell"."""
    modified_since: datetime | None = since(
        "MODIFIED_SINCE",
        "Modified since",
        "Modified since (UTC)",
        "modified since {value}",
        api="modifiedsince",
    )
    created_since: datetime | None = since(
        "CREATED_SINCE",
        "Created since",
        "Created since (UTC)",
        "listed since {value}",
        api="createdsince",
    )
    verified_since: datetime | None = since(
        "VERIFIED_SINCE",
        "Verified since",
        "Verified since (UTC)",
        "verified since {value}",
        api="",
    )
    """To the day, like the field `date_last_verified`; a station without any date is uncertain."""
    has_media: bool | None = comments(
        "HAS_MEDIA",
        "Photos",
        "Has photos",
        ("With photos", "Without photos"),
        ("with photos", "without photos"),
        api="hasmedia",
    )
    has_comments: bool | None = comments(
        "HAS_COMMENTS",
        "Comments",
        "Has comments",
        ("With comments", "Without comments"),
        ("with comments", "without comments"),
        api="hascomment",
    )
    has_checkins: bool | None = comments(
        "HAS_CHECKINS",
        "Check-ins",
        "Has check-ins",
        ("With check-ins", "Without check-ins"),
        ("with check-ins", "without check-ins"),
        api="hascheckins",
    )
    max_results: int | None = member(
        Filter(
            Kind.COUNT,
            "MAX_RESULTS",
            "At most",
            Place(LOAD),
            title="Maximum number of stations (0 = all)",
            any_text="All stations",
            suffix=" stations",
            step=100,
        )
    )
    """The user's own cap; None means all."""
    include_comments: bool = member(
        Filter(
            Kind.SWITCH,
            "INCLUDE_COMMENTS",
            "Comments and photos",
            Place(LOAD),
            title="Include comments and photos",
            tool_tip="Load comments and the addresses of photos into tables of their own; answers become larger",
        )
    )
    """Load comments and photos (addresses of photos, never the photos) along with the stations."""
    keep_cannot_tell: bool = member(
        Filter(
            Kind.SWITCH,
            "KEEP_CANNOT_TELL",
            "Keep uncertain stations",
            Place(BELOW),
            title="Keep stations that may match (data incomplete)",
            tool_tip="Stations that may match: many records lack the power, the status or the operator. "
            "Kept stations are marked in the field “match”.",
            default=True,
        )
    )
    """Keep stations that may meet the filters (data incomplete)."""
    include_unstated: bool = member(
        Filter(
            Kind.SWITCH,
            "INCLUDE_UNSTATED",
            "Also those that do not say",
            Place(BELOW),
            title="Among them, those that do not state the status, usage, operator, provider or country",
            tool_tip="Stations that do not state the status, usage, operator, provider or country asked for. They are "
            "marked as uncertain. Without this, they are left out and counted, as far as the server sends them.",
        )
    )
    """Count among them stations that do not state the operator, usage, status, provider or country asked for."""
    answer: AnswerForm = field(default_factory=AnswerForm)
    place: str = field(default="", compare=False)
    """What the user calls the area, for names of layers: "Austin". The same question under another name is equal."""

    def __post_init__(self) -> None:
        words = filter(str.isprintable, self.place.split())
        object.__setattr__(self, "place", shortened(" ".join(words), PLACE_LETTERS))
        for each in FILTERS:
            checked = _CHECKS[each.kind](each.name, getattr(self, each.name), each.description)
            object.__setattr__(self, each.name, checked)
        check_power_order("min_power_kw", self.min_power_kw, self.max_power_kw)

    @property
    def filters_connections(self) -> bool:
        """Whether any filter looks at connections."""
        return any(self.asks_for(each) for each in FILTERS if each.on is On.CONNECTION)

    @property
    def has_filters(self) -> bool:
        """Whether anything besides the area decides which stations are wanted."""
        unfiltered = Search(
            self.area, include_comments=self.include_comments, max_results=self.max_results, answer=self.answer
        )
        return self != unfiltered

    @property
    def filters(self) -> Search:
        """What decides besides the area, as a search of the whole world: equal for searches with the same filters."""
        return replace(self.with_area(World()), include_comments=False, max_results=None, answer=AnswerForm())

    def asks_for(self, entry: Filter) -> bool:
        """Whether a filter of the table is set."""
        return bool(getattr(self, entry.name) != getattr(_UNFILTERED, entry.name))

    def with_area(self, area: Area, place: str = "") -> Search:
        """The same search somewhere else."""
        return replace(self, area=area, place=place)


def _checked_count(name: str, value: Any, title: str) -> Any:
    check_count(name, value, title)
    return value


def _checked_answer(name: str, value: Any, title: str) -> Any:
    if value is not None:
        check_flag(name, value, title)
    return value


def _checked_switch(name: str, value: Any, title: str) -> Any:
    check_flag(name, value, title)
    return value


_CHECKS: dict[Kind, Callable[[str, Any, str], Any]] = {
    Kind.CHOICE: checked_ids,
    Kind.POWER: checked_power,
    Kind.COUNT: _checked_count,
    Kind.SINCE: checked_time,
    Kind.YES_NO: _checked_answer,
    Kind.TEXT: checked_text,
    Kind.SWITCH: _checked_switch,
}

FILTERS: tuple[Filter, ...] = tuple(
    each.metadata["filter"]._replace(name=each.name) for each in fields(Search) if "filter" in each.metadata
)
"""The table of filters: the entries of all members of Search, in their order."""

_UNFILTERED = Search()


_TIMES = {each.name: Member(datetime.fromisoformat, datetime.isoformat) for each in FILTERS if each.kind is Kind.SINCE}

ANSWER_FORM = Form(AnswerForm, dict.fromkeys((each.name for each in fields(AnswerForm)), CHECKED))
CODEC = Codec(
    Form(
        Search,
        {
            "area": Member(area_from_json, area_to_json),
            **{each.name: _TIMES.get(each.name) or CHECKED for each in FILTERS},
            "answer": ANSWER_FORM.as_member,
            "place": text_member(PLACE_LETTERS),
        },
        # Without its area a search would be one of the whole world.
        always=("area",),
    ),
    version=1,
    longest=20_000_000,  # half a million corners of polygons
    damaged=marked("The stored search is damaged and cannot be read."),
    newer=marked("The stored search was made by a newer version of this plugin: please update the plugin."),
)
to_json = CODEC.to_json
"""The search as one line of versioned JSON. Members at their default are left out."""

_LONGEST_SENTENCE = 300


def from_json(text: str) -> Search:
    """The search of a text made by `to_json`.

    Raises StoredValueError, with a sentence for the user, when the text is anything else: damaged, of a newer version,
    or with impossible values.
    """
    try:
        return CODEC.from_json(text)
    except SearchError as error:
        # A refusal repeats the value refused, which may be long.
        is_short = len(error.sentence) <= _LONGEST_SENTENCE
        damaged = tr(CODEC.damaged)
        sentence = tr("The stored search cannot be run: {why}", why=error.sentence) if is_short else damaged
        raise StoredValueError(sentence, shortened(error.details)) from error
