"""JSON text as .NET writes it: pure ASCII, with the characters that matter to HTML escaped as well."""

from __future__ import annotations

import json
import re
from typing import Any

_SPECIAL = re.compile(r"\\(?:u([0-9a-f]{4})|(.))|(['&<>+`\x7f])")


def _escaped(match: re.Match[str]) -> str:
    code, after_backslash, character = match.groups()
    if code:
        return "\\u" + code.upper()
    if after_backslash:
        return "\\u0022" if after_backslash == '"' else match.group()
    return f"\\u{ord(character):04X}"


def dumps(value: Any, indent: bool = False) -> str:
    """The value as one line, or indented by two blanks."""
    text = json.dumps(value, indent=2) if indent else json.dumps(value, separators=(",", ":"))
    return _SPECIAL.sub(_escaped, text)
