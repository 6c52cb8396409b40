"""Distances on the WGS84 ellipsoid, in metres; positions are longitude, latitude in degrees.

`metres_between` is right to 0.1 mm everywhere, `is_near_segment` to 1 mm.

T. Vincenty, Direct and Inverse Solutions of Geodesics on the Ellipsoid with Application of Nested Equations, Survey
Review 23 (1975).
"""

from __future__ import annotations

import math
from collections.abc import Callable

from .areas import Position

EQUATOR_RADIUS_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
POLE_RADIUS_M = EQUATOR_RADIUS_M * (1 - FLATTENING)

_SMALLEST_CURVATURE_RADIUS_M = POLE_RADIUS_M**2 / EQUATOR_RADIUS_M
"""Radius of curvature of a meridian at the equator; nowhere is a degree of latitude shorter than there."""
_LARGEST_CURVATURE_RADIUS_M = EQUATOR_RADIUS_M**2 / POLE_RADIUS_M
"""Radius of curvature at the poles; nowhere is a degree longer."""

_MAX_ITERATIONS = 50
_GOLDEN = (math.sqrt(5) - 1) / 2


def metres_between(a: Position, b: Position) -> float:
    """Length of the shortest way along the ground between two positions."""
    length = _vincenty_m(a, b)
    return _nearly_antipodal_m(a, b) if length is None else length


def _vincenty_m(a: Position, b: Position) -> float | None:
    """Vincenty's inverse formula; None where it does not converge, near the point opposite."""
    difference = math.radians((b[0] - a[0] + 180) % 360 - 180)
    tan_u1 = (1 - FLATTENING) * math.tan(math.radians(a[1]))
    tan_u2 = (1 - FLATTENING) * math.tan(math.radians(b[1]))
    cos_u1 = 1 / math.sqrt(1 + tan_u1 * tan_u1)
    cos_u2 = 1 / math.sqrt(1 + tan_u2 * tan_u2)
    sin_u1, sin_u2 = tan_u1 * cos_u1, tan_u2 * cos_u2
    sines, cosines = sin_u1 * sin_u2, cos_u1 * cos_u2
    angle = difference
    for _ in range(_MAX_ITERATIONS):
        sin_angle, cos_angle = math.sin(angle), math.cos(angle)
        sin_sigma = math.hypot(cos_u2 * sin_angle, cos_u1 * sin_u2 - sin_u1 * cos_u2 * cos_angle)
        if sin_sigma == 0:
            return 0.0
        cos_sigma = sines + cosines * cos_angle
        sigma = math.atan2(sin_sigma, cos_sigma)
        sin_alpha = cosines * sin_angle / sin_sigma
        cos2_alpha = 1 - sin_alpha * sin_alpha
        cos_2m = cos_sigma - 2 * sines / cos2_alpha if cos2_alpha > 1e-15 else 0.0
        c = FLATTENING / 16 * cos2_alpha * (4 + FLATTENING * (4 - 3 * cos2_alpha))
        series = sigma + c * sin_sigma * (cos_2m + c * cos_sigma * (2 * cos_2m * cos_2m - 1))
        previous, angle = angle, difference + (1 - c) * FLATTENING * sin_alpha * series
        if abs(angle) > math.pi:
            return None
        if abs(angle - previous) < 1e-13:
            return _arc_m(cos2_alpha, sigma, sin_sigma, cos_sigma, cos_2m)
    return None


def _arc_m(cos2_alpha: float, sigma: float, sin_sigma: float, cos_sigma: float, cos_2m: float) -> float:
    u2 = cos2_alpha * (EQUATOR_RADIUS_M**2 - POLE_RADIUS_M**2) / POLE_RADIUS_M**2
    big_a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    big_b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    inner = cos_sigma * (2 * cos_2m * cos_2m - 1)
    inner -= big_b / 6 * cos_2m * (4 * sin_sigma * sin_sigma - 3) * (4 * cos_2m * cos_2m - 3)
    return POLE_RADIUS_M * big_a * (sigma - big_b * sin_sigma * (cos_2m + big_b / 4 * inner))


def _nearly_antipodal_m(a: Position, b: Position) -> float:
    """The distance by way of the best of all places a quarter of the globe away.

    The shortest way crosses the great circle of these places, and both halves are lengths at which Vincenty's formula
    is at its best; so the least sum of the two is the distance.
    """
    sine, cosine = math.sin(math.radians(a[1])), math.cos(math.radians(a[1]))

    def by_way_of(azimuth: float) -> float:
        rise = cosine * math.cos(azimuth)
        turn = math.atan2(math.sin(azimuth) * cosine, -sine * rise)
        place = (a[0] + math.degrees(turn), math.degrees(math.asin(max(-1.0, min(1.0, rise)))))
        return metres_between(a, place) + metres_between(place, b)

    steps = 36
    width = 2 * math.pi / steps
    sums = [by_way_of(n * width) for n in range(steps)]
    lows = [n for n in range(steps) if sums[n] <= sums[n - 1] and sums[n] <= sums[(n + 1) % steps]]
    return min(_minimum(by_way_of, (n - 1) * width, (n + 1) * width, 1e-7) for n in lows)


def _minimum(function: Callable[[float], float], low: float, high: float, precision: float) -> float:
    """The least value of a function with one valley between `low` and `high` (golden section search)."""
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_left, at_right = function(left), function(right)
    while high - low > precision:
        if at_left < at_right:
            high, right, at_right = right, left, at_left
            left = high - _GOLDEN * (high - low)
            at_left = function(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + _GOLDEN * (high - low)
            at_right = function(right)
    return min(at_left, at_right)


_SQUARED_ECCENTRICITY = FLATTENING * (2 - FLATTENING)


def in_space(place: Position) -> tuple[float, float, float]:
    """A position in metres from the centre of the Earth: towards longitude 0 and 90 on the equator, and the North Pole.

    The straight way through space between two positions is shorter than that along the ground.
    """
    east, north = math.radians(place[0]), math.radians(place[1])
    sine = math.sin(north)
    radius = EQUATOR_RADIUS_M / math.sqrt(1 - _SQUARED_ECCENTRICITY * sine * sine)
    level = radius * math.cos(north)
    return level * math.cos(east), level * math.sin(east), radius * (1 - _SQUARED_ECCENTRICITY) * sine


def reach_degrees(latitude: float, radius_m: float) -> tuple[float, float]:
    """How many degrees of latitude and of longitude the surroundings of a place extend at most, to either side.

    Rounded up; 180 degrees of longitude when they hold a pole.
    """
    up = math.degrees(radius_m / _SMALLEST_CURVATURE_RADIUS_M) * 1.000_001
    if abs(latitude) + up >= 90:
        return up, 180.0
    # On the sphere sin(Δλ) = sin(δ) / cos(φ). The ellipsoid is within 1 % of it, which the larger angle outweighs.
    sine = math.sin(math.radians(min(90.0, up * 1.01))) / math.cos(math.radians(min(90.0, abs(latitude) * 1.01)))
    return up, math.degrees(math.asin(sine)) if sine < 1 else 180.0


def longest_m(a: Position, b: Position) -> float:
    """A length that the line straight in longitude and latitude between two positions does not exceed."""
    rise = abs(b[1] - a[1])
    level = abs(b[0] - a[0])
    if a[1] * b[1] > 0:
        level *= math.cos(math.radians(min(abs(a[1]), abs(b[1]))))
    return math.radians(rise + level) * _LARGEST_CURVATURE_RADIUS_M


_SMALL_BALL_RADIUS_M = 6_300_000.0
"""Smaller than every radius of curvature of the ellipsoid: on a ball of this radius, every way is shorter."""


def least_m(place: Position, a: Position, b: Position) -> float:
    """A length that the way from a place to the line straight in longitude and latitude from `a` to `b` has at least.

    It is the distance to the box around the line on a ball smaller than the Earth, by the haversine formula.
    """
    longitude, latitude = place
    west, east = (a[0], b[0]) if a[0] <= b[0] else (b[0], a[0])
    south, north = (a[1], b[1]) if a[1] <= b[1] else (b[1], a[1])
    up = max(south - latitude, latitude - north, 0.0)
    aside = max(west - longitude, longitude - east, 0.0)
    # The other way round may be shorter.
    aside = min(aside, max(0.0, 360 - (max(east, longitude) - min(west, longitude))))
    level = math.cos(math.radians(max(abs(latitude), -south, north)))
    across = level * math.sin(math.radians(aside) / 2)
    half = math.hypot(math.sin(math.radians(up) / 2), across)
    return 2 * _SMALL_BALL_RADIUS_M * math.asin(min(1.0, half))


SHORT_M = 1_000.0
"""On a line this short, the distance to a place has a single valley or hill."""


def is_near_segment(place: Position, a: Position, b: Position, reach_m: float) -> bool:
    """Whether a place lies within `reach_m` of the line from `a` to `b`, straight in longitude and latitude.

    The line is halved until each part is surely near, surely not, or short.
    """

    def point(t: float) -> Position:
        return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])

    def metres(t: float) -> float:
        return metres_between(place, point(t))

    at_start, at_end = metres(0.0), metres(1.0)
    if min(at_start, at_end) <= reach_m:
        return True
    parts = [(0.0, at_start, 1.0, at_end)]
    while parts:
        start, at_start, end, at_end = parts.pop()
        length = longest_m(point(start), point(end))
        # No place of the part can be nearer: from both ends it takes at least the whole length to come there.
        if (at_start + at_end - length) / 2 > reach_m:
            continue
        if length <= SHORT_M:
            if _minimum(metres, start, end, (end - start) * 1e-6) <= reach_m:
                return True
            continue
        middle = (start + end) / 2
        at_middle = metres(middle)
        if at_middle <= reach_m:
            return True
        parts += [(start, at_start, middle, at_middle), (middle, at_middle, end, at_end)]
    return False
