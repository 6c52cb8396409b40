"""What algorithms read of a layer is held as it is, with all that Processing lets users choose of it."""

from __future__ import annotations

import gc

import pytest
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameters,
    QgsVectorLayer,
)

from ocm_plugin.qgis_support.held_features import HeldFeatures, held

CROSSED = "POLYGON((0 0,1 1,1 0,0 1,0 0))"


@pytest.fixture
def layer(empty_project):
    """Ten polygons, that of 7 crossing itself, in the project."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:3857&field=number:integer", "zones", "memory")
    for number in range(10):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([number])
        feature.setGeometry(QgsGeometry.fromWkt(CROSSED if number == 7 else "POLYGON((0 0,1 0,1 1,0 0))"))
        layer.dataProvider().addFeature(feature)
    empty_project.addMapLayer(layer)
    return layer


def numbers(layer, project, context=None, **chosen):
    """What is held of a layer, read when the layer is gone; `chosen` as in the window of an algorithm."""
    given = QgsProcessingFeatureSourceDefinition(layer.id(), **chosen)
    context = context or QgsProcessingContext()
    context.setProject(project)
    parameter = QgsProcessingParameterFeatureSource("INPUT")
    borrowed = QgsProcessingParameters.parameterAsSource(parameter, {"INPUT": given}, context)
    source = held(borrowed, layer, given, context)
    name, fields, crs = source.sourceName(), source.fields().names(), source.sourceCrs().authid()
    assert (name, fields, crs) == ("zones", ["number"], "EPSG:3857")
    project.removeAllMapLayers()
    gc.collect()
    return [feature["number"] for feature in source.getFeatures()]


def test_all_features_of_a_layer_that_is_gone(layer, empty_project):
    assert numbers(layer, empty_project) == list(range(10))


def test_its_filter(layer, empty_project):
    assert layer.setSubsetString('"number" > 4')
    assert numbers(layer, empty_project) == [5, 6, 7, 8, 9]


def test_edits_that_are_not_saved(layer, empty_project):
    first, second = (feature.id() for feature in list(layer.getFeatures())[:2])
    assert layer.startEditing()
    assert layer.deleteFeature(first) and layer.changeAttributeValue(second, 0, 47)
    assert sorted(numbers(layer, empty_project)) == [2, 3, 4, 5, 6, 7, 8, 9, 47]


def test_what_is_selected(layer, empty_project):
    layer.selectByExpression('"number" % 4 = 1')
    assert sorted(numbers(layer, empty_project, selectedFeaturesOnly=True)) == [1, 5, 9]


def test_the_first_few(layer, empty_project):
    assert numbers(layer, empty_project, featureLimit=3) == [0, 1, 2]


def test_an_expression(layer, empty_project):
    if not hasattr(QgsProcessingFeatureSourceDefinition(""), "filterExpression"):
        pytest.skip("since QGIS 3.32")
    assert numbers(layer, empty_project, filterExpression='"number" < 2') == [0, 1]


def test_invalid_geometries_are_left_out_as_the_user_has_chosen(layer, empty_project):
    skip = QgsFeatureRequest.InvalidGeometryCheck.GeometrySkipInvalid
    override = QgsProcessingFeatureSourceDefinition.Flag.FlagOverrideDefaultGeometryCheck
    found = numbers(layer, empty_project, flags=override, geometryCheck=skip)
    assert found == [0, 1, 2, 3, 4, 5, 6, 8, 9]


def test_invalid_geometries_are_left_out_as_the_options_say(layer, empty_project):
    context = QgsProcessingContext()
    context.setInvalidGeometryCheck(QgsFeatureRequest.InvalidGeometryCheck.GeometrySkipInvalid)
    assert 7 not in numbers(layer, empty_project, context)


def test_a_layer_that_is_gone_still_has_its_count_and_extent(layer, empty_project):
    source = HeldFeatures(layer)
    wrapped = QgsProcessingFeatureSource(source, QgsProcessingContext())
    empty_project.removeAllMapLayers()
    assert wrapped.featureCount() == 10 and wrapped.sourceExtent().width() == 1
