"""Elements of an XML document one after the other, without holding the document as a tree.

Expat alone, with what makes XML dangerous refused: a document that declares entities of its own, which can grow without
end or read other files, is none that Open Charge Map has written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

CHUNK = 65_536
DEEPEST = 20
"""Elements inside of a wanted one; stations have four levels."""

LONGEST_PROLOG = 65_536
"""Bytes before the outermost element; the service writes forty."""
_PROLOG = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!DOCTYPE", b">"))
"""What may stand there: how it begins and ends."""
_ELEMENT = re.compile(rb"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})")

_UNSPEAKABLE = bytes(set(range(0x20)) - set(b"\t\n\r"))
"""Control characters, which no XML may hold but texts of stations do."""
_UNSPEAKABLE_REFERENCE = re.compile(rb"&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));")


class BrokenXml(Exception):
    """The document cannot be read from here on; the text says where and why, for experts."""


@dataclass
class Element:
    """One element. Prefixes of namespaces are left out of the names."""

    name: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def child(self, name: str) -> Element | None:
        """The first child of a name."""
        return next((each for each in self.children if each.name == name), None)

    def said(self, name: str) -> str | None:
        """The text of the first child of a name; None without one, or when it is empty."""
        found = self.child(name)
        return found.text if found is not None and found.text else None


def root_name(body: bytes) -> str:
    """The name of the document's outermost element; "" for what is no XML, or nothing but its beginning."""
    head = body[:LONGEST_PROLOG].removeprefix(b"\xef\xbb\xbf")
    place = 0
    # Step by step: a regular expression for all of it takes for ever on some documents, and cannot be cancelled.
    while True:
        place += len(head[place:]) - len(head[place:].lstrip())
        end = next((end for begin, end in _PROLOG if head.startswith(begin, place)), None)
        if end is None:
            found = _ELEMENT.match(head, place)
            return found.group(1).decode("ascii", "replace") if found else ""
        place = head.find(end, place)
        if place < 0:
            return ""
        place += len(end)


def elements(body: bytes, name: str) -> Iterator[Element]:
    """The elements of a name, in UTF-8, in the order in which they end. Those inside of another are parts of it.

    Raises BrokenXml after the last that is whole.
    """
    reader = _Reader(name)
    speakable = _UNSPEAKABLE_REFERENCE.sub(b"", body.translate(None, _UNSPEAKABLE))
    for start in range(0, len(speakable), CHUNK):
        end = start + CHUNK
        yield from reader.read(speakable[start:end])
    yield from reader.read(b"", is_last=True)


class _Reader:
    """Collects the wanted elements while Expat goes through the document."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[Element] = []
        self._whole: list[Element] = []
        parser = self._parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._refuse
        parser.ExternalEntityRefHandler = self._refuse

    def read(self, chunk: bytes, is_last: bool = False) -> Iterator[Element]:
        """The elements that end in the next piece of the document."""
        broken: BrokenXml | None = None
        try:
            self._parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            broken = BrokenXml(f"{expat.errors.messages[error.code]} in line {error.lineno:,}")
        except BrokenXml as error:
            broken = error
        whole, self._whole = self._whole, []
        yield from whole
        if broken is not None:
            raise broken

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(":")[2]
        if self._open:
            element = Element(plain, attributes)
            self._open[-1].children.append(element)
            self._open.append(element)
            if len(self._open) > DEEPEST:
                raise BrokenXml(f"nested too deeply in line {self._parser.CurrentLineNumber:,}")
        elif plain == self._name:
            self._open.append(Element(plain, attributes))

    def _end(self, name: str) -> None:
        if self._open:
            element = self._open.pop()
            if not self._open:
                self._whole.append(element)

    def _characters(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text

    def _refuse(self, *_declaration: object) -> int:
        raise BrokenXml("entities of its own are declared")
