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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from workbench.acts import Naming
    from workbench.records import Claim
    from workbench.stage import Stage
    from workbench.triggers import Trigger

_AIMED = frozenset({"at", "on", "against", "into", "toward", "towards", "inside", "in"})


def read(stage: Stage, naming: Naming) -> Iterator[Claim]:
    """The claims of a sentence about what one act was aimed at or hit, each once."""
    seen: set[int] = set(casualties.people(casualties.read(stage.scene)))
    for trigger in naming.triggers:
        if trigger.family != "attack":
            continue
        for noun in _aimed_at(trigger):
            if noun.i in seen or not _can_be_target(stage, noun):
                continue
            seen.add(noun.i)
            span = grammar.full_phrase(noun)
            start = _name_start(stage, span, noun)
            words = stage.doc[start : span.end]
            yield stage.claim("target", stage.words(words), naming.act, start, span.end - 1, rule=trigger.row.rule)


def _name_start(stage: Stage, span: Span, noun: Token) -> int:
    """Where a target's name begins: at the proper name that ends in its noun, else behind the article."""
    for mention in stage.scene.mentions:
        if mention.kind == "place" and mention.start <= noun.idx < mention.end:
            return max(span.start, words_of(stage.doc, mention)[0].i)
    return next((t.i for t in span if t.pos_ not in {"DET", "PUNCT"}), span.start)


def _aimed_at(trigger: Trigger) -> Iterator[Token]:
    token = trigger.token
    if token.pos_ in {"VERB", "AUX"}:
        if trigger.row.id in {
            "attack-verb",
            "target-verb",
            "strike-verb",
            "bomb-verb",
            "shell-verb",
            "ambush",
            "kidnapping",
            "arson",
            "assassinate",
        }:
            found = grammar.subjects(token) if grammar.is_passive(token) else grammar.objects(token)
            yield from found or ([] if grammar.is_passive(token) and token.dep_ != "amod" else _behind(token))
        if trigger.row.id in {"fire-verb", "land", "explode", "shoot", "suicide-attack", "strike-verb"}:
            yield from (n for _, n in grammar.prepositional(token, _AIMED))
        return
    if token.dep_ == "pobj" and token.head.lower_ == "under" and token.head.head.lemma_.lower() == "come":
        yield from grammar.subjects(token.head.head)
    yield from (n for _, n in grammar.prepositional(token, frozenset({"on", "against"})))
    for child in token.children:
        if child.dep_ == "acl" and child.lemma_.lower() in {"aim", "target", "direct"}:
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
    if noun.lemma_.lower() in {"area", "place", "site", "scene", "vicinity", "outskirt"}:
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
