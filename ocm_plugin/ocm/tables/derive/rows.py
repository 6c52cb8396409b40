"""Stations into rows of the tables that `schema` describes.

    context = Context(reference, licences, now, query_id)
    row = station_row(station, context, match="yes")
    rows = connection_rows(station, context)

Rows hold plain Python values in the order of the fields: numbers, text, True, False, dates, UTC times, and None for
what is not known. Any Station makes rows; nothing here raises for strange data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...records.credits import Credit
from ...records.provenance import Provenance
from ...records.station import Comment, Connection, MediaItem, Station
from ...search.search import Search, to_json
from ...version import PLUGIN_VERSION
from .context import Context, TypeNames
from .equipment import Equipment
from .lineup import Site, site_of
from .row_types import CommentRow, ConnectionRow, MediaRow, ProviderRow, QueryRow, StationRow, row_maker
from .station_rows import StationFacts, station_row
from .status import states_nothing

__all__ = [
    "CommentRow",
    "ConnectionRow",
    "Context",
    "MediaRow",
    "ProviderRow",
    "QueryRow",
    "StationRow",
    "comment_rows",
    "connection_rows",
    "credits_of",
    "media_rows",
    "provider_rows",
    "query_row",
    "station_row",
]


class ConnectionFacts(NamedTuple):
    """What is known of one connection."""

    station: Station
    connection: Connection
    names: TypeNames
    equipment: Equipment
    status_class: str
    status_inherited: bool


class CommentFacts(NamedTuple):
    """What is known of one comment."""

    station: Station
    comment: Comment
    comment_type: str | None
    checkin: str | None
    checkin_positive: bool | None


class MediaFacts(NamedTuple):
    """What is known of one photo or video."""

    station: Station
    item: MediaItem


class QueryFacts(NamedTuple):
    """What is known of one search and its result."""

    query_id: str
    sentence: str
    search_json: str
    provenance: Provenance
    reason: str | None
    n_unstated: int
    n_set_aside: int
    plugin_version: str


FACTS = {
    "stations": StationFacts,
    "ocm_connections": ConnectionFacts,
    "ocm_comments": CommentFacts,
    "ocm_media": MediaFacts,
    "ocm_queries": QueryFacts,
    "ocm_providers": Credit,
}
"""What rows are made of, by table: the paths of the fields lead from here."""

_connection_row = row_maker(ConnectionRow)
_comment_row = row_maker(CommentRow)
_media_row = row_maker(MediaRow)
_query_row = row_maker(QueryRow)
_provider_row = row_maker(ProviderRow)


def connection_rows(station: Station, context: Context, site: Site | None = None) -> list[ConnectionRow]:
    """The rows of a station's connections, in their order. `site`: what was derived already."""
    derived = site or site_of(station, context)
    return [
        _connection_row(
            ConnectionFacts(
                station=station,
                connection=connection,
                names=context.types[connection.type_id],
                equipment=equipment,
                status_class=status_class,
                status_inherited=states_nothing(connection.status_id),
            )
        )
        for connection, equipment, status_class in zip(
            station.connections, derived.equipment, derived.lines.status_classes
        )
    ]


def comment_rows(station: Station, context: Context) -> list[CommentRow]:
    """The rows of a station's comments; none when they were not asked for."""
    reference = context.reference
    rows = []
    for comment in station.comments or ():
        checkin = None if comment.checkin_id is None else reference.checkin_types.get(comment.checkin_id)
        facts = CommentFacts(
            station=station,
            comment=comment,
            comment_type=reference.comment_type(comment.type_id),
            checkin=reference.checkin_type(comment.checkin_id),
            checkin_positive=checkin.is_positive if checkin else None,
        )
        rows.append(_comment_row(facts))
    return rows


def media_rows(station: Station, _context: Context) -> list[MediaRow]:
    """The rows of a station's photos and videos; none when they were not asked for. Called like its siblings."""
    return [_media_row(MediaFacts(station, item)) for item in station.media or ()]


def query_row(query_id: str, search: Search, sentence: str, provenance: Provenance) -> QueryRow:
    """The provenance of one result. `sentence`: the search in words."""
    return _query_row(
        QueryFacts(
            query_id=query_id,
            sentence=sentence,
            search_json=to_json(search),
            provenance=provenance,
            reason=provenance.reason or None,
            n_unstated=sum(number for _, number in provenance.unstated),
            n_set_aside=len(provenance.set_aside),
            plugin_version=PLUGIN_VERSION,
        )
    )


def credits_of(stations_by_provider: Mapping[int | None, int], context: Context) -> tuple[Credit, ...]:
    """The data providers of stations, that of most stations first. The key None stands for "not stated"."""
    counts = sorted(stations_by_provider.items(), key=lambda item: (-item[1], item[0] or 0))
    return tuple(context.providers[number]._replace(n_stations=count) for number, count in counts)


def provider_rows(credits: Iterable[Credit]) -> list[ProviderRow]:
    """The ledger of licences: one row per data provider."""
    return list(map(_provider_row, credits))
