"""What readers take along from a web page: files, paper, and the page inside another one."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.support.browser import needs_chromium


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
