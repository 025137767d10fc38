"""People harmed are counted from grammar: those to whom it happened, as many as the words say, each once.

The cards in cards/casualties.md are parses written by hand.
"""

from __future__ import annotations

import pytest
from cards import cards
from parsed import scenes_of

from workbench import casualties

INCLUDING = """
The                DET    1 det
bomb               NOUN   2 nsubj
killed/kill        VERB   2 ROOT
12                 NUM    4 nummod
people             NOUN   2 dobj  NNS
,                  PUNCT  4 punct
including/include  VERB   4 prep  VBG
three              NUM    8 nummod
children/child     NOUN   6 pobj
.                  PUNCT  2 punct
"""


def shown(harm):
    low, high = ("-" if side is None else side for side in (harm.quantity.low, harm.quantity.high))
    words = harm.noun.doc[harm.first : harm.last + 1].text
    held = " | held by another count" if harm.subset else ""
    group = casualties.group_of(harm) or "-"
    return f"{harm.field} {low} {high} {harm.quantity.qualifier} | {group} | {words}{held}"


@pytest.mark.parametrize(("card", "expected"), cards("casualties"))
def test_people_harmed_are_counted_as_their_card_says(card, expected):
    harms = [harm for scene in scenes_of(card) for harm in casualties.read(scene)]
    assert ("\n".join(map(shown, harms)) or "nobody is counted") == expected


def test_a_sentence_without_words_of_harm_counts_nobody():
    card = "Four NUM 1 nummod\nrockets/rocket NOUN 2 nsubj\nhit VERB 2 ROOT\nthe DET 4 det\nport NOUN 2 dobj"
    assert [casualties.read(scene) for scene in scenes_of(card)] == [()]


def test_the_words_that_counts_explain_are_known_by_their_place():
    (scene,) = scenes_of(INCLUDING)
    assert sorted(casualties.people(casualties.read(scene))) == [3, 4, 7, 8]


def test_a_count_cites_the_trigger_that_harmed():
    (scene,) = scenes_of(INCLUDING)
    assert {harm.trigger.row.id for harm in casualties.read(scene)} == {"kill"}
