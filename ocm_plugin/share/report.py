"""Reports: one HTML file that needs nothing else and runs nothing, for light and dark screens and for paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..ocm.files import written_whole
from ..ocm.records.credits import Attribution
from ..ocm.translation import language, tr
from ..ocm.version import PLUGIN_VERSION
from .about import credits_html
from .markup import escaped

_STYLE = """\
:root { --ink: #1b2026; --paper: #ffffff; --soft: #f3f5f7; --line: #ccd2d9; --faint: #55606b; --link: #0b57a4;
  --sure: #2a788e; --unsure: #d9a441; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9edf1; --paper: #15191d; --soft: #1f252b; --line: #414a54;
  --faint: #a7b1bb; --link: #8fc1ff; --sure: #4fa3ba; --unsure: #b9852b; } }
html { color-scheme: light dark; }
body { margin: 0 auto; padding: 18px 20px 40px; max-width: 1100px; color: var(--ink); background: var(--paper);
  font: 15px/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
a { color: var(--link); }
h1 { font-size: 1.45rem; line-height: 1.2; margin: 0 0 6px; }
h2 { font-size: 1.1rem; margin: 30px 0 6px; }
p { margin: 0 0 8px; max-width: 95ch; }
small, .faint { color: var(--faint); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 6px 0 10px; }
caption { text-align: left; color: var(--faint); padding-bottom: 4px; }
th, td { text-align: left; vertical-align: top; padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; vertical-align: bottom; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { display: block; width: 160px; height: 0.75em; margin-top: 0.35em; background: var(--soft);
  border: 1px solid var(--line); }
.bar i { float: left; height: 100%; background: var(--sure); }
.bar i + i { background: var(--unsure); }
details { margin: 4px 0 10px; }
summary { cursor: pointer; }
@media print { body { max-width: none; } .wide { overflow: visible; } }
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


MAX_ROWS = 500
"""Of each table of texts: browsers show longer ones badly, and the layers have all."""


class Column(NamedTuple):
    """A column of a table."""

    heading: str
    """Plain text."""
    is_number: bool = False


def heading(text: str) -> str:
    """A heading of a part."""
    return f"<h2>{escaped(text)}</h2>"


def paragraph(text: str) -> str:
    """Plain text as a paragraph."""
    return f"<p>{escaped(text)}</p>"


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    """A table, whose cells are markup already."""
    marks = [' class="number"' if column.is_number else "" for column in columns]
    head = "".join(f'<th scope="col"{mark}>{escaped(each.heading)}</th>' for mark, each in zip(marks, columns))
    body = "".join(f"<tr>{''.join(f'<td{mark}>{cell}</td>' for mark, cell in zip(marks, row))}</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def text_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    """A table of plain texts; what is too long for a page is counted."""
    markup = table(columns, [[escaped(cell) for cell in row] for row in rows[:MAX_ROWS]])
    if len(rows) > MAX_ROWS:
        markup += paragraph(tr("{n} more row in the layer.", "{n} more rows in the layer.", n=len(rows) - MAX_ROWS))
    return markup


def folded(summary: str, markup: str) -> str:
    """Markup that opens below a line of plain text."""
    return f"<details><summary>{escaped(summary)}</summary>{markup}</details>"


def bar(*percents: float) -> str:
    """Parts of a whole side by side, the surest first; the numbers stand beside it for all readers."""
    parts = "".join(f'<i style="width:{percent:.1f}%"></i>' for percent in percents)
    return f'<span class="bar" aria-hidden="true">{parts}</span>'


def percent_text(value: float) -> str:
    """A percentage: "87", "99.6"; only all is 100, and only nothing is 0."""
    decimals = 1 if 99 < value < 100 or 0 < value < 1 else 0
    return language().number(value, decimals)


def write_report(path: str, title: str, parts: Sequence[str], attribution: Attribution | None) -> None:
    """Write a report whole. `title` is plain text, `parts` are markup. Raises FileWriteError."""
    made = tr("Made with Open Charge Map for QGIS {version}.", version=PLUGIN_VERSION)
    credits_part = "" if attribution is None else heading(tr("Whose data it is")) + credits_html(attribution)
    page = (
        f'<!DOCTYPE html>\n<html lang="{escaped(language().code)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<h1>{escaped(title)}</h1>\n"
        + "\n".join(parts)
        + f"\n{credits_part}\n<p><small>{escaped(made)}</small></p>\n</body>\n</html>\n"
    )
    with written_whole(path) as file, open(file, "w", encoding="utf-8", newline="\n") as written:
        written.write(page)
