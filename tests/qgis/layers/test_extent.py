"""The extent of a layer after others have written to its data."""

from __future__ import annotations

import pytest
from qgis.core import QgsFeature, QgsFeatureSink, QgsGeometry, QgsPointXY, QgsVectorLayer

from ocm_plugin.layers.layer_rows import renew_extent


def add(layer: QgsVectorLayer, *places: tuple[float, float]) -> None:
    features = []
    for x, y in places:
        feature = QgsFeature()
        feature.setAttributes([int(x)])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        features.append(feature)
    assert layer.dataProvider().addFeatures(features, QgsFeatureSink.Flag.FastInsert)[0]


def extent(layer: QgsVectorLayer) -> tuple[float, ...]:
    renew_extent(layer)
    box = layer.extent()
    return (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())


@pytest.mark.parametrize("with_index", [False, True])
def test_a_temporary_layer_has_the_extent_of_its_rows(qgis_app, with_index):
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=a:int", "x", "memory")
    provider = layer.dataProvider()
    if with_index:
        provider.createSpatialIndex()
    renew_extent(layer)
    assert layer.extent().isEmpty()
    add(layer, (1, 2), (3, 4))
    assert extent(layer) == (1, 2, 3, 4)
    add(layer, (9, 3))
    assert extent(layer) == (1, 2, 9, 4)
    provider.changeGeometryValues({3: QgsGeometry.fromPointXY(QgsPointXY(4, 4))})
    assert extent(layer) == (1, 2, 4, 4)
    provider.deleteFeatures([1])
    assert extent(layer) == (3, 4, 4, 4)
    add(layer, (5, 8))
    layer.setSubsetString('"a" < 5 OR "a" = 9')
    assert extent(layer) == (3, 4, 4, 4)


def test_a_temporary_table_has_none(qgis_app):
    layer = QgsVectorLayer("NoGeometry?field=a:int", "x", "memory")
    assert layer.dataProvider().addFeatures([QgsFeature()])[0]
    renew_extent(layer)
    assert layer.extent().isEmpty()
