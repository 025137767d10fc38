"""A stage in, claims about who took part out.

Perpetrators, targets and those who claim an act or are blamed for it have
rooms of their own; here stand the systems that met its weapons, and those who
announced a truce, a withdrawal or a picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import actors, counts, doers, grammar, perpetrators, responsibility, targets
from workbench.mentions import words_of
from workbench.stage import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.acts import Naming
    from workbench.records import Claim
    from workbench.stage import Stage
    from workbench.triggers import Trigger


def read(stage: Stage) -> Iterator[Claim]:
    """The claims of one sentence about who did what to whom."""
    for naming in stage.scene.namings:
        if naming.act.is_attack:
            yield from perpetrators.read(stage, naming)
            yield from targets.read(stage, naming)
        elif naming.triggers[0].family in {"truce", "troop_move", "publication"}:
            yield from _announcers(stage, naming)
            yield from _levels(stage, naming)
    yield from responsibility.read(stage)
    for trigger in stage.scene.triggers:
        if trigger.family == "defence":
            yield from _interceptor(stage, trigger)


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
        words = doers.trimmed(span)
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
            announcing = grammar.agents(verb) or ([] if grammar.is_passive(verb) else grammar.subjects(verb))
            for doer in announcing:
                noun = grammar.named(doer, verb)
                span = grammar.phrase(noun)
                if noun.pos_ == "PROPN" or (noun.pos_ == "NOUN" and actors.kind_of(span.text)):
                    words = doers.trimmed(span)
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
