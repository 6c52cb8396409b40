"""The line of the panel in which a place, an address, coordinates, station numbers or countries are typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QEvent, QObject, QStringListModel, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCompleter, QLineEdit, QListWidgetItem

from ..ocm.records.reference import ReferenceData
from ..ocm.search.areas import Area, Circle, Countries, StationIds
from ..ocm.translation import language, tr
from ..ocm.typed_place import short_name, understood
from ..qgis_support.geocoder import Found, find_places, remembered, to_remember
from ..qgis_support.settings import Settings
from .notice import Notice
from .tasks import BackgroundTask, NewestTask, Tasks

MOST_IN_SIGHT = 6
"""Rows of the list of places that were found; the others can be scrolled to."""


class PlaceLine(QObject):
    """Makes areas of what is typed. Enter finds the place and has it searched; the loupe only finds it."""

    found = pyqtSignal(object, str)
    """The Area of what was typed, and what people call it; "" where the area says that itself."""
    search_wanted = pyqtSignal()
    changed = pyqtSignal()
    """Something else is typed."""

    def __init__(self, form: Any, tasks: Tasks, radius_m: Callable[[], float]) -> None:
        """`radius_m`: how far around a position or a house is searched."""
        super().__init__(form)
        self._line, self._hits, self._credit = form.place, form.place_hits, form.place_credit
        self._notice = Notice(form.place_notice, form.place_notice_icon, form.place_notice_text, form.place_offers)
        self._radius_m = radius_m
        self._reference = ReferenceData()
        self._finding = NewestTask(tasks)
        self._then_search = False
        self._known = ""
        """The text that stands for the area that is shown."""
        self._names = QStringListModel(self)
        self._set_up()

    def _set_up(self) -> None:
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated[str].connect(lambda _text: self.look_up(then_search=False))
        self._line.setCompleter(completer)
        loupe = self._line.addAction(
            QgsApplication.getThemeIcon("search.svg"), QLineEdit.ActionPosition.LeadingPosition
        )
        loupe.setToolTip(tr("Show the place on the map"))
        loupe.triggered.connect(lambda _checked=False: self.look_up(then_search=False))
        self._line.textEdited.connect(self._edit)
        self._line.cleared.connect(self._edit)
        self._line.returnPressed.connect(lambda: self.look_up(then_search=True))
        self._hits.itemActivated.connect(self._choose)
        self._hits.itemClicked.connect(self._choose)
        self._hits.installEventFilter(self)
        self._hits.hide()
        self._credit.hide()

    def stop(self) -> None:
        """End the look-up that runs."""
        self._finding.drop()

    def set_reference(self, reference: ReferenceData) -> None:
        """Know the countries of other reference data."""
        self._reference = reference
        self._offer()

    def _offer(self) -> None:
        """Complete places used before, and countries."""
        places = [place.name for place in remembered(Settings.load().places)]
        countries = [self._reference.title("countries", number) for number in self._reference.countries]
        self._names.setStringList([*places, *sorted(countries, key=language().sort_key)])

    @property
    def pending(self) -> str:
        """What is typed, as long as it is not known where that is; else "" """
        text = " ".join(self._line.text().split())
        return "" if text == self._known else text

    def forget(self) -> None:
        """Another area was chosen, in another way: what is typed, and may be looked up still, counts no more."""
        self._finding.drop()
        self._known = ""
        self._line.clear()
        self._show_nothing()

    def _edit(self, *_text: object) -> None:
        self._finding.drop()
        self._show_nothing()
        self.changed.emit()

    def _show_nothing(self) -> None:
        self._hits.clear()
        self._hits.hide()
        self._credit.hide()
        self._notice.clear()

    def look_up(self, then_search: bool) -> None:
        """Find what is typed, unless that is known already; then have it searched, if that is wanted."""
        typed = self.pending
        self._then_search = then_search
        if not typed:
            self._go_on()
            return
        self._finding.drop()
        self._show_nothing()
        meant = understood(typed, self._reference)
        before = next((place for place in remembered(Settings.load().places) if place.name == typed), None)
        if isinstance(meant, (Countries, StationIds)):
            self._take(meant, typed, "")
        elif meant is not None:
            self._take(Circle(meant[1], meant[0], self._radius_m()), typed, typed)
        elif before is not None:
            self._use(before)
        else:
            self._ask(typed)

    def _ask(self, typed: str) -> None:
        settings = Settings.load()

        def find(feedback: Any) -> list[Found]:
            return find_places(typed, settings.geocoder, settings.timeout_s, feedback)

        self._notice.show(tr("Looking for “{place}”…", place=typed), [(tr("Cancel"), self._edit)])
        self._finding.start(tr("Looking for a place"), find, self._end)

    def _end(self, task: BackgroundTask) -> None:
        self._notice.clear()
        again = (tr("Try Again"), lambda: self.look_up(self._then_search))
        if task.error is not None:
            self._notice.show(task.error.sentence, [again], Qgis.MessageLevel.Critical)
        elif not task.result:
            text = tr("No place is called “{place}”. Check how it is written, or give coordinates.", place=self.pending)
            self._notice.show(text, (), Qgis.MessageLevel.Warning)
        elif len(task.result) == 1:
            self._use(task.result[0])
        else:
            self._show_hits(task.result)
        self.changed.emit()

    def _show_hits(self, places: list[Found]) -> None:
        for place in places:
            item = QListWidgetItem(place.name, self._hits)
            item.setToolTip(place.name)
            item.setData(Qt.ItemDataRole.UserRole, place)
        rows = min(len(places), MOST_IN_SIGHT)
        self._hits.setFixedHeight(rows * self._hits.sizeHintForRow(0) + 2 * self._hits.frameWidth())
        self._hits.show()
        self._credit.show()
        self._hits.setCurrentRow(0)
        self._hits.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, item: QListWidgetItem) -> None:
        if not self._hits.isHidden():
            self._use(item.data(Qt.ItemDataRole.UserRole))

    def _use(self, place: Found) -> None:
        """Search in a place that the geocoder knows, and offer it again later."""
        settings = Settings.load()
        replace(settings, places=to_remember(place, settings.places)).save()
        self._offer()
        self._line.setText(place.name)
        self._line.setCursorPosition(0)
        self._take(place.area(self._radius_m()), place.name, short_name(place.name))
        self._credit.show()

    def _take(self, area: Area, text: str, name: str) -> None:
        self._show_nothing()
        self._known = " ".join(text.split())
        self.found.emit(area, name)
        self._go_on()

    def _go_on(self) -> None:
        if self._then_search:
            self._then_search = False
            self.search_wanted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc closes the list of places, and goes back to the line."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self._show_nothing()
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)
