"""A result in PostGIS: the same tables as in a GeoPackage, all at once or not at all, and no password anywhere."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsDataSourceUri,
    QgsFeature,
    QgsField,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ocm_plugin.layers.build import StationLayers
from ocm_plugin.layers.postgis import LayersToPostgis
from ocm_plugin.layers.saving import LayersToSave
from ocm_plugin.ocm.errors import Cancelled, DatabaseWriteError
from ocm_plugin.ocm.feedback import Feedback, Progress
from ocm_plugin.ocm.store.baselines import read_baseline as file_baseline
from ocm_plugin.ocm.store.postgis_baseline import read_baseline
from ocm_plugin.ocm.tables.schema import TABLES
from ocm_plugin.qgis_support import compat
from ocm_plugin.qgis_support.postgres import connection_uri, server_of
from ocm_plugin.qgis_support.schema_place import SchemaPlace
from tests.ocm_server.synthetic import make_pois
from tests.support.auth import MASTER, person_without_keys
from tests.support.postgis import connection_of, named, new_schema, quoted, rows, tables_of
from tests.support.postgres import OWNER, READER, PostgresServer
from tests.support.shared_layers import made_layers


@pytest.fixture
def connection(postgres: PostgresServer, empty_project) -> Iterator[str]:
    with connection_of(postgres, "Stadtwerke") as name:
        yield name


@pytest.fixture
def layers(empty_project, tmp_path) -> StationLayers:
    """Invented stations, with a column of the user's own, and gaps in the numbers of rows."""
    layers = made_layers(tmp_path, make_pois(40))
    stations = layers.stations
    assert stations.startEditing()
    stations.addAttribute(QgsField('my "note" 100%', compat.FIELD_TYPES["text"]))
    ids = sorted(stations.allFeatureIds())
    stations.deleteFeatures(ids[1:3])
    note = stations.fields().count() - 1
    stations.changeAttributeValue(ids[0], note, "tab\t, line\nbreak\r, \\N and \\")
    stations.changeAttributeValue(ids[3], note, "")
    assert stations.commitChanges()
    return layers


def saved(layers: StationLayers, connection: str, schema: str, replace: bool = False) -> StationLayers:
    saving = LayersToPostgis(layers, SchemaPlace(connection, schema), replace)
    saving.write(Feedback())
    return saving.open()


def values(layer: QgsVectorLayer) -> dict[int, dict[str, object]]:
    """The rows of a layer by their numbers, with the point."""
    names = [field.name() for field in layer.fields() if field.name() != "fid"]
    return {
        row.id(): {**{name: _plain(row[name]) for name in names}, "": row.geometry().asWkt(9)}
        for row in layer.getFeatures()
    }


def _plain(value: object) -> object:
    return value.toString("yyyy-MM-dd HH:mm:ss") if hasattr(value, "toString") else value


class StopsAfter(Feedback):
    """Does something once when the first rows are written; without that, it cancels."""

    def __init__(self, do: Callable[[], object] | None) -> None:
        super().__init__()
        self._do = do
        self._has_begun = False

    def is_cancelled(self) -> bool:
        return self._has_begun and self._do is None

    def report(self, progress: Progress) -> None:
        if self._do is not None and not self._has_begun:
            self._do()
        self._has_begun = True


def test_layers_hold_the_same_rows_by_the_same_numbers(layers, connection) -> None:
    """Ids, values of every type, points and empty texts; what the user added and removed counts as well."""
    before = {layer.name(): values(layer) for layer in layers.all()}
    opened = saved(layers, connection, new_schema())
    assert {layer.name(): values(layer) for layer in opened.all()} == before
    assert opened.stations.renderer().type() == layers.stations.renderer().type()
    assert opened.stations.metadata() == layers.stations.metadata()


def test_tables_and_columns_are_those_of_a_geopackage(layers, connection, postgres, tmp_path) -> None:
    """The same tables, the same columns in the same order, and what is written beside the stations is the same."""
    schema, path = new_schema(), tmp_path / "same.gpkg"
    saved(layers, connection, schema)
    LayersToSave(layers).write(str(path), Feedback())
    with closing(sqlite3.connect(path)) as file:
        in_file = {
            table: [name for (name,) in file.execute("SELECT name FROM pragma_table_info(?)", (table,))]
            for table in TABLES
        }
        ledger = file.execute("SELECT * FROM ocm_providers ORDER BY fid").fetchall()
        known = file_baseline(file)
    columns = "information_schema.columns WHERE table_schema = %s ORDER BY ordinal_position"
    asked = f"SELECT table_name, column_name FROM {columns}"
    in_schema: dict[str, list[str]] = {}
    for table, column in postgres.run(asked, schema):
        in_schema.setdefault(table, []).append(column)
    assert in_schema.pop("ocm_baseline") and in_schema.pop("ocm_metadata")
    assert in_schema == {name: cols for name, cols in in_file.items() if cols}
    assert rows(postgres, schema, "ocm_providers") == ledger
    with closing(postgres.connect()) as database, database.cursor() as cursor:
        assert read_baseline(cursor, schema).keys() == known.keys()


def test_types_keys_indexes_and_comments(layers, connection, postgres) -> None:
    schema = new_schema()
    saved(layers, connection, schema)
    asked = "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = %s AND table_name = %s"
    types = dict(postgres.run(asked, schema, "stations"))
    wanted = {"fid": "integer", "ocm_id": "bigint", "max_kw": "double precision", "name": "text"}
    wanted |= {"fetched_at": "timestamp with time zone", "n_points": "integer", "geom": "USER-DEFINED"}
    assert {name: types.get(name) for name in wanted} == wanted
    assert {"boolean", "date"} <= set(types.values()) and types['my "note" 100%'] == "text"
    indexes = [text for (text,) in postgres.run("SELECT indexdef FROM pg_indexes WHERE schemaname = %s", schema)]
    assert any("gist (geom)" in text for text in indexes) and sum("(ocm_id)" in text for text in indexes) == 2
    place = named(schema, "stations").replace("%", "%%")
    comments = postgres.run(
        f"SELECT col_description('{place}'::regclass, attnum) FROM pg_attribute "
        f"WHERE attrelid = '{place}'::regclass AND attname = 'max_kw'",
        (),
    )
    assert "kW" in comments[0][0]
    assert postgres.run("SELECT Find_SRID(%s, 'stations', 'geom')", schema) == [(4326,)]


def test_a_row_that_qgis_adds_gets_a_number_of_its_own(layers, connection) -> None:
    stations = saved(layers, connection, new_schema()).stations
    last = max(stations.allFeatureIds())
    assert stations.startEditing()
    feature = QgsFeature(stations.fields())
    feature["fid"] = stations.dataProvider().defaultValueClause(0)
    assert stations.addFeature(feature) and stations.commitChanges()
    assert max(stations.allFeatureIds()) == last + 1


def test_layers_read_the_schema_afterwards_and_stay_what_they_are(layers, connection) -> None:
    stations = layers.stations
    chosen = sorted(stations.allFeatureIds())[:5]
    stations.selectByIds(chosen)
    before, layer_id = values(stations), stations.id()
    saving = LayersToPostgis(layers, SchemaPlace(connection, new_schema()))
    saving.write(Feedback())
    saving.open()
    assert saving.exchange([layer.id() for layer in layers.all()]) == []
    assert stations.providerType() == "postgres" and stations.id() == layer_id
    assert sorted(stations.selectedFeatureIds()) == chosen and values(stations) == before


def test_layers_of_a_geopackage_and_of_another_schema_arrive_too(layers, connection, tmp_path) -> None:
    """By the same numbers, from file to database and from one schema to the next."""
    to_save, path = LayersToSave(layers), tmp_path / "first.gpkg"
    to_save.write(str(path), Feedback())
    in_file = to_save.open(str(path))
    before = {layer.name(): values(layer) for layer in layers.all()}
    in_schema = saved(in_file, connection, new_schema())
    assert {layer.name(): values(layer) for layer in in_schema.all()} == before
    again = saved(in_schema, connection, new_schema())
    assert {layer.name(): values(layer) for layer in again.all()} == before


def test_a_connection_that_takes_the_guesses_of_the_database_shows_all_rows(layers, postgres) -> None:
    """“Use estimated table metadata”: QGIS would ask the planner how many rows there are."""
    schema = new_schema()
    with connection_of(postgres, "Schätzt", estimatedMetadata=True) as name:
        assert connection_uri(name).useEstimatedMetadata()
        opened = saved(layers, name, schema)
        assert not QgsDataSourceUri(opened.stations.source()).useEstimatedMetadata()
        assert opened.stations.featureCount() == layers.stations.featureCount()


def test_tables_that_are_there_stay_unless_the_user_says_so(layers, connection, postgres) -> None:
    schema = new_schema()
    saved(layers, connection, schema)
    postgres.run(f"UPDATE {named(schema, 'stations')} SET name = 'mine'".replace("%", "%%"), ())
    with pytest.raises(DatabaseWriteError, match="already has a table “stations”"):
        saved(layers, connection, schema)
    assert {name for (name,) in rows(postgres, schema, "stations", "name")} == {"mine"}
    saved(layers, connection, schema, replace=True)
    assert "mine" not in {name for (name,) in rows(postgres, schema, "stations", "name")}


def test_tables_of_an_older_result_do_not_stay_beside_a_new_one(layers, connection, postgres) -> None:
    """Comments of an older search would be taken for those of the stations saved now."""
    schema = new_schema()
    saved(layers, connection, schema)
    comments = named(schema, "ocm_comments").replace("%", "%%")
    postgres.run(f"CREATE TABLE {comments} (fid serial PRIMARY KEY, ocm_id bigint)", (), role=OWNER)
    saved(layers, connection, schema, replace=True)
    assert "ocm_comments" not in tables_of(postgres, schema)


def test_a_table_of_somebody_else_is_never_replaced(layers, connection, postgres) -> None:
    """“stations” is a name that others use as well: of a railway, say."""
    schema = new_schema()
    postgres.run(f"CREATE SCHEMA {quoted(schema)}".replace("%", "%%"), (), role=OWNER)
    postgres.run(f"CREATE TABLE {named(schema, 'stations')} (platform text)".replace("%", "%%"), (), role=OWNER)
    with pytest.raises(DatabaseWriteError, match="is none of this plugin, so it is not replaced"):
        saved(layers, connection, schema, replace=True)
    assert tables_of(postgres, schema) == {"stations"}


def test_tables_that_a_view_is_made_of_are_not_replaced(layers, connection, postgres) -> None:
    schema = new_schema()
    saved(layers, connection, schema)
    table = named(schema, "stations")
    postgres.run(f"CREATE VIEW {named(schema, 'fast')} AS SELECT * FROM {table}".replace("%", "%%"), (), role=OWNER)
    with pytest.raises(DatabaseWriteError, match="Views or other things"):
        saved(layers, connection, schema, replace=True)
    assert rows(postgres, schema, "stations", "count(*) OVER (), fid")


def test_a_layer_is_not_saved_over_itself(layers, connection, postgres) -> None:
    """Nor by another name of the server: it would wait for itself, for ever."""
    schema = new_schema()
    opened = saved(layers, connection, schema)
    with pytest.raises(DatabaseWriteError, match="lies in this schema already"):
        saved(opened, connection, schema, replace=True)
    with connection_of(postgres, "Andersherum", host="localhost") as other:
        assert connection_uri(other).host() != connection_uri(connection).host()
        with pytest.raises(DatabaseWriteError, match="lies in this schema already"):
            saved(opened, other, schema, replace=True)


@pytest.mark.parametrize("way", ["cancelled", "cut", "crashed"])
def test_nothing_is_there_when_it_ends_in_the_middle(layers, connection, postgres, way) -> None:
    """The user cancels, the connection is cut, or the server breaks down while rows are written."""
    schema = new_schema()
    saving = LayersToPostgis(layers, SchemaPlace(connection, schema))
    if way == "cancelled":
        with pytest.raises(Cancelled):
            saving.write(StopsAfter(None))
    else:
        end = postgres.cut_connections if way == "cut" else lambda: postgres.restart(signal.SIGKILL)
        with pytest.raises(DatabaseWriteError, match=r"was lost\. Nothing was changed") as raised:
            saving.write(StopsAfter(end))
        assert postgres.passwords[OWNER] not in f"{raised.value} {raised.value.details}"
    assert tables_of(postgres, schema) == set()
    saved(layers, connection, schema)


def test_who_may_only_read_is_told_so(layers, postgres) -> None:
    refused = pytest.raises(DatabaseWriteError, match="In the database “Nur lesen” you may not make a schema")
    with connection_of(postgres, "Nur lesen", READER) as reader, refused:
        saved(layers, reader, new_schema())


def test_a_server_that_is_not_there_is_a_sentence(layers, postgres) -> None:
    with connection_of(postgres, "Weg") as name:
        saving = LayersToPostgis(layers, SchemaPlace(name, new_schema()))
        postgres.stop()
        try:
            with pytest.raises(DatabaseWriteError, match="The database “Weg” cannot be reached"):
                saving.write(Feedback())
        finally:
            postgres.start()


def test_a_connection_that_qgis_does_not_know_is_a_sentence(layers, postgres) -> None:
    with pytest.raises(DatabaseWriteError, match="QGIS knows no PostgreSQL connection “nowhere”"):
        saved(layers, "nowhere", new_schema())


def test_a_database_that_lacks_characters_is_a_sentence(layers, postgres) -> None:
    """Of Western Europe only: a station in Athens cannot be saved there."""
    stations = layers.stations
    assert stations.startEditing()
    stations.changeAttributeValue(min(stations.allFeatureIds()), stations.fields().indexOf("name"), "Αθήνα")
    assert stations.commitChanges()
    made = "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
    postgres.run(f"CREATE DATABASE western OWNER {OWNER} {made}", database="postgres")
    postgres.run("CREATE EXTENSION postgis", database="western")
    with connection_of(postgres, "Western") as name:
        saving = LayersToPostgis(layers, SchemaPlace(name, "stations"))
        uri = QgsDataSourceUri(connection_uri(name))
        uri.setConnection(postgres.host, str(postgres.port), "western", OWNER, postgres.passwords[OWNER])
        saving._server = server_of(uri, name)
        with pytest.raises(DatabaseWriteError, match="encoding of the database “Western” lacks characters"):
            saving.write(Feedback())


def test_no_password_is_shown_or_stored(layers, connection, postgres) -> None:
    """Neither in what a layer says of itself, nor in what stands in the database, nor in what is printed of it."""
    schema = new_schema()
    opened = saved(layers, connection, schema)
    shown = [repr(server_of(connection_uri(connection), connection)), str(SchemaPlace(connection, schema))]
    for layer in opened.all():
        shown += [layer.name(), layer.metadata().abstract(), str(layer.metadata().keywords())]
    shown += [str(rows(postgres, schema, table)) for table in ("ocm_queries", "ocm_providers")]
    assert postgres.passwords[OWNER] not in "\n".join(shown)


def test_a_database_without_postgis_is_a_sentence(layers, postgres) -> None:
    postgres.run(f"CREATE DATABASE plain OWNER {OWNER}", database="postgres")
    with connection_of(postgres, "Ohne") as name:
        saving = LayersToPostgis(layers, SchemaPlace(name, new_schema()))
        uri = QgsDataSourceUri(connection_uri(name))
        uri.setConnection(postgres.host, str(postgres.port), "plain", OWNER, postgres.passwords[OWNER])
        saving._server = server_of(uri, name)
        with pytest.raises(DatabaseWriteError, match="has no PostGIS"):
            saving.write(Feedback())


def test_with_an_authentication_of_qgis_the_project_has_no_password(layers, postgres) -> None:
    """Layers name the authentication only; the database is reached all the same, for a reload as well."""
    person_without_keys()
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword(MASTER, True)
    held = QgsAuthMethodConfig("Basic")
    held.setName("Stadtwerke")
    held.setConfig("username", OWNER)
    held.setConfig("password", postgres.passwords[OWNER])
    assert manager.storeAuthenticationConfig(held)[0]
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    uri = QgsDataSourceUri()
    uri.setConnection(postgres.host, str(postgres.port), postgres.database, "", "")
    uri.setAuthConfigId(held.id())
    metadata.saveConnection(metadata.createConnection(uri.uri(False), {}), "Mit Anmeldung")
    try:
        opened = saved(layers, "Mit Anmeldung", new_schema())
        assert opened.stations.isValid() and opened.stations.featureCount() == layers.stations.featureCount()
        for layer in opened.all():
            assert f"authcfg={held.id()}" in layer.source() and "password" not in layer.source()
    finally:
        metadata.deleteConnection("Mit Anmeldung")
        manager.removeAuthenticationConfig(held.id())


def test_a_password_that_is_not_kept_is_asked_for(layers, postgres) -> None:
    """As QGIS itself asks; whoever gives none gets a sentence."""
    person = person_without_keys()
    with connection_of(postgres, "Ohne Kennwort", savePassword=False) as name:
        with pytest.raises(DatabaseWriteError, match="cannot be reached"):
            saved(layers, name, new_schema())
        uri = connection_uri(name)
        person.put(uri.connectionInfo(False), OWNER, postgres.passwords[OWNER])
        LayersToPostgis(layers, SchemaPlace(name, new_schema())).write(Feedback())
