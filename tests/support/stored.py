"""What layers carry: as this version makes it, as an older one stored it, and as a later one may have it."""

from __future__ import annotations

from dataclasses import make_dataclass
from datetime import datetime, timezone
from typing import Any, NamedTuple

from ocm_plugin.ocm.records.provenance import COMPLETE, Provenance
from ocm_plugin.ocm.stored import Form, text_member

NOW = datetime(2026, 11, 23, 8, 5, 30, 250, tzinfo=timezone.utc)

STOPPED_OF_VERSION_2 = (
    '{"version":2,"outcome":"stopped","source":"Open Charge Map (https://example.org/v3/)","is_invented":false,'
    '"started":"2026-11-23T08:05:30.000250+00:00","finished":"2026-11-23T08:05:30.000250+00:00","received":12,'
    '"matched":9,"cannot_tell":2,"dropped":1,"kept_cannot_tell":true,"requests":3,"bytes":45678,'
    '"set_aside":[[7,"no position"],[null,"not an object"]],"cap":null,"reason":"The server failed.",'
    '"resume":345678,"reference_date":"2026-11-23T08:05:30.000250+00:00","unstated":[["status",2]],'
    '"withheld":["operator"],"notes":["Lists are old."],"origin":["api","https://example.org/v3/",null,null]}'
)
FILE_OF_VERSION_2 = (
    '{"version":2,"outcome":"complete","source":"File /x/poi.json","is_invented":false,'
    '"started":"2026-11-23T08:05:30.000250+00:00","finished":"2026-11-23T08:05:30.000250+00:00","received":12,'
    '"matched":9,"cannot_tell":2,"dropped":1,"kept_cannot_tell":true,"requests":0,"bytes":45678,"set_aside":[],'
    '"cap":null,"reason":"","resume":null,"reference_date":null,"unstated":[],"withheld":[],"notes":[],'
    '"origin":["file",null,"2026-11-23T08:05:30.000250+00:00","2026-11-23T08:05:30.000250+00:00"]}'
)


def a_provenance(**members) -> Provenance:
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
    return Provenance(**{**facts, **members})


def grown(form: Form[Any]) -> Form[Any]:
    """The form of the same type with one more member, as a later version may have it."""
    if hasattr(form.make, "_fields"):
        names, defaults = form.make._fields, form.make._field_defaults
        later = NamedTuple("Later", [(name, Any) for name in (*names, "grown")])  # type: ignore[misc]
        later.__new__.__defaults__ = (*defaults.values(), "as before")
        later._field_defaults = {**defaults, "grown": "as before"}
    else:
        later = make_dataclass("Later", [("grown", str, "as before")], bases=(form.make,), frozen=True)
    return Form(later, {**form.members, "grown": text_member()}, form.always)
