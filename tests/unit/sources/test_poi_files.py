"""Files as people have them: exports, lines, zips, odd encodings; from when they are, and what names their ids."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from ocm_plugin.ocm.errors import SourceFileError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.match.filters import Match
from ocm_plugin.ocm.records.built_in_reference import BUILT_IN
from ocm_plugin.ocm.records.licences import Licences
from ocm_plugin.ocm.records.provenance import Provenance
from ocm_plugin.ocm.records.reference import Operator, Provider, ReferenceData
from ocm_plugin.ocm.search.areas import Extent, World
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.search_wording import search_sentence
from ocm_plugin.ocm.sources.source import FileSource, opened_path
from ocm_plugin.ocm.tables.derive.context import Context
from ocm_plugin.ocm.tables.derive.rows import station_row
from ocm_plugin.ocm.wording import (
    completeness_sentence,
    provenance_sentence,
)
from tests.ocm_server import exports
from tests.ocm_server.server import DEMO_FOLDER
from tests.ocm_server.shapes import Shape
from tests.ocm_server.stations import ReferenceTables
from tests.ocm_server.synthetic import make_pois
from tests.support.places import SHARED
from tests.support.results import ran

IN_2021 = datetime(2021, 3, 2, tzinfo=timezone.utc)
STORED = ReferenceData(
    operators={45: Operator(45, "Stored operator"), 46: Operator(46, "Stored other")},
    providers={1: Provider(1, "Stored contributors", None, "CC BY 4.0")},
    fetched=datetime(2026, 1, 1, tzinfo=timezone.utc),
)

LOOK_UP = {
    "DataProviders": [{"ID": 1, "Title": "Contributors of the registry", "License": "Made-up licence 9"}],
    "Operators": [{"ID": 45, "Title": "Made-up operator"}],
}


def poi(number: int, **changed: Any) -> dict[str, Any]:
    return {
        "ID": number,
        "DataProviderID": 1,
        "OperatorID": 45,
        "StatusTypeID": 50,
        "UsageTypeID": 1,
        "AddressInfo": {"ID": number, "Title": f"Site {number}", "CountryID": 87, "Latitude": 50.0, "Longitude": 8.0},
        "Connections": [{"ID": number, "ConnectionTypeID": 33, "PowerKW": 50, "CurrentTypeID": 30, "Quantity": 1}],
        "DateCreated": "2020-01-01T00:00:00Z",
        "DateLastStatusUpdate": "2021-03-02T00:00:00Z",
        **changed,
    }


class Rows:
    """Makes the rows of a run, as a layer would hold them."""

    def __init__(self, source: FileSource) -> None:
        self.reference = source.reference(Feedback())
        licences, now = Licences(self.reference), datetime.now(timezone.utc)
        self._context = Context(self.reference, licences, now, "q", source.origin.data_date)
        self.rows: list[Any] = []

    def add(self, stations: Sequence[Match]) -> None:
        self.rows.extend(station_row(match.station, self._context, "yes") for match in stations)


def load(path: Path, search: Search | None = None, reference: ReferenceData = STORED) -> tuple[Provenance, Rows]:
    source = FileSource(path, reference=reference)
    rows = Rows(source)
    return ran(search or Search(), source, rows, Feedback()), rows


def dated(path: Path, date: datetime = IN_2021) -> Path:
    os.utime(path, (date.timestamp(), date.timestamp()))
    return path


def export(folder: Path) -> Path:
    """As ocm-export writes it."""
    (folder / "data" / "DE").mkdir(parents=True)
    for number in (1, 2):
        file = folder / "data" / "DE" / f"OCM-{number}.json"
        file.write_text(json.dumps(poi(number)))
        dated(file)
    (folder / "data" / "referencedata.json").write_text(json.dumps(LOOK_UP))
    return folder


def zipped(folder: Path) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*.json")):
            archive.write(file, file.relative_to(folder.parent))
    return path


# What is read


@pytest.mark.parametrize("form", ["folder", "country", "zip"])
def test_an_export_loads_with_the_names_beside_it(tmp_path: Path, form: str) -> None:
    """ "It holds no list of stations": one object is a list of one, and a folder or zip is all its files."""
    folder = export(tmp_path / "export")
    path = {"folder": folder, "country": folder / "data" / "DE", "zip": folder}[form]
    provenance, rows = load(zipped(folder) if form == "zip" else path)
    assert [row.ocm_id for row in rows.rows] == [1, 2]
    assert {row.operator for row in rows.rows} == {"Made-up operator"}
    assert {row.provider for row in rows.rows} == {"Contributors of the registry"}
    assert provenance.is_complete
    assert provenance.source.startswith(f"{'File' if form == 'zip' else 'Folder'} ")


def test_one_file_of_an_export_finds_the_names_above_it(tmp_path: Path) -> None:
    folder = export(tmp_path / "export")
    _, rows = load(folder / "data" / "DE" / "OCM-1.json")
    assert [(row.ocm_id, row.operator) for row in rows.rows] == [(1, "Made-up operator")]


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_file_that_is_plainly_of_something_else_is_passed_over_and_said(tmp_path: Path, form: str) -> None:
    """A package.json beside an export made every result of the folder incomplete."""
    folder = export(tmp_path / "export")
    (folder / "package.json").write_text('{"name": "mirror", "version": "1.0.0", "scripts": {}}')
    (folder / "cities.json").write_text('[{"city": "Bonn", "people": 300000}, {"city": "Köln"}]')
    provenance, rows = load(zipped(folder) if form == "zip" else folder)
    assert [row.ocm_id for row in rows.rows] == [1, 2] and provenance.is_complete
    (note,) = [note for note in provenance.notes if "passed over" in note]
    assert note.startswith("These hold no stations and were passed over: ")
    assert "package.json" in note and "cities.json" in note


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("OCM-7.json", '{"Message": "Cache not ready"}'),
        ("more.json", '[{"ID": 9, "UUID": "9", "Connections": []}]'),
        ("more.json", '{"name": "cut off'),
    ],
)
def test_what_should_have_been_a_station_is_missing(tmp_path: Path, name: str, text: str) -> None:
    folder = export(tmp_path / "export")
    (folder / "data" / "DE" / name).write_text(text)
    provenance, rows = load(folder)
    assert [row.ocm_id for row in rows.rows] == [1, 2] and not provenance.is_complete and name in provenance.reason


def test_what_is_damaged_in_an_export_is_named_and_the_rest_loads(tmp_path: Path) -> None:
    folder = export(tmp_path / "export")
    for number in range(3, 11):
        (folder / "data" / "DE" / f"OCM-{number}.json").write_text('{"ID": ')
    provenance, rows = load(folder)
    assert len(rows.rows) == 2
    assert not provenance.is_complete
    assert "data/DE/OCM-10.json" in provenance.reason
    assert "and 3 more" in provenance.reason


@pytest.mark.parametrize("ending", ["", "\n", "\n\n"])
def test_one_object_a_line(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "lines.json"
    path.write_text("\n".join(json.dumps(poi(number)) for number in (1, 2, 3)) + ending)
    provenance, rows = load(path)
    assert [row.ocm_id for row in rows.rows] == [1, 2, 3]
    assert provenance.is_complete


def test_a_line_that_is_cut_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join([json.dumps(poi(1)), json.dumps(poi(2)), json.dumps(poi(3))[:90]]))
    provenance, rows = load(path)
    assert [row.ocm_id for row in rows.rows] == [1, 2]
    assert not provenance.is_complete
    assert provenance.reason == "These could not be read: line 3 of lines.jsonl."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le-bom", "utf-32"])
@pytest.mark.parametrize("compressed", [False, True])
def test_encodings_with_a_mark(tmp_path: Path, encoding: str, compressed: bool) -> None:
    """PowerShell's “>” writes UTF-16."""
    text = json.dumps([poi(1, OperatorsReference="Überlingen")], ensure_ascii=False)
    body = b"\xff\xfe" + text.encode("utf-16-le") if encoding.endswith("bom") else text.encode(encoding)
    path = tmp_path / ("poi.json.gz" if compressed else "poi.json")
    path.write_bytes(gzip.compress(body) if compressed else body)
    _, rows = load(path)
    assert rows.rows[0].operator_ref == "Überlingen"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("form", ["json", "csv", "xml"])
def test_encodings_without_a_mark(tmp_path: Path, encoding: str, form: str) -> None:
    """Programs leave the mark out; such a file was “in another encoding”, or no file of stations at all."""
    tables = ReferenceTables(json.loads((DEMO_FOLDER / "reference.json").read_bytes()))
    pois = make_pois(3)
    answer = json.dumps(pois) if form == "json" else getattr(exports, form)(pois, tables, Shape())
    path = tmp_path / "poi"
    path.write_bytes(answer.encode(encoding))
    _, rows = load(path)
    assert [row.ocm_id for row in rows.rows] == [each["ID"] for each in pois]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("form", ["json", "csv", "xml", "kml"])
def test_a_file_that_was_converted_with_its_mark(tmp_path: Path, encoding: str, form: str) -> None:
    """Each row of a CSV file was “a record without a valid number”: the first column was taken for another one."""
    tables = ReferenceTables(json.loads((DEMO_FOLDER / "reference.json").read_bytes()))
    pois = make_pois(3)
    answer = json.dumps(pois) if form == "json" else getattr(exports, form)(pois, tables, Shape())
    text = "\ufeff\ufeff" + answer.removeprefix("\ufeff")
    path = tmp_path / "poi"
    path.write_bytes(text.encode(encoding))
    _, rows = load(path)
    assert [row.ocm_id for row in rows.rows] == [each["ID"] for each in pois]


def test_other_encodings_are_named(tmp_path: Path) -> None:
    path = tmp_path / "poi.json"
    path.write_bytes(json.dumps([poi(1, OperatorsReference="Überlingen")], ensure_ascii=False).encode("cp1252"))
    with pytest.raises(SourceFileError, match="perhaps Windows-1252: please save it as UTF-8"):
        load(path)


@pytest.mark.parametrize(
    ("name", "body"),
    [("a.zip", b"PK\x03\x04nonsense"), ("a.json", b'{"a": 1}\n{"b": 2}'), ("a.json", b'{"ID": 1}\n{"AddressInfo": 1')],
)
def test_what_is_no_file_of_stations(tmp_path: Path, name: str, body: bytes) -> None:
    (tmp_path / name).write_bytes(body)
    with pytest.raises(SourceFileError):
        load(tmp_path / name)


def test_a_zip_larger_than_the_registry_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocm_plugin.ocm.sources.file_text.LARGEST", 1_000_000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", " " * 5_000_000)
    with pytest.raises(SourceFileError, match="unpacked it is larger than 1 MB"):
        load(tmp_path / "a.zip")
    (tmp_path / "a.json").write_bytes(gzip.compress(b"[" + b" " * 5_000_000))
    with pytest.raises(SourceFileError, match="unpacked it is larger than 1 MB"):
        load(tmp_path / "a.json")


def test_a_zip_whose_content_is_damaged_is_said_to_be(tmp_path: Path) -> None:
    """What unpacks it raises errors of its own."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", json.dumps([{"ID": number} for number in range(2_000)]))
    body = bytearray((tmp_path / "a.zip").read_bytes())
    for place in range(40, 400, 7):
        body[place] ^= 0x55
    (tmp_path / "a.zip").write_bytes(body)
    with pytest.raises(SourceFileError, match="damaged"):
        load(tmp_path / "a.zip")


# From when it is


@pytest.fixture
def of_2021(tmp_path: Path) -> Path:
    path = tmp_path / "poi.json"
    path.write_text(json.dumps([poi(1), poi(2, DateLastStatusUpdate="2021-02-01T00:00:00Z")]))
    return dated(path)


def test_the_age_of_a_file_is_not_that_of_its_reading(of_2021: Path) -> None:
    """A file saved in 2021 was said to be of today: in the log, in `fetched_at`, in shares, in legend and title."""
    provenance, rows = load(of_2021)
    assert provenance.source == "File poi.json of 2021-03-02, newest record 2021-03-02"
    assert {row.fetched_at for row in rows.rows} == {IN_2021}
    assert provenance.data_date == IN_2021
    today = f"{datetime.now(timezone.utc):%Y-%m-%d}"
    assert today not in provenance_sentence(provenance)


def test_a_copied_file_is_as_old_as_its_newest_record(of_2021: Path) -> None:
    """Copying, downloading and unpacking give a file the date of that day."""
    provenance, rows = load(dated(of_2021, datetime(2026, 1, 5, tzinfo=timezone.utc)))
    assert provenance.source == "File poi.json of 2026-01-05, newest record 2021-03-02"
    assert {row.fetched_at for row in rows.rows} == {IN_2021}


def test_a_record_of_tomorrow_does_not_make_a_file_new(of_2021: Path) -> None:
    of_2021.write_text(json.dumps([poi(1), poi(2, DateLastConfirmed="2199-01-01T00:00:00Z")]))
    provenance, _ = load(dated(of_2021))
    assert provenance.source.endswith("newest record 2021-03-02")


def test_a_file_without_dates_is_as_old_as_itself(of_2021: Path) -> None:
    of_2021.write_text(json.dumps([poi(1, DateCreated=None, DateLastStatusUpdate=None)]))
    provenance, rows = load(dated(of_2021))
    assert provenance.source == "File poi.json of 2021-03-02"
    assert rows.rows[0].fetched_at == IN_2021


def test_a_file_is_neither_the_world_nor_complete_beyond_itself(of_2021: Path) -> None:
    provenance, _ = load(of_2021)
    assert completeness_sentence(provenance) == "The result holds all that matches in the file."
    assert search_sentence(Search(World()), BUILT_IN, provenance.origin.kind) == "Charging stations in the file."
    assert "between 47° N" in search_sentence(Search(Extent(4, 47, 9, 52)), BUILT_IN, provenance.origin.kind)


def test_where_a_file_lies_is_kept_without_the_name_of_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A result knows where to read again; and results are handed on."""
    monkeypatch.setenv("HOME", str(tmp_path / "anna"))
    for folder, stored in (("anna/data", "~/data/poi.json"), ("else", f"{tmp_path.as_posix()}/else/poi.json")):
        (tmp_path / folder).mkdir(parents=True)
        path = tmp_path / folder / "poi.json"
        path.write_text(json.dumps([poi(1)]))
        provenance, _ = load(path)
        assert provenance.origin.path == stored
        assert opened_path(stored) == str(path)


# What names its ids


def test_names_come_from_beside_then_from_the_store_then_from_the_table(tmp_path: Path) -> None:
    pois = [poi(1), poi(2, OperatorID=46), poi(3, DataProviderID=19), poi(4, OperatorID=47, DataProviderID=999)]
    path = tmp_path / "poi.json"
    path.write_text(json.dumps(pois))
    (tmp_path / "referencedata.json").write_text(json.dumps(LOOK_UP))
    provenance, rows = load(path)
    operators = ["Made-up operator", "Stored other", "Made-up operator", "Operator 47"]
    assert [row.operator for row in rows.rows] == operators
    titles = ["Contributors of the registry", "Contributors of the registry", "NOBIL", "Data provider 999"]
    assert [row.provider for row in rows.rows] == titles
    assert provenance.notes == (
        "Not in the look-up lists, so shown by number: 1 operator (47), 1 data provider (999).",
    )


def test_provider_1_is_always_named(tmp_path: Path) -> None:
    """A compact file without lists credited “Data provider 1”."""
    path = tmp_path / "poi.json"
    path.write_text(json.dumps([poi(1)]))
    for reference in (BUILT_IN, ReferenceData()):
        _, rows = load(path, reference=reference)
        (row,) = rows.rows
        assert (row.provider, row.provider_license) == ("Open Charge Map Contributors", "CC BY 4.0")
        assert row.license_class == "open"
        assert row.attribution == "Open Charge Map Contributors: CC BY 4.0"


def test_a_licence_beside_the_data_and_the_class_do_not_contradict(tmp_path: Path) -> None:
    folder = export(tmp_path / "export")
    _, rows = load(folder)
    assert {(row.provider_license, row.license_class) for row in rows.rows} == {("Made-up licence 9", "unknown")}


def test_a_record_that_states_its_licence_is_classed_by_that(tmp_path: Path) -> None:
    """The store said CC BY, the record itself CC BY-NC: both were shown, and it was called open."""
    path = tmp_path / "poi.json"
    provider = {"ID": 1, "Title": "Of the record", "License": "CC BY-NC 4.0"}
    path.write_text(json.dumps([poi(1, DataProvider=provider), poi(2, DataProvider={"ID": 1})]))
    _, rows = load(path)
    assert {row.provider_license for row in rows.rows} == {"CC BY-NC 4.0"}
    assert {row.license_class for row in rows.rows} == {"noncommercial"}


@pytest.mark.parametrize(
    ("words", "license_class"),
    [("Contains CC BY-NC data", "noncommercial"), ("Photo by somebody", "open"), ("CC BY-SA 4.0", "open_sharealike")],
)
def test_a_records_own_attribution_narrows_its_class(tmp_path: Path, words: str, license_class: str) -> None:
    path = tmp_path / "poi.json"
    path.write_text(json.dumps([poi(1, MetadataValues=[{"ID": 1, "MetadataFieldID": 4, "ItemValue": words}])]))
    provenance, rows = load(path)
    assert rows.rows[0].license_class == license_class
    assert words in rows.rows[0].attribution
    found, _ = load(path, Search(open_data=True))
    assert (found.loaded > 0) == (license_class != "noncommercial")
    assert provenance.loaded == 1


def test_damaged_lists_beside_a_file_are_left_aside(tmp_path: Path) -> None:
    (tmp_path / "poi.json").write_text(json.dumps([poi(1)]))
    (tmp_path / "referencedata.json").write_text("[" * 100_000)
    _, rows = load(tmp_path / "poi.json")
    assert rows.rows[0].operator == "Stored operator"


CASES = SHARED / "cases"


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not there")
@pytest.mark.parametrize(
    ("name", "stations"),
    [
        ("a01_export", 2),
        ("a02_lines.json", 2),
        ("a03_poi.json.gz", 2),
        ("a07_file_of_2021.json", 2),
        ("a11_connection_status.json", 4),
        ("a13_utf16.json", 2),
    ],
)
def test_the_cases_load(name: str, stations: int) -> None:
    provenance, rows = load(CASES / name, reference=BUILT_IN)
    assert provenance.loaded == stations
    assert {row.provider_id for row in rows.rows} == {1}
    assert not any((row.provider or "").startswith("Data provider") for row in rows.rows)
    assert {f"{row.fetched_at:%Y-%m-%d}" for row in rows.rows} == {"2021-03-02"}
