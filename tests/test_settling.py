"""Values are settled from the claims of an event, each under a rule that is named.

Every claim here is made by hand; what no claim speaks to stays unknown.
"""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from parsed import act, claim, on, some, telling, town

from workbench import settling
from workbench.records import Munition, Target, Toll, Values

FIRST, SECOND, THIRD = act(0), act(1), act(2)
SPEAKERS = (None, "the army", "the mayor", "a hospital")
COUNTS = st.tuples(st.integers(0, 60), st.sampled_from(["exact", "at_least", "at_most", "vague"]))


def settled(*claims):
    values, why = settling.settle(telling(FIRST, *claims))
    return values, {w.field: w for w in why}


def killed(number, of=FIRST, **more):
    return claim(of, "killed", f"{number} people", number, **more)


@st.composite
def counted(draw):
    """Claims of deaths by a few voices, over a few sentences, at places of their own."""
    found = []
    for at in range(draw(st.integers(1, 6))):
        number, qualifier = draw(COUNTS)
        open_sides = {"at_least": {"high": None}, "at_most": {"low": None}, "vague": {"low": None, "high": None}}
        of = draw(st.sampled_from([FIRST, SECOND, THIRD]))
        found.append(
            killed(number, of, at=30 + 5 * at, speaker=draw(st.sampled_from(SPEAKERS)), qualifier=qualifier)
            if qualifier == "exact"
            else claim(
                of, "killed", "people", number, at=30 + 5 * at, speaker=draw(st.sampled_from(SPEAKERS)),
                **{"qualifier": qualifier, **open_sides[qualifier]},
            )
        )  # fmt: skip
    return found


def test_what_no_claim_speaks_to_stays_unknown():
    assert settling.settle(telling(FIRST)) == (Values(), ())


def test_one_voice_is_taken_at_its_word():
    values, why = settled(killed(3))
    assert values.killed == Toll(3, 3, 3, "single")
    assert why["killed"].claim_ids == ("killed-20",)


def test_zero_is_settled_only_where_a_voice_says_none():
    values, _ = settled(killed(0))
    assert values.killed == Toll(0, 0, 0, "single")
    assert values.wounded is None


def test_voices_that_say_the_same_agree():
    values, why = settled(killed(3, speaker="the army"), killed(3, at=60, speaker="the mayor"))
    assert values.killed == Toll(3, 3, 3, "agreement")
    assert len(why["killed"].claim_ids) == 2


def test_voices_that_differ_are_kept_apart_and_the_lowest_is_best():
    values, why = settled(killed(4, speaker="the mayor"), killed(2, at=60, speaker="the army"))
    assert values.killed == Toll(2, 2, 4, "most_conservative")
    assert why["killed"].rule == "most_conservative"


def test_groups_of_one_voice_in_one_sentence_add_up():
    values, _ = settled(killed(6), killed(3, at=40), killed(1, at=60))
    assert values.killed == Toll(10, 10, 10, "sum_of_groups")


def test_what_one_voice_says_again_in_another_sentence_is_not_added():
    values, _ = settled(killed(6), killed(6, SECOND))
    assert values.killed == Toll(6, 6, 6, "single")


def test_the_army_and_the_military_are_one_voice():
    values, _ = settled(killed(6, speaker="the Iraqi military"), killed(6, SECOND, speaker="the army"))
    assert values.killed == Toll(6, 6, 6, "single")


def test_a_subset_is_not_added_to_the_count_that_holds_it():
    values, why = settled(killed(12), killed(3, at=40, subset_of="killed-20"))
    assert values.killed == Toll(12, 12, 12, "single")
    assert why["killed"].claim_ids == ("killed-20",)


def test_a_figure_that_is_denied_is_not_counted():
    values, why = settled(killed(12, stance="denied"))
    assert values.killed is None
    assert "killed" not in why


def test_a_denied_figure_does_not_widen_the_others():
    values, _ = settled(killed(2, speaker="the army"), killed(40, at=60, speaker="the mayor", stance="denied"))
    assert values.killed == Toll(2, 2, 2, "single")


def test_a_count_that_the_text_keeps_gives_no_figure():
    values, _ = settled(claim(FIRST, "killed", "dozens of people", qualifier="vague"))
    assert values.killed is None


def test_an_open_side_of_any_voice_stays_open():
    atleast = claim(FIRST, "killed", "at least four", 4, high=None, qualifier="at_least", speaker="the army")
    values, _ = settled(atleast, killed(6, at=60, speaker="the mayor"))
    assert values.killed == Toll(4, 4, None, "most_conservative")


def test_the_wounded_are_settled_apart_from_the_dead():
    values, _ = settled(killed(1), claim(FIRST, "wounded", "five people", 5, at=60))
    assert (values.killed, values.wounded) == (Toll(1, 1, 1, "single"), Toll(5, 5, 5, "single"))


def test_zones_of_one_voice_add_up_and_voices_are_spread():
    rockets = [
        claim(FIRST, "munitions", "rocket", 4, high=None, qualifier="at_least", scope="in_zone"),
        claim(SECOND, "munitions", "rocket", 4, scope="in_zone", speaker="The Iraqi military"),
        claim(THIRD, "munitions", "rocket", 3, scope="out_of_zone", speaker="the army"),
        claim(act(3), "munitions", "rocket", 6, scope="launched", speaker="A Telegram channel"),
    ]
    values, why = settled(*rockets)
    assert values.weapons == (Munition("rocket", 4, 4, None),)
    assert why["weapons"].rule == "all_voices"


def test_the_seven_rockets_of_one_voice_are_its_four_and_its_three():
    inside = claim(FIRST, "munitions", "rocket", 4, scope="in_zone", speaker="the army")
    outside = claim(SECOND, "munitions", "rocket", 3, scope="out_of_zone", speaker="the army")
    assert settled(inside, outside)[0].weapons == (Munition("rocket", 7, 7, 7),)


def test_a_weapon_without_a_number_has_none():
    assert settled(claim(FIRST, "weapon", "drone"))[0].weapons == (Munition("drone"),)


def test_the_finest_date_is_the_date():
    month = claim(FIRST, "date", "in October", days=on("2020-10-01..2020-10-31", "in October", "month"))
    day = claim(SECOND, "date", "on 3 October", days=on("2020-10-03", "on 3 October"))
    values, why = settled(month, day)
    assert values.date == day.days
    assert (why["date"].rule, why["date"].claim_ids) == ("most_precise", (day.id,))


def test_a_date_that_cannot_be_known_stays_with_its_reason():
    values, why = settled(claim(FIRST, "date", "late Tuesday", days=some("late Tuesday")))
    assert values.date.start is None
    assert "publication date" in values.date.unresolved
    assert why["date"].rule == "unresolved"


def test_a_known_day_is_taken_over_an_unresolved_one():
    known = claim(SECOND, "date", "on 3 October", days=on("2020-10-03"))
    values, _ = settled(claim(FIRST, "date", "late Tuesday", days=some("late Tuesday")), known)
    assert values.date == known.days


def test_a_place_finer_than_a_country_is_the_place():
    country = claim(FIRST, "place", "Iraq", place=town("Iraq", precision="country"))
    city = claim(SECOND, "place", "Kirkuk", place=town("Kirkuk", lat=35.47, lon=44.39))
    values, why = settled(country, city)
    assert (values.place.name, values.place.lat) == ("Kirkuk", 35.47)
    assert why["place"].rule == "most_precise"


def test_a_country_gets_no_point():
    values, _ = settled(claim(FIRST, "place", "Iraq", place=town("Iraq", precision="country")))
    assert (values.place.lat, values.place.lon) == (None, None)


def test_a_quarter_is_told_with_its_town():
    quarter = claim(FIRST, "place", "Old Port", place=town("Old Port", precision="neighbourhood"))
    city = claim(FIRST, "place", "Basra", at=60, place=town("Basra"))
    assert settled(quarter, city)[0].place.name == "Old Port, Basra"


def test_a_name_is_kept_once_as_firmly_as_any_voice_gives_it():
    alleged = claim(FIRST, "perpetrator", "the Red Brigade", attribution="alleged", speaker="the army")
    own = claim(SECOND, "perpetrator", "Red Brigade", attribution="self_claimed", speaker="the Red Brigade")
    values, why = settled(alleged, own)
    (found,) = values.perpetrators
    assert (found.attribution, found.by) == ("self_claimed", "the Red Brigade")
    assert why["perpetrators"].claim_ids == (alleged.id, own.id)


def test_groups_are_never_merged_with_each_other():
    one = claim(FIRST, "perpetrator", "Red Brigade", attribution="alleged")
    other = claim(SECOND, "perpetrator", "Blue Front", attribution="alleged")
    assert [p.name for p in settled(one, other)[0].perpetrators] == ["Red Brigade", "Blue Front"]


def test_nothing_is_confirmed_that_no_claim_confirms():
    values, _ = settled(claim(FIRST, "perpetrator", "gunmen"))
    assert [p.attribution for p in values.perpetrators] == ["alleged"]


def test_a_target_told_twice_is_one():
    wide = claim(FIRST, "target", "Green Zone")
    again = claim(SECOND, "target", "the Green Zone")
    assert settled(wide, again)[0].targets == (Target("Green Zone"),)


def test_an_interceptor_keeps_who_says_so():
    met = claim(FIRST, "interceptor", "air defences", speaker="the army", stance="hedged")
    (found,) = settled(met)[0].interceptors
    assert (found.name, found.by) == ("air defences", "the army")


def test_a_quantity_of_troops_is_no_toll():
    values, why = settled(claim(FIRST, "quantity", "2,500", 2500))
    assert (values, why) == (Values(), {})


@given(counted(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_change_the_toll(claims, chance):
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert settling.settle(shuffled)[0].killed == settling.settle(claims)[0].killed


@given(counted())
def test_a_reason_cites_only_claims_that_there_are(claims):
    _, why = settling.settle(claims)
    assert {i for w in why for i in w.claim_ids} <= {c.id for c in claims}


@given(counted())
def test_the_best_figure_lies_between_the_lowest_and_the_highest(claims):
    assume(all(c.qualifier != "at_most" for c in claims))
    values, _ = settling.settle(claims)
    if values.killed is not None and None not in (values.killed.low, values.killed.high):
        assert values.killed.low <= values.killed.best <= values.killed.high


@given(counted())
def test_there_is_a_toll_exactly_where_a_figure_is_given(claims):
    given_one = any(c.low is not None or c.high is not None for c in claims)
    assert (settling.settle(claims)[0].killed is not None) == given_one


@pytest.mark.parametrize("field", ["killed", "wounded", "missing", "captured"])
def test_each_toll_is_settled_under_its_own_name(field):
    values, why = settled(claim(FIRST, field, "two people", 2))
    assert getattr(values, field) == Toll(2, 2, 2, "single")
    assert set(why) == {field}
