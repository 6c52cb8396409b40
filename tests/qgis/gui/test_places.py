"""A place is typed, found and searched: what is known needs no request, what is asked is asked politely."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QSignalSpy, QTest

from ocm_plugin.ocm.search.areas import Circle, Countries, Extent, StationIds, World
from ocm_plugin.qgis_support.geocoder import remembered
from ocm_plugin.qgis_support.settings import Settings
from tests.support.geocoder import Geocoder

from .conftest import choose_area, no_task_runs, settle

IN_TEXAS = Extent(-97.9367663, 30.0985133, -97.5605288, 30.5166255)


@pytest.fixture
def geocoder(qgis_app):
    with Geocoder() as geocoder:
        replace(Settings(), geocoder=geocoder.url).save()
        yield geocoder
        Settings().save()


def enter(form, text: str) -> None:
    """Type a place and press Enter."""
    form.place.clear()
    QTest.keyClicks(form.place, text)
    form.place.completer().popup().hide()
    QTest.keyClick(form.place, Qt.Key.Key_Return)


def area(form):
    return form.request().search.area


def test_a_place_is_found_shown_and_searched_with_one_enter(form, window, geocoder):
    wanted = QSignalSpy(form.search_wanted)
    enter(form, "Austin Texas")
    settle(lambda: len(wanted) == 1)
    assert area(form) == IN_TEXAS and wanted[0][0].search.area == IN_TEXAS
    assert wanted[0][0].search.place == "Austin"
    assert form.place.text() == "Austin, Travis County, Texas, United States"
    assert window.canvas.extent().contains(-97.74, 30.27) and window.canvas.extent().width() < 2
    assert "OpenStreetMap" in form.place_credit.text() and form.place_credit.isVisible()
    assert [question for _, question in geocoder.questions] == ["Austin Texas"]


def test_several_places_of_a_name_are_offered_once_each(form, geocoder):
    wanted = QSignalSpy(form.search_wanted)
    enter(form, "Austin")
    settle(form.place_hits.isVisible)
    names = [form.place_hits.item(row).text() for row in range(form.place_hits.count())]
    assert names == [
        "Austin, Travis County, Texas, United States",
        "Austin, Mower County, Minnesota, United States",
    ]
    assert len(wanted) == 0 and form.place_credit.isVisible()
    QTest.keyClick(form.place_hits, Qt.Key.Key_Down)
    QTest.keyClick(form.place_hits, Qt.Key.Key_Return)
    settle(lambda: len(wanted) == 1)
    assert area(form).north == 43.7022 and not form.place_hits.isVisible()


def test_esc_closes_the_list_of_places_and_nothing_is_searched(form, geocoder):
    wanted = QSignalSpy(form.search_wanted)
    before = area(form)
    enter(form, "Austin")
    settle(form.place_hits.isVisible)
    QTest.keyClick(form.place_hits, Qt.Key.Key_Escape)
    assert not form.place_hits.isVisible() and area(form) == before and len(wanted) == 0


def test_search_finds_first_what_is_typed(form, geocoder):
    """It would have searched where the map was, below the name of another place."""
    wanted = QSignalSpy(form.search_wanted)
    QTest.keyClicks(form.place, "Austin Texas")
    settle(lambda: "“Austin Texas” is found first" in form.summary.text())
    form.search_button.click()
    settle(lambda: len(wanted) == 1)
    assert wanted[0][0].search.area == IN_TEXAS


def test_a_place_that_is_found_too_late_is_not_searched(form, geocoder):
    """The user had chosen an area in the menu meanwhile: the place took its place, and the search began."""
    wanted = QSignalSpy(form.search_wanted)
    geocoder.delay = 0.5
    enter(form, "Austin Texas")
    settle(lambda: bool(geocoder.questions))
    choose_area(form, "world")
    settle(no_task_runs)
    QTest.qWait(100)
    assert area(form) == World() and len(wanted) == 0 and not form.place_notice.isVisible()


def test_a_house_is_searched_around(form, geocoder):
    enter(form, "Domkloster 4, Koeln")
    settle(lambda: isinstance(area(form), Circle))
    assert (area(form).latitude, area(form).longitude) == pytest.approx((50.9413035, 6.9581379), abs=1e-6)
    assert form.point_page.isVisible()
    form.radius.setValue(3)
    assert form.request().search.place == "Domkloster 4"
    form.latitude.setValue(50)
    assert form.request().search.place == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("30.2672, -97.7431", Circle(30.2672, -97.7431, 5000)),
        ("30°16'12\"N 97°44'24\"W", Circle(30.27, -97.74, 5000)),
        ("OCM-12345", StationIds((12345,))),
        ("Deutschland", Countries(("DE",))),
        ("holland", Countries(("NL",))),
    ],
)
def test_what_is_understood_needs_no_request(form, geocoder, typed, meant):
    wanted = QSignalSpy(form.search_wanted)
    enter(form, typed)
    assert len(wanted) == 1 and area(form) == meant
    assert geocoder.questions == [] and not form.place_credit.isVisible()


def test_nothing_is_asked_while_somebody_types(form, geocoder):
    QTest.keyClicks(form.place, "Austin Texas")
    QTest.qWait(600)
    assert geocoder.questions == []


def test_not_more_than_one_question_a_second(form, geocoder):
    for name in ("Nowhere 1", "Nowhere 2", "Nowhere 3"):
        asked = len(geocoder.questions)
        enter(form, name)
        settle(lambda asked=asked: len(geocoder.questions) > asked)
    times = [at for at, _ in geocoder.questions]
    # Two pauses of a second, whenever a busy machine lets each of them arrive.
    assert times[-1] - times[0] > 1.5
    assert "QGIS" in geocoder.headers[0]["User-Agent"] and "X-API-Key" not in geocoder.headers[0]


def test_places_used_before_are_completed_and_need_no_second_question(form, geocoder):
    enter(form, "Austin Texas")
    settle(lambda: area(form) == IN_TEXAS)
    (kept,) = remembered(Settings.load().places)
    assert kept.name.startswith("Austin, Travis")
    choose_area(form, "world")
    assert form.place.text() == ""
    completer = form.place.completer()
    completer.setCompletionPrefix("austin")
    assert completer.currentCompletion() == kept.name
    enter(form, kept.name)
    assert area(form) == IN_TEXAS and len(geocoder.questions) == 1
    completer.setCompletionPrefix("germ")
    assert completer.currentCompletion() == "Germany"


def refuse(geocoder):
    geocoder.status = 403


def fail(geocoder):
    geocoder.status = 500


def say_something_else(geocoder):
    geocoder.body = b"<html>Please log in</html>"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda geocoder: None, "No place is called “Nowhere”."),
        (refuse, "127.0.0.1 does not answer questions for places."),
        (fail, "The place was not found out."),
        (say_something_else, "answered a question for a place with something else."),
        (lambda geocoder: setattr(geocoder, "body", b'[{"lat": "x"}, 5, {"lat": 99, "lon": 7}]'), "No place is called"),
    ],
)
def test_what_went_wrong_stands_below_the_line_until_something_else_is_typed(form, geocoder, spoil, words):
    spoil(geocoder)
    wanted = QSignalSpy(form.search_wanted)
    enter(form, "Nowhere")
    settle(lambda: words in form.place_notice_text.text())
    assert form.place_notice.isVisible() and len(wanted) == 0
    QTest.keyClicks(form.place, "x")
    assert not form.place_notice.isVisible()


def test_without_a_network_the_sentence_says_so_and_trying_again_is_one_click(form, geocoder):
    replace(Settings.load(), geocoder="http://127.0.0.1:9/search").save()
    enter(form, "Austin Texas")
    settle(lambda: "The place was not found out. " in form.place_notice_text.text())
    replace(Settings.load(), geocoder=geocoder.url).save()
    form.place_offers.itemAt(0).widget().click()
    settle(lambda: area(form) == IN_TEXAS)


def test_a_slow_answer_can_be_given_up(form, geocoder):
    geocoder.delay = 20
    before = area(form)
    enter(form, "Austin Texas")
    settle(lambda: bool(geocoder.questions))
    assert "Looking for “Austin Texas”" in form.place_notice_text.text()
    form.place_offers.itemAt(0).widget().click()
    settle(no_task_runs, seconds=15)
    assert not form.place_notice.isVisible() and area(form) == before


def test_a_place_is_shown_in_a_map_of_any_crs(form, window, geocoder):
    window.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    enter(form, "Austin Texas")
    settle(lambda: area(form) == IN_TEXAS)
    shown = window.canvas.extent()
    assert shown.contains(-97.74 * 111319.49, 3538000) and 40_000 < shown.width() < 200_000


def test_a_map_that_shows_nothing_asks_for_a_place(form, window):
    window.canvas.setExtent(type(window.canvas.extent())())
    if window.canvas.extent().isEmpty():
        form._describe()
        assert form.summary.text().startswith("The map shows nothing yet.")
