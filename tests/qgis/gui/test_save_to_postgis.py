"""“Save to PostGIS”: what is asked, what becomes of the layer, and what is said."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDialogButtonBox

from ocm_plugin.layers.keywords import is_station_layer
from ocm_plugin.layers.metadata import metadata_text
from ocm_plugin.layers.relations import related_tables
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support.postgres import connection_uri
from ocm_plugin.qgis_support.schema_place import SchemaPlace
from tests.support.postgis import connection_of, new_schema, quoted, rows, tables_of
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
        assert dialog.connections.currentConnection() == name and dialog.place().schema == "openchargemap"
        dialog.schema_name.setText(f" {schema} ")
        dialog.accept()
        settle(lambda: window.message() == f"Saved as Stadtwerke ▸ {schema}.")
        assert layer.id() == layer_id and layer.providerType() == "postgres" and layer.featureCount() == count
        assert is_station_layer(layer)
        (connections,) = related_tables(layer, QgsProject.instance()).values()
        assert connections.providerType() == "postgres"
        assert len(rows(postgres, schema, "stations", "fid")) == count


def test_nothing_can_be_saved_without_connection_and_schema(sharing, layer, postgres) -> None:
    """The button was grey, and nothing said why."""
    dialog = sharing.save_to_postgis(layer)
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    assert not save.isEnabled(), "there is no connection"
    assert "no connection to a PostgreSQL database" in dialog.said.text()
    dialog.reject()
    with connection_of(postgres, "Stadtwerke"):
        dialog = sharing.save_to_postgis(layer)
        save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
        assert save.isEnabled() and "A schema that is not there is made" in dialog.said.text()
        dialog.schema_name.setText("  ")
        assert not save.isEnabled() and dialog.said.text() == "Please name the schema."
        dialog.reject()


def test_who_may_only_read_is_told_so_and_keeps_the_layer(sharing, layer, window, postgres) -> None:
    schema = new_schema()
    with connection_of(postgres, "Nur lesen", READER) as name:
        sharing.save_to_schema(layer, SchemaPlace(name, schema))
        settle(lambda: "you may not make a schema" in window.message())
        assert layer.providerType() == "memory" and tables_of(postgres, schema) == set()


def opened(schema: str, table: str, point: str, connection: str) -> QgsVectorLayer:
    """A table as a colleague drags it from the browser into a project of their own."""
    uri = connection_uri(connection)
    uri.setDataSource(schema, table, point, "", "fid")
    return QgsVectorLayer(uri.uri(False), table, "postgres")


def test_who_opens_the_tables_finds_looks_metadata_and_relations(sharing, layer, window, postgres, relations) -> None:
    """They came in one colour, with nobody's data credited, and with no connections in the form."""
    schema = new_schema()
    with connection_of(postgres, "Stadtwerke") as owner, connection_of(postgres, "Kollegin", READER) as reader:
        sharing.save_to_schema(layer, SchemaPlace(owner, schema))
        settle(lambda: "Saved as" in window.message())
        said, look = metadata_text(layer.metadata()), layer.renderer().dump()
        window.clear_project()
        again = opened(schema, "stations", "geom", reader)
        connections = opened(schema, "ocm_connections", "", reader)
        assert again.renderer().dump() == look and not is_station_layer(again)
        QgsProject.instance().addMapLayers([again, connections])
        settle(lambda: bool(related_tables(again, QgsProject.instance())))
        assert metadata_text(again.metadata()) == said
        assert [each.id() for each in related_tables(again, QgsProject.instance()).values()] == [connections.id()]


def test_other_tables_of_a_database_are_left_alone(sharing, layer, window, postgres, relations, tasks) -> None:
    schema = new_schema()
    place = f"{quoted(schema)}.stations".replace("%", "%%")
    postgres.run(f"CREATE SCHEMA {quoted(schema)}".replace("%", "%%"), ())
    postgres.run(f"CREATE TABLE {place} (fid integer PRIMARY KEY, geom geometry(Point, 4326), ocm_id integer)", ())
    postgres.run(f"GRANT ALL ON SCHEMA {quoted(schema)} TO public".replace("%", "%%"), ())
    postgres.run(f"GRANT ALL ON {place} TO public", ())
    with connection_of(postgres, "Stadtwerke") as name:
        other = opened(schema, "stations", "geom", name)
        assert other.isValid()
        QgsProject.instance().addMapLayer(other)
        settle(lambda: not tasks._tasks)
    assert not is_station_layer(other)


def test_where_looks_cannot_be_kept_the_stations_are_saved_all_the_same(sharing, layer, window, postgres) -> None:
    """Most databases let only their owner make tables where QGIS keeps looks."""
    postgres.run("ALTER TABLE IF EXISTS layer_styles RENAME TO layer_styles_aside")
    postgres.run("CREATE VIEW layer_styles AS SELECT 1 AS one")
    try:
        with connection_of(postgres, "Stadtwerke") as name:
            sharing.save_to_schema(layer, SchemaPlace(name, schema := new_schema()))
            settle(lambda: "Saved as" in window.message())
        assert "looks of the layers could not be stored" in window.message()
        assert len(rows(postgres, schema, "stations", "fid")) == layer.featureCount()
    finally:
        postgres.run("DROP VIEW layer_styles")
        postgres.run("ALTER TABLE IF EXISTS layer_styles_aside RENAME TO layer_styles")


@pytest.mark.parametrize(
    ("rights", "sentence"),
    [
        ((), "you may not make a schema"),
        (("CREATE SCHEMA {schema}", "GRANT USAGE ON SCHEMA {schema} TO {reader}"), "you may not make tables"),
        (
            ("CREATE SCHEMA {schema}", "CREATE TABLE {schema}.stations (fid integer, ocm_id integer)",
             "GRANT USAGE, CREATE ON SCHEMA {schema} TO {reader}"),
            "belongs to “postgres”, who alone can replace it",
        ),
    ],
)  # fmt: skip
def test_what_a_role_lacks_is_said(sharing, layer, window, postgres, rights, sentence) -> None:
    """It said that one may only read, whatever was missing."""
    schema = new_schema()
    for statement in rights:
        postgres.run(statement.format(schema=quoted(schema), reader=READER).replace("%", "%%"), ())
    with connection_of(postgres, "Kollegin", READER) as name:
        sharing.save_to_schema(layer, SchemaPlace(name, schema), replace=True)
        settle(lambda: sentence in window.message())
    assert "Nothing was changed" in window.message() and layer.isTemporary()
