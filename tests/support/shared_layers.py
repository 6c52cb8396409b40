"""Layers to share: the demo data as a search leaves them, any POIs as such, and plain points that are no stations."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QThread

from ocm_plugin.layers.build import MemoryDestination, StationLayers
from ocm_plugin.layers.metadata import write_metadata
from ocm_plugin.layers.relations import relate
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.licences import Licences
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.run import run_search
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.source import FileSource, Source, demo_source
from ocm_plugin.ocm.tables.derive.rows import Context
from ocm_plugin.share.source import ShareSource
from tests.ocm_server.synthetic import make_reference

NOW = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)

OPEN_PROVIDER = 9001
"""An invented data provider whose licence is open."""


def station_layers(source: Source, title: str = "Charging stations", **changed: Any) -> StationLayers:
    """What a search of everything leaves in the project. `changed`: members of its Provenance."""
    search = Search(World())
    reference = source.reference(Feedback())
    context = Context(reference, Licences(reference), NOW, "query-1")
    destination = MemoryDestination(context)
    result = run_search(search, source, context, destination, Feedback())
    provenance = dataclasses.replace(result.provenance, finished=NOW, **changed)
    result = dataclasses.replace(result, provenance=provenance)
    layers = destination.take_layers(QThread.currentThread(), result)
    layers.stations.setName(title)
    for layer in (layers.stations, layers.connections):
        write_metadata(layer, result)
        QgsProject.instance().addMapLayer(layer)
    relate(layers, QgsProject.instance())
    return layers


def demo_layers(**changed: Any) -> StationLayers:
    """The packaged demo data."""
    return station_layers(demo_source(), "Charging stations along the Rhine", **changed)


def made_layers(folder: Path, pois: Sequence[dict[str, Any]], **changed: Any) -> StationLayers:
    """POIs as the API writes them (`compact=true&verbose=false`), with the invented look-up lists."""
    path = folder / "pois.json"
    path.write_text(json.dumps(pois), encoding="utf-8")
    reference = ReferenceData.from_json(make_reference())
    return station_layers(FileSource(path, "Invented stations", True, reference), **changed)


def poi(number: int, **changed: Any) -> dict[str, Any]:
    """An invented POI whose licence is open. `changed`: members, those of AddressInfo too."""
    address = {"ID": number, "Title": f"Station {number}", "Latitude": 50.5, "Longitude": 8.25, "CountryID": 87}
    for name in ("Title", "Latitude", "Longitude", "Town", "AccessComments", "ContactTelephone1", "AddressLine1"):
        if name in changed:
            address[name] = changed.pop(name)
    return {
        "ID": number,
        "UUID": f"00000000-0000-0000-0000-{number:012d}",
        "DataProviderID": OPEN_PROVIDER,
        "StatusTypeID": 50,
        "UsageTypeID": 1,
        "AddressInfo": address,
        "Connections": [{"ID": number, "ConnectionTypeID": 33, "CurrentTypeID": 30, "PowerKW": 150.0, "Quantity": 2}],
        **changed,
    }


def point_layer(
    uri: str, features: Iterable[tuple[str | None, Sequence[Any]]], name: str = "Any points"
) -> QgsVectorLayer:
    """A temporary layer of anything: each feature as WKT (None: without a place) and its attributes."""
    layer = QgsVectorLayer(uri, name, "memory")
    assert layer.isValid(), uri
    made = []
    for wkt, attributes in features:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(attributes))
        if wkt is not None:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        made.append(feature)
    assert layer.dataProvider().addFeatures(made)[0]
    layer.updateExtents()
    return layer


def source_of(layer: QgsVectorLayer, selected_only: bool = False) -> ShareSource:
    """A layer as a share reads it, with its related connections."""
    project = QgsProject.instance()
    return ShareSource.of_layer(layer, selected_only, project.transformContext(), project)
