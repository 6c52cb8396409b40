"""The pages about the algorithms say what the algorithms say, and *Help* leads to them."""

from __future__ import annotations

import runpy

from ocm_plugin.processing.provider import ALGORITHMS
from tests.support.places import ROOT


def test_the_pages_are_fresh(provider):
    """After a change of an algorithm: .venv/bin/python tools/make_algorithm_pages.py"""
    made = runpy.run_path(str(ROOT / "tools" / "make_algorithm_pages.py"))["pages"]()
    there = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "algorithms").iterdir()}
    assert there == made


def test_help_leads_to_the_page_of_each_algorithm():
    for algorithm in ALGORITHMS:
        page = algorithm().helpUrl().partition("/blob/main/")[2]
        assert (ROOT / page).is_file(), page
