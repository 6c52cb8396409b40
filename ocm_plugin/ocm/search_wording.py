"""Searches in words: one sentence for the dialog, the layer, the log and every share, and what it consists of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .phrases import distance_text, either, latitude_text, longitude_text, time_text, together
from .records import provenance as outcomes
from .records.plug_groups import plug_names
from .records.reference import ReferenceData
from .search.areas import Area, Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from .search.filters import Filter, Kind, On
from .search.search import FILTERS, Search
from .translation import language, tr

WHOLE_TURN = 360
TITLED_AT_MOST = 2
"""Longer lists of names have no place in a title."""


class SearchWords(NamedTuple):
    """A search in words, clause by clause, each in the language of the user at that time."""

    stations: str
    """Which stations there are: "Charging stations in Germany"."""
    filters: tuple[str, ...] = ()
    """Which of them are wanted: "with a connector of CCS (Type 2)", "open data only"."""
    comments: str = ""
    """That comments and photos are loaded along; "" when they are not."""
    limit: str = ""
    """How many at most; "" for all."""

    @property
    def limits(self) -> list[str]:
        """The clauses that say which stations of the area are left out."""
        return [*self.filters, *filter(None, (self.limit,))]

    @property
    def clauses(self) -> list[str]:
        """All of them, in their order."""
        return [*filter(None, (self.stations, *self.filters, self.comments, self.limit))]

    @property
    def sentence(self) -> str:
        """The whole search as one sentence; "" when there is nothing to say."""
        clauses = self.clauses
        return tr("{clauses}.", clauses="; ".join(clauses)) if clauses else ""


NO_WORDS = SearchWords("")


def search_sentence(search: Search, reference: ReferenceData, source_kind: str = outcomes.NOT_TOLD) -> str:
    """The whole search as one sentence; ids are named by the reference data. `source_kind`: where it was run."""
    return search_words(search, reference, source_kind).sentence


def wanted_sentence(search: Search, reference: ReferenceData, source_kind: str = outcomes.NOT_TOLD) -> str:
    """The same beside a map that shows the area: a rectangle around a place is said by the name of that."""
    words = search_words(search, reference, source_kind)
    if search.place and isinstance(search.area, Extent):
        words = words._replace(stations=tr("Charging stations in the rectangle around {place}", place=search.place))
    return words.sentence


def search_line(search: Search, reference: ReferenceData) -> str:
    """The whole search on a line of a menu, by its place: "Austin · with a connector of CCS, at least 50 kW"."""
    _, *others = search_words(search, reference).clauses
    place = search.place or _area_name(search.area, reference) or tr("Whole World")
    return f"{place} · {'; '.join(others) or tr('charging stations')}"


def search_words(search: Search, reference: ReferenceData, source_kind: str = outcomes.NOT_TOLD) -> SearchWords:
    """What the sentence consists of."""
    # A file is not the world, though no place in it is left out.
    is_of_file = source_kind == outcomes.FROM_FILE and isinstance(search.area, World)
    area = tr("in the file") if is_of_file else area_phrase(search.area, reference)
    limit = search.max_results
    return SearchWords(
        tr("Charging stations {area}", area=area),
        (*_connection_phrases(search, reference), *_record_phrases(search, reference)),
        tr("comments and photos included") if search.include_comments else "",
        "" if limit is None else tr("at most {n} station", "at most {n} stations", n=limit),
    )


def area_phrase(area: Area, reference: ReferenceData) -> str:
    """The area as the end of a sentence: "between 47° N and 52° N, 4° E and 9° E"."""
    if isinstance(area, Extent):
        return tr(
            "between {south} and {north}, {west} and {east}",
            south=latitude_text(area.south),
            north=latitude_text(area.north),
            west=longitude_text(area.west),
            east=longitude_text(area.east),
        )
    if isinstance(area, Circle):
        return tr(
            "within {distance} of {latitude}, {longitude}",
            distance=distance_text(area.radius_m),
            latitude=latitude_text(area.latitude),
            longitude=longitude_text(area.longitude),
        )
    if isinstance(area, Polygons):
        return tr("inside {n} polygon", "inside {n} polygons", n=len(area.polygons))
    if isinstance(area, Corridor):
        distance = distance_text(area.distance_m)
        return tr(
            "within {distance} of {n} line", "within {distance} of {n} lines", n=len(area.lines), distance=distance
        )
    if isinstance(area, Countries):
        return tr("in {countries}", countries=together(_country_titles(area, reference)))
    if isinstance(area, StationIds):
        numbers = together([str(number) for number in area.ids])
        return tr("with the number {numbers}", "with the numbers {numbers}", n=len(area.ids), numbers=numbers)
    return tr("in the whole world")


def _record_phrases(search: Search, reference: ReferenceData) -> list[str]:
    """The filters on the record itself, and on what users have added to it."""
    asked = [each for each in FILTERS if each.on in (On.RECORD, On.COMMENTS) and search.asks_for(each)]
    phrases = [_phrase(each, search, reference) for each in asked if each.kind is Kind.CHOICE]
    if search.include_unstated and search.keep_cannot_tell:
        phrases.append(tr("those that do not state it included"))
    return phrases + [_phrase(each, search, reference) for each in asked if each.kind is not Kind.CHOICE]


def _phrase(entry: Filter, search: Search, reference: ReferenceData) -> str:
    """A filter that is set, as part of a sentence: "operated by IONITY", "at least 50 kW", "with photos"."""
    value = getattr(search, entry.name)
    if entry.kind is Kind.YES_NO:
        return tr(entry.phrases[0 if value else 1])
    if entry.kind is Kind.CHOICE:
        shown = either(_names(entry.choices.name, value, reference))
    elif entry.kind is Kind.SINCE:
        shown = time_text(value)
    elif entry.kind is Kind.TEXT:
        shown = value
    else:
        shown = language().significant(value)
    return tr(entry.phrases[0], value=shown)


def _names(list_name: str, ids: Iterable[int], reference: ReferenceData) -> list[str]:
    """Entries of a list as users read them; connection types that are a whole group by its name."""
    if list_name == "connection_types":
        return plug_names(ids, reference)
    return [reference.title(list_name, number) for number in ids]


def _connection_phrases(search: Search, reference: ReferenceData) -> list[str]:
    """The filters on connections; those judged on the same connection are said together."""
    if not search.filters_connections:
        return []
    asked = [each for each in FILTERS if each.on is On.CONNECTION and search.asks_for(each)]
    phrases = [_phrase(each, search, reference) for each in asked if each.kind is Kind.CHOICE]
    if search.min_power_kw is not None and search.max_power_kw is not None:
        least_kw, most_kw = map(language().significant, (search.min_power_kw, search.max_power_kw))
        phrases.append(tr("{least} to {most} kW", least=least_kw, most=most_kw))
    else:
        phrases.extend(_phrase(each, search, reference) for each in asked if each.kind is Kind.POWER)
    return [_with_connectors(search, phrases)]


def _with_connectors(search: Search, conditions: list[str]) -> str:
    """How many connectors of which kind a station must have."""
    least = search.min_connectors
    if not conditions:
        return tr("with at least {n} connector", "with at least {n} connectors", n=least)
    if least is not None:
        together_met = ", ".join(conditions)
        return tr(
            "with at least {n} connector of {conditions}",
            "with at least {n} connectors of {conditions}",
            n=least,
            conditions=together_met,
        )
    if search.any_connection and len(conditions) > 1:
        one_by_one = "; ".join(conditions)
        return tr("with a connector, each condition met by any of them: {conditions}", conditions=one_by_one)
    return tr("with a connector of {conditions}", conditions=", ".join(conditions))


def search_name(search: Search, reference: ReferenceData) -> str:
    """A few words that distinguish one search from another: "Austin · CCS ≥ 50 kW"."""
    wanted = _wanted(search, reference)
    place = search.place or _area_name(search.area, reference)
    if not place:
        return " · ".join(filter(None, (tr("Charging stations"), wanted)))
    return f"{place} · {wanted or tr('charging stations')}"


def _wanted(search: Search, reference: ReferenceData) -> str:
    """Plugs and power, which most searches are about: "CCS ≥ 50 kW"; "" where neither is asked for."""
    plugs = plug_names(search.connection_type_ids, reference)
    parts = [", ".join(plugs)] if 0 < len(plugs) <= TITLED_AT_MOST else []
    if search.min_power_kw is not None:
        parts.append(tr("≥ {kw} kW", kw=language().significant(search.min_power_kw)))
    if search.max_power_kw is not None:
        parts.append(tr("≤ {kw} kW", kw=language().significant(search.max_power_kw)))
    return " ".join(parts)


def _area_name(area: Area, reference: ReferenceData) -> str:
    """A few words for an area without a name of its own: "Germany", "Around 52.5° N, 13.4° E"; "" for the world."""
    if isinstance(area, Countries):
        titles = _country_titles(area, reference)
        return ", ".join(titles) if len(titles) <= TITLED_AT_MOST else tr("{n} country", "{n} countries", n=len(titles))
    if isinstance(area, StationIds):
        numbers = [f"OCM-{number}" for number in area.ids]
        is_short = len(numbers) <= TITLED_AT_MOST
        return ", ".join(numbers) if is_short else tr("{n} station number", "{n} station numbers", n=len(numbers))
    if isinstance(area, World):
        return ""
    latitude, longitude, size = _middle(area)
    if size >= WHOLE_TURN:
        return ""
    digits = next((digits for digits, least in enumerate((20, 2, 0.2)) if size >= least), 3)
    return tr(
        "Around {latitude}, {longitude}",
        latitude=latitude_text(round(latitude, digits)),
        longitude=longitude_text(round(longitude, digits)),
    )


def _middle(area: Area) -> tuple[float, float, float]:
    """Latitude and longitude of the middle of an area, and its size, in degrees."""
    # Loaded after QGIS' start.
    from .search.boxes import exact_boxes

    boxes = list(exact_boxes(area))
    is_torn = any(box.east >= 180 for box in boxes) and any(box.west <= -180 and box.east < 180 for box in boxes)
    # What lies beyond the antimeridian is counted on.
    turns = [360 if is_torn and box.east < 0 else 0 for box in boxes]
    west = min(box.west + turn for box, turn in zip(boxes, turns))
    east = max(box.east + turn for box, turn in zip(boxes, turns))
    south, north = min(box.south for box in boxes), max(box.north for box in boxes)
    longitude = (west + east) / 2
    return (south + north) / 2, longitude - 360 if longitude > 180 else longitude, max(east - west, north - south)


def _country_titles(area: Countries, reference: ReferenceData) -> list[str]:
    titles = {each.iso: reference.title("countries", each.id) for each in reference.countries.values()}
    return [titles.get(code, code) for code in area.codes]
