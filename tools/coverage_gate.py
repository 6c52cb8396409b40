"""The coverage gate: at least 95 % of the branches of ocm_plugin/ocm, at least 85 % of those of the whole package.

Reads the combined data of all test processes, the real application's included (coverage combine, before).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = "ocm_plugin/"
BOUNDS = {"ocm_plugin/ocm/": 95.0, PACKAGE: 85.0}


def measured_files() -> dict[str, dict]:
    """Return coverage's summary of each file of the package, by path."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        subprocess.run(
            [sys.executable, "-m", "coverage", "json", "--quiet", "-o", str(report)], check=True, stdout=sys.stderr
        )
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    return {name: file["summary"] for name, file in files.items() if name.startswith(PACKAGE)}


def branch_percentage(summaries: list[dict]) -> float:
    """Return the percentage of branches taken; code without branches counts as fully covered."""
    total = sum(summary["num_branches"] for summary in summaries)
    covered = sum(summary["covered_branches"] for summary in summaries)
    return 100.0 * covered / total if total else 100.0


def main() -> int:
    """Print each bound with what was measured, and the files that miss most; fail below a bound."""
    files = measured_files()
    below = False
    for folder, bound in BOUNDS.items():
        percentage = branch_percentage([summary for name, summary in files.items() if name.startswith(folder)])
        verdict = "ok" if percentage >= bound else "TOO LOW"
        below = below or percentage < bound
        print(f"branches of {folder}: {percentage:.1f} % covered, at least {bound:.0f} % wanted: {verdict}")
    if below:
        worst = sorted(files.items(), key=lambda item: -item[1]["missing_branches"])[:15]
        for name, summary in worst:
            if summary["missing_branches"]:
                print(f"  {name}: {summary['missing_branches']} of {summary['num_branches']} branches not taken")
    return 1 if below or not files else 0


if __name__ == "__main__":
    sys.exit(main())
