"""The look-up lists as tables: number, titles, other names, and what else a list says of its entries."""

from __future__ import annotations

from typing import Any, NamedTuple

from .list_search import entries_of
from .reference import ReferenceData, entry_fields

_TYPES = {"id": "int", "is": "bool"}
"""Of a column, by the beginning of its name; others are texts."""


class ListTable(NamedTuple):
    """One list."""

    columns: tuple[tuple[str, str], ...]
    """Name and type ("int", "text", "bool"); names are for life."""
    rows: tuple[tuple[Any, ...], ...]


def list_table(list_name: str, reference: ReferenceData) -> ListTable:
    """A list ("operators") as a table, by number."""
    values: dict[int, Any] = getattr(reference, list_name)
    entries = {entry.id: entry for entry in entries_of(list_name, reference)}
    fields = _fields_of(list_name)
    names = ("id", "title", "title_local", "other_names", *fields)
    columns = tuple((name, _TYPES.get(name.partition("_")[0], "text")) for name in names)
    rows = []
    for number, value in sorted(values.items()):
        entry = entries[number]
        others = "; ".join(entry.names) or None
        rows.append((number, value.title, entry.title, others, *(getattr(value, field) for field in fields)))
    return ListTable(columns, tuple(rows))


def _fields_of(list_name: str) -> tuple[str, ...]:
    """What a list says beside number and title."""
    return tuple(field for field in entry_fields(list_name) if field not in ("id", "title"))
