"""The rooms of the code, and which way imports point: the tables of the design."""

from __future__ import annotations

# Room → the rooms it may import from.
ARROWS = {
    "ocm": set(),
    "qgis_support": {"ocm"},
    "layers": {"ocm", "qgis_support"},
    "share": {"ocm", "layers", "qgis_support"},
    "analysis": {"ocm", "layers", "qgis_support"},
    "processing": {"ocm", "qgis_support", "layers", "share", "analysis"},
    "gui": {"ocm", "qgis_support", "layers", "share", "processing", "analysis"},
    "plugin": {"ocm", "gui", "processing", "layers", "qgis_support"},
}
# The same for the rooms of ocm. Of its loose modules, those of the ground floor may be imported by all of them, and
# the others, which bring the rooms together, by none.
GROUND = {
    "checks",
    "errors",
    "feedback",
    "files",
    "json_values",
    "phrases",
    "remembering",
    "slices",
    "stored",
    "translation",
    "version",
}
ARROWS_OF_OCM = {
    "ground": set(),
    "http": {"ground"},
    "records": {"ground"},
    "search": {"ground"},
    "tables": {"ground", "records", "search"},
    "match": {"ground", "records", "search", "tables"},
    "store": {"ground", "records", "search", "tables", "match"},
    "sources": {"ground", "http", "records", "search", "tables", "store"},
    "analysis": {"ground", "records", "search", "tables", "match"},
    "top": {"ground", "http", "records", "search", "tables", "match", "sources", "store"},
}
