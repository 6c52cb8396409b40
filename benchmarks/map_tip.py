#!/usr/bin/env python3
"""What a rest of the mouse on a temporary layer of many stations costs: finding the station there, and its map tip.

    QT_QPA_PLATFORM=offscreen .venv/bin/python benchmarks/map_tip.py [STATIONS …]          (100,000 by default)

Figures are milliseconds of the processor, the least of ten. As QGIS does it: all stations in a small rectangle are
asked for, then the expressions of the map tip are evaluated in a new context. The lines of connectors, of which there
are more than stations, are the part that QGIS reads in full, since tables in memory have no index on a column; the
plugin keeps one of its own.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402
    Qgis,
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayer,
)

from ocm_plugin.layers.connection_rows import ConnectionsFunction  # noqa: E402
from ocm_plugin.layers.map_tip import form_head_template, map_tip_template  # noqa: E402
from tests.ocm_server.synthetic import make_pois  # noqa: E402
from tests.support.shared_layers import made_layers  # noqa: E402

NEAR_DEGREES = 0.001
AIM_MS = 20.0


def once_ms(act: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    started = time.process_time()
    act()
    return 1000 * (time.process_time() - started)


def least_ms(act: Callable[[], object]) -> float:
    """The least of ten."""
    return min(once_ms(act) for _ in range(10))


def shown(template: str, stations: QgsVectorLayer, station: QgsFeature) -> str:
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(stations))
    context.setFeature(station)
    return QgsExpression.replaceExpressionText(template, context)


def measure(number: int, folder: Path) -> None:
    """Print the figures of one number of stations."""
    layers = made_layers(folder, make_pois(number))
    stations, connections = layers.stations, layers.connections
    assert connections is not None
    station = list(stations.getFeatures())[number // 2]
    nearby = QgsFeatureRequest().setFilterRect(station.geometry().boundingBox().buffered(NEAR_DEGREES))
    nearby.setFlags(QgsFeatureRequest.Flag.ExactIntersect)
    found = least_ms(lambda: list(stations.getFeatures(nearby)))
    card, begin_of_form = map_tip_template(), form_head_template()
    alone = least_ms(lambda: shown(card, stations, station))
    function = ConnectionsFunction()
    QgsExpression.registerFunction(function)
    first = once_ms(lambda: shown(card, stations, station))
    made = once_ms(lambda: [QgsApplication.processEvents() for _ in range(connections.featureCount() // 1000)])
    tip = least_ms(lambda: shown(card, stations, station))
    head = least_ms(lambda: shown(begin_of_form, stations, station))
    QgsExpression.unregisterFunction(function.name())
    print(f"{stations.featureCount():,} stations, {connections.featureCount():,} connections, QGIS {Qgis.QGIS_VERSION}")
    print(f"  the stations there {found:.2f} ms, map tip {tip:.1f} ms, together {found + tip:.1f} ms")
    print(f"  the first map tip {first:.0f} ms, the index, made between events of the window, {made:.0f} ms")
    print(f"  without the plugin, as QGIS does it, {alone:.1f} ms")
    print(f"  head of the form {head:.1f} ms (aim for a map tip: at most {AIM_MS:.0f} ms)", flush=True)
    QgsProject.instance().clear()


def main() -> int:
    numbers = [int(text) for text in sys.argv[1:]] or [100_000]
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            measure(number, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
