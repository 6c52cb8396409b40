"""What can go wrong with a share, beyond files that cannot be written."""

from __future__ import annotations

from ..ocm.errors import OcmError


class ShareError(OcmError):
    """There is nothing to share, or not in the way asked for."""
