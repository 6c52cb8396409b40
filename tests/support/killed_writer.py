"""A program that dies while it writes into a database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


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
