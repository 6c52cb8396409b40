"""Programs that die while they write into a database."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.support.places import ROOT


def killed_writer(path: Path, mode: str) -> None:
    """Let a program die in the middle of a transaction on a database, with its side files left beside it."""
    program = (
        "import os, sqlite3, sys\n"
        "file = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "file.execute('PRAGMA journal_mode = ' + sys.argv[2])\n"
        "file.execute('PRAGMA cache_size = 1')\n"
        "file.execute('CREATE TABLE IF NOT EXISTS filling (text)')\n"
        "file.execute('BEGIN')\n"
        "file.executemany('INSERT INTO filling VALUES (?)', [('x' * 2000,)] * 500)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(path), mode], check=False)


def killed_at(program: str, path: Path, seconds: float, lines: Sequence[str] = ("ready",)) -> None:
    """Let a program work on a file, and kill it so many seconds after it has printed these lines."""
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        for line in lines:
            assert process.stdout.readline() == f"{line}\n"
        time.sleep(seconds)
        process.kill()
