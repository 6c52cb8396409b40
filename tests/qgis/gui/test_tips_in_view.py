"""Map tips of QGIS itself, shown at the edges of a map."""

from __future__ import annotations

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMapTip
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtWidgets import QWidget

from ocm_plugin.gui.tips_in_view import TipsInView
from ocm_plugin.qgis_support import compat

from .conftest import settle

TEXT = "<table>" + "<tr><td>A line of a station's card</td></tr>" * 6 + "</table>"


@pytest.fixture
def canvas(qtbot):
    canvas = QgsMapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(700, 500)
    canvas.setExtent(QgsRectangle(0, 0, 7, 5))
    canvas.show()
    return canvas


@pytest.mark.skipif(compat.MAP_TIPS_STAY_IN_VIEW, reason="QGIS turns tips over by itself")
@pytest.mark.parametrize("place", [(100, 100), (690, 250), (350, 490), (690, 490)])
def test_a_tip_is_whole_wherever_its_station_is(canvas, qgis_app, place):
    """Beside the panel, the map is narrow: of the stations in its right half the tips were cut off."""
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "stations", "memory")
    at = canvas.getCoordinateTransform().toMapCoordinates(*place)
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(at))
    layer.dataProvider().addFeatures([feature])
    layer.setMapTipTemplate(TEXT)
    canvas.setLayers([layer])
    tips = TipsInView(canvas)
    tips.start()
    before = set(canvas.findChildren(QWidget))
    tip = QgsMapTip()
    tip.showMapTip(layer, QgsPointXY(at), QPoint(*place), canvas)
    settle(lambda: bool(shown(canvas, before)))
    (widget,) = shown(canvas, before)
    settle(lambda: widget.height() > 50)
    assert canvas.rect().contains(widget.geometry())
    if place == (100, 100):
        assert widget.x() >= 100 and widget.y() >= 100, "it had room where QGIS has put it"
    tip.clear(canvas)
    tips.stop()


def shown(canvas: QgsMapCanvas, before: set[QWidget]) -> list[QWidget]:
    return [each for each in set(canvas.findChildren(QWidget)) - before if each.parent() is canvas and each.isVisible()]
