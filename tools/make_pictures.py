#!/usr/bin/env python3
"""Take the pictures of docs/pictures.md: all that the plugin shows, as usual, in a dark theme and in large type.

    .venv/bin/python tools/make_pictures.py [usual dark large]

Starts QGIS on a virtual screen of 1280 × 720 in a fresh profile, with the invented demo data. Needs a virtual screen
and xdotool; the web page on a phone also needs Chromium, and is left out where there is none. The pictures of the map's
styles are drawn by tools/make_style_pictures.py.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.desktop.harness import Desktop, Run, VirtualScreen  # noqa: E402
from tests.support.browser import CHROMIUM, Visit, browser  # noqa: E402

PICTURES = ROOT / "docs" / "images" / "looks"
COLOURS = 256
LARGE = "13.5"
"""Points of QGIS' font; it has 9 by itself."""
LOOKS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "usual": {},
    "dark": {"UI": {"UITheme": "Night Mapping"}},
    "large": {"app": {"fontPointSize": LARGE}, "qgis": {"stylesheet/fontPointSize": LARGE}},
}
# The page lets in no style but its own: larger type, as a browser is told to use, comes past that.
PHONE: Mapping[str, Mapping[str, Any]] = {
    "usual": {},
    "dark": {"color_scheme": "dark"},
    "large": {"bypass_csp": True},
}
WINDOWS = (
    *("first-look", "result", "filters", "legend", "afar", "near", "map-tip"),
    *("table", "form", "share-kml", "share-web", "processing", "analysis"),
)


def take(look: str, screen: VirtualScreen, folder: Path) -> Run:
    """One start of QGIS; its pictures are in the run's folder."""
    workplace = folder / look
    workplace.mkdir()
    desktop = Desktop(workplace, workplace / "pictures", screen)
    run = desktop.run("looks", settings=LOOKS[look], timeout=300)
    run.check()
    return run


def phone(look: str, page: Path, folder: Path) -> Iterator[Path]:
    """The shared page on a phone: its map, and its filters."""
    with browser() as chromium:
        visit = Visit(chromium, str(page), viewport={"width": 390, "height": 720}, **PHONE[look])
        if look == "large":
            visit.page.add_style_tag(content="html { font-size: 150%; }")
        for name, press in (("phone-filters", "Filters"), ("phone-map", "Map"), ("phone-table", "Table")):
            visit.page.get_by_role("button", name=press, exact=True).click()
            visit.page.wait_for_timeout(500)
            path = folder / f"{name}.png"
            visit.page.screenshot(path=str(path))
            yield path
        visit.context.close()


def store(taken: Path, look: str) -> int:
    """Put a picture into the docs with few colours; returns its size in bytes."""
    path = PICTURES / f"{taken.stem}-{look}.png"
    with Image.open(taken) as picture:
        # Small patches keep their colours so, which the usual method mixes, and large ones by the mean that follows.
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, 1, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
    return path.stat().st_size


def main() -> int:
    looks = sys.argv[1:] or list(LOOKS)
    PICTURES.mkdir(parents=True, exist_ok=True)
    screen = VirtualScreen()
    size = 0
    try:
        with tempfile.TemporaryDirectory(prefix="ocm-pictures-") as place:
            for look in looks:
                run = take(look, screen, Path(place))
                print(look, run.result)
                size += sum(store(run.folder / f"{name}.png", look) for name in WINDOWS)
                if CHROMIUM is None:
                    print("Chromium is not installed: no picture of the web page on a phone.")
                    continue
                size += sum(store(path, look) for path in phone(look, run.folder / "page.html", run.folder))
    finally:
        screen.close()
    print(f"{PICTURES.relative_to(ROOT)}: {size / 1024:,.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
