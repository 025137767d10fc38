"""A past tense that was read as a participle heads its clause again; true participles and headlines stay."""

from __future__ import annotations

import pytest
from cards import cards
from hypothesis import given
from hypothesis import strategies as st
from parsed import parsed

from workbench import predicates


def spelt(doc):
    return "\n".join(f"{token.text} < {token.head.text} : {token.dep_}" for token in doc)


@pytest.mark.parametrize(("misread", "expected"), cards("predicates"))
def test_the_verb_of_a_sentence_stands_above_its_subject(misread, expected):
    doc = predicates.raise_verbs(parsed(misread))
    assert spelt(doc) == expected
    assert len(list(doc.sents)) == 1


KEPT = {
    "a true reduced relative beside a finite verb": """
        Men/man          NOUN  3 nsubj
        freed/free       VERB  0 acl   VBN
        yesterday        ADV   1 advmod
        fled/flee        VERB  3 ROOT
        .                PUNCT 3 punct
    """,
    "a passive that keeps an object of its own": """
        He               PRON  2 nsubjpass
        was/be           AUX   2 auxpass
        given/give       VERB  2 ROOT  VBN
        a                DET   4 det
        rifle            NOUN  2 dobj
        .                PUNCT 2 punct
    """,
    "a headline without its full stop": """
        Dozens/dozen     NOUN  0 ROOT
        of               ADP   0 prep
        men/man          NOUN  1 pobj
        killed/kill      VERB  0 acl   VBN
        in               ADP   3 prep
        raid             NOUN  4 pobj
    """,
    "a relative clause that has its pronoun": """
        The              DET   1 det
        man              NOUN  1 ROOT
        ,                PUNCT 1 punct
        who              PRON  4 nsubj WP
        went/go          VERB  1 relcl
        home             ADV   4 advmod
        .                PUNCT 1 punct
    """,
    "a clause of its own with an auxiliary": """
        A                DET   1 det
        drone            NOUN  3 nsubj
        had/have         AUX   3 aux
        hit/hit          VERB  3 ROOT  VBN
        men/man          NOUN  3 dobj
        fell/fall        VERB  4 acl
        .                PUNCT 3 punct
    """,
}


@pytest.mark.parametrize("card", KEPT.values(), ids=KEPT.keys())
def test_what_is_no_misreading_is_left_alone(card):
    before = spelt(parsed(card))
    assert spelt(predicates.raise_verbs(parsed(card))) == before


WORDS = [("blew", "VERB", "VBN"), ("hit", "VERB", "VBD"), ("men", "NOUN", "NNS"), (",", "PUNCT", ",")]


@st.composite
def cards_of_trees(draw):
    """Sentences of random words with random trees: each word hangs on the root or on a word before it."""
    size = draw(st.integers(2, 8))
    root = draw(st.integers(0, size - 1))
    lines = []
    for at in range(size):
        word, pos, tag = draw(st.sampled_from(WORDS))
        role = "ROOT" if at == root else draw(st.sampled_from(["acl", "relcl", "nsubj", "dobj", "conj", "punct"]))
        lines.append(f"{word} {pos} {root} {role} {tag}")
    return "\n".join([*lines, f". PUNCT {root} punct"])


@given(cards_of_trees())
def test_a_sentence_stays_one_tree_of_the_same_words(card):
    doc = predicates.raise_verbs(parsed(card))
    assert doc.text == parsed(card).text
    assert len(list(doc.sents)) == 1
    assert sum(token.head is token or token.head.i == token.i for token in doc) == 1
