"""No English is left in the search window, in its sentences, and in what is said of searches that end well or not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timezone

from ocm_plugin.gui.saved_dialogs import SavedSearchesDialog, SaveSearchDialog
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.search.areas import Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from ocm_plugin.ocm.search.filters import Kind
from ocm_plugin.ocm.search.saved import SavedSearch
from ocm_plugin.ocm.search.search import FILTERS, Search
from ocm_plugin.ocm.search_wording import search_sentence
from ocm_plugin.qgis_support.settings import API, DEMO, FILE, Settings
from ocm_plugin.qgis_support.sources import saved_searches
from tests.ocm_server import faults
from tests.support import pseudo
from tests.support.pseudo import Shown, accented, english_in
from tests.support.shown_texts import texts_of

from ..conftest import no_task_runs, settle
from ..results import request, run
from .conftest import message, none_left, of

SQUARE = ((6.0, 50.0), (7.0, 50.0), (7.0, 51.0), (6.0, 50.0))


AREAS = (
    World(),
    Extent(6, 48, 9, 52),
    Circle(50.9, 6.9, 12_500),
    Polygons(((SQUARE,),)),
    Corridor((SQUARE,), 1500),
    Countries(("DE", "NL")),
    StationIds((1000001, 1000002)),
)


SINCE = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


NO_VALUE: dict = {"keep_cannot_tell": False, "include_unstated": True, "include_comments": False, "max_results": 1250}


def test_what_counts_as_english():
    assert english_in("Šéàŕčĥ Open Charge Map at https://example.org/search") == []
    assert english_in("Šéàŕčĥ for 1,250 since 2026-03-01") == ["for", "since", "1,250", "2026-03-01"]
    assert accented("&Search {n} <b>stations</b>…") == "&Šéàŕčĥ {n} <b>šťàťíóńš</b>…"


def test_search_window(plugin, server):
    form = plugin.open_search()
    settle(no_task_runs)
    shown = []
    for source in (API, DEMO, FILE):
        form.source.setCurrentIndex(form.source.findData(source))
        settle()
        form._describe()
        shown += texts_of(form)
    for action in form.area_button.menu().actions():
        action.trigger()
        form._describe()
        shown += [*texts_of(form), *of("entry of the menu", [action.text()])]
    form.area_widgets.show_kind("view")
    for choice in (form.output, form.style_name):
        for index in range(choice.count()):
            choice.setCurrentIndex(index)
            form._describe()
            shown += of("sentence", [form.summary.text(), form.url.placeholderText()])
    form.set_server(server.url, has_key=False)
    form.show_running(True, "")
    none_left([*shown, *texts_of(form)])


def a_value(kind: Kind, name: str, reference: ReferenceData):
    """A value of a filter that is not its default."""
    if name in NO_VALUE:
        return NO_VALUE[name]
    if kind is Kind.CHOICE:
        lists = {
            "connection_type_ids": reference.connection_types,
            "current_type_ids": reference.current_types,
            "level_ids": reference.levels,
            "operator_ids": reference.operators,
            "not_operator_ids": reference.operators,
            "usage_type_ids": reference.usage_types,
            "status_type_ids": reference.status_types,
            "data_provider_ids": reference.providers,
            "country_ids": reference.countries,
        }
        return tuple(lists[name])[1:3]
    return {Kind.POWER: 7.4, Kind.COUNT: 2, Kind.SINCE: SINCE, Kind.YES_NO: True, Kind.SWITCH: True, Kind.TEXT: "7"}[
        kind
    ]


def test_sentences_of_searches(plugin):
    reference = ReferenceData.from_json(pseudo.reference())
    values = {entry.name: a_value(entry.kind, entry.name, reference) for entry in FILTERS}
    searches = [Search(area=area) for area in AREAS]
    searches += [Search(**{name: value}) for name, value in values.items()]
    searches += [Search(**{each.name: False}) for each in FILTERS if each.kind is Kind.YES_NO]
    searches.append(Search(area=AREAS[1], **{**values, "max_power_kw": 350.0}))
    kinds = (API, DEMO, "file")
    none_left(of("search sentence", (search_sentence(each, reference, kind) for each in searches for kind in kinds)))


def test_progress_and_end_of_a_search(plugin, window, server, monkeypatch):
    form = plugin.open_search()
    form.area_widgets.show_kind("world")  # degrees of the map's view may look like an English thousand
    texts = []
    show = form.show_progress

    def shown(progress) -> None:
        show(progress)
        texts.extend((form.progress_text.text(), progress.phase))

    monkeypatch.setattr(form, "show_progress", shown)
    replace(Settings(), page_size=100).save()
    server.faults.add(faults.status(429, retry_after=0), times=1, action="poi")
    run(plugin.searching, window, request(Search(min_power_kw=50)))
    settle(lambda: not plugin.searching.work.goes_on)
    none_left([*of("progress", texts), *message(window), *texts_of(form)])


SEARCHES = {
    "all": Search(),
    "filtered": Search(min_power_kw=50, connection_type_ids=(33,)),
    "capped": Search(max_results=30),
    "none": Search(area=Extent(100, 10, 101, 11), min_power_kw=50),
    "uncertain left out": Search(min_power_kw=349, max_power_kw=350, keep_cannot_tell=False),
    "operator": Search(operator_ids=(9001,), include_unstated=True),
    "operator, stated": Search(operator_ids=(9001,), usage_type_ids=(4,)),
    "unknown operator": Search(operator_ids=(123456,)),
}


def searched(plugin, window, **wanted) -> list[Shown]:
    """Run a search to its end: what its message says. The layers go again."""
    plugin.searching._messages.clear()
    run(plugin.searching, window, request(**wanted))
    settle(lambda: not plugin.searching.work.goes_on)
    shown = [*message(window)]
    window.clear_project()
    return shown


def test_messages_of_results(plugin, window):
    none_left(text for each in SEARCHES.values() for text in searched(plugin, window, search=each))


def test_messages_of_other_sources(plugin, window, tmp_path):
    path = tmp_path / "stations.json"
    shown = searched(plugin, window, source="demo") + searched(plugin, window, source=str(path))
    pois = pseudo.pois()
    path.write_text(json.dumps(pois), encoding="utf-8")
    shown += searched(plugin, window, source=str(path))
    pois[3] = {"ID": 3}
    pois[4]["AddressInfo"]["Latitude"] = 200
    pois[5] = "ΑΒΓ"
    path.write_text(json.dumps(pois), encoding="utf-8")
    shown += searched(plugin, window, source=str(path))
    none_left(shown)


FAULTS = {
    "no key": faults.missing_key(),
    "wrong key": faults.invalid_key(),
    "banned": faults.banned(),
    "robot": faults.robot(),
    "upstream": faults.upstream_unavailable(),
    "empty body": faults.empty_body(),
    "empty list": faults.empty_list(),
    "html": faults.html(),
    "not json": faults.not_json(),
    "wrong shape": faults.wrong_shape(),
    "redirect": faults.redirect("http://elsewhere.example/"),
    "not found": faults.status(404),
    "failed": faults.status(500),
    "too many": faults.status(429, retry_after=900),
    "truncated": faults.truncated(),
    "reset": faults.reset(),
    "bytes": faults.invalid_utf8(),
    "deep": faults.nested(2000),
    "cache": faults.cache_not_ready(),
    "without address": faults.without_address(),
    "without coordinates": faults.without_coordinates(),
    "broken": faults.broken_pois(),
    "ever same": faults.ever_same(),
}


def test_messages_of_failures(plugin, window, server, monkeypatch):
    shown = []
    for fault in FAULTS.values():
        server.faults.clear()
        server.faults.add(fault, times=None, action="poi")
        shown += searched(plugin, window)
    monkeypatch.setenv("OCM_API_URL", "http://127.0.0.1:9/v3/")
    none_left([*shown, *searched(plugin, window)])


def test_message_of_half_a_result(plugin, window, server):
    replace(Settings(), page_size=100).save()
    server.faults.add(faults.status(403, "no"), times=None, action="poi", after=2)
    run(plugin.searching, window, request())
    none_left(message(window))


def test_message_while_the_window_is_closed(plugin, window, server):
    server.faults.add(faults.delay(1), times=1, action="poi")
    plugin.open_search()
    settle(no_task_runs)
    plugin.searching.search(request())
    settle()
    plugin.panel.close()
    settle(lambda: bool(window.message()))
    shown = [*message(window)]
    plugin.searching.cancel()
    settle(no_task_runs)
    settle(lambda: window.message() not in ("", shown[0].text))
    none_left([*shown, *message(window)])


def test_saved_searches(plugin, server, tmp_path, monkeypatch):
    monkeypatch.setattr("ocm_plugin.qgis_support.sources.profile_folder", lambda: tmp_path / "profile")
    form = plugin.open_search()
    kept = saved_searches()
    kept.save(SavedSearch("11", Search(Countries(("DE",)))))
    kept.remember(Search(World(), min_power_kw=50), "22")
    menu = plugin.searching.kept.button.menu()
    menu.aboutToShow.emit()
    dialogs = (SaveSearchDialog("11", ["11"], form), SavedSearchesDialog(form))
    shown = [*texts_of(form), *texts_of(menu), *(text for dialog in dialogs for text in texts_of(dialog))]
    dialogs[1].export_file(str(tmp_path / "11.json"))
    dialogs[1].import_file(str(tmp_path / "11.json"))
    shown += [Shown("note", dialogs[1].note.text().replace(str(tmp_path / "11.json"), ""))]
    plugin.browser.refresh()
    shown += [Shown("browser", text) for leaf in plugin.browser.entries() for text in (leaf.name, leaf.tip)]
    none_left(shown)
