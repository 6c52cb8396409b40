"""A temporary result as a GeoPackage of its own, with its looks and all it says of itself inside the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.core import NULL, QgsFeatureRequest, QgsFields, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

from ..ocm.errors import FileWriteError, OcmError
from ..ocm.feedback import Feedback, Progress
from ..ocm.slices import slices
from ..ocm.store.geopackage_file import GeoPackageFile
from ..ocm.store.geopackage_tables import Column, Table, table_of_schema
from ..ocm.store.result_file import RowsForFile, replace_rows
from ..ocm.tables.derive.rows import ProviderRow, QueryRow, query_row
from ..ocm.tables.schema import PROVIDERS, QUERIES, STATIONS
from ..ocm.translation import tr
from ..qgis_support import compat
from ..qgis_support.compat import store_style
from .attribution import attribution_of
from .build import SESSION_BASELINE, StationLayers
from .exchanging import Place, Snapshot, State, file_place, read_from
from .form import set_up_form
from .geopackage import at_once, keep_metadata, open_table, package_of
from .layer_rows import plain_value
from .merging import IN_WRITING
from .metadata import read_provenance, read_search, read_sentence
from .station_store import StationStore, station_store

if TYPE_CHECKING:
    from ..ocm.store.postgis_tables import SchemaTables

AT_ONCE = 1_000
"""Rows that are read and written."""

STYLE_NAME = "Open Charge Map"


class LayersToSave:
    """A snapshot of a result's layers: made in the main thread, written in a worker, opened in the main thread."""

    def __init__(self, layers: StationLayers) -> None:
        _check_not_in_writing(layers.all())
        self._layers = layers.tables()
        self._snapshots = {table: Snapshot(layer) for table, layer in self._layers.items()}
        self._store = _store_of(layers.stations)
        self._provenance = _provenance_rows(layers.stations)
        self._license_urls = {
            credit.provider_id: credit.license_url for credit in attribution_of(layers.stations).providers
        }

    def write(self, path: str, feedback: Feedback) -> None:
        """Write the file. Raises FileWriteError and Cancelled; the file is then as it was before."""
        package = GeoPackageFile(path, self.tables())
        self.fill(package, tr("Writing the GeoPackage"), feedback)
        package.finish()

    def tables(self) -> list[Table]:
        """The tables that hold the layers, and those of what a file says of them. Raises FileWriteError."""
        tables = [_table(table, snapshot.fields_for_file()) for table, snapshot in self._snapshots.items()]
        return [*tables, table_of_schema(QUERIES), table_of_schema(PROVIDERS)]

    def fill(self, package: GeoPackageFile | SchemaTables, phase: str, feedback: Feedback) -> None:
        """Write all rows. Raises FileWriteError and Cancelled."""
        ledger = _Ledger(self._snapshots[STATIONS].fields_for_file(), self._license_urls)
        total = sum(snapshot.count for snapshot in self._snapshots.values())
        written = 0
        for table, snapshot in self._snapshots.items():
            for rows in slices(snapshot.rows_for_file(), AT_ONCE):
                feedback.check()
                if table == STATIONS:
                    ledger.count(row.values for row in rows)
                    package.add(table, ([key, point, *values] for key, point, values in rows), with_keys=True)
                else:
                    package.add(table, ([key, *values] for key, _, values in rows), with_keys=True)
                written += len(rows)
                feedback.report(Progress(phase, fraction=written / max(1, total)))
        package.add(QUERIES, RowsForFile(QUERIES).rows(self._provenance))
        package.add(PROVIDERS, RowsForFile(PROVIDERS).rows(ledger.rows()))
        baseline = {
            query_id: SESSION_BASELINE[query_id] for query_id in ledger.query_ids if query_id in SESSION_BASELINE
        }
        if self._store is not None:
            # What the user has edited, deleted and decided there is to be known here as well.
            baseline.update(self._store.baseline())
            package.add_decisions(self._store.decision_rows())
        package.remember(baseline)

    def open(self, path: str) -> StationLayers:
        """The layers of the written file, with the looks and metadata of the temporary ones; the file keeps both.

        Raises FileWriteError when the file cannot be opened or does not hold all rows.
        """
        return self.opened(partial(open_table, path), path)

    def opened(self, open_one: Callable[[str], QgsVectorLayer], place: str) -> StationLayers:
        """The layers of what was written, given by what opens one of them, and what the place is called."""
        opened = {}
        for table, layer in self._layers.items():
            saved = opened[table] = open_one(table)
            if not saved.isValid() or saved.featureCount() != self._snapshots[table].count:
                raise FileWriteError(
                    tr("{path} was written, but QGIS cannot open it. The layers stay as they are.", path=place)
                )
            saved.setName(layer.name())
            _copy_looks(layer, saved)
            saved.setMetadata(layer.metadata())
        saved_layers = StationLayers.by_table(opened)
        at_once(set_up_form(saved_layers.stations, saved_layers.children()))
        at_once(keep_in_file(saved_layers.all()))
        return saved_layers

    def exchange(self, path: str, layer_ids: Collection[str]) -> list[str]:
        """Let layers read the written file from now on: all else about them stays, and what others make of them.

        Returns the names of layers whose filter the file does not understand, so that it is gone. Raises
        FileWriteError; the layers are then as they were.
        """
        return self.exchanged(partial(file_place, path), layer_ids)

    def exchanged(self, place_of: Callable[[str], Place], layer_ids: Collection[str]) -> list[str]:
        """The same for any place, given by what says where a table lies."""
        wanted = {table: layer for table, layer in self._layers.items() if layer.id() in layer_ids}
        _check_not_in_writing(wanted.values())
        changed = [layer.name() for table, layer in wanted.items() if not self._snapshots[table].is_of(layer)]
        if changed:
            raise FileWriteError(
                tr(
                    "The layer “{layer}” was changed while it was saved, so it stays temporary. Please save it again.",
                    layer=changed[0],
                )
            )
        states = {table: State(layer) for table, layer in wanted.items()}
        try:
            return [
                layer.name()
                for table, layer in wanted.items()
                if not read_from(layer, place_of(table), states[table], self._snapshots[table].count)
            ]
        except FileWriteError:
            for table, layer in wanted.items():
                states[table].bring_back(layer, self._snapshots[table])
            raise


def _store_of(stations: QgsVectorLayer) -> StationStore | None:
    """What knows more of stations than their rows; None for temporary ones, and for a file in an archive."""
    if stations.source().startswith("/vsi"):
        return None
    with suppress(OcmError):  # without psycopg2, QGIS still reads the rows themselves
        return station_store(stations)
    return None


def _check_not_in_writing(layers: Iterable[QgsVectorLayer]) -> None:
    """Raise FileWriteError when a search or reload has written a part of its result into a layer, and not yet all."""
    for layer in layers:
        if layer.id() in IN_WRITING:
            raise FileWriteError(
                tr(
                    "Stations are being written to the layer “{layer}”. Please save it when that has ended.",
                    layer=layer.name(),
                )
            )


def _table(table: str, fields: QgsFields) -> Table:
    """A table of the schema with the columns that a layer has."""
    columns = tuple(
        Column(field.name(), compat.geopackage_type(field), field.alias(), field.comment(), compat.is_map(field))
        for field in fields
    )
    names = {column.name for column in columns}
    schema = table_of_schema(table)
    return schema._replace(columns=columns, looked_up=tuple(name for name in schema.looked_up if name in names))


class _Ledger:
    """Counts the stations of each data provider, as the rows of a layer state them."""

    def __init__(self, fields: QgsFields, license_urls: Mapping[int | None, str | None]) -> None:
        self._positions = {name: fields.indexOf(name) for name in ProviderRow._fields if fields.indexOf(name) >= 0}
        self._license_urls = license_urls
        self._stations: Counter[tuple[Any, ...]] = Counter()
        self._query_id = fields.indexOf("query_id")
        self.query_ids: set[Any] = set()
        """The searches that the stations came with."""

    def columns(self) -> list[int]:
        """The positions of the columns that it reads."""
        return [position for position in (*self._positions.values(), self._query_id) if position >= 0]

    def count(self, stations: Iterable[Any]) -> None:
        """Count the stations of a slice: features, or lists of their values."""
        for station in stations:
            if self._query_id >= 0:
                self.query_ids.add(str(station[self._query_id]))
            values = (station[position] for position in self._positions.values())
            self._stations[tuple(None if value == NULL else value for value in values)] += 1

    def rows(self) -> list[ProviderRow]:
        """One row a provider, that of most stations first."""
        found = []
        for values, n_stations in self._stations.most_common():
            stated: dict[str, Any] = dict.fromkeys(ProviderRow._fields)
            stated.update(zip(self._positions, values))
            stated.update(n_stations=n_stations, license_url=self._license_urls.get(stated["provider_id"]))
            found.append(ProviderRow(**stated))
        return found


def _provenance_rows(stations: QgsVectorLayer) -> list[QueryRow]:
    """Where the stations come from, as their layer says it; nothing when it says nothing that can be read."""
    search, provenance = read_search(stations), read_provenance(stations)
    if search is None or provenance is None:
        return []
    first = next(stations.getFeatures(QgsFeatureRequest().setLimit(1)), None)
    place = stations.fields().indexOf("query_id")  # a column that the user may have deleted
    query_id = plain_value(first[place]) if first is not None and place >= 0 else ""
    return [query_row(query_id, search, read_sentence(stations), provenance)]


def keep_provenance(layers: StationLayers) -> Iterator[None]:
    """Let a GeoPackage say what its layers now say of themselves, after they were reloaded; a step at a time.

    Other layers are left as they are. Raises FileWriteError.
    """
    stations = layers.stations
    if stations.storageType() != "GPKG":
        return
    for layer in layers.all():
        keep_metadata(layer)
        yield
    license_urls = {credit.provider_id: credit.license_url for credit in attribution_of(stations).providers}
    ledger = _Ledger(stations.fields(), license_urls)
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes(ledger.columns())
    for features in slices(stations.getFeatures(request), AT_ONCE):
        ledger.count(features)
        yield
    path = package_of(stations)
    replace_rows(path, QUERIES, _provenance_rows(stations))
    replace_rows(path, PROVIDERS, ledger.rows())
    for layer in layers.all():
        _open_again(layer)


def _open_again(layer: QgsVectorLayer) -> None:
    """Let a layer read its file again after another connection has written to it.

    QGIS reads GeoPackages without locks, and writes them with a log beside the file, which such readers cannot follow.
    """
    layer.dataProvider().reloadData()


def keep_in_file(layers: Iterable[QgsVectorLayer]) -> Iterator[None]:
    """Store looks and metadata of a GeoPackage's layers in it, for all who open the file; one thing at a step.

    Other layers are left as they are. Called before the layers are related: with a relation, QGIS would write the path
    of the other layer into the style. Raises FileWriteError.
    """
    for layer in layers:
        if layer.storageType() == "GPKG":
            keep_metadata(layer)
            yield
            # In a file that was there before, the style may be the user's. Those of other tables are listed last.
            count, _, names, *_ = layer.listStylesInDatabase()
            error = "" if STYLE_NAME in names[: max(0, count)] else store_style(layer, STYLE_NAME)
            if error:
                sentence = tr(
                    "The style of “{layer}” could not be stored in its file. The stations are there.",
                    layer=layer.name(),
                )
                raise FileWriteError(sentence, error)
            yield
            _open_again(layer)
            yield


def qml_of(layer: QgsVectorLayer) -> str:
    """How a layer looks, as QGIS stores it, without the layers that it is related to."""
    return str(_looks(layer).toString())


def _copy_looks(layer: QgsVectorLayer, other: QgsVectorLayer) -> None:
    other.importNamedStyle(_looks(layer))


def _looks(layer: QgsVectorLayer) -> QDomDocument:
    document = QDomDocument()
    layer.exportNamedStyle(document)
    style = document.documentElement()
    for relations in ("referencedLayers", "referencingLayers"):
        # They lead to the layers that the copied one is related to.
        style.removeChild(style.firstChildElement(relations))
    return document
