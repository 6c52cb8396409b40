"""What opens when a station of a KML is clicked: HTML tables only, no scripts, readable without our styles.

My Maps and Google Earth on the web ignore balloon templates, so everything stands in the description.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from . import words
from .markup import escaped, link
from .source import SharedConnection, SharedFeature

TEMPLATE = (
    '<div style="font-family:sans-serif;max-width:420px"><h2 style="margin:0 0 4px">$[name]</h2>$[description]</div>'
)
"""The balloon around the description, for viewers that know templates."""


def station_balloon(feature: SharedFeature, connections: list[SharedConnection]) -> str:
    """The description of a charging station."""
    values = feature.values
    parts = [
        f'<p style="font-size:130%"><b>{escaped(words.power_text(values))}</b>',
        f" · {escaped(words.points_text(values))}</p>",
        _connectors(values, connections),
        "<table>",
        _row("Access", words.access_text(values)),
        _row("Cost", words.cost_text(values)),
        _linked_row("Operator", values.get("operator") or "Unknown", values.get("operator_url")),
        _row("Status", words.status_text(values)),
        _row("Address", words.address_text(values) or "Unknown"),
        _row("Telephone", values["phone"]) if values.get("phone") else "",
        _row("Directions to it", values["access_comments"]) if values.get("access_comments") else "",
        _row("Remarks", values["general_comments"]) if values.get("general_comments") else "",
        _row("Verified", words.verified_text(values)),
        "</table>",
        _links(feature),
        _credit(values),
    ]
    return "".join(parts)


def plain_balloon(feature: SharedFeature, aliases: dict[str, str]) -> str:
    """The description of any other point: its attributes as a table."""
    rows = "".join(
        _row(aliases[name], value) for name, value in feature.values.items() if value is not None and value != ""
    )
    return f"<table>{rows}</table>"


def _row(label: str, text: Any) -> str:
    shown = escaped(text).replace("\n", "<br>")
    return f'<tr><td valign="top"><i>{escaped(label)}</i></td><td>{shown}</td></tr>'


def _linked_row(label: str, text: str, url: Any) -> str:
    return f'<tr><td valign="top"><i>{escaped(label)}</i></td><td>{link(url, text)}</td></tr>'


def _connectors(values: dict[str, Any], connections: list[SharedConnection]) -> str:
    if not connections:
        standards = words.standards_text(values)
        return f"<p>{escaped(standards or 'No connectors are known')}</p>"
    rows = "".join(
        f"<tr><td>{escaped(connection.type or 'Unknown connector')}</td>"
        f'<td align="right">{escaped(words.connection_power_text(connection))}</td>'
        f"<td>{escaped(words.connection_basis_text(connection))}</td>"
        f'<td align="right">{"?" if connection.quantity is None else f"× {connection.quantity}"}</td></tr>'
        for connection in connections
    )
    return (
        '<table border="1" cellspacing="0" cellpadding="3"><tr><th>Connector</th><th>Power</th><th>How sure</th>'
        f"<th>How many</th></tr>{rows}</table>"
    )


def _links(feature: SharedFeature) -> str:
    values = feature.values
    position = quote(f"{feature.latitude:.6f},{feature.longitude:.6f}")
    links = [
        link(values.get(name), text)
        for name, text in (
            ("url_view", "View on Open Charge Map"),
            ("url_comment", "Report a problem"),
            ("url_photo", "Add a photo"),
            ("related_url", "Website"),
        )
        if values.get(name)
    ]
    links.append(link(f"https://www.google.com/maps/dir/?api=1&destination={position}", "Directions"))
    return f"<p>{' · '.join(links)}</p>"


def _credit(values: dict[str, Any]) -> str:
    provider = link(values.get("provider_url"), values.get("provider") or "Unknown data provider")
    text = values.get("attribution") or values.get("provider_license") or "Licence not stated"
    return f"<p><small>Data: {provider}, through Open Charge Map. {escaped(text)}</small></p>"
