"""Pools as points and as hulls."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from qgis.core import QgsFeature, QgsGeometry, QgsPointXY

from ..layers.fields import feature_of
from ..ocm.analysis.columns import VERDICT_CODES, amount_values
from ..ocm.analysis.pools import Pool
from ..ocm.search.areas import Position
from ..ocm.search.geodesy import reach_degrees

CORNERS = 16
"""Of the circle around a station that hulls hold."""


def pool_points(pools: Sequence[Pool]) -> Iterator[QgsFeature]:
    """Each pool at its middle."""
    for pool in pools:
        yield _feature(pool, QgsGeometry.fromPointXY(QgsPointXY(*pool.middle)))


def pool_hulls(pools: Sequence[Pool], around_m: float) -> Iterator[QgsFeature]:
    """Each pool as the hull of its stations and of what lies so near them."""
    for pool in pools:
        corners = [corner for site in pool.sites for corner in _circle(site.position, around_m, pool.middle[0])]
        yield _feature(pool, QgsGeometry.fromMultiPointXY(corners).convexHull())


def _feature(pool: Pool, geometry: QgsGeometry) -> QgsFeature:
    return feature_of(
        geometry,
        [
            pool.pool_id,
            pool.name,
            pool.operators,
            ",".join(str(site.ocm_id) for site in pool.sites),
            VERDICT_CODES[pool.verdict],
            round(pool.spread_m, 1),
            *amount_values(pool.stations, pool.amounts),
        ],
    )


def _circle(place: Position, radius_m: float, middle: float) -> Iterator[QgsPointXY]:
    """Corners around a place, with longitudes on the same side of the 180th meridian as the middle's."""
    up, aside = reach_degrees(place[1], radius_m)
    longitude = middle + (place[0] - middle + 180) % 360 - 180
    for number in range(CORNERS):
        angle = 2 * math.pi * number / CORNERS
        yield QgsPointXY(longitude + aside * math.cos(angle), place[1] + up * math.sin(angle))
