"""The saved search that an algorithm starts from, and how its other parameters go over it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..ocm.errors import FileWriteError, SearchError
from ..ocm.search.areas import Area
from ..ocm.search.saved import SavedSearch, meant, of_json, read_text
from ..ocm.search.search import FILTERS, Search
from ..qgis_support.sources import saved_searches


def search_meant(text: str) -> SavedSearch:
    """The search that a parameter means: a name, the path of a file, or JSON.

    Raises SearchError or StoredValueError with a sentence for the user.
    """
    path = text.strip()
    if path.lower().endswith(".json"):
        return of_json(read_text(Path(path)))
    try:
        saved = saved_searches().named().searches
    except FileWriteError as error:
        raise SearchError("search", error.sentence) from error
    return meant(text, saved)


def over(saved: SavedSearch, area: Area, given: dict[str, Any]) -> Search:
    """The saved search in another area, with each of the given filters that is not at its default.

    Dialogs and models fill in the defaults of all parameters: that they were meant cannot be seen.
    """
    plain = Search()
    own = {each.name: getattr(saved.search, each.name) for each in FILTERS}
    changed = {name: value for name, value in given.items() if value != getattr(plain, name)}
    return Search(area=area, **{**own, **changed})
