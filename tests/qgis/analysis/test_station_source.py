"""Stations are read from any layer of ours as the records say, with their connections where they are there."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProject,
    QgsVectorLayer,
)

from ocm_plugin.analysis.station_source import StationSource
from ocm_plugin.ocm.analysis.usable import Usable, UsableTest
from ocm_plugin.ocm.errors import AnalysisError, Cancelled
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.match.filters import Verdict
from ocm_plugin.qgis_support.compat import FIELD_TYPES
from ocm_plugin.qgis_support.held_features import HeldFeatures
from tests.support.analysed import site_of_station
from tests.support.made_stations import connection, station
from tests.support.result_layers import layers_of

CCS, CHADEMO, TYPE2 = 33, 2, 25
RECORDS = [
    station(
        connection(id=1, type_id=CCS, power_kw=150.0, quantity=4, current_id=30),
        connection(id=2, type_id=CHADEMO, power_kw=50.0, quantity=4, current_id=30),
        id=1,
        status_id=50,
        usage_id=1,
        operator_id=7,
    ),
    station(
        connection(id=3, type_id=TYPE2, quantity=2), id=2, latitude=50.6, longitude=-179.5, status_id=0, usage_id=6
    ),
    station(id=3, status_id=150, number_of_points=4),
]
STRONG = Usable(UsableTest((CCS,), 150, 4))


def source_of(layer, connections) -> StationSource:
    transform = QgsProject.instance().transformContext()
    rows = None if connections is None else HeldFeatures(connections)
    return StationSource(layer_source(layer), rows, transform)


def layer_source(layer):
    context = QgsProcessingContext()
    _CONTEXTS.append(context)
    return QgsProcessingFeatureSource(layer, context)


_CONTEXTS: list[QgsProcessingContext] = []
"""A source reads by its context."""


def check() -> None:
    Feedback().check()


def test_sites_are_those_of_the_records(qgis_app, qgis_new_project):
    layers = layers_of(RECORDS)
    source = source_of(layers.stations, layers.connections)
    found = list(source.sites(check))
    assert [site.ocm_id for site in found] == [1, 2, 3]
    expected = [site_of_station(record) for record in RECORDS]
    for usable in (STRONG, Usable(UsableTest()), Usable(UsableTest(min_power_kw=22, in_operation=None))):
        assert list(map(usable.verdict, found)) == list(map(usable.verdict, expected))
        assert list(map(usable.amounts, found)) == list(map(usable.amounts, expected))
    assert found[0].operator == "Invented Network"
    assert list(source.losses()) == []


def test_another_coordinate_system(qgis_app, qgis_new_project):
    layers = layers_of(RECORDS)
    target = QgsVectorLayer("Point?crs=EPSG:3857", "there", "memory")
    target.dataProvider().addAttributes(layers.stations.fields().toList())
    target.updateFields()
    for feature in layers.stations.getFeatures():
        moved = QgsFeature(feature)
        geometry = feature.geometry()
        geometry.transform(
            QgsCoordinateTransform(
                layers.stations.crs(), QgsCoordinateReferenceSystem("EPSG:3857"), QgsProject.instance()
            )
        )
        moved.setGeometry(geometry)
        target.dataProvider().addFeature(moved)
    found = list(source_of(target, layers.connections).sites(check))
    assert [site.position for site in found] == [
        pytest.approx((record.longitude, record.latitude), abs=1e-9) for record in RECORDS
    ]


def test_without_connections_it_says_what_is_lost(qgis_app, qgis_new_project):
    layers = layers_of(RECORDS)
    source = source_of(layers.stations, None)
    found = list(source.sites(check))
    assert STRONG.verdict(found[0]) is Verdict.CANNOT_TELL
    assert any("table of connections was not found" in sentence for sentence in source.losses())


def test_a_station_that_the_table_does_not_hold_is_counted(qgis_app, qgis_new_project):
    layers = layers_of(RECORDS)
    other = layers_of(RECORDS[:1])
    source = source_of(layers.stations, other.connections)
    assert len(list(source.sites(check))) == 3
    assert list(source.losses()) == [
        "1 station has connections that the table does not hold; its own columns were read instead."
    ]


def test_other_layers_are_refused_in_a_sentence(qgis_app, qgis_new_project):
    other = QgsVectorLayer("Point?crs=EPSG:4326&field=name:string", "Trees", "memory")
    with pytest.raises(AnalysisError, match=r"Trees.*ocm_id"):
        source_of(other, None)
    layers = layers_of(RECORDS)
    table = QgsVectorLayer("NoGeometry?field=ocm_id:integer", "rows", "memory")
    with pytest.raises(AnalysisError, match="standard, kw_lo, kw_hi and quantity_used"):
        source_of(layers.stations, table)


def test_a_point_that_lies_nowhere_is_left_out_and_counted(qgis_app, qgis_new_project):
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "s", "memory")
    layer.dataProvider().addAttributes([QgsField("ocm_id", FIELD_TYPES["int64"])])
    layer.updateFields()
    features = []
    for number, geometry in enumerate([QgsGeometry(), QgsGeometry.fromPointXY(QgsPointXY(8, 50))]):
        feature = QgsFeature(layer.fields())
        feature["ocm_id"] = number
        feature.setGeometry(geometry)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    source = source_of(layer, None)
    assert [site.ocm_id for site in source.sites(check)] == [1]
    said = list(source.losses())
    assert "1 station left out because it has no coordinates." in said
    assert any(
        "lacks the columns counts_now, access_is_restricted and n_connectors: what they say" in sentence
        for sentence in said
    )


def test_it_stops_when_cancelled(qgis_app, qgis_new_project):
    layers = layers_of(RECORDS)

    def cancelled() -> None:
        raise Cancelled()

    with pytest.raises(Cancelled):
        list(source_of(layers.stations, layers.connections).sites(cancelled))
