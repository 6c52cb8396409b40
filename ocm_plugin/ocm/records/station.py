"""What a charging station is, as Open Charge Map describes it: plain immutable values.

These are the facts as received: ids stay ids, titles are looked up in the reference data when they are needed, and
nothing here is derived (that is `derive`). Text is trimmed; empty text is None, as unknown as a missing member.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from .. import json_values as read
from ..translation import tr
from .members import decoded, member, reference_id

ADDRESS = "AddressInfo"
"""The object of a POI that holds its place."""


@decoded
class Connection(NamedTuple):
    """One line of equipment at a station: `quantity` sockets or plugs of one kind."""

    id: int | None = member("ID", read.whole)
    status_id: int | None = reference_id("StatusTypeID", "StatusType", "StatusTypes")
    type_id: int | None = reference_id("ConnectionTypeID", "ConnectionType", "ConnectionTypes")
    level_id: int | None = reference_id("LevelID", "Level", "ChargerTypes")
    current_id: int | None = reference_id("CurrentTypeID", "CurrentType", "CurrentTypes")
    amps: float | None = member("Amps", read.number)
    """Ampere."""
    volts: float | None = member("Voltage", read.number)
    """Volt."""
    power_kw: float | None = member("PowerKW", read.number)
    """Kilowatt as the server gives it: stated, an importer's guess, or computed by the server."""
    quantity: int | None = member("Quantity", read.whole)
    reference: str | None = member("Reference", read.text)
    comments: str | None = member("Comments", read.prose)


@decoded
class Comment(NamedTuple):
    """One user's comment on a station, check-in included. Personal data beyond the name is not kept."""

    user: str | None
    rating: int | None
    """1 to 5."""
    id: int | None = member("ID", read.whole)
    type_id: int | None = reference_id("CommentTypeID", "CommentType", "UserCommentTypes")
    text: str | None = member("Comment", read.prose)
    checkin_id: int | None = reference_id("CheckinStatusTypeID", "CheckinStatusType", "CheckinStatusTypes")
    created: datetime | None = member("DateCreated", read.time)
    related_url: str | None = member("RelatedURL", read.text)


@decoded
class MediaItem(NamedTuple):
    """One enabled picture or video of a station, by address; the picture itself is never fetched or bundled."""

    user: str | None
    id: int | None = member("ID", read.whole)
    url: str | None = member("ItemURL", read.text)
    thumbnail_url: str | None = member("ItemThumbnailURL", read.text)
    comment: str | None = member("Comment", read.text)
    created: datetime | None = member("DateCreated", read.time)
    is_video: bool | None = member("IsVideo", read.flag)


@decoded
class Station(NamedTuple):
    """One site ("POI") of Open Charge Map. All times are UTC, with time zone."""

    id: int
    latitude: float
    longitude: float
    attributions: tuple[str, ...]
    """Attribution texts of this very station (metadata field 4), to be shown beside its provider's."""
    connections: tuple[Connection, ...]
    comments: tuple[Comment, ...] | None
    """None when the answer did not carry comments (they were not asked for)."""
    media: tuple[MediaItem, ...] | None
    """None when the answer did not carry media items (they were not asked for)."""
    uuid: str | None = member("UUID", read.text)
    title: str | None = member("Title", read.title, ADDRESS)
    address_line1: str | None = member("AddressLine1", read.text, ADDRESS)
    address_line2: str | None = member("AddressLine2", read.text, ADDRESS)
    town: str | None = member("Town", read.text, ADDRESS)
    state: str | None = member("StateOrProvince", read.text, ADDRESS)
    postcode: str | None = member("Postcode", read.text, ADDRESS)
    country_id: int | None = reference_id("CountryID", "Country", "Countries", ADDRESS)
    phone: str | None = member("ContactTelephone1", read.text, ADDRESS)
    phone2: str | None = member("ContactTelephone2", read.text, ADDRESS)
    access_comments: str | None = member("AccessComments", read.prose, ADDRESS)
    related_url: str | None = member("RelatedURL", read.text, ADDRESS)
    general_comments: str | None = member("GeneralComments", read.prose)
    operator_id: int | None = reference_id("OperatorID", "OperatorInfo", "Operators")
    operator_reference: str | None = member("OperatorsReference", read.text)
    provider_id: int | None = reference_id("DataProviderID", "DataProvider", "DataProviders")
    provider_reference: str | None = member("DataProvidersReference", read.text)
    usage_id: int | None = reference_id("UsageTypeID", "UsageType", "UsageTypes")
    usage_cost: str | None = member("UsageCost", read.prose)
    status_id: int | None = reference_id("StatusTypeID", "StatusType", "StatusTypes")
    submission_status_id: int | None = reference_id(
        "SubmissionStatusTypeID", "SubmissionStatus", "SubmissionStatusTypes"
    )
    number_of_points: int | None = member("NumberOfPoints", read.whole)
    date_created: datetime | None = member("DateCreated", read.time)
    date_status_update: datetime | None = member("DateLastStatusUpdate", read.time)
    date_last_confirmed: datetime | None = member("DateLastConfirmed", read.time)
    date_last_verified: datetime | None = member("DateLastVerified", read.time)
    date_planned: datetime | None = member("DatePlanned", read.time)
    is_recently_verified: bool | None = member("IsRecentlyVerified", read.flag)


class SetAside(NamedTuple):
    """A POI that could not be decoded. The others of its page are not affected."""

    id: int | None
    reason: str

    @property
    def sentence(self) -> str:
        """Which record, and why."""
        if self.id is None:
            return tr("A record without a valid number: {reason}", reason=self.reason)
        return f"OCM-{self.id}: {self.reason}"


def view_url(station_id: int) -> str:
    """Web page of a station on openchargemap.org."""
    return f"https://openchargemap.org/site/poi/details/{station_id}"


def edit_url(station_id: int) -> str:
    """Web page on which users mend what Open Charge Map says of a station."""
    return f"https://openchargemap.org/site/poi/edit/{station_id}"


def comment_url(station_id: int) -> str:
    """Web page on which users report on a station."""
    return f"https://openchargemap.org/site/poi/addcomment/{station_id}"


def photo_url(station_id: int) -> str:
    """Web page on which users add a photo of a station."""
    return f"https://openchargemap.org/site/poi/addmediaitem/{station_id}"
