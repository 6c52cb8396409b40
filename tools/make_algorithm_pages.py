"""Write a page for each algorithm from the code: .venv/bin/python tools/make_algorithm_pages.py [FOLDER]

The pages: docs/algorithms/NAME.md and docs/algorithms/README.md. What they say is said in ocm_plugin/processing.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
)

from ocm_plugin.processing.algorithm import Algorithm  # noqa: E402
from ocm_plugin.processing.provider import ALGORITHMS  # noqa: E402

PAGES = ROOT / "docs" / "algorithms"
MADE = "<!-- Made by tools/make_algorithm_pages.py from ocm_plugin/processing: change it there. -->"

KINDS = {
    "source": "features of a layer",
    "vector": "layer",
    "sink": "layer to be written",
    "fileDestination": "file to be written",
    "folderDestination": "folder to be written",
    "providerconnection": "database connection of QGIS",
    "databaseschema": "schema of that database",
    "enum": "choice",
    "field": "field",
    "boolean": "yes or no",
    "datetime": "date and time",
}
OUTPUT_KINDS = {
    "outputVector": "layer",
    "outputFile": "file",
    "outputNumber": "number",
    "outputBoolean": "yes or no",
    "outputString": "text",
}
EXAMPLES = {
    "source": "layer.gpkg",
    "vector": "layer.gpkg",
    "sink": "result.gpkg",
    "extent": "7.0,8.5,48.0,49.5 [EPSG:4326]",
    "point": "8.4,49.0 [EPSG:4326]",
    "providerconnection": "my database",
}
"""What is given in an example, by the type of the parameter."""
TYPED_EXAMPLES = {"NUMBERS": "12345,12346", "CODES": "DE,FR", "SEARCH": "CCS, 50 kW and more"}
"""The same for texts, by the name of the parameter."""


def page_of(algorithm: Algorithm) -> str:
    """All that is known of an algorithm, in Markdown."""
    parts = [
        f"# {algorithm.DISPLAY_NAME} (`{algorithm.NAME}`)",
        MADE,
        algorithm.SUMMARY,
        algorithm.HELP,
        "## Parameters",
        "Those in *italics* may be left out.",
        table(("Parameter", "In the window", "What it takes", "Default", "Meaning"), map(row_of, shown(algorithm))),
        "## Results",
        table(("Result", "What it is"), results_of(algorithm)),
        "## From a script",
        "```sh\nqgis_process run openchargemap:{} - <<'JSON'\n{}\nJSON\n```".format(
            algorithm.NAME,
            json.dumps({"inputs": example_of(algorithm)}, indent=1, ensure_ascii=False),
        ),
        f'The same in QGIS\' Python: `processing.run("openchargemap:{algorithm.NAME}", inputs)`.',
        "[All algorithms](README.md) · [fields of the layers](../fields.md)"
        + (" · [three-valued counting](../analysis.md)" if algorithm.GROUP[0] == "analysis" else ""),
    ]
    return "\n\n".join(parts) + "\n"


def shown(algorithm: Algorithm) -> list[QgsProcessingParameterDefinition]:
    """The parameters that users see: first those that are needed."""
    return sorted(algorithm.parameterDefinitions(), key=is_optional)


def is_optional(parameter: QgsProcessingParameterDefinition) -> bool:
    """Whether a run needs no value: it may be missing, or has a default."""
    flags = QgsProcessingParameterDefinition.Flag
    return bool(parameter.flags() & flags.FlagOptional) or parameter.defaultValue() is not None


def row_of(parameter: QgsProcessingParameterDefinition) -> tuple[str, ...]:
    name = f"`{parameter.name()}`"
    return (
        f"*{name}*" if is_optional(parameter) else name,
        parameter.description(),
        kind_of(parameter),
        shown_value(parameter.defaultValue()),
        parameter.help(),
    )


def kind_of(parameter: QgsProcessingParameterDefinition) -> str:
    kind = KINDS.get(parameter.type(), parameter.type())
    if isinstance(parameter, QgsProcessingParameterEnum):
        # What users add to their profile is not part of the plugin.
        return f"{kind}: {', '.join(f'`{value}`' for value in parameter.options())}"
    return kind


def shown_value(value: Any) -> str:
    if value is None:
        return ""
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else f"`{value}`"


def results_of(algorithm: Algorithm) -> Iterator[tuple[str, str]]:
    for output in algorithm.outputDefinitions():
        yield f"`{output.name()}`", f"{output.description()} ({OUTPUT_KINDS[output.type()]})"


def example_of(algorithm: Algorithm) -> dict[str, Any]:
    """What a run needs at least, with its first output."""
    needed = [each for each in algorithm.parameterDefinitions() if not is_optional(each)]
    sinks = [each for each in algorithm.parameterDefinitions() if each.isDestination()]
    wanted = needed if any(each.isDestination() for each in needed) else [*needed, *sinks[:1]]
    return {each.name(): value_for(each) for each in wanted}


def value_for(definition: QgsProcessingParameterDefinition) -> str:
    """A value as users give it."""
    if isinstance(definition, QgsProcessingParameterFileDestination):
        return f"result.{definition.defaultFileExtension()}"
    if definition.name() in TYPED_EXAMPLES:
        return TYPED_EXAMPLES[definition.name()]
    return EXAMPLES.get(definition.type(), f"({definition.description()})")


def table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(as_cell(cell) for cell in line)} |" for line in lines)


def as_cell(text: str) -> str:
    return text.replace("\n", " ").replace("|", "\\|")


def index_of(algorithms: list[Algorithm]) -> str:
    """The list of all pages."""
    parts = ["# Algorithms", MADE, "What Processing offers below *Open Charge Map*: toolbox, models, `qgis_process`."]
    for (_, title), group in groupby(sorted(algorithms, key=lambda each: each.GROUP[1]), lambda each: each.GROUP):
        parts.append(f"## {title}")
        parts.append("\n".join(f"* [{each.DISPLAY_NAME}]({each.NAME}.md): {lower(each.SUMMARY)}" for each in group))
    return "\n\n".join(parts) + "\n"


def lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def pages() -> dict[str, str]:
    """Every page by the name of its file. Needs QGIS' application."""
    algorithms = [algorithm() for algorithm in ALGORITHMS]
    for algorithm in algorithms:
        algorithm.initAlgorithm()
    return {"README.md": index_of(algorithms), **{f"{each.NAME}.md": page_of(each) for each in algorithms}}


def main(folder: Path) -> None:
    """Write all pages, and no other."""
    application = QgsApplication([], False)
    application.initQgis()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
    application.exitQgis()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
