"""Pictures of what a user sees: the dialog's pages, a running search, a failure, the map with its credit."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBoxBasic, QgsDoubleSpinBox, QgsFilterLineEdit
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QLabel, QListView, QWidget

from tests.desktop.drivers.steps import station_layer, through_the_panel

RHINE = QgsRectangle(3.6, 47.3, 9.4, 52.4)


def drive(session):
    iface, canvas = session.iface, session.iface.mapCanvas()
    iface.mainWindow().showMaximized()
    world = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    QgsProject.instance().addMapLayer(QgsVectorLayer(f"{world}|layername=countries", "Countries", "ogr"))
    # QGIS shows all of a first layer, a little later.
    yield session.pause(1)
    canvas.setExtent(RHINE)
    canvas.refresh()
    yield session.pause(1)

    form = session.plugin.open_search()
    yield session.pause(0.6)
    yield from through_the_panel(session, form, picture)
    form.set_server("https://api.openchargemap.io/v3/", has_key=True)
    for part in form.what_group.findChildren(QgsCollapsibleGroupBoxBasic):
        part.setCollapsed(False)
    yield session.pause(0.3)
    session.result["contrasts"] = {
        widget.objectName() or type(widget).__name__: contrast(widget)
        for widget in form.findChildren(QWidget)
        if isinstance(widget, (QLabel, QListView)) and widget.isVisible() and widget.isEnabled()
    }
    session.result["window"] = form.palette().color(QPalette.ColorRole.Window).lightness()

    form.findChild(QgsDoubleSpinBox, "min_power_kw").setValue(50)
    form.findChild(QgsFilterLineEdit, "connection_type_ids_search").setText("ccs")
    yield session.pause(0.3)
    form.search_button.click()
    yield session.until(lambda: "stations" in form.progress_text.text(), "the first stations")
    picture(session, form, "running")
    yield session.until(lambda: station_layer() is not None, "the stations")
    yield session.pause(0.3)
    picture(session, form, "loaded")
    session.plugin.panel.close()
    canvas.setExtent(RHINE)
    canvas.refresh()
    for _ in range(3):
        yield session.pause(1)
        yield session.until(lambda: not canvas.isDrawing(), "the map is drawn")
    session.shot("map")


def picture(session, form, name):
    form.grab().save(str(session.folder / f"{name}.png"))


def contrast(widget):
    """The contrast of a widget's text on its ground as WCAG 2 measures it: 4.5 is readable."""
    view = isinstance(widget, QListView)
    palette = widget.palette()
    text = palette.color(QPalette.ColorRole.Text if view else QPalette.ColorRole.WindowText)
    ground = palette.color(QPalette.ColorRole.Base if view else QPalette.ColorRole.Window)
    light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    """Relative luminance of an sRGB colour."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
