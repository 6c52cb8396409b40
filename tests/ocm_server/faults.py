"""Ways to misbehave. Each function makes a Fault; `server.faults.add(fault, …)` says when it happens."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime
from itertools import count
from typing import Any, Callable, Union

from . import gate
from .parameters import Query

Json = dict[str, Any]
Body = Union[bytes, Callable[[], Iterator[bytes]]]
_PIECE = 65536


@dataclass(frozen=True)
class Answer:
    """A whole answer. Without a content type the header is left out."""

    status: int
    body: Body = b""
    content_type: str | None = "text/plain"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sending:
    """How an answer goes over the wire. `keep` is the part of the body sent before the `ending`."""

    keep: float = 1.0
    ending: str = "complete"  # complete, close, reset, stall or headers (one after the other, for ever)
    declares_length: bool = False
    bytes_per_second: float | None = None
    compresses: bool = True


@dataclass(frozen=True)
class Fault:
    """One way to misbehave."""

    name: str
    delay: float = 0.0
    until: threading.Event | None = None
    """Ends the delay."""
    answer: Answer | None = None
    change_query: Callable[[Query], Query] | None = None
    repeated_stations: int = 0
    change_stations: Callable[[list[Any]], Any] | None = None
    change_body: Callable[[bytes], bytes] | None = None
    sending: Sending = Sending()


def status(
    code: int,
    text: str = "",
    retry_after: int | datetime | None = None,
    content_type: str = "text/plain",
    headers: Mapping[str, str] | None = None,
) -> Fault:
    """Any status. `retry_after`: seconds, or a date with its time zone (UTC)."""
    shown = dict(headers or {})
    if retry_after is not None:
        shown["Retry-After"] = (
            format_datetime(retry_after, usegmt=True) if isinstance(retry_after, datetime) else str(retry_after)
        )
    return Fault(f"status {code}", answer=Answer(code, text.encode(), content_type, shown))


def missing_key() -> Fault:
    return status(403, gate.MISSING_KEY)


def invalid_key() -> Fault:
    return status(403, gate.INVALID_KEY)


def banned() -> Fault:
    return status(403, gate.BANNED)


def robot() -> Fault:
    return status(503, gate.ROBOT, content_type="application/json")


def upstream_unavailable() -> Fault:
    return status(502, "Upstream API unavailable")


def empty_body() -> Fault:
    """200 and nothing: how the real server shows an exception."""
    return Fault("empty body", answer=Answer(200, b"", "application/json"))


def empty_list() -> Fault:
    """200 and `[]`, as from a mirror whose cache is not there."""
    return Fault("empty list", answer=Answer(200, b"[]", "application/json"))


def html(code: int = 200) -> Fault:
    """A page for people instead of data."""
    page = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking</body></html>"
    return Fault("html", answer=Answer(code, page.encode(), "text/html; charset=UTF-8"))


def not_json() -> Fault:
    return Fault("not json", answer=Answer(200, b"no data today", "application/json"))


def wrong_shape(value: str = '{"ID": 1, "Title": "not a list"}') -> Fault:
    """JSON of another kind: an object where a list belongs."""
    return Fault("wrong shape", answer=Answer(200, value.encode(), "application/json"))


def cache_not_ready() -> Fault:
    """What `/referencedata` says while its lists are being made."""
    text = b'{"Status":"Error","Message":"Cache not ready. Please try again later."}'
    return Fault("cache not ready", answer=Answer(200, text, "application/json"))


def redirect(location: str, code: int = 302) -> Fault:
    return Fault("redirect", answer=Answer(code, b"", None, {"Location": location}))


def oversized(size: int) -> Fault:
    """A list that goes on with blanks until it is `size` bytes long before compression."""

    def body() -> Iterator[bytes]:
        yield b"["
        remaining = size - 2
        while remaining > 0:
            yield b" " * min(_PIECE, remaining)
            remaining -= _PIECE
        yield b"]"

    return Fault("oversized", answer=Answer(200, body, "application/json"))


def invalid_utf8() -> Fault:
    """The answer with bytes in the middle that are no UTF-8."""

    def broken(body: bytes) -> bytes:
        middle = body.find(b'"Title"')
        middle = len(body) // 2 if middle < 0 else middle + 1
        return body[:middle] + b"\xff\xfe\xc3" + body[middle:]

    return Fault("invalid utf-8", change_body=broken)


def truncated(keep: float = 0.5, closing: bool = True) -> Fault:
    """The answer cut in the middle: by closing the connection, or (closing=False) ended as if it were whole."""
    if closing:
        return Fault("truncated", sending=Sending(keep=keep, ending="close"))
    return Fault("truncated", change_body=lambda body: body[: int(len(body) * keep)])


def short_length(keep: float = 0.5) -> Fault:
    """A Content-Length, and fewer bytes than that before the connection closes."""
    return Fault("short length", sending=Sending(keep=keep, ending="close", declares_length=True))


def reset(keep: float = 0.0) -> Fault:
    """The connection is reset, before anything was sent or after part of the answer."""
    return Fault("reset", sending=Sending(keep=keep, ending="reset"))


def stall(keep: float = 0.0) -> Fault:
    """Nothing more is sent until the client leaves or the server stops; `keep=0` sends not even headers."""
    return Fault("stall", sending=Sending(keep=keep, ending="stall"))


def slow(bytes_per_second: float) -> Fault:
    return Fault("slow", sending=Sending(bytes_per_second=bytes_per_second))


def drip(compresses: bool = False) -> Fault:
    """A byte every tenth of a second: never silent, and never at the end."""
    return Fault("drip", sending=Sending(bytes_per_second=10, compresses=compresses))


def endless_headers() -> Fault:
    """One header after the other, and never a body."""
    return Fault("endless headers", sending=Sending(ending="headers"))


def delay(seconds: float, then: Fault | None = None, until: threading.Event | None = None) -> Fault:
    """Wait before answering, as usual or with another fault: so long, or until an event."""
    return replace(then or Fault("delay"), delay=seconds, until=until)


def duplicates(count: int) -> Fault:
    """Each page begins with the last `count` stations of the page before (the first page with its own first ones)."""
    return Fault("duplicates", repeated_stations=count)


def ignore_keyset() -> Fault:
    """`greaterthanid` and `sortby` are not looked at."""
    return Fault("ignore keyset", change_query=lambda query: replace(query, greater_than_id=None, sort_by=None))


def limit(count: int) -> Fault:
    """Never more than `count` stations in one answer, whatever was asked for."""
    return Fault(f"limit {count}", change_stations=lambda stations: stations[:count])


def nothing_above(size: int) -> Fault:
    """`[]` to clients that ask for more than `size` stations at once, as the public server has answered."""

    def emptied(query: Query) -> Query:
        return replace(query, greater_than_id=2**31 - 1) if query.max_results > size else query

    return Fault(f"nothing above {size}", change_query=emptied)


def newest_first() -> Fault:
    """Pages come in an order of their own: the highest ids first."""
    return Fault("newest first", change_query=lambda query: replace(query, sort_by=None))


def ever_new(first_id: int = 100_000_000, id_step: int = 1) -> Fault:
    """Whatever is asked for, as many stations as fit, none of which was there before.

    `id_step` 1: in the order of the pages; -1: with lower and lower ids, as from a server with an order of its own.
    """
    numbers = count(first_id, id_step)
    lock = threading.Lock()

    def invented(stations: list[Json]) -> list[Json]:
        pattern = stations[0]
        with lock:
            return [{**pattern, "ID": next(numbers)} for _ in range(len(stations))]

    def anything(query: Query) -> Query:
        return query.__class__(max_results=query.max_results, compact=query.compact)

    return Fault("ever new", change_query=anything, change_stations=invented)


def ever_same() -> Fault:
    """Whatever is asked for, the first stations of all."""
    return Fault("ever same", change_query=lambda query: Query(max_results=query.max_results, compact=query.compact))


def nested(depth: int) -> Fault:
    """The first station's address holds lists in lists, so many deep.

    In the answer to `/referencedata`, the list of operators does.
    """

    def deepened(body: bytes) -> bytes:
        inner = b"[" * depth + b"]" * depth
        place, added = rb'"[aA]ddressInfo" ?: ?{', b'"Deep":' + inner + b","
        if body.lstrip().startswith(b"{"):
            place, added = rb'"[oO]perators" ?: ?\[', inner + b","
        return re.sub(place, lambda found: found.group() + added, body, count=1)

    return Fault(f"nested {depth}", change_body=deepened)


def camel_case(then: Fault | None = None) -> Fault:
    """Members spelled as with `camelcase=true`, whatever was asked for; with `then`, what that does to the body too."""

    def respelled(body: bytes) -> bytes:
        body = re.sub(rb'"([A-Z])(\w*)" ?:', lambda found: b'"%s%s":' % (found[1].lower(), found[2]), body)
        return then.change_body(body) if then and then.change_body else body

    return Fault("camel case" + (f", {then.name}" if then else ""), change_body=respelled)


def unknown_fields() -> Fault:
    """Members nobody has heard of, in stations, addresses and connections."""

    def extended(stations: list[Json]) -> list[Json]:
        for station in stations:
            station.update(FutureField={"Deep": [1, None, "x"]}, futureList=[])
            for inner in (station.get("AddressInfo"), *(station.get("Connections") or [])):
                if inner:
                    inner["FutureField"] = 3.5
        return stations

    return Fault("unknown fields", change_stations=extended)


def _every(count: int, change: Callable[[Json], Any]) -> Callable[[list[Json]], list[Any]]:
    return lambda stations: [change(s) if n % count == 0 else s for n, s in enumerate(stations)]


def without_address(every: int = 10) -> Fault:
    """Each `every`th station of a page, from the first, has a null address."""
    return Fault("without address", change_stations=_every(every, lambda s: {**s, "AddressInfo": None}))


def without_coordinates(every: int = 10) -> Fault:
    """Each `every`th station of a page, from the first, has no latitude and longitude."""

    def stripped(station: Json) -> Json:
        address = {k: v for k, v in station["AddressInfo"].items() if k not in ("Latitude", "Longitude")}
        return {**station, "AddressInfo": address}

    return Fault("without coordinates", change_stations=_every(every, stripped))


def broken_pois(every: int = 10) -> Fault:
    """Each `every`th station of a page, from the first, is broken in one of several ways, in turn."""
    kinds: tuple[Callable[[Json], Any], ...] = (
        lambda s: {**s, "AddressInfo": "none"},
        lambda s: {**s, "AddressInfo": {**s["AddressInfo"], "Latitude": "51,5"}},
        lambda s: {**s, "AddressInfo": {**s["AddressInfo"], "Latitude": 123.4}},
        lambda s: {**s, "Connections": {"ID": 1}},
        lambda s: {**s, "ID": None},
        lambda s: None,
        lambda s: "station",
        lambda s: [s["ID"]],
    )

    def broken(stations: list[Json]) -> list[Any]:
        changed: list[Any] = list(stations)
        for n, position in enumerate(range(0, len(stations), every)):
            changed[position] = kinds[n % len(kinds)](stations[position])
        return changed

    return Fault("broken pois", change_stations=broken)


@dataclass
class _Rule:
    fault: Fault
    times: int | None
    after: int
    every: int
    action: str | None
    when: Callable[[Any], bool] | None
    seen: int = 0

    def fires(self, request: Any) -> bool:
        if self.times == 0 or (self.action is not None and request.action != self.action):
            return False
        if self.when is not None and not self.when(request):
            return False
        self.seen += 1
        if self.seen <= self.after or (self.seen - self.after) % self.every:
            return False
        if self.times is not None:
            self.times -= 1
        return True


class FaultPlan:
    """When to misbehave: rules asked in the order they were added; the first that fires is the fault of a request."""

    def __init__(self) -> None:
        self._rules: list[_Rule] = []
        self._lock = threading.Lock()

    def add(
        self,
        fault: Fault,
        times: int | None = 1,
        after: int = 0,
        every: int = 1,
        action: str | None = None,
        when: Callable[[Any], bool] | None = None,
    ) -> None:
        """Of the requests with this action (and for which `when(request)` holds) skip `after`, then misbehave at each
        `every`th, `times` times (None: for ever)."""
        with self._lock:
            self._rules.append(_Rule(fault, times, after, every, action, when))

    def clear(self) -> None:
        with self._lock:
            self._rules.clear()

    def next_for(self, request: Any) -> Fault | None:
        with self._lock:
            return next((rule.fault for rule in self._rules if rule.fires(request)), None)
