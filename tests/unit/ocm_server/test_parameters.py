"""Whatever is unreadable is dropped in silence: a typo returns more, not less."""

from __future__ import annotations

import pytest

from tests.ocm_server.areas import BadGeometry, Box, Circle, Corridor, Polygon
from tests.ocm_server.parameters import Query, date, decimal, joined_parameters, read_query
from tests.ocm_server.polyline import encode


def read(query_string: str) -> Query:
    return read_query(joined_parameters(query_string))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("5", 5), (" 7 ", 7), ("x", 100), ("5.5", 100), ("", 100), ("99999999999", 100), ("-1", -1)],
)
def test_maxresults(text, expected):
    assert read(f"maxresults={text}").max_results == expected


def test_names_are_case_insensitive_and_repeated_values_joined():
    assert read("OperatorID=1&operatorid=2,%203,x,").operator_ids == {1, 2, 3}
    assert read("maxresults=5&maxresults=6").max_results == 100
    assert read("operatorid=x,y").operator_ids is None


def test_booleans():
    assert read("").verbose is True
    assert read("verbose=yes").verbose is False
    assert read("compact=1").compact is False
    assert read("compact=%20TRUE%20").compact is True
    assert read("opendata=1").open_data is None
    assert read("opendata=False").open_data is False


def test_a_decimal_comma_is_a_thousands_separator():
    assert decimal("51,5") == 515
    assert read("latitude=51,5&longitude=0.1").area is None
    assert read("latitude=91&longitude=0.1").area is None


def test_not_a_number_reaches_the_database():
    with pytest.raises(BadGeometry):
        read("latitude=NaN&longitude=1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-06", "2024-05-06T00:00:00"),
        ("2024-05-06T07:08:09Z", "2024-05-06T07:08:09"),
        ("2024-05-06T07:08:09.1234567Z", "2024-05-06T07:08:09"),
        ("2024-05-06T07:08:09+02:00", "2024-05-06T05:08:09"),
        ("2024-05-06T07:08:09 02:00", None),
        ("yesterday", None),
    ],
)
def test_dates(text, expected):
    assert date(text) == expected


def test_an_unencoded_plus_in_a_date_is_a_blank():
    assert read("modifiedsince=2024-05-06T07:08:09+02:00").modified_since is None
    assert read("modifiedsince=2024-05-06T07:08:09%2B02:00").modified_since == "2024-05-06T05:08:09"


def test_precedence_of_areas():
    line = "polyline=(50,8),(51,9)&"
    box = "boundingbox=(50,8),(51,9)&"
    polygon = "polygon=(50,8),(51,9),(50,9)&"
    point = "latitude=50&longitude=8"
    assert isinstance(read(line + box + polygon + point).area, Corridor)
    assert isinstance(read(box + polygon + point).area, Box)
    assert isinstance(read(polygon + point).area, Polygon)
    assert isinstance(read(point).area, Circle)
    assert read("latitude=50").area is None


def test_distances_are_miles_unless_told():
    def degrees(query: str) -> float:
        return read(f"latitude=50&longitude=8&{query}").area.angle * 6378.1

    assert degrees("distance=10") == pytest.approx(16.0934, abs=1e-3)
    assert degrees("distance=10&distanceunit=KM") == pytest.approx(10)
    assert degrees("distance=10&distanceunit=kilometre") == pytest.approx(16.0934, abs=1e-3)
    assert degrees("") == pytest.approx(50)
    assert degrees("distanceunit=miles") == pytest.approx(50)


def test_unreadable_areas():
    assert read("boundingbox=(50,8),(51").area is None
    assert read("boundingbox=(50,8),(50,9)").sql_fallback
    assert read("boundingbox=(50,8),(50,9)").area is None
    near_zero = read("boundingbox=50.1,8.2,51.3,9.4").area
    assert isinstance(near_zero, Box)
    assert not near_zero.contains(50.5, 8.5)
    with pytest.raises(BadGeometry):
        read("polygon=(50,8),(51,9)")
    with pytest.raises(BadGeometry):
        read("polyline=(50,8)")
    assert read("polygon=(50,8)").sql_fallback


def test_encoded_polylines_are_areas_too():
    triangle = encode([(50, 8), (51, 9), (50, 9)])
    area = read_query({"polygon": triangle}).area
    assert area.contains(50.3, 8.8)
    assert not area.contains(50.8, 8.2)


def test_country_code_replaces_country_ids():
    query = read("countrycode=zz&countryid=87")
    assert (query.country_code, query.country_ids) == ("zz", None)


def test_output_names():
    assert read("output=GeoJSON").output == "geojson"
    assert read("output=yaml").output == "xml"
