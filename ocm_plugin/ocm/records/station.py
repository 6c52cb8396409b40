"""What a charging station is, as Open Charge Map describes it: plain immutable values.

These are the facts as received: ids stay ids, titles are looked up in the reference data when they are needed, and
nothing here is derived (that is `derive`). Text is trimmed; empty text is None, as unknown as a missing member.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Connection(NamedTuple):
    """One line of equipment at a station: `quantity` sockets or plugs of one kind."""

    id: int | None
    type_id: int | None
    status_id: int | None
    level_id: int | None
    current_id: int | None
    amps: float | None
    """Ampere."""
    volts: float | None
    """Volt."""
    power_kw: float | None
    """Kilowatt as the server gives it: stated, an importer's guess, or computed by the server."""
    quantity: int | None
    reference: str | None
    comments: str | None


class Comment(NamedTuple):
    """One user's comment on a station, check-in included. Personal data beyond the name is not kept."""

    id: int | None
    type_id: int | None
    user: str | None
    text: str | None
    rating: int | None
    """1 to 5."""
    checkin_id: int | None
    created: datetime | None
    related_url: str | None


class MediaItem(NamedTuple):
    """One enabled picture or video of a station, by address; the picture itself is never fetched or bundled."""

    id: int | None
    url: str | None
    thumbnail_url: str | None
    comment: str | None
    user: str | None
    created: datetime | None
    is_video: bool | None


class Station(NamedTuple):
    """One site ("POI") of Open Charge Map. All times are UTC, with time zone."""

    id: int
    uuid: str | None
    title: str | None
    latitude: float
    longitude: float
    address_line1: str | None
    address_line2: str | None
    town: str | None
    state: str | None
    postcode: str | None
    country_id: int | None
    phone: str | None
    phone2: str | None
    access_comments: str | None
    related_url: str | None
    general_comments: str | None
    operator_id: int | None
    operator_reference: str | None
    provider_id: int | None
    provider_reference: str | None
    usage_id: int | None
    usage_cost: str | None
    status_id: int | None
    submission_status_id: int | None
    number_of_points: int | None
    date_created: datetime | None
    date_status_update: datetime | None
    date_last_confirmed: datetime | None
    date_last_verified: datetime | None
    date_planned: datetime | None
    is_recently_verified: bool | None
    attributions: tuple[str, ...]
    """Attribution texts of this very station (metadata field 4), to be shown beside its provider's."""
    connections: tuple[Connection, ...]
    comments: tuple[Comment, ...] | None
    """None when the answer did not carry comments (they were not asked for)."""
    media: tuple[MediaItem, ...] | None
    """None when the answer did not carry media items (they were not asked for)."""


class SetAside(NamedTuple):
    """A POI that could not be decoded. The others of its page are not affected."""

    id: int | None
    reason: str

    @property
    def sentence(self) -> str:
        """Which record, and why."""
        record = "A record without a valid number" if self.id is None else f"OCM-{self.id}"
        return f"{record}: {self.reason}"


def view_url(station_id: int) -> str:
    """Web page of a station on openchargemap.org."""
    return f"https://openchargemap.org/site/poi/details/{station_id}"


def comment_url(station_id: int) -> str:
    """Web page on which users report on a station."""
    return f"https://openchargemap.org/site/poi/addcomment/{station_id}"


def photo_url(station_id: int) -> str:
    """Web page on which users add a photo of a station."""
    return f"https://openchargemap.org/site/poi/addmediaitem/{station_id}"
