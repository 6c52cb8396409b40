"""The pages for developers agree with the tree: what they name is there, and their tables are those of the tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.rooms import ARROWS, ARROWS_OF_OCM

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
LINK_TEXT = re.compile(r"\[[^\]]*\](?=\()")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.\-/]+")
ENDINGS = {".css", ".html", ".js", ".json", ".md", ".py", ".svg", ".toml", ".txt", ".ui", ".xml", ".yaml", ".yml"}
MADE_HERE = {"build/", "demo-output/", "openchargemap-VERSION.zip", ".venv", ".venv-qt6"}
"""What the commands named in the pages make."""
INSIDE_A_SHARE = {"doc.kml"}


def pages(root: Path) -> list[Path]:
    """The pages that people read."""
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").glob("*.md")), root / "ocm_plugin/demo/README.md"]


def named_paths(text: str, names: set[str]) -> Iterator[str]:
    """What a page names as a path of the repository: its first part is one of `names`, or it ends as our files do."""
    for code in CODE.findall(text):
        for word in code.split():
            is_path = PATH.fullmatch(word) and not word.startswith(("/", "-"))
            if is_path and (word.split("/")[0] in names or Path(word).suffix in ENDINGS):
                yield word


def missing(root: Path, page: Path) -> Iterator[str]:
    """The paths and links of a page that lead nowhere."""
    text = page.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        if "://" not in target and not (page.parent / target).exists():
            yield target
    names = {path.name for path in root.iterdir()}
    for path in named_paths(LINK_TEXT.sub("", text), names):
        is_made = any(part in path for part in MADE_HERE | INSIDE_A_SHARE)
        if not is_made and not any((folder / path).exists() for folder in (root, page.parent, root / "ocm_plugin")):
            yield path


def test_every_path_that_a_page_names_exists(root: Path) -> None:
    found = [f"{page.relative_to(root)}: {path}" for page in pages(root) for path in missing(root, page)]
    assert found == []


def test_a_path_that_is_not_there_is_found(tmp_path: Path, root: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("`ocm_plugin/ocm/gone.py`, `tools/gone --now`, [x](gone.md), `nowhere.py`, `a/b`, `kw_basis`\n")
    assert sorted(missing(root, page)) == ["gone.md", "nowhere.py", "ocm_plugin/ocm/gone.py", "tools/gone"]


@pytest.mark.parametrize(("heading", "arrows"), [("ocm_plugin/", ARROWS), ("ocm_plugin/ocm/", ARROWS_OF_OCM)])
def test_the_rooms_of_the_page_are_those_of_the_tree(root: Path, heading: str, arrows: dict[str, set[str]]) -> None:
    """docs/architecture.md says which room may import which; the same table decides in test_imports."""
    text = (root / "docs/architecture.md").read_text(encoding="utf-8")
    table = text.split(f"ooms of `{heading}`:\n\n")[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    said = {name.strip("`"): set(re.findall(r"\w+", imports)) & set(arrows) for name, _, imports in rows}
    assert said == arrows


def test_every_test_that_the_promises_name_exists(root: Path) -> None:
    """The page says what shows each promise: a test that was renamed or has gone would show nothing."""
    named = set(re.findall(r"`(test_\w+)`", (root / "docs/promises.md").read_text(encoding="utf-8")))
    sources = (path.read_text(encoding="utf-8") for path in (root / "tests").rglob("test_*.py"))
    there = {name for source in sources for name in re.findall(r"^def (test_\w+)", source, re.MULTILINE)}
    assert len(named) > 40
    assert named - there == set()
