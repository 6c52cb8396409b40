"""What a share says of itself, in HTML: the search in words, the date, what is missing, whose data, how sure."""

from __future__ import annotations

from datetime import datetime

from ..ocm.phrases import stations_text, time_text
from ..ocm.records.credits import HOME_PAGE, Attribution, Credit
from ..ocm.translation import marked, tr
from ..ocm.version import PLUGIN_VERSION
from ..ocm.wording import completeness_sentence, match_text, provenance_sentence
from .content import Content
from .markup import escaped, escaped_lines, filled, link
from .source import ShareSource
from .words import LACKS_CONNECTIONS, POWER_EXPLAINED

LICENCES_LOST = marked(
    "The fields that name data providers and licences were removed from this layer: look them up before you publish it."
)


def banners(content: Content) -> list[str]:
    """What every reader must see, in plain text: invented, or incomplete. Known when all features have been read."""
    source = content.source
    found = []
    is_said = source.provenance is not None and source.provenance.is_invented
    if is_said or content.credits.attribution().is_invented:
        found.append(tr("Invented demo data: none of these stations exists."))
    if source.problem:
        found.append(source.problem)
    if source.provenance is not None and not source.provenance.is_complete:
        found.append(tr("Incomplete. {sentence}", sentence=completeness_sentence(source.provenance)))
    return found


def search_sentence(source: ShareSource) -> str:
    """What was asked for, in words; what the layer says of itself when it came from no search of ours."""
    return source.sentence or source.abstract


def counts_sentence(content: Content) -> str:
    """ "342 stations with 1,208 charging points (unknown for 12 stations). Data as of 2026-11-23 08:05 UTC."."""
    source = content.source
    if not source.is_stations:
        return tr("{n} feature.", "{n} features.", n=content.features_n)
    sentences = [_stations_sentence(content)]
    if content.uncertain_n:
        counts = match_text(content.features_n - content.uncertain_n, content.uncertain_n)
        sentences.append(tr("Of them, {counts} (data incomplete).", counts=counts))
    if source.provenance is not None:
        sentences.append(tr("Data as of {time}.", time=time_text(source.provenance.data_date)))
    elif content.oldest_loaded:
        sentences.append(tr("Data as of {time} or later.", time=_minute_text(content.oldest_loaded)))
    return " ".join(sentences)


def _stations_sentence(content: Content) -> str:
    """How many stations, with how many charging points."""
    stations = stations_text(content.features_n)
    if not content.points_n:
        return tr("{stations}.", stations=stations)
    points = tr("with {n} charging point", "with {n} charging points", n=content.points_n)
    if not content.points_unknown_n:
        return tr("{stations} {with_points}.", stations=stations, with_points=points)
    unknown = tr("unknown for {n} station", "unknown for {n} stations", n=content.points_unknown_n)
    return tr("{stations} {with_points} ({unknown_for}).", stations=stations, with_points=points, unknown_for=unknown)


def _minute_text(moment: str) -> str:
    """A time that stands as text in a field, as the user's language writes it; of anything else the text itself."""
    minute = moment[:16]
    try:
        return time_text(datetime.fromisoformat(minute))
    except ValueError:
        return moment


def about_html(content: Content) -> str:
    """Provenance, numbers, date, completeness, and attribution of every provider present."""
    source = content.source
    lines = [search_sentence(source), counts_sentence(content)]
    if source.provenance is not None:
        lines.append(tr("The search: {sentence}", sentence=provenance_sentence(source.provenance)))
    lines.extend(source.narrowed)
    lines.append(_removed(content))
    if content.left_out_uncertain_n:
        lines.append(
            tr(
                "Left out because it only may match the search (data incomplete): {n} station.",
                "Left out because they only may match the search (data incomplete): {n} stations.",
                n=content.left_out_uncertain_n,
            )
        )
    if content.without_place_n:
        lines.append(
            tr(
                "Not shown, for lack of coordinates: {n} feature.",
                "Not shown, for lack of coordinates: {n} features.",
                n=content.without_place_n,
            )
        )
    if source.lacks_connections:
        lines.append(tr(LACKS_CONNECTIONS))
    parts = [f"<p><b>{escaped(banner)}</b></p>" for banner in banners(content)]
    parts.extend(f"<p>{escaped_lines(line)}</p>" for line in lines if line)
    if source.is_stations:
        parts.append(f"<p>{escaped(tr(POWER_EXPLAINED))}</p>")
    if source.is_from_registry:
        parts.append(credits_html(content.credits.attribution()))
        parts.append(_left_out(content))
    if not source.tells_licence and source.is_from_registry:
        parts.append(f"<p>{escaped(tr(LICENCES_LOST))}</p>")
    if source.rights and not source.is_stations:
        parts.append(f"<p>{escaped(source.rights)}</p>")
    made = tr("Made with Open Charge Map for QGIS {version}.", version=PLUGIN_VERSION)
    parts.append(f"<p><small>{escaped(made)}</small></p>")
    return "".join(parts)


def _removed(content: Content) -> str:
    """That the layer holds fewer stations than its search found: some were removed, or a part was saved."""
    provenance = content.source.provenance
    if provenance is None or content.source.narrowed:
        return ""
    held = content.features_n + content.left_out_n + content.without_place_n
    if held >= provenance.loaded:
        return ""
    return tr(
        "The layer holds {held} of this {n} station: the others were removed from it.",
        "The layer holds {held} of these {n} stations: the others were removed from it.",
        n=provenance.loaded,
        held=held,
    )


def credits_html(attribution: Attribution) -> str:
    """Whose data it is, and on which terms."""
    text = tr("Data from {home} and these data providers, without warranty:")
    return f"<p>{filled(text, home=link(HOME_PAGE, 'Open Charge Map'))}</p>{_list(attribution)}"


def _left_out(content: Content) -> str:
    if not content.left_out_n:
        return ""
    sentence = tr(
        "{n} station not shown, because the licence of the data is not open:",
        "{n} stations not shown, because the licence of the data is not open:",
        n=content.left_out_n,
    )
    return f"<p>{escaped(sentence)}</p>{_list(content.left_out_credits.attribution())}"


def _list(attribution: Attribution) -> str:
    return f"<ul>{''.join(_item(credit) for credit in attribution.providers)}</ul>"


def _item(credit: Credit) -> str:
    terms = link(credit.license_url, credit.terms_text or tr("licence not stated"))
    if credit.license and credit.license != credit.terms:
        terms = f"{terms} – {escaped(credit.license)}"
    text = tr("{provider} ({stations}): {terms}")
    stations = escaped(stations_text(credit.n_stations))
    return f"<li>{filled(text, provider=link(credit.url, credit.name), stations=stations, terms=terms)}</li>"
