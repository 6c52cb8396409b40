"""Where files and folders are chosen in the search panel: what is read, where the result goes, and its style."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsApplication
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog

from ..ocm.translation import tr


class FileWidgets(QObject):
    """The file widgets of the search form, with the buttons beside them."""

    changed = pyqtSignal()

    def __init__(self, form: Any) -> None:
        """`form`: the search panel's, whose widgets these are."""
        super().__init__(form)
        self._form = form
        form.poi_file.setFilter(
            tr("Files of Open Charge Map (*.json *.jsonl *.geojson *.csv *.xml *.kml *.gz *.zip);;All files (*)")
        )
        form.mirror_file.setFilter(tr("GeoPackage (*.gpkg)"))
        form.output_file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        form.output_file.setFilter(tr("GeoPackage (*.gpkg)"))
        form.output_file.setConfirmOverwrite(False)
        form.style_file.setFilter(tr("QGIS layer style file (*.qml)"))
        form.poi_folder_button.setIcon(QgsApplication.getThemeIcon("mIconFolderOpen.svg"))
        form.mirror_database_button.setIcon(QgsApplication.getThemeIcon("mIconPostgis.svg"))
        for file in (form.poi_file, form.mirror_file, form.output_file, form.style_file):
            file.fileChanged.connect(lambda _path: self.changed.emit())
        form.poi_folder_button.clicked.connect(self._choose_folder)
        form.mirror_database_button.clicked.connect(self._choose_mirror_database)

    def _choose_folder(self) -> None:
        held = Path(self._form.poi_file.filePath())
        begin = held if held.is_dir() else held.parent
        folder = QFileDialog.getExistingDirectory(self._form, tr("Folder of POI Files"), str(begin))
        if folder:
            self._form.poi_file.setFilePath(folder)

    def _choose_mirror_database(self) -> None:
        from .postgis_dialog import choose_mirror_database

        choose_mirror_database(self._form.mirror_file)
