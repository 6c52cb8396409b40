"""Whose data a layer holds: the data providers, counted from the rows present, and the credit that is due to them.

Open Charge Map's terms want the provider of every record visible to all who see the data. Providers are counted while
a layer is built, kept in its metadata, and said in words by `Attribution`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from qgis.core import NULL, QgsFeatureRequest, QgsMapLayer, QgsVectorLayer

from ..ocm.errors import StoredValueError
from ..ocm.json_values import text as text_of
from ..ocm.json_values import whole
from ..ocm.records import provenance as provenances
from ..ocm.records.credits import INVENTED_PROVIDERS, Credit, terms_of
from ..ocm.records.licences import LICENSE_CLASSES, UNKNOWN, Licence, Licences
from ..ocm.stored import (
    COUNT,
    FLAG,
    ID,
    LONGEST_TEXT,
    Codec,
    Form,
    Member,
    one_of,
    or_none,
    several,
    stored_list,
    text_member,
)
from ..ocm.translation import marked, tr
from .keywords import ATTRIBUTION_VOCABULARY, PROVENANCE_VOCABULARY, is_from_registry, is_station_layer, keyword

HOME_PAGE = "https://openchargemap.org"


class Attribution(NamedTuple):
    """The credit that a layer or a share must show."""

    providers: tuple[Credit, ...]
    is_invented: bool = False
    is_known: bool = True
    """False: whose data it is has been lost, and there may be providers that are not named here."""

    def text(self, limit: int | None = None) -> str:
        """One line: Open Charge Map, then the providers with their terms; at most `limit` of them, the rest counted."""
        shown = self.providers if limit is None else self.providers[:limit]
        parts = [self._origin(), *(credit.text for credit in shown)]
        more = len(self.providers) - len(shown)
        if more:
            parts.append(tr("{n} more data provider", "{n} more data providers", n=more))
        return " · ".join(parts)

    def rights(self) -> list[str]:
        """One statement per rights holder, as layer metadata carries them."""
        return [self._origin(), *(credit.text for credit in self.providers)]

    def licences(self) -> list[str]:
        """The licences in full, each provider's in its own words."""
        texts = []
        for credit in self.providers:
            words = dict.fromkeys(part for part in (credit.terms, credit.license, credit.license_url) if part)
            texts.append(f"{credit.name}: {'; '.join(words)}")
        return texts

    def _origin(self) -> str:
        origin = tr("Open Charge Map") if self.is_known else tr("Open Charge Map and its data providers")
        return f"{tr('Invented demo data, no real places')} · {origin}" if self.is_invented else origin


PROVIDERS_STORED = 200
"""Open Charge Map has some forty. The rest of more than these is stored as one."""
LONGEST_TITLE = 300
"""Characters of a provider's name, and of its terms: they are drawn on the map, at each of its moves."""


def _address(url: str | None) -> str | None:
    """The address as it is stored: a part of a long one would lead nowhere."""
    return url if url and len(url) <= LONGEST_TEXT else None


def _or_none(text: Member) -> Member:
    """A text; None in the place of an empty one."""
    member = or_none(text)
    return Member(lambda value: member.read(value) or None, lambda value: member.write(value or None))


_TITLE = text_member(LONGEST_TITLE)
_WORDS = _or_none(text_member())
_ADDRESS = Member(_WORDS.read, _address)

CREDIT_FORM = Form(
    Credit,
    {
        "provider_id": or_none(ID),
        "title": _or_none(_TITLE),
        "url": _ADDRESS,
        "terms": _or_none(_TITLE),
        "license": _WORDS,
        "license_url": _ADDRESS,
        "license_class": one_of(LICENSE_CLASSES),
        "n_stations": COUNT,
        "is_open_data": or_none(FLAG),
    },
)


def _write_credits(credits: tuple[Credit, ...]) -> list[dict[str, Any]]:
    rest = credits[PROVIDERS_STORED:]
    if rest:
        n_stations = sum(credit.n_stations for credit in rest)
        title = tr("{n} more data provider", "{n} more data providers", n=len(rest))
        last = Credit(None, title, None, None, None, None, UNKNOWN, n_stations)
        credits = (*credits[:PROVIDERS_STORED], last)
    return list(map(CREDIT_FORM.write, credits))


ATTRIBUTION_FORM = Form(
    Attribution,
    {
        "providers": Member(several(CREDIT_FORM.as_member, PROVIDERS_STORED + 1).read, _write_credits),
        "is_invented": FLAG,
        "is_known": FLAG,
    },
)

_POSITIONS = (
    "provider_id", "title", "url", "terms", "license", "license_url", "license_class", "n_stations",
)  # fmt: skip
"""Where texts without version have the members of a credit."""


def _without_version(members: dict[str, Any]) -> dict[str, Any]:
    """The members of an attribution that was stored before there were versions: credits were lists."""
    credits = stored_list(members["providers"], PROVIDERS_STORED + 1)
    if any(len(stored_list(values, len(_POSITIONS))) < len(_POSITIONS) for values in credits):
        raise ValueError("a credit lacks members")
    return {
        "providers": [dict(zip(_POSITIONS, values)) for values in credits],
        "is_invented": members["is_invented"],
    }


CODEC = Codec(
    ATTRIBUTION_FORM,
    version=1,
    longest=2_000_000,
    damaged=marked("The layer's stored list of data providers is damaged and cannot be read."),
    newer=marked("The layer's data providers were stored by a newer version of this plugin: please update the plugin."),
    upgrades={0: _without_version},
)


@lru_cache(maxsize=64)
def _attribution_from_json(text: str) -> Attribution:
    """Remembered, as the label on the map asks again at each move of the map."""
    return CODEC.from_json(text)


def attribution_of(layer: QgsMapLayer) -> Attribution:
    """The credit of the layer's data as its metadata states it; of unknown providers when that cannot be read."""
    text = keyword(layer, ATTRIBUTION_VOCABULARY)
    try:
        if text is not None:
            return _attribution_from_json(text)
    except StoredValueError:
        text = None
    return Attribution((), _is_invented(layer), is_known=False)


def _is_invented(layer: QgsMapLayer) -> bool:
    """Whether the layer's provenance says that its stations do not exist."""
    text = keyword(layer, PROVENANCE_VOCABULARY)
    try:
        return text is not None and provenances.from_json(text).is_invented
    except StoredValueError:
        return False


ROW_FIELDS = ("provider_id", "provider", "provider_url", "provider_license", "license_class", "attribution")
"""What a row itself says of whose data it is, as far as a layer has these fields."""


def is_credited(layer: QgsMapLayer | None) -> bool:
    """Whether maps must credit the layer: it is ours, or was made from one of ours.

    A key alone does not say so: anybody may have a column of this name.
    """
    if is_station_layer(layer):
        return True
    return layer is not None and is_from_registry(layer) and not set(ROW_FIELDS).isdisjoint(layer.fields().names())


ROWS_READ = 300_000
"""Whose rows are not all read may hold data of further providers."""


def provider_key(values: Mapping[str, Any]) -> tuple[int | None, str | None]:
    """What distinguishes the provider of a row from others."""
    name = text_of(values.get("provider")) or text_of(values.get("attribution"))
    return whole(values.get("provider_id")), name


def license_class_of(values: Mapping[str, Any]) -> str:
    """The class of a row's licence, as it states it or, when that is lost, by the provider's number."""
    stated = text_of(values.get("license_class"))
    if stated is not None:
        return stated if stated in LICENSE_CLASSES else UNKNOWN
    return shipped_licences().license_class(whole(values.get("provider_id")))


def credit_of_row(values: Mapping[str, Any]) -> Credit:
    """A provider as far as the fields of a row say, for layers that have lost their metadata."""
    from ..ocm.records.built_in_reference import PROVIDERS

    number, name = provider_key(values)
    licence, license_class = shipped_licences().licence(number), license_class_of(values)
    if licence.license_class != license_class:
        licence = Licence(license_class)
    known = None if number is None else PROVIDERS.providers.get(number)
    return Credit(
        number,
        name or PROVIDERS.provider(number),
        text_of(values.get("provider_url")) or (known.website if known else None),
        terms_of(licence),
        text_of(values.get("provider_license")) or licence.name,
        licence.url,
        license_class,
    )


@lru_cache(maxsize=1)
def shipped_licences() -> Licences:
    """The licences of the providers that every version knows by number."""
    from ..ocm.records.built_in_reference import PROVIDERS

    return Licences(PROVIDERS)


def attribution_of_rows(layer: QgsVectorLayer) -> Attribution:
    """The credit of a layer from its rows, at most ROWS_READ of them: 100,000 take about 0.2 seconds."""
    positions = {name: layer.fields().indexOf(name) for name in ROW_FIELDS if layer.fields().indexOf(name) >= 0}
    request = QgsFeatureRequest().setSubsetOfAttributes(list(positions.values())).setLimit(ROWS_READ)
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    counted: Counter[tuple[Any, ...]] = Counter(
        tuple(feature.attribute(position) for position in positions.values()) for feature in layer.getFeatures(request)
    )
    credits: dict[tuple[int | None, str | None], Credit] = {}
    for row, n_stations in counted.items():
        values = {name: None if value == NULL else value for name, value in zip(positions, row)}
        credit = credits.get(provider_key(values)) or credit_of_row(values)
        credits[provider_key(values)] = credit._replace(n_stations=credit.n_stations + n_stations)
    found = attribution_of_credits(credits.values())
    return found._replace(is_known=sum(counted.values()) < ROWS_READ)


def attribution_at_hand(layer: QgsVectorLayer) -> Attribution:
    """The credit as the layer's metadata state it, or else its rows, of which a large layer has many to read."""
    stated = attribution_of(layer)
    if stated.is_known:
        return stated
    told = attribution_of_rows(layer)
    return told._replace(is_invented=told.is_invented or stated.is_invented)


def attribution_of_credits(credits: Iterable[Credit]) -> Attribution:
    """The credit of rows, given that of each provider; the provider of most stations first."""
    ordered = sorted(credits, key=lambda credit: (-credit.n_stations, credit.name))
    return Attribution(tuple(ordered), any(credit.provider_id in INVENTED_PROVIDERS for credit in ordered))


def merged(attributions: Iterable[Attribution]) -> Attribution:
    """One credit for several layers; the provider of most stations first."""
    credits: dict[tuple, Credit] = {}
    is_invented, is_known = False, True
    for attribution in attributions:
        is_invented = is_invented or attribution.is_invented
        is_known = is_known and attribution.is_known
        for credit in attribution.providers:
            known = credits.get((credit.provider_id, credit.name))
            n_stations = credit.n_stations + (known.n_stations if known else 0)
            credits[credit.provider_id, credit.name] = credit._replace(n_stations=n_stations)
    providers = tuple(sorted(credits.values(), key=lambda credit: (-credit.n_stations, credit.name)))
    return Attribution(providers, is_invented, is_known)
