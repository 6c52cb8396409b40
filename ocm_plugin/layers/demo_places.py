"""The invented municipalities and motorways around the demo stations, to try analyses on."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsFillSymbol, QgsLineSymbol, QgsSingleSymbolRenderer, QgsVectorLayer

from ..ocm.translation import tr

_FOLDER = Path(__file__).parents[1] / "demo"
_BORDER = {"style": "no", "outline_color": "#8a949e", "outline_width": "0.4"}
_ROAD = {"line_color": "#3c6fb0", "line_width": "0.8"}


def demo_places() -> list[QgsVectorLayer]:
    """The layers, the lower one first. They are read only: they are files of the plugin."""
    return [
        _layer("municipalities", tr("Municipalities (invented)"), QgsFillSymbol.createSimple(_BORDER)),
        _layer("motorways", tr("Motorways (invented)"), QgsLineSymbol.createSimple(_ROAD)),
    ]


def _layer(file: str, name: str, symbol: QgsFillSymbol | QgsLineSymbol) -> QgsVectorLayer:
    layer = QgsVectorLayer(str(_FOLDER / f"{file}.geojson"), name, "ogr")
    layer.setRenderer(QgsSingleSymbolRenderer(symbol).clone())
    layer.setReadOnly(True)
    return layer
