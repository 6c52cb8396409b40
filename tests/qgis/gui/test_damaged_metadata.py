"""Damaged metadata of a layer: nothing raises, nothing waits, and what is unknown is said to be unknown.

A project file can be edited, merged by other programs, or written by a newer version. What a layer carries of its
search is read at each move of the map, for its legend, in shares, when it is reloaded and when it is saved.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import MISSING, fields

import pytest
from qgis.core import QgsLayerMetadata, QgsProject, QgsVectorLayer

from ocm_plugin.gui.about import about_html
from ocm_plugin.gui.canvas_attribution import CanvasAttribution
from ocm_plugin.gui.sharing import KML, WEB_PAGE, ShareDialog
from ocm_plugin.layers.attribution import attribution_of
from ocm_plugin.layers.keywords import (
    ATTRIBUTION_VOCABULARY,
    PROVENANCE_VOCABULARY,
    SEARCH_VOCABULARY,
    SENTENCE_VOCABULARY,
    keyword,
)
from ocm_plugin.layers.legend import renew_legend, rule_based
from ocm_plugin.layers.metadata import metadata_problem, read_provenance, read_search, read_words, write_metadata
from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.layers.saving import LayersToSave
from ocm_plugin.layers.style import apply_style
from ocm_plugin.ocm.records.credits import ATTRIBUTION_CODEC, PROVIDERS_STORED, Attribution, Credit
from ocm_plugin.ocm.records.provenance import COMPLETE, FROM_API, Origin, Provenance
from ocm_plugin.ocm.search.areas import Extent
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.translation import tr
from ocm_plugin.share.about import search_sentence
from ocm_plugin.share.kml import KmlOptions, export_kml
from ocm_plugin.share.markup import escaped
from ocm_plugin.share.source import ShareSource
from ocm_plugin.share.web_page import WebPageOptions, export_web_page
from tests.support.feedbacks import Recorder
from tests.support.languages import Marked, spoken
from tests.support.legends import one_line
from tests.support.made_stations import NOW, REFERENCE, station
from tests.support.result_layers import layers_of as made_layers
from tests.support.results import result_of

from .conftest import settle

SEARCH = Search(Extent(4, 47, 9, 52), min_power_kw=50, connection_type_ids=(33,))
PROVENANCE = Provenance(
    COMPLETE, "Elsewhere (https://example.org/)", False, NOW, NOW, 9, 5, 1, 3, True, 2, 4096,
    origin=Origin(FROM_API, "https://example.org/"),
)  # fmt: skip
ATTRIBUTION = Attribution((Credit(1, "Provider", None, "CC BY 4.0", None, None, "open", 5),))

DEEP = 100_000
TEXTS = {
    "empty": "",
    "not JSON": "{",
    "a list": "[]",
    "a number": "5",
    "null": "null",
    "NaN": "NaN",
    "no member": "{}",
    "zeros": "\x00" * 10,
    "newer": '{"version":99}',
    "version of text": '{"version":"1"}',
    "version null": '{"version":null}',
    "version too large": f'{{"version":{10**300}}}',
    "deep lists": "[" * DEEP + "]" * DEEP,
    "deep objects": '{"version":1,"a":' * DEEP,
    "a long number": f'{{"version":{"9" * 5000}}}',
    "huge": '{"version":1,"a":"' + "x" * 30_000_000 + '"}',
    "cut": '{"version":1,"providers":[[1,"Prov',
    "many members": json.dumps({f"m{number}": number for number in range(100_000)}),
}
OF_THE_PROVENANCE = (
    {"matched": "9"}, {"matched": None}, {"received": -1}, {"bytes": 1e400}, {"cannot_tell": float("nan")},
    {"finished": None}, {"finished": 7}, {"finished": "2026-11-23T08:05:30"}, {"finished": "99999-01-01"},
    {"finished": "0001-01-01T00:00:00+14:00"}, {"started": []}, {"source": 7}, {"source": "x" * 1_000_000},
    {"reason": ["a"]}, {"notes": [1]}, {"notes": 5}, {"notes": ["n"] * 100_000}, {"set_aside": [[1, "x"]]},
    {"set_aside": [{"id": 1, "reason": 2}]}, {"set_aside": [{"id": 1, "reason": "x"}] * 50_000}, {"set_aside": "ab"},
    {"resume": 5}, {"resume": {"after_id": "5"}}, {"cap": "9"}, {"is_invented": "no"},
    {"kept_cannot_tell": 1}, {"reference_date": "yesterday"}, {"outcome": ["complete"]}, {"outcome": "perhaps"},
    {"something": "new"}, {"origin": None}, {"origin": ["api", None, None, None]},
    {"origin": {"kind": "api", "server": 7}}, {"origin": {"kind": "file", "file_date": "x"}},
)  # fmt: skip
OF_THE_SEARCH = (
    {"area": None}, {"area": {}}, {"area": {"kind": "moon"}}, {"area": {"kind": ["extent"]}},
    {"area": {"kind": "extent", "west": "4", "south": 47, "east": 9, "north": 52}},
    {"area": {"kind": "extent", "west": float("nan"), "south": 47, "east": 9, "north": 52}},
    {"area": {"kind": "circle", "latitude": 50, "longitude": 8, "radius_m": -1}},
    {"area": {"kind": "polygons", "polygons": [[[[1]]]]}}, {"area": {"kind": "polygons", "polygons": 5}},
    {"area": {"kind": "stations", "ids": [10**400]}}, {"area": {"kind": "countries", "codes": ["x" * 1_000_000]}},
    {"min_power_kw": "50"}, {"min_power_kw": -1}, {"min_power_kw": 10**400}, {"connection_type_ids": ["33"]},
    {"connection_type_ids": 33}, {"connection_type_ids": [10**400]}, {"min_connectors": 10**400},
    {"max_results": 0}, {"max_results": 1.5}, {"modified_since": 5}, {"modified_since": "0001-01-01T00:00:00+14:00"},
    {"keep_cannot_tell": "yes"}, {"answer": 5}, {"answer": {"output": "exe"}}, {"unknown": 1},
)  # fmt: skip
OF_A_CREDIT = {
    "provider_id": ("1", -1, 10**400, 1.5, [1]),
    "title": (7, ["a"], {"a": 1}, "x" * 1_000_000),
    "url": (7, ["a"], "http://" + "x" * 1_000_000),
    "terms": (7, "x" * 1_000_000),
    "license": (7, "x" * 3_000_000),
    "license_class": (None, 7, ["open"], "free"),
    "n_stations": (None, "5", -1, 10**400, 0.5),
}
OF_THE_ATTRIBUTION = (
    {"providers": None}, {"providers": 5}, {"providers": [5]}, {"providers": [[1]]}, {"providers": {"1": []}},
    {"providers": [[]] * 100_000}, {"something": "new"}, {"is_invented": "no"},
    {"is_invented": None}, {"is_invented": 1},
)  # fmt: skip
OF_THE_SENTENCE = ({"clauses": None}, {"clauses": "text"}, {"clauses": [1]}, {"clauses": ["x" * 1_000_000]})


REQUIRED = {
    *(member.name for member in fields(Provenance) if member.default is MISSING),
    "area",
    "providers",
    "clauses",
} - {"is_invented"}
"""Members without which nothing stored can be read; others have been added since."""


def variants() -> Iterator[tuple[str, str, str]]:
    """The name of a damage, the vocabulary that is damaged, and the damaged text."""
    layer = QgsVectorLayer("Point?field=ocm_id:int", "whole", "memory")
    write_metadata(layer, result_of(SEARCH, PROVENANCE, REFERENCE, ATTRIBUTION))
    for vocabulary, damages in (
        (PROVENANCE_VOCABULARY, OF_THE_PROVENANCE),
        (SEARCH_VOCABULARY, OF_THE_SEARCH),
        (ATTRIBUTION_VOCABULARY, OF_THE_ATTRIBUTION),
        (SENTENCE_VOCABULARY, OF_THE_SENTENCE),
    ):
        noun = vocabulary.split(":")[1]
        for name, text in TEXTS.items():
            yield f"{noun} {name}", vocabulary, text
        whole = json.loads(keyword(layer, vocabulary))
        for damage in damages:
            yield f"{noun} {str(damage)[:60]}", vocabulary, json.dumps({**whole, **damage})
        for name in whole:
            if name in REQUIRED:
                rest = {key: value for key, value in whole.items() if key != name}
                yield f"{noun} without {name}", vocabulary, json.dumps(rest)
    for member, values in OF_A_CREDIT.items():
        for value in values:
            credit = ATTRIBUTION.providers[0]._replace(**{member: value})
            noun = f"credit {member} {str(value)[:20]}"
            text = json.dumps({"version": 1, "providers": [credit._asdict()]})
            yield noun, ATTRIBUTION_VOCABULARY, text
            text = json.dumps({"providers": [credit], "is_invented": False})
            yield f"{noun} without version", ATTRIBUTION_VOCABULARY, text


def damaged(layer: QgsVectorLayer, vocabulary: str, text: str) -> None:
    metadata = layer.metadata()
    keywords = metadata.keywords()
    keywords[vocabulary] = [text]
    metadata.setKeywords(keywords)
    layer.setMetadata(metadata)


@pytest.fixture
def layer(window) -> QgsVectorLayer:
    """A station as a search leaves it, its metadata whole."""
    layer = made_layers([station(provider_id=1)]).stations
    write_metadata(layer, result_of(SEARCH, PROVENANCE, REFERENCE, ATTRIBUTION))
    apply_style(layer, "afir")
    # What changes the style of a layer that is being drawn may end QGIS; nothing here looks at the picture.
    window.wait_for_drawing()
    return layer


@pytest.fixture
def label(window, layer):
    label = CanvasAttribution(window.canvas)
    yield label
    label.stop()


class Slow:
    """Fails when something makes the main thread compute for long."""

    def __init__(self, what: str, seconds: float) -> None:
        self._what, self._seconds = what, seconds

    def __enter__(self) -> None:
        self._start = time.thread_time()

    def __exit__(self, *_: object) -> None:
        took = time.thread_time() - self._start
        assert took < self._seconds, f"{self._what} took {took:.2f} s"


def test_there_are_more_than_a_hundred_damages(qgis_app):
    assert len(list(variants())) > 150


@pytest.mark.parametrize("part", range(8))
def test_damaged_metadata_raise_nowhere_and_keep_nobody_waiting(layer, label, window, searching, tmp_path, part):
    """22 of 101 raised: 17 of them at every pan of the map; a title of 1 MB froze the window for 143 seconds."""
    label.start()
    layers = layers_of(layer, QgsProject.instance())
    feedback = Recorder()
    whole = QgsLayerMetadata(layer.metadata())
    for name, vocabulary, text in list(variants())[part::8]:
        layer.setMetadata(whole)
        damaged(layer, vocabulary, text)
        with Slow(f"{name}: panning", 3.0):
            label.update()
            window.canvas.extentsChanged.emit()
            settle()
        with Slow(f"{name}: legend", 5.0):
            renew_legend(layer)
            apply_style(layer, "afir")
        assert metadata_problem(layer).endswith("."), name
        with Slow(f"{name}: sharing", 20.0):
            for kind in (KML, WEB_PAGE):
                dialog = ShareDialog(kind, layer, window.window)
                settle(lambda shown=dialog: shown._licences.is_complete)
                dialog.reject()
            source = ShareSource.of_layer(layer, project=QgsProject.instance())
            export_kml(source, str(tmp_path / "share.kml"), KmlOptions(keep_not_open=True), feedback)
        page = tmp_path / "share.html"
        export_web_page(source, str(page), WebPageOptions(keep_not_open=True), feedback)
        assert escaped(metadata_problem(layer)) in page.read_text(encoding="utf-8"), name
        with Slow(f"{name}: saving", 20.0):
            to_save = LayersToSave(layers)
            to_save.write(str(tmp_path / "saved.gpkg"), feedback)
        if vocabulary in (SEARCH_VOCABULARY, PROVENANCE_VOCABULARY):
            searching.reloads.reload(layer)
            assert "cannot be reloaded" in window.message(), name
        assert "Open Charge Map" in about_html(QgsProject.instance())


def test_what_is_damaged_is_unknown(layer):
    damaged(layer, PROVENANCE_VOCABULARY, "{")
    assert read_provenance(layer) is None
    assert read_search(layer) == SEARCH
    apply_style(layer, "afir")
    heading = rule_based(layer.renderer()).rootRule().children()[0]
    assert not any("2026" in rule.label() for rule in (heading, *heading.children()))
    assert "The layer's stored provenance is damaged and cannot be read." in [
        one_line(rule.label()) for rule in heading.children()
    ]


def test_a_layer_that_lost_its_providers_does_not_credit_open_charge_map_alone(layer):
    damaged(layer, ATTRIBUTION_VOCABULARY, "{")
    assert attribution_of(layer).text() == "Open Charge Map and its data providers"
    assert "Open Charge Map Contributors" in about_html(QgsProject.instance())


def test_invented_stations_stay_invented_when_the_credits_are_damaged(layer):
    provenance = Provenance(COMPLETE, "Demo data (invented)", True, NOW, NOW, 9, 5, 1, 3, True, 0, 0)
    write_metadata(layer, result_of(SEARCH, provenance, REFERENCE, ATTRIBUTION))
    damaged(layer, ATTRIBUTION_VOCABULARY, "{")
    assert attribution_of(layer).text().startswith("Invented demo data")


def test_many_providers_and_long_texts_are_stored_shorter_and_read_back(layer):
    """A server decides how long they are. Stored as they came, they would be refused, and the credit lost."""
    number = PROVIDERS_STORED + 50
    credits = tuple(
        Credit(number, "t" * 5_000, "http://" + "u" * 9_000, "s" * 5_000, "l" * 9_000, None, "open", 1)
        for number in range(1, number + 1)
    )
    damaged(layer, ATTRIBUTION_VOCABULARY, ATTRIBUTION_CODEC.to_json(Attribution(credits)))
    read = attribution_of(layer)
    assert read.is_known
    assert read.providers[0].title.endswith("…")
    assert read.providers[0].url is None
    assert read.providers[-1].text == "50 more data providers"
    assert read.text(limit=1).endswith(f" · {number - 1} more data providers")
    with spoken(Marked()):
        # What is stored speaks no language: it was said in that of the moment, for ever.
        assert read.providers[-1].name == tr("{n} more data provider", "{n} more data providers", n=50)
    assert sum(credit.n_stations for credit in read.providers) == number


def test_the_search_is_not_read_from_the_abstract(layer):
    """Users may edit the abstract: legend, shares and files then named a search that was never made."""
    metadata = layer.metadata()
    metadata.setAbstract("My stations; the best ones; all of them.\nEverything.")
    layer.setMetadata(metadata)
    assert read_words(layer).filters == ("with a connector of CCS (Type 2), at least 50 kW",)
    renew_legend(layer)
    heading = rule_based(layer.renderer()).rootRule().children()[0]
    labels = [one_line(rule.label()) for rule in heading.children()]
    assert "With a connector of CCS (Type 2), at least 50 kW" in labels
    assert "The best ones" not in labels
    source = ShareSource.of_layer(layer)
    assert search_sentence(source).startswith("Charging stations between 47° N and 52° N")
    (row,) = LayersToSave(layers_of(layer, QgsProject.instance()))._provenance
    assert row.sentence == search_sentence(source)


def test_a_layer_of_an_older_version_gets_its_filters_from_its_search(layer):
    metadata = layer.metadata()
    metadata.removeKeywords(SENTENCE_VOCABULARY)
    layer.setMetadata(metadata)
    assert read_words(layer).filters == ("with a connector of CCS (Type 2), at least 50 kW",)


def test_a_heading_of_ones_own_stays(layer):
    """Everything behind the first " · " was taken for the date, and cut off at each reload."""
    renderer = layer.renderer().clone()
    rule_based(renderer).rootRule().children()[0].setLabel("Fast · my own")
    layer.setRenderer(renderer)
    renew_legend(layer)
    assert rule_based(layer.renderer()).rootRule().children()[0].label() == "Fast · my own"
