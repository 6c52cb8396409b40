"""“Save to PostGIS”: what is asked, what becomes of the layer, and what is said."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDialogButtonBox

from ocm_plugin.layers.keywords import is_station_layer
from ocm_plugin.layers.postgis import Schema
from ocm_plugin.layers.relations import related_tables
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from tests.support.postgis import connection_of, new_schema, rows, tables_of
from tests.support.postgres import READER

from .conftest import settle
from .results import demo_stations, request

SEARCH = Search(area=Extent(6, 48, 9, 52), min_power_kw=50)


@pytest.fixture
def layer(window, tasks) -> QgsVectorLayer:
    """The invented stations, as a search loads them."""
    return demo_stations(window, tasks, request(SEARCH))


def test_the_layer_reads_the_database_afterwards(sharing, layer, window, postgres) -> None:
    """The temporary layer and its table stay in their places with all that was made of them."""
    schema, count, layer_id = new_schema(), layer.featureCount(), layer.id()
    with connection_of(postgres, "Stadtwerke") as name:
        dialog = sharing.save_to_postgis(layer)
        assert dialog.connections.currentConnection() == name and dialog.schema().name == "openchargemap"
        dialog.schema_name.setText(f" {schema} ")
        dialog.accept()
        settle(lambda: window.message() == f"Saved as Stadtwerke ▸ {schema}.")
        assert layer.id() == layer_id and layer.providerType() == "postgres" and layer.featureCount() == count
        assert is_station_layer(layer)
        (connections,) = related_tables(layer, QgsProject.instance()).values()
        assert connections.providerType() == "postgres"
        assert len(rows(postgres, schema, "stations", "fid")) == count


def test_nothing_can_be_saved_without_connection_and_schema(sharing, layer, postgres) -> None:
    dialog = sharing.save_to_postgis(layer)
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    assert not save.isEnabled(), "there is no connection"
    dialog.reject()
    with connection_of(postgres, "Stadtwerke"):
        dialog = sharing.save_to_postgis(layer)
        save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
        assert save.isEnabled()
        dialog.schema_name.setText("  ")
        assert not save.isEnabled()
        dialog.reject()


def test_who_may_only_read_is_told_so_and_keeps_the_layer(sharing, layer, window, postgres) -> None:
    schema = new_schema()
    with connection_of(postgres, "Nur lesen", READER) as name:
        sharing.save_to_schema(layer, Schema(name, schema))
        settle(lambda: "you may read only" in window.message())
        assert layer.providerType() == "memory" and tables_of(postgres, schema) == set()
