"""A stage in, claims about who did it.

Who did it, who is said to have done it, who says so of himself and who passed
the message on are kept apart. A reporter's flat "gunmen attacked" is an
allegation without a name behind it, not proof: nothing is ever marked
confirmed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import actors, doers, grammar, voices

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from spacy.tokens import Span, Token

    from workbench.acts import Naming
    from workbench.records import AttributionLevel, Claim
    from workbench.stage import Stage
    from workbench.triggers import Trigger
    from workbench.voices import Voice

_DOING = frozenset(
    {"carry", "launch", "stage", "conduct", "mount", "execute", "perpetrate", "commit", "order", "claim", "wage"}
)
_DOERLESS = frozenset({"die", "dead", "injury", "land", "tally", "under-fire", "campaign"})
"""Rows whose subject suffers the act, tells of it, or is the weapon itself."""


def read(stage: Stage, naming: Naming) -> Iterator[Claim]:
    """The claims of a sentence about who did one act, each name once."""
    seen: set[str] = set()
    for trigger in naming.triggers:
        for noun, level in _doers(trigger):
            for named in doers.name(stage, noun, trigger):
                if named.name.lower() not in seen:
                    seen.add(named.name.lower())
                    yield _claim(stage, naming, trigger, named, level)


def _claim(stage: Stage, naming: Naming, trigger: Trigger, named: doers.Doer, level: AttributionLevel | None) -> Claim:
    """The claim that somebody did it, as firmly as he says so himself or the voice of his name does."""
    span = named.words
    own = _own_voice(stage, named, trigger)
    told = "alleged" if named.suspected else _level(stage, span, own)
    stated: AttributionLevel | None = "self_claimed" if named.by_itself else level
    # Who denies it has not claimed it, whatever else the words say.
    firm = told if told == "denied" or stated is None else stated
    facts: dict[str, Any] = {"stance": "alleged"} if named.suspected else {}
    if own is not None and own.speaker:
        facts |= {"speaker": own.speaker, "speaker_kind": own.kind, "stance": own.stance}
    elif level == "self_claimed":
        facts |= {"speaker": named.name, "speaker_kind": actors.kind_of(named.name) or "unnamed"}
    return stage.claim(
        "perpetrator", named.name, naming.act, span.start, span.end - 1, attribution=firm, rule=trigger.row.rule,
        **facts,
    )  # fmt: skip


def _own_voice(stage: Stage, named: doers.Doer, trigger: Trigger) -> Voice | None:
    """The doer's own word on the act: "the rebels claimed to have killed", "the group denied carrying out"."""
    for voice in stage.heard:
        if voice.noun in range(named.words.start, named.words.end) and voice.verb >= 0:
            verb = stage.doc[voice.verb]
            if verb != trigger.token and verb in trigger.token.ancestors:
                return voice
    return None


def _doers(trigger: Trigger) -> Iterator[tuple[Token, AttributionLevel | None]]:
    """The nouns that grammar makes the doer of a trigger, with the level that the words themselves state."""
    if trigger.row.id in _DOERLESS:
        return
    token = trigger.token
    if token.pos_ in {"VERB", "AUX"}:
        passive = grammar.is_passive(token)
        yield from (
            (doer, None) for noun in grammar.agents(token) if passive or noun.i > token.i for doer in _termed(noun)
        )
        if not passive:
            yield from ((_antecedent(noun, token), None) for noun in grammar.subjects(token))
        return
    yield from _doers_of_noun(token, suffered=trigger.row.id in SUFFERED)


SUFFERED = frozenset({"assassinate", "killing", "kidnapping", "execute", "massacre", "assault-hand"})
"""Rows of nouns whose possessor suffers the act where nobody else does: "the priests' murder"."""


def _termed(noun: Token) -> list[Token]:
    """Those whom "what the army called terrorists" names; else the noun itself."""
    if noun.tag_ != "WP":
        return [noun]
    verbs = [
        c for c in noun.children if c.dep_ == "relcl" and c.lemma_.lower() in {"call", "term", "describe", "label"}
    ]
    named = [n for verb in verbs for head in grammar.children(verb, frozenset({"oprd", "dobj"})) for n in [head]]
    return [other for n in named for other in grammar.conjuncts(n)]


def _antecedent(noun: Token, verb: Token) -> Token:
    """The noun that "who" stands for, or the armed people of the sentence before whom "they" carries on."""
    if noun.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl":
        named = verb.head.head
        return named if verb.head.dep_ == "appos" and named.pos_ == "PROPN" else verb.head
    if noun.lower_ not in {"they", "he"} or noun.i != noun.sent.start:
        return noun
    before = noun.doc[max(0, noun.i - _CARRY) : noun.i]
    told = [t for t in before if t.dep_ in grammar.SUBJECT and actors.kind_of(grammar.phrase(t).text) == "armed_group"]
    return told[-1] if told else noun


_CARRY = 40
"""How many tokens back the armed people of "they came back" may be named."""


def _doers_of_noun(noun: Token, *, suffered: bool) -> Iterator[tuple[Token, AttributionLevel | None]]:
    """Doers in "an attack by X", "the X attack", "an attack claimed by X", "X carried out the attack"."""
    yield from ((doer, None) for _, doer in grammar.prepositional(noun, frozenset({"by"})))
    owned = not suffered or bool(grammar.prepositional(noun, frozenset({"of"})))
    for child in noun.children:
        if child.dep_ in {"poss", "compound", "amod", "nmod"} and child.i < noun.i and owned:
            yield child, None
        if child.dep_ == "acl" and child.lemma_.lower() in _DOING:
            level: AttributionLevel | None = "self_claimed" if child.lemma_.lower() == "claim" else None
            yield from ((doer, level) for doer in grammar.agents(child))
    verb = noun.head
    doing = verb.lemma_.lower() in _DOING and verb.pos_ == "VERB"
    claimed: AttributionLevel | None = "self_claimed" if verb.lemma_.lower() == "claim" else None
    if doing and noun.dep_ in grammar.OBJECT and not grammar.is_passive(verb):
        yield from ((doer, claimed) for doer in grammar.subjects(verb) if doer.lower_ not in doers.NOBODY)
    elif doing and noun.dep_ in grammar.PASSIVE_SUBJECT:
        yield from ((doer, claimed) for doer in grammar.agents(verb))


def _level(stage: Stage, span: Span, own: Voice | None) -> AttributionLevel:
    """How firmly a doer is named: by itself, by a messenger, or by somebody else."""
    if own is not None:
        return "denied" if own.stance == "denied" else "self_claimed" if own.kind == "armed_group" else "alleged"
    voice = voices.speaking(stage.heard, span[0])
    if voice.stance == "denied":
        return "denied"
    if voice.speaker is not None and voice.kind == "armed_group" and _same_name(voice.speaker, span.text):
        return "self_claimed"
    return "claimed_via_third_party" if voice.kind == "affiliated_channel" else "alleged"


def _same_name(first: str, second: str) -> bool:
    plain = [{w for w in words.lower().replace("'s", "").split() if len(w) > 3} for words in (first, second)]  # noqa: PLR2004
    return bool(plain[0] & plain[1])
