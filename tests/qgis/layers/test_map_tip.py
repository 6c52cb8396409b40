"""The map tip: the words of a balloon, on one card, whatever stands in the texts of a station."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsGeometry,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QTextDocument

from ocm_plugin.layers.map_tip import MAX_PROVIDER, MAX_ROWS, MAX_TEXT, form_head_template
from ocm_plugin.ocm.records.credits import UNNAMED
from ocm_plugin.share import words
from ocm_plugin.share.connections import COLUMNS, SharedConnection
from tests.support.cards import filled
from tests.support.made_stations import connection, media_item, station
from tests.support.result_layers import demo_layers, layers_of, values_of

CARD = frozenset(("table", "tr", "td", "div", "span", "a", "br", "img", "style"))
CCS2, CHADEMO, TYPE2 = 33, 2, 25
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "[% 6 * 7 %]",
    "&lt;b&gt; & &amp;",
    "%1 %2 $[name] {name}",
    "a\\nb\\' || \"name\" || '",
)


pytestmark = pytest.mark.usefixtures("qgis_new_project")


def tip(layers) -> str:
    """The card of the only station as QGIS makes it."""
    feature = next(layers.stations.getFeatures())
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layers.stations))
    context.setFeature(feature)
    return QgsExpression.replaceExpressionText(layers.stations.mapTipTemplate(), context)


def read(markup: str) -> str:
    """What a user reads, with single blanks."""
    document = QTextDocument()
    document.setHtml(markup)
    return " ".join(document.toPlainText().replace("\ufffc", " ").split())


class Markup(HTMLParser):
    """The elements and attributes that a browser sees."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.extend(attrs)

    def addresses(self) -> list[str]:
        return [value for name, value in self.attributes if name in ("href", "src")]


def test_every_demo_station_is_told_in_the_words_of_its_balloon():
    layers = demo_layers()
    connections: dict[int, list[SharedConnection]] = {}
    for feature in layers.connections.getFeatures():
        values = values_of(feature)
        line = SharedConnection(*(values[name] for name in COLUMNS))
        connections.setdefault(values["ocm_id"], []).append(line)
    told = 0
    for feature, markup in filled(layers.stations, layers.stations.mapTipTemplate()):
        values, text = values_of(feature), read(markup)
        said = words.station_words(values)
        expected = [
            f"{said.name} {said.power} · {said.points}",
            f"Access {said.access} {'· ' + said.cost[:MAX_TEXT] if values['cost_text'] else ''}",
            f"Operator {said.operator or 'Unknown'} ",
            said.status if values["map_state"] not in ("operational", "unknown") else f"Status {said.status} Address",
            f"Address {said.address or 'Unknown'} Verified",
            f"Data: {(values['provider'] or UNNAMED)[:MAX_PROVIDER]}",
        ]
        lines = connections.get(values["ocm_id"], [])
        expected.extend(" ".join(words.connection_texts(line)) for line in lines[:MAX_ROWS])
        expected.append(words.connection_heads()[2] if lines else words.NO_CONNECTIONS)
        for words_of_balloon in expected:
            assert " ".join(words_of_balloon.split()) in text
        told += 1
    assert told == layers.stations.featureCount() > 400


def test_a_connector_that_is_not_in_service_says_so_where_it_is_listed():
    """It stood in the table like any other, above the power of the one that works."""
    lines = [
        connection(type_id=TYPE2, power_kw=22.0, current_id=20, quantity=1),
        connection(type_id=CCS2, power_kw=150.0, quantity=2, status_id=100),
        connection(type_id=CHADEMO, power_kw=50.0, quantity=1, status_id=150),
    ]
    layers = layers_of([station(*lines, status_id=50)])
    table = [
        words.connection_type_text(SharedConnection(*(values_of(feature)[name] for name in COLUMNS)))
        for feature in layers.connections.getFeatures()
    ]
    assert [text.partition(", ")[2] for text in table] == ["", "not operational", "planned"]
    text = read(tip(layers))
    assert all(line in text for line in table)
    assert "22 kW AC" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_shown_as_they_are_written_and_do_nothing(text):
    check_inert(text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_any_text_is_inert(text):
    QgsProject.instance().clear()
    check_inert(text)


def check_inert(text: str) -> None:
    layers = layers_of(
        [
            station(
                connection(type_id=CCS2, power_kw=50.0, quantity=1),
                title=text,
                address_line1=text,
                town=text,
                state=text,
                postcode=text,
                usage_cost=text,
                related_url=f"https://example.org/{text}",
                provider_id=1,
                attributions=(text,),
                media=(media_item(url=f"http://example.org/{text}", user=text, is_video=False),),
                comments=(),
            )
        ]
    )
    rename = layers.connections.fields().indexOf("type")
    first = next(layers.connections.getFeatures())
    layers.connections.dataProvider().changeAttributeValues({first.id(): {rename: text}})
    markup = tip(layers)
    seen = Markup(markup)
    assert seen.tags <= CARD
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert all(address.startswith(("http://", "https://")) for address in seen.addresses())
    assert f"https://example.org/{text}" in seen.addresses()
    assert f"http://example.org/{text}" in seen.addresses()
    assert "[%" not in markup
    assert "[&#37;" not in markup
    if text == text.strip():
        assert read(markup).count(" ".join(text.split())) >= 5


@pytest.mark.parametrize(
    "address", ("javascript:alert(1)", "file:///etc/passwd", "\\\\host\\share", "www.example.org", " ")
)
def test_only_addresses_of_the_web_become_links(address):
    markup = tip(layers_of([station(related_url=address, media=(media_item(url=address, is_video=False),))]))
    addresses = Markup(markup).addresses()
    assert [address.split("/")[2] for address in addresses] == ["openchargemap.org"] * 3
    assert "Website" not in read(markup)


def test_without_the_relation_connectors_are_counted_by_standard():
    layers = layers_of(
        [station(connection(type_id=CCS2, quantity=2), connection(type_id=TYPE2, quantity=4), connection(quantity=3))]
    )
    assert "CCS (Type 2)" in read(tip(layers))
    QgsProject.instance().removeMapLayer(layers.connections.id())
    assert "Type 2 × 4, CCS 2 × 2, Unknown connector × 3" in read(tip(layers))
    assert "How sure" not in read(tip(layers))


def test_a_copy_of_the_layer_without_its_connections_still_has_a_tip():
    layers = layers_of([station(connection(type_id=CCS2, quantity=2))])
    copied = layers.stations.clone()
    QgsProject.instance().addMapLayer(copied)
    assert "CCS 2 × 2" in read(tip(layers._replace(stations=copied)))


def test_many_lines_of_connectors_are_cut_and_counted():
    lines = [connection(type_id=CHADEMO, power_kw=float(50 + number)) for number in range(MAX_ROWS + 3)]
    text = read(tip(layers_of([station(*lines)])))
    assert f"Connector ({MAX_ROWS} of {MAX_ROWS + 3} lines)" in text
    assert f"{50 + MAX_ROWS - 1} kW" in text
    assert f"{50 + MAX_ROWS} kW stated" not in text


def test_a_station_of_which_nothing_is_known_says_so():
    text = read(tip(layers_of([station(title=None, country_id=None)])))
    for words_ in (
        "OCM-4711 Power unknown · number of points unknown",
        "No connectors are known.",
        "Access Unknown",
        "Operator Unknown",
        "Status Unknown",
        "Address Unknown",
        "Verified Not stated",
        "Licence: not stated",
    ):
        assert words_ in text
    assert not re.search(r"\b(NULL|None|nan|0 kW)\b", text)


@pytest.mark.parametrize(
    ("days", "said"),
    (
        (0, "Last verified today ({date})"),
        (1, "Last verified yesterday ({date})"),
        (700, "Last verified 700 days ago ({date})"),
        (1500, "Last verified 4 years ago ({date})"),
        (4038, "Last verified 11 years ago ({date})"),
        (-3, "Last verified {date}"),
    ),
)
def test_the_days_since_verified_are_counted_to_today(days, said):
    # Noon, so that the day is the same in the time zone of the machine.
    verified = datetime.now(timezone.utc).replace(hour=12) - timedelta(days=days)
    text = read(tip(layers_of([station(date_last_verified=verified)])))
    assert said.format(date=f"{verified:%Y-%m-%d}") in text


def test_a_station_that_cannot_be_used_or_may_not_match_is_marked():
    layers = layers_of([station(status_id=100)], certain=False)
    text = read(tip(layers))
    assert "number of points unknown Not operational" in text
    assert "May match the search (data incomplete)" in text


def test_a_photo_names_its_photographer():
    shown = media_item(url="https://example.org/big.jpg", thumbnail_url="https://example.org/small.jpg", user="Ann")
    markup = tip(layers_of([station(media=(shown,))]))
    assert "https://example.org/small.jpg" in Markup(markup).addresses()
    assert "Photo: Ann, CC BY-SA 4.0" in read(markup)


def test_no_photo_is_fetched_before_a_click():
    """Map tip and form fetched the photo of a station from whatever host its record names."""
    shown = media_item(url="https://example.org/big.jpg", thumbnail_url="https://example.org/small.jpg")
    layers = layers_of([station(media=(shown,))])
    for template in (layers.stations.mapTipTemplate(), form_head_template()):
        assert "<img" not in template
    assert "<img" not in tip(layers)


def test_a_quantity_nobody_stated_is_no_fact():
    assert "at least 1 point (number not stated)" in read(tip(layers_of([station(connection(type_id=CCS2))])))
    assert " · 1 point Data" in read(tip(layers_of([station(connection(type_id=CCS2, quantity=1))])))


def test_provider_and_links_come_before_what_can_be_long():
    text = read(tip(layers_of([station(connection(type_id=CCS2), title="A station")])))
    assert text.index("Data:") < text.index("View on Open Charge Map") < text.index("How sure")


def test_whom_the_record_itself_credits_is_named_in_full():
    text = read(tip(layers_of([station(attributions=("Photos and survey: Ann & Bob",))])))
    assert "Photos and survey: Ann & Bob" in text[text.index("Verified") :]


def test_temporary_stations_are_found_by_place_without_looking_at_all():
    """Each rest of the mouse read 100,000 stations; the index also has those that come, move and go later."""
    stations = layers_of([station(), station(id=2, latitude=51.5)]).stations
    provider = stations.dataProvider()
    assert provider.hasSpatialIndex() == provider.SpatialIndexPresence.SpatialIndexPresent
    first, second = stations.getFeatures()
    provider.changeGeometryValues({first.id(): QgsGeometry.fromPointXY(QgsPointXY(1, 1))})
    provider.deleteFeatures([second.id()])
    nearby = QgsFeatureRequest().setFilterRect(QgsRectangle(0.9, 0.9, 1.1, 1.1))
    assert [feature["ocm_id"] for feature in stations.getFeatures(nearby)] == [first["ocm_id"]]
    gone = QgsFeatureRequest().setFilterRect(QgsRectangle(8, 50, 9, 52))
    assert list(stations.getFeatures(gone)) == []


def test_no_map_tip_is_higher_than_half_of_a_small_map():
    """The last lines were cut: QGIS gives a tip half of the map's height, 278 pixels in a window of 1280 × 720."""
    layers = demo_layers()
    tips = filled(layers.stations, layers.stations.mapTipTemplate())
    heights = {feature["ocm_id"]: height(markup) for feature, markup in tips}
    assert max(heights.values()) <= 278 - FRAME, sorted(heights.items(), key=lambda entry: -entry[1])[:3]


FRAME = 2
"""Pixels of the line that QGIS draws around, above and below."""


@pytest.mark.parametrize(("width", "crs"), [(690, "EPSG:4326"), (740, "EPSG:3857"), (970, "EPSG:25832")])
def test_no_map_tip_is_cut_on_a_narrow_map_either(width, crs):
    """Beside the search panel half of the map is narrower than the card, and from QGIS 3.34 on its last lines went."""
    layers = demo_layers()
    map_settings = QgsMapSettings()
    map_settings.setOutputSize(QSize(width, 556))
    map_settings.setOutputDpi(96)
    map_settings.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    to_map = QgsCoordinateTransform(
        layers.stations.crs(), map_settings.destinationCrs(), QgsProject.instance().transformContext()
    )
    map_settings.setExtent(to_map.transformBoundingBox(QgsRectangle(6, 49, 9, 51)))
    scope = QgsExpressionContextUtils.mapSettingsScope(map_settings)
    scope.setVariable("qgis_version_no", 34000)
    room = width / 2 - CURSOR - MARGINS
    tips = filled(layers.stations, layers.stations.mapTipTemplate(), scope)
    markups = [markup for _, markup in tips]
    zooms = {float(re.search(r"\{zoom:([0-9.]+)\}", markup)[1]) for markup in markups}
    assert len(zooms) == 1
    (zoom,) = zooms
    heights = sorted(height(markup, room / zoom) * zoom for markup in markups)
    assert heights[-1] <= 278 - MARGINS, heights[-20:]


CURSOR, MARGINS = 32, 12
"""Pixels that QGIS leaves beside the mouse, and around the card."""


def height(markup: str, width: float = 460) -> float:
    """Pixels, as wide as a tip is on a map of 980 pixels."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setHtml(markup)
    document.setTextWidth(width)
    return document.size().height()
