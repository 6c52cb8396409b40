"""The filters of a Search as widgets of the search form, both ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import Any, NamedTuple

from qgis.gui import QgsDateTimeEdit, QgsDoubleSpinBox, QgsSpinBox
from qgis.PyQt.QtCore import QDate, QDateTime, QObject, Qt, QTime, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox

from ..ocm.match.filters import REMOVED_STATUS_IDS
from ..ocm.records.reference import ReferenceData, StatusType
from ..ocm.search.search import Search
from .check_list import CheckList

NO_POWER = -1.0
"""What the power fields hold while they show "Any": 0 kW is a valid power."""


class _IdList(NamedTuple):
    """One filter whose values are chosen from a reference list."""

    member: str
    """Of Search."""
    form_name: str
    """Its widgets in the form are called NAME_list and NAME_filter."""
    reference_list: str
    """Of ReferenceData."""
    title: str
    """Method of ReferenceData that names an id."""
    by_title: bool
    """Sorted by title; else by id, which for these lists is a meaningful order."""


_ID_LISTS = (
    _IdList("connection_type_ids", "connection_types", "connection_types", "connection_type", True),
    _IdList("current_type_ids", "current_types", "current_types", "current_type", False),
    _IdList("level_ids", "levels", "levels", "level", False),
    _IdList("operator_ids", "operators", "operators", "operator", True),
    _IdList("usage_type_ids", "usage_types", "usage_types", "usage_type", False),
    _IdList("status_type_ids", "status_types", "status_types", "status_type", False),
    _IdList("data_provider_ids", "data_providers", "providers", "provider", True),
)

_TAB_MEMBERS = {
    "connectors_tab": (
        "connection_type_ids",
        "current_type_ids",
        "level_ids",
        "min_power_kw",
        "max_power_kw",
        "min_connectors",
    ),
    "operators_tab": ("operator_ids",),
    "access_tab": ("usage_type_ids", "status_type_ids"),
    "data_tab": (
        "data_provider_ids",
        "open_data",
        "modified_since",
        "created_since",
        "has_media",
        "has_comments",
        "has_checkins",
    ),
}


class FilterWidgets(QObject):
    """Reads filters from the form's widgets and shows filters in them."""

    changed = pyqtSignal()
    """Another value in any of them."""

    def __init__(self, form: Any) -> None:
        super().__init__(form)
        self._form = form
        self._lists = {
            id_list.member: CheckList(
                getattr(form, f"{id_list.form_name}_list"), getattr(form, f"{id_list.form_name}_filter", None)
            )
            for id_list in _ID_LISTS
        }
        self._tab_titles = {
            name: form.filters.tabText(form.filters.indexOf(getattr(form, name))) for name in _TAB_MEMBERS
        }
        self._set_up()
        self._connect()

    def _set_up(self) -> None:
        form = self._form
        for spin_box in (form.min_power, form.max_power):
            spin_box.setClearValueMode(QgsDoubleSpinBox.ClearValueMode.MinimumValue, self.tr("Any"))
        form.min_connectors.setClearValueMode(QgsSpinBox.ClearValueMode.MinimumValue, self.tr("Any number"))
        form.max_results.setClearValueMode(QgsSpinBox.ClearValueMode.MinimumValue, self.tr("All stations"))
        for edit in (form.modified_since, form.created_since):
            edit.setTimeSpec(Qt.TimeSpec.UTC)
            edit.setAllowNull(True)
            edit.setNullRepresentation(self.tr("Any time"))
            edit.clear()
        for combo, with_text, without_text in (
            (form.open_data, self.tr("Open licences only"), self.tr("Only other licences")),
            (form.has_media, self.tr("With photos"), self.tr("Without photos")),
            (form.has_comments, self.tr("With comments"), self.tr("Without comments")),
            (form.has_checkins, self.tr("With check-ins"), self.tr("Without check-ins")),
        ):
            combo.addItem(self.tr("Any"), None)
            combo.addItem(with_text, True)
            combo.addItem(without_text, False)

    def _connect(self) -> None:
        form = self._form
        signals = [check_list.changed for check_list in self._lists.values()]
        signals += [box.valueChanged for box in (form.min_power, form.max_power, form.min_connectors, form.max_results)]
        signals += [edit.valueChanged for edit in (form.modified_since, form.created_since)]
        signals += [
            combo.currentIndexChanged
            for combo in (form.open_data, form.has_media, form.has_comments, form.has_checkins)
        ]
        switches = (form.any_connection, form.keep_cannot_tell, form.include_unstated, form.include_comments)
        signals += [box.toggled for box in switches]
        for signal in signals:
            signal.connect(self._tell)
        form.keep_cannot_tell.toggled.connect(form.include_unstated.setEnabled)

    def _tell(self, *_: object) -> None:
        self._count_in_tabs()
        self.changed.emit()

    def set_reference(self, reference: ReferenceData) -> None:
        """Offer the entries of other reference data; what is chosen stays chosen."""
        for id_list in _ID_LISTS:
            values = [
                value
                for value in getattr(reference, id_list.reference_list).values()
                if not (isinstance(value, StatusType) and value.id in REMOVED_STATUS_IDS)
            ]
            if id_list.by_title:
                values = sorted(values, key=lambda value: (value.id == 0, value.title.casefold().lstrip("( ")))
            else:
                values = sorted(values, key=lambda value: value.id)
            self._lists[id_list.member].set_entries(
                [(value.id, value.title) for value in values], getattr(reference, id_list.title)
            )

    def on(self, search: Search) -> Search:
        """The search with its filters taken from the widgets. Raises SearchError when they are invalid."""
        return replace(search, **self._values())

    def _values(self) -> dict[str, Any]:
        """The members of Search that the widgets show."""
        form = self._form
        return {
            **{member: check_list.checked() for member, check_list in self._lists.items()},
            "min_power_kw": _power(form.min_power),
            "max_power_kw": _power(form.max_power),
            "min_connectors": form.min_connectors.value() or None,
            "any_connection": form.any_connection.isChecked(),
            "open_data": form.open_data.currentData(),
            "modified_since": _moment(form.modified_since),
            "created_since": _moment(form.created_since),
            "has_media": form.has_media.currentData(),
            "has_comments": form.has_comments.currentData(),
            "has_checkins": form.has_checkins.currentData(),
            "include_comments": form.include_comments.isChecked(),
            "keep_cannot_tell": form.keep_cannot_tell.isChecked(),
            "include_unstated": form.include_unstated.isChecked(),
            "max_results": form.max_results.value() or None,
        }

    def show(self, search: Search) -> None:
        """Show the filters of a search."""
        form = self._form
        for member, check_list in self._lists.items():
            check_list.set_checked(getattr(search, member))
        form.min_power.setValue(NO_POWER if search.min_power_kw is None else search.min_power_kw)
        form.max_power.setValue(NO_POWER if search.max_power_kw is None else search.max_power_kw)
        form.min_connectors.setValue(search.min_connectors or 0)
        form.max_results.setValue(search.max_results or 0)
        form.any_connection.setChecked(search.any_connection)
        form.include_comments.setChecked(search.include_comments)
        form.keep_cannot_tell.setChecked(search.keep_cannot_tell)
        form.include_unstated.setChecked(search.include_unstated)
        form.include_unstated.setEnabled(search.keep_cannot_tell)
        for combo, value in (
            (form.open_data, search.open_data),
            (form.has_media, search.has_media),
            (form.has_comments, search.has_comments),
            (form.has_checkins, search.has_checkins),
        ):
            _choose(combo, value)
        _show_moment(form.modified_since, search.modified_since)
        _show_moment(form.created_since, search.created_since)
        self._count_in_tabs()

    def _count_in_tabs(self) -> None:
        """Say in each tab's title how many filters are set on its page, since three of the four pages are hidden."""
        default = Search()
        form = self._form
        values = self._values()
        for tab, members in _TAB_MEMBERS.items():
            number = sum(values[member] != getattr(default, member) for member in members)
            title = self._tab_titles[tab]
            index = form.filters.indexOf(getattr(form, tab))
            form.filters.setTabText(index, f"{title} ({number})" if number else title)


def _power(spin_box: QgsDoubleSpinBox) -> float | None:
    return None if spin_box.value() < 0 else spin_box.value()


def _choose(combo: QComboBox, value: bool | None) -> None:
    """Choose the entry with this value; `findData` would take False for None."""
    for index in range(combo.count()):
        if combo.itemData(index) is value:
            combo.setCurrentIndex(index)


def _moment(edit: QgsDateTimeEdit) -> datetime | None:
    if edit.isNull():
        return None
    day, clock = edit.dateTime().date(), edit.dateTime().time()
    return datetime(
        day.year(), day.month(), day.day(), clock.hour(), clock.minute(), clock.second(), tzinfo=timezone.utc
    )


def _show_moment(edit: QgsDateTimeEdit, moment: datetime | None) -> None:
    if moment is None:
        edit.clear()
        return
    day, clock = QDate(moment.year, moment.month, moment.day), QTime(moment.hour, moment.minute, moment.second)
    edit.setDateTime(QDateTime(day, clock, Qt.TimeSpec.UTC))
