"""The area of a Search as widgets of the search form, both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsMapLayerProxyModel,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsReferencedGeometry,
    QgsVector,
)
from qgis.gui import QgsExtentWidget, QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QComboBox, QDoubleSpinBox, QLineEdit, QMenu

from ..ocm.errors import SearchError
from ..ocm.records.list_search import entries_of
from ..ocm.records.reference import ReferenceData
from ..ocm.search.areas import Area, Circle, Corridor, Countries, Extent, Polygons, StationIds, World
from ..ocm.search.geodesy import metres_between
from ..ocm.search_wording import area_phrase
from ..ocm.translation import marked, tr
from ..qgis_support import areas
from .area_band import AreaBand, outline
from .area_drawing import MOVE, AreaDrawing
from .check_list import CheckList
from .layer_areas import LayerArea
from .map_view import bring_up_map, zoom_to
from .place_line import PlaceLine
from .tasks import Tasks

WGS84 = "EPSG:4326"
UNITS = ((marked("km"), 1000.0), (marked("miles"), 1609.344), (marked("m"), 1.0))
"""Units of distances, in metres: the international mile."""

SETTLE_MS = 100
"""The extent follows the map this long after its last move."""

MOST_REMEMBERED = 1_000
"""Points of an area that is kept for the next session."""

VIEW, RECTANGLE, CIRCLE, POLYGON, POLYGONS, LINES, COUNTRIES, STATIONS, WORLD, KEPT = (
    "view",
    "rectangle",
    "circle",
    "polygon",
    "polygons",
    "lines",
    "countries",
    "stations",
    "world",
    "kept",
)
"""What the menu offers. KEPT is an area that came without a layer: from a stored search."""

TEXTS = {
    VIEW: marked("What the map shows"),
    RECTANGLE: marked("A rectangle"),
    CIRCLE: marked("Distance around a point"),
    POLYGON: marked("A drawn polygon"),
    POLYGONS: marked("Polygons of a layer"),
    LINES: marked("Distance along lines of a layer"),
    COUNTRIES: marked("Countries"),
    STATIONS: marked("Stations by number"),
    WORLD: marked("The whole world"),
    KEPT: marked("The area of the stored search"),
}
MENU = (
    (VIEW, marked("Map View"), "mActionZoomToArea.svg"),
    None,
    (RECTANGLE, marked("Draw a Rectangle"), "mActionAddBasicRectangle.svg"),
    (CIRCLE, marked("Draw a Circle"), "mActionAddBasicCircle.svg"),
    (POLYGON, marked("Draw a Polygon"), "mActionAddPolygon.svg"),
    None,
    (POLYGONS, marked("Polygons of a Layer…"), "mIconPolygonLayer.svg"),
    (LINES, marked("Along Lines of a Layer…"), "mIconLineLayer.svg"),
    None,
    (COUNTRIES, marked("Countries…"), "mActionSelectPolygon.svg"),
    (STATIONS, marked("Station Numbers…"), "mActionLabeling.svg"),
    (WORLD, marked("Whole World"), "mActionZoomFullExtent.svg"),
)
"""Of the menu: the kind, its words, and QGIS' icon; None for a line between."""

_DRAWN = (RECTANGLE, CIRCLE, POLYGON)
_KIND_OF = {
    Extent: RECTANGLE,
    Countries: COUNTRIES,
    Circle: CIRCLE,
    StationIds: STATIONS,
    World: WORLD,
    Polygons: KEPT,
    Corridor: KEPT,
}


class AreaWidgets(QObject):
    """Reads the area from the form's widgets and shows an area in them."""

    changed = pyqtSignal()
    """Another area."""

    search_wanted = pyqtSignal()
    """The user has typed a place, and wants it searched."""

    def __init__(self, form: Any, canvas: QgsMapCanvas) -> None:
        super().__init__(form)
        self._form = form
        self._canvas = canvas
        self.kind = VIEW
        self._kept: Area = World()
        """The area that came without a layer, once one has."""
        self._named: tuple[Area, str] = World(), ""
        """An area that has a name, and that: it holds until another area is given."""
        self._drawn = QgsReferencedGeometry()
        """The polygon, in the CRS of the map on which it was drawn."""
        self._drawn_area: Area | None = None
        self._reference = ReferenceData()
        self._has_point = False
        # When a project gets its CRS, the canvas has the new CRS and the old extent for a moment.
        self._follow_soon = QTimer(self)
        self._follow_soon.setSingleShot(True)
        self._follow_soon.setInterval(SETTLE_MS)
        self._follow_soon.timeout.connect(self.follow_map)
        self.countries = CheckList(form.countries_list, form.countries_filter)
        self._set_up()
        self._actions = self._make_menu()
        tasks = Tasks()
        self.band = AreaBand(canvas, tasks)
        self.drawing = AreaDrawing(form, canvas, self.band)
        self.places = PlaceLine(form, tasks, lambda: _metres(form.radius, form.radius_unit))
        self._polygons = LayerArea(form.polygon_layer, form.polygons_selected_only, areas.area_of_polygons, tasks, self)
        self._lines = LayerArea(form.line_layer, form.lines_selected_only, _along_lines, tasks, self)
        self._connect()
        self._show_kind()

    def _set_up(self) -> None:
        form = self._form
        for combo in (form.radius_unit, form.corridor_unit):
            for name, metres in UNITS:
                combo.addItem(tr(name), metres)
        form.polygon_layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        form.line_layer.setFilters(QgsMapLayerProxyModel.Filter.LineLayer)
        # One line of numbers: the other look of this widget is wider than the panel.
        form.extent = QgsExtentWidget(form, QgsExtentWidget.WidgetStyle.CondensedStyle)
        form.extent.setAccessibleName(tr("Map extent"))
        form.extent_layout.addWidget(form.extent)
        # The widget keeps an extent in the CRS in which it was given; a box in degrees around it would hold more.
        form.extent.setMapCanvas(self._canvas)

    def _make_menu(self) -> dict[str, QAction]:
        menu = QMenu(self._form.area_button)
        actions = {}
        for entry in MENU:
            if entry is None:
                menu.addSeparator()
                continue
            kind, text, icon = entry
            action = actions[kind] = menu.addAction(QgsApplication.getThemeIcon(icon), tr(text))
            action.setObjectName(kind)
            action.triggered.connect(lambda _checked=False, kind=kind: self._choose(kind))
        self._form.area_button.setMenu(menu)
        return actions

    def stop(self) -> None:
        """Release the map, and stop reading layers and asking for places."""
        self.places.stop()
        self._polygons.stop()
        self._lines.stop()
        self._canvas.extentsChanged.disconnect(self._follow_soon.start)
        self._canvas.destinationCrsChanged.disconnect(self._follow_soon.start)
        self.drawing.stop()
        self.band.stop()

    def leave_map(self) -> None:
        """The panel is closed: nothing of it stays on the map."""
        self.drawing.end()
        self.band.show(None)

    def _connect(self) -> None:
        form = self._form
        self._canvas.extentsChanged.connect(self._follow_soon.start)
        self._canvas.destinationCrsChanged.connect(self._follow_soon.start)
        form.draw_button.clicked.connect(lambda: self.drawing.begin(self.kind))
        form.move_button.clicked.connect(lambda: self.drawing.begin(MOVE))
        form.extent.extentChanged.connect(self._show_extent)
        self.drawing.rectangle_drawn.connect(self._take_rectangle)
        self.drawing.circle_drawn.connect(self._take_circle)
        self.drawing.polygon_drawn.connect(self._take_polygon)
        self.drawing.moved.connect(self._take_move)
        self.places.found.connect(self._take_place)
        self.places.search_wanted.connect(self.search_wanted)
        self.places.changed.connect(self.changed)
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
        self.places.set_reference(reference)
        codes = {country.id: country.iso for country in reference.countries.values() if country.iso}
        entries = (entry for entry in entries_of("countries", reference) if entry.id in codes)
        self.countries.set_entries([entry._replace(id=codes[entry.id]) for entry in entries], str)

    # What the user chooses, draws and types

    def _choose(self, kind: str) -> None:
        """An entry of the menu."""
        self.places.forget()
        self.show_kind(kind)
        if kind in _DRAWN:
            self.drawing.begin(kind)

    def show_kind(self, kind: str) -> None:
        """Search in an area of this kind: the one that was last given."""
        self.drawing.end()
        self.kind = kind
        self._show_kind()

    def _show_kind(self) -> None:
        form = self._form
        pages = {
            RECTANGLE: form.extent_page,
            CIRCLE: form.point_page,
            POLYGONS: form.polygons_page,
            LINES: form.lines_page,
            COUNTRIES: form.countries_page,
            STATIONS: form.stations_page,
            WORLD: form.world_page,
            KEPT: form.kept_page,
        }
        for kind, page in pages.items():
            page.setVisible(kind == self.kind)
        form.area_text.setText(tr(TEXTS[self.kind]))
        form.area_text.setVisible(self.kind not in (COUNTRIES, STATIONS))  # their pages say it themselves
        form.draw_row.setVisible(self.kind in _DRAWN)
        action = self._actions.get(self.kind)
        form.area_button.setIcon(QgsApplication.getThemeIcon("mActionFilter.svg") if action is None else action.icon())
        if self.kind == CIRCLE and not self._has_point:
            self._take_circle(self._canvas.extent().center(), None)
        if self.kind == VIEW:
            self.follow_map()
        self.changed.emit()

    @property
    def is_following(self) -> bool:
        """Whether the area is what the map shows."""
        return self.kind == VIEW

    def follow_map(self) -> None:
        """Take what the map shows now as the extent, if it shall follow the map and can be seen to do so."""
        if self.is_following and self._form.isVisible():
            self._form.extent.setOutputExtentFromUser(
                self._canvas.extent(), self._canvas.mapSettings().destinationCrs()
            )

    def _show_extent(self) -> None:
        """Show the beginning of the numbers, not their end."""
        for line in self._form.extent.findChildren(QLineEdit):
            line.setCursorPosition(0)
        self.changed.emit()

    def _take_rectangle(self, rectangle: QgsRectangle) -> None:
        self._form.extent.setOutputExtentFromUser(rectangle, self._canvas.mapSettings().destinationCrs())

    def _take_circle(self, middle: QgsPointXY, edge: QgsPointXY | None) -> None:
        """A circle in the map's CRS; without a point of its edge it is as large as before."""
        position = self._in_degrees(middle)
        if position is None:
            return  # outside of what the map's CRS can show: there is no such place
        self._has_point = True
        self._form.latitude.setValue(position.y())
        self._form.longitude.setValue(_on_globe(position.x()))
        rim = None if edge is None else self._in_degrees(edge)
        if rim is not None:
            distance = metres_between((position.x(), position.y()), (rim.x(), rim.y()))
            unit = self._form.radius_unit.currentData()
            self._form.radius.setValue(max(self._form.radius.minimum(), distance / unit))

    def _take_polygon(self, shape: QgsGeometry) -> None:
        self._keep_polygon(shape, self._canvas.mapSettings().destinationCrs())

    def _keep_polygon(self, shape: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        self._drawn, self._drawn_area = QgsReferencedGeometry(shape, crs), None
        self.changed.emit()

    def _take_move(self, start: QgsPointXY, end: QgsPointXY) -> None:
        """What is shown was dragged from one point of the map to another."""
        form = self._form
        if self.kind == RECTANGLE:
            crs = form.extent.outputCrs()
            rectangle = form.extent.outputExtent()
            form.extent.setOutputExtentFromUser(rectangle + self._way(start, end, crs), crs)
        elif self.kind == CIRCLE:
            way = self._way(start, end, QgsCoordinateReferenceSystem(WGS84))
            form.latitude.setValue(form.latitude.value() + way.y())
            form.longitude.setValue(_on_globe(form.longitude.value() + way.x()))
        elif self.kind == POLYGON:
            way = self._way(start, end, self._drawn.crs())
            shape = QgsGeometry(self._drawn)
            shape.translate(way.x(), way.y())
            self._keep_polygon(shape, self._drawn.crs())

    def _way(self, start: QgsPointXY, end: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> QgsVector:
        """From one point of the map to another, in another CRS; none where that has no such points."""
        transform = QgsCoordinateTransform(self._canvas.mapSettings().destinationCrs(), crs, QgsProject.instance())
        try:
            return transform.transform(end) - transform.transform(start)
        except QgsCsException:
            return QgsVector(0, 0)

    def _in_degrees(self, point: QgsPointXY) -> QgsPointXY | None:
        transform = QgsCoordinateTransform(
            self._canvas.mapSettings().destinationCrs(), QgsCoordinateReferenceSystem(WGS84), QgsProject.instance()
        )
        try:
            return transform.transform(point)
        except QgsCsException:
            return None

    def _take_place(self, area: Area, name: str) -> None:
        """What was typed stands for this area: show both."""
        self.show(area, name)
        shape = outline(area) if isinstance(area, (Extent, Circle)) else None
        if shape is not None:
            bring_up_map(self._canvas)
            zoom_to(self._canvas, shape.boundingBox())

    # The area

    def area(self) -> Area:
        """The area that the widgets show. Raises SearchError when it is invalid."""
        form = self._form
        if self.kind in (VIEW, RECTANGLE):
            if self.kind == VIEW and self._canvas.extent().isEmpty():
                raise SearchError(
                    "extent",
                    tr("The map shows nothing yet. Type a place, or choose another area in the menu beside it."),
                )
            if not form.extent.isValid():
                raise SearchError("extent", tr("No extent is given. Draw one on the map."))
            return areas.area_of_extent(form.extent.outputExtent(), form.extent.outputCrs(), self._context())
        if self.kind == COUNTRIES:
            return Countries(self.countries.checked())
        if self.kind == CIRCLE:
            return Circle(form.latitude.value(), form.longitude.value(), _metres(form.radius, form.radius_unit))
        if self.kind == POLYGON:
            return self._area_of_polygon()
        if self.kind == POLYGONS:
            return self._polygons.area()
        if self.kind == LINES:
            lines = self._lines.area()
            distance = _metres(form.corridor, form.corridor_unit)
            return lines.at_distance(distance) if isinstance(lines, Corridor) else lines
        if self.kind == STATIONS:
            return StationIds.from_text(form.station_numbers.text())
        return self._kept if self.kind == KEPT else World()

    def named_area(self) -> tuple[Area, str]:
        """The area, as `area`, and what the user calls it; "" where nothing is known."""
        area = self.area()
        if self.kind in (POLYGONS, LINES):
            combo = self._form.polygon_layer if self.kind == POLYGONS else self._form.line_layer
            return area, combo.currentLayer().name()
        named, place = self._named
        return area, place if _is_same_place(area, named) else ""

    def _area_of_polygon(self) -> Area:
        if self._drawn.isNull():
            raise SearchError("polygon", tr("Nothing is drawn yet. Press Draw, and click the corners on the map."))
        if self._drawn_area is None:
            self._drawn_area = areas.area_of_polygons([self._drawn], self._drawn.crs(), self._context())
        return self._drawn_area

    def area_to_remember(self) -> Area | None:
        """The area for the next session; None for one of more points than settings have room for.

        An extent follows the map then, so a box in degrees does for it.
        """
        area = self.area()
        if not isinstance(area, (Polygons, Corridor)):
            return area
        lines = area.lines if isinstance(area, Corridor) else [ring for rings in area.polygons for ring in rings]
        if self.kind in (VIEW, RECTANGLE):
            longitudes, latitudes = zip(*(position for line in lines for position in line))
            return Extent(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
        return area if sum(map(len, lines)) <= MOST_REMEMBERED else None

    def _context(self) -> QgsCoordinateTransformContext:
        return QgsProject.instance().transformContext()

    def show(self, area: Area, place: str = "") -> None:
        """Show an area, which may have a name."""
        form, kind = self._form, _KIND_OF[type(area)]  # what it does not know is not to be taken for another area
        if isinstance(area, (Polygons, Corridor)):
            self._keep(area)
        elif isinstance(area, Extent):
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
        self.show_kind(kind)
        # As the widgets give it back: they round.
        self._named = self.area() if place else area, place

    def _keep(self, area: Area) -> None:
        """Keep an area for which the form has no widgets."""
        self._kept = area
        self._form.kept_text.setText(
            tr("Stations {area}, as stored with the search.", area=area_phrase(area, self._reference))
        )


def _is_same_place(area: Area, other: Area) -> bool:
    """Whether two areas are the same, or around the same point."""
    if isinstance(area, Circle) and isinstance(other, Circle):
        return (area.latitude, area.longitude) == (other.latitude, other.longitude)
    return area == other


def _on_globe(longitude: float) -> float:
    """A map of degrees goes on beyond ±180."""
    return (longitude + 180) % 360 - 180


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
