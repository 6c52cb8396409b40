"""POIs as they came, made small enough to be kept: without nulls and without what look-up lists say anyway.

    unpack(pack(poi))       # decodes into the very station that `poi` decodes into

Unknown members stay, so that later versions can read what this one does not. Of users only their names stay.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

from ..json_values import in_pascal_case, text, whole
from .members import reference_objects
from .station import ADDRESS, Comment, Connection, MediaItem, Station

Poi = dict[str, Any]

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode

_OF_STATION = reference_objects(Station)
_OF_ADDRESS = reference_objects(Station, ADDRESS)
_OF_PARTS = {
    "Connections": reference_objects(Connection),
    "UserComments": reference_objects(Comment),
    "MediaItems": reference_objects(MediaItem),
}

# What POIs have in common, the most common last. Packed POIs can only be read with the same text: never change it.
_COMMON = (
    b'"UserComments":[{"ChargePointID":,"CheckinStatusTypeID":10,"Comment":"","CommentTypeID":10,"DateCreated":"20'
    b'"UserName":"","MediaItems":[{"ChargePointID":"IsEnabled":true,"IsExternalResource":false,"IsFeaturedItem":false,'
    b'"IsVideo":false,"ItemThumbnailURL":"https://media.openchargemap.io/images/","ItemURL":"https://media.open'
    b'"MetadataValues":[{"ID":,"ItemValue":"Open Government Licence","MetadataFieldID":4}],"GeneralComments":"'
    b'"AccessComments":"24 hours daily","AddressLine2":"","ContactTelephone1":"+1 888-758-4389"RelatedURL":"http://www.'
    b'"Comments":"kW power is an estimate based on the connection type","ConnectionTypeID":1,"CurrentTypeID":10,'
    b'"LevelID":2,"PowerKW":7.4,"Voltage":230},{"Amps":16,"ConnectionTypeID":2,"ConnectionTypeID":25,"CurrentTypeID":20'
    b'"PowerKW":22.0,"Quantity":2,"StatusTypeID":50,"Voltage":400}],"LevelID":3,"PowerKW":50.0,"PowerKW":150.0,'
    b'"ConnectionTypeID":32,"ConnectionTypeID":33,"CurrentTypeID":30,"ID":"DateLastConfirmed":"2024-0'
    b'{"AddressInfo":{"AddressLine1":"","CountryID":2,"CountryID":87,"DistanceUnit":0,"ID":,"Latitude":5,"Longitude":-'
    b'"Postcode":"","StateOrProvince":"","Title":"","Town":""},"Connections":[{"Amps":32,"ConnectionTypeID":'
    b'],"DataProviderID":1,"DataProvidersReference":"","DataQualityLevel":1,"DateCreated":"202'
    b'"DateLastStatusUpdate":"202:00Z","DateLastVerified":"202:00Z","ID":,"IsRecentlyVerified":false,"NumberOfPoints":1'
    b'"OperatorID":,"StatusTypeID":50,"SubmissionStatusTypeID":100,"SubmissionStatusTypeID":200,"UUID":"-4'
    b'"UsageCost":"","UsageTypeID":1}'
)


def plain_poi(poi: Poi) -> Poi:
    """A POI in any shape as small as it can be: ids in the place of reference objects, no nulls."""
    if "ID" not in poi:
        poi = in_pascal_case(poi)
    plain = _without_objects(poi, _OF_STATION)
    plain[ADDRESS] = _without_objects(poi[ADDRESS], _OF_ADDRESS)
    for name, objects in _OF_PARTS.items():
        items = plain.get(name)
        if isinstance(items, list) and all(isinstance(item, dict) for item in items):
            plain[name] = [_without_user(_without_objects(item, objects)) for item in items]
    return plain


def _without_objects(owner: Poi, objects: list[tuple[str, str]]) -> Poi:
    plain = {name: value for name, value in owner.items() if value is not None}
    for id_name, object_name in objects:
        found = plain.pop(object_name, None)
        if isinstance(found, dict) and whole(plain.get(id_name)) is None and whole(found.get("ID")) is not None:
            plain[id_name] = found["ID"]
    return plain


def _without_user(item: Poi) -> Poi:
    user = item.pop("User", None)
    if isinstance(user, dict):
        name = text(user.get("Username") or user.get("UserName"))
        if name is not None:
            item["User"] = {"Username": name}
    return item


def pack(poi: Poi) -> bytes:
    """A plain POI as it is kept; equal POIs give equal bytes as long as zlib stays the same."""
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_DEFAULT_STRATEGY, _COMMON)
    return packer.compress(_as_json(poi).encode("utf-8", "surrogatepass")) + packer.flush()


def unpack(packed: bytes) -> Poi:
    """The POI of what `pack` made. Raises ValueError when it is damaged."""
    try:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS, _COMMON)
        plain = unpacker.decompress(packed)
        if not unpacker.eof:
            raise ValueError("a packed station is cut")
        poi = json.loads(plain.decode("utf-8", "surrogatepass"))
    except (zlib.error, TypeError) as error:
        raise ValueError("a packed station is damaged") from error
    if not isinstance(poi, dict):
        raise ValueError("a packed station is none")
    return poi
