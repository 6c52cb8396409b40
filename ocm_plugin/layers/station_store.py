"""The GeoPackage or schema of PostGIS that holds the stations of a layer, and what it knows of them besides the rows.

These are the decisions on possible duplicates, and the baseline, by which edits of the user are recognised.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from qgis.core import QgsProject, QgsVectorLayer

from ..ocm.feedback import Feedback
from ..ocm.store.decisions import (
    Decided,
    Decision,
    Pair,
    Row,
    decisions_in_file,
    decisions_in_schema,
    keep_in_file,
    keep_in_schema,
    rows_in_file,
    rows_in_schema,
)
from ..ocm.store.file_baselines import baseline_in_file
from ..ocm.store.packed import PackedRows
from ..ocm.store.postgis import PostgisServer, reading, schema_text
from ..ocm.store.postgis_baseline import read_baseline
from .geopackage import package_of


class StationStore(Protocol):
    """Read and written in any thread. Its methods raise OcmError."""

    @property
    def place(self) -> str:
        """What users call it."""

    def decisions(self) -> Mapping[Pair, Decision]:
        """All that are kept."""

    def keep(self, decided: Decided, feedback: Feedback) -> None:
        """Keep these decisions in the place of what was decided of the same pairs."""

    def decision_rows(self) -> Sequence[Row]:
        """All decisions, to be added to another store."""

    def baseline(self) -> Mapping[str, PackedRows]:
        """What the service said of the stations last, by the id of the search: edits are known by it."""


class _InFile(NamedTuple):
    path: str

    @property
    def place(self) -> str:
        return self.path

    def decisions(self) -> Mapping[Pair, Decision]:
        return decisions_in_file(self.path)

    def keep(self, decided: Decided, feedback: Feedback) -> None:
        keep_in_file(self.path, decided, feedback)

    def decision_rows(self) -> Sequence[Row]:
        return rows_in_file(self.path)

    def baseline(self) -> Mapping[str, PackedRows]:
        return baseline_in_file(self.path)


class _InSchema(NamedTuple):
    server: PostgisServer
    schema: str

    @property
    def place(self) -> str:
        return schema_text(self.server.name, self.schema)

    def decisions(self) -> Mapping[Pair, Decision]:
        return decisions_in_schema(self.server, self.schema)

    def keep(self, decided: Decided, feedback: Feedback) -> None:
        keep_in_schema(self.server, self.schema, decided, feedback)

    def decision_rows(self) -> Sequence[Row]:
        return rows_in_schema(self.server, self.schema)

    def baseline(self) -> Mapping[str, PackedRows]:
        with reading(self.server) as cursor:
            return read_baseline(cursor, self.schema)


def station_store(stations: QgsVectorLayer) -> StationStore | None:
    """What holds the stations of a layer; None where it can keep nothing besides. Main thread. Raises OcmError."""
    if stations.storageType() == "GPKG":
        return _InFile(package_of(stations))
    if stations.providerType() != "postgres":
        return None
    from ..qgis_support.postgres import server_behind
    from .postgis import place_in_database

    place = place_in_database(stations)
    if place is None:
        return None
    return _InSchema(server_behind(stations), place.schema)


def mark_of(stations: QgsVectorLayer) -> str:
    """By what a review knows the store of its stations: see DECISIONS_KEPT_IN. Addresses of databases hold passwords,
    and so a layer of a database is known by its id in the project."""
    return package_of(stations) if stations.storageType() == "GPKG" else str(stations.id())


def marked_store(mark: str, project: QgsProject) -> StationStore | None:
    """The store that a review knows; None where it is gone. Main thread. Raises OcmError."""
    layer = project.mapLayer(mark)
    if isinstance(layer, QgsVectorLayer):
        return station_store(layer)
    return _InFile(mark) if os.path.isfile(mark) else None  # False also of a drive that is gone
