"""“Save Permanently” keeps the layer: whatever the project makes of it goes on as if its rows had always lain there."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import (
    QgsAction,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsField,
    QgsLayoutItemMap,
    QgsMapThemeCollection,
    QgsPrintLayout,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QDateTime

from ocm_plugin.gui.sharing import Sharing
from ocm_plugin.layers.build import StationLayers
from ocm_plugin.layers.keywords import is_station_layer, relation_id
from ocm_plugin.layers.reloading import layers_of
from ocm_plugin.layers.saving import LayersToSave
from ocm_plugin.ocm.errors import FileWriteError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.search.areas import World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.tables.schema import CONNECTIONS
from ocm_plugin.qgis_support import compat

from .conftest import Window, settle
from .results import demo_stations, request

SEARCH = Search(area=World(), include_comments=True)


@pytest.fixture
def layers(window, tasks) -> StationLayers:
    """The invented stations with connections, comments and photos, as a search loads them."""
    found = layers_of(demo_stations(window, tasks, request(SEARCH)), QgsProject.instance())
    assert len(found.all()) == 4
    return found


def save(sharing: Sharing, layer: QgsVectorLayer, path: Path, window: Window) -> None:
    sharing.save_to(layer, str(path))
    settle(lambda: "Saved as" in window.message())


def rows(layer: QgsVectorLayer, names: list[str]) -> dict[int, tuple]:
    """The values of columns by the id of the row."""
    return {row.id(): tuple(_text(row[name]) for name in names) for row in layer.getFeatures(QgsFeatureRequest())}


def _text(value) -> str:
    # A file says of its times that they are in UTC, and QGIS then calls them local.
    if isinstance(value, QDateTime):
        return value.toString("yyyy-MM-dd HH:mm:ss")
    return "NULL" if value is None else str(value)


def differences(before: object, after: object, where: str = "") -> list[str]:
    """Where two values differ, and how."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        pairs = [(f"{where}/{key}", before[key], after[key]) for key in before]
    elif isinstance(before, (list, tuple)) and isinstance(after, (list, tuple)) and len(before) == len(after):
        pairs = [(f"{where}/{number}", *pair) for number, pair in enumerate(zip(before, after))]
    else:
        return [] if before == after else [f"{where}: {before!r:.200} → {after!r:.200}"]
    return [difference for name, old, new in pairs for difference in differences(old, new, name)]


class Made:
    """What somebody makes of the layers in a project."""

    def __init__(self, layers: StationLayers) -> None:
        self.project = QgsProject.instance()
        self.layers = layers
        stations = layers.stations
        self._edit(stations)
        self.other = self._joined_by_another(stations)
        root = self.project.layerTreeRoot()
        node = root.findLayer(stations.id())
        node.setItemVisibilityChecked(False)
        node.setName("Chargers of the region")
        node.setCustomProperty("ours", "yes")
        self.theme = [stations, layers.connections]
        record = QgsMapThemeCollection.MapThemeRecord()
        record.setLayerRecords([QgsMapThemeCollection.MapThemeLayerRecord(layer) for layer in self.theme])
        self.project.mapThemeCollection().insert("theme", record)
        self.layout = QgsPrintLayout(self.project)
        self.map = QgsLayoutItemMap(self.layout)
        self.map.setLayers([stations])
        self.map.setKeepLayerSet(True)
        self.layout.addLayoutItem(self.map)
        self.project.layoutManager().addLayout(self.layout)
        stations.actions().addAction(QgsAction(QgsAction.ActionType.OpenUrl, "Look", "https://example.org"))
        QgsExpressionContextUtils.setLayerVariable(stations, "owner", "city")
        stations.setCustomProperty("plans/2030", "yes")
        stations.styleManager().addStyleFromLayer("second")
        stations.addExpressionField('"n_points" * 2', QgsField("twice", compat.FIELD_TYPES["int"]))
        stations.setOpacity(0.7)
        stations.setDependencies([])

    @staticmethod
    def _edit(stations: QgsVectorLayer) -> None:
        """A column of the user's own, and a correction; two rows deleted, so that ids have gaps."""
        assert stations.startEditing()
        assert stations.addAttribute(QgsField("visited", compat.FIELD_TYPES["text"]))
        ids = sorted(stations.allFeatureIds())
        stations.deleteFeatures(ids[2:4])
        stations.changeAttributeValue(ids[0], stations.fields().indexOf("visited"), "yes, on Monday")
        stations.changeAttributeValue(ids[1], stations.fields().indexOf("name"), "The corrected name")
        assert stations.commitChanges()
        stations.selectByIds([ids[1], ids[7], ids[-1]])

    def _joined_by_another(self, stations: QgsVectorLayer) -> QgsVectorLayer:
        other = QgsVectorLayer("NoGeometry?field=number:integer", "plans", "memory")
        self.project.addMapLayer(other)
        join = QgsVectorLayerJoinInfo()
        join.setJoinLayer(stations)
        join.setJoinFieldName("ocm_id")
        join.setTargetFieldName("number")
        join.setPrefix("ocm_")
        other.addJoin(join)
        return other

    def seen(self) -> dict[str, object]:
        """All of it, as it is now."""
        project, stations = self.project, self.layers.stations
        root = project.layerTreeRoot()
        node = root.findLayer(stations.id())
        record = project.mapThemeCollection().mapThemeState("theme")
        columns = [field.name() for field in stations.fields() if field.name() != "fid"]
        return {
            "layers": sorted(project.mapLayers()),
            "tree": [[child.name() for child in group.children()] for group in root.findGroups()],
            "order": [layer.id() for layer in root.layerOrder()],
            "node": (node.name(), node.itemVisibilityChecked(), node.customProperty("ours")),
            "theme": [part.layer().id() for part in record.layerRecords()],
            "map": [layer.id() for layer in self.map.layers()],
            "relations": {key: one.isValid() for key, one in project.relationManager().relations().items()},
            "join": (self.other.vectorJoins()[0].joinLayer() is stations, "ocm_name" in self.other.fields().names()),
            "actions": [action.name() for action in stations.actions().actions()],
            "variables": stations.customProperty("variableNames"),
            "property": stations.customProperty("plans/2030"),
            "styles": stations.styleManager().styles(),
            "opacity": stations.opacity(),
            "aliases": {name: stations.attributeAlias(stations.fields().indexOf(name)) for name in columns},
            "widgets": {name: stations.editorWidgetSetup(stations.fields().indexOf(name)).type() for name in columns},
            "columns": columns,
            "tip": stations.mapTipTemplate(),
            "form": [tab.name() for tab in stations.editFormConfig().tabs()],
            "renderer": stations.renderer().dump(),
            "selected": sorted(stations.selectedFeatureIds()),
            "filter": stations.subsetString(),
            "metadata": stations.metadata().keywords(),
            "rows": rows(stations, columns),
            "tables": [rows(child, ["ocm_id"]) for child in self.layers.children().values()],
        }


@pytest.mark.parametrize("subset", ["", '"max_kw" >= 50'])
def test_all_that_is_made_of_the_layers_stays(sharing, layers, window, tmp_path, subset):
    """Saving made new layers: group, map theme, joins, locked layers of layouts, relations and variables lost them."""
    made = Made(layers)
    if subset:
        held = layers.stations.featureCount()
        ids = layers.stations.selectedFeatureIds()
        assert layers.stations.setSubsetString(subset)
        layers.stations.selectByIds(ids)
    before = made.seen()
    assert len(before["rows"]) > 20 and len(before["relations"]) == 3 and all(before["relations"].values())
    path = tmp_path / "kept.gpkg"
    save(sharing, layers.stations, path, window)
    after = made.seen()
    assert differences(before, after) == []
    assert [layer.providerType() for layer in layers.all()] == ["ogr"] * 4
    assert all(layer.isValid() and str(path) in layer.source() for layer in layers.all())
    assert window.message() == "Saved as kept.gpkg."
    assert made.project.isDirty()
    relation = made.project.relationManager().relation(relation_id(CONNECTIONS, layers.stations.id()))
    assert sum(1 for station in layers.stations.getFeatures() for _ in relation.getRelatedFeatures(station)) > 20
    if subset:
        # What the filter hides is saved too.
        assert layers.stations.setSubsetString("")
        assert layers.stations.featureCount() == held


def test_the_project_opens_with_all_of_it(sharing, layers, window, tmp_path):
    made = Made(layers)
    before = made.seen()
    save(sharing, layers.stations, tmp_path / "kept.gpkg", window)
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "project.qgz"))
    window.clear_project()
    assert project.read(str(tmp_path / "project.qgz"))
    settle()
    stations = project.mapLayer(layers_id := before["map"][0])
    assert is_station_layer(stations) and rows(stations, ["ocm_id", "name", "visited"]).keys() == before["rows"].keys()
    theme = project.mapThemeCollection().mapThemeState("theme").layerRecords()
    assert sorted(part.layer().id() for part in theme) == sorted(before["theme"])
    (layout,) = project.layoutManager().printLayouts()
    (shown,) = [item for item in layout.items() if isinstance(item, QgsLayoutItemMap)]
    assert [layer.id() for layer in shown.layers()] == [layers_id]
    assert {key: one.isValid() for key, one in project.relationManager().relations().items()} == before["relations"]


def test_the_sign_of_temporary_layers_goes(sharing, layers, window, tmp_path):
    """QGIS asks at its end about layers that it calls temporary, and marks them in the layer panel."""
    assert all(layer.isTemporary() for layer in layers.all())
    changed = []
    layers.stations.dataSourceChanged.connect(lambda: changed.append(layers.stations.providerType()))
    save(sharing, layers.stations, tmp_path / "kept.gpkg", window)
    assert changed == ["ogr"]
    assert all(layer.dataProvider().name() == "ogr" for layer in layers.all())


def test_a_layer_in_edit_mode_is_refused(sharing, layers, window, tmp_path):
    assert layers.connections.startEditing()
    sharing.save_to(layers.stations, str(tmp_path / "kept.gpkg"))
    assert "is being edited" in window.message()
    assert list(tmp_path.iterdir()) == []


def test_what_changes_while_it_is_saved_is_not_lost(layers, tmp_path):
    """An edit between the writing and the exchange would be in neither place."""
    path = str(tmp_path / "kept.gpkg")
    to_save = LayersToSave(layers)
    to_save.write(path, Feedback())
    stations = layers.stations
    first = min(stations.allFeatureIds())
    assert stations.startEditing()
    stations.changeAttributeValue(first, stations.fields().indexOf("name"), "Changed in the last moment")
    assert stations.commitChanges()
    to_save.open(path)
    with pytest.raises(FileWriteError, match="was changed while it was saved"):
        to_save.exchange(path, [layer.id() for layer in layers.all()])
    assert stations.providerType() == "memory"
    assert stations.getFeature(first)["name"] == "Changed in the last moment"


@pytest.mark.parametrize("how", ["a table is gone", "rows are gone", "the file is gone"])
def test_when_the_file_cannot_be_read_all_is_as_it_was(layers, tmp_path, how):
    """A temporary layer forgets its rows in the moment in which it reads another source."""
    made = Made(layers)
    before = made.seen()
    path = tmp_path / "kept.gpkg"
    to_save = LayersToSave(layers)
    to_save.write(str(path), Feedback())
    to_save.open(str(path))
    if how == "the file is gone":
        path.unlink()
    else:
        with closing(sqlite3.connect(path)) as file:
            file.execute("DROP TABLE ocm_media" if how == "a table is gone" else "DELETE FROM ocm_media")
            file.execute("UPDATE gpkg_ogr_contents SET feature_count = 0 WHERE table_name = 'ocm_media'")
            file.commit()
    with pytest.raises(FileWriteError, match="The layers stay as they are"):
        to_save.exchange(str(path), [layer.id() for layer in layers.all()])
    after = made.seen()
    for seen in (before, after):
        # Rows that come back are numbered again.
        seen["selected"] = [seen["rows"][number] for number in seen["selected"]]
        seen["rows"] = list(seen["rows"].values())
        seen["tables"] = [list(table.values()) for table in seen["tables"]]
    assert differences(before, after) == []
    assert [layer.providerType() for layer in layers.all()] == ["memory"] * 4


def test_a_filter_that_the_file_does_not_understand_is_said(sharing, layers, window, tmp_path):
    held = layers.stations.featureCount()
    assert layers.stations.setSubsetString('array_contains(array(50, 150), "max_kw")')
    save(sharing, layers.stations, tmp_path / "kept.gpkg", window)
    assert "does not understand the filter of “Charging stations”: it was removed." in window.message()
    assert layers.stations.featureCount() == held


@pytest.mark.parametrize("name", ["fid", "FID", "ogc_fid", "geom"])
def test_a_column_called_as_the_key_of_the_file_stays_a_column(sharing, layers, window, tmp_path, name):
    stations = layers.stations
    assert stations.startEditing()
    assert stations.addAttribute(QgsField(name, compat.FIELD_TYPES["int"]))
    for number in stations.allFeatureIds():
        stations.changeAttributeValue(number, stations.fields().indexOf(name), 1000 - number)
    assert stations.commitChanges()
    before = rows(stations, [name, "ocm_id"])
    save(sharing, stations, tmp_path / "kept.gpkg", window)
    assert rows(stations, [name, "ocm_id"]) == before


def test_columns_that_a_geopackage_takes_for_one_are_named(sharing, layers, window, tmp_path):
    """The message blamed the folder."""
    stations = layers.stations
    assert stations.dataProvider().addAttributes([QgsField("NAME", compat.FIELD_TYPES["text"])])
    stations.updateFields()
    sharing.save_to(stations, str(tmp_path / "kept.gpkg"))
    settle(lambda: "does not distinguish the columns “name” and “NAME”" in window.message())
    assert list(tmp_path.iterdir()) == [] and stations.providerType() == "memory"


@pytest.mark.parametrize("place, values", [(0, [1, 2]), (1, ["Müller", "a, b"])])
def test_lists_become_text(sharing, layers, window, tmp_path, place, values):
    """They became nothing, and the layer that held them was gone."""
    stations = layers.stations
    kinds = (compat.FIELD_TYPES["int"], compat.FIELD_TYPES["text"])
    field = QgsField("tags", compat.LIST_TYPES[place], subType=kinds[place])
    assert stations.dataProvider().addAttributes([field])
    stations.updateFields()
    first, second = sorted(stations.allFeatureIds())[:2]
    assert stations.dataProvider().changeAttributeValues({first: {stations.fields().indexOf("tags"): values}})
    save(sharing, stations, tmp_path / "kept.gpkg", window)
    assert stations.providerType() == "ogr"
    assert json.loads(stations.getFeature(first)["tags"]) == values
    assert _text(stations.getFeature(second)["tags"]) in ("NULL", "[]")


@pytest.fixture
def lasting_folder(tmp_path, monkeypatch):
    """A folder whose files QGIS does not call temporary, as it does those of the system's folder for such files."""
    temporary, lasting = tmp_path / "temporary", tmp_path / "lasting"
    temporary.mkdir()
    lasting.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    return lasting


def test_a_permanent_layer_stays_and_its_copy_comes(sharing, layers, window, lasting_folder):
    first, second = lasting_folder / "first.gpkg", lasting_folder / "second.gpkg"
    save(sharing, layers.stations, first, window)
    sources = [layer.source() for layer in layers.all()]
    assert all(str(first) in source for source in sources)
    sharing.save_to(layers.stations, str(second))
    settle(lambda: window.message() == "Saved as second.gpkg.")
    assert [layer.source() for layer in layers.all()] == sources
    copies = [layer for layer in QgsProject.instance().mapLayers().values() if str(second) in layer.source()]
    assert sorted(copy.featureCount() for copy in copies) == sorted(layer.featureCount() for layer in layers.all())
    window.clear_project()
