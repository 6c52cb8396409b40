"""The legend in a layer panel of 300 pixels with type of 150 %: neither words nor numbers are cut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsLayerTree,
    QgsLayerTreeModel,
    QgsLegendSettings,
    QgsProject,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.gui import QgsLayerTreeView
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QModelIndex, QSize
from qgis.PyQt.QtGui import QFont

from ocm_plugin.layers.legend import is_as_made, renew_legend, tally_again
from ocm_plugin.layers.metadata import write_metadata
from ocm_plugin.layers.power_classes import AFIR
from ocm_plugin.layers.project import add_to_project
from ocm_plugin.layers.style import apply_style
from ocm_plugin.layers.tally import Tally
from ocm_plugin.ocm.records.credits import Attribution
from ocm_plugin.ocm.records.provenance import CAPPED, COMPLETE, STOPPED, Provenance
from ocm_plugin.ocm.search.search import Search
from tests.support.german import german
from tests.support.legends import all_rules
from tests.support.made_stations import NOW, REFERENCE
from tests.support.result_layers import demo_layers
from tests.support.results import result_of

PANEL = 300
FONT = QFont("DejaVu Sans")
"""Wider than those of most desktops."""
FONT.setPointSizeF(13.5)
FRAME = 20
"""Pixels at the edges of the panel, and of its scroll bar."""


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
    """The rows of the legend by their words, with the pixels that each lacks."""
    apply_style(layer, style)
    return lacking_pixels(layer)


def lacking_pixels(layer: QgsVectorLayer) -> dict[str, int]:
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
    rows = [found for top in below(below(below(QModelIndex(), view)[0], view)[0], view) for found in tree_of(top, view)]
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


def tree_of(parent: QModelIndex, view: QgsLayerTreeView) -> list[QModelIndex]:
    return [parent, *(found for row in below(parent, view) for found in tree_of(row, view))]


@pytest.fixture
def large_type(qgis_app, speech) -> Iterator[None]:
    before = QgsApplication.font()
    QgsApplication.setFont(QFont(FONT.family(), 9))
    QgsSettings().setValue("qgis/stylesheet/fontPointSize", FONT.pointSizeF())
    yield
    QgsSettings().remove("qgis/stylesheet/fontPointSize")
    QgsApplication.setFont(before)


@pytest.fixture
def layer(qgis_new_project, large_type, speech) -> QgsVectorLayer:
    layers = demo_layers()
    tell(layers.stations, Search(), COMPLETE)
    add_to_project(layers, QgsProject.instance())
    return layers.stations


def tell(layer: QgsVectorLayer, search: Search, outcome: str) -> None:
    provenance = Provenance(outcome, "here", False, NOW, NOW, 9, 9, 0, 0, True, 1, 1)
    write_metadata(layer, result_of(search, provenance, REFERENCE, Attribution(())))


@pytest.mark.parametrize("style", ["afir", "evmap", "us", "uk"])
def test_the_legend_of_a_country_fits(layer, speech, style):
    """Of "150 to 350 kW (219)" stood there "150 to 350 kW (2", and of the heading's date "20"."""
    with_many(layer, 9_000)
    rows = wide_rows(layer, style)
    assert len(rows) >= 8
    assert cut(rows) == {}


def cut(rows: dict[str, int]) -> dict[str, int]:
    """The rows that are cut."""
    return {row: lacks for row, lacks in rows.items() if lacks > 0}


def test_the_legend_of_a_continent_fits(layer, speech):
    """Rows had room for four digits."""
    with_many(layer, 9_000)
    with_many(layer, 9_000, match="cannot_tell")
    rows = wide_rows(layer)
    assert len(rows) > 18
    assert cut(rows) == {}


@pytest.mark.parametrize("outcome", [CAPPED, STOPPED])
def test_the_filters_and_what_is_missing_fit(layer, speech, outcome):
    """They were cut behind some twenty letters: of "Incomplete: only 9 stations had arrived" stood there
    "Incomplete: only 9 sta".
    """
    search = Search(connection_type_ids=(33,), min_power_kw=50, verified_since=NOW, free_of_charge=True, max_results=9)
    tell(layer, search, outcome)
    rows = wide_rows(layer)
    assert sum("\n" in row for row in rows) > 2
    assert cut(rows) == {}


def test_lines_are_as_long_as_the_size_of_type_lets_them(layer, speech):
    QgsSettings().setValue("qgis/stylesheet/fontPointSize", 9)
    with_many(layer, 100)
    apply_style(layer, "afir")
    small = numbered(layer)
    assert len(small) == 10 and not any("\n" in row for row in small if row[-2].isdigit() and "–" in row)
    QgsSettings().setValue("qgis/stylesheet/fontPointSize", FONT.pointSizeF())
    renew_legend(layer, counted(layer))
    large = numbered(layer)
    assert "".join(large).count("\n") > "".join(small).count("\n")
    assert not set(large) & set(cut(lacking_pixels(layer)))
    assert is_as_made(layer, AFIR)


def numbered(layer: QgsVectorLayer) -> list[str]:
    return [rule.label() for rule in all_rules(layer) if rule.label().endswith(")")]


def counted(layer: QgsVectorLayer) -> Tally:
    tally = tally_again(layer)
    for _ in tally.steps():
        pass
    return tally


def test_layouts_know_the_lines():
    assert QgsLegendSettings().splitStringForWrapping("May match\n(9)") == ["May match", "(9)"]
