"""German as QGIS speaks it: each text of the file arrives, and each keyboard shortcut stays where it can be pressed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QTabBar, QWidget

from ocm_plugin.gui.options_page import OptionsPage
from ocm_plugin.ocm.translation import language, tr
from ocm_plugin.qgis_support.translation import CONTEXT, Translation
from tests.support.german import german
from tools.translations import Text, translations_of

SHORTCUT = re.compile(r"(?<!&)&([^&\s])")


@pytest.fixture(name="german")
def german_qgis(qgis_app) -> Iterator[Translation]:
    """The plugin's own German."""
    with german() as translation:
        yield translation


def said(text: Text, n: int) -> str:
    """A text as the plugin shows it, its placeholders left open."""
    if text.context != CONTEXT:
        return QCoreApplication.translate(text.context, text.text)
    return language().text(text.text, text.plural, n if text.plural else None)


def test_every_text_of_the_file_arrives(german):
    """The compiled file was older than the one that translators edit, or Qt could not find a text in it."""
    translations = {text: forms for text, forms in translations_of("de").items() if forms}
    assert translations
    arrived = {text: tuple(said(text, n) for n in (1, 2)[: len(forms)]) for text, forms in translations.items()}
    assert arrived == translations


def test_starting_twice_is_harmless_and_the_end_is_english(german):
    german.start()
    assert tr("{n} station", "{n} stations", n=1250) == "1.250 Ladestationen"
    german.stop()
    german.stop()
    assert tr("{n} station", "{n} stations", n=1250) == "1,250 stations"
    assert QCoreApplication.translate("SearchForm", "Reset Filters") == "Reset Filters"


def test_countries_stand_where_a_reader_of_german_looks_for_them(german, form):
    model = form.countries_list.model()
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert names.index("Oman") < names.index("Österreich") < names.index("Panama")
    assert names.index("Ägypten") < names.index("Albanien")


def shortcuts(widget: QWidget) -> Counter[str]:
    """How many visible widgets take each shortcut."""
    shown = [each for each in widget.findChildren(QWidget) if each.isVisible()]
    texts = [each.text() for each in shown if isinstance(each, (QLabel, QAbstractButton))]
    texts += [each.tabText(index) for each in shown if isinstance(each, QTabBar) for index in range(each.count())]
    return Counter(found.group(1).lower() for text in texts if (found := SHORTCUT.search(text)))


def test_the_search_panel_takes_no_shortcut(german, form):
    assert shortcuts(form) == {}


def test_no_shortcut_of_the_options_is_taken_twice(german, qtbot):
    page = OptionsPage()
    qtbot.addWidget(page)
    page.show()
    assert max(shortcuts(page).values()) == 1
