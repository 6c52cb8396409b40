"""Texts in lines that fit."""

from __future__ import annotations

from ocm_plugin.qgis_support.type_size import wrapped


def test_spaces_that_hold_a_number_together_stay(qgis_app):
    """Of "(10 000)", as the French write it, the legend made two lines."""
    assert wrapped("Match (10\u202f000)", 1) == "Match\n(10\u202f000)"
    assert wrapped(" At least\n50\xa0kW ", 1000) == "At least 50\xa0kW"
