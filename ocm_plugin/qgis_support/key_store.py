"""The API key: encrypted in QGIS' authentication database, or in memory for this session only.

QGIS may ask for its master password, so all this happens in the main thread and only after an action of the user (in
Processing: in `Algorithm.set_up`), never at start-up. After a refusal, searches do not ask again.
"""

from __future__ import annotations

import os
from enum import Enum

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QThread

VARIABLE = "OCM_API_KEY"
"""Environment variable that overrides the key, for servers and scripts; QGIS' key store is then left alone."""

_ENTRY = "openchargemap/key"


class KeyState(Enum):
    """Where the key is."""

    NONE = "none"
    STORED = "stored"
    """In QGIS' key store."""
    LOCKED = "locked"
    """In QGIS' key store, whose master password was refused."""
    SESSION = "session"
    """In memory until QGIS ends."""
    ENVIRONMENT = "environment"


class KeyStore:
    """Keeps one key; KEY_STORE is the one of this QGIS session."""

    def __init__(self) -> None:
        self._session_key = ""
        self._refused = False

    def state(self) -> KeyState:
        """Where the key is. Never asks for the master password."""
        if _from_environment():
            return KeyState.ENVIRONMENT
        if self._session_key:
            return KeyState.SESSION
        if not _is_stored():
            return KeyState.NONE
        return KeyState.LOCKED if self._refused else KeyState.STORED

    def is_at_hand(self) -> bool:
        """Whether there is a key that can be read without QGIS asking for its master password."""
        state = self.state()
        if state == KeyState.STORED:
            return bool(QgsApplication.authManager().masterPasswordIsSet())
        return state in (KeyState.SESSION, KeyState.ENVIRONMENT)

    def key(self, ask_again: bool = False) -> str:
        """The key, or nothing. May ask once for the master password; after a refusal only with `ask_again`."""
        given = _from_environment() or self._session_key
        if given or not _is_stored() or (self._refused and not ask_again):
            return given
        stored = QgsApplication.authManager().authSetting(_ENTRY, "", True)
        self._refused = not stored
        return str(stored or "")

    def keep(self, key: str) -> KeyState:
        """Replace the key. May ask once for the master password; refused, the key stays for this session only."""
        _check_main_thread()
        manager = QgsApplication.authManager()
        kept = not manager.isDisabled() and manager.storeAuthSetting(_ENTRY, key.strip(), True)
        self._session_key = "" if kept else key.strip()
        self._refused = False
        return self.state()

    def remove(self) -> KeyState:
        """Forget the key, in memory and in QGIS' key store. The environment's stays."""
        if _is_stored():
            QgsApplication.authManager().removeAuthSetting(_ENTRY)
        self._session_key = ""
        self._refused = False
        return self.state()


KEY_STORE = KeyStore()


def variable_of(key: str) -> str:
    """The environment variable that sets a key, or can where QGIS has no windows; "" where users do it in its Options.

    `key`: "" for none. In any thread.
    """
    is_in_variable = key == _from_environment() if key else QgsApplication.platform() != "desktop"
    return VARIABLE if is_in_variable else ""


def _from_environment() -> str:
    return os.environ.get(VARIABLE, "").strip()


def _is_stored() -> bool:
    _check_main_thread()
    manager = QgsApplication.authManager()
    return not manager.isDisabled() and manager.existsAuthSetting(_ENTRY)


def _check_main_thread() -> None:
    if QThread.currentThread() != QgsApplication.instance().thread():
        raise RuntimeError("The key store belongs to the main thread")
