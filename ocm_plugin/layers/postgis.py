"""A result in a schema of PostGIS: its tables as layers, and layers of any kind saved there."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from qgis.core import QgsDataSourceUri, QgsVectorLayer

from ..ocm.errors import DatabaseWriteError, OcmError
from ..ocm.feedback import Feedback
from ..ocm.store.postgis import PostgisServer, identity_of
from ..ocm.store.postgis_looks import Look, read_metadata
from ..ocm.store.postgis_tables import written_schema
from ..ocm.tables.schema import TABLES
from ..ocm.translation import tr
from ..qgis_support.postgres import PROVIDER, connection_uri, server_behind, server_of
from ..qgis_support.schema_place import SchemaPlace
from .build import StationLayers, layer_title
from .exchanging import Place
from .fields import field_comment
from .metadata import metadata_from, metadata_text
from .saving import STYLE_NAME, LayersToSave, qml_of


class LayersToPostgis:
    """A snapshot of a result's layers: made in the main thread, written in a worker, opened in the main thread."""

    def __init__(self, layers: StationLayers, place: SchemaPlace, replace: bool = False) -> None:
        """`replace`: in the place of tables of these names. Raises FileWriteError."""
        self._place = place
        self._replace = replace
        self._uri = connection_uri(place.connection)
        self._server = server_of(self._uri, place.connection)
        self._read = _servers_read(layers, place.schema)
        self._to_save = LayersToSave(layers)
        self._tables = {table.name: table for table in self._to_save.tables()}
        self._looks = {
            table: Look(STYLE_NAME, self._tables[table].point, qml_of(layer))
            for table, layer in layers.tables().items()
        }
        self._metadata = {table: metadata_text(layer.metadata()) for table, layer in layers.tables().items()}
        self.lost_looks = ""
        """Why looks could not be kept in the database; "" when they are."""
        self._comments = {table: _comments(table, layer) for table, layer in layers.tables().items()}

    def write(self, feedback: Feedback) -> None:
        """Write it in one transaction. Raises FileWriteError and Cancelled; the schema is then as it was before."""
        self._check_not_the_same(feedback)
        with written_schema(
            self._server, self._place.schema, self._tables.values(), self._comments, self._replace, feedback
        ) as written:
            self._to_save.fill(written, tr("Writing to PostGIS"), feedback)
            self.lost_looks = written.describe(self._looks, self._metadata, self._server.failure)

    def _check_not_the_same(self, feedback: Feedback) -> None:
        """Raise DatabaseWriteError for layers that lie in this very schema: rows that are replaced cannot be read.

        The servers are asked, since one has several names.
        """
        own = identity_of(self._server, feedback) if self._read else None
        for layer, server in self._read.items():
            if identity_of(server, feedback) == own:
                text = tr("The layer “{layer}” lies in this schema already. Please choose another one.", layer=layer)
                raise DatabaseWriteError(text)

    def open(self) -> StationLayers:
        """The layers of the schema, with the looks and metadata of the others. Raises FileWriteError."""
        return self._to_save.opened(self._open_table, str(self._place))

    def exchange(self, layer_ids: Collection[str]) -> list[str]:
        """Let layers read the schema from now on, as those of a file do: see `LayersToSave.exchange`."""
        return self._to_save.exchanged(self._table_place, layer_ids)

    def _table_place(self, table: str) -> Place:
        return Place(self._source(table), PROVIDER, str(self._place))

    def _open_table(self, table: str) -> QgsVectorLayer:
        options = QgsVectorLayer.LayerOptions()
        options.loadDefaultStyle = False
        return QgsVectorLayer(self._source(table), layer_title(table), PROVIDER, options)

    def _source(self, name: str) -> str:
        table = self._tables[name]
        uri = QgsDataSourceUri(self._uri)
        uri.setDataSource(self._place.schema, name, table.point or "", "", table.key)
        if table.point is not None:
            uri.setSrid("4326")
        # With guesses of the database, a layer would not know how many rows it has.
        uri.setUseEstimatedMetadata(False)
        return str(uri.uri(False))  # an authentication stays one


class TablePlace(NamedTuple):
    """Where in a database a layer's rows lie."""

    database: tuple[str, ...]
    schema: str
    table: str


def place_in_database(layer: QgsVectorLayer) -> TablePlace | None:
    """Where a layer's rows lie in PostgreSQL; None for one of another kind, and for one that shows a query."""
    if layer.providerType() != PROVIDER:
        return None
    uri = QgsDataSourceUri(layer.source())
    is_query = not uri.table() or uri.table().startswith("(")
    return None if is_query else TablePlace(_database(uri), uri.schema() or "public", uri.table())


class MetadataOf:
    """What a database keeps of what a layer says of itself. Made in the main thread, read in another one."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._layer_id = layer.id()
        self._place = place_in_database(layer)
        self._server = server_behind(layer)

    def read(self) -> tuple[str, str]:
        """The id of the layer, and what is kept; "" for nothing."""
        if self._place is None:
            return self._layer_id, ""
        try:
            kept = read_metadata(self._server, self._place.schema)
        except OcmError:
            return self._layer_id, ""
        return self._layer_id, kept.get(self._place.table, "")


def say_again(layer: QgsVectorLayer, text: str) -> bool:
    """Let a layer say of itself what a database has kept; whether that was anything. Main thread."""
    metadata = metadata_from(text) if text else None
    if metadata is not None:
        layer.setMetadata(metadata)
    return metadata is not None


def _database(uri: QgsDataSourceUri) -> tuple[str, ...]:
    return uri.service(), uri.host(), uri.port() or "5432", uri.database()


def _servers_read(layers: StationLayers, schema: str) -> dict[str, PostgisServer]:
    """The databases of the layers that lie in a schema of this name, by the names of the layers."""
    found = {}
    for layer in layers.all():
        place = place_in_database(layer)
        if place is not None and place.schema == schema:
            found[layer.name()] = server_behind(layer)
    return found


def table_beside(layer: QgsVectorLayer, table: str) -> QgsVectorLayer | None:
    """Another table of the schema that a layer lies in, as layer; None when it is not there."""
    if place_in_database(layer) is None:
        return None
    uri = QgsDataSourceUri(layer.source())
    uri.setDataSource(uri.schema(), table, "", "", "fid")
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    found = QgsVectorLayer(uri.uri(False), layer_title(table), PROVIDER, options)
    return found if found.isValid() else None


def _comments(table: str, layer: QgsVectorLayer) -> dict[str, str]:
    """What the database says of a table, by its columns: what forms show as tool tips."""
    return {"": layer.metadata().abstract(), **{field.name: field_comment(field) for field in TABLES[table]}}
