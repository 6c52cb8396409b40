"""Print one table of the test results in folders that tools/suite wrote: a line per QGIS, the totals, what failed.

What failed comes last, by name and with its reason: of a long run often only the end is kept.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

KINDS = "unit qgis desktop"


def read(folder: Path) -> tuple[Counter, Counter, list[str]]:
    """Return the numbers of passed, skipped and failed tests in a folder, why tests were skipped, and what failed."""
    numbers, reasons, failures = Counter(), Counter(), []
    wanted = folder / "kinds.txt"
    for kind in (wanted.read_text() if wanted.is_file() else KINDS).split():
        report = folder / f"{kind}.xml"
        if not report.is_file():
            # The process ended without a word: a crash.
            numbers["failed"] += 1
            failures.append(f"{kind} tests: no results, the process ended early")
            continue
        for case in ElementTree.parse(report).iter("testcase"):
            skipped = case.find("skipped")
            failed = [found for found in (case.find("failure"), case.find("error")) if found is not None]
            if skipped is not None:
                numbers["skipped"] += 1
                reasons[skipped.get("message", "")] += 1
            elif failed:
                numbers["failed"] += 1
                reason = (failed[0].get("message") or "").strip().partition("\n")[0]
                failures.append(f"{case.get('classname')}.{case.get('name')}: {reason}")
            else:
                numbers["passed"] += 1
    return numbers, reasons, failures


def main(folders: list[str]) -> int:
    """Print the table; fail if a test failed or a folder holds no test."""
    print(f"{'QGIS':10} {'Python':8} {'Qt':8} {'passed':>7} {'skipped':>8} {'failed':>7}")
    totals, all_reasons, all_failures, complete = Counter(), Counter(), [], True
    for name in folders:
        folder = Path(name)
        numbers, reasons, failures = read(folder)
        versions = folder / "versions.txt"
        qgis, python, qt = (versions.read_text().split() if versions.is_file() else []) or (folder.name, "?", "?")
        print(f"{qgis:10} {python:8} {qt:8} {numbers['passed']:7} {numbers['skipped']:8} {numbers['failed']:7}")
        totals += numbers
        all_reasons += reasons
        all_failures += [f"failed on QGIS {qgis}: {failure}" for failure in failures]
        complete = complete and numbers["passed"] > 0
    for reason, count in sorted(all_reasons.items()):
        print(f"skipped {count}: {reason}")
    print(f"{totals['passed']} passed, {totals['failed']} failed, {totals['skipped']} skipped")
    for failure in all_failures:
        print(failure)
    return 0 if complete and not totals["failed"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
