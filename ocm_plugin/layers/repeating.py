"""Which search a layer came from, when it can be run again: for all, or for what is new since."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from qgis.core import QgsProject, QgsVectorLayer

from ..ocm.errors import SearchError
from ..ocm.records.provenance import FROM_API, FROM_DEMO, FROM_FILE, FROM_MIRROR, Origin
from ..ocm.search.areas import Area
from ..ocm.search.search import Search
from ..ocm.translation import tr
from ..qgis_support.settings import API, DEMO, Settings
from .keywords import is_station_layer
from .metadata import metadata_problem, read_provenance, read_search


def search_to_repeat(layer: QgsVectorLayer) -> tuple[Search, str]:
    """The search of a layer and the kind of its source. Raises SearchError, if it cannot be repeated; SettingsError."""
    search, provenance = read_search(layer), read_provenance(layer)
    origin = provenance.origin if provenance is not None else Origin()
    if search is None or provenance is None or origin.kind not in (FROM_API, FROM_DEMO, FROM_MIRROR):
        reason = metadata_problem(layer) or tr("This layer does not say from which server it came.")
        if origin.kind == FROM_FILE:
            reason = tr("This layer came from a file, not from a server.")
        raise SearchError("layer", tr("{reason} It cannot be reloaded.", reason=reason))
    if origin.kind == FROM_DEMO:
        return search, DEMO
    server = Settings.load().server
    if origin.server != server:
        raise SearchError(
            "layer",
            tr(
                "This layer came from {source}, but the options name {server}. It was not reloaded.",
                source=provenance.source,
                server=server,
            ),
        )
    return search, API


def last_search_in(area: Area, project: QgsProject) -> datetime | None:
    """From when the newest stations are that a project holds of an area; None when it has no search of that area."""
    moments = [
        provenance.data_date
        for layer in project.mapLayers().values()
        if is_station_layer(layer) and layer.isSpatial()
        if (search := read_search(layer)) is not None and search.area == area
        if (provenance := read_provenance(layer)) is not None
    ]
    return max(moments, default=None)


def search_for_new(layer: QgsVectorLayer) -> tuple[Search, str]:
    """The search of a layer for what was listed since its stations came, and the kind of its source.

    Raises as `search_to_repeat` does.
    """
    search, kind = search_to_repeat(layer)
    provenance = read_provenance(layer)
    moments = [moment for moment in (search.created_since, provenance and provenance.data_date) if moment]
    return replace(search, created_since=max(moments).replace(microsecond=0)), kind
