"""Print one table of the test results in folders that tools/suite wrote: a line per QGIS, the totals, what failed.

    tools/results.py FOLDER…
    tools/results.py --once-more REPORT     the tests of a report that may be tried once more, as pytest names them

What failed comes last, by name and with its reason, and with the stacks of a process that hung or crashed: of a long
run often only the end is kept. A test that failed and passed when it was tried once more counts as passed and is named:
it is a fault to be found, maybe one that shows on a busy machine only. When many fail, none is tried once more.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

KINDS = "unit qgis desktop"
ONCE_MORE = 3
"""So many failed tests of one kind are tried once more at most."""
STACK_LINES = 60
"""So many lines are shown of the stacks of a process that ended early."""


class Case(NamedTuple):
    """One test of a report."""

    module: str
    """Its module, "tests.unit.test_wording"."""
    function: str
    """Its function, with parameters."""
    outcome: str
    """"passed", "skipped" or "failed"."""
    reason: str

    @property
    def name(self) -> str:
        return f"{self.module}.{self.function}"

    @property
    def node_id(self) -> str:
        """As pytest names it."""
        return f"{self.module.replace('.', '/')}.py::{self.function}"


class Results(NamedTuple):
    """What happened in one QGIS."""

    numbers: Counter[str]
    """How many tests passed, were skipped, failed."""
    reasons: Counter[str]
    """Why tests were skipped."""
    failures: list[str]
    second_tries: list[str]
    """Tests that passed only when tried once more."""
    stacks: list[str]
    """Where processes were that hung or crashed."""


def cases(report: Path) -> Iterator[Case]:
    """The tests of a report in JUnit's form."""
    for case in ElementTree.parse(report).iter("testcase"):
        name = case.get("classname", ""), case.get("name", "")
        skipped = case.find("skipped")
        failed = [found for found in (case.find("failure"), case.find("error")) if found is not None]
        if skipped is not None:
            yield Case(*name, "skipped", skipped.get("message", ""))
        elif failed:
            yield Case(*name, "failed", (failed[0].get("message") or "").strip().partition("\n")[0])
        else:
            yield Case(*name, "passed", "")


def read(folder: Path) -> Results:
    """What happened, by the reports in a folder."""
    numbers: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    failures, second_tries, places = [], [], []
    wanted = folder / "kinds.txt"
    for kind in (wanted.read_text() if wanted.is_file() else KINDS).split():
        report, again = folder / f"{kind}.xml", folder / f"{kind}-again.xml"
        if not report.is_file():
            # The process ended without a word: a crash.
            numbers["failed"] += 1
            failures.append(f"{kind} tests: no results, the process ended early")
            places += stacks(folder, kind)
            continue
        mended = {case.name for case in cases(again) if case.outcome == "passed"} if again.is_file() else set()
        for case in cases(report):
            is_mended = case.outcome == "failed" and case.name in mended
            numbers["passed" if is_mended else case.outcome] += 1
            if is_mended:
                second_tries.append(f"{case.name}: {case.reason}")
            elif case.outcome == "failed":
                failures.append(f"{case.name}: {case.reason}")
            elif case.outcome == "skipped":
                reasons[case.reason] += 1
        if any("crashed" in line for line in failures + second_tries):
            places += stacks(folder, kind)
    return Results(numbers, reasons, failures, second_tries, places)


def stacks(folder: Path, kind: str) -> list[str]:
    """Where the first process of a kind was that hung or crashed, as Python's fault handler has written it."""
    said = folder / f"{kind}.stderr"
    text = said.read_text(errors="replace") if said.is_file() else ""
    found = re.search(r"^(Timeout \(|Fatal Python error)", text, re.MULTILINE)
    return text[found.start() :].splitlines()[:STACK_LINES] if found else []


def once_more(report: Path) -> list[str]:
    """The failed tests of a report, if they are so few that chance may have had a part."""
    failed = [case.node_id for case in cases(report) if case.outcome == "failed"] if report.is_file() else []
    return failed if len(failed) <= ONCE_MORE else []


def main(folders: list[str]) -> int:
    """Print the table; fail if a test failed or a folder holds no test."""
    print(f"{'QGIS':10} {'Python':8} {'Qt':8} {'passed':>7} {'skipped':>8} {'failed':>7}")
    totals: Counter[str] = Counter()
    all_reasons: Counter[str] = Counter()
    last, complete = [], True
    for name in folders:
        folder = Path(name)
        numbers, reasons, failures, second_tries, places = read(folder)
        versions = folder / "versions.txt"
        qgis, python, qt = (versions.read_text().split() if versions.is_file() else []) or (folder.name, "?", "?")
        print(f"{qgis:10} {python:8} {qt:8} {numbers['passed']:7} {numbers['skipped']:8} {numbers['failed']:7}")
        totals += numbers
        all_reasons += reasons
        last += [f"passed at the second try only, on QGIS {qgis}: {test}" for test in second_tries]
        last += [*(f"failed on QGIS {qgis}: {failure}" for failure in failures), *places]
        complete = complete and numbers["passed"] > 0
    for reason, count in sorted(all_reasons.items()):
        print(f"skipped {count}: {reason}")
    print(f"{totals['passed']} passed, {totals['failed']} failed, {totals['skipped']} skipped")
    for line in last:
        print(line)
    return 0 if complete and not totals["failed"] else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once-more"]:
        print("".join(f"{name}\n" for name in once_more(Path(sys.argv[2]))), end="")
    else:
        sys.exit(main(sys.argv[1:]))
