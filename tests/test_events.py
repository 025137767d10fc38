"""Claims of one article become events: joined where nothing contradicts and the wording asks for it, else apart.

The claims are made by hand, a sentence an act. `struck` begins each act at a
place of its own, so the ids of events can be told beforehand.
"""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from parsed import act, claim, on, some, telling, town

from workbench import events
from workbench.records import Toll, Values

ARTICLE = "0123456789ab"
WEEKDAYS = ("on Monday", "on Tuesday", "on Friday")
KINDS = ("rocket_attack", "shelling", "airstrike", "kidnapping", "other", "truce", "troop_move")


def merged(*told):
    return events.merge([c for claims in told for c in claims], ARTICLE)


def killed(of, number, **more):
    return claim(of, "killed", f"{number} people", number, **more)


def dated(of, days, at=50):
    return claim(of, "date", days.text, days=days, at=at)


@st.composite
def stories(draw):
    """Acts of several kinds, roles and blocks, a sentence each, with claims of deaths, days and towns."""
    told = []
    for sentence in range(draw(st.integers(1, 6))):
        role = draw(st.sampled_from(["main", "main", "aggregate", "planned", "background"]))
        of = act(
            sentence,
            draw(st.sampled_from(KINDS)),
            role=role,
            refers_back=draw(st.booleans()),
            plural=draw(st.booleans()),
            block="headline" if sentence == 0 and draw(st.booleans()) else "body",
        )
        more = []
        if draw(st.booleans()):
            more.append(killed(of, draw(st.integers(0, 30)), at=30, speaker=draw(st.sampled_from([None, "the army"]))))
        if draw(st.booleans()):
            more.append(dated(of, some(draw(st.sampled_from(WEEKDAYS)))))
        if draw(st.booleans()):
            name = draw(st.sampled_from(["Kirkuk", "Basra"]))
            more.append(claim(of, "place", name, at=70, place=town(name)))
        told.append(telling(of, *more))
    return [c for claims in told for c in claims]


def test_what_happened_two_months_before_publication_is_background():
    of = act(0, "bombing")
    told = telling(of, dated(of, on("1979-12-19")), killed(of, 6, at=30))
    roles = {day: events.merge(told, ARTICLE, day)[0].role for day in (dt.date(2019, 12, 19), dt.date(1979, 12, 21))}
    assert list(roles.values()) == ["background", "main"]
    assert events.merge(told, ARTICLE)[0].role == "main"


def test_no_claims_tell_of_no_event():
    assert events.merge([], ARTICLE) == ()


def test_an_act_alone_is_an_event_of_which_nothing_else_is_known():
    (event,) = merged(telling(act(0)))
    assert (event.role, event.type, event.is_attack, event.status) == ("main", "rocket_attack", True, "occurred")
    assert event.values == Values()
    assert event.why == ()


def test_an_event_is_named_by_its_article_and_its_first_words():
    (event,) = merged(telling(act(0, at=17)))
    assert event.id == f"{ARTICLE}:17"
    assert event.article == ARTICLE


def test_the_attack_told_again_is_the_same_event():
    one, again = act(0), act(1, refers_back=True)
    (event,) = merged(telling(one), telling(again, killed(again, 3)))
    assert event.id == f"{ARTICLE}:{one.passage.start}"
    assert event.values.killed == Toll(3, 3, 3, "single")


def test_two_voices_that_differ_are_kept_in_one_event():
    one, again = act(0), act(1, refers_back=True)
    (event,) = merged(
        telling(one, killed(one, 4, speaker="the mayor")), telling(again, killed(again, 2, speaker="the army"))
    )
    assert event.values.killed == Toll(2, 2, 4, "most_conservative")
    assert {c.speaker for c in event.claims if c.field == "killed"} == {"the mayor", "the army"}


def test_groups_that_one_voice_counts_in_one_sentence_add_up():
    one = act(0)
    (event,) = merged(telling(one, killed(one, 6, at=30), killed(one, 3, at=50), killed(one, 1, at=70)))
    assert event.values.killed == Toll(10, 10, 10, "sum_of_groups")


def test_five_of_the_dead_are_tied_to_the_count_that_holds_them():
    one, again = act(0), act(1, refers_back=True)
    whole, part = killed(one, 12), killed(again, 5, subset_of="")
    (event,) = merged(telling(one, whole), telling(again, part))
    assert event.values.killed == Toll(12, 12, 12, "single")
    assert [c.subset_of for c in event.claims if c.low == 5] == [whole.id]


def test_deaths_of_an_aggregate_never_enter_a_single_event():
    one = act(0)
    series = act(1, "other", role="aggregate", plural=True)
    toll = act(2, "other", role="aggregate", plural=True, refers_back=True)
    main, total = merged(
        telling(one, killed(one, 1)), telling(series), telling(toll, killed(toll, 6, at=30), killed(toll, 3, at=50))
    )
    assert (main.role, main.values.killed) == ("main", Toll(1, 1, 1, "single"))
    assert (total.role, total.values.killed) == ("aggregate", Toll(9, 9, 9, "sum_of_groups"))


def test_the_attack_told_behind_an_aggregate_is_still_the_single_one():
    one = act(0)
    series = act(1, "other", role="aggregate", plural=True)
    again = act(2, refers_back=True)
    main, total = merged(telling(one), telling(series, killed(series, 40)), telling(again, killed(again, 2)))
    assert main.values.killed == Toll(2, 2, 2, "single")
    assert total.values.killed == Toll(40, 40, 40, "single")


def test_days_that_contradict_keep_two_attacks_apart():
    one, other = act(0), act(1, refers_back=True)
    first, second = merged(telling(one, dated(one, on("2020-11-17"))), telling(other, dated(other, on("2020-11-10"))))
    assert (first.role, second.role) == ("main", "background")
    assert first.values.date.start != second.values.date.start


def test_a_month_that_holds_the_day_contradicts_nothing():
    one, again = act(0), act(1, refers_back=True)
    month = on("2020-11-01..2020-11-30", "in November", "month")
    (event,) = merged(telling(one, dated(one, on("2020-11-17"))), telling(again, dated(again, month)))
    assert event.values.date == on("2020-11-17")


def test_two_weekdays_that_nobody_can_date_are_still_two_days():
    one, other = act(0), act(1, refers_back=True)
    found = merged(telling(one, dated(one, some("late Tuesday"))), telling(other, dated(other, some("on Monday"))))
    assert len(found) == 2
    assert all(e.values.date.start is None and e.values.date.unresolved for e in found)


def test_one_weekday_told_twice_contradicts_nothing():
    one, again = act(0), act(1, refers_back=True)
    (event,) = merged(
        telling(one, dated(one, some("late Tuesday"))), telling(again, dated(again, some("on Tuesday night")))
    )
    assert event.values.date.unresolved


def test_kinds_of_attack_that_contradict_are_two_events():
    assert len(merged(telling(act(0)), telling(act(1, "kidnapping", refers_back=True)))) == 2


def test_words_without_a_kind_join_any_kind():
    (event,) = merged(telling(act(0)), telling(act(1, "other", refers_back=True)))
    assert event.type == "rocket_attack"


def test_another_attack_is_another_event():
    assert len(merged(telling(act(0)), telling(act(1, introduces=True)))) == 2


def test_towns_of_two_countries_are_two_events():
    one, other = act(0), act(1, refers_back=True)
    here = claim(one, "place", "Kirkuk", place=town("Kirkuk"))
    there = claim(other, "place", "Homs", place=town("Homs", "SYR"))
    assert len(merged(telling(one, here), telling(other, there))) == 2


def test_a_headline_only_repeats_what_the_story_says():
    headline, body = act(0, block="headline"), act(1)
    (event,) = merged(
        telling(headline, killed(headline, 3, at=30), dated(headline, on("2020-11-17"))),
        telling(body, killed(body, 3, at=30, speaker="the army"), dated(body, on("2020-11-17"))),
    )
    assert event.values.killed == Toll(3, 3, 3, "single")
    assert {c.block for c in event.claims} == {"body"}
    assert event.id == f"{ARTICLE}:{body.passage.start}"


def test_a_headline_about_something_else_opens_no_event():
    body = act(1)
    (event,) = merged(telling(act(0, "kidnapping", block="headline")), telling(body))
    assert event.type == "rocket_attack"


def test_a_headline_says_what_the_story_leaves_out():
    headline, body = act(0, block="headline"), act(1)
    (event,) = merged(telling(headline, killed(headline, 5, at=30)), telling(body))
    assert event.values.killed == Toll(5, 5, 5, "single")


def test_the_first_attack_of_the_story_is_the_main_one():
    first, second = merged(telling(act(0)), telling(act(1, "kidnapping")))
    assert [(e.role, e.type) for e in (first, second)] == [("main", "rocket_attack"), ("background", "kidnapping")]


def test_a_plan_is_never_joined_with_what_has_happened():
    plan = act(1, role="planned", status="planned", refers_back=True)
    assert [e.role for e in merged(telling(act(0)), telling(plan))] == ["main", "planned"]


def test_a_truce_is_told_beside_the_attack_and_is_none():
    truce = act(1, "truce", role="background")
    _, beside = merged(telling(act(0)), telling(truce))
    assert (beside.type, beside.is_attack) == ("truce", False)


def test_troops_of_a_plan_are_no_toll_of_any_event():
    move = act(1, "troop_move", role="planned", status="planned")
    found = merged(telling(act(0)), telling(move, claim(move, "quantity", "2,500", 2500)))
    assert [e.values.killed for e in found] == [None, None]
    assert [e.values.wounded for e in found] == [None, None]


def test_a_death_toll_without_an_attack_is_no_event():
    quake = act(0, "other", is_attack=False)
    assert merged(telling(quake, killed(quake, 250))) == ()


def test_deaths_told_right_behind_an_attack_belong_to_it():
    one, deaths = act(0), act(1, "other", is_attack=False)
    (event,) = merged(telling(one), telling(deaths, killed(deaths, 2)))
    assert event.values.killed == Toll(2, 2, 2, "single")


def test_one_figure_of_one_voice_is_told_once():
    one, again = act(0), act(1, refers_back=True)
    (event,) = merged(
        telling(one, killed(one, 7, speaker="the army")), telling(again, killed(again, 7, speaker="the army"))
    )
    assert [c.low for c in event.claims if c.field == "killed"] == [7]


def test_an_event_keeps_the_denial_and_counts_without_it():
    one, again = act(0), act(1, refers_back=True)
    (event,) = merged(
        telling(one, killed(one, 2)), telling(again, killed(again, 30, speaker="the army", stance="denied"))
    )
    assert event.values.killed == Toll(2, 2, 2, "single")
    assert [c.stance for c in event.claims if c.low == 30] == ["denied"]


@given(stories())
def test_the_same_claims_give_the_same_events(claims):
    assert events.merge(claims, ARTICLE) == events.merge(list(claims), ARTICLE)


@given(stories())
def test_every_event_is_named_by_words_of_one_of_its_acts(claims):
    starts = {c.act.passage.start for c in claims}
    found = events.merge(claims, ARTICLE)
    assert len({e.id for e in found}) == len(found)
    assert all(e.id.startswith(f"{ARTICLE}:") and int(e.id.split(":")[1]) in starts for e in found)


@given(stories())
def test_no_claim_is_told_of_two_events(claims):
    told = [c.id for e in events.merge(claims, ARTICLE) for c in e.claims]
    assert len(told) == len(set(told))
    assert set(told) <= {c.id for c in claims}


@given(stories())
def test_every_reason_cites_claims_of_its_own_event(claims):
    for event in events.merge(claims, ARTICLE):
        assert {i for w in event.why for i in w.claim_ids} <= {c.id for c in event.claims}


@given(stories())
def test_at_most_one_event_is_the_main_one_and_it_is_first(claims):
    roles = [e.role for e in events.merge(claims, ARTICLE)]
    assert "main" not in roles[1:]


@given(stories())
def test_counts_of_an_aggregate_stay_in_aggregates(claims):
    totals = {c.id for c in claims if c.act.role == "aggregate" and c.field == "killed"}
    for event in events.merge(claims, ARTICLE):
        if event.role != "aggregate":
            assert totals.isdisjoint(c.id for c in event.claims)
