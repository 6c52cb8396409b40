"""A printed map names Open Charge Map and the data providers of the stations it shows."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutItemMap,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapThemeCollection,
    QgsPrintLayout,
    QgsProject,
)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QFont, QFontMetricsF

from ocm_plugin.layers.attribution import attribution_of
from ocm_plugin.layers.metadata import write_metadata
from ocm_plugin.ocm.errors import ShareError
from ocm_plugin.ocm.records.provenance import STOPPED, Provenance
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support import compat
from ocm_plugin.share.print_layout import ITEM_ID, add_attribution
from tests.support.made_stations import NOW, REFERENCE
from tests.support.results import result_of
from tests.support.shared_layers import demo_layers, made_layers, poi, point_layer


@pytest.fixture
def layout(empty_project):
    """A4, landscape, with one map that follows the project."""
    made = QgsPrintLayout(QgsProject.instance())
    made.initializeDefaults()
    item = QgsLayoutItemMap(made)
    item.attemptSetSceneRect(QRectF(10, 10, 277, 170))
    made.addLayoutItem(item)
    return made


def the_map(layout) -> QgsLayoutItemMap:
    return next(item for item in layout.items() if isinstance(item, QgsLayoutItemMap))


def labels(layout) -> list:
    return [item for item in layout.items() if getattr(item, "id", str)() == ITEM_ID]


def test_the_label_names_all_providers_of_the_visible_stations(layout):
    layers = demo_layers()
    label = add_attribution(layout)
    assert label.text() == attribution_of(layers.stations).text()
    assert "Open Charge Map" in label.text() and "Rhine Valley Registry" in label.text()
    assert "Invented demo data" in label.text()
    place = label.sceneBoundingRect()
    page = layout.pageCollection().page(0).sceneBoundingRect()
    assert page.contains(place) and place.top() > page.center().y()


def test_a_print_of_half_a_result_says_so(layout):
    stations = demo_layers().stations
    provenance = Provenance(STOPPED, "here", True, NOW, NOW, 83, 83, 0, 0, True, 1, 1)
    write_metadata(stations, result_of(Search(), provenance, REFERENCE, attribution_of(stations)))
    assert add_attribution(layout).text().startswith("Incomplete: only 83 stations had arrived · Invented demo data")


def test_the_whole_text_fits_into_the_label(layout):
    demo_layers()
    label = add_attribution(layout)
    assert 0.5 * label.rect().height() < height_needed(label) <= label.rect().height()


def height_needed(label) -> float:
    """The height in mm that Qt needs for the label's text in the label's width."""
    font = QFont(label.font())
    millimetres = font.pointSizeF() * 25.4 / 72
    font.setPixelSize(100)
    scale = millimetres / 100
    width = (label.rect().width() - 2 * label.marginX()) / scale
    flags = compat.enum_number(Qt.TextFlag.TextWordWrap)
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 100_000), flags, label.text()).height() * scale


def test_an_update_keeps_the_label_where_the_person_has_put_it(layout, tmp_path):
    layers = made_layers(tmp_path, [poi(1)])
    label = add_attribution(layout)
    label.attemptMove(QgsLayoutPoint(42, 17))
    label.attemptResize(QgsLayoutSize(100, 20))
    first = label.text()
    made_layers(tmp_path, [poi(2, DataProviderID=9003)])
    assert add_attribution(layout) is label and labels(layout) == [label]
    assert label.text() != first and "Rhine Valley Registry" in label.text() and "Demo Contributors" in label.text()
    assert (label.pos().x(), label.pos().y(), label.rect().width()) == pytest.approx((42, 17, 100))
    QgsProject.instance().removeMapLayer(layers.stations)
    assert "Demo Contributors" not in add_attribution(layout).text()


def test_only_what_the_maps_show_is_credited(layout, tmp_path):
    one = made_layers(tmp_path, [poi(1)]).stations
    other = made_layers(tmp_path, [poi(2, DataProviderID=9003)]).stations
    tree = QgsProject.instance().layerTreeRoot()
    tree.findLayer(other).setItemVisibilityChecked(False)
    assert "Rhine Valley Registry" not in add_attribution(layout).text()
    the_map(layout).setLayers([other])
    the_map(layout).setKeepLayerSet(True)
    assert add_attribution(layout).text() == attribution_of(other).text()
    the_map(layout).setKeepLayerSet(False)
    themes = QgsProject.instance().mapThemeCollection()
    record = QgsMapThemeCollection.MapThemeRecord()
    record.addLayerRecord(QgsMapThemeCollection.MapThemeLayerRecord(one))
    themes.insert("only one", record)
    the_map(layout).setFollowVisibilityPreset(True)
    the_map(layout).setFollowVisibilityPresetName("only one")
    assert add_attribution(layout).text() == attribution_of(one).text()
    assert add_attribution(layout, [other]).text() == attribution_of(other).text()


def test_a_layout_without_stations_is_told_so(layout):
    QgsProject.instance().addMapLayer(point_layer("Point?crs=EPSG:4326&field=n:integer", [("POINT(1 1)", [1])]))
    with pytest.raises(ShareError, match="show no charging stations"):
        add_attribution(layout)
    assert labels(layout) == []


def test_the_label_is_printed(layout, tmp_path):
    demo_layers()
    add_attribution(layout)
    path = str(tmp_path / "map.pdf")
    settings = QgsLayoutExporter.PdfExportSettings()
    assert QgsLayoutExporter(layout).exportToPdf(path, settings) == QgsLayoutExporter.ExportResult.Success
