"""Stations into rows of the tables that `schema` describes.

    context = Context(reference, licences, now, query_id)
    row = station_row(station, context, match="yes")
    rows = connection_rows(station, context)

Rows hold plain Python values in the order of the fields: numbers, text, True, False, dates, UTC times, and None for
what is not known. Any Station makes rows; nothing here raises for strange data.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...records.statement import Statement
from ...records.station import Station
from ...search.search import Search, to_json
from .context import Context
from .equipment import facts_of, quantity_used
from .row_types import CommentRow, ConnectionRow, MediaRow, ProviderRow, QueryRow, StationRow
from .site import finite
from .station_rows import station_row
from .status import lines_of, site_status, states_nothing

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
    "media_rows",
    "provider_rows",
    "query_row",
    "station_row",
]


def connection_rows(station: Station, context: Context) -> list[ConnectionRow]:
    """The rows of a station's connections, in their order."""
    country_iso = context.countries[station.country_id].iso
    status_classes = lines_of(station, site_status(station), context.today).status_classes
    rows = []
    for connection, class_of_line in zip(station.connections, status_classes):
        facts = facts_of(connection, country_iso, station.provider_id)
        quantity, quantity_flags = quantity_used(connection.quantity)
        flags = facts.qa_flags + quantity_flags
        names = context.types[connection.type_id]
        rows.append(
            ConnectionRow(
                conn_id=connection.id,
                ocm_id=station.id,
                type_id=connection.type_id,
                type=names.title,
                formal_name=names.formal_name,
                standard=facts.standard,
                is_tethered=facts.is_tethered,
                current_id=connection.current_id,
                current=facts.current,
                current_basis=facts.current_basis,
                level_id=connection.level_id,
                amps=connection.amps,
                volts=connection.volts,
                kw_stated=connection.power_kw,
                kw_used=facts.kw_used,
                kw_lo=facts.kw_lo,
                kw_hi=finite(facts.kw_hi),
                kw_basis=facts.kw_basis,
                power_class_code=facts.power_class_code,
                quantity_raw=connection.quantity,
                quantity_used=quantity,
                status_id=connection.status_id,
                status_class=class_of_line,
                status_inherited=states_nothing(connection.status_id),
                reference=connection.reference,
                comments=connection.comments,
                qa_flags=";".join(flags) or None,
            )
        )
    return rows


def comment_rows(station: Station, context: Context) -> list[CommentRow]:
    """The rows of a station's comments; none when they were not asked for."""
    reference = context.reference
    rows = []
    for comment in station.comments or ():
        checkin = None if comment.checkin_id is None else reference.checkin_types.get(comment.checkin_id)
        rows.append(
            CommentRow(
                comment_id=comment.id,
                ocm_id=station.id,
                comment_type_id=comment.type_id,
                comment_type=reference.comment_type(comment.type_id),
                user_name=comment.user,
                comment_text=comment.text,
                rating=comment.rating,
                checkin_id=comment.checkin_id,
                checkin=reference.checkin_type(comment.checkin_id),
                checkin_positive=checkin.is_positive if checkin else None,
                created=comment.created,
                related_url=comment.related_url,
            )
        )
    return rows


def media_rows(station: Station, _context: Context) -> list[MediaRow]:
    """The rows of a station's photos and videos; none when they were not asked for. Called like its siblings."""
    return [
        MediaRow(
            media_id=item.id,
            ocm_id=station.id,
            media_url=item.url,
            thumbnail_url=item.thumbnail_url,
            caption=item.comment,
            user_name=item.user,
            created=item.created,
            is_video=item.is_video,
        )
        for item in station.media or ()
    ]


def query_row(query_id: str, search: Search, sentence: str, statement: Statement, plugin_version: str) -> QueryRow:
    """The provenance of one result. `sentence`: the search in words."""
    return QueryRow(
        query_id=query_id,
        sentence=sentence,
        search_json=to_json(search),
        data_source=statement.source,
        is_invented=statement.is_invented,
        outcome=statement.outcome,
        is_complete=statement.is_complete,
        reason=statement.reason or None,
        started=statement.started,
        finished=statement.finished,
        n_received=statement.received,
        n_matched=statement.matched,
        n_cannot_tell=statement.cannot_tell,
        kept_cannot_tell=statement.kept_cannot_tell,
        n_dropped=statement.dropped,
        n_unstated=sum(number for _, number in statement.unstated),
        n_set_aside=len(statement.set_aside),
        n_loaded=statement.loaded,
        cap=statement.cap,
        n_requests=statement.requests,
        received_bytes=statement.bytes,
        reference_date=statement.reference_date,
        plugin_version=plugin_version,
    )


def provider_rows(stations_by_provider: Mapping[int | None, int], context: Context) -> list[ProviderRow]:
    """The ledger of licences: one row per data provider, most stations first. The key None stands for "not stated"."""
    rows = []
    for number, count in sorted(stations_by_provider.items(), key=lambda item: (-item[1], item[0] or 0)):
        provider = context.providers[number]
        rows.append(
            ProviderRow(
                provider_id=number,
                provider=provider.title,
                provider_license=provider.license,
                license_url=provider.license_url,
                provider_url=provider.url,
                is_open_data=provider.is_open_data,
                license_class=provider.license_class,
                n_stations=count,
            )
        )
    return rows
