"""The credit on the map: a label in a corner while charging stations, or a base map of ours, are visible.

Plugins cannot add to QGIS' decorations, and what they draw onto the canvas is not in "Save Map as Image". An annotation
is: QGIS draws it on every canvas, in saved and copied map images and in print layouts, and, tied to a layer, only where
that layer is drawn. It is never written into project files, and leaves with the plugin.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

from qgis.core import QgsFillSymbol, QgsMapLayer, QgsMarkerSymbol, QgsProject, QgsTextAnnotation
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QPointF, QSizeF, QTimer
from qgis.PyQt.QtGui import QFont, QTextDocument

from ..layers.attribution import attribution_of, is_credited
from ..layers.keywords import CREDITED_ON_MAPS
from ..layers.metadata import shortfall_of
from ..ocm.records.credits import Attribution, merged
from ..ocm.stored import shortened
from ..ocm.translation import tr

PROVIDERS_SHOWN = 3
LONGEST_NAME, LONGEST_TERMS = 60, 24
"""Further providers are counted, longer names cut, and longer terms left out; the tool tip has them all."""
TOLD_IN_TIP = 40
"""So many providers."""

FONT_PX, PADDING_PX, MARGIN_PX = 11, 3, 4
WIDEST = 0.7
"""The label takes at most this part of the map's width, and more lines when its text is longer."""

LOWEST = 0.975
"""The label's lower edge lies at this part of the map's height. Its place is a part of the map, its size is not: what
is left below keeps it whole in print layouts whose maps are lower than the canvas."""

MM_PER_PX = 25.4 / 96
"""Annotations are laid out at 96 dots per inch, whatever they are drawn on."""

BACKGROUND = {"color": "255,255,255,210", "outline_style": "no"}
TEXT_COLOUR = "#222222"
"""Dark on a light ground in every colour scheme: the label is part of the map, not of the window."""


class CanvasAttribution(QObject):
    """Keeps the label of one canvas and one project up to date."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._project = QgsProject.instance()
        self._annotation: QgsTextAnnotation | None = None
        self._shown: tuple | None = None
        self._watched: list[QgsMapLayer] = []
        # Several changes in a row, such as opening a project, make one update.
        self._update = QTimer(self)
        self._update.setSingleShot(True)
        self._update.setInterval(0)
        self._update.timeout.connect(self.update)

    def start(self) -> None:
        """Begin to watch the canvas and the project."""
        for signal in self._signals():
            signal.connect(self.update_soon)
        self._project.writeProject.connect(self._leave_project_file)
        self._project.cleared.connect(self._forget)
        self.update_soon()

    def stop(self) -> None:
        """Stop watching, and remove the label."""
        for signal in self._signals():
            signal.disconnect(self.update_soon)
        self._project.writeProject.disconnect(self._leave_project_file)
        self._project.cleared.disconnect(self._forget)
        self._watch([])
        self._update.stop()
        self._remove()

    def _signals(self) -> tuple:
        # A resized canvas has another extent, too. A canvas that loses its last layer does not say so.
        return (
            self._canvas.layersChanged,
            self._canvas.extentsChanged,
            self._project.layersRemoved,
            self._project.readProject,
        )

    def update_soon(self, *_: object) -> None:
        """Bring the label up to date when control is back in the event loop."""
        self._update.start()

    def update(self) -> None:
        """Show whether the visible layers lack stations, and whom to credit, in the size of the canvas."""
        layers = [layer for layer in self._canvas.layers() if is_credited(layer)]
        base_maps = [layer for layer in self._canvas.layers() if layer.customProperty(CREDITED_ON_MAPS)]
        self._watch(layers)
        attribution = merged(attribution_of(layer) for layer in layers)
        said = (shortfall_of(layers), label_text(attribution)) if layers else ()
        text = " · ".join(filter(None, (*said, *(right for layer in base_maps for right in layer.metadata().rights()))))
        shown = [*layers, *base_maps]
        wanted = (text, attribution, shown[0].id() if shown else "", self._canvas.size())
        if wanted == self._shown and (self._annotation is None or not sip.isdeleted(self._annotation)):
            return
        self._remove()
        if shown:
            self._add(text, attribution, shown[0])
        self._shown = wanted

    def _watch(self, layers: list[QgsMapLayer]) -> None:
        """Follow the metadata of these layers: a search that is continued brings further providers."""
        for layer in self._watched:
            if not sip.isdeleted(layer):
                layer.metadataChanged.disconnect(self.update_soon)
        for layer in layers:
            layer.metadataChanged.connect(self.update_soon)
        self._watched = layers

    def _add(self, text: str, attribution: Attribution, layer: QgsMapLayer) -> None:
        document = _document(text, round(WIDEST * self._canvas.width()))
        size = document.size()
        annotation = QgsTextAnnotation()
        annotation.setDocument(document)
        annotation.setHasFixedMapPosition(False)
        annotation.setRelativePosition(
            QPointF(
                MARGIN_PX / max(1, self._canvas.width()),
                max(0.0, LOWEST - size.height() / max(1, self._canvas.height())),
            )
        )
        annotation.setFrameSizeMm(QSizeF(size.width() * MM_PER_PX, size.height() * MM_PER_PX))
        annotation.setFillSymbol(QgsFillSymbol.createSimple(BACKGROUND))
        annotation.setMarkerSymbol(QgsMarkerSymbol.createSimple({"size": "0", "outline_style": "no"}))
        annotation.setMapLayer(layer)
        with _unchanged(self._project):
            self._project.annotationManager().addAnnotation(annotation)
        self._annotation = annotation
        for item in self._canvas.annotationItems():
            if item.annotation() == annotation:
                item.setToolTip(_tool_tip(attribution))

    def _remove(self) -> None:
        annotation, self._annotation, self._shown = self._annotation, None, None
        if annotation is not None and not sip.isdeleted(annotation):
            with _unchanged(self._project):
                self._project.annotationManager().removeAnnotation(annotation)

    def _leave_project_file(self) -> None:
        """Remove the label while the project is being written, so that it is not stored."""
        self._remove()
        self.update_soon()

    def _forget(self) -> None:
        """The project was cleared, and its annotations with it."""
        self._annotation = self._shown = None
        self.update_soon()


@contextmanager
def _unchanged(project: QgsProject) -> Iterator[None]:
    """Change the label without marking the project as changed."""
    was_dirty = project.isDirty()
    yield
    if not was_dirty:
        project.setDirty(False)


def label_text(attribution: Attribution) -> str:
    """The credit in about a line."""
    short = [
        credit._replace(
            title=shortened(credit.name, LONGEST_NAME),
            terms=credit.terms if len(credit.terms or "") <= LONGEST_TERMS else None,
        )
        for credit in attribution.providers
    ]
    return attribution._replace(providers=tuple(short)).text(PROVIDERS_SHOWN)


def _tool_tip(attribution: Attribution) -> str:
    lines = attribution.rights()
    more = len(lines) - 1 - TOLD_IN_TIP
    told = lines[: TOLD_IN_TIP + 1] + ([tr("{n} more", "{n} more", n=more)] if more > 0 else [])
    return f"<p>{'<br>'.join(map(escape, told))}</p>"


def _document(text: str, widest: int) -> QTextDocument:
    """The text as annotations want it, in pixels of 96 dots per inch."""
    font = QFont()
    font.setPixelSize(FONT_PX)
    document = QTextDocument()
    document.setDefaultFont(font)
    document.setDocumentMargin(PADDING_PX)
    document.setHtml(f'<span style="color:{TEXT_COLOUR}">{escape(text)}</span>')
    # One pixel more than the ideal width: the width goes through millimetres and must not come back too narrow.
    document.setTextWidth(min(widest, math.ceil(document.idealWidth()) + 1))
    return document
