"""What speaks for and against two attacks being one is said in sentences, and weighs the same either way round."""

from dataclasses import replace
from datetime import timedelta

import pytest
from entries import BABIL, DAY, GREEN_ZONE, SOMEWHERE, TAJI, attack, attacks
from hypothesis import given

from workbench import evidence
from workbench.attacks import Span

NEXT = DAY + timedelta(1)


def weights(one, other, word=""):
    return [told.weight for told in evidence.weigh(one, other) or () if word in told.words]


def words(one, other):
    return " ".join(told.words for told in evidence.weigh(one, other) or ())


@given(attacks, attacks)
def test_the_order_of_two_attacks_changes_nothing_but_the_order_of_words(one, other):
    there, back = evidence.weigh(one, other), evidence.weigh(other, one)
    assert (there is None) is (back is None)
    assert [(e.weight, e.about) for e in there or ()] == [(e.weight, e.about) for e in back or ()]


@given(attacks, attacks)
def test_days_that_exclude_each_other_are_never_weighed(one, other):
    loose = "day_approx" in {one.date_precision, other.date_precision}
    if max(one.start - other.end, other.start - one.end) > timedelta(2 if loose else 1):
        assert evidence.weigh(one, other) is None


@given(attacks, attacks)
def test_what_one_side_leaves_open_never_speaks_against(one, other):
    bare = replace(
        one, place=None, admin1=None, country=None, lat=None, lon=None, place_precision="unknown", weapon=None,
        attributed_to=None, claimed_by=None, target=None, munitions=Span(), killed=Span(), wounded=Span(), type="other",
        time_of_day=None,
    )  # fmt: skip
    found = evidence.weigh(bare, other)
    if found is not None:
        assert [told.words for told in found if told.weight < 0 and "one day apart" not in told.words] == []


@given(attacks)
def test_an_attack_is_like_itself(one):
    assert min(weights(one, one)) >= 0


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (None, None, "one day apart"),
        ("night", None, "either side of midnight"),
        ("evening", "01:00", "either side of midnight"),
        (None, "02:30", "either side of midnight"),
        ("22:30", "morning", "either side of midnight"),
        ("morning", None, "one day apart"),
    ],
)
def test_a_night_may_be_dated_to_either_side_of_midnight(first, second, told):
    assert told in words(attack(time_of_day=first), attack(day=NEXT, time_of_day=second))


@pytest.mark.parametrize(
    ("first", "second"), [("afternoon", None), (None, "afternoon"), ("night", "night"), ("11:15", "01:00")]
)
def test_two_days_whose_hours_are_told_apart_exclude_each_other(first, second):
    assert evidence.weigh(attack(time_of_day=first), attack(day=NEXT, time_of_day=second)) is None


def test_a_night_before_is_no_night_after():
    assert "one day apart" in words(attack(), attack(day=NEXT, time_of_day="evening"))


def test_hours_of_one_day_that_differ_speak_against():
    assert weights(attack(time_of_day="afternoon"), attack(time_of_day="22:30"), "is told in the") == [-1]


@pytest.mark.parametrize(("off", "weighed"), [(1, True), (2, True), (3, False)])
def test_a_day_from_loose_words_may_be_two_days_off(off, weighed):
    loose = attack(day=DAY + timedelta(off), precision="day_approx")
    assert (evidence.weigh(attack(), loose) is not None) is weighed


@pytest.mark.parametrize(("length", "weight"), [(0, 3), (6, 2), (30, 1), (364, 0)])
def test_the_longer_the_days_the_less_they_say(length, weight):
    assert weights(attack(), attack(last=DAY + timedelta(length)))[0] == weight


@pytest.mark.parametrize(
    ("kind", "weighed"),
    [("shelling", 0.5), ("missile_attack", 0.5), ("drone_strike", 0.5), ("rocket_attack", 1), ("bombing", None),
     ("shooting", None), ("truce", None)],
)  # fmt: skip
def test_kinds_that_reports_mix_up_are_weighed_and_others_exclude(kind, weighed):
    found = evidence.weigh(attack(), attack(kind=kind))
    assert (found[1].weight if found else None) == weighed


@pytest.mark.parametrize(("weapon", "weight"), [("Katyusha rockets", [0.5]), ("roadside bomb", [-1]), (None, [])])
def test_an_attack_of_no_kind_is_told_by_its_weapon(weapon, weight):
    assert weights(attack(), attack(kind="other", weapon=weapon), "weapon") == weight


@pytest.mark.parametrize(
    ("one", "other", "weight"),
    [
        (GREEN_ZONE, GREEN_ZONE, 3),
        (GREEN_ZONE, TAJI, -4),
        (GREEN_ZONE, {**GREEN_ZONE, "lat": 33.34, "place": "Baghdad", "place_precision": "city"}, 1.5),
        (BABIL, {"place": "Highway in Babil province", "admin1": "Babil", "country": "IRQ", "lat": 32.5, "lon": 44.4,
                 "place_precision": "admin1"}, 1.5),
        (BABIL, {"place": "Highway near Diwaniyah", "admin1": "Qadisiyah", "country": "IRQ", "lat": 32, "lon": 44.9,
                 "place_precision": "city"}, -4),
        (BABIL, {"place": "Hilla", "admin1": "Babil", "country": "IRQ", "place_precision": "city"}, 1.5),
        ({"place": "Bashiqa"}, {"place": "Turkish base at Bashiqa (Zilkan)", "country": "IRQ"}, 1.5),
        ({"place": "Thi Qar", "place_precision": "admin1"}, {"place": "Dhi Qar", "place_precision": "admin1"}, 1.5),
        ({"place": "Iraq", "country": "IRQ", "place_precision": "country"}, TAJI, 0.5),
    ],
)  # fmt: skip
def test_places_are_weighed_by_distance_then_by_name_then_by_country(one, other, weight):
    assert evidence.weigh(attack(where=one), attack(where=other))[2].weight == weight


def test_a_place_that_one_side_does_not_know_says_nothing():
    assert len(evidence.weigh(attack(), attack(where=SOMEWHERE))) == 2


def test_another_country_excludes_and_an_unknown_one_does_not():
    assert evidence.weigh(attack(), attack(where={**GREEN_ZONE, "country": "SYR"})) is None
    assert evidence.weigh(attack(), attack(where={**GREEN_ZONE, "country": None})) is not None


def test_a_point_that_stands_in_for_a_province_is_no_point():
    standing = {**GREEN_ZONE, "place": "a road", "lat": 35, "place_precision": "admin1"}
    assert "km apart" not in words(attack(), attack(where=standing))


@pytest.mark.parametrize(
    ("ours", "theirs", "weight"),
    [
        (Span(2, None, 3), Span(3, 3, 3), [1]),
        (Span(0, None, 0), Span(0, 0, 0), [0.25]),
        (Span(None, 3, None), Span(3, None, None), [1]),
        (Span(3, None, None), Span(40, None, 41), [1]),
        (Span(None, None, 5), Span(0, None, 0), [0.25]),
        (Span(0, None, 0), Span(1, None, 1), [-1]),
        (Span(2, None, 2), Span(5, None, None), [-0.5]),
        (Span(), Span(5, None, 5), []),
    ],
)
def test_counts_that_agree_speak_for_and_none_speaks_loudest_against_some(ours, theirs, weight):
    assert weights(attack(killed=ours), attack(killed=theirs), "killed") == weight


@pytest.mark.parametrize(
    ("ours", "theirs", "weight"),
    [
        ("Ashab al-Kahf", "Ashab al-Kahaf (claimed, passed on by a Telegram channel)", [1]),
        ("ISIS (alleged by the police)", "Islamic State", [1]),
        ("Kataib Hezbollah (U.S.); the army said nothing", "Kataib Hezbollah", [1]),
        ("Kataib Hezbollah", "Saraya Awliya al-Dam", [-0.5]),
        ("militia (alleged by the army)", "Kataib Hezbollah", []),
        (None, "Kataib Hezbollah", []),
    ],
)
def test_actors_are_known_under_their_other_spellings_and_words_for_anybody_say_nothing(ours, theirs, weight):
    assert weights(attack(attributed_to=ours), attack(claimed_by=theirs), "name") == weight


def test_sites_that_an_air_strike_hit_are_no_count_of_weapons():
    strike = {"kind": "airstrike", "munitions": Span(5, 5, 5)}
    assert "weapons" not in words(attack(**strike), attack(**strike))


def test_a_target_that_both_name_speaks_for_it():
    assert weights(attack(target="U.S. Embassy; British convoy"), attack(target="convoy"), "Aimed at") == [0.5]
