"""Plain words in what people read: docs, comments, docstrings and messages of the package.

The list holds words that had crept in where plain English has others. A name in the code may keep them.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

BANNED = {
    r"\b(the|a) person\b|\bpersons?'s?\b": "the user; users",
    r"\banew\b": "again",
    r"\bwho(so)?ever\b": "who, all who, the caller",
    r"\btold\b": "shown, reported, said; distinguished",
    r"\blest\b": "so that … not",
    r"\bdata do not tell\b": "data are incomplete; uncertain",
    r"\b(can(not)?|could) be meant\b": "is valid, is invalid",
}
"""What is banned, and what to write instead."""
PATTERN = re.compile("|".join(BANNED), re.IGNORECASE)
CODE = re.compile(r"`[^`\n]*`")
REPLACED = re.compile(r"\{[^{}]*\}")
"""The parts of an f-string that are code."""
WORD_FILES = (".md", ".ui", ".js", ".html", ".txt")


def prose_of_python(source: str) -> Iterator[tuple[int, str]]:
    """Comments and strings of a module, line by line."""
    fstring = {getattr(tokenize, name) for name in ("FSTRING_MIDDLE",) if hasattr(tokenize, name)}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in {tokenize.COMMENT, tokenize.STRING} | fstring:
            for number, line in enumerate(token.string.split("\n"), start=token.start[0]):
                yield number, REPLACED.sub("", line) if token.type == tokenize.STRING else line


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that people read."""
    text = path.read_text(encoding="utf-8")
    yield from prose_of_python(text) if path.suffix == ".py" else enumerate(text.splitlines(), start=1)


def offences(lines: Iterator[tuple[int, str]]) -> Iterator[str]:
    """The lines with a banned word."""
    yield from (f"{number}: {line.strip()}" for number, line in lines if PATTERN.search(CODE.sub("", line)))


def files(root: Path) -> Iterator[Path]:
    """The package, its forms, and the pages."""
    for folder in ("ocm_plugin", "ui", "docs"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", *WORD_FILES) and "vendor" not in path.parts:
                yield path
    yield from (root / "metadata.txt", *sorted(root.glob("*.md")))


def test_what_people_read_is_in_plain_words(root: Path) -> None:
    found = [f"{path.relative_to(root)}:{one}" for path in files(root) for one in offences(prose(path))]
    assert found == [], f"Write instead: {BANNED}"


@pytest.mark.parametrize(
    "source",
    [
        "# what the person typed",
        '"""The person\'s settings."""',
        'x = "it is read anew"',
        "# for whoever asks",
        'x = f"{n} stations of which the data do not tell"',
        '"""Raises when it cannot be meant."""',
        "# the user is told so",
    ],
)
def test_a_banned_word_is_found(source: str) -> None:
    assert list(offences(prose_of_python(source)))


@pytest.mark.parametrize(
    "source",
    ["told = 1", 'x = f"{told} stations"', "# the value of `told`", '"Private person"', "# tell them apart"],
)
def test_names_and_other_words_pass(source: str) -> None:
    assert not list(offences(prose_of_python(source)))
