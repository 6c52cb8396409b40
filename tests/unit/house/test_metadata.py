"""metadata.txt says what QGIS and its plugin repository need, and is the one place of the version."""

from __future__ import annotations

import configparser
import re
import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def metadata(root: Path) -> dict[str, str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(root / "metadata.txt", encoding="utf-8")
    return dict(parser["general"])


def test_it_names_the_versions_of_qgis_from_3_22_to_4(metadata: dict[str, str]) -> None:
    assert metadata["qgisMinimumVersion"] == "3.22"
    assert metadata["qgisMaximumVersion"] == "4.99"
    assert "supportsQt6" not in metadata


def test_it_announces_the_processing_provider_and_the_menu(metadata: dict[str, str]) -> None:
    assert metadata["hasProcessingProvider"] == "yes"
    assert metadata["category"] == "Web"


def test_about_names_the_account_the_data_licence_and_the_dependencies(metadata: dict[str, str]) -> None:
    about = metadata["about"]
    for needed in ("Open Charge Map API key", "CC BY 4.0", "No dependencies"):
        assert needed in about


def test_the_changelogs_name_the_version(root: Path, metadata: dict[str, str]) -> None:
    version = metadata["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert metadata["changelog"].startswith(version)
    assert re.search(rf"^## {re.escape(version)}$", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_version_stands_nowhere_else(root: Path, metadata: dict[str, str]) -> None:
    committed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "*.py", "*.toml", "*.ui", "tools"],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout.split()
    number = re.compile(rf"(?<![\d.]){re.escape(metadata['version'])}(?![\d.])")
    places = [name for name in committed if number.search((root / name).read_text(encoding="utf-8"))]
    assert places == []


def test_the_licence_is_the_gpl(root: Path) -> None:
    licence = (root / "LICENSE").read_text(encoding="utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
