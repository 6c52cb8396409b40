"""Every difference between the versions of QGIS that this plugin supports (3.22 to 4); nothing else asks for one."""

from __future__ import annotations

import json
import re
from typing import Any

from qgis.core import (
    Qgis,
    QgsAttributeEditorContainer,
    QgsAttributeEditorElement,
    QgsAttributeEditorHtmlElement,
    QgsDataProvider,
    QgsField,
    QgsLocatorResult,
    QgsMapLayer,
    QgsMapLayerType,
    QgsUnitTypes,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType, QVariant
from qgis.PyQt.QtXml import QDomDocument

VERSION: int = Qgis.QGIS_VERSION_INT

if VERSION >= 33000:
    from qgis.core import QgsAttributeEditorTextElement

FIELD_TYPES: dict[str, Any]
"""QGIS' type of a field by the plugin's name for it (`schema.FIELD_TYPES`)."""

if VERSION >= 33800:  # QgsField takes QMetaType only since then, and Qt 6 has no QVariant.Type
    _TYPES = QMetaType.Type
    FIELD_TYPES = {
        "int": _TYPES.Int,
        "int64": _TYPES.LongLong,
        "real": _TYPES.Double,
        "text": _TYPES.QString,
        "bool": _TYPES.Bool,
        "date": _TYPES.QDate,
        "datetime": _TYPES.QDateTime,
    }
    LIST_TYPES: tuple[Any, ...] = (_TYPES.QVariantList, _TYPES.QStringList)
    MAP_TYPE: Any = _TYPES.QVariantMap
    _MORE_TYPES = {_TYPES.UInt: "INTEGER", _TYPES.ULongLong: "INTEGER", _TYPES.QByteArray: "BLOB"}
else:
    FIELD_TYPES = {
        "int": QVariant.Type.Int,
        "int64": QVariant.Type.LongLong,
        "real": QVariant.Type.Double,
        "text": QVariant.Type.String,
        "bool": QVariant.Type.Bool,
        "date": QVariant.Type.Date,
        "datetime": QVariant.Type.DateTime,
    }
    LIST_TYPES = (QVariant.Type.List, QVariant.Type.StringList)
    MAP_TYPE = QVariant.Type.Map
    _MORE_TYPES = {
        QVariant.Type.UInt: "INTEGER",
        QVariant.Type.ULongLong: "INTEGER",
        QVariant.Type.ByteArray: "BLOB",
    }

_GEOPACKAGE_TYPES = {
    FIELD_TYPES["int"]: "MEDIUMINT",
    FIELD_TYPES["int64"]: "INTEGER",
    FIELD_TYPES["real"]: "REAL",
    FIELD_TYPES["bool"]: "BOOLEAN",
    FIELD_TYPES["date"]: "DATE",
    FIELD_TYPES["datetime"]: "DATETIME",
    **_MORE_TYPES,
}

SCRATCH_LAYERS_TAKE_ALIASES = VERSION < 34000
"""Newer ones drop aliases and comments of fields, with a warning for each."""

MAP_TIPS_STAY_IN_VIEW = VERSION >= 33400
"""Older ones draw a tip right of and below the mouse, also where the map ends there."""

if VERSION >= 33000:
    WKB_POINT = Qgis.WkbType.Point
    WKB_LINE = Qgis.WkbType.LineString
    WKB_LINES = Qgis.WkbType.MultiLineString
    WKB_POLYGON = Qgis.WkbType.Polygon
    WKB_NONE = Qgis.WkbType.NoGeometry
    POINT_GEOMETRY = Qgis.GeometryType.Point
    LINE_GEOMETRY = Qgis.GeometryType.Line
    POLYGON_GEOMETRY = Qgis.GeometryType.Polygon
    VECTOR_LAYER = Qgis.LayerType.Vector
    MAP_UNITS = Qgis.RenderUnit.MapUnits
else:
    WKB_POINT = QgsWkbTypes.Type.Point
    WKB_LINE = QgsWkbTypes.Type.LineString
    WKB_LINES = QgsWkbTypes.Type.MultiLineString
    WKB_POLYGON = QgsWkbTypes.Type.Polygon
    WKB_NONE = QgsWkbTypes.Type.NoGeometry
    POINT_GEOMETRY = QgsWkbTypes.GeometryType.PointGeometry
    LINE_GEOMETRY = QgsWkbTypes.GeometryType.LineGeometry
    POLYGON_GEOMETRY = QgsWkbTypes.GeometryType.PolygonGeometry
    VECTOR_LAYER = QgsMapLayerType.VectorLayer
    MAP_UNITS = QgsUnitTypes.RenderUnit.RenderMapUnits

NETWORK_ITEMS: Any = (
    Qgis.DataItemProviderCapability.NetworkSources if VERSION >= 33600 else int(QgsDataProvider.DataCapability.Net)
)
"""Items of QGIS' browser that stand for something in a network."""


def geopackage_type(field: QgsField) -> str:
    """The type of a field's column in a GeoPackage."""
    length = f"({field.length()})" if field.type() == FIELD_TYPES["text"] and field.length() > 0 else ""
    return _GEOPACKAGE_TYPES.get(field.type(), f"TEXT{length}")


def is_map(field: QgsField) -> bool:
    """Whether a field has maps, which GeoPackages hold as JSON."""
    return bool(field.type() == MAP_TYPE)


def enum_number(member: Any) -> int:
    """The number of an enumerator. PyQt6 makes Python enums of them, which a QVariant cannot hold as number."""
    return int(getattr(member, "value", member))


def user_data(result: QgsLocatorResult) -> Any:
    """What a result of the locator bar carries for its filter. QGIS 3.22 gives it by a method only."""
    return result.getUserData() if hasattr(result, "getUserData") else result.userData


def set_group_box(container: QgsAttributeEditorContainer, is_group_box: bool) -> None:
    """Show a container of a form as group box, else as tab."""
    if VERSION >= 33200:
        kinds = Qgis.AttributeEditorContainerType
        container.setType(kinds.GroupBox if is_group_box else kinds.Tab)
    else:
        container.setIsGroupBox(is_group_box)


MARKUP_OPENS_LINKS = VERSION >= 33000
"""Whether the places of `markup_element` open links. Older web views would show the page inside the form."""

MARKUP_WRAPS = VERSION < 33000 or VERSION >= 34400
"""Whether lines end at the edge of the places of `markup_element`. From QGIS 3.30 to 3.42 they end only at
line breaks, and one long text makes a form thousands of pixels wide."""

# Colours and font of QGIS, which web views know by these names of the system. Links do nothing there.
_OLD_STYLE = (
    "body{margin:0;color:CaptionText;font:message-box}table{font:message-box;color:CaptionText}"
    "td{word-wrap:break-word}a{color:inherit;text-decoration:none;pointer-events:none}"
)


def markup_element(template: str, parent: QgsAttributeEditorElement) -> QgsAttributeEditorElement:
    """A place in a form for HTML with expressions in "[% %]". It has no name, which QGIS would show above it."""
    if VERSION >= 33000:
        element = QgsAttributeEditorTextElement("", parent)
        element.setText(template)
    else:
        element = QgsAttributeEditorHtmlElement("", parent)
        # Parts of HTML and expressions in turns.
        parts = [json.dumps(part) for part in re.split(r"\[%(.*?)%\]", template, flags=re.DOTALL)]
        parts[1::2] = [f'(expression.evaluate({expression}) || "")' for expression in parts[1::2]]
        script = f"<script>document.write({' + '.join(parts)})</script>"
        # Loaded after QGIS' start.
        from .type_size import chosen_points

        # Web views know the size of the system only.
        size = chosen_points()
        style = f"{_OLD_STYLE}body,table{{font-size:{size}pt}}" if size else _OLD_STYLE
        element.setHtmlCode(f"<!DOCTYPE html><style>{style}</style><body>{script}</body>")
    element.setShowLabel(False)
    return element


def markup_of(element: QgsAttributeEditorElement) -> str:
    """What a place made by `markup_element` holds, in the form of this QGIS; "" for other elements of a form."""
    # Not by its class: QGIS 3.22 gives Python no more than an element of any kind.
    markup = str(element.toDomElement(QDomDocument()).text())
    return re.sub("^<!DOCTYPE html><style>.*?</style>", "", markup)  # which depends on the size of type


def store_style(layer: QgsMapLayer, name: str) -> str:
    """Store the layer's look in its database, as the one it opens with; what went wrong, "" when nothing did.

    An older one of that name is removed first: QGIS would ask in a modal window whether to overwrite it.
    """
    own, ids, names, _, _ = layer.listStylesInDatabase()
    # The layer's own come first; after them those of the other tables, which have the same name and must stay.
    for style_id in (found for found, stored in zip(ids[:own], names[:own]) if stored == name):
        layer.deleteStyleFromDatabase(style_id)
    if hasattr(layer, "saveStyleToDatabaseV2"):
        return layer.saveStyleToDatabaseV2(name, "", True, "")[1]
    return layer.saveStyleToDatabase(name, "", True, "")
