"""Rows of the tables, made by `schema`: a row has the fields of its table, in their order.

Where each value stands in what is known of a row (its facts), its field says: see `schema.Field.path`.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import Any, TypeVar

from ..schema import TABLES

Row = TypeVar("Row")


def _fields_of(table: str) -> Any:
    return namedtuple("_Fields", [field.name for field in TABLES[table]])


# Types cannot be worked out before a program runs, so the names of rows are checked by tests; facts are checked types.
_Station: Any = _fields_of("stations")
_Connection: Any = _fields_of("ocm_connections")
_Comment: Any = _fields_of("ocm_comments")
_Media: Any = _fields_of("ocm_media")
_Query: Any = _fields_of("ocm_queries")
_Provider: Any = _fields_of("ocm_providers")


class StationRow(_Station):
    """One row of the station layer."""

    __slots__ = ()


class ConnectionRow(_Connection):
    """One row of the table of connections."""

    __slots__ = ()


class CommentRow(_Comment):
    """One row of the table of comments."""

    __slots__ = ()


class MediaRow(_Media):
    """One row of the table of photos and videos."""

    __slots__ = ()


class QueryRow(_Query):
    """One row of the table of searches."""

    __slots__ = ()


class ProviderRow(_Provider):
    """One row of the table of data providers."""

    __slots__ = ()


ROW_TYPES: dict[str, Any] = {
    "stations": StationRow,
    "ocm_connections": ConnectionRow,
    "ocm_comments": CommentRow,
    "ocm_media": MediaRow,
    "ocm_queries": QueryRow,
    "ocm_providers": ProviderRow,
}


def row_maker(row_type: type[Row]) -> Callable[[Any], Row]:
    """What makes a row of its facts: all its values are fetched at once, along the paths of the fields."""
    table = next(name for name, known in ROW_TYPES.items() if known is row_type)
    values = attrgetter(*(field.path or field.name for field in TABLES[table]))
    make: Callable[[Any], Row] = partial(tuple.__new__, ROW_TYPES[table])  # `_make` would count the values again
    return lambda facts: make(values(facts))
