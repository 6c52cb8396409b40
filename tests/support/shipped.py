"""The shipped code as its syntax trees, which each worker reads once."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

from tests.support.places import ROOT


def shipped_files() -> list[Path]:
    """The files of Python that a package holds."""
    return [ROOT / "__init__.py", *sorted((ROOT / "ocm_plugin").rglob("*.py"))]


@functools.cache
def trees() -> list[tuple[Path, ast.Module]]:
    """Their syntax trees, by their name below the plugin's folder."""
    return [(path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))) for path in shipped_files()]
