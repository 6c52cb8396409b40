"""A PostgreSQL server with PostGIS for tests: a cluster of its own in a temporary folder, ended and removed afterwards.

It listens on loopback only, on a free port, and asks for passwords, which are made up anew for each server. PostgreSQL
that may run on this machine already is neither used nor touched.
"""

from __future__ import annotations

import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

INSTALLED = Path("/usr/lib/postgresql")
UNPRIVILEGED = "nobody"
"""Who runs the server when the tests are run by root, whom PostgreSQL refuses."""
DATABASE = "charging"
SUPERUSER = "postgres"
OWNER = "ocm_owner"
"""May make schemas and tables."""
READER = "ocm_reader"
"""May read what the owner makes, and nothing else."""
START_S = 60.0
ATTEMPTS = 3

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    # What is lost when the machine goes down is a test's; not what is lost when the server is killed.
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "40",
    "log_min_messages": "fatal",
}


class CannotServe(Exception):
    """There is no PostgreSQL with PostGIS on this machine, or it does not start. Says why."""


def programs() -> Path:
    """The folder with the programs of the newest version that has PostGIS."""
    found = []
    for folder in INSTALLED.glob("*/bin/postgres"):
        version = folder.parent.parent.name
        extension = Path("/usr/share/postgresql", version, "extension/postgis.control")
        if re.fullmatch(r"\d+", version) and extension.exists():
            found.append((int(version), folder.parent))
    if not found:
        raise CannotServe("There is no PostgreSQL with PostGIS here; tools/setup --with-postgis installs it.")
    return max(found)[1]


class PostgresServer:
    """A running server. Use `postgres_server`."""

    host = "127.0.0.1"
    database = DATABASE

    def __init__(self, folder: Path) -> None:
        self._programs = programs()
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._setpriv = ["setpriv"]
        self._environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        if os.geteuid() == 0:
            user = pwd.getpwnam(UNPRIVILEGED)
            os.chown(folder, user.pw_uid, user.pw_gid)
            self._setpriv += [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        self.passwords = {role: secrets.token_hex(12) for role in (SUPERUSER, OWNER, READER)}
        self.port = 0
        self._kept: Any = None

    def create(self) -> None:
        """Make the cluster, start it, and make database and roles."""
        password_file = self._folder / "password"
        password_file.write_text(self.passwords[SUPERUSER])
        password_file.chmod(0o644)  # in a folder that is the server's alone
        command = [*self._setpriv, str(self._programs / "initdb"), "--no-sync", "--auth=scram-sha-256"]
        command += [f"--username={SUPERUSER}", f"--pwfile={password_file}", "--encoding=UTF8", "--locale=C.UTF-8"]
        done = subprocess.run(
            [*command, str(self._data)], env=self._environment, cwd="/", capture_output=True, text=True, check=False
        )
        password_file.unlink()
        if done.returncode:
            raise CannotServe(f"initdb failed: {done.stderr}")
        self.start()
        self.run(f"CREATE ROLE {OWNER} LOGIN PASSWORD '{self.passwords[OWNER]}'", database="postgres")
        self.run(f"CREATE ROLE {READER} LOGIN PASSWORD '{self.passwords[READER]}'", database="postgres")
        self.run(f"CREATE DATABASE {DATABASE} OWNER {OWNER}", database="postgres")
        self.run("CREATE EXTENSION postgis")
        # Whatever the owner makes may be read.
        self.run(f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE ON SCHEMAS TO {READER}")
        self.run(f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT ON TABLES TO {READER}")

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def start(self) -> None:
        """Start it, on the port that it had before."""
        for attempt in range(ATTEMPTS):
            port = self.port or _free_port()
            settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
            # The server ends with the tests, however these end.
            command = [*self._setpriv, "--pdeathsig=INT", str(self._programs / "postgres"), "-D", str(self._data)]
            with open(self._folder / "log", "ab") as log:
                self._process = subprocess.Popen(
                    [*command, "-p", str(port), *settings], env=self._environment, cwd="/", stdout=log, stderr=log
                )
            if self._answers(port):
                self.port = port
                return
            self.stop()
            if attempt + 1 == ATTEMPTS:
                break
        raise CannotServe(f"PostgreSQL did not start: {(self._folder / 'log').read_text(errors='replace')[-2000:]}")

    def _answers(self, port: int) -> bool:
        end = time.monotonic() + START_S
        while time.monotonic() < end and self._process is not None and self._process.poll() is None:
            with suppress(Exception):
                self._connect(SUPERUSER, "postgres", port).close()
                return True
            time.sleep(0.05)
        return False

    def stop(self, with_signal: signal.Signals = signal.SIGINT) -> None:
        """End it at once: with SIGINT in good order, with SIGQUIT without saving, with SIGKILL it breaks down."""
        process, self._process = self._process, None
        if self._kept is not None:
            self._kept.close()
            self._kept = None
        if process is None:
            return
        process.send_signal(with_signal)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def restart(self, with_signal: signal.Signals = signal.SIGINT) -> None:
        """End it, and start it again on the same port."""
        self.stop(with_signal)
        if with_signal == signal.SIGKILL:
            # Its parts end by themselves when they notice; until then the memory that they share is taken.
            time.sleep(0.5)
        self.start()

    def connect(self, role: str = OWNER, database: str = DATABASE) -> Any:
        """A connection in which each statement is committed by itself."""
        return self._connect(role, database, self.port)

    def _connect(self, role: str, database: str, port: int) -> Any:
        import psycopg2

        connection = psycopg2.connect(self.info(role, database, port))
        connection.autocommit = True
        return connection

    def info(self, role: str = OWNER, database: str = DATABASE, port: int = 0) -> str:
        """How to connect, as libpq takes it."""
        place = f"host='{self.host}' port='{port or self.port}' dbname='{database}'"
        return f"{place} user='{role}' password='{self.passwords[role]}'"

    def run(
        self, statement: str, *values: Any, role: str = SUPERUSER, database: str = DATABASE
    ) -> list[tuple[Any, ...]]:
        """Execute one statement; its rows, if it has any."""
        with self.session(role, database) as connection, connection.cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def session(self, role: str, database: str = DATABASE) -> Iterator[Any]:
        """A connection for one statement. That of the superuser to the tests' database is kept for the next one."""
        if (role, database) != (SUPERUSER, DATABASE):
            with closing(self._connect(role, database, self.port)) as connection:
                yield connection
            return
        if self._kept is None:
            self._kept = self._connect(role, database, self.port)
        yield self._kept

    def cut_connections(self, role: str = OWNER) -> int:
        """End all connections of a role, whatever they do; how many there were."""
        return len(self.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", role))

    @property
    def pid(self) -> int:
        """The number of the server's process."""
        assert self._process is not None
        return self._process.pid


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A server that is gone afterwards with all that it has. Raises CannotServe."""
    programs()
    folder = Path(tempfile.mkdtemp(prefix="ocm-postgres-"))
    try:
        server = PostgresServer(folder)
        try:
            server.create()
            yield server
        finally:
            server.stop(signal.SIGQUIT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
