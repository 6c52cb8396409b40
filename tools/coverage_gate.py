"""The coverage gate: the unit tests take at least 95 % of the branches of ocm_plugin/ocm.

Reads the combined data of their processes (coverage combine, before).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOM = "ocm_plugin/ocm/"
BOUND = 95.0
"""Percent of its branches."""


def measured_files() -> dict[str, dict]:
    """Return coverage's summary of each file of the room, by path."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        subprocess.run(
            [sys.executable, "-m", "coverage", "json", "--quiet", "-o", str(report)], check=True, stdout=sys.stderr
        )
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    return {name: file["summary"] for name, file in files.items() if name.startswith(ROOM)}


def main() -> int:
    """Print the bound with what was measured; below it, fail and name the files that miss most."""
    files = measured_files()
    total = sum(summary["num_branches"] for summary in files.values())
    percentage = 100.0 * sum(summary["covered_branches"] for summary in files.values()) / max(total, 1)
    enough = percentage >= BOUND
    verdict = "ok" if enough else "TOO LOW"
    print(f"branches of {ROOM}: {percentage:.1f} % covered, at least {BOUND:.0f} % wanted: {verdict}")
    if not enough:
        for name, summary in sorted(files.items(), key=lambda item: -item[1]["missing_branches"])[:15]:
            print(f"  {name}: {summary['missing_branches']} of {summary['num_branches']} branches not taken")
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main())
