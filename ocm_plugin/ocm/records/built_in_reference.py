"""The reference data for the time before the first contact with a server: what hardly ever changes, and no operators.

Ids, titles and flags as Open Charge Map publishes them under /referencedata (its own data, CC BY 4.0). Of the countries
those with more than a few stations; the rest, operators and data providers come with the first contact. Those who
pass on records must name their providers: for files without look-up lists, PROVIDERS knows them by name.
"""

from __future__ import annotations

from typing import Any

from .reference import (
    BUILT_IN_ORIGIN,
    CheckinType,
    CommentType,
    ConnectionType,
    Country,
    CurrentType,
    Level,
    Provider,
    ReferenceData,
    StatusType,
    SubmissionStatus,
    UsageType,
)

_CONNECTION_TYPES = (
    ConnectionType(0, "Unknown", "Not Specified"),
    ConnectionType(1, "Type 1 (J1772)", "SAE J1772-2009"),
    ConnectionType(2, "CHAdeMO", "IEC 62196-3 Configuration AA"),
    ConnectionType(3, "BS1363 3 Pin 13 Amp", "BS1363 / Type G"),
    ConnectionType(4, "Blue Commando (2P+E)"),
    ConnectionType(5, "LP Inductive", "Large Paddle Inductive", True, True),
    ConnectionType(6, "SP Inductive", "Small Paddle Inductive", True, True),
    ConnectionType(7, "Avcon Connector", "Avcon SAE J1772-2001", True, False),
    ConnectionType(8, "Tesla (Roadster)", "Tesla Connector", True, False),
    ConnectionType(9, "NEMA 5-20R", None, False, False),
    ConnectionType(10, "NEMA 14-30", None, False, False),
    ConnectionType(11, "NEMA 14-50", None, False, False),
    ConnectionType(13, "Europlug 2-Pin (CEE 7/16)", "Europlug 2-Pin (CEE 7/16)", False, False),
    ConnectionType(14, "NEMA 6-20", None, False, False),
    ConnectionType(15, "NEMA 6-15", None, False, False),
    ConnectionType(16, "CEE 3 Pin", None, False, False),
    ConnectionType(17, "CEE 5 Pin", None, False, False),
    ConnectionType(18, "CEE+ 7 Pin", None, False, False),
    ConnectionType(21, "XLR Plug (4 pin)", None, False, False),
    ConnectionType(22, "NEMA 5-15R", "NEMA 5-15R", False, False),
    ConnectionType(23, "CEE 7/5", None, False, False),
    ConnectionType(24, "Wireless Charging", None, False, False),
    ConnectionType(25, "Type 2 (Socket Only)", "IEC 62196-2 Type 2", False, False),
    ConnectionType(26, "SCAME Type 3C (Schneider-Legrand)", "IEC 62196-2 Type 3", False, False),
    ConnectionType(27, "NACS / Tesla Supercharger", "NACS", False, False),
    ConnectionType(28, "CEE 7/4 - Schuko - Type F", "CEE 7/4", False, False),
    ConnectionType(29, "Type I (AS 3112)", "Type I/AS 3112/CPCS-CCC", False, False),
    ConnectionType(30, "Tesla (Model S/X)", None, False, False),
    ConnectionType(31, "Tesla Battery Swap", "Tesla Battery Swap Station", False, False),
    ConnectionType(32, "CCS (Type 1)", "IEC 62196-3 Configuration EE", False, False),
    ConnectionType(33, "CCS (Type 2)", "IEC 62196-3 Configuration FF", False, False),
    ConnectionType(34, "IEC 60309 3-pin", "IEC 60309 3-pin", False, False),
    ConnectionType(35, "IEC 60309 5-pin", "IEC 60309 5-pin", False, False),
    ConnectionType(36, "SCAME Type 3A (Low Power)", None, False, False),
    ConnectionType(1036, "Type 2 (Tethered Connector)", "IEC 62196-2", False, False),
    ConnectionType(1037, "T13 - SEC1011 ( Swiss domestic 3-pin ) - Type J", "T13/ IEC Type J", False, False),
    ConnectionType(1038, "GB-T AC - GB/T 20234.2 (Socket)", "GB-T AC - GB/T 20234.2 (Socket)", False, False),
    ConnectionType(
        1039, "GB-T AC - GB/T 20234.2 (Tethered Cable)", "GB-T AC - GB/T 20234.2 (Tethered Cable)", False, False
    ),
    ConnectionType(1040, "GB-T DC - GB/T 20234.3", "GB-T DC - GB/T 20234.3", False, False),
    ConnectionType(1041, "Three Phase 5-Pin (AS/NZ 3123)", "AS/NZS 3123 Three Phase", False, False),
    ConnectionType(1042, "NEMA TT-30R", None, False, False),
    ConnectionType(1043, "Type M", "IEC Type M (SANS 164-1, IS 1293:2005)", False, False),
    ConnectionType(1044, "ChaoJi", "ChaoJi", False, False),
)

_LEVELS = (
    Level(1, "Level 1 : Low (Under 2kW)", "Under 2 kW, usually domestic socket types", False),
    Level(2, "Level 2 : Medium (Over 2kW)", "Over 2 kW, usually non-domestic socket type", False),
    Level(3, "Level 3: High (Over 40kW)", "40KW and Higher", True),
)

_CURRENT_TYPES = (
    CurrentType(10, "AC (Single-Phase)", "Alternating Current - Single Phase"),
    CurrentType(20, "AC (Three-Phase)", "Alternating Current - Three Phase"),
    CurrentType(30, "DC", "Direct Current"),
)

_USAGE_TYPES = (
    UsageType(0, "(Unknown)"),
    UsageType(1, "Public"),
    UsageType(2, "Private - Restricted Access", None, True),
    UsageType(3, "Privately Owned - Notice Required"),
    UsageType(4, "Public - Membership Required", False, True, True),
    UsageType(5, "Public - Pay At Location", True, False, False),
    UsageType(6, "Private - For Staff, Visitors or Customers", False, False, False),
    UsageType(7, "Public - Notice Required", False, False, False),
)

_STATUS_TYPES = (
    StatusType(0, "Unknown", None, True),
    StatusType(10, "Currently Available (Automated Status)", True, False),
    StatusType(20, "Currently In Use (Automated Status)", True, False),
    StatusType(30, "Temporarily Unavailable", True, True),
    StatusType(50, "Operational", True, True),
    StatusType(75, "Partly Operational (Mixed)", True, True),
    StatusType(100, "Not Operational", False, True),
    StatusType(150, "Planned For Future Date", False, True),
    StatusType(200, "Removed (Decommissioned)", False, True),
    StatusType(210, "Removed (Duplicate Listing)", False, True),
)

_SUBMISSION_STATUSES = (
    SubmissionStatus(1, "Submission Under Review", False),
    SubmissionStatus(50, "Imported and Under Review", False),
    SubmissionStatus(100, "Imported and Published", True),
    SubmissionStatus(200, "Submission Published", True),
    SubmissionStatus(250, "Submission Rejected - Incomplete", False),
    SubmissionStatus(1000, "Delisted", False),
    SubmissionStatus(1001, "Delisted - Duplicate", False),
    SubmissionStatus(1002, "Delisted - No Longer Active/Decommissioned", False),
    SubmissionStatus(1005, "Delisted - Superseded by Update", False),
    SubmissionStatus(1010, "Delisted - Not Public Information/Is Private Residence", False),
    SubmissionStatus(1020, "Delisted - Removed by Import Data Provider", False),
)

_COMMENT_TYPES = (
    CommentType(10, "General Comment"),
    CommentType(50, "Important Notice (For Other Users)"),
    CommentType(100, "Suggested Change (Note To Editors)"),
    CommentType(110, "Suggested Changed (Actioned By Editor)"),
    CommentType(1000, "Fault Report (Notice To Users And Operator)"),
)

_CHECKIN_TYPES = (
    CheckinType(0, "Did Not Visit Location", None, False),
    CheckinType(10, "Charged Successfully", True, False),
    CheckinType(15, "Charged Successfully (Automated Checkin)", True, True),
    CheckinType(20, "Failed to Charge (Equipment Not Operational)", False, False),
    CheckinType(22, "Failed to Charge (Equipment Not Fully Installed)", False, False),
    CheckinType(25, "Failed to Charge (Equipment Problem)", False, False),
    CheckinType(30, "Failed to Charge (Equipment Not Compatible)", False, False),
    CheckinType(40, "Failed to Charge (Required Other Access Card/Fob etc.)", False, False),
    CheckinType(50, "Failed to Charge (No Charging Equipment Present)", False, False),
    CheckinType(100, "Charging Spot In Use (Other EV Parked)", True, False),
    CheckinType(110, "Charging Spot In Use (Non-EV Parked)", False, False),
    CheckinType(120, "Charging Spot Not Accessible (Access locked or site closed)", False, False),
    CheckinType(130, "Charging Spot Not Found (Inadequate or Incorrect Details)", False, False),
    CheckinType(140, "Equipment & Location Confirmed Correct", True, False),
    CheckinType(150, "Location Is A Duplicate", False, False),
    CheckinType(160, "Equipment/Location Has Been Decommissioned", False, False),
    CheckinType(200, "Other (Negative/Bad)", False, False),
    CheckinType(210, "Other (Positive/Good)", True, False),
)

_COUNTRIES = """
1 GB EU United Kingdom
2 US NA United States
3 IE EU Ireland
4 HK AS Hong Kong
6 AX EU Aland Islands
7 AL EU Albania
10 AD EU Andorra
15 AR SA Argentina
16 AM AS Armenia
18 AU OC Australia
19 AT EU Austria
20 AZ AS Azerbaijan
22 BH AS Bahrain
25 BY EU Belarus
26 BE EU Belgium
33 BA EU Bosnia And Herzegovina
36 BR SA Brazil
39 BG EU Bulgaria
44 CA NA Canada
49 CL SA Chile
50 CN AS China
53 CO SA Colombia
58 CR NA Costa Rica
60 HR EU Croatia
63 CY AS Cyprus
64 CZ EU Czech Republic
65 DK EU Denmark
68 DO NA Dominican Republic
69 EC SA Ecuador
70 EG AF Egypt
74 EE EU Estonia
77 FO EU Faroe Islands
79 FI EU Finland
80 FR EU France
86 GE AS Georgia
87 DE EU Germany
89 GI EU Gibraltar
90 GR EU Greece
96 GG EU Guernsey
102 VA EU Holy See (Vatican City State)
104 HU EU Hungary
105 IS EU Iceland
106 IN AS India
107 ID AS Indonesia
110 IM EU Isle Of Man
111 IL AS Israel
112 IT EU Italy
114 JP AS Japan
115 JE EU Jersey
116 JO AS Jordan
117 KZ AS Kazakhstan
118 KE AF Kenya
121 KR AS Korea, Republic Of
122 KW AS Kuwait
125 LV EU Latvia
126 LB AS Lebanon
130 LI EU Liechtenstein
131 LT EU Lithuania
132 LU EU Luxembourg
134 MK EU Macedonia
137 MY AS Malaysia
140 MT EU Malta
146 MX NA Mexico
148 MD EU Moldova, Republic Of
149 MC EU Monaco
151 ME EU Montenegro
153 MA AF Morocco
158 NP AS Nepal
159 NL EU Netherlands
161 NZ OC New Zealand
168 NO EU Norway
169 OM AS Oman
173 PA NA Panama
176 PE SA Peru
177 PH AS Philippines
179 PL EU Poland
180 PT EU Portugal
181 PR NA Puerto Rico
182 QA AS Qatar
184 RO EU Romania
185 RU EU Russian Federation
195 SM EU San Marino
197 SA AS Saudi Arabia
199 RS EU Serbia
202 SG AS Singapore
204 SK EU Slovakia
205 SI EU Slovenia
208 ZA AF South Africa
210 ES EU Spain
211 LK AS Sri Lanka
214 SJ EU Svalbard And Jan Mayen
216 SE EU Sweden
217 CH EU Switzerland
219 TW AS Taiwan, Province Of China
222 TH AS Thailand
228 TN AF Tunisia
229 TR EU Turkey
234 UA EU Ukraine
235 AE AS United Arab Emirates
237 UY SA Uruguay
241 VN AS Viet Nam
250 XK EU Kosovo
"""


_PROVIDERS = (
    Provider(1, "Open Charge Map Contributors", "http://openchargemap.org"),
    Provider(2, "afdc.energy.gov", "http://www.afdc.energy.gov/"),
    Provider(7, "Mobie.pt", "http://www.mobie.pt"),
    Provider(8, "ev-charging.com", "http://e-tankstellen-finder.com/"),
    Provider(13, "www.uppladdning.nu", "http://www.uppladdning.nu"),
    Provider(14, "e-Laad", "http://www.e-laad.nl"),
    Provider(15, "CarStations.com", "http://www.carstations.com"),
    Provider(17, "BlinkNetwork.com", "http://www.blinknetwork.com"),
    Provider(18, "UK National Charge Point Registry", "http://chargepoints.dft.gov.uk"),
    Provider(19, "NOBIL", "https://nobil.no/"),
    Provider(20, "Chargepoint.net", "http://www.chargepoint.net/"),
    Provider(21, "RWE Mobility", "https://www.rwe-mobility.com/"),
    Provider(22, "CHAdeMO.com", "http://www.chademo.com"),
    Provider(23, "ESB eCars", "http://www.esb.ie/electric-cars/"),
    Provider(24, "AddÉnergie Technologies Inc.", "http://www.addenergietechnologies.com/"),
    Provider(25, "Catalan Energy Institute (ICAEN)", "http://icaen.gencat.cat/"),
    Provider(26, "Oplaadpalen.nl", "http://www.oplaadpalen.nl/"),
    Provider(27, "Place To Plug", "https://www.placetoplug.com"),
    Provider(
        28,
        "data.gouv.fr",
        "https://www.data.gouv.fr/fr/datasets/fichier-consolide-des-bornes-de-recharge-pour-vehicules-electriques/",
    ),
    Provider(29, "Bundesnetzagentur.de", "https://bundesnetzagentur.de"),
    Provider(30, "EVIO", "https://go-evio.com/"),
    Provider(31, "Sitronics", "https://www.sitronics-electro.com"),
    Provider(32, "Lithuanian Road Administration", "https://ev.lakd.lt/en/open_source"),
)


def _countries() -> dict[int, Country]:
    rows = [line.split(" ", 3) for line in _COUNTRIES.strip().splitlines()]
    return {int(number): Country(int(number), title, iso, continent) for number, iso, continent, title in rows}


def _by_id(values: tuple[Any, ...]) -> dict[int, Any]:
    return {value.id: value for value in values}


BUILT_IN = ReferenceData(
    connection_types=_by_id(_CONNECTION_TYPES),
    levels=_by_id(_LEVELS),
    current_types=_by_id(_CURRENT_TYPES),
    usage_types=_by_id(_USAGE_TYPES),
    status_types=_by_id(_STATUS_TYPES),
    submission_statuses=_by_id(_SUBMISSION_STATUSES),
    comment_types=_by_id(_COMMENT_TYPES),
    checkin_types=_by_id(_CHECKIN_TYPES),
    countries=_countries(),
    origin=BUILT_IN_ORIGIN,
)

PROVIDERS = ReferenceData(providers=_by_id(_PROVIDERS), origin=BUILT_IN_ORIGIN)
"""Data providers by name, for what names them nowhere. Their licences stand in `licences.json`."""
