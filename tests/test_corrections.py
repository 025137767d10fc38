"""Corrections are claims: appended, traceable, refused when what they overrule has changed."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import ARTICLE, MAIN, OTHER, TUESDAY, passage, reread, sample_reading

from workbench.corrections import (
    CORRECTABLE,
    CorrectionError,
    StaleCorrection,
    apply,
    current,
    published_from,
    read_value,
    redated,
    replay,
    written,
)
from workbench.records import Attribution, Correction, Days, Munition, Place, Toll

SETTLED = '{"best":2,"high":4,"low":2,"rule":"most_conservative"}'
FOUR = '{"best":4,"high":4,"low":4,"rule":"analyst"}'


def correction(field="killed", was=SETTLED, now=FOUR, **more):
    return Correction(ARTICLE, more.pop("event", MAIN), field, was, now, "extraction_error", by="mina", **more)


def test_the_last_word_is_the_analysts():
    main, other = apply(sample_reading().events, [correction()])
    assert main.values.killed == Toll(4, 4, 4, "analyst")
    assert [why.rule for why in main.why if why.field == "killed"] == ["analyst"]
    assert other == sample_reading().events[1]


def test_the_machines_claims_are_untouched():
    before = sample_reading().events[0]
    after, _ = apply(sample_reading().events, [correction(passage=passage("counted four dead"))])
    assert after.claims[:-1] == before.claims
    added = after.claims[-1]
    assert (added.by, added.rule, added.field, added.value) == ("mina", "analyst", "killed", FOUR)
    assert added.passage == passage("counted four dead")
    assert (added.low, added.high) == (4, 4)


def test_every_correction_in_a_chain_is_one_more_claim():
    main, _ = apply(sample_reading().events, [correction(), correction(was=FOUR, now=None)])
    assert main.values.killed is None
    assert [claim.id for claim in main.claims[-2:]] == [f"{MAIN}:analyst:0", f"{MAIN}:analyst:1"]


def test_a_correction_to_a_value_that_changed_is_refused_with_both_values():
    with pytest.raises(StaleCorrection) as refused:
        apply(sample_reading().events, [correction(was=FOUR, now=None)])
    assert SETTLED in str(refused.value)
    assert FOUR in str(refused.value)


def test_in_a_replay_the_analysts_word_stands_and_the_difference_is_told():
    replayed = replay(sample_reading().events, [correction(was=None)])
    assert replayed.events[0].values.killed == Toll(4, 4, 4, "analyst")
    assert len(replayed.stale) == 1
    assert replayed.homeless == ()


@pytest.mark.parametrize(
    ("field", "now", "changed"),
    [("role", '"background"', "background"), ("type", '"bombing"', "bombing"), ("status", '"denied"', "denied")],
)
def test_what_an_event_is_can_be_corrected_too(field, now, changed):
    was = written(current(sample_reading().events[0], field))
    main, _ = apply(sample_reading().events, [correction(field, was, now)])
    assert getattr(main, field) == changed


def test_an_unknown_event_is_refused_with_the_known_ones():
    with pytest.raises(CorrectionError, match=OTHER):
        apply(sample_reading().events, [correction(event="nowhere:1")])


@pytest.mark.parametrize("field", ["interceptors", "claims", "id", ""])
def test_a_field_outside_the_table_is_refused(field):
    with pytest.raises(CorrectionError, match="cannot be corrected; the fields are published, killed"):
        apply(sample_reading().events, [correction(field, None, None)])


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("killed", '{"low":5,"best":4,"rule":"analyst"}', "must rise, not 5, 4; put them in order"),
        ("killed", '{"best":-1,"rule":"analyst"}', "below zero; leave it blank"),
        ("killed", '{"best":2.5,"rule":"analyst"}', "killed: best: a whole number is expected, not 2.5"),
        ("killed", '{"best":true,"rule":"analyst"}', "a whole number is expected, not True"),
        ("killed", '{"best":2}', "the key 'rule' is missing"),
        ("killed", '{"rule":"analyst"}', "no number is given"),
        ("killed", '{"deaths":2,"rule":"analyst"}', "there is no key 'deaths'; the keys are low, best, high, rule"),
        ("killed", "4", "killed: an object is expected, not 4"),
        ("killed", "four", "this is no JSON at character 0: 'four'"),
        ("date", '{"start":"17/11/2020"}', "date: start: '17/11/2020' is no day; write it as YYYY-MM-DD"),
        ("date", '{"start":"2020-11-18","end":"2020-11-17"}', "before the first day 2020-11-18; exchange them"),
        ("date", "{}", "no day and no reason is given"),
        ("place", '{"name":" "}', "the name is blank"),
        ("place", '{"name":"Sena","lat":1.5}', "both latitude and longitude"),
        ("place", '{"name":"Sena","lat":91,"lon":0}', "off the globe"),
        ("place", '{"name":"Sena","country":"Moz"}', "no three-letter code"),
        ("place", '{"name":"Sena","lat":NaN,"lon":0}', "NaN is no number"),
        ("perpetrators", '[{"name":"","attribution":"alleged"}]', "a name is blank"),
        ("perpetrators", '[{"name":"X","attribution":"proven"}]', r"\[0\].attribution: 'proven' is unknown"),
        ("weapons", '[{"kind":"shell","low":3,"high":1}]', "weapons: shell: low, best and high must rise"),
        ("type", '"siege"', "'siege' is unknown; use one of rocket_attack"),
        ("type", None, "cannot be unknown"),
        ("published", '"0020-11-17"', "before the first newspaper"),
    ],
)  # fmt: skip
def test_a_value_that_is_none_is_refused_with_its_place_and_the_remedy(field, text, said):
    with pytest.raises(CorrectionError, match=said):
        read_value(field, text)


@pytest.mark.parametrize("field", [field for field, row in CORRECTABLE.items() if not row.required])
def test_unknown_is_a_value_of_every_field_that_may_be_unknown(field):
    assert written(read_value(field, None)) is None


def test_canonical_text_is_sorted_and_leaves_out_what_is_unknown():
    assert written(Place("Sena", precision="city")) == '{"name":"Sena","precision":"city"}'
    assert written((Munition("rocket", 4, None, 7),)) == '[{"high":7,"kind":"rocket","low":4}]'
    assert written(dt.date(2020, 11, 17)) == '"2020-11-17"'
    assert written(()) is None


counts = st.lists(st.integers(0, 10**6), min_size=3, max_size=3).map(sorted)
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
days = st.dates(dt.date(1605, 1, 1))
VALUES = {
    "killed": counts.map(lambda three: Toll(*three, "analyst")),
    "date": st.tuples(days, days, words).map(lambda d: Days(min(d[:2]), max(d[:2]), "days_2_6", "analyst", text=d[2])),
    "place": st.builds(Place, words, st.none() | st.just("IRQ"), st.just(1.5), st.just(-2.0)),
    "perpetrators": st.lists(st.builds(Attribution, words, st.just("alleged"), st.none() | words)).map(tuple),
    "weapons": st.lists(st.builds(Munition, words)).map(tuple),
    "published": days,
}


@pytest.mark.parametrize("field", VALUES)
@given(data=st.data())
def test_every_value_comes_back_from_its_text(field, data):
    value = data.draw(VALUES[field])
    text = written(value)
    assert read_value(field, text) == value
    assert text is None or written(read_value(field, json.dumps(json.loads(text), indent=1))) == text


def test_the_publication_date_is_the_last_one_given():
    dates = [correction("published", None, f'"2020-11-{day}"', event="") for day in (16, 17)]
    assert published_from([*dates, correction()]) == TUESDAY
    assert published_from([correction()]) is None


def test_with_the_publication_date_the_days_resolve():
    undated = sample_reading()
    dated = redated(undated, TUESDAY, reread)
    assert undated.events[0].values.date.start is None
    assert dated.events[0].values.date.start == TUESDAY
    assert (dated.article.published, dated.article.published_basis) == (TUESDAY, "analyst")
    assert replace(dated.article, published=None, published_basis="unknown") == undated.article


def test_a_correction_of_the_article_leaves_the_events_as_they_are():
    events = sample_reading().events
    assert apply(events, [correction("published", None, '"2020-11-17"', event="")]) == events
