"""Which of the results that a store gathers were asked for with other filters.

Of the stations of one, another that is merged into the store says nothing where it lacks them: they may be there, and
never have been asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..errors import StoredValueError
from ..search.search import Search, from_json


def with_other_filters(search: Search, listed: Iterable[tuple[Any, ...]]) -> frozenset[str]:
    """The ids of the results that have other filters than a search. `listed`: ids and searches, stored as JSON.

    One that cannot be read is among them. Of one that is not stored nothing is known, so it is not.
    """
    return frozenset(query_id for query_id, stored in listed if stored and _is_other(search, stored))


def _is_other(search: Search, stored: str) -> bool:
    try:
        return from_json(stored).filters != search.filters
    except StoredValueError:
        return True
