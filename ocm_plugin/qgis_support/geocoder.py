"""Where places are, asked of Nominatim as QGIS' own geocoder asks it: its address, its parameters, its reading.

The request itself goes the way of all others (`transport`), so that it can be cancelled and says what went wrong. At
most one a second is sent, and none while somebody types: Nominatim's rules for its use.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from threading import Lock
from typing import Any

from qgis.core import QgsNominatimGeocoder, QgsRectangle

from ..ocm.errors import KeyMissing, KeyRejected, OcmError, RequestError
from ..ocm.feedback import Feedback
from ..ocm.http.limits import Limits
from ..ocm.http.request import NO_KEY, exchange
from ..ocm.search.areas import Area, Circle, Extent
from ..ocm.search.geodesy import metres_between
from ..ocm.translation import language, tr
from .feedback import QgisFeedback
from .transport import qgis_session

CREDIT = "© OpenStreetMap"
SECONDS_BETWEEN = 1.0
"""Of two requests."""
MOST_BYTES = 5_000_000
SMALL_M = 2_000.0
"""A place not wider and not higher than this, such as a house, is searched around, not within."""


@dataclass(frozen=True)
class Found:
    """One place that was found, in degrees."""

    name: str
    latitude: float
    longitude: float
    west: float
    south: float
    east: float
    north: float

    def area(self, radius_m: float) -> Area:
        """Where to search: within the place, or around a small one."""
        width = metres_between((self.west, self.latitude), (self.east, self.latitude))
        height = metres_between((self.longitude, self.south), (self.longitude, self.north))
        if max(width, height) <= SMALL_M:
            return Circle(self.latitude, self.longitude, radius_m)
        return Extent(self.west, self.south, self.east, self.north)


class _Pace:
    """Lets one request a second through, of all that ask."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._next = 0.0

    def wait(self, feedback: Feedback) -> None:
        """Wait for the next second. Raises Cancelled."""
        with self._lock:
            at = max(time.monotonic(), self._next)
            self._next = at + SECONDS_BETWEEN
        feedback.wait(max(0.0, at - time.monotonic()))


_pace = _Pace()


def find_places(typed: str, address: str, timeout_s: float, feedback: QgisFeedback) -> list[Found]:
    """The places of this name or address, the likeliest first. `address`: of the service; "" for the one QGIS uses.

    Raises OcmError when the service cannot be asked, and Cancelled.
    """
    geocoder = QgsNominatimGeocoder("", address) if address else QgsNominatimGeocoder()
    url = geocoder.requestUrl(typed, QgsRectangle())
    session = qgis_session(feedback.qgis)
    session.headers["Accept-Language"] = f"{language().code}, en;q=0.5"
    _pace.wait(feedback)
    try:
        body = exchange(session, bytes(url.toEncoded()).decode(), NO_KEY, Limits(timeout_s, MOST_BYTES), feedback)
    except (KeyMissing, KeyRejected) as error:
        raise OcmError(
            tr("{server} does not answer questions for places.", server=url.host()), error.details
        ) from error
    except RequestError as error:
        raise OcmError(tr("The place was not found out. {why}", why=error.sentence), error.details) from error
    return _read(geocoder, body, url.host())


def _read(geocoder: QgsNominatimGeocoder, body: bytes, server: str) -> list[Found]:
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, list):
        raise OcmError(tr("{server} answered a question for a place with something else.", server=server))
    found = (_place(geocoder, each) for each in answer if isinstance(each, dict))
    by_name: dict[str, Found] = {}
    for place in found:
        if place is not None:
            by_name.setdefault(place.name, place)
    return list(by_name.values())


def _place(geocoder: QgsNominatimGeocoder, answer: dict[str, Any]) -> Found | None:
    """One entry of the answer; None for one that says no place on the globe."""
    result = geocoder.jsonToResult(answer)
    point, box = result.geometry().asPoint(), result.viewport()
    try:
        stated = float(answer["lat"]), float(answer["lon"])
    except (KeyError, TypeError, ValueError):
        return None
    if not result.isValid() or not result.identifier() or abs(stated[0]) > 90 or abs(stated[1]) > 180:
        return None
    if box.isNull() or not QgsRectangle(-180, -90, 180, 90).contains(box):
        box = QgsRectangle(point.x(), point.y(), point.x(), point.y())
    return Found(
        result.identifier(), point.y(), point.x(), box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
    )


MOST_KEPT = 20
"""Places used before that are offered again."""


def remembered(stored: str) -> list[Found]:
    """The places used before, the last one first, of a setting; none where it cannot be read."""
    try:
        return [Found(**each) for each in json.loads(stored)] if stored else []
    except (TypeError, ValueError):
        return []


def to_remember(place: Found, stored: str) -> str:
    """The setting with a place that was used now."""
    others = [each for each in remembered(stored) if each.name != place.name]
    return json.dumps([asdict(each) for each in [place, *others][:MOST_KEPT]])
