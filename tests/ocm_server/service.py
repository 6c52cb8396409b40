"""What the service answers to a request, before it goes over the wire."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from . import exports, gate
from .areas import BadGeometry
from .faults import Answer, Fault
from .jsontext import dumps
from .parameters import Query, joined_parameters, number_list, output_name, read_query
from .shapes import Shape
from .stations import Json
from .store import PUBLISHED, Record, Store, reported_distance

_NOT_PART_OF_SELECTION = frozenset(
    [
        "key",
        "client",
        "greaterthanid",
        "maxresults",
        "sortby",
        "output",
        "verbose",
        "compact",
        "camelcase",
        "includecomments",
        "callback",
        "v",
    ]
)
_CONTENT_TYPES = {
    "json": "application/json",
    "geojson": "application/geo+json",
    "csv": "text/csv; header=present; charset=UTF-8;",
    "xml": "text/xml",
    "kml": "application/vnd.google-earth.kml+xml",
}
_VERSION = re.compile(r"v[1-4]")


@dataclass(frozen=True)
class Route:
    """A path taken apart. `action` is "poi", "referencedata" or empty for anything else."""

    version: str | None
    action: str
    rest: tuple[str, ...] = ()


def route(path: str) -> Route:
    """Case-sensitive; what follows `poi` is not looked at, nor a trailing slash."""
    parts = [part for part in path.split("/") if part]
    if not parts or not _VERSION.fullmatch(parts[0]):
        return Route(None, "", tuple(parts))
    action = parts[1] if len(parts) > 1 else ""
    return Route(parts[0], action if action in ("poi", "referencedata") else "", tuple(parts[1:]))


class Service:
    """Open Charge Map over a list of POIs and its reference data."""

    def __init__(
        self,
        pois: Iterable[Mapping[str, Any]],
        reference: Json,
        keys: Collection[str] | None,
        banned: Collection[str] = (),
        now: datetime | None = None,
    ) -> None:
        self.reference = reference
        self.keys = keys
        self.banned = banned
        self._now = now or datetime.now(timezone.utc)
        self._lock = threading.Lock()
        self.store = Store(pois, reference, self._now)

    def replace_pois(self, pois: Iterable[Mapping[str, Any]]) -> None:
        store = Store(pois, self.reference, self._now)
        with self._lock:
            self.store = store

    def answer(
        self, method: str, path: str, query_string: str, headers: Mapping[str, str], fault: Fault | None = None
    ) -> tuple[Answer, int | None]:
        """The answer, and the number of POIs in it when it is a list of them. `headers` has lower-case names."""
        refusal = gate.key_refusal(query_string, headers, self.keys, self.banned) or gate.robot_refusal(headers)
        if refusal:
            return Answer(refusal.status, refusal.text.encode(), refusal.content_type), None
        target = route(path)
        if target.version is None:
            return Answer(400, gate.NO_VERSION.encode(), None), None
        if method != "GET":
            return Answer(401, b"", None), None
        if target.rest == ("openapi",):
            return Answer(302, b"", None, {"Location": "/ocm-openapi-spec.yaml"}), None
        if not target.action:
            return Answer(404, b"", None), None
        parameters = joined_parameters(query_string)
        if output_name(parameters.get("output")) in ("rss", "carwings"):
            return Answer(400, gate.NO_SUCH_OUTPUT.encode(), None), None
        if target.action == "referencedata":
            return self._reference_answer(parameters), None
        return self._poi_answer(parameters, fault, as_json_text=target.version == "v4")

    def _reference_answer(self, parameters: dict[str, str]) -> Answer:
        output = output_name(parameters.get("output"))
        if output != "json":
            return Answer(200, b"", _CONTENT_TYPES[output])
        reference = dict(self.reference)
        countries = number_list(parameters.get("countryid"))
        if countries:
            used = {
                kind
                for record in self.store.records
                if record.country in countries and record.submission in PUBLISHED
                for kind, _, _ in record.connections
            }
            reference["ConnectionTypes"] = [t for t in reference["ConnectionTypes"] if t["ID"] in used]
        text = _shape(read_query({k: v for k, v in parameters.items() if k in _SHAPE})).reference_text(reference)
        return Answer(200, text.encode("ascii"), _CONTENT_TYPES["json"])

    def _poi_answer(
        self, parameters: dict[str, str], fault: Fault | None, as_json_text: bool
    ) -> tuple[Answer, int | None]:
        try:
            query = read_query(parameters)
            if fault and fault.change_query:
                query = fault.change_query(query)
            with self._lock:
                records = self._page(query, parameters, fault.repeated_stations if fault else 0)
                texts = self._texts(query, records) if query.output == "json" else None
        except BadGeometry:
            return Answer(200, b"", _CONTENT_TYPES[output_name(parameters.get("output"))]), None
        if texts is None:
            return self._exported(query, records), len(records)
        if fault and fault.change_stations:
            body = dumps(fault.change_stations([json.loads(text) for text in texts]))
        else:
            body = _shape(query).list_text(texts)
        if query.callback:
            body += f"{query.callback}()"
        if as_json_text:
            body = dumps(body)
        return Answer(200, body.encode("ascii"), _CONTENT_TYPES["json"]), len(records)

    def _page(self, query: Query, parameters: dict[str, str], repeated: int) -> list[Record]:
        selection = {k: v for k, v in parameters.items() if k not in _NOT_PART_OF_SELECTION}
        key = repr(sorted(selection.items()))
        page = self.store.find(query, key)
        if repeated:
            earlier = self.store.before(query, key, repeated)
            page = ((earlier or page[:repeated]) + page)[: query.max_results]
        return page

    def _texts(self, query: Query, records: list[Record]) -> list[str]:
        shape = _shape(query)
        texts = [self.store.text(record, shape) for record in records]
        if not query.is_distance_search:
            return texts
        unset = shape.distance_mark()
        unit = 1 if query.unit == "km" else 2
        return [
            text.replace(unset, shape.distance_mark(repr(reported_distance(query, record)), unit), 1)
            for text, record in zip(texts, records)
        ]

    def _exported(self, query: Query, records: list[Record]) -> Answer:
        shape, tables = _shape(query), self.store.tables
        stations = [_with_distance(query, record) for record in records]
        headers = {}
        if query.output == "geojson":
            text = exports.geojson(stations, tables, shape, query.callback)
        elif query.output == "csv":
            text = exports.csv(stations, tables, shape)
            headers["Content-Disposition"] = "attachment; filename=ocm.csv"
        elif query.output == "kml":
            text = exports.kml(stations, tables, shape)
        else:
            text = exports.xml(stations, tables, shape)
        return Answer(200, text.encode("utf-8", "surrogatepass"), _CONTENT_TYPES[query.output], headers)


_SHAPE = frozenset(("verbose", "compact", "camelcase", "includecomments"))


def _shape(query: Query) -> Shape:
    return Shape(query.verbose, query.compact, query.camel_case, query.include_comments)


def _with_distance(query: Query, record: Record) -> Json:
    distance = reported_distance(query, record)
    if distance is None:
        return record.station
    unit = 1 if query.unit == "km" else 2
    address = {**record.station["AddressInfo"], "Distance": distance, "DistanceUnit": unit}
    return {**record.station, "AddressInfo": address}
