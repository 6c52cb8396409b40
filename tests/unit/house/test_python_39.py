"""QGIS 3.22 to 3.34 on Windows bring Python 3.9; the suite itself runs on newer ones and would not notice."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.support.shipped import shipped_files, trees

OLDEST = (3, 9)

# What 3.10 to 3.13 added to modules that a plugin may well use.
NEWER_MEMBERS = {
    "contextlib": {"aclosing", "chdir"},
    "dataclasses": {"KW_ONLY"},
    "datetime": {"UTC"},
    "enum": {"StrEnum", "EnumCheck", "ReprEnum", "member", "nonmember", "verify", "property"},
    "hashlib": {"file_digest"},
    "inspect": {"get_annotations", "getmembers_static"},
    "itertools": {"batched", "pairwise"},
    "logging": {"getHandlerByName", "getLevelNamesMapping"},
    "math": {"cbrt", "exp2", "fma", "sumprod"},
    "operator": {"call", "is_none"},
    "re": {"NOFLAG", "PatternError"},
    "sys": {"exception", "orig_argv", "stdlib_module_names"},
    "types": {"EllipsisType", "NoneType", "NotImplementedType", "UnionType"},
    "typing": {
        *("Concatenate", "LiteralString", "Never", "NotRequired", "ParamSpec", "ReadOnly", "Required", "Self"),
        *("TypeAlias", "TypeGuard", "TypeIs", "TypeVarTuple", "Unpack", "assert_never", "assert_type", "override"),
    },
    "tomllib": {"load", "loads"},
}
NEWER_BUILTINS = {"ExceptionGroup", "BaseExceptionGroup", "EncodingWarning", "aiter", "anext"}
NEWER_METHODS = {"add_note", "bit_count", "hardlink_to", "is_junction"}
NEWER_ARGUMENTS = {
    "zip": {"strict"},
    "map": {"strict"},
    "dataclass": {"slots", "kw_only", "weakref_slot"},
    **{name: {"key"} for name in ("bisect", "bisect_left", "bisect_right", "insort", "insort_left", "insort_right")},
    "rglob": {"case_sensitive"},
    "glob": {"case_sensitive", "root_dir"},
    "relative_to": {"walk_up"},
    "TemporaryDirectory": {"ignore_cleanup_errors", "delete"},
    "NamedTemporaryFile": {"delete_on_close"},
    "Thread": {"context"},
}
TYPES = {"int", "float", "str", "bytes", "bool", "list", "tuple", "dict", "set", "frozenset", "object", "type"}


def newer_names(tree: ast.AST) -> Iterator[int]:
    """No name that the standard library of Python 3.9 lacks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level:
            newer = NEWER_MEMBERS.get(node.module or "", set())
            yield from (node.lineno for alias in node.names if alias.name in newer)
        elif isinstance(node, ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else ""
            if node.attr in NEWER_METHODS or node.attr in NEWER_MEMBERS.get(owner, set()):
                yield node.lineno
        elif isinstance(node, ast.Name) and node.id in NEWER_BUILTINS:
            yield node.lineno


def newer_arguments(tree: ast.AST) -> Iterator[int]:
    """No argument that functions of Python 3.9 do not take."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            newer = NEWER_ARGUMENTS.get(getattr(node.func, "attr", getattr(node.func, "id", "")), set())
            yield from (node.lineno for argument in node.keywords if argument.arg in newer)


def unions_at_run_time(tree: ast.AST) -> Iterator[int]:
    """No `X | Y` of types but in annotations, which `from __future__ import annotations` leaves alone."""
    is_future = any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in ast.walk(tree))
    annotations = {
        id(inside)
        for node in ast.walk(tree)
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if is_future and isinstance(annotation, ast.AST)
        for inside in ast.walk(annotation)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr) and id(node) not in annotations:
            yield from (node.lineno for side in (node.left, node.right) if _is_type(side))


def _is_type(node: ast.AST) -> bool:
    if isinstance(node, ast.Subscript):
        node = node.value
    return (isinstance(node, ast.Constant) and node.value is None) or (isinstance(node, ast.Name) and node.id in TYPES)


RULES = {
    newer_names: (
        "from datetime import UTC",
        "class Kind(enum.StrEnum): x = 1",
        "f(7 .bit_count())",
        "raise ExceptionGroup",
    ),
    newer_arguments: ("zip(a, b, strict=True)", "@dataclasses.dataclass(frozen=True, slots=True)\nclass A: x: int"),
    unions_at_run_time: (
        "Number = int | float",
        "isinstance(x, int | str)",
        "def f(x: int | None): return x",
        "from __future__ import annotations\nMaybe = dict[str, int] | None",
    ),
}


def test_shipped_code_has_the_grammar_of_the_oldest_python() -> None:
    for path in shipped_files():
        ast.parse(path.read_text(encoding="utf-8"), str(path), feature_version=OLDEST)


def test_newer_grammar_is_caught() -> None:
    with pytest.raises(SyntaxError):
        ast.parse("match x:\n    case 1: f()", feature_version=OLDEST)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_shipped_code_runs_on_the_oldest_python(rule) -> None:
    assert [f"{path}:{line}" for path, tree in trees() for line in rule(tree)] == []


@pytest.mark.parametrize(("rule", "example"), [(rule, example) for rule in RULES for example in RULES[rule]])
def test_the_rule_catches_its_examples(rule, example: str) -> None:
    assert list(rule(ast.parse(example)))


def test_names_of_qt_may_be_the_same() -> None:
    assert list(newer_names(ast.parse("moment.setTimeSpec(Qt.TimeSpec.UTC)"))) == []


def test_annotations_and_flags_may_use_the_bar() -> None:
    source = "from __future__ import annotations\ndef f(x: int | None) -> str | None: return Qt.A | Qt.B"
    assert list(unions_at_run_time(ast.parse(source))) == []
