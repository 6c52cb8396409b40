"""Reading the query string the way the real server does: nothing is an error, whatever is unreadable is dropped."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.parse import parse_qsl

from .areas import (
    DEFAULT_CORRIDOR_KM,
    DEFAULT_RADIUS_KM,
    Area,
    Box,
    Circle,
    Corridor,
    Polygon,
    Unfiltered,
)
from .polyline import points_from_text
from .sphere import KM_TO_MILES

DEFAULT_MAX_RESULTS = 100
OUTPUTS = ("json", "geojson", "csv", "xml", "kml")
SORT_ORDERS = ("id_asc", "modified_asc", "created_asc")
MAX_TEXT = 100
_DATE_FORMATS = (
    "%Y-%m-%dT%H:%M:%S.%f",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%m/%d/%Y",
)


def joined_parameters(query_string: str) -> dict[str, str]:
    """The parameters by lower-case name, repeated ones joined with commas, empty ones left out."""
    joined: dict[str, str] = {}
    for name, value in parse_qsl(query_string, keep_blank_values=True):
        name = name.lower()
        joined[name] = f"{joined[name]},{value}" if name in joined else value
    return {name: value for name, value in joined.items() if value}


def first_key(query_string: str) -> str | None:
    """The first `key=` of the query (name in lower case only), or None when there is none."""
    for name, value in parse_qsl(query_string, keep_blank_values=True):
        if name == "key":
            return value
    return None


def whole_number(text: str | None) -> int | None:
    if text is None or not re.fullmatch(r"\s*[-+]?\d+\s*", text, re.ASCII):
        return None
    number = int(text)
    return number if -(2**31) <= number < 2**31 else None


def decimal(text: str | None) -> float | None:
    """A decimal number; commas are thousands separators, so "51,5" is 515."""
    if text is None:
        return None
    plain = text.strip().replace(",", "")
    if plain in ("NaN", "Infinity", "-Infinity"):
        return float(plain)
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", plain, re.ASCII):
        return None
    return float(plain)


def number_list(text: str | None) -> frozenset[int] | None:
    """The valid members, or None (no filter) when none is valid."""
    if text is None:
        return None
    numbers = frozenset(n for n in map(whole_number, text.split(",")) if n is not None)
    return numbers or None


def flag(text: str | None, default: bool) -> bool:
    """`verbose` and its like: anything present but not true is false."""
    return default if text is None else text.strip().lower() == "true"


def tristate(text: str | None) -> bool | None:
    """`opendata` and its like: anything but true and false is not set."""
    return {"true": True, "false": False}.get((text or "").strip().lower())


def date(text: str | None) -> str | None:
    """The moment in UTC as `yyyy-mm-ddThh:mm:ss`, comparable as text; unreadable ones are dropped."""
    if text is None:
        return None
    plain = re.sub(r"(\.\d{6})\d+", r"\1", text.strip())
    zone = re.search(r"(Z|[-+]\d\d:?\d\d)$", plain) if "T" in plain or ":" in plain else None
    for pattern in _DATE_FORMATS:
        try:
            moment = datetime.strptime(plain[: zone.start()] if zone else plain, pattern)
        except ValueError:
            continue
        if zone and zone.group() != "Z":
            offset = datetime.strptime(zone.group(), "%z").tzinfo
            moment = moment.replace(tzinfo=offset).astimezone(timezone.utc)
        return moment.strftime("%Y-%m-%dT%H:%M:%S")
    return None


@dataclass
class Query:
    """One request for POIs, read as the server reads it. None means: not filtered."""

    output: str = "json"
    max_results: int = DEFAULT_MAX_RESULTS
    area: Area | None = None
    sql_fallback: bool = False
    unit: str = "miles"
    sort_by: str | None = None
    greater_than_id: int | None = None
    country_code: str | None = None
    country_ids: frozenset[int] | None = None
    operator_ids: frozenset[int] | None = None
    connection_type_ids: frozenset[int] | None = None
    usage_type_ids: frozenset[int] | None = None
    status_type_ids: frozenset[int] | None = None
    data_provider_ids: frozenset[int] | None = None
    submission_status_ids: frozenset[int] | None = None
    level_ids: frozenset[int] | None = None
    station_ids: frozenset[int] | None = None
    min_power_kw: float | None = None
    max_power_kw: float | None = None
    open_data: bool | None = None
    has_media: bool | None = None
    has_comment: bool | None = None
    has_checkin: bool | None = None
    modified_since: str | None = None
    created_since: str | None = None
    postcodes: frozenset[str] | None = None
    operator_name: str | None = None
    data_provider_name: str | None = None
    connection_type_name: str | None = None
    level_of_detail: int = 1
    verbose: bool = True
    compact: bool = False
    camel_case: bool = False
    include_comments: bool = False
    callback: str | None = None

    @property
    def is_distance_search(self) -> bool:
        return isinstance(self.area, Circle)


def read_query(parameters: dict[str, str]) -> Query:
    """The Query of joined parameters. Raises areas.BadGeometry where the real server throws."""
    get = parameters.get

    def text(name: str) -> str | None:
        value = get(name)
        return value[:MAX_TEXT] if value else None

    max_results = whole_number(get("maxresults"))
    sort_by = (text("sortby") or "").strip().lower()
    stations = number_list(get("chargepointid"))
    country_code = text("countrycode")
    query = Query(
        output=output_name(get("output")),
        max_results=DEFAULT_MAX_RESULTS if max_results is None else max_results,
        unit="km" if (text("distanceunit") or "").strip().lower() in ("km", "kilometers") else "miles",
        sort_by=sort_by if sort_by in SORT_ORDERS else None,
        greater_than_id=whole_number(get("greaterthanid")),
        country_code=country_code,
        country_ids=None if country_code else number_list(get("countryid")),
        operator_ids=number_list(get("operatorid")),
        connection_type_ids=number_list(get("connectiontypeid")),
        usage_type_ids=number_list(get("usagetypeid")),
        status_type_ids=number_list(get("statustypeid")),
        data_provider_ids=number_list(get("dataproviderid")),
        submission_status_ids=_submission_statuses(get("submissionstatustypeid")),
        level_ids=number_list(get("levelid")),
        station_ids=number_list(get("id")) if stations is None else stations,
        min_power_kw=_power(get("minpowerkw")),
        max_power_kw=_power(get("maxpowerkw")),
        open_data=tristate(get("opendata")),
        has_media=tristate(get("hasmedia")),
        has_comment=tristate(get("hascomment")),
        has_checkin=tristate(get("hascheckins")),
        modified_since=date(get("modifiedsince")),
        created_since=date(get("createdsince")),
        postcodes=frozenset(get("postcodes", "").lower().split(",")) if get("postcodes") else None,
        operator_name=text("operatorname"),
        data_provider_name=text("dataprovidername"),
        connection_type_name=text("connectiontype"),
        level_of_detail=whole_number(get("levelofdetail")) or 1,
        verbose=flag(get("verbose"), True),
        compact=flag(get("compact"), False),
        camel_case=flag(get("camelcase"), False),
        include_comments=flag(get("includecomments"), False),
        callback=text("callback"),
    )
    try:
        query.area = _area(parameters, query.unit)
    except Unfiltered:
        query.sql_fallback = True
    return query


def output_name(text: str | None) -> str:
    """The output asked for; an unknown one is xml. `rss` and `carwings` are kept: they are refused."""
    name = (text or "json").strip().lower()
    return name if name in (*OUTPUTS, "rss", "carwings") else "xml"


def _submission_statuses(text: str | None) -> frozenset[int] | None:
    statuses = number_list(text)
    return None if statuses == frozenset((0,)) else statuses


def _power(text: str | None) -> float | None:
    power = decimal(text)
    return power if power is not None and power >= 1 else None


def _area(parameters: dict[str, str], unit: str) -> Area | None:
    """The area by precedence: polyline, box, polygon, then the point and its distance."""
    distance = decimal(parameters.get("distance"))
    if distance is not None and unit == "miles":
        distance /= KM_TO_MILES
    for name in ("polyline", "boundingbox", "polygon"):
        points = points_from_text(parameters[name]) if name in parameters else None
        if points is None:
            continue
        if name == "polyline":
            return Corridor(points, DEFAULT_CORRIDOR_KM if distance is None else distance)
        return Box(points) if name == "boundingbox" else Polygon(points)
    latitude = _within(decimal(parameters.get("latitude")), 90)
    longitude = _within(decimal(parameters.get("longitude")), 180)
    if latitude is None or longitude is None:
        return None
    return Circle((latitude, longitude), DEFAULT_RADIUS_KM if distance is None else distance)


def _within(value: float | None, limit: float) -> float | None:
    """The value, or None beyond the limit. Not-a-number passes, as in the real server, and fails later."""
    return None if value is not None and not math.isnan(value) and abs(value) > limit else value
