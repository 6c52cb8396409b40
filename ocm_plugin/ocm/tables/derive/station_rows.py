"""One station and its context into its row of the station layer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ...records.credits import Credit
from ...records.station import MediaItem, Station, comment_url, photo_url, view_url
from . import qa
from .classes import counts_now, is_new_status, is_new_usage
from .context import Context, CountryFacts, OperatorFacts, UsageFacts
from .cost import is_free
from .lineup import EquipmentFacts, Site, StandardCounts, site_of
from .looks import map_class, map_state
from .points import Points, points
from .row_types import StationRow, row_maker
from .site import SiteCounts, SitePower
from .status import Lines, SiteStatus


class StationFacts(NamedTuple):
    """What is known of a station: as received, looked up and derived. The fields' paths lead from here."""

    station: Station
    context: Context
    country: CountryFacts
    operator: OperatorFacts
    usage: UsageFacts
    provider: Credit
    equipment: EquipmentFacts
    power: SitePower
    counts: SiteCounts
    by_standard: StandardCounts
    points: Points
    match: str
    address: str | None
    phone: str | None
    is_free: bool | None
    status: str | None
    status_class: str
    status_basis: str
    counts_now: bool | None
    is_planned: bool | None
    map_state: str
    map_class: int
    n_conn_rows: int
    n_connectors_out: int | None
    n_connectors_planned: int | None
    date_created: date | None
    date_status_update: date | None
    date_last_verified: date | None
    date_last_confirmed: date | None
    date_planned: date | None
    days_since_verified: int | None
    license_class: str
    attribution: str | None
    n_comments: int | None
    n_media: int | None
    last_checkin_positive: bool | None
    photo_url: str | None
    photo_by: str | None
    view_url: str
    add_comment_url: str
    add_photo_url: str
    qa_flags: str | None


_row_of = row_maker(StationRow)


def station_row(station: Station, context: Context, match: str, site: Site | None = None) -> StationRow:
    """The row of a station; `match` is "yes" or "cannot_tell". `site`: what was derived already.

    Texts stay as received: escape them where they are shown. Any station makes a row: nothing is refused here.
    """
    return _row_of(_facts_of_station(station, context, match, site or site_of(station, context)))


def _facts_of_station(station: Station, context: Context, match: str, site: Site) -> StationFacts:
    found_status, amounts = site.status, site.amounts
    usage = context.usages[station.usage_id]
    provider = context.providers[station.provider_id]
    out, to_come = _connectors_out(site)
    site_points = points(amounts.bounds, station.number_of_points)
    planned = is_planned(station, found_status.status_class, context.today)
    state = map_state(found_status.status_class, planned)
    verified = verified_on(station, context.data_day)
    photo = _first_photo(station.media) if station.media else None
    return StationFacts(
        station=station,
        context=context,
        country=site.country,
        operator=context.operators[station.operator_id],
        usage=usage,
        provider=provider,
        equipment=amounts,
        power=amounts.power,
        counts=amounts.counts,
        by_standard=amounts.by_standard,
        points=site_points,
        match=match,
        address=_joined(station.address_line1, station.address_line2, ", "),
        phone=_joined(station.phone, station.phone2, "; "),
        is_free=is_free(station.usage_cost),
        status=context.statuses[station.status_id],
        status_class=found_status.status_class,
        status_basis=found_status.basis,
        counts_now=counts_now(found_status.status_class, planned),
        is_planned=planned,
        map_state=state,
        map_class=map_class(state, amounts.power_class_code),
        n_conn_rows=len(station.connections),
        n_connectors_out=out,
        n_connectors_planned=to_come,
        date_created=_day(station.date_created),
        date_status_update=_day(station.date_status_update),
        date_last_verified=verified,
        date_last_confirmed=_day(station.date_last_confirmed),
        date_planned=_day(station.date_planned),
        days_since_verified=(context.data_day - verified).days if verified else None,
        license_class=_license_class(station, provider.license_class, context),
        attribution=_attribution(provider.attribution, station.attributions),
        n_comments=None if station.comments is None else len(station.comments),
        n_media=None if station.media is None else len(station.media),
        last_checkin_positive=last_checkin_positive(station, context),
        photo_url=(photo.thumbnail_url or photo.url) if photo else None,
        photo_by=photo.user if photo else None,
        view_url=view_url(station.id),
        add_comment_url=comment_url(station.id),
        add_photo_url=photo_url(station.id),
        qa_flags=_qa_flags(station, site, site_points, planned),
    )


def verified_on(station: Station, today: date) -> date | None:
    """The day of the last verification: stated, or else worked out from the other dates as the server does it.

    Files and mirrors often lack DateLastVerified. The server takes the later of change and confirmation, and for sites
    listed less than six months ago their creation. None: no date says anything.
    """
    if station.date_last_verified is not None:
        return station.date_last_verified.date()
    days = [_day(station.date_status_update), _day(station.date_last_confirmed)]
    created = _day(station.date_created)
    if created is not None and created > today - _NEW_FOR:
        days.append(created)
    return max((day for day in days if day is not None), default=None)


_NEW_FOR = timedelta(days=182)
"""Six months."""


def is_planned(station: Station, status_class: str, today: date) -> bool | None:
    """Whether a site is planned, by its status or by a day after today (UTC); None when neither says."""
    planned_for = _day(station.date_planned)
    if status_class == "planned" or (planned_for is not None and planned_for > today):
        return True
    return None if status_class == "unknown" and planned_for is None else False


def last_checkin_positive(station: Station, context: Context) -> bool | None:
    """Whether the latest check-in was good; None without one that says so, or when comments were not asked for."""
    latest: datetime | None = None
    answer: bool | None = None
    for comment in station.comments or ():
        kind = None if comment.checkin_id is None else context.reference.checkin_types.get(comment.checkin_id)
        if kind is None or kind.is_positive is None or comment.created is None:
            continue
        if latest is None or comment.created > latest:
            latest, answer = comment.created, kind.is_positive
    return answer


def _qa_flags(station: Station, site: Site, site_points: Points, planned: bool | None) -> str | None:
    status = site.status
    flags = []
    if station.title is None:
        flags.append(qa.NO_NAME)
    if site.country.iso is None:
        flags.append(qa.NO_COUNTRY)
    if station.latitude == 0 and station.longitude == 0:
        flags.append(qa.ZERO_COORDINATES)
    if site.amounts.bounds is None:
        flags.append(qa.CONNECTIONS_REMOVED if station.connections else qa.NO_CONNECTIONS)
    if status.all_out or not all(site.lines.counted):
        flags.extend(_flags_of_status(status, site.lines))
    if site_points.is_out_of_bounds:
        flags.append(qa.POINTS_OUT_OF_BOUNDS)
    if planned and status.status_class in ("operational", "partly"):
        flags.append(qa.PLANNED_IN_OPERATION)
    if is_new_status(station.status_id):
        flags.append(qa.NEW_STATUS)
    if is_new_usage(station.usage_id):
        flags.append(qa.NEW_USAGE)
    return ";".join([*flags, *site.amounts.qa_flags]) if flags else site.amounts.qa_text


def _flags_of_status(status: SiteStatus, lines: Lines) -> list[str]:
    """That connections are not in service at a site that is, or is said to be."""
    if status.all_out:
        return [qa.ALL_CONNECTIONS_OUT]
    left_out = {kind for kind, counted in zip(*lines) if not counted}
    flags = {"not_operational": qa.SOME_CONNECTIONS_OUT, "planned": qa.SOME_CONNECTIONS_PLANNED}
    return [flag for kind, flag in flags.items() if kind in left_out]


def _connectors_out(site: Site) -> tuple[int | None, int | None]:
    """Connectors that are not operational, and those that are planned, of their own or as their site is."""
    numbers: dict[str, int] = {}
    for each, kind in zip(site.equipment, site.lines.status_classes):
        numbers[kind] = numbers.get(kind, 0) + each.quantity
    if numbers.keys() <= {"removed"}:
        return None, None
    return numbers.get("not_operational", 0), numbers.get("planned", 0)


def _first_photo(media: Iterable[MediaItem]) -> MediaItem | None:
    return next((item for item in media if not item.is_video), None)


def _license_class(station: Station, of_provider: str, context: Context) -> str:
    """The class that holds for this record, whose own attributions may name a narrower licence than its provider."""
    if not station.attributions:
        return of_provider
    return context.licences.class_of_record(station.provider_id, station.attributions)


def _attribution(of_provider: str | None, own: tuple[str, ...]) -> str | None:
    if not own:
        return of_provider
    return "; ".join(dict.fromkeys((of_provider, *own) if of_provider else own))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None


def _joined(first: str | None, second: str | None, between: str) -> str | None:
    return f"{first}{between}{second}" if first and second else first or second
