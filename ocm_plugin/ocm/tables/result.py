"""A search and what came of it, as one value: what layers, files and reloads are made with."""

from __future__ import annotations

from dataclasses import dataclass

from ..records.credits import Attribution
from ..records.provenance import Provenance
from ..records.reference import ReferenceData
from ..search.search import Search
from .derive.context import Context


@dataclass(frozen=True)
class Result:
    """One result; its stations are where the run has put them."""

    search: Search
    provenance: Provenance
    context: Context
    """What its rows are made with."""
    attribution: Attribution

    @property
    def reference(self) -> ReferenceData:
        """What the ids in its stations stand for."""
        return self.context.reference
