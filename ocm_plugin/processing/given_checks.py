"""What is wrong with the layers, fields and files that an algorithm is given: where QGIS says nothing, the result would
be wrong without a word, and a file would be lost."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterVectorLayer,
    QgsProviderRegistry,
    QgsWkbTypes,
)

from ..ocm.errors import AnalysisError
from ..ocm.files import write_error
from ..ocm.store.geopackage_file import check_replaces_no_mirror
from ..ocm.translation import tr
from ..qgis_support.compat import LINE_GEOMETRY, POINT_GEOMETRY, POLYGON_GEOMETRY, WKB_NONE
from .algorithm import Algorithm
from .outputs import text_of

_TYPES = QgsProcessing.SourceType
_KINDS = {
    # Parameters give numbers, which the types of newer versions are not.
    int(getattr(kind, "value", kind)): geometry
    for kind, geometry in (
        (_TYPES.TypeVectorPoint, POINT_GEOMETRY),
        (_TYPES.TypeVectorLine, LINE_GEOMETRY),
        (_TYPES.TypeVectorPolygon, POLYGON_GEOMETRY),
    )
}
_TABLE = re.compile(r"ogr:dbname='(.+?)' table=\"(.+?)\"")
"""How Processing names a table of a GeoPackage as an output."""


def check_given(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    """Raises OcmError for layers, fields and outputs of which nothing right can come. Where the layers live."""
    for definition in algorithm.parameterDefinitions():
        if not parameters.get(definition.name()):
            continue
        if isinstance(definition, QgsProcessingParameterFeatureSource):
            _check_layer(algorithm, definition, parameters, context)
        elif isinstance(definition, QgsProcessingParameterField):
            _check_field(algorithm, definition, parameters, context)
    _check_files(algorithm, parameters, context)


def kinds_of(definition: QgsProcessingParameterFeatureSource) -> list[Any]:
    """The types of geometry that a parameter asks for; none where any will do."""
    return [_KINDS[kind] for kind in definition.dataTypes() if kind in _KINDS]


def _check_layer(
    algorithm: Algorithm,
    definition: QgsProcessingParameterFeatureSource,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
) -> None:
    """What is to have places must have those of the right kind, in a coordinate system."""
    kinds = kinds_of(definition)
    source = algorithm.parameterAsSource(parameters, definition.name(), context)
    if not kinds or source is None:
        return
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if source.wkbType() == WKB_NONE or kind in set(_KINDS.values()) - set(kinds):
        raise AnalysisError(
            tr(
                "“{layer}” has another kind of geometry than “{parameter}” needs: please choose another layer.",
                layer=source.sourceName(),
                parameter=definition.description(),
            )
        )
    if not source.sourceCrs().isValid():
        raise AnalysisError(
            tr(
                "“{layer}” has no coordinate reference system, so that nobody knows where it lies: please set that of "
                "the layer first.",
                layer=source.sourceName(),
            )
        )


def _check_field(
    algorithm: Algorithm,
    definition: QgsProcessingParameterField,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
) -> None:
    """A field must be there, and hold numbers where numbers are asked for."""
    name = algorithm.parameterAsString(parameters, definition.name(), context)
    source = algorithm.parameterAsSource(parameters, definition.parentLayerParameterName(), context)
    if not name or source is None:
        return
    place = source.fields().indexOf(name)
    if place < 0:
        raise AnalysisError(
            tr(
                "“{layer}” has no field “{field}”, which was given as “{parameter}”.",
                layer=source.sourceName(),
                field=name,
                parameter=definition.description(),
            )
        )
    wants_numbers = definition.dataType() == QgsProcessingParameterField.DataType.Numeric
    if wants_numbers and not source.fields().at(place).isNumeric():
        raise AnalysisError(
            tr(
                "The field “{field}” of “{layer}” holds no numbers, as “{parameter}” must.",
                layer=source.sourceName(),
                field=name,
                parameter=definition.description(),
            )
        )


def _check_files(algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    """An output takes the place of a whole file: not that of what is read, of a mirror, or of another output."""
    read = list(_files_read(algorithm, parameters, context))
    written_into = algorithm.written_into(parameters, context)
    written: set[tuple[str, str]] = set()
    for definition in algorithm.parameterDefinitions():
        if not isinstance(definition, (QgsProcessingParameterFeatureSink, QgsProcessingParameterFileDestination)):
            continue
        text = text_of(parameters.get(definition.name()))
        table = _TABLE.match(text)
        path, name = (table.group(1), table.group(2)) if table else (text.partition("|")[0], "")
        if not os.path.isabs(path):  # temporary layers, other databases
            continue
        if not os.path.isdir(os.path.dirname(path)):
            raise AnalysisError(tr("The folder of {path} does not exist. Please choose another folder.", path=path))
        _check_name(path)
        if definition.name() in written_into:
            continue
        place = _place(path), name
        may_replace = algorithm.REPLACES.get(definition.name())
        if any(
            place[0] == file and (not name or name == its_table)
            for given, file, its_table in read
            if given != may_replace
        ):
            raise AnalysisError(
                tr(
                    "“{parameter}” would be written in the place of {file}, which is read: all that is in it would be "
                    "lost. Please choose another file.",
                    parameter=definition.description(),
                    file=path,
                )
            )
        if not name:
            check_replaces_no_mirror(path)
        if place in written:
            raise AnalysisError(tr("{path} is named for two outputs. Please choose another file for one.", path=path))
        written.add(place)


def _check_name(path: str) -> None:
    """Raise FileWriteError for a name that no file can have."""
    try:
        os.lstat(path)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise write_error(Path(path), error) from error


def _files_read(
    algorithm: Algorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Iterator[tuple[str, str, str]]:
    """The inputs that are files or layers of files: name of the parameter, file and table."""
    for definition in algorithm.parameterDefinitions():
        given = parameters.get(definition.name())
        if isinstance(definition, QgsProcessingParameterFile):
            path = text_of(given)
            if os.path.isabs(path):
                yield definition.name(), _place(path), ""
        if not isinstance(definition, (QgsProcessingParameterFeatureSource, QgsProcessingParameterVectorLayer)):
            continue
        if isinstance(given, QgsProcessingFeatureSourceDefinition):
            given = given.source
        layer = given and algorithm.parameterAsVectorLayer({definition.name(): given}, definition.name(), context)
        if layer:
            parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
            path = str(parts.get("path") or "")
            if os.path.isabs(path):
                yield definition.name(), _place(path), str(parts.get("layerName") or "")


def _place(path: str) -> str:
    """A path such that two for one file are equal."""
    return os.path.normcase(os.path.realpath(path))
