"""What a share says of itself, in HTML: the search in words, the date, what is missing, whose data, how sure."""

from __future__ import annotations

from ..layers.attribution import HOME_PAGE, Attribution
from ..ocm.phrases import count_text, time_text
from ..ocm.records.credits import Credit
from ..ocm.version import PLUGIN_VERSION
from ..ocm.wording import completeness_sentence, match_text, provenance_sentence
from .content import Content
from .markup import escaped, link
from .source import ShareSource
from .words import LACKS_CONNECTIONS, POWER_EXPLAINED

LICENCES_LOST = (
    "The fields that name data providers and licences were removed from this layer: look them up before you publish it."
)


def banners(content: Content) -> list[str]:
    """What every reader must see, in plain text: invented, or incomplete. Known when all features have been read."""
    source = content.source
    found = []
    is_said = source.provenance is not None and source.provenance.is_invented
    if is_said or content.credits.attribution().is_invented:
        found.append("Invented demo data: none of these stations exists.")
    if source.problem:
        found.append(source.problem)
    if source.provenance is not None and not source.provenance.is_complete:
        found.append(f"Incomplete. {completeness_sentence(source.provenance)}")
    return found


def search_sentence(source: ShareSource) -> str:
    """What was asked for, in words; what the layer says of itself when it came from no search of ours."""
    return source.sentence or source.abstract


def counts_sentence(content: Content) -> str:
    """ "342 stations with 1,208 charging points (unknown for 12 stations). Data as of 2026-11-23 08:05 UTC."."""
    source = content.source
    if not source.is_stations:
        return f"{count_text(content.features_n, 'feature').capitalize()}."
    text = f"{count_text(content.features_n, 'station').capitalize()}"
    if content.points_n:
        text += f" with {count_text(content.points_n, 'charging point')}"
        if content.points_unknown_n:
            text += f" (unknown for {count_text(content.points_unknown_n, 'station')})"
    if content.uncertain_n:
        counts = match_text(content.features_n - content.uncertain_n, content.uncertain_n)
        text += f". Of them, {counts} (data incomplete)"
    if source.provenance is not None:
        text += f". Data as of {time_text(source.provenance.data_date)}"
    elif content.oldest_loaded:
        text += f". Data as of {content.oldest_loaded[:16].replace('T', ' ')} UTC or later"
    return f"{text}."


def about_html(content: Content) -> str:
    """Provenance, numbers, date, completeness, and attribution of every provider present."""
    source = content.source
    lines = [search_sentence(source), counts_sentence(content)]
    if source.provenance is not None:
        lines.append(f"The search: {provenance_sentence(source.provenance)}")
    lines.extend(source.narrowed)
    lines.append(_removed(content))
    if content.without_place_n:
        lines.append(f"Not shown, for lack of coordinates: {count_text(content.without_place_n, 'feature')}.")
    if source.lacks_connections:
        lines.append(LACKS_CONNECTIONS)
    parts = [f"<p><b>{escaped(banner)}</b></p>" for banner in banners(content)]
    parts.extend(f"<p>{_paragraph(line)}</p>" for line in lines if line)
    if source.is_stations:
        parts.append(f"<p>{escaped(POWER_EXPLAINED)}</p>")
    if source.is_from_registry:
        parts.append(_credits(content.credits.attribution()))
        parts.append(_left_out(content))
    if not source.tells_licence and source.is_from_registry:
        parts.append(f"<p>{LICENCES_LOST}</p>")
    if source.rights and not source.is_stations:
        parts.append(f"<p>{escaped(source.rights)}</p>")
    parts.append(f"<p><small>Made with Open Charge Map for QGIS {escaped(PLUGIN_VERSION)}.</small></p>")
    return "".join(parts)


def _removed(content: Content) -> str:
    """That the layer holds fewer stations than its search found: some were removed, or a part was saved."""
    provenance = content.source.provenance
    if provenance is None or content.source.narrowed:
        return ""
    held = content.features_n + content.left_out_n + content.without_place_n
    if held >= provenance.loaded:
        return ""
    found = count_text(provenance.loaded, "station")
    return f"The layer holds {held:,} of these {found}: the others were removed from it."


def _paragraph(text: str) -> str:
    return escaped(text).replace("\n", "<br>")


def _credits(attribution: Attribution) -> str:
    home = link(HOME_PAGE, "Open Charge Map")
    return f"<p>Data from {home} and these data providers, without warranty:</p>{_list(attribution)}"


def _left_out(content: Content) -> str:
    if not content.left_out_n:
        return ""
    count = count_text(content.left_out_n, "station").capitalize()
    listed = _list(content.left_out_credits.attribution())
    return f"<p>{count} not shown, because the licence of the data is not open:</p>{listed}"


def _list(attribution: Attribution) -> str:
    return f"<ul>{''.join(_item(credit) for credit in attribution.providers)}</ul>"


def _item(credit: Credit) -> str:
    terms = link(credit.license_url, credit.terms or "licence not stated")
    words = f" – {escaped(credit.license)}" if credit.license and credit.license != credit.terms else ""
    return f"<li>{link(credit.url, credit.name)} ({count_text(credit.n_stations, 'station')}): {terms}{words}</li>"
