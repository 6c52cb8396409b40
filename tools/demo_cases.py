"""The hand-made stations of the demo data: every case that Open Charge Map's data can hold, one story each.

A case is laid over an ordinary invented station; None takes a member away. Ids of connection types, currents, levels,
status and usage are Open Charge Map's own; operators and providers are invented (tests/ocm_server/reference.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.ocm_server.reference import ATTRIBUTION_FIELD, operator_id, provider_id
from tests.ocm_server.synthetic import ESTIMATE

Json = dict[str, Any]
AC1, AC3, DC = 10, 20, 30
SCHUKO, J1772, TYPE_2_SOCKET, TYPE_2_CABLE, CHADEMO, CCS_2 = 28, 1, 25, 1036, 2, 33
UNKNOWN_ID = 9999
LONG_TEXT = ("Behind the barrier, second ramp on the left, past the bicycle racks. " * 60)[:4000]


@dataclass(frozen=True)
class Case:
    """One story: what is laid over an ordinary station, its address, and the connections instead of its own."""

    title: str
    station: Json = field(default_factory=dict)
    address: Json = field(default_factory=dict)
    connections: list[Json] | None = None


def plug(kind: int | None, power: float | None = None, quantity: int | None = 1, **others: Any) -> Json:
    """One connection; None leaves a member out."""
    row = {"ConnectionTypeID": kind, "PowerKW": power, "Quantity": quantity, **others}
    return {name: value for name, value in row.items() if value is not None}


POWER = (
    Case("Power as stated", connections=[plug(CCS_2, 150, 4, CurrentTypeID=DC, LevelID=3)]),
    Case(
        "Power as the server fills it from amps and volts",
        connections=[plug(J1772, 3.7, 2, CurrentTypeID=AC1, LevelID=2, Amps=16, Voltage=230)],
    ),
    Case(
        "Power guessed by an import",
        connections=[
            plug(J1772, 1.9, 1, CurrentTypeID=AC1, LevelID=1, Comments=ESTIMATE),
            plug(J1772, 3.7, 2, CurrentTypeID=AC1, LevelID=2, Comments=f"{ESTIMATE}\r\n"),
            plug(CHADEMO, 50, 1, CurrentTypeID=DC, LevelID=3, Comments=f"Old post. {ESTIMATE}."),
        ],
    ),
    Case("Direct current without power", connections=[plug(CCS_2, None, 2, CurrentTypeID=DC, Amps=125, Voltage=500)]),
    Case("One phase without power", connections=[plug(SCHUKO, None, 1, CurrentTypeID=AC1, Amps=16, Voltage=230)]),
    Case("No current type and no power", connections=[plug(TYPE_2_SOCKET, None, 1, Amps=32, Voltage=230)]),
    Case(
        "Three phases by phase voltage",
        connections=[plug(TYPE_2_SOCKET, None, 2, CurrentTypeID=AC3, Amps=32, Voltage=230)],
    ),
    Case(
        "Three phases by line voltage",
        connections=[plug(TYPE_2_SOCKET, None, 2, CurrentTypeID=AC3, Amps=32, Voltage=400)],
    ),
    Case("A hair above 22 kW", connections=[plug(TYPE_2_CABLE, 22.08, 2, CurrentTypeID=AC3, LevelID=2)]),
    Case("Only a level", connections=[plug(None, None, 1, LevelID=2), plug(0, None, 1, LevelID=3)]),
    Case("Only a connector type", connections=[plug(TYPE_2_SOCKET, None, 2), plug(SCHUKO, None, 1)]),
    Case("Nothing known of the connector", connections=[plug(None, None, None)]),
    Case("Zero kilowatts", connections=[plug(TYPE_2_SOCKET, 0, 2, CurrentTypeID=AC3)]),
    Case("Alternating current of 120 kW", connections=[plug(TYPE_2_CABLE, 120, 1, CurrentTypeID=AC3, LevelID=3)]),
    Case("Watts instead of kilowatts", connections=[plug(CCS_2, 50000, 1, CurrentTypeID=DC, LevelID=3)]),
    Case("Megawatt lorry charger", connections=[plug(CCS_2, 1200, 2, CurrentTypeID=DC, LevelID=3)]),
    Case(
        "Stated power and amps disagree",
        connections=[plug(TYPE_2_SOCKET, 22, 2, CurrentTypeID=AC3, LevelID=2, Amps=16, Voltage=400)],
    ),
    Case("CCS with alternating current", connections=[plug(CCS_2, 50, 1, CurrentTypeID=AC3, LevelID=3)]),
)
POINTS = (
    Case(
        "Dual posts: as many CCS as CHAdeMO",
        connections=[
            plug(CCS_2, 50, 6, CurrentTypeID=DC, LevelID=3),
            plug(CHADEMO, 50, 6, CurrentTypeID=DC, LevelID=3),
        ],
    ),
    Case(
        "Number of points too low",
        {"NumberOfPoints": 1},
        connections=[
            plug(CCS_2, 50, 6, CurrentTypeID=DC, LevelID=3),
            plug(CHADEMO, 50, 6, CurrentTypeID=DC, LevelID=3),
        ],
    ),
    Case(
        "Number of points counts bays",
        {"NumberOfPoints": 40},
        connections=[plug(TYPE_2_SOCKET, 11, 4, CurrentTypeID=AC3)],
    ),
    Case(
        "Number of points accepted",
        {"NumberOfPoints": 3},
        connections=[plug(TYPE_2_SOCKET, 22, 3, CurrentTypeID=AC3), plug(SCHUKO, 3.7, 2, CurrentTypeID=AC1)],
    ),
    Case(
        "Quantity not known", {"NumberOfPoints": None}, connections=[plug(TYPE_2_SOCKET, 22, None, CurrentTypeID=AC3)]
    ),
    Case("Quantity zero", connections=[plug(TYPE_2_SOCKET, 22, 0, CurrentTypeID=AC3)]),
    Case("Twenty-three at once", connections=[plug(TYPE_2_SOCKET, 7.4, 23, CurrentTypeID=AC1, LevelID=2)]),
    Case("No connections listed", connections=[]),
    Case("A connector of the future", connections=[plug(1234, 500, 2, CurrentTypeID=DC)]),
    Case("Connector unknown", connections=[plug(0, 11, 1, CurrentTypeID=AC3)]),
    Case(
        "Every kind of plug",
        connections=[
            plug(kind, None, 1)
            for kind in (1, 2, 3, 8, 13, 16, 17, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 35, 36, 1036, 1037, 1038)
        ]
        + [plug(kind, None, 1) for kind in (1039, 1040, 1041, 1042, 1044)],
    ),
    Case(
        "Connections of mixed status",
        {"StatusTypeID": 75},
        connections=[
            plug(CCS_2, 150, 2, CurrentTypeID=DC, LevelID=3, StatusTypeID=50),
            plug(CCS_2, 150, 1, CurrentTypeID=DC, LevelID=3, StatusTypeID=100, Reference="DE*INV*E0003"),
        ],
    ),
)
STATUS = tuple(
    Case(f"Status {number}" if number is not None else "Status not given", {"StatusTypeID": number})
    for number in (None, 0, 10, 20, 30, 50, 75, 100, 150, 200, 210)
)
USAGE = tuple(
    Case(f"Usage {number}" if number is not None else "Usage not given", {"UsageTypeID": number})
    for number in (None, 0, 1, 2, 3, 4, 5, 6, 7)
)
COSTS = tuple(
    Case(f"Cost, story {n}", {"UsageCost": text})
    for n, text in enumerate(
        (
            None,
            "",
            "Free",
            "free parking",
            "kostenlos",
            "Gratis",
            "0.00",
            "€0,45/kWh",
            "CHF 0.55 / kWh + 0.10 / min after 2 h",
            "Free for customers, otherwise £0.30 per kWh",
            "Ad hoc prijs: zie paal",
        )
    )
)
OPERATORS = tuple(
    Case(title, {"OperatorID": number})
    for title, number in (
        ("Operator not given", None),
        ("Operator unknown", 1),
        ("Private host", 44),
        ("Business host", 45),
        ("Operator newer than the reference data", UNKNOWN_ID),
        ("Operator with markup in its name", operator_id(8)),
    )
)
DATES = (
    Case("Opens one day", {"StatusTypeID": 150, "DatePlanned": "2099-06-01T00:00:00Z"}),
    Case("Should have opened", {"StatusTypeID": 150, "DatePlanned": "2019-06-01T00:00:00Z"}),
    Case("Operational, yet planned", {"StatusTypeID": 50, "DatePlanned": "2099-06-01T00:00:00Z"}),
    Case(
        "Dates of the old kind",
        {"DateCreated": "2011-05-04T09:00:00", "DateLastStatusUpdate": "2012-01-31T17:45:00", "DateLastVerified": None},
    ),
    Case("Confirmed", {"DateLastConfirmed": "2026-02-14T10:20:00Z"}),
    Case("No dates at all", {"DateCreated": None, "DateLastStatusUpdate": None, "DateLastVerified": None}),
)
TEXT = (
    Case(
        'Café "Zur Sonne" & <b>Söhne</b>',
        {"GeneralComments": "<script>alert('hello')</script><a href=\"javascript:alert(1)\">more</a>"},
        {
            "AccessComments": "<img src=x onerror=alert(1)> 5 < 6 && 7 > 6 ]]> end",
            "RelatedURL": "http://javascript:alert(1)",
        },
    ),
    Case("]]> &amp; &lt;entities&gt;", {"GeneralComments": "&amp; &eacute; &#8364; %20 \\ / ]]>"}),
    Case(
        "Lines",
        {"GeneralComments": "first\r\nsecond\nthird\tafter a tab\r\n\r\n"},
        {"AccessComments": "Mo-Fr 8-18\r\nSa 9-12"},
    ),
    Case("محطة شحن", {"GeneralComments": "يمين إلى يسار (RTL)"}, {"AddressLine1": "شارع 12"}),
    Case("תחנת טעינה", {"GeneralComments": "מימין לשמאל abc 123"}),
    Case("⚡🚗 Emoji 👩🏽‍🔧", {"GeneralComments": "🔌 → 🔋 in 20′; 漢字 ひらがな"}),
    Case(
        "Control\u0007 and\u200e marks\u2028here",
        {"GeneralComments": "a\u0000b\u000bc\u001fd\u007fe\u0085f\ufffeg\ufeff"},
    ),
    Case("A long story", {"GeneralComments": LONG_TEXT}),
    Case("  Blanks   around  ", {"GeneralComments": "   "}, {"Town": " Köln ", "AddressLine2": " "}),
    Case(
        "Empty texts",
        {"GeneralComments": "", "UsageCost": "", "OperatorsReference": ""},
        {"AccessComments": "", "ContactTelephone1": "", "RelatedURL": "", "AddressLine2": "", "StateOrProvince": ""},
    ),
    Case(
        '=HYPERLINK("http://x.example")',
        {"GeneralComments": "=1+1", "UsageCost": "@SUM(1)"},
        {"ContactTelephone1": "+49 221 000000", "ContactTelephone2": "-49", "ContactEmail": "post@stations.example"},
    ),
    Case("N" * 100),
    Case("Two telephones in one field", {}, {"ContactTelephone1": "+49 221 000000 / 0221-111111"}),
    Case("Fragment", {"GeneralComments": "INSTRU 23&24; £5, 5 €"}),
    Case("Bare", {}, dict.fromkeys(("AddressLine1", "AddressLine2", "Town", "StateOrProvince", "Postcode"))),
)
EXTRAS = (
    Case(
        "Comments and check-ins",
        {
            "UserComments": [
                {
                    "ID": 1,
                    "CommentTypeID": 10,
                    "UserName": "visitor (invented)",
                    "Comment": "Worked at once.\r\nThank you & good night",
                    "Rating": 5,
                    "DateCreated": "2026-01-03T10:20:30.123Z",
                    "User": {"ID": 1, "Username": "visitor (invented)", "ReputationPoints": 3},
                    "CheckinStatusTypeID": 10,
                    "IsActionedByEditor": False,
                },
                {
                    "ID": 2,
                    "CommentTypeID": 1000,
                    "UserName": "",
                    "Comment": "<b>Broken</b> display",
                    "Rating": 1,
                    "RelatedURL": "https://stations.example/report",
                    "DateCreated": "2025-12-24T18:00:00Z",
                    "CheckinStatusTypeID": 20,
                },
            ]
        },
    ),
    Case(
        "A failed check-in came last",
        {
            "UserComments": [
                {
                    "ID": 3,
                    "CommentTypeID": 10,
                    "Comment": "Fine",
                    "DateCreated": "2025-10-01T08:00:00.5Z",
                    "CheckinStatusTypeID": 15,
                },
                {
                    "ID": 4,
                    "CommentTypeID": 10,
                    "Comment": "Blocked",
                    "DateCreated": "2026-02-01T08:00:00Z",
                    "CheckinStatusTypeID": 110,
                },
                {"ID": 5, "CommentTypeID": 10, "Comment": "", "DateCreated": "2026-02-20T08:00:00Z"},
            ]
        },
    ),
    Case(
        "Only a remark",
        {
            "UserComments": [
                {
                    "ID": 6,
                    "CommentTypeID": 100,
                    "Comment": "Please move the pin.",
                    "DateCreated": "2024-04-05T06:07:08.09Z",
                }
            ]
        },
    ),
    Case(
        "Photos",
        {
            "MediaItems": [
                {
                    "ID": 1,
                    "ItemURL": "https://media.example/ocm-1.orig.jpg",
                    "ItemThumbnailURL": "https://media.example/ocm-1.thmb.jpg",
                    "Comment": "From the street",
                    "IsEnabled": True,
                    "IsVideo": False,
                    "IsFeaturedItem": True,
                    "IsExternalResource": False,
                    "User": {"ID": 2, "Username": "photographer (invented)", "ReputationPoints": 12},
                    "DateCreated": "2025-06-07T08:09:10.111Z",
                },
                {
                    "ID": 2,
                    "ItemURL": "https://media.example/ocm-2.orig.jpg",
                    "ItemThumbnailURL": "https://media.example/ocm-2.thmb.jpg",
                    "Comment": "",
                    "IsEnabled": False,
                    "IsVideo": False,
                    "IsFeaturedItem": False,
                    "IsExternalResource": False,
                    "DateCreated": "2025-06-07T08:10:00Z",
                },
            ]
        },
    ),
    Case(
        "Only a hidden photo",
        {
            "MediaItems": [
                {
                    "ID": 3,
                    "ItemURL": "https://media.example/ocm-3.orig.jpg",
                    "ItemThumbnailURL": "https://media.example/ocm-3.thmb.jpg",
                    "IsEnabled": False,
                    "IsVideo": True,
                    "IsFeaturedItem": False,
                    "IsExternalResource": True,
                    "DateCreated": "2025-06-08T08:10:00Z",
                }
            ]
        },
    ),
    Case(
        "Attribution of its own",
        {
            "DataProviderID": provider_id(0),
            "MetadataValues": [
                {
                    "ID": 1,
                    "MetadataFieldID": ATTRIBUTION_FIELD,
                    "ItemValue": "Contains data under the Open Government Licence v3.0 (invented)",
                    "MetadataFieldOptionID": 4,
                }
            ],
        },
    ),
    Case("Provider newer than the reference data", {"DataProviderID": UNKNOWN_ID}),
    Case("Replaces another entry", {"ParentChargePointID": 1_000_001, "SubmissionStatusTypeID": 200}),
    Case("Listed in another country than it stands in", {}, {"CountryID": 80}),
    Case("Country newer than the reference data", {}, {"CountryID": UNKNOWN_ID}),
)
PROVIDERS = tuple(Case(f"Provider {n + 1}", {"DataProviderID": provider_id(n)}) for n in range(8))
CASES = (*POWER, *POINTS, *STATUS, *USAGE, *COSTS, *OPERATORS, *DATES, *TEXT, *EXTRAS, *PROVIDERS)
