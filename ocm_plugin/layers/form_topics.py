"""Which field stands where in the forms and tables of a result: each field of the schema once, as text.

A field that is not named here stands behind the one before it in the schema.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..ocm.tables.schema import COMMENTS, CONNECTIONS, MEDIA, STATIONS, TABLES
from ..ocm.translation import tr
from ..qgis_support import compat
from .build import layer_title


def names(text: str) -> tuple[str, ...]:
    """Names of fields, separated by blanks."""
    return tuple(text.split())


class Group(NamedTuple):
    """Fields under one heading."""

    title: str
    fields: tuple[str, ...]


class Tab(NamedTuple):
    """One page of the station's form: facts as text, or widgets."""

    title: str
    groups: tuple[Group, ...] = ()
    """Fields as text."""
    child: str | None = None
    """Name of the child table whose rows are shown as text; without the table there is no such page."""
    opens_form: bool = False
    """Whether it begins with the station's name, power, points and connectors, as in the map tip."""
    widgets: tuple[str, ...] = ()
    """Fields in widgets of their own, to correct them or to open their links."""
    corrects: str | None = None
    """Name of the child table whose rows can be corrected; without the table there is no such page."""

    @property
    def needs(self) -> str | None:
        """The child table without which there is no such page."""
        return self.child or self.corrects


def station_tabs() -> tuple[Tab, ...]:
    """The station's form, in order."""
    tabs = _named_station_tabs()
    followers = _followers((group for tab in tabs for group in tab.groups), STATIONS)
    return tuple(tab._replace(groups=_completed(tab.groups, followers)) for tab in tabs)


def child_groups(table: str) -> tuple[Group, ...]:
    """The form of one connection, comment or photo, in order."""
    groups = _named_child_groups(table)
    return _completed(groups, _followers(groups, table))


def _followers(groups: Iterable[Group], table: str) -> dict[str, list[str]]:
    """The fields of a table that no group names, by the named field that they stand behind."""
    named = {name for group in groups for name in group.fields}
    found: dict[str, list[str]] = {}
    last_named = ""
    for field in TABLES[table]:
        if field.name in named:
            last_named = field.name
        else:
            found.setdefault(last_named, []).append(field.name)
    return found


def _completed(groups: Iterable[Group], followers: dict[str, list[str]]) -> tuple[Group, ...]:
    return tuple(
        group._replace(fields=tuple(each for name in group.fields for each in (name, *followers.get(name, ()))))
        for group in groups
    )


def _named_station_tabs() -> tuple[Tab, ...]:
    return (
        Tab(
            tr("Overview"),
            (
                Group(
                    tr("Station"),
                    names("name status power_class max_kw kw_basis n_points points_basis standards current_mix match"),
                ),
                Group(
                    tr("Operator"),
                    names("operator operator_kind operator_url operator_ref phone related_url"),
                ),
                Group(
                    tr("Address"),
                    names("address postcode town state country country_iso2 lat lon"),
                ),
                Group(
                    tr("At Open Charge Map"),
                    names(
                        "view_url add_comment_url add_photo_url n_comments last_checkin_positive n_media photo_url "
                        "photo_by"
                    ),
                ),
            ),
            opens_form=True,
        ),
        Tab(
            tr("Power"),
            (
                Group(
                    tr("Strongest connector"),
                    names("is_dcfc max_kw_lo max_kw_hi max_kw_dc max_kw_ac"),
                ),
                Group(
                    tr("All connectors together"),
                    names(
                        "total_kw_est total_kw_lo total_kw_hi total_kw_dc total_kw_ac n_kw_unknown n_kw_estimated "
                        "ocm_level_max"
                    ),
                ),
                Group(
                    tr("Points"),
                    names(
                        "n_points_lo n_points_hi n_points_raw n_connectors n_connectors_out n_connectors_planned "
                        "n_conn_rows"
                    ),
                ),
                Group(
                    tr("Connectors by current and power"),
                    names("n_ac n_dc n_current_unknown n_ge22 n_ge43 n_ge50 n_ge150 n_ge350 n_ge150_maybe"),
                ),
                Group(
                    tr("Connectors by standard"),
                    names(
                        "n_ccs1 n_ccs2 n_chademo n_nacs n_type1 n_type2 n_type3 n_gbt_ac n_gbt_dc n_domestic "
                        "n_industrial n_other n_type_unknown"
                    ),
                ),
            ),
        ),
        Tab(layer_title(CONNECTIONS), child=CONNECTIONS),
        Tab(
            tr("Access and Status"),
            (
                Group(
                    tr("Access"),
                    names("access_class usage needs_membership needs_key access_comments"),
                ),
                Group(tr("Cost"), names("cost_text is_free pay_at_site")),
                Group(
                    tr("Status"),
                    names("status_class status_basis counts_now is_planned date_planned"),
                ),
                Group(
                    tr("Confirmed"),
                    names("date_last_verified days_since_verified recently_verified date_last_confirmed"),
                ),
                Group(tr("History"), names("date_created date_status_update")),
            ),
        ),
        Tab(layer_title(COMMENTS), child=COMMENTS),
        Tab(layer_title(MEDIA), child=MEDIA),
        Tab(
            tr("Source"),
            (
                Group(
                    tr("Data provider"),
                    names("provider provider_url provider_ref submission_status"),
                ),
                Group(
                    tr("Licence"),
                    names("license_class provider_license is_open_data attribution"),
                ),
                Group(tr("Quality"), names("qa_flags general_comments operator_known")),
                Group(tr("Search"), names("fetched_at query_id")),
                Group(
                    tr("Ids"),
                    names("ocm_id ocm_uuid power_class_code operator_id usage_id status_id provider_id"),
                ),
                Group(
                    tr("Look on the map"),
                    names("map_state map_class power_is_estimate access_is_restricted"),
                ),
            ),
        ),
        *(() if compat.MARKUP_OPENS_LINKS else (Tab(tr("Links"), widgets=LINKS),)),
        Tab(tr("Correct"), widgets=CORRECTABLE[STATIONS]),
        Tab(tr("Correct Connections"), corrects=CONNECTIONS),
    )


def _named_child_groups(table: str) -> tuple[Group, ...]:
    ids = tr("Ids")
    if table == CONNECTIONS:
        return (
            Group(
                tr("Connector"),
                names("type standard formal_name is_tethered quantity_used quantity_raw"),
            ),
            Group(
                tr("Power"),
                names("kw_used kw_basis kw_lo kw_hi current current_basis amps volts kw_stated level_id"),
            ),
            Group(tr("Status"), names("status_class status_inherited")),
            Group(tr("Remarks"), names("reference comments qa_flags")),
            Group(ids, names("conn_id ocm_id type_id current_id status_id power_class_code")),
        )
    if table == COMMENTS:
        return (
            Group(
                tr("Comment"),
                names("comment_text user_name created comment_type rating checkin checkin_positive related_url"),
            ),
            Group(ids, names("comment_id ocm_id comment_type_id checkin_id")),
        )
    return (
        Group(tr("Photo"), names("caption user_name created media_url thumbnail_url is_video")),
        Group(ids, names("media_id ocm_id")),
    )


COLUMNS = frozenset(
    names(
        "name status power_class max_kw kw_basis n_points standards current_mix match operator total_kw_est "
        "n_connectors access_class usage cost_text is_free date_last_verified address postcode town country provider "
        "license_class ocm_id view_url"
    )
)
"""Columns that the table of stations shows at first; the others are a click away (*Organize Columns*)."""

HIDDEN = frozenset(names("status_id power_class_code query_id type_id current_id level_id comment_type_id checkin_id"))
"""Columns that the tables beside leave out at first: what stands beside words that say the same."""

LINKS = names("view_url add_comment_url add_photo_url")
"""Addresses that the plugin itself makes."""

CORRECTABLE = {
    STATIONS: names(
        "name address postcode town state operator_ref phone related_url cost_text access_comments n_points_raw "
        "date_planned provider_ref general_comments"
    ),
    CONNECTIONS: names("quantity_raw kw_stated amps volts reference comments"),
    COMMENTS: (),
    MEDIA: (),
}
"""Fields that hold what contributors wrote, as they wrote it, in the order in which they are corrected."""

FILE_KEY = "fid"
"""A GeoPackage's own key, which no table shows at first."""
