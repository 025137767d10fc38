"""A coded attack and an event are one where nothing contradicts it, and names agree by their words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from coded import event
from hypothesis import given
from hypothesis import strategies as st

from workbench import agreement
from workbench.codings import CodedAttack, CodedCount
from workbench.records import Days, Place

ATTACK = CodedAttack(
    "E1", "main", ("rocket_attack",), "occurred", first_day=dt.date(2020, 11, 17), last_day=dt.date(2020, 11, 17),
    place="Port Sena", country="KEN",
)  # fmt: skip


def dated(first, last):
    return replace(event().values, date=Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last)))


@pytest.mark.parametrize("kind", ["rocket_attack", "shelling", "missile_attack", "other"])
def test_an_attack_may_be_told_as_another_of_its_kind(kind):
    assert agreement.may_be_one(ATTACK, event(type=kind))


@pytest.mark.parametrize("kind", ["bombing", "airstrike", "arson", "kidnapping"])
def test_an_attack_of_another_kind_is_another(kind):
    assert not agreement.may_be_one(ATTACK, event(type=kind))


def test_another_country_or_other_days_make_another_attack():
    values = event().values
    assert not agreement.may_be_one(ATTACK, event(values=replace(values, place=Place("Port Sena", "MOZ"))))
    assert agreement.may_be_one(ATTACK, event(values=replace(values, place=None, date=None)))
    assert agreement.may_be_one(ATTACK, event(values=dated("2020-11-18", "2020-11-18")))
    assert not agreement.may_be_one(ATTACK, event(values=dated("2020-11-19", "2020-11-19")))


def test_the_event_that_was_corrected_is_the_same_event_whatever_it_is_now():
    assert agreement.may_be_one(replace(ATTACK, id="read:1"), event(type="arson"))


def test_the_likelier_pair_is_made_first():
    near, far = event(id="read:2"), event(id="read:1", type="other", values=replace(event().values, date=None))
    assert [e.id for _, e in agreement.pairs([ATTACK], [far, near])] == ["read:2"]
    both = agreement.pairs([ATTACK, replace(ATTACK, id="E2")], [far, near])
    assert sorted(e.id for _, e in both) == ["read:1", "read:2"]


def test_days_are_the_same_where_they_meet_and_are_no_vaguer():
    assert agreement.same_days(ATTACK, Days(dt.date(2020, 11, 16), dt.date(2020, 11, 17)))
    assert not agreement.same_days(ATTACK, Days(dt.date(2020, 11, 15), dt.date(2020, 11, 17)))
    assert not agreement.same_days(ATTACK, Days(dt.date(2020, 11, 18), dt.date(2020, 11, 18)))
    assert not agreement.same_days(ATTACK, Days(unresolved="why"))
    assert agreement.meeting(ATTACK, Days(unresolved="why")) is None


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("the army", "Kenya's army", True),
        ("harbour of Port Sena", "Port Sena", True),
        ("al-Shabaab", "Al Shabaab", True),
        ("dockers", "soldiers", False),
        ("the", "the", False),
        (None, "the army", False),
    ],
)
def test_names_are_alike_by_half_of_the_shorter_ones_words(first, second, same):
    assert agreement.alike(first, second) is same
    assert agreement.alike(second, first) is same


@given(st.text(alphabet="abc -éÉ", max_size=20))
def test_a_name_is_like_itself_where_it_has_words(name):
    assert agreement.alike(name, name) is bool(agreement.words(name))


def test_a_voice_is_that_of_any_of_its_names_and_nobody_is_the_reporter():
    said = event().claims[6]
    assert agreement.same_voice(CodedCount(2, 2, voices=("army spokesman", "nurse")), said)
    assert not agreement.same_voice(CodedCount(2, 2, voices=(None,)), said)
    assert agreement.same_voice(CodedCount(2, 2, voices=(None,)), replace(said, speaker=None))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("107 mm Katyusha rocket", "rocket"),
        ("rockets", "rocket"),
        ("car bomb", "car bomb"),
        ("siege tower", "siege tower"),
    ],
)
def test_a_weapon_is_of_the_kind_of_its_longest_form(name, kind):
    assert agreement.weapon_kind(name) == kind
