"""Which search a layer came from, when it can be run again: for all, or for what is new since."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime

from qgis.core import QgsProject, QgsVectorLayer

from ..ocm.errors import SearchError
from ..ocm.records.provenance import (
    FROM_API,
    FROM_DEMO,
    FROM_FILE,
    FROM_HELD,
    FROM_MIRROR,
    FROM_PARTS,
    NOT_TOLD,
    Origin,
)
from ..ocm.search.areas import Area
from ..ocm.search.search import Search
from ..ocm.translation import tr
from ..qgis_support.settings import API, DEMO, FILE, Settings
from .keywords import is_station_layer
from .metadata import metadata_problem, read_provenance, read_search

_REPEATED = (FROM_API, FROM_DEMO, FROM_FILE, FROM_HELD, FROM_MIRROR, FROM_PARTS)


def search_to_repeat(layer: QgsVectorLayer) -> tuple[Search, str]:
    """The search of a layer and its source: a kind, or the path of a file.

    Raises SearchError, if it cannot be repeated, and SettingsError.
    """
    search, provenance = read_search(layer), read_provenance(layer)
    origin = provenance.origin if provenance is not None else Origin()
    if search is None or provenance is None or origin.kind not in _REPEATED:
        reason = metadata_problem(layer) or tr("This layer does not say from which server it came.")
        raise SearchError("layer", tr("{reason} It cannot be reloaded.", reason=reason))
    if origin.kind == FROM_DEMO:
        return search, DEMO
    if origin.kind == FROM_FILE:
        return search, _file_of(origin)
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


def search_of(layer: QgsVectorLayer) -> Search:
    """The search of a layer, from wherever its stations came. Raises SearchError when the layer does not tell it."""
    search = read_search(layer)
    if search is None:
        raise SearchError("layer", metadata_problem(layer) or tr("This layer does not hold its search."))
    return search


def source_of(layer: QgsVectorLayer) -> tuple[str, str]:
    """The kind of source that a layer came from, as users choose it, and of a file its path; "" where not known."""
    provenance = read_provenance(layer)
    origin = provenance.origin if provenance is not None else Origin()
    if origin.kind == FROM_FILE:
        from ..ocm.sources.source import opened_path

        return FILE, opened_path(origin.path) if origin.path else ""
    return {FROM_DEMO: DEMO, NOT_TOLD: ""}.get(origin.kind, API), ""


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


def _file_of(origin: Origin) -> str:
    """The file from which a result came. Raises SearchError when it is not known, or not there."""
    # Not with the plugin itself: QGIS' start need not wait for what reads files.
    from ..ocm.sources.source import opened_path

    if origin.path is None:
        reason = tr("This layer came from a file, and does not say where that lies.")
        raise SearchError("layer", tr("{reason} It cannot be reloaded.", reason=reason))
    path = opened_path(origin.path)
    if not os.path.exists(path):
        raise SearchError("layer", tr("The file {path} is no longer there. The layer was not reloaded.", path=path))
    return path
