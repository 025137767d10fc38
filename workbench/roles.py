"""A parse in one of two label sets in, the same parse in the house's own out.

English pipelines name grammatical roles in one of two ways. ClearNLP's, which
ours and en_core_web_* speak: prepositions head their nouns, "be" heads its
clause. Universal Dependencies (UD): both hang below the word that carries the
meaning. Every later room reads the first only. The conversion is the one that
our own pipeline was trained with; nothing here looks at what a word means,
but for the verbs of reporting and the words of negation.

Sources: the UD guidelines, https://universaldependencies.org/u/dep/; the
guidelines for ClearNLP dependency labels by Jinho D. Choi and Martha Palmer,
Technical Report 01-12, University of Colorado Boulder, 2012.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.tokens import Doc, Span, Token

ROOT = -1
"""The head of the word that has none."""

LABELS = frozenset(
    {
        "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc",
        "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark",
        "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss",
        "preconj", "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp",
    }
)  # fmt: skip
"""Every role that a later room meets."""

_UNIVERSAL = {
    "root": "ROOT", "obj": "dobj", "iobj": "dative", "obl": "npadvmod", "cop": "aux", "flat": "compound",
    "nsubj:pass": "nsubjpass", "csubj:pass": "csubjpass", "aux:pass": "auxpass", "acl:relcl": "relcl",
    "advcl:relcl": "relcl", "nmod:poss": "poss", "det:poss": "poss", "det:predet": "predet", "cc:preconj": "preconj",
    "compound:prt": "prt", "nmod:desc": "compound", "nmod:tmod": "npadvmod", "nmod:npmod": "npadvmod",
    "nmod:unmarked": "npadvmod", "discourse": "intj", "vocative": "npadvmod", "fixed": "dep", "goeswith": "dep",
    "orphan": "dep", "reparandum": "dep", "dislocated": "dep", "list": "dep", "clf": "dep",
}  # fmt: skip
"""UD roles and ours, where the words keep their heads; a subtype that is not here is its main type."""

_OTHER = {"meta": "dep"}
"""Labels of en_core_web_* that ours has not."""

_KNOWN = LABELS | {""}
"""Our labels, and that of a word that no parser has seen."""

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nt"})
_REPORTING = frozenset(
    {
        "say", "tell", "report", "add", "announce", "claim", "state", "confirm", "note", "explain", "warn", "write",
        "think", "believe", "suggest", "argue", "admit", "insist",
    }
)  # fmt: skip
_CONJUNCTIONS = frozenset({"that", "if", "whether", "while", "although", "though", "because", "as", "when"})
_NAMES = frozenset({"PROPN", "NOUN", "X", "ADJ", "NUM"})
_WITH_THE_VERB = frozenset(
    {"nsubj", "csubj", "aux", "mark", "advcl", "expl", "parataxis", "discourse", "vocative", "dislocated"}
)
_PREPOSITIONAL_PREDICATE = "predicate"
_UNDER_A_PREPOSITION = frozenset(
    {
        "obl", "nmod", _PREPOSITIONAL_PREDICATE, "advcl", "acl", "xcomp", "ccomp", "dep", "orphan", "obj", "iobj",
        "nsubj", "appos", "list", "dislocated",
    }
)  # fmt: skip
_HEADING_A_PHRASE = frozenset({"root", "conj", "parataxis", _PREPOSITIONAL_PREDICATE, "appos", "dep"})
_BEFORE_A_NUMBER = frozenset({"nummod", "advmod", "amod", "compound", "det"})
_AFTER_A_COMMA = frozenset(
    {
        "appos", "acl", "advcl", "conj", "parataxis", "list", "prep", "nmod", "amod", "advmod", "npadvmod", "obl",
        "ccomp",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word of one sentence as UD has it; `head` counts words from 0 within the sentence, the root's is -1."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    role: str


@dataclass(slots=True)
class _Tree:
    """The arcs of one sentence while they are being turned."""

    words: Sequence[Word]
    heads: list[int]
    roles: list[str]

    def children(self, at: int) -> list[int]:
        """The words below one, in reading order."""
        return [child for child, head in enumerate(self.heads) if head == at]

    def kind(self, at: int) -> str:
        """The role without its subtype."""
        return self.roles[at].partition(":")[0]

    def form(self, at: int) -> str:
        """The word in lower case."""
        return self.words[at].form.lower()

    def has_below(self, at: int, kinds: frozenset[str]) -> bool:
        """Whether a word has a child of one of the kinds."""
        return any(self.kind(child) in kinds for child in self.children(at))

    def put_above(self, upper: int, lower: int) -> None:
        """Nothing: a word takes the head and the role of the word that is then below it."""
        self.heads[upper], self.roles[upper] = self.heads[lower], self.roles[lower]
        self.heads[lower] = upper


def house(doc: Doc) -> Doc:
    """The Doc in our labels, of a parser that does not say which it speaks: judged by the Doc's own words."""
    return universal(doc) if any(_is_universal_use(token) for token in doc) else renamed(doc)


def renamed(doc: Doc) -> Doc:
    """The Doc, which is in ClearNLP labels, with ours for those that we have not."""
    strange = {token.i: (token.head.i, _OTHER.get(token.dep_, "dep")) for token in doc if token.dep_ not in _KNOWN}
    return rehung(doc, strange) if strange else doc


def universal(doc: Doc) -> Doc:
    """The Doc, which is in UD labels, in ours."""
    return rehung(doc, dict(enumerate(_turned(doc))))


def is_universal(labels: Iterable[str]) -> bool:
    """Whether a set of labels has one that only UD has."""
    return any(label in _UNIVERSAL or ":" in label for label in labels)


def _is_universal_use(token: Token) -> bool:
    """Whether a word has a label that only UD has, or one that only UD gives to such a word."""
    role = token.dep_
    if role in _UNIVERSAL or ":" in role:
        return True
    # Ours hangs only "'s" as a case, behind its owner; its "not" is "neg", and its "to" before a verb "aux".
    preposition = role == "case" and token.i < token.head.i and token.tag_ != "POS"
    return preposition or (role == "advmod" and token.lower_ in _NEGATIONS) or (role == "mark" and token.tag_ == "TO")


def _turned(doc: Doc) -> list[tuple[int, str]]:
    """The head (its place in the Doc) and the role of each word, turned sentence by sentence."""
    arcs: list[tuple[int, str]] = []
    for sentence in doc.sents:
        for at, (head, role) in enumerate(cleared([_word(token, sentence) for token in sentence])):
            arcs.append((sentence.start + (at if head == ROOT else head), role))
    return arcs


def _word(token: Token, sentence: Span) -> Word:
    head = ROOT if token.head is token or token.head.i == token.i else token.head.i - sentence.start
    return Word(token.text, token.lemma_, token.pos_, token.tag_, head, "root" if head == ROOT else token.dep_)


def rehung(doc: Doc, arcs: Mapping[int, tuple[int, str]]) -> Doc:
    """The Doc with new heads and roles for some of its words, each by its place in the Doc.

    All are set at once: an arc set by itself leaves a sentence with two roots or a ring until the next one is set.
    """
    tree = doc.to_array(["HEAD", "DEP"])
    for at, (head, role) in arcs.items():
        # spaCy keeps the way to the head, which may go backwards, as an unsigned number.
        tree[at] = ((head - at) % 2**64, doc.vocab.strings.add(role))
    return doc.from_array(["HEAD", "DEP"], tree)  # type: ignore[arg-type]


def cleared(words: Sequence[Word]) -> tuple[tuple[int, str], ...]:
    """For each word of a sentence in UD labels its head and role in ours; the root's head is -1."""
    tree = _Tree(words, [word.head for word in words], [word.role for word in words])
    for turn in (_names, _copulas, _prepositions, _coordination, _commas, _reports):
        turn(tree)
    return tuple((head, _label(tree, at)) for at, head in enumerate(tree.heads))


def _names(tree: _Tree) -> None:
    """Nothing: names end in their head ("Gen. Ali Hassan" hangs on "Hassan")."""
    for first in range(len(tree.words)):
        flat = [child for child in tree.children(first) if tree.kind(child) == "flat" and child > first]
        if not flat or tree.words[first].upos not in _NAMES:
            continue
        last = flat[-1]
        for child in tree.children(first):
            if child != last:
                tree.heads[child] = last
                tree.roles[child] = "compound" if tree.kind(child) == "flat" else tree.roles[child]
        tree.put_above(last, first)
        tree.roles[first] = "compound"


def _copulas(tree: _Tree) -> None:
    """Nothing: a form of "be" heads its clause, with the predicate below it."""
    for verb in range(len(tree.words)):
        predicate = tree.heads[verb]
        if tree.kind(verb) != "cop" or predicate == ROOT:
            continue
        below = [child for child in tree.children(predicate) if child != verb]
        tree.put_above(verb, predicate)
        tree.roles[predicate] = _predicate(tree, predicate, below)
        for child in below:
            if _goes_with(tree, child, verb, predicate):
                tree.heads[child] = verb


def _predicate(tree: _Tree, at: int, below: list[int]) -> str:
    """The role of a predicate below its copula."""
    word = tree.words[at]
    if any(tree.roles[child] == "case" and tree.words[child].xpos != "POS" for child in below):
        return _PREPOSITIONAL_PREDICATE
    if word.upos == "ADJ" or word.xpos in {"VBN", "VBG"}:
        return "acomp"
    return {"ADV": "advmod", "VERB": "ccomp", "AUX": "ccomp"}.get(word.upos, "attr")


def _goes_with(tree: _Tree, child: int, verb: int, predicate: int) -> bool:
    """Whether a child of the predicate belongs to the clause, and so to the copula."""
    kind, upos = tree.kind(child), tree.words[predicate].upos
    if kind == "punct":
        return child < verb or child > predicate
    if kind == "obl":
        return upos != "ADJ" or child < verb
    if kind == "advmod":
        negates = tree.form(child) in _NEGATIONS
        return child < verb or negates or (upos not in {"ADJ", "ADV"} and child < predicate)
    if kind == "conj":
        return tree.has_below(child, frozenset({"nsubj", "cop", "aux"}))
    return kind in _WITH_THE_VERB or (kind == "ccomp" and tree.roles[predicate] == "attr")


def _prepositions(tree: _Tree) -> None:
    """Nothing: prepositions head their nouns ("pobj") and gerunds ("pcomp")."""
    for noun in range(len(tree.words)):
        found, role = _before(tree, noun)
        if found and role == "pobj" and tree.kind(noun) in _BEFORE_A_NUMBER:
            # "at least 30", "up to 20" stay flat under the number.
            for word in found:
                tree.roles[word] = "advmod"
        elif found:
            _raise(tree, noun, found, role)


def _before(tree: _Tree, noun: int) -> tuple[list[int], str]:
    """The prepositions of a noun or gerund, and what it is to them."""
    children = tree.children(noun)
    cases = [child for child in children if tree.kind(child) == "case" and tree.words[child].xpos != "POS"]
    gerund = tree.words[noun].xpos == "VBG" and tree.kind(noun) in {"advcl", "acl", "xcomp", "ccomp", "obl", "nmod"}
    if cases or not gerund:
        return cases, "pobj"
    marks = [
        child
        for child in children
        if tree.kind(child) == "mark" and tree.words[child].xpos == "IN" and child < noun
        if tree.form(child) not in _CONJUNCTIONS
    ]
    return marks[:1], "pcomp"


def _raise(tree: _Tree, noun: int, prepositions: list[int], role: str) -> None:
    """Nothing: the prepositions, one below the other, stand above the noun and take its place."""
    first, kind, full = prepositions[0], tree.kind(noun), tree.roles[noun]
    tree.put_above(first, noun)
    if kind in _UNDER_A_PREPOSITION:
        tree.roles[first] = "agent" if full == "obl:agent" and tree.form(first) == "by" else "prep"
    for upper, lower in pairwise(prepositions):
        tree.heads[lower], tree.roles[lower] = upper, "prep"
    tree.heads[noun], tree.roles[noun] = prepositions[-1], role
    if kind not in _HEADING_A_PHRASE:
        return
    for child in tree.children(noun):
        inner = tree.kind(child)
        if (
            inner in {"cc", "nsubj", "advcl", "parataxis", "mark"}
            or (inner == "punct" and not first <= child <= noun)
            or (inner == "conj" and tree.has_below(child, frozenset({"case"})))
        ):
            tree.heads[child] = first


def _coordination(tree: _Tree) -> None:
    """Nothing: conjuncts form a chain, and "and" and commas hang on the conjunct before them."""
    for first in range(len(tree.words)):
        before = first
        for conjunct in [child for child in tree.children(first) if tree.kind(child) == "conj" and child > first]:
            tree.heads[conjunct] = before
            for child in tree.children(conjunct):
                mark = before < child and tree.kind(child) == "punct" and _opens(tree, child, conjunct)
                link = tree.kind(child) == "cc" and tree.roles[child] != "cc:preconj"
                if child < conjunct and (mark or link):
                    tree.heads[child] = before
            before = conjunct


def _opens(tree: _Tree, mark: int, conjunct: int) -> bool:
    """Whether nothing of the conjunct but "and" and other marks stands before a mark."""
    return all(tree.kind(other) in {"punct", "cc"} for other in tree.children(conjunct) if other < mark)


def _commas(tree: _Tree) -> None:
    """Nothing: a comma before what narrows a word hangs on that word, and so stays out of the phrase behind it."""
    for mark in range(len(tree.words)):
        head = tree.heads[mark]
        if tree.kind(mark) != "punct" or head == ROOT or tree.kind(head) not in _AFTER_A_COMMA:
            continue
        above = tree.heads[head]
        if ROOT < above < mark < head and not any(child < mark for child in tree.children(head)):
            tree.heads[mark] = above


def _reports(tree: _Tree) -> None:
    """Nothing: in "X happened, the army said" it is "said" that heads the sentence, with "happened" below it."""
    for verb in range(len(tree.words)):
        told = tree.heads[verb]
        if tree.kind(verb) != "parataxis" or not ROOT < told < verb or tree.heads[told] != ROOT:
            continue
        speaks = tree.has_below(verb, frozenset({"nsubj"})) and not tree.has_below(verb, frozenset({"ccomp", "obj"}))
        if not speaks or tree.words[verb].lemma.lower() not in _REPORTING:
            continue
        start = min([verb, *tree.children(verb)])
        tree.put_above(verb, told)
        tree.roles[told] = "ccomp"
        for child in tree.children(told):
            # The comma before the tail, and what stands behind it.
            if tree.kind(child) == "punct" and child >= start - 1:
                tree.heads[child] = verb


def _label(tree: _Tree, at: int) -> str:
    """The role of a word in our labels, once its head is the one that it has there."""
    word, role = tree.words[at], _renamed(tree.roles[at])
    clause = tree.has_below(at, frozenset({"mark", "aux"}))
    if tree.heads[at] == ROOT:
        return "ROOT"
    if role == "mark" and word.xpos == "TO":
        return "aux"
    if role == "xcomp" and not clause:
        return {"ADJ": "acomp", "NOUN": "oprd", "PROPN": "oprd"}.get(word.upos, role)
    if role == "advmod" and tree.form(at) in _NEGATIONS:
        return "neg"
    if role == "advmod" and at < tree.heads[at] and tree.words[tree.heads[at]].upos == "NUM":
        return "quantmod"
    return role


def _renamed(role: str) -> str:
    """A UD role in our labels, where its word keeps its head."""
    if role == _PREPOSITIONAL_PREDICATE:
        return "prep"
    kind = "npadvmod" if role == "obl:agent" else role.partition(":")[0]
    found = _UNIVERSAL.get(role) or _UNIVERSAL.get(kind, kind)
    return found if found in LABELS else "dep"
