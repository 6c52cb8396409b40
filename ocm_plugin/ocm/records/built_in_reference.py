"""The reference data for the time before the first contact with a server: what hardly ever changes, and no operators.

Ids, titles and flags as Open Charge Map publishes them under /referencedata (its own data, CC BY 4.0). Of the countries
those with more than a few stations; the rest, operators and data providers come with the first contact. Those who
pass on records must name their providers: for files without look-up lists, PROVIDERS knows them by name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..translation import tr
from .reference import (
    BUILT_IN_ORIGIN,
    CheckinType,
    ConnectionType,
    Country,
    Operator,
    Provider,
    ReferenceData,
    Titled,
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
    ConnectionType(7, "Avcon Connector", "Avcon SAE J1772-2001", True),
    ConnectionType(8, "Tesla (Roadster)", "Tesla Connector", True),
    ConnectionType(9, "NEMA 5-20R"),
    ConnectionType(10, "NEMA 14-30"),
    ConnectionType(11, "NEMA 14-50"),
    ConnectionType(13, "Europlug 2-Pin (CEE 7/16)", "Europlug 2-Pin (CEE 7/16)"),
    ConnectionType(14, "NEMA 6-20"),
    ConnectionType(15, "NEMA 6-15"),
    ConnectionType(16, "CEE 3 Pin"),
    ConnectionType(17, "CEE 5 Pin"),
    ConnectionType(18, "CEE+ 7 Pin"),
    ConnectionType(21, "XLR Plug (4 pin)"),
    ConnectionType(22, "NEMA 5-15R", "NEMA 5-15R"),
    ConnectionType(23, "CEE 7/5"),
    ConnectionType(24, "Wireless Charging"),
    ConnectionType(25, "Type 2 (Socket Only)", "IEC 62196-2 Type 2"),
    ConnectionType(26, "SCAME Type 3C (Schneider-Legrand)", "IEC 62196-2 Type 3"),
    ConnectionType(27, "NACS / Tesla Supercharger", "NACS"),
    ConnectionType(28, "CEE 7/4 - Schuko - Type F", "CEE 7/4"),
    ConnectionType(29, "Type I (AS 3112)", "Type I/AS 3112/CPCS-CCC"),
    ConnectionType(30, "Tesla (Model S/X)"),
    ConnectionType(31, "Tesla Battery Swap", "Tesla Battery Swap Station"),
    ConnectionType(32, "CCS (Type 1)", "IEC 62196-3 Configuration EE"),
    ConnectionType(33, "CCS (Type 2)", "IEC 62196-3 Configuration FF"),
    ConnectionType(34, "IEC 60309 3-pin", "IEC 60309 3-pin"),
    ConnectionType(35, "IEC 60309 5-pin", "IEC 60309 5-pin"),
    ConnectionType(36, "SCAME Type 3A (Low Power)"),
    ConnectionType(1036, "Type 2 (Tethered Connector)", "IEC 62196-2"),
    ConnectionType(1037, "T13 - SEC1011 ( Swiss domestic 3-pin ) - Type J", "T13/ IEC Type J"),
    ConnectionType(1038, "GB-T AC - GB/T 20234.2 (Socket)", "GB-T AC - GB/T 20234.2 (Socket)"),
    ConnectionType(1039, "GB-T AC - GB/T 20234.2 (Tethered Cable)", "GB-T AC - GB/T 20234.2 (Tethered Cable)"),
    ConnectionType(1040, "GB-T DC - GB/T 20234.3", "GB-T DC - GB/T 20234.3"),
    ConnectionType(1041, "Three Phase 5-Pin (AS/NZ 3123)", "AS/NZS 3123 Three Phase"),
    ConnectionType(1042, "NEMA TT-30R"),
    ConnectionType(1043, "Type M", "IEC Type M (SANS 164-1, IS 1293:2005)"),
    ConnectionType(1044, "ChaoJi", "ChaoJi"),
)

_LEVELS = (
    Titled(1, "Level 1 : Low (Under 2kW)"),
    Titled(2, "Level 2 : Medium (Over 2kW)"),
    Titled(3, "Level 3: High (Over 40kW)"),
)

_CURRENT_TYPES = (
    Titled(10, "AC (Single-Phase)"),
    Titled(20, "AC (Three-Phase)"),
    Titled(30, "DC"),
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
    Titled(0, "Unknown"),
    Titled(10, "Currently Available (Automated Status)"),
    Titled(20, "Currently In Use (Automated Status)"),
    Titled(30, "Temporarily Unavailable"),
    Titled(50, "Operational"),
    Titled(75, "Partly Operational (Mixed)"),
    Titled(100, "Not Operational"),
    Titled(150, "Planned For Future Date"),
    Titled(200, "Removed (Decommissioned)"),
    Titled(210, "Removed (Duplicate Listing)"),
)

_SUBMISSION_STATUSES = (
    Titled(1, "Submission Under Review"),
    Titled(50, "Imported and Under Review"),
    Titled(100, "Imported and Published"),
    Titled(200, "Submission Published"),
    Titled(250, "Submission Rejected - Incomplete"),
    Titled(1000, "Delisted"),
    Titled(1001, "Delisted - Duplicate"),
    Titled(1002, "Delisted - No Longer Active/Decommissioned"),
    Titled(1005, "Delisted - Superseded by Update"),
    Titled(1010, "Delisted - Not Public Information/Is Private Residence"),
    Titled(1020, "Delisted - Removed by Import Data Provider"),
)

_COMMENT_TYPES = (
    Titled(10, "General Comment"),
    Titled(50, "Important Notice (For Other Users)"),
    Titled(100, "Suggested Change (Note To Editors)"),
    Titled(110, "Suggested Changed (Actioned By Editor)"),
    Titled(1000, "Fault Report (Notice To Users And Operator)"),
)

_CHECKIN_TYPES = (
    CheckinType(0, "Did Not Visit Location"),
    CheckinType(10, "Charged Successfully", True),
    CheckinType(15, "Charged Successfully (Automated Checkin)", True),
    CheckinType(20, "Failed to Charge (Equipment Not Operational)", False),
    CheckinType(22, "Failed to Charge (Equipment Not Fully Installed)", False),
    CheckinType(25, "Failed to Charge (Equipment Problem)", False),
    CheckinType(30, "Failed to Charge (Equipment Not Compatible)", False),
    CheckinType(40, "Failed to Charge (Required Other Access Card/Fob etc.)", False),
    CheckinType(50, "Failed to Charge (No Charging Equipment Present)", False),
    CheckinType(100, "Charging Spot In Use (Other EV Parked)", True),
    CheckinType(110, "Charging Spot In Use (Non-EV Parked)", False),
    CheckinType(120, "Charging Spot Not Accessible (Access locked or site closed)", False),
    CheckinType(130, "Charging Spot Not Found (Inadequate or Incorrect Details)", False),
    CheckinType(140, "Equipment & Location Confirmed Correct", True),
    CheckinType(150, "Location Is A Duplicate", False),
    CheckinType(160, "Equipment/Location Has Been Decommissioned", False),
    CheckinType(200, "Other (Negative/Bad)", False),
    CheckinType(210, "Other (Positive/Good)", True),
)

_COUNTRIES = """
1 GB United Kingdom
2 US United States
3 IE Ireland
4 HK Hong Kong
6 AX Aland Islands
7 AL Albania
10 AD Andorra
15 AR Argentina
16 AM Armenia
18 AU Australia
19 AT Austria
20 AZ Azerbaijan
22 BH Bahrain
25 BY Belarus
26 BE Belgium
33 BA Bosnia And Herzegovina
36 BR Brazil
39 BG Bulgaria
44 CA Canada
49 CL Chile
50 CN China
53 CO Colombia
58 CR Costa Rica
60 HR Croatia
63 CY Cyprus
64 CZ Czech Republic
65 DK Denmark
68 DO Dominican Republic
69 EC Ecuador
70 EG Egypt
74 EE Estonia
77 FO Faroe Islands
79 FI Finland
80 FR France
86 GE Georgia
87 DE Germany
89 GI Gibraltar
90 GR Greece
96 GG Guernsey
102 VA Holy See (Vatican City State)
104 HU Hungary
105 IS Iceland
106 IN India
107 ID Indonesia
110 IM Isle Of Man
111 IL Israel
112 IT Italy
114 JP Japan
115 JE Jersey
116 JO Jordan
117 KZ Kazakhstan
118 KE Kenya
121 KR Korea, Republic Of
122 KW Kuwait
125 LV Latvia
126 LB Lebanon
130 LI Liechtenstein
131 LT Lithuania
132 LU Luxembourg
134 MK Macedonia
137 MY Malaysia
140 MT Malta
146 MX Mexico
148 MD Moldova, Republic Of
149 MC Monaco
151 ME Montenegro
153 MA Morocco
158 NP Nepal
159 NL Netherlands
161 NZ New Zealand
168 NO Norway
169 OM Oman
173 PA Panama
176 PE Peru
177 PH Philippines
179 PL Poland
180 PT Portugal
181 PR Puerto Rico
182 QA Qatar
184 RO Romania
185 RU Russian Federation
195 SM San Marino
197 SA Saudi Arabia
199 RS Serbia
202 SG Singapore
204 SK Slovakia
205 SI Slovenia
208 ZA South Africa
210 ES Spain
211 LK Sri Lanka
214 SJ Svalbard And Jan Mayen
216 SE Sweden
217 CH Switzerland
219 TW Taiwan, Province Of China
222 TH Thailand
228 TN Tunisia
229 TR Turkey
234 UA Ukraine
235 AE United Arab Emirates
237 UY Uruguay
241 VN Viet Nam
250 XK Kosovo
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
    rows = [line.split(" ", 2) for line in _COUNTRIES.strip().splitlines()]
    return {int(number): Country(int(number), title, iso) for number, iso, title in rows}


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

_NO_NETWORKS = (
    Operator(1, "(Unknown Operator)"),
    Operator(44, "(Private Residence/Individual)"),
    Operator(45, "(Business Owner at Location)"),
)
TITLED = replace(BUILT_IN, operators=_by_id(_NO_NETWORKS))
"""What has the same id and title for ever, so that languages may have titles of their own: no names."""


def titles_in_language(list_name: str) -> dict[str, str]:
    """Titles as columns hold them and as the user's language has them, of those entries that it calls otherwise."""
    titles = [entry.title for entry in getattr(TITLED, list_name).values()]
    return {title: tr(title) for title in titles if tr(title) != title}


PROVIDERS = ReferenceData(providers=_by_id(_PROVIDERS), origin=BUILT_IN_ORIGIN)
"""Data providers by name, for what names them nowhere. Their licences stand in `licences.json`."""
