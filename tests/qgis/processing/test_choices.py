"""Choices in the dialogs of Processing: users read words of their language, models and scripts store values."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingModelChildParameterSource,
    QgsProcessingParameterEnum,
)
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QComboBox

from ocm_plugin.ocm.translation import tr
from tests.qgis.processing.dialogs import AlgorithmDialog, BatchAlgorithmDialog, ModelerParametersDialog
from tests.support.languages import Marked, spoken

CHOICES = (
    ("stationsinextent", "OPEN_DATA", ("any", "yes", "no"), ("Any", "Open licences only", "Only other licences")),
    (
        "stationsinextent",
        "SOURCE",
        ("api", "demo", "file", "mirror"),
        ("Open Charge Map", "Demo data (invented)", "POI file", "Mirror"),
    ),
    (
        "exportkml",
        "FOLDERS_BY",
        ("power_class", "operator", "status", "town", "none"),
        ("Power", "Operator", "Status", "Town", "No folders"),
    ),
)


@pytest.fixture
def spoken_provider(provider):
    """The algorithms, made in another language."""
    with spoken(Marked()):
        provider.refreshAlgorithms()
        yield provider
    provider.refreshAlgorithms()


def parameter_of(algorithm: str, name: str) -> tuple[QgsProcessingAlgorithm, QgsProcessingParameterEnum]:
    """A parameter, and the algorithm that owns it."""
    made = QgsApplication.processingRegistry().createAlgorithmById(f"openchargemap:{algorithm}")
    return made, made.parameterDefinition(name)


def shown(box: QComboBox) -> list[str]:
    return [box.itemText(index) for index in range(box.count())]


@pytest.mark.parametrize("dialog", [AlgorithmDialog, BatchAlgorithmDialog])
@pytest.mark.parametrize(("algorithm", "name", "values", "words"), CHOICES)
def test_dialogs_show_words_and_store_values(spoken_provider, dialog, algorithm, name, values, words):
    """They showed "any", "yes" and "power_class" in every language."""
    from processing.gui.wrappers import WidgetWrapperFactory

    _algorithm, parameter = parameter_of(algorithm, name)
    parent, context = dialog(), QgsProcessingContext()
    wrapper = WidgetWrapperFactory.create_wrapper(parameter, parent)
    box = wrapper.createWrappedWidget(context)
    assert shown(box) == [tr(text) for text in words]
    assert wrapper.parameterValue() == values[0]
    for index, value in enumerate(values):
        wrapper.setParameterValue(value, context)
        assert box.currentIndex() == index
        box.setCurrentIndex(-1)
        box.setCurrentIndex(index)
        assert wrapper.parameterValue() == value


@pytest.mark.parametrize(("algorithm", "name", "values", "words"), CHOICES)
def test_the_model_designer_shows_words_and_stores_values(spoken_provider, algorithm, name, values, words):
    from processing.gui.wrappers import WidgetWrapperFactory

    _algorithm, parameter = parameter_of(algorithm, name)
    parent = ModelerParametersDialog()
    widget = WidgetWrapperFactory.create_wrapper(parameter, parent)
    (box,) = [box for box in widget.findChildren(QComboBox) if box.count() == len(words)]
    assert shown(box) == [tr(text) for text in words]
    widget.setWidgetValue(QgsProcessingModelChildParameterSource.fromStaticValue(values[1]))
    assert box.currentText() == tr(words[1])
    assert widget.value().staticValue() == values[1]


@pytest.mark.parametrize("dialog", [AlgorithmDialog, BatchAlgorithmDialog])
@pytest.mark.parametrize("name", ["OPEN_DATA", "PUBLIC", "CONNECTION_TYPES"])
def test_widgets_are_made_by_qgis_itself(provider, dialog, name):
    """QGIS ended now and then when a batch was opened: it asked a combo box for its class, of which Python's part had
    gone."""
    from processing.gui.wrappers import WidgetWrapperFactory

    _algorithm, parameter = parameter_of("stationsinextent", name)
    parent = dialog()
    wrapper = WidgetWrapperFactory.create_wrapper(parameter, parent)
    assert not sip.ispycreated(wrapper.createWidget())


def test_every_choice_has_its_words(spoken_provider):
    for algorithm in spoken_provider.algorithms():
        for each in algorithm.parameterDefinitions():
            if isinstance(each, QgsProcessingParameterEnum):
                words = each.metadata()["widget_wrapper"]["words"]
                assert each.usesStaticStrings() and len(words) == len(each.options())
                assert not set(words) & set(each.options())
