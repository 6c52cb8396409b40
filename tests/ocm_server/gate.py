"""The key gate in front of the service and the blocks behind it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .parameters import first_key

DEFAULT_KEY = "0c0ffee0-1234-4abc-8def-0123456789ab"
"""An invented key, accepted by a server by default."""

MISSING_KEY = "You must specify an API key using the key query parameter or x-api-key header."
INVALID_KEY = "Invalid API key."
BANNED = "Blocked for API abuse. Please contact the operator of this service."
NO_VERSION = '{"status":"error","description":"mandatory API Version not specified in request"}'
ROBOT = '{"status":"error","description":"robots are not allowed to use this service"}'
NO_SUCH_OUTPUT = '{"status":"error","description":"output format is not supported"}'

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ROBOT_PARTS = (
    "robot",
    "crawler",
    "spider",
    "slurp",
    "googlebot",
    "kml-google",
    "apache-httpclient",
    "okhttp/3.9.1",
    "dart:io",
)


@dataclass(frozen=True)
class Refusal:
    """An answer given instead of data. Without a content type the header is left out."""

    status: int
    text: str
    content_type: str | None = "text/plain"


def key_refusal(
    query_string: str, headers: Mapping[str, str], keys: Collection[str] | None, banned: Collection[str] = ()
) -> Refusal | None:
    """What the gate says, or None when it lets the request through. `keys=None` switches the gate off.

    `headers` has lower-case names. A `key=` in the query, even an empty one, hides the header.
    """
    if keys is None:
        return None
    if "FME/2020" in headers.get("user-agent", ""):
        return Refusal(403, BANNED)
    key = first_key(query_string)
    if key is None:
        key = headers.get("x-api-key", "")
    key = key.strip().lower()
    if key in ("", "test", "null"):
        return Refusal(403, MISSING_KEY)
    if key in {k.lower() for k in banned}:
        return Refusal(403, BANNED)
    if not _GUID.fullmatch(key) or key not in {k.lower() for k in keys}:
        return Refusal(403, INVALID_KEY)
    return None


def robot_refusal(headers: Mapping[str, str]) -> Refusal | None:
    """503 for a User-Agent that looks like a robot."""
    agent = headers.get("user-agent", "").lower()
    robot = any(part in agent for part in _ROBOT_PARTS) or agent == "apache" or agent.startswith(("php", "nameofagent"))
    return Refusal(503, ROBOT, "application/json") if robot else None
