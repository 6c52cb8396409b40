"""What rows are made with: titles and classes by id, looked up once each, and the moment and search they belong to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar
from uuid import uuid4

from ...records.built_in_reference import PROVIDERS
from ...records.credits import Credit, terms_of
from ...records.licences import Licences
from ...records.provenance import Origin
from ...records.reference import ReferenceData
from ...search.filters import UNKNOWN_OPERATOR_ID
from .classes import access_class, operator_kind
from .looks import access_is_restricted

Key = TypeVar("Key")
Value = TypeVar("Value")


class LookUp(dict[Key, Value]):
    """A table that works out each entry when it is first asked for.

    `work_out` must not know who has the table: that would be a cycle, and the collector rests while long work lasts.
    """

    def __init__(self, work_out: Callable[[Key], Value]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: Key) -> Value:
        value = self[key] = self._work_out(key)
        return value


class OperatorFacts(NamedTuple):
    title: str | None
    is_known: bool
    kind: str
    url: str | None


class UsageFacts(NamedTuple):
    title: str | None
    access_class: str
    access_is_restricted: bool | None
    needs_membership: bool | None
    pay_at_site: bool | None
    needs_key: bool | None


class CountryFacts(NamedTuple):
    iso: str | None
    title: str | None


class TypeNames(NamedTuple):
    title: str | None
    formal_name: str | None


class Context:
    """Reference data, licences, the time of the search (UTC) and its id. Made once for a whole result."""

    loaded_at: datetime
    query_id: str

    def __init__(
        self,
        reference: ReferenceData,
        licences: Licences,
        now: datetime,
        query_id: str,
        data_date: datetime | None = None,
    ) -> None:
        """`data_date`: from when the stations are (UTC), when that is not `now`: those of files are older."""
        self.reference = reference
        self.licences = licences
        self.now = now.astimezone(timezone.utc)
        self.today = self.now.date()
        self.loaded_at = data_date or self.now
        self.data_day = self.loaded_at.astimezone(timezone.utc).date()
        self.query_id = query_id
        self.operators: LookUp[int | None, OperatorFacts] = LookUp(partial(_operator, reference))
        self.usages: LookUp[int | None, UsageFacts] = LookUp(partial(_usage, reference))
        self.statuses: LookUp[int | None, str | None] = LookUp(reference.status_type)
        self.countries: LookUp[int | None, CountryFacts] = LookUp(partial(_country, reference))
        self.providers: LookUp[int | None, Credit] = LookUp(partial(_provider, licences, reference))
        self.types: LookUp[int | None, TypeNames] = LookUp(partial(_type, reference))

    @classmethod
    def of_new_result(cls, reference: ReferenceData, licence_folder: Path, origin: Origin | None = None) -> Context:
        """For a result made now. `licence_folder`: where the user's own table of licences may lie."""
        licences, now = Licences(reference, licence_folder), datetime.now(timezone.utc)
        return cls(reference, licences, now, str(uuid4()), origin.data_date if origin else None)


def _operator(reference: ReferenceData, number: int | None) -> OperatorFacts:
    operator = None if number is None else reference.operators.get(number)
    return OperatorFacts(
        reference.operator(number),
        number is not None and number != UNKNOWN_OPERATOR_ID,
        operator_kind(number, operator),
        operator.website if operator else None,
    )


def _usage(reference: ReferenceData, number: int | None) -> UsageFacts:
    usage = None if number is None else reference.usage_types.get(number)
    of_users = access_class(number)
    return UsageFacts(
        reference.usage_type(number),
        of_users,
        access_is_restricted(of_users),
        usage.is_membership_required if usage else None,
        usage.is_pay_at_location if usage else None,
        usage.is_access_key_required if usage else None,
    )


def _country(reference: ReferenceData, number: int | None) -> CountryFacts:
    return CountryFacts(reference.country_iso(number), reference.country(number))


def _provider(licences: Licences, lists: ReferenceData, number: int | None) -> Credit:
    # Those who pass on a record must name its provider, also when the lists lack it.
    reference = lists if number in lists.providers else PROVIDERS
    provider = None if number is None else reference.providers.get(number)
    licence = licences.licence(number)
    return Credit(
        number,
        reference.provider(number),
        provider.website if provider else None,
        terms_of(licence),
        (provider.license if provider else None) or licence.name,
        licence.url,
        licence.license_class,
        is_open_data=provider.is_open_data if provider else None,
    )


def _type(reference: ReferenceData, number: int | None) -> TypeNames:
    kind = None if number is None else reference.connection_types.get(number)
    return TypeNames(reference.connection_type(number), kind.formal_name if kind else None)
