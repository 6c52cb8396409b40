"""The analyses of the demo stations by the invented municipalities and motorways, as docs/analysis.md tells them."""

from __future__ import annotations

import pytest

from ocm_plugin.layers.demo_places import demo_places
from tests.support.algorithm_runs import EVERYWHERE, run
from tests.support.places import ROOT


@pytest.fixture
def places(provider, empty_project):
    return empty_project.addMapLayers(demo_places())


@pytest.fixture
def demo(places):
    found, _ = run("stationsinextent", EXTENT=EVERYWHERE, SOURCE="demo", CONNECTIONS="TEMPORARY_OUTPUT")
    return {"STATIONS": found["OUTPUT"], "CONNECTION_TABLE": found["CONNECTIONS"]}


def example() -> str:
    """The worked example of the document."""
    text = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
    return text.partition("## A worked example")[2].partition("\n## ")[0]


def test_the_layers_are_whole_and_cannot_be_changed(places):
    municipalities, motorways = places
    assert municipalities.featureCount() == 32 and motorways.featureCount() == 2
    for layer in places:
        assert layer.isValid() and layer.readOnly() and layer.crs().authid() in ("EPSG:4326", "OGC:CRS84")
        assert all(feature.geometry().isGeosValid() for feature in layer.getFeatures())
        assert all("(invented)" in str(feature.attribute(0)) for feature in layer.getFeatures())
    unknown = [each for each in municipalities.getFeatures() if not isinstance(each["inhabitants"], int)]
    assert 0 < len(unknown) < 8


def test_stations_per_municipality_are_as_the_document_says(places, demo):
    fields = {"POPULATION": "inhabitants", "BEV": "electric_cars", "PHEV": "plug_in_hybrids"}
    results, _ = run("stationsperzone", ZONES=places[0], **fields, **demo)
    zones = {zone["name"].partition(" ")[0]: zone for zone in results["OUTPUT"].getFeatures()}
    rows = [line.strip(" |").split(" | ") for line in example().splitlines() if line.startswith("   | ")][1:]
    assert [row[0] for row in rows] == ["Köln", "Basel", "Mainz"]
    for name, *numbers, target in rows:
        zone = zones[name]
        columns = [f"{kind}{end}" for kind in ("n_stations", "total_kw") for end in ("_lo", "", "_hi")]
        assert [shown(zone[column]) for column in columns] == numbers
        verdict = zone["fleet_verdict"].replace("_", " ")
        assert f"{shown(zone['fleet_target_kw'])} kW: {verdict}" == target


def shown(value) -> str:
    return f"{value:.0f}" if isinstance(value, (int, float)) else "unknown"


def test_gaps_along_the_motorways_are_as_the_document_says(places, demo):
    gaps, _ = run("corridorgaps", LINES=places[1], ROUTE_FIELD="road", MIN_POWER_KW=150, **demo)
    assert f"{gaps['COUNT']} gaps longer than 60 km, {gaps['UNCERTAIN']} uncertain" in example()


def test_the_verdict_on_the_motorways_is_as_the_document_says(places, demo):
    checked, _ = run("corridorcheck", LINES=places[1], PACK="afir-cars-comprehensive-2027", **demo)
    assert (checked["VERDICT"], checked["VERDICT_BY_DATA"]) == ("cannot_tell", "yes")
    roads = list(checked["OUTPUT"].getFeatures())
    served, whole = (sum(road[column] for road in roads) for column in ("served_by_data_km", "length_km"))
    assert f"{served:.0f} of {whole:.0f} km are served" in example()
