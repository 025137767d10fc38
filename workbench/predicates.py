"""Doc in, the same Doc out, with the verb that a sentence turns on above its subject.

Runs after the parser, which takes "escaped" in "hundreds of inmates escaped"
for a participle that only describes them: many past tenses look like one.
These signs tell: a whole sentence has no finite verb but this; the word can be
nothing but a past tense ("blew", "fell"); it has an object of its own, which
no passive has. Headlines, which may do without a verb, and everything else
stay as they are. Heads, roles and that one tag change, words and sentences
never.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench import roles

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PAST_ONLY: Final = frozenset(
    {
        "arose", "began", "blew", "broke", "chose", "came", "drew", "drove", "fell", "flew", "froze", "gave", "grew",
        "knew", "rode", "rose", "saw", "shook", "spoke", "stole", "swore", "threw", "took", "tore", "went", "withdrew",
        "woke", "wore", "wrote",
    }
)  # fmt: skip
"""Past tenses of irregular verbs whose participle is another word. Source: any English grammar; our own choice."""
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PARTICIPLE: Final = frozenset({"VBN", "VBD"})
_NOUNS: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_SHORTEST: Final = 4

Arcs = dict[int, tuple[int, str]]


def raise_verbs(doc: Doc) -> Doc:
    """The Doc in which a past tense that was read as a participle heads its clause."""
    arcs: Arcs = {}
    for sentence in doc.sents:
        arcs |= _mended(sentence)
    return roles.rehung(doc, arcs) if arcs else doc


def _mended(sentence: Span) -> Arcs:
    """The new arcs of a sentence; none where nothing is mended. The verb that is raised becomes a past tense."""
    active = _active(sentence)
    if active:
        return active
    if len(sentence) < _SHORTEST or sentence[-1].text != ".":
        return {}
    verb = _behind_comma(sentence)
    if verb is not None:
        return _over_noun(sentence, verb)
    verb = next((t for t in sentence if t.dep_ in {"acl", "relcl"} and t.lower_ in _PAST_ONLY and _bare(t)), None)
    if verb is not None:
        above = next((t for t in verb.ancestors if t.pos_ in {"VERB", "AUX"}), None)
        arcs = _over_noun(sentence, verb) if above is None else _over_participle(verb, above)
    else:
        verb = _only_verb(sentence)
        arcs = {} if verb is None else _over_noun(sentence, verb)
    if arcs and verb is not None:
        verb.tag_ = "VBD"
    return arcs


def _active(sentence: Span) -> Arcs:
    """The arcs for verbs that are read as passives and have an object: "gunmen killed four people, officials said"."""
    arcs: Arcs = {}
    for verb in sentence:
        if verb.tag_ not in _PARTICIPLE or not any(child.dep_ == "dobj" for child in verb.rights):
            continue
        passive = [child for child in verb.lefts if child.dep_ == "nsubjpass"]
        if passive and not any(child.dep_ in {"aux", "auxpass"} for child in verb.children):
            arcs[passive[-1].i] = (verb.i, "nsubj")
        elif verb.dep_ == "acl" and _bare(verb) and verb.i > verb.head.i:
            arcs |= _under_report(verb)
        if arcs:
            verb.tag_ = "VBD"
            return arcs
    return arcs


def _under_report(verb: Token) -> Arcs:
    """The arcs by which a verb is what was said, where the verb of saying has its noun for a second subject."""
    noun, saying = verb.head, verb.head.head
    speakers = [child for child in saying.lefts if child.dep_ in _SUBJECTS and child.i > verb.i]
    if noun.dep_ not in _SUBJECTS or not speakers:
        return {}
    return {verb.i: (saying.i, "ccomp"), noun.i: (verb.i, "nsubj")}


def _behind_comma(sentence: Span) -> Token | None:
    """A past tense right behind a comma, on a root that is a noun: a relative clause would open with its pronoun."""
    root = sentence.root
    if root.pos_ not in _NOUNS:
        return None
    return next(
        (t for t in root.rights if t.tag_ == "VBD" and t.dep_ in {"acl", "relcl"} and t.nbor(-1).text == ","), None
    )


def _bare(verb: Token) -> bool:
    """Whether a verb has neither a subject nor an auxiliary of its own."""
    return not any(child.dep_ in _SUBJECTS | {"aux", "auxpass"} for child in verb.children)


def _only_verb(sentence: Span) -> Token | None:
    """The participle behind the root, a noun, of a sentence that has no finite verb."""
    root = sentence.root
    if root.pos_ not in _NOUNS or any(token.tag_ in _FINITE for token in sentence):
        return None
    return next((t for t in root.rights if t.dep_ == "acl" and t.tag_ == "VBN" and _bare(t)), None)


def _over_noun(sentence: Span, verb: Token) -> Arcs:
    """The arcs by which a verb heads the sentence instead of the noun that is its root."""
    noun = sentence.root
    if noun.pos_ not in _NOUNS or noun.i > verb.i:
        return {}
    behind: Arcs = {child.i: (verb.i, child.dep_) for child in noun.rights if child.i > verb.i}
    inside: Arcs = {child.i: (noun.i, "dep") for child in verb.lefts if child.dep_ in _SUBJECTS | {"mark"}}
    return {verb.i: (verb.i, "ROOT"), noun.i: (verb.i, "nsubj"), **behind, **inside}


def _over_participle(verb: Token, above: Token) -> Arcs:
    """The arcs by which a verb takes the place of the one above it, which only describes their common subject."""
    subject = next((child for child in above.lefts if child.dep_ in _SUBJECTS), None)
    describes = above.i < verb.i and above.tag_ in _PARTICIPLE and above.lower_ not in _PAST_ONLY
    if subject is None or not describes or any(child.dep_ in {"aux", "auxpass"} for child in above.children):
        return {}
    head = verb.i if above.head == above else above.head.i
    behind: Arcs = {child.i: (verb.i, child.dep_) for child in above.rights if child.i > verb.i}
    before: Arcs = {child.i: (verb.i, child.dep_) for child in above.lefts if child.i < subject.i}
    return {verb.i: (head, above.dep_), subject.i: (verb.i, "nsubj"), above.i: (subject.i, "acl"), **behind, **before}
