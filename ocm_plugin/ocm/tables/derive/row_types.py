"""Rows of the tables, typed. Their members are the fields of `schema`, name by name and in the same order."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple


class StationRow(NamedTuple):
    """One row of the station layer."""

    ocm_id: int
    ocm_uuid: str | None
    name: str | None
    match: str
    address: str | None
    town: str | None
    state: str | None
    postcode: str | None
    country_iso2: str | None
    country: str | None
    lat: float
    lon: float
    operator_id: int | None
    operator: str | None
    operator_known: bool
    operator_kind: str
    operator_url: str | None
    operator_ref: str | None
    usage_id: int | None
    usage: str | None
    access_class: str
    needs_membership: bool | None
    pay_at_site: bool | None
    needs_key: bool | None
    cost_text: str | None
    is_free: bool | None
    status_id: int | None
    status: str | None
    status_class: str
    status_basis: str
    counts_now: bool | None
    is_planned: bool | None
    n_conn_rows: int
    n_connectors: int | None
    n_connectors_out: int | None
    n_connectors_planned: int | None
    n_points: int | None
    n_points_lo: int | None
    n_points_hi: int | None
    points_basis: str | None
    n_points_raw: int | None
    max_kw: float | None
    max_kw_dc: float | None
    max_kw_ac: float | None
    max_kw_lo: float | None
    max_kw_hi: float | None
    kw_basis: str
    n_kw_unknown: int | None
    n_kw_estimated: int | None
    total_kw_lo: float | None
    total_kw_est: float | None
    total_kw_hi: float | None
    total_kw_dc: float | None
    total_kw_ac: float | None
    n_ac: int | None
    n_dc: int | None
    n_current_unknown: int | None
    n_ge22: int | None
    n_ge43: int | None
    n_ge50: int | None
    n_ge150: int | None
    n_ge350: int | None
    n_ge150_maybe: int | None
    n_type1: int | None
    n_type2: int | None
    n_ccs1: int | None
    n_ccs2: int | None
    n_chademo: int | None
    n_nacs: int | None
    n_gbt_ac: int | None
    n_gbt_dc: int | None
    n_type3: int | None
    n_domestic: int | None
    n_industrial: int | None
    n_other: int | None
    n_type_unknown: int | None
    standards: str | None
    current_mix: str
    power_class: str
    power_class_code: int
    is_dcfc: bool | None
    ocm_level_max: int | None
    map_state: str
    power_is_estimate: bool
    access_is_restricted: bool | None
    date_created: date | None
    date_status_update: date | None
    date_last_verified: date | None
    date_last_confirmed: date | None
    date_planned: date | None
    recently_verified: bool | None
    days_since_verified: int | None
    provider_id: int | None
    provider: str | None
    provider_license: str | None
    provider_url: str | None
    is_open_data: bool | None
    license_class: str
    attribution: str | None
    provider_ref: str | None
    submission_status: int | None
    n_comments: int | None
    n_media: int | None
    last_checkin_positive: bool | None
    photo_url: str | None
    photo_by: str | None
    view_url: str
    add_comment_url: str
    add_photo_url: str
    related_url: str | None
    phone: str | None
    access_comments: str | None
    general_comments: str | None
    qa_flags: str | None
    fetched_at: datetime
    query_id: str


class ConnectionRow(NamedTuple):
    """One row of the table of connections."""

    conn_id: int | None
    ocm_id: int
    type_id: int | None
    type: str | None
    formal_name: str | None
    standard: str
    is_tethered: bool | None
    current_id: int | None
    current: str
    current_basis: str | None
    level_id: int | None
    amps: float | None
    volts: float | None
    kw_stated: float | None
    kw_used: float | None
    kw_lo: float
    kw_hi: float | None
    kw_basis: str
    power_class_code: int
    quantity_raw: int | None
    quantity_used: int
    status_id: int | None
    status_class: str
    status_inherited: bool
    reference: str | None
    comments: str | None
    qa_flags: str | None


class CommentRow(NamedTuple):
    """One row of the table of comments."""

    comment_id: int | None
    ocm_id: int
    comment_type_id: int | None
    comment_type: str | None
    user_name: str | None
    comment_text: str | None
    rating: int | None
    checkin_id: int | None
    checkin: str | None
    checkin_positive: bool | None
    created: datetime | None
    related_url: str | None


class MediaRow(NamedTuple):
    """One row of the table of photos and videos."""

    media_id: int | None
    ocm_id: int
    media_url: str | None
    thumbnail_url: str | None
    caption: str | None
    user_name: str | None
    created: datetime | None
    is_video: bool | None


class QueryRow(NamedTuple):
    """One row of the table of searches."""

    query_id: str
    sentence: str
    search_json: str
    data_source: str
    is_invented: bool
    outcome: str
    is_complete: bool
    reason: str | None
    started: datetime
    finished: datetime
    n_received: int
    n_matched: int
    n_cannot_tell: int
    kept_cannot_tell: bool
    n_dropped: int
    n_unstated: int
    n_set_aside: int
    n_loaded: int
    cap: int | None
    n_requests: int
    received_bytes: int
    reference_date: datetime | None
    plugin_version: str


class ProviderRow(NamedTuple):
    """One row of the table of data providers."""

    provider_id: int | None
    provider: str | None
    provider_license: str | None
    license_url: str | None
    provider_url: str | None
    is_open_data: bool | None
    license_class: str
    n_stations: int
