"""What layers carry of ours as earlier versions stored it is read, and types may grow without losing it."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from qgis.core import QgsVectorLayer

from ocm_plugin.layers.attribution import attribution_of
from ocm_plugin.layers.keywords import (
    ATTRIBUTION_VOCABULARY,
    PROVENANCE_VOCABULARY,
    SEARCH_VOCABULARY,
    SENTENCE_VOCABULARY,
)
from ocm_plugin.layers.metadata import WORDS_CODEC, metadata_problem, read_provenance, read_search, read_words
from ocm_plugin.ocm.records.credits import ATTRIBUTION_CODEC, CREDIT_FORM, Attribution, Credit
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.search_wording import SearchWords
from ocm_plugin.ocm.stored import Codec
from tests.support.stored import STOPPED_OF_VERSION_2, grown

SEARCH_OF_VERSION_1 = (
    '{"version":1,"area":{"kind":"extent","west":4.0,"south":47.0,"east":9.0,"north":52.0},'
    '"connection_type_ids":[33],"min_power_kw":50.0}'
)
CREDITS_WITHOUT_VERSION = (
    '{"providers": [[1, "Ladenetz Süd", "https://sued.example", "CC BY 4.0", "Attribution 4.0", '
    '"https://creativecommons.org/licenses/by/4.0/", "open", 5], '
    '[null, "Unknown data provider", null, "licence unknown", null, null, "unknown", 1]], "is_invented": true}'
)
CLAUSES_OF_VERSION_1 = '{"version": 1, "clauses": ["Charging stations", "with a connector of CCS (Type 2)"]}'

CREDITS = Attribution(
    (
        Credit(
            1,
            "Ladenetz Süd",
            "https://sued.example",
            "CC BY 4.0",
            "Attribution 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
            "open",
            5,
        ),
        Credit(None, "Unknown data provider", None, "licence unknown", None, None, "unknown", 1),
    ),
    is_invented=True,
)


def layer_with(**texts: str) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?field=ocm_id:int", "stored", "memory")
    metadata = layer.metadata()
    metadata.setKeywords({f"openchargemap:{name}": [text] for name, text in texts.items()})
    layer.setMetadata(metadata)
    return layer


def test_a_layer_of_the_first_versions_is_read_whole(qgis_app):
    """The texts are literally what such layers carry."""
    layer = layer_with(
        search=SEARCH_OF_VERSION_1,
        statement=STOPPED_OF_VERSION_2,
        attribution=CREDITS_WITHOUT_VERSION,
        sentence=CLAUSES_OF_VERSION_1,
    )
    assert metadata_problem(layer) == ""
    assert read_search(layer) == Search(Extent(4, 47, 9, 52), connection_type_ids=(33,), min_power_kw=50)
    assert read_provenance(layer).resume.after_id == 345_678
    assert attribution_of(layer) == CREDITS
    assert read_words(layer) == SearchWords("Charging stations", ("with a connector of CCS (Type 2)",))


def test_the_words_of_a_layer_of_version_1_say_which_of_them_are_filters(qgis_app):
    """They were one list of English clauses; the legend leaves out that comments are loaded along."""
    stored = {"version": 1, "clauses": ["Charging stations", "open data only", "comments and photos included"]}
    words = read_words(layer_with(sentence=json.dumps(stored)))
    assert words.limits == ["open data only"]
    assert words.sentence == "Charging stations; open data only; comments and photos included."


@pytest.mark.parametrize(
    "vocabulary", [SEARCH_VOCABULARY, PROVENANCE_VOCABULARY, ATTRIBUTION_VOCABULARY, SENTENCE_VOCABULARY]
)
def test_what_a_newer_version_stored_is_said_to_be_newer(qgis_app, vocabulary):
    layer = layer_with(**{vocabulary.split(":")[1]: '{"version":99,"new":[]}'})
    assert metadata_problem(layer).endswith("by a newer version of this plugin: please update the plugin.")


def test_credits_stand_by_name(qgis_app):
    stored = json.loads(ATTRIBUTION_CODEC.to_json(CREDITS))
    assert stored["version"] == 1
    assert stored["providers"][1]["title"] == "Unknown data provider"
    assert ATTRIBUTION_CODEC.from_json(json.dumps(stored)) == CREDITS


def test_credits_that_may_not_be_all_do_not_become_all_by_being_stored(qgis_app):
    """A layer of unknown providers, stored and read again, credited those alone that had been found."""
    known_in_part = CREDITS._replace(is_known=False)
    layer = layer_with(attribution=ATTRIBUTION_CODEC.to_json(known_in_part))
    assert attribution_of(layer) == known_in_part


FORMS = {
    "credit": CREDIT_FORM,
    "attribution": ATTRIBUTION_CODEC.form,
    "words": WORDS_CODEC.form,
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_member_of_a_type_is_stored(form):
    names = getattr(form.make, "_fields", None) or [field.name for field in fields(form.make)]
    assert list(form.members) == list(names)


def test_a_credit_may_grow_a_member():
    """Positions refused the longer or shorter list, and every layer saved before lost its credits unnoticed."""
    credit = CREDITS.providers[0]
    read = grown(CREDIT_FORM).read(CREDIT_FORM.write(credit))
    assert (read.title, read.grown) == (credit.title, "as before")


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        (ATTRIBUTION_CODEC, CREDITS_WITHOUT_VERSION),
        (ATTRIBUTION_CODEC, ATTRIBUTION_CODEC.to_json(CREDITS)),
        (WORDS_CODEC, CLAUSES_OF_VERSION_1),
    ],
    ids=("credits without version", "credits", "clauses"),
)
def test_a_stored_type_may_grow_a_member(codec, text):
    later = Codec(grown(codec.form), codec.version, 10_000, "damaged", "newer", codec.upgrades)
    assert later.from_json(text) == (*codec.from_json(text), "as before")
