"""The legend in a layer panel of 300 pixels with type of 150 %: neither words nor numbers are cut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from qgis.core import QgsFeature, QgsLayerTree, QgsLayerTreeModel, QgsProject, QgsVectorLayer
from qgis.gui import QgsLayerTreeView
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QModelIndex, QSize
from qgis.PyQt.QtGui import QFont

from ocm_plugin.layers.metadata import write_metadata
from ocm_plugin.layers.project import add_to_project
from ocm_plugin.layers.style import apply_style
from ocm_plugin.ocm.records.credits import Attribution
from ocm_plugin.ocm.records.provenance import COMPLETE, Provenance
from ocm_plugin.ocm.search.search import Search
from tests.support.german import german
from tests.support.made_stations import NOW, REFERENCE
from tests.support.result_layers import demo_layers
from tests.support.results import result_of

PANEL = 300
FONT = QFont("DejaVu Sans")
"""Wider than those of most desktops."""
FONT.setPointSizeF(13.5)
FRAME = 4
"""Pixels at the edges of the panel."""


@pytest.fixture(params=["English", "German"])
def speech(request, qgis_app) -> Iterator[str]:
    with german() if request.param == "German" else nullcontext():
        yield request.param


def with_many(layer: QgsVectorLayer, number: int, **known: object) -> None:
    """Let each class of power have this many stations more."""
    added = []
    for power_class in range(-2, 7):
        feature = QgsFeature(next(layer.getFeatures()))
        feature["map_class"] = power_class
        for name, value in known.items():
            feature[name] = value
        added += [QgsFeature(feature) for _ in range(number)]
    layer.dataProvider().addFeatures(added)


def wide_rows(layer: QgsVectorLayer, style: str = "afir") -> dict[str, int]:
    """The rows of the legend, but for those of the signs, by their words, with the pixels that each lacks."""
    apply_style(layer, style)
    view = QgsLayerTreeView()
    nothing = QgsLayerTree()
    tree = QgsLayerTreeModel(nothing)
    tree.setFlag(QgsLayerTreeModel.Flag.ShowLegendAsTree)
    tree.setFlag(QgsLayerTreeModel.Flag.AllowNodeChangeVisibility)
    tree.setRootGroup(QgsProject.instance().layerTreeRoot())
    view.setModel(tree)
    view.setFont(FONT)
    view.resize(QSize(PANEL - FRAME, 2000))
    view.show()
    view.expandAll()
    heading, signs = below(below(below(QModelIndex(), view)[0], view)[0], view)
    rows = [heading, *(row for top in below(heading, view) for row in (top, *below(top, view))), signs]
    room = view.viewport().width()
    # The hint of the delegate: text, box and symbol at their full width.
    lacking = {row.data(): view.visualRect(row).left() + view.sizeHintForIndex(row).width() - room for row in rows}
    # In this order: Python would delete them in any, and the model must not outlive the project's layers.
    view.setModel(None)
    sip.delete(view)
    tree.setRootGroup(nothing)
    sip.delete(tree)
    return lacking


def below(parent: QModelIndex, view: QgsLayerTreeView) -> list[QModelIndex]:
    model = view.model()
    return [model.index(row, 0, parent) for row in range(model.rowCount(parent))]


@pytest.fixture
def layer(qgis_new_project, speech) -> QgsVectorLayer:
    layers = demo_layers()
    provenance = Provenance(COMPLETE, "here", False, NOW, NOW, 9, 9, 0, 0, True, 1, 1)
    write_metadata(layers.stations, result_of(Search(), provenance, REFERENCE, Attribution(())))
    add_to_project(layers, QgsProject.instance())
    return layers.stations


@pytest.mark.parametrize("style", ["afir", "evmap", "us"])
def test_the_legend_of_a_country_fits(layer, speech, style):
    """Of "150 to 350 kW (219)" stood there "150 to 350 kW (2", and of the heading's date "20"."""
    with_many(layer, 9_000)
    rows = wide_rows(layer, style)
    assert len(rows) >= 8
    assert {row: lacks for row, lacks in rows.items() if lacks > 0} == {}


def test_the_legend_with_uncertain_stations_fits(layer, speech):
    with_many(layer, 100, match="cannot_tell")
    rows = wide_rows(layer)
    assert len(rows) > 18
    assert {row: lacks for row, lacks in rows.items() if lacks > 0} == {}
