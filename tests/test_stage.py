"""A stage makes every claim in one way: its words, its voice, its stance, and the act that is nearest."""

from __future__ import annotations

from cards import told
from parsed import article_of, parsed

from workbench import acts, mentions, voices
from workbench.records import Article, Block
from workbench.stage import Stage, naming_of, nearest

ACTS = {title: given for title, given, _ in told("acts")}
CLAIMS = {title: given for title, given, _ in told("claims")}
AFTER = ACTS["What stands behind 'after' is another act"]
HEDGED = CLAIMS["What appears to have met the rockets is hedged"]
DENIED = CLAIMS["What somebody denies is kept as denied"]
QUOTED = """
"                PUNCT  3 punct
Two              NUM    2 nummod
soldiers/soldier NOUN   3 nsubj
died/die         VERB   8 ccomp
,                PUNCT  3 punct
"                PUNCT  3 punct
the              DET    7 det
governor         NOUN   8 nsubj
said/say         VERB   8 ROOT
.                PUNCT  8 punct
"""


def stage_of(card, text=None):
    """The stage of a card's one sentence; `text` is what the page had before its quotes were made plain."""
    doc = parsed(card)
    article = article_of(doc)
    if text is not None:
        article = Article(id="card", source="card", text=text, blocks=(Block("body", 0, len(text)),))
    (scene,) = acts.scenes(doc, article, mentions.find(doc, article))
    heard = voices.hear(doc, scene.sentence, scene.mentions)
    return Stage(doc, article, scene, heard, acts.aside(scene.sentence, scene.mentions), {})


def at(stage, word):
    return next(token for token in stage.doc if token.text == word)


def claimed(stage, first, last=None):
    left, right = at(stage, first), at(stage, last or first)
    return stage.claim("killed", "people", stage.scene.namings[0].act, left.i, right.i)


def test_a_claim_has_the_words_between_its_tokens():
    claim = claimed(stage_of(QUOTED), "Two", "soldiers")
    assert (claim.passage.start, claim.passage.end, claim.passage.text) == (1, 13, "Two soldiers")
    assert claim.id == "killed-1"


def test_a_claim_has_the_articles_own_quotes():
    stage = stage_of(QUOTED, "“Two soldiers died,” the governor said.")
    assert claimed(stage, '"', "soldiers").passage.text == "“Two soldiers"


def test_a_claim_has_the_voice_that_speaks_its_words():
    stage = stage_of(QUOTED)
    assert (claimed(stage, "Two").speaker, claimed(stage, "Two").speaker_kind) == ("the governor", "government")
    assert (claimed(stage, "said").speaker, claimed(stage, "said").speaker_kind) == (None, "reporter")


def test_a_claim_cites_the_rule_of_its_voice_where_none_is_told():
    stage = stage_of(QUOTED)
    assert claimed(stage, "Two").rule == "reporting:say"
    assert claimed(stage, "said").rule == "voices:reporter"


def test_facts_that_are_told_outrank_those_of_the_voice():
    stage = stage_of(QUOTED)
    claim = stage.claim("killed", None, stage.scene.namings[0].act, 1, 2, low=2, stance="denied", rule="a:row")
    assert (claim.low, claim.stance, claim.rule) == (2, "denied", "a:row")


def test_a_hedge_lowers_the_words_it_governs():
    stage = stage_of(HEDGED)
    assert claimed(stage, "missile", "system").stance == "hedged"
    assert claimed(stage, "rockets").stance == "asserted"


def test_what_a_voice_denies_is_denied():
    assert claimed(stage_of(DENIED), "shelled").stance == "denied"


def test_a_word_belongs_to_the_act_on_its_side_of_after():
    stage = stage_of(AFTER)
    assert nearest(stage, at(stage, "soldiers")).act.type == "bombing"
    assert nearest(stage, at(stage, "May")).act.type == "bombing"
    assert nearest(stage, at(stage, "raid")).act.type == "other"


def test_a_trigger_leads_to_the_act_that_it_names():
    stage = stage_of(AFTER)
    assert naming_of(stage, at(stage, "killed")).act.type == "bombing"
    assert naming_of(stage, at(stage, "May")) is None


def test_where_no_act_is_named_none_is_nearest():
    stage = stage_of("The DET 1 det\narmy NOUN 2 nsubj\nslept/sleep VERB 2 ROOT\n. PUNCT 2 punct")
    assert nearest(stage, at(stage, "army")) is None
