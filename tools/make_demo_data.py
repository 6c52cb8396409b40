#!/usr/bin/env python3
"""Make the invented demo data: the files of ocm_plugin/demo.

About four hundred stations along the Rhine from Rotterdam to Basel. The towns are real; stations, operators, data
providers, comments and photos are not, and say so, and neither are the municipalities and motorways around them. The
same script gives the same bytes with every Python.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from demo_cases import CASES, Case  # noqa: E402
from demo_places import motorways, municipalities  # noqa: E402

from tests.ocm_server.dice import Dice  # noqa: E402
from tests.ocm_server.jsontext import dumps  # noqa: E402
from tests.ocm_server.reference import DATA_PROVIDERS, OPERATORS, make_reference, operator_id, provider_id  # noqa: E402
from tests.ocm_server.synthetic import PLUGS  # noqa: E402

Json = dict[str, Any]
FOLDER = ROOT / "ocm_plugin" / "demo"
SEED = 2026
FIRST_ID = 1_000_001
LISTED_SINCE = "2025-09-01T00:00:00Z"
# name, latitude, longitude, country id, stations
TOWNS = (
    ("Rotterdam", 51.9225, 4.4790, 159, 24),
    ("Gouda", 52.0116, 4.7105, 159, 6),
    ("Utrecht", 52.0907, 5.1214, 159, 16),
    ("Nijmegen", 51.8426, 5.8546, 159, 10),
    ("Arnhem", 51.9851, 5.8987, 159, 10),
    ("Emmerich am Rhein", 51.8310, 6.2450, 87, 4),
    ("Wesel", 51.6586, 6.6177, 87, 5),
    ("Duisburg", 51.4344, 6.7623, 87, 12),
    ("Düsseldorf", 51.2277, 6.7735, 87, 22),
    ("Köln", 50.9375, 6.9603, 87, 30),
    ("Bonn", 50.7374, 7.0982, 87, 14),
    ("Remagen", 50.5767, 7.2306, 87, 3),
    ("Koblenz", 50.3569, 7.5890, 87, 10),
    ("Boppard", 50.2311, 7.5897, 87, 3),
    ("Bingen am Rhein", 49.9669, 7.8950, 87, 4),
    ("Mainz", 49.9929, 8.2473, 87, 12),
    ("Wiesbaden", 50.0782, 8.2398, 87, 10),
    ("Worms", 49.6341, 8.3507, 87, 5),
    ("Mannheim", 49.4875, 8.4660, 87, 14),
    ("Ludwigshafen am Rhein", 49.4774, 8.4352, 87, 8),
    ("Speyer", 49.3173, 8.4412, 87, 4),
    ("Karlsruhe", 49.0069, 8.4037, 87, 14),
    ("Baden-Baden", 48.7606, 8.2398, 87, 6),
    ("Strasbourg", 48.5734, 7.7521, 80, 18),
    ("Kehl", 48.5720, 7.8152, 87, 4),
    ("Offenburg", 48.4735, 7.9498, 87, 5),
    ("Freiburg im Breisgau", 47.9990, 7.8421, 87, 12),
    ("Colmar", 48.0794, 7.3585, 80, 7),
    ("Mulhouse", 47.7508, 7.3359, 80, 9),
    ("Saint-Louis", 47.5900, 7.5650, 80, 4),
    ("Weil am Rhein", 47.5950, 7.6220, 87, 4),
    ("Basel", 47.5596, 7.5886, 217, 18),
)
PLACES = {
    159: ("Parkeergarage", "Station", "Kade", "Marktplein", "Sportpark", "Bouwmarkt"),
    87: ("Parkhaus", "Bahnhof", "Rheinufer", "Marktplatz", "Stadtbad", "Baumarkt", "Rathaus", "Messe"),
    80: ("Parking", "Gare", "Quai", "Place du Marché", "Piscine", "Hypermarché"),
    217: ("Parkhaus", "Bahnhof SBB", "Rheinhafen", "Messeplatz", "Zoo"),
}
STREETS = {159: "Voorbeeldstraat", 87: "Musterstraße", 80: "rue de l'Exemple", 217: "Beispielgasse"}
# What stands at a place, and how often: rows of (place in PLUGS, power, quantity).
SITES = (
    (22, ((0, 22, 2),)),
    (14, ((0, 11, 2),)),
    (8, ((0, 22, 4), (5, 3.7, 2))),
    (6, ((4, 7.4, 1),)),
    (9, ((2, 50, 1), (3, 50, 1), (0, 43, 1))),
    (8, ((2, 150, 2),)),
    (6, ((2, 300, 4), (0, 22, 2))),
    (5, ((2, 350, 8),)),
    (4, ((2, 75, 2), (3, 50, 2))),
    (3, ((6, 250, 12),)),
    (3, ((0, None, 2),)),
    (2, ((2, None, 1),)),
)


def make_stations() -> list[Json]:
    """The POIs, ids ascending: ordinary ones town by town, then the special cases spread over the same towns."""
    dice = Dice(SEED)
    stations = [
        ordinary_station(dice, town, f"{dice.pick(PLACES[town[3]])} {town[0]} {n + 1} (invented)")
        for town in TOWNS
        for n in range(town[4])
    ]
    stations += [special_station(dice, TOWNS[n * 7 % len(TOWNS)], case) for n, case in enumerate(CASES)]
    stations += neighbours(dice, stations[60])
    for n, station in enumerate(stations):
        number_station(station, FIRST_ID + 3 * n)
    return stations


def ordinary_station(dice: Dice, town: tuple[str, float, float, int, int], title: str) -> Json:
    """A station as most are, near a town."""
    name, latitude, longitude, country, _ = town
    spread = 0.012
    date = f"{dice.whole(2014, 2025)}-{dice.whole(1, 12):02}-{dice.whole(1, 28):02}"
    created = f"{date}T{dice.whole(0, 23):02}:{dice.whole(0, 59):02}:00Z"
    modified = max(created, dice.pick(("2026-02-20T12:38:00Z", "2025-11-11T12:38:00Z", created)))
    station: Json = {
        "IsRecentlyVerified": modified >= LISTED_SINCE,
        "DateLastVerified": modified,
        "ID": 0,
        "UUID": dice.guid(),
        "DataProviderID": provider_id(_provider(dice, country)),
        "DataProvidersReference": f"INV-{dice.whole(10000, 99999)}",
        "OperatorID": operator_id(dice.whole(0, len(OPERATORS) - 3)),
        "UsageTypeID": dice.pick((1, 1, 4, 4, 5, 5, 6)),
        "AddressInfo": {
            "ID": 0,
            "Title": title,
            "AddressLine1": f"{STREETS[country]} {dice.whole(1, 120)}",
            "Town": name,
            "Postcode": f"{dice.whole(10000, 79999)}",
            "CountryID": country,
            "Latitude": round(latitude + spread * dice.bell(), 6),
            "Longitude": round(longitude + spread * dice.bell() / math.cos(math.radians(latitude)), 6),
            "DistanceUnit": 0,
        },
        "Connections": _connections(dice),
        "StatusTypeID": dice.pick((50, 50, 50, 50, 50, 50, 50, 50, 50, 0, 75, 100)),
        "DateLastStatusUpdate": modified,
        "DataQualityLevel": 1,
        "DateCreated": created,
        "SubmissionStatusTypeID": dice.pick((100, 200)),
    }
    if dice.chance(0.4):
        station["NumberOfPoints"] = sum(row["Quantity"] for row in station["Connections"])
    if dice.chance(0.4):
        station["UsageCost"] = dice.pick(("0,49 €/kWh", "0,59 €/kWh", "Kostenlos", "€ 0,39 per kWh", "CHF 0.55 / kWh"))
    if dice.chance(0.3):
        station["AddressInfo"]["AccessComments"] = dice.pick(("24/7", "Mo-Sa 7-22", "Barrier, ticket needed"))
    if dice.chance(0.3):
        station["AddressInfo"]["ContactTelephone1"] = "+49 221 000000"
    if dice.chance(0.3):
        station["AddressInfo"]["RelatedURL"] = "https://stations.example/"
    return station


def _provider(dice: Dice, country: int) -> int:
    """Most stations come from the registry of their country, some from the others."""
    home = {159: 1, 87: 2, 80: 6, 217: 4}[country]
    return home if dice.chance(0.5) else dice.whole(0, len(DATA_PROVIDERS) - 1)


def _connections(dice: Dice) -> list[Json]:
    connections = []
    for kind, power, quantity in dice.weighted(SITES):
        plug = PLUGS[kind]
        row: Json = {"ConnectionTypeID": plug.kind}
        if power is not None:
            row["LevelID"] = 3 if power >= 40 else 2
            row["PowerKW"] = power
        row.update(CurrentTypeID=plug.current, Quantity=quantity)
        connections.append(row)
    return connections


def special_station(dice: Dice, town: tuple[str, float, float, int, int], case: Case) -> Json:
    """An ordinary station with a case laid over it."""
    station = ordinary_station(dice, town, f"{case.title} (invented)"[:100] if len(case.title) < 100 else case.title)
    if case.connections is not None:
        station["Connections"] = [dict(row) for row in case.connections]
        station.pop("NumberOfPoints", None)
    for target, changes in ((station["AddressInfo"], case.address), (station, case.station)):
        for name, value in changes.items():
            if value is None:
                target.pop(name, None)
            else:
                target[name] = json.loads(json.dumps(value))
    return station


def neighbours(dice: Dice, station: Json) -> list[Json]:
    """More entries for one site: two at the very same coordinates, one of them a copy, and one 15 m further on."""
    address = station["AddressInfo"]
    entries = []
    for title, north in ((address["Title"], 0.0), ("Same pin (invented)", 0.0), ("Next post (invented)", 0.000135)):
        entry = json.loads(json.dumps(station))
        entry["UUID"] = dice.guid()
        entry["AddressInfo"].update(Title=title, Latitude=round(address["Latitude"] + north, 6))
        entries.append(entry)
    entries[1]["OperatorID"] = operator_id(1)
    return entries


def number_station(station: Json, number: int) -> None:
    """Give the station, its address, connections, comments and photos their ids."""
    station["ID"] = number
    station["AddressInfo"]["ID"] = number + 1
    station["Connections"] = [{"ID": number * 10 + n, **row} for n, row in enumerate(station["Connections"])]
    for name in ("UserComments", "MediaItems"):
        for item in station.get(name, []):
            item["ChargePointID"] = number


def demo_files() -> dict[str, str]:
    """The text of each file, by name: one station, one reference item a line."""
    stations = ",\n".join(dumps(station) for station in make_stations())
    lists = []
    for name, items in make_reference().items():
        value = "[\n" + ",\n".join(dumps(item) for item in items) + "\n]" if isinstance(items, list) else dumps(items)
        lists.append(f'"{name}": {value}')
    return {
        "stations.json": f"[\n{stations}\n]\n",
        "reference.json": "{\n" + ",\n".join(lists) + "\n}\n",
        "municipalities.geojson": as_lines(municipalities(TOWNS)),
        "motorways.geojson": as_lines(motorways(TOWNS)),
    }


def as_lines(collection: Json) -> str:
    """GeoJSON with one feature a line."""
    head = dumps({key: value for key, value in collection.items() if key != "features"})[:-1]
    return head + ', "features": [\n' + ",\n".join(map(dumps, collection["features"])) + "\n]}\n"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in demo_files().items():
        (FOLDER / name).write_bytes(text.encode("ascii"))


if __name__ == "__main__":
    main()
