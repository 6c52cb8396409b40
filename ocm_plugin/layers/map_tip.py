"""What opens when the mouse rests on a station: the card that a shared KML shows in its balloon, by expressions.

Plain tables with colours of their own: they read the same on light and dark themes, in QGIS' web view and in the text
browser that takes its place in builds without one.
"""

from __future__ import annotations

from typing import NamedTuple

from ..ocm.records.credits import LICENCE_NOT_STATED, UNNAMED
from ..ocm.tables.derive.looks import COMPUTED_BASES, CONNECTION_STATES, ESTIMATED_BASES, RANGE_BASES
from ..ocm.tables.derive.qa import QUANTITY_MISSING
from ..ocm.tables.schema import CONNECTIONS, STATION_FIELDS, codes
from ..ocm.translation import tr
from ..ocm.wording import LONG_AGO, YEAR
from .expressions import (
    as_words,
    case,
    counted,
    either,
    escaped,
    is_web,
    joined,
    label_pairs,
    labelled,
    lines,
    link,
    plain_sentence,
    quoted,
    related_values,
    said,
    sentence,
    shown_date,
    shown_number,
    station_name,
    titled,
)
from .markers import FAINT, INK
from .narrow_maps import style_of_card
from .power_classes import AFIR

MAX_ROWS = 3
"""Lines of the table of connectors; QGIS gives a map tip half of the map's height, which large type makes small."""
MAX_ROWS_IN_FORM = 8
"""Lines of it in the head of a form, which has all connections on a page of their own."""
MAX_TEXT = 120
"""Characters shown of a free text."""
MAX_CREDIT = 240
"""Characters shown of the attribution, which is a duty to show."""
MAX_PROVIDER = 48
"""Characters shown of the provider's name, so that the credit stays on one line."""

CARD_WIDTH = 440
"""Pixels; QGIS gives a map tip half of the map's width."""

_LINE, _SHADE, _UNKNOWN = "#d5dbe1", "#f1f4f6", "#9aa5b1"

_WORDS = f"color:{INK};font-size:12px"
_SMALL = f"color:{FAINT};font-size:10px"
_ESTIMATED, _COMPUTED, _RANGES = (
    ", ".join(map(quoted, sorted(bases))) for bases in (ESTIMATED_BASES, COMPUTED_BASES, RANGE_BASES)
)
_IS_USUAL = "coalesce(\"map_state\", 'unknown') IN ('operational', 'unknown')"


class _Look(NamedTuple):
    """What differs between the card, which brings its colours and sizes, and the form, which takes those of QGIS."""

    table: str
    """Begin of a table."""
    name: str
    power: str
    points: str
    frame: str
    """Around a status that must not be overlooked."""
    small: str
    head: str
    """Begin of the line of headings."""
    heading: str
    cell: str
    gap: str
    """Above and below the table of connectors."""
    most_rows: int
    """Lines of the table of connectors."""


_CELL = f"border-bottom:1px solid {_LINE};padding:0 6px 0 3px"
# Words are said again on each table: in web views, tables take neither colour nor size from what is around them.
_CARD = _Look(
    f'<table width="100%" cellspacing="0" cellpadding="0" style="{_WORDS}">',
    "font-size:14px;font-weight:bold",
    "font-size:15px;font-weight:bold",
    "font-size:13px;font-weight:normal",
    f"border:1px solid {FAINT};padding:1px 6px;font-weight:bold",
    _SMALL,
    f'<tr bgcolor="{_SHADE}">',
    f"{_CELL};color:{FAINT}",
    _CELL,
    '<div style="font-size:3px"><br></div>',
    MAX_ROWS,
)
_FORM = _Look(
    '<table width="100%" cellspacing="0" cellpadding="0">',
    "font-weight:bold",
    "font-weight:bold",
    "font-weight:normal",
    "font-weight:bold",
    "",
    "<tr>",
    "padding-right:6px;font-style:italic",
    "padding-right:6px",
    "",
    MAX_ROWS_IN_FORM,
)


def map_tip_template() -> str:
    """HTML with expressions, for `QgsVectorLayer.setMapTipTemplate`.

    The connectors come from the layer of connections, by its relation to the stations. Where the project has none, the
    number of connectors of each standard stands in for them.
    """
    facts = (
        _row(
            tr("Access"), joined(_access(), case(("\"cost_text\" <> ''", joined("' · '", _shortened('"cost_text"')))))
        ),
        _row(tr("Operator"), _operator()),
        # Above in a frame, where it must not be overlooked.
        case((_IS_USUAL, _row(tr("Status"), _status()))),
        _row(tr("Address"), _address()),
        _row(tr("Verified"), _verified()),
    )
    # Provider and licence in full, and whom the record itself credits.
    credit = joined(quoted(f'<div style="{_SMALL};margin:2px 0 0 0">'), _attribution(), "'</div>'")
    return _card(
        _title(_CARD),
        # Above all that can be long: QGIS cuts off what is too high, and the provider must always be named.
        f'<div style="{_SMALL};margin:2px 0 0 0">{_shown(_credit())}</div>',
        f'<div style="{_WORDS};margin:1px 0 0 0">{_shown(_links())}</div>',
        _shown(_connectors(_CARD)),
        f'<table cellspacing="0" cellpadding="0" style="{_WORDS}">',
        *(_shown(fact) for fact in facts),
        "</table>",
        _shown(case(("\"attribution\" <> ''", credit))),
    )


def form_head_template() -> str:
    """HTML with expressions of what a form begins with: name, power and points, and the connectors."""
    return "".join(
        (
            '<table width="100%" cellspacing="0" cellpadding="0"><tr>',
            f'<td width="6" style="min-width:6px" bgcolor="{_shown(_class_colour())}"></td>',
            f'<td style="padding-left:8px">{_title(_FORM)}{_shown(_connectors(_FORM))}</td></tr></table>',
        )
    )


def _card(*content: str) -> str:
    return "".join(
        (
            '<table width="100%" cellspacing="0" cellpadding="0" bgcolor="#ffffff" style="font-family:sans-serif"><tr>',
            f'<td width="6" style="min-width:6px" bgcolor="{_shown(_class_colour())}"></td>',
            '<td style="padding:4px 8px">',
            _shown(style_of_card(".ocm-card", CARD_WIDTH)),
            f'<div class="ocm-card" style="max-width:{CARD_WIDTH}px">',
            *content,
            "</div></td></tr></table>",
        )
    )


def _title(look: _Look) -> str:
    return "".join(
        (
            look.table,
            f'<tr><td valign="top"><div style="{look.name}">{_shown(station_name())}</div>',
            f'<div style="{look.power}">{_shown(_power())}',
            f'<span style="{look.points}"> · {_shown(_points())}</span></div>',
            f"{_shown(_warning(look))}</td></tr>",
            "</table>",
        )
    )


def _shown(expression: str) -> str:
    return f"[% {expression} %]"


def _row(label: str, markup: str) -> str:
    head = f'<tr><td nowrap valign="top" style="color:{FAINT};padding-right:10px">{as_words(label)}</td><td>'
    return joined(quoted(head), markup, "'</td></tr>'")


def _shortened(field: str, most: int = MAX_TEXT) -> str:
    return lines(f"if(length({field}) > {most}, left({field}, {most}) || '…', {field})")


def _class_colour() -> str:
    fills = ((f'"power_class_code" = {6 - place}', quoted(kind.fill)) for place, kind in enumerate(AFIR.classes))
    return case(*fills, otherwise=quoted(_UNKNOWN))


def _kw(field: str) -> str:
    return sentence(tr("{power} kW"), power=f"format_number({field}, if({field} = round({field}), 0, 1))")


def _power() -> str:
    strongest = _kw('"max_kw"')
    power = case(
        ('"max_kw_dc" = "max_kw"', sentence(tr("{power} DC"), power=strongest)),
        ('"max_kw_ac" = "max_kw"', sentence(tr("{power} AC"), power=strongest)),
        otherwise=strongest,
    )
    return case(
        ('"max_kw" IS NULL', said(tr("Power unknown"))),
        (
            "\"kw_basis\" = 'computed_dc_upper'",
            sentence(tr("up to {power} (estimated)"), power=power),
        ),
        ('"power_is_estimate"', sentence(tr("about {power} (estimated)"), power=power)),
        otherwise=power,
    )


def _points() -> str:
    number = {name: f'format_number("{name}", 0)' for name in ("n_points", "n_points_lo", "n_points_hi")}
    stated = counted(
        lambda n: tr("{number} point", "{number} points", n=n, number="{number}"),
        '"n_points"',
        number=number["n_points"],
    )
    guessed = counted(
        lambda n: tr(
            "about {number} point ({least} to {most})",
            "about {number} points ({least} to {most})",
            n=n,
            number="{number}",
            least="{least}",
            most="{most}",
        ),
        '"n_points"',
        number=number["n_points"],
        least=number["n_points_lo"],
        most=number["n_points_hi"],
    )
    least = 'max(coalesce("n_points_lo", "n_points"), 1)'
    uncounted = counted(
        lambda n: tr(
            "at least {number} point (number not stated)",
            "at least {number} points (number not stated)",
            n=n,
            number="{number}",
        ),
        least,
        number=f"format_number({least}, 0)",
    )
    is_uncounted = f"coalesce(\"points_basis\", '') <> 'stated' AND strpos(\"qa_flags\", '{QUANTITY_MISSING}') > 0"
    is_guessed = 'coalesce("points_basis", \'\') <> \'stated\' AND "n_points_lo" <> "n_points_hi"'
    return case(
        ('coalesce("n_points", 0) = 0', said(tr("number of points unknown"))),
        (is_uncounted, uncounted),
        (is_guessed, guessed),
        otherwise=stated,
    )


def _stated_status() -> str:
    unknown = tr("Unknown")
    return labelled('"status_class"', label_pairs(codes.STATUS_CLASSES, unknown), unknown)


def _warning(look: _Look) -> str:
    """What must not be overlooked: a station that cannot be used today, or may not be what was searched for."""
    status = joined(
        quoted(f'<div style="margin:3px 0 2px 0"><span style="{look.frame}">'), _status(), "'</span></div>'"
    )
    unsure = joined(
        quoted(f'<div style="{look.small}">'),
        said(tr("May match the search (data incomplete)")),
        "'</div>'",
    )
    return joined(
        case((_IS_USUAL, "''"), otherwise=status),
        case(("\"match\" = 'cannot_tell'", unsure)),
    )


def _connectors(look: _Look) -> str:
    count = "array_length(@rows)"
    # In the heading, where it takes no line of its own.
    some = sentence(tr("Connector ({shown} of {number} lines)"), shown=f"'{look.most_rows}'", number=count)
    heads = (
        case((f"{count} > {look.most_rows}", some), otherwise=said(tr("Connector"))),
        said(tr("Power")),
        said(tr("How sure")),
        said(tr("Count")),
    )
    cell = quoted(f'<td nowrap style="{look.heading}">')
    head = joined(*(joined(cell, text, "'</td>'") for text in heads))
    table = joined(
        quoted(f"{look.gap}{look.table}{look.head}"),
        head,
        "'</tr>'",
        f"array_to_string(array_slice(@rows, 0, {look.most_rows - 1}), '')",
        quoted(f"</table>{look.gap}"),
    )
    rows = related_values(CONNECTIONS, _connector(look))
    return f"with_variable('rows', {rows}, {case((f'{count} > 0', table), otherwise=_counted_standards(look))})"


def _connector(look: _Look) -> str:
    """One line of the table, from a row of the connections."""
    type_name = either(titled("connection_types", '"type"', '"type_id"'), said(tr("Unknown connector")))
    least, most = shown_number('round("kw_lo", 2)'), shown_number('round("kw_hi", 2)')
    unknown = said(tr("unknown"))
    a_range = sentence(tr("{least} to {most} kW"), least=least, most=most)
    power = case(
        (f'"kw_basis" IN ({_RANGES}) AND "kw_lo" < "kw_hi"', a_range),
        ('"kw_used" IS NOT NULL', _kw('"kw_used"')),
        ('"kw_lo" > 0 AND "kw_hi" > 0', a_range),
        ('"kw_hi" > 0', sentence(tr("up to {most} kW"), most=most)),
        ('"kw_lo" > 0', sentence(tr("{least} kW or more"), least=least)),
        otherwise=unknown,
    )
    basis = case(
        ("\"kw_basis\" IN ('level_only', 'type_only')", said(tr("range of its type"))),
        ('"kw_used" IS NULL', unknown),
        (f'"kw_basis" IN ({_ESTIMATED})', said(tr("estimated"))),
        (f'"kw_basis" IN ({_COMPUTED})', said(tr("computed"))),
        ("\"kw_basis\" = 'stated_eq_av'", said(tr("stated or computed"))),
        otherwise=said(tr("stated")),
    )
    quantity = case(('coalesce("quantity_raw", 0) = 0', "'?'"), otherwise="'× ' || \"quantity_used\"")
    states = (
        (f'"status_class" = {quoted(str(state))}', joined("', '", said(tr(label))))
        for state, label in CONNECTION_STATES.items()
    )
    status = case(('NOT "status_inherited"', case(*states)))
    others = (joined(quoted(f'<td nowrap style="{look.cell}">'), cell, "'</td>'") for cell in (power, basis, quantity))
    return joined(quoted(f'<tr><td style="{look.cell}">'), type_name, status, "'</td>'", *others, "'</tr>'")


def _counted_standards(look: _Look) -> str:
    fields = {field.name for field in STATION_FIELDS}
    labels = {f"n_{code.value}": tr(code.label) for code in codes.STANDARDS if f"n_{code.value}" in fields}
    labels["n_type_unknown"] = tr("Unknown connector")
    counts = (case((f'"{name}" > 0', f"{said(label)} || ' × ' || \"{name}\"")) for name, label in labels.items())
    known = f"array_to_string(array_remove_all(array({', '.join(counts)}), ''), ', ')"
    none = said(tr("No connectors are known."))
    return joined(quoted(f"{look.table}<tr><td>"), either(known, none), "'</td></tr></table>'")


def _access() -> str:
    unknown = tr("Unknown")
    label = labelled('"access_class"', label_pairs(codes.ACCESS_CLASSES, unknown), unknown)
    return case(
        ("coalesce(\"access_class\", 'unknown') = 'unknown'", said(unknown)),
        otherwise=either(titled("usage_types", '"usage"', '"usage_id"'), label),
    )


def _operator() -> str:
    unknown = said(tr("Unknown"))
    name = case(("\"operator_kind\" = 'unknown'", "''"), otherwise=titled("operators", '"operator"', '"operator_id"'))
    return link('"operator_url"', either(name, unknown))


def _date(field: str) -> str:
    return shown_date(field)


def _status() -> str:
    said_on = sentence(tr("{status} (as of {date})"), status=_stated_status(), date=_date('"date_status_update"'))
    by_date = sentence(tr("Planned (status stated: {status})"), status=_stated_status())
    return case(
        ("\"map_state\" = 'planned' AND \"status_class\" <> 'planned'", by_date),
        ('"date_status_update" IS NULL', _stated_status()),
        otherwise=said_on,
    )


def _address() -> str:
    place = 'trim(concat("postcode", \' \', "town"))'
    parts = (lines('"address"'), escaped(place), escaped('"state"'), titled("countries", '"country"'))
    address = f"array_to_string(array_remove_all(array({', '.join(parts)}), ''), ', ')"
    return either(address, said(tr("Unknown")))


def _verified() -> str:
    """Days to today, not to the day of the search: the card is read now."""
    days = 'day(age(to_date(now()), "date_last_verified"))'
    years = f"floor({days} / {YEAR})"
    date = _date('"date_last_verified"')
    return case(
        ('"date_last_verified" IS NULL', said(tr("Not stated"))),
        (f"{days} < 0", sentence(tr("Last verified {date}"), date=date)),
        (f"{days} = 0", sentence(tr("Last verified today ({date})"), date=date)),
        (f"{days} = 1", sentence(tr("Last verified yesterday ({date})"), date=date)),
        (
            f"{days} >= {LONG_AGO}",
            counted(
                lambda n: tr(
                    "Last verified {years} year ago ({date})",
                    "Last verified {years} years ago ({date})",
                    n=n,
                    years="{years}",
                    date="{date}",
                ),
                years,
                years=f"to_string({years})",
                date=date,
            ),
        ),
        otherwise=counted(
            lambda n: tr(
                "Last verified {days} day ago ({date})",
                "Last verified {days} days ago ({date})",
                n=n,
                days="{days}",
                date="{date}",
            ),
            days,
            days=f"format_number({days}, 0)",
            date=date,
        ),
    )


def _links() -> str:
    links = (
        ("view_url", said(tr("View on Open Charge Map"))),
        ("add_comment_url", said(tr("Report a problem"))),
        ("photo_url", _photo_credit()),
        ("add_photo_url", said(tr("Add a photo"))),
        ("related_url", said(tr("Website"))),
    )
    opened = ", ".join(case((is_web(f'"{name}"'), link(f'"{name}"', markup))) for name, markup in links)
    return f"array_to_string(array_remove_all(array({opened}), ''), ' · ')"


def _photo_credit() -> str:
    """Photos are linked, not shown: each would be fetched from its host, unasked, wherever the mouse rests."""
    by = sentence(tr("Photo: {name}, CC BY-SA 4.0"), name=escaped('"photo_by"'))
    return case(("coalesce(\"photo_by\", '') <> ''", by), otherwise=said(tr("Photo: CC BY-SA 4.0")))


def _attribution() -> str:
    """Whom to name, as the column has it, but the provider, who stands above; that a licence is not stated is said in
    the user's language."""
    provider_field = '"provider"'
    begin = f"({provider_field} || ': ')"
    rest = f'substr("attribution", length({begin}) + 1)'
    shown = case(
        (f'left("attribution", length({begin})) = {begin}', _shortened(rest, MAX_CREDIT)),
        otherwise=_shortened('"attribution"', MAX_CREDIT),
    )
    unstated = tr(LICENCE_NOT_STATED)
    if unstated == LICENCE_NOT_STATED:
        return shown
    is_unstated = f'"attribution" = {plain_sentence(LICENCE_NOT_STATED, provider=provider_field)}'
    provider = titled("providers", provider_field, '"provider_id"')
    return case((is_unstated, sentence(unstated, provider=provider)), otherwise=shown)


def _credit() -> str:
    provider = f'if(length("provider") > {MAX_PROVIDER}, left("provider", {MAX_PROVIDER}) || \'…\', "provider")'
    named = link('"provider_url"', either(titled("providers", provider, '"provider_id"'), said(tr(UNNAMED))))
    unknown = tr("not stated")
    licence = labelled('"license_class"', label_pairs(codes.LICENSE_CLASSES, unknown), unknown)
    return sentence(tr("Data: {provider} · Licence: {licence}"), provider=named, licence=licence)
