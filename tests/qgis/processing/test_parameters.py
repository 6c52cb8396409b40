"""The parameters of the algorithms: those that are for life, every filter, and what cannot be read."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime
from qgis.PyQt.QtWidgets import QWidget

from ocm_plugin.gui.filter_inputs import input_of
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.search.filters import Kind
from ocm_plugin.ocm.search.search import FILTERS, Search
from ocm_plugin.processing.parameter_help import HELP
from ocm_plugin.processing.provider import ALGORITHMS
from ocm_plugin.processing.station_algorithms import SearchAlgorithm
from ocm_plugin.processing.values import Values, filter_values
from tests.support.algorithm_runs import EVERYWHERE, ids, listed, run


def test_ids_of_provider_and_algorithms_are_for_life(provider):
    assert provider.id() == "openchargemap"
    assert [algorithm().name() for algorithm in ALGORITHMS] == [
        "stationsinextent",
        "stationsinpolygons",
        "stationsalonglines",
        "stationsaroundpoint",
        "stationsincountries",
        "stationsbynumber",
        "stationsofsearch",
        "updatelayer",
        "comparesnapshots",
        "updatemirror",
        "downloadanswer",
        "referencedata",
        "savetopostgis",
        "exportkml",
        "exportwebpage",
        "stationpools",
        "stationsperzone",
        "neareststations",
        "corridorgaps",
        "auditstations",
        "coverage",
        "corridorcheck",
    ]


def test_every_algorithm_explains_itself(provider):
    for algorithm in provider.algorithms():
        assert algorithm.shortHelpString()
        assert algorithm.helpUrl().startswith("https://")
        assert algorithm.group()
        assert not algorithm.icon().isNull()


def test_every_parameter_explains_itself_and_no_help_is_left_over(provider):
    """Half of them had a name only, which is all that QGIS shows below the mouse then."""
    used = set()
    for algorithm in provider.algorithms():
        assert algorithm.shortDescription() and "EV" in algorithm.tags()
        for each in algorithm.parameterDefinitions():
            assert each.help() and each.help() != each.description(), (algorithm.name(), each.name())
            used.add(each.help())
    assert set(HELP.values()) - used == set()


@pytest.mark.parametrize("name", [each.NAME for each in ALGORITHMS if issubclass(each, SearchAlgorithm)])
def test_five_parameters_are_in_sight_and_the_rest_is_advanced(provider, name):
    """Thirty stood below one another. A distance belongs to its place."""
    algorithm = QgsApplication.processingRegistry().algorithmById(f"openchargemap:{name}")
    advanced = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    shown = [each.name() for each in algorithm.parameterDefinitions() if not each.flags() & advanced]
    filters = ["CONNECTION_TYPES", "MIN_POWER_KW", "PUBLIC", "IN_OPERATION"]
    places = [each for each in shown if each not in (*filters, "OUTPUT", "PACKAGE", "DISTANCE")]
    assert len(places) == 1 and shown[-6:] == [*filters, "OUTPUT", "PACKAGE"]


def test_users_find_the_algorithms_by_words_of_their_own(provider):
    tags = QgsApplication.processingRegistry().algorithmById("openchargemap:stationsinextent").tags()
    assert {"EV", "electric", "charging", "download", "Ladestation", "borne"} <= set(tags)


def test_panel_and_processing_have_the_same_filters(provider, qgis_app):
    """Each entry of the table has its widget in the panel and its parameter in Processing."""
    form = QWidget()
    assert {type(input_of(entry, form)).__name__ for entry in FILTERS} and form.children()
    assert {each.objectName() for each in form.findChildren(QWidget)} >= {entry.name for entry in FILTERS}
    assert {entry.parameter for entry in FILTERS} <= set(parameters_of(provider))


def test_only_where_and_whereto_must_be_said(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById("openchargemap:stationsinextent")
    context = QgsProcessingContext()
    assert algorithm.checkParameterValues({"EXTENT": EVERYWHERE, "OUTPUT": "memory:"}, context)[0]


def test_names_and_ids_mean_the_same(server):
    by_id, _ = run("stationsinextent", EXTENT=EVERYWHERE, CONNECTION_TYPES="33, 2", MIN_POWER_KW=50)
    by_name, _ = run("stationsinextent", EXTENT=EVERYWHERE, CONNECTION_TYPES="CCS (Type 2); CHAdeMO", MIN_POWER_KW=50)
    assert ids(by_id["OUTPUT"]) == ids(by_name["OUTPUT"])
    assert 0 < by_id["COUNT"] < len(listed(server))


def test_unknown_name_is_refused_naming_it(server):
    with pytest.raises(QgsProcessingException, match="Steam engine"):
        run("stationsinextent", EXTENT=EVERYWHERE, CONNECTION_TYPES="Steam engine")


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("MIN_POWER_KW", "abc", "a number"),
        ("MAX_POWER_KW", "50 kW", "a number"),
        ("MIN_POWER_KW", float("nan"), "a number"),
        ("MIN_CONNECTORS", "many", "a number"),
        ("MIN_CONNECTORS", "2.5", "a whole number"),
        ("MAX_RESULTS", "all", "a number"),
        ("KEEP_CANNOT_TELL", "no", "true or false"),
        ("OPEN_DATA", "maybe", "one of any, yes, no"),
        ("HAS_MEDIA", "some", "one of any, yes, no"),
        ("MODIFIED_SINCE", "last week", "a date and time"),
    ],
)
def test_what_cannot_be_read_is_refused(server, name, value, what):
    """QGIS makes the default of it: the search ran without the minimum, and "no" meant yes."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:stationsinextent")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    parameters = {"EXTENT": EVERYWHERE, "OUTPUT": "TEMPORARY_OUTPUT", name: value}
    _, succeeded = algorithm.run(parameters, context, feedback)
    assert not succeeded
    assert f"“{value}” is not {what}" in feedback.textLog()


def parameters_of(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById("openchargemap:stationsinextent")
    return {definition.name(): definition for definition in algorithm.parameterDefinitions()}


def test_processing_offers_every_filter(provider):
    """It once lacked the dates of creation, photos, comments and check-ins, and licences that are not open."""
    parameters = parameters_of(provider)
    assert [entry.parameter for entry in FILTERS if entry.parameter not in parameters] == []
    others = {
        "EXTENT",
        "SEARCH",
        "SOURCE",
        "FILE",
        "MIRROR",
        "OUTPUT",
        "CONNECTIONS",
        "COMMENTS",
        "MEDIA",
        "PACKAGE",
        "MERGE",
    }
    others |= {"MIRROR_DATABASE", "MIRROR_SCHEMA", "FRESH"}
    assert set(parameters) - {entry.parameter for entry in FILTERS} == others


FILTER_VALUES = {
    Kind.CHOICE: ("25, 33", (25, 33)),
    Kind.POWER: (" 5e1 ", 50.0),
    Kind.COUNT: (2, 2),
    Kind.SINCE: ("2026-01-31T12:30:00", datetime(2026, 1, 31, 12, 30, tzinfo=timezone.utc)),
    Kind.YES_NO: ("no", False),
    Kind.TEXT: (" main street ", "main street"),
}


@pytest.mark.parametrize("entry", FILTERS, ids=lambda entry: entry.name)
def test_every_filter_of_processing_is_asked_for(provider, entry):
    default = getattr(Search(), entry.name)
    given, wanted = (not default, not default) if entry.kind is Kind.SWITCH else FILTER_VALUES[entry.kind]
    assert read_filters({entry.parameter: given})[entry.name] == wanted
    assert read_filters({})[entry.name] == default


def read_filters(parameters):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("openchargemap:stationsinextent")
    return filter_values(Values(algorithm, parameters, QgsProcessingContext()), BUILT_IN)


@pytest.mark.parametrize(
    ("given", "hour"),
    [
        ("2026-01-31T12:30:00Z", 12),
        ("2026-01-31T12:30:00+02:00", 10),
        (QDateTime(QDate(2026, 1, 31), QTime(12, 30)), 12),
        (QDateTime(QDate(2026, 1, 31), QTime(12, 30), Qt.TimeSpec.UTC), 12),
    ],
    ids=repr,
)
def test_a_time_with_its_zone_is_that_moment(provider, given, hour):
    """The zone was once dropped, and two hours of changes with it."""
    since = read_filters({"MODIFIED_SINCE": given})["modified_since"]
    assert since == datetime(2026, 1, 31, hour, 30, tzinfo=timezone.utc)


def test_photos_comments_and_licences_are_asked_for_both_ways(server):
    """Every station is found by exactly one of yes and no, or cannot be told and by both."""
    for name in ("HAS_MEDIA", "HAS_COMMENTS", "HAS_CHECKINS", "OPEN_DATA"):
        found = [
            set(ids(run("stationsinextent", EXTENT=EVERYWHERE, **{name: answer})[0]["OUTPUT"]))
            for answer in ("yes", "no")
        ]
        assert found[0] | found[1] == {poi["ID"] for poi in listed(server)}, name
        assert found[0] and found[1] and found[0] != found[1], name


def test_numbers_may_be_texts(server):
    by_text, _ = run("stationsinextent", EXTENT=EVERYWHERE, MIN_POWER_KW=" 5e1 ", KEEP_CANNOT_TELL="false")
    by_number, _ = run("stationsinextent", EXTENT=EVERYWHERE, MIN_POWER_KW=50, KEEP_CANNOT_TELL=False)
    assert ids(by_text["OUTPUT"]) == ids(by_number["OUTPUT"])
    assert 0 < by_text["COUNT"] < len(listed(server))


def test_what_states_nothing_is_counted_and_included_on_wish(server):
    without, log = run("stationsinextent", EXTENT=EVERYWHERE, STATUS_TYPES="50")
    assert any("state no status: left out" in line for line in log)
    with_them, log = run("stationsinextent", EXTENT=EVERYWHERE, STATUS_TYPES="50", INCLUDE_UNSTATED=True)
    assert with_them["COUNT"] > without["COUNT"] and not any("left out" in line for line in log)
