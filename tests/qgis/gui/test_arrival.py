"""What a user finds around a result: the active layer, the names of groups, legends; and what the form asks for."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from qgis.core import QgsApplication, QgsLayerTree, QgsLayerTreeModel, QgsLegendRenderer, QgsLegendSettings, QgsProject
from qgis.PyQt.QtCore import QSizeF
from qgis.PyQt.QtWidgets import QPushButton, QTextEdit

from ocm_plugin.gui.messages import Messages
from ocm_plugin.gui.search_controller import SearchController
from ocm_plugin.gui.search_messages import SearchMessages
from ocm_plugin.gui.search_request import SearchRequest
from ocm_plugin.gui.search_task import Arrival
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.provenance import CAPPED, COMPLETE, STOPPED, Provenance
from ocm_plugin.ocm.search.areas import Extent, StationIds, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.search_wording import area_phrase
from ocm_plugin.ocm.store.merge_values import Outcome, Place
from ocm_plugin.ocm.store.undoing import TakenBack
from tests.ocm_server import OcmServer
from tests.ocm_server.synthetic import make_pois
from tests.support.languages import Shouted, spoken
from tests.support.made_stations import NOW
from tests.support.results import result_of

from .conftest import settle
from .results import stations

NOTHING_SURE = Provenance(COMPLETE, "Elsewhere", False, NOW, NOW, 50, 0, 34, 16, False, 1, 1_000)


@pytest.fixture
def server(monkeypatch, tmp_path):
    with OcmServer(make_pois(50)) as server:
        monkeypatch.setenv("OCM_API_URL", server.url)
        monkeypatch.setenv("OCM_API_KEY", server.key)
        monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(tmp_path)))
        yield server


def run(searching: SearchController, window, search: Search, source: str = "demo") -> str:
    window.bar.clearWidgets()
    searching.search(SearchRequest(search, source, "", "afir"))
    settle(lambda: bool(window.message()))
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    return window.message()


def test_the_dialog_asks_for_the_lists_once(server, searching):
    searching.open_panel()
    settle(lambda: bool(server.reference_requests))
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    settle()
    assert len(server.reference_requests) == 1


def test_a_result_is_the_active_layer_until_the_person_chooses_another(searching, window):
    run(searching, window, Search(area=World()))
    layer = stations()
    assert window.activeLayer() is layer
    other = QgsProject.instance().mapLayersByName("Charging stations – connections")[0]
    window.setActiveLayer(other)
    searching.reloads.reload(layer)
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    settle(lambda: "nothing changed" in window.message())
    assert window.activeLayer() is other


def test_message_and_legend_count_uncertain_stations_apart(searching, window):
    message = run(searching, window, Search(area=World(), min_power_kw=50))
    layer = stations()
    matches = [feature["match"] for feature in layer.getFeatures()]
    sure, uncertain = matches.count("yes"), matches.count("cannot_tell")
    assert sure and uncertain
    assert message == f"{sure} invented stations match, {uncertain} more may."
    legend = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot())
    rows = legend.layerLegendNodes(QgsProject.instance().layerTreeRoot().findLayer(layer))
    said = [row.data(0) for row in rows]
    assert f"Match ({sure})" in said and f"May match ({uncertain})" in said


@pytest.mark.parametrize(
    ("search", "way_out"),
    [
        (Search(area=Extent(-40, 10, -39, 11)), "Widen the area."),
        (Search(area=StationIds((7_654_321,))), "Check the numbers."),
        (Search(area=StationIds((7_654_321,)), min_power_kw=50), "Check the numbers or remove filters."),
        (Search(area=Extent(-40, 10, -39, 11), min_power_kw=50), "Widen the area or remove filters."),
        (Search(area=World(), min_power_kw=9_000, keep_cannot_tell=False), "Remove filters."),
    ],
)
def test_an_empty_result_says_what_may_help(server, searching, window, search, way_out):
    message = run(searching, window, search, "api")
    assert message.startswith("No station matches this search.") and message.endswith(f" {way_out}")


def test_stations_that_state_nothing_are_counted_and_offered(searching, window):
    """36 stations without status were left out silently; now one click includes them, marked as uncertain."""
    without = run(searching, window, Search(area=World(), status_type_ids=(50,)))
    number = int(re.search(r"(\d+) state no status: left out\.$", without)[1])
    # More buttons would hide these words.
    assert window.buttons() == ["Include Them", "Zoom To", "Details"]
    layer = stations()
    sure = layer.featureCount()
    assert number > 1
    window.press("Include Them")
    settle(lambda: f"{number} added" in window.message())
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    assert "left out" not in window.message() and "Details" in window.buttons()
    layer = stations()
    matches = [feature["match"] for feature in layer.getFeatures()]
    assert (matches.count("yes"), matches.count("cannot_tell")) == (sure, number)


@pytest.mark.parametrize("area", [Extent(6, 50, 9, 53), Extent(170, -60, -170, 60), World()])
def test_the_url_shown_is_the_one_sent(server, searching, window, area):
    """It had filters that are never sent, such as the minimum power, another number of stations, and for an extent
    across the antimeridian no area."""
    search = Search(area=area, operator_ids=(23,), status_type_ids=(50,), min_power_kw=50)
    form = searching.open_panel()
    form.show_search(search)
    settle(lambda: area_phrase(area, BUILT_IN) in form.summary.text() and bool(server.reference_requests))
    settle(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    shown = form.url.text()
    run(searching, window, search, "api")
    sent = server.poi_requests[0]
    assert shown.partition("?")[2] == sent.raw_query
    assert ("boundingbox" in sent.query) is not isinstance(area, World)


def test_groups_tell_results_apart(searching, window):
    for _ in range(3):
        run(searching, window, Search(World(), connection_type_ids=(33,), min_power_kw=50, place="Demo[%1+1%]"))
    run(searching, window, Search(area=World()))
    groups = QgsProject.instance().layerTreeRoot().findGroups()
    filtered = groups[3].name()
    assert filtered.startswith("Demo") and filtered.endswith(" · CCS (Type 2) ≥ 50 kW") and "[%" not in filtered
    assert [group.name() for group in groups[:3]] == ["Charging stations", f"{filtered} (3)", f"{filtered} (2)"]
    assert [node.name() for node in groups[3].children()] == [filtered, f"{filtered} – connections"]


def size_of_legend(root: QgsLayerTree) -> QSizeF:
    model = QgsLayerTreeModel(root)
    return QgsLegendRenderer(model, QgsLegendSettings()).minimumSize()


def test_legends_leave_out_the_tables(searching, window):
    run(searching, window, Search(area=World(), include_comments=True))
    root = QgsProject.instance().layerTreeRoot()
    # The panel shows them.
    tables = {f"Charging stations – {table}" for table in ("connections", "comments", "photos")}
    assert tables <= {node.name() for node in root.findLayers()}
    with_tables = size_of_legend(root)
    bare = root.clone()
    for node in bare.findLayers():
        if not node.layer().isSpatial():
            node.parent().removeChildNode(node)
    without = size_of_legend(bare)
    assert with_tables.height() == pytest.approx(without.height())
    assert with_tables.width() == pytest.approx(without.width())


def test_stations_that_may_match_are_not_no_station(window):
    """With uncertain stations unwanted, "No station matches" was said of searches that many may match."""
    telling = SearchMessages(window, Messages(window))
    wanted = []
    telling.search_wanted.connect(lambda request, _: wanted.append(request))
    search = Search(area=Extent(6, 48, 9, 52), min_power_kw=300, keep_cannot_tell=False)
    telling.nothing(NOTHING_SURE, SearchRequest(search, "demo", "", ""))
    expected = "No station matches this search. 34 may: left out, as you wished. 16 stations arrived"
    assert window.message().startswith(expected)
    window.press("Include Uncertain")
    assert [request.search for request in wanted] == [replace(search, keep_cannot_tell=True)]


RELOADED = Provenance(COMPLETE, "Elsewhere", False, NOW, NOW, 158, 118, 40, 0, True, 158, 1_000)
"""Of a search by power: some match, some may."""
MERGED = Outcome(gone=5, same=158, conflicts=1, contradicted={Place("stations", "1", "name")})


@pytest.mark.parametrize(
    "provenance",
    [
        RELOADED,
        replace(RELOADED, outcome=CAPPED, cap=158),
        replace(RELOADED, outcome=STOPPED, reason="", is_invented=True, cannot_tell=0),
        replace(RELOADED, unstated=(("status_type_ids", 36),)),
    ],
)
def test_messages_speak_the_user_s_language_from_the_first_word_to_the_last(window, provenance):
    """Counts such as "no stations" and "2 records" were put into translated sentences in English."""
    telling = SearchMessages(window, Messages(window))
    request = SearchRequest(Search(area=World()), "api", "", "", target="x")
    result = result_of(request.search, replace(provenance, source="HERE"))
    arrival = Arrival(result, None, None)
    shown = []
    with spoken(Shouted()):
        for tell in (
            lambda: telling.loaded(request, result.provenance, ""),
            lambda: telling.reloaded(request, arrival, MERGED, 1),
            lambda: telling.stopped(request, arrival),
            lambda: telling.suspicious(request, arrival, "ROOF", 4_000),
            lambda: telling.nothing(NOTHING_SURE, request),
            lambda: telling.undone(TakenBack(2, False), "", 1),
        ):
            tell()
            shown += [window.message(), *(button for button in window.buttons() if button)]
    assert [text for text in shown if text != text.upper()] == []


def lines_of_message(window) -> int:
    """How many lines the words of the message take up beside its buttons, in a window of 1280 pixels."""
    window.window.resize(1280, 720)
    window.bar.resize(1280, window.bar.sizeHint().height())
    settle()
    (words,) = window.item().findChildren(QTextEdit)
    assert window.bar.width() == 1280 and window.item().width() > 1150
    document = words.document().clone()
    document.setTextWidth(words.viewport().width())
    block = document.begin()
    lines = 0
    while block.isValid():
        document.documentLayout().blockBoundingRect(block)
        lines += block.layout().lineCount()
        block = block.next()
    return lines


@pytest.mark.parametrize(
    ("outcome", "merged", "message"),
    [
        (COMPLETE, MERGED, "158 stations: 5 gone, 158 unchanged, 1 kept as you edited it."),
        (
            CAPPED,
            Outcome(1_234, 2_345, 3_456, 34_567, 45, 56, contradicted=MERGED.contradicted),
            "38,146 stations: 1,234 added, 2,345 changed, 3,456 gone, 34,567 unchanged, "
            "101 kept as you edited them. There may be more.",
        ),
        (STOPPED, MERGED, "158 stations: 5 gone, 158 unchanged, 1 kept as you edited it. That is not all."),
    ],
)
def test_the_message_of_a_reload_is_its_counts_and_fits_the_bar(window, searching, outcome, merged, message):
    """At 1280 pixels the end of "118 stations match, 40 more may. 158 stations: 5 gone, 158 unchanged, 1 kept as you
    edited it." was cut; how sure the stations are, and what states nothing, stands in the details."""
    provenance = replace(RELOADED, outcome=outcome, unstated=(("status_type_ids", 36),), cap=158)
    request = SearchRequest(Search(area=World()), "api", "", "", target="x")
    arrival = Arrival(result_of(request.search, provenance), None, None)
    shown = []
    searching._messages.show_details = lambda _sentence, details: shown.append(details)
    telling: SearchMessages = searching._telling
    telling.reloaded(request, arrival, merged, 1)
    assert window.message() == message
    more = [] if outcome == COMPLETE else ["Load All"]
    assert window.buttons() == [*more, "Undo", "Take Theirs", "Keep Mine", "Details"]
    assert lines_of_message(window) <= 2
    window.press("Details")
    assert "40 stations may match (data incomplete): included." in shown[0]
    assert "36 stations state no status: left out." in shown[0]


def test_a_message_leaves_room_for_the_panels_beside_the_map(searching, window):
    """On a screen of 1280 pixels its five buttons took the width of the legend."""
    run(searching, window, Search(area=World()))
    assert window.buttons() == ["Zoom To", "Open Table", "Share as KML…", "Save…", "Details"]
    assert len([button for button in window.item().findChildren(QPushButton) if button.text()]) == 2
    assert window.item().minimumSizeHint().width() <= 640
