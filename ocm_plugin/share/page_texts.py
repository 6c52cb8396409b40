"""All words of the web page, in the user's language: for its template, and for its scripts.

The scripts fill in numbers that are known only in the browser. Where one decides about the plural, they get the text
for every case that a language can have.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ocm.translation import tr

_CASES = 200
"""Numbers whose plurals are asked for. The rules of all languages look at small numbers and at the last two digits, so
that 1,234 is said as 134 is: the scripts do the same (`stations.js`, `say`)."""


def html_texts() -> dict[str, str]:
    """The texts of the template, by their places. Not yet escaped."""
    return {
        "skip": tr("Skip to the table of stations"),
        "about": tr("About these data"),
        "view": tr("View"),
        "filters": tr("Filters"),
        "map": tr("Map"),
        "table": tr("Table"),
        "download": tr("Download"),
        "print": tr("Print"),
        "find": tr("Name, town or address"),
        "reset": tr("Clear all filters"),
        "mapOfStations": tr("Map of the stations; the table lists the same stations"),
        "tableOfStations": tr("Table of stations"),
        "previous": tr("Previous"),
        "next": tr("Next"),
        "stations": tr("Stations"),
        "station": tr("Station"),
        "legend": tr("Legend"),
        "embed": tr("Show this page inside your own site"),
        "embedHow": tr("Copy the file to your server and put this where it should appear:"),
    }


def script_texts(size: int) -> dict[str, Any]:
    """The texts that scripts show: each a text with places, or the cases of its plural.

    `size`: how many stations the page holds.
    """
    return {
        "shown": tr("{shown} of {n} station", "{shown} of {n} stations", n=size, shown="{shown}"),
        "shownApart": tr("{shown}: {sure}, {uncertain}"),
        "sure": _cases(
            lambda n: tr("{count} surely matches the search", "{count} surely match the search", n=n, count="{count}")
        ),
        "uncertain": _cases(
            lambda n: tr("{count} may (data incomplete)", "{count} may (data incomplete)", n=n, count="{count}")
        ),
        "noneShown": tr("No station meets these filters."),
        "findIn": tr("Find in the filter “{filter}”"),
        "typeToFind": tr("Type to find…"),
        "page": tr("Page {page} of {pages}"),
        "unknown": tr("Unknown"),
        "name": tr("Name"),
        "power": tr("Power"),
        "points": tr("Points"),
        "standards": tr("Connectors"),
        "access": tr("Access"),
        "status": tr("Status"),
        "operator": tr("Operator"),
        "town": tr("Town"),
        "cost": tr("Cost"),
        "address": tr("Address"),
        "verified": tr("Last verified"),
        "close": tr("Close"),
        "showOnMap": tr("Show on the map"),
        "website": tr("Website"),
        "directions": tr("Directions"),
        "credit": tr("Data: {provider}, through Open Charge Map. {terms}"),
        "zoomIn": tr("Zoom in"),
        "zoomOut": tr("Zoom out"),
        "fileName": tr("stations"),
    }


def _cases(text: Callable[[int], str]) -> dict[str, Any]:
    """The texts for the numbers from 0 on, each once, and which of them stands for each number."""
    forms: dict[str, int] = {}
    numbers = [forms.setdefault(text(n), len(forms)) for n in range(_CASES)]
    return {"forms": list(forms), "cases": numbers}
