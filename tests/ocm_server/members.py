"""The members of Open Charge Map's JSON objects, in the order the server writes them."""

from __future__ import annotations

STATION = (
    "DataProvider", "OperatorInfo", "UsageType", "StatusType", "SubmissionStatus", "UserComments",
    "PercentageSimilarity", "MediaItems", "IsRecentlyVerified", "DateLastVerified", "ID", "UUID",
    "ParentChargePointID", "DataProviderID", "DataProvidersReference", "OperatorID", "OperatorsReference",
    "UsageTypeID", "UsageCost", "AddressInfo", "Connections", "NumberOfPoints", "GeneralComments", "DatePlanned",
    "DateLastConfirmed", "StatusTypeID", "DateLastStatusUpdate", "MetadataValues", "DataQualityLevel", "DateCreated",
    "SubmissionStatusTypeID",
)  # fmt: skip
ADDRESS = (
    "ID", "Title", "AddressLine1", "AddressLine2", "Town", "StateOrProvince", "Postcode", "CountryID", "Country",
    "Latitude", "Longitude", "ContactTelephone1", "ContactTelephone2", "ContactEmail", "AccessComments", "RelatedURL",
    "Distance", "DistanceUnit",
)  # fmt: skip
CONNECTION = (
    "ID", "ConnectionTypeID", "ConnectionType", "Reference", "StatusTypeID", "StatusType", "LevelID", "Level", "Amps",
    "Voltage", "PowerKW", "CurrentTypeID", "CurrentType", "Quantity", "Comments",
)  # fmt: skip
COMMENT = (
    "ID", "ChargePointID", "CommentTypeID", "CommentType", "UserName", "Comment", "Rating", "RelatedURL", "DateCreated",
    "User", "CheckinStatusTypeID", "CheckinStatusType", "IsActionedByEditor",
)  # fmt: skip
MEDIA = (
    "ID", "ChargePointID", "ItemURL", "ItemThumbnailURL", "Comment", "IsEnabled", "IsVideo", "IsFeaturedItem",
    "IsExternalResource", "MetadataValue", "User", "DateCreated",
)  # fmt: skip
METADATA = ("ID", "MetadataFieldID", "ItemValue", "MetadataFieldOption", "MetadataFieldOptionID")
USER = ("ID", "Username", "ReputationPoints", "ProfileImageURL")

REFERENCE_LISTS = {
    "ChargerTypes": ("Comments", "IsFastChargeCapable", "ID", "Title"),
    "ConnectionTypes": ("FormalName", "IsDiscontinued", "IsObsolete", "ID", "Title"),
    "CurrentTypes": ("Description", "ID", "Title"),
    "Countries": ("ISOCode", "ContinentCode", "ID", "Title"),
    "DataProviders": (
        "WebsiteURL", "Comments", "DataProviderStatusType", "IsRestrictedEdit", "IsOpenDataLicensed",
        "IsApprovedImport", "License", "DateLastImported", "ID", "Title",
    ),
    "Operators": (
        "WebsiteURL", "Comments", "PhonePrimaryContact", "PhoneSecondaryContact", "IsPrivateIndividual", "AddressInfo",
        "BookingURL", "ContactEmail", "FaultReportEmail", "IsRestrictedEdit", "ID", "Title",
    ),
    "StatusTypes": ("IsOperational", "IsUserSelectable", "ID", "Title"),
    "SubmissionStatusTypes": ("IsLive", "ID", "Title"),
    "UsageTypes": ("IsPayAtLocation", "IsMembershipRequired", "IsAccessKeyRequired", "ID", "Title"),
    "UserCommentTypes": ("ID", "Title"),
    "CheckinStatusTypes": ("IsPositive", "IsAutomatedCheckin", "ID", "Title"),
    "DataTypes": ("ID", "Title"),
    "MetadataGroups": ("DataProviderID", "IsRestrictedEdit", "IsPublicInterest", "MetadataFields", "ID", "Title"),
}  # fmt: skip
"""The members of the items of each list of `/referencedata`, lists in the server's order."""

STATION_REFERENCES = {
    "DataProvider": ("DataProviderID", "DataProviders"),
    "OperatorInfo": ("OperatorID", "Operators"),
    "UsageType": ("UsageTypeID", "UsageTypes"),
    "StatusType": ("StatusTypeID", "StatusTypes"),
    "SubmissionStatus": ("SubmissionStatusTypeID", "SubmissionStatusTypes"),
}
ADDRESS_REFERENCES = {"Country": ("CountryID", "Countries")}
CONNECTION_REFERENCES = {
    "ConnectionType": ("ConnectionTypeID", "ConnectionTypes"),
    "StatusType": ("StatusTypeID", "StatusTypes"),
    "Level": ("LevelID", "ChargerTypes"),
    "CurrentType": ("CurrentTypeID", "CurrentTypes"),
}
COMMENT_REFERENCES = {
    "CommentType": ("CommentTypeID", "UserCommentTypes"),
    "CheckinStatusType": ("CheckinStatusTypeID", "CheckinStatusTypes"),
}
"""Embedded object: the member with its id, and the reference list it is taken from."""

_OTHERS = (
    "DataProviderStatusType", "IsProviderEnabled", "MetadataFields", "MetadataGroupID", "DataTypeID", "DataType",
    "MetadataFieldOptions", "UserProfile", "ChargePoint", "UserComment",
)  # fmt: skip


def camel_case(name: str) -> str:
    """`ISOCode` → `isoCode`, `ID` → `id`, `PowerKW` → `powerKW`: .NET's rule for camel case."""
    letters = list(name)
    for n, letter in enumerate(letters):
        if not letter.isupper() or (n > 0 and n + 1 < len(letters) and not letters[n + 1].isupper()):
            break
        letters[n] = letter.lower()
    return "".join(letters)


_ALL_NAMES = (
    STATION, ADDRESS, CONNECTION, COMMENT, MEDIA, METADATA, USER, _OTHERS, tuple(REFERENCE_LISTS),
    *REFERENCE_LISTS.values(),
)  # fmt: skip
PASCAL_CASE = {camel_case(name): name for names in _ALL_NAMES for name in names}
"""The server's own name of every known member, by its camel-case form."""
