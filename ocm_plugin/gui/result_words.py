"""What messages say of a result: how many stations it has, and what an expert may want to know of it."""

from __future__ import annotations

from typing import NamedTuple

from ..ocm.records.provenance import Provenance
from ..ocm.translation import tr
from ..ocm.wording import provenance_sentence, stations_match_text, traffic_sentence
from .messages import Button


class Also(NamedTuple):
    """What else is to be said of a result than its numbers, and what may be done about it."""

    text: str = ""
    first: tuple[Button, ...] = ()
    """In sight."""
    more: tuple[Button, ...] = ()
    """In the menu, where there is room."""


NOTHING_ELSE = Also()


def loaded_clause(provenance: Provenance) -> str:
    """How many stations a result has, as the beginning of a sentence."""
    if provenance.cannot_tell and provenance.kept_cannot_tell:
        return stations_match_text(provenance.matched, provenance.cannot_tell, provenance.is_invented)
    if provenance.is_invented:
        return tr("{n} invented station loaded", "{n} invented stations loaded", n=provenance.loaded)
    return tr("{n} station loaded", "{n} stations loaded", n=provenance.loaded)


def is_doubtful(provenance: Provenance) -> bool:
    """Whether there is more to know of a result than that it was loaded."""
    unsure = provenance.cannot_tell or provenance.unstated or provenance.withheld
    return bool(unsure or provenance.set_aside or provenance.notes)


def details_of(provenance: Provenance) -> str:
    records = [record.sentence for record in provenance.set_aside]
    return "\n\n".join([provenance_sentence(provenance), *provenance.notes, traffic_sentence(provenance), *records])
