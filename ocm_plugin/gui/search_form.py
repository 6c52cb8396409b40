"""What stands in the search panel: shows a Search, and makes one of what the user sets. It runs nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt import uic
from qgis.PyQt.QtCore import QEvent, QObject, QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QKeySequence, QPixmap, QResizeEvent, QShowEvent
from qgis.PyQt.QtWidgets import QApplication, QShortcut, QStyle, QWidget

from ..layers.repeating import last_search_in
from ..layers.style import NO_STYLE, STYLES, is_own_style
from ..ocm.errors import OcmError, SearchError
from ..ocm.feedback import Progress
from ..ocm.http.base_url import DEFAULT_BASE_URL
from ..ocm.http.client import sent_poi_url
from ..ocm.http.limits import PAGE_SIZE
from ..ocm.phrases import requests_text, size_text, stations_text
from ..ocm.records.built_in_reference import BUILT_IN
from ..ocm.records.reference import ReferenceData
from ..ocm.search.areas import World, corner_count
from ..ocm.search.search import Search
from ..ocm.search_wording import wanted_sentence
from ..ocm.sources.paging import first_query
from ..ocm.translation import tr
from ..ocm.wording import plan_sentence
from ..qgis_support.mirrors import LEDGERS, LedgerNews
from ..qgis_support.paths import form_path
from ..qgis_support.settings import API, FILE, GEOPACKAGE, MIRROR, SOURCES, TEMPORARY, Settings
from ..qgis_support.sources import held_plan
from .accessible import name_fields
from .area_widgets import AreaWidgets
from .estimates import Estimate, Estimates
from .file_offer import asked_what_becomes_of, chosen_geopackage
from .file_widgets import FileWidgets
from .filter_widgets import FilterWidgets
from .links import make_links_readable
from .messages import Button
from .notice import Notice
from .search_queue import SearchQueue
from .search_request import SearchRequest
from .tasks import Tasks

if TYPE_CHECKING:
    from ..ocm.parts import Plan

OWN_STYLE = "own"
"""Beside the names of styles: the entry of the form's style list that asks for a QML file."""

LAST_RESULT = "last result"
"""Beside the outputs of the settings, for this session: the result goes where the last one was."""
TIP = Qt.ItemDataRole.ToolTipRole

MOST_CORNERS = 5_000
"""What is asked for an area of more corners takes so long to find out that the window would wait."""

LINES_AT_LEAST = 22
"""The height, in lines of text, that the form has at least if it needs that."""

SETTLE_MS = 150
"""The sentence of the search follows this long after the last change: reading a layer's polygons takes its time."""


class SearchForm(QWidget):
    """The content of the search panel."""

    search_wanted = pyqtSignal(object)
    """The user pressed Search: a valid SearchRequest."""
    cancel_wanted = pyqtSignal()
    options_wanted = pyqtSignal()
    demo_wanted = pyqtSignal()
    """The invented stations are wanted, all of them, on a map of their own if there is none."""
    source_changed = pyqtSignal()
    """There may be another source now: the user chose one, or the options name another server."""

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        uic.loadUi(form_path("search_form"), self)
        make_links_readable(self.key_text, self.place_credit)
        self._base = Search()
        self._reference = BUILT_IN
        self._base_url = DEFAULT_BASE_URL
        self._page_size = PAGE_SIZE
        self._can_be_meant = False
        self._has_key = True
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._describe)
        self._second_click = QTimer(self)
        """Runs while a click may be the second one of a double click."""
        self._second_click.setSingleShot(True)
        self._second_click.setInterval(QApplication.doubleClickInterval())
        self._notice = Notice(self.notice, self.notice_icon, self.notice_text, self.offers_layout)
        self._noticed: tuple[Search | None, str] | None = None
        """What the form asked for when the notice came: it stays until that changes."""
        self._set_up()
        self.file_widgets = FileWidgets(self)
        self.filter_widgets = FilterWidgets(self)
        self.area_widgets = AreaWidgets(self, canvas)
        self.queue_of_searches = SearchQueue(self)
        self.estimates = Estimates(Tasks(), self)
        self._estimate = Estimate("")
        """How many stations the search that is shown may bring."""
        self.set_reference(BUILT_IN)
        self._connect()
        self.show_running(False)
        self._show_source()
        self._show_output()
        self._show_style()

    # Setting up

    def _set_up(self) -> None:
        for source, text in SOURCES.items():
            self.source.addItem(tr(text), source)
        self.output.addItem(tr("A new temporary layer"), TEMPORARY)
        self.output.addItem(tr("In place of the last result"), LAST_RESULT)
        self.output.setItemData(1, tr("Its layers go when the new ones have come, unless you have edited them."), TIP)
        self.output.addItem(tr("A GeoPackage"), GEOPACKAGE)
        for style in STYLES:
            self.style_name.addItem(tr(style.title), style.name)
        self.style_name.addItem(tr("My own style (QML file)…"), OWN_STYLE)
        self.style_name.addItem(tr("No style"), NO_STYLE)
        self.result_group.setCollapsed(True)
        self._set_up_icons()
        name_fields(self)
        self.details.hide()
        self.base_map_offer.hide()
        # A scroll area does not ask what stands in it how wide it must be.
        self.contents.installEventFilter(self)

    def _set_up_icons(self) -> None:
        icon_size = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        self._warning = QgsApplication.getThemeIcon("mIconWarning.svg").pixmap(icon_size, icon_size)
        self._loupe = QgsApplication.getThemeIcon("search.svg").pixmap(icon_size, icon_size)
        self.key_icon.setPixmap(self._warning)
        for button in (self.copy_summary_button, self.copy_url_button):
            button.setIcon(QgsApplication.getThemeIcon("mActionEditCopy.svg"))
        self.reset_button.setIcon(QgsApplication.getThemeIcon("mActionDeselectAll.svg"))
        self.options_button.setIcon(QgsApplication.getThemeIcon("mActionOptions.svg"))

    def _connect(self) -> None:
        self.filter_widgets.changed.connect(self._settle.start)
        self.area_widgets.changed.connect(self._settle.start)
        self.area_widgets.search_wanted.connect(self._search)
        self.estimates.changed.connect(self._settle.start)
        news = LedgerNews(self)
        news.changed.connect(self.estimates.forget)
        news.changed.connect(self._settle.start)
        self.source.currentIndexChanged.connect(self._show_source)
        self.output.currentIndexChanged.connect(self._show_output)
        self.style_name.currentIndexChanged.connect(self._show_style)
        # A group that is opened shows all that stood in it when it was closed.
        self.result_group.collapsedStateChanged.connect(lambda _is_collapsed: self._show_files())
        self.file_widgets.changed.connect(self._settle.start)
        self.key_demo_button.clicked.connect(self.demo_wanted)
        self.key_options_button.clicked.connect(self.options_wanted)
        self.options_button.clicked.connect(self.options_wanted)
        self.reset_button.clicked.connect(self.reset_filters)
        self.details_button.toggled.connect(self.details.setVisible)
        self.copy_summary_button.clicked.connect(lambda: QgsApplication.clipboard().setText(self.summary.text()))
        self.copy_url_button.clicked.connect(lambda: QgsApplication.clipboard().setText(self.url.text()))
        self.search_button.clicked.connect(self.ask_for_search)
        self.cancel_button.clicked.connect(self.cancel_wanted)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.search_button.click)

    # What the user sees

    def set_reference(self, reference: ReferenceData) -> None:
        """Offer the entries of these reference data in all lists."""
        self._reference = reference
        self.filter_widgets.set_reference(reference)
        self.area_widgets.set_reference(reference)
        self._settle.start()

    @property
    def reference(self) -> ReferenceData:
        """The look-up lists from which the form offers entries."""
        return self._reference

    def show_error(self, sentence: str) -> None:
        """Show what went wrong, until something changes."""
        self._notice.show(sentence, level=Qgis.MessageLevel.Warning)
        self._noticed = None

    def source_kind(self) -> str:
        """API, DEMO, FILE or MIRROR, as chosen."""
        return self.source.currentData()

    def show_choices(self, source: str, style: str, geopackage: bool, folder: str) -> None:
        """Show where to search, in which style, and into what; files are chosen starting from the folder."""
        self.source.setCurrentIndex(max(0, self.source.findData(source)))
        if is_own_style(style):
            self.style_file.setFilePath(style)
            style = OWN_STYLE
        self.style_name.setCurrentIndex(max(0, self.style_name.findData(style)))
        self.output.setCurrentIndex(self.output.findData(GEOPACKAGE if geopackage else TEMPORARY))
        self.output_file.setDefaultRoot(folder)
        self.result_group.setCollapsed(source == API and not geopackage and self.style_file.isHidden())

    def set_server(self, base_url: str, has_key: bool, page_size: int = PAGE_SIZE) -> None:
        """Set which server and stations per request the options name, and whether there is a key for it."""
        self._base_url = base_url
        self._page_size = page_size
        self._has_key = has_key
        self._show_source()

    def _show_source(self) -> None:
        source = self.source.currentData()
        self._show_files()
        self.key_notice.setVisible(source == API and not self._has_key)
        if source != API:
            self.result_group.setCollapsed(False)
        self.world_text.setVisible(source == API)  # elsewhere, the whole world takes no request
        self._settle.start()
        self.source_changed.emit()

    def _show_output(self) -> None:
        self._show_files()
        if self.output.currentData() == GEOPACKAGE:
            self.result_group.setCollapsed(False)
        self._settle.start()

    def _show_style(self) -> None:
        self._show_files()
        self._settle.start()

    def _show_files(self) -> None:
        """Show where files are chosen only beside what needs one."""
        self.poi_box.setVisible(self.source.currentData() == FILE)
        self.mirror_box.setVisible(self.source.currentData() == MIRROR)
        self.output_file.setVisible(self.output.currentData() == GEOPACKAGE)
        self.style_file.setVisible(self.style_name.currentData() == OWN_STYLE)

    def _describe(self) -> None:
        """Show the search in words and as the first URL that is sent, or why it is invalid."""
        typed = self.area_widgets.places.pending
        if typed:
            self._say(self._loupe, tr("Press Enter or Search: “{place}” is found first.", place=typed))
            return
        try:
            search = self.request().search
        except OcmError as error:
            self.summary_icon.setPixmap(self._warning)
            self.summary.setText(error.sentence)
            self.url.clear()
            self._can_be_meant = False
            self.estimate.hide()
            self._estimate = Estimate("")
            self._let_notice_go(None)
            self.filter_widgets.offer_since(None)
            self.area_widgets.band.show(None)
        else:
            self.filter_widgets.offer_since(last_search_in(search.area, QgsProject.instance()))
            sentence = wanted_sentence(search, self._reference, self.source_kind())
            plan = self._plan(search)
            where = "" if plan is None else plan_sentence(plan, datetime.now(timezone.utc))
            problem = self._mirror_problem()
            self.summary_icon.setPixmap(self._warning if problem else self._loupe)
            self.summary.setText(" ".join(filter(None, (sentence, where, problem))))
            asked = search if plan is None else plan.asked_of(search)
            self.url.setText("" if asked is None else self._first_url(asked))
            self.url.setCursorPosition(0)
            estimate = self.estimates.of(search, self.source_kind(), plan)
            self._estimate = estimate
            self.estimate.setText(estimate.text)
            self.estimate.setVisible(bool(estimate.text))
            self._can_be_meant = True
            self._let_notice_go(search)
            if self.isVisible():
                self.area_widgets.band.show(search.area if not self.area_widgets.is_following else None)
        self._enable_buttons()

    def _say(self, icon: QPixmap, text: str) -> None:
        """Show what will happen, where nothing is known yet of what will be sent."""
        self.summary_icon.setPixmap(icon)
        self.summary.setText(text)
        self.url.clear()
        self.estimate.hide()
        self._can_be_meant = True
        self._enable_buttons()

    def _let_notice_go(self, search: Search | None) -> None:
        """Clear what was said of another search. That the map has moved makes none. None: the form is not valid."""
        if search is not None and self.area_widgets.is_following:
            search = search.with_area(World())
        asked = search, self.source_kind()
        if self._notice.is_shown and self._noticed not in (None, asked):
            self._notice.clear()
        self._noticed = asked

    def _plan(self, search: Search) -> Plan | None:
        """What will answer in the place of the server, as far as that is known already."""
        if self.source_kind() != API:
            return None
        return held_plan(Settings.load(), search)

    def _mirror_problem(self) -> str:
        """What is wrong with the mirror that could answer, or shall, as far as that is known already."""
        if self.source_kind() == MIRROR:
            return LEDGERS.problem(self.mirror_file.filePath())
        mirror = Settings.load().mirror if self.source_kind() == API else ""
        is_known = bool(mirror and LEDGERS.problem(mirror))
        return tr("The mirror cannot be read; the options say why.") if is_known else ""

    def _first_url(self, search: Search) -> str:
        """The URL of the first request; "" where nothing is sent, or is not known yet."""
        self.url.setPlaceholderText(tr("Nothing is sent."))
        if self.source_kind() != API:
            return ""
        if corner_count(search.area) > MOST_CORNERS:
            self.url.setPlaceholderText(tr("Known when the search runs: the area has very many corners."))
            return ""
        query = first_query(search, self._reference, self._page_size)
        return sent_poi_url(self._base_url, query.to_params())

    def _enable_buttons(self) -> None:
        self.copy_url_button.setEnabled(bool(self.url.text()))
        self.search_button.setEnabled(self._can_be_meant)

    def show_running(
        self,
        is_running: bool,
        text: str = "",
        offers: Sequence[Button] = (),
        level: Qgis.MessageLevel = Qgis.MessageLevel.Info,
    ) -> None:
        """Show whether a search runs, or what has come of one, and buttons for what to do next."""
        self.progress_bar.setRange(0, 0)
        self.progress.setVisible(is_running)
        self.progress_text.setText(text if is_running else "")
        self.search_button.setText(tr("Search Afterwards") if is_running else tr("Search"))
        self.queue_of_searches.show_running(is_running)
        self.show_notice("" if is_running else text, offers, level)
        self._describe()

    def show_notice(self, text: str, offers: Sequence[Button], level: Qgis.MessageLevel) -> None:
        """Show a sentence, and buttons for what can be done about it."""
        self._notice.show(text, offers, level)
        self._noticed = None

    def show_progress(self, progress: Progress) -> None:
        """Show how far the running search is."""
        if progress.fraction is not None:
            self.progress_bar.setRange(0, 100)
            self.progress_bar.setValue(round(100 * progress.fraction))
        counts = ", ".join(
            (
                _arrived_text(progress),
                requests_text(progress.requests),
                size_text(progress.bytes),
            )
        )
        self.progress_text.setText(f"{progress.phase} {counts}" if progress.stations else progress.phase)

    # The search

    def request(self) -> SearchRequest:
        """What the form says. Raises SearchError when it is invalid."""
        search = self.filter_widgets.on(self._base.with_area(*self.area_widgets.named_area()))
        source, geopackage, style = self.source.currentData(), "", self.style_name.currentData()
        if source == FILE:
            source = self.poi_file.filePath()
            if not source:
                raise SearchError("file", tr("No POI file is chosen."))
        elif source == MIRROR:
            source = self.mirror_file.filePath()
            if not source:
                raise SearchError("mirror", tr("No mirror is chosen."))
        if self.output.currentData() == GEOPACKAGE:
            geopackage = self.output_file.filePath()
            if not geopackage:
                raise SearchError("output", tr("Please name the GeoPackage to write to."))
            if not Path(geopackage).suffix:
                geopackage += ".gpkg"
        if style == OWN_STYLE:
            style = self.style_file.filePath()
            if not is_own_style(style):
                raise SearchError("style", tr("No style file (*.qml) is chosen."))
        replaces = self.output.currentData() == LAST_RESULT
        return SearchRequest(search, source, geopackage, style, replaces=replaces)

    def show_search(self, search: Search) -> None:
        """Show another search. What the form has no widgets for is kept for the next one."""
        self._base = search
        self.area_widgets.places.forget()
        self.area_widgets.show(search.area, search.place)
        self.filter_widgets.show(search)
        self._settle.start()

    def show_filters(self, search: Search) -> None:
        """Show the filters of another search; the area stays."""
        self._base = search
        self.filter_widgets.show(search)
        self._settle.start()

    def reset_filters(self) -> None:
        """Show no filters; the area stays."""
        self.show_filters(Search())

    def ask_for_search(self) -> None:
        """Have the search run, after asking before a file is replaced."""
        if self._second_click.isActive():
            return
        self._second_click.start()
        if self.area_widgets.places.pending:
            self.area_widgets.places.look_up(then_search=True)
        else:
            self._search()

    def _search(self, is_sure: bool = False) -> None:
        """Have the search run. `is_sure`: so many stations are wanted."""
        self._describe()
        if self._estimate.asks_first and not is_sure:
            text = tr("That may be more than 20,000 stations. Filters or “At most” would make it less.")
            offers: list[Button] = [(tr("Search All the Same"), lambda: self._search(is_sure=True))]
            if self._estimate.offers_file and self.output.currentData() != GEOPACKAGE:
                text = tr(
                    "That may be more than 50,000 stations: in temporary layers they need much memory, a GeoPackage "
                    "needs little. Filters or “At most” would make it less."
                )
                offers.insert(0, (tr("Search into a File…"), self._search_into_file))
            self._notice.show(text, offers, Qgis.MessageLevel.Warning)
            return
        try:
            request = self.request()
        except OcmError:
            self._describe()
            return
        if request.geopackage and Path(request.geopackage).exists():
            answer = asked_what_becomes_of(self, request.geopackage)
            if answer is None:
                return
            request = request._replace(merges=answer)
        self.search_wanted.emit(request._replace(asks=self._estimate.is_open and not is_sure))

    def _search_into_file(self) -> None:
        path = chosen_geopackage(self, tr("Search into a File"), may_exist=True)
        if path:
            self.output.setCurrentIndex(self.output.findData(GEOPACKAGE))
            self.output_file.setFilePath(path)
            self._search(is_sure=True)

    def take_focus(self) -> None:
        """Let what is typed next go into the first field."""
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place.selectAll()

    def minimumSizeHint(self) -> QSize:
        """As high as its sentences are in its width: where QGIS puts another panel below it, they were cut.

        Qt takes them for wider, and so for lower. Not much higher than that: windows grow with what stands in them.
        """
        hint = super().minimumSizeHint()
        wanted = self.layout().minimumHeightForWidth(self.width())
        most = LINES_AT_LEAST * self.fontMetrics().lineSpacing()
        return QSize(hint.width(), max(hint.height(), min(wanted, most)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.area_widgets.follow_map()
        self._settle.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.area_widgets.leave_map()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as wide as what stands in the scroll area must be."""
        if watched is self.contents and event.type() == QEvent.Type.LayoutRequest:
            bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
            self.scroll.setMinimumWidth(self.contents.minimumSizeHint().width() + bar)
        return super().eventFilter(watched, event)


def _arrived_text(progress: Progress) -> str:
    if progress.expected is None or progress.expected <= progress.stations:
        return stations_text(progress.stations)
    return tr("{arrived} of about {expected} stations", arrived=progress.stations, expected=progress.expected)
