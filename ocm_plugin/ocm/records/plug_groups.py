"""The kinds of plugs that drivers distinguish, each with all its connection types: for panel, Processing and wording.

A group is a way to choose and to say connection types; a search stores their ids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from ..translation import marked, tr
from .reference import ReferenceData


class PlugGroup(NamedTuple):
    """One kind of plug, whose connection types fit the same vehicles."""

    name: str
    """Of its icon and its widget."""
    title: str
    """`tr` says it."""
    type_ids: tuple[int, ...]
    words: tuple[str, ...] = ()
    """By which typing finds all of its types, beside the title."""
    short: str = ""
    """On a button, where the title is too long for one."""

    @property
    def label(self) -> str:
        """What its button says; `tr` says it."""
        return self.short or self.title


# Tesla's plug for Model S and X is this one in North America, where nearly all stations with it are, and has Type 2's
# shape in Europe: `match.filters` tells them apart.
NACS = PlugGroup("nacs", marked("NACS"), (27, 30), ("SAE J3400", "J3400"))
TYPE_2 = PlugGroup("type2", marked("Type 2"), (25, 1036), ("Mennekes",))

PLUG_GROUPS = (
    PlugGroup("ccs", marked("CCS"), (33, 32), ("Combined Charging System",)),
    TYPE_2,
    PlugGroup("chademo", marked("CHAdeMO"), (2,)),
    NACS,
    PlugGroup("type1", marked("Type 1"), (1,), ("SAE J1772", "J1772")),
    PlugGroup(
        "domestic",
        marked("Domestic socket"),
        (28, 23, 13, 3, 29, 1037, 1043, 22, 9, 14, 15),
        ("Household socket", "Household"),
        marked("Domestic"),
    ),
)
"""In the order in which they are offered."""


def groups_in(type_ids: Iterable[int]) -> tuple[list[PlugGroup], list[int]]:
    """The groups of several types that are wholly among these ids, and the ids that are in none of them."""
    left = dict.fromkeys(type_ids)
    whole = [group for group in PLUG_GROUPS if len(group.type_ids) > 1 and set(group.type_ids) <= left.keys()]
    for number in (number for group in whole for number in group.type_ids):
        left.pop(number, None)
    return whole, list(left)


def plug_names(type_ids: Iterable[int], reference: ReferenceData) -> list[str]:
    """Connection types as users read them: groups that are whole by their name, all others by their titles."""
    whole, others = groups_in(type_ids)
    return [*(tr(group.title) for group in whole), *(reference.title("connection_types", each) for each in others)]


def is_whole(group: PlugGroup, type_ids: Collection[int]) -> bool:
    """Whether all types of a group are among these ids."""
    return set(group.type_ids) <= set(type_ids)
