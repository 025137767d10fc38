"""An analyst changes what events are made of, and every step can be taken back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import ARTICLE, MAIN, OTHER, TEXT, passage, sample_reading

from workbench import exports, settling, tables
from workbench.corrections import CorrectionError, StaleCorrection, apply, current, replay, saying, written
from workbench.records import Attribution, Correction, Saying, Sketch, Toll

EVENTS = sample_reading().events
ARMY, GUARD = EVENTS[0].claims[3], EVENTS[0].claims[4]
THIRD = f"{ARTICLE}:{TEXT.index('blamed the Blue Front')}#2"
SPLIT = Sketch("bombing", "background", "occurred")


def made(field, was, now, *, event=MAIN, part=None, **more):
    return Correction(
        ARTICLE, event, field, written(was), written(now), "extraction_error", by="mina", part=part, **more
    )


def said(claim, **changes):
    return replace(saying(EVENTS[0], claim), **changes)


def on_claim(claim, now, *, was=None, event=MAIN):
    return made("claim", was or saying(EVENTS[0], claim), now, event=event, part=claim.id)


def rule_of(event, field):
    return next((why.rule for why in event.why if why.field == field), None)


def test_a_claim_read_wrongly_is_replaced_and_the_toll_settled_anew():
    main, _ = apply(EVENTS, [on_claim(GUARD, said(GUARD, low=3, high=3))])
    assert main.values.killed == Toll(2, 2, 3, "most_conservative")
    assert main.set_aside == (GUARD.id,)
    assert GUARD in main.claims
    changed = next(claim for claim in main.claims if claim.id == f"{GUARD.id}+1")
    assert (changed.low, changed.by, changed.rule, changed.qualifier) == (3, "mina", "analyst", "exact")
    assert (changed.passage, changed.speaker_kind, changed.block) == (GUARD.passage, "witness", "body")


def test_what_was_set_aside_is_marked_in_the_table_and_in_the_file():
    main, other = apply(EVENTS, [on_claim(GUARD, None)])
    table = tables.claims([main, other])
    assert list(table.loc[table["set_aside"], "words"]) == [GUARD.passage.text]
    assert exports.event_object(main)["set_aside"] == [GUARD.id]
    assert "set_aside" not in exports.event_object(other)


def test_a_claim_changed_twice_is_one_claim_in_force():
    twice = [
        on_claim(GUARD, said(GUARD, low=3, high=3)),
        on_claim(GUARD, said(GUARD, low=5, high=5), was=said(GUARD, low=3, high=3)),
    ]
    main, _ = apply(EVENTS, twice)
    assert main.values.killed == Toll(2, 2, 5, "most_conservative")
    assert main.set_aside == (GUARD.id, f"{GUARD.id}+1")


def test_a_claim_that_changed_since_is_refused_with_both():
    first = on_claim(GUARD, said(GUARD, low=3, high=3))
    with pytest.raises(StaleCorrection, match=r'"low":4.*"low":3'):
        apply(EVENTS, [first, on_claim(GUARD, None)])


def test_a_dropped_claim_no_longer_counts_but_can_be_read():
    main, _ = apply(EVENTS, [on_claim(GUARD, None)])
    assert main.values.killed == Toll(2, 2, 2, "single")
    assert GUARD in main.claims


def test_when_all_claims_of_a_field_are_dropped_its_value_is_unknown():
    main, _ = apply(EVENTS, [on_claim(GUARD, None), on_claim(ARMY, None)])
    assert main.values.killed is None
    assert rule_of(main, "killed") is None


def test_a_claim_that_the_machine_missed_is_added_with_its_words():
    now = Saying(MAIN, "killed", "four dead", 6, 6, speaker="the hospital")
    words = passage("four dead")
    main, _ = apply(EVENTS, [made("claim", None, now, part=f"{ARTICLE}:mina:1", passage=words)])
    added = next(claim for claim in main.claims if claim.id == f"{ARTICLE}:mina:1")
    assert (added.passage, added.speaker, added.by) == (words, "the hospital", "mina")
    assert main.values.killed == Toll(2, 2, 6, "most_conservative")


def test_two_added_figures_of_one_voice_are_never_summed():
    one = Saying(MAIN, "wounded", "three hurt", 3, 3, speaker="the hospital")
    two = Saying(MAIN, "wounded", "four hurt", 4, 4, speaker="the hospital")
    main, _ = apply(EVENTS, [made("claim", None, one, part="a"), made("claim", None, two, part="b")])
    assert main.values.wounded.high == 4


def test_an_event_that_the_machine_missed_is_added_and_takes_claims():
    added = made("event", None, SPLIT, event=THIRD, passage=passage("blamed the Blue Front"))
    events = apply(EVENTS, [added, on_claim(GUARD, said(GUARD, event=THIRD))])
    assert [event.id for event in events] == [MAIN, OTHER, THIRD]
    third = events[2]
    assert (third.type, third.role, third.is_attack) == ("bombing", "background", True)
    assert third.values.killed == Toll(4, 4, 4, "single")
    assert events[0].values.killed == Toll(2, 2, 2, "single")
    assert GUARD in events[0].claims


def test_a_dropped_event_is_gone_and_comes_back_with_the_entry_taken_back():
    drop = made("event", current(EVENTS[0], "event"), None)
    assert apply(EVENTS, [drop]) == EVENTS[1:]
    with pytest.raises(CorrectionError, match=f"use one of {OTHER}"):
        apply(EVENTS, [drop, on_claim(GUARD, None)])


def test_merging_keeps_the_claims_of_both_and_settles_them_together():
    other = replace(EVENTS[1], claims=(GUARD,), values=replace(EVENTS[1].values, killed=Toll(4, 4, 4, "single")))
    alone = replace(EVENTS[0], claims=tuple(c for c in EVENTS[0].claims if c is not GUARD))
    (joined,) = apply((alone, other), [made("merged_into", None, MAIN, event=OTHER)])
    assert joined.values.killed == Toll(2, 2, 4, "most_conservative")
    assert {GUARD.id, ARMY.id} <= {claim.id for claim in joined.claims}
    assert joined.values.targets == EVENTS[0].values.targets


def test_what_an_analyst_decided_on_a_merged_event_is_not_lost():
    decided = made("wounded", None, Toll(7, 7, 7, "analyst"), event=OTHER)
    (joined,) = apply(EVENTS, [decided, made("merged_into", None, MAIN, event=OTHER)])
    assert joined.values.wounded == Toll(7, 7, 7, "analyst")
    assert rule_of(joined, "wounded") == "analyst"


def test_an_event_merges_neither_into_itself_nor_into_one_that_is_not_there():
    with pytest.raises(CorrectionError, match="cannot be merged into itself"):
        apply(EVENTS, [made("merged_into", None, MAIN)])
    with pytest.raises(CorrectionError, match="there is no event 'nowhere'"):
        apply(EVENTS, [made("merged_into", None, "nowhere")])


@pytest.mark.parametrize(
    ("rule", "toll"),
    [
        ("highest", Toll(2, 4, 4, "highest")),
        ("last_told", Toll(4, 4, 4, "last_told")),
        ("first_told", Toll(2, 2, 2, "first_told")),
        ("voice:a harbour guard", Toll(4, 4, 4, "voice:a harbour guard")),
        ("voice:nobody", None),
    ],
)
def test_another_rule_settles_a_toll_from_the_same_claims(rule, toll):
    main, _ = apply(EVENTS, [made("killed.rule", None, rule)])
    assert main.values.killed == toll
    assert current(main, "killed.rule") == rule
    assert [c for c in main.claims if c.by == "machine"] == list(EVENTS[0].claims)


def test_a_chosen_rule_outlives_a_corrected_claim_and_gives_way_to_the_fields_own():
    steps = [made("killed.rule", None, "highest"), on_claim(GUARD, said(GUARD, low=9, high=9))]
    assert apply(EVENTS, steps)[0].values.killed == Toll(2, 9, 9, "highest")
    back = apply(EVENTS, [*steps, made("killed.rule", "highest", None)])[0]
    assert back.values.killed == Toll(2, 2, 9, "most_conservative")


def test_the_reason_of_a_value_names_the_claim_in_which_its_rule_was_chosen():
    main, _ = apply(EVENTS, [made("killed.rule", None, "highest")])
    why = next(why for why in main.why if why.field == "killed")
    chose = next(claim for claim in main.claims if claim.id == why.claim_ids[-1])
    assert (chose.field, chose.by) == ("killed.rule", "mina")


def test_a_rule_overrules_an_analysts_value_and_a_value_overrules_a_rule():
    value, rule = (
        made("killed", EVENTS[0].values.killed, Toll(3, 3, 3, "analyst")),
        made("killed.rule", None, "highest"),
    )
    assert apply(EVENTS, [value, rule])[0].values.killed == Toll(2, 4, 4, "highest")
    later = made("killed", Toll(2, 4, 4, "highest"), Toll(3, 3, 3, "analyst"))
    assert apply(EVENTS, [rule, later])[0].values.killed == Toll(3, 3, 3, "analyst")


def test_an_analysts_value_stands_when_a_claim_changes():
    value = made("killed", EVENTS[0].values.killed, Toll(3, 3, 3, "analyst"))
    assert apply(EVENTS, [value, on_claim(GUARD, None)])[0].values.killed == Toll(3, 3, 3, "analyst")


def test_the_firmest_attribution_can_be_chosen():
    blamed = EVENTS[0].claims[5]
    firm = made("claim", None, said(blamed, value="Red Front", attribution="self_claimed"), part="x")
    main, _ = apply(EVENTS, [firm, made("perpetrators.rule", None, "firmest")])
    assert main.values.perpetrators == (Attribution("Red Front", "self_claimed", "Some"),)


@pytest.mark.parametrize(
    ("field", "now", "words"),
    [
        ("killed.rule", '"dice"', "'dice' is no rule for it; use one of highest, first_told, last_told, voice:"),
        ("claim", '{"event":"e","field":"mood"}', "'mood' is no field of a claim"),
        ("claim", f'{{"event":"{MAIN}","field":"killed","low":4,"high":2}}', "must rise"),
        ("claim", '{"event":"","field":"killed"}', "no event is named"),
    ],
)
def test_what_is_no_rule_or_claim_is_refused_with_the_remedy(field, now, words):
    with pytest.raises(CorrectionError, match=words):
        apply(EVENTS, [replace(made(field, None, None, part="p" if field == "claim" else None), now=now)])


def test_corrections_of_what_is_gone_are_told_and_never_dropped_silently():
    drop = made("event", current(EVENTS[0], "event"), None)
    later = on_claim(GUARD, None)
    replayed = replay(EVENTS, [drop, later])
    assert replayed.homeless == (later,)


STEPS = {
    "replace": on_claim(GUARD, said(GUARD, low=3, high=3)),
    "drop claim": on_claim(ARMY, None),
    "rule": made("killed.rule", None, "highest"),
    "value": made("wounded", None, Toll(1, 1, 1, "analyst")),
    "event": made("event", None, SPLIT, event=THIRD),
    "merge": made("merged_into", None, MAIN, event=OTHER),
}


@given(st.permutations(sorted(STEPS)), st.integers(0, len(STEPS)))
def test_independent_steps_in_any_order_lose_no_claim_of_the_machine(order, count):
    events = apply(EVENTS, [STEPS[name] for name in order[:count]])
    kept = {claim.id for event in events for claim in event.claims}
    assert {claim.id for event in EVENTS for claim in event.claims} <= kept


@given(st.permutations(["replace", "drop claim", "rule", "value"]))
def test_independent_steps_come_to_the_same_in_any_order(order):
    def values(names):
        return apply(EVENTS, [STEPS[name] for name in names])[0].values

    assert values(order) == values(sorted(order))


def test_every_field_with_rules_can_be_settled_by_one_voice():
    for field in settling.RULES:
        main, _ = apply(EVENTS, [made(f"{field}.rule", None, "voice:The army")])
        assert current(main, f"{field}.rule") == "voice:The army"


def test_two_wordings_of_one_voice_are_one_voice_to_choose():
    statement = replace(ARMY, id="statement", field="wounded", low=5, high=5, speaker="a statement from the army")
    told = replace(ARMY, id="told", field="wounded", low=5, high=5, speaker="the military")
    other = replace(GUARD, id="other", field="wounded", low=9, high=9)
    claims = (statement, told, other)
    assert settling.voices(claims, "wounded") == ("a statement from the army", "a harbour guard")
    values, why = settling.settle(claims, {"wounded": "voice:a statement from the army"})
    assert values.wounded == Toll(5, 5, 5, "voice:a statement from the army")
    assert why[0].claim_ids == ("statement", "told")
