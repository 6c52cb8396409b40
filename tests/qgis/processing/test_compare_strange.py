"""Results as users have them are compared too: text in the place of numbers, areas around stations, short names."""

from __future__ import annotations

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsProject, QgsVectorLayer

from ocm_plugin.layers.change_look import dress_changes
from tests.support.algorithm_runs import EVERYWHERE, run
from tests.support.processing_log import Log

FIELDS = "field=name:string(500)&field=max_kw:string(20)"


def layer(geometry: str, name: str, power: str, kind: str = "integer", number: int = 1) -> QgsVectorLayer:
    """A layer of one station, whose power is text. `kind`: the type of the column of its number."""
    fields = f"field=ocm_id:{kind}&{FIELDS}"
    shape = geometry.split("(")[0] or "NoGeometry"
    made = QgsVectorLayer(f"{shape}?crs=EPSG:4326&{fields}", "mine", "memory")
    feature = QgsFeature(made.fields())
    feature.setAttributes([number, name, power])
    feature.setGeometry(QgsGeometry.fromWkt(geometry))
    assert made.dataProvider().addFeatures([feature])[0]
    return made


def compared(old: QgsVectorLayer, new: QgsVectorLayer, output: str = "TEMPORARY_OUTPUT"):
    import processing

    return processing.run("openchargemap:comparesnapshots", {"OLD": old, "NEW": new, "OUTPUT": output}, feedback=Log())


def test_numbers_that_the_service_cannot_give_are_those_of_the_users_own(provider):
    """A station of theirs with a number of ten digits ended the run: no column of the outputs could hold it."""
    results = compared(layer("Point(8 50)", "a", "50"), layer("Point(8 50)", "b", "50"))
    assert [change["ocm_id"] for change in results["OUTPUT"].getFeatures()] == [1]
    old, new = (layer("Point(8 50)", name, "50", kind="int8", number=5_000_000_000) for name in "ab")
    assert not list(compared(old, new)["OUTPUT"].getFeatures())


@pytest.mark.parametrize("geometry", ["Polygon((0 0, 1 1, 1 0, 0 0))", "LineString(0 0, 1 1)", ""])
def test_what_has_no_points_is_compared_by_its_values(provider, geometry):
    """Service areas of stations have their numbers: they ended in a traceback, and tables would not have moved."""
    results = compared(layer(geometry, "a", "50"), layer("Point(8 50)", "b", "50"))
    (change,) = results["OUTPUT"].getFeatures()
    assert change["changed_fields"] == "name" and change["change"] == "other"


def test_a_power_written_with_a_comma_is_shown_as_it_is_written(provider):
    """QGIS took "50,0" for 500 kW."""
    results = compared(layer("Point(8 50)", "a", "50,0"), layer("Point(8 50)", "a", "150,0"))
    (change,) = results["OUTPUT"].getFeatures()
    assert change["changed_values"] == "max_kw: 50,0 → 150,0" and change["change"] == "other"
    assert not change["max_kw_old"] and not change["max_kw_new"]


def test_a_shapefile_of_changes_is_dressed_as_far_as_it_goes(provider, tmp_path):
    """It has no column "changed_values", as its names have ten letters: the run ended with an error."""
    path = str(tmp_path / "changes.shp")
    compared(layer("Point(8 50)", "a", "50"), layer("Point(8 50)", "b" * 400, "50"), path)
    shown = QgsVectorLayer(path, "changes", "ogr")
    QgsProject.instance().addMapLayer(shown)
    dress_changes(shown, {"other": 1})
    assert [category.value() for category in shown.renderer().categories()] == ["other"]
    assert "changed_values" not in shown.mapTipTemplate()
    QgsProject.instance().removeMapLayer(shown.id())


def test_a_table_of_connections_is_no_result(provider, empty_project):
    """Each connection was taken for a station: all of these had changed."""
    found, _ = run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="demo", CONNECTIONS="TEMPORARY_OUTPUT")
    with pytest.raises(QgsProcessingException):
        run("comparesnapshots", OLD=found["CONNECTIONS"], NEW=found["OUTPUT"])
