"""Finding entries of the look-up lists by what users type, and the ids of typed text.

The search panel's lists once found an entry only by a piece of its title, and Processing only by the whole title: of
the queries of `FOUND_NOTHING` none found anything.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.errors import SearchError
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.list_search import (
    Entry,
    ListSearch,
    _data,
    bare,
    codes_from_text,
    entries_of,
    ids_from_text,
)
from ocm_plugin.ocm.records.plug_groups import PLUG_GROUPS, groups_in, plug_names
from ocm_plugin.ocm.records.reference import ConnectionType, Country, Operator, ReferenceData
from ocm_plugin.ocm.search.areas import ISO_CODES
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.search_wording import search_words
from ocm_plugin.ocm.tables.derive.connector_types import CONNECTOR_TYPES
from ocm_plugin.ocm.tables.derive.standards import connector_type
from tests.support.languages import Shouted, spoken

REFERENCE = ReferenceData(
    connection_types={33: ConnectionType(33, "CCS (Type 2)", "IEC 62196-3 FF"), 2: ConnectionType(2, "CHAdeMO")},
    operators={9001: Operator(9001, "Volt & Sons"), 9002: Operator(9002, "Twin"), 9003: Operator(9003, "twin ")},
    countries={
        87: Country(87, "Germany", "DE"),
        31: Country(31, "Bolivia, Plurinational State Of", "BO"),
        999: Country(999, "Nowhere"),
    },
)
OPERATORS = ReferenceData(
    operators={
        number: Operator(number, title)
        for number, title in (
            (1, "(Unknown Operator)"),
            (5, "ChargePoint"),
            (20, "Charge Your Car"),
            (23, "Tesla (Tesla-only charging)"),
            (47, "Shell Recharge Solutions (NL)"),
            (59, "Shell Recharge Solutions (US)"),
            (86, "EnBW (D)"),
            (90, "Circuit Electrique"),
            (3247, "Grønn Kontakt"),
            (3299, "Ionity"),
        )
    }
)

FOUND_NOTHING = [
    ("connection_types", "ccs2", "CCS (Type 2)"),
    ("connection_types", "combo", "CCS (Type 2)"),
    ("connection_types", "mennekes", "Type 2 (Socket Only)"),
    ("connection_types", "type2", "Type 2 (Socket Only)"),
    ("connection_types", "J3400", "NACS / Tesla Supercharger"),
    ("connection_types", "socket type 2", "Type 2 (Socket Only)"),
    ("connection_types", "household", "CEE 7/4 - Schuko - Type F"),
    ("connection_types", "ccs 2", "CCS (Type 2)"),
    ("connection_types", "bs 1363", "BS1363 3 Pin 13 Amp"),
    ("connection_types", "62196 configuration ff", "CCS (Type 2)"),
    ("connection_types", "supercharger nacs", "NACS / Tesla Supercharger"),
    ("countries", "uk", "United Kingdom"),
    ("countries", "usa", "United States"),
    ("countries", "england", "United Kingdom"),
    ("countries", "deutschland", "Germany"),
    ("countries", "holland", "Netherlands"),
    ("countries", "Österreich", "Austria"),
    ("countries", "south korea", "Korea, Republic Of"),
    ("countries", "gb", "United Kingdom"),
    ("operators", "charge point", "ChargePoint"),
    ("operators", "austin energy", "ChargePoint"),
    ("operators", "new motion", "Shell Recharge Solutions (NL)"),
    ("operators", "greenlots", "Shell Recharge Solutions (US)"),
    ("operators", "us shell", "Shell Recharge Solutions (US)"),
    ("operators", "hydro quebec", "Circuit Electrique"),
    ("operators", "groenn", "Grønn Kontakt"),
    ("status_types", "out of order", "Not Operational"),
    ("usage_types", "rfid", "Public - Membership Required"),
]
"""A list, what is typed, and what stands first now. "schuko" and "chademo" were found before, by their titles."""


def found(list_name: str, typed: str, reference: ReferenceData | None = None) -> list[str]:
    lists = reference or (OPERATORS if list_name == "operators" else BUILT_IN)
    return [entry.title for entry in ListSearch(entries_of(list_name, lists)).find(typed)]


def found_before(list_name: str, typed: str) -> list[str]:
    """As the lists once did it: the text typed is a piece of the title, without accents."""
    lists = OPERATORS if list_name == "operators" else BUILT_IN
    return [value.title for value in getattr(lists, list_name).values() if typed.casefold() in value.title.casefold()]


@pytest.mark.parametrize(("list_name", "typed", "first"), FOUND_NOTHING)
def test_queries_that_found_nothing_find_what_was_meant_first(list_name: str, typed: str, first: str) -> None:
    assert first not in found_before(list_name, typed)
    assert found(list_name, typed)[0] == first


@pytest.mark.parametrize(
    ("list_name", "typed", "titles"),
    [
        ("connection_types", "schuko", ["CEE 7/4 - Schuko - Type F"]),
        ("connection_types", "tesla", ["NACS / Tesla Supercharger", "Tesla (Model S/X)", "Tesla Battery Swap"]),
        ("connection_types", "chademo", ["CHAdeMO"]),
        ("connection_types", "type 2", ["Type 2 (Socket Only)", "Type 2 (Tethered Connector)", "CCS (Type 2)"]),
        ("countries", "us", ["United States"]),
        ("countries", "de", ["Germany", "Denmark"]),
        ("operators", "charge", ["ChargePoint", "Charge Your Car"]),
    ],
)
def test_word_beginnings_and_what_occurs_often_come_first(list_name: str, typed: str, titles: list[str]) -> None:
    assert found(list_name, typed)[: len(titles)] == titles


def test_outdated_entries_are_last_however_well_they_match() -> None:
    assert found("connection_types", "tesla roadster") == ["Tesla (Roadster)"]
    assert found("connection_types", "tesla")[-1] == "Tesla (Roadster)"
    assert found("connection_types", "")[-4:] == ["Avcon Connector", "LP Inductive", "SP Inductive", "Tesla (Roadster)"]


def test_nothing_typed_shows_all_and_what_is_nowhere_nothing() -> None:
    assert len(found("countries", "  ")) == len(BUILT_IN.countries)
    assert found("countries", "atlantis") == []
    # Words in English and German begin so.
    assert found("connection_types", "schu") == ["CEE 7/4 - Schuko - Type F"]


def test_the_inside_of_words_is_searched_when_no_word_begins_so() -> None:
    assert found("connection_types", "uperch") == ["NACS / Tesla Supercharger"]
    assert "Charge Your Car" not in found("operators", "point") and found("operators", "point") == ["ChargePoint"]


def test_two_letters_in_the_middle_of_a_word_are_no_match() -> None:
    """ "uk" offered Schuko."""
    assert "CEE 7/4 - Schuko - Type F" not in found("connection_types", "uk")


def test_a_number_finds_its_entry_behind_the_titles_with_it() -> None:
    assert found("connection_types", "1036") == ["Type 2 (Tethered Connector)"]
    assert found("connection_types", "2")[0] == "Type 2 (Socket Only)"


def test_in_another_language_both_titles_find_an_entry() -> None:
    with spoken(Shouted()):
        for typed in ("united kingdom", "UNITED KINGDOM", "uk", "Royaume-Uni"):
            assert found("countries", typed)[0] == "UNITED KINGDOM"


def test_every_country_has_other_names_and_every_word_belongs_to_an_entry() -> None:
    names = _data("country_names")["names"]
    # Kosovo's code is not one of ISO's, but the service has it.
    assert {country.iso for country in BUILT_IN.countries.values()} <= set(names) <= ISO_CODES | {"XK"}
    words = _data("list_words")
    for list_name, by_id in words["words"].items():
        assert isinstance(getattr(BUILT_IN, list_name), dict) and words["common"].get(list_name, []) is not None
        if list_name not in ("operators", "providers"):
            assert {int(number) for number in by_id} <= set(getattr(BUILT_IN, list_name)), list_name
    for list_name, ids in words["common"].items():
        assert len(ids) == len(set(ids)), list_name
        assert list_name != "countries" or set(ids) <= set(names)


@given(st.text(max_size=20))
def test_whatever_is_typed_finds_entries_of_the_list_each_once(typed: str) -> None:
    entries = entries_of("connection_types", BUILT_IN)
    found_entries = ListSearch(entries).find(typed)
    assert set(found_entries) <= set(entries) and len(found_entries) == len(set(found_entries))
    assert bare(bare(typed)) == bare(typed)


def test_every_entry_is_found_first_by_its_own_title_or_beside_one_of_the_same() -> None:
    for list_name in ("connection_types", "countries", "status_types", "usage_types", "levels", "current_types"):
        entries = entries_of(list_name, BUILT_IN)
        searched = ListSearch(entries)
        for entry in entries:
            assert entry in searched.find(entry.title)
            assert entry in searched.called(entry.title)


def test_many_operators_are_searched_at_once() -> None:
    """A list of 2,500 is searched within one keystroke; each entry is compared, none is lost."""
    entries = [Entry(number, f"Operator {number}") for number in range(2_500)]
    searched = ListSearch(entries)
    assert searched.find("operator 2499") == [entries[2499]]
    assert len(searched.find("op")) == 2_500


# Groups of plugs


def test_the_groups_of_plugs_are_those_of_the_standards() -> None:
    """Groups and standards are kept in two tables, since a search knows ids only: they must agree."""
    standards = {
        "ccs": {"ccs1", "ccs2"},
        "type2": {"type2"},
        "chademo": {"chademo"},
        "nacs": {"nacs"},
        "type1": {"type1"},
        "domestic": {"domestic"},
    }
    for group in PLUG_GROUPS:
        ids = {number for number in CONNECTOR_TYPES if connector_type(number, "US").standard in standards[group.name]}
        ids |= {30} if group.name == "nacs" else set()
        assert connector_type(30, "US").standard == "nacs"
        assert set(group.type_ids) == ids, group.name
        assert ids <= set(BUILT_IN.connection_types)


def test_ids_are_said_as_groups_where_they_are_whole() -> None:
    whole, others = groups_in((33, 2, 32, 25))
    assert [group.name for group in whole] == ["ccs"] and others == [2, 25]
    assert groups_in(()) == ([], [])


def test_a_search_for_a_whole_group_says_its_name() -> None:
    """A search for CCS was "CCS (Type 1) or CCS (Type 2)", and one for household sockets eleven titles long."""
    assert plug_names((33, 2, 32), BUILT_IN) == ["CCS", "CHAdeMO"]
    assert plug_names((33,), BUILT_IN) == ["CCS (Type 2)"]
    search = Search(connection_type_ids=(*PLUG_GROUPS[-1].type_ids, 1))
    assert search_words(search, BUILT_IN).limits == ["with a connector of Domestic socket or Type 1 (J1772)"]


@pytest.mark.parametrize("group", PLUG_GROUPS, ids=lambda group: group.name)
def test_the_name_of_a_group_means_all_its_types(group: Any) -> None:
    assert set(ids_from_text(group.title, "connection_types", BUILT_IN)) == set(group.type_ids)


# Ids out of text


@pytest.mark.parametrize(
    ("typed", "kind", "ids"),
    [
        ("", "connection_types", ()),
        (" , ;", "connection_types", ()),
        ("33", "connection_types", (33,)),
        ("33, 2,33", "connection_types", (33, 2)),
        ("33;2", "connection_types", (33, 2)),
        ("123456", "operators", (123456,)),
        ("CCS (Type 2)", "connection_types", (33,)),
        (" chademo ;ccs  (TYPE 2);", "connection_types", (2, 33)),
        ("33; CHAdeMO", "connection_types", (33, 2)),
        ("33, CHAdeMO", "connection_types", (33, 2)),
        ("Volt & Sons", "operators", (9001,)),
        ("Twin", "operators", (9002, 9003)),
        ("Bolivia, Plurinational State Of; Germany", "countries", (31, 87)),
        ("de, BO", "countries", (87, 31)),
        ("DE;BO", "countries", (87, 31)),
        ("CCS Type 2; chademo", "connection_types", (33, 2)),
        ("IEC 62196-3 FF", "connection_types", (33,)),
        ("ccs2, Chademo", "connection_types", (33, 2)),
        ("Deutschland", "countries", (87,)),
        ("CCS (Type 2) [33], Twin [9003]", "connection_types", (33, 9003)),
    ],
)
def test_ids_from_text(typed: str, kind: str, ids: tuple[int, ...]) -> None:
    assert ids_from_text(typed, kind, REFERENCE) == ids


@pytest.mark.parametrize(
    ("typed", "kind", "words"),
    [
        ("CCS Type 2 plug", "connection_types", "Did you mean CCS \\(Type 2\\) \\[33\\]\\?"),
        ("chadmo", "connection_types", "no connection type called “chadmo”.*Did you mean CHAdeMO \\[2\\]\\?"),
        ("33, Steam engine", "connection_types", "no connection type called “Steam engine”"),
        ("Germany; Atlantis", "countries", "no country called “Atlantis”"),
        ("DE, XX", "countries", "no country called “XX”"),
        ("-5", "operators", "no operator called “-5”"),
    ],
)
def test_names_that_do_not_exist_are_named(typed: str, kind: str, words: str) -> None:
    with pytest.raises(SearchError, match=words) as caught:
        ids_from_text(typed, kind, REFERENCE)
    assert caught.value.field == kind


@given(st.text(max_size=30))
def test_anything_typed_gives_ids_or_a_sentence(typed: str) -> None:
    try:
        assert all(isinstance(number, int) for number in ids_from_text(typed, "operators", REFERENCE))
    except SearchError as error:
        assert "operator" in error.sentence


def test_names_may_be_those_of_the_users_language_or_of_the_service() -> None:
    """Models use the service's names in every language; users type what they read."""
    with spoken(Shouted()):
        assert ids_from_text("Germany", "countries", BUILT_IN) == ids_from_text("87", "countries", BUILT_IN)
        assert ids_from_text("GERMANY", "countries", BUILT_IN) == (87,)
        with pytest.raises(SearchError, match=r"THERE IS NO COUNTRY CALLED “Germani”.* DID YOU MEAN GERMANY \[87\]"):
            ids_from_text("Germani", "countries", BUILT_IN)


def test_a_name_that_several_operators_of_different_countries_share_means_all_of_them() -> None:
    assert ids_from_text("shell recharge solutions", "operators", OPERATORS) == (47, 59)
    assert ids_from_text("EnBW; Tesla", "operators", OPERATORS) == (86, 23)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("NL, be", ("NL", "BE")),
        ("NL be;de", ("NL", "BE", "DE")),
        ("uk", ("GB",)),
        ("Holland; usa", ("NL", "US")),
        ("Deutschland; Korea, Republic Of", ("DE", "KR")),
        ("XX", ("XX",)),
        ("AF", ("AF",)),
        ("", ()),
    ],
)
def test_countries_may_be_codes_or_names(typed: str, codes: tuple[str, ...]) -> None:
    """The parameter of Processing took codes alone."""
    assert codes_from_text(typed, BUILT_IN) == codes


def test_a_title_goes_before_the_usual_name_of_another_entry() -> None:
    lists = ReferenceData(connection_types={25: ConnectionType(25, "Socket"), 9: ConnectionType(9, "Mennekes")})
    assert ids_from_text("mennekes", "connection_types", lists) == (9,)
