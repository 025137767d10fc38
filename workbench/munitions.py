"""A sentence's weapons in, claims out: which kinds, how many, and how far they came.

A weapon that is counted is a claim about munitions, one that is only named a
claim about the means. "Three more landed outside" counts the weapon of the
sentence before; a number that no noun or verb ties to a weapon counts none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import counts, grammar, lexicons
from workbench.mentions import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from workbench.acts import Naming
    from workbench.records import Claim
    from workbench.stage import Stage

_IN = frozenset({"in", "inside", "within", "on", "into", "at"})
_OUT = frozenset({"outside", "near", "beyond", "around", "beside"})
_LAUNCHED = frozenset({"fire", "launch", "lob", "hurl", "throw"})


def read(stage: Stage, weapon: str | None) -> Iterator[Claim]:
    """Weapons with how many of them; "three more landed" counts the weapon of the sentence before."""
    rows = lexicons.by_rule("weapons")
    seen: set[int] = set()
    for mention in stage.scene.mentions:
        if mention.kind != "weapon":
            continue
        tokens = words_of(stage.doc, mention)
        naming = next((n for n in stage.scene.namings if mention in n.weapons), None)
        if not tokens or naming is None or tokens[-1].i in seen:
            continue
        seen |= {t.i for t in tokens}
        kind = rows[mention.rule].facts["kind"]
        yield from _munition(stage, naming, tokens, kind, mention.rule)
    yield from _elliptical(stage, weapon)


def _munition(stage: Stage, naming: Naming, tokens: list[Token], kind: str, rule: str) -> Iterator[Claim]:
    noun = tokens[-1]
    counted = counts.of(noun) if noun.dep_ != "compound" and noun.pos_ in {"NOUN", "PROPN"} else None
    if counted is None or counted.quantity.qualifier == "none":
        yield stage.claim("weapon", kind, naming.act, tokens[0].i, noun.i, rule=rule)
        return
    scope = _scope(noun, naming)
    yield stage.claim(
        "munitions", kind, naming.act, counted.first, noun.i, low=counted.quantity.low, high=counted.quantity.high,
        qualifier=counted.quantity.qualifier, scope=scope, rule=rule,
    )  # fmt: skip


def _scope(noun: Token, naming: Naming) -> str | None:
    """launched, in_zone, out_of_zone or impacted, by the verb of the act and its preposition."""
    verbs = [t.token for t in naming.triggers if t.token.pos_ in {"VERB", "AUX"}]
    if not verbs:
        return None
    verb = min(verbs, key=lambda v: grammar.path(v, noun))
    if verb.lemma_.lower() in _LAUNCHED:
        return "launched"
    if grammar.prepositional(verb, _OUT) or verb.lemma_.lower() == "miss":
        return "out_of_zone"
    struck = any(target.ent_type_ in {"GPE", "LOC", "FAC"} for target in grammar.objects(verb))
    if struck or grammar.prepositional(verb, _IN) or grammar.prepositional(noun, _IN):
        return "in_zone"
    return "impacted"


def _elliptical(stage: Stage, weapon: str | None) -> Iterator[Claim]:
    """A count ("three more landed outside") without a noun, as the subject of a verb of landing."""
    if weapon is None:
        return
    for naming in stage.scene.namings:
        for trigger in naming.triggers:
            if trigger.row.fact("needs") != "weapon-subject" or naming.weapons:
                continue
            numeral = next(
                (t for t in stage.scene.sentence[: trigger.token.i - stage.scene.sentence.start] if t.like_num), None
            )
            counted = counts.of(numeral) if numeral is not None else None
            if counted is not None:
                yield stage.claim(
                    "munitions", weapon, naming.act, counted.first, trigger.token.i - 1, low=counted.quantity.low,
                    high=counted.quantity.high, qualifier=counted.quantity.qualifier,
                    scope=_scope(numeral or trigger.token, naming),
                    rule=trigger.row.rule,
                )  # fmt: skip
