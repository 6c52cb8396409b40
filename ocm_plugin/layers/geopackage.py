"""A result as one GeoPackage: stations, connections and what was asked for beside them, provenance, licence ledger.

The file is written beside its place and takes it only when it is whole. Features go to disk slice by slice, so memory
does not grow with the number of stations.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFields,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QThread

from ..ocm.errors import FileWriteError
from ..ocm.files import end_journal, settle, write_error, written_whole
from ..ocm.search_wording import search_sentence
from ..ocm.store.baselines import keep_baseline
from ..ocm.store.packed import PackedRows
from ..ocm.tables.derive.row_types import QueryRow
from ..ocm.tables.derive.rows import Context, provider_rows, query_row
from ..ocm.tables.result import Result
from ..ocm.tables.schema import TABLES
from ..ocm.translation import tr
from ..qgis_support import compat
from .build import (
    CHILDREN,
    COMMENTS,
    CONNECTIONS,
    CRS,
    MEDIA,
    PROVIDERS,
    QUERIES,
    STATIONS,
    FeatureMaker,
    StationLayers,
    layer_title,
    tables_wanted,
)
from .fields import AttributeMaker, qgis_fields
from .keywords import KEY_FIELD

if TYPE_CHECKING:
    from ..ocm.run import Match

SLICE = 1_000
"""So many features are copied at once."""

LITTLE_ROOM = 10_000_000
"""With fewer bytes free than this, a failed write is taken for a full disk."""


COUNTS = {
    STATIONS: "SELECT count(*) FROM stations",
    CONNECTIONS: "SELECT count(*) FROM ocm_connections",
    COMMENTS: "SELECT count(*) FROM ocm_comments",
    MEDIA: "SELECT count(*) FROM ocm_media",
    QUERIES: "SELECT count(*) FROM ocm_queries",
    PROVIDERS: "SELECT count(*) FROM ocm_providers",
}
"""How to count the rows of each table."""


class GeoPackageDestination:
    """Fills a GeoPackage. Made, filled and finished in the thread that runs the search.

    When it is let go unfinished, nothing of the file is left. Raises FileWriteError with a sentence for the user.
    """

    def __init__(
        self, path: str, context: Context, with_comments: bool = False, stopped: GeoPackageDestination | None = None
    ) -> None:
        """`stopped`: what has written a part already, with which this one begins."""
        self._path = path
        self._context = context
        self._with_comments = with_comments
        self._tables = tables_wanted(with_comments)
        self._maker: FeatureMaker = FeatureMaker(context, self._tables) if stopped is None else stopped._maker
        tables = {table: qgis_fields(TABLES[table]) for table in (*self._tables, QUERIES, PROVIDERS)}
        self._package: GeoPackage = GeoPackage(path, tables, None if stopped is None else stopped._package)

    def add(self, stations: Sequence[Match]) -> None:
        """Take a slice of stations."""
        for table, features in self._maker.features(stations).items():
            self._package.add(table, features)

    def continued(self) -> GeoPackageDestination:
        """A new destination that holds what this one, put aside or finished, holds: for a stopped search to go on."""
        return GeoPackageDestination(self._path, self._context, self._with_comments, self)

    def take_layers(self, thread: QThread, result: Result) -> StationLayers:
        """Finish the file, and hand its layers to a thread."""
        self.finish(result)
        layers = self.open_layers()
        for layer in (layers.stations, *layers.children().values()):
            layer.moveToThread(thread)
        return layers

    def finish(self, result: Result) -> None:
        """Write down where the stations come from, and put the file in its place."""
        self.put_aside(result)
        self._package.publish()

    def put_aside(self, result: Result) -> None:
        """Write down where the stations come from; what is at the file's place stays until `open_layers`."""
        self._package.replace(QUERIES, table_features(QUERIES, [query_of(result)]))
        providers = provider_rows(result.attribution.providers)
        self._package.replace(PROVIDERS, table_features(PROVIDERS, providers))
        self._package.remember(self._maker.said())
        self._package.complete()

    def open_layers(self) -> StationLayers:
        """The layers of the file, which takes its place now if it was put aside."""
        self._package.publish()
        return StationLayers.by_table({table: open_table(self._path, table) for table in self._tables})


def query_of(result: Result) -> QueryRow:
    """What a file says of the search that a result came from."""
    sentence = search_sentence(result.search, result.reference, result.provenance.origin.kind)
    return query_row(result.context.query_id, result.search, sentence, result.provenance)


class GeoPackage:
    """A GeoPackage that is being written: its tables, all of them open, to be filled in any order."""

    def __init__(self, path: str, tables: Mapping[str, QgsFields], before: GeoPackage | None = None) -> None:
        """`before`: a completed one with these tables; begin with a copy of its file."""
        self._target = Path(path)
        self._goes_on = before is not None
        self._said: Mapping[str, PackedRows] = {}
        self._is_published = False
        self._whole = ExitStack()
        self._file = self._whole.enter_context(written_whole(path))
        try:
            settle(self._target)
            if before is not None:
                self._copy(before.file())
            else:
                for name, fields in tables.items():
                    self._create(name, fields)
            self._layers = {name: open_table(str(self._file), name) for name in tables}
            self._counts: dict[str, int] = dict.fromkeys(tables, 0) if before is None else dict(before._counts)
        except FileWriteError as error:
            self._give_up(error)
            raise

    def file(self) -> Path:
        """Where the file lies now."""
        return self._target if self._is_published else self._file

    def _copy(self, file: Path) -> None:
        try:
            shutil.copyfile(file, self._file)
        except OSError as error:
            raise write_error(self._target, error) from error

    def _create(self, table: str, fields: QgsFields) -> None:
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        options.layerName = table
        options.fileEncoding = "UTF-8"
        options.layerOptions = [
            f"IDENTIFIER={layer_title(table)}",
            f"FID={_free_name('fid', fields)}",
            f"GEOMETRY_NAME={_free_name('geom', fields)}",
        ]
        if self._file.exists():
            options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        wkb, crs = (compat.WKB_POINT, CRS) if table == STATIONS else (compat.WKB_NONE, "")
        writer = QgsVectorFileWriter.create(
            str(self._file), fields, wkb, QgsCoordinateReferenceSystem(crs), QgsCoordinateTransformContext(), options
        )
        if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
            raise self._failure(writer.errorMessage())

    def add(self, table: str, features: Iterable[QgsFeature], keep_ids: bool = False) -> None:
        """Write features whose attributes are those of the table's fields, in order. `keep_ids`: with their own ids."""
        numbered = list(features)
        for feature in numbered:
            # The file's own key stands before our fields, and numbers itself where nothing is given.
            feature.setAttributes([feature.id() if keep_ids else None, *feature.attributes()])
        provider = self._layers[table].dataProvider()
        added, _ = provider.addFeatures(numbered, QgsFeatureSink.Flag.FastInsert)
        if not added:
            error = self._failure("; ".join(provider.errors()))
            self._give_up(error)
            raise error
        self._counts[table] += len(numbered)

    def replace(self, table: str, features: Iterable[QgsFeature]) -> None:
        """Write features in the place of all that the table holds."""
        self._layers[table].dataProvider().truncate()
        self._counts[table] = 0
        self.add(table, features)

    def remember(self, said: Mapping[str, PackedRows]) -> None:
        """Keep in the file what Open Charge Map said, by the id of the search: a reload recognises edits by it."""
        self._said = said

    def finish(self) -> None:
        """Put the file in its place."""
        self.complete()
        self.publish()

    def complete(self) -> None:
        """Write all there is to write, and look whether the file holds it; what is at its place stays."""
        if not self._goes_on:
            self._index()
        self._layers.clear()
        try:
            keep_baseline(str(self._file), self._said)
            check_written(self._file, self._counts)
        except FileWriteError as error:
            self._give_up(error)
            raise

    def publish(self) -> None:
        """Put the completed file in its place, if it is not there yet.

        Raises FileWriteError; while another program uses the file at its place, this can be tried again.
        """
        if not self._is_published:
            settle(self._target)
            self._whole.close()
            self._is_published = True

    def _index(self) -> None:
        """Let QGIS find the rows of a station at once in the tables that belong to it, for map tips and forms.

        The file keeps the indexes up to date by itself, whichever program writes to it later.
        """
        for table in set(CHILDREN) & set(self._layers):
            provider = self._layers[table].dataProvider()
            key = provider.fieldNameIndex(KEY_FIELD)
            if key >= 0 and not provider.createAttributeIndex(key):
                error = self._failure("; ".join(provider.errors()))
                self._give_up(error)
                raise error

    def _give_up(self, error: FileWriteError) -> None:
        self._layers = {}
        self._whole.__exit__(type(error), error, error.__traceback__)

    def _failure(self, details: str) -> FileWriteError:
        """Why the file cannot be written, as far as is known: the driver's words are for experts."""
        is_full = "full" in details or shutil.disk_usage(self._target.parent).free < LITTLE_ROOM
        error = write_error(self._target, OSError(errno.ENOSPC if is_full else 0, details))
        return FileWriteError(error.sentence, details)


def _free_name(wanted: str, fields: QgsFields) -> str:
    """A name for the file's own key or points that no field has: QGIS' usual "fid" may be a column of the user's."""
    taken = {field.name().lower() for field in fields}
    names = chain((wanted,), (f"{wanted}_{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


def check_written(path: Path, counts: Mapping[str, int]) -> None:
    """Raise FileWriteError unless a GeoPackage is sound, has so many rows in its tables, and needs no side file."""
    try:
        end_journal(path)
        with closing(sqlite3.connect(path)) as file:
            problems = [text for (text,) in file.execute("PRAGMA quick_check") if text != "ok"]
            for table, expected in counts.items():
                (found,) = file.execute(COUNTS[table]).fetchone()
                if found != expected:
                    problems.append(
                        tr("{table}: {found} rows of {expected}", table=table, found=found, expected=expected)
                    )
    except sqlite3.Error as error:
        problems = [f"{type(error).__name__}: {error}"]
    if problems:
        raise FileWriteError(
            tr("{name} was not written correctly and was deleted. Please choose another folder.", name=path.name),
            "; ".join(problems),
        )


def check_rows(path: Path, count: int) -> None:
    """Raise FileWriteError unless QGIS can open a file of one table, of any format, and read so many rows of it."""
    problems = []
    if path.suffix.lower() == ".gpkg":
        try:
            end_journal(path)
            with closing(sqlite3.connect(path)) as file:
                problems = [text for (text,) in file.execute("PRAGMA quick_check") if text != "ok"]
        except sqlite3.Error as error:
            problems = [f"{type(error).__name__}: {error}"]
    if count and not problems:
        found = _readable_rows(path)
        problems = [] if found == count else [tr("{found} rows of {expected}", found=found, expected=count)]
    if problems:
        raise FileWriteError(
            tr(
                "{name} was not written correctly and was deleted. Please choose another folder or format.",
                name=path.name,
            ),
            "; ".join(problems),
        )


def _readable_rows(path: Path) -> int:
    """How many rows QGIS reads from a file of one table; -1 when it cannot open it."""
    layer = QgsVectorLayer(str(path), path.stem, "ogr")
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setNoAttributes()
    return sum(1 for _ in layer.getFeatures(request)) if layer.isValid() else -1


def open_table(path: str, table: str) -> QgsVectorLayer:
    """A table of a GeoPackage as layer, without any style the file may hold for it."""
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    return QgsVectorLayer(table_source(path, table), layer_title(table), "ogr", options)


def table_source(path: str, table: str) -> str:
    """A table of a GeoPackage as QGIS' OGR provider names it."""
    return f"{path}|layername={table}"


def package_of(layer: QgsVectorLayer) -> str:
    """The path of the GeoPackage that a layer's data lie in."""
    return str(QgsProviderRegistry.instance().decodeUri("ogr", layer.source())["path"])


def files_in_use(project: QgsProject) -> set[str]:
    """The files that layers of a project read through OGR."""
    return {package_of(layer) for layer in project.mapLayers().values() if layer.providerType() == "ogr"}


def end_logs(paths: Iterable[str]) -> None:
    """Bring GeoPackages back into journal mode DELETE where no program uses them at the moment."""
    for path in paths:
        if Path(path).is_file():
            with suppress(sqlite3.DatabaseError):
                end_journal(path, wait_s=0.05)


def check_not_in_project(path: str, project: QgsProject) -> None:
    """Raise FileWriteError when the file belongs to a layer of the project: replacing it would damage it."""
    target = Path(path).resolve()
    for layer in project.mapLayers().values():
        if layer.providerType() == "ogr" and Path(package_of(layer)).resolve() == target:
            raise FileWriteError(
                tr(
                    "{path} belongs to the layer “{layer}” of this project, so it cannot be replaced. "
                    "Remove the layer first, or choose another file.",
                    path=path,
                    layer=layer.name(),
                )
            )


def replace_rows(path: str, table: str, features: list[QgsFeature]) -> None:
    """Replace the rows of a table without geometry, if the GeoPackage has it. Raises FileWriteError."""
    layer = open_table(path, table)
    if not layer.isValid():
        return
    provider = layer.dataProvider()
    for feature in features:
        feature.setAttributes([None, *feature.attributes()])
    if not provider.truncate() or not provider.addFeatures(features, QgsFeatureSink.Flag.FastInsert)[0]:
        raise FileWriteError(tr("{path} could not be updated.", path=path), "; ".join(provider.errors()))


def table_features(table: str, rows: Iterable[Iterable[Any]]) -> list[QgsFeature]:
    """Rows of a table without geometry as features."""
    maker = AttributeMaker(TABLES[table])
    features = []
    for row in rows:
        feature = QgsFeature()
        feature.setAttributes(maker.attributes(row))
        features.append(feature)
    return features


def at_once(steps: Iterable[None]) -> None:
    """Go through all steps without a pause, where no window has to stay usable."""
    for _ in steps:
        pass
