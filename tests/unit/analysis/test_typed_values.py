"""Values of columns, as files without types and other programs store them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.analysis.typed_values import typed_value


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans()))
def test_what_a_text_file_keeps_is_read_as_it_was(value):
    kind = {int: "int64", float: "real", bool: "bool"}[type(value)]
    for stored in (value, str(value), f" {str(value).lower()} "):
        read = typed_value(stored, kind)
        assert (read, type(read)) == (value, type(value))


def test_what_other_types_hold_of_the_same():
    assert typed_value(12.0, "int64") == 12 and isinstance(typed_value(12.0, "int64"), int)
    assert typed_value("12.0", "int") == 12
    assert typed_value(True, "int") == 1
    assert [typed_value(value, "bool") for value in (0, 1, 0.0, 1.0, "f", "T", "no", "Yes")] == [False, True] * 4
    assert typed_value(7, "text") == "7" and typed_value(" 7 ", "text") == " 7 "


@pytest.mark.parametrize("kind", ["int", "real", "bool"])
def test_nothing_is_not_known(kind):
    assert [typed_value(value, kind) for value in (None, "", "  ")] == [None] * 3


def test_what_is_no_number_is_not_known():
    assert typed_value(math.nan, "real") is None and typed_value("inf", "real") is None


@pytest.mark.parametrize(
    ("value", "kind"), [("OCM-12", "int"), ("1.5", "int"), (1.5, "int64"), ("7,4", "real"), ("2", "bool"), (2, "bool")]
)
def test_what_cannot_be_read_is_refused(value, kind):
    with pytest.raises(ValueError):
        typed_value(value, kind)
