"""What looks wrong, is missing or is old in the record of a station, each by a rule that says why.

Rules say what somebody at the site could mend at Open Charge Map. What merely is newer than this plugin is none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from ..phrases import number_text
from ..search.areas import Position
from ..search.filters import UNKNOWN_OPERATOR_ID
from ..tables.derive import qa
from ..tables.schema import STATION_FIELDS, Field
from ..translation import marked, tr
from .completeness import POSITION, Values

UNAVAILABLE_FOR_LONG = 183
"""Days: what is temporarily unavailable for half a year is not temporarily so."""
COARSE_DECIMALS = 2
"""Of degrees: a step of the last one is up to 1.1 km."""

Judge = Callable[[Values, int], bool]
"""Whether a record has a problem, given by its values and the days after which something is old."""


class Rule(NamedTuple):
    """What makes a problem."""

    problem: str
    """A value of PROBLEMS."""
    kind: str
    """A value of PROBLEM_KINDS."""
    columns: tuple[str, ...]
    """What it is judged on; without one of them the rule is left out."""
    why: str
    judge: Judge
    shown: tuple[str, ...] = ()
    """Columns that say more, where they are there."""


class Problem(NamedTuple):
    """What was found at one record."""

    rule: Rule
    found: str
    """The values on which it was judged, in words."""


class FoundProblem(NamedTuple):
    """A problem, and the record that has it."""

    record: dict[str, Any]
    """The columns of OF_RECORD that are there."""
    position: Position | None
    problem: Problem


def _flag(flag: str) -> Judge:
    return lambda values, _: flag in (values["qa_flags"] or "").split(";")


def _of_flag(kind: str, flag: str, *shown: str) -> Rule:
    why = {**qa.STATION_FLAGS, **qa.CONNECTION_FLAGS}[flag]
    return Rule(flag, kind, ("qa_flags",), why, _flag(flag), shown)


def _is_missing(*columns: str) -> Judge:
    return lambda values, _: all(values[column] in (None, "", "unknown") for column in columns)


def _is_coarse(values: Values, _: int) -> bool:
    place = values["lat"], values["lon"]
    if None in place or place == (0, 0):
        return False
    return all(round(each, COARSE_DECIMALS) == each for each in place)


def _days_between(earlier: Any, later: Any) -> int | None:
    """Days from one date to another, given as tables have them; None where one is not known."""
    try:
        return (date.fromisoformat(str(later)[:10]) - date.fromisoformat(str(earlier)[:10])).days
    except ValueError:
        return None


def _has_been(status: str, since: str, limit: int | None = None) -> Judge:
    """Whether a status is as old as that, by the day of another column; `limit` in days, else that of the user."""

    def judge(values: Values, too_old: int) -> bool:
        if values["status_class"] != status:
            return False
        days = _days_between(values[since], values["fetched_at"])
        return days is not None and days > (too_old if limit is None else limit)

    return judge


def _is_unverified(values: Values, too_old: int) -> bool:
    days = values["days_since_verified"]
    return days is not None and days > too_old


def _is_no_web_address(values: Values, _: int) -> bool:
    address = values["related_url"]
    return bool(address) and not str(address).strip().lower().startswith(("http://", "https://"))


RULES = (
    Rule("no_position", "missing", (), marked("The record has no position, so that nobody finds the station."),
         lambda values, _: values[POSITION] is None),
    _of_flag("wrong", qa.ZERO_COORDINATES, "lat", "lon"),
    Rule("coarse_position", "wrong", ("lat", "lon"),
         marked("Latitude and longitude have two decimals or fewer, so that the place is uncertain by up to 1 km."),
         _is_coarse),
    _of_flag("missing", qa.NO_NAME),
    Rule("no_address", "missing", ("address", "town", "postcode"),
         marked("The record has neither a street nor a town nor a postcode."),
         _is_missing("address", "town", "postcode")),
    _of_flag("missing", qa.NO_COUNTRY),
    Rule("bad_web_address", "wrong", ("related_url",),
         marked("The web page does not begin with http or https, so that browsers do not open it."),
         _is_no_web_address),
    Rule("no_operator", "missing", ("operator_id",),
         marked("It is not stated who runs the station, so that nobody knows how to pay."),
         lambda values, _: values["operator_id"] in (None, UNKNOWN_OPERATOR_ID)),
    Rule("no_access", "missing", ("access_class",),
         marked("It is not stated who may charge, so that no analysis may count it as public."),
         _is_missing("access_class")),
    Rule("no_status", "missing", ("status_class",),
         marked("Neither the station nor its connections state whether it works."), _is_missing("status_class")),
    _of_flag("wrong", qa.PLANNED_IN_OPERATION, "status", "date_planned"),
    Rule("planned_past", "old", ("status_class", "date_planned", "fetched_at"),
         marked("The station is still planned for a day that is over: it was built, or will not be."),
         _has_been("planned", "date_planned", 0)),
    Rule("unavailable_long", "old", ("status_class", "date_status_update", "fetched_at"),
         marked("It has been “temporarily unavailable” for more than half a year."),
         _has_been("temp_unavailable", "date_status_update", UNAVAILABLE_FOR_LONG)),
    Rule("out_for_long", "old", ("status_class", "date_status_update", "fetched_at"),
         marked("It has been out of operation for longer than records may be old: it works again, or was removed."),
         _has_been("not_operational", "date_status_update")),
    Rule("unverified", "old", ("days_since_verified",),
         marked("Nobody has confirmed or changed the record for longer than records may be old."),
         _is_unverified, ("date_last_verified",)),
    _of_flag("missing", qa.NO_CONNECTIONS),
    _of_flag("wrong", qa.CONNECTIONS_REMOVED),
    _of_flag("wrong", qa.ALL_CONNECTIONS_OUT, "status"),
    _of_flag("wrong", qa.POINTS_OUT_OF_BOUNDS, "n_points_raw", "n_connectors"),
    _of_flag("missing", qa.QUANTITY_MISSING),
    _of_flag("wrong", qa.QUANTITY_IMPLAUSIBLE),
    _of_flag("wrong", qa.DC_TYPE_WITH_AC, "standards"),
    _of_flag("wrong", qa.AC_TYPE_WITH_DC, "standards"),
    Rule("no_power", "missing", ("n_kw_unknown",),
         marked("The power of connectors is not stated, so that every total in kW is only a lower bound."),
         lambda values, _: (values["n_kw_unknown"] or 0) > 0, ("n_connectors",)),
    Rule("estimated_power", "missing", ("n_kw_estimated",),
         marked("The power of connectors is a guess of an importer or a formula; the plate at the post says it."),
         lambda values, _: (values["n_kw_estimated"] or 0) > 0, ("n_connectors", "max_kw")),
    _of_flag("wrong", qa.KW_IMPLAUSIBLE),
    _of_flag("wrong", qa.AC_ABOVE_60_KW, "max_kw_ac"),
    _of_flag("wrong", qa.DC_ABOVE_1000_KW, "max_kw"),
    _of_flag("wrong", qa.KW_DIFFERS_FROM_AV, "max_kw"),
    _of_flag("wrong", qa.KW_PHASE_VOLTAGE, "max_kw"),
)  # fmt: skip

OF_RECORD = ("ocm_id", "name", "town", "country_iso2", "operator", "provider", "date_last_verified")
"""What is said of a station beside its problem, where it is known."""

PROBLEM_COLUMNS = tuple(
    dict.fromkeys([*OF_RECORD, *(column for rule in RULES for column in (*rule.columns, *rule.shown))])
)
"""Columns of stations that are read where they are there."""

_FIELDS = {field.name: field for field in STATION_FIELDS}
_NOT_SHOWN = ("qa_flags", "fetched_at")
"""What the reason itself says, and what is the same of all records."""


class Problems:
    """The rules that can be judged of a layer."""

    def __init__(self, columns: Collection[str], too_old: int) -> None:
        """`too_old`: the days after which a record is old."""
        self._too_old = too_old
        there = set(columns)
        self.rules = tuple(rule for rule in RULES if there >= set(rule.columns))
        self.left_out = tuple(rule for rule in RULES if rule not in self.rules)

    def of(self, values: Values) -> Iterator[Problem]:
        """The problems of a record, given by its columns and its position."""
        for rule in self.rules:
            if rule.judge(values, self._too_old):
                yield Problem(rule, _in_words(values, rule))


def _in_words(values: Values, rule: Rule) -> str:
    columns = dict.fromkeys(each for each in (*rule.columns, *rule.shown) if each not in _NOT_SHOWN)
    said = ((_FIELDS[column], values.get(column)) for column in columns)
    return "; ".join(
        tr("{field}: {value}", field=tr(field.alias), value=_said(field, value))
        for field, value in said
        if value not in (None, "")
    )


def _said(field: Field, value: Any) -> str:
    for code in field.codes:
        if code.value == value:
            return tr(code.label)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number_text(value)
    return str(value)
