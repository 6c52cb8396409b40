"""What a search is asked for with: the Search, where it looks, and where its result goes."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ..ocm.search.search import Search


class SearchRequest(NamedTuple):
    """A search together with where it looks and where the result goes."""

    search: Search
    source: str
    """API, DEMO, or the path of a mirror or POI file."""
    geopackage: str
    """Path of the GeoPackage to write; "" for temporary layers."""
    style: str
    """What `layers.style.apply_style` takes: a name, or the path of a QML file."""
    target: str = ""
    """Id of the layer in the project whose rows the result replaces; "" for new layers."""
    then: tuple[str, ...] = ()
    """Ids of the layers to be reloaded after this one."""
    fresh: bool = False
    """Whether the server itself is asked, though a mirror could answer."""
    newer_than: datetime | None = None
    """What is held or mirrored answers only if all of it is newer than this."""
    merges: bool = False
    """Whether the result is merged into the GeoPackage, which is there already."""
    asks: bool = False
    """Whether it waits for the user when the first stations show that very many may come."""
    replaces: bool = False
    """Whether the result goes where the last one of this session was, unless the user has edited that."""
