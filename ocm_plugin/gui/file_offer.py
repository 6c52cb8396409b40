"""The offer of a file to a search whose temporary layers become too many: asked once, while it goes on.

Also what is said of a search into a file while the map shows its first stations.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.core import Qgis, QgsProject
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox, QWidget

from ..layers.geopackage import check_not_in_project
from ..layers.moving import OFFERED_ABOVE
from ..ocm.errors import FileWriteError, OcmError
from ..ocm.translation import tr
from ..qgis_support.paths import folder_for_files
from ..qgis_support.settings import Settings
from .arriving import Arriving
from .messages import Button, Messages


def chosen_geopackage(parent: QWidget, title: str, may_exist: bool = False) -> str:
    """The path of a GeoPackage that the user names; "" for none. `may_exist`: what becomes of it is asked later."""
    options = {"options": QFileDialog.Option.DontConfirmOverwrite} if may_exist else {}
    folder, kinds = folder_for_files(Settings.load().geopackage_folder), tr("GeoPackage (*.gpkg)")
    path, _ = QFileDialog.getSaveFileName(parent, title, str(folder), kinds, **options)
    return path if not path or Path(path).suffix else f"{path}.gpkg"


def asked_what_becomes_of(parent: QWidget, path: str) -> bool | None:
    """Whether the result is merged into a file that is there, or replaces it; None for neither."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("The GeoPackage exists"))
    box.setText(tr("The file {path} exists.", path=path))
    box.setTextFormat(Qt.TextFormat.PlainText)
    merge = None
    from ..ocm.store.merged_package import can_be_merged

    if can_be_merged(path):
        box.setInformativeText(
            tr(
                "Merge the result into it, as a reload does? Your columns and edits stay, and so do the "
                "stations of other places. Or replace the whole file?"
            )
        )
        merge = box.addButton(tr("&Merge"), QMessageBox.ButtonRole.AcceptRole)
    else:
        box.setInformativeText(tr("Replace it with the result of this search?"))
    replace = box.addButton(tr("&Replace"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    chosen = box.clickedButton()
    return True if merge is not None and chosen == merge else False if chosen == replace else None


class FileOffer(QObject):
    """Asks about one search at a time. Without an answer, it goes on in temporary layers."""

    said = pyqtSignal(str, object, object)
    """What the panel shows beside the progress: a sentence, Buttons, and a MessageLevel."""

    def __init__(self, window: QWidget, messages: Messages) -> None:
        super().__init__()
        self._window = window
        self._messages = messages
        self._arriving: Arriving | None = None
        """What the user was asked about."""
        self._said: FileWriteError | None = None
        """Why there is no file, as it was said last."""

    def look_at(self, arriving: Arriving) -> None:
        """Ask when it is time to; say that stations go into the file that was wanted, or why they cannot."""
        destination, is_new = arriving.destination, arriving is not self._arriving
        if destination.problem is not None and destination.problem is not self._said:
            self._said = destination.problem
            self._say_problem(destination.problem)
        elif is_new and destination.is_moving:
            self._arriving = arriving
            self.said.emit(_goes_into(destination.path), [], Qgis.MessageLevel.Info)
        elif is_new and destination.n_stations > OFFERED_ABOVE:
            self._arriving = arriving
            if not destination.path:
                self._ask()

    def end(self) -> None:
        """The search has ended: its layers, or its file, are what they are."""
        self._arriving = self._said = None

    def _ask(self) -> None:
        text = tr(
            "More than 50,000 stations have arrived. As temporary layers they need much memory, a GeoPackage needs "
            "little. The search goes on meanwhile."
        )
        self._tell(text, [(tr("Put Them into a File…"), self._choose), (tr("Keep Them in Memory"), self._leave)])

    def _leave(self) -> None:
        self._messages.clear()
        self.said.emit("", [], Qgis.MessageLevel.Info)

    def _choose(self) -> None:
        arriving = self._arriving
        path = chosen_geopackage(self._window, tr("Put the Stations into a File")) if arriving is not None else ""
        if not path:
            return
        if arriving is None or self._arriving is not arriving:
            self._tell(tr("The search had ended before. Its layers are temporary: save them by their menu."))
            return
        self._begin(arriving, path)

    def _begin(self, arriving: Arriving, path: str) -> None:
        try:
            check_not_in_project(path, QgsProject.instance())
            arriving.move_to(path)
        except OcmError as error:
            again: list[Button] = [(tr("Put Them into a File…"), self._choose)]
            self._tell(error.sentence, again, Qgis.MessageLevel.Warning)
        else:
            self._tell(_goes_into(path))

    def _say_problem(self, problem: FileWriteError) -> None:
        text = tr("{reason} The stations stay in temporary layers.", reason=problem.sentence)
        self._tell(text, level=Qgis.MessageLevel.Warning, details=problem.details)

    def _tell(
        self,
        text: str,
        buttons: Sequence[Button] = (),
        level: Qgis.MessageLevel = Qgis.MessageLevel.Info,
        details: str = "",
    ) -> None:
        self._messages.show(level, text, buttons, details)
        self.said.emit(text, buttons, level)


def _goes_into(path: str) -> str:
    return tr(
        "The stations go into {name}. The map shows all of them when the search has ended; until then they "
        "cannot be edited.",
        name=Path(path).name,
    )
