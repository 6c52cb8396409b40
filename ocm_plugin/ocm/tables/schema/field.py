"""What is written down about one field."""

from __future__ import annotations

from typing import NamedTuple

from ...translation import tr

FIELD_TYPES = ("int", "int64", "real", "text", "bool", "date", "datetime")
"""The types a field can have. Any field may be NULL, which always means "not known" or "not asked for"."""


class Code(NamedTuple):
    """One allowed value of a coded field and its words for users, in English: `tr` says them when they are read."""

    value: int | str
    label: str


class Field(NamedTuple):
    """One field of a table. Alias, meaning, source and trap are for people: `tr` says them when they are read."""

    name: str
    """Lower snake case, unique in its table."""
    type: str
    """One of FIELD_TYPES."""
    alias: str
    """Short heading for people."""
    meaning: str = ""
    """One or two sentences: what the value says."""
    source: str = ""
    """The member of the Open Charge Map answer, or the rule that derives it."""
    trap: str = ""
    """What a reader could get wrong, "" when nothing."""
    unit: str = ""
    """Unit of the number, "" when it has none."""
    codes: tuple[Code, ...] = ()
    """Every value a coded field can have; empty when the field is free."""
    is_shared: bool = False
    """Whether many rows share a text, as all sites of an operator share its name. Coded texts are shared anyway."""
    path: str = ""
    """How it is derived: where the value stands in the facts of a row (`derive.rows.FACTS`), such as `station.town`; ""
    when it stands there under the field's own name."""


def field_comment(field: Field) -> str:
    """What a user should know of a field, in one line: "Power of one connector, best guess. Unit: kW. …"."""
    parts = [tr(field.meaning)]
    if field.unit:
        parts.append(tr("Unit: {unit}.", unit=tr(field.unit)))
    if field.trap:
        parts.append(tr(field.trap))
    return " ".join(parts)
