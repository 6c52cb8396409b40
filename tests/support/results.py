"""Runs and results for tests that want one without a window, a project or a file."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.credits import Attribution
from ocm_plugin.ocm.records.licences import Licences
from ocm_plugin.ocm.records.provenance import Provenance
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.run import Destination, run_search
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.source import Source
from ocm_plugin.ocm.tables.derive.context import Context
from ocm_plugin.ocm.tables.result import Result

NOBODY = Attribution(())


def context_now(reference: ReferenceData = BUILT_IN, licence_folder: Path | None = None) -> Context:
    """What a result of this moment is made with."""
    return Context(reference, Licences(reference, licence_folder), datetime.now(timezone.utc), "query-1")


def result_of(
    search: Search, provenance: Provenance, reference: ReferenceData = BUILT_IN, attribution: Attribution = NOBODY
) -> Result:
    """A result that came of a search, whether it was ever run or not."""
    return Result(search, provenance, context_now(reference), attribution)


def ran(
    search: Search,
    source: Source,
    destination: Destination,
    feedback: Feedback,
    before: Provenance | None = None,
    licence_folder: Path | None = None,
) -> Provenance:
    """What the result of a run is worth. `before`: what the stopped one was worth that it goes on with."""
    context = context_now(source.reference(feedback), licence_folder)
    stopped = None if before is None else Result(search, before, context, NOBODY)
    return run_search(search, source, context, destination, feedback, stopped).provenance
