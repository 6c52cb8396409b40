"""The last result of the session, in whose place the next one may come: nothing that the user edited goes with it."""

from __future__ import annotations

from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtBoundSignal

from ..layers.build import StationLayers
from ..layers.layer_table import Meanwhile
from ..layers.project import add_to_project, name_group_again, take_out_of_project
from ..ocm.translation import tr
from .messages import Button, Messages
from .open_tables import close_tables
from .result_words import NOTHING_ELSE, Also


class LastResult(QObject):
    """Knows the result that came last, and keeps the one in whose place it came, for *Undo*."""

    def __init__(self, messages: Messages, told: pyqtBoundSignal) -> None:
        """`told`: by which the search panel says the same, as `SearchMessages.told`."""
        super().__init__()
        self._messages = messages
        self._told = told
        self._last: _Shown | None = None
        self._taken_off: _Shown | None = None
        QgsProject.instance().cleared.connect(self._forget)

    def stop(self) -> None:
        """Forget all."""
        QgsProject.instance().cleared.disconnect(self._forget)
        self._forget()

    def _forget(self) -> None:
        for each in (self._last, self._taken_off):
            if each is not None:
                each.end()
        self._last = self._taken_off = None

    def take(self, layers: StationLayers, replaces: bool, was_edited: bool = False) -> Also:
        """A result is in the project. Takes the one before out if it `replaces` that; returns what is to be said of it.

        `was_edited`: whether the user has edited it while it came.
        """
        before = self._last
        if before is not None and not (replaces and before.is_there):
            before.end()
            before = None
        if self._taken_off is not None:
            self._taken_off.end()
        self._taken_off, self._last = None, _Shown(layers, was_edited)
        if before is None:
            return NOTHING_ELSE
        name = before.layers.stations.name()
        if before.is_edited:
            text = tr("“{layer}” stays: you have edited or saved it.", layer=name)
            return Also(text, ((tr("Remove It"), lambda: self._take_off(before)),))
        self._take_out(before)
        name_group_again(layers, QgsProject.instance())
        return Also(tr("They replace “{layer}”.", layer=name), ((tr("Undo"), self.undo),))

    def _take_off(self, shown: _Shown) -> None:
        """Take out an edited result, as the user wants."""
        self._messages.clear()
        if not shown.is_there:
            return
        name = shown.layers.stations.name()
        if any(layer.isEditable() for layer in shown.in_project().all()):
            text = tr("The layer “{layer}” is being edited. Save or discard the edits first.", layer=name)
            again = (tr("Remove It"), lambda: self._take_off(shown))
            self._say(Qgis.MessageLevel.Warning, text, [again])
            return
        self._take_out(shown)
        text = tr("“{layer}” was removed.", layer=name)
        self._say(Qgis.MessageLevel.Info, text, [(tr("Undo"), self.undo)])

    def _take_out(self, shown: _Shown) -> None:
        shown.layers = shown.in_project()
        close_tables(shown.layers.all())
        take_out_of_project(shown.layers, QgsProject.instance())
        self._taken_off = shown

    def undo(self) -> None:
        """Bring back the result that went; the one that came goes, unless the user has edited that."""
        self._messages.clear()
        back, came = self._taken_off, self._last
        if back is None:
            return
        self._taken_off = None
        stays = came is not None and came.is_there and came.is_edited
        if came is not None and came.is_there and not stays:
            close_tables(came.in_project().all())
            take_out_of_project(came.in_project(), QgsProject.instance())
        if came is not None:
            came.end()
        self._last = back
        add_to_project(back.layers, QgsProject.instance())
        text = tr("“{layer}” is back.", layer=back.layers.stations.name())
        if came is not None and stays:
            stayed = tr("“{layer}” stays: you have edited or saved it.", layer=came.layers.stations.name())
            text = f"{text} {stayed}"
        self._say(Qgis.MessageLevel.Success, text, [])

    def _say(self, level: Qgis.MessageLevel, text: str, buttons: list[Button]) -> None:
        self._messages.show(level, text, buttons)
        self._told.emit(text, buttons, level)


class _Shown:
    """The layers of a result in the project, and whether the user has edited them."""

    def __init__(self, layers: StationLayers, was_edited: bool) -> None:
        self.layers = layers
        self._was_edited = was_edited
        self._before = self._state()
        self._watched = [Meanwhile(layer) for layer in layers.all()]

    @property
    def is_there(self) -> bool:
        """Whether the stations are in the project."""
        return _is_in_project(self.layers.stations)

    def in_project(self) -> StationLayers:
        """The layers but those that the user has removed. Only if the stations are there."""
        tables = self.layers.tables().items()
        return StationLayers.by_table({name: layer for name, layer in tables if _is_in_project(layer)})

    @property
    def is_edited(self) -> bool:
        """Whether a layer is being edited, has been, has other columns, or has been saved in another place."""
        return (
            self._was_edited
            or any(each.is_edited for each in self._watched)
            or any(layer.isEditable() for layer in self.layers.all() if _is_in_project(layer))
            or any(self._before[name] != state for name, state in self._state().items())
        )

    def _state(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Where each layer in the project has its rows, and its columns."""
        there = ((name, layer) for name, layer in self.layers.tables().items() if _is_in_project(layer))
        return {name: (layer.source(), tuple(layer.fields().names())) for name, layer in there}

    def end(self) -> None:
        """Watch no more."""
        for each in self._watched:
            each.end()


def _is_in_project(layer: QgsVectorLayer) -> bool:
    return not sip.isdeleted(layer) and QgsProject.instance().mapLayer(layer.id()) is not None
