"""Whose data a layer holds: the data providers, counted from the rows present, and the credit that is owed to them.

Open Charge Map's terms want the provider of every record visible to whoever sees the data. Providers are counted while
a layer is built, kept in its metadata, and said in words by `Attribution`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from qgis.core import QgsFeatureRequest, QgsMapLayer, QgsVectorLayer

from ..ocm.licences import BY_AGREEMENT, NONCOMMERCIAL, UNKNOWN
from .keywords import ATTRIBUTION_VOCABULARY, keyword

if TYPE_CHECKING:
    from ..ocm.derive.context import Context

HOME_PAGE = "https://openchargemap.org"
INVENTED = "Invented demo data, no real places"
UNNAMED = "Unknown data provider"

_RESTRICTIONS = {
    NONCOMMERCIAL: "not for commercial use",
    BY_AGREEMENT: "passed on by agreement",
    UNKNOWN: "licence unknown",
}


class Credit(NamedTuple):
    """One data provider of a layer, as the layer must name it."""

    provider_id: int | None
    title: str
    """The provider's name for people."""
    url: str | None
    terms: str | None
    """The licence in a few words, such as "CC BY 4.0", or what it forbids."""
    license: str | None
    """The licence in the provider's own words."""
    license_url: str | None
    license_class: str
    """One of `licences.LICENSE_CLASSES`."""
    stations_n: int

    @property
    def text(self) -> str:
        """ "NOBIL (CC BY 4.0)"."""
        return f"{self.title} ({self.terms})" if self.terms else self.title


def credits_of(provider_ids: Iterable[int | None], context: Context) -> tuple[Credit, ...]:
    """The providers of stations, given the provider id of each station; the provider of most stations first."""
    # Loaded when there are stations: QGIS' start needs this module, but not the deriving of rows.
    from ..ocm.derive.rows import provider_rows

    credits = []
    for row in provider_rows(Counter(provider_ids), context):
        name = context.licences.licence(row.provider_id).name
        credits.append(
            Credit(
                row.provider_id,
                row.provider or UNNAMED,
                row.provider_url,
                name or _RESTRICTIONS.get(row.license_class),
                row.provider_license,
                row.license_url,
                row.license_class,
                row.stations_n,
            )
        )
    return tuple(credits)


def provider_ids_of(layer: QgsVectorLayer) -> Iterable[int | None]:
    """The provider id of each station in the layer, None for NULL. Reads every row: 100,000 take about 0.2 seconds."""
    index = layer.fields().indexOf("provider_id")
    request = QgsFeatureRequest().setSubsetOfAttributes([index])
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    for feature in layer.getFeatures(request):
        value = feature.attribute(index)
        yield value if isinstance(value, int) else None


class Attribution(NamedTuple):
    """The credit that a layer or a share must show."""

    providers: tuple[Credit, ...]
    is_invented: bool = False

    def text(self, limit: int | None = None) -> str:
        """One line: Open Charge Map, then the providers with their terms; at most `limit` of them, the rest counted."""
        shown = self.providers if limit is None else self.providers[:limit]
        parts = [self._origin(), *(credit.text for credit in shown)]
        more = len(self.providers) - len(shown)
        if more:
            parts.append(f"{more} more data provider{'' if more == 1 else 's'}")
        return " · ".join(parts)

    def rights(self) -> list[str]:
        """One statement per rights holder, as layer metadata carries them."""
        return [self._origin(), *(credit.text for credit in self.providers)]

    def licences(self) -> list[str]:
        """The licences in full, each provider's in its own words."""
        texts = []
        for credit in self.providers:
            words = dict.fromkeys(part for part in (credit.terms, credit.license, credit.license_url) if part)
            texts.append(f"{credit.title}: {'; '.join(words)}")
        return texts

    def _origin(self) -> str:
        return f"{INVENTED} · Open Charge Map" if self.is_invented else "Open Charge Map"


def attribution_to_json(attribution: Attribution) -> str:
    """The attribution as one line of JSON."""
    return json.dumps({"providers": attribution.providers, "is_invented": attribution.is_invented}, ensure_ascii=False)


def attribution_of(layer: QgsMapLayer) -> Attribution:
    """The credit of the layer's data as its metadata states it; without providers when it states none."""
    text = keyword(layer, ATTRIBUTION_VOCABULARY)
    if text is None:
        return Attribution(())
    try:
        stored = json.loads(text)
        providers = tuple(Credit(*stored_credit) for stored_credit in stored["providers"])
        return Attribution(providers, bool(stored["is_invented"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return Attribution(())


def merged(attributions: Iterable[Attribution]) -> Attribution:
    """One credit for several layers; the provider of most stations first."""
    credits: dict[tuple, Credit] = {}
    is_invented = False
    for attribution in attributions:
        is_invented = is_invented or attribution.is_invented
        for credit in attribution.providers:
            known = credits.get((credit.provider_id, credit.title))
            stations_n = credit.stations_n + (known.stations_n if known else 0)
            credits[credit.provider_id, credit.title] = credit._replace(stations_n=stations_n)
    return Attribution(
        tuple(sorted(credits.values(), key=lambda credit: (-credit.stations_n, credit.title))), is_invented
    )
