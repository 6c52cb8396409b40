"""The check of corridors: by processing.run, its outputs, its report, and what it refuses."""

from __future__ import annotations

import json
import re

import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpression,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)

from ocm_plugin.qgis_support.compat import FIELD_TYPES
from ocm_plugin.qgis_support.paths import pack_folders
from tests.support.algorithm_runs import run
from tests.support.made_stations import connection, station
from tests.support.processing_log import Log
from tests.support.result_layers import layers_of, values_of

CCS = 33
STRONG = connection(id=1, type_id=CCS, power_kw=150.0, quantity=4, current_id=30)
KNOWN = {"status_id": 50, "usage_id": 1, "operator_id": 7}
DEGREE_KM = 71.695
"""Of longitude at 50 degrees of latitude."""


def at(km, *lines, **members):
    """A station so far along the road of `road`, 100 m to its left."""
    return station(*lines, **{"longitude": 8.0 + km / DEGREE_KM, "latitude": 50.0009, **KNOWN, **members})


def road(*routes, crs="EPSG:4326"):
    """Lines along the 50th degree of latitude, from and to so many kilometres."""
    layer = QgsVectorLayer(f"LineString?crs={crs}&field=name:string", "Roads", "memory")
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    there = QgsCoordinateTransform(degrees, layer.crs(), QgsProject.instance().transformContext())
    for name, start, end in routes or (("A 1", 0, 100),):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name])
        points = ", ".join(f"{8.0 + (start + (end - start) * part / 20) / DEGREE_KM} 50" for part in range(21))
        geometry = QgsGeometry.fromWkt(f"LineString({points})")
        geometry.transform(there)
        feature.setGeometry(geometry)
        layer.dataProvider().addFeature(feature)
    return layer


def checked(stations, lines=None, **parameters):
    """The routes, stretches and undecided stations as values, the results, and what was said."""
    layers = layers_of(stations)
    given = {"STRETCHES": "TEMPORARY_OUTPUT", "UNDECIDED": "TEMPORARY_OUTPUT", "PACK": "afir-cars-core-2025"}
    results, said = run("corridorcheck", LINES=lines or road(), STATIONS=layers.stations, **{**given, **parameters})
    tables = [
        [values_of(each) for each in results[name].getFeatures()] for name in ("OUTPUT", "STRETCHES", "UNDECIDED")
    ]
    return (*tables, results, said)


def test_a_road_that_hangs_on_one_station(provider, qgis_new_project):
    """100 km: a strong pool at 30 km, and at 80 km a station that lists no equipment."""
    routes, stretches, undecided, results, said = checked([at(30, STRONG, id=5), at(80, id=6, title="Unknown")])
    assert (results["VERDICT"], results["VERDICT_BY_DATA"], results["COUNT"]) == ("cannot_tell", "cannot_tell", 1)
    assert routes[0] == {
        **routes[0],
        "pack": "afir-cars-core-2025",
        "verdict": "cannot_tell",
        "verdict_with": None,
        "length_km": pytest.approx(100, abs=0.1),
        "served_lo_km": 0,
        "served_by_data_km": pytest.approx(30, abs=0.1),
        "share_hi": 100,
        "n_pools_hi": 2,
        "n_open": 3,
    }
    assert [(each["verdict"], each["verdict_by_data"], each["hangs_on"]) for each in stretches] == [
        ("cannot_tell", "yes", "5"),
        ("cannot_tell", "cannot_tell", "5,6"),
        ("cannot_tell", "cannot_tell", "6"),
    ]
    assert [(each["ocm_id"], each["unknown"], each["side"]) for each in undecided] == [
        (5, "direction,road_distance", "left"),
        (6, "direction,road_distance,equipment", "left"),
    ]
    assert (undecided[0]["kw_needed"], undecided[0]["kw_hi"], undecided[1]["kw_hi"]) == (400, 600, None)
    assert "2 stations decide stretches that are uncertain." in said


def test_the_map_says_what_would_decide_a_stretch(provider, qgis_new_project):
    """In words, beside the name of the station; the codes stand in the table."""
    context = QgsProcessingContext()
    context.setProject(qgis_new_project)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:corridorcheck")
    wanted = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", qgis_new_project)
    stations = layers_of([at(50, id=5, title="Half <way>")]).stations
    given = {"LINES": road(), "STATIONS": stations, "PACK": "afir-cars-core-2025", "OUTPUT": "memory:"}
    _, ok = algorithm.run({**given, "UNDECIDED": wanted}, context, Log())
    ((layer_id, details),) = context.layersToLoadOnCompletion().items()
    layer = QgsProcessingUtils.mapLayerFromString(layer_id, context)
    details.postProcessor().postProcessLayer(layer, context, Log())
    scope = layer.createExpressionContext()
    scope.setFeature(next(layer.getFeatures()))
    tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), scope)
    assert ok and "<b>Half &lt;way&gt;</b>" in tip
    assert "<div>direction of travel, way from the road, equipment</div>" in tip


@pytest.fixture
def our_packs(monkeypatch, tmp_path):
    """Writes packs of the user into the profile."""
    monkeypatch.setattr("ocm_plugin.qgis_support.paths.profile_folder", lambda: tmp_path / "profile")

    def write(name, **members):
        pack = {
            "title": f"Pack {name}",
            "citation": "Plan of 2026",
            "summary": "Every 60 km two points of 150 kW.",
            "max_spacing": 60,
            "max_distance": 3,
            "pool": {"points": [{"number": 2, "min_kw": 150}]},
            **members,
        }
        (tmp_path / "profile" / "packs").mkdir(parents=True, exist_ok=True)
        (tmp_path / "profile" / "packs" / f"{name}.json").write_text(json.dumps(pack), encoding="utf-8")

    return write


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:25832"])
def test_a_pack_of_the_user_and_roads_of_any_system(provider, qgis_new_project, our_packs, crs):
    our_packs("ours")
    stations = [at(35, STRONG, id=5), at(75, STRONG._replace(power_kw=50.0), id=6)]
    routes, stretches, undecided, results, said = checked(stations, road(crs=crs), PACK="ours")
    assert results["VERDICT"] == "no" and undecided == []
    assert [(each["verdict"], each["from_km"], each["gap_lo_km"]) for each in stretches] == [
        ("yes", 0, pytest.approx(35, abs=0.1)),
        ("no", pytest.approx(35, abs=0.1), pytest.approx(65, abs=0.1)),
    ]
    assert routes[0]["served_lo_km"] == pytest.approx(35, abs=0.1) and routes[0]["n_failing"] == 1
    assert "Verdict on all routes together: Not fulfilled." in said
    assert checked(stations, road(crs=crs), PACK="ours", SPACING=70_000)[3]["VERDICT"] == "yes"
    assert checked(stations, road(crs=crs), PACK="ours", OFFSET=50)[3]["VERDICT"] == "no"


def test_fields_of_the_user_say_what_open_charge_map_does_not_know(provider, qgis_new_project):
    """AFIR for trucks: a pool for each direction, for trucks, and a kilometre from the exit."""
    giant = STRONG._replace(power_kw=350.0, quantity=8)
    layers = layers_of([at(30, giant, id=5), at(70, giant, id=6)])
    layer = layers.stations
    fields = [("dir", FIELD_TYPES["text"]), ("truck", FIELD_TYPES["bool"]), ("way", FIELD_TYPES["real"])]
    layer.dataProvider().addAttributes([QgsField(name, kind) for name, kind in fields])
    layer.updateFields()
    places = [layer.fields().indexOf(name) for name, _ in fields]

    def state(*rows):
        for feature, values in zip(layer.getFeatures(), rows):
            layer.dataProvider().changeAttributeValues({feature.id(): dict(zip(places, values))})

    given = {"PACK": "afir-trucks-core-2030", "LINES": road(), "STATIONS": layer, "STRETCHES": "TEMPORARY_OUTPUT"}
    beside = {"DIRECTION_FIELD": "dir", "TRUCK_FIELD": "truck", "ROAD_DISTANCE_FIELD": "way"}
    # 8 points of 350 kW are 2,800 kW: a pool needs 3,600.
    assert run("corridorcheck", **given)[0]["VERDICT"] == "no"
    given["PACK"] = "afir-trucks-comprehensive-2030"
    assert run("corridorcheck", **given)[0]["VERDICT"] == "cannot_tell"
    state(("both", True, 1000), ("both", True, 1000))
    assert run("corridorcheck", **given, **beside)[0]["VERDICT"] == "yes"
    state(("with", True, 1000), ("Against", True, 1000))
    (route,) = run("corridorcheck", **given, **beside, SPACING=60_000)[0]["OUTPUT"].getFeatures()
    assert (route["verdict"], route["verdict_with"], route["verdict_against"]) == ("no", "no", "no")
    state(("both", True, 4000), ("both", None, 1000))
    results, _ = run("corridorcheck", **given, **beside, UNDECIDED="TEMPORARY_OUTPUT")
    rows = [(each["ocm_id"], each["direction"], each["unknown"]) for each in results["UNDECIDED"].getFeatures()]
    assert rows == [(6, "with", "trucks"), (6, "against", "trucks")]
    state(("northbound", True, 1000), ("both", True, 1000))
    with pytest.raises(QgsProcessingException, match="The field “dir” has the value “northbound”"):
        run("corridorcheck", **given, **beside)


def test_lines_are_one_network_if_the_user_says_so(provider, qgis_new_project, our_packs):
    our_packs("ours")
    lines = road(("A 1", 0, 40), ("A 2", 40, 80))
    assert [each["verdict"] for each in checked([], lines, PACK="ours")[0]] == ["yes", "yes"]
    joined = checked([], lines, PACK="ours", LINES_ARE="network")
    assert [each["verdict"] for each in joined[0]] == ["no", "no"]
    named = checked([], lines, PACK="ours", ROUTE_FIELD="name")
    assert [each["route"] for each in named[0]] == ["A 1", "A 2"]


def test_the_report_is_a_page_with_the_clause_and_all_is_escaped(provider, qgis_new_project, our_packs, tmp_path):
    """A sure pool at 30 km, one of unknown access at 80 km; a second road has none."""
    our_packs(
        "ours",
        title="Our <rule>",
        citation="Plan & more",
        source="https://example.org/?a=1&b=2",
        summary="Every 60 km <b>two</b> points.",
        due="2027-12-31",
        not_checked=["Uptime"],
        notes=["A note"],
    )
    page = tmp_path / "report.html"
    stations = [at(30, STRONG, id=5), at(80, STRONG, id=6, title="<script>alert(1)</script>", usage_id=None)]
    lines = road(("A <1>", 0, 100), ("B", 300, 370))
    _, _, _, results, said = checked(stations, lines, PACK="ours", ROUTE_FIELD="name", REPORT=str(page))
    text = page.read_text(encoding="utf-8")
    assert results["REPORT"] == str(page)
    for expected in (
        "<h1>Our &lt;rule&gt;</h1>",
        "Every 60 km &lt;b&gt;two&lt;/b&gt; points.",
        "This is a summary, not the text of the clause.",
        '<a href="https://example.org/?a=1&amp;b=2">Plan &amp; more</a>',
        "OCM-6 &lt;script&gt;alert(1)&lt;/script&gt;",
        "public access",
        "Stretches that are not served",
        "Uptime",
        "A note",
        "Open Charge Map",
    ):
        assert expected in text, expected
    assert "<script" not in text and "A <1>" not in text
    first, lengths, hangs = said[1:4]
    assert first == "Verdict on all routes together: Not fulfilled."
    assert re.fullmatch(
        r"Of 170\.\d km, 30\.\d km are surely served and 70\.\d km surely not; 70\.\d km are uncertain\.", lengths
    )
    assert hangs == "1 station decides stretches that are uncertain."


def test_a_rule_that_is_over_says_so(provider, qgis_new_project):
    _, _, _, _, said = checked([], PACK="nevi-2022")
    assert any(
        sentence.startswith("Warning: This rule was in force until") and "2025" in sentence for sentence in said
    ), said


def test_what_cannot_be_checked_is_refused(provider, qgis_new_project, our_packs):
    our_packs("broken", max_spacing="far")
    with pytest.raises(QgsProcessingException, match=r"broken\.json cannot be used: “max_spacing” must be a number"):
        checked([], PACK="broken")
    with pytest.raises(QgsProcessingException, match="leaves the spacing along the road"):
        checked([], PACK="nevi-2025")
    assert checked([], PACK="nevi-2025", SPACING=80_000, OFFSET=1600)[3]["VERDICT"] == "no"
    with pytest.raises(QgsProcessingException):
        checked([], PACK="gone")
    nothing = QgsVectorLayer("LineString?crs=EPSG:4326", "Nothing", "memory")
    with pytest.raises(QgsProcessingException, match="“Nothing” has no line"):
        checked([], nothing)


def test_packs_of_the_user_stand_in_the_list(provider, our_packs):
    our_packs("ours")
    our_packs("afir-cars-core-2025", title="Our own AFIR")
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:corridorcheck")
    parameter = algorithm.parameterDefinition("PACK")
    words = dict(zip(parameter.options(), parameter.metadata()["widget_wrapper"]["words"]))
    assert words["ours"] == "Pack ours" and words["afir-cars-core-2025"] == "Our own AFIR"
    assert next(iter(words)) == "afir-cars-core-2025" and list(words)[-1] == "ours"
    assert words["nevi-2022"] == "NEVI with the spacing of the 2022 guidance" and len(words) == 13


def test_a_pack_that_is_no_json_stands_in_the_list_and_says_so_when_it_is_used(provider, qgis_new_project, our_packs):
    """It must not keep the toolbox from loading."""
    our_packs("ours")
    folder = pack_folders()[1]
    (folder / "half.json").write_text('{"title": "Half', encoding="utf-8")
    (folder / "list.json").write_text("[1, 2]", encoding="utf-8")
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:corridorcheck")
    assert {"half", "list", "ours"} <= set(algorithm.parameterDefinition("PACK").options())
    with pytest.raises(QgsProcessingException, match=r"half\.json is not JSON"):
        checked([], PACK="half")
    with pytest.raises(QgsProcessingException, match=r"list\.json cannot be used: “\{\}” must be an object"):
        checked([], PACK="list")
