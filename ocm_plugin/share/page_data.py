"""The stations of a web page as the page's scripts read them: column by column, each different text once."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable
from typing import Any

from ..ocm.feedback import Feedback
from ..ocm.records.credits import Attribution
from ..ocm.translation import tr
from . import words
from .balloon import PAGES, REMARKS
from .connections import SharedConnection
from .content import Content
from .fields import data_fields
from .markup import clean
from .source import SharedFeature
from .symbols import Symbol, legend, power_class_of, symbol_of
from .words import StationWords, station_words

_NUMBER_TYPES = ("int", "int64", "real", "bool")
_LINK_FIELDS = ("operator_url", "related_url", "provider_url")
_NAMED_ON_MAP = 4
_MADE_FIELD = "view_url"
"""Follows from the station's number, and so takes no room."""


class Texts:
    """A column of texts: the different ones, and which of them stands in each row."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._rows: list[int] = []

    def append(self, text: Any) -> None:
        """Add a row; None and "" are unknown."""
        known = "" if text is None else clean(str(text))
        self._rows.append(self._numbers.setdefault(known, len(self._numbers)) if known else -1)

    def as_json(self) -> dict[str, Any]:
        """The page's form; -1 stands for unknown."""
        return {"values": list(self._numbers), "rows": self._rows}


class Facet:
    """One filter of the page: its choices, and which of them each station meets. Unknown is a choice like any other."""

    def __init__(self, name: str, title: str, labels: dict[Any, str], unknown: Any, by_count: bool = False) -> None:
        """`name`: for the page's address, in every language."""
        self._name = name
        self._title = title
        self._labels = labels
        self._unknown = unknown
        self._by_count = by_count
        self._rows: list[tuple[Any, ...]] = []

    def append(self, keys: Iterable[Any]) -> None:
        """Add a station by the values it has; none, or only values that say nothing, are unknown."""
        known = tuple(key for key in keys if key not in (None, ""))
        self._rows.append(known or (self._unknown,))

    def as_json(self, symbols: dict[Any, str] | None = None) -> dict[str, Any]:
        """The page's form: the choices, and which of them each row has.

        They stand in the order of the labels, or the commonest first; unknown last. `symbols`: SVG by value.
        """
        counts = Counter(key for keys in self._rows for key in keys)
        known = [key for key in self._labels if counts[key]]
        known += sorted(set(counts) - set(self._labels), key=lambda key: str(key).lower())
        if self._by_count:
            known.sort(key=lambda key: -counts[key])
        order = [key for key in known if key != self._unknown] + [self._unknown] * (self._unknown in counts)
        number = {key: place for place, key in enumerate(order)}
        return {
            "name": self._name,
            "title": self._title,
            "options": [
                {
                    "key": "unknown" if key == self._unknown else clean(str(key)),
                    "label": clean(str(self._labels.get(key, key))),
                    "symbol": (symbols or {}).get(key),
                }
                for key in order
            ],
            "rows": [[number[key] for key in keys] for keys in self._rows],
        }


class PageData:
    """Takes in the stations that are shared."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.places: list[tuple[float, float]] = []
        """Longitude and latitude of each station."""
        self.symbols: dict[Symbol, int] = {}
        fields = data_fields(content.source.fields, is_stations=True)
        self._exported = [field.name for field in fields]
        self._numbers: dict[str, list[Any]] = {field.name: [] for field in fields if field.type in _NUMBER_TYPES}
        names = [name for name in self._exported if name not in self._numbers and name != _MADE_FIELD]
        texts = dict.fromkeys((*names, *_LINK_FIELDS, *(field for _, field in REMARKS)))
        self._texts = {name: Texts() for name in texts}
        self._words = {name: Texts() for name in StationWords._fields}
        self._symbol_rows: list[int] = []
        self._connector_rows: list[list[int]] = []
        self._connectors: dict[SharedConnection, int] = {}
        self._match = Facet("match", tr("The search"), words.translated(words.MATCH_LABELS), unknown="yes")
        self._power = Facet("power", tr("Charging power"), words.translated(words.POWER_LABELS), unknown=0)
        self._standards = Facet(
            "connectors",
            tr("Connectors"),
            {**words.translated(words.STANDARD_LABELS), None: tr("Connectors unknown")},
            unknown=None,
            by_count=True,
        )
        self._access = Facet("access", tr("Access"), words.translated(words.ACCESS_LABELS), unknown="unknown")
        self._status = Facet("status", tr("Status"), words.translated(words.STATUS_LABELS), unknown="unknown")
        self._operators = Facet("operator", tr("Operator"), {None: tr("Operator unknown")}, unknown=None, by_count=True)

    def fill(self, feedback: Feedback) -> None:
        """Read the stations. Raises ShareError when there are none, and Cancelled."""
        source = self.content.source
        with contextlib.closing(source.connections()) as connections:
            for feature in self.content.features(feedback):
                self._add(feature, connections.of_station(feature.values.get("ocm_id")))

    def _add(self, feature: SharedFeature, connections: list[SharedConnection]) -> None:
        values = feature.values
        said = station_words(values)
        longitude, latitude = feature.points[0]
        self.places.append((round(longitude, 6), round(latitude, 6)))
        for name, column in self._numbers.items():
            column.append(values[name])
        for name, texts in self._texts.items():
            texts.append(values.get(name))
        for texts, text in zip(self._words.values(), said):
            texts.append(text)
        symbol = symbol_of(values)
        self._symbol_rows.append(self.symbols.setdefault(symbol, len(self.symbols)))
        numbers = self._connectors
        self._connector_rows.append([numbers.setdefault(line, len(numbers)) for line in connections])
        self._match.append([values.get("match")])
        self._power.append([power_class_of(values)])
        self._standards.append(words.standards(values))
        self._access.append([values.get("access_class")])
        self._status.append([words.map_state(values)])
        self._operators.append([said.operator])

    def as_json(self, attribution: Attribution) -> dict[str, Any]:
        """What the page's scripts read of the stations."""
        legend_lines = legend(set(self.symbols))
        power_symbols = dict(zip(self._power_classes(), (line.svg for line in legend_lines)))
        facets = [self._standards, self._access, self._status, self._operators]
        if self.content.uncertain_n:
            facets.insert(0, self._match)
        return {
            "size": len(self.places),
            "longitudes": [longitude for longitude, _ in self.places],
            "latitudes": [latitude for _, latitude in self.places],
            "columns": self._numbers,
            "texts": {name: column.as_json() for name, column in self._texts.items()},
            "words": {name: column.as_json() for name, column in self._words.items()},
            "exported": self._exported,
            "made": {_MADE_FIELD: PAGES[0][0](0).removesuffix("0")},
            "pages": [[page(0).removesuffix("0"), tr(text)] for page, text in PAGES],
            "remarks": [[tr(title), field] for title, field in REMARKS],
            "connectorHeads": words.connection_heads(),
            "connectorTexts": [[clean(text) for text in words.connection_texts(line)] for line in self._connectors],
            "connectors": self._connector_rows,
            "noConnectors": tr(words.NO_CONNECTIONS),
            "symbols": [
                {
                    "svg": symbol.svg(),
                    "scale": symbol.scale,
                    "rank": 0 if symbol.is_out_of_service else symbol.power_class,
                }
                for symbol in self.symbols
            ],
            "symbolRows": self._symbol_rows,
            "legend": [{"svg": line.svg, "text": line.text, "opensGroup": line.opens_group} for line in legend_lines],
            "facets": [self._power.as_json(power_symbols), *(facet.as_json() for facet in facets)],
            "credit": _short_credit(attribution),
            "creditText": attribution.text(),
        }

    def _power_classes(self) -> list[int]:
        """The classes that occur, as the legend begins with them."""
        present = {symbol.power_class for symbol in self.symbols if not symbol.is_out_of_service}
        return [code for code in words.POWER_LABELS if code in present]


def _short_credit(attribution: Attribution) -> str:
    """Whose data it is, by names: their terms stand on each card and below the map."""
    names = ["Open Charge Map", *(credit.name for credit in attribution.providers)]
    more = len(names) - _NAMED_ON_MAP
    shown = [*names[:_NAMED_ON_MAP], *([tr("{n} more below", "{n} more below", n=more)] if more > 0 else [])]
    return tr("Data: {providers}", providers=" · ".join(shown))
