"""The expression function `ocm_connections`: the same as QGIS' own aggregate, quickly, and never of yesterday."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from time import monotonic

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsProject,
)
from qgis.PyQt.QtCore import QCoreApplication

from ocm_plugin.layers import connection_rows
from ocm_plugin.layers.connection_rows import ConnectionsFunction
from ocm_plugin.layers.map_tip import map_tip_template
from tests.support.made_stations import connection, station
from tests.support.result_layers import layers_of

pytestmark = pytest.mark.usefixtures("qgis_new_project")

A_MINUTE = 60


@pytest.fixture(autouse=True)
def function(qgis_app) -> Iterator[ConnectionsFunction]:
    function = ConnectionsFunction()
    assert QgsExpression.registerFunction(function)
    yield function
    assert QgsExpression.unregisterFunction(function.name())


@pytest.fixture
def layers():
    return layers_of(
        [
            station(connection(id=1, power_kw=50.0), connection(id=2, power_kw=22.0)),
            station(connection(id=3, power_kw=150.0), id=2, latitude=51.0),
            station(id=3, latitude=52.0),
        ]
    )


def value(stations, expression: str, feature: QgsFeature | None = None) -> object:
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(stations))
    context.setFeature(next(stations.getFeatures()) if feature is None else feature)
    made = QgsExpression(expression)
    result = made.evaluate(context)
    assert not made.hasParserError() and not made.hasEvalError(), made.evalErrorString()
    return result


def powers(stations) -> list[object]:
    """Of the connections of each station."""
    return [value(stations, "ocm_connections('\"kw_used\"')", feature) for feature in stations.getFeatures()]


def until(is_so: Callable[[], bool]) -> None:
    """Let events come until something is so."""
    end = monotonic() + A_MINUTE
    while not is_so() and monotonic() < end:
        QCoreApplication.processEvents()
    assert is_so()


def indexed(function: ConnectionsFunction, layers) -> None:
    """Wait until the connections have their index, which is asked for by this."""
    powers(layers.stations)
    index = function._index(layers.connections)
    until(lambda: index.rows(1) is not None)


def test_an_expression_is_worked_out_for_each_connection_of_the_station(layers, function):
    assert powers(layers.stations) == [[50.0, 22.0], [150.0], []]
    indexed(function, layers)
    assert powers(layers.stations) == [[50.0, 22.0], [150.0], []]
    assert value(layers.stations, "array_max(ocm_connections('\"kw_used\" * 2'))") == 100.0


def test_every_change_of_the_connections_is_seen_at_once(layers, function):
    """A map tip of values that the user has just corrected would say what is no longer so."""
    stations, connections = layers.stations, layers.connections
    power = connections.fields().indexOf("kw_used")
    first, second, third = (row.id() for row in connections.getFeatures())
    indexed(function, layers)
    connections.startEditing()
    connections.changeAttributeValue(first, power, 43.0)
    assert powers(stations)[0] == [43.0, 22.0]
    connections.deleteFeature(second)
    assert powers(stations)[0] == [43.0]
    connections.rollBack()
    assert powers(stations)[0] == [50.0, 22.0]
    indexed(function, layers)
    connections.startEditing()
    connections.deleteFeature(second)
    copied = QgsFeature(connections.getFeature(third))
    copied["ocm_id"] = 3
    connections.addFeature(copied)
    assert connections.commitChanges()
    assert powers(stations) == [[50.0], [150.0], [150.0]]
    indexed(function, layers)
    assert powers(stations) == [[50.0], [150.0], [150.0]]
    connections.dataProvider().changeAttributeValues({first: {power: 11.0}})
    assert powers(stations)[0] == [11.0]
    connections.setSubsetString('"kw_used" > 100')
    assert powers(stations) == [[], [150.0], [150.0]]


def test_rows_that_arrive_while_a_search_runs_are_seen_at_once(layers, function):
    stations, connections = layers.stations, layers.connections
    indexed(function, layers)
    copied = QgsFeature(next(connections.getFeatures()))
    copied["ocm_id"] = 3
    connections.dataProvider().addFeatures([copied])
    assert powers(stations) == [[50.0, 22.0], [150.0], [50.0]]


@pytest.mark.parametrize("slice_of_rows", [1, 7, 4000])
def test_it_says_what_qgis_own_aggregate_says(function, monkeypatch, slice_of_rows):
    """For stations in any order, read in slices of any size."""
    monkeypatch.setattr(connection_rows, "_SLICE", slice_of_rows)
    chance = random.Random(3)
    numbers = chance.sample(range(1, 1000), 30)
    sites = [
        station(
            *(
                connection(id=10 * number + n, power_kw=float(chance.randint(1, 300)))
                for n in range(chance.randint(0, 4))
            ),
            id=number,
        )
        for number in numbers
    ]
    layers = layers_of(sites)
    relation = f"openchargemap_ocm_connections_{layers.stations.id()}"
    own = f"relation_aggregate('{relation}', 'array_agg', \"kw_used\")"
    expected = [value(layers.stations, own, feature) for feature in layers.stations.getFeatures()]
    assert powers(layers.stations) == expected
    indexed(function, layers)
    assert powers(layers.stations) == expected


def test_without_connections_there_is_no_value_and_a_wrong_expression_is_named(layers):
    stations = layers.stations
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(stations))
    context.setFeature(next(stations.getFeatures()))
    wrong = QgsExpression("ocm_connections('\"kw_used')")
    assert wrong.evaluate(context) is None and wrong.hasEvalError()
    QgsProject.instance().removeMapLayer(layers.connections.id())
    assert value(stations, "ocm_connections('\"kw_used\"')") is None


def test_a_map_tip_is_the_same_with_and_without_the_plugin(layers, function):
    def tip() -> str:
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layers.stations))
        context.setFeature(next(layers.stations.getFeatures()))
        return QgsExpression.replaceExpressionText(map_tip_template(), context)

    indexed(function, layers)
    with_plugin = tip()
    assert QgsExpression.unregisterFunction(function.name())
    assert tip() == with_plugin and "22 kW" in with_plugin
    assert QgsExpression.registerFunction(function)
