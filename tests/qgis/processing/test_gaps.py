"""Gaps along routes as users run them: layers of any system, joined and closed lines, stations that are uncertain."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDistanceArea,
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ocm_plugin.ocm.tables.schema.analyses.routes import GAP_FIELDS
from tests.support.algorithm_runs import run, run_and_load
from tests.support.made_stations import connection, station
from tests.support.postgis import connection_of, named
from tests.support.postgres import OWNER
from tests.support.processing_log import Log
from tests.support.result_layers import demo_layers, layers_of, values_of

KNOWN = {"status_id": 50, "usage_id": 1}
PLUG = connection(id=1, type_id=33, power_kw=150.0, quantity=2, current_id=30)


def stations_at(*places, **known):
    """Stations of known status and usage; with an id of their own, by their order."""
    return [
        station(PLUG, id=number, title=f"S{number}", longitude=x, latitude=y, **{**KNOWN, **known})
        for number, (x, y) in enumerate(places, 1)
    ]


def lines_of(*wkts, crs="EPSG:4326", names=None):
    """Lines given in degrees, as a layer in any system."""
    layer = QgsVectorLayer(f"LineString?crs={crs}&field=ref:string", "lines", "memory")
    there = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), layer.crs(), QgsProject.instance().transformContext()
    )
    features = []
    for number, wkt in enumerate(wkts):
        feature = QgsFeature(layer.fields())
        geometry = QgsGeometry.fromWkt(wkt)
        geometry.transform(there)
        feature.setGeometry(geometry)
        feature.setAttributes([names[number] if names else None])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def rows_of(layer):
    return [values_of(each) for each in layer.getFeatures()]


def measured(geometry):
    """A length on the ellipsoid, by QGIS."""
    area = QgsDistanceArea()
    area.setSourceCrs(QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance().transformContext())
    area.setEllipsoid("EPSG:7030")
    return area.measureLength(geometry)


EAST = "LINESTRING(8.0 50.0,8.5 50.0,9.0 50.0)"


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:25832"])
def test_stretches_between_stations_in_any_system(provider, qgis_new_project, crs):
    """71 km of a parallel with stations after 7 and 21 km: 50 km without one."""
    layers = layers_of(stations_at((8.1, 50.001), (8.3, 49.999), (8.6, 50.1)))
    results, said = run(
        "corridorgaps",
        LINES=lines_of(EAST, crs=crs, names=["A 3"]),
        ROUTE_FIELD="ref",
        STATIONS=layers.stations,
        SPACING=45_000,
        STOPS="TEMPORARY_OUTPUT",
        ROUTES="TEMPORARY_OUTPUT",
    )
    rows = rows_of(results["OUTPUT"])
    assert [(row["route"], row["gap"], row["from_ocm_id"], row["to_ocm_id"]) for row in rows] == [
        ("A 3", "no", None, 1),
        ("A 3", "no", 1, 2),
        ("A 3", "yes", 2, None),
    ]
    assert [row["length_km"] for row in rows] == pytest.approx([7.17, 14.34, 50.19], abs=0.03)
    for feature, row in zip(results["OUTPUT"].getFeatures(), rows):
        assert measured(feature.geometry()) / 1000 == pytest.approx(row["length_km"], abs=0.01)
    assert (results["COUNT"], results["UNCERTAIN"]) == (1, 0)
    stops = rows_of(results["STOPS"])
    assert [(row["stop"], row["ocm_id"], row["side"]) for row in stops] == [(1, 1, "left"), (2, 2, "right")]
    # What is straight in its own system bends by 20 m in another.
    assert stops[0]["offset_m"] == pytest.approx(111.2, abs=25)
    (route,) = rows_of(results["ROUTES"])
    assert (route["gap"], route["n_lines"], route["n_stops_lo"], route["n_stops_hi"]) == ("yes", 1, 2, 2)
    assert route["gap_km"] == rows[2]["length_km"] and route["within_km"] == pytest.approx(21.5, abs=0.05)
    assert "1 stretch is surely in a gap." in said


def test_an_uncertain_station_decides_and_is_named(provider, qgis_new_project):
    sure = stations_at((8.1, 50.001))
    unsure = station(PLUG, id=77, title="Perhaps", longitude=8.55, latitude=50.0, usage_id=1, status_id=None)
    layers = layers_of([*sure, unsure])
    results, said = run("corridorgaps", LINES=lines_of(EAST), STATIONS=layers.stations, SPACING=45_000)
    rows = rows_of(results["OUTPUT"])
    assert [row["gap"] for row in rows] == ["no", "cannot_tell", "cannot_tell"]
    assert [(row["n_hangs_on"], row["hangs_on"]) for row in rows] == [(0, None), (1, "77"), (1, "77")]
    assert rows[1]["length_km_hi"] == pytest.approx(rows[1]["length_km"] + rows[2]["length_km"], abs=0.002)
    assert (rows[1]["to_ocm_id"], rows[1]["to_station"]) == (77, "Perhaps")
    assert (results["COUNT"], results["UNCERTAIN"]) == (0, 2)
    assert "2 stretches may be in gaps: that depends on uncertain stations." in said
    assert any(sentence.startswith("The longest stretch without a station: at least 32.3 km") for sentence in said)


def test_of_many_deciding_stations_fifty_are_named(provider, qgis_new_project):
    layers = layers_of(stations_at(*((8.4 + number / 1000, 50.0) for number in range(60)), status_id=None))
    results, _ = run("corridorgaps", LINES=lines_of(EAST), STATIONS=layers.stations, SPACING=45_000)
    rows = rows_of(results["OUTPUT"])
    assert {row["gap"] for row in rows} == {"cannot_tell"} and len(rows) == 61
    middle = rows[30]
    named = middle["hangs_on"].split(",")
    assert middle["n_hangs_on"] == 60 and len(named) == 50
    assert {str(middle["from_ocm_id"]), str(middle["to_ocm_id"])} <= set(named)


def test_lines_of_one_name_are_joined_whatever_their_order(provider, qgis_new_project):
    pieces = ["LINESTRING(8.5 50,9 50)", "LINESTRING(8.5 50,8 50)"]
    layers = layers_of(stations_at((8.25, 50.0), (8.75, 50.0)))
    given = {"STATIONS": layers.stations, "SPACING": 30_000, "LINES": lines_of(*pieces, names=["A 3", "A 3"])}
    rows = rows_of(run("corridorgaps", ROUTE_FIELD="ref", **given)[0]["OUTPUT"])
    assert [(row["gap"], row["from_ocm_id"], row["to_ocm_id"]) for row in rows] == [
        ("no", None, 1),
        ("yes", 1, 2),
        ("no", 2, None),
    ]
    # Without the field each is a route, and the place between the two is an end.
    rows = rows_of(run("corridorgaps", **given)[0]["OUTPUT"])
    assert [row["gap"] for row in rows] == ["no"] * 4
    # They were called by numbers of QGIS, which nobody sees.
    assert [row["route"] for row in rows] == ["Route 1", "Route 1", "Route 2", "Route 2"]


def test_parts_of_a_feature_and_a_ring(provider, qgis_new_project):
    parts = "MULTILINESTRING((8 50,8.2 50),(8.2 50,8.4 50))"
    ring = "LINESTRING(10 50,10.2 50,10.2 50.2,10 50.2,10 50)"
    layers = layers_of(stations_at((8.3, 50.0), (10.1, 50.0), (10.2, 50.1)))
    results, _ = run(
        "corridorgaps",
        LINES=lines_of(parts, ring, names=["parts", "ring"]),
        ROUTE_FIELD="ref",
        STATIONS=layers.stations,
        SPACING=30_000,
        ROUTES="TEMPORARY_OUTPUT",
    )
    features = {(each["route"], each["from_ocm_id"] or 0): each for each in results["OUTPUT"].getFeatures()}
    assert [(row["n_lines"], row["gap"]) for row in rows_of(results["ROUTES"])] == [(1, "no"), (1, "yes")]
    over_the_start = features["ring", 3]
    assert over_the_start["gap"] == "yes" and over_the_start["to_ocm_id"] == 2
    assert over_the_start["to_km"] < over_the_start["from_km"]
    assert measured(over_the_start.geometry()) / 1000 == pytest.approx(over_the_start["length_km"], abs=0.01)
    assert set(features) == {("parts", 0), ("parts", 1), ("ring", 2), ("ring", 3)}


def test_stations_taken_together(provider, qgis_new_project):
    """Each has two points, and four are asked for: only the pool has them."""
    layers = layers_of(stations_at((8.25, 50.0), (8.2505, 50.0), (8.75, 50.0)))
    given = {"LINES": lines_of(EAST), "STATIONS": layers.stations, "SPACING": 60_000, "MIN_POINTS": 4}
    alone = run("corridorgaps", **given)[0]
    pooled = run("corridorgaps", POOL_DISTANCE=100, **given)[0]
    assert [row["gap"] for row in rows_of(alone["OUTPUT"])] == ["yes"]
    assert [row["from_ocm_id"] for row in rows_of(pooled["OUTPUT"])] == [None, 1]


def test_a_short_route_without_stations_is_said(provider, qgis_new_project):
    layers = layers_of(stations_at((0.0, 0.0)))
    results, said = run("corridorgaps", LINES=lines_of("LINESTRING(8 50,8.1 50)"), STATIONS=layers.stations)
    assert [row["gap"] for row in rows_of(results["OUTPUT"])] == ["no"]
    assert any(sentence.startswith("Warning: 1 route has no station at all") for sentence in said)


def test_across_the_180th_meridian(provider, qgis_new_project):
    layers = layers_of(stations_at((-179.9, 0.0)))
    line = lines_of("MULTILINESTRING((179.5 0,180 0),(-180 0,-179.5 0))")
    results, _ = run("corridorgaps", LINES=line, STATIONS=layers.stations, SPACING=60_000)
    assert [row["length_km"] for row in rows_of(results["OUTPUT"])] == pytest.approx([66.79, 44.53], abs=0.02)


def test_gaps_are_drawn_above_all_else_and_headings_are_not_cut(provider, qgis_new_project):
    layers = layers_of(stations_at((8.1, 50.001)))
    layer, _ = run_and_load(
        QgsProject.instance(), algorithm="corridorgaps", LINES=lines_of(EAST), STATIONS=layers.stations
    )
    renderer = layer.renderer()
    words = {each.value(): each.label() for each in renderer.categories()}
    assert words == {"yes": "Gap", "cannot_tell": "Uncertain", "no": "Within the limit"}
    passes = [each.symbol().symbolLayer(0).renderingPass() for each in renderer.categories()]
    assert renderer.usingSymbolLevels() and passes == [2, 1, 0]
    widths = {column.name: column.width for column in layer.attributeTableConfig().columns()}
    assert widths["from_ocm_id"] > 140 and widths["gap"] == -1
    assert layer.metadata().rights()


def test_layers_of_a_database_give_what_others_give(provider, qgis_new_project, postgres, tmp_path):
    """Stations and lines from PostGIS, and the stretches back into it."""
    stations = demo_layers().stations
    wkt = "MULTILINESTRING((4.47 51.92,6.96 50.94),(6.96 50.94,8.27 50.0,7.59 47.56))"
    given = {"ROUTE_FIELD": "ref", "OFFSET": 8_000, "SPACING": 30_000, "MIN_POWER_KW": 50}
    expected, _ = run("corridorgaps", LINES=lines_of(wkt, names=["Rhine"]), STATIONS=stations, **given)
    schema = "lines of the team"
    with connection_of(postgres, "Team") as name:
        run("savetopostgis", INPUT=stations, DATABASE=name, SCHEMA=schema)
        table = named(schema, "roads")
        postgres.run(f"CREATE TABLE {table} (id serial PRIMARY KEY, ref text, geom geometry(MultiLineString, 4326))")
        postgres.run(f"INSERT INTO {table} (ref, geom) VALUES ('Rhine', ST_GeomFromText(%s, 4326))", wkt)
        postgres.run(f"GRANT SELECT ON {table} TO {OWNER}")
        made = QgsProviderRegistry.instance().providerMetadata("postgres").createConnection(name)

        def layer(name, geometry="geom"):
            return QgsVectorLayer(
                made.tableUri(schema, name) + (f" ({geometry})" if geometry else ""), name, "postgres"
            )

        from_database = {
            "LINES": layer("roads"),
            "STATIONS": layer("stations"),
            "CONNECTION_TABLE": layer("ocm_connections", ""),
        }
        assert all(each.isValid() for each in from_database.values())
        uri = made.tableUri(schema, "gaps")
        _, said = run("corridorgaps", OUTPUT=f"postgis:{uri} (geom)", **from_database, **given)
        written = layer("gaps")
        rows = rows_of(written)
    assert not any("was not found" in sentence for sentence in said)
    columns = [field.name for field in GAP_FIELDS]
    stored, wanted = (sorted(rows, key=lambda row: row["from_km"]) for rows in (rows, rows_of(expected["OUTPUT"])))
    assert [[row[name] for name in columns] for row in stored] == [[row[name] for name in columns] for row in wanted]


@pytest.mark.parametrize("share", [0.1, 0.4, 0.6, 0.8])
def test_cancelled_while_it_works_it_writes_nothing(provider, qgis_new_project, tmp_path, share):
    """While lines are read, stations are read, and stations are put beside the lines."""
    import processing

    path = tmp_path / "gaps.gpkg"
    log = Log()
    looks = []

    class Feedback(Log):
        def isCanceled(self):
            looks.append(1)
            return len(looks) >= share * limit

    layers = demo_layers()
    given = {"LINES": lines_of(*[EAST] * 300), "STATIONS": layers.stations, "OUTPUT": str(path)}
    limit = 10**9
    processing.run("openchargemap:corridorgaps", {**given, "OUTPUT": "TEMPORARY_OUTPUT"}, feedback=Feedback())
    limit = len(looks)
    looks.clear()
    with pytest.raises(QgsProcessingException, match="Cancelled: nothing was written"):
        processing.run("openchargemap:corridorgaps", given, feedback=Feedback())
    assert not path.exists() and log.said == []


def test_the_report_names_what_decides(provider, qgis_new_project, tmp_path):
    sure = stations_at((8.1, 50.001), (10.05, 51.0))
    unsure = station(PLUG, id=77, title="Perhaps <b>", longitude=8.55, latitude=50.0, usage_id=1, status_id=None)
    lines = lines_of(EAST, "LINESTRING(10 51,12 51)", "LINESTRING(1 1,1.1 1)", names=["A <3>", "B 7", "short"])
    path = tmp_path / "gaps.html"
    layers = layers_of([*sure, unsure])
    given = {"LINES": lines, "ROUTE_FIELD": "ref", "STATIONS": layers.stations, "SPACING": 45_000}
    results, said = run("corridorgaps", REPORT=str(path), **given)
    page = path.read_text(encoding="utf-8")
    assert results["REPORT"] == str(path)
    assert "stretches of more than 45 km between usable stations that are no farther than 3,000 m" in page
    assert all(sentence.replace("Warning: ", "") in page for sentence in said if "route" in sentence)
    assert "A &lt;3&gt;" in page and "Perhaps &lt;b&gt; · OCM-77 and the end of the line" in page
    assert page.count("<td>Perhaps &lt;b&gt; · OCM-77</td>") == 2
    assert "S2 · OCM-2 and the end of the line" in page
    assert "<script" not in page and "Whose data it is" in page


def test_the_example_of_the_docs_says_what_is_written_there(provider, qgis_new_project, tmp_path, root):
    line = lines_of("LINESTRING(4.47 51.92,6.96 50.94,8.27 50.0,7.59 47.56)")
    package = str(tmp_path / "rhine.gpkg")
    run("stationsalonglines", SOURCE="demo", INPUT=line, DISTANCE=8_000, OUTPUT=None, PACKAGE=package)
    stations = QgsVectorLayer(f"{package}|layername=stations", "stations", "ogr")
    wanted = {"OFFSET": 2_000, "SPACING": 60_000, "MIN_POWER_KW": 150, "MIN_POINTS": 2}
    _, said = run("corridorgaps", LINES=line, STATIONS=stations, **wanted)
    said = [sentence for sentence in said if not sentence.startswith("Results:")]
    assert len(said) == 5
    page = (root / "docs" / "analysis.md").read_text(encoding="utf-8")
    assert "\n".join(f"> {sentence}" for sentence in said) in page, said


def test_what_cannot_be_analysed_is_a_sentence(provider, qgis_new_project):
    layers = layers_of(stations_at((8.0, 50.0)))
    with pytest.raises(QgsProcessingException, match="has no line"):
        run("corridorgaps", LINES=lines_of(), STATIONS=layers.stations)
    with pytest.raises(QgsProcessingException, match="no coordinate reference system"):
        run("corridorgaps", LINES=lines_of(EAST, crs=""), STATIONS=layers.stations)
