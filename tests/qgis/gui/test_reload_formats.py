"""A reload writes in slices by the numbers of rows: only where rows keep them, the right ones are written."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject, QgsVectorFileWriter, QgsVectorLayer

from .conftest import settle
from .few_stations import few_stations, served
from .reloads import loaded


@pytest.fixture
def server(monkeypatch, tmp_path):
    with few_stations(monkeypatch, tmp_path) as server:
        yield server


@pytest.mark.parametrize(
    ("driver", "ending"), [("FlatGeobuf", "fgb"), ("ESRI Shapefile", "shp"), ("GeoJSON", "geojson")]
)
def test_files_whose_rows_have_no_lasting_numbers_are_refused(server, searching, window, tmp_path, driver, ending):
    """Of FlatGeobuf, the wrong stations were removed, and the reload was called a success."""
    layer = loaded(searching, window, tmp_path, False)
    path = tmp_path / f"stations.{ending}"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = driver
    written = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsProject.instance().transformContext(), options
    )
    assert written[0] == QgsVectorFileWriter.WriterError.NoError
    copy = QgsVectorLayer(str(path), "Copy", "ogr")
    copy.setMetadata(layer.metadata())
    QgsProject.instance().addMapLayer(copy)
    before = sorted(feature.attributes() for feature in copy.getFeatures())
    served(server, p3=None, p7=None)
    searching.reload(copy)
    settle(lambda: "cannot be reloaded" in window.message())
    assert "Save “Copy” as a GeoPackage" in window.message()
    assert sorted(feature.attributes() for feature in copy.getFeatures()) == before
