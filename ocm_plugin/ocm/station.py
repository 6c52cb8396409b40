"""What a charging station is, as Open Charge Map tells it: plain immutable values, raw and hydrated.

These are the facts as received: ids stay ids, titles are looked up in the reference data when they are needed, and
nothing here is derived (that is `derive`). Text is trimmed; empty text is None, as unknown as a missing member.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Optional, Tuple


class Connection(NamedTuple):
    """One line of equipment at a station: `quantity` sockets or plugs of one kind."""

    id: Optional[int]
    type_id: Optional[int]
    status_id: Optional[int]
    level_id: Optional[int]
    current_id: Optional[int]
    amps: Optional[float]
    """Ampere."""
    volts: Optional[float]
    """Volt."""
    power_kw: Optional[float]
    """Kilowatt as the server gives it: stated, an importer's guess, or computed by the server."""
    quantity: Optional[int]
    reference: Optional[str]
    comments: Optional[str]


class Comment(NamedTuple):
    """One user's comment on a station, check-in included. Personal data beyond the name is not kept."""

    id: Optional[int]
    type_id: Optional[int]
    user: Optional[str]
    text: Optional[str]
    rating: Optional[int]
    """1 to 5."""
    checkin_id: Optional[int]
    created: Optional[datetime]
    related_url: Optional[str]


class MediaItem(NamedTuple):
    """One enabled picture or video of a station, by address; the picture itself is never fetched or bundled."""

    id: Optional[int]
    url: Optional[str]
    thumbnail_url: Optional[str]
    comment: Optional[str]
    user: Optional[str]
    created: Optional[datetime]
    is_video: Optional[bool]


class Station(NamedTuple):
    """One site ("POI") of Open Charge Map. All times are UTC, with time zone."""

    id: int
    uuid: Optional[str]
    title: Optional[str]
    latitude: float
    longitude: float
    address_line1: Optional[str]
    address_line2: Optional[str]
    town: Optional[str]
    state: Optional[str]
    postcode: Optional[str]
    country_id: Optional[int]
    phone: Optional[str]
    phone2: Optional[str]
    email: Optional[str]
    access_comments: Optional[str]
    related_url: Optional[str]
    general_comments: Optional[str]
    operator_id: Optional[int]
    operator_reference: Optional[str]
    provider_id: Optional[int]
    provider_reference: Optional[str]
    usage_id: Optional[int]
    usage_cost: Optional[str]
    status_id: Optional[int]
    submission_status_id: Optional[int]
    number_of_points: Optional[int]
    parent_id: Optional[int]
    date_created: Optional[datetime]
    date_status_update: Optional[datetime]
    date_last_confirmed: Optional[datetime]
    date_last_verified: Optional[datetime]
    date_planned: Optional[datetime]
    is_recently_verified: Optional[bool]
    attributions: Tuple[str, ...]
    """Attribution texts of this very station (metadata field 4), to be shown beside its provider's."""
    connections: Tuple[Connection, ...]
    comments: Optional[Tuple[Comment, ...]]
    """None when the answer did not carry comments (they were not asked for)."""
    media: Optional[Tuple[MediaItem, ...]]
    """None when the answer did not carry media items (they were not asked for)."""


class SetAside(NamedTuple):
    """A POI that could not be decoded. The others of its page are not affected."""

    id: Optional[int]
    reason: str


def view_url(station_id: int) -> str:
    """Web page of a station on openchargemap.org."""
    return f"https://openchargemap.org/site/poi/details/{station_id}"


def comment_url(station_id: int) -> str:
    """Web page on which a person reports on a station."""
    return f"https://openchargemap.org/site/poi/addcomment/{station_id}"


def photo_url(station_id: int) -> str:
    """Web page on which a person adds a photo of a station."""
    return f"https://openchargemap.org/site/poi/addmediaitem/{station_id}"
