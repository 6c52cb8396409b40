"""How complete records are: how many state each fact, and of how many it is only derived, by who provides them.

A fact is what somebody at the site could state. What the server, an importer or this plugin has worked out of other
values is derived, which is less than stated and more than missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from ..search.filters import UNKNOWN_OPERATOR_ID
from ..tables.schema import CONNECTIONS, STATIONS
from ..translation import marked

Values = Mapping[str, Any]
"""A record by the names of its columns; None: not known."""

STATED, DERIVED, MISSING, NOT_ASKED = range(4)

POSITION = "position"
"""Beside the columns: longitude and latitude of a station."""


class Fact(NamedTuple):
    """What a record may state."""

    name: str
    """For life."""
    table: str
    columns: tuple[str, ...]
    """What it is judged on; without one of them nothing is said."""
    title: str
    rule: str
    """How it is judged."""
    judge: Callable[[Values], int]


def _is_given(column: str) -> Callable[[Values], int]:
    return lambda values: MISSING if values[column] in (None, "") else STATED


def _number_above_zero(column: str) -> Callable[[Values], int]:
    return lambda values: STATED if (values[column] or 0) > 0 else MISSING


def _if_asked(column: str) -> Callable[[Values], int]:
    count = _number_above_zero(column)
    return lambda values: NOT_ASKED if values[column] is None else count(values)


def _class(column: str, basis: str = "", derived: str = "") -> Callable[[Values], int]:
    """A class that is not unknown; derived where the column of its basis says so."""

    def judge(values: Values) -> int:
        if values[column] in (None, "", "unknown"):
            return MISSING
        return DERIVED if basis and values[basis] == derived else STATED

    return judge


def _power(values: Values) -> int:
    if values["kw_used"] is None:
        return MISSING
    return STATED if values["kw_basis"] in ("stated", "stated_eq_av") else DERIVED


def _points(values: Values) -> int:
    if values["points_basis"] == "stated":
        return STATED
    return MISSING if values["n_points"] is None else DERIVED


def _confirmed(values: Values) -> int:
    if values["date_last_confirmed"] is not None:
        return STATED
    return MISSING if values["date_last_verified"] is None else DERIVED


def _own_status(values: Values) -> int:
    if values["status_class"] in (None, "unknown"):
        return MISSING
    return DERIVED if values["status_inherited"] in (None, True, 1) else STATED


_GIVEN = marked("Stated if it is not empty.")

FACTS = (
    Fact("position", STATIONS, (), marked("Position"), _GIVEN, _is_given(POSITION)),
    Fact("name", STATIONS, ("name",), marked("Name"), _GIVEN, _is_given("name")),
    Fact("address", STATIONS, ("address",), marked("Address"), _GIVEN, _is_given("address")),
    Fact("town", STATIONS, ("town",), marked("Town"), _GIVEN, _is_given("town")),
    Fact("postcode", STATIONS, ("postcode",), marked("Postcode"), _GIVEN, _is_given("postcode")),
    Fact("country", STATIONS, ("country_iso2",), marked("Country"), _GIVEN, _is_given("country_iso2")),
    Fact(
        "operator",
        STATIONS,
        ("operator_id",),
        marked("Operator"),
        marked("Open Charge Map's own entry “unknown operator” is missing."),
        lambda values: MISSING if values["operator_id"] in (None, UNKNOWN_OPERATOR_ID) else STATED,
    ),
    Fact(
        "access",
        STATIONS,
        ("access_class",),
        marked("Access"),
        marked("Stated if the usage type says who may charge."),
        _class("access_class"),
    ),
    Fact(
        "status",
        STATIONS,
        ("status_class", "status_basis"),
        marked("Status"),
        marked("Derived where only the connections state one."),
        _class("status_class", "status_basis", "connections"),
    ),
    Fact(
        "confirmed",
        STATIONS,
        ("date_last_confirmed", "date_last_verified"),
        marked("Confirmation"),
        marked("Stated if a user or an import has confirmed the record; derived from its last change or its creation."),
        _confirmed,
    ),
    Fact(
        "equipment",
        STATIONS,
        ("n_conn_rows",),
        marked("Equipment"),
        marked("Stated if at least one line of equipment is listed."),
        _number_above_zero("n_conn_rows"),
    ),
    Fact(
        "points",
        STATIONS,
        ("n_points", "points_basis"),
        marked("Charging points"),
        marked("Derived where the number follows from the connectors only."),
        _points,
    ),
    Fact("cost", STATIONS, ("cost_text",), marked("Cost"), _GIVEN, _is_given("cost_text")),
    Fact("phone", STATIONS, ("phone",), marked("Telephone"), _GIVEN, _is_given("phone")),
    Fact("website", STATIONS, ("related_url",), marked("Website"), _GIVEN, _is_given("related_url")),
    Fact("directions", STATIONS, ("access_comments",), marked("Directions"), _GIVEN, _is_given("access_comments")),
    Fact(
        "provider_reference",
        STATIONS,
        ("provider_ref",),
        marked("Provider's reference"),
        _GIVEN,
        _is_given("provider_ref"),
    ),
    Fact(
        "photos",
        STATIONS,
        ("n_media",),
        marked("Photos"),
        marked("Stated if there is one; of stations whose photos were not asked for, nothing is said."),
        _if_asked("n_media"),
    ),
    Fact(
        "comments",
        STATIONS,
        ("n_comments",),
        marked("Comments"),
        marked("Stated if there is one; of stations whose comments were not asked for, nothing is said."),
        _if_asked("n_comments"),
    ),
    Fact(
        "connector_type",
        CONNECTIONS,
        ("standard",),
        marked("Connector type"),
        marked("Stated if the type is not unknown."),
        _class("standard"),
    ),
    Fact(
        "power",
        CONNECTIONS,
        ("kw_used", "kw_basis"),
        marked("Power"),
        marked("Derived where an importer or a formula filled it in."),
        _power,
    ),
    Fact(
        "current",
        CONNECTIONS,
        ("current", "current_basis"),
        marked("Current"),
        marked("Derived where it follows from the connector type only."),
        _class("current", "current_basis", "inferred"),
    ),
    Fact(
        "quantity",
        CONNECTIONS,
        ("quantity_raw",),
        marked("Quantity"),
        marked("0 is missing: Open Charge Map has it for “not stated”."),
        _number_above_zero("quantity_raw"),
    ),
    Fact(
        "connection_status",
        CONNECTIONS,
        ("status_class", "status_inherited"),
        marked("Status of the connection"),
        marked("Derived where it is that of the station."),
        _own_status,
    ),
)
"""All that is looked for, stations first."""

GROUP_COLUMNS = ("ocm_id", "provider_id", "provider", "operator_id", "operator")
"""By what records are grouped."""

_Key = tuple[Any, Any]
"""Provider and operator of a record, by their numbers."""


def columns_of(table: str) -> list[str]:
    """The columns of a table that facts are judged on."""
    return list(dict.fromkeys(column for fact in FACTS if fact.table == table for column in fact.columns))


class Count(NamedTuple):
    """Of how many records a fact is stated, only derived, or missing."""

    fact: Fact
    stated: int
    derived: int
    missing: int

    @property
    def records(self) -> int:
        """All that were asked for it."""
        return self.stated + self.derived + self.missing

    @property
    def percent_stated(self) -> float:
        """Of all records."""
        return 100 * self.stated / self.records

    @property
    def percent_known(self) -> float:
        """Stated or derived, of all records."""
        return 100 * (self.stated + self.derived) / self.records


class Group(NamedTuple):
    """Records that somebody provides or operates, and how complete they are."""

    by: str
    """A value of GROUPINGS."""
    number: int | None
    """Of the provider or operator; None for all, and for an unknown one."""
    name: str | None
    stations: int
    counts: tuple[Count, ...]
    """In the order of FACTS, those only of which something can be said."""


class Completeness:
    """Counts records, whose columns need not all be there: a fact without its columns is left out."""

    def __init__(self, station_columns: Collection[str], connection_columns: Collection[str] | None) -> None:
        """`connection_columns`: None where there is no table of connections."""
        there = {STATIONS: set(station_columns), CONNECTIONS: set(connection_columns or ())}
        self.facts = tuple(fact for fact in FACTS if there[fact.table] >= set(fact.columns))
        self._judges = {
            table: [(place, fact.judge) for place, fact in enumerate(self.facts) if fact.table == table]
            for table in (STATIONS, CONNECTIONS)
        }
        self._found: Counter[tuple[_Key, str, tuple[int, ...]]] = Counter()
        """How often records of a provider and operator have the same answers: there are few different ones."""
        self._keys: dict[Any, _Key] = {}
        self._stations: Counter[_Key] = Counter()
        self._names: tuple[dict[Any, str], dict[Any, str]] = ({}, {})

    def add_station(self, values: Values) -> None:
        """Count a station, given by its columns and its position."""
        operator = values.get("operator_id")
        key = values.get("provider_id"), None if operator == UNKNOWN_OPERATOR_ID else operator
        for names, number, column in zip(self._names, key, ("provider", "operator")):
            name = values.get(column)
            if number is not None and name:
                names.setdefault(number, name)
        self._keys[values.get("ocm_id")] = key
        self._stations[key] += 1
        self._count(key, STATIONS, values)

    def add_connection(self, values: Values) -> None:
        """Count a row of connections: after all stations. Those of other stations are left out."""
        key = self._keys.get(values.get("ocm_id"))
        if key is not None:
            self._count(key, CONNECTIONS, values)

    def _count(self, key: _Key, table: str, values: Values) -> None:
        self._found[key, table, tuple(judge(values) for _, judge in self._judges[table])] += 1

    def groups(self) -> Iterator[Group]:
        """All records, then those of each provider, then of each operator: the largest first."""
        yield from self._groups("all", lambda key: None, {})
        for place, by in enumerate(("provider", "operator")):
            yield from self._groups(by, itemgetter(place), self._names[place])

    def _groups(self, by: str, number_of: Callable[[_Key], Any], names: Mapping[Any, str]) -> Iterator[Group]:
        sizes: Counter[Any] = Counter()
        for key, stations in self._stations.items():
            sizes[number_of(key)] += stations
        sums = {number: [[0] * 4 for _ in self.facts] for number in sizes}
        for (key, table, answers), times in self._found.items():
            of_group = sums[number_of(key)]
            for (fact, _), answer in zip(self._judges[table], answers):
                of_group[fact][answer] += times
        for number, stations in sorted(sizes.items(), key=lambda each: (-each[1], each[0] is None, each[0] or 0)):
            counts = (Count(fact, *each[:NOT_ASKED]) for fact, each in zip(self.facts, sums[number]))
            yield Group(by, number, names.get(number), stations, tuple(count for count in counts if count.records))
