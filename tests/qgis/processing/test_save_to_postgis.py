"""Saving to PostGIS by Processing: all tables of a layer arrive, refusals are sentences, and no password is logged."""

from __future__ import annotations

import gc
from threading import Event

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
)

from ocm_plugin.layers.postgis import LayersToPostgis
from tests.ocm_server.synthetic import make_pois
from tests.qgis.gui.conftest import settle
from tests.support.postgis import connection_of, new_schema, rows, tables_of
from tests.support.postgis_mirrors import new_mirror
from tests.support.postgres import OWNER, PostgresServer
from tests.support.processing_log import Log
from tests.support.shared_layers import made_layers, point_layer


class WholeLog(Log):
    """Keeps the details for experts as well."""

    def pushDebugInfo(self, text: str) -> None:
        self.said.append(text)


def run(layer: object, connection: str, schema: str, feedback: QgsProcessingFeedback | None = None, **more: object):
    import processing

    parameters = {"INPUT": layer, "DATABASE": connection, "SCHEMA": schema, **more}
    return processing.run("openchargemap:savetopostgis", parameters, feedback=feedback)


@pytest.fixture
def stations(provider, empty_project, tmp_path):
    return made_layers(tmp_path, make_pois(30)).stations


def test_a_layer_arrives_with_its_tables(stations, postgres: PostgresServer) -> None:
    schema = new_schema()
    with connection_of(postgres, "Team") as name:
        assert run(stations, name, schema)["COUNT"] == stations.featureCount() > 0
        saved = {ocm_id for (ocm_id,) in rows(postgres, schema, "stations", "ocm_id")}
        assert saved == {row["ocm_id"] for row in stations.getFeatures()}
        assert {"ocm_connections", "ocm_providers", "ocm_queries"} < tables_of(postgres, schema)
        with pytest.raises(QgsProcessingException, match="already has a table"):
            run(stations, name, schema)
        run(stations, name, schema, REPLACE=True)


def test_a_mirror_is_never_replaced(stations, postgres) -> None:
    """What its updates had listed was dropped."""
    mirror = new_mirror(postgres)
    mirror.create()
    before = tables_of(postgres, mirror.schema)
    with connection_of(postgres, "Team") as name, pytest.raises(QgsProcessingException, match="holds a mirror"):
        run(stations, name, mirror.schema, REPLACE=True)
    assert tables_of(postgres, mirror.schema) == before


def test_layers_that_are_removed_meanwhile_are_saved_as_they_were(stations, postgres, monkeypatch) -> None:
    begun, gone, ended, schema = Event(), Event(), [], new_schema()
    count, write = stations.featureCount(), LayersToPostgis.write

    def held(saving, feedback):
        begun.set()
        gone.wait(60)
        write(saving, feedback)

    monkeypatch.setattr(LayersToPostgis, "write", held)
    context, log, project = QgsProcessingContext(), Log(), QgsProject.instance()
    context.setProject(project)
    with connection_of(postgres, "Team") as name:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:savetopostgis")
        given = {"INPUT": stations.id(), "DATABASE": name, "SCHEMA": schema}
        task = QgsProcessingAlgRunnerTask(algorithm, given, context, log)
        task.executed.connect(lambda *results: ended.append(results))
        QgsApplication.taskManager().addTask(task)
        settle(lambda: begun.is_set() or bool(ended))
        project.removeAllMapLayers()
        gc.collect()
        settle()
        gone.set()
        settle(lambda: bool(ended))
    assert ended == [(True, {"COUNT": count})], log.said
    assert len(rows(postgres, schema, "stations", "ocm_id")) == count


def test_other_points_are_refused(provider, empty_project, postgres) -> None:
    points = point_layer("Point?crs=EPSG:4326&field=n:integer", [("POINT(1 1)", [1])], "Trees")
    log = Log()
    with connection_of(postgres, "Team") as name, pytest.raises(QgsProcessingException):
        run(points, name, new_schema(), log)
    assert "“Trees” holds no stations of Open Charge Map" in "\n".join(log.said)


def test_the_log_has_no_password(stations, postgres) -> None:
    """Neither when it goes well, nor when the server has gone."""
    log = WholeLog()
    with connection_of(postgres, "Team") as name:
        run(stations, name, new_schema(), log)
        postgres.stop()
        try:
            with pytest.raises(QgsProcessingException, match="cannot be reached"):
                run(stations, name, new_schema(), log)
        finally:
            postgres.start()
    assert log.said and postgres.passwords[OWNER] not in "\n".join(log.said)


def test_a_cancelled_run_leaves_nothing(stations, postgres) -> None:
    schema = new_schema()
    feedback = QgsProcessingFeedback()
    feedback.cancel()
    with connection_of(postgres, "Team") as name, pytest.raises(QgsProcessingException):
        run(stations, name, schema, feedback)
    assert tables_of(postgres, schema) == set()
