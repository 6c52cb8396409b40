"""A reload taken back: layers hold and say again what they did before it, but for what was edited since.

Made, worked and finished as a reload is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qgis.core import QgsLayerMetadata, QgsProject, QgsVectorLayer

from ..ocm.errors import FileWriteError
from ..ocm.feedback import Feedback
from ..ocm.records.credits import Attribution, merged
from ..ocm.store.file_baselines import Known, take_from_baseline
from ..ocm.store.file_undo import take_back
from ..ocm.store.undoing import TakenBack
from ..ocm.translation import tr
from .attribution import attribution_of
from .build import SESSION_BASELINE, StationLayers
from .geopackage import keep_all_metadata, table_name
from .layer_rows import place_of_data
from .legend import renewed_legend
from .merging import LayerTakingBack
from .metadata import credited
from .reloading import (
    Edits,
    FileBack,
    LayerBack,
    SchemaBack,
    UnlessEdited,
    check_not_edited,
    file_of,
    forget,
    layers_on,
    read_again,
    read_file_again,
    tell_copies,
)
from .saving import keep_provenance

if TYPE_CHECKING:
    from .reloading import Back


class Undo(Protocol):
    """A reload that is taken back."""

    done: TakenBack
    """What has become of it, once it is through."""

    def work(self, feedback: Feedback) -> None:
        """In a worker thread. Raises FileWriteError and Cancelled; all is then as it was."""

    def finish(self) -> Iterator[QgsVectorLayer | None]:
        """Afterwards, in the main thread. When it is left in the middle or fails, all is as it was.

        Before a step that writes to a layer comes that layer.
        """

    def let_go(self) -> None:
        """Listen to the layers no more."""


def undo_of(layers: StationLayers, back: Back, project: QgsProject) -> Undo:
    """The undo of the last reload of layers. Main thread.

    Raises FileWriteError when it cannot be: a layer is edited, gone, or has its rows elsewhere since.
    """
    if isinstance(back, SchemaBack):
        from .postgis_reload import SchemaUndo

        return SchemaUndo(layers, back, project)
    return FileUndo(layers, back, project) if isinstance(back, FileBack) else LayerUndo(layers, back)


def moved(layer: QgsVectorLayer) -> FileWriteError:
    """The refusal of an undo where the rows of a layer lie elsewhere."""
    return FileWriteError(
        tr(
            "The rows of the layer “{layer}” lie elsewhere since, so the reload before cannot be undone.",
            layer=layer.name(),
        )
    )


def say_again(
    layers: Mapping[str, QgsVectorLayer], before: Mapping[str, QgsLayerMetadata], stays: bool
) -> Iterator[None]:
    """Let layers say what they did, a step at a time. `stays`: stations of the reload are still there, and credited."""
    for name, layer in layers.items():
        if name in before:
            now = attribution_of(layer)
            layer.setMetadata(before[name])
            if stays:
                was = attribution_of(layer)
                named = {credit.provider_id for credit in was.providers}
                others = tuple(credit for credit in now.providers if credit.provider_id not in named)
                both = merged([was, Attribution(others, now.is_invented)])
                layer.setMetadata(credited(before[name], both))
        if layer.isSpatial():
            yield from renewed_legend(layer)


class LayerUndo:
    """An undo in temporary layers, and in such as lie in several files."""

    def __init__(self, layers: StationLayers, back: LayerBack) -> None:
        check_not_edited(layers.all())
        if not back.tables:
            raise FileWriteError(tr("The reload was undone already. Nothing was changed."))
        self._layers = layers
        self._back = back
        self._by_table = layers.tables()
        # The rows of a temporary table went with its layer: there is nothing to be brought back.
        tables = {
            table: each for table, each in back.tables.items() if table in self._by_table or not each.is_in_memory()
        }
        for table, each in tables.items():
            if table not in self._by_table:
                raise FileWriteError(tr("A table beside the stations is gone since. Nothing was undone."))
            if place_of_data(self._by_table[table]) != each.place:
                raise moved(self._by_table[table])
        self._taking_back = LayerTakingBack(self._by_table, tables)
        self._known: Known | None = None
        self._is_written = False
        self.done = TakenBack(0, False)

    def work(self, feedback: Feedback) -> None:
        """Decide what is to be written."""
        self.done = self._taking_back.decide(feedback)
        back = self._back
        if back.file is not None and back.known is not None:
            # Before the rows are written, as a reload does it.
            self._known = take_from_baseline(back.file, back.query_id, back.known)

    def finish(self) -> Iterator[QgsVectorLayer | None]:
        """Write it."""
        check_not_edited(self._layers.all())
        back = self._back
        read_file_again(self._layers.all(), back.file)
        yield self._layers.stations
        yield from self._taking_back.write()
        self._is_written = True
        back.tables.clear()  # it works once
        if back.baseline is not None:
            SESSION_BASELINE[back.query_id] = back.baseline
        elif back.query_id in SESSION_BASELINE:
            # Rows that do not say their result are taken for ones of the last.
            others = {back.query_id: SESSION_BASELINE.pop(back.query_id), **SESSION_BASELINE}
            SESSION_BASELINE.clear()
            SESSION_BASELINE.update(others)
        yield from say_again(self._by_table, back.metadata, self.done.has_added)
        yield None
        try:
            yield from keep_provenance(self._layers)
        except FileWriteError as error:
            sentence = tr(
                "The reload was undone, but what the file says of its searches and credits may be wrong. {reason}",
                reason=error.sentence,
            )
            raise FileWriteError(sentence, error.details) from error

    def let_go(self) -> None:
        """Listen to the layers no more."""
        self._taking_back.let_go()
        if not self._is_written:
            forget(self._back.file, self._known)


class FileUndo:
    """An undo in a GeoPackage."""

    def __init__(self, layers: StationLayers, back: FileBack, project: QgsProject) -> None:
        if file_of(layers.stations) != Path(back.path).resolve():
            raise moved(layers.stations)
        self._layers = layers
        self._back = back
        shown = [*layers.all(), *layers_on(back.path, project)]
        self._shown = {layer.id(): layer for layer in shown}
        check_not_edited(shown)
        self._edits = Edits(shown)
        self.done = TakenBack(0, False)

    def work(self, feedback: Feedback) -> None:
        """Write what was there before, in one transaction."""
        self.done = take_back(self._back.path, self._back.record, UnlessEdited(feedback, self._edits))

    def finish(self) -> Iterator[None]:
        """Let all layers on the file read it again. What was written stays, even if this fails."""
        for layer in self._shown.values():
            read_again(layer)
            yield
        yield from say_again(
            {table_name(layer): layer for layer in self._layers.all()}, self._back.metadata, self.done.has_added
        )
        yield
        if self.done.has_added:
            yield from keep_all_metadata(self._layers.all())
        yield from tell_copies(self._layers, self._shown.values())

    def let_go(self) -> None:
        """Listen to the layers no more."""
        self._edits.end()
