"""A noun of people in, all whom its words list out.

"Six clerics, a maid and her daughter" are three counts; "a number of men" are
men; "all" and "who" stand for those named before; "four at the gate, two in
the yard" go on with a bare number. What has a word of harm of its own is
listed no further.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from workbench import counts, grammar, persons

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Doc, Token

    from workbench.triggers import Trigger


_AT = frozenset({"at", "in", "on", "near", "outside", "inside"})
_ALL = frozenset({"all", "both"})
_AMOUNTS = frozenset({"number", "handful", "couple", "group", "total", "dozen", "score", "hundred"})
_LISTABLE = frozenset({"NUM", "ADJ", "PROPN", "NOUN", "DET"})
_NAME = 4
"""How many words behind a plural the first of its names may end."""


def meant(noun: Token) -> Token:
    """The people that a word stands for, else the word itself.

    "A number of insurgents" are insurgents; "all" and "both" are those counted before ("ten gunmen were inside and
    all were killed").
    """
    if noun.lemma_.lower() in _AMOUNTS:
        return next((n for _, n in grammar.prepositional(noun, frozenset({"of"})) if persons.is_person(n)), noun)
    if noun.lower_ in {"who", "that"} and noun.head.dep_ == "relcl":
        return noun.head.head
    if noun.lower_ not in _ALL or noun.dep_ not in grammar.SUBJECT | grammar.PASSIVE_SUBJECT:
        return noun
    earlier = reversed(noun.doc[noun.sent.start : noun.i])
    return next((t for t in earlier if persons.is_person(t) and counts.of(t, singular=False) is not None), noun)


def names(noun: Token) -> list[Token]:
    """The names behind an uncounted plural ("the brothers Ali and Omar Hassan"), else the noun itself."""
    if noun.tag_ != "NNS" or counts.of(noun) is not None:
        return [noun]
    named = [c for c in noun.rights if c.dep_ == "appos" and c.ent_type_ == "PERSON" and c.i - noun.i <= _NAME]
    return [n for head in named for n in grammar.conjuncts(head)] or [noun]


def enumerated(noun: Token, others: Collection[int] = ()) -> list[Token]:
    """A counted noun and the counted people listed right behind it ("six Iraqis, three soldiers and one Briton").

    People with a word of harm of their own behind them ("and two soldiers wounded") are not listed.
    """
    found, at, doc = [noun], noun.i + 1, noun.doc
    if not (persons.is_person(noun) or noun.pos_ == "PROPN" or counts.number(noun.text) is not None):
        return found
    while at < noun.sent.end and (doc[at].text == "," or doc[at].lower_ == "and"):
        item = _item(doc, at + 1)
        if item is None:
            at = _behind_apposition(found[-1], at)
            continue
        if found[-1].pos_ == "PROPN" and doc[at].text == "," and doc[at + 1].lower_ in {"a", "an", "the"}:
            at = item.i + 1
            continue
        if item.i + 1 in others or (item.i + 2 in others and doc[item.i + 1].pos_ == "AUX"):
            break
        found.append(item)
        at = item.i + 1
    return found


def _item(doc: Doc, start: int) -> Token | None:
    """The counted people, or the name, that a list goes on with at a position; None where it does not."""
    end = doc[start].sent.end if start < len(doc) else start
    stretch = start + 1 if start < end and doc[start].lower_ == "and" else start
    while stretch < end and (doc[stretch].pos_ in _LISTABLE or doc[stretch].dep_ in {"amod", "poss"}):
        following = doc[min(stretch + 1, len(doc) - 1)]
        if doc[stretch].pos_ in grammar.NOMINAL and following.pos_ not in {"NOUN", "PROPN", "NUM"}:
            break
        stretch += 1
    if stretch >= end:
        return None
    word = doc[stretch]
    if word.i + 1 < end and doc[word.i + 1].tag_ in {"VBD", "VBZ", "VBP"} and doc[word.i + 1].pos_ == "VERB":
        return None
    if word.ent_type_ == "PERSON":
        return word
    human = persons.is_person(word) or (
        word.tag_ == "NN" and doc[stretch - 1].lower_ in {"a", "an"} and stretch > start
    )
    if human and (counts.of(word) is not None or persons.only(word) is not None):
        return word
    return word if persons.of_people(word) and counts.of(word) is not None else None


def _behind_apposition(noun: Token, at: int) -> int:
    """Where a list goes on behind "NAME, rector of the university," and "NAME, 34,"; the end where it does not."""
    doc, end = noun.doc, noun.sent.end
    if noun.pos_ != "PROPN" or doc[at].text != ",":
        return end
    for token in doc[at + 1 : min(end, at + 12)]:
        if token.text == ",":
            return int(token.i)
        if token.pos_ in {"VERB", "AUX"}:
            return end
    return end


def told_once(nouns: list[Token]) -> list[Token]:
    """The nouns without those that only describe the name beside them ("a governor, Taj Wardak", and its reverse)."""
    described = {
        first if first.tag_ == "NN" else second
        for first, second in itertools.pairwise(sorted(set(nouns), key=lambda t: t.i))
        if {first.tag_, second.tag_} == {"NN", "NNP"} and _beside(first, second)
    }
    return [noun for noun in nouns if noun not in described]


def _beside(first: Token, second: Token) -> bool:
    """True where only a comma stands between two noun phrases of one person each."""
    start = grammar.phrase(second).start
    return start == first.i + 2 and first.nbor(1).text == "," and counts.number(second.doc[start].text) is None


def elsewhere(trigger: Trigger, nouns: list[Token]) -> list[Token]:
    """The bare numbers of the same harm in other places: "four people died at the gate, two in the yard"."""
    if not nouns or trigger.row.id not in {"die", "kill", "wound"} or counts.of(nouns[-1]) is None:
        return []
    found, doc = [], trigger.token.doc
    end = trigger.token.sent.end
    for at in range(max(trigger.token.i, nouns[-1].i) + 1, end - 2):
        opened = doc[at].text in {",", ";"} or doc[at].lower_ == "and"
        number = doc[at + 1]
        if opened and number.i + 1 < end and doc[at + 2].lower_ in _AT and counts.number(number.text) is not None:
            found.append(number)
    return [n for n in found if counts.of(n) is not None and n.ent_type_ not in {"DATE", "TIME"}]


def parts(number: Token) -> list[Token]:
    """The number before "of the dead", with that of "twelve of the dead were nurses and ten were patients"."""
    if counts.of(number) is None:
        return []
    verbs = grammar.conjuncts(grammar.clause(number))[1:]
    more = [t for verb in verbs for t in grammar.children(verb, grammar.SUBJECT)]
    return [number, *(t for t in more if counts.number(t.text) is not None)]
