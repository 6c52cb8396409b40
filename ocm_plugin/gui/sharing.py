"""Sharing a layer of stations as KML/KMZ or as a web page, and keeping a temporary one: asks where, writes, reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface, QgsFileWidget
from qgis.PyQt import uic
from qgis.PyQt.QtCore import QObject, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QMessageBox, QWidget

from ..layers.build import StationLayers, layer_title
from ..layers.exchanging import lost_filters
from ..layers.geopackage import check_not_in_project
from ..layers.project import add_to_project
from ..layers.reloading import check_not_edited, layers_of
from ..layers.saving import LayersToSave
from ..ocm.errors import Cancelled, OcmError
from ..ocm.phrases import size_text, stations_text
from ..ocm.tables.schema import STATIONS
from ..ocm.translation import tr
from ..ocm.wording import stations_match_text
from ..qgis_support.feedback import QgisFeedback
from ..qgis_support.paths import folder_for_files, form_path
from ..qgis_support.settings import Settings
from ..share import FOLDERS_BY
from ..share.kml import KML_BYTES, REGIONS_FROM, KmlOptions, export_kml
from ..share.source import ShareReport, ShareSource
from ..share.web_page import WebPageOptions, export_web_page
from .accessible import name_fields
from .licence_count import LicenceCount
from .messages import Button, Messages
from .roomy_dialog import RoomyDialog
from .tasks import BackgroundTask, Tasks

if TYPE_CHECKING:
    from ..qgis_support.schema_place import SchemaPlace
    from .postgis_dialog import PostgisDialog

KML, WEB_PAGE = "kml", "web page"


class ShareDialog(RoomyDialog):
    """Asks for a file and for what belongs to one kind of share."""

    def __init__(self, kind: str, layer: QgsVectorLayer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        uic.loadUi(form_path("share_dialog"), self)
        name_fields(self)
        self.kind = kind
        is_kml = kind == KML
        self.setWindowTitle(tr("Share as KML") if is_kml else tr("Share as Web Page"))
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setFilter(
            tr("Google Earth, compressed (*.kmz);;Google Earth (*.kml)") if is_kml else tr("Web page (*.html)")
        )
        self.file.setDialogTitle(self.windowTitle())
        self.file.setConfirmOverwrite(False)  # `accept` asks, for typed names too
        for name, text in FOLDERS_BY.items():
            self.folders_by.addItem(tr(text), name)
        self.file.setFilePath(_proposed(layer, ".kmz" if is_kml else ".html"))
        self.title.setPlaceholderText(layer.name())
        for widget in (self.folders_by_label, self.folders_by, self.time_stamps, self.split):
            widget.setVisible(is_kml)
        for widget in (self.title_label, self.title, self.base_map):
            widget.setVisible(not is_kml)
        self._layer = layer
        self._licences = LicenceCount(layer, self)
        self._follow(layer)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.file.fileChanged.connect(lambda _path: self._check())
        self.split.toggled.connect(self._tell_size)
        self._check()

    def _tell_selection(self) -> None:
        selected = self._layer.selectedFeatureCount()
        # A choice once made is not taken back: without a selection there is then nothing to share, not everything.
        self.selected_only.setVisible(selected > 0 or self.selected_only.isChecked())
        self.selected_only.setText(tr("&Only the selected stations ({stations})", stations=stations_text(selected)))
        self._tell_licences()

    def _tell_licences(self) -> None:
        if not self._licences.is_complete:
            self.licence_text.setText(tr("Counting the stations whose licence is not open…"))
            self.licence_notice.setVisible(True)
            self.summary.setText(tr("Counting the stations…"))
            self.sure_only.hide()
            self._tell_size()
            return
        not_open, stations = self._licences.of_share(self.selected_only.isChecked())
        uncertain = self._licences.uncertain_of_share(self.selected_only.isChecked())
        self.summary.setText(_summary(stations, uncertain))
        self.sure_only.setVisible(uncertain > 0 or self.sure_only.isChecked())
        self.sure_only.setText(tr("&Without the uncertain stations ({stations})", stations=stations_text(uncertain)))
        self._tell_size()
        self.licence_notice.setVisible(not_open > 0)
        self.licence_text.setText(_licence_sentence(not_open, stations, self.keep_not_open.isChecked()))

    def _tell_size(self) -> None:
        """Say what a large KML will be like, before it is written."""
        _, stations = self._licences.of_share(self.selected_only.isChecked())
        is_large = self.kind == KML and self._licences.is_complete and stations > REGIONS_FROM
        is_plain = Path(self.path()).suffix.lower() == ".kml"
        self.size_text.setVisible(is_large and not self.split.isChecked())
        self.size_text.setText(
            tr(
                "As a plain KML, about {size}: viewers may take minutes. A KMZ opens at once.",
                size=size_text(stations * KML_BYTES),
            )
            if is_plain
            else tr("Google Earth loads so many stations region by region. For other viewers, split the file.")
        )

    def _follow(self, layer: QgsVectorLayer) -> None:
        """Say what will be shared, now and whenever that changes."""
        self.selected_only.setChecked(layer.selectedFeatureCount() > 0)
        self._licences.counted.connect(self._tell_licences)
        self._licences.start()
        self._tell_selection()
        self.selected_only.toggled.connect(self._tell_selection)
        self.keep_not_open.toggled.connect(self._tell_licences)
        layer.selectionChanged.connect(self._tell_selection)
        layer.willBeDeleted.connect(self.reject)
        self.finished.connect(self._licences.stop)

    def _check(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(bool(self.file.filePath().strip()))
        self._tell_size()

    def accept(self) -> None:
        """Close with the choices made; before a file is replaced, ask."""
        path = Path(self.path())
        if not path.parent.is_dir():
            self._say_that_no_folder_is_there()
            return
        if not path.exists():
            super().accept()
            return
        question = QMessageBox(
            QMessageBox.Icon.Question,
            self.windowTitle(),
            tr("{name} exists already. Replace it?", name=path.name),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
            self,
        )
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setDefaultButton(QMessageBox.StandardButton.No)
        question.button(QMessageBox.StandardButton.Yes).clicked.connect(self._accept_now)
        question.finished.connect(question.deleteLater)
        question.open()

    def _say_that_no_folder_is_there(self) -> None:
        """The window stays, with all that was chosen in it."""
        said = tr("The folder of {path} does not exist. Please choose another folder.", path=self.path())
        box = QMessageBox(QMessageBox.Icon.Warning, self.windowTitle(), said, QMessageBox.StandardButton.Ok, self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.finished.connect(box.deleteLater)
        box.open()

    def _accept_now(self) -> None:
        # A method of its own: connected as such, Qt's `accept` would lead back to ours.
        super().accept()

    def path(self) -> str:
        """The file to write, with the suffix of its kind if the user gave none."""
        path = self.file.filePath().strip()
        return path if Path(path).suffix else path + (".kmz" if self.kind == KML else ".html")

    def export(self, source: ShareSource) -> Callable[[QgisFeedback], ShareReport]:
        """What writes the share as the user chose; for a worker."""
        path, keep, sure = self.path(), self.keep_not_open.isChecked(), self.sure_only.isChecked()
        if self.kind == KML:
            dates, split = self.time_stamps.isChecked(), self.split.isChecked()
            kml = KmlOptions(self.folders_by.currentData(), dates, split, keep, sure)
            return lambda feedback: export_kml(source, path, kml, feedback)
        page = WebPageOptions(self.title.text().strip() or None, self.base_map.isChecked(), keep, sure)
        return lambda feedback: export_web_page(source, path, page, feedback)


class _Saving(NamedTuple):
    """How layers are saved: written in a worker, then opened or exchanged in the main thread."""

    write: Callable[[QgisFeedback], None]
    open: Callable[[], StationLayers]
    exchange: Callable[[Collection[str]], list[str]]
    lost_looks: Callable[[], str] = str
    """Why the looks of the layers could not be kept there; "" when they are."""


class Sharing(QObject):
    """The shares of a session."""

    def __init__(self, iface: QgisInterface, tasks: Tasks, messages: Messages) -> None:
        super().__init__()
        self._iface = iface
        self._tasks = tasks
        self._messages = messages
        self._is_stopped = False
        self._dialogs: set[QDialog] = set()
        """Each until its window is gone. Qt owns only the window: without its Python part a key typed in ends QGIS."""

    def stop(self) -> None:
        """Show nothing from now on."""
        self._is_stopped = True
        for dialog in tuple(self._dialogs):
            dialog.reject()

    def share_kml(self, layer: QgsVectorLayer) -> ShareDialog:
        """Ask for a file, and write the layer there as KML or KMZ."""
        return self._ask(KML, layer)

    def share_web_page(self, layer: QgsVectorLayer) -> ShareDialog:
        """Ask for a file, and write the layer there as a web page."""
        return self._ask(WEB_PAGE, layer)

    def save(self, layer: QgsVectorLayer) -> None:
        """Ask for a file, and keep the layer and its tables there as a GeoPackage."""
        path, _ = QFileDialog.getSaveFileName(
            self._iface.mainWindow(),
            tr("Save Permanently"),
            _proposed(layer, ".gpkg", Settings.load().geopackage_folder),
            tr("GeoPackage (*.gpkg)"),
        )
        if path:
            self.save_to(layer, path if Path(path).suffix else path + ".gpkg")

    def save_to(self, layer: QgsVectorLayer, path: str) -> None:
        """Keep the layer and its tables in this GeoPackage, in the background.

        Temporary layers stay in their places and read the file afterwards; of others, a copy comes into the project.
        """

        def begin(layers: StationLayers) -> _Saving:
            check_not_in_project(path, QgsProject.instance())
            to_save = LayersToSave(layers)
            return _Saving(partial(to_save.write, path), partial(to_save.open, path), partial(to_save.exchange, path))

        name = Path(path).name
        self._save(layer, begin, name, [(tr("Open Folder"), lambda: _open(Path(path).parent))])

    def save_to_postgis(self, layer: QgsVectorLayer) -> PostgisDialog:
        """Ask for a schema, and keep the layer and its tables there."""
        from .postgis_dialog import PostgisDialog

        dialog = PostgisDialog(self._iface.mainWindow())
        layer_id = layer.id()

        def save() -> None:
            wanted = QgsProject.instance().mapLayer(layer_id)
            if wanted is not None:
                self.save_to_schema(wanted, dialog.place(), dialog.replace.isChecked())

        dialog.accepted.connect(save)
        self._show(dialog)
        return dialog

    def save_to_schema(self, layer: QgsVectorLayer, schema: SchemaPlace, replace: bool = False) -> None:
        """Keep the layer and its tables in a schema of PostGIS, as `save_to` does in a file."""

        def begin(layers: StationLayers) -> _Saving:
            from ..layers.postgis import LayersToPostgis

            to_save = LayersToPostgis(layers, schema, replace)
            return _Saving(to_save.write, to_save.open, to_save.exchange, lambda: to_save.lost_looks)

        self._save(layer, begin, str(schema), [])

    def _save(
        self, layer: QgsVectorLayer, begin: Callable[[StationLayers], _Saving], name: str, buttons: list[Button]
    ) -> None:
        project = QgsProject.instance()
        try:
            layers = layers_of(layer, project)
            check_not_edited(layers.all())
            saving = begin(layers)
        except OcmError as error:
            self._tell_error(error)
            return
        temporary = [part.id() for part in layers.all() if part.isTemporary() and project.mapLayer(part.id())]
        self._start(
            tr("Saving {layer}", layer=layer.name()),
            saving.write,
            lambda _nothing: self._take_saved(saving, name, temporary, buttons),
        )

    def _take_saved(self, saving: _Saving, name: str, temporary: list[str], buttons: list[Button]) -> None:
        """Let temporary layers read what was written now; without such ones, add its layers to the project."""
        project = QgsProject.instance()
        without_filter = []
        try:
            saved = saving.open()
            if temporary:
                without_filter = saving.exchange(temporary)
                project.setDirty(True)
            else:
                add_to_project(saved, project)
        except (OcmError, RuntimeError) as error:  # RuntimeError: a layer was removed meanwhile
            gone = tr("{name} was written, but its layer was removed from the project meanwhile.", name=name)
            self._tell_error(error if isinstance(error, OcmError) else OcmError(gone, str(error)))
            return
        text = tr("Saved as {name}.", name=name)
        if without_filter:
            text = f"{text} {lost_filters(name, without_filter)}"
        lost_looks = saving.lost_looks()
        if lost_looks:
            lost = tr("The looks of the layers could not be stored in the database.")
            self._messages.show(Qgis.MessageLevel.Warning, f"{text} {lost}", buttons, lost_looks)
            return
        self._messages.show(Qgis.MessageLevel.Success, text, buttons)

    def _ask(self, kind: str, layer: QgsVectorLayer) -> ShareDialog:
        dialog = ShareDialog(kind, layer, self._iface.mainWindow())
        layer_id = layer.id()
        dialog.accepted.connect(lambda: self._share(dialog, layer_id))
        self._show(dialog)
        return dialog

    def _show(self, dialog: QDialog) -> None:
        self._dialogs.add(dialog)
        dialog.destroyed.connect(partial(self._dialogs.discard, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _share(self, dialog: ShareDialog, layer_id: str) -> None:
        layer = QgsProject.instance().mapLayer(layer_id)
        if layer is None:
            return
        project = QgsProject.instance()
        try:
            check_not_in_project(dialog.path(), project)
            source = ShareSource.of_layer(layer, dialog.selected_only.isChecked(), project.transformContext(), project)
        except OcmError as error:
            self._tell_error(error)
            return
        title = tr("Sharing {layer}", layer=layer.name())
        self._start(title, dialog.export(source), self._tell_shared)

    def _start(self, title: str, write: Callable[[QgisFeedback], Any], tell: Callable[[Any], None]) -> None:
        task = BackgroundTask(title, write)

        def end(_task: BackgroundTask) -> None:
            if self._is_stopped:
                return
            if task.error is not None:
                self._tell_error(task.error)
            else:
                tell(task.result)

        task.ended.connect(end)
        self._tasks.start(task)

    def _tell_shared(self, report: ShareReport) -> None:
        sentences = [
            tr("{n} station shared.", "{n} stations shared.", n=report.stations)
            if report.stations
            else tr("No stations shared.")
        ]
        if report.left_out:
            sentences.append(
                tr(
                    "{n} station left out because its licence is not open.",
                    "{n} stations left out because their licence is not open.",
                    n=report.left_out,
                )
            )
        if report.lacks_connections:
            sentences.append(tr("The table of connections was not found: connectors are listed by type only."))
        first = Path(report.paths[0])
        buttons = [
            (tr("Open File"), lambda: _open(first)),
            (tr("Open Folder"), lambda: _open(first.parent)),
        ]
        self._messages.show(Qgis.MessageLevel.Success, " ".join(sentences), buttons, "\n".join(report.paths))

    def _tell_error(self, error: OcmError) -> None:
        if isinstance(error, Cancelled):
            self._messages.show(Qgis.MessageLevel.Info, tr("Cancelled. Nothing was written."), seconds=5)
        else:
            self._messages.show(Qgis.MessageLevel.Critical, error.sentence, details=error.details)


def _licence_sentence(not_open: int, stations: int, are_kept: bool) -> str:
    """How many of the stations have a licence that is not open, and what becomes of them."""
    if are_kept:
        return tr(
            "The licence of {some} of {n} station is not open: these may not be published. You keep them.",
            "The licence of {some} of {n} stations is not open: these may not be published. You keep them.",
            n=stations,
            some=not_open,
        )
    return tr(
        "The licence of {some} of {n} station is not open: these may not be published and are left out.",
        "The licence of {some} of {n} stations is not open: these may not be published and are left out.",
        n=stations,
        some=not_open,
    )


def _summary(stations: int, uncertain: int) -> str:
    """How many stations the layer, or its selection, would bring into a share."""
    if uncertain:
        return tr("{stations}.", stations=stations_match_text(stations - uncertain, uncertain))
    return tr("{stations}.", stations=stations_text(stations))


def _proposed(layer: QgsVectorLayer, ending: str, folder: str = "") -> str:
    """A file named like the layer; in the user's folder of documents, where no other is given."""
    name = re.sub(r"[^\w.,()≥≤·°– -]+", "-", layer.name()).strip(" .-")[:80] or layer_title(STATIONS)
    return str(folder_for_files(folder) / f"{name}{ending}")


def _open(path: Path) -> None:
    """Open a file or folder with the program that the user's system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
