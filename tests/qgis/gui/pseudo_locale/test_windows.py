"""No English is left in menus, options, About and layouts."""

from __future__ import annotations

from qgis.core import QgsLayoutItemLabel, QgsProject
from qgis.PyQt.QtWidgets import QApplication

from ocm_plugin.gui.about import about_html
from ocm_plugin.qgis_support.key_store import KEY_STORE, KeyState
from tests.support.layout_designer import Designer
from tests.support.shown_texts import html_texts, texts_of

from ..conftest import settle
from .conftest import none_left, of, texts_of_viewer


def test_menus(plugin, window, stations):
    plugin.layer_actions._style_menu.aboutToShow.emit()
    actions = [*window.plugin_menu.actions(), *window.layer_actions, *window.tool_bar]
    texts = [window.plugin_menu.title(), *(text for each in actions for text in (each.text(), each.toolTip()))]
    texts += [action.text() for action in plugin.layer_actions._style_menu.actions()]
    none_left(of("menu", texts))


def test_options(plugin, window, monkeypatch):
    monkeypatch.setattr(KEY_STORE, "key", lambda ask_again=False: "")
    page = window.options.createWidget(None)
    shown = [*texts_of(page), *of("title", [window.options.title()])]
    page.timeout_spin.setValue(600)
    page.base_url_edit.setText("ftp://")
    for state in KeyState:
        monkeypatch.setattr(type(KEY_STORE), "state", lambda self, state=state: state)
        page.key_edit.setText("")
        page._show_key_state()
        shown += texts_of(page)
    page.key_edit.setText("αβγ")
    shown += texts_of(page)
    page.key_edit.setText("00000000-0000-0000-0000-000000000000")
    page.base_url_edit.setText("")
    shown += texts_of(page)
    page.check_button.click()
    shown += texts_of(page)
    settle(lambda: page.check_button.isEnabled())
    shown += texts_of(page)
    page.deleteLater()
    none_left(shown)


def test_about(plugin, stations, window):
    shown = [*of("about", html_texts(about_html(QgsProject.instance())))]
    before = set(QApplication.topLevelWidgets())
    plugin.show_about()
    for viewer in set(QApplication.topLevelWidgets()) - before:
        shown += texts_of_viewer(viewer)
    QgsProject.instance().clear()
    none_left([*shown, *of("about", html_texts(about_html(QgsProject.instance())))])


def test_layouts(plugin, window, stations):
    designer = Designer()
    window.layoutDesignerOpened.emit(designer)
    (action,) = designer.itemsMenu().actions()
    action.trigger()
    bar = designer.messageBar().currentItem()
    shown = [*of("layout", [action.text(), bar.text(), bar.title()])]
    for item in designer.layout().items():
        if isinstance(item, QgsLayoutItemLabel):
            shown += of("layout item", [item.currentText(), item.displayName().replace(item.id(), "")])
    QgsProject.instance().clear()
    empty = Designer()
    window.layoutDesignerOpened.emit(empty)
    empty.itemsMenu().actions()[0].trigger()
    none_left([*shown, *of("layout", [empty.messageBar().currentItem().text()])])
