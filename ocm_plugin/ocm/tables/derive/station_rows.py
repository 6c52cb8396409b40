"""One station and its context into its row of the station layer."""

from __future__ import annotations

import functools
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ...records.station import Station, comment_url, photo_url, view_url
from . import qa
from .classes import counts_now, is_new_status, is_new_usage, power_class, power_class_code
from .context import Context
from .cost import is_free
from .equipment import Equipment, equipment_of, quantity_used
from .looks import access_is_restricted, map_state, power_is_estimate
from .points import Points, points
from .row_types import StationRow
from .site import SiteCounts, SitePower, site_counts, site_power
from .standards import standards_text
from .status import Lines, SiteStatus, lines_of, site_status

_OWN_COLUMN = (
    "type1",
    "type2",
    "ccs1",
    "ccs2",
    "chademo",
    "nacs",
    "gbt_ac",
    "gbt_dc",
    "type3",
    "domestic",
    "industrial",
    "unknown",
)
"""Standards with a count of their own; all others are "other"."""


def station_row(station: Station, context: Context, match: str) -> StationRow:
    """The row of a station; `match` is "yes" or "cannot_tell".

    Texts stay as received: escape them where they are shown. Any station makes a row: nothing is refused here.
    """
    country = context.countries[station.country_id]
    operator = context.operators[station.operator_id]
    usage = context.usages[station.usage_id]
    status = context.statuses[station.status_id]
    provider = context.providers[station.provider_id]
    found_status = site_status(station)
    lines = lines_of(station, found_status, context.today)
    equipment = equipment_of(station, country.iso, lines.counted)
    out, to_come = _connectors_out(station, lines)
    site_points = points(equipment, station.number_of_points)
    power, counts, n_of, standards = _facts_of_site(equipment)
    planned = is_planned(station, found_status.status_class, context.today)
    verified = verified_on(station, context.data_day)
    class_code = power_class_code(power.max_kw)
    photo = next((item for item in station.media or () if not item.is_video), None)
    return StationRow(
        ocm_id=station.id,
        ocm_uuid=station.uuid,
        name=station.title,
        match=match,
        address=_joined(station.address_line1, station.address_line2, ", "),
        town=station.town,
        state=station.state,
        postcode=station.postcode,
        country_iso2=country.iso,
        country=country.title,
        lat=station.latitude,
        lon=station.longitude,
        operator_id=station.operator_id,
        operator=operator.title,
        operator_known=operator.is_known,
        operator_kind=operator.kind,
        operator_url=operator.url,
        operator_ref=station.operator_reference,
        usage_id=station.usage_id,
        usage=usage.title,
        access_class=usage.access_class,
        needs_membership=usage.needs_membership,
        pay_at_site=usage.pay_at_site,
        needs_key=usage.needs_key,
        cost_text=station.usage_cost,
        is_free=is_free(station.usage_cost),
        status_id=station.status_id,
        status=status,
        status_class=found_status.status_class,
        status_basis=found_status.basis,
        counts_now=counts_now(found_status.status_class, planned),
        is_planned=planned,
        n_conn_rows=len(station.connections),
        n_connectors=site_points.n_connectors,
        n_connectors_out=out,
        n_connectors_planned=to_come,
        n_points=site_points.n_points,
        n_points_lo=site_points.n_points_lo,
        n_points_hi=site_points.n_points_hi,
        points_basis=site_points.points_basis,
        n_points_raw=station.number_of_points,
        max_kw=power.max_kw,
        max_kw_dc=power.max_kw_dc,
        max_kw_ac=power.max_kw_ac,
        max_kw_lo=power.max_kw_lo,
        max_kw_hi=power.max_kw_hi,
        kw_basis=power.kw_basis,
        n_kw_unknown=power.n_kw_unknown,
        n_kw_estimated=power.n_kw_estimated,
        total_kw_lo=power.total_kw_lo,
        total_kw_est=power.total_kw_est,
        total_kw_hi=power.total_kw_hi,
        total_kw_dc=power.total_kw_dc,
        total_kw_ac=power.total_kw_ac,
        n_ac=counts.n_ac,
        n_dc=counts.n_dc,
        n_current_unknown=counts.n_current_unknown,
        n_ge22=counts.n_ge22,
        n_ge43=counts.n_ge43,
        n_ge50=counts.n_ge50,
        n_ge150=counts.n_ge150,
        n_ge350=counts.n_ge350,
        n_ge150_maybe=counts.n_ge150_maybe,
        n_type1=n_of.get("type1"),
        n_type2=n_of.get("type2"),
        n_ccs1=n_of.get("ccs1"),
        n_ccs2=n_of.get("ccs2"),
        n_chademo=n_of.get("chademo"),
        n_nacs=n_of.get("nacs"),
        n_gbt_ac=n_of.get("gbt_ac"),
        n_gbt_dc=n_of.get("gbt_dc"),
        n_type3=n_of.get("type3"),
        n_domestic=n_of.get("domestic"),
        n_industrial=n_of.get("industrial"),
        n_other=n_of.get("other"),
        n_type_unknown=n_of.get("unknown"),
        standards=standards,
        current_mix=counts.current_mix,
        power_class=power_class(class_code),
        power_class_code=class_code,
        is_dcfc=counts.is_dcfc,
        ocm_level_max=counts.ocm_level_max,
        map_state=map_state(found_status.status_class, planned),
        power_is_estimate=power_is_estimate(power.kw_basis),
        access_is_restricted=access_is_restricted(usage.access_class),
        date_created=_day(station.date_created),
        date_status_update=_day(station.date_status_update),
        date_last_verified=verified,
        date_last_confirmed=_day(station.date_last_confirmed),
        date_planned=_day(station.date_planned),
        recently_verified=station.is_recently_verified,
        days_since_verified=(context.data_day - verified).days if verified else None,
        provider_id=station.provider_id,
        provider=provider.title,
        provider_license=provider.license,
        provider_url=provider.url,
        is_open_data=provider.is_open_data,
        license_class=_license_class(station, provider.license_class, context),
        attribution=_attribution(provider.attribution, station.attributions),
        provider_ref=station.provider_reference,
        submission_status=station.submission_status_id,
        n_comments=None if station.comments is None else len(station.comments),
        n_media=None if station.media is None else len(station.media),
        last_checkin_positive=last_checkin_positive(station, context),
        photo_url=(photo.thumbnail_url or photo.url) if photo else None,
        photo_by=photo.user if photo else None,
        view_url=view_url(station.id),
        add_comment_url=comment_url(station.id),
        add_photo_url=photo_url(station.id),
        related_url=station.related_url,
        phone=_joined(station.phone, station.phone2, "; "),
        access_comments=station.access_comments,
        general_comments=station.general_comments,
        qa_flags=_qa_flags(station, country.iso, equipment, site_points, planned, found_status, lines),
        fetched_at=context.loaded_at,
        query_id=context.query_id,
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


class _SiteFacts(NamedTuple):
    """What the equipment of a site amounts to."""

    power: SitePower
    counts: SiteCounts
    n_of: dict[str, int | None]
    """Connectors by column."""
    standards: str | None


@functools.lru_cache(maxsize=16384)
def _facts_of_site(equipment: tuple[Equipment, ...]) -> _SiteFacts:
    """Derived once for all sites with the same equipment: most have one or two connections, of common kinds."""
    counts = site_counts(equipment)
    standards = standards_text(counts.by_standard or ())
    return _SiteFacts(site_power(equipment), counts, _counts_of_standards(counts), standards)


def _counts_of_standards(counts: SiteCounts) -> dict[str, int | None]:
    """Connectors by column; without any of known type only the unknown ones are a number."""
    found = counts.by_standard
    if found is None:
        return {}
    if set(found) == {"unknown"}:
        return {"unknown": found["unknown"]}
    columns: dict[str, int | None] = {standard: found.get(standard, 0) for standard in _OWN_COLUMN}
    columns["other"] = sum(quantity for standard, quantity in found.items() if standard not in columns)
    return columns


def _qa_flags(
    station: Station,
    country_iso: str | None,
    equipment: tuple[Equipment, ...],
    site_points: Points,
    planned: bool | None,
    status: SiteStatus,
    lines: Lines,
) -> str | None:
    flags = []
    if station.title is None:
        flags.append(qa.NO_NAME)
    if country_iso is None:
        flags.append(qa.NO_COUNTRY)
    if station.latitude == 0 and station.longitude == 0:
        flags.append(qa.ZERO_COORDINATES)
    if not equipment:
        flags.append(qa.CONNECTIONS_REMOVED if station.connections else qa.NO_CONNECTIONS)
    flags.extend(_flags_of_status(status, lines))
    if site_points.is_out_of_bounds:
        flags.append(qa.POINTS_OUT_OF_BOUNDS)
    if planned and status.status_class in ("operational", "partly"):
        flags.append(qa.PLANNED_IN_OPERATION)
    if is_new_status(station.status_id):
        flags.append(qa.NEW_STATUS)
    if is_new_usage(station.usage_id):
        flags.append(qa.NEW_USAGE)
    for each in equipment:
        flags.extend(each.qa_flags)
    return ";".join(dict.fromkeys(flags)) or None


def _flags_of_status(status: SiteStatus, lines: Lines) -> list[str]:
    """That connections are not in service at a site that is, or is said to be."""
    if status.all_out:
        return [qa.ALL_CONNECTIONS_OUT]
    left_out = {kind for kind, counted in zip(*lines) if not counted}
    flags = {"not_operational": qa.SOME_CONNECTIONS_OUT, "planned": qa.SOME_CONNECTIONS_PLANNED}
    return [flag for kind, flag in flags.items() if kind in left_out]


def _connectors_out(station: Station, lines: Lines) -> tuple[int | None, int | None]:
    """Connectors that are not operational, and those that are planned, of their own or as their site is."""
    if all(kind == "removed" for kind in lines.status_classes):
        return None, None
    quantities = [quantity_used(line.quantity)[0] for line in station.connections]
    out, planned = (
        sum(quantity for quantity, kind in zip(quantities, lines.status_classes) if kind == wanted)
        for wanted in ("not_operational", "planned")
    )
    return out, planned


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
