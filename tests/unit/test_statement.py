"""A Statement survives the trip into a layer's metadata and back; anything else is refused with a sentence."""

import json
from datetime import datetime, timezone

import pytest

from ocm_plugin.ocm.errors import StoredStatementError
from ocm_plugin.ocm.records.statement import (
    CAPPED,
    COMPLETE,
    FROM_API,
    FROM_DEMO,
    FROM_FILE,
    SET_ASIDE_STORED,
    STOPPED,
    Origin,
    ResumePoint,
    Statement,
    from_json,
    to_json,
)
from ocm_plugin.ocm.records.station import SetAside

NOW = datetime(2026, 11, 23, 8, 5, 30, 250, tzinfo=timezone.utc)


def a_statement(**members) -> Statement:
    facts = {
        "outcome": COMPLETE,
        "source": "Open Charge Map (https://example.org/v3/)",
        "is_invented": False,
        "started": NOW,
        "finished": NOW,
        "received": 12,
        "matched": 9,
        "cannot_tell": 2,
        "dropped": 1,
        "kept_cannot_tell": True,
        "requests": 3,
        "bytes": 45_678,
    }
    return Statement(**{**facts, **members})


@pytest.mark.parametrize(
    "statement",
    [
        a_statement(),
        a_statement(outcome=CAPPED, cap=9, reference_date=NOW),
        a_statement(
            outcome=STOPPED,
            reason="Le serveur a dit « non » & <fini>.",
            resume=ResumePoint(345_678),
            set_aside=(SetAside(7, "no position"), SetAside(None, "not an object")),
        ),
    ],
)
def test_a_statement_survives_json(statement):
    assert from_json(to_json(statement)) == statement
    assert "\n" not in to_json(statement)


def test_thousands_of_unreadable_records_do_not_swell_the_layer():
    statement = a_statement(set_aside=tuple(SetAside(number, "broken") for number in range(5_000)))
    assert len(from_json(to_json(statement)).set_aside) == SET_ASIDE_STORED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"version":1}',
        '{"version":"1"}',
        to_json(a_statement()).replace('"complete"', '"perhaps"'),
        to_json(a_statement()).replace('"started":"2026', '"started":"soon 2026'),
        to_json(a_statement()).replace('"bytes"', '"octets"'),
    ],
)
def test_anything_else_is_refused_with_a_sentence(text):
    with pytest.raises(StoredStatementError) as caught:
        from_json(text)
    assert caught.value.sentence.endswith(".")


@pytest.mark.parametrize("version", ["0", "true", '"1"'])
def test_no_update_is_asked_for_where_none_would_help(version):
    with pytest.raises(StoredStatementError, match="damaged"):
        from_json(to_json(a_statement()).replace('"version":2', f'"version":{version}'))


def test_a_newer_version_asks_for_an_update():
    with pytest.raises(StoredStatementError, match="update the plugin"):
        from_json(to_json(a_statement()).replace('"version":2', '"version":3'))


@pytest.mark.parametrize(
    "damage",
    [
        {"matched": "9"},
        {"matched": None},
        {"matched": True},
        {"received": -1},
        {"bytes": 10**400},
        {"cannot_tell": 0.5},
        {"finished": None},
        {"finished": "2026-11-23T08:05:30"},
        {"finished": "9999-12-31T23:59:59-14:00"},
        {"started": 7},
        {"source": 7},
        {"source": "x" * 100_000},
        {"reason": ["a"]},
        {"unstated": [["status", "many"]]},
        {"unstated": [["status"]]},
        {"unstated": [["status", 1]] * 1_000},
        {"withheld": "operator"},
        {"notes": [1]},
        {"notes": 5},
        {"notes": "abc"},
        {"set_aside": [[1, 2]]},
        {"set_aside": [[1]]},
        {"set_aside": "ab"},
        {"set_aside": [["7", "broken"]]},
        {"resume": "5"},
        {"resume": -5},
        {"cap": "9"},
        {"is_invented": "no"},
        {"kept_cannot_tell": 1},
        {"reference_date": "yesterday"},
        {"outcome": ["complete"]},
        {"origin": ["elsewhere", None, None, None]},
        {"origin": ["api", 5, None, None]},
        {"origin": ["file", None, "soon", None]},
        {"origin": "api"},
        {"something": "new"},
    ],
    ids=str,
)
def test_a_member_of_a_wrong_type_or_size_is_refused_when_it_is_read(damage):
    """Text in the place of a count raised later, wherever it was shown: in the legend, in shares, at each map pan."""
    stored = json.loads(to_json(a_statement()))
    with pytest.raises(StoredStatementError, match="damaged"):
        from_json(json.dumps({**stored, **damage}))


def test_what_is_too_long_is_stored_shorter_rather_than_lost():
    """A server that names a thousand new connector types fills a note; the layer must still know where it is from."""
    statement = a_statement(notes=("new types: " + "x" * 50_000,), reason="r" * 9_000)
    read = from_json(to_json(statement))
    assert read.notes[0].startswith("new types: xxx")
    assert read.notes[0].endswith("…")
    assert len(read.reason) < 9_000


@pytest.mark.parametrize(
    ("source", "is_invented", "origin"),
    [
        ("Open Charge Map (https://example.org/v3/)", False, Origin(FROM_API, "https://example.org/v3/")),
        ("Demo data (invented)", True, Origin(FROM_DEMO)),
        ("File http://example.org/stations.json", False, Origin()),
        ("File Open Charge Map (http).json", False, Origin()),
    ],
)
def test_statements_of_version_1_told_their_server_in_words(source, is_invented, origin):
    """Layers of the first version can be reloaded; a file whose name holds "http" was taken for a server."""
    stored = json.loads(to_json(a_statement(source=source, is_invented=is_invented)))
    del stored["origin"]
    assert from_json(json.dumps({**stored, "version": 1})).origin == origin


def test_the_origin_survives_json():
    origin = Origin(FROM_FILE, None, NOW, datetime(2021, 3, 2, tzinfo=timezone.utc))
    statement = a_statement(origin=origin)
    assert from_json(to_json(statement)) == statement
    assert statement.data_date == origin.newest_record
    assert a_statement(origin=Origin(FROM_API, "https://example.org/v3/")).data_date == NOW
