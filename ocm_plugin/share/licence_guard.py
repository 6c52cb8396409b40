"""What may be published: stations whose data provider's licence is open, as the table of licences says.

Points of other layers are the person's own business.
"""

from __future__ import annotations

from typing import Any

from ..ocm.licences import UNKNOWN, is_open


def may_be_published(values: dict[str, Any]) -> bool:
    """Whether a station's licence is open. One that is not known is not."""
    return is_open(values.get("license_class") or UNKNOWN) is True
