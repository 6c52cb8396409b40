"""What a user does with mouse and keyboard, each thing counted: the events come from the virtual screen itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qgis.PyQt.QtWidgets import QWidget


class Hands:
    """Mouse and keyboard of one session; its methods are to be yielded from."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.actions: list[str] = []
        """What was done, in words: each is one action of a user."""

    def click(self, widget: QWidget, what: str) -> Iterator[Any]:
        """Click in the middle of a widget."""
        place = widget.mapToGlobal(widget.rect().center())
        self.actions.append(f"click {what}")
        yield from self._do("mousemove", str(place.x()), str(place.y()))
        yield from self._do("click", "1")

    def type(self, text: str) -> Iterator[Any]:
        """Type a text into whatever has the focus."""
        self.actions.append(f"type {text}")
        yield from self._do("type", "--delay", "60", text)

    def press(self, key: str) -> Iterator[Any]:
        """Press a key, by its name in X11."""
        self.actions.append(f"press {key}")
        yield from self._do("key", key)

    def _do(self, *command: str) -> Iterator[Any]:
        yield from self._session.outside("xdotool", *command)
