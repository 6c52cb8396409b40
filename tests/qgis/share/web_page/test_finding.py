"""How readers of a web page find stations: by filters, words, a linked view, and the table."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.support.browser import Visit, needs_chromium


@needs_chromium
def test_filters_count_what_they_would_show_and_unknown_is_a_choice_of_its_own(demo, visit):
    page = visit(demo.stations)
    stations = list(demo.stations.getFeatures())
    power = Counter(station["power_class_code"] for station in stations)
    assert page.choice_count("Charging power", "Power unknown") == power[0] > 0
    assert page.choice_count("Charging power", "150 to 350 kW") == power[5]
    page.choice("Charging power", "Power unknown").click()
    assert page.count() == power[0]
    page.choice("Charging power", "150 to 350 kW").click()
    assert page.count() == power[0] + power[5]
    chosen = [station for station in stations if station["power_class_code"] in (0, 5)]
    ccs = sum("CCS2" in (station["standards"] or "").split(";") for station in chosen)
    assert page.choice_count("Connectors", "CCS 2") == ccs
    page.choice("Connectors", "CCS 2").click()
    assert page.count() == ccs
    closed = sum(
        station["status_class"] == "not_operational" and "CCS2" in (station["standards"] or "").split(";")
        for station in chosen
    )
    assert page.choice_count("Status", "Not operational") == closed
    # The other classes tell what they would add.
    fast = sum(
        "CCS2" in (station["standards"] or "").split(";") for station in stations if station["power_class_code"] == 6
    )
    assert page.choice_count("Charging power", "350 kW and more") == fast
    page.page.click("#reset")
    assert page.count() == len(stations)
    assert page.page.locator("input:checked").count() == 0


@needs_chromium
def test_stations_that_may_match_are_a_choice_of_their_own(demo, visit):
    """The headline counts them apart; readers can choose only the sure ones, or only those to look into."""
    page = visit(demo.stations)
    assert not page.page.get_by_text("Surely match").count()
    field = demo.stations.fields().indexOf("match")
    ids = sorted(demo.stations.allFeatureIds())
    assert demo.stations.dataProvider().changeAttributeValues({number: {field: "cannot_tell"} for number in ids[:3]})
    page = visit(demo.stations)
    assert page.choice_count("The search", "May match (data incomplete)") == 3
    page.choice("The search", "Surely match").click()
    assert page.count() == len(ids) - 3


@needs_chromium
def test_a_view_can_be_linked(demo, visit, chromium):
    """A reader who had found the fast stations of a town could only describe to others how to find them."""
    page = visit(demo.stations)
    page.choice("Charging power", "350 kW and more").click()
    page.choice("Operator", "Operator unknown").click()
    page.page.fill("#text", "a & b=c#d")
    page.page.fill("#text", "e")
    page.page.wait_for_url(re.compile("find=e"))
    page.page.click("#show-table")
    page.page.evaluate("ocm.map.setView([50.5, 7.25], 9, { animate: false })")
    page.page.wait_for_url(re.compile("at=50.5"))
    asked, count = page.page.evaluate("location.hash").lstrip("#"), page.count()
    assert asked.startswith("power=6&operator=unknown&find=e&view=table&at=50.5")
    again = Visit(chromium, page.page.url.split("#")[0].removeprefix("file://"), asks=asked)
    assert again.count() == count
    assert again.page.locator("input:checked").count() == 2
    assert again.page.input_value("#text") == "e"
    assert again.page.is_visible("#table-view") and not again.page.is_visible("#map-view")
    assert again.page.evaluate("[ocm.map.getCenter().lat, ocm.map.getZoom()]") == [pytest.approx(50.5, abs=1e-4), 9]
    assert again.complaints == []
    again.page.evaluate("location.hash = '#about'")
    assert again.page.locator("input:checked").count() == 2, "links of the page itself ask for no view"
    again.page.evaluate("location.hash = '#view=map'")
    again.page.wait_for_selector("#map-view", state="visible")
    assert again.page.locator("input:checked").count() == 0
    again.context.close()


@needs_chromium
@pytest.mark.parametrize(
    "asks",
    [
        "power=%3Cscript%3Ealert(1)%3C/script%3E&find=%3Cimg src=x onerror=window.ran=1%3E&view=table",
        "at=NaN,Infinity,1e9&view=%00",
        "at=50,7,99&at=1,2",
        "__proto__=1&constructor=toString&power=__proto__&power=constructor",
        "find=" + "x" * 100_000,
        "%E0%A4%A&power=%ff&=&&&at=,,",
    ],
)
def test_hostile_addresses_do_no_harm(demo, visit, asks):
    page = visit(demo.stations, asks=asks)
    assert page.complaints == [] and page.asked_elsewhere() == []
    assert page.page.evaluate("window.ran") is None
    assert page.page.locator("input:checked").count() == 0
    assert page.page.evaluate("ocm.map.getZoom() <= 19 && Number.isFinite(ocm.map.getCenter().lat)")
    assert len(page.page.input_value("#text")) <= 200
    page.page.click("#reset")
    assert page.count() == demo.stations.featureCount()


@needs_chromium
@pytest.mark.parametrize("button", ["#show-map", "#show-table"])
def test_on_a_phone_map_and_table_close_the_filters(demo, visit, button):
    """They covered what had been asked for, and nothing seemed to happen."""
    page = visit(demo.stations, viewport={"width": 390, "height": 844})
    page.page.click("#show-filters")
    assert page.page.is_visible("#filters")
    page.page.click(button)
    assert not page.page.is_visible("#filters")
    assert page.page.get_attribute("#show-filters", "aria-expanded") == "false"
    assert page.page.is_visible("#table-view" if button == "#show-table" else "#map-view")


@needs_chromium
@pytest.mark.parametrize(
    "facet, label", [("Connectors", "Connectors unknown"), ("Status", "Status unknown"), ("Access", "Access unknown")]
)
def test_each_filter_knows_unknown(demo, visit, facet, label):
    page = visit(demo.stations)
    assert page.choice_count(facet, label) > 0


@needs_chromium
def test_operators_are_filtered_and_found_and_unknown_ones_are_one_choice(demo, visit):
    page = visit(demo.stations)
    stations = list(demo.stations.getFeatures())
    unknown = sum(station["operator_kind"] == "unknown" for station in stations)
    assert page.choice_count("Operator", "Operator unknown") == unknown > 0
    page.choice("Operator", "Operator unknown").click()
    assert page.count() == unknown


@needs_chromium
def test_words_are_looked_for_in_names_and_addresses(demo, visit):
    page = visit(demo.stations)
    page.page.fill("#text", "  KOBLENZ ")
    page.wait_for_count(r"^\d\d? of")
    expected = sum(
        "koblenz" in f"{station['name']} {station['address']} {station['town']} {station['state']}".lower()
        for station in demo.stations.getFeatures()
    )
    assert page.count() == expected > 0
    page.page.fill("#text", "no such place")
    page.wait_for_count("No station meets these filters.")
    assert page.page.locator("#rows tr").count() == 0


@needs_chromium
def test_the_table_sorts_pages_and_is_used_by_keyboard_alone(demo, visit):
    page = visit(demo.stations)
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("document.activeElement.id") == "skip"
    page.page.keyboard.press("Enter")
    assert page.page.locator("#rows tr").count() == 100
    assert page.page.inner_text("#page-number") == "Page 1 of 5"
    power = page.page.locator("#heads th", has_text="Power")
    power.locator("button").focus()
    page.page.keyboard.press("Enter")
    assert power.get_attribute("aria-sort") == "descending"
    shown = page.page.locator("#rows tr td:nth-child(2)").all_inner_texts()
    numbers = [float(re.search(r"[\d.]+", text.replace(",", "")).group()) for text in shown]
    assert numbers == sorted(numbers, reverse=True)
    page.page.locator("#next").focus()
    for _ in range(4):
        page.page.keyboard.press("Enter")
    assert page.page.locator("#rows tr td:nth-child(2)").last.inner_text() == "Power unknown"
    first = page.page.locator("#rows button").first
    first.focus()
    page.page.keyboard.press("Enter")
    assert page.page.evaluate("document.activeElement.id") == "card"
    page.page.keyboard.press("Escape")
    assert page.page.locator("#card").is_hidden()
    assert first.evaluate("element => element === document.activeElement")
