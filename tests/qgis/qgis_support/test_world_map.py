"""QGIS' own map of the world is read by several at once: areas shown on the map, base maps, web pages."""

from __future__ import annotations

import subprocess
import sys

from ocm_plugin.qgis_support.world_map import country_shapes, open_countries

PROGRAM = """
import threading
from qgis.core import QgsApplication
from ocm_plugin.qgis_support.world_map import country_shapes, open_countries

application = QgsApplication([], False)
application.initQgis()
read = []

def work():
    for _ in range(10):
        read.append(len(list(country_shapes())))

threads = [threading.Thread(target=work) for _ in range(5)]
for thread in threads:
    thread.start()
while any(thread.is_alive() for thread in threads):
    assert open_countries("base map").isValid()
assert len(read) == 50 and min(read) > 100
"""


def test_the_main_thread_opens_the_map_while_workers_read_it(root):
    """QGIS stood still for ever when an offline base map was loaded while countries were shown on the map."""
    ended = subprocess.run([sys.executable, "-c", PROGRAM], cwd=root, timeout=100, check=False)
    assert ended.returncode == 0


def test_its_shapes_are_those_of_the_layer(qgis_app):
    layer = open_countries("countries")
    shapes = [(feature["iso_a2"], feature.geometry().asWkb().data()) for feature in layer.getFeatures()]
    assert len(shapes) > 100
    assert [(code, shape.asWkb().data()) for code, shape in country_shapes()] == shapes
