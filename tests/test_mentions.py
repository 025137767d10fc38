"""Mentions are words that a lexicon row or the recogniser knows, in readable blocks, each under its rule."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from parsed import article_of, parsed
from stories import stories

from workbench import articles, language, lexicons, mentions
from workbench.records import CLAIM_BLOCKS

ROCKETS = """
Four             NUM    1 nummod
rockets/rocket   NOUN   2 nsubj
hit              VERB   2 ROOT
Port             PROPN  4 compound  -  GPE
Sena             PROPN  2 dobj      -  GPE
late             ADJ    6 amod
Tuesday          PROPN  2 npadvmod
,                PUNCT  2 punct
the              DET    9 det
army             NOUN  10 nsubj
said/say         VERB   2 parataxis
.                PUNCT  2 punct
"""
WALKOUT = """
The              DET    3 det
teachers/teacher NOUN   3 poss
'                PART   1 case   POS
strike           NOUN   4 nsubj
hit              VERB   4 ROOT
schools/school   NOUN   4 dobj
.                PUNCT  4 punct
"""
NAMED_AFTER = """
The              DET    2 det
Bomb             PROPN  2 compound  -  ORG
Squad            PROPN  3 nsubj     -  ORG
sang/sing        VERB   3 ROOT
.                PUNCT  3 punct
"""


def found_in(card, *kinds):
    doc = parsed(card)
    return mentions.find(doc, article_of(doc, *kinds))


def words(found, kind):
    return [mention.text for mention in found if mention.kind == kind]


def test_each_kind_of_words_is_found_by_its_lexicon():
    found = found_in(ROCKETS)
    assert words(found, "weapon") == ["rockets"]
    assert words(found, "action") == ["hit"]
    assert words(found, "time") == ["late Tuesday"]
    assert words(found, "place") == ["Port Sena"]
    assert words(found, "people") == ["army"]
    assert words(found, "report") == ["said"]


def test_every_mention_cites_a_row_or_the_recogniser():
    rules = {
        row.rule
        for name in ("actions", "weapons", "people", "reporting", "hedges", "quantities", "times")
        for row in lexicons.load(name)
    }
    for mention in found_in(ROCKETS):
        assert mention.rule in rules or mention.rule.startswith("pipeline:")


def test_mentions_come_in_reading_order():
    starts = [mention.start for mention in found_in(ROCKETS)]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "kind",
    ["masthead", "caption", "credit", "inline_link", "editor_note", "contributor_note", "related_headline", "other"],
)
def test_furniture_carries_no_mention(kind):
    assert kind not in CLAIM_BLOCKS
    assert found_in(ROCKETS, kind) == ()


@pytest.mark.parametrize("kind", sorted(CLAIM_BLOCKS))
def test_headline_dateline_and_body_carry_the_same_mentions(kind):
    assert found_in(ROCKETS, kind) == found_in(ROCKETS)


def test_words_that_need_arms_are_silent_without():
    assert words(found_in(WALKOUT), "action") == []


def test_the_longest_words_win_within_a_kind():
    card = "A DET 2 det\ncar NOUN 2 compound\nbomb NOUN 3 nsubj\nexploded/explode VERB 3 ROOT\n. PUNCT 3 punct"
    assert words(found_in(card), "weapon") == ["car bomb"]


def test_no_common_word_breaks_up_a_name():
    found = found_in(NAMED_AFTER)
    assert words(found, "actor") == ["Bomb Squad"]
    assert words(found, "weapon") == []


def test_words_of_time_are_left_for_the_rooms_to_come():
    doc = parsed(ROCKETS)
    mentions.find(doc, article_of(doc))
    assert [span.text for span in doc.spans["times"]] == ["late Tuesday"]


def test_the_tokens_of_a_mention_are_its_words():
    doc = parsed(ROCKETS)
    (time,) = [m for m in mentions.find(doc, article_of(doc)) if m.kind == "time"]
    assert [token.text for token in mentions.words_of(doc, time)] == ["late", "Tuesday"]


def test_a_mention_outside_the_doc_has_no_tokens():
    doc = parsed(ROCKETS)
    (time,) = [m for m in mentions.find(doc, article_of(doc)) if m.kind == "time"]
    assert mentions.words_of(doc, replace(time, start=1000, end=1010)) == []


@pytest.mark.model
@settings(max_examples=25)
@given(stories)
def test_every_mention_is_the_articles_own_words_in_a_readable_block(text):
    article = articles.read(text)
    for mention in mentions.find(language.parse(article), article):
        assert article.text[mention.start : mention.end] == mention.text
        assert mention.text.strip()
        assert article.block_at(mention.start).kind in CLAIM_BLOCKS
