"""The symbols of a KML: one StyleMap per power class and for stations not in service, with icons inside the KMZ."""

from __future__ import annotations

from typing import Any

COLOURS = {6: "#440154", 5: "#414487", 4: "#2A788E", 3: "#22A884", 2: "#7AD151", 1: "#FDE725", 0: "#9E9E9E"}
NOT_IN_SERVICE = ("planned", "not_operational", "removed")


def style_id(values: dict[str, Any]) -> str:
    """The id of the StyleMap of a station."""
    status = values.get("status_class")
    if status in NOT_IN_SERVICE:
        return f"status-{status}"
    return f"power-{values.get('power_class_code') or 0}"
