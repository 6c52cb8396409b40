"""Opens shared web pages in Debian's headless Chromium, cut off from every network."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: tools/setup --with-browser")
READY = "body[data-ready=yes]"


@contextmanager
def browser() -> Iterator[Any]:
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Visit:
    """A page opened from a disk, with all that it asks for and complains of."""

    def __init__(self, chromium: Any, path: str, before: str = "", asks: str = "", **context: Any) -> None:
        """Open the page and wait until it can be used.

        `before`: a script that runs ahead of the page's own; `asks`: what follows "#" in the address.
        """
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **context})
        self.page = self.context.new_page()
        if before:
            self.page.add_init_script(before)
        self.context.route(lambda url: not url.startswith(("file:", "data:", "blob:")), self._refuse)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.address = Path(path).as_uri()
        self.page.goto(f"{self.address}#{asks}" if asks else self.address)
        self.page.wait_for_selector(READY, timeout=60_000)

    def _refuse(self, route: Any) -> None:
        route.abort()

    def asked_elsewhere(self) -> list[str]:
        """Requests that leave the page."""
        return [url for url in self.requests if not url.startswith(("data:", "blob:", self.address))]

    def count(self) -> int:
        """The number of stations that the page says it shows."""
        words = self.page.inner_text("#count").split()
        return 0 if words[0] == "No" else int(words[0].replace(",", ""))

    def wait_for_count(self, pattern: str) -> None:
        """Wait until the page says a number of stations of this form."""
        from playwright.sync_api import expect

        expect(self.page.locator("#count")).to_have_text(re.compile(pattern))

    def choice(self, facet: str, label: str) -> Any:
        """A choice of a filter, as a locator of its label."""
        group = self.page.locator("fieldset", has=self.page.locator("legend", has_text=facet)).first
        return group.locator("label", has=self.page.get_by_text(label, exact=True))

    def choice_count(self, facet: str, label: str) -> int:
        """The count beside a choice."""
        return int(self.choice(facet, label).locator("output").inner_text().replace(",", ""))
