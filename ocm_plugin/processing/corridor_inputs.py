"""What the check of corridors is given: a rule pack with its demands, and what fields of the user say of stations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qgis.core import QgsFeature, QgsProcessingContext

from ..layers.layer_rows import plain_value
from ..ocm.analysis.corridor_check import Demand, directions_of
from ..ocm.analysis.pool_test import AGAINST_LINE, BOTH, WITH_LINE, PoolTest
from ..ocm.analysis.rule_packs import RulePack, read_pack
from ..ocm.analysis.typed_values import typed_value
from ..ocm.analysis.usable import Site
from ..ocm.errors import AnalysisError
from ..ocm.translation import tr
from ..qgis_support.paths import pack_folders
from .values import Values

if TYPE_CHECKING:
    from .corridor_algorithms import CorridorCheck


class GivenTest(NamedTuple):
    """What is asked of the roads and their pools."""

    pack: RulePack
    demand: Demand
    test: PoolTest


def given_corridor_test(
    algorithm: CorridorCheck, parameters: dict[str, Any], context: QgsProcessingContext
) -> GivenTest:
    """The rule pack, with what the user gives in the place of its distances. Raises OcmError."""
    pack_id = str(algorithm.parameterAsEnumString(parameters, algorithm.PACK, context))
    files = [folder / f"{pack_id}.json" for folder in pack_folders()]
    # The user's own comes before one of the plugin of the same name.
    pack = read_pack(next((path for path in reversed(files) if path.exists()), files[0]))
    values = Values(algorithm, parameters, context)
    spacing_m, reach_m = values.number(algorithm.SPACING), values.number(algorithm.OFFSET)
    spacing_km = pack.max_spacing_km if spacing_m is None else spacing_m / 1000
    reach_m = pack.max_distance_m if reach_m is None else reach_m
    if spacing_km is None or reach_m is None:
        raise AnalysisError(
            tr(
                "“{pack}” leaves the spacing along the road, or the distance from it, to others: please give both.",
                pack=tr(pack.title),
            )
        )
    is_network = algorithm.parameterAsEnumString(parameters, algorithm.LINES_ARE, context) == "network"
    is_stated = bool(algorithm.parameterAsString(parameters, algorithm.DIRECTION_FIELD, context))
    directions = directions_of(pack.each_direction, is_stated, is_network)
    demand = Demand(spacing_km, reach_m, pack.share_of_length, directions, is_network)
    return GivenTest(pack, demand, PoolTest(pack, is_network, reach_m))


class StatedBeside:
    """Reads from fields of the user what Open Charge Map does not know of stations."""

    def __init__(self, algorithm: CorridorCheck, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        self._direction, self._trucks, self._road_m = (
            str(algorithm.parameterAsString(parameters, name, context))
            for name in (algorithm.DIRECTION_FIELD, algorithm.TRUCK_FIELD, algorithm.ROAD_DISTANCE_FIELD)
        )

    def added(self, site: Site, feature: QgsFeature) -> Site:
        """The station with what its feature says. Raises AnalysisError for what cannot be read."""
        more: dict[str, Any] = {}
        if self._direction:
            more["directions"] = self._direction_of(plain_value(feature[self._direction]))
        if self._trucks:
            more["for_trucks"] = self._flag_of(plain_value(feature[self._trucks]))
        if self._road_m:
            more["road_m"] = self._metres_of(plain_value(feature[self._road_m]))
        return site._replace(**more)

    def _direction_of(self, value: Any) -> str | None:
        if value is None or value == "":
            return None
        text = str(value).strip().lower()
        if text not in (BOTH, WITH_LINE, AGAINST_LINE):
            raise _unreadable(self._direction, value, f"{BOTH}, {WITH_LINE}, {AGAINST_LINE}")
        return text

    def _flag_of(self, value: Any) -> bool | None:
        if value is None or value == "":
            return None
        try:
            flag: bool | None = typed_value(value, "bool")
        except ValueError as error:
            raise _unreadable(self._trucks, value, "yes, no, true, false, 1, 0") from error
        return flag

    def _metres_of(self, value: Any) -> float | None:
        if value is None or value == "":
            return None
        try:
            metres: float | None = typed_value(value, "real")
        except ValueError:
            metres = -1.0
        if isinstance(value, bool) or (metres is not None and metres < 0):
            raise _unreadable(self._road_m, value, tr("a number of metres"))
        return metres


def _unreadable(field: str, value: Any, expected: str) -> AnalysisError:
    return AnalysisError(
        tr(
            "The field “{field}” has the value “{value}”: expected is {expected}, or nothing where it is not known.",
            field=field,
            value=value,
            expected=expected,
        )
    )
