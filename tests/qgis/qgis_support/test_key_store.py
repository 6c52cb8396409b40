"""The key in QGIS' key store: asked for once, replaced and removed at any time, usable without the store."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsSettings

from ocm_plugin.qgis_support.key_store import VARIABLE, KeyState, KeyStore
from tests.support.auth import MASTER, person_without_keys

CANARY = "c0ffee00-1234-4321-abcd-0123456789ab"
OTHER = "0ff1ce00-1234-4321-abcd-0123456789ab"


@pytest.fixture
def person(qgis_app, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    person = person_without_keys()
    yield person
    KeyStore().remove()
    QgsApplication.authManager().clearMasterPassword()


def test_no_key_asks_nothing(person):
    store = KeyStore()
    assert (store.state(), store.key(), person.asked) == (KeyState.NONE, "", 0)


def test_a_key_is_stored_encrypted(person):
    person.says = MASTER
    store = KeyStore()
    assert store.keep(f" {CANARY}\n") is KeyState.STORED
    assert store.key() == CANARY
    assert person.asked == 1
    assert CANARY.encode() not in Path(QgsApplication.qgisAuthDatabaseFilePath()).read_bytes()
    settings = QgsSettings()
    assert CANARY not in repr([settings.value(name) for name in settings.allKeys()])
    assert CANARY not in repr(store)


def test_the_next_session_asks_once_and_only_when_the_key_is_wanted(person):
    person.says = MASTER
    KeyStore().keep(CANARY)
    QgsApplication.authManager().clearMasterPassword()
    person.asked = 0
    store = KeyStore()
    assert (store.state(), person.asked) == (KeyState.STORED, 0)
    assert [store.key() for _ in range(3)] == [CANARY] * 3
    assert person.asked == 1


def test_who_refuses_is_not_asked_again_by_a_search(person):
    person.says = MASTER
    KeyStore().keep(CANARY)
    QgsApplication.authManager().clearMasterPassword()
    person.says, person.asked = None, 0
    store = KeyStore()
    assert [store.key() for _ in range(3)] == [""] * 3
    assert person.asked == 1
    assert store.state() is KeyState.LOCKED
    person.says = MASTER
    assert store.key(ask_again=True) == CANARY
    assert (person.asked, store.state()) == (2, KeyState.STORED)


def test_a_wrong_master_password_counts_as_a_refusal(person):
    person.says = MASTER
    KeyStore().keep(CANARY)
    QgsApplication.authManager().clearMasterPassword()
    person.says, person.asked = "wrong", 0
    store = KeyStore()
    assert (store.key(), store.key(), person.asked) == ("", "", 1)
    assert store.state() is KeyState.LOCKED


def test_who_refuses_to_store_keeps_the_key_for_this_session(person):
    store = KeyStore()
    assert store.keep(CANARY) is KeyState.SESSION
    assert (store.key(), person.asked) == (CANARY, 1)
    assert KeyStore().key() == ""
    assert store.keep(OTHER) is KeyState.SESSION
    assert store.key() == OTHER
    assert store.remove() is KeyState.NONE
    assert store.key() == ""


def test_replaced_and_removed_at_any_time(person):
    person.says = MASTER
    store = KeyStore()
    store.keep(CANARY)
    assert store.keep(OTHER) is KeyState.STORED
    assert store.key() == OTHER
    QgsApplication.authManager().clearMasterPassword()
    person.says = None
    assert store.remove() is KeyState.NONE
    assert (KeyStore().state(), KeyStore().key()) == (KeyState.NONE, "")


def test_the_environment_comes_first_and_asks_nothing(person, monkeypatch):
    person.says = MASTER
    KeyStore().keep(OTHER)
    QgsApplication.authManager().clearMasterPassword()
    person.asked = 0
    monkeypatch.setenv(VARIABLE, f" {CANARY} ")
    store = KeyStore()
    assert (store.state(), store.key(), person.asked) == (KeyState.ENVIRONMENT, CANARY, 0)


def test_workers_may_not_touch_it(person):
    raised = []

    def touch():
        try:
            KeyStore().key()
        except RuntimeError as error:
            raised.append(error)

    thread = threading.Thread(target=touch)
    thread.start()
    thread.join()
    assert len(raised) == 1
