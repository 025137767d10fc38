"""Doc in, the same Doc out, with who said it set above what was said.

Runs after the parser. A sentence that ends ", the army said in a statement."
or ", said the mayor." has the verb of saying as its root and what was said as
that root's ccomp, as the treebanks have it; a parser often makes the verb a
conjunct of the last thing that happened. Only sentences that end so are
touched, and where the rest of the parse is too odd to mend nothing is. Heads
and roles change, words and sentences never.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench import lexicons, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

_ADJUNCTS: Final = frozenset({"prep", "npadvmod", "advmod", "punct", "dative", "obl", "obl:tmod", "dep"})
_BEFORE_VERB: Final = frozenset({"nsubj", "aux", "advmod", "punct"})
_OWN_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "csubj", "expl"})
_LOOSE: Final = frozenset({"parataxis", "dep", "conj"})
"""What a parser calls the clause that was said where it finds the verb of saying but not what it governs."""
_INSIDE_NOUN: Final = frozenset({"acl", "amod", "compound", "relcl", "acl:relcl", "aux", "auxpass", "aux:pass"})
"""Roles in which a verb behind the verb of saying only describes a noun there ("in a statement posted online")."""
_RELATIVE: Final = frozenset({"WP", "WDT", "WP$", "WRB"})
_VERBS: Final = frozenset({"VERB", "AUX"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_STOPS: Final = frozenset({".", "!", "?", "..."})
_QUOTES: Final = frozenset({'"', "''", "”", "'", "’"})
_TELLING: Final = frozenset({"told", "tells", "tell", "informed"})
_DEEDS: Final = frozenset(
    {"respond", "charge", "put", "count", "tally", "reject", "dismiss", "dispute", "refute", "deny", "describe"}
)
"""Verbs of reporting that just as often name a deed: ", the rebels charged" may be no report."""
_LONGEST_TAIL: Final = 30


class _Tail(NamedTuple):
    """The end of a sentence that tells who said the rest: its verb, the subject, and its first token."""

    verb: Token
    subject: Token
    first: int


class _Arc(NamedTuple):
    """What a token shall hang on, and as what."""

    token: Token
    head: Token
    role: str


def tie(doc: Doc) -> Doc:
    """The Doc in which every reporting tail heads its sentence."""
    arcs = [arc for sentence in doc.sents for arc in _mended(sentence)]
    if not arcs:
        return doc
    return roles.rehung(doc, {arc.token.i: (arc.head.i, arc.role) for arc in arcs})


def _mended(sentence: Span) -> Iterator[_Arc]:
    """The arcs to be set in a sentence; none where it ends in no tail or is right as it stands."""
    tail = _tail(sentence)
    if tail is None:
        return
    root = sentence.root
    said = _said(tail) if root == tail.verb else root
    if said is None or said.i >= tail.first or said.pos_ not in _VERBS or _is_tangled(sentence, tail):
        return
    if root != tail.verb:
        yield _Arc(tail.verb, tail.verb, "ROOT")
    if root != tail.verb or said.dep_ != "ccomp":
        yield _Arc(said, tail.verb, "ccomp")
    if tail.subject.dep_ != "nsubj" or tail.subject.head != tail.verb:
        yield _Arc(tail.subject, tail.verb, "nsubj")
    for token in tail.verb.lefts:
        if token.i < tail.first and token.dep_ != "punct" and token != said:
            yield _Arc(token, said, token.dep_)
    for token in sentence.doc[tail.first : sentence.end]:
        if token.head.i < tail.first and token != tail.verb:
            yield _Arc(token, tail.verb, token.dep_)


def _said(tail: _Tail) -> Token | None:
    """The one clause before the tail that its verb governs, where the verb is the root already."""
    clauses = [
        token
        for token in tail.verb.lefts
        if token.i < tail.first
        and token.pos_ in _VERBS
        and (token.dep_ == "ccomp" or (token.dep_ in _LOOSE and _has_subject(token)))
    ]
    return clauses[0] if len(clauses) == 1 else None


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _OWN_SUBJECTS for child in verb.children)


def _is_tangled(sentence: Span, tail: _Tail) -> bool:
    """Whether words of the tail and words before it hang on each other in ways that no tail explains."""
    doc = sentence.doc
    before = any(
        token.head.i >= tail.first and token.head != tail.verb and token.dep_ != "punct"
        for token in doc[sentence.start : tail.first]
    )
    return before or any(
        token.head.i < tail.first and token != tail.verb and token.dep_ not in _ADJUNCTS
        for token in doc[tail.first : sentence.end]
    )


def _tail(sentence: Span) -> _Tail | None:
    """The tail that a sentence ends in, None for any other sentence."""
    doc, verbs = sentence.doc, _said_words()
    end = sentence.end
    while end > sentence.start and (doc[end - 1].is_space or doc[end - 1].text in _QUOTES):
        end -= 1
    if end - sentence.start < len(("Rockets", "fell", ",", "police", "said", ".")) or doc[end - 1].text not in _STOPS:
        return None
    for at in range(end - 2, max(sentence.start, end - _LONGEST_TAIL), -1):
        verb = doc[at]
        if verb.lower_ in verbs and verb.pos_ in _VERBS and verb.tag_ in _FINITE:
            tail = _before_verb(verb, sentence) or _behind_verb(verb, sentence)
            return tail if tail is not None and _only_adjuncts(tail, end) else None
    return None


def _before_verb(verb: Token, sentence: Span) -> _Tail | None:
    """The tail of "..., the army said": nothing but the subject between the comma and the verb."""
    subject = next((token for token in verb.lefts if token.dep_ == "nsubj"), None)
    if subject is None or subject.tag_ in _RELATIVE:
        return None
    first = subject.left_edge.i
    between = [token for token in verb.lefts if token.i >= first]
    if not _follows_comma(first, sentence) or any(token.dep_ not in _BEFORE_VERB for token in between):
        return None
    return _Tail(verb, subject, first)


def _behind_verb(verb: Token, sentence: Span) -> _Tail | None:
    """The tail of "..., said the mayor": the verb right behind the comma, and whoever speaks right behind it."""
    if not _follows_comma(verb.i, sentence) or any(token.dep_ in _OWN_SUBJECTS for token in verb.lefts):
        return None
    subject = next((token for token in verb.rights if token.dep_ == "nsubj"), None) or next(
        (token for token in verb.rights if token.dep_ in {"dobj", "obj"} and _is_somebody(token)), None
    )
    near = subject is not None and subject.left_edge.i == verb.i + 1
    return _Tail(verb, subject, verb.i) if subject is not None and near else None


def _is_somebody(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or noun.lower_ in _people()


def _follows_comma(at: int, sentence: Span) -> bool:
    """Whether a comma, or a quotation that ends in one, stands right before a token."""
    doc = sentence.doc
    if at - sentence.start < len(("Rockets", "fell", ",")):
        return False
    mark = doc[at - 1].text
    return mark == "," or (mark in _QUOTES and doc[at - 2].text in {",", "!", "?"})


def _only_adjuncts(tail: _Tail, end: int) -> bool:
    """Whether nothing but time, place and occasion of saying follows, and the verb is neither passive nor negated.

    A comma right behind the verb closes an aside ("taken, it claimed, from a window").
    """
    verb, doc = tail.verb, tail.verb.doc
    if any(token.dep_ in {"auxpass", "aux:pass", "neg", "mark"} or token.tag_ in _RELATIVE for token in verb.children):
        return False
    allowed = _ADJUNCTS | ({"dobj", "obj", "iobj"} if verb.lower_ in _TELLING else frozenset())
    if any(token.dep_ not in allowed and token != tail.subject for token in verb.rights):
        return False
    rest = doc[verb.i + 1 : end - 1]
    if rest.text.startswith(","):
        return False
    return not any(
        token.text in _QUOTES - {"'", "’"} or (token.pos_ in _VERBS and token.dep_ not in _INSIDE_NOUN)
        for token in rest
    )


@cache
def _said_words() -> frozenset[str]:
    """Every form in which a verb of the reporting lexicon may stand in a tail."""
    rows = [row for row in lexicons.load("reporting") if row.fact("class") == "verb"]
    verbs = {form for row in rows for form in row.forms if " " not in form} - _DEEDS
    stems = {verb[:-1] + "i" if verb.endswith("y") and verb != "say" else verb for verb in verbs}
    return frozenset(verbs | {word + ending for word in verbs | stems for ending in ("s", "es", "d", "ed")})


@cache
def _people() -> frozenset[str]:
    return frozenset(form for row in lexicons.load("people") for form in row.forms if row.fact("voice"))
