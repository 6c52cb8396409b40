"""A layer as KML and KMZ: valid, complete, read back by others, and kind to people without a GIS."""

from __future__ import annotations

import re
import threading
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree, html
from osgeo import ogr
from qgis.PyQt.QtGui import QImage

from ocm_plugin.ocm.errors import Cancelled, ShareError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.provenance import CAPPED
from ocm_plugin.share import FOLDERS_BY, kml
from ocm_plugin.share.fields import DATA_NAMES
from ocm_plugin.share.kml import KmlOptions, export_kml
from ocm_plugin.share.regions import tiles
from ocm_plugin.share.source import ShareSource
from tests.support.kml_files import ATOM, KML, data_of, document, folder_names, placemarks, position_of, read_by, schema
from tests.support.shared_layers import demo_layers, made_layers, poi, point_layer, source_of

EVERYTHING = KmlOptions(keep_not_open=True)


@pytest.fixture
def share(tmp_path: Path):
    """Shares a layer and returns what was written, which is valid, or the function's error."""

    def shared(layer, options=EVERYTHING, name="share.kml", selected_only=False):
        report = export_kml(source_of(layer, selected_only), str(tmp_path / name), options, Feedback())
        return document(report.paths[0])

    return shared


@pytest.mark.parametrize("name", ["share.kml", "share.kmz", "Share.KMZ"])
@pytest.mark.parametrize("folders_by", FOLDERS_BY)
def test_the_demo_data_is_valid_and_whole_however_it_is_divided(demo, tmp_path, name, folders_by):
    path = str(tmp_path / name.lower())
    options = KmlOptions(folders_by=folders_by, time_stamps=True, keep_not_open=True)
    report = export_kml(source_of(demo.stations), path, options, Feedback())
    assert report == (demo.stations.featureCount(), 0, [path], 0, False)
    doc = document(path)
    assert len(placemarks(doc)) == demo.stations.featureCount()
    assert len({data_of(placemark)["ocm_id"] for placemark in placemarks(doc)}) == demo.stations.featureCount()
    for folder in doc.iterfind(f"{KML}Folder"):
        count = int(re.search(r"\(([\d,]+)\)$", folder.findtext(f"{KML}name")).group(1).replace(",", ""))
        assert count == len(list(folder.iterfind(f"{KML}Placemark"))) > 0


@pytest.mark.parametrize("driver", ["KML", "LIBKML"])
def test_gdal_reads_back_every_station_by_its_name_where_it_was(demo, tmp_path, driver):
    path = str(tmp_path / "share.kml")
    export_kml(source_of(demo.stations), path, EVERYTHING, Feedback())
    expected = sorted(
        (
            station["name"] or f"OCM-{station['ocm_id']}",
            station.geometry().asPoint().x(),
            station.geometry().asPoint().y(),
        )
        for station in demo.stations.getFeatures()
    )
    found = sorted((feature["Name"], feature["x"], feature["y"]) for feature in read_by(driver, path))
    assert [name for name, _, _ in found] == [name for name, _, _ in expected]
    assert [place[1:] for place in found] == [pytest.approx(place[1:], abs=5.1e-7) for place in expected]


def test_gdal_reads_back_every_value_with_its_type(demo, tmp_path):
    path = str(tmp_path / "share.kml")
    source = source_of(demo.stations)
    export_kml(source, path, EVERYTHING, Feedback())
    features = {feature["ocm_id"]: feature for feature in read_by("LIBKML", path)}
    assert len(features) == demo.stations.featureCount()
    kinds = {"int": int, "int64": int, "real": float, "bool": int, "text": str, "date": str}
    fields = [field for field in source.fields if field.name in DATA_NAMES and field.name != "name"]
    for shared in source.features():
        read = features[shared.values["ocm_id"]]
        for field in fields:
            assert read.get(field.name) == shared.values[field.name], field.name
            assert field.name not in read or type(read[field.name]) is kinds[field.type], field.name


def test_coordinates_have_six_decimals_longitude_first(demo, share):
    for placemark in placemarks(share(demo.stations)):
        text = placemark.findtext(f".//{KML}coordinates")
        assert re.fullmatch(r"-?\d+\.\d{6},-?\d+\.\d{6}", text)
        longitude, latitude = position_of(placemark)
        assert 3 < longitude < 10 and 46 < latitude < 53


def test_folders_go_from_fast_to_slow_then_unknown_then_what_is_not_in_service(demo, share):
    names = [re.sub(r" \([\d,]+\)$", "", name) for name in folder_names(share(demo.stations))]
    assert names == [
        "Ultra-fast, 350 kW and more",
        "Ultra-fast, 150 to 350 kW",
        "Fast, 50 to 150 kW",
        "Normal, 7.4 to 22 kW",
        "Slow, under 7.4 kW",
        "Power unknown",
        "Planned",
        "Not operational",
    ]


@pytest.mark.parametrize("folders_by", FOLDERS_BY)
def test_what_only_may_match_is_in_folders_of_its_own_behind_what_does(demo, share, folders_by):
    """Both lay in the same folder, so that nobody could switch off what is not sure."""
    field = demo.stations.fields().indexOf("match")
    ids = sorted(demo.stations.allFeatureIds())
    known = {each: {field: "yes" if place % 3 else "cannot_tell"} for place, each in enumerate(ids)}
    assert demo.stations.dataProvider().changeAttributeValues(known)
    doc = share(demo.stations, KmlOptions(folders_by=folders_by, keep_not_open=True))
    in_service = []
    for folder in doc.iterfind(f"{KML}Folder"):
        is_uncertain = folder.findtext(f"{KML}name").startswith("May match: ")
        matches = {data_of(placemark)["match"] for placemark in folder.iterfind(f"{KML}Placemark")}
        assert matches == {"cannot_tell" if is_uncertain else "yes"}
        if folder.find(f"{KML}visibility") is None:
            in_service.append(is_uncertain)
    assert in_service == sorted(in_service) and {True, False} == set(in_service)
    assert len(list(placemarks(doc))) == demo.stations.featureCount()


@pytest.mark.parametrize("folders_by", FOLDERS_BY)
def test_planned_and_closed_stations_are_off_at_first_and_all_others_on(demo, share, folders_by):
    doc = share(demo.stations, KmlOptions(folders_by=folders_by, keep_not_open=True))
    off = {"planned", "not_operational"}
    assert off <= {data_of(placemark)["map_state"] for placemark in placemarks(doc)}
    for folder in doc.iterfind(f"{KML}Folder"):
        hidden = folder.findtext(f"{KML}visibility") == "0"
        for placemark in folder.iterfind(f"{KML}Placemark"):
            assert hidden == (data_of(placemark)["map_state"] in off)
            assert hidden == (placemark.findtext(f"{KML}visibility") == "0")


def test_every_placemark_has_a_style_map_whose_label_shows_on_highlight_only(demo, share):
    doc = share(demo.stations, name="share.kmz")
    maps = {style.get("id"): style for style in doc.iterfind(f"{KML}StyleMap")}
    styles = {style.get("id"): style for style in doc.iterfind(f"{KML}Style")}
    used = {placemark.findtext(f"{KML}styleUrl")[1:] for placemark in placemarks(doc)}
    assert used == set(maps) and len(used) > 10
    for style_map in maps.values():
        pairs = {pair.findtext(f"{KML}key"): pair.findtext(f"{KML}styleUrl")[1:] for pair in style_map}
        normal, highlight = styles[pairs["normal"]], styles[pairs["highlight"]]
        assert normal.findtext(f"{KML}LabelStyle/{KML}scale") == "0"
        assert highlight.findtext(f"{KML}LabelStyle/{KML}scale") == "1"
        sizes = [float(style.findtext(f"{KML}IconStyle/{KML}scale")) for style in (normal, highlight)]
        assert sizes[0] < sizes[1]
        template = normal.findtext(f"{KML}BalloonStyle/{KML}text")
        assert "$[name]" in template and "$[description]" in template


def test_all_pictures_of_a_kmz_are_inside_it_and_nothing_is_hot_linked(demo, share, tmp_path):
    doc = share(demo.stations, name="share.kmz")
    with zipfile.ZipFile(tmp_path / "share.kmz") as archive:
        assert archive.namelist()[0] == "doc.kml"
        inside = set(archive.namelist()) - {"doc.kml"}
        for name in inside:
            image = QImage()
            assert image.loadFromData(archive.read(name), "PNG") and image.width() > 0
            colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
            assert len(colours) > 2, f"{name} is empty"
    assert {href.text for href in doc.iter(f"{KML}href")} == inside
    overlay = doc.find(f"{KML}ScreenOverlay")
    assert overlay.findtext(f"{KML}Icon/{KML}href") == "files/legend.png"


def test_a_plain_kml_links_to_no_picture_but_tints_the_pins_of_the_viewer(demo, share):
    doc = share(demo.stations)
    assert not list(doc.iter(f"{KML}href")) and doc.find(f"{KML}ScreenOverlay") is None
    fast = doc.xpath("//*[local-name()='Style'][starts-with(@id, 'power-6-dc')]")[0]
    assert fast.findtext(f"{KML}IconStyle/{KML}color") == "ff540144"


def test_the_document_says_what_it_is_whose_and_from_when(demo, share):
    doc = share(demo.stations)
    assert doc.findtext(f"{KML}name") == "Charging stations along the Rhine"
    assert doc.find(f"{ATOM}link").get("href") == "https://openchargemap.org"
    assert "Open Charge Map" in doc.findtext(f"{ATOM}author/{ATOM}name")
    about = html.fromstring(doc.findtext(f"{KML}description")).text_content()
    assert "Invented demo data: none of these stations exists." in about
    assert "Charging stations in the whole world." in about
    stations = demo.stations.featureCount()
    points = sum(station["n_points"] or 0 for station in demo.stations.getFeatures())
    assert f"{stations} stations with {points:,} charging points (unknown for 1 station)." in about
    assert "Data as of 2026-03-01 12:00 UTC." in about
    assert "The result is complete." in about
    assert "Made with Open Charge Map for QGIS" in about
    counted = Counter(station["provider"] for station in demo.stations.getFeatures())
    for provider, count in counted.items():
        assert f"{provider} ({count} station" in about
    assert f"{stations} stations" in doc.findtext(f"{KML}Snippet")


def test_an_incomplete_result_says_so_at_the_top(empty_project, share):
    layers = demo_layers(outcome=CAPPED, cap=400)
    doc = share(layers.stations)
    for text in (doc.findtext(f"{KML}Snippet"), doc.findtext(f"{KML}description")):
        assert "Incomplete. The result is capped at 400 stations: there may be more." in text


def test_a_station_reads_like_a_card(empty_project, share, tmp_path):
    layers = made_layers(
        tmp_path,
        [
            poi(
                1,
                Title="Town Hall",
                Town="Mainz",
                AddressLine1="Market 1",
                ContactTelephone1="+49 6131 000",
                UsageCost="0.49 EUR/kWh",
                DateLastVerified="2026-02-17T00:00:00Z",
                DateCreated="2020-05-06T00:00:00Z",
                DateLastStatusUpdate="2026-02-17T00:00:00Z",
                Connections=[
                    {"ID": 1, "ConnectionTypeID": 33, "CurrentTypeID": 30, "PowerKW": 150.0, "Quantity": 4},
                    {"ID": 2, "ConnectionTypeID": 25, "CurrentTypeID": 20, "LevelID": 2, "Quantity": None},
                ],
            )
        ],
    )
    [placemark] = placemarks(share(layers.stations, KmlOptions(time_stamps=True)))
    assert placemark.findtext(f"{KML}name") == "Town Hall"
    assert placemark.findtext(f"{KML}phoneNumber") == "+49 6131 000"
    assert placemark.findtext(f"{KML}address") == "Market 1, Mainz, Germany"
    assert placemark.findtext(f"{KML}TimeStamp/{KML}when") == "2020-05-06"
    snippet = placemark.findtext(f"{KML}Snippet")
    assert snippet == "150 kW DC · at least 4 points (number not stated) · CCS 2, Type 2 · Public · verified 2026-02"
    card = html.fromstring(placemark.findtext(f"{KML}description"))
    rows = [[cell.text_content() for cell in row.iter("td", "th")] for row in card.iter("tr")]
    assert rows[:3] == [
        ["Connector", "Power", "How sure", "Count"],
        ["CCS (Type 2)", "150 kW", "stated", "× 4"],
        ["Type 2 (Socket Only)", "2 to 40 kW", "range of its type", "?"],
    ]
    facts = dict(rows[3:])
    assert facts["Access"] == "Public" and facts["Cost"] == "0.49 EUR/kWh"
    assert facts["Status"] == "Operational (as of 2026-02-17)"
    assert facts["Last verified"] == "2026-02-17, 12 days before the date of these data"
    links = {link.text_content(): link.get("href") for link in card.iter("a")}
    assert links["View on Open Charge Map"] == "https://openchargemap.org/site/poi/details/1"
    assert links["Report a problem"] == "https://openchargemap.org/site/poi/addcomment/1"
    assert links["Add a photo"] == "https://openchargemap.org/site/poi/addmediaitem/1"
    assert links["Directions"].startswith("https://www.google.com/maps/dir/?api=1&destination=50.500000%2C8.250000")
    assert "Demo Contributors (invented)" in card.text_content() and "CC BY 4.0" in card.text_content()
    assert not list(card.iter("script", "img", "iframe"))


def test_time_stamps_are_there_only_when_asked_for(demo, share):
    assert not list(share(demo.stations).iter(f"{KML}TimeStamp"))
    doc = share(demo.stations, KmlOptions(time_stamps=True, keep_not_open=True))
    dated = [placemark for placemark in placemarks(doc) if "date_created" in data_of(placemark)]
    assert dated and len(dated) == len(list(doc.iter(f"{KML}TimeStamp")))


def test_stations_whose_licence_is_not_open_are_left_out_named_and_counted(demo, share, tmp_path):
    expected = sum(
        station["license_class"] not in ("open", "open_sharealike") for station in demo.stations.getFeatures()
    )
    report = export_kml(source_of(demo.stations), str(tmp_path / "open.kml"), KmlOptions(), Feedback())
    assert report.left_out == expected > 0 and report.stations == demo.stations.featureCount() - expected
    doc = document(report.paths[0])
    assert {data_of(placemark)["license_class"] for placemark in placemarks(doc)} == {"open", "open_sharealike"}
    about = doc.findtext(f"{KML}description")
    assert f"{expected} stations not shown, because the licence of the data is not open" in about
    shown, left_out = about.split("not shown, because")
    assert "Delta Laadpalen" in left_out and "Delta Laadpalen" not in shown
    assert "Rhine Valley Registry" in shown and "Rhine Valley Registry" not in left_out


def test_nothing_is_written_when_no_licence_is_open(empty_project, tmp_path):
    layers = made_layers(tmp_path, [poi(1, DataProviderID=9006), poi(2, DataProviderID=None)])
    with pytest.raises(ShareError, match="the licence of none of them is open"):
        export_kml(source_of(layers.stations), str(tmp_path / "share.kml"), KmlOptions(), Feedback())
    assert not (tmp_path / "share.kml").exists()


def test_a_selection_is_shared_alone_with_the_credits_of_its_own_stations(empty_project, tmp_path):
    layers = made_layers(tmp_path, [poi(1), poi(2, DataProviderID=9003), poi(3)])
    layers.stations.selectByExpression('"ocm_id" IN (1, 3)')
    source = source_of(layers.stations, selected_only=True)
    report = export_kml(source, str(tmp_path / "share.kml"), EVERYTHING, Feedback())
    doc = document(report.paths[0])
    assert {data_of(placemark)["ocm_id"] for placemark in placemarks(doc)} == {"1", "3"}
    about = doc.findtext(f"{KML}description")
    assert "Demo Contributors" in about and "Rhine Valley Registry" not in about
    assert "Narrowed down in QGIS to selected features." in about


def test_a_filter_of_the_layer_is_respected_and_said(empty_project, tmp_path):
    layers = made_layers(tmp_path, [poi(1), poi(2)])
    assert layers.stations.setSubsetString('"ocm_id" = 2')
    report = export_kml(source_of(layers.stations), str(tmp_path / "share.kml"), EVERYTHING, Feedback())
    doc = document(report.paths[0])
    assert [data_of(placemark)["ocm_id"] for placemark in placemarks(doc)] == ["2"]
    assert 'by the filter: "ocm_id" = 2' in html.fromstring(doc.findtext(f"{KML}description")).text_content()


def test_big_shares_are_split_for_my_maps(empty_project, tmp_path, monkeypatch):
    monkeypatch.setattr(kml, "MY_MAPS_FEATURES", 40)
    layers = made_layers(tmp_path, [poi(number, StatusTypeID=150 if number % 3 else 50) for number in range(1, 101)])
    report = export_kml(source_of(layers.stations), str(tmp_path / "share.kml"), KmlOptions(split=True), Feedback())
    assert [Path(path).name for path in report.paths] == ["share-1.kml", "share-2.kml", "share-3.kml"]
    found = [placemarks(document(path)) for path in report.paths]
    assert [len(part) for part in found] == [40, 40, 20]
    assert sorted(int(data_of(placemark)["ocm_id"]) for part in found for placemark in part) == list(range(1, 101))
    assert folder_names(document(report.paths[0])) == ["Ultra-fast, 150 to 350 kW (33)", "Planned (7)"]
    assert folder_names(document(report.paths[1])) == ["Planned (40)"]


def test_no_part_is_larger_than_my_maps_takes(empty_project, tmp_path, monkeypatch):
    monkeypatch.setattr(kml, "MY_MAPS_BYTES", 60_000)
    layers = made_layers(tmp_path, [poi(number, GeneralComments="é" * 2_000) for number in range(1, 60)])
    report = export_kml(source_of(layers.stations), str(tmp_path / "share.kml"), KmlOptions(split=True), Feedback())
    assert len(report.paths) > 2
    assert all(Path(path).stat().st_size <= 60_000 for path in report.paths)
    assert sum(len(placemarks(document(path))) for path in report.paths) == 59


def test_what_fits_into_one_file_is_not_split(demo, tmp_path):
    report = export_kml(source_of(demo.stations), str(tmp_path / "share.kmz"), KmlOptions(split=True), Feedback())
    assert [Path(path).name for path in report.paths] == ["share.kmz"]


@pytest.fixture
def in_regions(monkeypatch):
    """Makes regions of few stations."""
    monkeypatch.setattr(kml, "REGIONS_FROM", 100)
    monkeypatch.setattr(kml, "tiles", lambda places: tiles(places, 20))


def test_a_large_kmz_is_valid_in_all_its_parts_and_each_names_whose_data_it_is(demo, tmp_path, in_regions):
    """100,000 stations in one file took Google Earth minutes to open."""
    path = str(tmp_path / "share.kmz")
    report = export_kml(source_of(demo.stations), path, EVERYTHING, Feedback())
    stations_n = demo.stations.featureCount()
    assert report.stations == stations_n and report.paths == [path]
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[0] == "doc.kml", "viewers open the first file"
        parts = [name for name in names if name.startswith("parts/")]
        numbers = []
        for name in ("doc.kml", *parts):
            text = archive.read(name)
            tree = etree.fromstring(text)
            assert schema().validate(tree), schema().error_log
            assert b"Open Charge Map and its data providers" in text and b"CC BY" in text
            for href in re.findall(rb"<Icon><href>\.\./([^<]*)</href>", text):
                assert href.decode() in names
            used = set(re.findall(rb"<styleUrl>#([^<]*)</styleUrl><ExtendedData>", text))
            assert all(b'<StyleMap id="' + style + b'"' in text for style in used)
            numbers += [int(data_of(placemark)["ocm_id"]) for placemark in placemarks(tree)]
        doc = etree.fromstring(archive.read("doc.kml"))
        assert not placemarks(doc)
        assert [href.text for href in doc.iterfind(f".//{KML}Link/{KML}href")] == parts
    assert len(numbers) == len(set(numbers)) == stations_n


def test_qgis_reads_all_stations_of_a_large_kmz(demo, tmp_path, in_regions):
    """GDAL follows the links of the first file, and none of those behind."""
    path = str(tmp_path / "share.kmz")
    export_kml(source_of(demo.stations), path, EVERYTHING, Feedback())
    data = ogr.Open(path)
    layers = [data.GetLayer(place) for place in range(data.GetLayerCount())]
    assert sum(layer.GetFeatureCount() for layer in layers) == demo.stations.featureCount()


def test_regions_of_stations_that_are_off_are_off(demo, tmp_path, in_regions):
    path = str(tmp_path / "share.kmz")
    export_kml(source_of(demo.stations), path, EVERYTHING, Feedback())
    links = list(document(path).iterfind(f"{KML}NetworkLink"))
    off = [link for link in links if link.findtext(f"{KML}visibility") == "0"]
    assert off and all(re.match("Not operational|Planned", link.findtext(f"{KML}name")) for link in off)


@pytest.mark.parametrize("name", ["share.kml", "share.kmz"])
def test_a_plain_kml_and_a_split_one_have_no_regions(demo, tmp_path, in_regions, name):
    options = EVERYTHING._replace(split=name.endswith("kmz"))
    export_kml(source_of(demo.stations), str(tmp_path / name), options, Feedback())
    assert len(placemarks(document(str(tmp_path / name)))) == demo.stations.featureCount()


def test_a_large_kmz_that_is_cancelled_leaves_nothing(demo, tmp_path, in_regions):
    class Cancelling(Feedback):
        def report(self, progress):
            self.is_writing = progress.fraction == 1.0

        def check(self):
            if getattr(self, "is_writing", False):
                raise Cancelled

    with pytest.raises(Cancelled):
        export_kml(source_of(demo.stations), str(tmp_path / "share.kmz"), EVERYTHING, Cancelling())
    assert list(tmp_path.iterdir()) == []


def test_any_points_can_be_shared_transformed_and_with_all_their_fields(empty_project, share):
    layer = point_layer(
        "Point?crs=EPSG:3857&field=label:string&field=size:double&field=seen:date&field=n:integer&field=ok:boolean",
        [("POINT(912193.3 6554580.7)", ["A & B", 1.5, "2026-01-02", 7, True]), ("POINT(0 0)", [None] * 5)],
    )
    doc = share(layer)
    first, second = placemarks(doc)
    assert position_of(first) == pytest.approx((8.194372, 50.621318), abs=1e-6)
    assert data_of(first) == {"label": "A & B", "size": "1.5", "seen": "2026-01-02", "n": "7", "ok": "1"}
    assert data_of(second) == {}
    types = {field.get("name"): field.get("type") for field in doc.iter(f"{KML}SimpleField")}
    assert types == {"label": "string", "size": "double", "seen": "string", "n": "int", "ok": "bool"}
    assert doc.find(f"{ATOM}link") is None
    assert "2 features." in doc.findtext(f"{KML}description")
    assert folder_names(doc) == ["Features (2)"]


@pytest.mark.parametrize("folders_by", FOLDERS_BY)
def test_points_with_fields_named_like_ours_but_other_values_are_only_points(empty_project, share, folders_by):
    layer = point_layer(
        "Point?crs=EPSG:4326&field=power_class_code:string&field=status_class:integer&field=date_created:string",
        [("POINT(1 2)", ["many", 7, "soon"])],
    )
    doc = share(layer, KmlOptions(folders_by=folders_by, time_stamps=True))
    assert folder_names(doc) == ["Features (1)"] and not list(doc.iter(f"{KML}TimeStamp"))


def test_the_points_of_a_multipoint_stay_together(empty_project, share):
    layer = point_layer("MultiPoint?crs=EPSG:4326&field=n:integer", [("MULTIPOINT((1 2),(3 4))", [1])])
    [placemark] = placemarks(share(layer))
    texts = [element.text for element in placemark.iter(f"{KML}coordinates")]
    assert texts == ["1.000000,2.000000", "3.000000,4.000000"]


def test_features_without_a_place_are_left_out_counted_and_said(empty_project, tmp_path):
    layer = point_layer(
        "Point?crs=EPSG:4326&field=n:integer",
        [(None, [1]), ("POINT EMPTY", [2]), ("POINT(1 2)", [3]), ("POINT(7 95)", [4])],
    )
    report = export_kml(source_of(layer), str(tmp_path / "share.kml"), KmlOptions(), Feedback())
    assert (report.stations, report.without_place) == (1, 3)
    about = document(report.paths[0]).findtext(f"{KML}description")
    assert "Not shown, for lack of coordinates: 3 features." in about


def test_longitudes_across_the_antimeridian_stay_within_180_degrees(empty_project, share):
    pacific = point_layer("Point?crs=EPSG:3832&field=n:integer", [("POINT(3200000 -2000000)", [1])])
    assert position_of(placemarks(share(pacific))[0])[0] == pytest.approx(178.746, abs=0.001)
    beyond = point_layer("Point?crs=EPSG:4326&field=n:integer", [("POINT(181.5 -17)", [1]), ("POINT(-180 -17)", [2])])
    assert [position_of(placemark)[0] for placemark in placemarks(share(beyond))] == [-178.5, -180.0]


def test_a_copy_without_metadata_is_still_known_as_stations(empty_project, tmp_path):
    layers = made_layers(tmp_path, [poi(1), poi(2, DataProviderID=9002)])
    copy = layers.stations.clone()
    copy.setMetadata(type(copy.metadata())())
    source = ShareSource.of_layer(copy)
    assert source.is_stations and source.provenance is None
    report = export_kml(source, str(tmp_path / "share.kml"), KmlOptions(), Feedback())
    assert (report.stations, report.left_out) == (1, 1)
    about = document(report.paths[0]).findtext(f"{KML}description")
    assert "Demo Contributors (invented)</a> (1 station)" in about and "Delta Laadpalen" in about


def test_only_layers_of_points_with_features_can_be_shared(empty_project):
    lines = point_layer("LineString?crs=EPSG:4326&field=n:integer", [("LINESTRING(0 0, 1 1)", [1])], "Roads")
    with pytest.raises(ShareError, match="“Roads” is not a layer of points"):
        ShareSource.of_layer(lines)
    empty = point_layer("Point?crs=EPSG:4326&field=n:integer", [], "Nothing")
    with pytest.raises(ShareError, match="“Nothing” is empty"):
        ShareSource.of_layer(empty)
    one = point_layer("Point?crs=EPSG:4326&field=n:integer", [("POINT(1 1)", [1])], "One")
    with pytest.raises(ShareError, match="“One” has no selected features"):
        ShareSource.of_layer(one, selected_only=True)


def test_a_worker_shares_what_the_layer_was_when_it_was_asked_for(demo, tmp_path):
    path = str(tmp_path / "share.kmz")
    source = source_of(demo.stations)
    count = demo.stations.featureCount()
    reports = []
    worker = threading.Thread(target=lambda: reports.append(export_kml(source, path, EVERYTHING, Feedback())))
    worker.start()
    demo.stations.dataProvider().truncate()
    worker.join()
    assert demo.stations.featureCount() == 0
    assert reports[0].stations == len(placemarks(document(path))) == count
