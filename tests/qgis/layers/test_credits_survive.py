"""The duty to name whose data it is outlives the metadata: most tools of QGIS and every other format lose these."""

from __future__ import annotations

import re
from pathlib import Path

import processing
import pytest
from qgis.core import QgsApplication, QgsPrintLayout, QgsProject, QgsVectorFileWriter, QgsVectorLayer

from ocm_plugin.gui.about import about_html
from ocm_plugin.layers.attribution import attribution_of, attribution_of_rows
from ocm_plugin.layers.keywords import is_station_layer
from ocm_plugin.ocm.errors import ShareError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.built_in_reference import PROVIDERS
from ocm_plugin.ocm.records.credits import INVENTED_PROVIDERS
from ocm_plugin.ocm.sources.source import demo_source
from ocm_plugin.share.kml import KmlOptions, export_kml
from ocm_plugin.share.print_layout import add_attribution
from ocm_plugin.share.source import ShareSource
from ocm_plugin.share.web_page import WebPageOptions, export_web_page
from tests.support.feedbacks import Recorder
from tests.support.made_stations import connection, station
from tests.support.result_layers import demo_layers
from tests.support.result_layers import layers_of as made_layers
from tests.support.shared_layers import point_layer

CONTRIBUTORS, NOBIL, OPLAADPALEN, UNLISTED = 1, 19, 26, 900


@pytest.fixture(scope="module")
def native(qgis_app) -> None:
    from qgis.analysis import QgsNativeAlgorithms

    registry = QgsApplication.processingRegistry()
    if registry.providerById("native") is None:
        registry.addProvider(QgsNativeAlgorithms(registry))
    processing.Processing.initialize()


@pytest.fixture
def stations(native, empty_project) -> QgsVectorLayer:
    """Stations of four providers, without the metadata of a search: what any tool makes of them has none either."""
    kinds = connection(type_id=33, power_kw=150.0, current_id=30, quantity=2)
    return made_layers(
        [
            station(kinds, id=1, title="One", provider_id=CONTRIBUTORS),
            station(kinds, id=2, title="Two", provider_id=NOBIL),
            station(kinds, id=3, title="Three", provider_id=OPLAADPALEN),
            station(kinds, id=4, title="Four", provider_id=UNLISTED),
            station(kinds, id=5, title="Five", provider_id=CONTRIBUTORS),
        ]
    ).stations


def run(algorithm: str, **parameters: object) -> QgsVectorLayer:
    return processing.run(algorithm, {**parameters, "OUTPUT": "memory:"})["OUTPUT"]


def kml(layer: QgsVectorLayer, folder: Path, keep: bool = True) -> str:
    path = folder / "share.kml"
    export_kml(ShareSource.of_layer(layer), str(path), KmlOptions(keep_not_open=keep), Recorder())
    return path.read_text(encoding="utf-8")


def page(layer: QgsVectorLayer, folder: Path, keep: bool = True) -> str:
    path = folder / "share.html"
    export_web_page(ShareSource.of_layer(layer), str(path), WebPageOptions(keep_not_open=keep), Recorder())
    return path.read_text(encoding="utf-8")


def about(share: str) -> str:
    """What a share says of itself, as plain text."""
    (section,) = re.findall(r"<p>Data from .*?</ul>", share, re.DOTALL)
    return re.sub("<[^>]+>", "", section)


def as_csv(layer: QgsVectorLayer, folder: Path, types: bool) -> QgsVectorLayer:
    """The layer as comma-separated values, and loaded again by QGIS."""
    path = folder / "stations.csv"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "CSV"
    options.layerOptions = ["GEOMETRY=AS_XY", "CREATE_CSVT=NO"]
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsProject.instance().transformContext(), options)
    detect = "yes" if types else "no"
    uri = f"{path.as_uri()}?type=csv&xField=X&yField=Y&crs=EPSG:4326&detectTypes={detect}"
    loaded = QgsVectorLayer(uri, "stations", "delimitedtext")
    assert loaded.isValid()
    return loaded


MAKERS = {
    "extracted": lambda layer, _: run("native:extractbyexpression", INPUT=layer, EXPRESSION='"ocm_id" > 0'),
    "reprojected": lambda layer, _: run("native:reprojectlayer", INPUT=layer, TARGET_CRS="EPSG:3857"),
    "merged": lambda layer, _: run("native:mergevectorlayers", LAYERS=[layer, layer], CRS="EPSG:4326"),
    "csv": lambda layer, folder: as_csv(layer, folder, types=True),
    "csv of texts": lambda layer, folder: as_csv(layer, folder, types=False),
    "csv, extracted": lambda layer, folder: run(
        "native:extractbyexpression", INPUT=as_csv(layer, folder, types=False), EXPRESSION="true"
    ),
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_share_of_what_tools_made_of_stations_credits_every_provider(stations, tmp_path, name):
    made = MAKERS[name](stations, tmp_path)
    assert not is_station_layer(made)
    for share in (kml(made, tmp_path), page(made, tmp_path)):
        told = about(share)
        assert told.startswith("Data from Open Charge Map and these data providers")
        assert "Open Charge Map Contributors (" in told
        assert "NOBIL (" in told and "CC BY 4.0" in told
        assert "Oplaadpalen.nl (" in told and "CC BY-NC-SA 3.0" in told
        assert "Silent Provider (" in told and "licence unknown" in told
    number = 4 if name == "merged" else 2
    assert f"Open Charge Map Contributors ({number} stations)" in told
    kept_out = kml(made, tmp_path, keep=False)
    assert "Oplaadpalen.nl" not in about(kept_out)
    assert "not shown, because the licence of the data is not open" in kept_out


def test_stations_that_became_text_look_as_before(stations, tmp_path):
    """CSV makes text of all: stations lost power, points and colour, or the share broke on comparing text."""
    before, after = kml(stations, tmp_path), kml(as_csv(stations, tmp_path, types=False), tmp_path)

    def placemarks(share: str) -> list[str]:
        return sorted(re.findall("<Placemark>.*?</Placemark>", share, re.DOTALL))

    assert placemarks(before) == placemarks(after)
    assert "150 kW" in after
    assert before.count("<SimpleField ") == after.count("<SimpleField ")
    assert re.findall("<SimpleField [^>]*>", before) == re.findall("<SimpleField [^>]*>", after)


FEWER = {
    "number of the provider": (["ocm_id", "name", "provider_id"], "NOBIL (1 station): CC BY 4.0"),
    "name of the provider": (["ocm_id", "name", "provider"], "NOBIL (1 station)"),
    "credit line": (["ocm_id", "attribution"], "NOBIL: CC BY 4.0 (1 station)"),
    "key only": (["ocm_id", "name"], "Unknown data provider (5 stations): licence unknown"),
}


@pytest.mark.parametrize("name", FEWER)
def test_fewer_columns_credit_as_far_as_they_tell(stations, tmp_path, name):
    columns, credit = FEWER[name]
    made = run("native:retainfields", INPUT=stations, FIELDS=columns)
    for share in (kml(made, tmp_path), page(made, tmp_path)):
        assert "Data from Open Charge Map and these data providers" in about(share)
        assert credit in about(share)
    assert "through Open Charge Map" in kml(made, tmp_path)


def test_without_its_licences_a_layer_is_shared_with_a_warning(stations, tmp_path):
    made = run("native:retainfields", INPUT=stations, FIELDS=["ocm_id", "name"])
    assert "look them up before you publish it" in kml(made, tmp_path, keep=False)


def test_the_licence_is_known_by_the_number_of_the_provider_alone(stations, tmp_path):
    """Without the column of classes, all stations were refused, and those of a plain layer shared unasked."""
    made = run("native:retainfields", INPUT=stations, FIELDS=["ocm_id", "name", "provider_id"])
    told = about(kml(made, tmp_path, keep=False))
    assert "NOBIL" in told
    assert "Oplaadpalen" not in told
    only_closed = run("native:extractbyexpression", INPUT=made, EXPRESSION='"provider_id" = 26')
    with pytest.raises(ShareError, match="licence"):
        kml(only_closed, tmp_path, keep=False)


def test_invented_stations_stay_invented(native, empty_project, tmp_path):
    """An extract of the demo data was shared as if its stations existed."""
    made = run("native:extractbyexpression", INPUT=demo_layers().stations, EXPRESSION='"ocm_id" > 0')
    assert "Invented demo data: none of these stations exists." in kml(made, tmp_path)
    assert attribution_of_rows(made).is_invented
    assert "none of these stations exists" in about_html_of(made)


def about_html_of(layer: QgsVectorLayer) -> str:
    QgsProject.instance().addMapLayer(layer)
    return about_html(QgsProject.instance())


def test_invented_stations_are_known_by_the_number_of_their_provider(native, empty_project, tmp_path):
    """A real provider whose name ended in "(invented)" made all stations of a layer invented."""
    assert set(INVENTED_PROVIDERS).isdisjoint(PROVIDERS.providers)
    real = made_layers([station(id=1, provider_id=UNLISTED)]).stations
    real.startEditing()
    real.changeAttributeValue(1, real.fields().indexOf("provider"), "Museum of Electricity (invented)")
    assert real.commitChanges()
    assert "Museum of Electricity (invented)" in kml(real, tmp_path)
    assert "none of these stations exists" not in kml(real, tmp_path)
    assert not attribution_of_rows(real).is_invented


def test_every_provider_of_the_demo_data_says_that_it_is_invented():
    used = demo_source().reference(Feedback()).providers
    assert [number for number in used if number not in INVENTED_PROVIDERS] == []
    assert [one.title for one in used.values() if not one.title.endswith("(invented)")] == []


def test_the_map_and_print_layouts_credit_such_layers_too(stations):
    made = run("native:reprojectlayer", INPUT=stations, TARGET_CRS="EPSG:3857")
    assert attribution_of(made).text() == "Open Charge Map and its data providers"
    QgsProject.instance().addMapLayer(made)
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    text = add_attribution(layout, [made]).text()
    assert text.startswith("Open Charge Map · Open Charge Map Contributors (CC BY 4.0)")
    assert "Oplaadpalen.nl (CC BY-NC-SA 3.0)" in text


def test_plain_points_are_the_persons_own(native, empty_project, tmp_path):
    foreign = point_layer("Point?crs=EPSG:4326&field=id:int&field=name:string", [("POINT(6 50)", [1, "mine"])])
    assert "Open Charge Map and these" not in kml(foreign, tmp_path)
    with pytest.raises(ShareError):
        page(foreign, tmp_path)
