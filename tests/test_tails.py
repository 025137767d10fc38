"""A sentence that ends with who said it is headed by the verb of saying; every other sentence is left alone."""

from __future__ import annotations

import pytest
from cards import cards
from hypothesis import find, given
from hypothesis import strategies as st
from parsed import english, parsed
from spacy.tokens import Doc

from workbench import tails


def drawn(doc):
    """The arcs of a Doc that a card may ask for, as `child < head : role`."""
    return {
        f"{token.text} < ROOT" if token.head == token else f"{token.text} < {token.head.text} : {token.dep_}"
        for token in doc
    }


def heads(doc):
    return [(token.head.i, token.dep_) for token in doc]


@pytest.mark.parametrize(("given", "expected"), cards("tails"))
def test_who_said_it_is_set_above_what_was_said(given, expected):
    doc = parsed(given)
    before, starts = heads(doc), [sentence.start for sentence in doc.sents]
    tails.tie(doc)
    assert [sentence.start for sentence in doc.sents] == starts
    if expected == "left alone":
        assert heads(doc) == before
    else:
        assert set(expected.splitlines()) <= drawn(doc)


@pytest.mark.parametrize(("given", "expected"), cards("tails"))
def test_what_is_mended_once_is_mended_for_good(given, expected):
    once = heads(tails.tie(parsed(given)))
    doc = parsed(given)
    assert heads(tails.tie(tails.tie(doc))) == once
    assert expected


def test_the_sentences_around_stand_as_they_stood():
    first = "Rain NOUN 1 nsubj\nfell VERB 1 ROOT\n. PUNCT 1 punct\n\n"
    tail = (
        "Shells NOUN 1 nsubj\nfell VERB 1 ROOT\n, PUNCT 1 punct\nresidents NOUN 4 nsubj\nsaid VERB 1 conj\n"
        ". PUNCT 1 punct"
    )
    doc = tails.tie(parsed(first + tail + "\n\n" + first))
    assert [sentence.root.text for sentence in doc.sents] == ["fell", "said", "fell"]
    assert [sentence.text for sentence in doc.sents] == ["Rain fell.", "Shells fell, residents said.", "Rain fell."]


WORDS = st.sampled_from(["Shells", "fell", "hit", ",", "the", "guards", "said", "in", "Monday", '"'])
POS = {",": "PUNCT", '"': "PUNCT", ".": "PUNCT", "the": "DET", "in": "ADP", "Monday": "PROPN"}
VERBS = {"fell", "hit", "said"}
ROLES = st.sampled_from(["nsubj", "conj", "ccomp", "advcl", "parataxis", "dobj", "prep", "punct", "npadvmod", "dep"])


@st.composite
def sentences_with_a_tail(draw):
    """Any words in any projective tree under a verb, then ", the army said Monday." hung anywhere on them."""
    words = ["Shells", "fell", *draw(st.lists(WORDS, max_size=10))]
    found = [0] * len(words)

    def hang(low, high, above):
        if low < high:
            at = 1 if above is None else draw(st.integers(low, high - 1))
            found[at] = at if above is None else above
            hang(low, at, at)
            hang(at + 1, high, at)

    hang(0, len(words), None)
    roles = ["ROOT" if head == at else draw(ROLES) for at, head in enumerate(found)]
    first, anywhere = len(words), st.integers(0, len(words) - 1)
    said = first + 3
    words += [",", "the", "army", "said", "Monday", "."]
    found += [draw(anywhere), first + 2, said, draw(anywhere), draw(st.sampled_from([1, said])), draw(anywhere)]
    roles += ["punct", "det", "nsubj", draw(ROLES), "npadvmod", "punct"]
    pos = ["VERB" if word in VERBS else POS.get(word, "NOUN") for word in words]
    tags = ["VBD" if word in VERBS else "NN" for word in words]
    return Doc(english().vocab, words=words, heads=found, deps=roles, pos=pos, tags=tags)


@given(sentences_with_a_tail())
def test_a_sentence_stays_one_tree_and_no_word_moves(doc):
    before = [(token.idx, token.text) for token in doc]
    sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
    tails.tie(doc)
    assert [(token.idx, token.text) for token in doc] == before
    assert [(sentence.start, sentence.end) for sentence in doc.sents] == sentences == [(0, len(doc))]
    assert [token.text for token in doc if token.head == token] == [doc[0].sent.root.text]
    assert all(token.head == token or doc[0].sent.root in token.ancestors for token in doc)
    assert [token.dep_ == "ROOT" for token in doc] == [token.head == token for token in doc]


def test_a_tail_hung_on_what_was_said_is_found_there():
    doc = find(sentences_with_a_tail(), lambda doc: len(doc) > 10 and drawn(tails.tie(doc)) >= {"said < ROOT"})
    assert "fell < said : ccomp" in drawn(doc)
