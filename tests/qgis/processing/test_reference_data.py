"""The look-up lists as tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from qgis.core import QgsProcessingException

from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.reference import LISTS
from ocm_plugin.processing.service_algorithms import OUTPUTS
from ocm_plugin.qgis_support.sources import reference_store
from tests.ocm_server import faults
from tests.support.algorithm_runs import run


def rows(layer) -> list[dict]:
    return [dict(zip(layer.fields().names(), feature.attributes())) for feature in layer.getFeatures()]


def test_every_list_has_a_table():
    assert set(OUTPUTS) == set(LISTS)


def test_the_built_in_lists_come_without_any_request(server):
    everything = {name: "memory:" for name, _ in OUTPUTS.values()}
    results, _ = run("referencedata", ORIGIN="built_in", **everything)
    plugs = {row["id"]: row for row in rows(results["CONNECTION_TYPES"])}
    assert plugs[33]["title"] == "CCS (Type 2)" and plugs[33]["formal_name"] == "IEC 62196-3 Configuration FF"
    assert "CCS2" in plugs[33]["other_names"].split("; ") and plugs[5]["is_obsolete"] is True
    germany = next(row for row in rows(results["COUNTRIES"]) if row["iso"] == "DE")
    assert germany["id"] == 87 and "Deutschland" in germany["other_names"]
    assert results["COUNT"] == sum(len(getattr(BUILT_IN, name)) for name in LISTS)
    assert not server.requests


def test_the_lists_of_the_service_are_asked_for_once(server):
    results, log = run("referencedata", ORIGIN="service", OPERATORS="memory:")
    assert results["COUNT"] == len(rows(results["OPERATORS"])) > 5
    assert any("The lists are from" in line for line in log)
    asked = len(server.requests)
    again, _ = run("referencedata", ORIGIN="at_hand", OPERATORS="memory:")
    assert rows(again["OPERATORS"]) == rows(results["OPERATORS"]) and len(server.requests) == asked == 1


def test_a_service_that_does_not_answer_costs_no_table(server, tmp_path):
    """The file of the operators was empty then, and the run a success."""
    path = tmp_path / "operators.csv"
    path.write_text("mine")
    server.faults.add(faults.status(403, "Invalid API key."), times=None)
    with pytest.raises(QgsProcessingException, match="rejected the API key"):
        run("referencedata", ORIGIN="service", OPERATORS=str(path))
    assert path.read_text() == "mine"
    # Of one that has answered before, the lists are at hand.
    server.faults.clear()
    results, _ = run("referencedata", ORIGIN="service", OPERATORS=str(path))
    store = reference_store(server.url)
    grown_old = datetime.now(timezone.utc) - timedelta(days=30)
    store.save(replace(store.load(), fetched=grown_old))
    server.faults.add(faults.status(403, "Invalid API key."), times=None)
    again, log = run("referencedata", ORIGIN="service", OPERATORS=str(path))
    assert again["COUNT"] == results["COUNT"] > 5
    assert any("these lists may be old" in line and "rejected the API key" in line for line in log)


def test_without_any_table_it_says_so(server):
    with pytest.raises(QgsProcessingException, match="at least one table"):
        run("referencedata", ORIGIN="built_in")
