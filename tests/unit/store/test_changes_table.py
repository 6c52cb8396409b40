"""The list of changes of a file is a table like others: users rename its columns, or have one of that name already."""

from __future__ import annotations

import pytest

from ocm_plugin.ocm.store.file_history import entries_since, listed_reloads
from tests.support.merged_files import NOW, STATIONS, asked, edit, merge, reload, result, rows, undo

NAME = "DROP TABLE IF EXISTS ocm_changes"


@pytest.mark.parametrize(
    "statements",
    [
        (NAME, "CREATE TABLE ocm_changes (fid INTEGER PRIMARY KEY, mine TEXT)"),
        (NAME, "CREATE TABLE ocm_changes (mine TEXT PRIMARY KEY) WITHOUT ROWID"),
        (NAME, "CREATE TABLE OCM_Changes (fid INTEGER PRIMARY KEY, mine TEXT)"),
        (NAME, "CREATE VIEW ocm_changes AS SELECT 1 AS ocm_id"),
        ("ALTER TABLE ocm_changes RENAME COLUMN kind TO art",),
    ],
)
def test_a_table_of_the_users_in_its_place_stops_no_reload(package, statements):
    """Each reload ended with "could not be updated", for ever, and left the file as it was."""
    merge(package, result("q2", {1: {"name": "a"}, 2: {}, 3: {}}))
    for statement in statements:
        edit(package, statement)
    before = asked(package, "SELECT * FROM ocm_changes")
    record = reload(package, result("q3", {1: {"name": "b"}, 2: {}, 3: {}}))
    assert [row["name"] for row in rows(package, STATIONS).values() if row["ocm_id"] == 1] == ["b"]
    assert listed_reloads(str(package), STATIONS) == [] and entries_since(str(package), STATIONS, NOW) is None
    undo(package, record)
    assert [row["name"] for row in rows(package, STATIONS).values() if row["ocm_id"] == 1] == ["a"]
    assert asked(package, "SELECT * FROM ocm_changes") == before
