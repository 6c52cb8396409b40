"""A layer as a web page, in a real browser: it shows, filters, explains itself, and neither asks nor runs anything."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter

import pytest
from qgis.core import QgsProject

from ocm_plugin.ocm.errors import Cancelled, ShareError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.provenance import CAPPED
from ocm_plugin.share.web_page import WebPageOptions, export_web_page
from tests.support.browser import Visit, browser, needs_chromium
from tests.support.feedbacks import Recorder
from tests.support.shared_layers import demo_layers, made_layers, poi, point_layer, source_of

EVERYTHING = WebPageOptions(keep_not_open=True)
HOSTILE = "</script><script>window.ran=1</script><img src=x onerror=window.ran=2>"


@pytest.fixture(scope="module")
def chromium():
    with browser() as running:
        yield running


@pytest.fixture
def visit(chromium, tmp_path):
    """Shares a layer and opens the page."""
    opened = []

    def visited(layer, options=EVERYTHING, name="stations.html", **context) -> Visit:
        export_web_page(source_of(layer), str(tmp_path / name), options, Feedback())
        opened.append(Visit(chromium, str(tmp_path / name), **context))
        return opened[-1]

    yield visited
    for one in opened:
        one.context.close()


@pytest.fixture
def demo(empty_project):
    return demo_layers()


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
def test_what_is_shown_is_taken_along_as_geojson_and_csv(demo, visit, tmp_path):
    page = visit(demo.stations)
    page.choice("Charging power", "Power unknown").click()
    with page.page.expect_download() as started:
        page.page.click("#save-geojson")
    assert started.value.suggested_filename == "Charging-stations-along-the-Rhine.geojson"
    collection = json.loads(started.value.path().read_text(encoding="utf-8"))
    assert len(collection["features"]) == page.count()
    by_id = {station["ocm_id"]: station for station in demo.stations.getFeatures()}
    for feature in collection["features"]:
        station = by_id[feature["id"]]
        point = station.geometry().asPoint()
        assert feature["geometry"]["coordinates"] == pytest.approx([point.x(), point.y()], abs=5.1e-7)
        assert feature["properties"]["max_kw"] is None and feature["properties"]["power_class_code"] == 0
        assert feature["properties"]["view_url"] == station["view_url"]
        assert feature["properties"]["operator"] == (station["operator"] or None)
    assert "Open Charge Map" in collection["attribution"] and "Rhine Valley Registry" in collection["attribution"]
    page.page.click("#reset")
    with page.page.expect_download() as started:
        page.page.click("#save-csv")
    rows = list(csv.DictReader(io.StringIO(started.value.path().read_text(encoding="utf-8-sig"), newline="")))
    assert len(rows) == demo.stations.featureCount()
    assert {int(row["ocm_id"]) for row in rows} == set(by_id)
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values())


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
def test_the_snippet_shows_the_page_inside_another(demo, visit, tmp_path, chromium):
    page = visit(demo.stations, name="inner.html")
    page.page.click("summary")
    (tmp_path / "outer.html").write_text(f"<!DOCTYPE html><title>Outer</title>{page.page.inner_text('pre')}")
    outer = chromium.new_page()
    outer.goto((tmp_path / "outer.html").as_uri())
    inner = outer.frame_locator("iframe")
    inner.locator("body[data-ready=yes]").wait_for()
    assert (
        inner.locator("#count").inner_text().startswith("434 of 434")
        or "stations" in inner.locator("#count").inner_text()
    )
    outer.close()


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
def test_the_page_prints_with_its_map_legend_and_credits_or_its_whole_table(demo, visit, tmp_path):
    page = visit(demo.stations)
    page.page.emulate_media(media="print")
    assert page.page.locator("#map").is_visible() and page.page.locator("#legend").is_visible()
    assert page.page.locator("#about").is_visible()
    assert page.page.locator("#filters").is_hidden() and page.page.locator("#print").is_hidden()
    page.page.emulate_media(media="screen")
    page.page.click("#show-table")
    page.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.page.locator("#rows tr").count() == demo.stations.featureCount()
    page.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.page.locator("#rows tr").count() == 100


@needs_chromium
def test_the_printed_map_shows_the_same_place_and_is_put_back(demo, visit):
    page = visit(demo.stations)
    view = "[ocm.map.getZoom(), ocm.map.getCenter().lat, ocm.map.getCenter().lng]"
    bounds, before = page.page.evaluate("ocm.map.getBounds().toBBoxString()"), page.page.evaluate(view)
    page.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.page.evaluate(
        "text => ocm.map.getBounds().contains(L.latLngBounds("
        "[text.split(',').slice(0, 2).reverse(), text.split(',').slice(2).reverse()]).pad(-0.02))",
        bounds,
    )
    assert page.page.locator("#map canvas:visible").count() == 1
    page.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.page.evaluate(view) == pytest.approx(before)
    assert page.page.locator("#map canvas").count() == 1 and page.complaints == []


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


def test_an_incomplete_result_says_so_at_the_top(empty_project, tmp_path):
    path = tmp_path / "page.html"
    export_web_page(source_of(demo_layers(outcome=CAPPED, cap=400).stations), str(path), EVERYTHING, Feedback())
    text = path.read_text(encoding="utf-8")
    assert '<p class="banner">Incomplete. The result is capped at 400 stations: there may be more.</p>' in text


def test_stations_whose_licence_is_not_open_are_not_even_in_the_file(demo, tmp_path):
    path = tmp_path / "page.html"
    report = export_web_page(source_of(demo.stations), str(path), WebPageOptions(), Feedback())
    closed = [s for s in demo.stations.getFeatures() if s["license_class"] not in ("open", "open_sharealike")]
    assert report.left_out == len(closed) > 0
    data = json.loads(re.search(r'id="data">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL).group(1))
    assert data["size"] == report.stations
    assert not {station["ocm_id"] for station in closed} & set(data["columns"]["ocm_id"])


def test_only_stations_can_be_a_web_page(empty_project, tmp_path):
    layer = point_layer("Point?crs=EPSG:4326&field=n:integer", [("POINT(1 1)", [1])])
    with pytest.raises(ShareError, match="Only layers of charging stations"):
        export_web_page(source_of(layer), str(tmp_path / "page.html"), EVERYTHING, Feedback())


def test_a_cancelled_page_leaves_nothing(demo, tmp_path):
    source = source_of(demo.stations)
    whole = Recorder()
    export_web_page(source, str(tmp_path / "page.html"), EVERYTHING, whole)
    (tmp_path / "page.html").unlink()
    for looks in range(whole.looks):
        with pytest.raises(Cancelled):
            export_web_page(source, str(tmp_path / "page.html"), EVERYTHING, Recorder(cancel_after=looks))
        assert list(tmp_path.iterdir()) == []


def test_a_page_needs_no_map_of_the_world(demo, tmp_path, monkeypatch):
    monkeypatch.setattr("ocm_plugin.qgis_support.world_map.world_map_path", lambda: str(tmp_path / "world_map.gpkg"))
    export_web_page(source_of(demo.stations), str(tmp_path / "page.html"), EVERYTHING, Feedback())
    assert '"land":[]' in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert QgsProject.instance().mapLayers()
