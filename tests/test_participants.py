"""Who did it, who is said to have done it, who says so of himself and who passed it on are kept apart.

The cards in cards/participants.md are parses written by hand. That nothing is
ever confirmed is proved on every card of claims and of participants.
"""

from __future__ import annotations

import pytest
from cards import cards, told
from parsed import claims_of, parsed

FIELDS = ("perpetrator", "target", "interceptor", "responsibility", "announcer")
NOBODY = """
The             DET    1 det
mayor           NOUN   2 nsubj
said/say        VERB   2 ROOT
nobody          PRON   4 nsubj NN
attacked/attack VERB   2 ccomp
the             DET    6 det
base            NOUN   4 dobj
.               PUNCT  2 punct
"""
CLAIMS = {title: given for title, given, _ in told("claims")}


def shown(claim):
    firmly = " ".join(filter(None, [claim.stance, claim.attribution]))
    return f"{claim.field} {claim.value} | {claim.speaker or 'reporter'} | {firmly}"


def named(title, field):
    return [claim for claim in claims_of(CLAIMS[title]) if claim.field == field]


@pytest.mark.parametrize(("card", "expected"), cards("participants"))
def test_those_who_took_part_are_read_as_their_card_says(card, expected):
    found = sorted(shown(claim) for claim in claims_of(card) if claim.field in FIELDS)
    assert ("\n".join(found) or "-") == expected


@pytest.mark.parametrize(("card", "_"), cards("participants"))
def test_a_perpetrator_is_never_confirmed_and_always_somehow_attributed(card, _):
    levels = {claim.attribution for claim in claims_of(card) if claim.field == "perpetrator"}
    assert levels <= {"self_claimed", "claimed_via_third_party", "alleged", "denied"}


@pytest.mark.parametrize(("card", "_"), cards("participants"))
def test_a_name_is_written_as_the_article_has_it(card, _):
    text = parsed(card).text
    for claim in claims_of(card):
        if claim.field == "target":
            assert claim.value == claim.passage.text
            assert claim.value in text


def test_a_channel_that_passes_a_claim_on_is_not_the_group():
    (found,) = named("A group's channel passes a claim on", "perpetrator")
    assert found.attribution == "claimed_via_third_party"
    assert found.speaker == "A Telegram channel"
    assert found.value == "Red Brigade"


def test_nobody_is_no_perpetrator():
    assert "perpetrator" not in {claim.field for claim in claims_of(NOBODY)}


def test_nobody_who_claims_an_attack_is_no_perpetrator():
    assert named("That nobody claims an attack names nobody", "perpetrator") == []
    (found,) = named("That nobody claims an attack names nobody", "responsibility")
    assert found.value == "nobody"


def test_who_blames_somebody_is_the_voice_of_the_allegation():
    (found,) = named("Who is blamed is alleged, on the word of who blames", "perpetrator")
    assert (found.speaker, found.stance, found.attribution) == ("The mayor", "alleged", "alleged")


def test_who_declares_a_truce_is_announced_and_not_accused():
    title = "A truce is no attack, and who declared it no perpetrator"
    assert named(title, "perpetrator") == []
    assert [claim.value for claim in named(title, "announcer")] == ["militia"]


def test_troops_of_a_move_are_a_quantity_and_nobody_harmed():
    title = "Troops to be withdrawn are a quantity of a plan, never of harm"
    assert [claim.low for claim in named(title, "quantity")] == [500]
    assert named(title, "killed") == named(title, "wounded") == []


def test_what_met_the_rockets_is_no_perpetrator():
    title = "What appears to have met the rockets is hedged"
    assert named(title, "perpetrator") == []
    assert [claim.stance for claim in named(title, "interceptor")] == ["hedged"]
