"""A stage in, claims about who or what was aimed at or hit.

By grammar: the object of an attack, the subject of its passive, what stands
behind "on", "against" and, for weapons that land or go off, "in" and "at".
People who are counted as harmed are not repeated as targets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import casualties, grammar
from workbench.mentions import words_of
from workbench.perpetrators import is_weapon
from workbench.stage import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from workbench.acts import Naming
    from workbench.records import Claim
    from workbench.stage import Stage
    from workbench.triggers import Trigger

_AT = frozenset({"at", "on", "against", "into", "toward", "towards"})
_WHERE = _AT | {"in", "inside", "outside", "under", "beneath"}
_HIT = frozenset(
    {"attack-verb", "target-verb", "strike-verb", "bomb-verb", "shell-verb", "ambush", "kidnapping", "arson",
     "assassinate", "execute", "assault-hand", "ramming", "explode"}
)  # fmt: skip
"""Rows whose object, or whose passive's subject, is what was hit."""
_AIMED = {
    "fire-verb": _AT, "shoot": _AT, "land": _WHERE, "explode": _WHERE, "suicide-attack": _WHERE, "plant": _WHERE,
    "strike-verb": _WHERE, "arson": frozenset({"to"}),
}  # fmt: skip
"""The prepositions behind which a row's verb has what it is aimed at."""
_DONE_TO = frozenset(
    {"bombing", "shelling", "kidnapping", "assassinate", "massacre", "killing", "shooting", "arson", "execute",
     "airstrike", "assault-hand"}
)  # fmt: skip
"""Rows of nouns whose "of" names what the act was done to: "the bombing of the depot"."""
_PERSONAL = frozenset({"kidnapping", "assassinate", "execute"})
"""Rows of acts that are aimed at a person, who is their target even where he is counted among the dead."""
_DAMAGING = frozenset(
    {"damage", "destroy", "wreck", "gut", "demolish", "flatten", "raze", "topple", "shatter", "target", "hit", "strike",
     "devastate"}
)  # fmt: skip
"""Verbs that say in a sentence with an attack what it hit."""


def read(stage: Stage, naming: Naming) -> Iterator[Claim]:
    """The claims of a sentence about what one act was aimed at or hit, each once."""
    harmed = casualties.people(casualties.read(stage.scene))
    seen: set[int] = set()
    for noun, rule, personal in _nouns(stage, naming):
        if noun.i in seen or (noun.i in harmed and not personal) or not _can_be_target(stage, noun):
            continue
        seen.add(noun.i)
        span = _named(grammar.full_phrase(noun))
        start = _name_start(stage, span, noun)
        words = stage.doc[start : span.end]
        yield stage.claim("target", stage.words(words), naming.act, start, span.end - 1, rule=rule)


def _nouns(stage: Stage, naming: Naming) -> Iterator[tuple[Token, str, bool]]:
    """The nouns that an act was aimed at or hit, with the rule that says so and whether it is aimed at persons."""
    for trigger in naming.triggers:
        if trigger.family == "attack":
            for noun in _aimed_at(trigger):
                yield noun, trigger.row.rule, trigger.row.id in _PERSONAL
    triggers = {t.token.i for n in stage.scene.namings for t in n.triggers}
    for verb in stage.scene.sentence:
        damages = verb.pos_ == "VERB" and verb.lemma_.lower() in _DAMAGING and verb.i not in triggers
        if damages and nearest(stage, verb, attacks=True) is naming:
            for noun in grammar.subjects(verb) if grammar.is_passive(verb) else grammar.objects(verb):
                yield noun, f"targets:{verb.lemma_.lower()}", False


def _named(span: Span) -> Span:
    """The span with the person's name that stands right behind a title: "former minister Ana Ruiz"."""
    doc, end = span.doc, span.end
    if span[-1].pos_ == "NOUN":
        while end < span.sent.end and doc[end].ent_type_ == "PERSON":
            end += 1
    return doc[span.start : end]


def _name_start(stage: Stage, span: Span, noun: Token) -> int:
    """Where a target's name begins: at the proper name that ends in its noun, else behind the article."""
    for mention in stage.scene.mentions:
        if mention.kind == "place" and mention.start <= noun.idx < mention.end:
            return max(span.start, words_of(stage.doc, mention)[0].i)
    return next((t.i for t in span if t.pos_ not in {"DET", "PUNCT"}), span.start)


def _aimed_at(trigger: Trigger) -> Iterator[Token]:
    token = trigger.token
    if token.pos_ in {"VERB", "AUX"}:
        if trigger.row.id in _HIT:
            found = grammar.subjects(token) if grammar.is_passive(token) else grammar.objects(token)
            missed = not grammar.is_passive(token) and trigger.row.id not in _AIMED
            yield from found or (_behind(token) if missed or token.dep_ == "amod" else [])
        yield from (n for _, n in grammar.prepositional(token, _AIMED.get(trigger.row.id, frozenset())))
        return
    yield from _aimed_at_by_noun(token, of=trigger.row.id in _DONE_TO)


def _aimed_at_by_noun(token: Token, *, of: bool) -> Iterator[Token]:
    """What an act told by a noun is aimed at: "attack on", "shelling of", "came under attack", "attack aimed at"."""
    if token.dep_ == "pobj" and token.head.lower_ == "under" and token.head.head.lemma_.lower() == "come":
        yield from grammar.subjects(token.head.head)
    blamed = token.dep_ in grammar.OBJECT and token.head.lemma_.lower() in {"blame", "pin"}
    words = frozenset({"against"} if blamed else {"on", "against"}) | ({"of"} if of else frozenset())
    yield from (n for _, n in grammar.prepositional(token, words))
    for child in token.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in {"aim", "target", "direct"}:
            yield from grammar.objects(child)
            yield from (n for _, n in grammar.prepositional(child, frozenset({"at", "against"})))


def _behind(verb: Token) -> list[Token]:
    """The noun right behind an active verb, where the parse gives it no object."""
    for token in verb.doc[verb.i + 1 : verb.i + 6]:
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        if token.pos_ in {"NOUN", "PROPN"} and (following is None or following.pos_ not in {"NOUN", "PROPN"}):
            return [token]
        if token.pos_ not in {"DET", "ADJ", "NUM", "NOUN", "PROPN"} and token.tag_ not in {"VBN", "POS"}:
            return []
    return []


def _can_be_target(stage: Stage, noun: Token) -> bool:
    owner = noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].tag_ == "POS"
    if noun.pos_ not in {"NOUN", "PROPN"} or is_weapon(noun) or owner:
        return False
    if noun.ent_type_ == "NORP" and noun.dep_ not in grammar.OBJECT:
        return False
    named = [m for m in stage.scene.mentions if m.kind == "place" and m.start <= noun.idx < m.end]
    if any(m.rule.startswith(("pipeline:GPE", "countries:")) for m in named):
        return False
    if noun.lemma_.lower() in {
        "area",
        "place",
        "site",
        "scene",
        "vicinity",
        "outskirt",
        "field",
        "river",
        "sea",
        "desert",
        "air",
        "front",
    }:
        return False
    if any(m.kind in {"time", "action"} and m.start <= noun.idx < m.end for m in stage.scene.mentions):
        return False
    return noun.lemma_.lower() not in {
        "statement",
        "report",
        "version",
        "account",
        "day",
        "hour",
        "morning",
        "occasion",
        "retaliation",
        "response",
        "behalf",
    }
