"""Where decisions on possible duplicates are kept: in the GeoPackage or schema of PostGIS that holds the stations."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from qgis.core import QgsProject, QgsVectorLayer

from ..ocm.feedback import Feedback
from ..ocm.store.decisions import (
    Decided,
    Pair,
    Row,
    Said,
    decisions_in_file,
    decisions_in_schema,
    keep_in_file,
    keep_in_schema,
    rows_in_file,
    rows_in_schema,
)
from ..ocm.store.file_baselines import known_by
from ..ocm.store.packed import PackedRows
from ..ocm.store.postgis import PostgisServer, reading
from ..ocm.store.postgis_baseline import read_baseline
from .geopackage import package_of


class KeptDecisions(Protocol):
    """The decisions of a place; read and written in any thread. Its methods raise OcmError."""

    @property
    def place(self) -> str:
        """What users call it."""

    def read(self) -> Mapping[Pair, Said]:
        """All that is kept."""

    def keep(self, decided: Decided, feedback: Feedback) -> None:
        """Keep these in the place of what was decided of the same pairs."""

    def rows(self) -> Sequence[Row]:
        """All that is kept, to be added to another store."""

    def said(self) -> Mapping[str, PackedRows]:
        """What the service said of the stations last, by the id of the search: edits are known by it."""


class _InFile(NamedTuple):
    path: str

    @property
    def place(self) -> str:
        return self.path

    def read(self) -> Mapping[Pair, Said]:
        return decisions_in_file(self.path)

    def keep(self, decided: Decided, feedback: Feedback) -> None:
        keep_in_file(self.path, decided, feedback)

    def rows(self) -> Sequence[Row]:
        return rows_in_file(self.path)

    def said(self) -> Mapping[str, PackedRows]:
        return known_by(self.path)


class _InSchema(NamedTuple):
    server: PostgisServer
    schema: str

    @property
    def place(self) -> str:
        return f"{self.server.name}: {self.schema}"

    def read(self) -> Mapping[Pair, Said]:
        return decisions_in_schema(self.server, self.schema)

    def keep(self, decided: Decided, feedback: Feedback) -> None:
        keep_in_schema(self.server, self.schema, decided, feedback)

    def rows(self) -> Sequence[Row]:
        return rows_in_schema(self.server, self.schema)

    def said(self) -> Mapping[str, PackedRows]:
        with reading(self.server) as cursor:
            return read_baseline(cursor, self.schema)


def kept_decisions(stations: QgsVectorLayer) -> KeptDecisions | None:
    """Where decisions on the stations of a layer are kept; None where they cannot be. Main thread. Raises OcmError."""
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


def marked_store(mark: str, project: QgsProject) -> KeptDecisions | None:
    """The store that a review knows; None where it is gone. Main thread. Raises OcmError."""
    layer = project.mapLayer(mark)
    if isinstance(layer, QgsVectorLayer):
        return kept_decisions(layer)
    return _InFile(mark) if os.path.isfile(mark) else None  # False also of a drive that is gone
