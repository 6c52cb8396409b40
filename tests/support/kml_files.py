"""Reads KML and KMZ back: as XML judged by the OGC schema, and through GDAL's two drivers."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import fastkml
from lxml import etree
from osgeo import gdal, ogr

KML = "{http://www.opengis.net/kml/2.2}"
ATOM = "{http://www.w3.org/2005/Atom}"
_SCHEMAS = Path(fastkml.__file__).parent / "schema"

ogr.UseExceptions()


def schema() -> etree.XMLSchema:
    """KML 2.2 of the OGC with the parts of ATOM that it uses."""
    return etree.XMLSchema(etree.parse(str(_SCHEMAS / "ogckml22.xsd")))


def kml_text(path: str) -> bytes:
    """The KML of a file, out of its KMZ if it is one."""
    if path.endswith(".kmz"):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            return archive.read("doc.kml")
    return Path(path).read_bytes()


def document(path: str) -> etree._Element:
    """The Document element of a file that is valid against the schema."""
    tree = etree.parse(io.BytesIO(kml_text(path)), etree.XMLParser(huge_tree=True))
    judge = schema()
    assert judge.validate(tree), judge.error_log
    return tree.getroot().find(f"{KML}Document")


def placemarks(doc: etree._Element) -> list[etree._Element]:
    return list(doc.iter(f"{KML}Placemark"))


def data_of(placemark: etree._Element) -> dict[str, str]:
    """The typed data of a placemark."""
    return {item.get("name"): item.text or "" for item in placemark.iter(f"{KML}SimpleData")}


def folder_names(doc: etree._Element) -> list[str]:
    return [folder.findtext(f"{KML}name") for folder in doc.iterfind(f"{KML}Folder")]


def position_of(placemark: etree._Element) -> tuple[float, float]:
    longitude, latitude = placemark.findtext(f".//{KML}coordinates").split(",")
    return float(longitude), float(latitude)


def read_by(driver: str, path: str) -> list[dict[str, Any]]:
    """All features as GDAL reads them: their fields, "x" and "y"; `driver` is "KML" or "LIBKML"."""
    found = []
    opened = gdal.OpenEx(path, gdal.OF_VECTOR, allowed_drivers=[driver])
    for index in range(opened.GetLayerCount()):
        layer = opened.GetLayer(index)
        for feature in layer:
            names = [layer.GetLayerDefn().GetFieldDefn(place).GetName() for place in range(feature.GetFieldCount())]
            values = {name: feature.GetField(name) for name in names if feature.IsFieldSetAndNotNull(name)}
            geometry = feature.GetGeometryRef()
            found.append({**values, "x": geometry.GetX(), "y": geometry.GetY()})
    return found
