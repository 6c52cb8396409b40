"""What tests of shares have in common: the demo stations, and a browser."""

from __future__ import annotations

import pytest

from tests.support.browser import browser
from tests.support.shared_layers import demo_layers


@pytest.fixture
def demo(empty_project):
    return demo_layers()


@pytest.fixture(scope="module")
def chromium():
    with browser() as running:
        yield running
