"""Fresh stations for layers that are in use: rows are merged, so that ids, styles, joins, selections and edits stay.

A reload is made in the main thread, does its work in another one, and is finished in the main thread, a step at a time:
see `reload_of`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Union

from qgis.core import (
    QgsFeatureRequest,
    QgsLayerMetadata,
    QgsProject,
    QgsVectorLayer,
)

from ..ocm.errors import FileWriteError
from ..ocm.feedback import Feedback, Progress
from ..ocm.records.credits import Attribution, merged
from ..ocm.store.file_baselines import Known, add_to_baseline, baseline_in_file, bring_baseline_back
from ..ocm.store.file_merge import merge_into_file
from ..ocm.store.merge_values import Outcome, Place, ResultToMerge, Terms
from ..ocm.store.merging import asked_in
from ..ocm.store.packed import PackedRows
from ..ocm.store.postgis import PostgisServer
from ..ocm.store.undoing import ReloadRecord
from ..ocm.tables.result import Result
from ..ocm.tables.schema import CHILDREN, STATIONS
from ..ocm.translation import tr
from .attribution import attribution_of
from .build import CRS, SESSION_BASELINE, StationLayers
from .geopackage import keep_all_metadata, open_table, package_of, query_of, table_name
from .layer_table import TableBack
from .layer_words import renew_words
from .legend import renew_legend, renewed_legend
from .merging import LayerMerge
from .metadata import made_metadata, metadata_text, read_provenance, read_search
from .relations import related_tables
from .saving import keep_provenance


class Fresh(NamedTuple):
    """What a reload has brought."""

    rows: PackedRows
    result: Result
    theirs: frozenset[Place] = frozenset()
    """Edits of the user that shall give way to what has come."""
    mine: frozenset[Place] = frozenset()
    """Edits of the user that shall stay, and be reported no more."""
    with_deleted: bool = False
    """Whether rows that the user has deleted come back."""


class FileBack(NamedTuple):
    """How to undo the reload of a file."""

    path: str
    record: ReloadRecord
    metadata: dict[str, QgsLayerMetadata]
    """What the layers said of themselves before, by the names of their tables in the file."""


class SchemaBack(NamedTuple):
    """How to undo the reload of a schema of PostGIS."""

    server: PostgisServer
    schema: str
    record: ReloadRecord
    metadata: dict[str, QgsLayerMetadata]
    """What the layers said of themselves before, by the names of their tables in the schema."""


class LayerBack(NamedTuple):
    """How to undo the reload of layers that QGIS has written."""

    tables: dict[str, TableBack]
    metadata: dict[str, QgsLayerMetadata]
    """What the layers said of themselves before, by their tables."""
    query_id: str
    baseline: PackedRows | None
    """What the session knew of this result before."""
    file: str | None
    known: Known | None
    """What the file knew before, if one knows what the service said."""


if TYPE_CHECKING:  # typing keeps the classes of unions it has made, for ever
    Back = Union[FileBack, SchemaBack, LayerBack]


class Reload(Protocol):
    """A reload of the layers of one result."""

    outcome: Outcome
    """What it has done, once it is through."""

    @property
    def can_be_left(self) -> bool:
        """Whether all becomes as it was when `finish` is left where it stands."""

    def work(self, feedback: Feedback) -> None:
        """In a worker thread. Raises FileWriteError and Cancelled; all is then as it was."""

    def finish(self) -> Generator[QgsVectorLayer | None, None, None]:
        """Afterwards, in the main thread. What is written there is taken back when it fails.

        Before a step that writes to a layer comes that layer.
        """

    def back(self) -> Back | None:
        """How to undo it, once it is through; None when that cannot be."""

    def let_go(self) -> None:
        """Stop listening to the layers, after success and failure alike."""


def layers_of(stations: QgsVectorLayer, project: QgsProject) -> StationLayers:
    """A layer of stations and its tables: those related to it in a project, and others that lie in the same file."""
    children = related_tables(stations, project)
    if stations.storageType() == "GPKG":
        for table in set(CHILDREN) - set(children):
            child = open_table(package_of(stations), table)
            if child.isValid():
                children[table] = child
    if stations.providerType() == "postgres":
        from .postgis import table_beside

        beside = {table: table_beside(stations, table) for table in CHILDREN if table not in children}
        children.update((table, child) for table, child in beside.items() if child is not None)
    return StationLayers.by_table({STATIONS: stations, **children})


def check_not_edited(layers: Iterable[QgsVectorLayer]) -> None:
    """Raise FileWriteError when a layer is being edited."""
    for layer in layers:
        if layer.isEditable():
            raise FileWriteError(
                tr("The layer “{layer}” is being edited. Save or discard the edits first.", layer=layer.name())
            )


def check_can_be_reloaded(layers: StationLayers) -> None:
    """Raise FileWriteError when layers cannot be reloaded, whatever the server says."""
    for layer in layers.all():
        if not layer.isValid():
            raise FileWriteError(
                tr("The layer “{layer}” cannot be read: its file may have been moved.", layer=layer.name())
            )
    if layers.stations.crs().authid() != CRS:
        raise FileWriteError(
            tr(
                "The layer “{layer}” has the CRS {crs}; only layers in {wanted} can be reloaded.",
                layer=layers.stations.name(),
                crs=layers.stations.crs().authid(),
                wanted=CRS,
            )
        )
    if layers.stations.fields().indexOf("ocm_id") < 0:
        raise FileWriteError(
            tr(
                "The layer “{layer}” lacks the column {column}, by which its stations are known. Search again for a "
                "layer that can be reloaded.",
                layer=layers.stations.name(),
                column="ocm_id",
            )
        )
    for layer in layers.all():
        if not keeps_row_numbers(layer):
            raise FileWriteError(
                tr(
                    "Layers of the format {format} cannot be reloaded: their rows have no lasting numbers. Save "
                    "“{layer}” as a GeoPackage, and reload that.",
                    format=layer.storageType(),
                    layer=layer.name(),
                )
            )


def can_be_undone(layers: StationLayers) -> bool:
    """Whether a reload can be taken back. Other formats give the numbers of removed rows to other ones."""
    if all(layer.providerType() == "postgres" for layer in layers.all()):
        from .postgis_reload import are_in_one_schema

        return are_in_one_schema(layers)
    return all(layer.providerType() == "memory" or layer.storageType() == "GPKG" for layer in layers.all())


def reload_of(layers: StationLayers, fresh: Fresh, project: QgsProject) -> Reload:
    """A reload of layers. Main thread. Raises FileWriteError when it cannot be: a layer is edited, or in another CRS.

    A table that the layers lack is left out, and so is one that the result lacks.
    """
    check_can_be_reloaded(layers)
    is_one_file = len({file_of(layer) for layer in layers.all()} - {None}) == 1
    if is_one_file and all(layer.storageType() == "GPKG" for layer in layers.all()):
        return FileReload(layers, fresh, project)
    if all(layer.providerType() == "postgres" for layer in layers.all()):
        from .postgis_reload import PostgisReload, are_in_one_schema

        if are_in_one_schema(layers):
            return PostgisReload(layers, fresh, project)
    return LayerReload(layers, fresh)


def keeps_row_numbers(layer: QgsVectorLayer) -> bool:
    """Whether a row keeps its number when others are written or removed. Some files are written as a whole.

    A merge writes in slices: with numbers of the first, it would remove the wrong stations from the second on.
    """
    return layer.providerType() != "ogr" or layer.storageType() in ("GPKG", "SQLite")


def file_of(layer: QgsVectorLayer) -> Path | None:
    """The GeoPackage that a layer reads, whichever way its path is written; None for another source."""
    return Path(package_of(layer)).resolve() if layer.storageType() == "GPKG" else None


def _asked_before(stations: QgsVectorLayer) -> Callable[[Sequence[Any]], bool]:
    """The test whether what a layer holds would have had a station: only then is a new one added in the registry."""
    search, provenance = read_search(stations), read_provenance(stations)
    if search is None or provenance is None:
        return lambda values: True
    return asked_in(search.area) if provenance.is_complete else lambda values: False


def tell_layers(layers: StationLayers, result: Result) -> None:
    """Let layers say what they hold."""
    tell_tables(layers, result)
    renew_legend(layers.stations)


def tell_in_steps(layers: StationLayers, result: Result) -> Iterator[None]:
    """The same a step at a time: the legend has numbers also of many stations, which are counted meanwhile."""
    tell_tables(layers, result)
    yield
    yield from renewed_legend(layers.stations)


def tell_tables(layers: StationLayers, result: Result) -> None:
    """The same, but for the legend."""
    for table, layer in layers.tables().items():
        layer.setMetadata(made_metadata(layer, result))
        renew_words(layer, table)


def credited_result(layers: StationLayers, result: Result, outcome: Outcome) -> Result:
    """The result with the credit of what layers hold now: also of stations that are not in the result and stay."""
    if not outcome.staying:
        return result
    named = {credit.provider_id for credit in result.attribution.providers}
    before = attribution_of(layers.stations)
    others = tuple(credit for credit in before.providers if credit.provider_id not in named)
    return replace(result, attribution=merged([result.attribution, Attribution(others, before.is_invented)]))


class LayerReload:
    """A reload of temporary layers, and of all else that QGIS can write."""

    def __init__(self, layers: StationLayers, fresh: Fresh) -> None:
        check_not_edited(layers.all())
        self._layers = layers
        self._fresh = fresh
        tables = layers.tables()
        self._merge = LayerMerge(tables, fresh.rows, dict(SESSION_BASELINE), terms_of(layers, fresh))
        self._file = package_of(layers.stations) if layers.stations.storageType() == "GPKG" else None
        """The file that knows what the service said, when only other tables lie elsewhere."""
        self._known: Known | None = None
        self._is_written = False
        self._metadata = {table: layer.metadata() for table, layer in tables.items()}
        self._baseline_before = SESSION_BASELINE.get(fresh.result.context.query_id)
        self.outcome = Outcome()

    @property
    def can_be_left(self) -> bool:
        """While rows are written."""
        return not self._is_written

    def work(self, feedback: Feedback) -> None:
        """Decide what is to be written."""
        known = baseline_in_file(self._file) if self._file is not None else {}
        self.outcome = self._merge.decide(feedback, known)
        if self._file is not None:
            # Before the rows are written, so that all of them are known if that fails.
            query_id, rows = self._fresh.result.context.query_id, self._merge.next_baseline()
            self._known = add_to_baseline(self._file, query_id, rows, {**SESSION_BASELINE})

    def finish(self) -> Generator[QgsVectorLayer | None, None, None]:
        """Write it."""
        check_not_edited(self._layers.all())
        read_file_again(self._layers.all(), self._file)
        yield self._layers.stations
        yield from self._merge.write()
        self._is_written = True
        SESSION_BASELINE[self._fresh.result.context.query_id] = self._merge.next_baseline()
        yield from tell_in_steps(self._layers, credited_result(self._layers, self._fresh.result, self.outcome))
        yield from keep_provenance(self._layers)

    def back(self) -> Back | None:
        """How to undo it; None when that cannot be."""
        if not can_be_undone(self._layers):
            return None
        query_id = self._fresh.result.context.query_id
        return LayerBack(self._merge.back(), self._metadata, query_id, self._baseline_before, self._file, self._known)

    def let_go(self) -> None:
        """Stop listening to the layers."""
        self._merge.let_go()
        if not self._is_written:
            forget(self._file, self._known)


def forget(file: str | None, known: Known | None) -> None:
    """Let a file know what it knew before, as rows are not written after all: the reload before can be undone then."""
    if file is not None and known is not None:
        # What it knows otherwise is right as well, only more than its rows need.
        with suppress(FileWriteError):
            bring_baseline_back(file, known)


class FileReload:
    """A reload of layers that lie in one GeoPackage."""

    can_be_left = False
    """What is written is written before."""

    def __init__(self, layers: StationLayers, fresh: Fresh, project: QgsProject) -> None:
        self._layers = layers
        self._fresh = fresh
        self._project = project
        self._path = package_of(layers.stations)
        check_not_edited([*layers.all(), *self._copies()])
        self._edits = Edits([*layers.all(), *self._copies()])
        self._tables = {table: table_name(layer) for table, layer in layers.tables().items()}
        self._metadata = {table_name(layer): layer.metadata() for layer in layers.all()}
        metadata, descriptions = {}, {}
        for layer in layers.all():
            made = made_metadata(layer, fresh.result)
            metadata[table_name(layer)] = metadata_text(made)
            descriptions[table_name(layer)] = made.abstract()
        self._result = to_be_merged(layers, fresh)
        self._result = replace(self._result, metadata=metadata, descriptions=descriptions)
        self.outcome = Outcome()
        self._record: ReloadRecord | None = None

    def _copies(self) -> list[QgsVectorLayer]:
        return layers_on(self._path, self._project)

    def work(self, feedback: Feedback) -> None:
        """Write the rows and what the file says of itself, in one transaction."""
        unless_edited = UnlessEdited(feedback, self._edits)
        self.outcome, self._record = merge_into_file(self._path, self._tables, self._result, unless_edited)

    def finish(self) -> Generator[None, None, None]:
        """Let all layers on the file read it again. What was written stays, even if this fails."""
        shown = {layer.id(): layer for layer in [*self._layers.all(), *self._copies()]}
        for layer in shown.values():
            read_again(layer)
            yield
        result = credited_result(self._layers, self._fresh.result, self.outcome)
        yield from tell_in_steps(self._layers, result)
        if result.attribution != self._fresh.result.attribution:
            yield from keep_all_metadata(self._layers.all())
        yield from tell_copies(self._layers, shown.values())

    def back(self) -> Back | None:
        """How to undo it."""
        return FileBack(self._path, self._record, self._metadata) if self._record is not None else None

    def let_go(self) -> None:
        """Stop listening to the layers."""
        self._edits.end()


def to_be_merged(layers: StationLayers, fresh: Fresh) -> ResultToMerge:
    """What a merge into a store of the layers' needs to know. Main thread."""
    return ResultToMerge(
        fresh.rows,
        query_of(fresh.result),
        terms_of(layers, fresh),
        {credit.provider_id: credit.license_url for credit in fresh.result.attribution.providers},
        baseline_besides=dict(SESSION_BASELINE),
    )


def terms_of(layers: StationLayers, fresh: Fresh) -> Terms:
    """On which terms a result is merged into layers. Main thread."""
    return Terms(
        fresh.result.provenance.is_complete,
        fresh.result.search,
        _asked_before(layers.stations),
        fresh.theirs,
        fresh.mine,
        fresh.with_deleted,
    )


def layers_on(path: str, project: QgsProject) -> list[QgsVectorLayer]:
    """The layers of a project that show the same file."""
    file = Path(path).resolve()
    layers = (layer for layer in project.mapLayers().values() if isinstance(layer, QgsVectorLayer))
    return [layer for layer in layers if file_of(layer) == file]


def tell_copies(
    layers: StationLayers,
    shown: Iterable[QgsVectorLayer],
    name_of: Callable[[QgsVectorLayer], str] = table_name,
) -> Iterator[None]:
    """Let other layers on the same tables say what these say, a step at a time."""
    ours = {layer.id() for layer in layers.all()}
    originals = {name_of(layer): (table, layer) for table, layer in layers.tables().items()}
    for layer in shown:
        if layer.id() not in ours and name_of(layer) in originals:
            table, original = originals[name_of(layer)]
            layer.setMetadata(original.metadata())
            renew_words(layer, table)
            if layer.isSpatial():
                yield from renewed_legend(layer)


class Edits:
    """Notices when one of some layers is edited, and keeps the name it has then."""

    def __init__(self, layers: Iterable[QgsVectorLayer]) -> None:
        self.edited: list[str] = []
        self._connections = [
            (layer, layer.editingStarted.connect(partial(self.edited.append, layer.name()))) for layer in layers
        ]

    def end(self) -> None:
        """Stop listening."""
        for layer, connection in self._connections:
            with suppress(RuntimeError):  # the layer is gone
                layer.editingStarted.disconnect(connection)
        self._connections.clear()


class UnlessEdited(Feedback):
    """A feedback that stops the writing of a file once a layer on it is edited: edits of removed rows would be lost."""

    def __init__(self, feedback: Feedback, edits: Edits) -> None:
        super().__init__()
        self._feedback = feedback
        self._edits = edits

    def is_cancelled(self) -> bool:
        """Whether the user wants the work to end."""
        return self._feedback.is_cancelled()

    def check(self) -> None:
        """Raise Cancelled or FileWriteError if the work shall end."""
        self._feedback.check()
        if self._edits.edited:
            name = self._edits.edited[0]
            raise FileWriteError(
                tr("The layer “{layer}” is being edited. Nothing was changed. Please try again.", layer=name)
            )

    def report(self, progress: Progress) -> None:
        """Report how far the work is."""
        self._feedback.report(progress)


def read_file_again(layers: Iterable[QgsVectorLayer], path: str | None) -> None:
    """Let those of the layers that lie in a file read it after another connection has written to it."""
    for layer in layers:
        if path is not None and file_of(layer) == Path(path).resolve():
            read_again(layer)


def read_again(layer: QgsVectorLayer) -> None:
    """Let a layer read its file after another connection has written to it; what is gone is deselected."""
    selected = layer.selectedFeatureIds()  # which the layer forgets
    layer.dataProvider().reloadData()
    layer.updateExtents()
    if selected:
        request = QgsFeatureRequest().setFilterFids(selected).setNoAttributes()
        layer.selectByIds([feature.id() for feature in layer.getFeatures(request)])
    layer.triggerRepaint()
