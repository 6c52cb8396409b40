"""The page in QGIS' Options."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication, QgsSettings
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QWidget

from ocm_plugin.gui.options import PAGE_NAME, OptionsFactory
from ocm_plugin.ocm.errors import KeyRejected
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.qgis_support.key_store import KEY_STORE, VARIABLE, KeyState
from ocm_plugin.qgis_support.settings import GROUP, URL_VARIABLE, Settings
from ocm_plugin.qgis_support.sources import make_client
from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois
from tests.support.auth import MASTER, person_without_keys

CANARY = "c0ffee00-1234-4321-abcd-0123456789ab"


@pytest.fixture
def person(qgis_app, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    QgsSettings().remove(GROUP)
    person = person_without_keys()
    yield person
    KEY_STORE.remove()
    QgsApplication.authManager().clearMasterPassword()
    QgsSettings().remove(GROUP)


@pytest.fixture
def open_page(person, qtbot):
    def open_it():
        page = OptionsFactory().createWidget(None)
        qtbot.addWidget(page)
        page.show()
        return page

    return open_it


@pytest.fixture
def server():
    with OcmServer(make_pois(5), keys=(CANARY,)) as server:
        yield server


def shown(label):
    return label.text() if label.isVisible() else ""


def test_a_new_page_asks_nothing_and_explains(open_page, person):
    page = open_page()
    assert page.objectName() == PAGE_NAME
    assert person.asked == 0
    assert "openchargemap.org" in page.key_help.text()
    assert shown(page.key_state) == "No key is stored."
    assert not page.remove_button.isEnabled()
    assert (page.base_url_edit.text(), page.page_size_spin.value(), page.timeout_spin.value()) == ("", 1000, 40)
    assert page.output_combo.currentData() == "temporary"
    assert shown(page.base_url_note) == shown(page.timeout_note) == shown(page.check_result) == ""


def test_settings_are_stored_by_ok_only(open_page):
    page = open_page()
    page.base_url_edit.setText("mirror.example")
    page.page_size_spin.setValue(500)
    page.timeout_spin.setValue(90)
    page.output_combo.setCurrentIndex(1)
    assert "60 seconds" in shown(page.timeout_note)
    assert Settings.load() == Settings()
    page.apply()
    stored = Settings.load()
    assert (stored.base_url, stored.page_size, stored.timeout_s, stored.output) == (
        "mirror.example",
        500,
        90,
        "geopackage",
    )
    again = open_page()
    assert (again.base_url_edit.text(), again.page_size_spin.value()) == ("mirror.example", 500)
    again.base_url_edit.clear()
    again.apply()
    assert Settings.load().base_url == Settings().base_url


def test_an_impossible_base_url_is_told_and_not_stored(open_page):
    page = open_page()
    page.base_url_edit.setText("ftp://nowhere")
    assert "not the address of a server" in shown(page.base_url_note)
    assert not page.isValid()
    page.apply()
    assert Settings.load().base_url == Settings().base_url


def test_other_servers_by_environment_are_told(open_page, monkeypatch):
    monkeypatch.setenv(URL_VARIABLE, "http://127.0.0.1:1/")
    monkeypatch.setenv(VARIABLE, CANARY)
    page = open_page()
    assert "http://127.0.0.1:1/" in shown(page.base_url_note)
    assert VARIABLE in shown(page.key_state)
    assert not page.remove_button.isEnabled()


def test_a_key_is_stored_replaced_removed(open_page, person, qtbot):
    person.says = MASTER
    page = open_page()
    qtbot.keyClicks(page.key_edit, CANARY)
    assert shown(page.key_state) == "This key is stored when you press OK."
    assert KEY_STORE.state() is KeyState.NONE
    page.apply()
    assert (KEY_STORE.state(), page.key_edit.text()) == (KeyState.STORED, "")
    assert shown(page.key_state) == "A key is stored in QGIS’ key store."
    qtbot.mouseClick(page.remove_button, Qt.MouseButton.LeftButton)
    assert KEY_STORE.state() is KeyState.NONE
    assert shown(page.key_state) == "No key is stored."


def test_without_master_password_the_key_lasts_for_the_session(open_page, person):
    page = open_page()
    page.key_edit.setText("of-my-own-server")
    assert "does not look like a key" in shown(page.key_state)
    page.apply()
    assert "until QGIS ends" in shown(page.key_state)
    assert (KEY_STORE.key(), person.asked) == ("of-my-own-server", 1)


def check(page, qtbot):
    qtbot.mouseClick(page.check_button, Qt.MouseButton.LeftButton)
    assert shown(page.check_result) == "Asking the server…"
    assert not page.check_button.isEnabled()
    qtbot.waitUntil(page.check_button.isEnabled, timeout=60_000)
    return shown(page.check_result)


def test_the_check_answers_in_one_sentence(open_page, server, qtbot):
    page = open_page()
    page.base_url_edit.setText(server.url)
    assert "requires an API key, and none is set" in check(page, qtbot)
    page.key_edit.setText("00000000-0000-0000-0000-000000000000")
    assert "rejected the API key (“Invalid API key.”)" in check(page, qtbot)
    page.key_edit.setText("two words")
    assert "blanks or invalid characters" in check(page, qtbot)
    page.key_edit.setText(CANARY)
    assert check(page, qtbot) == f"The key works: {server.url} answers."
    server.faults.add(faults.html())
    assert "web page" in check(page, qtbot)
    page.base_url_edit.setText("ftp://nowhere")
    assert "not the address of a server" in check(page, qtbot)
    assert KEY_STORE.state() is KeyState.NONE
    assert all(CANARY not in request.raw_query for request in server.requests)


def test_the_check_uses_the_stored_key_and_needs_none_where_none_is_wanted(open_page, server, person, qtbot):
    person.says = MASTER
    KEY_STORE.keep(CANARY)
    page = open_page()
    page.base_url_edit.setText(server.url)
    assert check(page, qtbot) == f"The key works: {server.url} answers."
    KEY_STORE.remove()
    with OcmServer(make_pois(1), keys=None) as mirror:
        page.base_url_edit.setText(mirror.url)
        assert check(page, qtbot) == f"{mirror.url} answers without a key."


def test_a_locked_key_is_unlocked_by_the_check(open_page, server, person, qtbot):
    person.says = MASTER
    KEY_STORE.keep(CANARY)
    QgsApplication.authManager().clearMasterPassword()
    person.says = None
    assert KEY_STORE.key() == ""
    page = open_page()
    assert "“Check Key” asks for it again" in shown(page.key_state)
    person.says = MASTER
    page.base_url_edit.setText(server.url)
    assert check(page, qtbot).startswith("The key works")
    assert shown(page.key_state) == "A key is stored in QGIS’ key store."


def test_closing_the_options_during_a_check_does_no_harm(open_page, server, qtbot):
    server.faults.add(faults.stall())
    page = open_page()
    page.base_url_edit.setText(server.url)
    qtbot.mouseClick(page.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(server.requests), timeout=60_000)
    page.close()
    page.deleteLater()
    manager = QgsApplication.taskManager()
    qtbot.waitUntil(lambda: manager.countActiveTasks() == 0, timeout=60_000)


def test_every_input_can_be_named_and_reached(open_page):
    page = open_page()
    buddies = {label.buddy() for label in page.findChildren(QLabel) if label.buddy() and "&" in label.text()}
    inputs = [page.key_edit, page.base_url_edit, page.page_size_spin, page.timeout_spin, page.output_combo]
    inputs.append(page.geocoder_edit)
    inputs += [page.mirror_edit, page.mirror_days_spin, page.held_spin]
    found = [w for w in page.contents.findChildren(QWidget) if isinstance(w, (QLineEdit, QAbstractSpinBox, QComboBox))]
    found = [widget.parent() if isinstance(widget.parent(), QgsFileWidget) else widget for widget in found]
    assert {widget for widget in found if not isinstance(widget.parent(), QAbstractSpinBox)} == set(inputs)
    assert buddies == set(inputs)
    labels = [label.text() for label in page.findChildren(QLabel) if label.buddy()]
    buttons = [button for button in page.findChildren(QAbstractButton) if button.text()]
    labels += [button.text() for button in buttons if not isinstance(button.parent(), QgsFileWidget)]
    mnemonics = [text[text.index("&") + 1].lower() for text in labels]
    assert len(set(mnemonics)) == len(mnemonics) == 11
    assert not any(text.endswith(":") for text in labels)


def test_only_colours_of_the_palette(open_page):
    page = open_page()
    assert not any(widget.styleSheet() for widget in (page, *page.contents.findChildren(QLabel)))
    palette = QPalette(QColor(40, 40, 40))
    page.setPalette(palette)
    assert page.key_state.palette().color(QPalette.ColorRole.WindowText) == palette.color(QPalette.ColorRole.WindowText)


def test_a_key_that_is_typed_is_to_be_checked_where_it_was_typed(server, monkeypatch):
    monkeypatch.setenv(URL_VARIABLE, server.url)
    monkeypatch.setenv(VARIABLE, "of-the-environment")
    for key, place in (("typed", "QGIS’ Options"), ("of-the-environment", VARIABLE)):
        with pytest.raises(KeyRejected, match=f"Check it in .*{place}"):
            make_client(Settings.load(), key, None).poi({"maxresults": "1"}, Feedback())


def test_the_diary_says_what_was_asked_in_which_month(open_page, server, monkeypatch, tmp_path):
    monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(tmp_path)))
    assert shown(open_page().diary_text) == "No request was sent yet."
    monkeypatch.setenv(URL_VARIABLE, server.url)
    make_client(Settings.load(), CANARY, None).poi({"maxresults": "1"}, Feedback())
    page = open_page()
    assert ": 1 request, " in shown(page.diary_text) and shown(page.diary_text).endswith(f" from {server.url}")
    assert shown(page.diary_note) == "" and CANARY not in page.diary_text.text()
    (tmp_path / "openchargemap" / "diary.sqlite").write_bytes(b"damaged" * 999)
    page = open_page()
    assert "was damaged" in shown(page.diary_note) and shown(page.diary_text) == "No request was sent yet."
