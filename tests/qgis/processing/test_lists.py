"""Look-up lists in the dialogs of Processing: users read titles and find them by typing, models store ids."""

from __future__ import annotations

import gc

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingModelChildParameterSource,
)
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QLineEdit, QListView, QToolButton

from ocm_plugin.gui.list_widget import ListPopup
from ocm_plugin.ocm.search.filters import Kind
from ocm_plugin.ocm.search.search import FILTERS
from tests.qgis.processing.dialogs import AlgorithmDialog, BatchAlgorithmDialog, ModelerParametersDialog


def made(dialog, name: str, algorithm: str = "stationsinextent"):
    """A parameter's wrapper and its widget, and what must not be forgotten meanwhile."""
    from processing.gui.wrappers import WidgetWrapperFactory

    owner = QgsApplication.processingRegistry().createAlgorithmById(f"openchargemap:{algorithm}")
    wrapper = WidgetWrapperFactory.create_wrapper(owner.parameterDefinition(name), dialog)
    return owner, wrapper


def opened(line) -> ListPopup:
    line.findChild(QAction, "choose").trigger()
    return line.findChild(ListPopup)


@pytest.fixture(params=[AlgorithmDialog, BatchAlgorithmDialog])
def dialog(request, provider):
    made_dialog = request.param()
    yield made_dialog
    made_dialog.deleteLater()


LISTS = [entry.parameter for entry in FILTERS if entry.kind is Kind.CHOICE]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_shown_in_titles_and_stored_in_ids(dialog, name):
    _owner, wrapper = made(dialog, name)
    line = wrapper.createWrappedWidget(QgsProcessingContext())
    assert wrapper.parameterValue() == ""
    wrapper.setParameterValue("1,2", QgsProcessingContext())
    assert wrapper.parameterValue() == "1,2"
    wrapper.setParameterValue("9,98765", QgsProcessingContext())
    assert wrapper.parameterValue() == "9,98765", "an entry that the lists lack keeps its number"
    assert "98765" in line.text() and "9876" not in line.text().replace("98765", "")


def test_typed_text_becomes_ids_and_an_unknown_name_is_answered(dialog):
    owner, wrapper = made(dialog, "CONNECTION_TYPES")
    line = wrapper.createWrappedWidget(QgsProcessingContext())
    line.setText("ccs2, chademo")
    assert wrapper.parameterValue() == "33,2"
    line.editingFinished.emit()
    assert line.text() == "CCS (Type 2); CHAdeMO"
    line.setText("33; 32")
    line.editingFinished.emit()
    assert line.text() == "CCS" and sorted(wrapper.parameterValue().split(",")) == ["32", "33"]
    line.setText("chadmo")
    line.editingFinished.emit()
    assert "Did you mean CHAdeMO [2]?" in line.toolTip()
    assert wrapper.parameterValue() == "chadmo"
    assert owner.name() == "stationsinextent"


def test_countries_are_stored_by_their_codes(dialog):
    _owner, wrapper = made(dialog, "CODES", "stationsincountries")
    line = wrapper.createWrappedWidget(QgsProcessingContext())
    line.setText("holland; uk")
    assert wrapper.parameterValue() == "NL,GB"
    line.editingFinished.emit()
    assert line.text() == "Netherlands; United Kingdom"


def test_the_list_finds_ticks_and_tells(dialog):
    _owner, wrapper = made(dialog, "CONNECTION_TYPES")
    line = wrapper.createWrappedWidget(QgsProcessingContext())
    wrapper.setParameterValue("2", QgsProcessingContext())
    told = []
    wrapper.widgetValueHasChanged.connect(lambda _wrapper: told.append(wrapper.parameterValue()))
    line.show()
    popup = opened(line)
    field = popup.findChild(QgsFilterLineEdit)
    QTest.keyClicks(field, "mennekes")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert set(wrapper.parameterValue().split(",")) == {"2", "25"} and told
    popup.findChild(QToolButton, "plug_type2").click()
    assert set(wrapper.parameterValue().split(",")) == {"2", "25", "1036"}
    assert line.text() == "Type 2; CHAdeMO"
    popup.findChild(QToolButton, "plug_type2").click()
    assert wrapper.parameterValue() == "2" and popup.findChild(QListView).model().rowCount() > 0
    popup.close()
    line.close()


def test_the_model_designer_stores_ids_too(provider):
    """Nothing of Python's knew the line's helper there: it went at the next collection, and QGIS with it at a click."""
    dialog = ModelerParametersDialog()
    _owner, widget = made(dialog, "OPERATORS")
    gc.collect()
    widget.setWidgetValue(QgsProcessingModelChildParameterSource.fromStaticValue("5,23"))
    (line,) = [each for each in widget.findChildren(QLineEdit) if each.findChild(QAction, "choose")]
    assert line.text() == "5,23"
    popup = opened(line)
    field = popup.findChild(QgsFilterLineEdit)
    assert field is not None
    popup.close()
    line.setText("44")
    assert widget.value().staticValue() == "44"


def test_the_algorithms_need_no_widgets(provider):
    """`qgis_process` has none: the class of the widget is known by its name only."""
    for algorithm in provider.algorithms():
        for each in algorithm.parameterDefinitions():
            wrapper = each.metadata().get("widget_wrapper", {})
            assert isinstance(wrapper.get("class", ""), str)
