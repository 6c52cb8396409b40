"""The polygons and lines of a layer are read once, away from the window, and again only when they may be others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsDoubleSpinBox, QgsFilterLineEdit
from qgis.PyQt.QtTest import QSignalSpy, QTest

from ocm_plugin.gui import layer_areas
from ocm_plugin.gui.area_widgets import LINES, POLYGONS
from ocm_plugin.gui.search_form import SearchForm
from ocm_plugin.ocm.errors import SearchError
from ocm_plugin.ocm.search.areas import Corridor
from ocm_plugin.qgis_support import areas

from .conftest import choose_area, read_area, settle


class Reading:
    """Stands between the form and a layer's features: counts who asks for them, and can keep them waiting."""

    def __init__(self) -> None:
        self.times = 0
        self.threads: set[int] = set()
        self.is_open = threading.Event()
        self.is_open.set()

    def source(self, layer: QgsVectorLayer) -> Source:
        return Source(self, layer)


class Source:
    def __init__(self, reading: Reading, layer: QgsVectorLayer) -> None:
        self._reading = reading
        self._features = SOURCE(layer)

    def getFeatures(self, request) -> Iterator[QgsFeature]:
        self._reading.times += 1
        self._reading.threads.add(threading.get_ident())
        for feature in self._features.getFeatures(request):
            assert self._reading.is_open.wait(20)
            yield feature


SOURCE = layer_areas.QgsVectorLayerFeatureSource


@pytest.fixture
def reading(monkeypatch) -> Iterator[Reading]:
    reading = Reading()
    monkeypatch.setattr(layer_areas, "QgsVectorLayerFeatureSource", reading.source)
    yield reading
    reading.is_open.set()
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)


@pytest.fixture
def form(reading, form) -> SearchForm:
    return form


def layer_of(*texts: str, kind: str = "Polygon", crs: str = "EPSG:4326") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}?crs={crs}", "Regions", "memory")
    layer.dataProvider().addFeatures([shape(text) for text in texts])
    QgsProject.instance().addMapLayer(layer)
    return layer


def shape(text: str) -> QgsFeature:
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(text))
    return feature


def box(west: float) -> str:
    return QgsGeometry.fromRect(QgsRectangle(west, 50, west + 0.5, 51)).asWkt()


def choose(form: SearchForm, layer: QgsVectorLayer, page: str = POLYGONS) -> None:
    choose_area(form, page)
    (form.polygon_layer if page == POLYGONS else form.line_layer).setLayer(layer)


def coastline(points: int) -> str:
    """A ring of many points, in metres."""
    circle = QgsGeometry.fromWkt("Point(1000000 6500000)").buffer(300_000, points // 4)
    return circle.asWkt()


def test_other_controls_do_not_read_the_layer_again(form, reading):
    """A change of any of them read all polygons again, in the window's own thread: 6.5 seconds with QGIS' world map."""
    choose(form, layer_of(coastline(20_000), coastline(20_000), crs="EPSG:3857"))
    settle(lambda: "inside 2 polygons" in form.summary.text())
    assert reading.times == 1
    assert threading.get_ident() not in reading.threads
    form.findChild(QgsDoubleSpinBox, "min_power_kw").setValue(50)
    settle(lambda: "at least 50 kW" in form.summary.text())
    form.source.setCurrentIndex(1)
    choose_area(form, "world")
    settle(lambda: "world" in form.summary.text())
    choose_area(form, POLYGONS)
    settle(lambda: "inside 2 polygons" in form.summary.text())
    wanted = QSignalSpy(form.search_wanted)
    form.ask_for_search()
    assert len(wanted) == 1
    assert reading.times == 1


def test_the_distance_along_lines_does_not_read_them_again(form, reading):
    choose(form, layer_of("LineString (6 50, 7 51)", kind="LineString"), LINES)
    assert read_area(form).distance_m == form.corridor.value() * 1000
    form.corridor.setValue(3)
    assert form.request().search.area == Corridor((((6.0, 50.0), (7.0, 51.0)),), 3000)
    assert reading.times == 1


def test_the_window_answers_while_the_layer_is_read_and_says_so(form, reading):
    reading.is_open.clear()
    choose(form, layer_of(box(6)))
    settle(lambda: form.summary.text() == "The shapes of the layer “Regions” are being read…")
    assert not form.search_button.isEnabled()
    search_field = form.findChild(QgsFilterLineEdit, "operator_ids_search")
    QTest.keyClicks(search_field, "network")
    assert search_field.text() == "network"
    wanted = QSignalSpy(form.search_wanted)
    form.ask_for_search()
    assert len(wanted) == 0
    reading.is_open.set()
    settle(lambda: "inside 1 polygon" in form.summary.text())
    assert form.search_button.isEnabled()
    assert reading.times == 1


CHANGES: dict[str, Callable[[QgsVectorLayer], object]] = {
    "edit": lambda layer: (layer.startEditing(), layer.addFeature(shape(box(8)))),
    "script": lambda layer: layer.dataProvider().addFeatures([shape(box(8))]),
    "crs": lambda layer: layer.setCrs(areas.QgsCoordinateReferenceSystem("EPSG:4258")),
    "reload": lambda layer: layer.reload(),
    "subset": lambda layer: layer.setSubsetString("fid > 0"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_layer_reads_it_again(form, reading, change, tmp_path):
    layer = layer_of(box(6))
    if change == "subset":
        QgsProject.instance().removeMapLayer(layer.id())
        layer = QgsVectorLayer(file_of_boxes(tmp_path), "Regions", "ogr")
        QgsProject.instance().addMapLayer(layer)
    choose(form, layer)
    read_area(form)
    assert reading.times == 1
    CHANGES[change](layer)
    area = read_area(form)
    assert reading.times == 2
    assert len(area.polygons) == (2 if change in ("edit", "script") else 1)
    if change == "edit":
        layer.rollBack()
        assert len(read_area(form).polygons) == 1
    QgsProject.instance().removeMapLayer(layer.id())


def file_of_boxes(folder) -> str:
    from qgis.core import QgsVectorFileWriter

    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", "Regions", "memory")
    layer.dataProvider().addFeatures([shape(box(6))])
    path = str(folder / "regions.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsProject.instance().transformContext(), options)
    return path


def test_the_selection_counts_only_where_it_is_asked_for(form, reading):
    layer = layer_of(box(6), box(8), box(10))
    choose(form, layer)
    assert len(read_area(form).polygons) == 3
    layer.selectByIds([1, 2])
    assert len(read_area(form).polygons) == 3
    assert reading.times == 1
    form.polygons_selected_only.setChecked(True)
    assert len(read_area(form).polygons) == 2
    layer.selectByIds([1])
    assert len(read_area(form).polygons) == 1
    layer.removeSelection()
    with pytest.raises(SearchError, match="selected"):
        form.request()
    assert reading.times == 3


def test_a_change_while_the_layer_is_read_begins_anew(form, reading):
    """What was there before the change never becomes the area."""
    reading.is_open.clear()
    layer = layer_of(box(6), box(8))
    choose(form, layer)
    settle(lambda: reading.times == 1)
    layer.startEditing()
    layer.deleteFeature(2)
    settle(lambda: reading.times == 2)
    reading.is_open.set()
    assert len(read_area(form).polygons) == 1
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    assert len(form.request().search.area.polygons) == 1
    layer.rollBack()


def test_a_layer_removed_while_it_is_read(form, reading):
    reading.is_open.clear()
    layer = layer_of(box(6))
    choose(form, layer)
    settle(lambda: reading.times == 1)
    QgsProject.instance().removeMapLayer(layer.id())
    settle(lambda: "No layer is chosen" in form.summary.text())
    reading.is_open.set()
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    with pytest.raises(SearchError, match="No layer"):
        form.request()


def test_the_dialog_ends_while_a_layer_is_read(window, reading):
    form = SearchForm(window.canvas, window.window)
    reading.is_open.clear()
    form.show()
    choose(form, layer_of(box(6)))
    settle(lambda: reading.times == 1)
    form.area_widgets.stop()
    form.close()
    form.deleteLater()
    settle()
    reading.is_open.set()
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)


def test_what_cannot_be_read_is_said_and_read_when_asked_for_again(form, reading):
    choose(form, layer_of())
    settle(lambda: form.summary.text() == "The layer “Regions” has no features.")
    reading.is_open.clear()
    choose(form, layer_of(box(6)))
    settle(lambda: reading.times == 2)
    for task in QgsApplication.taskManager().activeTasks():
        task.cancel()
    reading.is_open.set()
    settle(lambda: "was cancelled" in form.summary.text())
    form.findChild(QgsDoubleSpinBox, "min_power_kw").setValue(50)
    settle(lambda: "inside 1 polygon" in form.summary.text())


def test_one_shape_of_a_million_points_looks_at_cancel():
    """Not only between features: a continent is one."""

    class Unwanted(Exception):
        pass

    looks = []

    def check() -> None:
        looks.append(1)
        if len(looks) > 5:
            raise Unwanted

    with pytest.raises(Unwanted):
        areas.area_of_polygons(
            [QgsGeometry.fromWkt(coastline(100_000))],
            areas.QgsCoordinateReferenceSystem("EPSG:3857"),
            QgsProject.instance().transformContext(),
            check,
        )
