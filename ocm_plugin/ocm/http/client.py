"""Asks an Open Charge Map server, politely, over a `requests` session that the caller has made.

    client = Client(requests.Session(), "https://api.openchargemap.io/v3/", key)
    body = client.poi({"countrycode": "DE", "maxresults": "10", "compact": "true"}, Feedback())

Inside QGIS the session sends through QGIS' own network stack (`qgis_support.transport`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import requests

from ..errors import KeyRejected
from ..feedback import Feedback, Progress
from ..translation import tr
from .base_url import DEFAULT_BASE_URL, base_url, poi_url, reference_url
from .limits import MAX_BYTES, TIMEOUT_S, Limits
from .request import ApiKey, exchange
from .retrying import with_retries

if TYPE_CHECKING:
    from .diary import Diary

CLIENT_NAME = "openchargemap-qgis"
"""Sent as `client=` with each request, as the API's documentation asks."""

_KEY = re.compile(r"[!-~]*")
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def has_usual_form(key: str) -> bool:
    """Whether the key looks like one of openchargemap.org (a GUID). Servers of other people may hand out others."""
    return _GUID.fullmatch(key.strip()) is not None


def sent_poi_url(server: str, params: Mapping[str, str]) -> str:
    """The URL of a request for stations as it is sent; the key is in a header."""
    return poi_url(server, {**params, "client": CLIENT_NAME})


class Client:
    """One server, one key, one request at a time. `requests` and `bytes` count what a run has used.

    A key of unusual form is sent all the same, since mirrors may have keys of their own; only what cannot be a header
    at all (blanks, control characters, other alphabets) is refused. The key is kept out of every text and exception.
    """

    def __init__(
        self,
        session: requests.Session,
        server: str = DEFAULT_BASE_URL,
        key: str = "",
        timeout_s: float = TIMEOUT_S,
        max_bytes: int = MAX_BYTES,
        diary: Diary | None = None,
        key_variable: str = "",
    ) -> None:
        """`server`: a base URL as a user may type it; SettingsError when it is none. KeyRejected: see above.

        `timeout_s`: seconds without a byte before the server counts as silent; `max_bytes`: largest body accepted.
        `diary`: where each request is counted. `key_variable`: see `ApiKey`.
        """
        self._session = session
        self._key = ApiKey(key.strip(), key_variable)
        self._limits = Limits(timeout_s, max_bytes)
        self._diary = diary
        self.server = base_url(server)
        """The normal base URL, ending in a slash."""
        self.requests = 0
        """Requests sent so far, repeated ones included."""
        self.bytes = 0
        """Bytes of all whole bodies received so far, decompressed."""
        if not _KEY.fullmatch(self._key.text):
            raise KeyRejected(
                tr(
                    "The API key contains blanks or invalid characters, so it is not the one that openchargemap.org "
                    "shows. {check}",
                    check=self._key.how_to_check_it(),
                )
            )

    def poi(self, params: Mapping[str, str], feedback: Feedback) -> bytes:
        """The body of the answer to `/poi/`: a list of stations in the form that the parameters ask for.

        Raises a RequestError for each way to get no whole, non-empty body, and Cancelled. What the body holds is the
        business of `decoding`.
        """
        return self._get(sent_poi_url(self.server, params), tr("Waiting for stations."), feedback)

    def reference_data(self, feedback: Feedback) -> bytes:
        """The body of the answer to `/referencedata/`: the look-up lists. Raises as `poi` does."""
        url = reference_url(self.server, {"client": CLIENT_NAME})
        return self._get(url, tr("Waiting for the reference data."), feedback)

    def _get(self, url: str, phase: str, feedback: Feedback) -> bytes:
        def attempt() -> bytes:
            self.requests += 1
            body = b""
            try:
                body = exchange(self._session, url, self._key, self._limits, feedback)
            finally:
                if self._diary is not None:
                    self._diary.note(self.server, len(body), datetime.now(timezone.utc))
            return body

        feedback.report(self._progress(phase))
        body = with_retries(attempt, feedback, self._progress)
        self.bytes += len(body)
        return body

    def _progress(self, phase: str) -> Progress:
        return Progress(phase, requests=self.requests, bytes=self.bytes)
