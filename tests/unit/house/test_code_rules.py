"""Rules for shipped code that no linter knows: QGIS stays responsive, and the plugin repository accepts the package.

Each rule looks at the syntax tree, so that comments and strings may speak of what they forbid, and each is tried on an
example of what it forbids.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocm_plugin.ocm import errors
from tests.support.shipped import trees

COMPAT = Path("ocm_plugin/qgis_support/compat.py")
TRANSPORT = Path("ocm_plugin/qgis_support/transport.py")
THREADS = Path("ocm_plugin/qgis_support/threads.py")
# Blocking the GUI thread, or spinning its event loop below somebody's feet.
BLOCKING = {"QEventLoop", "processEvents", "setOverrideCursor", "sleep", "msleep", "usleep", "waitForFinished"}
VERSION_QUESTIONS = {"QGIS_VERSION_INT", "versionInt", "QT_VERSION", "QT_VERSION_STR", "PYQT_VERSION"}
WEAK_MODULES = {"random", "xml", "subprocess", "pickle", "marshal", "shelve", "telnetlib", "ftplib"}
WEAK_HASHES = {"md5", "sha1"}
REMOVED_IN_QT6 = {"exec_", "QRegExp", "QDesktopWidget", "QStringRef", "qApp"}
SECRET_NAME = re.compile(r"(pass(word|phrase|wd)?|pwd|token|secret)$", re.IGNORECASE)
SECRET_LINE = re.compile(r"\b\w*api_?key\w*[\"']?\s*(=|:|==)\s*[\"']", re.IGNORECASE)
SQL_TEXT = re.compile(r"\b(select\s.+\sfrom|insert\s+into|delete\s+from|update\s.+\sset)\s", re.IGNORECASE | re.DOTALL)


def words(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name and attribute in a tree, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute):
            yield node.attr, node.lineno
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from ((alias.name.split(".")[-1], node.lineno) for alias in node.names)


def blocking(tree: ast.AST) -> Iterator[int]:
    """Nothing spins an event loop, sleeps or shows an override cursor."""
    yield from (line for word, line in words(tree) if word in BLOCKING)


def version_switches(tree: ast.AST) -> Iterator[int]:
    """Nothing but compat asks for the version of QGIS or Qt."""
    yield from (line for word, line in words(tree) if word in VERSION_QUESTIONS)


def removed_in_qt6(tree: ast.AST) -> Iterator[int]:
    """Nothing uses what Qt 6 or PyQt6 removed."""
    yield from (line for word, line in words(tree) if word in REMOVED_IN_QT6)


def qaction_from_qtgui(tree: ast.AST) -> Iterator[int]:
    """QAction comes from QtWidgets, where both Qt 5 and QGIS' Qt 6 shim have it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "qgis.PyQt.QtGui":
            yield from (node.lineno for alias in node.names if alias.name in {"QAction", "QActionGroup", "QShortcut"})


def asserts(tree: ast.AST) -> Iterator[int]:
    """No assert: it vanishes under -O (B101)."""
    yield from (node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert))


def swallowed_errors(tree: ast.AST) -> Iterator[int]:
    """No error is dropped without a word (B110, B112)."""
    for node in ast.walk(tree):
        steps = node.body if isinstance(node, ast.ExceptHandler) else []
        if steps and all(isinstance(step, (ast.Pass, ast.Continue)) for step in steps):
            yield node.lineno


def weak_modules(tree: ast.AST) -> Iterator[int]:
    """No module that the plugin repository's scan refuses (B311, B403 to B408)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (node.lineno for alias in node.names if is_weak(alias.name))
        elif isinstance(node, ast.ImportFrom) and not node.level and is_weak(node.module or ""):
            yield node.lineno


def is_weak(module: str) -> bool:
    """Expat alone is allowed: `sources/elements.py` refuses what makes XML dangerous, and has the tests for it."""
    return module.split(".")[0] in WEAK_MODULES and module != "xml.parsers"


def weak_hashes(tree: ast.AST) -> Iterator[int]:
    """No md5 or sha1 (B324)."""
    yield from (line for word, line in words(tree) if word in WEAK_HASHES)


def named_secrets(tree: ast.AST) -> Iterator[int]:
    """No name of a secret is set to, defaults to or is compared with a literal, not even "" (B105 to B107)."""

    def is_secret(node: ast.AST) -> bool:
        name = getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "arg", None)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            name = node.value
        return isinstance(name, str) and bool(SECRET_NAME.search(name))

    def is_literal(node: ast.AST | None) -> bool:
        return isinstance(node, ast.Constant) and isinstance(node.value, str)

    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, ast.AnnAssign):
            pairs = [(node.target, node.value)]
        elif isinstance(node, ast.Compare):
            pairs = [(node.left, node.comparators[0])]
        elif isinstance(node, ast.keyword):
            pairs = [(node, node.value)]
        elif isinstance(node, ast.Dict):
            pairs = list(zip(node.keys, node.values))
        elif isinstance(node, ast.arguments):
            positional = [*node.posonlyargs, *node.args]
            pairs = list(zip(positional[len(positional) - len(node.defaults) :], node.defaults))
            pairs += list(zip(node.kwonlyargs, node.kw_defaults))
        else:
            continue
        yield from (name.lineno for name, value in pairs if name and is_secret(name) and is_literal(value))


def sql_by_formatting(tree: ast.AST) -> Iterator[int]:
    """No text that reads like SQL is put together by % or an f-string (B608)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mod, ast.Add)):
            parts = [side.value for side in (node.left, node.right) if isinstance(side, ast.Constant)]
        else:
            continue
        if SQL_TEXT.search(" ".join(part for part in parts if isinstance(part, str))):
            yield node.lineno


def formatted_translations(tree: ast.AST) -> Iterator[int]:
    """tr() takes a literal, which lupdate can find; it is formatted afterwards."""
    positions = {"tr": 0, "translate": 1}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            position = positions.get(getattr(node.func, "attr", getattr(node.func, "id", "")))
            texts = node.args[position : position + 1] if position is not None else []
            yield from (node.lineno for text in texts if isinstance(text, (ast.JoinedStr, ast.BinOp)))


def said_at_import(tree: ast.AST) -> Iterator[int]:
    """Nothing is said when a module is imported: the user's language is not known yet. `marked` marks texts there."""

    def visit(node: ast.AST, is_later: bool) -> Iterator[int]:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("tr", "language") and not is_later:
            yield node.lineno
        later = []
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            later = node.body
        elif isinstance(node, ast.Lambda):
            later = [node.body]
        for child in ast.iter_child_nodes(node):
            yield from visit(child, is_later or child in later)

    yield from visit(tree, False)


PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")


def unfilled_placeholders(tree: ast.AST) -> Iterator[int]:
    """tr() is given a value for each placeholder of its text, and nothing besides; n fills {n}."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "tr":
            continue
        texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        given = {keyword.arg for keyword in node.keywords}
        if not texts or None in given:
            continue
        wanted = {name for text in texts for name in PLACEHOLDER.findall(text)}
        if wanted - {"n"} != given - {"n"} or ("n" in wanted) > ("n" in given) or (len(texts) > 1) != ("n" in given):
            yield node.lineno


# By the place of the argument that users read.
SENTENCES = {
    **{name: 0 for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.OcmError)},
    "SearchError": 1,
    "SettingsError": 1,
    "Progress": 0,
}


def untranslated_sentences(tree: ast.AST) -> Iterator[int]:
    """What an error or a progress says to users goes through tr()."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            place = SENTENCES.get(getattr(node.func, "id", ""))
            told = node.args[place : place + 1] if place is not None else []
            yield from (each.lineno for each in told if isinstance(each, (ast.JoinedStr, ast.Constant, ast.BinOp)))


PARTS_OF_A_RESULT = {"search", "provenance", "reference", "licences"}


def parts_of_results(tree: ast.AST) -> Iterator[int]:
    """What takes the attribution of a result and another part of it takes the Result whole."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            taken = {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
            if "attribution" in taken and taken & PARTS_OF_A_RESULT:
                yield node.lineno


RULES = {
    blocking: "from qgis.PyQt.QtCore import QEventLoop",
    version_switches: "if Qgis.QGIS_VERSION_INT > 32200: f()",
    removed_in_qt6: "dialog.exec_()",
    qaction_from_qtgui: "from qgis.PyQt.QtGui import QAction",
    asserts: "assert x",
    parts_of_results: "def dress(layer, search, attribution): f()",
    swallowed_errors: "try:\n    f()\nexcept ValueError:\n    pass",
    weak_modules: "from xml.sax import saxutils",
    weak_hashes: "hashlib.md5(b'')",
    named_secrets: 'def f(password=""): return 1',
    sql_by_formatting: 'f"select a from {table} where x"',
    formatted_translations: 'self.tr(f"{n} stations")',
    said_at_import: 'class Row:\n    def text(self, title=tr("Row")): return title',
    unfilled_placeholders: 'tr("{names} and {last}", names=names)',
    untranslated_sentences: 'raise SearchError("polygon", f"{name} has no polygon.")',
}

WHERE: dict[object, tuple[str, ...]] = {
    unfilled_placeholders: tuple(f"ocm_plugin/{room}/" for room in ("ocm", "qgis_support", "gui", "processing")),
}
"""Rooms for which alone a rule holds: layers and shares fill some placeholders by expressions and markup."""

EXEMPT = {(version_switches, COMPAT), (blocking, TRANSPORT), (blocking, THREADS)}
"""Where versions are asked for, where an event loop is made, which nobody spins, and where workers rest."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_shipped_code_keeps_the_rule(rule) -> None:
    broken = [
        f"{name}:{line}"
        for name, tree in trees()
        if (rule, name) not in EXEMPT and str(name).startswith(WHERE.get(rule, ""))
        for line in rule(tree)
    ]
    assert broken == [], rule.__doc__


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_catches_its_example(rule) -> None:
    assert list(rule(ast.parse(RULES[rule])))


@pytest.mark.parametrize(
    "source", ['password = ""', 'self.token: str = "x"', 'if secret == "none": f()', 'f(password="")', '{"token": "x"}']
)
def test_every_shape_of_a_literal_secret_is_caught(source: str) -> None:
    assert list(named_secrets(ast.parse(source)))


def test_no_line_looks_like_an_api_key_to_detect_secrets(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}:{number}"
        for path in (root / "ocm_plugin").rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if SECRET_LINE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        'TITLE = tr("Title")',
        'TITLES = [tr("Title") for _ in range(2)]',
        'def f(title=tr("Title")): pass',
        'class Row:\n    title = tr("Title")',
        '@named(tr("Title"))\ndef f(): pass',
        "DATE = language().date(day)",
    ],
)
def test_every_shape_of_a_text_said_at_import_is_caught(source: str) -> None:
    assert list(said_at_import(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    ['def f(): return tr("Title")', 'SAY = lambda: tr("Title")', 'def f():\n    class Row:\n        a = tr("A")'],
)
def test_a_text_said_later_passes(source: str) -> None:
    assert not list(said_at_import(ast.parse(source)))


@pytest.mark.parametrize(
    ("source", "is_right"),
    [
        ('tr("{n} station", "{n} stations", n=2)', True),
        ('tr("One station of {name}", "{n} stations of {name}", n=2, name=x)', True),
        ('tr("with the number {numbers}", "with the numbers {numbers}", n=2, numbers=x)', True),
        ('tr("Title")', True),
        ("tr(text, n=2)", True),
        ('tr("{n} stations")', False),
        ('tr("{n} station", "{n} stations")', False),
        ('tr("Title", n=2)', False),
        ('tr("Title", name=x)', False),
    ],
)
def test_placeholders_and_values_are_compared(source: str, is_right: bool) -> None:
    assert bool(list(unfilled_placeholders(ast.parse(source)))) != is_right
