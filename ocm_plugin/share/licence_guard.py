"""What may be published: stations whose data provider's licence is open, as the table of licences says."""

from __future__ import annotations

from typing import Any

from ..ocm.licences import is_open
from .source import ShareSource


def may_be_published(values: dict[str, Any]) -> bool:
    """Whether a station's licence is open. Points that are no stations are the person's own business."""
    return "license_class" not in values or is_open(values["license_class"] or "unknown") is True


def count_not_open(source: ShareSource) -> int:
    """Stations of a layer that a share leaves out unless the person keeps them."""
    return sum(not may_be_published(feature.values) for feature in source.features())
