"""The user's language, as QGIS is set to: texts by Qt's translator, numbers and dates by QLocale."""

from __future__ import annotations

import datetime
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCollator, QCoreApplication, QDate, QLocale, Qt, QTime, QTranslator

from ..ocm import translation
from .paths import translations_path

CONTEXT = "OpenChargeMap"
"""Of all texts in the code; those of a form of Qt Designer stand under its class."""


class QtLanguage(translation.Language):
    """Texts from the translator that is installed, numbers and dates as the locale of QGIS writes them."""

    def __init__(self, locale: QLocale, code: str) -> None:
        self._locale = locale
        self.code = code
        self._collator = QCollator(QLocale(code))
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def text(self, text: str, plural: str, n: int | None) -> str:
        # Not by the translator itself: QTranslator.translate of PyQt takes ASCII only, which "…" is not.
        said = QCoreApplication.translate(CONTEXT, text, None, -1 if n is None else _number_for_qt(n))
        return said if said != text else super().text(text, plural, n)

    def number(self, value: float, decimals: int = 0) -> str:
        return self._locale.toString(float(value), "f", decimals)

    def significant(self, value: float, digits: int = 6) -> str:
        plain = super().significant(value, digits)
        return plain.replace(".", self.decimal_point())

    def date(self, value: datetime.date) -> str:
        return self._locale.toString(QDate(value.year, value.month, value.day), self.date_pattern())

    def time(self, value: datetime.datetime) -> str:
        # Not by one QDateTime: that of this computer's time zone lacks an hour in spring, and is empty then.
        return f"{self.date(value)} {self._locale.toString(QTime(value.hour, value.minute), 'HH:mm')}"

    def sort_key(self, text: str) -> Any:
        return self._collator.sortKey(text)

    def decimal_point(self) -> str:
        return self._locale.decimalPoint()

    def date_pattern(self) -> str:
        """The locale's short form of a date, its year with four digits."""
        short = self._locale.dateFormat(QLocale.FormatType.ShortFormat)
        return short if "yyyy" in short else short.replace("yy", "yyyy")


class _OtherLanguage(QtLanguage):
    """A language that QGIS does not speak now: its translator is asked, and not installed."""

    def __init__(self, code: str, translator: QTranslator) -> None:
        super().__init__(QLocale(code), code)
        self._translator = translator

    def text(self, text: str, plural: str, n: int | None) -> str:
        # As bytes: PyQt takes other texts for ASCII.
        number = -1 if n is None else _number_for_qt(n)
        said = self._translator.translate(CONTEXT, text.encode(), None, number)
        return said or translation.Language.text(self, text, plural, n)


def language_named(code: str) -> translation.Language | None:
    """The language of a code (`Language.code`) that words were stored in; None for one that is not known here."""
    if code == translation.Language.code:
        return translation.Language()
    translator = QTranslator()
    if code and translator.load(f"openchargemap_{code.replace('-', '_')}", translations_path()):
        return _OtherLanguage(code, translator)
    return None


def _number_for_qt(n: int) -> int:
    """A number with the same plural: Qt's are whole and of 32 bits, and stored metadata may say more."""
    return n if n < 2**31 else 1_000_000 + n % 1_000_000


class Translation:
    """Brings the user's language, and takes it away again. English stays as it is written in the code."""

    def __init__(self) -> None:
        self._translator: QTranslator | None = None

    def start(self) -> None:
        """Speak the language of QGIS, if the plugin knows it. Once is enough."""
        if self._translator is not None:
            return
        translator = QTranslator()
        locale = QgsApplication.instance().locale()
        # Of "de_AT" and "de", the first that is there.
        if translator.load(f"openchargemap_{locale}", translations_path()):
            QCoreApplication.installTranslator(translator)
            self._translator = translator
            translation.use(QtLanguage(QLocale(), QLocale(locale).bcp47Name()))

    def stop(self) -> None:
        """Speak English again."""
        translator, self._translator = self._translator, None
        if translator is not None:
            QCoreApplication.removeTranslator(translator)
            translation.use(translation.Language())
