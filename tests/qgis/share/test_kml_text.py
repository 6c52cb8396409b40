"""Whatever people have typed into a station, a KML stays valid, says the same, and runs nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.share.kml import KmlOptions, export_kml
from ocm_plugin.share.markup import cdata, clean, escaped, link
from ocm_plugin.share.source import ShareSource
from tests.support.kml_files import KML, data_of, document, placemarks, read_by
from tests.support.shared_layers import made_layers, poi, point_layer, source_of

HOSTILE = {
    "markup": "<b>Bold</b> & <script>alert(1)</script>",
    "already escaped": "Caf&eacute; &amp; Bar &lt;3",
    "end of CDATA": "left ]]> right ]]&gt; end",
    "quotes": "He said \"no\", it's 'yes'",
    "right to left": "محطة الشحن ברלין \u202eabc\u202c",
    "emoji": "⚡🚗👨‍👩‍👧 𝒞harge",
    "balloon fields": "$[name] and $[description]",
    "combining": "Zu\u0308rich e\u0301",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_texts_arrive_unchanged_and_escaped_exactly_once(empty_project, tmp_path, text):
    comments = f"{text}\nsecond line"
    layers = made_layers(
        tmp_path,
        [poi(1, Title=text, AddressLine1=text, AccessComments=comments, UsageCost=text, Connections=[])],
    )
    [station] = layers.stations.getFeatures()
    path = str(tmp_path / "share.kml")
    export_kml(source_of(layers.stations), path, KmlOptions(), Feedback())
    [placemark] = placemarks(document(path))
    assert placemark.findtext(f"{KML}name") == station["name"]
    assert data_of(placemark)["address"] == station["address"]
    card = html.fromstring(placemark.findtext(f"{KML}description"))
    facts = dict([[cell.text_content() for cell in row.iter("td")] for row in card.iter("tr")])
    assert facts["Cost"] == station["cost_text"]
    assert facts["How to get there"] == station["access_comments"].replace("\n", "")
    assert not list(card.iter("script", "b_"))
    assert "$[" not in placemark.findtext(f"{KML}description")
    assert [feature["Name"] for feature in read_by("LIBKML", path)] == [station["name"]]


def test_long_comments_arrive_whole(empty_project, tmp_path):
    text = "Ünïcode & <more> ".ljust(4_000, "x")
    layers = made_layers(tmp_path, [poi(1, AccessComments=text, GeneralComments=text[::-1].strip())])
    path = str(tmp_path / "share.kml")
    export_kml(source_of(layers.stations), path, KmlOptions(), Feedback())
    [placemark] = placemarks(document(path))
    card = html.fromstring(placemark.findtext(f"{KML}description")).text_content()
    assert text in card and text[::-1].strip() in card


def test_control_characters_are_taken_out(empty_project, tmp_path):
    layer = point_layer("Point?crs=EPSG:4326&field=name:string", [("POINT(1 2)", ["ab\x0bc\x1fde\ufffef\tg\nh\x85i"])])
    path = str(tmp_path / "share.kml")
    export_kml(ShareSource.of_layer(layer), path, KmlOptions(), Feedback())
    [placemark] = placemarks(document(path))
    assert re.sub(r"\s", "", data_of(placemark)["name"]).startswith("abcde")
    assert clean("half \ud800 a pair \udfff") == "half  a pair "
    assert clean("a\x00b") == "ab"  # newer QGIS ends texts there by itself


@given(st.text(st.characters()))
def test_any_text_is_an_xml_text_of_the_same_characters(text):
    root = etree.fromstring(f'<t a="{escaped(text)}">{escaped(text)}</t>'.encode())
    expected = clean(text).replace("\r\n", "\n").replace("\r", "\n")
    assert (root.text or "") == expected


@given(st.text(st.characters()))
def test_any_text_survives_xml_and_html_together(text):
    root = etree.fromstring(f"<t>{cdata(f'<p>{escaped(text)}</p>')}</t>".encode())
    shown = html.fromstring(root.text).text_content()
    expected = clean(text).replace("\r\n", "\n").replace("\r", "\n")
    assert shown == expected or "\x85" in text


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(), st.sampled_from(["javascript:alert(1)", "data:text/html,x", "HTTP://a.example", "//x"])))
def test_only_addresses_of_the_web_become_links(url):
    made = html.fromstring(f"<p>{link(url, 'text')}</p>")
    assert made.text_content() == "text"
    for anchor in made.iter("a"):
        assert anchor.get("href").lower().startswith(("http://", "https://"))
