"""Where the server is: one spelling of a base URL out of the many that users type.

base_url("api.openchargemap.io/v3")  ->  "https://api.openchargemap.io/v3/"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import SplitResult, quote, urlencode, urlsplit

from ..errors import SettingsError
from ..translation import tr

DEFAULT_BASE_URL = "https://api.openchargemap.io/v3/"

SCHEMES = ("http", "https")
_VERSIONS = ("v2", "v3")
"""The versions that answer alike. Version 4 is unfinished: its answers are JSON inside a JSON string."""
_ENDPOINTS = ("poi", "referencedata")
_HOST = re.compile(r"[\w.:-]+")
"""Names (also in other alphabets), IPv4 and IPv6 addresses as `urlsplit` gives them."""


def split_url(url: str) -> SplitResult | None:
    """The parts of an http(s) URL with a possible host and port, or None when it is no such URL."""
    try:
        parts = urlsplit(url)
        possible = parts.scheme in SCHEMES and _HOST.fullmatch(parts.hostname or "") and parts.port != 0
    except ValueError:  # brackets that are no IPv6 address, a port that is no number
        return None
    return parts if possible else None


def base_url(text: str, variable: str = "") -> str:
    """The base URL of the text, with scheme and version, ending in a slash.

    Added when missing: `https://` and `v3/`; taken away when pasted along: `poi`, `referencedata`. The public server
    is always addressed by https, since the key travels in each request. `variable`: the environment variable that the
    text comes from, for sentences; "" for QGIS' Options. Raises SettingsError.
    """
    typed = text.strip()
    parts = split_url(typed if "://" in typed else "https://" + typed)
    if parts is None:
        sentence = tr("“{typed}” is not the address of a server. {how}", typed=typed, how=_how_to_name_one(variable))
        raise SettingsError("base_url", sentence)
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise SettingsError(
            "base_url",
            tr(
                "The address of the server must hold no user name, no “?” and no “#”; the API key has a place of its "
                "own. {how}",
                how=_how_to_name_one(variable),
            ),
        )
    segments = [segment for segment in parts.path.split("/") if segment]
    if segments and segments[-1].lower() in _ENDPOINTS:
        segments.pop()
    if segments and re.fullmatch(r"[vV]\d+", segments[-1]):
        version = segments.pop().lower()
        if version not in _VERSIONS:
            raise SettingsError(
                "base_url",
                tr(
                    "This plugin supports version 3 of the API, not “{version}”: "
                    "end the address of the server with /v3/.",
                    version=version,
                ),
            )
    else:
        version = "v3"
    host = parts.netloc.lower()
    public = host == "openchargemap.io" or host.endswith(".openchargemap.io")
    scheme = "https" if public else parts.scheme
    return "/".join([f"{scheme}://{host}", *segments, version, ""])


def _how_to_name_one(variable: str) -> str:
    if variable:
        return tr(
            "Set the environment variable {variable} to one such as {example}.",
            variable=variable,
            example=DEFAULT_BASE_URL,
        )
    return tr("Enter one such as {example} in the options.", example=DEFAULT_BASE_URL)


def poi_url(server: str, params: Mapping[str, str]) -> str:
    """The URL that asks the server (a normal base URL) for stations; it never holds a key and may be shown."""
    return _action_url(server, "poi", params)


def reference_url(server: str, params: Mapping[str, str]) -> str:
    """The URL that asks the server (a normal base URL) for the reference data."""
    return _action_url(server, "referencedata", params)


def _action_url(server: str, action: str, params: Mapping[str, str]) -> str:
    query = urlencode(params, quote_via=quote, safe="(),:")
    return f"{server}{action}/" + (f"?{query}" if query else "")
