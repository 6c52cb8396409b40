"""Random use: searches, reloads, edits, shares, styles and closings in any order, while the server fails at random.

Whatever is done, nothing crashes, no exception escapes, no result calls itself complete that is not, no file holds half
a result, and no station, column or correction of the user's is lost. The same monkey lives in headless tests and in the
real application; `OCM_MONKEY_ACTIONS` sets for how long.
"""

from __future__ import annotations

import gc
import importlib
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsField, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QVariant
from qgis.PyQt.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QPushButton

from tests.ocm_server import OcmServer, faults
from tests.ocm_server.synthetic import make_pois

STATIONS_N = 300
PAGE_SIZE = 100
REPLACING = ("Replace", "Take Theirs")
"""Who presses these wants to lose stations or corrections."""
EVENTS = 0.0
"""Seconds to wait when only events shall happen."""
Until = tuple[Callable[[], bool], str]
"""What the monkey waits for, and what that is called."""

FAULTS: tuple[Callable[[], faults.Fault], ...] = (
    faults.empty_body,
    faults.html,
    faults.reset,
    faults.truncated,
    faults.invalid_key,
    faults.broken_pois,
    lambda: faults.status(500),
    lambda: faults.delay(0.2),
)


class Monkey:
    """Does one random thing after the other, and knows what must be true whatever it did."""

    def __init__(self, seed: int, package: str, iface: Any, plugin: Any, server: OcmServer, folder: Path) -> None:
        """`package`: the name under which the plugin is imported. `plugin`: has `searching` and `sharing`."""
        self._random = random.Random(seed)
        self._package = package
        self._iface, self._plugin = iface, plugin
        self._server, self._folder = server, folder
        world = self.module("ocm.search.areas").World()
        search = self.module("ocm.search.search").Search
        self._searches = (search(world), search(world, min_power_kw=50.0), search(world, max_results=40))
        self._expected: dict[str, int] = {}
        """Stations that a whole answer to each search has."""
        self._corrected: dict[str, dict[tuple[int, str], str]] = {}
        """What the user wrote into a table, by the table, the station's number and the column."""
        self._actions = (
            *[self._search] * 4,
            *[self._reload] * 4,
            *[self._reload_badly] * 3,
            *[self._wait] * 3,
            *[self._settle] * 3,
            *[self._break_server] * 3,
            *[self._mend_server] * 2,
            *[self._press_button] * 3,
            *[self._correct] * 3,
            self._add_column,
            self._begin_edit,
            *[self._reload_and_undo] * 2,
            self._empty_server,
            self._filter_layer,
            self._cancel,
            self._open_panel,
            self.close_dialogs,
            self._type,
            self._style,
            self._share,
            self._pan,
            self._duplicate,
            self._remove_layer,
            self._clear_project,
        )
        self.done: list[str] = []

    def live(self, actions: int) -> Iterator[Until]:
        """Yields what is to be waited for while events happen. Raises AssertionError when something is wrong."""
        yield from self._learn()
        for _ in range(actions):
            action = self._random.choice(self._actions)
            self.done.append(action.__name__.strip("_"))
            yield from action() or ()
            yield from self._pause(EVENTS)
            gc.collect(0)
        self._server.faults.clear()
        yield from self._settle()
        self.close_dialogs()
        yield from self._empty_project()

    def module(self, name: str) -> Any:
        """A module of the plugin, by its name inside the package."""
        return importlib.import_module(f"{self._package}.{name}")

    def _learn(self) -> Iterator[Until]:
        for search in self._searches:
            self._plugin.searching.search(self._request(search))
            yield lambda: self._is_quiet() and bool(self._layers()), "a first search has ended"
            (layer,) = self._layers()
            self._expected[self._key(search)] = layer.featureCount()
            yield from self._empty_project()
        assert self._expected[self._key(self._searches[0])] == STATIONS_N

    def _key(self, search: Any) -> str:
        return str(self.module("ocm.search.search").to_json(search))

    def _request(self, search: Any, geopackage: str = "") -> Any:
        request = self.module("gui.search_request").SearchRequest
        return request(search, "api", geopackage, "afir")

    def _layers(self) -> list[QgsVectorLayer]:
        is_station_layer = self.module("layers.keywords").is_station_layer
        found = QgsProject.instance().mapLayers().values()
        return [layer for layer in found if is_station_layer(layer) and layer.isSpatial() and layer.isValid()]

    def _layer(self) -> QgsVectorLayer | None:
        layers = self._layers()
        return self._random.choice(layers) if layers else None

    def _is_quiet(self) -> bool:
        searching = self._plugin.searching
        runs = searching._task is not None or searching.work.goes_on
        return not runs and QgsApplication.taskManager().countActiveTasks() == 0

    def _pause(self, seconds: float) -> Iterator[Until]:
        from time import monotonic

        end = monotonic() + seconds
        yield lambda: monotonic() >= end, "a pause"

    # What it does

    def _search(self) -> None:
        path = str(self._folder / f"{self._random.randrange(3)}.gpkg")
        into = self._random.choice(("", "", path))
        self._plugin.searching.search(self._request(self._random.choice(self._searches), into))

    def _reload(self) -> None:
        layer = self._layer()
        if layer is not None:
            self._plugin.searching.reloads.reload(layer)

    def _reload_badly(self) -> Iterator[Until]:
        """The server of a reload fails in its own way."""
        yield from self._settle()
        self._server.faults.clear()
        fault = self._random.choice(FAULTS)()
        self._server.faults.add(fault, times=None, after=self._random.randrange(2), action="poi")
        self._reload()
        yield from self._settle()
        self._server.faults.clear()

    def _reload_and_undo(self) -> Iterator[Until]:
        """Stations are renamed, and that is undone: their old names are there again, and corrections stay."""
        yield from self._settle()
        self._server.faults.clear()
        title = f"Renamed {len(self.done)}"
        pois = make_pois(STATIONS_N)
        renamed = [{**poi, "AddressInfo": {**poi["AddressInfo"], "Title": title}} for poi in pois[::3]]
        self._server.replace_pois([*renamed, *pois[1::3], *pois[2::3]])
        layer = self._layer()
        if layer is not None:
            self._plugin.searching.reloads.reload(layer)
        yield self._is_quiet, "a reload has ended"
        self._server.replace_pois(pois)
        if self._random.random() < 0.5:
            self._correct()
        buttons = self._buttons("Undo")
        if buttons:
            buttons[0].click()
        yield self._is_quiet, "an undo has ended"
        item = self._iface.messageBar().currentItem()
        if buttons and layer is not None and item is not None and "was undone" in item.text():
            assert title not in {feature["name"] for feature in layer.getFeatures()}, self.done[-15:]
        self._check()

    def _buttons(self, text: str) -> list[QPushButton]:
        """Buttons of our message with a text."""
        item = self._iface.messageBar().currentItem()
        is_ours = item is not None and item.title() == "Open Charge Map"
        found = item.findChildren(QPushButton) if is_ours else []
        return [button for button in found if button.text() == text]

    def _wait(self) -> Iterator[Until]:
        yield from self._pause(self._random.random() * 0.2)

    def _settle(self) -> Iterator[Until]:
        yield self._is_quiet, "all work has ended"
        self._check()
        if self._random.random() < 0.5:
            for layer in self._layers():
                layer.rollBack()

    def _break_server(self) -> None:
        times = self._random.choice((1, 2, None))
        fault = self._random.choice(FAULTS)()
        self._server.faults.add(fault, times=times, after=self._random.randrange(3), action="poi")

    def _empty_server(self) -> Iterator[Until]:
        """No stations: now and then one empty answer, or none at all from the first page on.

        Several in the middle of a search are its end, for all that anybody can tell.
        """
        self._server.faults.clear()
        if self._random.random() < 0.5:
            self._server.faults.add(faults.empty_list(), times=1, after=self._random.randrange(3), action="poi")
        elif self._is_quiet():
            self._server.faults.add(faults.empty_list(), times=None, action="poi")
            self._reload()
            yield from self._settle()
            self._server.faults.clear()

    def _mend_server(self) -> None:
        self._server.faults.clear()

    def _press_button(self) -> None:
        item = self._iface.messageBar().currentItem()
        # QGIS has messages of its own, whose buttons open windows that wait for an answer.
        is_ours = item is not None and item.title() == "Open Charge Map"
        buttons = item.findChildren(QPushButton) if is_ours else []
        # Tables, windows of options and of files would wait for an answer.
        pressed = [
            button
            for button in buttons
            if not button.text().endswith("…") and "Table" not in button.text() and button.text() not in REPLACING
        ]
        if pressed:
            self._random.choice(pressed).click()

    def _begin_edit(self) -> None:
        """Values that the user has not saved yet."""
        layer = self._layer()
        if layer is None:
            return
        if layer.isEditable():
            layer.rollBack()
        elif layer.startEditing():
            feature = next(iter(layer.getFeatures()), None)
            if feature is not None:
                layer.changeAttributeValue(feature.id(), layer.fields().indexOf("name"), "Edited")

    def _correct(self) -> None:
        """A correction of the user's, saved."""
        layer = self._layer()
        if layer is None or layer.isEditable() or not self._is_quiet():
            return
        features = list(layer.getFeatures())
        if not features or not layer.startEditing():
            return
        feature = self._random.choice(features)
        text = f"Corrected {self._random.randrange(1000)}"
        name = self._random.choice(self._columns_of_the_user(layer))
        layer.changeAttributeValue(feature.id(), layer.fields().indexOf(name), text)
        assert layer.commitChanges(), layer.commitErrors()
        self._corrected.setdefault(self._table(layer), {})[(feature["ocm_id"], name)] = text

    def _table(self, layer: QgsVectorLayer) -> str:
        """A temporary layer is its own table; copies of a layer of a file have one in common."""
        return layer.id() if layer.providerType() == "memory" else layer.source().split("|subset=")[0]

    def _columns_of_the_user(self, layer: QgsVectorLayer) -> list[str]:
        return [name for name in ("name", "my_note") if layer.fields().indexOf(name) >= 0]

    def _add_column(self) -> None:
        layer = self._layer()
        if layer is None or layer.isEditable() or not self._is_quiet() or layer.fields().indexOf("my_note") >= 0:
            return
        if layer.startEditing():
            layer.addAttribute(QgsField("my_note", QVariant.String))
            assert layer.commitChanges(), layer.commitErrors()
            for other in self._layers():
                # Another layer on the file would not know the column before it is opened again.
                if self._table(other) == self._table(layer):
                    other.dataProvider().reloadData()
                    other.updateFields()

    def _filter_layer(self) -> None:
        layer = self._layer()
        if layer is not None and not layer.isEditable():
            layer.setSubsetString(self._random.choice(("", '"ocm_id" % 2 = 0')))

    def _cancel(self) -> None:
        self._plugin.searching.cancel()

    def _open_panel(self) -> None:
        self._plugin.searching.open_panel()

    def _dialogs(self) -> list[QDialog]:
        windows = [window for window in QApplication.topLevelWidgets() if not sip.isdeleted(window)]
        return [window for window in windows if isinstance(window, QDialog) and window.isVisible()]

    def close_dialogs(self) -> None:
        """Close the panel, as its own cross does, and every dialog, as Esc does."""
        self._plugin.searching._panel.close()
        for dialog in self._dialogs():
            if not sip.isdeleted(dialog):
                dialog.close()

    def _type(self) -> None:
        for dialog in (*self._dialogs(), self._plugin.searching._panel):
            fields = [field for field in dialog.findChildren(QLineEdit) if field.isVisible() and field.isEnabled()]
            if fields and not isinstance(dialog, QMessageBox):
                self._random.choice(fields).insert(self._random.choice(("a", "12", "/", "é", " ")))

    def _style(self) -> None:
        layer = self._layer()
        if layer is not None:
            style = self.module("layers.style")
            style.apply_style(layer, self._random.choice(style.STYLES).name)

    def _share(self) -> None:
        layer = self._layer()
        if layer is not None:
            sharing = self._plugin.sharing
            self._random.choice((sharing.share_kml, sharing.share_web_page))(layer)

    def _pan(self) -> None:
        west, south = self._random.uniform(-180, 150), self._random.uniform(-85, 60)
        width = self._random.uniform(0.1, 60)
        self._iface.mapCanvas().setExtent(QgsRectangle(west, south, west + width, south + width / 2))
        self._iface.mapCanvas().refresh()

    def _duplicate(self) -> None:
        """A copy of a layer, as QGIS' Duplicate Layer makes it."""
        layer = self._layer()
        if layer is not None and self._is_quiet() and len(self._layers()) < 4:
            copy = layer.clone()
            QgsProject.instance().addMapLayer(copy)
            if self._table(layer) in self._corrected:
                self._corrected[self._table(copy)] = dict(self._corrected[self._table(layer)])

    def _remove_layer(self) -> None:
        layer = self._layer()
        if layer is not None:
            layer.rollBack()  # QGIS would ask
            QgsProject.instance().removeMapLayer(layer.id())
            self._forget()

    def _clear_project(self) -> Iterator[Until]:
        if self._random.random() < 0.4:
            yield from self._empty_project()

    def _empty_project(self) -> Iterator[Until]:
        for layer in self._layers():
            layer.rollBack()
        QgsProject.instance().clear()
        self._forget()
        yield from self._pause(EVENTS)

    def _forget(self) -> None:
        """A file that no layer shows may be replaced by a search."""
        shown = {self._table(layer) for layer in self._layers()}
        self._corrected = {table: texts for table, texts in self._corrected.items() if table in shown}

    # What must be true

    def _check(self) -> None:
        metadata = self.module("layers.metadata")
        before = f"after {', '.join(self.done[-15:])}"
        for layer in self._layers():
            search, provenance = metadata.read_search(layer), metadata.read_provenance(layer)
            if layer.isEditable() or layer.subsetString():
                continue
            self._check_corrections(layer, before)
            if provenance is not None and provenance.is_complete:
                assert layer.featureCount() == self._expected[self._key(search)], (layer.name(), provenance, before)
        for path in self._folder.glob("*.gpkg"):
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
                assert file.execute("PRAGMA quick_check").fetchone() == ("ok",), before

    def _check_corrections(self, layer: QgsVectorLayer, before: str) -> None:
        corrected = self._corrected.get(self._table(layer), {})
        held = {feature["ocm_id"]: feature for feature in layer.getFeatures()} if corrected else {}
        for (number, name), text in corrected.items():
            assert number in held, (layer.source(), number, "is lost", before)
            assert held[number][name] == text, (layer.source(), number, name, text, held[number][name], before)
