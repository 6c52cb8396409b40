"""The table at the end of a test run says what failed, and a run is green only if all passed."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Say = Callable[..., None]


@pytest.fixture
def results(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("results", root / "tools" / "results.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def report(tmp_path: Path) -> Say:
    (tmp_path / "kinds.txt").write_text("qgis")
    (tmp_path / "versions.txt").write_text("3.22.16 3.11.2 5.15.8")

    def write(name: str, passed: int = 0, failed: tuple[str, ...] = (), message: str = "assert 1 == 2") -> None:
        numbers = [f'<testcase classname="tests.qgis" name="test_{n}"/>' for n in range(passed)]
        failures = [
            f'<testcase classname="tests.qgis" name="{test}"><failure message="{message}"/></testcase>'
            for test in failed
        ]
        (tmp_path / name).write_text(f"<testsuite>{''.join(numbers + failures)}</testsuite>")

    return write


def test_a_run_in_which_all_passed_is_green(results, report, tmp_path, capsys):
    report("qgis.xml", passed=5)
    assert results.main([str(tmp_path)]) == 0
    assert "5 passed, 0 failed, 0 skipped" in capsys.readouterr().out


def test_what_failed_is_named_with_its_reason(results, report, tmp_path, capsys):
    report("qgis.xml", passed=5, failed=("test_legend",))
    assert results.main([str(tmp_path)]) == 1
    assert "failed on QGIS 3.22.16: tests.qgis.test_legend: assert 1 == 2" in capsys.readouterr().out


def test_what_passed_when_tried_once_more_is_named_and_counts_as_passed(results, report, tmp_path, capsys):
    report("qgis.xml", passed=5, failed=("test_legend",))
    (tmp_path / "qgis-again.xml").write_text(
        '<testsuite><testcase classname="tests.qgis" name="test_legend"/></testsuite>'
    )
    assert results.main([str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "6 passed, 0 failed, 0 skipped" in said
    assert "passed at the second try only, on QGIS 3.22.16: tests.qgis.test_legend: assert 1 == 2" in said


def test_what_failed_twice_has_failed(results, report, tmp_path, capsys):
    report("qgis.xml", passed=5, failed=("test_legend",))
    report("qgis-again.xml", failed=("test_legend",))
    assert results.main([str(tmp_path)]) == 1
    assert "5 passed, 1 failed" in capsys.readouterr().out


def test_few_failed_tests_are_tried_once_more_and_many_are_not(results, report, tmp_path):
    report("few.xml", passed=2, failed=("test_legend[a]", "test_map"))
    assert results.once_more(tmp_path / "few.xml") == ["tests/qgis.py::test_legend[a]", "tests/qgis.py::test_map"]
    report("many.xml", failed=tuple(f"test_{n}" for n in range(4)))
    assert results.once_more(tmp_path / "many.xml") == []
    assert results.once_more(tmp_path / "missing.xml") == []


def test_a_process_that_hung_is_named_with_the_place_where_it_was(results, report, tmp_path, capsys):
    (tmp_path / "qgis.stderr").write_text(
        'a warning\nTimeout (0:04:40)!\nThread 0x1 (most recent call first):\n  File "x.py", line 5 in test_legend\n'
    )
    assert results.main([str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "no results, the process ended early" in said and "line 5 in test_legend" in said


def test_a_folder_without_results_is_not_green(results, tmp_path):
    assert results.main([str(tmp_path)]) == 1
