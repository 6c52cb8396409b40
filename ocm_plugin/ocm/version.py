"""The plugin's version, read from the one place where it stands."""

from __future__ import annotations

import configparser
from pathlib import Path


def _stated_version() -> str:
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(Path(__file__).resolve().parents[2] / "metadata.txt", encoding="utf-8")
    return metadata.get("general", "version")


PLUGIN_VERSION = _stated_version()
