"""Layers of a result with comments and photos, related in the project as a search leaves them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import NULL, QgsFeature, QgsProject
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QThread

from ocm_plugin.layers.build import MemoryDestination, StationLayers
from ocm_plugin.layers.form import set_up_child_form, set_up_form, show_related
from ocm_plugin.layers.geopackage import at_once
from ocm_plugin.layers.map_tip import map_tip_template
from ocm_plugin.layers.relations import relate
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.match.filters import Match
from ocm_plugin.ocm.records.licences import Licences
from ocm_plugin.ocm.records.station import Station
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.source import demo_source
from ocm_plugin.ocm.tables.derive.rows import Context
from tests.support.made_stations import NOW, context

DEFAULT = context()


def layers_of(stations: Iterable[Station], certain: bool = True, context: Context = DEFAULT) -> StationLayers:
    """Layers of these stations in the project, with map tip and forms."""
    destination = MemoryDestination(context, with_comments=True)
    destination.add([Match(station, certain) for station in stations])
    layers = destination.take_layers(QThread.currentThread(), None)
    project = QgsProject.instance()
    project.addMapLayers([layers.stations, *layers.children().values()])
    layers.stations.setMapTipTemplate(map_tip_template())
    at_once(set_up_form(layers.stations, layers.children()))
    for table, child in layers.children().items():
        at_once(set_up_child_form(child, table))
    relate(layers, project)
    show_related(layers.stations, layers.children(), project)
    return layers


def demo_layers() -> StationLayers:
    """Layers of the packaged demo data."""
    source = demo_source()
    reference = source.reference(Feedback())
    batches = source.batches(Search(include_comments=True), Feedback())
    stations = [station for batch in batches for station in batch.stations]
    return layers_of(stations, context=Context(reference, Licences(reference), NOW, "query-1"))


def values_of(feature: QgsFeature) -> dict[str, Any]:
    """The attributes as plain values, days as "2026-03-01"."""
    return {name: _plain(value) for name, value in feature.attributeMap().items()}


def _plain(value: Any) -> Any:
    if value == NULL:
        return None
    return value.toString(Qt.DateFormat.ISODate) if isinstance(value, (QDate, QDateTime)) else value
