"""Two results compared by Processing, as searches make them: temporary layers and files, headless and loaded."""

from __future__ import annotations

import gc
import json

import pytest
from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)

from ocm_plugin.ocm.tables.schema.changes import CHANGE_FIELDS, VALUE_CHANGE_FIELDS
from ocm_plugin.processing import written
from tests.ocm_server.synthetic import make_pois
from tests.support.algorithm_runs import searched
from tests.support.processing_log import Log

from .conftest import SMALL


@pytest.fixture
def server(small_server):
    return small_server


def compared(old, new, log=None, **parameters):
    import processing

    log = log or Log()
    results = processing.run(
        "openchargemap:comparesnapshots",
        {"OLD": old, "NEW": new, "OUTPUT": "TEMPORARY_OUTPUT", "VALUES": "TEMPORARY_OUTPUT", **parameters},
        feedback=log,
    )
    return results, log.said


def kinds(results) -> dict[int, str]:
    return {feature["ocm_id"]: feature["change"] for feature in results["OUTPUT"].getFeatures()}


def changed(**values) -> list[dict]:
    """The stations of the server, `p3` with other values; None takes one away."""
    pois = make_pois(SMALL)
    for name, value in values.items():
        place = int(name[1:])
        pois[place] = None if value is None else {**pois[place], **value}
    return [poi for poi in pois if poi is not None]


@pytest.mark.parametrize("as_file", [False, True])
def test_every_kind_of_change_is_found(server, tmp_path, as_file):
    pois = make_pois(SMALL)
    # The first station is there from the second search on.
    server.replace_pois(pois[1:])
    old = searched(output=str(tmp_path / "old.gpkg") if as_file else "TEMPORARY_OUTPUT")
    address = pois[5]["AddressInfo"]
    server.replace_pois(
        changed(
            p3=None,
            p4={"StatusTypeID": 150},
            p5={"AddressInfo": {**address, "Latitude": address["Latitude"] + 0.01}},
            p6={"AddressInfo": {**pois[6]["AddressInfo"], "Title": "New name"}},
        )
    )
    new = searched(output=str(tmp_path / "new.gpkg") if as_file else "TEMPORARY_OUTPUT")
    results, said = compared(old, new)
    number = [poi["ID"] for poi in pois]
    assert kinds(results) == {
        number[0]: "added",
        number[3]: "gone",
        number[4]: "status",
        number[5]: "moved",
        number[6]: "other",
    }
    counts = {name: results[name] for name in results if name.startswith("N_")}
    assert counts == {
        "N_ADDED": 1,
        "N_GONE": 1,
        "N_APPEARED": 0,
        "N_DISAPPEARED": 0,
        "N_CHANGED": 3,
        "N_NOT_ASKED": 0,
    }
    assert "Stations gone: 1" in said and not any(line.startswith("warning") for line in said)
    rows = {feature["ocm_id"]: feature for feature in results["OUTPUT"].getFeatures()}
    assert rows[number[5]]["moved_m"] == pytest.approx(1112, abs=5)
    assert rows[number[6]]["name"] == "New name"
    assert all(not feature.geometry().isNull() and feature["provider"] for feature in rows.values())
    values = [(f["ocm_id"], f["field"], f["old"], f["new"]) for f in results["VALUES"].getFeatures()]
    assert (number[6], "name", pois[6]["AddressInfo"]["Title"], "New name") in values
    for output, fields in (("OUTPUT", CHANGE_FIELDS), ("VALUES", VALUE_CHANGE_FIELDS)):
        names = [field.name() for field in results[output].fields()]
        assert [name for name in names if name != "fid"] == [field.name for field in fields]


def test_what_a_search_did_not_ask_for_is_not_gone(server):
    """Two boxes that overlap: the rest of the first box looked as if its stations had been taken away."""
    old, new = searched(), searched("0,180,-90,90 [EPSG:4326]")
    results, _ = compared(old, new)
    assert kinds(results) == {}
    assert results["N_NOT_ASKED"] == old.featureCount() - new.featureCount() > 0
    results, _ = compared(old, new, NOT_ASKED=True)
    assert set(kinds(results).values()) == {"not_asked_now"}


def test_what_a_file_does_not_hold_is_not_gone(server, tmp_path):
    """Five stations of a file against forty of the service: thirty-five were called gone."""
    path = tmp_path / "five.json"
    path.write_text(json.dumps(make_pois(SMALL)[:5]))
    results, said = compared(searched(), searched(SOURCE="file", FILE=str(path)))
    assert results["N_GONE"] == 0 and results["N_NOT_ASKED"] == SMALL - 5
    assert any("does not hold all" in line for line in said)


def test_what_an_export_has_left_out_is_not_gone(server):
    old, new = searched(), searched()
    part = new.materialize(QgsFeatureRequest().setLimit(5))
    part.setMetadata(new.metadata())
    results, _ = compared(old, part)
    assert results["N_GONE"] == 0 and results["N_NOT_ASKED"] == SMALL - 5


def test_layers_in_another_crs_are_compared_by_place(server):
    """All stations seemed to have moved by thousands of kilometres."""
    import processing

    old = searched()
    new = processing.run("native:reprojectlayer", {"INPUT": old, "TARGET_CRS": "EPSG:3857", "OUTPUT": "memory:"})[
        "OUTPUT"
    ]
    results, _ = compared(old, new)
    moved = [feature["moved_m"] for feature in results["OUTPUT"].getFeatures()]
    assert all(metres is None or metres < 0.001 for metres in moved)


def test_the_outputs_say_whose_data_they_are(server, tmp_path):
    """A layer of changes was shared with stations whose licence is not open, and named no provider's licence."""
    import processing

    pois = make_pois(SMALL)
    old = searched()
    server.replace_pois(pois[: SMALL // 2])
    new = searched()
    results, _ = compared(old, new)
    rows = {feature["ocm_id"]: feature for feature in old.getFeatures()}
    for name in ("OUTPUT", "VALUES"):
        for feature in results[name].getFeatures():
            for field in ("provider_id", "provider", "license_class", "provider_license"):
                assert feature[field] == rows[feature["ocm_id"]][field]
    changes = results["OUTPUT"]
    not_open = [f for f in changes.getFeatures() if f["license_class"] not in ("open", "share_alike", "attribution")]
    share = processing.run(
        "openchargemap:exportkml", {"INPUT": changes, "OUTPUT": str(tmp_path / "a.kml")}, feedback=Log()
    )
    stations = processing.run(
        "openchargemap:exportkml", {"INPUT": old, "OUTPUT": str(tmp_path / "b.kml")}, feedback=Log()
    )
    assert share["LEFT_OUT"] > 0 and stations["LEFT_OUT"] >= share["LEFT_OUT"]
    assert len(not_open) >= share["LEFT_OUT"]
    assert "invented" in (tmp_path / "a.kml").read_text(encoding="utf-8")


def test_comments_are_no_filter(server):
    """They leave no station out."""
    old = searched()
    server.replace_pois(make_pois(SMALL)[1:])
    results, _ = compared(old, searched(INCLUDE_COMMENTS=True))
    assert (results["N_GONE"], results["N_DISAPPEARED"]) == (1, 0)


def test_with_filters_a_missing_station_may_only_match_no_longer(server):
    old = searched()
    new = searched(MIN_POWER_KW=50)
    results, _ = compared(old, new)
    assert set(kinds(results).values()) == {"disappeared"}
    assert results["N_DISAPPEARED"] == old.featureCount() - new.featureCount() > 0


def test_a_result_that_is_cut_off_makes_nothing_gone(server):
    old, new = searched(), searched(MAX_RESULTS=5)
    results, said = compared(old, new)
    assert results["N_GONE"] == results["N_DISAPPEARED"] == 0 and results["N_NOT_ASKED"] == SMALL - 5
    assert "Warning: So no station can be called gone: those missing were perhaps not asked for." in said


def test_a_filter_of_the_layer_hides_stations_but_does_not_take_them_away(server):
    old, new = searched(), searched()
    new.setSubsetString(f"ocm_id <> {make_pois(SMALL)[7]['ID']}")
    results, _ = compared(old, new)
    assert results["N_GONE"] == 0 and results["N_NOT_ASKED"] == 1


def test_other_layers_are_refused_with_a_sentence(server):
    other = QgsVectorLayer("Point?field=id:int", "Trees", "memory")
    log = Log()
    with pytest.raises(QgsProcessingException):
        compared(searched(), other, log)
    assert any("“Trees” has no field “ocm_id”" in line for line in log.said)


def test_a_layer_without_the_metadata_of_its_search_makes_nothing_gone(server):
    old, new = searched(), searched()
    new.setMetadata(QgsVectorLayer("Point", "x", "memory").metadata())
    with_fewer = [feature.id() for feature in new.getFeatures()][:3]
    new.dataProvider().deleteFeatures(with_fewer)
    results, said = compared(old, new)
    assert results["N_GONE"] == 0 and results["N_NOT_ASKED"] == 3
    assert any("does not say what was searched for" in line for line in said)


def test_the_loaded_layer_has_a_symbol_for_each_kind(server):
    """As the toolbox loads it, when the algorithm is gone."""
    project = QgsProject()
    old = searched()
    server.replace_pois(changed(p3=None, p4=None, p5={"StatusTypeID": 150}))
    new = searched()
    project.addMapLayers([old, new])
    context = QgsProcessingContext()
    context.setProject(project)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:comparesnapshots")
    output = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", project)
    _, ok = algorithm.run({"OLD": old.id(), "NEW": new.id(), "OUTPUT": output}, context, Log())
    assert ok
    del algorithm
    gc.collect()
    ((layer_id, details),) = context.layersToLoadOnCompletion().items()
    layer = QgsProcessingUtils.mapLayerFromString(layer_id, context)
    details.postProcessor().postProcessLayer(layer, context, Log())
    assert isinstance(layer.renderer(), QgsCategorizedSymbolRenderer)
    labels = [category.label() for category in layer.renderer().categories()]
    # Of kinds that do not occur, a legend has no entry.
    assert labels == ["Gone (2)", "Status changed (1)"]
    assert layer.attributeDisplayName(layer.fields().indexOf("max_kw_old")) == "Maximum power before"
    assert layer.metadata().rights()
    assert layer.editorWidgetSetup(layer.fields().indexOf("status_new")).type() == "ValueMap"
    QgsApplication.processEvents()
    assert not written._waiting


def test_a_cancelled_run_leaves_the_file_that_was_there(server, tmp_path):
    path = tmp_path / "changes.gpkg"
    old, new = searched(), searched()
    compared(old, new, OUTPUT=str(path))
    before = path.read_bytes()
    log = Log()
    log.cancel()
    context = QgsProcessingContext()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:comparesnapshots")
    project = QgsProject()
    project.addMapLayers([old, new])
    context.setProject(project)
    _, ok = algorithm.run({"OLD": old.id(), "NEW": new.id(), "OUTPUT": str(path)}, context, log)
    assert not ok and path.read_bytes() == before
    assert not any("Traceback" in line for line in log.said) and any("cancelled" in line for line in log.said)
