"""Finds every Qt name that the package uses, and says what is wrong with it under PyQt6.

Qt reaches the package through ``from qgis.PyQt.QtX import Name``; attribute chains that start at such a name
(``Qt.ItemDataRole.UserRole``) are followed in PyQt6 itself. Members of objects (``dialog.exec()``) have no known class
here, so their names are compared with what PyQt5 has and PyQt6 has not.
"""

from __future__ import annotations

import ast
import enum
import importlib
import inspect
import subprocess
from collections.abc import Iterator
from types import ModuleType

# What QGIS' own layer over PyQt6 keeps where PyQt5 had it.
SHIMS = {
    ("QtWidgets", "QAction"): "QtGui",
    ("QtWidgets", "QActionGroup"): "QtGui",
    ("QtWidgets", "QShortcut"): "QtGui",
}
# Names of qgis.PyQt that are not PyQt's.
OF_QGIS = {"NULL", "sip", "uic"}
QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtSvg", "QtXml", "QtPrintSupport", "QtTest")

# Run by the system's Python, where QGIS and its PyQt5 live: all names of members of PyQt5's classes, and those that
# QGIS' classes have of their own.
MEMBERS = """
import importlib, inspect
for module in {modules!r}:
    try:
        content = importlib.import_module(module)
    except ImportError:
        continue
    for name, item in vars(content).items():
        print(module, name)
        if inspect.isclass(item):
            for member in vars(item):
                print(module, member)
"""
QGIS_MODULES = ("qgis._core", "qgis._gui", "qgis._analysis")


def pyqt6(module: str) -> ModuleType:
    """A module of PyQt6 by its name (QtCore)."""
    return importlib.import_module(f"PyQt6.{module}")


def pyqt6_members() -> tuple[set[str], set[str]]:
    """All names of PyQt6's classes and of their members, and all members of enums."""
    names: set[str] = set()
    enum_members: set[str] = set()
    for module in QT_MODULES:
        for name, item in vars(pyqt6(module)).items():
            names.add(name)
            if inspect.isclass(item):
                names.update(vars(item))
                for inner in vars(item).values():
                    if inspect.isclass(inner) and issubclass(inner, enum.Enum):
                        enum_members.update(inner.__members__)
    return names, enum_members


def removed_members() -> set[str]:
    """Names that some class of PyQt5 has and no class of PyQt6 (enum members, which need their scope, left out).

    A name that a class of QGIS has too is left out: whose it is cannot be seen from the name.
    """
    program = MEMBERS.format(modules=(*(f"PyQt5.{module}" for module in QT_MODULES), *QGIS_MODULES))
    printed = subprocess.run(
        ["/usr/bin/python3", "-W", "ignore", "-c", program], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    found = [line.split() for line in printed.splitlines()]
    of_qt = {name for module, name in found if module.startswith("PyQt5") and not name.startswith("__")}
    of_qgis = {name for module, name in found if module in QGIS_MODULES}
    names, enum_members = pyqt6_members()
    # QGIS' classes have exec_ from PyQt5, and lose it with it.
    return (of_qt - of_qgis - names - enum_members) | {"exec_"}


def scoped_name(holder: type, member: str) -> str:
    """Class.Enum.MEMBER for a member written without its enum; empty if no enum of the class has it."""
    for name, inner in inspect.getmembers(holder, inspect.isclass):
        if issubclass(inner, enum.Enum) and member in inner.__members__:
            return f"{holder.__name__}.{name}.{member}"
    return ""


class QtUse(ast.NodeVisitor):
    """Collects what is wrong with the Qt names of one module."""

    def __init__(self, removed: set[str], enum_members: set[str], own_names: set[str]) -> None:
        self.offences: list[tuple[int, str]] = []
        self._removed = removed - own_names
        self._enum_members = enum_members - own_names
        self._known: dict[str, object] = {}
        self._foreign: set[str] = set()

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            if alias.name.split(".")[0] in {"PyQt5", "PyQt6"}:
                self._offend(node, f"{alias.name}: import Qt through qgis.PyQt")
            self._foreign.add((alias.asname or alias.name).split(".")[0])

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        if module.split(".")[0] in {"PyQt5", "PyQt6"}:
            self._offend(node, f"{module}: import Qt through qgis.PyQt")
        for alias in node.names:
            name = alias.asname or alias.name
            if module == "qgis.PyQt" and alias.name not in OF_QGIS:
                self._known[name] = pyqt6(alias.name)
            elif module.startswith("qgis.PyQt.") and alias.name not in OF_QGIS:
                self._import(node, module.split(".")[2], alias.name, name)
            else:
                self._foreign.add(name)

    def _import(self, node: ast.AST, module: str, name: str, known_as: str) -> None:
        if module in OF_QGIS:
            self._foreign.add(known_as)
            return
        home = pyqt6(SHIMS.get((module, name), module))
        if hasattr(home, name):
            self._known[known_as] = getattr(home, name)
        else:
            self._offend(node, f"{module}.{name} does not exist in PyQt6")

    def visit_Attribute(self, node: ast.Attribute) -> None:
        parts, root = [], node
        while isinstance(root, ast.Attribute):
            parts.insert(0, root.attr)
            root = root.value
        if isinstance(root, ast.Name) and root.id in self._known:
            self._follow(node, root.id, parts)
            return
        if not (isinstance(root, ast.Name) and root.id in self._foreign):
            for part in parts:
                if part in self._removed:
                    self._offend(node, f".{part} was removed in Qt 6")
            if len(parts) == 1 and parts[0] in self._enum_members and parts[0][0].isupper() and self._is_object(root):
                self._offend(node, f".{parts[0]} is the member of an enum: write it with its class and enum")
        self.visit(root)

    @staticmethod
    def _is_object(root: ast.AST) -> bool:
        """Whether an expression is an object rather than a class, going by its name."""
        return not isinstance(root, ast.Name) or root.id[0].islower()

    def _follow(self, node: ast.Attribute, name: str, parts: list[str]) -> None:
        value = self._known[name]
        written = name
        for part in parts:
            written += f".{part}"
            if not (inspect.isclass(value) or inspect.ismodule(value)):
                return
            if not hasattr(value, part):
                scoped = scoped_name(value, part) if inspect.isclass(value) else ""
                self._offend(node, f"{written}: " + (f"write {scoped}" if scoped else "does not exist in PyQt6"))
                return
            value = getattr(value, part)

    def _offend(self, node: ast.AST, text: str) -> None:
        self.offences.append((node.lineno, text))


def own_names(trees: list[ast.AST]) -> set[str]:
    """Names that the package itself gives to functions, classes, attributes and arguments."""

    def names(node: ast.AST) -> Iterator[str]:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr

    return {name for tree in trees for node in ast.walk(tree) for name in names(node)}
