"""Whose data a layer shows, and on which terms: in words, in one line, and stored with the layer."""

from __future__ import annotations

import json

import pytest

from ocm_plugin.ocm.errors import StoredValueError
from ocm_plugin.ocm.records.credits import (
    ATTRIBUTION_CODEC,
    PROVIDERS_STORED,
    Attribution,
    Credit,
    attribution_of_credits,
    merged,
)
from ocm_plugin.ocm.records.licences import NONCOMMERCIAL, OPEN, UNKNOWN
from tests.support.languages import Shouted, spoken

NOBIL = Credit(1, "NOBIL", "https://nobil.no", "CC BY 4.0", "Creative Commons BY 4.0", "https://cc.org", OPEN, 70, True)
CLUB = Credit(2, "Club", None, "not for commercial use", None, None, NONCOMMERCIAL, 20)
NOBODY = Credit(None, None, None, None, None, None, UNKNOWN, 5)


def test_a_credit_names_the_provider_and_the_terms():
    assert NOBIL.text == "NOBIL (CC BY 4.0)"
    assert CLUB.text == "Club (not for commercial use)"
    assert NOBODY.text == NOBODY.name == "Unknown data provider"
    assert CLUB._replace(n_providers=3).name == "3 more data providers"
    assert [each.attribution for each in (NOBIL, CLUB, NOBODY)] == [
        "NOBIL: Creative Commons BY 4.0",
        "Club: licence not stated",
        None,
    ]


def test_only_the_plugins_own_words_are_translated():
    with spoken(Shouted()):
        assert NOBIL.text == "NOBIL (CC BY 4.0)"
        assert CLUB.text == "Club (NOT FOR COMMERCIAL USE)"


def test_a_line_names_the_first_and_counts_the_rest():
    credit = Attribution((NOBIL, CLUB, NOBODY._replace(n_providers=4)))
    assert credit.text(1) == "Open Charge Map · NOBIL (CC BY 4.0) · 5 more data providers"
    assert credit.text(3) == credit.text() == " · ".join(credit.rights())
    assert credit.rights()[1:] == ["NOBIL (CC BY 4.0)", "Club (not for commercial use)", "4 more data providers"]
    assert credit.licences()[:2] == [
        "NOBIL: CC BY 4.0; Creative Commons BY 4.0; https://cc.org",
        "Club: not for commercial use",
    ]
    assert Attribution((), is_known=False).text() == "Open Charge Map and its data providers"
    assert Attribution((), is_invented=True).text() == "Invented demo data, no real places · Open Charge Map"


def test_the_provider_of_most_stations_comes_first_and_invented_ones_are_said():
    credit = attribution_of_credits([CLUB, NOBIL])
    assert credit.providers == (NOBIL, CLUB) and not credit.is_invented
    assert attribution_of_credits([CLUB._replace(provider_id=9001)]).is_invented


def test_several_layers_have_one_credit():
    one, other = Attribution((NOBIL, CLUB)), Attribution((CLUB._replace(n_stations=60),), is_invented=True)
    both = merged([one, other, Attribution((), is_known=False)])
    assert both.providers == (CLUB._replace(n_stations=80), NOBIL)
    assert both.is_invented and not both.is_known
    assert merged([]) == Attribution(())


def test_what_is_stored_is_read_again():
    credit = Attribution((NOBIL, CLUB, NOBODY), is_invented=True)
    assert ATTRIBUTION_CODEC.from_json(ATTRIBUTION_CODEC.to_json(credit)) == credit


def test_of_very_many_providers_the_rest_is_stored_as_one():
    many = Attribution(tuple(NOBIL._replace(provider_id=n, n_stations=1) for n in range(PROVIDERS_STORED + 7)))
    read = ATTRIBUTION_CODEC.from_json(ATTRIBUTION_CODEC.to_json(many))
    assert read.providers[:-1] == many.providers[:PROVIDERS_STORED]
    assert (read.providers[-1].name, read.providers[-1].n_stations) == ("7 more data providers", 7)
    # Read and written again, none is lost.
    assert ATTRIBUTION_CODEC.from_json(ATTRIBUTION_CODEC.to_json(read)) == read


@pytest.mark.parametrize(("members", "is_whole"), [(8, True), (5, False)])
def test_credits_stored_before_there_were_versions_were_lists(members, is_whole):
    values = [1, "NOBIL", "https://nobil.no", "CC BY 4.0", "Creative Commons BY 4.0", "https://cc.org", OPEN, 70]
    text = json.dumps({"providers": [values[:members]], "is_invented": False})
    if is_whole:
        assert ATTRIBUTION_CODEC.from_json(text) == Attribution((NOBIL._replace(is_open_data=None),))
    else:
        with pytest.raises(StoredValueError, match="is damaged"):
            ATTRIBUTION_CODEC.from_json(text)
