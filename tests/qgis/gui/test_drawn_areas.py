"""Areas are drawn, moved and shown on the map, in any CRS, and nothing of them stays behind."""

from __future__ import annotations

import gc

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsRectangle
from qgis.gui import QgsMapToolPan, QgsRubberBand
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

from ocm_plugin.gui.area_band import MOST_SHOWN, outline
from ocm_plugin.gui.search_form import SearchForm
from ocm_plugin.ocm.errors import SearchError
from ocm_plugin.ocm.search.areas import Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from ocm_plugin.ocm.search.geodesy import metres_between

from .conftest import choose_area, no_task_runs, settle

WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")


def drag(window, start: QPoint, end: QPoint) -> None:
    view = window.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + (end - start) / 2)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    settle()


def click(window, place: QPoint, button=Qt.MouseButton.LeftButton) -> None:
    QTest.mouseClick(window.canvas.viewport(), button, pos=place)


def at(window, place: QPoint):
    """Where a place of the view is on the map."""
    return window.canvas.getCoordinateTransform().toMapCoordinates(place)


def bands(window) -> list[QgsRubberBand]:
    return [item for item in window.canvas.scene().items() if isinstance(item, QgsRubberBand)]


def area(form):
    return form.request().search.area


def shown(form):
    """The box of what is shown on the map."""
    settle(lambda: not form._settle.isActive())
    settle(no_task_runs)
    return form.area_widgets.band.shape().boundingBox()


def test_a_rectangle_is_drawn_and_moved(form, window):
    choose_area(form, "rectangle")
    assert "Drag on the map" in form.draw_hint.text() and form.draw_hint.isVisible() and form.isVisible()
    start, end = QPoint(100, 100), QPoint(200, 180)
    drag(window, start, end)
    assert not form.draw_hint.isVisible()
    drawn = area(form)
    assert (drawn.west, drawn.north) == pytest.approx((at(window, start).x(), at(window, start).y()), abs=0.05)
    assert (drawn.east, drawn.south) == pytest.approx((at(window, end).x(), at(window, end).y()), abs=0.05)
    box = shown(form)
    assert (box.xMinimum(), box.yMaximum()) == pytest.approx((drawn.west, drawn.north))
    assert len(bands(window)) == 1
    form.move_button.click()
    assert "Drag the area" in form.draw_hint.text()
    drag(window, QPoint(150, 140), QPoint(190, 140))
    moved = area(form)
    way = at(window, QPoint(190, 140)).x() - at(window, QPoint(150, 140)).x()
    assert moved.west - drawn.west == pytest.approx(way, abs=0.01) and moved.north == pytest.approx(drawn.north)
    assert shown(form).xMinimum() == pytest.approx(moved.west) and len(bands(window)) == 1


def test_a_circle_is_drawn_from_its_middle_and_a_click_moves_only_that(form, window):
    choose_area(form, "circle")
    middle, edge = QPoint(150, 150), QPoint(210, 150)
    drag(window, middle, edge)
    circle = area(form)
    far = metres_between((circle.longitude, circle.latitude), (at(window, edge).x(), at(window, edge).y()))
    assert circle.radius_m == pytest.approx(far, rel=0.02)
    form.draw_button.click()
    click(window, QPoint(120, 120))
    later = area(form)
    assert later.radius_m == circle.radius_m and later.longitude == pytest.approx(
        at(window, QPoint(120, 120)).x(), abs=0.05
    )
    box = shown(form)
    assert box.center().y() == pytest.approx(later.latitude, abs=0.02) and len(bands(window)) == 1


@pytest.mark.parametrize("closing", ["right click", "double click", "Enter"])
def test_a_polygon_is_drawn_corner_by_corner(form, window, closing):
    """The hint stayed when QGIS' own tool had the map again, as it has in the application."""
    with_corners = [QPoint(100, 100), QPoint(200, 110), QPoint(180, 200)]
    pan = QgsMapToolPan(window.canvas)
    window.canvas.setMapTool(pan)
    choose_area(form, "polygon")
    with pytest.raises(SearchError, match="Nothing is drawn yet"):
        form.request()
    for corner in with_corners:
        click(window, corner)
    if closing == "right click":
        click(window, QPoint(10, 10), Qt.MouseButton.RightButton)
    elif closing == "Enter":
        QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    else:
        QTest.mouseDClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=with_corners[-1])
    assert window.canvas.mapTool() is pan and not form.draw_hint.isVisible()
    (rings,) = area(form).polygons
    assert len(rings[0]) == 4
    first = at(window, with_corners[0])
    assert min(abs(x - first.x()) + abs(y - first.y()) for x, y in rings[0]) < 0.05
    before = shown(form)
    form.move_button.click()
    drag(window, QPoint(150, 150), QPoint(150, 170))
    assert shown(form).yMaximum() < before.yMaximum() and len(bands(window)) == 1


def test_backspace_takes_a_corner_back_and_esc_all(form, window):
    choose_area(form, "polygon")
    for corner in (QPoint(100, 100), QPoint(200, 110), QPoint(180, 200)):
        click(window, corner)
    QTest.keyClick(window.canvas, Qt.Key.Key_Backspace)
    click(window, QPoint(10, 10), Qt.MouseButton.RightButton)
    with pytest.raises(SearchError, match="Nothing is drawn yet"):
        form.request()
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert not form.draw_hint.isVisible() and bands(window) == []
    assert window.canvas.mapTool() not in form.area_widgets.drawing.tools.values()


AREAS = [
    Extent(6, 50, 7, 51),
    Circle(50.5, 6.5, 20_000),
    Polygons(((((6.0, 50.0), (7.0, 50.0), (7.0, 51.0), (6.0, 50.0)),),)),
    Corridor((((6.0, 50.0), (7.0, 51.0)),), 5000),
]


@pytest.mark.parametrize("wanted", AREAS, ids=lambda wanted: type(wanted).__name__)
@pytest.mark.parametrize("code", ["EPSG:3857", "EPSG:25832", "EPSG:4326"])
def test_each_area_is_shown_where_it_is_whatever_the_crs_of_the_map(form, window, wanted, code):
    window.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(code))
    form.area_widgets.show(wanted)
    expected = outline(wanted)
    to_map = QgsCoordinateTransform(WGS84, QgsCoordinateReferenceSystem(code), QgsProject.instance())
    expected.transform(to_map)
    box, right = shown(form), expected.boundingBox()
    assert not box.isEmpty()
    for name in ("xMinimum", "xMaximum", "yMinimum", "yMaximum"):
        assert getattr(box, name)() == pytest.approx(getattr(right, name)(), rel=1e-6)
    window.canvas.setDestinationCrs(WGS84)
    assert 5.5 < form.area_widgets.band.shape().boundingBox().xMinimum() < 6.5


@pytest.mark.parametrize("code", ["EPSG:3857", "EPSG:27700", "EPSG:3995", "EPSG:4326"])
@pytest.mark.parametrize(
    "wanted",
    [Extent(-180, -90, 180, 90), Extent(170, -20, -170, -10), Circle(89.9, 0, 100_000), Circle(0, 179.9, 50_000)],
    ids=repr,
)
def test_what_a_crs_cannot_show_does_no_harm(form, window, code, wanted):
    window.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(code))
    form.area_widgets.show(wanted)
    box = shown(form)
    assert box.isEmpty() or box.isFinite()
    for area_without_outline in (World(), StationIds((5,))):
        form.area_widgets.show(area_without_outline)
        assert shown(form).isEmpty()


def test_countries_are_shown_by_the_outlines_that_qgis_ships(form):
    form.area_widgets.show(Countries(("DE", "AT")))
    box = shown(form)
    assert 5.5 < box.xMinimum() < 6.5 and 16.5 < box.xMaximum() < 17.5 and 46 < box.yMinimum() < 47


def test_the_islands_of_canada_do_not_keep_a_worker_busy_for_ever(form):
    """Each of them keeps some corners, however much it is simplified: there were always too many."""
    form.area_widgets.show(Countries(("CA", "US", "RU")))
    box = shown(form)
    assert box.width() > 350 and box.yMaximum() > 80
    assert form.area_widgets.band.shape().constGet().nCoordinates() <= MOST_SHOWN


def test_the_outline_of_an_area_of_many_corners_is_simpler(form):
    route = tuple((n / 100_000, 50 + (n % 100) / 5_000) for n in range(100_000))
    form.area_widgets.show(Corridor((route,), 1_000))
    box = shown(form)
    assert 0.9 < box.width() < 1.2
    assert form.area_widgets.band.shape().constGet().nCoordinates() <= MOST_SHOWN


def test_nothing_stays_on_the_map(window):
    """Neither when the panel is closed, nor when the plugin goes in the middle of a drawing."""
    panel = window.panel()
    form = SearchForm(window.canvas, panel)
    panel.fill(form)
    panel.show()
    form.area_widgets.show(AREAS[0])
    settle(lambda: len(bands(window)) == 1)
    panel.close()
    assert bands(window) == []
    panel.show()
    settle(lambda: len(bands(window)) == 1)
    QgsProject.instance().clear()
    window.canvas.setExtent(QgsRectangle(3, 47, 10, 52))
    settle()
    choose_area(form, "polygon")
    for corner in (QPoint(100, 100), QPoint(200, 110)):
        click(window, corner)
    before = window.canvas.mapTool()
    form.area_widgets.stop()
    assert window.canvas.mapTool() is not before and bands(window) == []
    panel.stop()
    del form, panel
    gc.collect()
    settle()
    assert bands(window) == []
