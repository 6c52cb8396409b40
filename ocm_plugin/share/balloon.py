"""What opens when a station of a KML is clicked: HTML tables only, no scripts, readable without our styles.

My Maps and Google Earth on the web ignore balloon templates, so everything stands in the description.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..layers.attribution import credit_of_row
from ..ocm.records.station import comment_url, photo_url, view_url
from ..ocm.translation import marked, tr
from . import words
from .connections import SharedConnection
from .fields import SharedField
from .markup import escaped, escaped_lines, filled, link
from .source import SharedFeature
from .words import StationWords, remembered

TEMPLATE = (
    '<div style="font-family:sans-serif;max-width:420px"><h2 style="margin:0 0 4px">$[name]</h2>$[description]</div>'
)
"""The balloon around the description, for viewers that know templates."""


PAGES = (
    (view_url, marked("View on Open Charge Map")),
    (comment_url, marked("Report a problem")),
    (photo_url, marked("Add a photo")),
)
"""Links of a station: function of its number, and text of the link."""

_DIRECTIONS = "https://www.google.com/maps/dir/?api=1&destination="

REMARKS = (
    (marked("Telephone"), "phone"),
    (marked("How to get there"), "access_comments"),
    (marked("Remarks"), "general_comments"),
)
"""Shown only where it is known: heading and field."""


def station_balloon(feature: SharedFeature, said: StationWords, connections: list[SharedConnection]) -> str:
    """The description of a charging station."""
    values = feature.values
    return "".join(
        (
            f'<p style="font-size:130%"><b>{escaped(said.power)}</b> · {escaped(said.points)}</p>',
            _connectors(said, connections),
            "<table>",
            _row(tr("Access"), escaped(said.access)),
            _row(tr("Cost"), escaped(said.cost)),
            _row(tr("Operator"), link(values.get("operator_url"), said.operator or tr("Unknown"))),
            _row(tr("Status"), escaped(said.status)),
            _row(tr("Address"), escaped(said.address or tr("Unknown"))),
            *(_row(tr(label), escaped_lines(values[name])) for label, name in REMARKS if values.get(name)),
            _row(tr("Last verified"), escaped(said.verified)),
            "</table>",
            _links(feature),
            _credit(said.provider, values.get("provider_url"), said.terms),
        )
    )


def plain_balloon(feature: SharedFeature, fields: Sequence[SharedField], is_from_registry: bool = False) -> str:
    """The description of any other point: its attributes as a table, and whose data it is if that is known."""
    rows = "".join(
        _row(field.alias, escaped_lines(str(feature.values[field.name])))
        for field in fields
        if feature.values[field.name] not in (None, "")
    )
    if not is_from_registry:
        return f"<table>{rows}</table>"
    credit = credit_of_row(feature.values)
    return f"<table>{rows}</table>{_credit(credit.name, credit.url, credit.terms_text or '')}"


def _row(label: str, cell: str) -> str:
    return f'<tr><td valign="top"><i>{escaped(label)}</i></td><td>{cell}</td></tr>'


def _connectors(said: StationWords, connections: list[SharedConnection]) -> str:
    if not connections:
        return f"<p>{escaped(said.standards or tr(words.NO_CONNECTIONS))}</p>"
    return f"{_table_head()}{''.join(map(_connector, connections))}</table>"


@remembered
def _table_head() -> str:
    heads = "".join(f"<th>{escaped(head)}</th>" for head in words.connection_heads())
    return f'<table border="1" cellspacing="0" cellpadding="3"><tr>{heads}</tr>'


@remembered
def _connector(connection: SharedConnection) -> str:
    return f"<tr>{''.join(f'<td>{escaped(text)}</td>' for text in words.connection_texts(connection))}</tr>"


def _links(feature: SharedFeature) -> str:
    longitude, latitude = feature.points[0]
    number, website = feature.values.get("ocm_id"), feature.values.get("related_url")
    pages = [link(page(number), tr(text)) for page, text in PAGES] if isinstance(number, int) else []
    if website:
        pages.append(link(website, tr("Website")))
    pages.append(link(f"{_DIRECTIONS}{latitude:.6f}%2C{longitude:.6f}", tr("Directions")))
    return f"<p>{' · '.join(pages)}</p>"


@remembered
def _credit(provider: str, url: str | None, terms: str) -> str:
    text = tr("Data: {provider}, through Open Charge Map. {terms}")
    credit = filled(text, provider=link(url, provider), terms=escaped(terms))
    return f"<p><small>{credit}</small></p>"
