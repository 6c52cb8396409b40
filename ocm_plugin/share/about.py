"""What a share says of itself, in HTML: the search in words, the date, what is missing, whose data, how sure."""

from __future__ import annotations

from ..layers.attribution import HOME_PAGE, Attribution
from ..ocm.version import PLUGIN_VERSION
from ..ocm.wording import completeness_sentence, count_text, time_text
from .markup import escaped, link
from .source import ShareSource


def banners(source: ShareSource) -> list[str]:
    """What nobody may overlook: invented, or incomplete."""
    found = []
    if source.attribution.is_invented:
        found.append("Invented demo data: none of these stations exists.")
    if source.statement is not None and not source.statement.is_complete:
        found.append(escaped(f"Incomplete. {completeness_sentence(source.statement)}"))
    return found


def about_html(source: ShareSource, attribution: Attribution, left_out: int) -> str:
    """Provenance, date, completeness, attribution of every provider present."""
    parts = [f"<p><b>{banner}</b></p>" for banner in banners(source)]
    parts.extend(f"<p>{escaped(line)}</p>" for line in source.sentence.splitlines())
    if source.statement is not None:
        parts.append(f"<p>Data as of {escaped(time_text(source.statement.finished))}.</p>")
    if left_out:
        count = count_text(left_out, "station").capitalize()
        parts.append(f"<p>{count} left out because their licence is not open.</p>")
    if source.is_stations:
        parts.append(_credit(attribution))
    elif source.rights:
        parts.append(f"<p>{escaped(source.rights)}</p>")
    parts.append(f"<p><small>Made with Open Charge Map for QGIS {escaped(PLUGIN_VERSION)}.</small></p>")
    return "".join(parts)


def _credit(attribution: Attribution) -> str:
    rows = "".join(
        f"<li>{link(entry.provider_url, entry.title)} ({count_text(entry.stations_n, 'station')}): "
        f"{link(entry.license_url, entry.terms or 'licence not stated')}"
        + (f" – {escaped(entry.provider_license)}" if entry.provider_license else "")
        + "</li>"
        for entry in attribution.providers
    )
    home = link(HOME_PAGE, "Open Charge Map")
    return f"<p>Data from {home} and these data providers, without warranty:</p><ul>{rows}</ul>"
