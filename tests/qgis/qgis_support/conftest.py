"""What tests of areas have in common: QGIS' own measure of distances, as the truth."""

from __future__ import annotations

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsDistanceArea, QgsProject


@pytest.fixture(scope="module")
def ellipsoid() -> QgsDistanceArea:
    measure = QgsDistanceArea()
    measure.setSourceCrs(QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance().transformContext())
    assert measure.setEllipsoid("WGS84")
    return measure
