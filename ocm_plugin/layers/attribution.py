"""Whose data a layer holds: as its metadata state it, or counted from its rows.

Open Charge Map's terms want the provider of every record visible to all who see the data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from qgis.core import NULL, QgsFeatureRequest, QgsMapLayer, QgsVectorLayer

from ..ocm.errors import StoredValueError
from ..ocm.json_values import text as text_of
from ..ocm.json_values import whole
from ..ocm.records import provenance as provenances
from ..ocm.records.credits import ATTRIBUTION_CODEC, Attribution, Credit, attribution_of_credits, terms_of
from ..ocm.records.licences import LICENSE_CLASSES, UNKNOWN, Licence, Licences
from .keywords import ATTRIBUTION_VOCABULARY, PROVENANCE_VOCABULARY, is_from_registry, is_station_layer, keyword


@lru_cache(maxsize=64)
def _attribution_from_json(text: str) -> Attribution:
    """Remembered, as the label on the map asks again at each move of the map."""
    return ATTRIBUTION_CODEC.from_json(text)


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
    of_rows = attribution_of_rows(layer)
    return of_rows._replace(is_invented=of_rows.is_invented or stated.is_invented)
