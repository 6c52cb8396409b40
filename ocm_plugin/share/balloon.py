"""What opens when a station of a KML is clicked: HTML tables only, no scripts, readable without our styles.

My Maps and Google Earth on the web ignore balloon templates, so everything stands in the description.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from . import words
from .connections import SharedConnection
from .markup import escaped, link
from .source import SharedFeature, SharedField

TEMPLATE = (
    '<div style="font-family:sans-serif;max-width:420px"><h2 style="margin:0 0 4px">$[name]</h2>$[description]</div>'
)
"""The balloon around the description, for viewers that know templates."""


def station_balloon(feature: SharedFeature, connections: list[SharedConnection]) -> str:
    """The description of a charging station."""
    values = feature.values
    return "".join(
        (
            f'<p style="font-size:130%"><b>{escaped(words.power_text(values))}</b>',
            f" · {escaped(words.points_text(values))}</p>",
            _connectors(values, connections),
            "<table>",
            _row("Access", escaped(words.access_text(values))),
            _row("Cost", escaped(words.cost_text(values))),
            _row("Operator", link(values.get("operator_url"), words.operator_name(values) or "Unknown")),
            _row("Status", escaped(words.status_text(values))),
            _row("Address", escaped(words.address_text(values) or "Unknown")),
            *(
                _row(label, escaped(values[name]).replace("\n", "<br>"))
                for label, name in (
                    ("Telephone", "phone"),
                    ("How to get there", "access_comments"),
                    ("Remarks", "general_comments"),
                )
                if values.get(name)
            ),
            _row("Verified", escaped(words.verified_text(values))),
            "</table>",
            _links(feature),
            _credit(values),
        )
    )


def plain_balloon(feature: SharedFeature, fields: Sequence[SharedField]) -> str:
    """The description of any other point: its attributes as a table."""
    rows = "".join(
        _row(field.alias, escaped(feature.values[field.name]).replace("\n", "<br>"))
        for field in fields
        if feature.values[field.name] not in (None, "")
    )
    return f"<table>{rows}</table>"


def links_of(values: dict[str, Any], latitude: float, longitude: float) -> list[tuple[str, str]]:
    """Where a person goes on from a station: address and text of each link."""
    known = (
        ("url_view", "View on Open Charge Map"),
        ("url_comment", "Report a problem"),
        ("url_photo", "Add a photo"),
        ("related_url", "Website"),
    )
    position = quote(f"{latitude:.6f},{longitude:.6f}")
    return [
        *((values[name], text) for name, text in known if values.get(name)),
        (f"https://www.google.com/maps/dir/?api=1&destination={position}", "Directions"),
    ]


def _row(label: str, cell: str) -> str:
    return f'<tr><td valign="top"><i>{escaped(label)}</i></td><td>{cell}</td></tr>'


def _connectors(values: dict[str, Any], connections: list[SharedConnection]) -> str:
    if not connections:
        return f"<p>{escaped(words.standards_text(values) or words.NO_CONNECTIONS)}</p>"
    rows = "".join(
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>".format(
            *(escaped(text) for text in words.connection_texts(connection))
        )
        for connection in connections
    )
    heads = "".join(f"<th>{head}</th>" for head in words.CONNECTION_HEADS)
    return f'<table border="1" cellspacing="0" cellpadding="3"><tr>{heads}</tr>{rows}</table>'


def _links(feature: SharedFeature) -> str:
    longitude, latitude = feature.points[0]
    return f"<p>{' · '.join(link(url, text) for url, text in links_of(feature.values, latitude, longitude))}</p>"


def _credit(values: dict[str, Any]) -> str:
    provider = link(values.get("provider_url"), values.get("provider") or "Unknown data provider")
    return f"<p><small>Data: {provider}, through Open Charge Map. {escaped(words.credit_text(values))}</small></p>"
