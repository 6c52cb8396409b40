"""Results in words, for the dialog, the layer, the log and every share; `search_wording` has the searches.

Each sentence is a text of its own, so that every language can order its words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from .phrases import either, number_text, quoted, requests_text, size_text, time_text
from .records import provenance as outcomes
from .records.provenance import Kept, Provenance
from .search.filters import ANY_SILENCE, Silence
from .search.search import FILTERS
from .translation import language, tr

if TYPE_CHECKING:
    from .parts import Piece, Plan
    from .store.merge_values import Change, Outcome
    from .tables.schema import Field

EDITS_NAMED_AT_MOST = 50
"""Of edits that a reload has kept, so many are listed."""

YEAR = 365.25
"""In days."""
LONG_AGO = 731
"""Days, from which on they are said in years."""


def match_text(matched: int, uncertain: int) -> str:
    """Sure and uncertain stations, counted apart, short enough for a legend: "21 match, 34 more may"."""
    if not matched:
        return tr("none surely matches, {uncertain} may", uncertain=uncertain)
    return tr("{n} matches, {uncertain} more may", "{n} match, {uncertain} more may", n=matched, uncertain=uncertain)


def stations_match_text(matched: int, uncertain: int, are_invented: bool = False) -> str:
    """The same with what is counted, as the beginning of a sentence: "21 stations match, 34 more may"."""
    if are_invented:
        if not matched:
            return tr("No invented station surely matches, {uncertain} may", uncertain=uncertain)
        return tr(
            "{n} invented station matches, {uncertain} more may",
            "{n} invented stations match, {uncertain} more may",
            n=matched,
            uncertain=uncertain,
        )
    if not matched:
        return tr("No station surely matches, {uncertain} may", uncertain=uncertain)
    return tr(
        "{n} station matches, {uncertain} more may",
        "{n} stations match, {uncertain} more may",
        n=matched,
        uncertain=uncertain,
    )


# Whether a result is whole


def completeness_sentence(provenance: Provenance) -> str:
    """Whether the result is whole, and if not, why."""
    if provenance.is_complete:
        is_file = provenance.origin.kind == outcomes.FROM_FILE
        return tr("The result holds all that matches in the file.") if is_file else tr("The result is complete.")
    return _shortfall(provenance).sentence


def shortfall(provenance: Provenance) -> str:
    """That stations may be missing, in the few words that a map or legend has room for; "" for a complete result."""
    return "" if provenance.is_complete else _shortfall(provenance).words


class _Shortfall(NamedTuple):
    """Why stations may be missing: as a sentence, and in few words."""

    sentence: str
    words: str


def _shortfall(provenance: Provenance) -> _Shortfall:
    if provenance.outcome == outcomes.COMPLETE:
        unread = len(provenance.set_aside)
        return _Shortfall(
            tr(
                "The result is incomplete: {n} record could not be read and was set aside.",
                "The result is incomplete: {n} records could not be read and were set aside.",
                n=unread,
            ),
            tr(
                "Incomplete: {n} record could not be read and was set aside",
                "Incomplete: {n} records could not be read and were set aside",
                n=unread,
            ),
        )
    if provenance.outcome == outcomes.CAPPED:
        cap = provenance.cap or provenance.loaded
        return _Shortfall(
            tr(
                "The result is capped at {n} station: there may be more.",
                "The result is capped at {n} stations: there may be more.",
                n=cap,
            ),
            tr("Capped at {n} station: there may be more", "Capped at {n} stations: there may be more", n=cap),
        )
    arrived = provenance.loaded
    return _Shortfall(
        _sentences(tr("The result is incomplete."), provenance.reason),
        tr("Incomplete: only {n} station had arrived", "Incomplete: only {n} stations had arrived", n=arrived)
        if arrived
        else tr("Incomplete: no stations had arrived"),
    )


# What a result is worth


def provenance_sentence(provenance: Provenance) -> str:
    """How many stations, how sure, whether all, from where and when: what every result carries."""
    is_unread_unsaid = bool(provenance.set_aside) and provenance.outcome != outcomes.COMPLETE
    return _sentences(
        _origin_sentence(provenance),
        kept_sentence(provenance),
        completeness_sentence(provenance),
        _uncertain_sentence(provenance),
        unstated_sentence(provenance),
        _withheld_sentence(provenance),
        unread_sentence(provenance) if is_unread_unsaid else "",
    )


def from_mirror_sentence(as_of: datetime, now: datetime) -> str:
    """That stations come from a mirror, and how old they are."""
    return tr(
        "From the mirror of {date}, {n} day old.",
        "From the mirror of {date}, {n} days old.",
        n=max(0, (now - as_of).days),
        date=language().date(as_of),
    )


def held_sentence(as_of: datetime) -> str:
    """That stations come from an earlier search, and from when."""
    return tr("Held since {time}.", time=time_text(as_of))


def kept_sentence(provenance: Provenance) -> str:
    """How many stations the server was not asked for, and where they come from; "" where it was asked for all."""
    sentences = []
    for kept in provenance.kept:
        if not kept.n_stations:
            continue
        if kept.kind == outcomes.FROM_HELD:
            sentences.append(
                tr(
                    "{n} of them is held since {time}.",
                    "{n} of them are held since {time}.",
                    n=kept.n_stations,
                    time=time_text(kept.as_of),
                )
            )
        else:
            sentences.append(
                tr(
                    "{n} of them is from the mirror of {date}.",
                    "{n} of them are from the mirror of {date}.",
                    n=kept.n_stations,
                    date=language().date(kept.as_of),
                )
            )
    return _sentences(*sentences)


def not_asked_sentence(provenance: Provenance) -> str:
    """That the server was not asked, or not for all, in the few words of a message; "" where it was."""
    kind = provenance.origin.kind
    if kind == outcomes.FROM_HELD:
        return held_sentence(provenance.data_date)
    if kind == outcomes.FROM_MIRROR:
        return from_mirror_sentence(provenance.data_date, provenance.finished)
    return kept_sentence(provenance) or _partly_sentence(provenance.kept, provenance.finished)


def plan_sentence(plan: Plan, now: datetime) -> str:
    """Where the stations of a search will come from."""
    kinds = {piece.kind for piece in plan.pieces}
    if plan.is_whole and kinds == {outcomes.FROM_HELD}:
        return held_sentence(min(piece.as_of for piece in plan.pieces))
    if plan.is_whole and len(plan.pieces) == 1:
        return from_mirror_sentence(plan.pieces[0].as_of, now)
    return _sentences(_partly_sentence(plan.pieces, now), "" if plan.is_whole else tr("Only the rest is asked for."))


def _partly_sentence(parts: Iterable[Piece | Kept], now: datetime) -> str:
    """Which parts of a search the server is not asked for; "" where it is asked for all."""
    sentences = [
        tr("Partly held since {time}.", time=time_text(part.as_of))
        if part.kind == outcomes.FROM_HELD
        else tr(
            "Partly from the mirror of {date}, {n} day old.",
            "Partly from the mirror of {date}, {n} days old.",
            n=max(0, (now - part.as_of).days),
            date=language().date(part.as_of),
        )
        for part in parts
    ]
    # Several that are held may be of the same minute.
    return _sentences(*dict.fromkeys(sentences))


def _origin_sentence(provenance: Provenance) -> str:
    """How many stations, from where and when."""
    number, source = provenance.loaded, provenance.source
    if provenance.origin.kind in (outcomes.FROM_FILE, outcomes.FROM_MIRROR):
        if not number:
            return tr("No stations from {source}.", source=source)
        return tr("{n} station from {source}.", "{n} stations from {source}.", n=number, source=source)
    is_held = provenance.origin.kind == outcomes.FROM_HELD
    time = time_text(provenance.data_date if is_held else provenance.finished)
    if not number:
        return tr("No stations from {source}, received {time}.", source=source, time=time)
    return tr(
        "{n} station from {source}, received {time}.",
        "{n} stations from {source}, received {time}.",
        n=number,
        source=source,
        time=time,
    )


def _uncertain_sentence(provenance: Provenance) -> str:
    number = provenance.cannot_tell
    if not number:
        return ""
    if provenance.kept_cannot_tell:
        return tr(
            "{n} station may match (data incomplete): included.",
            "{n} stations may match (data incomplete): included.",
            n=number,
        )
    return tr(
        "{n} station may match (data incomplete): left out.",
        "{n} stations may match (data incomplete): left out.",
        n=number,
    )


def unread_sentence(provenance: Provenance) -> str:
    """How many records could not be read; "" when all could."""
    number = len(provenance.set_aside)
    if not number:
        return ""
    return tr(
        "{n} record could not be read and was set aside.",
        "{n} records could not be read and were set aside.",
        n=number,
    )


def unstated_sentence(provenance: Provenance, is_short: bool = False) -> str:
    """Stations left out only because they state nothing: "36 stations state no status: left out."; "" without any.

    `is_short`: without what is counted, where that was just said, and room is scarce.
    """
    parts = [_unstated(_SILENCES.get(name, ANY_SILENCE), number, is_short) for name, number in provenance.unstated]
    return tr("{stations}: left out.", stations=", ".join(parts)) if parts else ""


_SILENCES = {each.name: each.choices.silence for each in FILTERS if each.choices.silence is not None}
"""By the name of the filter; a newer version may have filters that this one does not know."""


def _unstated(silence: Silence, number: int, is_short: bool) -> str:
    if is_short:
        return tr(silence.one_short, silence.many_short, n=number)
    return tr(silence.one, silence.many, n=number)


def _withheld_sentence(provenance: Provenance) -> str:
    """What the source keeps back of stations that do not state what is asked for."""
    if not provenance.withheld:
        return ""
    what = either([tr(_SILENCES.get(name, ANY_SILENCE).nothing) for name in provenance.withheld])
    return tr("Stations that state {what} were not sent: how many there are is not known.", what=what)


def traffic_sentence(provenance: Provenance) -> str:
    """What the result has cost: requests, bytes, time, and how many stations were received and dropped."""
    seconds = (provenance.finished - provenance.started).total_seconds()
    return tr(
        "{counts}; {requests}, {size}, {seconds} seconds.",
        counts=_counts_clause(provenance),
        requests=requests_text(provenance.requests),
        size=size_text(provenance.bytes),
        seconds=language().number(seconds, 1),
    )


def _counts_clause(provenance: Provenance) -> str:
    if not provenance.received:
        return tr("No stations received")
    return tr(
        "{n} station received, {matched} matched, {uncertain} uncertain, {dropped} did not match",
        "{n} stations received, {matched} matched, {uncertain} uncertain, {dropped} did not match",
        n=provenance.received,
        matched=provenance.matched,
        uncertain=provenance.cannot_tell,
        dropped=provenance.dropped,
    )


# What a reload has done


def merge_sentence(outcome: Outcome, are_invented: bool = False) -> str:
    """What a reload has done: "680 stations: 9 added, 12 changed, 3 gone, 656 unchanged." """
    total = outcome.added + outcome.changed + outcome.same
    changes = ", ".join(_merge_clauses(outcome))
    if are_invented:
        if not total:
            return tr("No invented stations: {changes}.", changes=changes)
        return tr("{n} invented station: {changes}.", "{n} invented stations: {changes}.", n=total, changes=changes)
    if not total:
        return tr("No stations: {changes}.", changes=changes)
    return tr("{n} station: {changes}.", "{n} stations: {changes}.", n=total, changes=changes)


def _merge_clauses(outcome: Outcome) -> list[str]:
    """What has become of the stations, in counts."""
    if outcome.has_changes:
        counts = [
            changes_text(outcome.added, outcome.changed, outcome.gone),
            tr("{n} no longer found", "{n} no longer found", n=outcome.disappeared) if outcome.disappeared else "",
            tr("{n} unchanged", "{n} unchanged", n=outcome.same) if outcome.same else "",
        ]
    else:
        counts = [tr("nothing changed")]
    edited = outcome.kept + outcome.conflicts
    if edited:
        counts.append(tr("{n} kept as you edited it", "{n} kept as you edited them", n=edited))
    if outcome.deleted:
        deleted = outcome.deleted
        counts.append(tr("{n} left out as you deleted it", "{n} left out as you deleted them", n=deleted))
    return [*filter(None, counts)]


def kept_values_sentence(values: int) -> str:
    """That edits stay by the user's decision, and when they are reported again."""
    return tr(
        "{n} value stays as you edited it. It is reported again only when Open Charge Map changes it.",
        "{n} values stay as you edited them. They are reported again only when Open Charge Map changes them.",
        n=values,
    )


def deleted_text(outcome: Outcome) -> str:
    """That rows beside the stations were left out as the user has deleted them; "" when none were."""
    if not outcome.deleted_rows:
        return ""
    return tr(
        "{n} row of connections, comments or photos is left out, as you deleted it.",
        "{n} rows of connections, comments or photos are left out, as you deleted them.",
        n=outcome.deleted_rows,
    )


def changes_text(added: int, changed: int, gone: int) -> str:
    """How many stations have changed, and how: "9 added, 12 changed, 3 gone"; "" when none has."""
    counts = (
        tr("{n} added", "{n} added", n=added) if added else "",
        tr("{n} changed", "{n} changed", n=changed) if changed else "",
        tr("{n} gone", "{n} gone", n=gone) if gone else "",
    )
    return ", ".join(filter(None, counts))


def kept_edits_text(outcome: Outcome) -> str:
    """Which edits of the user a reload has kept although Open Charge Map says otherwise, a line each; "" for none."""
    from .store.merge_values import CONFLICT, KEPT  # not needed when QGIS starts

    lines = [
        _conflict_line(change)
        if change.kind == CONFLICT
        else tr("OCM-{number}: no longer found", number=str(change.ocm_id))
        for change in outcome.changes
        if change.kind in (CONFLICT, KEPT)
    ]
    if not lines:
        return ""
    more = len(lines) - EDITS_NAMED_AT_MOST
    shown = [tr("Kept as you edited them:"), *lines[:EDITS_NAMED_AT_MOST]]
    if more > 0:
        shown.append(tr("and {n} more", "and {n} more", n=more))
    return "\n".join(shown)


def _conflict_line(change: Change) -> str:
    name = change.field or ""
    field = _field_called(name)
    return tr(
        "OCM-{number}, {field}: {yours}; Open Charge Map: {theirs}",
        number=str(change.ocm_id),
        field=name if field is None else tr(field.alias),
        yours=_value_text(change.old, field),
        theirs=_value_text(change.new, field),
    )


def _field_called(name: str) -> Field | None:
    """The field of a column, given as "kw_used", or "ocm_connections.kw_used" beside the stations."""
    from .store.packed import STATIONS
    from .tables.schema import TABLES  # not needed when QGIS starts

    table, _, column = name.rpartition(".")
    return next((each for each in TABLES.get(table or STATIONS, ()) if each.name == column), None)


def _value_text(value: object, field: Field | None) -> str:
    """A value as the form shows it, in quotes."""
    if value is None:
        return tr("empty")
    return quoted(str(value) if field is None else _shown(value, field))


def _shown(value: object, field: Field) -> str:
    """A comparable value as the form shows it; one that is not of the field's type as it is."""
    label = next((code.label for code in field.codes if code.value == value), None)
    if label is not None:
        return tr(label)
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if isinstance(value, (int, float)):
        return f"{value}" if field.name.endswith("_id") else number_text(value)
    return _moment(str(value), field.type)


def _moment(value: str, kind: str) -> str:
    """A day or time that is kept as text; other texts as they are."""
    try:
        if kind == "date":
            return language().date(date.fromisoformat(value))
        if kind == "datetime":
            return language().time(datetime.fromisoformat(value.replace("Z", "+00:00")))
    except ValueError:
        return value  # a file may hold anything in any column
    return value


def _sentences(*sentences: str) -> str:
    """One after the other; "" counts as none."""
    return " ".join(filter(None, sentences))
