"""Imports point one way, and in no circle: gui → processing and share → layers → ocm, as the design says.

The tables are the design's. A room that imports upwards, an Open Charge Map module that needs QGIS, or an absolute
import of our own package (which QGIS knows by the folder's name only) fails here.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.support.rooms import ARROWS, ARROWS_OF_OCM, GROUND

PACKAGE = "ocm_plugin"

PURE = {"ocm"}
WITH_WIDGETS = {"gui", "plugin"}
WIDGET_MODULES = ("qgis.gui", "qgis.utils", "qgis.PyQt.QtWidgets", "qgis.PyQt.uic")
OUTSIDE = {"requests", "qgis"}
GUARDED = {("qgis_support.postgres", "psycopg2"), ("gui.analysing", "processing")}
"""QGIS ships the driver of PostgreSQL, and the plugin Processing, which users may switch off. Where they are missing
all the same, that is said in a sentence."""


def room_of(module: str) -> str:
    """The room of a module below the package: 'ocm.search.areas' lies in 'ocm'."""
    return module.split(".")[0]


def room_of_ocm(module: str) -> str:
    """The room inside of ocm: 'ocm.search.areas' lies in 'search', 'ocm.errors' on the ground."""
    room = module.split(".")[1]
    if room in ARROWS_OF_OCM:
        return room
    return "ground" if room in GROUND else "top"


def imported(source: str, module: str, is_package: bool = False) -> Iterator[str]:
    """Every module that the source of a module imports, relative imports resolved to 'ocm_plugin.…'."""
    package = [PACKAGE, *module.split(".")]
    if not is_package:
        package = package[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join([".", *package[: len(package) - node.level + 1], *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def offences(source: str, module: str, is_package: bool = False) -> Iterator[str]:
    """What a module imports that it must not."""
    room = room_of(module)
    for name in imported(source, module, is_package):
        if name.startswith(f"..{PACKAGE}."):
            target = room_of(name[len(f"..{PACKAGE}.") :])
            if target != room and target not in ARROWS[room]:
                yield f"{module} → {target}"
            if room == target == "ocm":
                here, there = room_of_ocm(module), room_of_ocm(name[len(f"..{PACKAGE}.") :])
                if here != there and there not in ARROWS_OF_OCM[here]:
                    yield f"{module} → {there}"
        elif name.startswith("."):
            yield f"{module} imports from outside the package"
        elif name.split(".")[0] == PACKAGE:
            yield f"{module} imports {name} absolutely; QGIS knows the package by the plugin folder's name"
        else:
            top = name.split(".")[0]
            if top not in OUTSIDE and top not in sys.stdlib_module_names and (module, top) not in GUARDED:
                yield f"{module} imports {name}, which QGIS does not promise to have"
            if room in PURE and top == "qgis":
                yield f"{module} needs QGIS: {name}"
            if room not in WITH_WIDGETS and name.startswith(WIDGET_MODULES):
                yield f"{module} needs widgets or the application: {name}"


def modules(root: Path) -> Iterator[tuple[Path, str, bool]]:
    """Every module of the package but the package itself: path, name below the package, is it a package."""
    package = root / PACKAGE
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        if name:
            yield path, name, is_package


def test_every_module_lies_in_a_room(root: Path) -> None:
    assert {room_of(name) for _, name, _ in modules(root)} <= set(ARROWS)


def test_every_import_follows_the_arrows(root: Path) -> None:
    found = [
        offence
        for path, name, is_package in modules(root)
        for offence in offences(path.read_text(encoding="utf-8"), name, is_package)
    ]
    assert found == []


def imported_at_once(source: str) -> str:
    """The source without what is imported later or for types only."""
    tree = ast.parse(source)
    tree.body = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    return ast.unparse(tree)


def test_no_import_goes_in_a_circle(root: Path) -> None:
    names = {name for _, name, _ in modules(root)}
    graph = {}
    for path, name, is_package in modules(root):
        targets = imported(imported_at_once(path.read_text(encoding="utf-8")), name, is_package)
        inner = [target[len(f"..{PACKAGE}.") :] for target in targets if target.startswith(f"..{PACKAGE}.")]
        graph[name] = {target if target in names else target.rpartition(".")[0] for target in inner} - {name}
    assert len(list(TopologicalSorter(graph).static_order())) >= len(names)  # raises CycleError


def test_no_test_imports_from_another(root: Path) -> None:
    """What tests share stands in a module of its own (`tests/support`, or beside them) or in their `conftest`."""
    found = [
        f"{path.relative_to(root)}: {name}"
        for path in (root / "tests").rglob("*.py")
        for name in imported(path.read_text(encoding="utf-8"), ".".join(path.relative_to(root).with_suffix("").parts))
        if re.search(r"\.test_\w+(\.|$)", name)
    ]
    assert found == []


def test_the_plugin_imports_nothing_before_qgis_asks_for_it(root: Path) -> None:
    tree = ast.parse((root / "__init__.py").read_text(encoding="utf-8"))
    assert [type(node).__name__ for node in tree.body] == ["Expr", "FunctionDef"]
    assert (root / PACKAGE / "__init__.py").read_text(encoding="utf-8").count("import ") <= 1


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("from ..layers.build import x", "ocm.errors"),
        ("from ..gui import dialog", "layers.build"),
        ("from .. import gui", "processing.provider"),
        ("from ...other import x", "ocm.errors"),
        ("from ocm_plugin.ocm.search.search import Search", "layers.build"),
        ("from qgis.core import QgsFeature", "ocm.search.search"),
        ("import qgis.core", "ocm.run"),
        ("import PyQt5.QtCore", "gui.dialog"),
        ("from qgis.gui import QgsMapCanvas", "layers.build"),
        ("from qgis.utils import iface", "processing.provider"),
        ("def f():\n    import numpy", "ocm.search.search"),
        ("from ..store.merging import Merging", "ocm.search.search"),
        ("from ..wording import match_text", "ocm.records.station"),
    ],
)
def test_a_wrong_arrow_is_caught(source: str, module: str) -> None:
    assert list(offences(source, module))


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("from ..errors import SearchError\nimport requests, json", "ocm.http.client"),
        ("from ..search.areas import World", "ocm.match.filters"),
        ("from ..ocm.search.search import Search\nfrom qgis.core import QgsFeature", "layers.build"),
        ("from ..ocm.run import run_search\nfrom qgis.gui import QgsMapCanvas", "gui.dialog"),
        ("from .gui.dialog import Dialog", "plugin"),
    ],
)
def test_a_right_arrow_passes(source: str, module: str) -> None:
    assert list(offences(source, module)) == []


def test_open_charge_map_runs_without_qgis(root: Path) -> None:
    """Imports every pure module in a Python that refuses QGIS and Qt."""
    names = [f"{PACKAGE}.{name}" for _, name, _ in modules(root) if room_of(name) in PURE]
    program = f"""
import importlib, sys
for blocked in ("qgis", "PyQt5", "PyQt6", "processing"):
    sys.modules[blocked] = None
for name in {names!r}:
    importlib.import_module(name)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=root, check=False, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0, done.stderr
