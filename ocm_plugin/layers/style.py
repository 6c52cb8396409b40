"""How stations are drawn: power by fill, size and bolts; how sure it is by the outline; status and access by signs.

Never colour alone, and never red against green. Everything lies in the layer's own style, markers included, keyed on
codes that no translation changes; the user may change or save it like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from qgis.core import QgsMapLayer, QgsObjectCustomProperties, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

from ..ocm.translation import marked, tr
from .drawn import draw_with, keep_drawn
from .legend import HEADING_END, is_as_made, legend_rules, renewed_legend, tally_for
from .overview import bubbles_over
from .power_classes import AFIR, AFIR_IN_GREY, AFIR_ON_DARK, EVMAP, PLAIN, UK, US, Scheme


class Style(NamedTuple):
    """A way to draw stations."""

    name: str
    """For settings and scripts; for life."""
    title: str
    """For people, in English: `tr` says it."""
    scheme: Scheme


STYLES = (
    Style("afir", marked("Power classes of the EU (AFIR)"), AFIR),
    Style("afir_on_dark", marked("Power classes of the EU, for dark maps"), AFIR_ON_DARK),
    Style("afir_in_grey", marked("Power classes of the EU, for prints in grey"), AFIR_IN_GREY),
    Style("uk", marked("Speed bands of the UK"), UK),
    Style("us", marked("Charging levels of the US"), US),
    Style("evmap", marked("Power classes of the app EVMap"), EVMAP),
    Style("plain", marked("Plain markers"), PLAIN),
)

STYLE = "openchargemap-style"
"""Property of a layer: the name of the style of ours that it was given last."""
NO_STYLE = "none"
"""In place of a style's name: layers keep the plain look that QGIS gives to new ones."""


def apply_style(layer: QgsVectorLayer, name: str) -> None:
    """Draw the layer in one of STYLES, at once: see `styled`."""
    for _ in styled(layer, name):
        pass


def styled(layer: QgsVectorLayer, name: str) -> Iterator[None]:
    """Draw the layer in one of STYLES, by name, or by a QML file of the user's own, by path, or leave it (NO_STYLE).

    A step at a time. An unknown name, or a file that cannot be read, counts as the first of STYLES. Of a file, the
    layer's custom properties are left aside, but for the end of its legend's heading: they would be those of another
    layer.
    """
    if name == NO_STYLE:
        return
    if not (is_own_style(name) and _apply_file(layer, name)):
        scheme = next((style.scheme for style in STYLES if style.name == name), AFIR)
        tally = tally_for(layer, scheme)
        yield from tally.steps()
        yield
        draw_with(layer, bubbles_over(legend_rules(scheme, layer, tally)))
        layer.setCustomProperty(STYLE, name)
        layer.setLabelsEnabled(False)  # they are part of the markers
    layer.triggerRepaint()
    layer.emitStyleChanged()
    yield


def restyled(layer: QgsVectorLayer) -> Iterator[None]:
    """Draw a layer again in the style of ours that it has, a step at a time, now that it holds other stations.

    Its legend then has the classes that occur by now, and rows for sure and uncertain stations. Where the user has
    changed rows or symbols, only the numbers are brought up to date.
    """
    name = str(layer.customProperty(STYLE, ""))
    scheme = next((style.scheme for style in STYLES if style.name == name), None)
    if scheme is None or not is_as_made(layer, scheme):
        yield from renewed_legend(layer)
        return
    yield from styled(layer, name)


def is_own_style(name: str) -> bool:
    """Whether a style is not a name, but the path of a QML file of the user's own."""
    return name.lower().endswith(".qml")


def style_problem(name: str) -> str:
    """Why `apply_style` takes the first of STYLES in place of the user's own: a sentence; "" when it does not."""
    if not is_own_style(name) or _read_file(name) is not None:
        return ""
    return tr("Your own style {path} cannot be read, so the usual style is used.", path=name)


def _read_file(path: str) -> QDomDocument | None:
    """A QML file that says how to draw vectors; None when there is no such file."""
    document = QDomDocument()
    try:
        document.setContent(Path(path).read_bytes())
    except OSError:
        return None
    return None if document.documentElement().firstChildElement("renderer-v2").isNull() else document


def _apply_file(layer: QgsVectorLayer, path: str) -> bool:
    document = _read_file(path)
    if document is None:
        return False
    root = document.documentElement()
    written = QgsObjectCustomProperties()
    written.readXml(root)
    layer.setCustomProperty(HEADING_END, written.value(HEADING_END, ""))
    # Asked for labels, QGIS reads the custom properties too.
    root.removeChild(root.firstChildElement("customproperties"))
    wanted = QgsMapLayer.StyleCategory
    keep_drawn(layer)
    applied, _ = layer.importNamedStyle(document, wanted.Symbology | wanted.Labeling)
    return bool(applied)
