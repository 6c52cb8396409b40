"""The equipment of a site, put together once for all sites with the same, and what its rows have in common.

Real sites repeat: three of four have the very connections of another one. What follows from connections alone is
derived for the first of them and remembered; what also depends on the status and numbers of the site is cheap.
"""

from __future__ import annotations

from itertools import compress
from typing import NamedTuple

from ...records.station import Station
from ...remembering import remembered
from .classes import power_class, power_class_code
from .context import Context, CountryFacts
from .equipment import Equipment, equipment_of
from .looks import power_is_estimate
from .points import PointBounds, point_bounds
from .site import SiteCounts, SitePower, site_counts, site_power
from .standards import standards_text
from .status import Lines, SiteStatus, status_and_lines


class StandardCounts(NamedTuple):
    """Connectors by standard, as far as it has a field of its own; see the fields of the same names in `schema`."""

    n_type1: int | None
    n_type2: int | None
    n_ccs1: int | None
    n_ccs2: int | None
    n_chademo: int | None
    n_nacs: int | None
    n_gbt_ac: int | None
    n_gbt_dc: int | None
    n_type3: int | None
    n_domestic: int | None
    n_industrial: int | None
    n_other: int | None
    """All standards without a field of their own."""
    n_type_unknown: int | None


class EquipmentFacts(NamedTuple):
    """What the equipment of a site amounts to."""

    power: SitePower
    counts: SiteCounts
    by_standard: StandardCounts
    standards: str | None
    power_class: str
    power_class_code: int
    power_is_estimate: bool
    bounds: PointBounds | None
    """None: no equipment is listed."""
    qa_flags: tuple[str, ...]
    qa_text: str | None
    """The flags as a row has them."""


class Site(NamedTuple):
    """What the row of a station and those of its connections have in common."""

    country: CountryFacts
    equipment: tuple[Equipment, ...]
    """That of each connection."""
    status: SiteStatus
    lines: Lines
    amounts: EquipmentFacts
    """What the connections that count amount to."""


def site_of(station: Station, context: Context) -> Site:
    """Derive what the rows of a station have in common."""
    country = context.countries[station.country_id]
    iso, provider_id = country.iso, station.provider_id
    equipment = tuple([equipment_of(connection, iso, provider_id) for connection in station.connections])
    status, lines = status_and_lines(station, context.today)
    counted = equipment if all(lines.counted) else tuple(compress(equipment, lines.counted))
    return Site(country, equipment, status, lines, _facts_of_equipment(counted))


@remembered(8192)
def _facts_of_equipment(equipment: tuple[Equipment, ...]) -> EquipmentFacts:
    power, counts = site_power(equipment), site_counts(equipment)
    class_code = power_class_code(power.max_kw)
    qa_flags = tuple(dict.fromkeys(flag for each in equipment for flag in each.qa_flags))
    return EquipmentFacts(
        power=power,
        counts=counts,
        by_standard=_counts_by_standard(counts),
        standards=standards_text(counts.by_standard or ()),
        power_class=power_class(class_code),
        power_class_code=class_code,
        power_is_estimate=power_is_estimate(power.kw_basis),
        bounds=point_bounds(equipment),
        qa_flags=qa_flags,
        qa_text=";".join(qa_flags) or None,
    )


_UNKNOWN_TYPE = "n_type_unknown"
_OWN_FIELDS = {"unknown" if name == _UNKNOWN_TYPE else name.split("_", 1)[1]: name for name in StandardCounts._fields}
"""The field of each standard."""
_NO_STANDARDS = StandardCounts(*[None] * len(StandardCounts._fields))


def _counts_by_standard(counts: SiteCounts) -> StandardCounts:
    """Connectors by standard; without any of known type only the unknown ones are a number."""
    found = counts.by_standard
    if found is None:
        return _NO_STANDARDS
    if set(found) == {"unknown"}:
        return _NO_STANDARDS._replace(n_type_unknown=found["unknown"])
    numbers = dict.fromkeys(StandardCounts._fields, 0)
    for standard, quantity in found.items():
        numbers[_OWN_FIELDS.get(standard, "n_other")] += quantity
    return StandardCounts(**numbers)
