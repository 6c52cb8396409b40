"""Elements of an XML document one after the other, without holding the document as a tree.

Expat alone, with what makes XML dangerous refused: a document that declares entities of its own, which can grow without
end or read other files, or values of attributes, which come with each element again, is none that Open Charge Map has
written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from .file_text import LARGEST_RECORD, BrokenOff

DEEPEST = 20
"""Elements inside of a wanted one; stations have four levels."""
MOST_PARTS = 50_000
"""Elements of a wanted one, at any depth."""

LONGEST_PROLOG = 65_536
"""Characters before the outermost element; the service writes forty."""
_PROLOG = (("<?", "?>"), ("<!--", "-->"), ("<!DOCTYPE", ">"))
"""What may stand there: how it begins and ends."""
_ELEMENT = re.compile(r"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})")

_UNSPEAKABLE = bytes(set(range(0x20)) - set(b"\t\n\r"))
"""Control characters, which no XML may hold but texts of stations do."""
_UNSPEAKABLE_REFERENCE = re.compile(
    rb"&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[fF]{3}[eEfF])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45]));"
)
_LONGEST_REFERENCE = 20
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
"""Nor may it hold these."""


@dataclass
class Element:
    """One element. Prefixes of namespaces are left out of the names."""

    name: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""
    """Once the element has ended."""
    texts: list[str] = field(default_factory=list)
    """Its text while it is read."""

    def child(self, name: str) -> Element | None:
        """The first child of a name."""
        return next((each for each in self.children if each.name == name), None)

    def said(self, name: str) -> str | None:
        """The text of the first child of a name; None without one, or when it is empty."""
        found = self.child(name)
        return found.text if found is not None and found.text else None


def root_name(text: str) -> str:
    """The name of the document's outermost element; "" for what is no XML, or nothing but its beginning."""
    head = text[:LONGEST_PROLOG].removeprefix("\ufeff")
    place = 0
    # Step by step: a regular expression for all of it takes for ever on some documents, and cannot be cancelled.
    while True:
        place += len(head[place:]) - len(head[place:].lstrip())
        end = next((end for begin, end in _PROLOG if head.startswith(begin, place)), None)
        if end is None:
            found = _ELEMENT.match(head, place)
            return found.group(1) if found else ""
        place = head.find(end, place)
        if place < 0:
            return ""
        place += len(end)


def elements(pieces: Iterable[str], name: str) -> Iterator[Element]:
    """The elements of a name, in the order in which they end. Those inside of another are parts of it.

    Raises BrokenOff after the last that is whole.
    """
    reader = _Reader(name)
    for piece in _speakable(pieces):
        yield from reader.read(piece)
    yield from reader.read(b"", is_last=True)


def _speakable(pieces: Iterable[str]) -> Iterator[bytes]:
    """A text without the control characters that no XML may hold, nor references to them, also across its pieces."""
    rest = b""
    for piece in pieces:
        text = rest + piece.encode("utf-8", "replace").translate(None, _UNSPEAKABLE)
        for each in _NO_CHARACTERS:
            text = text.replace(each, b"")
        begun = text.rfind(b"&", max(0, len(text) - _LONGEST_REFERENCE))
        end = begun if begun >= 0 and b";" not in text[begun:] else len(text)
        yield _UNSPEAKABLE_REFERENCE.sub(b"", text[:end])
        rest = text[end:]
    yield rest


class _Reader:
    """Collects the wanted elements while Expat goes through the document."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[Element] = []
        self._whole: list[Element] = []
        self._parts = 0
        """Elements of the one that is open."""
        self._size = 0
        """Bytes since the last element began or ended, or the open one that is wanted began."""
        parser = self._parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._refuse
        parser.ExternalEntityRefHandler = self._refuse
        parser.AttlistDeclHandler = self._refuse

    def read(self, piece: bytes, is_last: bool = False) -> Iterator[Element]:
        """The elements that end in the next piece of the document."""
        broken: BrokenOff | None = None
        self._size += len(piece)
        try:
            self._parser.Parse(piece, is_last)
        except expat.ExpatError as error:
            broken = BrokenOff(f"{expat.errors.messages[error.code]} in line {error.lineno:,}")
        except BrokenOff as error:
            broken = error
        whole, self._whole = self._whole, []
        yield from whole
        if broken is None and self._size > LARGEST_RECORD:
            broken = BrokenOff(f"too large an element in line {self._parser.CurrentLineNumber:,}")
        if broken is not None:
            raise broken

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(":")[2]
        if self._open:
            element = Element(plain, attributes)
            self._open[-1].children.append(element)
            self._open.append(element)
            self._parts += 1
            if len(self._open) > DEEPEST:
                raise BrokenOff(f"nested too deeply in line {self._parser.CurrentLineNumber:,}")
            if self._parts > MOST_PARTS:
                raise BrokenOff(f"too many parts in line {self._parser.CurrentLineNumber:,}")
        else:
            self._size = self._parts = 0
            if plain == self._name:
                self._open.append(Element(plain, attributes))

    def _end(self, name: str) -> None:
        if self._open:
            element = self._open.pop()
            element.text = "".join(element.texts)
            element.texts = []
            if not self._open:
                self._size = 0
                self._whole.append(element)

    def _characters(self, text: str) -> None:
        if self._open:
            self._open[-1].texts.append(text)

    def _refuse(self, *_declaration: object) -> int:
        raise BrokenOff("entities or attributes of its own are declared")
