"""A layer as a web page, in a real browser: it shows and explains itself, and neither asks nor runs anything."""

from __future__ import annotations

import json
import re

from ocm_plugin.share.web_page import WebPageOptions
from tests.support.browser import Visit, needs_chromium
from tests.support.shared_layers import made_layers, poi

HOSTILE = "</script><script>window.ran=1</script><img src=x onerror=window.ran=2>"


@needs_chromium
def test_the_page_opens_from_a_disk_shows_all_stations_and_asks_nobody(demo, visit):
    page = visit(demo.stations)
    assert page.count() == demo.stations.featureCount()
    assert page.page.title() == "Charging stations along the Rhine"
    assert page.page.inner_text("h1") == "Charging stations along the Rhine"
    assert "Invented demo data" in page.page.inner_text(".banner")
    assert page.asked_elsewhere() == [] and page.complaints == []


@needs_chromium
def test_the_map_draws_every_symbol_on_land(demo, visit):
    page = visit(demo.stations)
    colours = page.page.evaluate(
        """() => {
            const canvas = document.querySelector("#map canvas");
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            const found = {};
            for (let at = 0; at < pixels.length; at += 4) {
                if (pixels[at + 3] === 255) {
                    const key = [pixels[at], pixels[at + 1], pixels[at + 2]].join();
                    found[key] = (found[key] || 0) + 1;
                }
            }
            return found;
        }"""
    )
    for fill in ("68,1,84", "65,68,135", "42,120,142"):
        assert colours.get(fill, 0) > 10, fill
    assert page.page.locator("path.land").count() > 0
    assert page.page.locator("#legend li").count() >= 10


@needs_chromium
def test_a_click_on_the_map_opens_the_card_of_the_station(empty_project, visit, tmp_path):
    layers = made_layers(
        tmp_path,
        [poi(1, Title="Town Hall", Town="Mainz", UsageCost="0.49 EUR/kWh", AccessComments="Behind\nthe barrier")],
    )
    page = visit(layers.stations)
    box = page.page.locator("#map").bounding_box()
    page.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    card = page.page.locator("#card")
    text = card.inner_text()
    for part in ("Town Hall", "150 kW DC · 2 points", "CCS (Type 2)", "stated", "× 2", "0.49 EUR/kWh", "Operational"):
        assert part in text, part
    assert "Behind\nthe barrier" in text and "Demo Contributors (invented)" in text and "CC BY 4.0" in text
    links = {link.inner_text(): link.get_attribute("href") for link in card.locator("a").all()}
    assert links["View on Open Charge Map"] == "https://openchargemap.org/site/poi/details/1"
    assert links["Report a problem"].endswith("/addcomment/1")
    assert links["Add a photo"].endswith("/addmediaitem/1")
    assert "destination=50.5%2C8.25" in links["Directions"]
    for link in card.locator("a").all():
        assert link.get_attribute("rel") == "noopener noreferrer"


@needs_chromium
def test_hostile_texts_are_shown_and_never_run(empty_project, visit, tmp_path):
    layers = made_layers(
        tmp_path,
        [
            poi(1, Title=HOSTILE, Town=HOSTILE, AddressLine1=HOSTILE, AccessComments=HOSTILE, UsageCost=HOSTILE[:200]),
            poi(2, Title="javascript", AddressInfo=None)
            | {
                "AddressInfo": {
                    "Title": "Link",
                    "Latitude": 50,
                    "Longitude": 8,
                    "RelatedURL": "javascript:window.ran=3",
                }
            },
        ],
    )
    layers.stations.setName(HOSTILE)
    page = visit(layers.stations, WebPageOptions(keep_not_open=True, title=f'"{HOSTILE}'))
    page.page.click("#show-table")
    for button in page.page.locator("#rows button").all():
        button.click()
        assert "javascript:" not in (page.page.locator("#card").inner_html())
        page.page.keyboard.press("Escape")
    shown = page.page.locator("#rows button").all_inner_texts()
    assert any("<img src=x" in text for text in shown)
    assert page.page.inner_text("h1").startswith('"</script><script>')
    assert page.page.evaluate("window.ran") is None
    assert page.asked_elsewhere() == [] and page.complaints == []


@needs_chromium
def test_even_a_script_put_into_the_page_would_not_run_nor_load(demo, visit):
    page = visit(demo.stations)
    page.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = 1";
            document.body.append(script);
            const image = document.createElement("img");
            image.src = "https://elsewhere.example/x.png";
            document.body.append(image);
        }"""
    )
    page.page.wait_for_timeout(200)
    assert page.page.evaluate("window.ran") is None
    assert len([text for text in page.complaints if "Content Security Policy" in text]) == 2


@needs_chromium
def test_the_page_passes_an_accessibility_check_in_each_view(demo, visit):
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

    def violations(page: Visit) -> list[str]:
        found = Axe().run(page.page, options=options).response["violations"]
        return [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]

    for context in ({}, {"color_scheme": "dark"}, {"device_scale_factor": 2, "is_mobile": True, "has_touch": True}):
        page = visit(demo.stations, **context)
        assert violations(page) == []
        page.page.click("#show-table")
        page.page.locator("#rows button").first.click()
        assert violations(page) == []


@needs_chromium
def test_the_page_tells_about_its_data_and_how_to_show_it_elsewhere(demo, visit):
    page = visit(demo.stations, WebPageOptions(), name="my stations.html")
    about = page.page.inner_text("#about")
    assert "Data as of 2026-03-01 12:00 UTC" in about and "The result is complete." in about
    assert "“estimated” was filled in by an importer or a formula" in about and "without warranty" in about
    assert "stations not shown, because the licence of the data is not open" in about
    page.page.click("summary")
    snippet = page.page.inner_text("pre")
    assert snippet.startswith('<iframe src="my stations.html" title="Charging stations along the Rhine"')


@needs_chromium
def test_a_base_map_is_loaded_only_when_asked_for_and_credited(demo, visit):
    page = visit(demo.stations, WebPageOptions(base_map=True, keep_not_open=True))
    page.page.wait_for_timeout(300)
    asked = page.asked_elsewhere()
    assert asked and all(re.match(r"https://tile\.openstreetmap\.org/\d+/\d+/\d+\.png$", url) for url in asked)
    credit = page.page.locator(".leaflet-control-attribution a", has_text="© OpenStreetMap contributors")
    assert credit.get_attribute("href") == "https://www.openstreetmap.org/copyright"


@needs_chromium
def test_stations_on_both_sides_of_the_antimeridian_are_shown_side_by_side(empty_project, visit, tmp_path):
    layers = made_layers(
        tmp_path,
        [
            poi(1, Latitude=-17.7, Longitude=178.1),
            poi(2, Latitude=-16.8, Longitude=-179.9),
            poi(3, Latitude=-17, Longitude=179.4),
        ],
    )
    page = visit(layers.stations)
    bounds = page.page.evaluate("[ocm.map.getBounds().getWest(), ocm.map.getBounds().getEast()]")
    assert 170 < bounds[0] < 178.1 and 180.1 < bounds[1] < 190
    with page.page.expect_download() as started:
        page.page.click("#save-geojson")
    features = json.loads(started.value.path().read_text(encoding="utf-8"))["features"]
    assert sorted(feature["geometry"]["coordinates"][0] for feature in features) == [-179.9, 178.1, 179.4]


@needs_chromium
def test_one_station_without_anything_known_still_makes_a_page(empty_project, visit, tmp_path):
    bare = {"ID": 1, "AddressInfo": {"Latitude": 50.0, "Longitude": 8.0}, "DataProviderID": 9001}
    page = visit(made_layers(tmp_path, [bare]).stations)
    assert page.page.inner_text("#count") == "1 of 1 station"
    page.page.click("#show-table")
    assert page.page.locator("#rows td").all_inner_texts() == [
        "Power unknown",
        "number of points unknown",
        "Unknown",
        "Unknown",
        "Unknown",
        "Unknown",
        "Unknown",
    ]
    page.page.click("#rows button")
    assert "No connectors are known." in page.page.inner_text("#card")
    assert page.complaints == []
