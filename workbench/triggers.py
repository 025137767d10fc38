"""The words that name acts, and what each says of its act by itself.

A trigger is a mention of `lexicons/actions.toml` with the token that carries
its grammar. Questions asked here need one trigger, or those of one act: is it
a series, is it planned, threatened or foiled, does it point back ("the
attack")? Which triggers name one act together is for `acts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench import counts, grammar, lexicons
from workbench.mentions import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from workbench.records import Mention, Role, Status

OPEN = frozenset({"attack", "harm"})
"""The classes of acts that sentences tell of again and again: what is attacked, who is harmed."""


DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "their", "his", "her"})
_INDEFINITE_SERIES = frozenset({"separate", "several", "numerous", "countless", "many", "frequent", "daily", "various"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an act: its mention, its row and the token that carries the grammar."""

    mention: Mention
    row: lexicons.Row
    token: Token

    @property
    def family(self) -> str:
        """attack, harm, capture, truce, troop_move, publication, claim or defence."""
        return self.row.facts["class"]


def is_part_of_another(mention: Mention, mentions: Iterable[Mention]) -> bool:
    """True for the "after" of "went after" and the "since" of "since late 2019"."""
    covering = [m for m in mentions if m.start <= mention.start and mention.end <= m.end]
    # The "after" that ends "two days after" does open what follows it.
    return any(m.kind == "action" or (m.kind == "time" and mention.end < m.end) for m in covering)


def hedge_class(mention: Mention) -> str:
    """The class of a hedge: hedge, alleged, threat, planned, foiled, series, origin, apart or negation."""
    return lexicons.by_rule("hedges")[mention.rule].facts["class"]


def read(doc: Doc, mentions: tuple[Mention, ...]) -> Iterable[Trigger]:
    """The triggers that a sentence's mentions of action are, in reading order."""
    rows = lexicons.by_rule("actions")
    for mention in mentions:
        if mention.kind == "action":
            tokens = words_of(doc, mention)
            verbs = [t for t in tokens if t.pos_ in {"VERB", "AUX"}]
            found = Trigger(mention, rows[mention.rule], verbs[0] if verbs else _head(tokens[-1]))
            if found.family != "attack" or not (_negated(found.token) or _habit(found.token)):
                yield found


def _habit(verb: Token) -> bool:
    """True for what somebody does at all times: "a gang which fights a rival", "vehicles that fire shells"."""
    if verb.tag_ not in {"VBZ", "VBP"} or verb.dep_ not in {"relcl", "acl"}:
        return False
    return not any(child.dep_ in {"aux", "auxpass"} for child in verb.children)


def _negated(token: Token) -> bool:
    """True for an attack that the sentence says was none: "did not attack", "nobody attacked", "no attack"."""
    if token.pos_ in {"VERB", "AUX"}:
        doers = [*grammar.children(token, grammar.SUBJECT), *grammar.children(token, grammar.PASSIVE_SUBJECT)]
        nobody = any(grammar.phrase(noun)[0].lower_ in _NONE for noun in doers)
        return nobody or bool(grammar.children(token, frozenset({"neg"})))
    return any(word.lower_ in _NONE for word in grammar.phrase(token)[:-1])


_NONE = frozenset({"no", "nobody", "none", "neither"})


def _head(noun: Token) -> Token:
    """The noun that a compound ends in: "missile defence" is read at its "system"."""
    while noun.dep_ == "compound" and noun.head.i == noun.i + 1 and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun


def action_class(mention: Mention) -> str:
    """The class of an action: attack, harm, capture, truce, troop_move, publication, claim or defence."""
    return lexicons.by_rule("actions")[mention.rule].facts["class"]


def is_series(trigger: Trigger, mentions: Iterable[Mention]) -> bool:
    """True for many acts told as one: a counted-off plural, or a verb that happens again and again."""
    token = trigger.token
    doc = token.doc
    cues = [
        words_of(doc, m)[0].i for m in mentions if m.kind == "hedge" and hedge_class(m) == "series" and words_of(doc, m)
    ]
    if any("occasion" in m.text.lower() for m in mentions if m.kind == "hedge"):
        return True
    if token.pos_ in {"VERB", "AUX"}:
        attacks = {m.start for m in mentions if m.kind == "action" and action_class(m) == "attack"}
        return any(doc[c].pos_ == "ADV" and (doc[c].head == token or len(attacks) == 1) for c in cues)
    if token.lower_ == "campaign":
        return True
    plural = is_plural(token) or token.lower_ in {"fire", "violence", "fighting"}
    window = range(max(token.sent.start, token.i - 5), token.i)
    return plural and (
        any(c in window for c in cues)
        or any(doc[i].lower_ in _INDEFINITE_SERIES for i in window)
        or _bare(token, mentions)
    )


def _bare(noun: Token, mentions: Iterable[Mention]) -> bool:
    """True for attacks in general: a plural without article, count or doer, in a sentence that names no single day."""
    if noun.dep_ not in {"nsubj", "nsubjpass", "pobj", "dobj"} or not is_plural(noun):
        return False
    before = [t for t in noun.lefts if t.dep_ in {"det", "nummod", "poss", "predet"}]
    spoken = {m.end + 1 for m in mentions if m.kind == "report"} | {m.end + 4 for m in mentions if m.kind == "report"}
    times = [m for m in mentions if m.kind == "time" and m.start not in spoken]
    dated = any(d in m.text.lower() for m in times for d in _SINGLE_DAYS)
    return not before and not dated


_SINGLE_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
                "overnight", "tonight", "morning")  # fmt: skip


def refers_back(trigger: Trigger) -> bool:
    """True for "the attack" and its like, which point at what was told before."""
    token = trigger.token
    if trigger.row.fact("refers_back"):
        return True
    if token.pos_ in {"VERB", "AUX"}:
        return trigger.row.fact("needs") == "weapon-subject" and token.sent[0].lower_ not in {"the", "a"}
    if is_one_of(token):
        return False
    words = grammar.phrase(token)
    return words[0].lower_ in DEFINITE or any(t.lower_ in {"the", "those", "these", "that", "this"} for t in words[:2])


def is_one_of(noun: Token) -> bool:
    """True for "one of the attacks": a single act out of many."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "one"


def is_plural(noun: Token) -> bool:
    """True for a noun of several acts; "one of the attacks" is one."""
    if is_one_of(noun):
        return False
    return noun.tag_ in {"NNS", "NNPS"} or noun.lower_ == "airstrikes"


def _governing(group: list[Trigger], mentions: tuple[Mention, ...], kind: str) -> bool:
    """True where a hedge word of one class stands before a trigger in its clause, or is its adjective."""
    for mention in mentions:
        if mention.kind != "hedge" or hedge_class(mention) != kind:
            continue
        cue = words_of(group[0].token.doc, mention)
        if cue and any(_governs(cue[-1], t.token) for t in group):
            return True
    return False


def _governs(cue: Token, token: Token) -> bool:
    if cue.i >= token.i or token.i - cue.i > 9:  # noqa: PLR2004
        return False
    if any(t.text in {",", ";", '"'} for t in cue.doc[cue.i : token.i]):
        return False
    return (
        cue.head == token
        or cue in token.ancestors
        or cue.head in token.ancestors
        or grammar.clause(cue) == grammar.clause(token)
    )


def role(group: list[Trigger], mentions: tuple[Mention, ...]) -> Role:
    """The role of an act by its own words: threat, planned, aggregate, main or, for what is no attack, background."""
    if _governing(group, mentions, "threat"):
        return "threat"
    if all(_infinitive(t.token) or _unreal(t.token) for t in group):
        return "main" if _caught(group, mentions) else "planned"
    if group[0].family == "troop_move" or _governing(group, mentions, "planned"):
        planned = _governing(group, mentions, "planned") or any(
            t.lemma_ in {"announce", "plan", "order"} for t in group[0].token.sent
        )
        if planned:
            return "planned"
    if any(t.family == "attack" and _is_many(t, mentions) for t in group) or _is_total(group):
        return "aggregate"
    return "main" if group[0].family in OPEN else "background"


def _is_many(trigger: Trigger, mentions: tuple[Mention, ...]) -> bool:
    return is_series(trigger, mentions) or _goes_on(trigger) or _counted_up(trigger, mentions)


def _counted_up(trigger: Trigger, mentions: tuple[Mention, ...]) -> bool:
    """True for attacks counted over a time: "12 attacks since March", "five attacks between May and July"."""
    return any(m.rule in _OVER_A_TIME for m in mentions) and tally(trigger) is not None


_OVER_A_TIME = frozenset({"times:since", "times:range"})


def tally(trigger: Trigger) -> counts.Count | None:
    """The number of attacks that a plural noun of attack is counted with; None for a verb and without a number."""
    token = trigger.token
    if trigger.family != "attack" or token.pos_ not in {"NOUN", "PROPN"} or not is_plural(token):
        return None
    return counts.of(token, singular=False)


def _goes_on(trigger: Trigger) -> bool:
    """True for many acts of a time that has not ended: "twenty buses have been torched since the protests began"."""
    verb = trigger.token
    perfect = any(c.lower_ in {"have", "has"} and c.dep_ in {"aux", "auxpass"} for c in verb.children)
    since = any(t.lower_ == "since" for t in verb.subtree)
    return perfect and since and any(is_plural(noun) for noun in grammar.subjects(verb))


def _caught(group: list[Trigger], mentions: tuple[Mention, ...]) -> bool:
    """True for what the arrested only meant to do: "arrested four men who were planning to blow up the bridge"."""
    if not all(_infinitive(t.token) for t in group) or any(t.family != "attack" for t in group):
        return False
    doc = group[0].token.doc
    arrests = {t.i for m in mentions if m.kind == "action" and action_class(m) == "capture" for t in words_of(doc, m)}
    return all(any(above.i in arrests for above in t.token.ancestors) for t in group)


def _unreal(token: Token) -> bool:
    """True for what would have been: "the attack would have taken place on Saturday", "they would have killed him"."""
    verb = token if token.pos_ in {"VERB", "AUX"} else grammar.clause(token)
    aids = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return "have" in aids and bool(aids & {"would", "could", "might"}) and (verb is token or token.dep_ in _DONE)


_DONE = grammar.SUBJECT | grammar.PASSIVE_SUBJECT


def _infinitive(token: Token) -> bool:
    """True for what is only meant: "sent troops to fight the group"."""
    if any(c.lemma_.lower() == "have" and c.dep_ in {"aux", "auxpass"} for c in token.children):
        return False
    return token.dep_ in {"advcl", "acl", "xcomp", "relcl"} and any(
        c.lower_ == "to" and c.dep_ == "aux" for c in token.children
    )


def _is_total(group: list[Trigger]) -> bool:
    """True for the running total of a war or campaign: "the number of troops killed now stands at 1,270"."""
    if any(t.family == "attack" for t in group):
        return False
    if PERIOD.search(group[0].token.sent.text.lower()):
        return True
    if any(noun.lemma_.lower() in _LONG for t in group for noun in grammar.subjects(grammar.clause(t.token))):
        return True
    # "The number killed had reached 81" is the toll of one attack, "the number of soldiers killed" that of a war.
    words = [t.lemma_.lower() for t in group[0].token.sent]
    return bool(NUMBER_OF.search(group[0].token.sent.text)) and bool(
        {"stand", "reach", "rise", "climb", "exceed", "total"} & set(words)
    )


NUMBER_OF = re.compile(
    r"\bnumber of (?!(?:the )?(?:dead|deaths|people|victims|fatalities|casualties|wounded|injured)\b)"
)


_LONG = frozenset({"conflict", "war", "insurgency", "rebellion", "uprising", "crackdown", "unrest", "insurrection"})
"""What kills over years: its dead are a total."""


PERIOD = re.compile(
    r"\b(?:this|last|each|every) year\b|\bmonths? of\b|\bsince (?:the|\d|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|late|early|then)|\bso far\b"
    r"|\b(?:in|over) the (?:past|last|first)\b(?! (?:[a-z]+ )?nights?\b)"
    r"|\byears of\b"
)


def status(group: list[Trigger], mentions: tuple[Mention, ...]) -> Status:
    """Whether an act happened, was foiled, planned or threatened, by its own words."""
    if _governing(group, mentions, "threat"):
        return "threatened"
    if role(group, mentions) == "planned":
        return "planned"
    if any(t.row.fact("status") == "foiled" for t in group) or _caught(group, mentions):
        return "foiled"
    if _governing(group, mentions, "foiled") and all(t.family == "attack" for t in group):
        return "foiled"
    return "occurred"
