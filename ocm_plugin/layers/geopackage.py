"""A result as one GeoPackage, its tables as layers, and what QGIS has open of such files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from qgis.core import (
    QgsDataProvider,
    QgsFeatureRequest,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QThread

from ..ocm.errors import FileWriteError
from ..ocm.files import end_journal
from ..ocm.records.credits import attribution_of_credits, merged
from ..ocm.search_wording import search_sentence
from ..ocm.store.merge_values import Outcome, ResultToMerge, Terms
from ..ocm.store.merged_package import merge_into_copy, providers_in
from ..ocm.store.result_file import ResultFile
from ..ocm.tables.derive.row_types import QueryRow
from ..ocm.tables.derive.rows import provider_rows, query_row
from ..ocm.tables.result import Result
from ..ocm.translation import tr
from .attribution import credit_of_row
from .build import (
    StationLayers,
    layer_title,
)


class GeoPackageDestination(ResultFile):
    """Fills a GeoPackage. Made, filled and finished in the thread that runs the search."""

    def take_layers(self, thread: QThread, result: Result) -> StationLayers:
        """Finish the file, and hand its layers to a thread."""
        self.finish(result)
        return self.handed_over(thread)

    def handed_over(self, thread: QThread) -> StationLayers:
        """The layers of the completed file, which takes its place now, for a thread."""
        layers = self.open_layers()
        for layer in layers.all():
            layer.moveToThread(thread)
        return layers

    def finish(self, result: Result) -> None:
        """Write down where the stations come from, and put the file in its place."""
        self.put_aside(result)
        self.publish()

    def put_aside(self, result: Result) -> None:
        """Write down where the stations come from; what is at the file's place stays until `open_layers`."""
        self.complete(query_of(result), provider_rows(result.attribution.providers))

    def credited(self, result: Result) -> Result:
        """The result with the credit of all that the file holds."""
        return result

    def open_layers(self) -> StationLayers:
        """The layers of the file, which takes its place now if it was put aside."""
        self.publish()
        return StationLayers.by_table({table: open_table(self.path, table) for table in self.tables})


class MergedPackage(GeoPackageDestination):
    """Fills a GeoPackage that is there: what it holds besides stays, and so does all that the user has made of it."""

    outcome = Outcome()
    """What the merge has done."""

    def put_aside(self, result: Result) -> None:
        """Merge the result into a copy of the file, which takes its place with `open_layers`."""
        super().put_aside(result)
        copy = self.package.file().with_name("merged.gpkg")
        license_urls = {credit.provider_id: credit.license_url for credit in result.attribution.providers}
        terms = Terms(result.provenance.is_complete, result.search)
        fresh = ResultToMerge(self.packed(), query_of(result), terms, license_urls)
        self.package.publish_instead(copy)
        self.outcome = merge_into_copy(Path(self.path), copy, self.tables, fresh)
        self._providers = providers_in(copy)

    def credited(self, result: Result) -> Result:
        """The result with the credit of all that the file holds."""
        named = {credit.provider_id for credit in result.attribution.providers}
        others = [
            credit_of_row(row)._replace(n_stations=row["n_stations"])
            for row in self._providers
            if row.get("n_stations") and row.get("provider_id") not in named
        ]
        return replace(result, attribution=merged([result.attribution, attribution_of_credits(others)]))


def query_of(result: Result) -> QueryRow:
    """What a file says of the search that a result came from."""
    sentence = search_sentence(result.search, result.reference, result.provenance.origin.kind)
    return query_row(result.context.query_id, result.search, sentence, result.provenance)


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


def table_name(layer: QgsVectorLayer) -> str:
    """The name of a layer's table in its GeoPackage."""
    name = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())["layerName"]
    # Processing names the file only: the layer is then the first in it.
    return str(name or layer.dataProvider().subLayers()[0].split(QgsDataProvider.sublayerSeparator())[1])


def keep_metadata(layer: QgsVectorLayer) -> None:
    """Store beside a layer's data what it says of itself. QGIS stores nothing where a source names no table."""
    if layer.storageType() == "GPKG" and "layername=" not in layer.source():
        named = QgsVectorLayer(table_source(package_of(layer), table_name(layer)), layer.name(), "ogr")
        named.setMetadata(layer.metadata())
        layer = named
    layer.saveDefaultMetadata()


def keep_all_metadata(layers: Iterable[QgsVectorLayer]) -> Iterator[None]:
    """Store in a GeoPackage what its layers say of themselves, a layer at a step; each reads the file again."""
    for layer in layers:
        keep_metadata(layer)
        layer.dataProvider().reloadData()
        yield


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


def at_once(steps: Iterable[None]) -> None:
    """Go through all steps without a pause, where no window has to stay usable."""
    for _ in steps:
        pass
