"""Last part of the station's fields: dates, provider and licence, comments and photos, links, provenance."""

from __future__ import annotations

from . import codes
from .field import Field

_DATES = (
    Field("date_created", "date", "", "Listed on", "Day the site was added.", "DateCreated", "Listed, not opened."),
    Field("date_status_update", "date", "", "Modified on", "Day of the last change.", "DateLastStatusUpdate", ""),
    Field(
        "date_last_verified",
        "date",
        "",
        "Verified on",
        "Latest day on which somebody or an import confirmed the site.",
        "DateLastVerified",
        "Computed from change, confirmation and, for new sites, creation: by the server, or here if a file lacks it.",
    ),
    Field("date_last_confirmed", "date", "", "Confirmed on", "Day of the last confirmation.", "DateLastConfirmed", ""),
    Field("date_planned", "date", "", "Planned for", "Day for which the site is planned.", "DatePlanned", ""),
    Field(
        "recently_verified",
        "bool",
        "",
        "Recently verified",
        "Whether the site was verified within six months.",
        "IsRecentlyVerified",
        "Six months before the server's answer, not before today.",
    ),
    Field(
        "days_since_verified",
        "int",
        "days",
        "Days since verified",
        "Days from date_last_verified to the search.",
        "date_last_verified and fetched_at",
        "As of the search, not of today.",
    ),
)

_PROVIDER = (
    Field("provider_id", "int", "", "Data provider id", "Number of the data provider.", "DataProviderID", ""),
    Field("provider", "text", "", "Data provider", "Who provided the record.", "DataProviderID", "", is_shared=True),
    Field(
        "provider_license",
        "text",
        "",
        "Licence",
        "Licence in the provider's words.",
        "Provider's License in the reference data",
        "",
        is_shared=True,
    ),
    Field(
        "provider_url",
        "text",
        "",
        "Provider's web site",
        "Web address of the provider.",
        "Provider's WebsiteURL",
        "",
        is_shared=True,
    ),
    Field(
        "is_open_data",
        "bool",
        "",
        "Flagged open data",
        "Open Charge Map's own flag for the provider.",
        "Provider's IsOpenDataLicensed",
        "No proof: some flagged providers forbid commercial use. See license_class. NULL is not open.",
    ),
    Field(
        "license_class",
        "text",
        "",
        "Licence class",
        "What the licence allows, from this plugin's table of licences.",
        "DataProviderID and licence text",
        "",
        codes.LICENSE_CLASSES,
    ),
    Field(
        "attribution",
        "text",
        "",
        "Attribution",
        "Text to show wherever the record is shown: provider, licence, and the record's own attributions.",
        "DataProvider Title and License, MetadataValues with field 4",
        "Showing it is a duty under the terms of Open Charge Map.",
        is_shared=True,
    ),
    Field(
        "provider_ref",
        "text",
        "",
        "Provider's reference",
        "The provider's own number of the site; joins to its data.",
        "DataProvidersReference",
        "",
    ),
    Field(
        "submission_status",
        "int",
        "",
        "Publication status",
        "Number of the publication status.",
        "SubmissionStatusTypeID",
        "100 and 200 are published.",
        codes.SUBMISSION_STATUSES,
    ),
)

_PEOPLE = (
    Field(
        "n_comments",
        "int",
        "comments",
        "Comments",
        "Number of comments, check-ins included.",
        "UserComments",
        "NULL when comments were not asked for.",
    ),
    Field(
        "n_media",
        "int",
        "items",
        "Photos",
        "Number of enabled photos and videos.",
        "MediaItems",
        "NULL when photos were not asked for.",
    ),
    Field(
        "last_checkin_positive",
        "bool",
        "",
        "Last check-in good",
        "Whether the latest check-in was positive.",
        "UserComments[].CheckinStatusTypeID, IsPositive of the reference data",
        "NULL when there is none, or comments were not asked for.",
    ),
    Field(
        "photo_url",
        "text",
        "",
        "Photo",
        "Address of the first photo, small if there is a small one.",
        "MediaItems[].ItemThumbnailURL, ItemURL",
        "Photos are CC BY-SA 4.0: name the photographer. NULL when photos were not asked for.",
    ),
    Field("photo_by", "text", "", "Photo by", "User who took the photo.", "MediaItems[].User", ""),
)

_LINKS = (
    Field("view_url", "text", "", "View at Open Charge Map", "Web page of the site.", "ID", ""),
    Field("add_comment_url", "text", "", "Report or comment", "Web page to report on the site.", "ID", ""),
    Field("add_photo_url", "text", "", "Add a photo", "Web page to add a photo.", "ID", ""),
    Field(
        "related_url",
        "text",
        "",
        "Related web page",
        "Web page of the location.",
        "AddressInfo.RelatedURL",
        "Text as received: check before opening.",
    ),
    Field(
        "phone",
        "text",
        "",
        "Telephone",
        "Telephone numbers as received.",
        "AddressInfo.ContactTelephone1, ContactTelephone2",
        "One field may hold two numbers. A leading + is a formula to spreadsheets.",
    ),
    Field(
        "access_comments",
        "text",
        "",
        "Access comments",
        "How to get there.",
        "AddressInfo.AccessComments",
        "Free text.",
    ),
    Field("general_comments", "text", "", "General comments", "Remarks.", "GeneralComments", "Free text."),
)

_PROVENANCE = (
    Field(
        "qa_flags",
        "text",
        "",
        "Quality flags",
        "Codes of what looks wrong, joined by semicolons; NULL when nothing does.",
        "Checks of the station and its connections; listed below",
        "Values are flagged, never repaired.",
        is_shared=True,
    ),
    Field(
        "fetched_at",
        "datetime",
        "",
        "Loaded at",
        "Time of the search, UTC.",
        "This plugin",
        "Of stations from a file: the date of the file or, if that is older, of its newest record.",
    ),
    Field("query_id", "text", "", "Search id", "Id of the search in ocm_queries.", "This plugin", "", is_shared=True),
)

RECORD_FIELDS = (
    *_DATES,
    *_PROVIDER,
    *_PEOPLE,
    *_LINKS,
    *_PROVENANCE,
)
