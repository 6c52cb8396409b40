"""A layer shared as a web page, and opened in a real browser."""

from __future__ import annotations

import pytest

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.share.web_page import WebPageOptions, export_web_page
from tests.support.browser import Visit
from tests.support.shared_layers import source_of

EVERYTHING = WebPageOptions(keep_not_open=True)


@pytest.fixture
def visit(chromium, tmp_path):
    """Shares a layer and opens the page."""
    opened = []

    def visited(layer, options=EVERYTHING, name="stations.html", **context) -> Visit:
        export_web_page(source_of(layer), str(tmp_path / name), options, Feedback())
        opened.append(Visit(chromium, str(tmp_path / name), **context))
        return opened[-1]

    yield visited
    for one in opened:
        one.context.close()
