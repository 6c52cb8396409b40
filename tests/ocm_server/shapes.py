"""The JSON shapes of an answer: verbose or not, compact or not, camelCase or PascalCase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import members
from .jsontext import dumps
from .stations import Json, ReferenceTables


@dataclass(frozen=True)
class Shape:
    """How POIs and reference data are written."""

    verbose: bool = True
    compact: bool = False
    camel_case: bool = False
    include_comments: bool = False

    def station_text(self, station: Json, tables: ReferenceTables) -> str:
        """One POI as it stands in the list; indented by one step unless compact."""
        text = dumps(self.named(self.station(station, tables)), indent=not self.compact)
        return text if self.compact else "  " + text.replace("\n", "\n  ")

    def list_text(self, stations: list[str]) -> str:
        if self.compact or not stations:
            return f"[{','.join(stations)}]"
        return "[\n" + ",\n".join(stations) + "\n]"

    def reference_text(self, reference: Mapping[str, Any]) -> str:
        value = reference if self.verbose else without_nulls(reference)
        return dumps(self.named(value), indent=not self.compact)

    def distance_mark(self, value: str = "", unit: int = 0) -> str:
        """The members of a station's text that tell its distance: none given, or `value` in the unit."""
        names = [dumps(self.named({name: 0})).split('"')[1] for name in ("Distance", "DistanceUnit")]
        colon, comma = (":", ",") if self.compact else (": ", ",\n      ")
        shown = value or ("null" if self.verbose else "")
        distance = f'"{names[0]}"{colon}{shown}{comma}' if shown else ""
        return f'{distance}"{names[1]}"{colon}{unit}'

    def named(self, value: Any) -> Any:
        """The value with the member names of this shape."""
        if not self.camel_case:
            return value
        if isinstance(value, dict):
            return {members.camel_case(k): self.named(v) for k, v in value.items()}
        return [self.named(v) for v in value] if isinstance(value, list) else value

    def station(self, station: Json, tables: ReferenceTables) -> Json:
        """The POI with the members this shape shows, PascalCase."""
        shown = {**station, **self._references(station, members.STATION_REFERENCES, tables)}
        if self.compact and not self.include_comments:
            shown.pop("UserComments", None)
            shown.pop("MediaItems", None)
        if self.compact and not self.verbose:
            return shown  # as the server holds it
        for name, names, references in (
            ("AddressInfo", members.ADDRESS, members.ADDRESS_REFERENCES),
            ("Connections", members.CONNECTION, members.CONNECTION_REFERENCES),
            ("UserComments", members.COMMENT, members.COMMENT_REFERENCES),
            ("MediaItems", members.MEDIA, {}),
            ("MetadataValues", members.METADATA, {}),
        ):
            value = shown.get(name)
            if isinstance(value, list):
                shown[name] = [self._item(item, names, references, tables) for item in value]
            elif isinstance(value, dict):
                shown[name] = self._item(value, names, references, tables)
        return self._complete(shown, members.STATION)

    def _item(
        self, item: Any, names: tuple[str, ...], references: Mapping[str, tuple[str, str]], tables: ReferenceTables
    ) -> Any:
        if not isinstance(item, dict):
            return item
        return self._complete({**item, **self._references(item, references, tables)}, names)

    def _references(self, item: Json, references: Mapping[str, tuple[str, str]], tables: ReferenceTables) -> Json:
        if self.compact:
            return {}
        found = {}
        for member, (id_member, list_name) in references.items():
            value = tables.find(list_name, item.get(id_member))
            if value is not None:
                known = {name: value.get(name) for name in members.REFERENCE_LISTS[list_name]}
                found[member] = known if self.verbose else without_nulls(known)
        return found

    def _complete(self, item: Json, names: tuple[str, ...]) -> Json:
        """In the server's order, with nulls for what is missing when verbose, then members the server does not know."""
        known = {name: item.get(name) for name in names if self.verbose or item.get(name) is not None}
        return {**known, **{name: value for name, value in item.items() if name not in names}}


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_nulls(v) for k, v in value.items() if v is not None}
    return [without_nulls(v) for v in value] if isinstance(value, list) else value
