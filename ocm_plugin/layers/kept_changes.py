"""The list of changes that the place of a layer keeps: a GeoPackage, or a schema of PostGIS."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol

from qgis.core import QgsVectorLayer

from ..ocm.store.change_list import ListedReload
from ..ocm.store.file_history import entries_from, entries_since, listed_reloads
from ..ocm.store.merge_values import Change
from ..ocm.store.postgis import PostgisServer
from .geopackage import package_of, table_name


class KeptChanges(Protocol):
    """What a place lists of one of its tables; read in any thread. Its methods raise OcmError."""

    def reloads(self) -> list[ListedReload]:
        """The reloads that are listed, the newest first."""

    def entries_from(self, first: int) -> list[Change]:
        """All that is listed from an entry on."""

    def entries_since(self, moment: datetime) -> list[Change] | None:
        """All that is listed since a moment; None where no list is kept."""


class _InFile(NamedTuple):
    path: str
    table: str

    def reloads(self) -> list[ListedReload]:
        return listed_reloads(self.path, self.table)

    def entries_from(self, first: int) -> list[Change]:
        return entries_from(self.path, self.table, first)

    def entries_since(self, moment: datetime) -> list[Change] | None:
        return entries_since(self.path, self.table, moment)


class _InSchema(NamedTuple):
    server: PostgisServer
    schema: str
    table: str

    def reloads(self) -> list[ListedReload]:
        from ..ocm.store.postgis_history import schema_reloads

        return schema_reloads(*self)

    def entries_from(self, first: int) -> list[Change]:
        from ..ocm.store.postgis_history import schema_entries_from

        return schema_entries_from(*self, first)

    def entries_since(self, moment: datetime) -> list[Change] | None:
        from ..ocm.store.postgis_history import schema_entries_since

        return schema_entries_since(*self, moment)


def kept_changes(layer: QgsVectorLayer) -> KeptChanges | None:
    """Where a layer's changes are listed; None where they cannot be. Main thread. Raises FileWriteError."""
    if layer.storageType() == "GPKG":
        return _InFile(package_of(layer), table_name(layer))
    if layer.providerType() != "postgres":
        return None
    from ..qgis_support.postgres import server_behind
    from .postgis import place_in_database

    place = place_in_database(layer)
    if place is None:
        return None
    return _InSchema(server_behind(layer), place.schema, place.table)
