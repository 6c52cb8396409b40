"""Last part of the station's fields: dates, provider and licence, comments and photos, links, provenance."""

from __future__ import annotations

from . import codes
from .field import Field

# A table: a few lines for each field.
# fmt: off
_DATES = (
    Field("date_created", "date", "Listed on",
          meaning="Day the site was added.", source="DateCreated", trap="Listed, not opened."),
    Field("date_status_update", "date", "Modified on",
          meaning="Day of the last change.", source="DateLastStatusUpdate"),
    Field("date_last_verified", "date", "Verified on",
          meaning="Latest day on which a user or an import confirmed the site.", source="DateLastVerified",
          trap="Computed from change, confirmation and, for new sites, creation: by the server, or here if a file "
               "lacks it."),
    Field("date_last_confirmed", "date", "Confirmed on",
          meaning="Day of the last confirmation.", source="DateLastConfirmed"),
    Field("date_planned", "date", "Planned for",
          meaning="Day for which the site is planned.", source="DatePlanned"),
    Field("recently_verified", "bool", "Recently verified", path="station.is_recently_verified",
          meaning="Whether the site was verified within six months.", source="IsRecentlyVerified",
          trap="Six months before the server's answer, not before today."),
    Field("days_since_verified", "int", "Days since verified", unit="days",
          meaning="Days from date_last_verified to the search.", source="date_last_verified and fetched_at",
          trap="As of the search, not of today."),
)

_PROVIDER = (
    Field("provider_id", "int", "Data provider id", path="station.provider_id",
          meaning="Number of the data provider.", source="DataProviderID"),
    Field("provider", "text", "Data provider", is_shared=True, path="provider.title",
          meaning="Who provided the record.", source="DataProviderID"),
    Field("provider_license", "text", "Licence", is_shared=True, path="provider.license",
          meaning="Licence in the provider's words.", source="Provider's License in the reference data"),
    Field("provider_url", "text", "Provider's web site", is_shared=True, path="provider.url",
          meaning="Web address of the provider.", source="Provider's WebsiteURL"),
    Field("is_open_data", "bool", "Flagged open data", path="provider.is_open_data",
          meaning="Open Charge Map's own flag for the provider.", source="Provider's IsOpenDataLicensed",
          trap="No proof: some flagged providers forbid commercial use. See license_class. NULL is not open."),
    Field("license_class", "text", "Licence class", codes=codes.LICENSE_CLASSES,
          meaning="What the licence allows, from this plugin's table of licences.",
          source="DataProviderID and licence text"),
    Field("attribution", "text", "Attribution", is_shared=True,
          meaning="Text to show wherever the record is shown: provider, licence, and the record's own attributions.",
          source="DataProvider Title and License, MetadataValues with field 4",
          trap="Showing it is a duty under the terms of Open Charge Map."),
    Field("provider_ref", "text", "Provider's reference", path="station.provider_reference",
          meaning="The provider's own number of the site; joins to its data.", source="DataProvidersReference"),
    Field("submission_status", "int", "Publication status", codes=codes.SUBMISSION_STATUSES,
          path="station.submission_status_id",
          meaning="Number of the publication status.", source="SubmissionStatusTypeID",
          trap="100 and 200 are published."),
)

_PEOPLE = (
    Field("n_comments", "int", "Comments", unit="comments",
          meaning="Number of comments, check-ins included.", source="UserComments",
          trap="NULL when comments were not asked for."),
    Field("n_media", "int", "Photos", unit="items",
          meaning="Number of enabled photos and videos.", source="MediaItems",
          trap="NULL when photos were not asked for."),
    Field("last_checkin_positive", "bool", "Last check-in good",
          meaning="Whether the latest check-in was positive.",
          source="UserComments[].CheckinStatusTypeID, IsPositive of the reference data",
          trap="NULL when there is none, or comments were not asked for."),
    Field("photo_url", "text", "Photo",
          meaning="Address of the first photo, small if there is a small one.",
          source="MediaItems[].ItemThumbnailURL, ItemURL",
          trap="Photos are CC BY-SA 4.0: name the photographer. NULL when photos were not asked for."),
    Field("photo_by", "text", "Photo by",
          meaning="User who took the photo.", source="MediaItems[].User"),
)

_LINKS = (
    Field("view_url", "text", "View at Open Charge Map",
          meaning="Web page of the site.", source="ID"),
    Field("add_comment_url", "text", "Report or comment",
          meaning="Web page to report on the site.", source="ID"),
    Field("add_photo_url", "text", "Add a photo",
          meaning="Web page to add a photo.", source="ID"),
    Field("related_url", "text", "Related web page", path="station.related_url",
          meaning="Web page of the location.", source="AddressInfo.RelatedURL",
          trap="Text as received: check before opening."),
    Field("phone", "text", "Telephone",
          meaning="Telephone numbers as received.", source="AddressInfo.ContactTelephone1, ContactTelephone2",
          trap="One field may hold two numbers. A leading + is a formula to spreadsheets."),
    Field("access_comments", "text", "Access comments", path="station.access_comments",
          meaning="How to get there.", source="AddressInfo.AccessComments", trap="Free text."),
    Field("general_comments", "text", "General comments", path="station.general_comments",
          meaning="Remarks.", source="GeneralComments", trap="Free text."),
)

_PROVENANCE = (
    Field("qa_flags", "text", "Quality flags", is_shared=True,
          meaning="Codes of what looks wrong, joined by semicolons; NULL when nothing does.",
          source="Checks of the station and its connections; listed below", trap="Values are flagged, never repaired."),
    Field("fetched_at", "datetime", "Loaded at", path="context.loaded_at",
          meaning="Time of the search, UTC.", source="This plugin",
          trap="Of stations from a file: the date of the file or, if that is older, of its newest record."),
    Field("query_id", "text", "Search id", is_shared=True, path="context.query_id",
          meaning="Id of the search in ocm_queries.", source="This plugin"),
)

RECORD_FIELDS = (
    *_DATES,
    *_PROVIDER,
    *_PEOPLE,
    *_LINKS,
    *_PROVENANCE,
)
