"""The texts that windows and layers show, hidden pages and tool tips too."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import html
from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorRelation,
    QgsLayerTreeModel,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsDateTimeEdit, QgsExtentWidget, QgsFileWidget, QgsFilterLineEdit, QgsPasswordLineEdit
from qgis.PyQt.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from qgis.PyQt.QtGui import QTextDocument
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialogButtonBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from .cards import filled
from .pseudo import Shown

_ATTRIBUTES = ("title", "alt", "placeholder", "aria-label", "data-label")


def plain(text: str) -> str:
    """What is read of a text that may be markup."""
    if not Qt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def texts_of(widget: QWidget) -> Iterator[Shown]:
    """All texts of a widget and of what lies in it."""
    for each in (widget, *widget.findChildren(QWidget)):
        if _is_part_of_qgis(each, widget):
            continue
        place = f"{type(each).__name__} {each.objectName()}"
        for text in _texts_of_one(each):
            yield Shown(place, plain(text))


def _is_part_of_qgis(widget: QWidget, root: QWidget) -> bool:
    """Whether it lies inside a widget of QGIS or Qt, which have languages of their own."""
    parent = widget.parent()
    if isinstance(parent, QTabBar):
        return True
    while widget is not root and parent is not None:
        if isinstance(parent, _OF_QGIS) or (isinstance(widget, QPushButton) and isinstance(parent, QDialogButtonBox)):
            return True
        widget, parent = parent, parent.parent()
    return False


def _texts_of_one(widget: QWidget) -> Iterator[str]:
    yield widget.windowTitle() if widget.isWindow() else ""
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    for action in () if isinstance(widget, _OF_QGIS) else widget.actions():
        yield from (action.text(), action.toolTip(), action.statusTip())
    for kind, texts in _READERS:
        if isinstance(widget, kind):
            yield from texts(widget)


_OF_QGIS = (QgsExtentWidget, QgsFileWidget, QgsFilterLineEdit, QgsPasswordLineEdit, QAbstractSpinBox)


def _line_texts(edit: QLineEdit) -> Iterator[str]:
    yield edit.placeholderText()
    yield edit.text()


def _spin_box_texts(box: QAbstractSpinBox) -> Iterator[str]:
    yield box.specialValueText()
    for name in ("prefix", "suffix"):
        if hasattr(box, name):
            yield getattr(box, name)()


def _tab_texts(tabs: QTabWidget) -> Iterator[str]:
    for index in range(tabs.count()):
        yield from (tabs.tabText(index), tabs.tabToolTip(index))


def _menu_texts(menu: QMenu) -> Iterator[str]:
    yield menu.title()
    for action in menu.actions():
        yield action.text()


_READERS = (
    (QLabel, lambda label: [label.text()]),
    (QAbstractButton, lambda button: [button.text()]),
    (QGroupBox, lambda box: [box.title()]),
    (QLineEdit, _line_texts),
    (QTextEdit, lambda edit: [edit.toPlainText(), edit.placeholderText()]),
    (QProgressBar, lambda bar: [bar.format()]),
    (QAbstractSpinBox, _spin_box_texts),
    (QgsDateTimeEdit, lambda edit: [edit.nullRepresentation(), edit.text()]),
    (QgsFileWidget, lambda edit: [edit.filter(), edit.dialogTitle()]),
    (QTabWidget, _tab_texts),
    (QMenu, _menu_texts),
    (QComboBox, lambda combo: model_texts(combo.model())),
    (QAbstractItemView, lambda view: model_texts(view.model())),
)


def model_texts(model: QAbstractItemModel | None, parent: QModelIndex | None = None) -> Iterator[str]:
    """All entries of a list, table or tree, with their tool tips and the headings."""
    if model is None:
        return
    parent = QModelIndex() if parent is None else parent
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(index.data(role) or "")
            if column == 0:
                yield from model_texts(model, index)
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def html_texts(markup: str) -> Iterator[str]:
    """What a browser shows of a page or of a part of one."""
    root = html.fromstring(markup)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in ("script", "style", "code"):
            yield element.text or ""
        yield element.tail or ""
        yield from (element.get(name, "") for name in _ATTRIBUTES)
        if element.get("name") == "description":
            yield element.get("content", "")


# Layers


def legend_texts(layer: QgsVectorLayer) -> Iterator[str]:
    """The rows of a layer's legend."""
    model = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot())
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    for row in model.layerLegendNodes(node):
        yield from (str(row.data(role) or "") for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole))


def field_texts(layer: QgsVectorLayer) -> Iterator[Shown]:
    """What form and table say about the fields: aliases, comments, the words for codes."""
    for index, field in enumerate(layer.fields()):
        place = f"{layer.name()}.{field.name()}"
        yield Shown(f"alias of {place}", layer.attributeDisplayName(index))
        yield Shown(f"comment of {place}", field.comment())
        for text in _words_in(layer.editorWidgetSetup(index).config()):
            yield Shown(f"widget of {place}", text)


def _words_in(config: Any) -> Iterator[str]:
    """The words of a value map, which are its keys, in any form that QGIS keeps them."""
    entries = config.get("map", {})
    for each in entries if isinstance(entries, list) else [entries]:
        yield from (str(word) for word in each)


def form_texts(layer: QgsVectorLayer) -> Iterator[str]:
    """The tabs, groups and labels of a form."""

    def below(container: QgsAttributeEditorContainer) -> Iterator[str]:
        for element in container.children():
            if isinstance(element, QgsAttributeEditorRelation):
                yield element.label()
            if isinstance(element, QgsAttributeEditorContainer):
                yield element.name()
                yield from below(element)

    return below(layer.editFormConfig().invisibleRootContainer())


def evaluated(layer: QgsVectorLayer, template: str, most: int = 10_000) -> Iterator[str]:
    """A template with expressions, as it is for each feature."""
    for _, made in islice(filled(layer, template), most):
        if made.strip():
            yield from html_texts(made)


def metadata_texts(layer: QgsVectorLayer) -> Iterator[Shown]:
    """What a layer says of itself."""
    metadata = layer.metadata()
    named = {
        "title": [metadata.title()],
        "abstract": metadata.abstract().splitlines(),
        "rights": metadata.rights(),
        "licences": metadata.licenses(),
        "history": metadata.history(),
        "constraints": [each.constraint for each in metadata.constraints()],
        "links": [text for link in metadata.links() for text in (link.name, link.description)],
        "contacts": [text for one in metadata.contacts() for text in (one.name, one.role, one.organization)],
        "notes": [str(layer.customProperty("userNotes") or "")],
    }
    for name, texts in named.items():
        for text in texts:
            yield Shown(f"{name} of {layer.name()}", plain(text))
