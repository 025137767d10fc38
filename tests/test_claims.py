"""Claims are read from grammar, so the grammar is written out by hand.

No language model runs here: each card of cards/claims.md spells a sentence as
word, part of speech, head and role. A new model cannot turn these tests red;
if one does fail, it is our rule that changed.
"""

from __future__ import annotations

import datetime as dt

import pytest
from cards import cards, told
from parsed import article_of, claims_of, parsed

from workbench import claims, mentions

CARDS = {title: given for title, given, _ in told("claims")}
MONDAY = CARDS["A weekday of an act is a date of it"]
ROCKETS = CARDS["Three more are of the weapon told before, and lie outside"]
TUESDAY = dt.date(2020, 11, 17)


def shown(claim):
    """One claim on a line: field, value and count | who says so | how firmly | the words, but for the act."""
    what = [claim.field, claim.value]
    if claim.qualifier:
        what += ["-" if side is None else str(side) for side in (claim.low, claim.high)] + [claim.qualifier]
    if claim.field == "act":
        what += [claim.act.role, claim.act.status]
    what += [claim.scope] if claim.scope else []
    what += ["of", claim.group] if claim.group else []
    who = (claim.speaker or "reporter") + (f" via {claim.messenger}" if claim.messenger else "")
    firmly = " ".join(filter(None, [claim.stance, claim.attribution]))
    words = [] if claim.field == "act" else [claim.passage.text]
    return " | ".join([" ".join(what), who, firmly, *words])


def in_order(found):
    return sorted(found, key=lambda claim: (claim.act.sentence, claim.field, claim.passage.start))


@pytest.mark.parametrize(("card", "expected"), cards("claims"))
def test_claims_are_read_from_the_grammar(card, expected):
    assert "\n".join(map(shown, in_order(claims_of(card)))) == expected


@pytest.mark.parametrize(("card", "_"), cards("claims"))
def test_a_claim_points_at_words_of_the_article(card, _):
    text = parsed(card).text
    for claim in claims_of(card):
        assert text[claim.passage.start : claim.passage.end] == claim.passage.text
        assert claim.passage.text


@pytest.mark.parametrize(("card", "_"), cards("claims"))
def test_every_claim_has_an_id_of_its_own_a_rule_and_a_block(card, _):
    found = claims_of(card)
    assert len({claim.id for claim in found}) == len(found)
    assert all(":" in claim.rule and claim.block == "body" and claim.by == "machine" for claim in found)


@pytest.mark.parametrize(("card", "_"), cards("claims"))
def test_nothing_is_ever_confirmed_by_the_machine(card, _):
    assert "confirmed" not in {claim.attribution for claim in claims_of(card)}


def test_a_weekday_waits_for_the_publication_date():
    (waiting,) = [claim for claim in claims_of(MONDAY) if claim.field == "date"]
    assert waiting.days.start is None
    assert waiting.days.unresolved
    (known,) = [claim for claim in claims_of(MONDAY, published=TUESDAY) if claim.field == "date"]
    assert known.days.start == dt.date(2020, 11, 16)


@pytest.mark.parametrize("kind", ["caption", "inline_link", "related_headline", "editor_note", "contributor_note"])
def test_furniture_makes_no_claim(kind):
    assert claims_of(ROCKETS, kind, kind) == ()


@pytest.mark.parametrize("kind", ["headline", "dateline", "body"])
def test_the_claims_of_a_readable_block_say_which_it_is(kind):
    assert {claim.block for claim in claims_of(ROCKETS, kind, kind)} == {kind}


def test_the_same_parse_gives_the_same_claims():
    assert claims_of(ROCKETS) == claims_of(ROCKETS)


def test_without_mentions_there_is_nothing_to_claim():
    doc = parsed(ROCKETS)
    article = article_of(doc)
    assert mentions.find(doc, article)
    assert claims.read(doc, article, ()) == ()
