"""The look-up lists as tables, and what is said of ids that none of them names."""

from __future__ import annotations

import pytest

from ocm_plugin.ocm.records.list_tables import list_table
from ocm_plugin.ocm.records.reference import LISTS
from ocm_plugin.ocm.records.station import SetAside
from ocm_plugin.ocm.unnamed import Unnamed
from tests.support.made_stations import REFERENCE, connection, station


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_a_table_by_number(name):
    table = list_table(name, REFERENCE)
    assert [column for column, _ in table.columns][:4] == ["id", "title", "title_local", "other_names"]
    assert [row[0] for row in table.rows] == sorted(getattr(REFERENCE, name))
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_ids_that_no_list_names_are_counted_by_kind():
    unnamed = Unnamed()
    unnamed.add(station(connection(type_id=7777), operator_id=88_001, provider_id=88_002, usage_id=88_003,
                        status_id=88_004, country_id=88_005))  # fmt: skip
    unnamed.add(station(connection(type_id=None), operator_id=88_006))
    assert unnamed.sentence(REFERENCE) == (
        "Not in the look-up lists, so shown by number: 2 operators (88001, 88006), 1 data provider (88002), "
        "1 usage type (88003), 1 status type (88004), 1 country (88005), 1 connection type (7777)."
    )
    assert Unnamed().sentence(REFERENCE) is None


def test_a_record_that_cannot_be_read_is_named_if_it_has_a_number():
    assert SetAside(5, "no place").sentence == "OCM-5: no place"
    assert SetAside(None, "no place").sentence == "A record without a valid number: no place"
