"""A Statement survives the trip into a layer's metadata and back; anything else is refused with a sentence."""

from datetime import datetime, timezone

import pytest

from ocm_plugin.ocm.errors import StoredStatementError
from ocm_plugin.ocm.statement import (
    CAPPED,
    COMPLETE,
    SET_ASIDE_STORED,
    STOPPED,
    ResumePoint,
    Statement,
    from_json,
    to_json,
)
from ocm_plugin.ocm.station import SetAside

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
        from_json(to_json(a_statement()).replace('"version":1', f'"version":{version}'))


def test_a_newer_version_asks_for_an_update():
    with pytest.raises(StoredStatementError, match="update the plugin"):
        from_json(to_json(a_statement()).replace('"version":1', '"version":2'))
