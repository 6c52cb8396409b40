"""Stations where searches are hard: dense, everywhere, at the antimeridian and in the far north."""

from __future__ import annotations

from typing import Any

from tests.ocm_server.synthetic import make_pois

Json = dict[str, Any]


def invented_pois() -> list[Json]:
    """Stations everywhere: a dense region, the globe, both sides of the antimeridian (not on it), the far north."""
    regions = (
        make_pois(220, seed=1),
        make_pois(120, seed=2, bounds=(-84.0, -179.9, 84.0, 179.9)),
        make_pois(60, seed=3, bounds=(-21.0, 176.0, -15.0, 179.99)),
        make_pois(60, seed=4, bounds=(-21.0, -179.99, -15.0, -176.0)),
        make_pois(40, seed=5, bounds=(66.0, -30.0, 84.0, 60.0)),
    )
    pois = [poi for region in regions for poi in region]
    for number, poi in enumerate(pois):
        poi["ID"] = 1_000 + (number * 7919) % 99_991
        if number % 9 == 0:  # on the grid of the areas' corners
            for member in ("Latitude", "Longitude"):
                on_grid = round(poi["AddressInfo"][member] * 4) / 4
                poi["AddressInfo"][member] = max(-179.75, min(179.75, on_grid))
        if number % 23 == 0:
            poi["UserComments"] = [{"ID": number + 1, "CommentTypeID": 10, "CheckinStatusTypeID": 10}]
        if number % 31 == 0:
            poi["MediaItems"] = [{"ID": number + 1, "ItemURL": "https://pictures.example/1.jpg", "IsEnabled": True}]
    return sorted(pois, key=lambda poi: poi["ID"])
