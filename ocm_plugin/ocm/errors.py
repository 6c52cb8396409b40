"""Everything that can go wrong with Open Charge Map, one class per kind of failure.

Each error carries a `sentence` for the user (what happened and what to do) and `details` for the expert (status,
texts of the server, exception names), kept apart so that a message bar shows the one and a "Details" button the other.
Neither ever holds the API key: it travels only in a request header, and no error is built from request headers.
"""

from __future__ import annotations

from .translation import tr


class OcmError(Exception):
    """Base of all failures this package foresees; `str(error)` is the sentence for the user."""

    def __init__(self, sentence: str, details: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.details = details


class SearchError(OcmError):
    """An invalid search: an impossible value. `field` names the member of the Search."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence, f"field: {field}")
        self.field = field


class SettingsError(OcmError):
    """An invalid setting, such as a base URL that is none. `field` names the member of the Settings."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence, f"setting: {field}")
        self.field = field


class StoredValueError(OcmError):
    """Stored JSON that is damaged, or of a version this plugin does not know."""


class SourceFileError(OcmError):
    """A POI file that cannot be read: missing, not JSON, or not a list of POIs."""


class FileWriteError(OcmError):
    """A file that could not be written: disk full, read-only, in use. Nothing half-written is left."""


class DatabaseWriteError(FileWriteError):
    """A database that could not be changed: not reached, read-only, in use. All in it is as it was."""


class Cancelled(OcmError):
    """The user cancelled; not a failure, but it must never look like success."""

    def __init__(self) -> None:
        super().__init__(tr("The search was cancelled."))


class RequestError(OcmError):
    """A request to the server that brought no usable answer. `repeatable`: a later try may succeed."""

    repeatable = False


class KeyMissing(RequestError):
    """The server wants an API key and none was sent (403)."""


class KeyRejected(RequestError):
    """The server knows the key not, or has blocked it (401, 403)."""


class NoConnection(RequestError):
    """Refused, reset or unreachable."""

    repeatable = True


class HostNotFound(RequestError):
    """The name of the server does not resolve."""


class TlsFailure(RequestError):
    """The certificate or the encrypted connection was refused."""


class ProxyFailure(RequestError):
    """The proxy refused the request, or requires a sign-in."""


class TimedOut(RequestError):
    """No answer, or no whole answer, in the time allowed."""

    repeatable = True


class RateLimited(RequestError):
    """429, or 503 with `Retry-After`. `retry_after`: seconds the server asks for, None when it does not say."""

    repeatable = True

    def __init__(self, sentence: str, details: str = "", retry_after: float | None = None) -> None:
        super().__init__(sentence, details)
        self.retry_after = retry_after


class ServerFailed(RequestError):
    """The server says that it failed (5xx)."""

    repeatable = True


class EmptyAnswer(ServerFailed):
    """200 with an empty body: Open Charge Map's way of failing; never "no stations"."""


class RequestRefused(RequestError):
    """Any other status than 200: the request itself is not accepted (400, 404 …)."""


class RedirectRefused(RequestError):
    """A redirect to another scheme, or too many of them."""


class TruncatedAnswer(RequestError):
    """The body ended before it was whole."""

    repeatable = True


class AnswerTooLarge(RequestError):
    """The body is larger than the bound."""


class NotUnderstood(RequestError):
    """The body is not text in UTF-8, or not JSON: usually a page of a proxy or a sign-in portal."""


class UnexpectedAnswer(RequestError):
    """JSON, but not the list of POIs or the reference data that was asked for."""


class ShareError(OcmError):
    """There is nothing to share, or not in the way asked for."""


class AnalysisError(OcmError):
    """What was given cannot be analysed, such as a layer that holds no stations."""
