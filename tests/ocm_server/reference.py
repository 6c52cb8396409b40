"""Reference data of an invented world: the public id tables of the API, and operators and providers of our own.

Ids and titles of connection types, levels, currents, countries, status, usage, submission, comment and check-in types
are facts of Open Charge Map's API (`/referencedata`). The operators and data providers do not exist; their ids start
at 9001.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

# id, title, formal name, discontinued, obsolete
CONNECTION_TYPES = (
    (0, "Unknown", "Not Specified", None, None),
    (1, "Type 1 (J1772)", "SAE J1772-2009", None, None),
    (2, "CHAdeMO", "IEC 62196-3 Configuration AA", None, None),
    (3, "BS1363 3 Pin 13 Amp", "BS1363 / Type G", None, None),
    (4, "Blue Commando (2P+E)", None, None, None),
    (5, "LP Inductive", "Large Paddle Inductive", True, True),
    (6, "SP Inductive", "Small Paddle Inductive", True, True),
    (7, "Avcon Connector", "Avcon SAE J1772-2001", True, False),
    (8, "Tesla (Roadster)", "Tesla Connector", True, False),
    (9, "NEMA 5-20R", None, False, False),
    (10, "NEMA 14-30", None, False, False),
    (11, "NEMA 14-50", None, False, False),
    (13, "Europlug 2-Pin (CEE 7/16)", "Europlug 2-Pin (CEE 7/16)", False, False),
    (14, "NEMA 6-20", None, False, False),
    (15, "NEMA 6-15", None, False, False),
    (16, "CEE 3 Pin", None, False, False),
    (17, "CEE 5 Pin", None, False, False),
    (18, "CEE+ 7 Pin", None, False, False),
    (21, "XLR Plug (4 pin)", None, False, False),
    (22, "NEMA 5-15R", "NEMA 5-15R", False, False),
    (23, "CEE 7/5", None, False, False),
    (24, "Wireless Charging", None, False, False),
    (25, "Type 2 (Socket Only)", "IEC 62196-2 Type 2", False, False),
    (26, "SCAME Type 3C (Schneider-Legrand)", "IEC 62196-2 Type 3", False, False),
    (27, "NACS / Tesla Supercharger", "NACS", False, False),
    (28, "CEE 7/4 - Schuko - Type F", "CEE 7/4", False, False),
    (29, "Type I (AS 3112)", "Type I/AS 3112/CPCS-CCC", False, False),
    (30, "Tesla (Model S/X)", None, False, False),
    (31, "Tesla Battery Swap", "Tesla Battery Swap Station", False, False),
    (32, "CCS (Type 1)", "IEC 62196-3 Configuration EE", False, False),
    (33, "CCS (Type 2)", "IEC 62196-3 Configuration FF", False, False),
    (34, "IEC 60309 3-pin", "IEC 60309 3-pin", False, False),
    (35, "IEC 60309 5-pin", "IEC 60309 5-pin", False, False),
    (36, "SCAME Type 3A (Low Power)", None, False, False),
    (1036, "Type 2 (Tethered Connector) ", "IEC 62196-2", False, False),
    (1037, "T13 - SEC1011 ( Swiss domestic 3-pin ) - Type J", "T13/ IEC Type J", False, False),
    (1038, "GB-T AC - GB/T 20234.2 (Socket)", "GB-T AC - GB/T 20234.2 (Socket)", False, False),
    (1039, "GB-T AC - GB/T 20234.2 (Tethered Cable)", "GB-T AC - GB/T 20234.2 (Tethered Cable)", False, False),
    (1040, "GB-T DC - GB/T 20234.3", "GB-T DC - GB/T 20234.3", False, False),
    (1041, "Three Phase 5-Pin (AS/NZ 3123)", "AS/NZS 3123 Three Phase", False, False),
    (1042, "NEMA TT-30R", None, False, False),
    (1043, "Type M", "IEC Type M (SANS 164-1, IS 1293:2005)", False, False),
    (1044, "ChaoJi", None, False, False),
)
# id, title, comments, fast
LEVELS = (
    (1, "Level 1 : Low (Under 2kW)", "Under 2 kW, usually domestic socket types", False),
    (2, "Level 2 : Medium (Over 2kW)", "Over 2 kW, usually non-domestic socket type", False),
    (3, "Level 3:  High (Over 40kW)", "40KW and Higher", True),
)
# id, title, description
CURRENT_TYPES = (
    (10, "AC (Single-Phase)", "Alternating Current - Single Phase"),
    (20, "AC (Three-Phase)", "Alternating Current - Three Phase"),
    (30, "DC", "Direct Current"),
)
# id, title, operational, selectable
STATUS_TYPES = (
    (0, "Unknown", None, True),
    (10, "Currently Available (Automated Status)", True, False),
    (20, "Currently In Use (Automated Status)", True, False),
    (30, "Temporarily Unavailable", True, True),
    (50, "Operational", True, True),
    (75, "Partly Operational (Mixed)", True, True),
    (100, "Not Operational", False, True),
    (150, "Planned For Future Date", False, True),
    (200, "Removed (Decommissioned)", False, True),
    (210, "Removed (Duplicate Listing)", False, True),
)
# id, title, live
SUBMISSION_STATUS_TYPES = (
    (1, "Submission Under Review", False),
    (50, "Imported and Under Review", False),
    (100, "Imported and Published", True),
    (200, "Submission Published", True),
    (250, "Submission Rejected - Incomplete", False),
    (1000, "Delisted", False),
    (1001, "Delisted - Duplicate", False),
    (1002, "Delisted - No Longer Active/Decommissioned", False),
    (1005, "Delisted - Superseded by Update", False),
    (1010, "Delisted - Not Public Information/Is Private Residence", False),
    (1020, "Delisted - Removed by Import Data Provider", False),
)
# id, title, pay at location, membership, access key
USAGE_TYPES = (
    (0, "(Unknown)", None, None, None),
    (1, "Public", None, None, None),
    (2, "Private - Restricted Access", None, True, None),
    (3, "Privately Owned - Notice Required", None, None, None),
    (4, "Public - Membership Required", False, True, True),
    (5, "Public - Pay At Location", True, False, False),
    (6, "Private - For Staff, Visitors or Customers", False, False, False),
    (7, "Public - Notice Required", False, False, False),
)
# id, title
COMMENT_TYPES = (
    (10, "General Comment"),
    (50, "Important Notice (For Other Users)"),
    (100, "Suggested Change (Note To Editors)"),
    (110, "Suggested Changed (Actioned By Editor)"),
    (1000, "Fault Report (Notice To Users And Operator)"),
)
# id, title; what is counted as a success, and what as none
_GOOD_CHECKINS = (
    (10, "Charged Successfully"),
    (15, "Charged Successfully (Automated Checkin)"),
    (100, "Charging Spot In Use (Other EV Parked)"),
    (140, "Equipment & Location Confirmed Correct"),
    (210, "Other (Positive/Good)"),
)
_BAD_CHECKINS = (
    (20, "Failed to Charge (Equipment Not Operational)"),
    (22, "Failed to Charge (Equipment Not Fully Installed)"),
    (25, "Failed to Charge (Equipment Problem)"),
    (30, "Failed to Charge (Equipment Not Compatible)"),
    (40, "Failed to Charge (Required Other Access Card/Fob etc.)"),
    (50, "Failed to Charge (No Charging Equipment Present)"),
    (110, "Charging Spot In Use (Non-EV Parked)"),
    (120, "Charging Spot Not Accessible (Access locked or site closed)"),
    (130, "Charging Spot Not Found (Inadequate or Incorrect Details)"),
    (150, "Location Is A Duplicate"),
    (160, "Equipment/Location Has Been Decommissioned"),
    (200, "Other (Negative/Bad)"),
)
_AUTOMATED_CHECKIN = 15
# id, title, positive, automated
CHECKIN_STATUS_TYPES = (
    (0, "Did Not Visit Location", None, False),
    *sorted(
        (number, title, is_good, number == _AUTOMATED_CHECKIN)
        for is_good, kinds in ((True, _GOOD_CHECKINS), (False, _BAD_CHECKINS))
        for number, title in kinds
    ),
)
# id, title
DATA_TYPES = (
    (1, "Single Line Text"),
    (2, "Multi Line Text"),
    (3, "Number"),
    (4, "Date"),
    (5, "Boolean"),
    (10, "Option List"),
)
# id, ISO 3166 code, continent, title
COUNTRIES = (
    (1, "GB", "EU", "United Kingdom"),
    (87, "DE", "EU", "Germany"),
    (159, "NL", "EU", "Netherlands"),
    (80, "FR", "EU", "France"),
    (217, "CH", "EU", "Switzerland"),
    (26, "BE", "EU", "Belgium"),
    (132, "LU", "EU", "Luxembourg"),
    (19, "AT", "EU", "Austria"),
    (130, "LI", "EU", "Liechtenstein"),
    (112, "IT", "EU", "Italy"),
    (210, "ES", "EU", "Spain"),
    (180, "PT", "EU", "Portugal"),
    (3, "IE", "EU", "Ireland"),
    (65, "DK", "EU", "Denmark"),
    (168, "NO", "EU", "Norway"),
    (216, "SE", "EU", "Sweden"),
    (79, "FI", "EU", "Finland"),
    (105, "IS", "EU", "Iceland"),
    (179, "PL", "EU", "Poland"),
    (64, "CZ", "EU", "Czech Republic"),
    (204, "SK", "EU", "Slovakia"),
    (104, "HU", "EU", "Hungary"),
    (205, "SI", "EU", "Slovenia"),
    (60, "HR", "EU", "Croatia"),
    (184, "RO", "EU", "Romania"),
    (39, "BG", "EU", "Bulgaria"),
    (90, "GR", "EU", "Greece"),
    (74, "EE", "EU", "Estonia"),
    (125, "LV", "EU", "Latvia"),
    (131, "LT", "EU", "Lithuania"),
    (2, "US", "NA", "United States"),
    (44, "CA", "NA", "Canada"),
    (146, "MX", "NA", "Mexico"),
    (18, "AU", "OC", "Australia"),
    (161, "NZ", "OC", "New Zealand"),
    (114, "JP", "AS", "Japan"),
    (50, "CN", "AS", "China"),
    (121, "KR", "AS", "Korea, Republic Of"),
    (106, "IN", "AS", "India"),
    (36, "BR", "SA", "Brazil"),
    (49, "CL", "SA", "Chile"),
    (15, "AR", "SA", "Argentina"),
    (208, "ZA", "AF", "South Africa"),
    (153, "MA", "AF", "Morocco"),
    (111, "IL", "AS", "Israel"),
    (235, "AE", "AS", "United Arab Emirates"),
    (229, "TR", "EU", "Turkey"),
    (234, "UA", "EU", "Ukraine"),
    (222, "TH", "AS", "Thailand"),
    (202, "SG", "AS", "Singapore"),
    (32, "BQ", None, "Bonaire, Saint Eustatius And Saba"),
    (78, "FJ", "OC", "Fiji"),
)

UNKNOWN_OPERATOR, PRIVATE_INDIVIDUAL, BUSINESS_OWNER = 1, 44, 45
FIRST_INVENTED_ID = 9001
# title, web site, telephone, private individual; ids from 9001
OPERATORS = (
    ("Lorelei Power (invented)", "https://lorelei-power.example/", "+49 6741 000000", False),
    ("Deltastroom (invented)", "https://deltastroom.example/", "+31 10 0000000", False),
    ("Rheingold Laden (invented)", "https://rheingold-laden.example/", "0800 0000000", False),
    ("Bornes du Ried (invented)", "https://bornes-du-ried.example/", "+33 3 00 00 00 00", False),
    ("Drei Länder Strom (invented)", "https://drei-laender-strom.example/", None, False),
    ("Nibelung Charge & Go (invented)", None, "+49 6241 000000", False),
    ("Waalsnel (invented)", "https://waalsnel.example/", None, False),
    ("Stadtwerke Musterstadt (invented)", "https://stadtwerke-musterstadt.example/", "+49 221 000000", None),
    ("Tollhaus & Söhne <Ladepunkte> (invented)", None, None, None),
    ("Autobahn Schnell 350 (invented)", "https://autobahn-schnell.example/", "+49 69 000000", False),
    ("Hofladen Müller (invented)", None, None, True),
    ("Rheinfähre Laden (invented)", "https://rheinfaehre.example/", None, False),
)
# title, licence, flagged as open data, web site, comments; ids from 9001
DATA_PROVIDERS: tuple[tuple[str, str | None, bool | None, str | None, str | None], ...] = (
    (
        "Demo Contributors (invented)",
        "Licensed under Creative Commons Attribution 4.0 International (CC BY 4.0). Invented data.",
        True,
        "https://demo-contributors.example/",
        "An invented provider of invented stations.",
    ),
    (
        "Delta Laadpalen (invented)",
        "Creative Commons Attribution-NonCommercial-ShareAlike 3.0 (CC BY-NC-SA 3.0). Invented data.",
        True,
        "https://delta-laadpalen.example/",
        "Flagged as open data although its licence forbids commercial use.",
    ),
    (
        "Rhine Valley Registry (invented)",
        "Contains public sector information licensed under the Open Government Licence v3.0. Invented data.",
        True,
        "https://rhine-valley-registry.example/",
        None,
    ),
    ("Lorelei Import (invented)", None, None, None, "Neither a licence nor a flag."),
    (
        "Oberrhein Pool (invented)",
        "Data redistributed by agreement. Invented data.",
        True,
        "https://oberrhein-pool.example/",
        None,
    ),
    ("Closed Network Feed (invented)", None, False, "https://closed-network.example/", None),
    (
        "Ried Ouvert (invented)",
        "Licence Ouverte / Open Licence. Invented data.",
        True,
        "https://ried-ouvert.example/",
        None,
    ),
    (
        "Share Alike Rhine (invented)",
        "Creative Commons Attribution-ShareAlike 4.0 (CC BY-SA 4.0). Invented data.",
        None,
        "https://share-alike-rhine.example/",
        None,
    ),
)
ATTRIBUTION_FIELD = 4


def operator_id(number: int) -> int:
    """The id of the invented operator at this place of OPERATORS."""
    return FIRST_INVENTED_ID + number


def provider_id(number: int) -> int:
    """The id of the invented provider at this place of DATA_PROVIDERS."""
    return FIRST_INVENTED_ID + number


def make_reference() -> Json:
    """The answer of `/referencedata` in this world, all members present."""
    return {
        "ChargerTypes": _items(LEVELS, "Comments", "IsFastChargeCapable"),
        "ConnectionTypes": _items(CONNECTION_TYPES, "FormalName", "IsDiscontinued", "IsObsolete"),
        "CurrentTypes": _items(CURRENT_TYPES, "Description"),
        "Countries": [
            {"ISOCode": code, "ContinentCode": continent, "ID": number, "Title": title}
            for number, code, continent, title in COUNTRIES
        ],
        "DataProviders": [_provider(provider_id(n), *row) for n, row in enumerate(DATA_PROVIDERS)],
        "Operators": [
            _operator(UNKNOWN_OPERATOR, "(Unknown Operator)", None, None, None),
            _operator(PRIVATE_INDIVIDUAL, "(Private Residence/Individual)", None, None, True),
            _operator(BUSINESS_OWNER, "(Business Owner at Location)", None, None, False),
            *(_operator(operator_id(n), *row) for n, row in enumerate(OPERATORS)),
        ],
        "StatusTypes": _items(STATUS_TYPES, "IsOperational", "IsUserSelectable"),
        "SubmissionStatusTypes": _items(SUBMISSION_STATUS_TYPES, "IsLive"),
        "UsageTypes": _items(USAGE_TYPES, "IsPayAtLocation", "IsMembershipRequired", "IsAccessKeyRequired"),
        "UserCommentTypes": _items(COMMENT_TYPES),
        "CheckinStatusTypes": _items(CHECKIN_STATUS_TYPES, "IsPositive", "IsAutomatedCheckin"),
        "DataTypes": _items(DATA_TYPES),
        "MetadataGroups": [_metadata_group()],
        "UserProfile": None,
        "ChargePoint": None,
        "UserComment": None,
    }


def _items(rows: tuple[tuple[Any, ...], ...], *names: str) -> list[Json]:
    return [{**dict(zip(names, row[2:])), "ID": row[0], "Title": row[1]} for row in rows]


def _operator(number: int, title: str, web_site: str | None, telephone: str | None, private: bool | None) -> Json:
    return {
        "WebsiteURL": web_site,
        "Comments": None,
        "PhonePrimaryContact": telephone,
        "PhoneSecondaryContact": None,
        "IsPrivateIndividual": private,
        "AddressInfo": None,
        "BookingURL": None,
        "ContactEmail": None,
        "FaultReportEmail": None,
        "IsRestrictedEdit": None,
        "ID": number,
        "Title": title,
    }


def _provider(
    number: int,
    title: str,
    licence: str | None,
    open_data: bool | None,
    web_site: str | None,
    comments: str | None,
) -> Json:
    return {
        "WebsiteURL": web_site,
        "Comments": comments,
        "DataProviderStatusType": {"IsProviderEnabled": True, "ID": 20, "Title": "Automated Import"},
        "IsRestrictedEdit": False,
        "IsOpenDataLicensed": open_data,
        "IsApprovedImport": None if open_data is None else True,
        "License": licence,
        "DateLastImported": "2026-03-02T04:05:06.7Z" if open_data else None,
        "ID": number,
        "Title": title,
    }


def _metadata_group() -> Json:
    option = {"MetadataFieldID": ATTRIBUTION_FIELD, "ID": 4, "Title": "Positioning"}
    field = {
        "MetadataGroupID": 1,
        "DataTypeID": 10,
        "DataType": None,
        "MetadataFieldOptions": [option],
        "ID": ATTRIBUTION_FIELD,
        "Title": "Attribution",
    }
    return {
        "DataProviderID": FIRST_INVENTED_ID,
        "IsRestrictedEdit": False,
        "IsPublicInterest": True,
        "MetadataFields": [field],
        "ID": 1,
        "Title": "Extended Information",
    }
