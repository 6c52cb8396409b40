"""A small result written into a GeoPackage as a search does, slice by slice."""

from __future__ import annotations

from pathlib import Path

from ocm_plugin.layers.geopackage import GeoPackageDestination
from ocm_plugin.ocm.match.filters import Match
from ocm_plugin.ocm.records.credits import Attribution
from ocm_plugin.ocm.records.provenance import COMPLETE, Provenance
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.tables.derive.rows import credits_of
from ocm_plugin.ocm.tables.result import Result
from tests.support.made_stations import NOW, comment, connection, context, media_item, station

SEARCH = Search(min_power_kw=22, include_comments=True)
PROVENANCE = Provenance(COMPLETE, "An invented file", True, NOW, NOW, 3, 3, 0, 0, True, 1, 10)
RESULT = Result(SEARCH, PROVENANCE, context(), Attribution(credits_of({1: 2, 900: 1}, context()), is_invented=True))


def matches(count: int = 3, start: int = 1) -> list[Match]:
    return [
        Match(
            station(
                connection(id=2 * number, power_kw=50.0),
                connection(id=2 * number + 1),
                id=number,
                provider_id=1 if number % 3 else 900,
                title="x" * 200,
                comments=(comment(id=number, text="<b>fine</b>"),),
                media=(media_item(id=number, url="https://example.org/1.jpg"),),
            ),
            number % 2 == 0,
        )
        for number in range(start, start + count)
    ]


def written(path: Path, with_comments: bool = True) -> GeoPackageDestination:
    destination = GeoPackageDestination(str(path), context(), with_comments)
    destination.add(matches(2))
    destination.add(matches(1, start=3))
    return destination
