"""The facts of a form as text: a table of markup with an expression for each field, in the colours and sizes of QGIS.

Widgets that nobody may change look disabled, cannot be read in dark themes and want more width than a form has.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..ocm.tables.schema import COMMENTS, CONNECTIONS, MEDIA, TABLES, Field
from ..ocm.translation import language, marked, tr
from ..qgis_support import compat
from .expressions import (
    as_words,
    case,
    either,
    escaped,
    is_web,
    joined,
    kilowatts,
    labelled,
    plain_titled,
    quoted,
    related_values,
    said,
    sentence,
    shown_date,
    shown_number,
    titled,
)
from .form_topics import LINKS, Group, child_groups

_TITLED = {
    "operator": ("operators", "operator_id"),
    "usage": ("usage_types", "usage_id"),
    "status": ("status_types", "status_id"),
    "country": ("countries", ""),
    "provider": ("providers", "provider_id"),
    "type": ("connection_types", "type_id"),
}
"""Fields with titles of Open Charge Map's lists: the list, and the field with the number."""

_NOTHING_IS_NONE = ("qa_flags",)
"""Fields that are NULL where there is nothing to say, not where it is unknown."""

_LISTS = ("standards", "qa_flags")
"""Fields with several words, joined by semicolons."""

LONGEST_WORD = 24
"""Characters after which a line may break: addresses of the web have no blanks, and would widen the form."""

_NO_ROWS = {
    CONNECTIONS: marked("No connectors are known."),
    COMMENTS: marked("No comments are known."),
    MEDIA: marked("No photos are known."),
}

_TABLE = '<table width="100%" cellspacing="0" cellpadding="0">'
_CELL = "padding:1px 8px 1px 0"
_HEADING = ('<tr><td colspan="2" style="padding-top:8px"><b>', "</b></td></tr>")


def facts_template(table: str, groups: Iterable[Group]) -> str:
    """HTML with expressions of the fields of some groups, each group under its heading.

    Links of ours are left out where texts in forms open none: there they have a page of widgets.
    """
    fields = {field.name: field for field in TABLES[table]}
    left_out = () if compat.MARKUP_OPENS_LINKS else LINKS
    rows = []
    for group in groups:
        rows.append(f"{_HEADING[0]}{as_words(group.title)}{_HEADING[1]}")
        rows.extend(_row(fields[name]) for name in group.fields if name not in left_out)
    return f"{_TABLE}{''.join(rows)}</table>"


def rows_template(table: str) -> str:
    """HTML with expressions of all rows of a child table that belong to a station, each under its name."""
    fields = {field.name: field for field in TABLES[table]}
    # Without the ids, the last group: who needs those looks into the table.
    shown = [fields[name] for group in child_groups(table)[:-1] for name in group.fields]
    facts = (_row_expression(field) for field in shown)
    row = joined(quoted(_HEADING[0]), _row_heading(table), quoted(_HEADING[1]), *facts)
    rows = joined(quoted(_TABLE), "array_to_string(@rows, '')", "'</table>'")
    none = said(tr(_NO_ROWS[table]))
    return f"[% with_variable('rows', {related_values(table, row)}, if(array_length(@rows) > 0, {rows}, {none})) %]"


def _row_heading(table: str) -> str:
    """What `row_name` says, as markup."""
    if table == CONNECTIONS:
        connector = either(titled("connection_types", '"type"', '"type_id"'), said(tr("Unknown connector")))
        power = sentence(tr("{power} kW"), power=shown_number('"kw_used"'))
        known_power = case(('"kw_used" IS NOT NULL', joined("' · '", power)))
        return joined(connector, known_power, "' × ' || \"quantity_used\"")
    if table == COMMENTS:
        return joined(shown_date('"created"'), "' '", escaped('"user_name"'))
    return either(_broken('"caption"'), _broken('"media_url"'))


def row_name(table: str) -> str:
    """Expression that names a row in lists: "CCS (Type 2) · 50 kW × 2", "2026-03-01 Ann", a caption."""
    if table == CONNECTIONS:
        connector = either(plain_titled("connection_types", '"type"', '"type_id"'), quoted(tr("Unknown connector")))
        power = case(('"kw_used" IS NOT NULL', joined("' · '", kilowatts(shown_number('"kw_used"')))))
        return joined(connector, power, "' × ' || \"quantity_used\"")
    if table == COMMENTS:
        return joined(shown_date('"created"'), "' ' || \"user_name\"")
    return either('"caption"', '"media_url"')


def _row(field: Field) -> str:
    before, after = _around(field)
    return f"{before}[% {_fact(field)} %]{after}"


def _row_expression(field: Field) -> str:
    before, after = _around(field)
    return joined(quoted(before), _fact(field), quoted(after))


def _around(field: Field) -> tuple[str, str]:
    """The markup before and after a fact."""
    alias = f'<tr><td valign="top" width="45%" style="{_CELL}">{as_words(tr(field.alias))}</td>'
    return f'{alias}<td valign="top" style="{_CELL}">', "</td></tr>"


def _fact(field: Field) -> str:
    """What is known, as markup; "Unknown" otherwise."""
    column, unknown = (
        f'"{field.name}"',
        said(tr("Nothing looks wrong") if field.name in _NOTHING_IS_NONE else tr("Unknown")),
    )
    if field.codes:
        return labelled(column, [(code.value, tr(code.label)) for code in field.codes], tr("Unknown"))
    if field.type == "bool":
        return case((column, said(tr("Yes"))), (f"NOT {column}", said(tr("No"))), otherwise=unknown)
    if field.type in ("date", "datetime"):
        day = language().date_pattern()
        pattern = quoted(day if field.type == "date" else f"{day} HH:mm")
        return f"coalesce(format_date({column}, {pattern}), {unknown})"
    if field.type != "text":
        return f"coalesce({shown_number(column)}, {unknown})"
    if field.name in LINKS:
        return either(_link(column, said(tr(field.alias))), unknown)
    if field.name in _TITLED:
        list_name, id_field = _TITLED[field.name]
        return either(titled(list_name, column, f'"{id_field}"' if id_field else ""), unknown)
    text = _broken(f"replace({column}, ';', ', ')" if field.name in _LISTS else column)
    return either(_link(column, text) if field.name.endswith("_url") else text, unknown)


def _broken(column: str) -> str:
    """A text with its lines, and with places at which long words may break."""
    # Not before the last few characters.
    may_end = "char(8203)" if compat.MARKUP_WRAPS else "char(10)"
    parts = f"regexp_replace({column}, '([^\\\\s]{{{LONGEST_WORD}}})(?=[^\\\\s]{{6}})', concat('\\\\1', {may_end}))"
    if not compat.MARKUP_WRAPS:
        parts = f"wordwrap({parts}, {LONGEST_WORD})"
    return f"replace({escaped(parts)}, '\\n', '<br>')"


def _link(column: str, markup: str) -> str:
    """A link to an address of the web, in the colour of QGIS; only the markup for any other text."""
    opened = joined("'<a href=\"'", escaped(column), "'\">'", markup, "'</a>'")
    return case((is_web(column), opened), otherwise=case((f"{column} <> ''", markup)))
