"""What must never be read into a sentence: figures nobody gave, acts that were denied, voices run together.

Each case once went wrong, or was built to; none is tied to one room.
"""

from __future__ import annotations

import pytest
from parsed import act, claim, claims_of, scenes_of, telling
from test_counts import noun_of, shown

from workbench import articles, casualties, counts, events, pipeline, settling
from workbench.records import Article, Block


def article_of(text):
    return Article(id="card", source="card", text=text, blocks=(Block("body", 0, len(text)),))


def reading_of(text):
    return pipeline.extract(article_of(text))


def test_two_headline_acts_without_a_body_are_one_event():
    one, again = act(0, block="headline"), act(1, block="headline", refers_back=True)
    found = events.merge([*telling(one), *telling(again)], "0123456789ab")
    assert [e.id for e in found] == [f"0123456789ab:{one.passage.start}"]


@pytest.mark.model
def test_a_page_of_headlines_alone_is_read():
    page = "Shells hit the port\n\nFour rockets struck the port of Testville late on Tuesday, the army said. — "
    assert pipeline.extract(articles.read(page)).article.text == page


def test_two_hundred_and_six_is_one_number():
    noun = noun_of("Two hundred and six *people died\nNUM NUM CCONJ NUM NOUN:NNS VERB")
    assert shown(counts.of(noun), noun.doc) == "206 206 exact | Two hundred and six"


def harmed(card):
    return [(h.field, h.quantity.low) for s in scenes_of(card) for h in casualties.read(s)]


def test_a_toll_that_could_rise_is_no_toll():
    assert (
        harmed(
            "The DET 1 det\ntoll NOUN 6 nsubj\nfrom ADP 1 prep\nthe DET 4 det\n"
            "bombing NOUN 2 pobj\ncould AUX 6 aux MD\nrise VERB 6 ROOT VB\nabove ADP 6 prep\n"
            "50 NUM 7 pobj\n. PUNCT 6 punct"
        )
        == []
    )


def test_a_family_of_five_is_not_one():
    found = harmed(
        "It PRON 1 nsubj\nkilled/kill VERB 1 ROOT\na DET 3 det\nfamily NOUN 1 dobj\n"
        "of ADP 3 prep\nfive NUM 4 pobj\nin ADP 1 prep\nthe DET 8 det\nbombing NOUN 6 pobj\n"
        ". PUNCT 1 punct"
    )
    assert ("killed", 1) not in found


@pytest.mark.model
def test_an_age_behind_a_name_counts_nobody():
    found = reading_of("The mortar attack killed Ali Hassan, 34, and his brother.")
    assert 34 not in {c.low for c in found.claims}


@pytest.mark.model
def test_a_toll_of_the_year_stays_out_of_the_event():
    found = reading_of("The deaths of three soldiers in a bombing last week brought the toll this year to 19.")
    assert 19 not in {c.low for e in found.events if e.role != "aggregate" for c in e.claims}


@pytest.mark.model
def test_what_may_rise_is_no_toll():
    found = reading_of("The toll from the bombing could rise above 50, doctors warned.")
    assert 50 not in {c.low for c in found.claims if c.field == "killed"}


@pytest.mark.model
@pytest.mark.parametrize(
    "words",
    [
        "The army did not attack the village.",
        "The mayor said nobody attacked the base.",
        "There was no attack on the base.",
    ],
)
def test_what_did_not_happen_has_not_occurred(words):
    assert [e for e in reading_of(words).events if e.is_attack and e.status == "occurred"] == []


def test_what_appeared_to_have_happened_is_not_planned():
    card = (
        "The DET 1 det\narmy NOUN 2 nsubj\nappeared/appear VERB 2 ROOT\nto PART 5 aux\n"
        "have AUX 5 aux VB\nshelled/shell VERB 2 xcomp VBN\nthe DET 7 det\nport NOUN 5 dobj\n"
        ". PUNCT 2 punct"
    )
    assert {(c.act.role, c.act.status) for c in claims_of(card)} == {("main", "occurred")}


def test_an_allegation_lowers_the_doer_before_it():
    card = (
        "The DET 1 det\narmy NOUN 3 nsubj\nallegedly ADV 3 advmod\nshelled/shell VERB 3 ROOT\n"
        "the DET 5 det\nport NOUN 3 dobj\n. PUNCT 3 punct"
    )
    assert {c.stance for c in claims_of(card) if c.field == "perpetrator"} == {"alleged"}


def test_a_bomb_that_exploded_in_a_town_is_read():
    card = (
        "A DET 1 det\nbomb NOUN 2 nsubj\nexploded/explode VERB 2 ROOT\nin ADP 2 prep\n"
        "Kirkuk PROPN 3 pobj - GPE\n. PUNCT 2 punct"
    )
    assert {"act", "munitions", "place"} <= {c.field for c in claims_of(card)}


def test_a_deadline_is_no_agent():
    card = (
        "The DET 1 det\narmy NOUN 3 nsubj\nwill AUX 3 aux MD\nwithdraw VERB 3 ROOT VB\n"
        "500 NUM 5 nummod\ntroops NOUN 3 dobj NNS\nby ADP 3 prep\n2021 NUM 6 pobj"
    )
    assert "announcer" in {c.field for c in claims_of(card)}


def test_the_best_figure_is_never_below_the_lowest():
    of = act(0)
    upto = claim(of, "killed", "up to five", high=5, qualifier="at_most")
    toll = settling.settle([upto, claim(of, "killed", "nine", 9, at=60, speaker="the army")])[0].killed
    assert toll.low is None or toll.low <= toll.best


def test_two_pairs_of_speakers_are_two_voices():
    of, other = act(0), act(1)
    toll = settling.settle(
        [
            claim(of, "killed", "two", 2, speaker="the army and the navy"),
            claim(other, "killed", "five", 5, speaker="the mayor and the governor"),
        ]
    )[0].killed
    assert (toll.low, toll.high) == (2, 5)


@pytest.mark.model
def test_two_days_after_another_attack_is_neither_its_day_nor_its_dead():
    story = "Troops fought gunmen on Saturday, killing nine gunmen."
    words = f"{story} It came two days after militants beheaded two hostages."
    fought, beheaded = reading_of(words).events
    assert (fought.values.killed.best, beheaded.values.killed.best) == (9, 2)
    assert beheaded.values.date is None


@pytest.mark.model
def test_people_who_died_after_a_bomb_exploded_died_of_it():
    (event,) = reading_of("Ten people were killed after a bomb exploded in Kirkuk.").events
    assert (event.type, event.values.killed.best) == ("bombing", 10)


@pytest.mark.model
def test_who_denies_an_attack_has_not_claimed_it():
    (event,) = reading_of("The rebels denied they had attacked the convoy on Tuesday.").events
    assert {who.attribution for who in event.values.perpetrators} == {"denied"}


@pytest.mark.model
def test_soldiers_struck_by_an_earthquake_are_no_attack():
    found = reading_of("The earthquake killed 300 people. Soldiers struck by the tragedy helped.").events
    assert [event for event in found if event.is_attack] == []
