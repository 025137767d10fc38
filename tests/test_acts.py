"""Acts are named by the triggers of a sentence; which of them are one act, grammar and wording say.

The cards in cards/acts.md are parses written by hand.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from cards import cards, told
from parsed import article_of, parsed, scenes_of

from workbench import acts, language, lexicons, mentions
from workbench.records import Article, Block

CARDS = {title: given for title, given, _ in told("acts")}
AFTER = CARDS["What stands behind 'after' is another act"]
ROCKETS = CARDS["Rockets make firing a rocket attack"]
CUT = """
Shells/shell  NOUN   1 nsubj
hit           VERB   1 ROOT
Kirkuk        PROPN  1 dobj  -  GPE

Monday        PROPN  0 ROOT
evening       NOUN   0 dep
.             PUNCT  0 punct
"""
QUIET = "Rain NOUN 1 nsubj\nfell/fall VERB 1 ROOT\n. PUNCT 1 punct"


def shown(naming):
    """Kind, attack or not, role, status and wording | the words of the triggers | the weapons."""
    act = naming.act
    asks = {"pointing back": act.refers_back, "opening another": act.introduces, "several": act.plural}
    how = [act.type, "attack" if act.is_attack else "no attack", act.role, act.status, *(w for w in asks if asks[w])]
    words = ", ".join(trigger.mention.text for trigger in naming.triggers)
    return f"{', '.join(how)} | {words} | {', '.join(weapon.text for weapon in naming.weapons) or '-'}"


@pytest.mark.parametrize(("card", "expected"), cards("acts"))
def test_a_sentence_names_the_acts_of_its_card(card, expected):
    assert "\n".join(shown(naming) for scene in scenes_of(card) for naming in scene.namings) == expected


@pytest.mark.parametrize(("card", "_"), cards("acts"))
def test_an_act_is_named_by_words_of_the_article(card, _):
    text = parsed(card).text
    for scene in scenes_of(card):
        for naming in scene.namings:
            passage = naming.act.passage
            assert text[passage.start : passage.end] == passage.text


@pytest.mark.parametrize(("card", "_"), cards("acts"))
def test_an_act_cites_the_row_that_named_it(card, _):
    rules = lexicons.by_rule("actions")
    assert all(naming.act.rule in rules for scene in scenes_of(card) for naming in scene.namings)


def test_acts_know_their_sentence_and_their_block():
    scenes = scenes_of(f"{ROCKETS}\n\n{AFTER}", "headline")
    found = [(n.act.sentence, n.act.block) for scene in scenes for n in scene.namings]
    assert found == [(0, "headline"), (1, "body"), (1, "body")]


def test_a_sentence_without_mentions_is_no_scene():
    assert scenes_of(QUIET) == ()


def test_a_sentence_outside_every_block_is_no_scene():
    doc = parsed(ROCKETS)
    found = mentions.find(doc, article_of(doc))
    assert found
    assert acts.scenes(doc, replace(article_of(doc), blocks=()), found) == ()


def test_sentences_that_the_parser_cut_without_a_stop_are_joined():
    doc = parsed(CUT)
    (joined,) = acts.sentences(doc, article_of(doc))
    assert joined.text == "Shells hit Kirkuk Monday evening."


def test_sentences_of_two_blocks_are_never_joined():
    doc = parsed(CUT)
    assert len(list(acts.sentences(doc, article_of(doc, "headline")))) == 2


def test_a_stop_ends_a_sentence():
    doc = parsed(f"{QUIET}\n\n{QUIET}")
    assert [s.text for s in acts.sentences(doc, article_of(doc))] == ["Rain fell.", "Rain fell."]


def test_what_is_told_aside_is_known_by_its_words():
    (scene,) = scenes_of(AFTER)
    (scope,) = acts.aside(scene.sentence, scene.mentions)
    told_aside = {scene.sentence.doc[i].text for i in scope}
    assert {"bombing", "killed", "soldiers"} <= told_aside
    assert "raid" not in told_aside


def test_every_type_of_attack_has_a_family_but_for_other():
    named = {row.fact("type") for row in lexicons.load("actions") if row.facts["class"] == "attack"}
    assert named - {None, "other"} <= set(acts.FAMILY)


def test_the_paragraph_of_an_act_is_where_its_block_begins():
    doc = parsed(ROCKETS)
    article = article_of(doc)
    (scene,) = acts.scenes(doc, article, mentions.find(doc, article))
    assert article.blocks == (Block("body", 0, len(doc.text)),)
    assert [naming.act.paragraph for naming in scene.namings] == [0]


def _acts(sentence):
    article = Article(id="a", source="a", text=sentence, blocks=(Block("body", 0, len(sentence)),))
    doc = language.parse(article)
    found = acts.scenes(doc, article, mentions.find(doc, article))
    return [(n.act.type, n.act.is_attack, n.act.role, n.act.status) for scene in found for n in scene.namings]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Police arrested four men who were planning to blow up the town hall.",
            [("bombing", True, "main", "foiled"), ("other", False, "background", "occurred")],
        ),
        ("The gunmen were planning to blow up the town hall.", [("bombing", True, "planned", "planned")]),
        ("The attack would have taken place on Saturday.", [("other", True, "planned", "planned")]),
        ("The attack, he would say later, took place on Saturday.", [("other", True, "main", "occurred")]),
        ("No shots were fired, and nobody was hurt.", [("other", False, "main", "occurred")]),
        ("Three nurses were taken from their boat by gunmen.", [("kidnapping", True, "main", "occurred")]),
        ("Three nurses were taken to hospital by the police.", [("other", False, "main", "occurred")]),
    ],
)
def test_what_was_only_meant_and_who_was_taken(sentence, expected):
    assert _acts(sentence) == expected
