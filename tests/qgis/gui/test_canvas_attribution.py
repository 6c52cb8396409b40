"""The credit on the map: there while a layer of ours is visible, in images and layouts too, never in a project file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutItemMap,
    QgsMapRendererTask,
    QgsPrintLayout,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QColor, QImage

from ocm_plugin.gui.canvas_attribution import CanvasAttribution
from ocm_plugin.layers.attribution import attribution_of
from ocm_plugin.layers.metadata import write_metadata
from ocm_plugin.ocm.records.provenance import COMPLETE, STOPPED, Provenance
from ocm_plugin.ocm.search.search import Search
from tests.support.made_stations import NOW, REFERENCE
from tests.support.results import result_of

from .conftest import settle
from .made_layers import credit, station_layer


@pytest.fixture
def label(window):
    label = CanvasAttribution(window.canvas)
    label.start()
    settle()
    yield label
    label.stop()


def texts() -> list[str]:
    """The texts of all annotations in the project."""
    return [item.document().toPlainText() for item in QgsProject.instance().annotationManager().annotations()]


def show(*layers: QgsVectorLayer) -> None:
    QgsProject.instance().addMapLayers(list(layers))
    settle(lambda: bool(texts()))


def set_visible(layer: QgsVectorLayer, visible: bool) -> None:
    QgsProject.instance().layerTreeRoot().findLayer(layer.id()).setItemVisibilityChecked(visible)


def test_it_is_there_while_a_layer_of_ours_is_visible(label):
    layer = station_layer(credit(1, "Nobil"))
    show(layer)
    assert texts() == ["Open Charge Map · Nobil (CC BY 4.0)"]
    set_visible(layer, False)
    settle(lambda: not texts())
    set_visible(layer, True)
    settle(lambda: bool(texts()))
    QgsProject.instance().removeMapLayer(layer.id())
    settle(lambda: not texts())


def test_foreign_layers_have_none(label):
    QgsProject.instance().addMapLayer(QgsVectorLayer("Point?crs=EPSG:4326&field=ocm_id:integer", "other", "memory"))
    settle()
    assert texts() == []


def test_long_lists_are_shortened(label):
    show(station_layer(*[credit(number, f"Provider {number}", 100 - number) for number in range(9)]))
    assert texts()[0].endswith("Provider 2 (CC BY 4.0) · 6 more data providers")


def test_several_layers_share_one_label(label):
    first, second = station_layer(credit(1, "Nobil", 5)), station_layer(credit(1, "Nobil", 5), credit(2, "Afdc", 7))
    show(first, second)
    settle(lambda: texts() == ["Open Charge Map · Nobil (CC BY 4.0) · Afdc (CC BY 4.0)"])
    set_visible(second, False)
    settle(lambda: texts() == ["Open Charge Map · Nobil (CC BY 4.0)"])


def test_a_map_of_half_a_result_says_so_until_it_is_whole(label):
    layer = station_layer(credit(1, "Nobil"))
    write_metadata(layer, result_of(Search(), stopped_after(83), REFERENCE, attribution_of(layer)))
    show(layer)
    assert texts() == ["Incomplete: only 83 stations had arrived · Open Charge Map · Nobil (CC BY 4.0)"]
    write_metadata(
        layer, result_of(Search(), replace(stopped_after(83), outcome=COMPLETE), REFERENCE, attribution_of(layer))
    )
    settle(lambda: texts() == ["Open Charge Map · Nobil (CC BY 4.0)"])


def stopped_after(n_stations: int) -> Provenance:
    return Provenance(STOPPED, "here", False, NOW, NOW, n_stations, n_stations, 0, 0, True, 1, 1)


def test_invented_data_are_called_so(label):
    show(station_layer(credit(1, "Nobil"), is_invented=True))
    assert "nvented" in texts()[0]


def test_it_follows_the_metadata(label):
    layer = station_layer(credit(1, "Nobil"))
    show(layer)
    layer.setMetadata(station_layer(credit(1, "Nobil", 5), credit(2, "Afdc")).metadata())
    settle(lambda: "Afdc" in texts()[0])


def test_it_is_no_change_of_the_project_and_not_in_its_file(label, tmp_path):
    layer = station_layer(credit(1, "Nobil"))
    QgsProject.instance().addMapLayer(layer)
    settle(lambda: bool(texts()))
    QgsProject.instance().setDirty(False)  # QGIS itself says late that a layer was added
    path = tmp_path / "project.qgs"
    assert QgsProject.instance().write(str(path))
    assert "TextAnnotationItem" not in path.read_text()
    settle(lambda: bool(texts()))
    assert not QgsProject.instance().isDirty()


def test_it_comes_back_with_the_project(label, window, tmp_path):
    show(station_layer(credit(1, "Nobil")))
    QgsProject.instance().write(str(tmp_path / "project.qgs"))
    QgsProject.instance().clear()
    settle()
    assert texts() == []
    QgsProject.instance().read(str(tmp_path / "project.qgs"))
    window.bridge.setCanvasLayers()
    settle(lambda: texts() == ["Open Charge Map · Nobil (CC BY 4.0)"])


def test_after_stopping_nothing_is_left(window):
    label = CanvasAttribution(window.canvas)
    label.start()
    layer = station_layer(credit(1, "Nobil"))
    show(layer)
    label.stop()
    assert texts() == []
    set_visible(layer, False)
    set_visible(layer, True)
    settle()
    assert texts() == []


def light_pixels(image: QImage) -> int:
    """Pixels of the label's ground, on a picture with a dark background."""
    places = ((x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return sum(QColor(image.pixel(x, y)).lightness() > 150 for x, y in places)


def test_it_is_part_of_saved_map_images(label, window, tmp_path):
    """As "Save Map as Image" writes them: by this task, with the project's annotations."""
    layer = station_layer(credit(1, "Nobil"))
    show(layer)
    settings = window.canvas.mapSettings()
    settings.setBackgroundColor(QColor("black"))
    without = settings
    pictures = {}
    for name, layers in (("with", [layer]), ("without", [])):
        without.setLayers(layers)
        path = tmp_path / f"{name}.png"
        task = QgsMapRendererTask(without, str(path), "PNG")
        task.addAnnotations(QgsProject.instance().annotationManager().annotations())
        assert task.run()
        pictures[name] = QImage(str(path))
    assert light_pixels(pictures["with"]) > 500
    assert light_pixels(pictures["without"]) == 0
    picture = pictures["with"]
    low = picture.copy(0, picture.height() - 40, picture.width(), 40)
    assert light_pixels(low) > 500


@pytest.mark.parametrize("height", [190, 140])
def test_it_is_whole_in_print_layouts(label, window, tmp_path, height):
    layer = station_layer(credit(1, "Nobil"))
    show(layer)
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    item = QgsLayoutItemMap(layout)
    layout.addLayoutItem(item)
    item.attemptSetSceneRect(QRectF(5, 5, 280, height))
    item.setExtent(window.canvas.extent())
    item.setBackgroundColor(QColor("black"))
    item.setLayers([layer])
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 96
    path = tmp_path / "layout.png"
    assert QgsLayoutExporter(layout).exportToImage(str(path), settings) == QgsLayoutExporter.ExportResult.Success
    page = QImage(str(path))
    inside = page.copy(40, 40, page.width() - 80, round((height + 5) * 96 / 25.4) - 40)
    assert light_pixels(inside) > 500
