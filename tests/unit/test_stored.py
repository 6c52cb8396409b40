"""What layers carry is stored by name: types may grow members, and what was stored before is read all the same."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import pytest

from ocm_plugin.ocm.errors import StoredValueError
from ocm_plugin.ocm.records import provenance as provenances
from ocm_plugin.ocm.stored import COUNT, FLAG, ID, Codec, Form, one_of, or_none, several, text_member
from tests.support.stored import FILE_OF_VERSION_2, STOPPED_OF_VERSION_2, a_provenance, grown


class Owner(NamedTuple):
    """Inside of another value."""

    id: int
    name: str | None = None


@dataclass(frozen=True)
class House:
    """A type with all kinds of members."""

    number: int
    colour: str = "red"
    is_empty: bool = True
    owners: tuple[Owner, ...] = ()


OWNER = Form(Owner, {"id": ID, "name": or_none(text_member(5))})
MEMBERS = {
    "number": COUNT,
    "colour": one_of(("red", "blue")),
    "is_empty": FLAG,
    "owners": several(OWNER.as_member, 2),
}


def codec(form: Form[Any], version: int = 1, **upgrades: Any) -> Codec[Any]:
    return Codec(form, version, 500, "The house is damaged.", "The house is newer.", **upgrades)


HOUSES = codec(Form(House, MEMBERS))


@pytest.mark.parametrize(
    "house", [House(7), House(7, "blue", False, (Owner(1), Owner(2, "Ada")))], ids=("defaults", "all")
)
def test_a_value_survives_its_text(house):
    assert HOUSES.from_json(HOUSES.to_json(house)) == house
    assert "\n" not in HOUSES.to_json(house)


def test_members_stand_by_name_and_those_at_their_default_are_left_out():
    """So an older plugin reads what a newer one stored, as long as that does without what is new."""
    assert json.loads(HOUSES.to_json(House(7, owners=(Owner(3),)))) == {
        "version": 1, "number": 7, "owners": [{"id": 3}],
    }  # fmt: skip


def test_what_is_too_long_is_stored_shorter():
    stored = HOUSES.to_json(House(7, owners=tuple(Owner(number, "Wilhelmina") for number in range(9))))
    assert HOUSES.from_json(stored).owners == (Owner(0, "Wilh…"), Owner(1, "Wilh…"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"number":7}',
        '{"version":1}',
        '{"version":0,"number":7}',
        '{"version":-1,"number":7}',
        '{"version":true,"number":7}',
        '{"version":1,"number":7,"new":1}',
        '{"version":1,"number":7,"colour":"green"}',
        '{"version":1,"number":7,"colour":["red"]}',
        '{"version":1,"number":7,"owners":[[1,"Ada"]]}',
        '{"version":1,"number":7,"owners":[{"name":"Ada"}]}',
        '{"version":1,"number":7,"owners":[{"id":1},{"id":2},{"id":3}]}',
        '{"version":1,"number":7}' + " " * 500,
    ],
)
def test_what_is_damaged_or_unknown_is_refused_whole(text):
    with pytest.raises(StoredValueError, match="The house is damaged"):
        HOUSES.from_json(text)


def test_what_is_newer_is_said_to_be_newer():
    with pytest.raises(StoredValueError, match="The house is newer"):
        HOUSES.from_json('{"version":2,"storey":7}')


def test_a_default_that_must_not_be_assumed_is_stored_and_wanted():
    """A search without its area would be one of the whole world."""
    houses = codec(Form(House, MEMBERS, always=("colour",)))
    assert '"colour":"red"' in houses.to_json(House(7))
    with pytest.raises(StoredValueError):
        houses.from_json('{"version":1,"number":7}')


def test_an_older_version_is_brought_up_step_by_step():
    def named(members):
        return {"number": members["no"]}

    def counted(members):
        return {"number": members["number"] + 1}

    later = codec(Form(House, MEMBERS), 3, upgrades={1: named, 2: counted})
    assert later.from_json('{"version":1,"no":7}') == House(8)
    assert later.from_json('{"version":2,"number":7}') == House(8)
    assert later.from_json('{"version":3,"number":7}') == House(7)
    with pytest.raises(StoredValueError, match="damaged"):
        later.from_json('{"version":0,"number":7}')


FORMS = {
    "statement": provenances.PROVENANCE_FORM,
    "origin": provenances.ORIGIN_FORM,
    "record set aside": provenances.SET_ASIDE_FORM,
    "resume point": provenances.RESUME_FORM,
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_member_of_a_type_is_stored(form):
    """One that is forgotten would be lost with each layer that is saved."""
    names = getattr(form.make, "_fields", None) or [field.name for field in fields(form.make)]
    assert list(form.members) == list(names)


@pytest.mark.parametrize(
    ("form", "value"),
    [
        (OWNER, Owner(3, "Ada")),
        (provenances.ORIGIN_FORM, provenances.Origin("api", "https://example.org/")),
        (provenances.SET_ASIDE_FORM, provenances.SetAside(7, "broken")),
        (provenances.RESUME_FORM, provenances.ResumePoint(7)),
    ],
    ids=("owner", "origin", "record set aside", "resume point"),
)
def test_a_type_may_grow_a_member(form, value):
    """With positions one more member made every stored value unreadable, and layers lost their credits unnoticed."""
    read = grown(form).read(form.write(value))
    assert read.grown == "as before"
    assert form.read(grown(form).write(read)) == value


@pytest.mark.parametrize(
    "text",
    [STOPPED_OF_VERSION_2, FILE_OF_VERSION_2, provenances.to_json(a_provenance())],
    ids=("stopped, version 2", "file, version 2", "now"),
)
def test_a_provenance_may_grow_a_member(text):
    now = provenances.CODEC
    later = Codec(grown(now.form), now.version, 500_000, "damaged", "newer", now.upgrades)
    read = later.from_json(text)
    assert read.grown == "as before"
    assert read.origin == provenances.from_json(text).origin
