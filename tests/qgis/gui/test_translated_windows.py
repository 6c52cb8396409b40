"""The windows in another language: Qt finds the texts of the forms under the names that translators see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QTranslator
from qgis.PyQt.QtWidgets import QAbstractButton, QGroupBox, QLabel, QWidget

from ocm_plugin.gui.options_page import OptionsPage
from ocm_plugin.gui.search_form import SearchForm
from ocm_plugin.gui.sharing import KML, ShareDialog
from ocm_plugin.qgis_support.paths import form_path
from tools.translations import Text, texts_of_form


def _words(text: str | bytes) -> str:
    return text.decode() if isinstance(text, bytes) else text


class Marking(QTranslator):
    """Puts what it is asked for between marks."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[Text] = set()

    def translate(self, context, source, _disambiguation=None, _n=-1) -> str:
        self.asked.add(Text(_words(context), _words(source)))
        return f"«{_words(source)}»"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def marking(qgis_new_project) -> Iterator[Marking]:
    translator = Marking()
    QCoreApplication.installTranslator(translator)
    yield translator
    QCoreApplication.removeTranslator(translator)


def _options() -> QWidget:
    return OptionsPage()


def _search() -> QWidget:
    return SearchForm(QgsMapCanvas())


def _share() -> QWidget:
    return ShareDialog(KML, QgsVectorLayer("Point?field=ocm_id:integer", "Stations", "memory"))


@pytest.mark.parametrize(("name", "made"), [("options", _options), ("search_form", _search), ("share_dialog", _share)])
def test_all_texts_of_a_form_are_looked_up_where_translators_put_them(marking, qtbot, name, made):
    wanted = set(texts_of_form(Path(form_path(name))))
    window = made()
    qtbot.addWidget(window)
    assert wanted
    assert wanted <= marking.asked, wanted - marking.asked
    shown = [box.title() for box in window.findChildren(QGroupBox)]
    shown += [each.text() for kind in (QLabel, QAbstractButton) for each in window.findChildren(kind)]
    assert any(text.startswith("«") for text in shown)
    if hasattr(window, "area_widgets"):
        window.area_widgets.stop()
