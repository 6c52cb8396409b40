"""The searches that are kept, beside the panel's Search button: put back into the panel, remembered, and saved."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QToolButton

from ..ocm.errors import OcmError, StoredValueError
from ..ocm.search.areas import World
from ..ocm.search.saved import SavedSearch
from ..ocm.search.search import Search, from_json
from ..ocm.search_wording import search_line, search_name
from ..ocm.translation import tr
from ..qgis_support.settings import API, Settings
from ..qgis_support.sources import saved_searches
from .saved_menu import SavedMenu
from .search_form import SearchForm
from .search_request import SearchRequest


class KeptSearches(QObject):
    """The button with the menu, and what its entries do. Belongs to the form in the panel."""

    changed = pyqtSignal()
    """Other searches have names now."""

    def __init__(self, form: SearchForm) -> None:
        super().__init__(form)
        self._form = form
        self._menu = SavedMenu(form)
        self.button = QToolButton(form)
        self.button.setText(tr("Saved"))
        self.button.setToolTip(tr("Saved and last searches"))
        self.button.setAccessibleName(tr("Saved and last searches"))
        self.button.setIcon(QgsApplication.getThemeIcon("mActionHistory.svg"))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(self._menu)
        form.recent_place.addWidget(self.button)
        self._menu.chosen.connect(self.show_in_form)
        self._menu.save_wanted.connect(self._save)
        self._menu.manage_wanted.connect(self._manage)
        form.search_wanted.connect(self._remember)

    def show_in_form(self, saved: SavedSearch) -> None:
        """Put a search into the panel; one without place leaves the place that stands there."""
        if saved.has_place:
            self._form.show_search(saved.search)
        else:
            self._form.show_filters(saved.search)

    def show_of_layer(self, search: Search, source: str, path: str) -> None:
        """Put the search of a layer into the panel, with the kind of its source, and the file if that is one.

        `source`: "" leaves the one that stands there.
        """
        self._form.show_search(search)
        if source:
            self._form.source.setCurrentIndex(self._form.source.findData(source))
            self._form.result_group.setCollapsed(source == API)
        if path:
            self._form.poi_file.setFilePath(path)

    def _remember(self, request: SearchRequest) -> None:
        """Put a search that runs at the head of the last ones. One that cannot be kept runs all the same."""
        try:
            saved_searches().remember(request.search, search_line(request.search, self._form.reference))
        except OcmError:
            return

    def _save(self) -> None:
        """Ask for a name for what stands in the panel, and keep it."""
        from .saved_dialogs import SaveSearchDialog

        try:
            search = self._form.request().search
            named = saved_searches().named()
        except OcmError as error:
            self._form.show_error(error.sentence)
            return
        taken = [each.name for each in named.searches] + [each.name for each in named.set_aside]
        proposed = search_name(search, self._form.reference)
        dialog = SaveSearchDialog(proposed, taken, self._form.window())
        dialog.accepted.connect(lambda: self._save_as(search, dialog.name_edit.text(), dialog.with_place.isChecked()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_as(self, search: Search, name: str, with_place: bool) -> None:
        kept = search if with_place else search.with_area(World())
        try:
            saved_searches().save(SavedSearch(name, kept, with_place))
        except OcmError as error:
            self._form.show_error(error.sentence)
        self.changed.emit()

    def _manage(self) -> None:
        """Show the list of all that have names."""
        from .saved_dialogs import SavedSearchesDialog

        dialog = SavedSearchesDialog(self._form.window())
        dialog.finished.connect(self.changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def last_search(settings: Settings) -> Search | None:
    """The stored search; None when there is none that can be read."""
    try:
        return from_json(settings.last_search) if settings.last_search else None
    except StoredValueError:
        return None
