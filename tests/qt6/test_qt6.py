"""The package is ready for Qt 6: names and enums resolve in PyQt6 itself, and PyQt6 loads every form.

Run in an environment with PyQt6 and without PyQt5 (tools/test does it).
"""

from __future__ import annotations

import ast
import os
import sys
import types
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.places import ROOT

pytest.importorskip("PyQt6", reason="needs the environment .venv-qt6")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PyQt6 import QtWidgets, uic

from tests.qt6.qt_names import QtUse, own_names, pyqt6_members, removed_members

COMPAT = ROOT / "ocm_plugin" / "qgis_support" / "compat.py"
SOURCES = [ROOT / "__init__.py", *sorted((ROOT / "ocm_plugin").rglob("*.py"))]
FORMS = sorted((ROOT / "ui").rglob("*.ui"))


@pytest.fixture(scope="module")
def qt_difference() -> tuple[set[str], set[str]]:
    """Members removed since PyQt5, and members of PyQt6's enums."""
    return removed_members(), pyqt6_members()[1]


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.AST]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def offences(tree: ast.AST, difference: tuple[set[str], set[str]], own: set[str]) -> list[tuple[int, str]]:
    use = QtUse(*difference, own)
    use.visit(tree)
    return use.offences


def test_every_qt_name_of_the_package_exists_in_pyqt6(trees, qt_difference) -> None:
    own = own_names(list(trees.values()))
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path, tree in trees.items()
        for line, text in offences(tree, qt_difference, own)
        # The one module of version switches names what older Qt had, for older Qt.
        if path != COMPAT
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "from qgis.PyQt.QtCore import Qt\nQt.UserRole",
        "from qgis.PyQt.QtWidgets import QDialogButtonBox\nQDialogButtonBox.Ok",
        "from qgis.PyQt.QtCore import QRegExp",
        "from qgis.PyQt.QtWidgets import QDesktopWidget",
        "from qgis.PyQt.QtGui import QPalette\nQPalette.Foreground",
        "from qgis.PyQt import QtCore\nQtCore.Qt.AlignLeft",
        "from PyQt5.QtCore import Qt",
        "def f(dialog): dialog.exec_()",
        "def f(moment): return moment.toTime_t()",
        "def f(dialog): return dialog.result() == dialog.Accepted",
    ],
)
def test_what_qt6_lacks_is_caught(source: str, qt_difference) -> None:
    assert offences(ast.parse(source), qt_difference, set())


@pytest.mark.parametrize(
    "source",
    [
        "from qgis.PyQt.QtCore import Qt\nx = Qt.ItemDataRole.UserRole",
        "from qgis.PyQt.QtWidgets import QAction, QDialog, QDialogButtonBox as Box\nBox.StandardButton.Ok",
        "from qgis.core import Qgis\nQgis.MessageLevel.Success",
        "def f(dialog): dialog.exec()",
    ],
)
def test_what_qt6_has_passes(source: str, qt_difference) -> None:
    assert offences(ast.parse(source), qt_difference, set()) == []


@pytest.fixture(scope="module")
def application() -> QtWidgets.QApplication:
    return QtWidgets.QApplication.instance() or QtWidgets.QApplication([])


def stand_in(name: str, base: type) -> type:
    """A widget that takes the place of one of QGIS': it accepts every setter that a form may use."""

    def any_setter(self: object, attribute: str) -> object:
        if attribute.startswith("set"):
            return lambda *values: None
        raise AttributeError(attribute)

    return type(name, (base,), {"__getattr__": any_setter})


def stand_in_modules(form: Path) -> dict[str, types.ModuleType]:
    """Modules with stand-ins for every custom widget of a form, by the name under which uic imports them."""
    modules: dict[str, types.ModuleType] = {}
    for widget in ElementTree.parse(form).iter("customwidget"):
        header = widget.findtext("header", "").strip()
        name = (header[:-2] if header.endswith(".h") else header).replace("/", ".")
        base = getattr(QtWidgets, widget.findtext("extends", "QWidget"), QtWidgets.QWidget)
        for depth in range(1, name.count(".") + 2):
            part = ".".join(name.split(".")[:depth])
            modules.setdefault(part, types.ModuleType(part))
        setattr(modules[name], widget.findtext("class"), stand_in(widget.findtext("class"), base))
    return modules


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_pyqt6_loads_the_form(form: Path, application, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, module in stand_in_modules(form).items():
        monkeypatch.setitem(sys.modules, name, module)
    widget = uic.loadUi(str(form))
    named = {node.get("name") for node in ElementTree.parse(form).iter("widget")} - {widget.objectName()}
    assert named
    for name in named:
        assert hasattr(widget, name), name


def test_there_are_forms() -> None:
    assert FORMS
