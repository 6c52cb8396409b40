#!/usr/bin/env python3
"""Write docs/fields.md from the schema: python3 tools/make_field_docs.py"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ocm_plugin.ocm.analysis.completeness import FACTS  # noqa: E402
from ocm_plugin.ocm.analysis.problems import RULES  # noqa: E402
from ocm_plugin.ocm.tables.derive.qa import CONNECTION_FLAGS, STATION_FLAGS  # noqa: E402
from ocm_plugin.ocm.tables.schema import TABLES, Code, Field  # noqa: E402
from ocm_plugin.ocm.tables.schema.analyses import ANALYSES, ANALYSIS_TITLES  # noqa: E402
from ocm_plugin.ocm.tables.schema.analyses.audit import DECISION_FIELDS  # noqa: E402
from ocm_plugin.ocm.tables.schema.changes import COMPARISONS  # noqa: E402

DOCUMENT = ROOT / "docs" / "fields.md"

_INTRODUCTION = """\
# Fields

<!-- Made by tools/make_field_docs.py from ocm_plugin/ocm/tables/schema: change it there. -->

Every field of every table this plugin makes. Field names are for life; aliases may change and are translated.

* NULL always means "not known", or "not asked for" where a trap says so; it is never 0, false or empty text.
* *Source* names the member of an Open Charge Map answer, or the rule by which this plugin derives the value.
* Power is an interval with a best guess: `kw_lo` ≤ truth ≤ `kw_hi`, and `kw_basis` says where it comes from.
* A connector is a plug or socket, a point serves one vehicle at a time, a station is a site with all its points.
* Times are UTC, coordinates WGS 84 (EPSG:4326).
* Titles in columns are Open Charge Map's own, in English, whatever the language of QGIS: compare ids and codes, or
  these. Headings, tool tips, lists, legends and sentences are in the user's language.
"""

_TABLES = {
    "stations": "Stations: one row per site, a point",
    "ocm_connections": "Connections: one row per line of equipment",
    "ocm_comments": "Comments, when asked for",
    "ocm_media": "Photos and videos, when asked for",
    "ocm_queries": "Searches: where the rows come from",
    "ocm_providers": "Data providers: whose the rows are",
    "changes": "Changes: a point for each station that differs between two results",
    "changed_values": "Changed values: one row per value that differs",
    **ANALYSIS_TITLES,
    "ocm_decisions": "Decisions on possible duplicates, kept beside the stations",
}


ALL = {**TABLES, **COMPARISONS, **ANALYSES, "ocm_decisions": DECISION_FIELDS}


def field_docs() -> str:
    """The document as it must be for the schema as it is."""
    parts = [_INTRODUCTION]
    for table, fields in ALL.items():
        parts.append(f"\n## {_TABLES[table]} (`{table}`)\n")
        parts.append("| Field | Type | Unit | Heading | Meaning | Source | Trap |\n|---|---|---|---|---|---|---|")
        parts.extend(_row(field) for field in fields)
    parts.append("\n## Allowed values\n")
    parts.extend(_codes(table, field) for table, fields in ALL.items() for field in fields if field.codes)
    parts.append("\n## Quality flags\n")
    parts.append("Values of `qa_flags`. A station has its own and those of its connections.\n")
    parts.append("| Flag | Of | Meaning |\n|---|---|---|")
    for owner, flags in (("station", STATION_FLAGS), ("connection", CONNECTION_FLAGS)):
        parts.extend(f"| `{flag}` | {owner} | {_cell(meaning)} |" for flag, meaning in flags.items())
    parts.append("\n## Facts of completeness\n")
    parts.append("What `completeness.fact` names: what a record may state, and when it does.\n")
    parts.append("| Fact | Of | In words | Rule | Judged on |\n|---|---|---|---|---|")
    parts.extend(_listed(each.name, each.table, each.title, each.rule, _names(each.columns)) for each in FACTS)
    parts.append("\n## Rules of an audit\n")
    parts.append("What `problems.problem` names, and why it is one.\n")
    parts.append("| Problem | Kind | Why | Judged on |\n|---|---|---|---|")
    parts.extend(_listed(each.problem, each.kind, each.why, _names(each.columns)) for each in RULES)
    return "\n".join(parts) + "\n"


def _listed(name: str, *cells: str) -> str:
    return "| " + " | ".join([f"`{name}`", *map(_cell, cells)]) + " |"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in columns) or "the position"


def _row(field: Field) -> str:
    cells = (f"`{field.name}`", field.type, field.unit, field.alias, field.meaning, field.source, field.trap)
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _codes(table: str, field: Field) -> str:
    return f"* `{table}.{field.name}`: " + " · ".join(map(_code, field.codes))


def _code(code: Code) -> str:
    value = f"`{code.value}`"
    return value if code.value == code.label else f"{value} {code.label}"


if __name__ == "__main__":
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(field_docs(), encoding="utf-8")
    print(f"Wrote {DOCUMENT.relative_to(ROOT)}")
