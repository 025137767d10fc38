"""A stage in, claims about who took part out.

Perpetrators and targets have rooms of their own; here stand those who claim
an act or are blamed for it, the systems that met its weapons, and those who
announced a truce, a withdrawal or a picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import actors, counts, grammar, perpetrators, targets
from workbench.mentions import words_of
from workbench.perpetrators import NOBODY
from workbench.records import Act
from workbench.stage import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.acts import Naming
    from workbench.records import Claim
    from workbench.stage import Stage
    from workbench.triggers import Trigger

_BLAME = {"point": ("to", "at"), "blame": ("for", "on"), "accuse": ("of",), "attribute": ("to",), "suspect": ("of",)}


def read(stage: Stage) -> Iterator[Claim]:
    """The claims of one sentence about who did what to whom."""
    for naming in stage.scene.namings:
        if naming.act.is_attack:
            yield from perpetrators.read(stage, naming)
            yield from targets.read(stage, naming)
        elif naming.triggers[0].family in {"truce", "troop_move", "publication"}:
            yield from _announcers(stage, naming)
            yield from _levels(stage, naming)
    for trigger in stage.scene.triggers:
        if trigger.family == "claim":
            yield from _responsibility(stage, trigger)
        elif trigger.family == "defence":
            yield from _interceptor(stage, trigger)


def _responsibility(stage: Stage, trigger: Trigger) -> Iterator[Claim]:
    """Who claims an act, who is blamed for it, and that nobody has claimed it."""
    naming = nearest(stage, trigger.token, attacks=True)
    act = naming.act if naming else _unnamed(stage, trigger)
    verb = trigger.token if trigger.token.pos_ in {"VERB", "AUX"} else trigger.token.head
    if trigger.row.id in {"blame", "responsible"}:
        yield from _blamed(stage, trigger, act)
        return
    for noun in grammar.agents(verb) or grammar.subjects(verb)[:1]:
        span = grammar.phrase(noun)
        if span[0].lower_ in NOBODY or noun.lower_ in NOBODY:
            yield stage.claim("responsibility", "nobody", act, span.start, trigger.token.i, rule=trigger.row.rule)
        elif noun.pos_ != "PRON" and not grammar.children(verb, frozenset({"neg"})):
            words = perpetrators.trimmed(span)
            yield stage.claim(
                "perpetrator", stage.words( words), act, words.start, words.end - 1, attribution="self_claimed",
                rule=trigger.row.rule,
            )  # fmt: skip


def _unnamed(stage: Stage, trigger: Trigger) -> Act:
    """An act that only the words of responsibility name: told before, to be tied to its event by `events.merge`."""
    mention = trigger.mention
    block = stage.article.block_at(mention.start)
    return Act(
        id=f"a{mention.start}", type="other", is_attack=True, passage=stage.article.passage(mention.start, mention.end),
        role="main", status="occurred", sentence=stage.scene.index,
        paragraph=block.start if block else 0, block=block.kind if block else "body",
        refers_back=True, generic=True, rule=trigger.row.rule,
    )  # fmt: skip


def _blamed(stage: Stage, trigger: Trigger, act: Act) -> Iterator[Claim]:
    verb = trigger.token if trigger.row.id == "blame" else trigger.token.head
    cues = _BLAME.get(verb.lemma_.lower(), ())
    onto = frozenset({"on", "to", "at"}) & frozenset(cues)
    nouns = [n for _, n in grammar.prepositional(verb, onto)] if onto else []
    stating = verb.lemma_.lower() == "be" or grammar.is_passive(verb)
    nouns = nouns or (grammar.subjects(verb) if stating else grammar.objects(verb))
    for noun in nouns:
        words = perpetrators.trimmed(grammar.phrase(noun))
        if words and noun.pos_ in {"NOUN", "PROPN"} and perpetrators.acts_by_force(stage, noun, words):
            speakers = [] if stating else grammar.subjects(verb)
            facts = {"speaker": grammar.full_phrase(speakers[0]).text} if speakers else {}
            yield stage.claim(
                "perpetrator", stage.words( words), act, words.start, words.end - 1, attribution="alleged",
                stance="alleged", rule=trigger.row.rule, **facts,
            )  # fmt: skip


def _interceptor(stage: Stage, trigger: Trigger) -> Iterator[Claim]:
    """The system or force that met the weapons; a hedge ("appeared to have been met") stays with it."""
    token = trigger.token
    naming = nearest(stage, token, attacks=True)
    if naming is None:
        return
    verbal = token.pos_ in {"VERB", "AUX"}
    nouns = (
        (grammar.agents(token) or ([] if grammar.is_passive(token) else grammar.subjects(token))) if verbal else [token]
    )
    for noun in nouns:
        span = grammar.phrase(noun)
        words = perpetrators.trimmed(span)
        tokens = words_of(stage.doc, trigger.mention)
        end = max(words.end, tokens[-1].i + 1) if not verbal else words.end
        if noun.pos_ in {"NOUN", "PROPN"}:
            value = stage.words(stage.doc[words.start : end])
            yield stage.claim("interceptor", value, naming.act, words.start, end - 1, rule=trigger.row.rule)


def _announcers(stage: Stage, naming: Naming) -> Iterator[Claim]:
    """Who declared the truce, ordered the withdrawal or shared the picture."""
    for trigger in naming.triggers:
        token = trigger.token
        verbs = [token] if token.pos_ in {"VERB", "AUX"} else [c for c in token.children if c.dep_ in {"acl", "relcl"}]
        verbs += [token.head] if token.dep_ in grammar.OBJECT else []
        for verb in verbs:
            doers = grammar.agents(verb) or ([] if grammar.is_passive(verb) else grammar.subjects(verb))
            for doer in doers:
                noun = grammar.named(doer, verb)
                span = grammar.phrase(noun)
                if noun.pos_ == "PROPN" or (noun.pos_ == "NOUN" and actors.kind_of(span.text)):
                    words = perpetrators.trimmed(span)
                    yield stage.claim(
                        "announcer", stage.words(words), naming.act, words.start, words.end - 1, rule=trigger.row.rule
                    )


def _levels(stage: Stage, naming: Naming) -> Iterator[Claim]:
    """The numbers of troops that a move speaks of; never a count of people harmed."""
    if naming.act.type != "troop_move":
        return
    taken = {i for m in stage.scene.mentions if m.kind == "time" for t in words_of(stage.doc, m) for i in [t.i]}
    for token in stage.scene.sentence:
        if token.i not in taken and counts.number(token.text) is not None and token.text[0].isdigit():
            counted = counts.of(token)
            if counted is not None:
                yield stage.claim(
                    "quantity", token.text, naming.act, counted.first, counted.last, low=counted.quantity.low,
                    high=counted.quantity.high, qualifier=counted.quantity.qualifier, rule=naming.act.rule,
                )  # fmt: skip
