"""The area of a Search as widgets of the search form, both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsMapLayerProxyModel,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsExtentWidget, QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit

from ..ocm.errors import SearchError
from ..ocm.records.list_search import entries_of
from ..ocm.records.reference import ReferenceData
from ..ocm.search.areas import Area, Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from ..ocm.search_wording import area_phrase
from ..ocm.translation import marked, tr
from ..qgis_support import areas
from .check_list import CheckList
from .layer_areas import LayerArea
from .map_view import bring_up_map
from .point_tool import PointTool
from .tasks import Tasks

WGS84 = "EPSG:4326"
UNITS = ((marked("km"), 1000.0), (marked("miles"), 1609.344), (marked("m"), 1.0))
"""Units of distances, in metres: the international mile."""

SETTLE_MS = 100
"""The extent follows the map this long after its last move."""

MOST_REMEMBERED = 1_000
"""Points of an area that is kept for the next session."""

EXTENT, COUNTRIES, POINT, POLYGONS, LINES, STATIONS, WORLD, KEPT = range(8)
"""Pages of the form, of which one is shown. KEPT shows an area that came without a layer: from a stored search."""

_PAGE_OF = {Extent: EXTENT, Countries: COUNTRIES, Circle: POINT, StationIds: STATIONS, World: WORLD}


class AreaWidgets(QObject):
    """Reads the area from the form's widgets and shows an area in them."""

    changed = pyqtSignal()
    """Another area."""

    def __init__(self, form: Any, canvas: QgsMapCanvas) -> None:
        super().__init__(form)
        self._form = form
        self._canvas = canvas
        self._kept: Area | None = None
        self._reference = ReferenceData()
        self._is_following = False
        self._has_point = False
        # When a project gets its CRS, the canvas has the new CRS and the old extent for a moment.
        self._follow_soon = QTimer(self)
        self._follow_soon.setSingleShot(True)
        self._follow_soon.setInterval(SETTLE_MS)
        self._follow_soon.timeout.connect(self.follow_map)
        self.countries = CheckList(form.countries_list, form.countries_filter)
        self.point_tool = PointTool(canvas)
        self._set_up()
        tasks = Tasks()
        self._polygons = LayerArea(form.polygon_layer, form.polygons_selected_only, areas.area_of_polygons, tasks, self)
        self._lines = LayerArea(form.line_layer, form.lines_selected_only, _along_lines, tasks, self)
        self._connect()
        self._show_page()

    def _set_up(self) -> None:
        form = self._form
        for text, page in (
            (tr("Map extent"), EXTENT),
            (tr("Countries"), COUNTRIES),
            (tr("Distance around a point"), POINT),
            (tr("Polygons of a layer"), POLYGONS),
            (tr("Distance along lines of a layer"), LINES),
            (tr("Stations by number"), STATIONS),
            (tr("The whole world"), WORLD),
        ):
            form.area_kind.addItem(text, page)
        for combo in (form.radius_unit, form.corridor_unit):
            for name, metres in UNITS:
                combo.addItem(tr(name), metres)
        form.polygon_layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        form.line_layer.setFilters(QgsMapLayerProxyModel.Filter.LineLayer)
        # One line of numbers: the other look of this widget is wider than the panel.
        form.extent = QgsExtentWidget(form, QgsExtentWidget.WidgetStyle.CondensedStyle)
        form.extent.setAccessibleName(tr("Map extent"))
        form.extent_layout.insertWidget(0, form.extent)
        # The widget keeps an extent in the CRS in which it was given; a box in degrees around it would hold more.
        form.extent.setMapCanvas(self._canvas)
        form.follow_map_button.setChecked(True)

    def stop(self) -> None:
        """Release the map, and stop reading layers."""
        self._polygons.stop()
        self._lines.stop()
        self._canvas.extentsChanged.disconnect(self._follow_soon.start)
        self._canvas.destinationCrsChanged.disconnect(self._follow_soon.start)
        if self._canvas.mapTool() is self.point_tool:
            self._canvas.unsetMapTool(self.point_tool)
        self.point_tool.deleteLater()

    def _connect(self) -> None:
        form = self._form
        form.area_kind.currentIndexChanged.connect(self._show_page)
        form.follow_map_button.toggled.connect(self._follow_soon.start)
        self._canvas.extentsChanged.connect(self._follow_soon.start)
        self._canvas.destinationCrsChanged.connect(self._follow_soon.start)
        form.extent_draw_button.clicked.connect(form.extent.setOutputExtentFromDrawOnCanvas)
        form.extent.toggleDialogVisibility.connect(self._draw)
        form.extent.extentChanged.connect(self._show_extent)
        form.pick_button.clicked.connect(self._pick)
        self.point_tool.canvasClicked.connect(self._take_point)
        self.countries.changed.connect(self.changed)
        for box in (form.latitude, form.longitude, form.radius, form.corridor):
            box.valueChanged.connect(lambda _value: self.changed.emit())
        for combo in (form.radius_unit, form.corridor_unit):
            combo.currentIndexChanged.connect(lambda _index: self.changed.emit())
        form.station_numbers.textChanged.connect(lambda _text: self.changed.emit())
        for shapes in (self._polygons, self._lines):
            shapes.changed.connect(self.changed)

    def set_reference(self, reference: ReferenceData) -> None:
        """Offer the countries of other reference data; what is chosen stays chosen."""
        self._reference = reference
        codes = {country.id: country.iso for country in reference.countries.values() if country.iso}
        entries = (entry for entry in entries_of("countries", reference) if entry.id in codes)
        self.countries.set_entries([entry._replace(id=codes[entry.id]) for entry in entries], str)

    def _page(self) -> int:
        return self._form.area_kind.currentData()

    def _show_page(self) -> None:
        form = self._form
        pages = (
            form.extent_page,
            form.countries_page,
            form.point_page,
            form.polygons_page,
            form.lines_page,
            form.stations_page,
            form.world_page,
            form.kept_page,
        )
        for number, page in enumerate(pages):
            page.setVisible(number == self._page())
        if self._page() == POINT and not self._has_point:
            self._take_point(self._canvas.extent().center())
        self.changed.emit()

    def follow_map(self) -> None:
        """Take what the map shows now as the extent, if it shall follow the map and can be seen to do so."""
        if self._form.follow_map_button.isChecked() and self._form.isVisible():
            self._is_following = True
            self._form.extent.setOutputExtentFromUser(
                self._canvas.extent(), self._canvas.mapSettings().destinationCrs()
            )
            self._is_following = False

    def _show_extent(self) -> None:
        """Show the beginning of the numbers, not their end. An extent that the user gave does not follow the map."""
        if not self._is_following:
            self._form.follow_map_button.setChecked(False)
        for line in self._form.extent.findChildren(QLineEdit):
            line.setCursorPosition(0)
        self.changed.emit()

    def _draw(self, is_done: bool) -> None:
        """An extent is going to be drawn, or has been."""
        if not is_done:
            bring_up_map(self._canvas)

    def _pick(self) -> None:
        bring_up_map(self._canvas)
        self.point_tool.begin()

    @property
    def is_following(self) -> bool:
        """Whether the area is what the map shows."""
        return bool(self._page() == EXTENT and self._form.follow_map_button.isChecked())

    def _take_point(self, point: QgsPointXY) -> None:
        transform = QgsCoordinateTransform(
            self._canvas.mapSettings().destinationCrs(), QgsCoordinateReferenceSystem(WGS84), QgsProject.instance()
        )
        try:
            position = transform.transform(point)
        except QgsCsException:
            return  # outside of what the map's CRS can show: there is no such place
        self._has_point = True
        self._form.latitude.setValue(position.y())
        # A map of degrees goes on beyond ±180.
        self._form.longitude.setValue((position.x() + 180) % 360 - 180)

    def area(self) -> Area:
        """The area that the widgets show. Raises SearchError when it is invalid."""
        form = self._form
        page = self._page()
        if page == EXTENT:
            if not form.extent.isValid():
                raise SearchError("extent", tr("No extent is given. Use the map's view, or draw one on the map."))
            return areas.area_of_extent(form.extent.outputExtent(), form.extent.outputCrs(), self._context())
        if page == COUNTRIES:
            return Countries(self.countries.checked())
        if page == POINT:
            return Circle(form.latitude.value(), form.longitude.value(), _metres(form.radius, form.radius_unit))
        if page == POLYGONS:
            return self._polygons.area()
        if page == LINES:
            lines = self._lines.area()
            distance = _metres(form.corridor, form.corridor_unit)
            return lines.at_distance(distance) if isinstance(lines, Corridor) else lines
        if page == STATIONS:
            return StationIds.from_text(form.station_numbers.text())
        return World() if page == WORLD or self._kept is None else self._kept

    def area_to_remember(self) -> Area | None:
        """The area for the next session; None for one of more points than settings have room for.

        An extent follows the map then, so a box in degrees does for it.
        """
        area = self.area()
        if not isinstance(area, (Polygons, Corridor)):
            return area
        lines = area.lines if isinstance(area, Corridor) else [ring for rings in area.polygons for ring in rings]
        if self._page() == EXTENT:
            longitudes, latitudes = zip(*(position for line in lines for position in line))
            return Extent(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
        return area if sum(map(len, lines)) <= MOST_REMEMBERED else None

    def _context(self) -> QgsCoordinateTransformContext:
        return QgsProject.instance().transformContext()

    def show(self, area: Area) -> None:
        """Show an area."""
        form = self._form
        self._keep(area if isinstance(area, (Polygons, Corridor)) else None)
        if isinstance(area, Extent):
            east = area.east if area.west <= area.east else area.east + 360
            form.extent.setOutputExtentFromUser(
                QgsRectangle(area.west, area.south, east, area.north), QgsCoordinateReferenceSystem(WGS84)
            )
        elif isinstance(area, Countries):
            self.countries.set_checked(area.codes)
        elif isinstance(area, Circle):
            self._has_point = True
            form.latitude.setValue(area.latitude)
            form.longitude.setValue(area.longitude)
            _show_metres(area.radius_m, form.radius, form.radius_unit)
        elif isinstance(area, StationIds):
            form.station_numbers.setText(", ".join(map(str, area.ids)))
        form.area_kind.setCurrentIndex(form.area_kind.findData(_PAGE_OF.get(type(area), KEPT)))

    def _keep(self, area: Area | None) -> None:
        """Keep an area for which the form has no widgets, as an entry of its own."""
        form = self._form
        index = form.area_kind.findData(KEPT)
        if index >= 0:
            form.area_kind.removeItem(index)
        self._kept = area
        if area is not None:
            form.area_kind.addItem(tr("The area of the stored search"), KEPT)
            form.kept_text.setText(
                tr("Stations {area}, as stored with the search.", area=area_phrase(area, self._reference))
            )


def _along_lines(
    geometries: Iterable[QgsGeometry],
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
    check: Callable[[], None],
) -> Corridor:
    """The lines; how far from them is up to a spin box."""
    return areas.area_along_lines(geometries, crs, context, 1.0, check)


def _metres(spin_box: QDoubleSpinBox, unit: QComboBox) -> float:
    return spin_box.value() * unit.currentData()


def _show_metres(distance: float, spin_box: QDoubleSpinBox, unit: QComboBox) -> None:
    """Show a distance in the first unit that gives it back exactly to the millimetre of the unit's thousandth."""
    for index in range(unit.count()):
        value = round(distance / unit.itemData(index), spin_box.decimals())
        if value > 0 and abs(value * unit.itemData(index) - distance) < 1e-6:
            break
    unit.setCurrentIndex(index)
    spin_box.setValue(distance / unit.itemData(index))
