"""How many stations a layer holds, for the number of an answer to be compared with."""

from __future__ import annotations

from contextlib import suppress

from qgis.core import QgsVectorLayer

from ..ocm.errors import FileWriteError
from ..ocm.store.database import count_stations
from ..ocm.store.questions import count_of_others
from .geopackage import package_of, table_name
from .layer_rows import unfiltered
from .metadata import read_provenance, read_search


def held_stations(layer: QgsVectorLayer) -> int:
    """How many stations of its search a layer holds, those that its filter hides too. Raises FileWriteError.

    In a GeoPackage other searches may gather too: if the last result was whole, what they have brought is left out.
    """
    return max(0, _rows(layer) - _of_others(layer))


def _rows(layer: QgsVectorLayer) -> int:
    if layer.subsetString() and layer.storageType() == "GPKG":
        return count_stations(package_of(layer), table_name(layer))
    with unfiltered(layer) as provider:
        return int(provider.featureCount())


def _of_others(layer: QgsVectorLayer) -> int:
    search, provenance = read_search(layer), read_provenance(layer)
    if layer.storageType() != "GPKG" or search is None or provenance is None or not provenance.is_complete:
        return 0
    # While another program writes to the file, all count: the question is asked rather too often.
    with suppress(FileWriteError):
        return count_of_others(package_of(layer), table_name(layer), search)
    return 0
