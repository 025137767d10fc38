"""A stage in, claims about who is answerable for an act out: who claims it, is blamed for it, or denies it.

What is claimed is self-claimed, what others say is alleged, and what the
named themselves deny is denied; none of it is proof. An act that only the
words of responsibility name ("claimed responsibility") is told before, and is
tied to its event by `events.merge`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import actors, antecedents, doers, grammar, voices
from workbench.doers import NOBODY
from workbench.records import Act
from workbench.stage import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from workbench.records import AttributionLevel, Claim
    from workbench.stage import Stage
    from workbench.triggers import Trigger

_BLAME = {"point": ("to", "at"), "blame": ("on",), "accuse": (), "attribute": ("to",), "suspect": (), "pin": ("on",)}
"""Verbs of blame with the prepositions behind which the blamed may stand; else they are the object."""
_DENIES = frozenset({"deny", "reject", "disclaim", "disavow", "dismiss"})
_WORK = frozenset({"work", "handiwork", "deed", "doing", "act"})
_TAKEN_FOR = frozenset({"identify", "describe", "name", "recognise", "recognize", "unmask"})


def read(stage: Stage) -> Iterator[Claim]:
    """The claims of one sentence about who claims an act, is blamed for it or denies it."""
    for trigger in stage.scene.triggers:
        if trigger.family != "claim":
            continue
        act = _act(stage, trigger.token, trigger)
        if trigger.row.id in {"blame", "responsible"}:
            yield from _blamed(stage, trigger, act)
        else:
            yield from _claimed(stage, trigger, act)
    if any(n.act.is_attack for n in stage.scene.namings):
        for token in stage.scene.sentence:
            yield from _roundabout(stage, token)


def _act(stage: Stage, token: Token, trigger: Trigger) -> Act:
    """The attack of the sentence that the words of responsibility belong to, or one that only they name."""
    naming = nearest(stage, token, attacks=True)
    if naming is not None:
        return naming.act
    mention = trigger.mention
    block = stage.article.block_at(mention.start)
    return Act(
        id=f"a{mention.start}", type="other", is_attack=True, passage=stage.article.passage(mention.start, mention.end),
        role="main", status="occurred", sentence=stage.scene.index,
        paragraph=block.start if block else 0, block=block.kind if block else "body",
        refers_back=True, generic=True, rule=trigger.row.rule,
    )  # fmt: skip


def _claimed(stage: Stage, trigger: Trigger, act: Act) -> Iterator[Claim]:
    """Who claims an act, denies it, or that nobody has claimed it."""
    verb = trigger.token if trigger.token.pos_ in {"VERB", "AUX"} else trigger.token.head
    for noun in grammar.agents(verb) or grammar.subjects(verb)[:1]:
        span = grammar.phrase(noun)
        if span[0].lower_ in NOBODY or noun.lower_ in NOBODY:
            yield stage.claim("responsibility", "nobody", act, span.start, trigger.token.i, rule=trigger.row.rule)
        elif not grammar.children(verb, frozenset({"neg"})):
            level: AttributionLevel = "denied" if verb.lemma_.lower() in _DENIES else "self_claimed"
            yield from _answerable(stage, noun, act, level, rule=trigger.row.rule)


def _answerable(stage: Stage, noun: Token, act: Act, level: AttributionLevel, *, rule: str) -> Iterator[Claim]:
    """The claim of somebody about himself, under the name that the sentence or the story gives him."""
    named = doers.by_name(stage, noun)
    if named is None and (noun.pos_ == "PRON" or noun.lower_ in antecedents.GROUP):
        return
    words = named.words if named else doers.trimmed(grammar.phrase(noun))
    name = named.name if named else stage.words(words)
    facts = {"stance": "denied"} if level == "denied" else {}
    yield stage.claim(
        "perpetrator", name, act, words.start, words.end - 1, attribution=level, rule=rule, speaker=name,
        speaker_kind=actors.kind_of(name) or "unnamed", **facts,
    )  # fmt: skip


def _blamed(stage: Stage, trigger: Trigger, act: Act) -> Iterator[Claim]:
    """Whom somebody blames; a passive blames in nobody's name."""
    verb = trigger.token if trigger.row.id == "blame" else trigger.token.head
    if verb.pos_ in {"NOUN", "PROPN"} and verb.head.lemma_.lower() == "hold":
        # "Held the rebels responsible": the parse may make the adjective the rebels' own.
        verb = verb.head
    nouns = _accused(verb) if _of_the_act(stage, verb) else []
    stating = verb.lemma_.lower() == "be" or grammar.is_passive(verb)
    blamer = [] if stating else [noun for noun in grammar.subjects(verb) if noun.pos_ != "PRON"]
    for noun in nouns:
        yield from _alleged(stage, noun, act, blamer[:1], rule=trigger.row.rule)


def _of_the_act(stage: Stage, verb: Token) -> bool:
    """False where the blame is for something that is no act of the story: "accused the bishop of being careless"."""
    causes = [c for c in verb.children if c.dep_ in {"prep", "acomp", "oprd", "attr"} and c.lower_ in _CAUSE]
    causes += [g for c in verb.children for g in c.children if c.lower_ == "responsible" and g.lower_ in _CAUSE]
    acts = {t.token.i for n in stage.scene.namings for t in n.triggers}
    told = [{t.i for t in cause.subtree} for cause in causes]
    return not told or any(i in acts for words in told for i in words) or any(_points_back(c) for c in causes)


def _points_back(cause: Token) -> bool:
    """True for "for the crime", "of it": what was told before."""
    nouns = grammar.children(cause, frozenset({"pobj"}))
    return any(n.pos_ == "PRON" or grammar.phrase(n)[0].lower_ in {"the", "this", "that", "these"} for n in nouns)


_CAUSE = frozenset({"for", "of"})


def _accused(verb: Token) -> list[Token]:
    """Those whom a verb of blame points at: behind its preposition, as its object, or as the subject of its passive."""
    onto = frozenset(_BLAME.get(verb.lemma_.lower(), ()))
    found = [n for _, n in grammar.prepositional(verb, onto)]
    # "Blamed the attack on the rebels": the parse may hang the rebels on the attack.
    found = found or [n for noun in grammar.objects(verb) for _, n in grammar.prepositional(noun, onto)]
    if found:
        return found
    if verb.lemma_.lower() == "be" or grammar.is_passive(verb):
        return grammar.subjects(verb)
    objects = grammar.objects(verb)
    return [verb.head if noun.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl" else noun for noun in objects]


def _alleged(stage: Stage, noun: Token, act: Act, blamer: list[Token], *, rule: str) -> Iterator[Claim]:
    """The claim that somebody else did it, in the name of who says so."""
    named = doers.by_name(stage, noun) or doers.anybody(stage, noun)
    if named is None:
        return
    facts = {}
    if blamer:
        speaker = grammar.full_phrase(blamer[0]).text
        facts = {"speaker": speaker, "speaker_kind": actors.kind_of(speaker) or "unnamed"}
    words = named.words
    yield stage.claim(
        "perpetrator", named.name, act, words.start, words.end - 1, attribution="alleged", stance="alleged",
        rule=rule, **facts,
    )  # fmt: skip


def _roundabout(stage: Stage, token: Token) -> Iterator[Claim]:
    """Whom a sentence makes answerable without a verb of doing: "was behind the attack", "the work of the rebels"."""
    lemma = token.lemma_.lower()
    if lemma == "behind" and token.dep_ == "prep":
        nouns = _behind(stage, token)
    elif lemma in _WORK and token.dep_ in {"attr", "oprd", "pobj"}:
        nouns = [n for _, n in grammar.prepositional(token, frozenset({"of"}))]
    elif lemma == "belong" and token.head.dep_ != "acl" and _attackers(token):
        nouns = [n for _, n in grammar.prepositional(token, frozenset({"to"}))]
    elif lemma in _HELD and token.pos_ == "VERB":
        yield from _held(stage, token)
        return
    elif lemma in _TAKEN_FOR and token.pos_ == "VERB":
        nouns = [n for _, n in grammar.prepositional(token, frozenset({"as"}))]
    elif lemma in voices.INVOLVEMENT and token.dep_ in grammar.OBJECT and token.head.lemma_.lower() in _DENIES:
        yield from _denial(stage, token)
        return
    else:
        return
    naming = nearest(stage, token, attacks=True)
    for noun in nouns if naming else ():
        yield from _alleged(stage, noun, naming.act, [], rule=f"responsibility:{lemma}")  # type: ignore[union-attr]


def _attackers(verb: Token) -> bool:
    """True for a verb that says of attackers whose they are."""
    kinds = (actors.kind_of(grammar.phrase(noun).text) for noun in grammar.subjects(verb))
    return "armed_group" in kinds


_HELD = {"charge": frozenset({"with"}), "arrest": frozenset({"for", "over"}), "detain": frozenset({"for", "over"})}
"""Verbs of the law with the prepositions before what somebody is held for."""


def _held(stage: Stage, verb: Token) -> Iterator[Claim]:
    """Whom the law holds for the act of the sentence: alleged, and no more."""
    acts = {t.token.i: n for n in stage.scene.namings if n.act.is_attack for t in n.triggers}
    causes = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in _HELD[verb.lemma_.lower()]]
    naming = next((acts[t.i] for cause in causes for t in cause.subtree if t.i in acts), None)
    people = grammar.subjects(verb) if grammar.is_passive(verb) else grammar.objects(verb)
    for noun in people if naming else ():
        if noun.pos_ in {"NOUN", "PROPN"}:
            words = doers.trimmed(grammar.full_phrase(noun))
            yield stage.claim(
                "perpetrator", stage.words(words), naming.act, words.start, words.end - 1,  # type: ignore[union-attr]
                attribution="alleged", stance="alleged", rule=f"responsibility:{verb.lemma_.lower()}",
            )  # fmt: skip


def _behind(stage: Stage, token: Token) -> list[Token]:
    """The subject of "was behind the attack", or the noun of "the group behind the attack"."""
    acts = {t.token.i for n in stage.scene.namings for t in n.triggers}
    if not any(n.i in acts for n in grammar.children(token, frozenset({"pobj"}))):
        return []
    above = token.head
    return grammar.subjects(above) if above.pos_ in {"AUX", "VERB"} and above.lemma_.lower() == "be" else [above]


def _denial(stage: Stage, token: Token) -> Iterator[Claim]:
    """Who denies a part in the act of the sentence."""
    naming = nearest(stage, token, attacks=True)
    for noun in grammar.subjects(token.head)[:1] if naming else ():
        if grammar.phrase(noun)[0].lower_ not in NOBODY:
            yield from _answerable(stage, noun, naming.act, "denied", rule="responsibility:deny")  # type: ignore[union-attr]
