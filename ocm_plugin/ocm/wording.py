"""Searches and results in plain English, one sentence each, for the dialog, the layer, the log and every share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from .records import provenance as outcomes
from .records.provenance import Provenance
from .records.reference import ReferenceData
from .search.areas import Area, Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from .search.filters import Filter, Kind, On
from .search.search import FILTERS, Search

if TYPE_CHECKING:
    from .store.merging import Outcome

WITH_COMMENTS = "comments and photos included"

NAMED_AT_MOST = 6
"""Longer lists of names end in "and N more"."""

TITLED_AT_MOST = 2
"""Longer lists of names have no place in a title."""

EDITS_NAMED_AT_MOST = 50
"""Of edits that a reload has kept, so many are listed."""

YEAR = 365.25
"""In days."""
LONG_AGO = 731
"""Days, from which on they are said in years."""


def count_text(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 station", "1,250 stations", "no stations"."""
    if number == 0:
        return f"no {plural or noun + 's'}"
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def match_text(matched: int, uncertain: int, noun: str = "") -> str:
    """Sure and uncertain stations, counted apart, short enough for a message and a legend: "21 match, 34 more may".

    `noun`: what is counted, if that is to be said: "21 stations match, 34 more may".
    """
    if not matched:
        return f"{f'no {noun}' if noun else 'none'} surely matches, {uncertain:,} may"
    subject = count_text(matched, noun) if noun else f"{matched:,}"
    return f"{subject} {'matches' if matched == 1 else 'match'}, {uncertain:,} more may"


def size_text(size: int) -> str:
    """A number of bytes for people: "640 bytes", "12 kB", "3.4 MB"."""
    if size < 1000:
        return count_text(size, "byte")
    if size < 1_000_000:
        return f"{size / 1000:.0f} kB"
    return f"{size / 1_000_000:.1f} MB"


def time_text(moment: datetime) -> str:
    """A time in UTC, to the minute: "2026-11-23 08:05 UTC"."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _listed(names: Sequence[str], word: str = "or") -> str:
    if len(names) > NAMED_AT_MOST:
        shown = names[: NAMED_AT_MOST - 1]
        return f"{', '.join(shown)} {word} {len(names) - len(shown)} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):.6g}° {negative if value < 0 else positive}"


def _latitude(value: float) -> str:
    return _degrees(value, "N", "S")


def _longitude(value: float) -> str:
    return _degrees(value, "E", "W")


def _distance(metres: float) -> str:
    return f"{metres / 1000:.6g} km" if metres >= 1000 else f"{metres:.6g} m"


def area_phrase(area: Area, reference: ReferenceData) -> str:
    """The area as the end of a sentence: "between 47° N and 52° N, 4° E and 9° E"."""
    if isinstance(area, Extent):
        return (
            f"between {_latitude(area.south)} and {_latitude(area.north)}, "
            f"{_longitude(area.west)} and {_longitude(area.east)}"
        )
    if isinstance(area, Circle):
        return f"within {_distance(area.radius_m)} of {_latitude(area.latitude)}, {_longitude(area.longitude)}"
    if isinstance(area, Polygons):
        return f"inside {count_text(len(area.polygons), 'polygon')}"
    if isinstance(area, Corridor):
        return f"within {_distance(area.distance_m)} of {count_text(len(area.lines), 'line')}"
    if isinstance(area, Countries):
        titles = {country.iso: country.title for country in reference.countries.values()}
        return f"in {_listed([titles.get(code, code) for code in area.codes], 'and')}"
    if isinstance(area, StationIds):
        return f"with the {'number' if len(area.ids) == 1 else 'numbers'} {_listed([str(i) for i in area.ids], 'and')}"
    return "in the whole world"


def search_sentence(search: Search, reference: ReferenceData, source_kind: str = outcomes.NOT_TOLD) -> str:
    """The whole search as one sentence; ids are named by the reference data. `source_kind`: where it was run."""
    return sentence_of(search_clauses(search, reference, source_kind))


def sentence_of(clauses: Sequence[str]) -> str:
    """The sentence that such clauses make; "" for none."""
    return f"{'; '.join(clauses)}." if clauses else ""


def filters_of(clauses: Sequence[str]) -> list[str]:
    """Those of the clauses of a search that say which stations of the area are left out."""
    return [words for words in clauses[1:] if words != WITH_COMMENTS]


def search_clauses(search: Search, reference: ReferenceData, source_kind: str = outcomes.NOT_TOLD) -> list[str]:
    """What the sentence consists of: the area, then one clause for each filter."""
    is_of_file = source_kind == outcomes.FROM_FILE and isinstance(search.area, World)
    # A file is not the world, though no place in it is left out.
    parts = [f"Charging stations {'in the file' if is_of_file else area_phrase(search.area, reference)}"]
    parts.extend(_connection_phrases(search, reference))
    on_record = [each for each in FILTERS if each.on in (On.RECORD, On.COMMENTS) and search.asks_for(each)]
    parts.extend(_phrase(each, search, reference) for each in on_record if each.kind is Kind.CHOICE)
    if search.include_unstated and search.keep_cannot_tell:
        parts.append("those that do not state it included")
    parts.extend(_phrase(each, search, reference) for each in on_record if each.kind is not Kind.CHOICE)
    if search.include_comments:
        parts.append(WITH_COMMENTS)
    if search.max_results is not None:
        parts.append(f"at most {count_text(search.max_results, 'station')}")
    return parts


def _phrase(entry: Filter, search: Search, reference: ReferenceData) -> str:
    """A filter that is set, as part of a sentence: "operated by IONITY", "at least 50 kW", "with photos"."""
    value = getattr(search, entry.name)
    if entry.kind is Kind.YES_NO:
        return entry.phrases[0 if value else 1]
    if entry.kind is Kind.CHOICE:
        text = _listed([reference.title(entry.choices.name, number) for number in value])
    elif entry.kind is Kind.SINCE:
        text = time_text(value)
    else:
        text = f"{value:g}"
    return entry.phrases[0].format(text)


def result_title(search: Search, provenance: Provenance, reference: ReferenceData) -> str:
    """A few words that distinguish one result from another: "Charging stations · DE, NL · ≥ 50 kW · 2026-11-23"."""
    parts = ["Charging stations"]
    if isinstance(search.area, Countries) and len(search.area.codes) <= TITLED_AT_MOST:
        parts.append(", ".join(search.area.codes))
    if 0 < len(search.connection_type_ids) <= TITLED_AT_MOST:
        parts.append(", ".join(str(reference.connection_type(number)) for number in search.connection_type_ids))
    if search.min_power_kw is not None:
        parts.append(f"≥ {search.min_power_kw:g} kW")
    if search.max_power_kw is not None:
        parts.append(f"≤ {search.max_power_kw:g} kW")
    return " · ".join([*parts, f"{provenance.data_date:%Y-%m-%d}"])


def _connection_phrases(search: Search, reference: ReferenceData) -> list[str]:
    """The filters on connections; those judged on the same connection are said together."""
    asked = [each for each in FILTERS if each.on is On.CONNECTION and search.asks_for(each)]
    phrases = [_phrase(each, search, reference) for each in asked if each.kind is Kind.CHOICE]
    if search.min_power_kw is not None and search.max_power_kw is not None:
        phrases.append(f"{search.min_power_kw:g} to {search.max_power_kw:g} kW")
    else:
        phrases.extend(_phrase(each, search, reference) for each in asked if each.kind is Kind.POWER)
    if not search.filters_connections:
        return []
    least = search.min_connectors
    number = f"at least {count_text(least, 'connector')}" if least else "a connector"
    if not phrases:
        return [f"with {number}"]
    if search.any_connection and least is None and len(phrases) > 1:
        return [f"with {number}, each condition met by any of them: {'; '.join(phrases)}"]
    return [f"with {number} of {', '.join(phrases)}"]


def completeness_sentence(provenance: Provenance) -> str:
    """Whether the result is whole, and if not, why."""
    if provenance.is_complete:
        is_file = provenance.origin.kind == outcomes.FROM_FILE
        return "The result holds all that matches in the file." if is_file else "The result is complete."
    if provenance.outcome == outcomes.COMPLETE:
        return f"The result is incomplete: {_unread(provenance)}."
    if provenance.outcome == outcomes.CAPPED:
        return (
            f"The result is capped at {count_text(provenance.cap or provenance.loaded, 'station')}: there may be more."
        )
    return f"The result is incomplete. {provenance.reason}".strip()


def shortfall(provenance: Provenance) -> str:
    """That stations may be missing, in the few words that a map or legend has room for; "" for a complete result."""
    if provenance.is_complete:
        return ""
    if provenance.outcome == outcomes.COMPLETE:
        return f"Incomplete: {_unread(provenance)}"
    if provenance.outcome == outcomes.CAPPED:
        return f"Capped at {count_text(provenance.cap or provenance.loaded, 'station')}: there may be more"
    return f"Incomplete: only {count_text(provenance.loaded, 'station')} had arrived"


def merge_sentence(outcome: Outcome, noun: str = "station") -> str:
    """What a reload has done: "680 stations: 9 added, 12 changed, 3 gone, 656 unchanged." """
    total = outcome.added + outcome.changed + outcome.same
    counts = [
        f"{number:,} {word}"
        for number, word in (
            (outcome.added, "added"),
            (outcome.changed, "changed"),
            (outcome.gone, "gone"),
            (outcome.same, "unchanged"),
        )
        if number
    ]
    edited = outcome.kept + outcome.conflicts
    if not (outcome.added or outcome.changed or outcome.gone):
        counts = ["nothing changed"]
    if edited:
        counts.append(f"{edited:,} kept as you edited {'it' if edited == 1 else 'them'}")
    return f"{count_text(total, noun).capitalize()}: {', '.join(counts)}."


def kept_edits_text(outcome: Outcome) -> str:
    """Which edits of the user a reload has kept although Open Charge Map says otherwise, a line each; "" for none."""
    from .store.merging import CONFLICT, KEPT  # not needed when QGIS starts

    lines = [
        f"OCM-{change.ocm_id}, {change.field}: {_value_text(change.old)}; Open Charge Map: {_value_text(change.new)}"
        if change.kind == CONFLICT
        else f"OCM-{change.ocm_id}: no longer found"
        for change in outcome.changes
        if change.kind in (CONFLICT, KEPT)
    ]
    if not lines:
        return ""
    more = len(lines) - EDITS_NAMED_AT_MOST
    shown = [*lines[:EDITS_NAMED_AT_MOST], *([f"and {more:,} more"] if more > 0 else [])]
    return "\n".join(["Kept as you edited them:", *shown])


def _value_text(value: object) -> str:
    return "empty" if value is None else f"“{value}”"


def provenance_sentence(provenance: Provenance) -> str:
    """How many stations, how sure, whether all, from where and when: the sentence every result carries."""
    parts = [f"{count_text(provenance.loaded, 'station').capitalize()} from {provenance.source}"]
    if provenance.origin.kind != outcomes.FROM_FILE:
        parts.append(f"received {time_text(provenance.finished)}")
    text = f"{', '.join(parts)}. {completeness_sentence(provenance)}"
    if provenance.cannot_tell:
        kept = "included" if provenance.kept_cannot_tell else "left out"
        text += f" {count_text(provenance.cannot_tell, 'station')} may match (data incomplete): {kept}."
    if provenance.unstated:
        text += f" {unstated_sentence(provenance)}"
    if provenance.withheld:
        nouns = _listed([unstated_noun(name) for name in provenance.withheld])
        text += f" Stations that state no {nouns} were not sent: how many there are is not known."
    if provenance.set_aside and provenance.outcome != outcomes.COMPLETE:
        text += f" {_unread(provenance).capitalize()}."
    return text


def unstated_sentence(provenance: Provenance, noun: str = "station") -> str:
    """Stations left out only because they state nothing: "36 stations state no status: left out."; "" without any.

    `noun`: what is counted; "" where that was just said, and room is scarce.
    """
    parts = [
        f"{count_text(number, noun) if noun else f'{number:,}'} {'states' if number == 1 else 'state'} "
        f"no {unstated_noun(name)}"
        for name, number in provenance.unstated
    ]
    return f"{', '.join(parts)}: left out." if parts else ""


def unstated_noun(filter_name: str) -> str:
    """What a record does not state that lacks the answer to a filter: "status"."""
    nouns = {each.name: each.choices.noun for each in FILTERS}
    # A newer version may have filters that this one does not know.
    return nouns.get(filter_name) or "answer to a filter"


def _unread(provenance: Provenance) -> str:
    """How many records could not be read."""
    were = "was" if len(provenance.set_aside) == 1 else "were"
    return f"{count_text(len(provenance.set_aside), 'record')} could not be read and {were} set aside"


def traffic_sentence(provenance: Provenance) -> str:
    """What the result has cost: requests, bytes, time, and how many stations were received and dropped."""
    seconds = (provenance.finished - provenance.started).total_seconds()
    return (
        f"{count_text(provenance.received, 'station').capitalize()} received, {provenance.matched:,} matched, "
        f"{provenance.cannot_tell:,} uncertain, {provenance.dropped:,} did not match; "
        f"{count_text(provenance.requests, 'request')}, {size_text(provenance.bytes)}, {seconds:.1f} seconds."
    )
