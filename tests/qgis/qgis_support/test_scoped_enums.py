"""Enums of QGIS are written with their scope, as Qt 6 builds of QGIS know them no other way.

Qt's own enums are resolved against PyQt6 itself (tests/qt6); for QGIS' classes the installed QGIS answers.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import qgis.analysis
import qgis.core
import qgis.gui

MODULES = (qgis.core, qgis.gui, qgis.analysis)


def qgis_class(name: str) -> object:
    return next((getattr(module, name) for module in MODULES if hasattr(module, name)), None)


def chain(node: ast.AST) -> list[str]:
    """['QgsTask', 'Flag', 'CanCancel'] of the expression QgsTask.Flag.CanCancel; empty for other expressions."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [node.id, *reversed(parts)] if isinstance(node, ast.Name) else []


def unscoped(tree: ast.AST) -> Iterator[str]:
    """Every Class.Member that is the member of an enum of the class."""
    for node in ast.walk(tree):
        parts = chain(node)
        if len(parts) < 2 or not parts[0].startswith("Qg"):
            continue
        holder = qgis_class(parts[0])
        if holder is None:
            continue
        for part in parts[1:]:
            value = getattr(holder, part, None)
            kind = type(value)
            if isinstance(value, int) and kind not in (int, bool) and holder is not kind:
                yield f"{'.'.join(parts)} (line {node.lineno}): write {kind.__qualname__}.{part}"
            holder = value


def test_every_enum_of_qgis_is_scoped(root: Path) -> None:
    found = {
        f"{path.relative_to(root)}: {offence}"
        for path in (root / "ocm_plugin").rglob("*.py")
        for offence in unscoped(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert sorted(found) == []


def test_an_unscoped_enum_is_caught() -> None:
    assert list(unscoped(ast.parse("flags = QgsTask.CanCancel")))
    assert list(unscoped(ast.parse("x = QgsWkbTypes.Point")))


def test_a_scoped_enum_passes() -> None:
    source = "a = QgsTask.Flag.CanCancel; b = Qgis.MessageLevel.Warning; c = QgsWkbTypes.Type.Point; d = QgsMapLayer"
    assert list(unscoped(ast.parse(source))) == []
