"""The places of files in the search panel."""

from __future__ import annotations

import json

from qgis.core import QgsProject

from ocm_plugin.gui import file_widgets
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.qgis_support.settings import FILE

from .conftest import settle
from .results import stations


def test_a_folder_of_poi_files_is_chosen_and_searched(server, searching, window, tmp_path, monkeypatch):
    """Open Charge Map's export is a folder, and only files could be chosen: its path had to be typed."""
    export = tmp_path / "ocm export"
    for number, poi in enumerate(server.served_pois()[:7]):
        place = export / "data" / "DE"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"OCM-{number}.json").write_text(json.dumps(poi))
    asked = []

    def choose(parent, title, begin):
        asked.append(begin)
        return str(export)

    monkeypatch.setattr(file_widgets.QFileDialog, "getExistingDirectory", choose)
    form = searching.open_panel()
    form.source.setCurrentIndex(form.source.findData(FILE))
    form.show_search(Search())
    form.source.setCurrentIndex(form.source.findData(FILE))
    assert not form.poi_box.isHidden()
    form.poi_folder_button.click()
    assert form.poi_file.filePath() == str(export)
    form.poi_folder_button.click()
    assert asked[1] == str(export)
    settle(form.search_button.isEnabled)
    request = form.request()
    assert request.source == str(export)
    searching.search(request)
    settle(lambda: "loaded" in window.message())
    assert stations().featureCount() == 7
    QgsProject.instance().clear()
