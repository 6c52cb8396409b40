"""A reload writes in slices by the numbers of rows: only where rows keep them, the right ones are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorFileWriter, QgsVectorLayer

from .conftest import settle
from .few_stations import N, few_stations, served
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
    copy = copied(loaded(searching, window, tmp_path, False), tmp_path / f"stations.{ending}", driver)
    before = sorted(feature.attributes() for feature in copy.getFeatures())
    served(server, p3=None, p7=None)
    asked = len(server.requests)
    searching.reloads.reload(copy)
    settle(lambda: "cannot be reloaded" in window.message())
    assert "Save “Copy” as a GeoPackage" in window.message()
    assert sorted(feature.attributes() for feature in copy.getFeatures()) == before
    # What cannot be written is not asked for.
    assert len(server.requests) == asked


def copied(layer: QgsVectorLayer, path: Path, driver: str) -> QgsVectorLayer:
    """A copy in another format, as QGIS exports it."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = driver
    written = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsProject.instance().transformContext(), options
    )
    assert written[0] == QgsVectorFileWriter.WriterError.NoError
    copy = QgsVectorLayer(str(path), "Copy", "ogr")
    copy.setMetadata(layer.metadata())
    QgsProject.instance().addMapLayer(copy)
    return copy


def test_that_a_reload_cannot_be_undone_is_said_before_the_server_is_asked(server, searching, window, tmp_path):
    """Undo was missing afterwards, when it was too late."""
    layer = loaded(searching, window, tmp_path, False)
    copy = copied(layer, tmp_path / "stations.sqlite", "SQLite")
    served(server, p3=None)
    asked = len(server.requests)
    searching.reloads.reload(copy)
    expected = (
        "A reload of “Copy” cannot be undone: that needs a temporary layer, a GeoPackage, or a schema of PostGIS."
    )
    assert window.message() == expected and window.buttons() == ["Reload Now"]
    assert len(server.requests) == asked
    window.press("Reload Now")
    settle(lambda: "1 gone" in window.message() and not searching.work.goes_on)
    assert "Undo" not in window.buttons() and copy.featureCount() == N - 1
