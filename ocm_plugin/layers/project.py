"""The last touch to a result: what it says of itself, how it looks, and its place in the project (main thread only)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeLayer, QgsMapLayer, QgsProject, QgsVectorLayer

from ..ocm.errors import FileWriteError
from ..ocm.search_wording import search_name
from ..ocm.tables.result import Result
from ..ocm.tables.schema import COMMENTS, CONNECTIONS, MEDIA, STATIONS, TABLES
from ..ocm.translation import marked, tr
from ..qgis_support.outside_text import unevaluated
from .build import StationLayers, layer_title
from .form import set_up_child_form, set_up_form, show_related
from .keywords import is_station_layer
from .layer_rows import renew_extent
from .layer_words import remember_language
from .legend import legend_groups
from .map_tip import map_tip_template
from .metadata import write_metadata
from .relations import relate, related_tables, tables_beside
from .saving import keep_in_file
from .style import restyled, styled

NOT_IN_LEGENDS = ("legend/title-style", "hidden")
"""Property of a table's place in the layer tree: legends, which have no symbols for it, leave out its title too."""

_CHILD_NAMES = {
    CONNECTIONS: marked("{search} – connections"),
    COMMENTS: marked("{search} – comments"),
    MEDIA: marked("{search} – photos"),
}

DISPLAY_EXPRESSION = "concat(\"name\" || ' · ', \"town\" || ' · ', 'OCM-' || \"ocm_id\")"
"""Names a station where QGIS lists some: many of one chain are called the same, and stand in the same town."""


def dress(layers: StationLayers, result: Result, style: str = "afir") -> Iterator[None]:
    """Give the layers of a result aliases, forms, map tip, metadata and a style (one of `style.STYLES`).

    A step at a time, each far below 50 ms, also while a search works on and takes every second turn of Python. Not in a
    worker, however long it takes: markers and expressions made in another thread let QGIS crash later, when it copies
    or saves them.
    """
    stations = layers.stations
    _name_fields(stations, STATIONS)
    _name_layer(stations, STATIONS, result)
    yield
    write_metadata(stations, result)
    yield
    stations.setDisplayExpression(DISPLAY_EXPRESSION)
    stations.setMapTipTemplate(map_tip_template())
    yield
    yield from set_up_form(stations, layers.children())
    yield
    for table, child in layers.children().items():
        yield from dress_child(child, table, result)
        yield
    yield from styled(stations, style)


def dress_file(layers: StationLayers, result: Result, style: str) -> Iterator[None]:
    """Dress the layers of a result; a file keeps their looks and all they say of themselves. Raises FileWriteError."""
    yield from dress(layers, result, style)
    # Before they are related: with a relation, QGIS writes the path of the other layer into the style.
    yield from keep_in_file(layers.all())


def dress_child(layer: QgsVectorLayer, table: str, result: Result) -> Iterator[None]:
    """Give a layer of connections, comments or photos aliases, form and metadata, a step at a time. Main thread."""
    _name_fields(layer, table)
    _name_layer(layer, table, result)
    write_metadata(layer, result)
    yield
    yield from set_up_child_form(layer, table)


def put_into_project(
    layers: StationLayers,
    result: Result,
    style: str,
    project: QgsProject,
) -> Iterator[None]:
    """Dress the layers of a result and add them to a project, a step at a time; a file keeps the looks too.

    Layers that have been in a project before are dressed already. Raises FileWriteError when the file cannot keep the
    looks; the layers are in the project all the same.
    """
    failure = None
    try:
        if layers.stations.providerType() == "memory" and is_station_layer(layers.stations):
            yield from finish_in_project(layers, result)
        else:
            yield from dress_file(layers, result, style)
    except FileWriteError as error:
        failure = error
    add_to_project(layers, project)
    yield
    if failure is not None:
        raise failure


def finish_in_project(layers: StationLayers, result: Result) -> Iterator[None]:
    """Let layers that came into the project while they were filled say what their result is worth, in the end.

    A step at a time. What the user has made of them meanwhile stays.
    """
    # Not with the rest: what loads a result for the first time needs nothing of a reload.
    from .reloading import tell_tables

    for layer in layers.all():
        layer.dataProvider().reloadData()  # so that open tables read it again
        renew_extent(layer)  # which that has forgotten
        metadata = layer.metadata()
        metadata.setHistory([])  # of what they said while they were filled
        layer.setMetadata(metadata)
        yield
    tell_tables(layers, result)
    yield
    yield from restyled(layers.stations)
    layers.stations.triggerRepaint()
    yield


def take_out_of_project(layers: StationLayers, project: QgsProject) -> None:
    """Take the layers of a result out of a project, with the group that was made for them; Python keeps them."""
    root = project.layerTreeRoot()
    nodes = (root.findLayer(layer.id()) for layer in layers.all())
    groups = {node.parent() for node in nodes if node is not None and node.parent() is not root}
    for layer in layers.all():
        project.takeMapLayer(layer)
    for group in groups:
        if not group.children():
            group.parent().removeChildNode(group)


def _name_fields(layer: QgsVectorLayer, table: str) -> None:
    """Set aliases again: files do not keep them."""
    remember_language(layer)
    for field in TABLES[table]:
        index = layer.fields().indexOf(field.name)
        if index >= 0:
            layer.setFieldAlias(index, tr(field.alias))


def add_to_project(layers: StationLayers, project: QgsProject) -> None:
    """Put a result on top of the project: the stations with their tables below, in a group of their own, related.

    The group is named by the search, so that those of several searches can be distinguished.
    """
    children = list(layers.children().values())
    project.addMapLayers([layers.stations, *children], False)
    place = project.layerTreeRoot()
    if children:
        place = place.insertGroup(0, _group_name(layers.stations, place))
    stations = QgsLayerTreeLayer(layers.stations)
    # Read by the layer panel when the node arrives: which parts of the legend are open.
    stations.setCustomProperty("expandedLegendNodes", legend_groups(layers.stations))
    place.insertChildNode(0, stations)
    for index, child in enumerate(children, 1):
        place.insertLayer(index, child).setCustomProperty(*NOT_IN_LEGENDS)
    if children:
        # The layer panel has closed the group while it was empty, and hears only of changes.
        place.setExpanded(False)
        place.setExpanded(True)
    relate(layers, project)
    show_related(layers.stations, layers.children(), project)


def _name_layer(layer: QgsVectorLayer, table: str, result: Result) -> None:
    """Name a layer by what was searched: "Austin · CCS ≥ 50 kW"; a name that the user has given stays."""
    if layer.name() == layer_title(table):
        # Legends of layouts evaluate expressions in names.
        name = unevaluated(search_name(result.search, result.reference))
        layer.setName(tr(_CHILD_NAMES[table], search=name) if table in _CHILD_NAMES else name)


def name_group_again(layers: StationLayers, project: QgsProject) -> None:
    """Take the number from the name of the group of a result, when the group that was called so before has gone."""
    place = project.layerTreeRoot()
    node = place.findLayer(layers.stations.id())
    group = node.parent() if node is not None else None
    title = layers.stations.name()
    if group is not None and group is not place and group.name().startswith(f"{title} ("):
        group.setName(_group_name(layers.stations, place))


def _group_name(stations: QgsVectorLayer, place: QgsLayerTreeGroup) -> str:
    title = stations.name()
    taken = {group.name() for group in place.findGroups()}
    numbered = (f"{title} ({number})" for number in count(2))
    return title if title not in taken else next(name for name in numbered if name not in taken)


def relate_results(layers: Iterable[QgsMapLayer], project: QgsProject) -> None:
    """Relate stations to the tables of their result, when one of them has come into a project, and show their rows.

    They come from a GeoPackage of ours, or as the copy of a layer, which has the tables of its original. Relations that
    are there already stay as they are.
    """
    came = {layer.id() for layer in layers}
    for stations in project.mapLayers().values():
        if not (is_station_layer(stations) and stations.isSpatial()):
            continue
        related = related_tables(stations, project)
        children = {
            table: child
            for table, child in tables_beside(stations, project, came).items()
            if table not in related and not came.isdisjoint((stations.id(), child.id()))
        }
        if children:
            relate(StationLayers.by_table({STATIONS: stations, **children}), project)
            show_related(stations, children, project)
