"""The schema is whole and unambiguous, its document is fresh, and the rows follow it."""

from __future__ import annotations

import re
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ocm_plugin.ocm.tables.derive import qa
from ocm_plugin.ocm.tables.derive.row_types import ROW_TYPES
from ocm_plugin.ocm.tables.derive.rows import FACTS
from ocm_plugin.ocm.tables.schema import FIELD_TYPES, TABLES, Field

PYTHON_TYPES = {
    "int": "int",
    "int64": "int",
    "real": "float",
    "text": "str",
    "bool": "bool",
    "date": "date",
    "datetime": "datetime",
}
FIELDS = {f"{table}.{field.name}": field for table, fields in TABLES.items() for field in fields}
RESERVED = {
    *("id", "fid", "geom", "geometry", "description", "timestamp", "begin", "end", "when", "icon", "visibility"),
    *("extrude", "tessellate", "heading", "tilt", "roll", "model"),
}


def that_break(rule: Callable[[Field], object]) -> list[str]:
    """The fields that do not keep a rule."""
    return [name for name, field in FIELDS.items() if not rule(field)]


def annotation(kind: Any, name: str) -> str:
    """The type of a member or property as it is written."""
    written = getattr(kind, "__annotations__", {}).get(name)
    if written is None:
        written = getattr(kind, name).fget.__annotations__["return"]
    return str(getattr(written, "__forward_arg__", written)).replace(" | None", "")


def type_at(kind: Any, path: str) -> str:
    """The type of what stands at a path, as it is written in the last of the classes on the way."""
    *way, last = path.split(".")
    for name in way:
        kind = getattr(sys.modules[kind.__module__], annotation(kind, name))
    return annotation(kind, last)


@pytest.mark.parametrize("table", TABLES)
def test_each_field_is_derived_from_a_value_of_its_type(table: str) -> None:
    """Rows are fetched along paths, which no type checker follows; the facts at their ends are checked types."""
    found = {field.name: type_at(FACTS[table], field.path or field.name) for field in TABLES[table]}
    assert found == {field.name: PYTHON_TYPES[field.type] for field in TABLES[table]}


@pytest.mark.parametrize("table", TABLES)
def test_rows_have_the_fields_of_the_schema_in_order(table: str) -> None:
    assert list(ROW_TYPES[table]._fields) == [field.name for field in TABLES[table]]


@pytest.mark.parametrize("table", TABLES)
def test_no_path_is_written_that_the_name_says(table: str) -> None:
    assert not [field.name for field in TABLES[table] if field.path == field.name]


@pytest.mark.parametrize("table", TABLES)
def test_names_are_unique_whatever_the_case_and_so_are_headings(table: str) -> None:
    """Databases and file formats compare names without case; two equal headings in a form look alike."""
    for words in ([field.name.lower() for field in TABLES[table]], [field.alias for field in TABLES[table]]):
        assert len(set(words)) == len(words)


def test_fields_are_written_down_whole() -> None:
    assert that_break(lambda field: field.type in FIELD_TYPES) == []
    assert that_break(lambda field: field.alias and field.meaning.endswith(".") and field.source) == []
    assert that_break(lambda field: field.trap == "" or field.trap.endswith((".", "bounds"))) == []
    assert that_break(lambda field: field.unit == "" or field.type in ("int", "int64", "real")) == []


def test_names_are_lower_snake_case_and_nobodys_reserved_word() -> None:
    """GDAL's KML writer becomes quadratic with a field called id, and takes others for its own; GeoPackage owns fid."""
    assert that_break(lambda field: re.fullmatch("[a-z][a-z0-9]*(_[a-z0-9]+)*", field.name)) == []
    assert that_break(lambda field: field.name not in RESERVED) == []


COUNTED = {"comments", "connectors", "items", "records", "requests", "stations", "vehicles"}
NO_COUNTS = {"quantity_raw", "quantity_used", "cap"}
"""What one line of equipment states of itself, and a bound."""


@pytest.mark.parametrize("table", TABLES)
def test_names_say_by_their_first_or_last_part_what_they_hold(table: str) -> None:
    """People guess names: how many is `n_…`, a web address is `…_url`, and the spelling is `license`, as in the API."""
    for field in TABLES[table]:
        if field.name not in NO_COUNTS:
            assert field.name.startswith("n_") or field.unit not in COUNTED, field.name
        is_address = field.meaning.startswith(("Address of", "Web address", "Web page"))
        assert field.name.endswith("_url") == is_address, field.name
        assert not field.name.endswith("_n") and "licence" not in field.name


def test_codes_are_unique_and_of_the_fields_type() -> None:
    def are_unique(field: Field) -> bool:
        values, labels = {code.value for code in field.codes}, {code.label for code in field.codes}
        return len(values) == len(field.codes) == len(labels)

    def are_of_the_type(field: Field) -> bool:
        return {type(code.value) for code in field.codes} <= {int if field.type == "int" else str}

    assert that_break(are_unique) == []
    assert that_break(are_of_the_type) == []


def test_flags_are_unique_and_each_is_explained() -> None:
    codes = {value for name, value in vars(qa).items() if name.isupper() and isinstance(value, str)}
    assert codes == {*qa.STATION_FLAGS, *qa.CONNECTION_FLAGS}
    assert not set(qa.STATION_FLAGS) & set(qa.CONNECTION_FLAGS)


def test_the_document_of_the_fields_is_fresh(root: Path) -> None:
    """After a change of the schema: python3 tools/make_field_docs.py"""
    made = runpy.run_path(str(root / "tools" / "make_field_docs.py"))["field_docs"]()
    assert (root / "docs" / "fields.md").read_text(encoding="utf-8") == made
