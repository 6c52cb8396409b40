"""Files are read piece by piece: wherever pieces end and whatever is cut or damaged, no station comes out wrong."""

from __future__ import annotations

import gzip
import io
import json
import re
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocm_plugin.ocm.errors import SourceFileError
from ocm_plugin.ocm.feedback import Feedback
from ocm_plugin.ocm.records.decoding import decode_pois
from ocm_plugin.ocm.records.reference import ReferenceData
from ocm_plugin.ocm.records.station import Station
from ocm_plugin.ocm.search.search import Search
from ocm_plugin.ocm.sources import file_text, poi_files
from ocm_plugin.ocm.sources.file_text import BrokenOff, lines
from ocm_plugin.ocm.sources.json_elements import NoJson, Other, elements
from ocm_plugin.ocm.sources.other_forms import Ids, Reading, form_of, read_pois
from ocm_plugin.ocm.sources.source import FileSource
from tests.ocm_server import exports
from tests.ocm_server.server import DEMO_FOLDER
from tests.ocm_server.shapes import Shape
from tests.ocm_server.stations import ReferenceTables
from tests.ocm_server.synthetic import make_pois
from tests.support.effort import tries
from tests.support.strategies import ANY_JSON

RAW_REFERENCE = json.loads((DEMO_FOLDER / "reference.json").read_bytes())
TABLES, REFERENCE = ReferenceTables(RAW_REFERENCE), ReferenceData.from_json(RAW_REFERENCE)
POIS = make_pois(12)
EMBEDDED = Shape(verbose=False)


def texts() -> dict[str, str]:
    """The same stations in each form and shape."""
    indented = EMBEDDED.list_text([EMBEDDED.station_text(poi, TABLES) for poi in POIS])
    whole = exports.geojson(POIS, TABLES, Shape(), None)
    return {
        "list": json.dumps(POIS),
        "indented list": indented,
        "list in a call": f"/**/ done({indented});",
        "list before a call": f"{json.dumps(POIS)}done()",
        "lines": "".join(f"{json.dumps(poi)}\n" for poi in POIS),
        "indented objects": "\n".join(json.dumps(poi, indent=1) for poi in POIS),
        "geojson": whole,
        "geojson in a call": exports.geojson(POIS, TABLES, Shape(), "done"),
        "geojson, features first": json.dumps({"features": json.loads(whole)["features"], "type": "x"}),
        "geojson without stations": exports.geojson(POIS, TABLES, EMBEDDED, None),
        "csv": exports.csv(POIS, TABLES, EMBEDDED).removeprefix("\ufeff"),
        "xml": exports.xml(POIS, TABLES, EMBEDDED).removeprefix("\ufeff").replace("<Town>", "<Town>&#x1;&#11;"),
        "kml": exports.kml(POIS, TABLES, EMBEDDED),
    }


TEXTS = texts()
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16")


def read(pieces: list[str]) -> list[Any]:
    """The stations of a text that comes in pieces."""
    reading = Reading(Ids(REFERENCE))
    pois = list(read_pois(form_of("".join(pieces)), iter(pieces), reading))
    return [reading.dates.read(poi) for poi in pois]


def split(text: str, cuts: list[int]) -> list[str]:
    places = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    return [text[start:end] for start, end in zip(places, places[1:])]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def loaded(path: Path) -> tuple[list[Station], str]:
    """What a file gives in two readings, and what it says is missing."""
    source = FileSource(path, reference=REFERENCE)
    source.reference(Feedback())
    batches = list(source.batches(Search(), Feedback()))
    return [station for batch in batches for station in batch.stations], batches[-1].missing if batches else ""


@pytest.fixture(params=["held", "read twice"])
def held(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are held after the first reading, large ones read again: both must give the same."""
    if request.param == "read twice":
        monkeypatch.setattr(poi_files, "HELD", 0)


# Pieces


@pytest.mark.parametrize("form", TEXTS)
@given(cuts=st.lists(st.integers(0, 10**6), max_size=8))
@settings(max_examples=tries(60), deadline=None)
def test_pieces_of_any_size_give_the_same_stations(form: str, cuts: list[int]) -> None:
    assert read(split(TEXTS[form], cuts)) == read([TEXTS[form]])


@pytest.mark.parametrize("form", TEXTS)
def test_so_do_pieces_of_one_character(form: str) -> None:
    assert read(list(TEXTS[form])) == read([TEXTS[form]])


def test_every_form_gives_every_station() -> None:
    for form, text in TEXTS.items():
        stations = decode_pois(read([text]), False).stations
        assert [station.id for station in stations] == [poi["ID"] for poi in POIS], form


def normal(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


@given(st.lists(ANY_JSON, max_size=6), st.lists(st.integers(0, 10**6), max_size=6), st.sampled_from([None, 1]))
@settings(max_examples=tries(300), deadline=None)
def test_a_list_of_anything_is_read_as_json_reads_it(values: list[Any], cuts: list[int], indent: int | None) -> None:
    for ascii_only in (True, False):
        text = json.dumps(values, indent=indent, ensure_ascii=ascii_only)
        found = list(elements(iter(split(text, cuts)), lambda line: None, lambda feature: feature))
        assert normal(found) == normal(json.loads(text))
        features = json.dumps({"a": values, "features": values, "b": 1.5}, indent=indent, ensure_ascii=ascii_only)
        found = list(elements(iter(split(features, cuts)), lambda line: None, lambda feature: feature))
        assert normal(found) == normal(json.loads(features)["features"])


@given(st.text(alphabet="ab\r\n\u2028\x0b", max_size=40), st.lists(st.integers(0, 40), max_size=6))
@settings(max_examples=tries(300))
def test_lines_end_where_those_of_a_file_do(text: str, cuts: list[int]) -> None:
    found = list(lines(iter(split(text, cuts))))
    assert "".join(found) == text
    assert found == list(io.StringIO(text, newline=""))


# Cut and damaged


@pytest.mark.parametrize("form", TEXTS)
@given(data=st.data())
@settings(max_examples=tries(60), deadline=None)
def test_what_is_cut_at_any_byte_gives_whole_stations_or_a_sentence(
    folder: Path, form: str, data: st.DataObject
) -> None:
    encoding = data.draw(st.sampled_from(ENCODINGS))
    body = TEXTS[form].encode(encoding)
    is_packed = data.draw(st.booleans())
    body = gzip.compress(body, mtime=0) if is_packed else body
    cut = body[: data.draw(st.integers(0, len(body) - 1))]
    path = folder / "cut"
    path.write_bytes(cut)
    whole = {station.id: station for station in decode_pois(read([TEXTS[form]]), False).stations}
    try:
        found, missing = loaded(path)
    except SourceFileError as error:
        assert str(path) in error.sentence
        return
    assert [station.id for station in found] == [poi["ID"] for poi in POIS][: len(found)]
    for station in found:
        assert station == whole[station.id] or without_dates(station) == without_dates(whole[station.id])
    if len(found) < len(POIS) and (is_packed or form not in ("csv", "lines", "indented objects")):
        assert missing


def without_dates(station: Station) -> Station:
    """In a file that is cut nothing may tell which of day and month comes first: dates are unknown then."""
    if any((station.date_created, station.date_last_confirmed, station.date_status_update)):
        return station._replace(date_created=None, date_last_confirmed=None, date_status_update=None)
    return station


@given(place=st.integers(0, 10**6), bit=st.integers(0, 7))
@settings(max_examples=tries(200), deadline=None)
def test_a_damaged_byte_of_a_compressed_file_never_changes_a_station(folder: Path, place: int, bit: int) -> None:
    body = bytearray(gzip.compress(TEXTS["list"].encode(), mtime=0))
    body[place % len(body)] ^= 1 << bit
    path = folder / "damaged.gz"
    path.write_bytes(body)
    try:
        found, missing = loaded(path)
    except SourceFileError:
        return
    whole = decode_pois(POIS, False).stations
    assert found == whole[: len(found)]
    assert found == whole or missing


@pytest.mark.usefixtures("held")
def test_a_list_that_is_cut_gives_its_whole_stations_and_says_so(tmp_path: Path) -> None:
    """It was refused as a whole, though XML that is cut was not."""
    path = tmp_path / "poi.json"
    path.write_text(TEXTS["list"][:-300])
    found, missing = loaded(path)
    assert found == decode_pois(POIS, False).stations[:-1]
    assert missing.startswith("These could not be read: the end of poi.json (")


@pytest.mark.usefixtures("held")
def test_a_row_whose_end_is_missing_is_not_trusted(tmp_path: Path) -> None:
    """Of “2/27/2026 1:08:00 PM” that was cut behind the seconds an hour of the night was read."""
    path = tmp_path / "a.csv"
    path.write_text(TEXTS["csv"].rstrip("\n"))
    found, missing = loaded(path)
    assert len(found) == len(POIS) - 1
    assert re.fullmatch(r"These could not be read: line \d+ of a.csv\.", missing)


@pytest.mark.parametrize(
    ("text", "found", "unread", "why"),
    [
        ("text", [], [], "begins 'text'"),
        ("", [], [], "begins ''"),
        ("[1 2]", [1], [], "no comma between the elements"),
        ("[1, 2", [1, 2], [], "the end is missing"),
        ("[1] more", [1], [], "something else follows the JSON"),
        ("done([1]", [1], [], "the call around the JSON has no end"),
        ("done([1]); more", [1], [], "something else follows the JSON"),
        ("[1]done()", [1], [], None),
        ('{"a": 1, 2: 3}', [], [], "a member without name"),
        ('{"a" 1}', [], [], "no ':'"),
        ('{"a": 1}', [], [], "an object with a"),
        ('{"features": [1, 2], "type": "x"}', [1, 2], [], None),
        ('{"type": "x", "features": [1, 2', [1, 2], [], "the end is missing"),
        ('{"AddressInfo": 1}, {"AddressInfo": 2}\n17\n{"AddressInfo": 3}', [1, 2, 3], [2], None),
        ('{"AddressInfo": 1}\n{"Addr\n{"AddressInfo": 3}', [1, 3], [2], None),
        ('done({"AddressInfo": 1})', [1], [], None),
        ('{"AddressInfo": 1}done()', [1], [], None),
        ('{"AddressInfo" 1}\n{"AddressInfo": 2}', [2], [1], None),
        ('{"AddressInfo" 1}\n{"Addr', [], [], "no ':'"),
        ('{"AddressInfo" 1}\n{"other": 2}', [], [], "no ':'"),
        pytest.param("[" * 100_000, [], [], "nested too deeply", id="deep"),
    ],
)
@pytest.mark.parametrize("size", [1, 1_000_000])
def test_what_is_whole_is_read_and_what_is_not_is_said(text, found, unread, why, size) -> None:
    """Also where no part of the text is held but the one that is read."""
    if size == 1 and len(text) > 1_000:
        size = 1_000
    read, lines_unread, said = [], [], None
    pieces = iter([text[at : at + size] for at in range(0, len(text), size)])
    try:
        for element in elements(pieces, lines_unread.append, lambda feature: feature):
            read.append(element["AddressInfo"] if isinstance(element, dict) else element)
    except (NoJson, Other, BrokenOff) as error:
        said = str(error)
    assert (read, lines_unread) == (found, unread)
    assert said is None if why is None else why in str(said), said


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("damage", ['{"ID": 3, "Addr\n', '{"ID": 3, "AddressInfo": {]}}\n'])
def test_a_damaged_first_line_takes_only_itself_along(tmp_path: Path, damage: str) -> None:
    """As a damaged line in the middle does; the whole file was “not JSON”."""
    path = tmp_path / "a.jsonl"
    path.write_text(damage + TEXTS["lines"])
    found, missing = loaded(path)
    assert [station.id for station in found] == [poi["ID"] for poi in POIS]
    assert missing == "These could not be read: line 1 of a.jsonl."
    path.write_text(damage + "no JSON at all\n")
    with pytest.raises(SourceFileError, match="is not JSON"):
        loaded(path)


@pytest.mark.usefixtures("held")
def test_a_table_cut_in_the_line_of_its_columns_is_refused(tmp_path: Path) -> None:
    """It was an empty result, and complete; one with all of its columns and no row is that."""
    path = tmp_path / "a.csv"
    columns = TEXTS["csv"].split("\n", 1)[0].rstrip("\r")
    path.write_text(columns[:-30])
    with pytest.raises(SourceFileError, match="is damaged"):
        loaded(path)
    path.write_text(columns)
    assert loaded(path) == ([], "")


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("form", ["lines", "csv"])
def test_a_download_that_ends_between_two_lines_is_not_whole(tmp_path: Path, form: str) -> None:
    """Only its compression tells: each line that is there is whole."""
    some, rest = TEXTS[form][: (end := TEXTS[form].index("\n", 2_000) + 1)], TEXTS[form][end:]
    packer = zlib.compressobj(wbits=31)
    path = tmp_path / "poi.gz"
    path.write_bytes(packer.compress(some.encode()) + packer.flush(zlib.Z_FULL_FLUSH))
    assert rest
    found, missing = loaded(path)
    assert 0 < len(found) < len(POIS)
    assert missing == "These could not be read: the end of poi.gz (it is cut off)."


# Without end


@pytest.mark.parametrize(
    ("name", "begin", "more", "n"),
    [
        ("text in a list", TEXTS["list"][:-1] + ', {"ID": "', "x", 12),
        ("numbers in a list", TEXTS["list"][:-1] + ', {"ID": [', "1, ", 12),
        ("deep in a list", TEXTS["list"][:-1] + ", ", "[", 12),
        ("a line", TEXTS["lines"] + '{"ID": "', "x", 12),
        ("members of geojson", TEXTS["geojson"].rstrip()[:-1], ',\n"a": "b"', 12),
        ("text in xml", TEXTS["xml"].replace("</ChargePoints>", '<ChargePoint ID="1"><Town>'), "x", 12),
        ("text between elements", TEXTS["xml"].replace("</ChargePoints>", "<Other>"), "x", 12),
        ("an attribute", TEXTS["xml"].replace("</ChargePoints>", '<ChargePoint ID="'), "1", 12),
        ("a comment of xml", TEXTS["xml"].replace("</ChargePoints>", "<!-- "), "x", 12),
        ("parts of xml", TEXTS["xml"].replace("</ChargePoints>", '<ChargePoint ID="1">'), "<a/>", 12),
        ("a row", TEXTS["csv"], "x", 12),
        ("a cell", TEXTS["csv"] + '"', "x\n", 12),
    ],
)
def test_what_has_no_end_is_given_up_and_what_came_before_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, begin: str, more: str, n: int
) -> None:
    """A record of gigabytes would fill the memory before anybody sees that it is none."""
    for module in ("file_text", "json_elements", "elements"):
        monkeypatch.setattr(f"ocm_plugin.ocm.sources.{module}.LARGEST_RECORD", 300_000)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress((begin + more * (4_000_000 // len(more))).encode()))
    take, taken = file_text.Room.take, []

    def noted(room: file_text.Room, size: int) -> None:
        taken.append(size)
        take(room, size)

    monkeypatch.setattr(file_text.Room, "take", noted)
    found, missing = loaded(path)
    assert len(found) == n
    assert missing
    # Behind a line that is too long there may be others: it is passed over, and nothing of it is held.
    assert sum(taken) < 2_000_000 or name == "a line"


def test_a_line_without_end_is_no_line() -> None:
    with pytest.raises(BrokenOff, match="a line of more than"):
        list(lines(iter(["x" * 1_000_000] * 5)))


def test_a_file_compressed_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "poi.json.gz"
    path.write_bytes(gzip.compress(gzip.compress(TEXTS["list"].encode())))
    with pytest.raises(SourceFileError, match="compressed twice"):
        loaded(path)


def test_a_file_that_is_changed_between_the_readings_is_not_mixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first reading says from when the stations are, and how their dates are meant."""
    monkeypatch.setattr(poi_files, "HELD", 0)
    path = tmp_path / "poi.json"
    path.write_text(TEXTS["list"])
    source = FileSource(path)
    source.reference(Feedback())
    path.write_text(json.dumps(POIS[:3]))
    with pytest.raises(SourceFileError, match="was changed while it was read"):
        list(source.batches(Search(), Feedback()))
    path.unlink()
    with pytest.raises(SourceFileError, match="does not exist"):
        list(source.batches(Search(), Feedback()))


def test_no_more_than_a_piece_of_a_file_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list was read whole, and unpacked whole."""
    monkeypatch.setattr(poi_files, "HELD", 0)
    most = 0
    plain = file_text.FileText.pieces

    def pieces(text: file_text.FileText) -> Iterator[str]:
        nonlocal most
        for piece in plain(text):
            most = max(most, len(piece))
            yield piece

    monkeypatch.setattr(file_text.FileText, "pieces", pieces)
    path = tmp_path / "poi.json.gz"
    path.write_bytes(gzip.compress(json.dumps(POIS * 300).encode()))
    found, _ = loaded(path)
    assert len(found) == len(POIS) * 300
    assert 0 < most <= file_text.PIECE
