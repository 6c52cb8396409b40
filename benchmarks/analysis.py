"""Analyses against QGIS' own algorithms on the same layers, in processor time.

    .venv/bin/python benchmarks/analysis.py [STATIONS] [ZONES] [POINTS] [LINKS]

Stations into zones against *Count points in polygon*, the nearest three stations of points against *Distance to
nearest hub (line to hub)*, which finds one, and gaps of a national network, a fifth of the stations beside its links
of six points each, and the check of these by AFIR, as routes and as a network; coverage of the points and of the zones,
and the audit of all stations. By default 100,000 stations, 5,000 zones, 100,000 points and 100,000 links. 0 leaves a
row out.
"""

from __future__ import annotations

import math
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QGIS_CUSTOM_CONFIG_PATH", tempfile.mkdtemp())
sys.path[:0] = [str(Path(__file__).resolve().parent.parent), "/usr/share/qgis/python/plugins"]

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ocm_plugin.layers.build import CRS, AttributeMaker  # noqa: E402
from ocm_plugin.layers.fields import qgis_fields  # noqa: E402
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN  # noqa: E402
from ocm_plugin.ocm.records.decoding import decode_pois  # noqa: E402
from ocm_plugin.ocm.tables.derive.rows import connection_rows, station_row  # noqa: E402
from ocm_plugin.ocm.tables.schema import CONNECTIONS, STATIONS, TABLES  # noqa: E402
from tests.ocm_server.synthetic import make_pois  # noqa: E402
from tests.support.results import context_now  # noqa: E402

LINKS_OF_ROUTE = 100


def stations_of(number: int) -> tuple[QgsVectorLayer, QgsVectorLayer]:
    """Invented stations and their connections, as temporary layers."""
    stations = QgsVectorLayer(f"Point?crs={CRS}", "stations", "memory")
    connections = QgsVectorLayer("NoGeometry", "connections", "memory")
    for layer, table in ((stations, STATIONS), (connections, CONNECTIONS)):
        layer.dataProvider().addAttributes(qgis_fields(TABLES[table]).toList())
        layer.updateFields()
    makers = AttributeMaker(TABLES[STATIONS]), AttributeMaker(TABLES[CONNECTIONS])
    context, random = context_now(BUILT_IN), Random(1)
    of_stations, of_connections = [], []
    for station in decode_pois(make_pois(number, seed=1), False).stations:
        feature = QgsFeature()
        feature.setAttributes(makers[0].attributes(station_row(station, context, "yes")))
        point = QgsPointXY(random.uniform(6.0, 15.0), random.uniform(47.0, 55.0))
        feature.setGeometry(QgsGeometry.fromPointXY(point))
        of_stations.append(feature)
        for row in connection_rows(station, context):
            line = QgsFeature()
            line.setAttributes(makers[1].attributes(row))
            of_connections.append(line)
    stations.dataProvider().addFeatures(of_stations)
    connections.dataProvider().addFeatures(of_connections)
    stations.dataProvider().createSpatialIndex()  # QGIS' own algorithm is ten times slower without
    return stations, connections


def zones_of(number: int) -> QgsVectorLayer:
    """Zones side by side, each with a hundred corners."""
    layer = QgsVectorLayer(f"Polygon?crs={CRS}&field=code:integer", "zones", "memory")
    columns = max(1, round(number**0.5))
    width, height = 9.0 / columns, 8.0 * columns / number
    features = []
    for place in range(number):
        x, y = 6.0 + place % columns * width, 47.0 + place // columns * height
        box = QgsGeometry.fromRect(QgsRectangle(x, y, x + width, y + height))
        feature = QgsFeature()
        feature.setAttributes([place])
        feature.setGeometry(box.densifyByCount(24))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def points_of(number: int) -> QgsVectorLayer:
    """Points anywhere between the stations."""
    layer, random = QgsVectorLayer(f"Point?crs={CRS}&field=code:integer", "points", "memory"), Random(2)
    features = []
    for place in range(number):
        feature = QgsFeature()
        feature.setAttributes([place])
        point = QgsPointXY(random.uniform(6.0, 15.0), random.uniform(47.0, 55.0))
        feature.setGeometry(QgsGeometry.fromPointXY(point))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def links_of(number: int) -> QgsVectorLayer:
    """A national network: links of about a kilometre, a hundred of which follow one another in each route."""
    layer = QgsVectorLayer(f"LineString?crs={CRS}&field=route:string", "links", "memory")
    random, features, x, y = Random(3), [], 0.0, 0.0
    for place in range(number):
        if place % LINKS_OF_ROUTE == 0:
            x, y, heading = random.uniform(6.0, 15.0), random.uniform(47.0, 55.0), random.uniform(0.0, 6.28)
        points = [(x, y)]
        for _ in range(5):
            heading += random.uniform(-0.2, 0.2)
            x, y = x + 0.0028 * math.cos(heading), y + 0.0018 * math.sin(heading)
            points.append((x, y))
        feature = QgsFeature()
        feature.setAttributes([f"R {place // LINKS_OF_ROUTE}"])
        feature.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(*each) for each in points]))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def timed(algorithm: str, **parameters: Any) -> float:
    """Processor seconds of one run."""
    import processing

    start = time.process_time()
    processing.run(algorithm, {**parameters, "OUTPUT": "TEMPORARY_OUTPUT"})
    return time.process_time() - start


def main() -> None:
    given = [int(each) for each in sys.argv[1:]]
    n_stations, n_zones, n_points, n_links = (*given, *(100_000, 5_000, 100_000, 100_000)[len(given) :])
    application = QgsApplication([], False)
    application.initQgis()
    from processing.core.Processing import Processing

    from ocm_plugin.processing.provider import OpenChargeMapProvider

    Processing.initialize()
    provider = OpenChargeMapProvider()
    application.processingRegistry().addProvider(provider)
    stations, connections = stations_of(n_stations)
    QgsProject.instance().addMapLayers([stations, connections])
    ours = {"STATIONS": stations, "CONNECTION_TABLE": connections}
    print(f"{n_stations} stations, {connections.featureCount()} connections, {n_zones} zones, {n_points} points")
    if n_zones:
        zones = zones_of(n_zones)
        plain = timed("native:countpointsinpolygon", POLYGONS=zones, POINTS=stations)
        found = timed("openchargemap:stationsperzone", ZONES=zones, **ours)
        print(f"stations per zone    {found:7.2f} s; Count points in polygon {plain:7.2f} s; ratio {found / plain:.2f}")
    if n_points:
        points = points_of(n_points)
        hubs = {"INPUT": points, "HUBS": stations, "FIELD": "ocm_id", "UNIT": 0}
        plain = timed("qgis:distancetonearesthublinetohub", **hubs)
        found = timed("openchargemap:neareststations", POINTS=points, NUMBER=3, **ours)
        print(f"nearest 3 stations   {found:7.2f} s; Distance to nearest hub {plain:7.2f} s; ratio {found / plain:.2f}")
    if n_links:
        stations.selectByExpression("$id % 5 = 0")
        some = QgsProcessingFeatureSourceDefinition(stations.id(), True)
        given = {**ours, "STATIONS": some, "LINES": links_of(n_links), "ROUTE_FIELD": "route"}
        found = timed("openchargemap:corridorgaps", **given)
        print(f"gaps along routes    {found:7.2f} s; {n_links} links, {stations.selectedFeatureCount()} stations")
        given["PACK"] = "afir-cars-core-2025"
        found = timed("openchargemap:corridorcheck", **given)
        print(f"check of the routes  {found:7.2f} s")
        found = timed("openchargemap:corridorcheck", **{**given, "ROUTE_FIELD": None, "LINES_ARE": "network"})
        print(f"check of a network   {found:7.2f} s")
    if n_points:
        found = timed("openchargemap:coverage", PLACES=points, DISTANCE=5000, DESERTS="memory:", **ours)
        print(f"coverage of points   {found:7.2f} s")
    if n_zones:
        found = timed("openchargemap:coverage", PLACES=zones, DISTANCE=5000, DESERTS="memory:", **ours)
        print(f"coverage of areas    {found:7.2f} s")
    found = timed("openchargemap:auditstations", **ours, COMPLETENESS="memory:", DUPLICATES="memory:", REPORT=None)
    print(f"audit                {found:7.2f} s; QGIS has nothing like it")
    application.processingRegistry().removeProvider(provider)
    application.exitQgis()


if __name__ == "__main__":
    main()
