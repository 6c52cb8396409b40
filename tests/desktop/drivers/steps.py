"""Steps that several drivers take."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import Any

from qgis.core import QgsApplication, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QWidget

PACKAGE = "openchargemap"


def show_extent(session: Any) -> Iterator[Any]:
    """Let the map show the extent that the test gave as west, south, east, north."""
    canvas = session.iface.mapCanvas()
    canvas.setExtent(QgsRectangle(*session.arguments["extent"]))
    canvas.refresh()
    yield session.until(lambda: not canvas.isDrawing(), "the map shows the extent")


def through_the_panel(session: Any, form: Any, see: Callable[[Any, Any, str], None]) -> Iterator[Any]:
    """Open the parts of the filters one after the other, show each kind of area, and what is said without a key.

    `see`: called with the session, the form and a name for what it shows.
    """
    form.findChild(QWidget, "more_button").setChecked(True)
    parts = form.what_group.findChildren(QgsCollapsibleGroupBoxBasic)
    for index, part in enumerate(parts):
        for other in parts:
            other.setCollapsed(other is not part)
        yield session.pause(0.3)
        see(session, form, f"page-{index}")
    for index, action in enumerate(form.area_button.menu().actions()):
        action.trigger()
        yield session.pause(0.3)
        see(session, form, f"area-{index}")
    form.area_widgets.show_kind("view")
    form.set_server("https://api.openchargemap.io/v3/", has_key=False)
    yield session.pause(0.3)
    see(session, form, "no-key")


def start_search(session: Any) -> Iterator[Any]:
    """Open the panel on the map's extent and press Search."""
    form = session.plugin.open_search()
    yield session.until(form.search_button.isEnabled, "the search is valid")
    form.search_button.click()
    yield session.until(form.progress_bar.isVisible, "the search runs")


def station_layers() -> list[QgsVectorLayer]:
    """The layers of the project that have Open Charge Map's stations."""
    layers = QgsProject.instance().mapLayers().values()
    return [
        layer
        for layer in layers
        if isinstance(layer, QgsVectorLayer) and layer.fields().indexOf("ocm_id") >= 0 and layer.isSpatial()
    ]


def no_task_runs() -> bool:
    """Whether the task manager has nothing to do."""
    return QgsApplication.taskManager().countActiveTasks() == 0


def objects_of_ours() -> list[str]:
    """The types of our package's Qt and QGIS objects that still exist in Python.

    Plain values are left out: QGIS forgets a plugin's modules but not its packages, and these keep the constants of
    the last load.
    """
    gc.collect()
    return sorted(
        f"{type(item).__module__}.{type(item).__name__}"
        for item in gc.get_objects()
        if isinstance(item, sip.simplewrapper) and type(item).__module__.split(".")[0] == PACKAGE
    )


def station_layer() -> QgsVectorLayer | None:
    """A layer of stations in the project, whatever it is called."""
    layers = QgsProject.instance().mapLayers().values()
    vectors = (layer for layer in layers if isinstance(layer, QgsVectorLayer))
    return next((layer for layer in vectors if layer.isSpatial() and layer.fields().indexOf("ocm_id") >= 0), None)
