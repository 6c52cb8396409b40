"""Every search and every result can be said in one plain sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given

from ocm_plugin.ocm.holding import name_of
from ocm_plugin.ocm.phrases import size_text, stations_text
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.provenance import (
    CAPPED,
    COMPLETE,
    FROM_FILE,
    FROM_HELD,
    FROM_MIRROR,
    FROM_PARTS,
    STOPPED,
    Kept,
    Origin,
    Provenance,
)
from ocm_plugin.ocm.records.reference import ConnectionType, Country, Operator, ReferenceData
from ocm_plugin.ocm.records.station import SetAside
from ocm_plugin.ocm.search.areas import Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from ocm_plugin.ocm.search.search import Search, from_json, to_json
from ocm_plugin.ocm.search_wording import search_line, search_name, search_sentence, search_words, wanted_sentence
from ocm_plugin.ocm.store.merge_values import Change, Outcome
from ocm_plugin.ocm.wording import (
    deleted_text,
    kept_edits_text,
    kept_sentence,
    match_text,
    merge_sentence,
    not_asked_sentence,
    provenance_sentence,
    shortfall,
    stations_match_text,
    traffic_sentence,
    unstated_sentence,
)
from tests.support.languages import Shouted, spoken
from tests.support.strategies import searches

STARTED = datetime(2026, 11, 23, 8, 0, tzinfo=timezone.utc)
PROVENANCE = Provenance(
    outcome=COMPLETE,
    source="Open Charge Map",
    is_invented=False,
    started=STARTED,
    finished=STARTED + timedelta(seconds=90),
    received=400,
    matched=330,
    cannot_tell=12,
    dropped=58,
    kept_cannot_tell=True,
    requests=2,
    bytes=310_000,
)


@pytest.mark.parametrize(
    ("search", "sentence"),
    [
        (Search(), "Charging stations in the whole world."),
        (
            Search(Extent(4, -1.5, 8.25, 52)),
            "Charging stations between 1.5° S and 52° N, 4° E and 8.25° E.",
        ),
        (Search(Circle(52, -4, 1500)), "Charging stations within 1.5 km of 52° N, 4° W."),
        (Search(Circle(52, -4, 150)), "Charging stations within 150 m of 52° N, 4° W."),
        (Search(Polygons(((((0, 0), (1, 0), (1, 1)),),))), "Charging stations inside 1 polygon."),
        (Search(Corridor((((0, 0), (1, 1)),), 2000)), "Charging stations within 2 km of 1 line."),
        (Search(Countries(("DE", "FR"))), "Charging stations in Germany and France."),
        (Search(StationIds((7,))), "Charging stations with the number 7."),
        (Search(StationIds((7, 9))), "Charging stations with the numbers 7 and 9."),
        (
            Search(connection_type_ids=(33, 2), min_power_kw=50),
            "Charging stations in the whole world; with a connector of CHAdeMO or CCS (Type 2), at least 50 kW.",
        ),
        (
            Search(connection_type_ids=(33,), max_power_kw=50, any_connection=True),
            "Charging stations in the whole world; with a connector, each condition met by any of them: "
            "CCS (Type 2); at most 50 kW.",
        ),
        (
            Search(min_power_kw=50, max_power_kw=150, min_connectors=4),
            "Charging stations in the whole world; with at least 4 connectors of 50 to 150 kW.",
        ),
        (Search(min_connectors=1), "Charging stations in the whole world; with at least 1 connector."),
        (
            Search(operator_ids=(1234,), connection_type_ids=(1234,)),
            "Charging stations in the whole world; with a connector of Connection type 1234; "
            "operated by Operator 1234.",
        ),
        (
            Search(open_data=True, has_media=False, include_comments=True, max_results=500),
            "Charging stations in the whole world; open data only; without photos; comments and photos included; "
            "at most 500 stations.",
        ),
        (
            Search(modified_since=STARTED, created_since=STARTED),
            "Charging stations in the whole world; modified since 2026-11-23 08:00 UTC; "
            "listed since 2026-11-23 08:00 UTC.",
        ),
    ],
)
def test_search_in_words(search, sentence):
    assert search_sentence(search, BUILT_IN) == sentence


def test_long_lists_are_shortened():
    sentence = search_sentence(Search(operator_ids=tuple(range(9001, 9021))), BUILT_IN)
    assert sentence.endswith(
        "operated by Operator 9001, Operator 9002, Operator 9003, Operator 9004, Operator 9005 or 15 more."
    )


@given(searches)
def test_every_search_has_a_sentence(search):
    sentence = search_sentence(search, BUILT_IN)
    assert sentence.startswith("Charging stations ")
    assert sentence.endswith(".")
    assert "None" not in sentence


def test_complete_result():
    assert provenance_sentence(PROVENANCE) == (
        "342 stations from Open Charge Map, received 2026-11-23 08:01 UTC. The result is complete. "
        "12 stations may match (data incomplete): included."
    )


def test_nothing_found():
    nothing = replace(PROVENANCE, matched=0, cannot_tell=0)
    assert provenance_sentence(nothing).startswith("No stations from Open Charge Map")

    of_a_file = replace(nothing, origin=Origin(FROM_FILE), source="a.json")
    assert provenance_sentence(of_a_file).startswith("No stations from a.json.")
    assert traffic_sentence(replace(nothing, received=0, dropped=0)).startswith("No stations received; 2 requests")


def test_what_the_server_was_not_asked_for_says_from_when_it_is():
    kept = (Kept(FROM_HELD, STARTED, 1), Kept(FROM_MIRROR, STARTED - timedelta(days=3), 40))
    assert kept_sentence(replace(PROVENANCE, kept=kept)) == (
        "1 of them is held since 2026-11-23 08:00 UTC. 40 of them are from the mirror of 2026-11-20."
    )
    assert kept_sentence(PROVENANCE) == ""


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (FROM_HELD, "Held since 2026-11-20 08:00 UTC."),
        (FROM_MIRROR, "From the mirror of 2026-11-20, 3 days old."),
        (FROM_PARTS, ""),
        (FROM_FILE, ""),
    ],
)
def test_a_message_says_where_the_server_was_not_asked(kind, sentence):
    origin = Origin(kind, file_date=STARTED - timedelta(days=3))
    assert not_asked_sentence(replace(PROVENANCE, origin=origin)) == sentence


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (FROM_HELD, "Partly held since 2026-11-20 08:00 UTC."),
        (FROM_MIRROR, "Partly from the mirror of 2026-11-20, 3 days old."),
    ],
)
def test_a_part_without_any_station_says_where_it_is_from(kind, sentence):
    """Of a place of which a mirror had nothing, the message said that it was held since an earlier search."""
    days_ago = STARTED - timedelta(days=3)
    parted = replace(PROVENANCE, origin=Origin(FROM_PARTS, file_date=days_ago), kept=(Kept(kind, days_ago, 0),))
    assert not_asked_sentence(parted) == sentence
    assert kept_sentence(parted) == ""


def test_capped_result_says_so():
    capped = replace(PROVENANCE, outcome=CAPPED, cap=342, kept_cannot_tell=False)
    assert "capped at 342 stations: there may be more" in provenance_sentence(capped)
    assert provenance_sentence(capped).endswith("left out.")


def test_stopped_result_says_why():
    stopped = replace(
        PROVENANCE, outcome=STOPPED, reason="The server did not answer.", set_aside=(SetAside(5, "no place"),)
    )
    assert "The result is incomplete. The server did not answer." in provenance_sentence(stopped)
    assert provenance_sentence(stopped).endswith("1 record could not be read and was set aside.")


def test_traffic():
    assert traffic_sentence(PROVENANCE) == (
        "400 stations received, 330 matched, 12 uncertain, 58 did not match; 2 requests, 310 kB, 90.0 seconds."
    )


@pytest.mark.parametrize(
    ("number", "text"), [(0, "no stations"), (1, "1 station"), (2, "2 stations"), (1250, "1,250 stations")]
)
def test_counts(number, text):
    assert stations_text(number) == text


@pytest.mark.parametrize(
    ("size", "text"), [(640, "640 bytes"), (12_345, "12 kB"), (3_400_000, "3.4 MB"), (1, "1 byte")]
)
def test_sizes(size, text):
    assert size_text(size) == text


@pytest.mark.parametrize(
    ("search", "title"),
    [
        (Search(), "Charging stations"),
        (Search(Countries(("DE", "NL")), min_power_kw=50, operator_ids=(23,)), "Germany, Netherlands · ≥ 50 kW"),
        (
            Search(Countries(("DE", "NL", "BE")), connection_type_ids=(33,), max_power_kw=22.5),
            "3 countries · CCS (Type 2) ≤ 22.5 kW",
        ),
        (Search(connection_type_ids=(25, 33, 2)), "Charging stations"),
        (Search(Circle(30.27, -97.74, 5000), (33, 32), min_power_kw=50, place="Austin"), "Austin · CCS ≥ 50 kW"),
        (Search(Circle(30.27, -97.74, 5000), place=" Austin\n Texas "), "Austin Texas · charging stations"),
        (Search(Circle(30.2672, -97.7431, 5000)), "Around 30.267° N, 97.743° W · charging stations"),
        (Search(Extent(4.2, 51.1, 5.1, 52.0), (33, 32)), "Around 51.55° N, 4.65° E · CCS"),
        (Search(Extent(-10, 35, 30, 70)), "Around 52° N, 10° E · charging stations"),
        (Search(Extent(177, -20, -177, -16)), "Around 18° S, 180° E · charging stations"),
        (Search(Extent(170, 50, -130, 70)), "Around 60° N, 160° W · charging stations"),
        (Search(Extent(-180, -90, 180, 90)), "Charging stations"),
        (Search(Polygons(((((4, 51), (5, 51), (5, 52)),),))), "Around 51.5° N, 4.5° E · charging stations"),
        (Search(Corridor((((4, 51), (5, 52)),), 1000)), "Around 51.5° N, 4.5° E · charging stations"),
        (Search(StationIds((5, 6, 7))), "3 station numbers · charging stations"),
        (Search(StationIds((12345,))), "OCM-12345 · charging stations"),
        (Search(place="x" * 200), "x" * 79 + "… · charging stations"),
    ],
)
def test_a_name_is_short(search, title):
    assert search_name(search, BUILT_IN) == title


AUSTIN = Extent(-97.9368, 30.0985, -97.5605, 30.5166)


@pytest.mark.parametrize(
    ("search", "line"),
    [
        (Search(AUSTIN, place="Austin"), "Austin · charging stations"),
        (
            Search(AUSTIN, connection_type_ids=(32, 33), min_power_kw=50, open_data=True, place="Austin"),
            "Austin · with a connector of CCS, at least 50 kW; open data only",
        ),
        (Search(AUSTIN, max_results=5), "Around 30.31° N, 97.75° W · at most 5 stations"),
        (Search(Countries(("DE",)), min_power_kw=50), "Germany · with a connector of at least 50 kW"),
        (Search(), "Whole World · charging stations"),
    ],
)
def test_a_search_on_one_line_begins_with_its_place(search, line):
    """The menu of the last searches showed two of them alike: four coordinates, and what followed was cut off."""
    assert search_line(search, BUILT_IN) == line


def test_a_rectangle_around_a_place_is_said_by_its_name_beside_the_map():
    """Whoever had typed Austin read four coordinates."""
    search = Search(AUSTIN, min_power_kw=50, place="Austin")
    beside_a_map = wanted_sentence(search, BUILT_IN)
    assert beside_a_map.startswith("Charging stations in the rectangle around Austin; with a connector")
    unnamed = replace(search, place="")
    assert wanted_sentence(unnamed, BUILT_IN) == search_sentence(search, BUILT_IN) == search_sentence(unnamed, BUILT_IN)


def test_the_same_question_under_another_name_is_the_same():
    around = Search(Circle(30.27, -97.74, 5000))
    austin, here = replace(around, place="Austin"), replace(around, place="here")
    assert austin == here and hash(austin) == hash(here) and name_of("x", austin) == name_of("x", here)
    assert from_json(to_json(austin)).place == "Austin"
    assert austin.with_area(World()).place == ""


@given(searches)
def test_every_name_fits_a_layer_panel(search):
    title = search_name(search, BUILT_IN)
    assert len(title) < 200 and title.isprintable()


def test_sure_and_uncertain_stations_are_two_numbers() -> None:
    assert match_text(21, 34) == "21 match, 34 more may"
    assert match_text(0, 3) == "none surely matches, 3 may"
    assert stations_match_text(1, 2_000) == "1 station matches, 2,000 more may"
    assert stations_match_text(0, 3) == "No station surely matches, 3 may"
    assert stations_match_text(2, 3, are_invented=True) == "2 invented stations match, 3 more may"
    assert stations_match_text(0, 3, are_invented=True) == "No invented station surely matches, 3 may"


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Outcome(9, 12, 3, 656), "677 stations: 9 added, 12 changed, 3 gone, 656 unchanged."),
        (Outcome(same=1), "1 station: nothing changed."),
        (Outcome(gone=2_000), "No stations: 2,000 gone."),
        (Outcome(same=5, conflicts=1), "5 stations: nothing changed, 1 kept as you edited it."),
        (Outcome(1, kept=1, conflicts=1), "1 station: 1 added, 2 kept as you edited them."),
    ],
)
def test_a_reload_is_counted(outcome, sentence):
    assert merge_sentence(outcome) == sentence
    assert merge_sentence(outcome, are_invented=True) == re.sub("stations?", r"invented \g<0>", sentence)


def test_rows_that_stay_deleted_are_counted():
    assert deleted_text(Outcome()) == ""
    assert deleted_text(Outcome(deleted_rows=2)).startswith("2 rows of connections, comments or photos are left out")


def test_edits_that_a_reload_has_kept_are_listed():
    changes = [
        Change(1, "changed", "name", "a", "b"),
        Change(2, "conflict", "name", None, "b"),
        Change(3, "kept"),
        *(Change(number, "kept") for number in range(4, 60)),
    ]
    lines = kept_edits_text(Outcome(changes=changes)).split("\n")
    assert lines[1:3] == ["OCM-2, Name: empty; Open Charge Map: “b”", "OCM-3: no longer found"]
    assert lines[-1] == "and 8 more" and len(lines) == 52
    assert kept_edits_text(Outcome(changes=changes[:1])) == ""


@pytest.mark.parametrize(
    ("field", "value", "english", "other"),
    [
        ("is_free", True, "“Yes”", "«YES»"),
        ("is_free", False, "“No”", "«NO»"),
        ("max_kw", 7.4, "“7.4”", "«7,4»"),
        ("n_points", 1250, "“1,250”", "«1.250»"),
        ("usage_id", 12345, "“12345”", "«12345»"),
        ("ocm_media.created", "2026-11-03T08:05:00.000Z", "“2026-11-03 08:05”", "«03.11.2026 08:05»"),
        ("date_planned", "2026-11-03", "“2026-11-03”", "«03.11.2026»"),
        ("date_planned", "soon", "“soon”", "«soon»"),
        ("status_class", "temp_unavailable", "“Temporarily unavailable”", "«TEMPORARILY UNAVAILABLE»"),
        ("submission_status", 200, "“Submission published”", "«SUBMISSION PUBLISHED»"),
        ("ocm_connections.kw_stated", 0.00001, "“0.00001”", "«0,00001»"),
        ("name", "True", "“True”", "«True»"),
        ("gone_in_this_version", 7.5, "“7.5”", "«7.5»"),
    ],
)
def test_a_value_kept_is_said_as_the_form_shows_it(field: str, value: object, english: str, other: str):
    """It was said as Python writes it: “True” for yes, “7.4” and “2026-11-03” in every language."""
    outcome = Outcome(changes=[Change(2, "conflict", field, value, None)])
    assert f": {english}; Open Charge Map: empty" in kept_edits_text(outcome)
    with spoken(Quoting()):
        assert f": {other}; OPEN CHARGE MAP: EMPTY" in kept_edits_text(outcome)


class Quoting(Shouted):
    """Capitals, with quotes, numbers and times of its own."""

    def text(self, text: str, plural: str, n: int | None) -> str:
        return super().text(text, plural, n).translate(str.maketrans("“”", "«»"))

    def number(self, value: float, decimals: int = 0) -> str:
        return super().number(value, decimals).translate(str.maketrans(",.", ".,"))

    def time(self, value: datetime) -> str:
        return f"{value:%d.%m.%Y %H:%M}"


ROLLS = ReferenceData(
    connection_types={33: ConnectionType(33, "CCS (Type 2)")},
    operators={5: Operator(5, "IONITY")},
    countries={87: Country(87, "Germany", "DE")},
)


def test_the_words_of_a_search_keep_filters_apart_from_what_is_loaded_along():
    """The legend left out the clause "comments and photos included" by comparing its text, which a language changes."""
    words = search_words(Search(connection_type_ids=(33,), include_comments=True, max_results=500), BUILT_IN)
    assert words.limits == ["with a connector of CCS (Type 2)", "at most 500 stations"]
    assert words.clauses[2] == words.comments == "comments and photos included"
    with spoken(Shouted()):
        shouted = search_words(Search(connection_type_ids=(33,), include_comments=True, max_results=500), BUILT_IN)
        assert shouted.limits == ["WITH A CONNECTOR OF CCS (TYPE 2)", "AT MOST 500 STATIONS"]


def test_fixed_titles_are_said_in_the_users_language_and_names_are_not():
    search = Search(Countries(("DE",)), connection_type_ids=(33,), operator_ids=(5,), usage_type_ids=(9999,))
    with spoken(Shouted()):
        sentence = search_sentence(search, ROLLS)
    assert sentence == (
        "CHARGING STATIONS IN GERMANY; WITH A CONNECTOR OF CCS (TYPE 2); OPERATED BY IONITY; USAGE USAGE TYPE 9999."
    )


def test_columns_keep_the_titles_of_the_service_in_every_language():
    """Models and styles compare them, and a reload in another language would report every row as changed."""
    with spoken(Shouted()):
        assert ROLLS.connection_type(33) == "CCS (Type 2)"
        assert ROLLS.country(87) == "Germany"
        assert ROLLS.operator(4711) == "Operator 4711"


def test_every_sentence_about_a_result_is_said_whole():
    """Nothing in it is English: no part is glued on beside `tr`."""
    stopped = replace(
        PROVENANCE,
        outcome=STOPPED,
        reason="THE SERVER DID NOT ANSWER.",
        source="OPEN CHARGE MAP",
        set_aside=(SetAside(5, "NO PLACE"),),
        unstated=(("status_type_ids", 36), ("operator_ids", 1)),
        withheld=("operator_ids", "country_ids"),
    )
    merged = Outcome(9, 12, 3, 656, kept=1, conflicts=1, changes=[Change(2, "conflict", "name", None, "B")])
    with spoken(Shouted()):
        said = [
            *(provenance_sentence(replace(stopped, outcome=outcome)) for outcome in (STOPPED, CAPPED, COMPLETE)),
            *(shortfall(replace(stopped, outcome=outcome)) for outcome in (STOPPED, CAPPED, COMPLETE)),
            traffic_sentence(stopped).replace("kB", ""),
            merge_sentence(merged),
            merge_sentence(Outcome(), are_invented=True),
            kept_edits_text(merged),
            unstated_sentence(stopped, is_short=True),
        ]
    assert [text for text in said if text != text.upper()] == []
    assert "36 STATIONS STATE NO STATUS, 1 STATION STATES NO OPERATOR: LEFT OUT." in said[0]
