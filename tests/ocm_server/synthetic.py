"""Invented POIs in any number, shaped like real ones: with as much missing as real data miss."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from .dice import Dice
from .reference import DATA_PROVIDERS, OPERATORS, make_reference, operator_id, provider_id

__all__ = ["EUROPE", "PLUGS", "Plug", "make_pois", "make_reference"]

Json = dict[str, Any]
Bounds = tuple[float, float, float, float]
"""South, west, north and east in degrees."""
EUROPE: Bounds = (36.0, -10.0, 60.0, 25.0)
ESTIMATE = "kW power is an estimate based on the connection type"
_LAST_IMPORT = datetime(2026, 3, 1, 12, 38)
_COUNTRY_IDS = (87, 159, 80, 217, 26, 1)
_CLUSTERS = 60
_NAMES = ("Marktplatz", "Station Noord", "Parking du Port", "Rathaus & Post", "Hôtel d'Été", 'Hof "Sonne"', "Ölmühle")


class Plug:
    """A kind of connection: OCM ids of type and current, amps, volts and the powers it comes with."""

    def __init__(self, kind: int, current: int, amps: int, volts: int, powers: Sequence[float]) -> None:
        self.kind, self.current, self.amps, self.volts, self.powers = kind, current, amps, volts, powers


PLUGS = (
    Plug(25, 20, 32, 400, (11, 22, 22, 22, 43)),
    Plug(1036, 20, 16, 400, (11, 22)),
    Plug(33, 30, 125, 400, (50, 50, 75, 150, 300, 350)),
    Plug(2, 30, 125, 400, (50, 50, 100)),
    Plug(1, 10, 16, 230, (3.7, 7.4)),
    Plug(28, 10, 16, 230, (2.3, 3.7)),
    Plug(27, 30, 400, 500, (150, 250)),
)
_PLUG_WEIGHTS = (0, 0, 0, 0, 1, 2, 2, 2, 3, 3, 4, 5, 6)


def make_pois(count: int, seed: int = 1, bounds: Bounds | None = None) -> list[Json]:
    """`count` POIs as `compact=true&verbose=false` gives them, ids ascending with gaps, inside the bounds (Europe)."""
    dice = Dice(seed)
    south, west, north, east = bounds or EUROPE
    centres = [(dice.between(south, north), dice.between(west, east)) for _ in range(_CLUSTERS)]
    spread = min(north - south, east - west) / 60
    pois: list[Json] = []
    number = 1000
    place = (south, west)
    for _ in range(count):
        number += dice.whole(1, 5)
        if not pois or not dice.chance(0.04):
            place = _place(dice, centres, spread, (south, west, north, east))
        pois.append(_poi(dice, number, place))
    return pois


def _place(dice: Dice, centres: Sequence[tuple[float, float]], spread: float, bounds: Bounds) -> tuple[float, float]:
    south, west, north, east = bounds
    if dice.chance(0.3):
        return round(dice.between(south, north), 6), round(dice.between(west, east), 6)
    latitude, longitude = dice.pick(centres)
    latitude = min(north, max(south, latitude + spread * dice.bell()))
    longitude = min(east, max(west, longitude + spread * dice.bell()))
    return round(latitude, dice.whole(4, 12)), round(longitude, dice.whole(4, 12))


def _poi(dice: Dice, number: int, place: tuple[float, float]) -> Json:
    created = _moment(dice, 4000)
    modified = max(created, _LAST_IMPORT if dice.chance(0.4) else _moment(dice, 1500))
    verified = modified
    plain_date = "%Y-%m-%dT%H:%M:00Z"
    poi: Json = {
        "IsRecentlyVerified": False,
        "DateLastVerified": verified.strftime(plain_date),
        "ID": number,
        "UUID": dice.guid(),
        "DataProviderID": provider_id(dice.whole(0, len(DATA_PROVIDERS) - 1)),
    }
    if dice.chance(0.8):
        poi["DataProvidersReference"] = str(dice.whole(10000, 99999))
    if dice.chance(0.96):
        poi["OperatorID"] = 1 if dice.chance(0.1) else operator_id(dice.whole(0, len(OPERATORS) - 1))
    if dice.chance(0.85):
        poi["UsageTypeID"] = dice.pick((1, 1, 1, 4, 4, 5, 2, 3, 6, 7, 0))
    if dice.chance(0.3):
        poi["UsageCost"] = dice.pick(("€0,45/kWh", "Free", "kostenlos", "Free parking", "£0.30 per kWh", ""))
    poi["AddressInfo"] = _address(dice, number, place)
    poi["Connections"] = _connections(dice, number * 10)
    if dice.chance(0.4):
        poi["NumberOfPoints"] = dice.whole(1, 8)
    if dice.chance(0.1):
        poi["GeneralComments"] = dice.pick(("Level -2\r\nbehind the barrier", " ask at the desk ", "a < b & c", ""))
    if dice.chance(0.01):
        poi["DateLastConfirmed"] = modified.strftime(plain_date)
    if dice.chance(0.85):
        poi["StatusTypeID"] = dice.pick((50, 50, 50, 50, 50, 50, 0, 75, 100, 150, 30))
    poi["DateLastStatusUpdate"] = modified.strftime(plain_date)
    poi["DataQualityLevel"] = 1
    poi["DateCreated"] = created.strftime(plain_date)
    poi["SubmissionStatusTypeID"] = dice.pick((100, 100, 200))
    return poi


def _moment(dice: Dice, days: int) -> datetime:
    return _LAST_IMPORT - timedelta(minutes=dice.whole(0, days * 1440))


def _address(dice: Dice, number: int, place: tuple[float, float]) -> Json:
    address: Json = {
        "ID": number + 1,
        "Title": f"{dice.pick(_NAMES)} {dice.whole(1, 200)} (invented)",
        "AddressLine1": f"{dice.pick(_NAMES)} {dice.whole(1, 99)}",
        "Town": "Musterstadt",
        "Postcode": str(dice.whole(10000, 99999)),
        "CountryID": dice.pick(_COUNTRY_IDS),
        "Latitude": place[0],
        "Longitude": place[1],
    }
    if dice.chance(0.4):
        address["ContactTelephone1"] = dice.pick(
            ("+49 221 000000", "0800 000000", "", "+31 10 0000000, +31 10 1111111")
        )
    if dice.chance(0.2):
        address["AccessComments"] = dice.pick(("24 hours daily", "", "Mo-Fr 8-18\r\nSa 9-12"))
    if dice.chance(0.3):
        address["RelatedURL"] = "https://stations.example/"
    address["DistanceUnit"] = 0
    return address


def _connections(dice: Dice, first_number: int) -> list[Json]:
    if dice.chance(0.02):
        return []
    rows = dice.pick((1, 1, 1, 1, 1, 1, 2, 2, 3))
    return [_connection(dice, first_number + n) for n in range(rows)]


def _connection(dice: Dice, number: int) -> Json:
    """One connection; whatever the server would compute from amps and volts is there already."""
    plug = PLUGS[dice.pick(_PLUG_WEIGHTS)]
    row: Json = {"ID": number}
    if dice.chance(0.98):
        row["ConnectionTypeID"] = plug.kind
    if dice.chance(0.1):
        row["StatusTypeID"] = dice.pick((50, 75, 100, 0, 150, 200))
    has_power = dice.chance(0.92)
    power = dice.pick(plug.powers)
    if has_power or dice.chance(0.5):
        row["LevelID"] = 3 if power >= 40 else 2 if power >= 2 else 1
    if has_power:
        if dice.chance(0.6):
            row["Amps"], row["Voltage"] = plug.amps, plug.volts
        row["PowerKW"] = power
    if dice.chance(0.7):
        row["CurrentTypeID"] = plug.current
    if dice.chance(0.8):
        row["Quantity"] = dice.pick((1, 1, 2, 2, 2, 4, 6, 12))
    if dice.chance(0.1):
        row["Comments"] = ESTIMATE if has_power else dice.pick(("", "cable locked"))
    return row
