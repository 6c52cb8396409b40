"""What Processing shows speaks the user's language; what models and scripts store does not."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
)

from ocm_plugin.processing.provider import ALGORITHMS
from tests.support.languages import AFTER, BEFORE, Marked, marked_text, spoken


def made(kind: type[QgsProcessingAlgorithm]) -> QgsProcessingAlgorithm:
    """An algorithm with its parameters."""
    return kind().create()


def ids(algorithm: QgsProcessingAlgorithm) -> list[object]:
    """All that a model or script can hold of an algorithm."""
    parameters = algorithm.parameterDefinitions()
    return [
        algorithm.name(),
        algorithm.groupId(),
        [(each.name(), each.type(), each.defaultValue()) for each in parameters],
        [each.options() for each in parameters if isinstance(each, QgsProcessingParameterEnum)],
        [each.name() for each in algorithm.outputDefinitions()],
    ]


@pytest.mark.parametrize("kind", ALGORITHMS)
def test_all_that_is_shown_speaks_the_users_language(qgis_app, kind):
    with spoken(Marked()):
        algorithm = made(kind)
        shown = [
            algorithm.displayName(),
            algorithm.group(),
            algorithm.shortHelpString(),
            *filter(None, [algorithm.shortDescription()]),
            *(each.description() for each in algorithm.parameterDefinitions()),
            *(each.help() for each in algorithm.parameterDefinitions() if each.help()),
            *(each.description() for each in algorithm.outputDefinitions()),
        ]
    for text in shown:
        # What marks the letter of a shortcut goes.
        assert text.startswith(BEFORE) and text.replace("&", "").endswith(AFTER.replace("&", "")), text
        assert BEFORE + BEFORE not in text, "looked up twice"


@pytest.mark.parametrize("kind", ALGORITHMS)
def test_what_models_store_is_the_same_in_every_language(qgis_app, kind):
    with spoken(Marked()):
        spoken_ids = ids(made(kind))
    assert spoken_ids == ids(made(kind))


@pytest.mark.parametrize("kind", ALGORITHMS)
def test_the_toolbox_finds_an_algorithm_by_words_of_both_languages(qgis_app, kind):
    english = made(kind).tags()
    assert "EV" in english and len(english) == len(set(english))
    with spoken(Marked()):
        both = made(kind).tags()
    assert set(english) < set(both)


def test_a_refusal_is_one_sentence_with_the_name_of_the_parameter(qgis_app):
    """It was "… is not {what}, as … must be.": no language could decline the parts."""
    with spoken(Marked()):
        algorithm = made(ALGORITHMS[0])
        description = algorithm.parameterDefinition("MIN_POWER_KW").description()
        feedback = QgsProcessingFeedback()
        parameters = {"EXTENT": "0,1,0,1 [EPSG:4326]", "SOURCE": "demo", "MIN_POWER_KW": "fast", "OUTPUT": "memory:"}
        _, succeeded = algorithm.run(parameters, QgsProcessingContext(), feedback)
    assert not succeeded
    assert marked_text(f"“fast” is not a number, as “{description}” must be.") in feedback.textLog()
