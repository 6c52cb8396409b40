"""The page in QGIS' Options: the key, the server, where results go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qgis.core import QgsApplication, QgsNominatimGeocoder
from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt import sip, uic
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QWidget

from ..ocm.errors import SettingsError
from ..ocm.http.base_url import DEFAULT_BASE_URL, base_url
from ..ocm.http.client import has_usual_form
from ..ocm.phrases import requests_text, size_text
from ..ocm.records.decoding import decode_json, poi_list
from ..ocm.translation import tr
from ..qgis_support.feedback import QgisFeedback
from ..qgis_support.key_store import KEY_STORE, VARIABLE, KeyState
from ..qgis_support.mirrors import LEDGERS, LedgerNews
from ..qgis_support.paths import form_path
from ..qgis_support.settings import (
    GEOPACKAGE,
    HELD_HOURS,
    MIRROR_DAYS,
    PAGE_SIZES,
    TEMPORARY,
    TIMEOUTS_S,
    URL_VARIABLE,
    Settings,
    base_url_from_environment,
    qgis_timeout_s,
)
from ..qgis_support.sources import diary, make_client
from .accessible import name_fields
from .links import make_links_readable
from .options import PAGE_NAME
from .tasks import BackgroundTask, Tasks

SETTLE_MS = 300
"""A path is looked for when nobody has typed for so long."""
ONE_STATION = {"maxresults": "1", "compact": "true", "verbose": "false"}


class OptionsPage(QgsOptionsPageWidget):
    """Shows the stored settings when made; `apply` stores what the user made of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        uic.loadUi(form_path("options"), self)
        name_fields(self)
        make_links_readable(self.key_help)
        self.setObjectName(PAGE_NAME)
        self._tasks = Tasks()
        self._show_settings()
        self._show_diary()
        self._show_key_state()
        self.key_edit.textChanged.connect(self._show_key_state)
        self.check_button.clicked.connect(self._check_key)
        self.remove_button.clicked.connect(self._remove_key)
        self.base_url_edit.textChanged.connect(self._show_base_url_note)
        self.timeout_spin.valueChanged.connect(self._show_timeout_note)
        self.destroyed.connect(self._tasks.cancel_all)

    def isValid(self) -> bool:
        """Whether the page can be left with OK; newer versions of QGIS ask."""
        return self._base_url_problem() == ""

    def _choose_mirror_database(self) -> None:
        from .postgis_dialog import choose_mirror_database

        choose_mirror_database(self.mirror_edit)

    def apply(self) -> None:
        """Store everything, the key in QGIS' key store. A base URL that is none is left as it was."""
        typed = self._typed_settings()
        (typed if self.isValid() else replace(typed, base_url=Settings.load().base_url)).save()
        if self.key_edit.text().strip():
            KEY_STORE.keep(self.key_edit.text())
            self.key_edit.clear()
        self._show_key_state()

    # Settings

    def _show_settings(self) -> None:
        settings = Settings.load()
        self.base_url_edit.setNullValue("")
        self.base_url_edit.setPlaceholderText(DEFAULT_BASE_URL)
        self.base_url_edit.setText("" if settings.base_url == DEFAULT_BASE_URL else settings.base_url)
        defaults = Settings()
        for spin, bounds, value, default in (
            (self.page_size_spin, PAGE_SIZES, settings.page_size, defaults.page_size),
            (self.timeout_spin, TIMEOUTS_S, settings.timeout_s, defaults.timeout_s),
            (self.mirror_days_spin, MIRROR_DAYS, settings.mirror_days, defaults.mirror_days),
            (self.held_spin, HELD_HOURS, settings.held_hours, defaults.held_hours),
        ):
            spin.setRange(*bounds)
            spin.setClearValue(default)
            spin.setValue(value)
        self.output_combo.addItem(tr("Temporary layer"), TEMPORARY)
        self.output_combo.addItem(tr("GeoPackage"), GEOPACKAGE)
        self.output_combo.setCurrentIndex(self.output_combo.findData(settings.output))
        self.held_spin.setSpecialValueText(tr("Never"))
        self.mirror_edit.setFilter(tr("GeoPackage (*.gpkg)"))
        self.mirror_database_button.setIcon(QgsApplication.getThemeIcon("mIconPostgis.svg"))
        self.mirror_database_button.clicked.connect(self._choose_mirror_database)
        self.mirror_edit.setFilePath(settings.mirror)
        self._mirror_typed = QTimer(self)
        """Runs while a path is being typed: each half of one would be looked for."""
        self._mirror_typed.setSingleShot(True)
        self._mirror_typed.setInterval(SETTLE_MS)
        self._mirror_typed.timeout.connect(self._show_mirror_note)
        self.mirror_edit.fileChanged.connect(lambda _path: self._mirror_typed.start())
        LedgerNews(self).changed.connect(self._show_mirror_note)
        self.geocoder_edit.setText(settings.geocoder)
        self.geocoder_edit.setPlaceholderText(QgsNominatimGeocoder().endpoint())
        self._show_base_url_note()
        self._show_mirror_note()
        self._show_timeout_note()

    def _typed_settings(self) -> Settings:
        """The stored settings, which a search may have changed meanwhile, with what stands in this page."""
        return replace(
            Settings.load(),
            base_url=self.base_url_edit.text().strip() or DEFAULT_BASE_URL,
            page_size=self.page_size_spin.value(),
            timeout_s=self.timeout_spin.value(),
            output=self.output_combo.currentData(),
            mirror=self.mirror_edit.filePath(),
            mirror_days=self.mirror_days_spin.value(),
            held_hours=self.held_spin.value(),
            geocoder=self.geocoder_edit.text().strip(),
        )

    def _base_url_problem(self) -> str:
        try:
            base_url(self.base_url_edit.text().strip() or DEFAULT_BASE_URL)
        except SettingsError as error:
            return error.sentence
        return ""

    def _show_base_url_note(self) -> None:
        note = self._base_url_problem()
        if not note and base_url_from_environment():
            note = tr(
                "The environment variable {variable} names another server, which is used instead: {server}",
                variable=URL_VARIABLE,
                server=base_url_from_environment(),
            )
        _show(self.base_url_note, note)

    def _show_mirror_note(self) -> None:
        mirror = self.mirror_edit.filePath()
        _show(self.mirror_note, LEDGERS.problem(mirror) if mirror else "")

    def _show_timeout_note(self) -> None:
        limit = qgis_timeout_s()
        note = tr(
            "QGIS itself gives up after {n} second: Options, Network, “Timeout for network requests”.",
            "QGIS itself gives up after {n} seconds: Options, Network, “Timeout for network requests”.",
            n=limit,
        )
        _show(self.timeout_note, note if self.timeout_spin.value() > limit else "")

    def _show_diary(self) -> None:
        kept = diary()
        lines = [
            tr(
                "{month}: {requests}, {size} from {server}",
                month=each.month,
                requests=requests_text(each.requests),
                size=size_text(each.bytes),
                server=each.server,
            )
            for each in kept.months()
        ]
        self.diary_text.setText("\n".join(lines) or tr("No request was sent yet."))
        _show(self.diary_note, kept.problem)

    # The key

    def _show_key_state(self) -> None:
        state = KEY_STORE.state()
        typed = self.key_edit.text().strip()
        if typed and not has_usual_form(typed):
            sentence = tr("This does not look like a key of openchargemap.org; it is sent as it is.")
        elif typed:
            sentence = tr("This key is stored when you press OK.")
        elif state is KeyState.STORED:
            sentence = tr("A key is stored in QGIS’ key store.")
        elif state is KeyState.LOCKED:
            sentence = tr("A key is stored, but QGIS’ master password was not given: “Check Key” asks for it again.")
        elif state is KeyState.SESSION:
            sentence = tr("A key is kept until QGIS ends: it could not be put into QGIS’ key store.")
        elif state is KeyState.ENVIRONMENT:
            sentence = tr("The environment variable {variable} sets the key.", variable=VARIABLE)
        else:
            sentence = tr("No key is stored.")
        self.key_state.setText(sentence)
        self.remove_button.setEnabled(state in (KeyState.STORED, KeyState.LOCKED, KeyState.SESSION))

    def _remove_key(self) -> None:
        KEY_STORE.remove()
        _show(self.check_result, "")
        self._show_key_state()

    def _check_key(self) -> None:
        key = self.key_edit.text().strip() or KEY_STORE.key(ask_again=True)
        self._show_key_state()
        self.check_button.setEnabled(False)
        _show(self.check_result, tr("Asking the server…"))
        check = BackgroundTask(tr("Checking the Open Charge Map key"), _question(self._typed_settings(), key))
        check.ended.connect(self._show_check)
        self._tasks.start(check)

    def _show_check(self, check: BackgroundTask) -> None:
        if sip.isdeleted(self):
            return
        self.check_button.setEnabled(True)
        if check.error is not None:
            _show(self.check_result, check.error.sentence)
            return
        server, with_key = check.result
        if with_key:
            _show(self.check_result, tr("The key works: {server} answers.", server=server))
        else:
            _show(self.check_result, tr("{server} answers without a key.", server=server))


def _question(settings: Settings, key: str) -> Callable[[QgisFeedback], tuple[str, bool]]:
    """Asks for one station; gives the server, and whether a key went along."""

    def ask(feedback: QgisFeedback) -> tuple[str, bool]:
        client = make_client(settings, key, feedback.qgis)
        poi_list(decode_json(client.poi(ONE_STATION, feedback)))
        return client.server, bool(key)

    return ask


def _show(label: QWidget, text: str) -> None:
    """A note takes room only while it says something."""
    label.setText(text)
    label.setVisible(bool(text))
