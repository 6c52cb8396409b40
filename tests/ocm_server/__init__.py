"""A local Open Charge Map server for tests and the demo: real HTTP, the real service's quirks, scripted misbehaviour.

It answers `/v3/poi`, `/v3/referencedata` and `/v2/…` over any POI file. Where the documentation of the API and its
public server source (github.com/openchargemap/ocm-system) differ, it does what the source does.
"""

from __future__ import annotations

from . import faults
from .gate import DEFAULT_KEY
from .server import LoggedRequest, OcmServer

__all__ = ["DEFAULT_KEY", "LoggedRequest", "OcmServer", "faults"]
