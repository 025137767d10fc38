"""Roles are read off a parse in one set of labels; a parse in the other is turned into it first."""

from __future__ import annotations

import pytest
from parsed import parsed

from workbench import grammar, roles

ACTIVE = """
Rebels/rebel     NOUN   1 nsubj
attacked/attack  VERB   1 ROOT
the              DET    3 det
village          NOUN   1 dobj
and              CCONJ  3 cc
the              DET    6 det
port             NOUN   3 conj
on               ADP    1 prep
Monday           PROPN  7 pobj
"""
PASSIVE = """
The              DET    1 det
village          NOUN   3 nsubjpass
was/be           AUX    3 auxpass
attacked/attack  VERB   3 ROOT   VBN
by               ADP    3 agent
rebels/rebel     NOUN   4 pobj
and              CCONJ  5 cc
gunmen/gunman    NOUN   5 conj
"""
UNIVERSAL = """
The              DET    1 det
village          NOUN   3 nsubj:pass
was/be           AUX    3 aux:pass
attacked/attack  VERB   3 root   VBN
by               ADP    5 case
rebels/rebel     NOUN   3 obl:agent
near             ADP    8 case
the              DET    8 det
port             NOUN   3 obl
"""
PARTICIPLES = """
The              DET    1 det
rocket           NOUN   2 nsubj
landed/land      VERB   2 ROOT
,                PUNCT  2 punct
killing/kill     VERB   2 advcl  VBG
a                DET    6 det
child            NOUN   4 dobj
and              CCONJ  4 cc
wounding/wound   VERB   4 conj   VBG
five             NUM   10 nummod
men/man          NOUN   8 dobj
"""
RELATIVE = """
The              DET    1 det
men/man          NOUN   5 nsubj
killed/kill      VERB   1 acl    VBN
on               ADP    2 prep
Monday           PROPN  3 pobj
were/be          AUX    5 ROOT
brothers/brother NOUN   5 attr
"""
NAMED = """
At               ADV    1 advmod
least            ADV    2 advmod
four             NUM    4 nummod
young            ADJ    4 amod
men/man          NOUN   8 nsubj
of               ADP    4 prep
the              DET    7 det
village          NOUN   5 pobj
died/die         VERB   8 ROOT
after            ADP    8 prep
the              DET   11 det
raid             NOUN   9 pobj
"""


def words(tokens):
    return [token.text for token in tokens]


def test_children_stand_in_one_of_the_roles_in_reading_order():
    doc = parsed(ACTIVE)
    assert words(grammar.children(doc[1], grammar.SUBJECT | grammar.OBJECT)) == ["Rebels", "village"]


def test_what_is_coordinated_is_taken_together():
    doc = parsed(ACTIVE)
    assert words(grammar.conjuncts(doc[3])) == ["village", "port"]
    assert words(grammar.conjuncts(doc[6])) == ["port"]


def test_an_active_verb_has_its_subjects_and_coordinated_objects():
    verb = parsed(ACTIVE)[1]
    assert not grammar.is_passive(verb)
    assert words(grammar.subjects(verb)) == ["Rebels"]
    assert words(grammar.objects(verb)) == ["village", "port"]


def test_a_passive_has_its_doers_behind_by():
    verb = parsed(PASSIVE)[3]
    assert grammar.is_passive(verb)
    assert words(grammar.subjects(verb)) == ["village"]
    assert words(grammar.agents(verb)) == ["rebels", "gunmen"]


def test_universal_labels_mean_the_same():
    verb = roles.house(parsed(UNIVERSAL))[3]
    assert grammar.is_passive(verb)
    assert words(grammar.subjects(verb)) == ["village"]
    assert words(grammar.agents(verb)) == ["rebels"]
    assert [(word, noun.text) for word, noun in grammar.prepositional(verb, frozenset({"near"}))] == [("near", "port")]


def test_a_participle_borrows_the_subject_of_its_clause():
    doc = parsed(PARTICIPLES)
    assert words(grammar.subjects(doc[4])) == ["rocket"]
    assert words(grammar.subjects(doc[8])) == ["rocket"]
    assert words(grammar.objects(doc[8])) == ["men"]


@pytest.mark.parametrize("at", [4, 8])
def test_a_participle_with_an_object_is_active(at):
    assert not grammar.is_passive(parsed(PARTICIPLES)[at])


def test_a_participle_behind_its_noun_is_passive_and_said_of_it():
    verb = parsed(RELATIVE)[2]
    assert grammar.is_passive(verb)
    assert words(grammar.subjects(verb)) == ["men"]


def test_a_perfect_is_no_passive():
    doc = parsed("Rebels/rebel NOUN 2 nsubj\nhave AUX 2 aux VBP\nattacked/attack VERB 2 ROOT VBN")
    assert not grammar.is_passive(doc[2])


def test_prepositional_phrases_are_found_by_their_preposition():
    verb = parsed(ACTIVE)[1]
    assert [(word, noun.text) for word, noun in grammar.prepositional(verb, frozenset({"on"}))] == [("on", "Monday")]
    assert grammar.prepositional(verb, frozenset({"near"})) == []


def test_a_clause_is_headed_by_its_innermost_verb():
    doc = parsed(PARTICIPLES)
    assert grammar.clause(doc[6]).text == "killing"
    assert grammar.clause(doc[10]).text == "wounding"
    assert grammar.clause(doc[1]).text == "landed"


def test_a_path_counts_the_arcs_between_two_words():
    doc = parsed(PARTICIPLES)
    assert grammar.path(doc[6], doc[6]) == 0
    assert grammar.path(doc[6], doc[4]) == 1
    assert grammar.path(doc[1], doc[6]) == 3


def test_words_of_two_sentences_share_no_path():
    doc = parsed("Rain NOUN 1 nsubj\nfell/fall VERB 1 ROOT\n\nSnow NOUN 1 nsubj\nfell/fall VERB 1 ROOT")
    assert grammar.path(doc[0], doc[2]) == 99


def test_a_phrase_is_the_noun_with_what_stands_before_it():
    assert grammar.phrase(parsed(NAMED)[4]).text == "At least four young men"


def test_a_full_phrase_goes_on_to_what_narrows_the_noun():
    doc = parsed(NAMED)
    assert grammar.full_phrase(doc[4]).text == "At least four young men of the village"
    assert grammar.full_phrase(doc[11]).text == "the raid"


def test_a_full_phrase_is_no_longer_than_its_limit():
    assert len(grammar.full_phrase(parsed(NAMED)[4], limit=6)) <= 6
