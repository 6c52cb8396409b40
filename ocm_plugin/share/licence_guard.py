"""What may be published: stations whose data provider's licence is open, as the table of licences says.

Points of other layers are not checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..layers.attribution import license_class_of
from ..ocm.records.licences import is_open

FIELDS = ("license_class", "provider_id")
"""The fields by which a station's licence is known: either will do."""


def may_be_published(values: Mapping[str, Any]) -> bool:
    """Whether a station's licence is open. One that is not known is not."""
    return is_open(license_class_of(values)) is True
