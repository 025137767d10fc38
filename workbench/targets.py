"""A stage in, claims about who or what was aimed at or hit.

By grammar: the object of an attack, the subject of its passive, what stands
behind "on", "against" and, for weapons that land or go off, "in" and "at".
People who are counted as harmed are not repeated as targets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import casualties, grammar
from workbench.doers import is_weapon
from workbench.mentions import words_of
from workbench.perpetrators import SUFFERED
from workbench.stage import nearest
from workbench.triggers import is_series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from workbench.acts import Naming
    from workbench.records import Claim
    from workbench.stage import Stage
    from workbench.triggers import Trigger

_AT = frozenset({"at", "on", "against", "into", "toward", "towards"})
_WHERE = _AT | {"among", "in", "inside", "outside", "under", "beneath"}
_NEAR = _WHERE | {"near"}
_HIT = frozenset(
    {"attack-verb", "target-verb", "strike-verb", "bomb-verb", "shell-verb", "ambush", "kidnapping", "arson",
     "assassinate", "execute", "assault-hand", "ramming", "explode", "set-on-fire", "burn", "sabotage",
     "shoot", "shoot-dead", "damage"}
)  # fmt: skip
"""Rows whose object, or whose passive's subject, is what was hit."""
_AIMED = {
    "fire-verb": _AT, "shoot": _AT, "land": _WHERE, "explode": _NEAR, "suicide-attack": _WHERE, "plant": _NEAR,
    "strike-verb": _WHERE, "arson": frozenset({"to"}),
}  # fmt: skip
"""The prepositions behind which a row's verb has what it is aimed at."""
_DONE_TO = frozenset(
    {"bombing", "shelling", "kidnapping", "assassinate", "massacre", "killing", "shooting", "arson", "execute",
     "airstrike", "assault-hand", "suicide-attack"}
)  # fmt: skip
"""Rows of nouns whose "of" names what the act was done to: "the bombing of the depot"."""
_PERSONAL = frozenset({"kidnapping", "assassinate", "execute", "shoot", "shoot-dead", "damage"})
"""Rows of acts that are aimed at a person, who is their target even where he is counted among the dead."""
_DAMAGING = frozenset(
    {"damage", "destroy", "wreck", "gut", "demolish", "flatten", "raze", "topple", "shatter", "target", "hit", "strike",
     "devastate", "burn", "sabotage", "incinerate"}
)  # fmt: skip
"""Verbs that say in a sentence with an attack what it hit."""


_DAMAGE = {"damage": "to", "destruction": "of"}
"""Nouns that say the same, with the preposition before what was hit."""


def read(stage: Stage, naming: Naming) -> Iterator[Claim]:
    """The claims of a sentence about what one act was aimed at or hit, each once."""
    harmed = casualties.people(stage.harms)
    seen: set[int] = set()
    for noun, rule, personal in _nouns(stage, naming):
        if noun.i in seen or (noun.i in harmed and not personal) or not _can_be_target(stage, noun):
            continue
        seen.add(noun.i)
        span = _without_means(_named(grammar.full_phrase(noun)), noun)
        start = _name_start(stage, span, noun)
        words = stage.doc[start : span.end]
        yield stage.claim("target", stage.words(words), naming.act, start, span.end - 1, rule=rule)


def _nouns(stage: Stage, naming: Naming) -> Iterator[tuple[Token, str, bool]]:
    """The nouns that an act was aimed at or hit, with the rule that says so and whether it is aimed at persons."""
    attacks = [t for t in naming.triggers if t.family == "attack"]
    series = naming.act.role == "aggregate" or all(_of_series(t, stage) for t in attacks)
    for trigger in naming.triggers:
        # "The attack comes amid daily attacks on convoys": what the series hit is not what the one did.
        if trigger.family == "attack" and (series or not _of_series(trigger, stage)):
            for noun in _aimed_at(trigger):
                yield (
                    noun,
                    trigger.row.rule,
                    trigger.row.id in _PERSONAL and (not trigger.row.id.startswith("shoot") or _single(noun)),
                )
    for verb, noun in _damaged(stage):
        if nearest(stage, verb, attacks=True) is naming:
            yield noun, f"targets:{verb.lemma_.lower()}", False


def _single(noun: Token) -> bool:
    """True for one person, whom one shoots as who he is; of many who were shot, their count tells."""
    return noun.tag_ in {"NN", "NNP"} and not any(c.dep_ == "nummod" for c in noun.children)


def _of_series(trigger: Trigger, stage: Stage) -> bool:
    """True for a trigger that tells of a series, and for the "aimed" of "daily attacks aimed at the base"."""
    known = [t for n in stage.scene.namings for t in n.triggers]
    above = [t for t in known if t.token == trigger.token.head and trigger.token.dep_ in {"acl", "relcl"}]
    return any(is_series(t, stage.scene.mentions) for t in [trigger, *above])


def _damaged(stage: Stage) -> Iterator[tuple[Token, Token]]:
    """(word, noun) for what a sentence says was damaged, or was meant to be hit, in words that name no act."""
    triggers = {t.token.i for n in stage.scene.namings for t in n.triggers}
    for word in stage.scene.sentence:
        lemma = word.lemma_.lower()
        if word.pos_ == "VERB" and lemma in _DAMAGING and word.i not in triggers:
            yield from ((word, n) for n in (grammar.subjects if grammar.is_passive(word) else grammar.objects)(word))
        elif word.pos_ == "VERB" and lemma in {"intend", "mean"} and _of_weapon(word):
            yield from ((word, n) for _, n in grammar.prepositional(word, frozenset({"for"})))
        elif word.pos_ == "VERB" and lemma in _LAYING and word.i not in triggers and _lays_weapon(word):
            yield from ((word, n) for _, noun in grammar.prepositional(word, _WHERE) for n in _hit_at(noun))
        elif word.pos_ == "NOUN" and lemma in _DAMAGE:
            yield from ((word, n) for _, n in grammar.prepositional(word, frozenset({_DAMAGE[lemma]})))


_LAYING = frozenset(
    {"drop", "place", "leave", "hide", "attach", "lay", "put", "conceal", "use", "throw", "hurl", "toss", "employ"}
)


def _lays_weapon(verb: Token) -> bool:
    """True for "dropped two bombs on the school", "a bomb placed under the car"."""
    return any(is_weapon(noun) for noun in (grammar.subjects if grammar.is_passive(verb) else grammar.objects)(verb))


def _of_weapon(verb: Token) -> bool:
    """True for a verb said of a weapon: "the rockets were intended for the airport"."""
    return any(is_weapon(noun) for noun in grammar.subjects(verb))


def _named(span: Span) -> Span:
    """The span with the person's name that stands right behind a title: "former minister Ana Ruiz"."""
    doc, end = span.doc, span.end
    if span[-1].pos_ == "NOUN":
        while end < span.sent.end and doc[end].ent_type_ == "PERSON":
            end += 1
    return doc[span.start : end]


def _without_means(span: Span, noun: Token) -> Span:
    """The span without a means that the parse hangs on the target: "a checkpoint with small arms fire"."""
    cut = next((t.i for t in span if t.i > noun.i and t.lower_ in {"with", "by", "during", "after"}), span.end)
    while cut > noun.i + 1 and span.doc[cut - 1].tag_ == "POS":
        cut -= 1
    return span.doc[span.start : cut]


def _name_start(stage: Stage, span: Span, noun: Token) -> int:
    """Where a target's name begins: at the proper name that ends in its noun, else behind the article."""
    for mention in stage.scene.mentions:
        if mention.kind == "place" and mention.start <= noun.idx < mention.end:
            return max(span.start, words_of(stage.doc, mention)[0].i)
    return next((t.i for t in span if t.pos_ not in {"DET", "PUNCT"} and t.tag_ != "PRP$"), span.start)


def _aimed_at(trigger: Trigger) -> Iterator[Token]:
    token = trigger.token
    if token.pos_ in {"VERB", "AUX"}:
        if trigger.row.id in _HIT:
            found = grammar.subjects(token) if grammar.is_passive(token) else grammar.objects(token)
            # "Shot and killed the mayor": the object hangs on the second verb.
            found = found or [n for c in token.children if c.dep_ == "conj" for n in grammar.objects(c)]
            missed = not grammar.is_passive(token) and trigger.row.id not in _AIMED
            yield from found or (_behind(token) if missed or token.dep_ == "amod" else [])
        for _, noun in grammar.prepositional(token, _AIMED.get(trigger.row.id, frozenset())):
            yield from _hit_at(noun)
        return
    yield from _aimed_at_by_noun(token, of=trigger.row.id in _DONE_TO)
    if trigger.row.id in SUFFERED and not grammar.prepositional(token, frozenset({"of"})):
        yield from grammar.children(token, frozenset({"poss"}))


def _in_front(word: Token) -> Iterator[Token]:
    """The bank of "an explosion in front of the bank"."""
    for _, noun in grammar.prepositional(word, frozenset({"in"})):
        if noun.lower_ == "front":
            yield from (n for _, n in grammar.prepositional(noun, frozenset({"of"})))


def _hit_at(noun: Token) -> list[Token]:
    """What something landed in or went off at; "in front of the bank" is at the bank, a mere setting is nothing."""
    if noun.lower_ == "front":
        return [n for _, n in grammar.prepositional(noun, frozenset({"of"}))]
    setting = noun.lemma_.lower() in _SETTINGS or noun.lower_.startswith(_QUARTERS)
    return [] if setting else [noun]


_QUARTERS = ("north", "south", "east", "west")


_HAPPENING = frozenset({"occur", "happen", "take"})
"""Verbs by which an act takes place: "the blast occurred at the gate"."""
_AT_SITE = frozenset({"at", "inside", "outside"})
_SETTINGS = frozenset(
    {"street", "intersection", "corner", "avenue", "road", "highway", "region", "heart", "midair", "sector",
     "neighborhood", "neighbourhood", "suburb", "city", "town", "province", "department", "part", "middle", "crowd",
     "floor", "ground", "bend", "junction", "side", "edge", "stretch", "kilometre", "kilometer", "border", "valley",
     "hill",
     "coast", "centre", "center",
     "outskirts", "scene", "spot", "direction", "distance", "country", "capital", "district",
     "hour", "minute"}
)  # fmt: skip
"""Nouns behind "in", "inside", "outside" that say where an act took place, not what it hit."""


def _aimed_at_by_noun(token: Token, *, of: bool) -> Iterator[Token]:
    """What an act told by a noun is aimed at: "attack on", "shelling of", "came under attack", "attack aimed at"."""
    if token.dep_ == "pobj" and token.head.lower_ == "under" and token.head.head.lemma_.lower() == "come":
        yield from grammar.subjects(token.head.head)
    blamed = token.dep_ in grammar.OBJECT and token.head.lemma_.lower() in {"blame", "pin"}
    words = frozenset({"against"} if blamed else {"on", "against", "at"}) | ({"of"} if of else frozenset())
    for word, noun in grammar.prepositional(token, words):
        yield from [noun] if word == "of" else _hit_at(noun)
    yield from _in_front(token)
    if token.dep_ in grammar.SUBJECT and token.head.lemma_.lower() in _HAPPENING:
        verb = token.head
        yield from (n for _, noun in grammar.prepositional(verb, _AT_SITE) for n in _hit_at(noun))
        yield from _in_front(verb)
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
    owner = noun.dep_ != "poss" and noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].tag_ == "POS"
    lemma = noun.lemma_.lower()
    if noun.pos_ not in {"NOUN", "PROPN"} or owner or is_weapon(noun) or lemma in _ARMS | _SPOTS | _NO_THINGS:
        return False
    if noun.ent_type_ == "NORP" and noun.dep_ not in grammar.OBJECT:
        return False
    for mention in stage.scene.mentions:
        here = mention.start <= noun.idx < mention.end
        land = mention.kind == "place" and mention.rule.startswith(("pipeline:GPE", "countries:"))
        if here and (land or mention.kind in {"time", "action", "weapon"}):
            return False
    return True


_ARMS = frozenset({"charge", "device", "explosive", "ammunition", "kilogram", "kg"})
_SPOTS = frozenset(
    {"area", "place", "site", "scene", "vicinity", "outskirt", "field", "river", "sea", "desert", "air", "front"}
)
_NO_THINGS = frozenset(
    {"statement", "report", "version", "account", "day", "hour", "morning", "occasion", "retaliation", "response",
     "behalf", "one", "other", "threat", "operation", "freedom", "number", "proposal"}
)  # fmt: skip
"""What an attack is fought with, where it takes place, and what stands behind its preposition without being hit."""
