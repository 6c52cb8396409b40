"""The last touch to a result: what it says of itself, how it looks, and its place in the project (main thread only)."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import QgsLayerTreeLayer, QgsProject, QgsVectorLayer

from ..ocm.reference import ReferenceData
from ..ocm.schema import TABLES
from ..ocm.search import Search
from ..ocm.statement import Statement
from .attribution import Attribution
from .build import STATIONS, StationLayers
from .form import set_up_child_form, set_up_form, show_related
from .map_tip import map_tip_template
from .metadata import write_metadata
from .relations import relate
from .saving import keep_in_file
from .style import apply_style, legend_groups

DISPLAY_EXPRESSION = 'coalesce("name", \'OCM-\' || "ocm_id")'


def dress(
    layers: StationLayers,
    search: Search,
    statement: Statement,
    reference: ReferenceData,
    attribution: Attribution,
    style: str = "afir",
) -> Iterator[None]:
    """Give the layers of a result aliases, forms, map tip, metadata and a style (one of `style.STYLES`).

    A step at a time, each far below 50 ms. Not in a worker, however long it takes: markers and expressions made in
    another thread let QGIS crash later, when it copies or saves them.
    """
    stations = layers.stations
    _name_fields(stations, STATIONS)
    write_metadata(stations, search, statement, reference, attribution)
    stations.setDisplayExpression(DISPLAY_EXPRESSION)
    stations.setMapTipTemplate(map_tip_template())
    yield
    set_up_form(stations, layers.children())
    yield
    for table, child in layers.children().items():
        dress_child(child, table, search, statement, reference, attribution)
        yield
    apply_style(stations, style)
    yield


def dress_child(
    layer: QgsVectorLayer,
    table: str,
    search: Search,
    statement: Statement,
    reference: ReferenceData,
    attribution: Attribution,
) -> None:
    """Give a layer of connections, comments or photos aliases, form and metadata. A step, in the main thread."""
    _name_fields(layer, table)
    write_metadata(layer, search, statement, reference, attribution)
    set_up_child_form(layer, table)


def put_into_project(
    layers: StationLayers,
    search: Search,
    statement: Statement,
    reference: ReferenceData,
    attribution: Attribution,
    style: str,
    project: QgsProject,
) -> Iterator[None]:
    """Dress the layers of a result and add them to a project, a step at a time; a file keeps the looks too.

    Raises FileWriteError when the file cannot keep them; the layers are in the project all the same.
    """
    yield from dress(layers, search, statement, reference, attribution, style)
    add_to_project(layers, project)
    yield
    yield from keep_in_file(layers.all())


def _name_fields(layer: QgsVectorLayer, table: str) -> None:
    """Set aliases again: files do not keep them."""
    for field in TABLES[table]:
        index = layer.fields().indexOf(field.name)
        if index >= 0:
            layer.setFieldAlias(index, field.alias)


def add_to_project(layers: StationLayers, project: QgsProject) -> None:
    """Put a result on top of the project: the stations with their tables below, in a group of their own, related."""
    children = list(layers.children().values())
    project.addMapLayers([layers.stations, *children], False)
    place = project.layerTreeRoot()
    if children:
        place = place.insertGroup(0, layers.stations.name())
    stations = QgsLayerTreeLayer(layers.stations)
    # Read by the layer panel when the node arrives: which parts of the legend are open.
    stations.setCustomProperty("expandedLegendNodes", legend_groups(layers.stations))
    place.insertChildNode(0, stations)
    for index, child in enumerate(children, 1):
        place.insertLayer(index, child)
    if children:
        # The layer panel has closed the group while it was empty, and hears only of changes.
        place.setExpanded(False)
        place.setExpanded(True)
    relate(layers, project)
    show_related(layers.stations, project)
