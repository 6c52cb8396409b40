"""An invented POI with everything in it, and the shapes the API can write it in."""

from __future__ import annotations

import copy
from typing import Any

Poi = dict[str, Any]

POI: Poi = {
    "ID": 4711,
    "UUID": "0A1B2C3D-0000-4000-8000-00000000ABCD",
    "ParentChargePointID": 12,
    "DataProviderID": 1,
    "DataProvidersReference": "EX-1",
    "OperatorID": 9001,
    "OperatorsReference": "OP-1",
    "UsageTypeID": 5,
    "UsageCost": "0.49 EUR/kWh",
    "AddressInfo": {
        "ID": 99,
        "Title": "Invented Square",
        "AddressLine1": "1 Invented Square",
        "AddressLine2": "Level 2",
        "Town": "Nowhere",
        "StateOrProvince": "NW",
        "Postcode": "00001",
        "CountryID": 87,
        "Latitude": 50.5,
        "Longitude": 8.25,
        "ContactTelephone1": "+49 000",
        "ContactTelephone2": "+49 001",
        "ContactEmail": "nobody@example.org",
        "AccessComments": "Ask at the desk",
        "RelatedURL": "http://example.org/",
        "DistanceUnit": 0,
    },
    "Connections": [
        {
            "ID": 1,
            "ConnectionTypeID": 33,
            "Reference": "A1",
            "StatusTypeID": 50,
            "LevelID": 3,
            "Amps": 200,
            "Voltage": 750,
            "PowerKW": 150,
            "CurrentTypeID": 30,
            "Quantity": 4,
            "Comments": "Long cables",
        },
        {"ID": 2, "ConnectionTypeID": 25, "PowerKW": 22.08, "CurrentTypeID": 20},
        {},
    ],
    "NumberOfPoints": 4,
    "GeneralComments": "Behind the invented hall",
    "DatePlanned": "2024-01-01T00:00:00Z",
    "DateLastConfirmed": "2024-02-01T10:00:00Z",
    "DateLastStatusUpdate": "2024-03-01T10:01:00Z",
    "DateCreated": "2023-03-01T10:02:00Z",
    "DateLastVerified": "2024-03-01T10:01:00Z",
    "IsRecentlyVerified": True,
    "StatusTypeID": 50,
    "MetadataValues": [
        {"ID": 1, "MetadataFieldID": 4, "ItemValue": "Contains invented information."},
        {"ID": 2, "MetadataFieldID": 4, "ItemValue": "Contains invented information."},
        {"ID": 3, "MetadataFieldID": 4, "MetadataFieldOption": {"ID": 8, "Title": "Also by somebody else."}},
        {"ID": 4, "MetadataFieldID": 1, "ItemValue": "Parking"},
    ],
    "SubmissionStatusTypeID": 200,
    "UserComments": [
        {
            "ID": 5,
            "ChargePointID": 4711,
            "CommentTypeID": 10,
            "UserName": "someone",
            "Comment": "Works <b>well</b>",
            "Rating": 5,
            "RelatedURL": "http://example.org/c",
            "DateCreated": "2024-03-01T10:01:02.33Z",
            "CheckinStatusTypeID": 10,
        },
        {"ID": 6, "UserName": "", "User": {"ID": 3, "Username": "another"}, "Comment": "Rating 0", "Rating": 0},
    ],
    "MediaItems": [
        {
            "ID": 7,
            "ItemURL": "https://example.org/7.jpg",
            "ItemThumbnailURL": "https://example.org/7s.jpg",
            "Comment": "Front",
            "IsEnabled": True,
            "IsVideo": False,
            "User": {"ID": 3, "Username": "another"},
            "DateCreated": "2024-03-01T10:01:00Z",
        },
        {"ID": 8, "ItemURL": "https://example.org/8.jpg", "IsEnabled": False},
    ],
}

_OBJECTS = {
    "DataProviderID": "DataProvider",
    "OperatorID": "OperatorInfo",
    "UsageTypeID": "UsageType",
    "StatusTypeID": "StatusType",
    "SubmissionStatusTypeID": "SubmissionStatus",
    "CountryID": "Country",
    "ConnectionTypeID": "ConnectionType",
    "LevelID": "Level",
    "CurrentTypeID": "CurrentType",
    "CommentTypeID": "CommentType",
    "CheckinStatusTypeID": "CheckinStatusType",
}
_MEMBERS = {
    "": [name for name in POI if name != "AddressInfo"] + ["DataQualityLevel", "PercentageSimilarity"],
    "AddressInfo": [*POI["AddressInfo"], "Distance"],
    "Connections": list(POI["Connections"][0]),
    "UserComments": list(POI["UserComments"][0]),
    "MediaItems": list(POI["MediaItems"][0]),
}


def _mapped(value: Any, change: Any, place: str = "") -> Any:
    if isinstance(value, dict):
        return change({name: _mapped(member, change, name) for name, member in value.items()}, place)
    return [_mapped(item, change, place) for item in value] if isinstance(value, list) else value


def verbose(poi: Poi) -> Poi:
    """verbose=true: members that are unknown are null instead of left out."""
    return _mapped(poi, lambda owner, place: {**dict.fromkeys(_MEMBERS.get(place, ())), **owner})


def with_objects(poi: Poi) -> Poi:
    """compact=false: reference objects stand beside their ids; those of unknown ids are null."""

    def embed(owner: Poi, place: str) -> Poi:
        objects = {
            _OBJECTS[name]: None if number is None else {"ID": number, "Title": f"{_OBJECTS[name]} {number}"}
            for name, number in owner.items()
            if name in _OBJECTS
        }
        return {**objects, **owner}

    return _mapped(poi, embed)


def objects_only(poi: Poi) -> Poi:
    """As some mirrors write it: reference objects, and no ids beside them."""
    whole = with_objects(poi)
    return _mapped(
        whole,
        lambda owner, place: {n: v for n, v in owner.items() if not (n in _OBJECTS and owner.get(_OBJECTS[n]))},
    )


def camel_case(poi: Poi) -> Poi:
    """camelcase=true, by the rule of the server's JSON library: leading capitals up to the last one become small."""

    def small(name: str) -> str:
        run = 0
        while run < len(name) and name[run].isupper():
            run += 1
        keep = run if run in (1, len(name)) else run - 1
        return name[:keep].lower() + name[keep:]

    return _mapped(poi, lambda owner, place: {small(name): member for name, member in owner.items()})


def turned_round(poi: Poi) -> Poi:
    """The same members in another order, which JSON does not promise."""
    return _mapped(copy.deepcopy(poi), lambda owner, place: dict(reversed(list(owner.items()))))


def numbers_as_text(poi: Poi) -> Poi:
    """As converters of spreadsheets write it."""

    def quoted(owner: Poi, place: str) -> Poi:
        return {n: str(v) if isinstance(v, (int, float)) and not isinstance(v, bool) else v for n, v in owner.items()}

    return _mapped(poi, quoted)


SHAPES = {
    "compact": lambda poi: poi,
    "compact verbose": verbose,
    "embedded": with_objects,
    "embedded verbose": lambda poi: with_objects(verbose(poi)),
    "objects only": objects_only,
    "camelCase": camel_case,
    "camelCase embedded verbose": lambda poi: camel_case(with_objects(verbose(poi))),
    "camelCase objects only": lambda poi: camel_case(objects_only(poi)),
    "turned round": turned_round,
    "numbers as text": numbers_as_text,
}
