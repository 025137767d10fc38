"""Grammatical roles, read through one small table.

A token goes in, the tokens that stand in a role to it come out. The labels
are those of `roles.LABELS`, whichever pipeline parsed the sentence. Nothing
here knows a single word of English beyond its function words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "csubjpass"})
OBJECT = frozenset({"dobj"})
CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "pcomp", "csubj"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_INSIDE = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "case", "quantmod", "nmod", "advmod", "predet", "neg"}
)


def children(token: Token, roles: frozenset[str]) -> list[Token]:
    """The direct dependents in one of the roles, in reading order."""
    return [child for child in token.children if child.dep_ in roles]


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it and follows it, in reading order."""
    chain, queue = [token], [token]
    while queue:
        for child in queue.pop().children:
            if child.dep_ == "conj" and child not in chain:
                chain.append(child)
                queue.append(child)
    return sorted(chain, key=lambda t: t.i)


def is_passive(verb: Token) -> bool:
    """True where the verb is a passive, or a participle behind the noun it speaks of."""
    if any(child.dep_ == "auxpass" for child in verb.children) or children(verb, PASSIVE_SUBJECT):
        return True
    if verb.dep_ == "conj" and verb.tag_ in {"VBN", "VBD", "JJ"} and not children(verb, SUBJECT | OBJECT):
        return is_passive(verb.head)
    if children(verb, OBJECT) and verb.dep_ in {"acl", "advcl", "conj", "ccomp", "ROOT"}:
        return False
    if verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD"}:
        return True
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" and child.lower_ in _HAVE for child in verb.children)


_HAVE = frozenset({"have", "has", "had", "having", "'ve", "'d"})


def subjects(verb: Token) -> list[Token]:
    """The nouns that the verb is said of, coordinated ones included; a participle borrows its clause's subject."""
    own = children(verb, SUBJECT | PASSIVE_SUBJECT)
    if not own:
        # "Their house was set on fire": the parse may hang the subject on the auxiliary.
        auxiliaries = children(verb, frozenset({"aux", "auxpass"}))
        own = [noun for word in auxiliaries for noun in children(word, SUBJECT | PASSIVE_SUBJECT)]
    if own:
        return [noun for head in own for noun in conjuncts(head)]
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return subjects(verb.head)
    if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in NOMINAL:
        return [verb.head]
    if verb.dep_ in {"advcl", "xcomp"} and verb.head.pos_ in {"VERB", "AUX"}:
        return subjects(verb.head)
    return _carried_on(verb)


def _carried_on(verb: Token) -> list[Token]:
    """The subject of "came back and opened fire" for the second verb, whatever the parse made of it."""
    before = verb.doc[max(verb.sent.start, verb.i - 2) : verb.i]
    if not any(t.lower_ == "and" for t in before):
        return []
    earlier = [t for t in verb.doc[verb.sent.start : verb.i] if t.pos_ == "VERB" and children(t, SUBJECT)]
    return children(earlier[-1], SUBJECT) if earlier else []


def objects(verb: Token) -> list[Token]:
    """The direct objects, coordinated ones included."""
    return [noun for head in children(verb, OBJECT) for noun in conjuncts(head) if noun.pos_ != "VERB"]


def named(noun: Token, verb: Token) -> Token:
    """The name that stands beside a common noun before its verb ("a second militia, NAME, posted"), else the noun."""
    if noun.pos_ != "NOUN" or noun.i > verb.i:
        return noun
    beside = [child for child in children(noun, frozenset({"appos"})) if child.ent_type_ in _NAMED]
    last = verb.nbor(-2) if verb.i > noun.i + 2 and verb.nbor(-1).text == "," else None
    if not beside and last is not None and last.ent_type_ in _NAMED:
        (entity,) = (e for e in verb.doc.ents if e.start <= last.i < e.end)
        bracketed = entity.start > noun.i and verb.doc[entity.start - 1].text == ","
        beside = [entity.root] if bracketed and entity.root.pos_ == "PROPN" else []
    return beside[0] if beside else noun


_NAMED = frozenset({"ORG", "PERSON"})


def agents(verb: Token) -> list[Token]:
    """The nouns behind "by" of a passive."""
    heads = [
        child for child in verb.children if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
    ]
    return [noun for head in heads for noun in _prepositional(head) if not (noun.like_num or noun.ent_type_ == "DATE")]


def prepositional(token: Token, words: frozenset[str]) -> list[tuple[str, Token]]:
    """(preposition, noun) for the prepositional phrases of a token whose preposition is one of the words."""
    found: list[tuple[str, Token]] = []
    for child in token.children:
        if child.dep_ in {"prep", "agent", "mark", "advmod", "pcomp", "dative"} and child.lower_ in words:
            found += [(child.lower_, noun) for noun in _prepositional(child)]
    return found


def _prepositional(preposition: Token) -> list[Token]:
    found = [noun for head in children(preposition, frozenset({"pobj"})) for noun in conjuncts(head)]
    for inner in children(preposition, frozenset({"prep"})):
        found += _prepositional(inner)
    return found


def clause(token: Token) -> Token:
    """The verb (or other head) of the innermost clause that the token stands in."""
    at = token
    while at.dep_ not in CLAUSE and at.head is not at:
        if at.dep_ == "conj" and at.pos_ in {"VERB", "AUX"}:
            return at
        at = at.head
    return at


def path(first: Token, second: Token) -> int:
    """The number of arcs between two tokens of one sentence; 99 where they share none."""
    above = {first.i: 0}
    for step, ancestor in enumerate(first.ancestors, start=1):
        above.setdefault(ancestor.i, step)
    if second.i in above:
        return above[second.i]
    for step, ancestor in enumerate(second.ancestors, start=1):
        if ancestor.i in above:
            return above[ancestor.i] + step
    return 99


def phrase(noun: Token) -> Span:
    """The noun with what stands before it and belongs to it: determiner, adjectives, counts, compounds."""
    left = min((t.i for t in _inside(noun)), default=noun.i)
    # Where the parse pulls half a clause into a noun phrase, the phrase begins behind the verb.
    cut = [t.i + 1 for t in noun.doc[left : noun.i] if t.pos_ == "AUX" or t.tag_ in {"VBD", "VBZ", "VBP", "MD"}]
    return noun.doc[max([left, *cut]) : noun.i + 1]


def _inside(noun: Token) -> Iterator[Token]:
    yield noun
    for child in noun.lefts:
        if child.tag_ in {"WRB", "WDT", "WP", "IN"} and child.dep_ == "advmod":
            continue
        if child.dep_ in _INSIDE or (child.dep_ == "prep" and child.lower_ in {"at", "up", "as", "more", "less"}):
            yield from (t for t in child.subtree if t.i < noun.i)


def full_phrase(noun: Token, limit: int = 14) -> Span:
    """The noun's phrase with the prepositional phrases that narrow it, no longer than `limit` tokens."""
    start = phrase(noun).start
    end = noun.i + 1
    for child in noun.rights:
        narrowing = child.dep_ in {"prep", "nmod", "case"} and child.lower_ not in {
            "after",
            "since",
            "during",
            "before",
        }
        if not narrowing or child.i != end:
            break
        edge = child.right_edge.i + 1
        stop = next((t.i for t in noun.doc[child.i : edge] if t.text in {",", ";", "("} or t.dep_ in CLAUSE), edge)
        end = stop
        if stop < edge:
            break
    end = min(end, start + limit)
    while end > noun.i + 1 and noun.doc[end - 1].pos_ in {"ADP", "DET", "PUNCT", "CCONJ", "ADV"}:
        end -= 1
    return noun.doc[start:end]
