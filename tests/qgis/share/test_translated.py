"""Shares speak the user's language, whatever signs its texts hold, and the texts go in as text only."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import etree, html
from qgis.core import QgsPrintLayout, QgsProject

from ocm_plugin.layers.power_classes import AFIR
from ocm_plugin.ocm.errors import ShareError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.translation import tr
from ocm_plugin.processing.provider import ALGORITHMS
from ocm_plugin.share import FOLDERS_BY, words
from ocm_plugin.share.folders import folder_of
from ocm_plugin.share.kml import KmlOptions, export_kml
from ocm_plugin.share.markup import filled
from ocm_plugin.share.page_texts import html_texts, script_texts
from ocm_plugin.share.print_layout import add_attribution
from ocm_plugin.share.source import ShareSource
from ocm_plugin.share.web_page import WebPageOptions, export_web_page
from ocm_plugin.share.words import points_text, power_text, snippet, station_words, terms_text, verified_text
from tests.support.browser import Visit, needs_chromium
from tests.support.feedbacks import Recorder
from tests.support.kml_files import ATOM, KML, data_of, document, folder_names, placemarks
from tests.support.languages import AFTER, BEFORE, Asked, Marked, marked_text, spoken
from tests.support.legends import breaks
from tests.support.shared_layers import demo_layers, made_layers, poi, point_layer, source_of
from tools.translations import all_texts


@pytest.fixture
def marked_language() -> Iterator[None]:
    with spoken(Marked()):
        yield


def shared_kml(layer, folder, **options) -> etree._Element:
    path = str(folder / "share.kmz")
    export_kml(source_of(layer), path, KmlOptions(keep_not_open=True, **options), Feedback())
    return document(path)


@pytest.mark.parametrize("folders_by", FOLDERS_BY)
def test_a_kml_in_another_language_is_valid_and_holds_its_texts_as_texts(demo, marked_language, tmp_path, folders_by):
    doc = shared_kml(demo.stations, tmp_path, folders_by=folders_by)
    about, balloon = doc.findtext(f"{KML}description"), placemarks(doc)[0].findtext(f"{KML}description")
    for description in (about, balloon):
        shown = html.fromstring(description)
        assert shown.findall(".//u") == [], "a text became markup"
        assert BEFORE in shown.text_content()
        assert "{" not in shown.text_content()
    assert doc.findtext(f"{KML}ScreenOverlay/{KML}name") == marked_text("Legend")
    assert doc.findtext(f"{ATOM}author/{ATOM}name") == marked_text("Open Charge Map and its data providers")


def test_every_word_of_a_balloon_is_translated_and_its_links_still_lead(empty_project, marked_language, tmp_path):
    layers = made_layers(
        tmp_path, [poi(1, ContactTelephone1="123", AccessComments="behind <b>"), poi(2, Connections=[])]
    )
    full, bare = (
        html.fromstring(each.findtext(f"{KML}description"))
        for each in placemarks(shared_kml(layers.stations, tmp_path))
    )
    labels = [each.text_content() for each in full.findall(".//td/i")]
    assert labels == [
        marked_text(label)
        for label in (
            "Access",
            "Cost",
            "Operator",
            "Status",
            "Address",
            "Telephone",
            "How to get there",
            "Last verified",
        )
    ]
    assert [head.text_content() for head in full.findall(".//th")] == [
        marked_text(head) for head in ("Connector", "Power", "How sure", "Count")
    ]
    links = {link.text_content(): link.get("href") for link in full.findall(".//a")}
    assert links[marked_text("View on Open Charge Map")].endswith("/1")
    assert links[marked_text("Directions")].startswith("https://www.google.com/maps/dir/?api=1&destination=50.5")
    assert marked_text("No connectors are known.") in bare.text_content()


def test_the_fixed_titles_of_open_charge_map_are_said_in_the_users_language(empty_project, marked_language, tmp_path):
    """Columns hold them in English, whatever the language: they are known by their numbers."""
    layers = made_layers(tmp_path, [poi(1, UsageTypeID=4)])
    (placemark,) = placemarks(shared_kml(layers.stations, tmp_path))
    said = html.fromstring(placemark.findtext(f"{KML}description")).text_content()
    assert marked_text("Public - Membership Required") in said and marked_text("CCS (Type 2)") in said
    assert data_of(placemark)["usage"] == "Public - Membership Required"


def test_what_no_list_names_is_called_by_its_number_in_the_users_language(empty_project, marked_language, tmp_path):
    odd = {"ID": 1, "ConnectionTypeID": 4321}
    layers = made_layers(tmp_path, [poi(1, OperatorID=7654, DataProviderID=8765, UsageTypeID=6543, Connections=[odd])])
    (placemark,) = placemarks(shared_kml(layers.stations, tmp_path, folders_by="operator"))
    said = html.fromstring(placemark.findtext(f"{KML}description")).text_content()
    for title in ("Operator 7654", "Data provider 8765", "Connection type 4321"):
        assert marked_text(title) in said


def test_a_title_that_the_server_has_changed_is_the_servers(marked_language):
    values = {"access_class": "public", "usage_id": 4, "usage": "Public, members only"}
    assert station_words(values).access == "Public, members only"


def test_connections_without_the_number_of_their_type_are_shared(empty_project, tmp_path):
    layers = made_layers(tmp_path, [poi(1)])
    fields = layers.connections.fields()
    layers.connections.dataProvider().deleteAttributes([fields.indexOf("type_id")])
    layers.connections.updateFields()
    (placemark,) = placemarks(shared_kml(layers.stations, tmp_path))
    assert "CCS (Type 2)" in placemark.findtext(f"{KML}description")


@pytest.mark.parametrize(
    ("folders_by", "names"),
    [
        ("power_class", ["Ultra-fast, 150 to 350 kW", "Power unknown"]),
        ("operator", ["Operator unknown"]),
        ("town", ["Town unknown"]),
        ("status", ["Operational"]),
        ("none", ["Stations"]),
    ],
)
def test_folders_are_named_in_the_users_language(empty_project, marked_language, tmp_path, folders_by, names):
    layers = made_layers(tmp_path, [poi(1), poi(2, Connections=[])])
    found = folder_names(shared_kml(layers.stations, tmp_path, folders_by=folders_by))
    counts = {1: "2", 2: "1"}[len(names)]
    assert found == [marked_text(f"{marked_text(name)} ({counts})") for name in names]


def test_names_of_operators_and_towns_are_no_texts_of_the_plugin(marked_language):
    """A town of the name "Stations" keeps it."""
    assert folder_of({"town": "Stations"}, "town").name == "Stations"
    assert folder_of({"operator": "Unknown", "operator_kind": "network"}, "operator").name == "Unknown"


def test_folders_of_power_classes_say_the_breaks_of_the_legend(qgis_app):
    """Their names are whole texts of their own: translations could not be put together of speed and power."""
    for place, kind in enumerate(AFIR.classes):
        speed, power = folder_of({"power_class_code": 6 - place}, "power_class").name.split(", ", 1)
        assert speed and power.lower() == words.POWER_LABELS[6 - place].lower()
        assert breaks(power) == breaks(kind.label)
    assert folder_of({"power_class_code": 77}, "power_class").name == "Power unknown"


def test_other_points_and_failures_speak_it_too(empty_project, marked_language, tmp_path):
    points = point_layer("Point?crs=EPSG:4326&field=n:integer", [("POINT(1 1)", [1])], name="Some <points>")
    assert folder_names(shared_kml(points, tmp_path)) == [marked_text(f"{marked_text('Features')} (1)")]
    points.setName("Empty <points>")
    points.startEditing()
    points.deleteFeature(next(points.getFeatures()).id())
    assert points.commitChanges()
    with pytest.raises(ShareError) as failure:
        ShareSource.of_layer(points)
    assert failure.value.sentence == marked_text("“Empty <points>” is empty: there is nothing to share.")
    with pytest.raises(ShareError) as failure:
        add_attribution(QgsPrintLayout(QgsProject.instance()), [])
    assert failure.value.sentence.startswith(BEFORE)


def test_the_progress_of_a_share_is_said_in_the_users_language(demo, marked_language, tmp_path):
    recorder = Recorder()
    export_web_page(source_of(demo.stations), str(tmp_path / "a.html"), WebPageOptions(), recorder)
    export_kml(source_of(demo.stations), str(tmp_path / "a.kml"), KmlOptions(), recorder)
    assert recorder.phases == [marked_text("Describing the stations."), marked_text("Writing the file.")]


def test_words_are_remembered_for_one_language_only(qgis_app):
    """They were kept by value alone: after a change of language, some stations would have stayed in the old one."""
    english = power_text(50.0, 50.0, None, "import_estimate")
    assert english == "about 50 kW DC (estimated)"
    with spoken(Marked()):
        assert power_text(50.0, 50.0, None, "import_estimate").startswith(BEFORE)
    assert power_text(50.0, 50.0, None, "import_estimate") == english


def test_numbers_and_days_are_written_as_the_language_does(marked_language):
    assert marked_text("1'234·5 kW") == words.kw_text(1234.5)
    assert "11.12.2025" in verified_text("2025-12-11", 3)
    assert words.day_text("last week") == "last week"


def test_plurals_are_those_of_the_language(marked_language):
    said = [points_text(n, None, None, "stated") for n in (1, 2, 5, 22)]
    assert said == [marked_text(text) for text in ("1 point", "2 points (few)", "5 points", "22 points (few)")]


def test_a_month_is_said_and_odd_dates_stay(qgis_app):
    values = {"date_last_verified": "2025-03-09", "map_state": "operational"}
    assert snippet(values, station_words(values)).endswith("verified 2025-03")
    assert words.month_text("spring 25") == "spring "


@pytest.mark.parametrize(
    ("attribution", "licence", "said"),
    [
        ("NOBIL: CC BY 4.0", "CC BY 4.0", "CC BY 4.0"),
        ("NOBIL: licence not stated", None, "Licence not stated"),
        (None, "CC BY 4.0", "CC BY 4.0"),
        (None, None, "Licence not stated"),
        # A record's own attributions are said in full.
        ("NOBIL: CC BY 4.0; City of Oslo", "CC BY 4.0", "NOBIL: CC BY 4.0; City of Oslo"),
        ("City of Oslo", None, "City of Oslo"),
    ],
)
def test_the_terms_of_a_record_come_from_its_fields(attribution, licence, said):
    """The provider's name was cut out of the text of the attribution: a text for people was read back as data."""
    assert terms_text(attribution, "NOBIL", licence) == said


def test_markup_fills_a_text_whose_own_signs_are_escaped(marked_language):
    assert filled(tr("Data from {home}"), home="<b>x</b>") == ("&lt;u&gt;l&#x27;Data from <b>x</b> &amp; &quot;»")


def test_translators_find_every_text_of_shares_and_of_processing(demo, tmp_path):
    """A text that is looked up, but that `tools/translations` does not gather, stays English for ever."""
    language = Asked()
    with spoken(language):
        for folders_by in FOLDERS_BY:
            shared_kml(demo_layers().stations, tmp_path, folders_by=folders_by)
        export_web_page(source_of(demo.stations), str(tmp_path / "a.html"), WebPageOptions(), Feedback())
        for kind in ALGORITHMS:
            algorithm = kind().create()
            algorithm.displayName(), algorithm.group(), algorithm.shortHelpString(), algorithm.tags()
    known = {(each.text, each.plural) for each in all_texts()}
    assert len(language.texts) > 300
    assert sorted(language.texts - known) == []


# The web page


@pytest.fixture
def marked_page(chromium, demo, tmp_path):
    with spoken(Marked()):
        export_web_page(
            source_of(demo.stations), str(tmp_path / "page.html"), WebPageOptions(keep_not_open=True), Feedback()
        )
    visit = Visit(chromium, str(tmp_path / "page.html"))
    yield visit
    visit.context.close()


def test_no_word_of_the_page_stands_in_its_template_or_scripts(root):
    """All of them come from Python, or they could not be translated."""
    web = root / "ocm_plugin" / "share" / "web"
    template = re.sub(r"%\w+%", "", (web / "page.html").read_text(encoding="utf-8"))
    page = html.fromstring(template)
    shown = [text for text in page.xpath("//body//text()") if text.strip()]
    assert [text.strip() for text in shown] == ["GeoJSON", "CSV"]
    assert [each for each in page.xpath("//@aria-label | //@title | //@placeholder | //@alt") if each.strip()] == []
    for name in ("stations.js", "map.js", "page.js"):
        code = re.sub(r"^\s*(//|\*|/\*).*$", "", (web / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
        literals = {text for pair in re.findall(r"\"([^\"\n]*)\"|`([^`]*)`", code) for text in pair}
        words_in = {text for text in literals if re.search(r"^[A-Z][a-z]+|[a-z]{3,} [a-z]{2,}", text)}
        assert words_in <= {"use strict", "Feature", "FeatureCollection", "Point", "Escape", "noopener noreferrer"}


def test_every_text_of_the_scripts_is_asked_for_and_every_one_asked_for_is_there(root):
    web = root / "ocm_plugin" / "share" / "web"
    code = "".join((web / name).read_text(encoding="utf-8") for name in ("stations.js", "map.js", "page.js"))
    asked = set(re.findall(r"\bsay\(\"(\w+)\"", code)) | set(re.findall(r"counted\(\"(\w+)\"", code))
    (columns,) = re.findall(r"COLUMNS = \[(.*?)\]", code)
    assert asked | set(re.findall(r"\w+", columns)) == set(script_texts(3))
    assert set(re.findall(r"%([a-z]\w*)%", (web / "page.html").read_text(encoding="utf-8"))) == set(html_texts())


@needs_chromium
def test_the_page_speaks_the_users_language_and_its_texts_stay_texts(marked_page):
    page = marked_page.page
    assert marked_page.complaints == []
    assert page.get_attribute("html", "lang") == "pl"
    assert page.locator("u").count() == 0, "a text became markup"
    page.click("#show-table")
    page.click("#rows button")
    for selector in ("button:not(#rows button):not(#save-geojson):not(#save-csv)", "legend", "dt", "thead button"):
        for text in page.locator(selector).all_inner_texts():
            assert text.startswith(BEFORE), (selector, text)
    labels = page.eval_on_selector_all("[aria-label], [title]", "all => all.map(e => e.ariaLabel || e.title)")
    assert [text for text in labels if not text.startswith(BEFORE)] == []
    assert "{" not in page.inner_text("body").replace(page.inner_text("pre"), "")


@needs_chromium
def test_the_page_counts_in_the_plurals_of_the_language(marked_page, demo):
    """JavaScript knows the numbers, Python the texts: for each case of the plural, the page has one."""
    page = marked_page.page
    sure, uncertain = page.evaluate("[ocm.say('sure', {count: 3}, 3), ocm.say('sure', {count: 1233}, 1233)]")
    assert sure == marked_text("3 surely match the search (few)")
    assert uncertain == marked_text("1233 surely match the search (few)")
    assert page.evaluate("ocm.say('sure', {count: 1}, 1)") == marked_text("1 surely matches the search")
    assert page.evaluate("ocm.say('sure', {count: 412}, 412)") == marked_text("412 surely match the search")
    assert AFTER in page.inner_text("#count")


@needs_chromium
def test_an_english_page_says_so_and_counts_as_before(chromium, empty_project, tmp_path):
    layers = made_layers(tmp_path, [poi(1), poi(2)])
    export_web_page(source_of(layers.stations), str(tmp_path / "page.html"), WebPageOptions(), Feedback())
    visit = Visit(chromium, str(tmp_path / "page.html"))
    assert visit.page.get_attribute("html", "lang") == "en"
    assert visit.page.inner_text("#count") == "2 of 2 stations"
    assert visit.page.evaluate("ocm.number(12345)") == "12,345"
    visit.context.close()
