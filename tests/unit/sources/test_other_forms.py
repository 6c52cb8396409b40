"""CSV, XML and KML as Open Charge Map writes them: what they carry is read, what they lack is unknown, and said."""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocm_plugin.ocm.errors import Cancelled, SourceFileError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.records.station import Station
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources.elements import elements, root_name
from ocm_plugin.ocm.sources.file_text import BrokenOff
from ocm_plugin.ocm.sources.other_forms import Ids, Reading, form_of, read_pois
from ocm_plugin.ocm.sources.source import FileSource
from tests.ocm_server import exports
from tests.ocm_server.server import DEMO_FOLDER
from tests.ocm_server.shapes import Shape
from tests.ocm_server.stations import ReferenceTables
from tests.ocm_server.synthetic import make_pois
from tests.support.feedbacks import CancelledAfter

TABLES = ReferenceTables(json.loads((DEMO_FOLDER / "reference.json").read_bytes()))
REFERENCE = ReferenceData.from_json(json.loads((DEMO_FOLDER / "reference.json").read_bytes()))
POIS = make_pois(300)
ADDRESS = (
    *("title", "address_line1", "address_line2", "town", "state", "postcode", "country_id", "phone"),
    *("access_comments", "related_url"),
)
DATES = ("date_last_confirmed", "date_status_update")
CARRIED = {
    "csv": (*ADDRESS, *DATES, "date_created", "usage_id", "status_id", "number_of_points", "general_comments"),
    "xml": (
        *(*ADDRESS, *DATES, "usage_id", "status_id", "number_of_points", "general_comments"),
        *("operator_id", "provider_id", "usage_cost"),
    ),
    "kml": ("title", "usage_id", "status_id", "provider_id"),
}
OF_CONNECTIONS = {
    "csv": ("type_id",),
    "xml": ("id", "type_id", "level_id", "status_id", "amps", "volts", "quantity", "reference"),
    "kml": (),
}


def answer(form: str, pois: list[Any] = POIS) -> bytes:
    """What the service answers in a form."""
    text: str = getattr(exports, form)(pois, TABLES, Shape(verbose=True))
    return text.encode()


@pytest.fixture(scope="module")
def of_json() -> list[Station]:
    stations = decode_pois(POIS, False).stations
    assert len({station.provider_id for station in stations}) > 2 and len({s.status_id for s in stations}) > 2
    return stations


def pois_in(body: bytes, reference: ReferenceData = BUILT_IN) -> list[Any]:
    """The POIs of a body, in whatever form it is; those before the place where it breaks off."""
    text, reading, pois = body.decode("utf-8-sig"), Reading(Ids(reference)), []
    with contextlib.suppress(BrokenOff):
        for poi in read_pois(form_of(text), iter([text]), reading):
            pois.append(poi)
    return [reading.dates.read(poi) for poi in pois]


def stations_of(path: Path) -> tuple[FileSource, list[Station]]:
    source = FileSource(path, reference=REFERENCE)
    source.reference(Feedback())
    return source, [station for batch in source.batches(Search(), Feedback()) for station in batch.stations]


@pytest.mark.parametrize("form", ["csv", "xml", "kml"])
def test_every_form_gives_the_stations_with_what_it_carries(tmp_path, of_json, form):
    """The ending of the file says nothing: people save answers under any name."""
    path = tmp_path / "answer.txt"
    path.write_bytes(answer(form))
    source, read = stations_of(path)
    assert [station.id for station in read] == [station.id for station in of_json]
    for got, wanted in zip(read, of_json):
        assert (got.latitude, got.longitude) == (wanted.latitude, wanted.longitude)
        for name in CARRIED[form]:
            if (form, name, wanted.status_id) == ("xml", "date_status_update", None):
                continue  # stands beside the status
            assert as_written(getattr(got, name), form) == as_written(getattr(wanted, name), form), (got.id, name)
        # CSV names the types of connectors only.
        connections = [each for each in wanted.connections if form == "xml" or each.type_id is not None]
        for name in OF_CONNECTIONS[form]:
            assert [getattr(each, name) for each in got.connections] == [getattr(each, name) for each in connections]
        assert all(each.power_kw is None for each in got.connections)
    assert source.problem and source.problem.startswith(f"{form.upper()} of Open Charge Map states")


def as_written(value: Any, form: str) -> Any:
    """CSV drops quotation marks, and line ends inside of texts."""
    if form == "csv" and isinstance(value, str):
        return " ".join(value.replace('"', "").split())
    return value


@pytest.mark.parametrize("form", ["csv", "xml", "kml"])
def test_the_rest_is_unknown(form):
    (station, *_) = decode_pois(pois_in(answer(form)), False).stations
    for name in set(Station._fields) - set(CARRIED[form]) - {"id", "latitude", "longitude", "uuid"}:
        assert getattr(station, name) in (None, (), 1) or name in ("connections", "provider_id", "attributions"), name


@pytest.mark.parametrize("form", ["csv", "xml", "kml"])
def test_they_may_lie_compressed_in_a_folder_beside_others(tmp_path, form):
    (tmp_path / f"one.{form}.gz").write_bytes(gzip.compress(answer(form, POIS[:2])))
    (tmp_path / "two.json").write_text(json.dumps(POIS[2:3]))
    (tmp_path / "budget.csv").write_text("year,euro\n2026,7\n")
    (tmp_path / "plan.xml").write_text("<plan/>")
    source, read = stations_of(tmp_path)
    assert sorted(station.id for station in read) == sorted(poi["ID"] for poi in POIS[:3])
    assert {batch.missing for batch in source.batches(Search(), Feedback())} == {""}, (
        "what is no form of ours is no loss"
    )


@pytest.mark.parametrize("form", ["xml", "kml"])
def test_of_a_file_that_is_cut_the_whole_stations_are_read_and_the_loss_is_said(tmp_path, form):
    path = tmp_path / f"cut.{form}"
    path.write_bytes(answer(form)[:-4000])
    source, read = stations_of(path)
    assert 0 < len(read) < len(POIS)
    assert re.search(r"the end of cut\.\w+ \(.* in line \d+\)", list(source.batches(Search(), Feedback()))[-1].missing)


def test_titles_without_an_id_are_said(tmp_path):
    poi = {**POIS[0], "StatusTypeID": 50}
    path = tmp_path / "a.csv"
    path.write_bytes(answer("csv", [poi]).replace(b"Operational", b"Works like a charm"))
    source, (station,) = stations_of(path)
    assert station.status_id is None
    assert "Works like a charm (1)" in source.problem


@pytest.mark.parametrize(
    ("dates", "read"),
    [
        (["2/27/2026 13:08:00"], ["2026-02-27T13:08:00"]),
        (["27/02/2026 13:08:00"], ["2026-02-27T13:08:00"]),
        (["27.02.2026 13:08:00"], ["2026-02-27T13:08:00"]),
        (["2/3/2026 1:08:00 PM"], ["2026-02-03T13:08:00"]),
        (["2/3/2026 12:08:00 AM"], ["2026-02-03T00:08:00"]),
        (["2/3/2026 13:08:00", "2/27/2026 13:08:00"], ["2026-02-03T13:08:00", "2026-02-27T13:08:00"]),
        (["2/3/2026 13:08:00", "27/2/2026 13:08:00"], ["2026-03-02T13:08:00", "2026-02-27T13:08:00"]),
        (["2/3/2026 13:08:00"], [None]),
        (["13/1/2026 1:00:00", "1/13/2026 1:00:00"], [None, None]),
        (["13/01/2020 1:00:00 PM", "05/01/2020 1:00:00 PM"], ["2020-01-13T13:00:00", "2020-01-05T13:00:00"]),
        (["2/30/2026 13:08:00"], [None]),
    ],
)
def test_dates_are_read_where_the_file_tells_which_of_day_and_month_comes_first(dates, read):
    """The service writes dates in the culture of its server. 3 February and 2 March must not be confused."""
    points = "".join(
        f'<ChargePoint ID="{n}"><AddressInfo><Latitude>1</Latitude><Longitude>2</Longitude></AddressInfo>'
        f'<StatusType ID="50" DateLastStatusUpdate="{date}" /></ChargePoint>'
        for n, date in enumerate(dates, 1)
    )
    decoded = decode_pois(pois_in(f"<ChargePoints>{points}</ChargePoints>".encode()), False)
    found = [station.date_status_update for station in decoded.stations]
    assert [date and f"{date:%Y-%m-%dT%H:%M:%S}" for date in found] == read
    assert decoded.unread_dates == read.count(None)


def test_csv_that_a_spreadsheet_has_saved(tmp_path):
    path = tmp_path / "excel.csv"
    body = answer("csv", POIS[:5]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body), skipinitialspace=True))
    with path.open("w", encoding="utf-16", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    _, read = stations_of(path)
    assert [station.id for station in read] == [poi["ID"] for poi in POIS[:5]]
    path.write_bytes("ID,UUID,LocationTitle,Latitude,Longitude\n1,,Café,1,2\n".encode("cp1252"))
    with pytest.raises(SourceFileError, match="another encoding, perhaps Windows-1252"):
        stations_of(path)


def test_kml_of_early_years_has_its_numbers_in_links():
    body = (
        b'<?xml version="1.0"?><Document><Placemark><name>A &amp;amp; B</name><description><![CDATA[&lt;a href='
        b'"https://openchargemap.org/site/poi/details/4711"&gt;View&lt;/a&gt;]]></description>'
        b"<Point><coordinates>8.5,47.3</coordinates></Point></Placemark></Document>"
    )
    (poi,) = pois_in(body)
    assert (poi["ID"], poi["AddressInfo"]["Title"]) == (4711, "A & B")
    assert (poi["AddressInfo"]["Longitude"], poi["AddressInfo"]["Latitude"]) == (8.5, 47.3)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("trip.kml", "<kml><Document><Placemark><name>Home</name></Placemark></Document></kml>"),
        ("bank.xml", "<Document><a/></Document>"),
    ],
)
def test_a_map_or_document_of_something_else_is_no_file_of_stations(tmp_path, name, body):
    """Every KML was taken for the service's: "No stations. The result holds all that matches in the file"."""
    (tmp_path / name).write_text(body)
    with pytest.raises(SourceFileError, match="in no form that Open Charge Map writes"):
        stations_of(tmp_path / name)
    (tmp_path / "one.json").write_text(json.dumps(POIS[:1]))
    source, read = stations_of(tmp_path)
    assert len(read) == 1 and source.problem is None


def test_a_provider_that_no_list_has_keeps_its_credit():
    """Whose data it is must be shown, though KML gives the name only."""
    body = (
        b'<kml><Placemark id="OCM-7"><description>&lt;p&gt;&lt;small&gt;Data Provider: &lt;a href"https://a.example"&gt;'
        b"Registry of Atlantis&lt;/a&gt; - By agreement&lt;/small&gt;</description>"
        b"<Point><coordinates>8,50</coordinates></Point></Placemark></kml>"
    )
    (station,) = decode_pois(pois_in(body), False).stations
    assert station.provider_id is None and station.attributions == ("Registry of Atlantis - By agreement",)


HEADER = "ID,UUID,LocationTitle,Latitude,Longitude,Town\n"


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_stations_in_silence(tmp_path):
    rows = [f"{n},,Station,50.5,8.25,Ulm\n" for n in range(1, 2001)]
    rows[9] = '10,,"Station,50.5,8.25,Ulm\n'
    path = tmp_path / "a.csv"
    path.write_text(HEADER + "".join(rows))
    source, read = stations_of(path)
    assert len(read) == 9
    assert "the end of a.csv" in list(source.batches(Search(), Feedback()))[-1].missing


def test_rows_with_other_columns_than_the_header_are_named(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(HEADER + "1,,A,50.5,8.25,Ulm\n2,,B,50.5\n3,,C,50.5,8.25,Ulm,more\n")
    source, read = stations_of(path)
    assert [station.id for station in read] == [1]
    assert "line 3 of a.csv, line 4 of a.csv" in list(source.batches(Search(), Feedback()))[-1].missing


def test_spreadsheets_that_write_semicolons_write_decimal_commas():
    (poi,) = pois_in(b"ID;UUID;LocationTitle;Latitude;Longitude\n1;;A;50,5;8,25\n")
    (station,) = decode_pois([poi], False).stations
    assert (station.latitude, station.longitude) == (50.5, 8.25)
    pois = pois_in(b"ID,UUID,LocationTitle,Latitude,Longitude\n1,,A,north,8_0\n")
    (aside,) = decode_pois(pois, False).set_aside
    assert aside.reason == "Its latitude is not a number."


def test_reading_them_can_be_cancelled(tmp_path):
    for form in ("csv", "xml", "kml"):
        path = tmp_path / f"a.{form}"
        path.write_bytes(answer(form))
        with pytest.raises(Cancelled):
            FileSource(path).reference(CancelledAfter(5))


def test_no_prolog_and_no_credit_takes_for_ever():
    """Regular expressions took hours for 200 bytes, with Python's lock held: QGIS stood still."""
    assert root_name("<?a?>" * 10_000 + "1") == root_name("<!---->" * 9_000 + "<") == ""
    description = f"Data Provider: {' - ' * 300_000}"
    body = f'<kml><Placemark id="OCM-7"><description>{description}</description></Placemark></kml>'
    assert len(pois_in(body.encode())) == 1


# XML that means harm, or that no parser likes

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<ChargePoints><ChargePoint ID="1"><GeneralComments>&b;</GeneralComments></ChargePoint></ChargePoints>'
)
FOREIGN = (
    b'<!DOCTYPE x [<!ENTITY passwords SYSTEM "file:///etc/passwd">]>'
    b'<ChargePoints><ChargePoint ID="1"><GeneralComments>&passwords;</GeneralComments></ChargePoint></ChargePoints>'
)


@pytest.mark.parametrize("body", [LAUGHS, FOREIGN], ids=["laughs", "foreign"])
def test_entities_of_its_own_are_refused(tmp_path, body):
    path = tmp_path / "evil.xml"
    path.write_bytes(body)
    with pytest.raises(SourceFileError, match="in no form that Open Charge Map writes"):
        stations_of(path)
    with pytest.raises(BrokenOff, match="of its own"):
        list(elements([body.decode()], "ChargePoint"))


MADE_KNOWN = b"[<?x ><ChargePoints?>"
"""At the beginning of the declarations, it lets the form of the document be taken for Open Charge Map's."""
ONE = b'<ChargePoints><ChargePoint ID="1"><b/><AddressInfo/></ChargePoint></ChargePoints>'


@pytest.mark.parametrize(
    "body",
    [
        LAUGHS.replace(b"[", MADE_KNOWN, 1),
        FOREIGN.replace(b"[", MADE_KNOWN, 1),
        b'<!DOCTYPE x [<?x ><ChargePoints?><!ENTITY % all SYSTEM "http://127.0.0.1:9/all.dtd">%all;]>' + ONE,
        b'<!DOCTYPE x [<?x ><ChargePoints?><!ATTLIST b name CDATA "' + b"A" * 100_000 + b'">]>' + ONE,
    ],
    ids=["laughs", "foreign", "parameter", "attributes"],
)
def test_declarations_are_refused_where_the_form_seems_known(tmp_path, body):
    """Values of attributes that a document declares come with each element: 100 kB became 200 MB of memory."""
    path = tmp_path / "evil.xml"
    path.write_bytes(body)
    with pytest.raises(SourceFileError, match="is damaged") as refused:
        stations_of(path)
    assert "of its own" in refused.value.details


def test_control_characters_are_left_out():
    """They make the service's XML ill-formed, as characters and as references; the stations are fine."""
    (found,) = elements(["<a><b>one\x0btwo&#x1;&#11;\ufffe&#xFFFF;&#65534;three\t&#x9;&#10;</b></a>"], "b")
    assert found.text == "onetwothree\t\t\n"


def test_what_is_nested_without_end_is_refused():
    with pytest.raises(BrokenOff, match="too deeply"):
        list(elements(["<b>" * 100_000], "b"))


def test_what_is_wide_or_long_without_end_is_refused():
    """Beside a station, too: a text without end is none of its parts, and is not held."""
    with pytest.raises(BrokenOff, match="too many parts"):
        list(elements(["<a><b>", *["<c/>" * 10_000] * 6, "</b></a>"], "b"))
    for begin in ("<a><b>", "<a>", "<a><!--"):
        with pytest.raises(BrokenOff, match="too large an element"):
            list(elements([begin, *["x" * 1_000_000] * 5], "b"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('\ufeff<?xml version="1.0" encoding="utf-8"?><ChargePoints>', "ChargePoints"),
        ("<!-- saved --> <kml xmlns='http://www.opengis.net/kml/2.2'>", "kml"),
        ("<kml:kml xmlns:kml='x'>", "kml"),
        ("ID,UUID", ""),
        ("", ""),
    ],
)
def test_the_outermost_element(text, name):
    assert root_name(text) == name


@given(st.text(max_size=300))
def test_no_text_raises(text):
    for prefix in ("<ChargePoints>", "<kml>openchargemap<Placemark>", "ID,UUID,LocationTitle,Latitude,Longitude\n"):
        body = (prefix + text).encode("utf-8", "replace")
        decode_pois(pois_in(body), True)
