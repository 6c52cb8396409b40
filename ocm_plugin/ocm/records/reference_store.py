"""Reference data kept in the user's profile: fresh for a week, and better old than none when the network fails."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Callable

from ..errors import FileWriteError, OcmError, RequestError
from ..files import written_whole
from ..json_values import time
from ..translation import tr
from .built_in_reference import BUILT_IN
from .reference import CACHE, STALE, ReferenceData

FRESH_FOR = timedelta(days=7)
VERSION = 1
"""Version of the stored form; a file of any other is fetched again."""


class ReferenceStore:
    """The reference data of one server. Made where it is needed; several may share a folder, also across processes."""

    def __init__(self, folder: Path, base_url: str) -> None:
        self.base_url = base_url
        self.path = folder / f"reference-{slug(base_url)}.json"
        self.problem: str | None = None
        """After `get`: one sentence when something went wrong that the user may want to know."""

    def get(self, fetch: Callable[[], Any] | None, now: datetime) -> ReferenceData:
        """The best reference data there is: fresh from the store, fetched, stale, or built in; see its `origin`.

        `fetch` returns the decoded answer of `/referencedata`; None forbids the network. `now`: UTC. A failing request
        is no error here, since the ids alone make good stations; a cancellation passes through.
        """
        self.problem = None
        stored = self.load()
        if stored and stored.fetched and timedelta(0) <= now - stored.fetched < FRESH_FOR:
            return stored
        if fetch is not None:
            try:
                fetched = ReferenceData.from_json(fetch(), now)
            except RequestError as error:
                self.problem = error.sentence
            else:
                self.save(fetched)
                return fetched
        return replace(stored, origin=STALE) if stored else BUILT_IN

    def state(self) -> tuple[str, int]:
        """What differs when another file is stored: its path, and when it was written (0: never)."""
        try:
            return str(self.path), self.path.stat().st_mtime_ns
        except OSError:
            return str(self.path), 0

    def load(self) -> ReferenceData | None:
        """What is stored, however old; None when nothing is. A damaged file is set aside beside itself."""
        try:
            stored = json.loads(self.path.read_bytes().decode("utf-8"))
            if stored["version"] != VERSION or stored["base_url"] != self.base_url:
                return None
            fetched = time(stored["fetched"])
            if fetched is None:
                raise ValueError("no date")
            return ReferenceData.from_json(stored["reference"], fetched, CACHE)
        except FileNotFoundError:
            return None
        except OSError as error:
            self.problem = tr("The stored lists of operators and connection types cannot be read: {why}", why=error)
        except (ValueError, KeyError, TypeError, RecursionError, OcmError):
            self._set_aside()
        return None

    def save(self, reference: ReferenceData) -> None:
        """Store it whole or not at all; a full disk or a read-only profile is a `problem`, not an error."""
        stored = {
            "version": VERSION,
            "base_url": self.base_url,
            "fetched": reference.fetched.isoformat() if reference.fetched else None,
            "reference": reference.to_json(),
        }
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with written_whole(self.path) as part:
                part.write_text(json.dumps(stored, separators=(",", ":")), encoding="utf-8")
        except (OSError, FileWriteError) as error:
            self.problem = tr(
                "The lists of operators and connection types cannot be kept for next time: {why}", why=error
            )

    def _set_aside(self) -> None:
        aside = self.path.with_suffix(".damaged")
        self.problem = tr(
            "The stored lists of operators and connection types were damaged; the file is now {name}.", name=aside.name
        )
        try:
            os.replace(self.path, aside)
        except OSError as error:
            self.problem = tr("The stored lists of operators and connection types are damaged: {why}", why=error)


def slug(base_url: str) -> str:
    """A server as part of a file name that users recognise: "api.openchargemap.io-v3"."""
    return re.sub("[^A-Za-z0-9.]+", "-", base_url.split("://", 1)[-1]).strip("-.")[:80] or "server"
