"""A Provenance survives the trip into a layer's metadata and back; anything else is refused with a sentence."""

import json
from datetime import datetime, timezone

import pytest

from ocm_plugin.ocm.errors import StoredValueError
from ocm_plugin.ocm.records.provenance import (
    CAPPED,
    FROM_API,
    FROM_DEMO,
    FROM_FILE,
    SET_ASIDE_STORED,
    STOPPED,
    Origin,
    ResumePoint,
    from_json,
    to_json,
)
from ocm_plugin.ocm.records.station import SetAside
from ocm_plugin.ocm.wording import provenance_sentence
from tests.support.stored import FILE_OF_VERSION_2, NOW, STOPPED_OF_VERSION_2, a_provenance


@pytest.mark.parametrize(
    "provenance",
    [
        a_provenance(),
        a_provenance(outcome=CAPPED, cap=9, reference_date=NOW),
        a_provenance(
            outcome=STOPPED,
            reason="Le serveur a dit « non » & <fini>.",
            resume=ResumePoint(345_678),
            set_aside=(SetAside(7, "no position"), SetAside(None, "not an object")),
        ),
    ],
)
def test_a_provenance_survives_json(provenance):
    assert from_json(to_json(provenance)) == provenance
    assert "\n" not in to_json(provenance)


def test_thousands_of_unreadable_records_do_not_swell_the_layer():
    provenance = a_provenance(set_aside=tuple(SetAside(number, "broken") for number in range(5_000)))
    assert len(from_json(to_json(provenance)).set_aside) == SET_ASIDE_STORED


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
        to_json(a_provenance()).replace('"complete"', '"perhaps"'),
        to_json(a_provenance()).replace('"started":"2026', '"started":"soon 2026'),
        to_json(a_provenance()).replace('"bytes"', '"octets"'),
    ],
)
def test_anything_else_is_refused_with_a_sentence(text):
    with pytest.raises(StoredValueError) as caught:
        from_json(text)
    assert caught.value.sentence.endswith(".")


@pytest.mark.parametrize("version", ["0", "true", '"1"'])
def test_no_update_is_asked_for_where_none_would_help(version):
    with pytest.raises(StoredValueError, match="damaged"):
        from_json(to_json(a_provenance()).replace('"version":4', f'"version":{version}'))


def test_a_newer_version_asks_for_an_update():
    with pytest.raises(StoredValueError, match="update the plugin"):
        from_json(to_json(a_provenance()).replace('"version":4', '"version":5'))


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
        {"unstated": [["status_type_ids", 1]]},
        {"unstated": {"status_type_ids": "many"}},
        {"unstated": {"status_type_ids": None}},
        {"unstated": {f"filter_{number}": 1 for number in range(1_000)}},
        {"withheld": "operator_ids"},
        {"notes": [1]},
        {"notes": 5},
        {"notes": "abc"},
        {"set_aside": [[1, "broken"]]},
        {"set_aside": [{"id": 1, "reason": 2}]},
        {"set_aside": [{"id": 1}]},
        {"set_aside": "ab"},
        {"set_aside": [{"id": "7", "reason": "broken"}]},
        {"resume": 5},
        {"resume": {"after_id": "5"}},
        {"resume": {"after_id": -5}},
        {"cap": "9"},
        {"is_invented": "no"},
        {"kept_cannot_tell": 1},
        {"reference_date": "yesterday"},
        {"outcome": ["complete"]},
        {"origin": {"kind": "elsewhere"}},
        {"origin": {"kind": "api", "server": 5}},
        {"origin": {"kind": "file", "file_date": "soon"}},
        {"origin": {"kind": "api", "something": "new"}},
        {"origin": ["api", None, None, None]},
        {"origin": "api"},
        {"something": "new"},
    ],
    ids=str,
)
def test_a_member_of_a_wrong_type_or_size_is_refused_when_it_is_read(damage):
    """Text in the place of a count raised later, wherever it was shown: in the legend, in shares, at each map pan."""
    stored = json.loads(to_json(a_provenance()))
    with pytest.raises(StoredValueError, match="damaged"):
        from_json(json.dumps({**stored, **damage}))


def test_what_is_too_long_is_stored_shorter_rather_than_lost():
    """A server that names a thousand new connector types fills a note; the layer must still know where it is from."""
    provenance = a_provenance(notes=("new types: " + "x" * 50_000,), reason="r" * 9_000)
    read = from_json(to_json(provenance))
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
def test_provenances_of_version_1_told_their_server_in_words(source, is_invented, origin):
    """Layers of the first version can be reloaded; a file whose name holds "http" was taken for a server."""
    stored = json.loads(to_json(a_provenance(source=source, is_invented=is_invented)))
    assert from_json(json.dumps({**stored, "version": 1})).origin == origin


def test_the_origin_survives_json():
    origin = Origin(FROM_FILE, None, NOW, datetime(2021, 3, 2, tzinfo=timezone.utc))
    provenance = a_provenance(origin=origin)
    assert from_json(to_json(provenance)) == provenance
    assert provenance.data_date == origin.newest_record
    assert a_provenance(origin=Origin(FROM_API, "https://example.org/v3/")).data_date == NOW


def test_provenances_of_version_2_are_read():
    """They kept what is inside of them by position. The texts are those that layers of then carry."""
    assert from_json(STOPPED_OF_VERSION_2) == a_provenance(
        outcome=STOPPED,
        set_aside=(SetAside(7, "no position"), SetAside(None, "not an object")),
        reason="The server failed.",
        resume=ResumePoint(345_678),
        reference_date=NOW,
        unstated=(("status_type_ids", 2),),
        withheld=("operator_ids",),
        notes=("Lists are old.",),
        origin=Origin(FROM_API, "https://example.org/v3/"),
    )
    assert from_json(FILE_OF_VERSION_2) == a_provenance(
        source="File /x/poi.json", requests=0, origin=Origin(FROM_FILE, None, NOW, NOW)
    )


def test_provenances_of_version_3_named_filters_in_words_for_users():
    """Words change with wording and language: they were glued into sentences, and nobody could translate those."""
    provenance = a_provenance(
        unstated=(("country_ids", 1), ("status_type_ids", 2), ("usage_type_ids", 3)),
        withheld=("operator_ids", "data_provider_ids"),
    )
    stored = json.loads(to_json(provenance))
    of_version_3 = {
        "version": 3,
        "unstated": {"country": 1, "status": 2, "usage": 3},
        "withheld": ["operator", "provider"],
    }
    assert from_json(json.dumps({**stored, **of_version_3})) == provenance
    assert from_json(json.dumps({**json.loads(to_json(a_provenance())), "version": 3})) == a_provenance()


@pytest.mark.parametrize(
    "damage",
    [
        {"unstated": {"colour": 1}},
        {"unstated": {"status": "many"}},
        {"unstated": [["status", 1]]},
        {"withheld": ["colour"]},
        {"withheld": "operator"},
        {"withheld": [["operator"]]},
    ],
    ids=str,
)
def test_damaged_provenances_of_version_3_are_refused(damage):
    stored = json.loads(to_json(a_provenance()))
    with pytest.raises(StoredValueError, match="damaged"):
        from_json(json.dumps({**stored, "version": 3, **damage}))


def test_a_filter_of_a_newer_version_has_a_sentence_too():
    """The name of the filter is all that is stored of it."""
    newer = a_provenance(unstated=(("is_open_24_7", 2), ("status_type_ids", 36)), withheld=("colour_ids",))
    sentence = provenance_sentence(from_json(to_json(newer)))
    assert "2 stations state no answer to a filter, 36 stations state no status: left out." in sentence
    assert "Stations that state no answer to a filter were not sent" in sentence


@pytest.mark.parametrize(
    "damage",
    [
        {"origin": ["api", None, None]},
        {"origin": None},
        {"origin": ["elsewhere", None, None, None]},
        {"set_aside": [[1]]},
        {"set_aside": "ab"},
        {"set_aside": [["7", "broken"]]},
        {"resume": "5"},
        {"unstated": [["status"]]},
        {"unstated": [["status", 1]] * 1_000},
    ],
    ids=str,
)
def test_damaged_provenances_of_version_2_are_refused(damage):
    with pytest.raises(StoredValueError, match="damaged"):
        from_json(json.dumps({**json.loads(STOPPED_OF_VERSION_2), **damage}))
