"""What a layer says about itself, and that it keeps saying it: projects, files, styles, print layouts."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayoutItemMap,
    QgsPrintLayout,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ocm_plugin.layers.attribution import attribution_of
from ocm_plugin.layers.keywords import (
    ATTRIBUTION_VOCABULARY,
    PROVENANCE_VOCABULARY,
    SEARCH_VOCABULARY,
    is_station_layer,
)
from ocm_plugin.layers.metadata import is_web, read_provenance, read_search, write_metadata
from ocm_plugin.ocm.records.credits import Attribution
from ocm_plugin.ocm.records.provenance import CAPPED, Provenance
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.tables.derive.rows import credits_of
from tests.support.made_stations import NOW, REFERENCE, context, station
from tests.support.result_layers import layers_of
from tests.support.results import result_of

SEARCH = Search(Extent(4, 47, 9, 52), min_power_kw=50, connection_type_ids=(33,))
PROVENANCE = Provenance(CAPPED, "A mirror of Æ & <b>", False, NOW, NOW, 9, 5, 1, 3, True, 2, 4096, cap=6)


@pytest.fixture
def attribution():
    return Attribution(credits_of({1: 3, 900: 1, None: 1}, context()))


@pytest.fixture
def layer(qgis_new_project, attribution):
    layer = layers_of([station()]).stations
    write_metadata(layer, result_of(SEARCH, PROVENANCE, REFERENCE, attribution))
    return layer


def test_the_abstract_is_sentence_date_count_and_completeness(layer):
    search, provenance, _ = layer.metadata().abstract().split("\n")
    assert search.startswith("Charging stations between 47° N and 52° N")
    assert "at least 50 kW" in search
    assert "6 stations" in provenance
    assert "2026-03-01" in provenance
    assert "capped at 6 stations" in provenance
    assert layer.metadata().title() == "Charging stations"
    assert len(layer.metadata().history()) == 1


def test_every_provider_present_is_named_with_its_terms(layer):
    first, *others = layer.metadata().rights()
    assert first == "Open Charge Map"
    assert others[0] == "Open Charge Map Contributors (CC BY 4.0)"
    assert set(others[1:]) == {"Silent Provider (licence unknown)", "Unknown data provider (licence unknown)"}
    assert any("CC BY 4.0" in text for text in layer.metadata().licenses())
    addresses = [link.url for link in layer.metadata().links()]
    assert "http://openchargemap.org" in addresses
    assert all(is_web(url) for url in addresses)


def test_long_lists_are_shortened_and_counted(attribution):
    assert attribution.text(limit=1) == (
        "Open Charge Map · Open Charge Map Contributors (CC BY 4.0) · 2 more data providers"
    )
    assert attribution.text().count("·") == 3
    assert Attribution((), is_invented=True).text().startswith("Invented demo data")


def survives(layer: QgsVectorLayer, attribution: Attribution) -> None:
    assert is_station_layer(layer)
    assert read_search(layer) == SEARCH
    assert read_provenance(layer) == PROVENANCE
    assert attribution_of(layer) == attribution
    assert layer.metadata().rights() == attribution.rights()
    assert layer.metadata().licenses() == attribution.licences()


def test_it_survives_a_project_though_the_features_do_not(layer, attribution, tmp_path):
    path = str(tmp_path / "project.qgz")
    QgsProject.instance().write(path)
    QgsProject.instance().read(path)
    (again,) = QgsProject.instance().mapLayersByName("Charging stations")
    assert again.featureCount() == 0
    survives(again, attribution)


def test_it_survives_qgis_own_saving_to_a_geopackage(layer, attribution, tmp_path):
    path = str(tmp_path / "saved.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.saveMetadata = True
    options.layerMetadata = layer.metadata()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsProject.instance().transformContext(), options)
    saved = QgsVectorLayer(path, "saved", "ogr")
    survives(saved, attribution)


def test_it_survives_the_style_of_another_layer(layer, attribution, tmp_path):
    other = QgsVectorLayer("Point?field=a:int", "other", "memory")
    other.setCustomProperty("mine", "other's")
    path = str(tmp_path / "other.qml")
    other.saveNamedStyle(path)
    layer.loadNamedStyle(path)
    survives(layer, attribution)
    layer.saveNamedStyle(path)
    other.loadNamedStyle(path)
    assert not is_station_layer(other)


def test_expressions_and_print_layouts_get_the_credit(layer):
    project = QgsProject.instance()
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    credit = QgsExpression("layer_property(@layer, 'attribution')").evaluate(context)
    assert "Open Charge Map Contributors (CC BY 4.0)" in credit
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    page_map = QgsLayoutItemMap(layout)
    page_map.setId("Map")
    page_map.setLayers([layer])
    layout.addLayoutItem(page_map)
    credits = QgsExpression("array_to_string(map_credits('Map'))").evaluate(layout.createExpressionContext())
    assert "Open Charge Map Contributors (CC BY 4.0)" in credits


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"version":99}', "\x00", '{"providers":[[1]]}'])
def test_damaged_keywords_are_nothing_and_no_error(layer, damage):
    metadata = layer.metadata()
    for vocabulary in (SEARCH_VOCABULARY, PROVENANCE_VOCABULARY, ATTRIBUTION_VOCABULARY):
        metadata.addKeywords(vocabulary, [damage])
    layer.setMetadata(metadata)
    assert read_search(layer) is None
    assert read_provenance(layer) is None
    assert attribution_of(layer) == Attribution((), is_known=False)


def test_foreign_layers_are_not_ours(qgis_new_project):
    foreign = QgsVectorLayer("Point?field=ocm_id:int", "foreign", "memory")
    assert not is_station_layer(foreign)
    assert not is_station_layer(None)
    assert read_search(foreign) is None
    assert read_provenance(foreign) is None


def test_reloading_adds_to_the_history_and_keeps_own_keywords(layer, attribution):
    metadata = layer.metadata()
    metadata.addKeywords("mine", ["a", "b"])
    layer.setMetadata(metadata)
    write_metadata(layer, result_of(SEARCH, PROVENANCE, REFERENCE, attribution))
    assert len(layer.metadata().history()) == 2
    assert layer.metadata().keywords()["mine"] == ["a", "b"]
