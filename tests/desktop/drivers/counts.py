"""Counts what a plugin can leave behind in the running application."""

from __future__ import annotations

import ctypes
import gc
import threading
from typing import Any

from qgis.core import QgsApplication, QgsExpression, QgsProject
from qgis.gui import QgsOptionsWidgetFactory
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QMetaMethod, QObject, QTimer, QTranslator
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QListWidget, QMenu, QShortcut, QToolBar, QTreeView
from qgis.utils import iface

from tests.desktop.drivers.steps import PACKAGE, objects_of_ours


def watched_objects() -> dict[str, QObject]:
    """The long-lived objects of QGIS whose signals a plugin connects to."""
    project = QgsProject.instance()
    return {
        "iface": iface,
        "main window": iface.mainWindow(),
        "canvas": iface.mapCanvas(),
        "message bar": iface.messageBar(),
        "layer tree view": iface.layerTreeView(),
        "layer tree selection": iface.layerTreeView().selectionModel(),
        "project": project,
        "layer tree": project.layerTreeRoot(),
        "application": QgsApplication.instance(),
        "task manager": QgsApplication.taskManager(),
        "processing registry": QgsApplication.processingRegistry(),
        "message log": QgsApplication.messageLog(),
        "web menu": iface.webMenu(),
    }


def connections(watched: QObject) -> int:
    """How many slots, of Python and of C++, are connected to all signals of an object.

    QObject::receivers is protected, and PyQt refuses to call it for objects that C++ made; the library does not.
    """
    receivers = ctypes.CDLL("libQt5Core.so.5")["_ZNK7QObject9receiversEPKc"]
    receivers.argtypes = (ctypes.c_void_p, ctypes.c_char_p)
    meta = watched.metaObject()
    methods = [meta.method(index) for index in range(meta.methodCount())]
    return sum(
        receivers(int(sip.unwrapinstance(watched)), b"2" + bytes(method.methodSignature()))
        for method in methods
        if method.methodType() == QMetaMethod.MethodType.Signal
    )


def python_objects() -> int:
    """How many objects of classes of our package Python still holds, constants of its modules included."""
    return sum(type(item).__module__.split(".")[0] == PACKAGE for item in gc.get_objects())


def context_menu_entries() -> int:
    """Entries in the layer tree's context menu, layer actions included; negative when the menu cannot be made."""
    provider = iface.layerTreeView().menuProvider()
    menu = provider.createContextMenu() if provider else None
    if menu is None:
        return -1
    entries = len(all_actions(menu))
    menu.deleteLater()
    return entries


def all_actions(menu: QMenu) -> list[QAction]:
    """The actions of a menu and of its sub-menus."""
    found = list(menu.actions())
    for sub_menu in [action.menu() for action in menu.actions() if action.menu()]:
        found += all_actions(sub_menu)
    return found


def options_pages() -> list[str]:
    """The names of the pages in QGIS' Options dialog (opened for a moment, and closed again)."""
    pages: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(100, look)
            return
        listed = dialog.findChild(QListWidget, "mOptionsListWidget")
        if listed is not None:
            pages.extend(listed.item(row).text() for row in range(listed.count()))
        tree = dialog.findChild(QTreeView, "mOptionsTreeView")
        if tree is not None and tree.model() is not None:
            pages.extend(tree_texts(tree.model()))
        dialog.reject()

    QTimer.singleShot(100, look)
    iface.showOptionsDialog(iface.mainWindow())
    return pages


def tree_texts(model: Any, parent: Any = None) -> list[str]:
    """All texts of a tree model."""
    texts: list[str] = []
    for row in range(model.rowCount(parent) if parent is not None else model.rowCount()):
        index = model.index(row, 0, parent) if parent is not None else model.index(row, 0)
        texts += [str(model.data(index)), *tree_texts(model, index)]
    return texts


def delete_later() -> None:
    """Let what was marked for deletion go, and collect what Python no longer needs."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def counts(with_options: bool = True) -> dict[str, int]:
    """Everything that must be the same before loading and after unloading the plugin."""
    delete_later()
    window = iface.mainWindow()
    found = {
        "actions": len(window.findChildren(QAction)),
        "menus": len(window.findChildren(QMenu)),
        "web menu entries": len(all_actions(iface.webMenu())),
        "plugin menu entries": len(all_actions(iface.pluginMenu())),
        "tool bars": len(window.findChildren(QToolBar)),
        "tool bar entries": sum(len(bar.actions()) for bar in window.findChildren(QToolBar)),
        "docks": len(window.findChildren(QDockWidget)),
        "shortcuts": len(window.findChildren(QShortcut)),
        "windows": len([widget for widget in QApplication.topLevelWidgets() if not isinstance(widget, QMenu)]),
        "canvas items": len(iface.mapCanvas().scene().items()),
        "canvas children": len(iface.mapCanvas().findChildren(QObject)),
        "message bar items": len(iface.messageBar().items()),
        "providers": len(QgsApplication.processingRegistry().providers()),
        "expression functions": len(QgsExpression.Functions()),
        "algorithms": len(QgsApplication.processingRegistry().algorithms()),
        "translators": len(QgsApplication.instance().findChildren(QTranslator)),
        "options factories": len([o for o in gc.get_objects() if alive(o, QgsOptionsWidgetFactory)]),
        "layer menu entries": context_menu_entries(),
        "tasks": QgsApplication.taskManager().count(),
        "threads": threading.active_count(),
        "Qt objects of ours": len(objects_of_ours()),
        "Python objects of ours": python_objects(),
    }
    if with_options:
        found["options pages"] = len(options_pages())
    found.update({f"signals of {name}": connections(watched) for name, watched in watched_objects().items()})
    return found


def alive(item: Any, kind: type) -> bool:
    """Whether a Python object is of a kind and its C++ part exists."""
    return isinstance(item, kind) and not sip.isdeleted(item)
